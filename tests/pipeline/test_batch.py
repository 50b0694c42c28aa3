"""A batch as a whole: the archive, the rules over many books, the ledger and the table of conditions in the JSON."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from openpyxl import Workbook

import corpora
from model.errors import BadData
from model.ledger import list_gaps
from pipeline import BatchResult, review_paths
from pipeline.contract import batch_json
from store import Store
from tests.conftest import SAMPLES

SCHEMA = json.loads((corpora.ROOT / "contract" / "mingjian-1.schema.json").read_text(encoding="utf-8"))
QILIAN = SAMPLES / "甘肃祁连水泥装备有限公司"


@pytest.fixture(scope="module")
def with_archive(tmp_path_factory: pytest.TempPathFactory) -> tuple[BatchResult, Path]:
    """One book judged with an archive in which its company was cancelled and paid before."""
    folder = tmp_path_factory.mktemp("archive")
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["企业名称", "载体", "项目名称", "认定日期", "奖励金额（万元）", "状态", "处理日期", "处理依据"])
    sheet.append(["甘肃祁连水泥装备有限公司", "优秀场景", "质量精准追溯", "2022-12", 95, "有效", "", ""])
    sheet.append(["甘肃祁连水泥装备有限公司", "基础级", "甲工厂", "2023-12", 5, "取消", "2024-11", "第二十四条"])
    sheet.append(["某公司", "不明", "", "", "", "", "", ""])
    book.save(folder / "档案.xlsx")
    return review_paths([QILIAN], folder / "w", workers=1, archive=folder / "档案.xlsx"), folder


def test_the_archive_speaks_in_the_review(with_archive: tuple[BatchResult, Path]) -> None:
    """A ban that still runs, no money after a cancellation, and a row that was left out."""
    result, _ = with_archive
    outcomes = {o.rule: o for o in result.reviews[0].outcomes}
    assert [f.severity.value for f in outcomes["REG-04"].findings] == ["B"]
    assert [f.folded_under for f in outcomes["ELIG-C-10"].findings] == ["REG-04"]
    assert "最高0万元" in outcomes["SUB-08"].findings[0].message
    assert result.remarks == ("档案第4行载体“不明”不认识，未采用。",)
    assert outcomes["ELIG-C-10"].findings[0].evidence[1].file == "档案.xlsx"


def test_the_json_holds_conditions_ledger_and_batch(with_archive: tuple[BatchResult, Path]) -> None:
    """The contract's shape; every entry of the ledger has a cause, a reason and the rules it stands for."""
    result, _ = with_archive
    data: dict[str, Any] = json.loads(json.dumps(batch_json(result)))
    jsonschema.validate(data, SCHEMA)
    one = data["submissions"][0]
    assert {row["rule"]: row["verdict"] for row in one["eligibility"]}["ELIG-C-10"] == "not_met"
    assert {row["rule"]: row["verdict"] for row in one["eligibility"]}["ELIG-S-05"] == "met"
    assert all(gap["reason"].endswith("。") and gap["rules"] for gap in one["ledger"])
    assert {o["rule"] for o in data["batch"]["outcomes"]} >= {"APP-01", "APP-02", "ELIG-C-12", "QUOTA-01"}


def test_batch_outcomes_are_kept(with_archive: tuple[BatchResult, Path]) -> None:
    result, folder = with_archive
    with Store(folder / "w") as store:
        assert store.batch_outcomes(result.batch) == result.outcomes


def test_another_archive_is_another_judgement(with_archive: tuple[BatchResult, Path]) -> None:
    """Without the archive the same bytes are judged anew; with it they are reused."""
    _, folder = with_archive
    again = review_paths([QILIAN], folder / "w", workers=1, archive=folder / "档案.xlsx")
    without = review_paths([QILIAN], folder / "w", workers=1)
    assert (again.reused, without.reused) == (1, 0)
    assert next(o for o in without.reviews[0].outcomes if o.rule == "SUB-08").cause == "outside"


def test_a_missing_archive_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(BadData, match="没有这个档案文件"):
        review_paths([QILIAN], tmp_path, archive=tmp_path / "nichts.xlsx")


def test_an_unreadable_scan_is_stated_once(sample_batch: BatchResult) -> None:
    """One reason of unreadability for all rules on the book; no finding says that anything is missing."""
    for name in ("陇南白龙江建材有限公司",):
        review = next(r for r in sample_batch.reviews if r.submission.name == name)
        unreadable = [gap for gap in list_gaps(review.outcomes) if gap.cause == "unreadable"]
        assert len(unreadable) == 1
        assert len(unreadable[0].rules) > 100
        assert [f for o in review.outcomes for f in o.findings] == []


def test_every_regime_judges_the_samples(tmp_path: Path) -> None:
    """Under each law the clean sample has no grave finding, and its regime stands in the JSON."""
    for regime in corpora.regimes():
        result = review_paths([QILIAN], tmp_path / regime, workers=1, regime=regime)
        assert batch_json(result)["regime"] == regime
        assert [f.message for o in result.reviews[0].outcomes for f in o.findings if f.severity in "BE"] == []
