"""Promises to the applicant that hold for every book: silence proves nothing, rounding is no fault, nothing crashes."""

from __future__ import annotations

import copy
from decimal import Decimal
from typing import Any

import pytest
from build_submission import build_submission, clean_book, reference
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from check import check_submission
from model.finding import Outcome, Severity, State
from model.review import risk

KEYS = sorted(clean_book()["fields"])
NUMBERS = [key for key in KEYS if key.startswith(("total_assets", "main_revenue", "debt_ratio", "profit_margin"))]
slow = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
ODD = [
    "",
    "/",
    "无",
    "0",
    "-1",
    "1e9",
    "２０２４",
    "2024-13",
    "2024-05/",
    "/2024",
    "约1.2亿左右",
    "XXX",
    "☑",
    "\n",
    "字" * 900,
    "A" * 40,
]


def grave(outcomes: tuple[Outcome, ...]) -> list[str]:
    """Messages of the findings that weigh: B and E."""
    return [f.message for o in outcomes for f in o.findings if f.severity in (Severity.B, Severity.E)]


@slow
@given(st.sets(st.sampled_from(KEYS)))
def test_missing_evidence_is_no_contradiction(missing: set[str]) -> None:
    """Trap 14: whatever was not read from a clean book, nothing grave is found (pages of it may be scans)."""
    book = {**copy.deepcopy(clean_book()), "unread": [4]}
    book["fields"] = {key: value for key, value in book["fields"].items() if key not in missing}
    assert grave(check_submission(build_submission(book), reference())) == []


@slow
@given(
    st.sets(st.sampled_from(NUMBERS)), st.sampled_from(["1", "0.1"]), st.sampled_from(["ROUND_HALF_UP", "ROUND_DOWN"])
)
def test_rounding_is_no_fault(rounded: set[str], step: str, mode: str) -> None:
    """Numbers rounded or cut off to fewer digits are not graver than I."""
    book = copy.deepcopy(clean_book())
    for key in rounded:
        book["fields"][key] = str(Decimal(str(book["fields"][key])).quantize(Decimal(step), mode))
    found = [f for o in check_submission(build_submission(book), reference()) for f in o.findings]
    assert [f.message for f in found if f.severity is not Severity.I] == []


@slow
@given(
    st.dictionaries(
        st.sampled_from([*KEYS, "org_code", "kpi.G15", "accident_name", "title"]), st.sampled_from(ODD), max_size=12
    )
)
def test_nothing_crashes(odd: dict[str, str]) -> None:
    """Whatever stands in the cells, every rule answers and none breaks."""
    outcomes = check_submission(build_submission({"from": "clean", "fields": odd}), reference())
    assert [o for o in outcomes if o.state is State.CRASHED] == []


@slow
@given(st.sets(st.sampled_from(KEYS)), st.sampled_from(["", "xx年xx月", "/", "XXX"]), st.booleans())
def test_blanks_never_crash(blank: set[str], text: str, printed: bool) -> None:
    """Any fields may be blank, with or without placeholder, with or without label."""
    book: dict[str, Any] = copy.deepcopy(clean_book())
    for key in blank:
        del book["fields"][key]
        book["blanks"].append({"key": key, "text": text, "printed": printed})
    outcomes = check_submission(build_submission(book), reference())
    assert [o for o in outcomes if o.state is State.CRASHED] == []


def test_empty_template_gives_one_grave_finding() -> None:
    """A form handed in empty is told once what is missing; all else is folded or not checked."""
    book: dict[str, Any] = {
        "blanks": [{"key": key, "text": "xx年xx月"} for key in KEYS if not key.startswith(("bs.", "is."))]
    }
    outcomes = check_submission(build_submission(book), reference())
    assert len(grave(outcomes)) == 1
    assert risk(outcomes) <= 10


@pytest.mark.parametrize(
    ("key", "value", "rule_id"),
    [
        ("applicant", "甘肃祁连水泥有限公司", "FMT-02"),
        ("uscc", "91620121675913060W", "I-02"),
        ("uscc", "9162012167591306", "I-01"),
        ("year_3", "2025", "FMT-10"),
        ("total_assets[2024]", "36348.17", "F-04"),
        ("total_assets[2023]", "241056200", "F-04"),
        ("main_revenue[2023]", "35902.44", "F-05"),
        ("debt_ratio[2022]", "35.88", "A-01"),
        ("profit_margin[2024]", "17.40", "A-02"),
        ("kpi.G01", "0.89", "A-09"),
        ("kpi.G02", "193.5", "L-01"),
        ("kpi.G06", "126", "A-10"),
        ("kpi.G08", "-64.8", "A-17"),
        ("kpi.G10", "28.5", "A-16"),
        ("kpi.G03", "49.5", "P-09"),
        ("build_investment", "1826.5", "P-04"),
        ("scene_name", "智慧食堂", "ELIG-S-01"),
        ("link_name", "生产管理", "ELIG-S-02"),
        ("build_period", "2023-03/2025-08", "ELIG-S-05"),
        ("build_period", "2024-10/2023-03", "DATE-02"),
        ("founded_date", "2023-04-12", "T-02"),
        ("industry_mid", "301采矿、冶金、建筑专用设备制造", "IND-01"),
        ("industry_major", "30非金属矿物制品业", "IND-02"),
        ("bs.equity[2024]", "147715230.00", "F-01"),
        ("build_address", "广东省深圳市南山区", "I-04"),
        ("t1[1].effect", "效果显著提升，质量大幅改善，员工反映良好。", "ELIG-S-06"),
        ("t1[1].pain", "解决复杂壳体加工效率低、质量不高等突出问题。", "TXT-02"),
        ("profile", "公司成立于20**年。", "TXT-01"),
    ],
)
def test_one_planted_fault_is_found(key: str, value: str, rule_id: str) -> None:
    """One wrong cell in the clean book: its rule speaks up, unfolded, and few others do."""
    outcomes = check_submission(build_submission({"from": "clean", "fields": {key: value}}), reference())
    loud = {o.rule for o in outcomes if any(f.folded_under is None for f in o.findings)}
    assert rule_id in loud
    assert len(loud) <= 3, loud
