"""Annotated prose: every number with what it speaks of, and the words that say so (tests/extract/claims/README.md)."""

from __future__ import annotations

from decimal import Decimal

import pytest

from bench.claims import load_rows, make_readers, measure
from extract.numbers import NumberReader
from model.amount import Hedge
from model.place import Place
from model.submission import Claim, Passage
from model.text import squash
from tests.extract.test_claims import LEXICONS

READERS = make_readers()
NUMBERS = NumberReader(LEXICONS)
ROWS = list(load_rows("dev_*.yml", "held_out.yml"))


def claims_of(text: str, year: int | None = None) -> tuple[Claim, ...]:
    return READERS[year].read([Passage("scheme_text", text, Place("书.docx", "para1"))])[0]


@pytest.mark.parametrize(("files", "found", "core"), [("dev_*.yml", 0.99, 0.975), ("held_out.yml", 0.985, 0.91)])
def test_accuracy_does_not_fall(files: str, found: float, core: float) -> None:
    """F1 of value+unit and of value+unit+concept+period; the held-out floor is its figure at first sight."""
    score = measure(list(load_rows(files)), READERS)
    assert score.f1(score.found)[2] >= found
    assert score.f1(score.core)[2] >= core


@pytest.mark.parametrize("text", [row["t"] for row in load_rows("dev_*.yml") if not row["c"]])
def test_names_codes_and_headings_state_nothing(text: str) -> None:
    """Standards, models, addresses, telephone numbers, figures' and articles' numbers."""
    assert claims_of(text) == ()


def test_every_part_quotes_the_passage() -> None:
    """`start` and `end` are places in the passage's own text, breaks and blanks included; a number is always shown."""
    for row in ROWS:
        for claim in claims_of(row["t"], row.get("y")):
            assert any(part.role == "number" for part in claim.parts)
            for part in claim.parts:
                assert squash(row["t"][part.start : part.end]) == squash(part.text)


def test_a_claim_is_explained_word_by_word() -> None:
    """Which words gave which part."""
    (claim,) = claims_of("预计2026年本场景生产效率较改造前提升约35%以上")
    said = {part.role: part.text for part in claim.parts}
    assert said == {
        "number": "35", "unit": "%", "hedge": "以上", "concept": "生产效率", "verb": "提升", "period": "2026年",
        "base": "改造前", "scope": "本场景", "plan": "预计",
    }  # fmt: skip
    assert (claim.base, claim.direction, claim.relation, claim.planned) == ("before", 1, "change", True)


def test_a_share_knows_its_part_and_whole() -> None:
    """设备总数120台，其中数控设备96台，占80%: three claims, the last linked to the first two."""
    *_, share = claims_of("设备总数120台，其中数控设备96台，占80%。")
    assert (share.concept, share.relation, [a.value for a in share.operands]) == ("equip_nc", "share", [96, 120])


def test_a_change_knows_its_before_and_after() -> None:
    """The percentage behind 由a降至b carries both."""
    *_, change = claims_of("产品不良率由2.9%降至2.0%，下降31%。")
    assert (change.concept, [a.value for a in change.operands]) == ("kpi.G08", [Decimal("2.9"), Decimal("2.0")])


@pytest.mark.parametrize(
    ("text", "year", "period"),
    [
        ("2024年营业收入1亿元", None, "2024"), ("二〇二四年三月营业收入1亿元", None, "2024-03"), ("24年底营业收入1亿元", None, "2024"),
        ("去年营业收入1亿元", 2025, "2024"), ("去年营业收入1亿元", None, "last_year"), ("上年度营业收入1亿元", 2025, "2024"),
        ("近三年营业收入均超1亿元", 2025, "2022/2024"), ("“十四五”期间营业收入1亿元", None, "2021/2025"),
        ("2025年1—6月营业收入1亿元", None, "2025H1"), ("2024年前三季度营业收入1亿元", None, "2024Q1-3"),
        ("2024年第二季度营业收入1亿元", None, "2024Q2"), ("截至2024.06营业收入1亿元", None, "2024-06"),
        ("公司成立于2006年4月，营业收入1亿元", None, ""), ("较2022年营业收入增加1亿元", None, ""), ("累计营业收入1亿元", None, "cumulative"),
        ("改造前营业收入1亿元", None, "before"), ("改造前（2022年）营业收入1亿元", None, "before"),
        ("系统上线后营业收入1亿元", None, "after"), ("营业收入1亿元（2024年）", None, "2024"),
        ("与改造前（2021年）相比，营业收入1亿元", None, ""),
        ("2024年销量比受限电影响的2023年增长8%，营业收入1亿元", None, "2024"),
        ("2023年，公司获评示范企业，营业收入1亿元", None, ""), ("2024年系统上线，全年营业收入1亿元", None, "2024"),
    ],
)  # fmt: skip
def test_periods(text: str, year: int | None, period: str) -> None:
    """Years, halves, quarters, states and relative years; founding years and bases are no periods."""
    (claim,) = [c for c in claims_of(text, year) if c.concept == "revenue"]
    assert claim.period == period


