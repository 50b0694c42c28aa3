"""Printed answers become the contract's normal forms."""

from __future__ import annotations

from decimal import Decimal

import pytest

import corpora
from extract.dates import read_date, read_period, read_year
from extract.numbers import NumberReader
from extract.ticks import ticked_choices, ticked_words
from extract.values import ValueReader
from model.amount import Hedge
from model.form import FieldSpec

REFERENCE = corpora.load()
FORM = REFERENCE.forms[0]
NUMBERS = NumberReader(REFERENCE.lexicons)
READER = ValueReader(NUMBERS, FORM.placeholders)


@pytest.mark.parametrize(
    ("printed", "iso"),
    [
        ("2025年8月20日", "2025-08-20"), ("2025.8.20", "2025-08-20"), ("2025/08/20", "2025-08-20"),
        ("二〇二五年八月", "2025-08"), ("二○二五年八月二十日", "2025-08-20"), ("２０２５年８月", "2025-08"),
        ("20250820", "2025-08-20"), ("2008年", "2008"), ("23年5月", "2023-05"), ("2025 年 8 月 20 日", "2025-08-20"),
        ("二〇二四年六月三十一日", "2024-06-31"), ("二〇二四年六月二三日", "2024-06-23"),
        ("二〇二四年六月二三十日", "2024-06"), ("二〇二四年六月二十五十三日", "2024-06"),
        ("20**年", None), ("年  月  日", None),
    ],
)  # fmt: skip
def test_dates_are_read_as_precisely_as_printed(printed: str, iso: str | None) -> None:
    """P16: the precision of the print is kept."""
    assert read_date(printed) == iso


@pytest.mark.parametrize(
    ("printed", "period"),
    [
        ("2023.5—2024.6", "2023-05/2024-06"), ("2023年5月至2024年6月", "2023-05/2024-06"),
        ("2023-05-2024-06", "2023-05/2024-06"), ("2023年5月-12月", "2023-05/2023-12"),
        ("2023年5月至今", "2023-05/"), ("2023.05.01-2024.06.30", "2023-05-01/2024-06-30"),
        ("202305-202406", "2023-05/2024-06"), ("23年5月至24年6月", "2023-05/2024-06"), ("xx年xx月-xx年xx月", None),
    ],
)  # fmt: skip
def test_periods_have_a_start_and_an_end(printed: str, period: str | None) -> None:
    """至今 is an open end; a month alone takes the year of the start."""
    assert read_period(printed) == period


@pytest.mark.parametrize(
    ("printed", "year"), [("2022年", "2022"), ("2022年度", "2022"), ("2024", "2024"), ("20**年", None)]
)
def test_year_heads(printed: str, year: str | None) -> None:
    """P14."""
    assert read_year(printed) == year


#: crosschecks.json test_vectors.numerals, with the vague readings left to the claims.
VECTORS = [
    ("三千二百万元", "32000000", "元", Hedge.NONE), ("1.2亿", "120000000", "元", Hedge.NONE),
    ("两亿三千万", "230000000", "元", Hedge.NONE), ("百分之二十五", "25", "%", Hedge.NONE), ("三成", "30", "%", Hedge.NONE),
    ("１，２３４．５万元", "12345000", "元", Hedge.NONE), ("300余人", "300", "人", Hedge.ODD),
    ("20多台", "20", "台", Hedge.ODD), ("近5000万元", "50000000", "元", Hedge.NEAR), ("提高到1.5倍", "1.5", "倍", Hedge.NONE),
    ("约1.2亿元", "120000000", "元", Hedge.ABOUT), ("95%以上", "95", "%", Hedge.AT_LEAST),
]  # fmt: skip


@pytest.mark.parametrize(("text", "value", "unit", "hedge"), VECTORS)
def test_numerals_of_the_catalogue(text: str, value: str, unit: str, hedge: Hedge) -> None:
    """crosschecks.md P-15, hedges of §2."""
    (span,) = NUMBERS.find(text)
    assert (span.amount.value, span.amount.unit, span.amount.hedge) == (Decimal(value), unit, hedge)


#: As spoken: the last digit counts the next lower unit, 个 stands before 亿.
SPOKEN = [
    ("近四亿二", "420000000", "元", Hedge.NEAR), ("七亿三千", "730000000", "元", Hedge.NONE),
    ("六亿八千多万元", "680000000", "元", Hedge.ODD), ("七亿四千五百二十八万元", "745280000", "元", Hedge.NONE),
    ("1.5个亿", "150000000", "元", Hedge.NONE), ("2个多亿", "200000000", "元", Hedge.ODD),
    ("三万六吨", "36000", "吨", Hedge.NONE), ("一万二台", "12000", "台", Hedge.NONE),
    ("九成5", "95", "%", Hedge.NONE), ("三亿零五百万元", "305000000", "元", Hedge.NONE),
]  # fmt: skip


