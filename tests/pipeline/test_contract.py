"""The contract: commands, exits and the JSON's shape (corpora/contract/mingjian-1.schema.json)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import corpora
from model.document import Status
from pipeline import BatchResult, review_paths
from pipeline.contract import batch_json
from store import Store
from tests.conftest import SAMPLES
from tests.pipeline.verify_evidence import count_places, find_unproven
from ui.cli import main

SCHEMA = json.loads((corpora.ROOT / "contract" / "mingjian-1.schema.json").read_text(encoding="utf-8"))


def run(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, str, str]:
    """(exit code, stdout, stderr) of the command line."""
    with pytest.raises(SystemExit) as stop:
        main([str(a) for a in arguments])
    out = capsys.readouterr()
    return int(stop.value.code or 0), out.out, out.err


def test_the_json_has_exactly_the_contracts_shape(sample_batch: BatchResult) -> None:
    jsonschema.validate(json.loads(json.dumps(batch_json(sample_batch))), SCHEMA)


def test_every_evidence_quotes_text_that_is_really_there(sample_batch: BatchResult, sample_workspace: Path) -> None:
    """The quoted words of each evidence stand in the document at its path and page, findings over the batch included."""
    with Store(sample_workspace) as store:
        assert list(find_unproven(sample_batch, store)) == []
    assert count_places(sample_batch) > 150


def test_review_exit_codes_and_result_table(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """3 when some document is unreadable, each named with its reason, the rest done."""
    out = tmp_path / "r.json"
    code, table, _ = run(capsys, "review", SAMPLES, "--workspace", tmp_path / "w", "--json", out, "--workers", "2")
    data: dict[str, Any] = json.loads(out.read_text(encoding="utf-8"))
    assert (code, len(data["submissions"])) == (3, 15)
    assert "陇南白龙江建材有限公司" in table


def test_review_of_readable_files_exits_0(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, _, _ = run(capsys, "review", SAMPLES / "甘肃祁连水泥装备有限公司", "--workspace", tmp_path)
    assert code == 0


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["review", "不存在的文件夹"], "不存在的文件夹"), (["review"], "缺少参数"), (["review", "x", "--nope"], "没有选项 --nope"),
        (["frobnicate"], "没有这个命令"), (["explain", "Z-99"], "没有这条规则"), (["fill", "GS-99", "-o", "x.docx"], ""),
        (["selftest", "--batch", "没有"], "没有"), (["classify"], "二者择一"), (["rules", "--regime", "mars-2025"], "没有这个评审口径"),
    ],
)  # fmt: skip
def test_wrong_usage_is_one_clear_sentence(
    arguments: list[str],
    sentence: str,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Exit 2, one Chinese line on stderr, no traceback."""
    monkeypatch.chdir(tmp_path)
    code, _, err = run(capsys, *arguments)
    assert (code, err.strip().count("\n"), sentence in err) == (2, 0, True)


def test_parse_names_text_tables_and_places(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book = next((SAMPLES / "甘肃祁连水泥装备有限公司").glob("*.docx"))
    code, _, _ = run(capsys, "parse", book, "--json", tmp_path / "p.json")
    data = json.loads((tmp_path / "p.json").read_text(encoding="utf-8"))
    tables = [node for node in data["document"]["nodes"] if node["type"] == "table"]
    assert (code, data["status"], tables[0]["cells"][0]["place"]["path"]) == (0, "ok", "t1/r1c1")


def test_parse_of_an_unreadable_file_exits_3(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book = next((SAMPLES / "陇南白龙江建材有限公司").iterdir())
    code, _, err = run(capsys, "parse", book, "--json", tmp_path / "p.json")
    assert (code, json.loads((tmp_path / "p.json").read_text())["status"], bool(err)) == (3, "corrupt", True)


def test_classify_one_text_and_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """{"id","text"} in, {"id","candidates","label"} out."""
    texts = tmp_path / "in.jsonl"
    texts.write_text(
        json.dumps({"id": "a", "text": "机器视觉在线检测产品表面缺陷，自动判定并剔除不良品"}) + "\n", encoding="utf-8"
    )
    code, _, _ = run(capsys, "classify", "--file", texts, "--json", tmp_path / "out.jsonl")
    answer = json.loads((tmp_path / "out.jsonl").read_text(encoding="utf-8"))
    assert (code, answer["id"], len(answer["candidates"]), answer["label"]) == (0, "a", 3, "在线智能检测")
    assert run(capsys, "classify", "机器视觉在线检测产品表面缺陷，自动判定并剔除不良品")[0] == 0


def test_rules_and_explain(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The catalogue as data, one rule with its citation and innocent explanations."""
    assert run(capsys, "rules", "--json", tmp_path / "rules.json")[0] == 0
    ids = {rule["id"] for rule in json.loads((tmp_path / "rules.json").read_text(encoding="utf-8"))["rules"]}
    assert {"FMT-03", "A-15", "ELIG-S-05"} <= ids
    code, text, _ = run(capsys, "explain", "elig-s-05")
    assert (code, "依据：" in text, "稳定运行" in text) == (0, True, True)


def test_fill_gs06_from_what_was_reviewed(
    sample_batch: BatchResult, sample_workspace: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "推荐表.docx"
    code, said, _ = run(capsys, "fill", "GS-06", "-o", out, "--workspace", sample_workspace)
    assert (code, out.stat().st_size > 5000, "13 行" in said) == (0, True, True)


@pytest.mark.parametrize("command", [("fill", "GS06", "-o", "推荐表.docx"), ("selftest",)])
def test_asking_of_a_workspace_that_is_not_there_makes_none(
    command: tuple[str, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    code, _, said = run(capsys, *command, "--workspace", tmp_path / "没有")
    assert (code, "还没有审查过的批次" in said) == (2, True)
    assert list(tmp_path.iterdir()) == []


def test_the_same_bytes_are_not_judged_twice(tmp_path: Path) -> None:
    """The second call reuses every review and keeps the findings' fingerprints."""
    first = review_paths([SAMPLES / "甘肃祁连水泥装备有限公司"], tmp_path, workers=1)
    second = review_paths([SAMPLES / "甘肃祁连水泥装备有限公司"], tmp_path, workers=1)
    assert (first.reused, second.reused, first.reviews) == (0, 1, second.reviews)


def test_statuses_are_the_closed_list_of_the_schema() -> None:
    assert SCHEMA["$defs"]["document"]["properties"]["status"]["enum"] == [str(s) for s in Status]