#: Numerals of crosschecks.json test_vectors and of §1 that are no plain digits: (value, unit, says times what was).
WORDED = [
    ("成本腰斩", "50", "%", False), ("库存打了对折", "50", "%", False), ("一个半小时", "1.5", "小时", False), ("2天半", "2.5", "天", False),
    ("两小时四十分", "160", "分钟", False), ("三刻钟", "45", "分钟", False), ("投资1.2个亿", "120000000", "元", False), ("职工三百多号人", "300", "人", False),
    ("翻两番", "4", "倍", True), ("翻一番", "2", "倍", True), ("提高1.5倍", "1.5", "倍", False), ("两倍半", "2.5", "倍", False),
    ("下降一半", "50", "%", False), ("三分之一", "33.33", "%", False), ("缩短1/4", "25", "%", False), ("一成二", "12", "%", False),
    ("打八五折", "85", "%", False), ("千分之四点一", "0.41", "%", False), ("3‰", "0.3", "%", False), ("万分之五", "0.05", "%", False),
    ("一亿二千万元", "120000000", "元", False), ("1亿2000万元", "120000000", "元", False), ("500w元", "5000000", "元", False),
    ("壹仟贰佰捌拾万伍仟元整", "12805000", "元", False), ("1分30秒", "90", "秒", False), ("2小时15分钟", "135", "分钟", False),
    ("0.86吨标准煤/吨", "0.86", "吨标煤/吨", False), ("68万元/人·年", "680000", "元/人·年", False), ("385kWh/t", "385", "千瓦时/吨", False),
    ("±3℃", "3", "摄氏度", False), ("8.6万㎡", "86000", "平方米", False), ("12台（套）", "12", "台", False),
]  # fmt: skip


@pytest.mark.parametrize(("text", "value", "unit", "ratio"), WORDED)
def test_numbers_in_words_and_compound_units(text: str, value: str, unit: str, ratio: bool) -> None:
    """P-15, A-28 and the unit table."""
    (span,) = NUMBERS.find(text)
    assert (span.amount.value, span.amount.unit, span.ratio) == (Decimal(value), unit, ratio)


@pytest.mark.parametrize("word", LEXICONS.stop_hedges)
def test_words_that_only_look_like_hedges(word: str) -> None:
    """crosschecks.json stop_hedges: none of them widens the number behind it."""
    assert [s.amount.hedge_word for s in NUMBERS.find(f"{word}50%") if s.amount.hedge not in (Hedge.NONE,)] == []


@pytest.mark.parametrize("word", LEXICONS.stop_numerals)
def test_numerals_inside_names(word: str) -> None:
    """crosschecks.json stop_numerals."""
    assert claims_of(f"全面推进{word}建设。") == ()


@pytest.mark.parametrize(
    ("text", "hedge", "low", "high"),
    [
        ("300余人", Hedge.ODD, 300, 400), ("20多台", Hedge.ODD, 20, 30), ("近5000万元", Hedge.NEAR, 45000000, 50000000),
        ("约60%左右", Hedge.ABOUT, 54, 66), ("30%以下", Hedge.AT_MOST, 0, 30), ("不足40%", Hedge.BELOW, 32, 40),
        ("5%~8%", Hedge.RANGE, Decimal("4.5"), Decimal("8.5")), ("95%以上", Hedge.AT_LEAST, 95, Decimal("142.5")),
        ("超过200家", Hedge.OVER, 200, 240), ("20来人", Hedge.ABOUT, 18, 22),
    ],
)  # fmt: skip
def test_hedges_before_and_behind(text: str, hedge: Hedge, low: Decimal, high: Decimal) -> None:
    """The hedge table of crosschecks.md §2."""
    (span,) = NUMBERS.find(text)
    interval = span.amount.interval
    assert (span.amount.hedge, interval.low, interval.high) == (hedge, low, high)


def test_lines_broken_by_print_are_one_text() -> None:
    """Numbers and words cut by a line's end or spaced out by recognition."""
    (revenue, staff) = claims_of("2024 年 公 司 营 业 收\n入 1 . 3\n5 亿元，员工 2\n10 人。")
    assert [(c.concept, c.amount.value) for c in (revenue, staff)] == [("revenue", 135000000), ("staff", 210)]


def test_a_long_text_takes_time_in_step_with_its_length() -> None:
    """A paragraph of 20 000 characters gives as many claims as its parts do."""
    part = "2024年公司营业收入1.2亿元，生产效率提升20%，操作人员由12人减少到5人。"
    assert len(claims_of(part * 500)) == 500 * len(claims_of(part))


@pytest.mark.parametrize(
    ("text", "part", "whole", "of"),
    [
        ("5,338.5万元的负债占到总资产的47.1%。", 53385000, None, "assets"),
        ("参训员工32人，占一线人员88人的36.4%。", 32, 88, "operators"),
        ("436万元投资里，软件及实施费占六成，为265万元。", 2650000, 4360000, ""),
        ("在全公司职工中占到2.5%的数字化部，现有8人。", 8, None, "staff"),
        ("现有职工318人，其中研发人员占8.2%。", None, 318, ""),
    ],
)
def test_part_and_whole_are_found_in_any_order(text: str, part: int | None, whole: int | None, of: str) -> None:
    """The share's own numbers, and the concept of a whole that is only named."""
    share = next((c.share for c in claims_of(text) if c.amount.unit == "%"), None)
    told = (
        (share.part and share.part.value, share.whole and share.whole.value, share.of) if share else (None, whole, "")
    )
    assert told == (part, whole, of)