@pytest.mark.parametrize(("text", "value", "unit", "hedge"), SPOKEN)
def test_numerals_as_they_are_spoken(text: str, value: str, unit: str, hedge: Hedge) -> None:
    """P-15, beyond its vectors."""
    (span,) = NUMBERS.find(text)
    assert (span.amount.value, span.amount.unit, span.amount.hedge) == (Decimal(value), unit, hedge)


@pytest.mark.parametrize(
    "text", ["GB/T 39116-2020", "5G", "ISO9001", "2025年版", "十四五", "近三年", "第十二条", "五轴机床"]
)
def test_names_and_articles_are_no_numbers(text: str) -> None:
    """The stop lists of P-15."""
    assert NUMBERS.find(text) == []


def test_a_range_is_one_number() -> None:
    """P-16."""
    (span,) = NUMBERS.find("单耗下降5%-8%")
    assert (span.amount.value, span.amount.top, span.amount.hedge) == (5, 8, Hedge.RANGE)


OWNERSHIP = ("中央企业", "地方国企", "民营企业", "三资企业")


@pytest.mark.parametrize(
    ("line", "ticked"),
    [
        ("□中央企业  □地方国企   ☑民营企业   □三资企业", ("民营企业",)),
        ("□中央企业 □地方国企 □民营企业√ □三资企业", ("民营企业",)),
        ("□中央企业 □地方国企 √民营企业 □三资企业", ("民营企业",)),
        ("□中央企业 □地方国企 □√民营企业 □三资企业", ("民营企业",)),
        ("中央企业□ 地方国企□ 民营企业☑ 三资企业□", ("民营企业",)),
        ("(  )中央企业 ( )地方国企 (√)民营企业 ( )三资企业", ("民营企业",)),
        ("中央企业 地方国企 民营企业√ 三资企业", ("民营企业",)), ("中央企业 地方国企 √民营企业 三资企业", ("民营企业",)),
        ("√中央企业 地方国企 民营企业 三资企业", ("中央企业",)), ("民营企业", ("民营企业",)),
        ("☑中央企业 □地方国企 ☑民营企业 □三资企业", ("中央企业", "民营企业")),
        ("□中央企业☑也方国企□民营企业□三资企业", ("地方国企",)),  # misread, but in its place
        ("□中央企业☑省□民营企业□三资企业", ()),
        ("□中央企业 □地方国企 □民营企业 □三资企业", ()), ("中央企业 地方国企 民营企业 三资企业", ()),
    ],
)  # fmt: skip
def test_ticks_before_behind_typed_or_by_deletion(line: str, ticked: tuple[str, ...]) -> None:
    """P12."""
    assert ticked_choices(line, OWNERSHIP) == ticked


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("□中央企业 □地方国企 □民营企业 □三资企业 ☑混合所有制企业", "混合所有制企业"),
        ("□中央企业□地方国企□民营企业□三资企业√集体企业", "集体企业"),
        ("□中央企业 □地方国企 □民营企业 □三资企业", ""),
        ("□中央企业☑省□民营企业□三资企业", ""),  # misread: one of the printed ones is not there
    ],
)
def test_an_option_of_ones_own(line: str, words: str) -> None:
    assert ticked_words(line, OWNERSHIP) == words


@pytest.mark.parametrize(
    ("line", "ticked"),
    [
        ("□是（事故名称：      ）    ☑否", ("否",)), ("☑是（事故名称：2023年机械伤害事故）  □否", ("是",)),
        ("□是（事故名称：   ）  否√", ("否",)), ("否", ("否",)), ("□是（事故名称：是否） ■否", ("否",)),
    ],
)  # fmt: skip
def test_one_character_choices(line: str, ticked: tuple[str, ...]) -> None:
    """是 and 否 inside other words do not count."""
    assert ticked_choices(line, ("是", "否")) == ticked


@pytest.mark.parametrize(
    ("key", "printed", "value", "amount"),
    [
        ("total_assets", "12,345.67", "12345.67", "123456700"), ("total_assets", "１２３４５．６７", "12345.67", "123456700"),
        ("total_assets", "1.2亿元", "12000", "120000000"), ("total_assets", "1200万元", "1200", "12000000"),
        ("total_assets", "12345.67（万元）", "12345.67", "123456700"), ("total_assets", "（120.5）", "-120.5", "-1205000"),
        ("total_assets", "三千二百万元", "3200", "32000000"), ("debt_ratio", "35.2 ％", "35.2", "35.2"),
        ("profit_margin", "-3.2%", "-3.2", "-3.2"), ("total_assets", "\u2212120.5", "-120.5", "-1205000"),
        ("total_assets", "负120.5万元", "-120.5", "-1205000"), ("total_assets", "120.5（亏损）", "-120.5", "-1205000"),
        ("total_assets", "120.5（弥补亏损后）", "120.5", "1205000"), ("total_assets", "▲120.5", "-120.5", "-1205000"),
        ("kpi.G18", "12家", "12", "12"), ("kpi.G03", "提升30%", "30", "30"),
    ],
)  # fmt: skip
def test_numbers_in_cells(key: str, printed: str, value: str, amount: str) -> None:
    """P15: the value in the unit of the form, the amount in the base unit, no complaint."""
    spec = FORM.field(key)
    assert spec is not None
    read = READER.read(spec, printed)
    assert (read.value, read.amount and read.amount.value, read.problem) == (value, Decimal(amount), None)


