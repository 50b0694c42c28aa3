"""Bad input: each bad thing is named, the rest is done, nothing is lost (exit 3, or one sentence and exit 2)."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

import docx
import pytest

from model.submission import Submission
from pipeline import BatchResult, review_paths
from tests.conftest import SAMPLES
from ui.cli import main

GOOD = SAMPLES / "甘肃祁连水泥装备有限公司"


def review(tmp_path: Path, *paths: Path) -> dict[str, Submission]:
    result: BatchResult = review_paths(paths, tmp_path / "workspace", workers=1)
    return {r.submission.name: r.submission for r in result.reviews}


def statuses(submission: Submission) -> list[str]:
    return [str(paper.status) for paper in submission.papers]


def test_an_empty_folder_is_named(tmp_path: Path) -> None:
    """Not silently a submission without documents."""
    (tmp_path / "批" / "空").mkdir(parents=True)
    shutil.copytree(GOOD, tmp_path / "批" / "好")
    found = review(tmp_path, tmp_path / "批")
    assert (statuses(found["空"]), found["好"].form) == (["empty"], "GS-02")


def test_a_list_that_names_the_form_is_not_the_book(tmp_path: Path) -> None:
    """附件目录.docx carries the form's title in its heading; the book stays the book."""
    folder = tmp_path / "批" / "甲"
    shutil.copytree(SAMPLES / "武威绿洲乳业有限公司", folder)
    listing = docx.Document()
    listing.add_paragraph("甘肃省智能制造优秀场景申报书附件目录")
    listing.add_paragraph("1.企业近三年财务情况")
    listing.save(str(folder / "附件目录.docx"))
    found = review(tmp_path, tmp_path / "批")["甲"]
    assert (found.form, len(found.fields) > 60, {p.file: p.kind for p in found.papers}["甲/附件目录.docx"]) == (
        "GS-02",
        True,
        "other",
    )


def test_hostile_and_odd_names_are_shown_as_they_are(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Square brackets are no markup; a damaged member does not stop the others."""
    archive = tmp_path / "材料.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        packed.writestr("甲/坏[/b].docx", b"not a document")
        packed.write(next(GOOD.glob("*.docx")), "乙/申报书[final].docx")
    with pytest.raises(SystemExit) as stop:
        main(["review", str(archive), "--workspace", str(tmp_path / "w"), "--json", str(tmp_path / "r.json")])
    shown = capsys.readouterr().out
    assert (stop.value.code, "坏[/b].docx" in shown.replace("\n", ""), (tmp_path / "r.json").is_file()) == (
        3,
        True,
        True,
    )


def test_a_book_on_which_our_code_fails_is_named_and_the_rest_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """internal_error with the reason, never a traceback for the batch."""
    import pipeline

    real = pipeline.extract_submission

    def fail_on_bad(name: str, *rest: object) -> Submission:
        if name == "坏":
            raise RuntimeError("不该出现")
        return real(name, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(pipeline, "extract_submission", fail_on_bad)
    for name in ("坏", "好"):
        shutil.copytree(GOOD, tmp_path / "批" / name)
    found = review(tmp_path, tmp_path / "批")
    assert (set(statuses(found["坏"])), found["好"].form) == ({"internal_error"}, "GS-02")
    assert "不该出现" in (found["坏"].papers[0].error or "")


def test_empty_submissions_do_not_share_an_identity(tmp_path: Path) -> None:
    """Or the decisions on one would be shown on the other."""
    for name in ("空一", "空二"):
        (tmp_path / "批" / name).mkdir(parents=True)
    found = review(tmp_path, tmp_path / "批")
    assert found["空一"].id != found["空二"].id
