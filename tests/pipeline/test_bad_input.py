"""Bad input: each bad thing is named, the rest is done, nothing is lost (exit 3, or one sentence and exit 2)."""

from __future__ import annotations

import json
import os
import shutil
import time
import zipfile
from collections.abc import Sequence
from pathlib import Path

import docx
import pytest

from extract import extract_submission
from model.document import Reading
from model.submission import Submission
from pipeline import BatchResult, judging, review_paths
from pipeline.judging import judge_readings
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


def judge_oddly(name: str, readings: Sequence[Reading], packed: bytes) -> object:
    """Stands in for the judging of a folder, in the worker: does what the folder's name says."""

    def fail(*_: object) -> None:
        raise RuntimeError("不该出现")

    match name:
        case "慢":
            time.sleep(600)
        case "死":
            os._exit(7)
        case "坏":
            judging.extract_submission = fail  # type: ignore[assignment]
            try:
                return judge_readings(name, readings, packed)
            finally:
                judging.extract_submission = extract_submission
    return judge_readings(name, readings, packed)


def seconds_by_name(readings: Sequence[Reading]) -> float:
    return 2 if readings[0].file.startswith("慢") else 300


def test_a_submission_that_stops_our_code_is_named_and_the_rest_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Too slow, dead or broken in extraction or checking: its papers say why, the next one is reviewed (exit 3)."""
    monkeypatch.setattr(judging, "judge_readings", judge_oddly)
    monkeypatch.setattr(judging, "review_seconds", seconds_by_name)
    names = ("坏", "慢", "死", "甲")  # the good one comes last
    for name in names:
        shutil.copytree(GOOD, tmp_path / "批" / name)
    long = docx.Document()
    long.add_paragraph("九" * 6000)
    long.save(str(tmp_path / "批" / "慢" / "长.docx"))
    out = tmp_path / "r.json"
    with pytest.raises(SystemExit) as stop:
        main(["review", str(tmp_path / "批"), "--workspace", str(tmp_path / "w"), "--workers", "1", "--json", str(out)])
    assert stop.value.code == 3
    found = {one["name"]: one for one in json.loads(out.read_text(encoding="utf-8"))["submissions"]}
    ends = {name: {paper["status"] for paper in found[name]["documents"]} for name in names[:3]}
    assert ends == {"坏": {"internal_error"}, "慢": {"timeout"}, "死": {"crash"}}
    assert [found["甲"]["form"], len(found["甲"]["fields"]) > 60] == ["GS-02", True]
    assert "不该出现" in found["坏"]["documents"][0]["error"]
    assert found["慢"]["documents"][0]["error"] == (
        "“慢”内容异常或过长（慢/长.docx中有一段文字长达6000字），核对超过2秒，已停止；请人工审阅。"
    )
    assert "核对超过2秒，已停止" in "".join(capsys.readouterr().out.split())


def test_empty_submissions_do_not_share_an_identity(tmp_path: Path) -> None:
    """Or the decisions on one would be shown on the other."""
    for name in ("空一", "空二"):
        (tmp_path / "批" / name).mkdir(parents=True)
    found = review(tmp_path, tmp_path / "批")
    assert found["空一"].id != found["空二"].id