@pytest.mark.parametrize(
    ("key", "printed", "problem"),
    [
        ("total_assets", "约1.2亿左右", "数字栏含约数“约”"), ("debt_ratio", "5%-8%", "数字栏不是单一数字"),
        ("total_assets", "12.5（预计）", "数字栏填的是预计数"), ("debt_ratio", "较低", "数字栏没有数字"),
        ("founded_date", "建厂初期", "不是可识别的日期"), ("kpi.G03", "▲15%", "数字栏含多余文字"),
    ],
)  # fmt: skip
def test_what_does_not_parse_says_why(key: str, printed: str, problem: str) -> None:
    """FMT-11."""
    spec = FORM.field(key)
    assert spec is not None
    assert READER.read(spec, printed).problem == problem


@pytest.mark.parametrize(
    ("key", "printed"),
    [("year", "20**年"), ("build_period", "xx年xx月-xx年xx月"), ("profile", "（发展历程、主营业务、市场份额等方面基本情况，不超过500字）"),
     ("industry_section", "行业门类"), ("contact_fax", "无"), ("total_assets", "/"), ("company_name", "　 ")],
)  # fmt: skip
def test_hints_and_placeholders_are_no_answers(key: str, printed: str) -> None:
    """P9."""
    spec = FORM.field(key)
    assert spec is not None
    assert READER.read(spec, printed).value == ""


def test_a_hint_kept_beside_the_answer_is_stripped_and_remembered() -> None:
    """P10."""
    spec = FORM.field("profile")
    assert spec is not None
    read = READER.read(spec, "（发展历程、主营业务、\n市场份额等方面基本情况，不超过500字）公司成立于2008年。")
    assert (read.value, len(read.residue)) == ("公司成立于2008年。", 1)


@pytest.mark.parametrize(
    ("printed", "name"),
    [("石广平（签字） 公章 2025年9月3日", "石广平"), ("石广平（签名）（公司印章）", "石广平"), ("石广平（手签）加盖公章", "石广平"), ("石广平", "石广平")],
)  # fmt: skip
def test_what_is_printed_behind_a_signed_name_is_no_part_of_it(printed: str, name: str) -> None:
    spec = next(f for form in REFERENCE.forms for part in form.parts for f in part.fields if f.key == "legal_rep_name")
    assert READER.read(spec, printed).value == name


def _spec(key: str) -> FieldSpec:
    return next(spec for spec in FORM.fields if spec.key == key)


@pytest.mark.parametrize(
    ("key", "printed", "value"),
    [
        ("build_period", "20  年  月  —  20  年  月", ""), ("build_period", "自 20 年 月 日至 年 月 日", ""), ("truth_date", "××年××月×日", ""),
        ("build_investment", "（万元）", ""), ("build_investment", "640.2（万元）", "640.2"), ("build_period", "2022年1月至2023年2月", "2022-01/2023-02"),
    ],
)  # fmt: skip
def test_signs_between_which_nothing_was_typed_are_no_answer(key: str, printed: str, value: str) -> None:
    """年 and 月 alone, or the unit alone, leave the cell empty."""
    assert READER.read(_spec(key), printed).value == value


@pytest.mark.parametrize(
    ("key", "printed", "problem"),
    [
        ("size_class", "大中型企业", True), ("size_class", "小微型企业", True), ("size_class", "中型企业", False), ("size_class", "中型", False),
        ("cmmm_self_level", "3.5级", True), ("cmmm_self_level", "3级", False), ("cmmm_self_level", "CMMM三级", False),
    ],
)  # fmt: skip
def test_a_choice_within_a_longer_word_is_none(key: str, printed: str, problem: bool) -> None:
    """大中型企业 is none of the four sizes and 3.5级 no level."""
    assert (READER.read(_spec(key), printed).problem is not None) == problem


@pytest.mark.parametrize(
    ("printed", "level"), [("三级；四级正在创建", "3级"), ("二级，计划明年三级", "2级"), ("正在创建三级", "3级")]
)
def test_a_goal_beside_the_answer_is_not_chosen(printed: str, level: str) -> None:
    """An answer of nothing but a goal stays what it is."""
    assert READER.read(_spec("cmmm_self_level"), printed).value == level
