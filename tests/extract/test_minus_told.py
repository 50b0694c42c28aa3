"""A minus told in a word before the number, and numbers behind ordinals."""

from __future__ import annotations

import pytest

from corpora import load
from extract.numbers import NumberReader

READER = NumberReader(load("gansu-2025").lexicons)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("2022年净利润为负1,240.5万元", "-12405000"),
        ("净资产收益率负3.2%", "-3.2"),
        ("利润总额由负 86.4万元起步", "-864000"),
        ("冷库温度负18℃", "-18"),
        ("为班组减负30%", "30"),
        ("误差在正负5%之内", "5"),
        ("转负为正，达320万元", "3200000"),
        ("资产负债率45%", "45"),
        ("肩负2万元的任务", "20000"),
        ("利润总额为负的75万元", "-750000"),
        ("净利润\u2212320.5万元", "-3205000"),
        ("全年利润总额亏损86.4万元", "-864000"),
        ("弥补以前年度亏损86.4万元", "864000"),
        ("全年利润总额亏损约86.4万元", "-864000"),
        ("利润总额亏损收窄至86.4万元", "-864000"),
        ("毛利润亏损86.4万元的订单", "864000"),
        ("避免利润亏损86.4万元", "864000"),
        ("公司亏损86.4万元", "-864000"),
        ("甲乙公司亏损86.4万元", "864000"),
        ("若停产，公司亏损86.4万元", "864000"),
        ("该子公司刚刚设立。去年亏损86.4万元", "864000"),
        ("利润总额亏损较大，达86.4万元", "-864000"),
        ("增长率：—15%", "-15"),
        ("增长率：\uff0d15%", "-15"),
        ("利润率为\u201312.5%", "-12.5"),
        ("资产——15亿元", "1500000000"),
        ("废品率——15%", "15"),
        ("企业亏损86.4万元的产品已停产", "864000"),
        ("公司亏损15%左右的订单不接", "15"),
        ("利润总额由2023年的亏损86.4万元转为盈利", "-864000"),
        ("利润总额由亏损86.4万元转为盈利", "-864000"),
    ],
)
def test_minus_in_a_word(text: str, wanted: str) -> None:
    """负 right before the number of a quantity, and no word that ends with it."""
    assert [f"{span.amount.value.normalize():f}" for span in READER.find(text) if span.amount.unit != "年"] == [wanted]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [("完成第3至5和50万元的采购", ["500000"]), ("其中第3、5、6和9个场景", []), ("采购第1、2、6万元的设备", ["60000"])],
)
def test_numbers_behind_ordinals(text: str, wanted: list[str]) -> None:
    """Ordinals in a row are no quantities; a sum behind them is one."""
    assert [f"{span.amount.value.normalize():f}" for span in READER.find(text)] == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("2022年、2023年公司亏损410万元、260万元", ["-4100000", "-2600000"]),
        ("净利润分别亏损410万元和260万元", ["-4100000", "-2600000"]),
        ("2023年公司亏损410万元、营业收入2600万元", ["-4100000", "26000000"]),
        ("净利润分别为-410万元、260万元", ["-4100000", "2600000"]),
        ("公司亏损320万元，2800万元的订单已交付", ["-3200000", "28000000"]),
    ],
)
def test_losses_of_a_list(text: str, wanted: list[str]) -> None:
    """What a list tells behind a loss is lost too; behind a printed minus each number has its own sign."""
    found = [f"{span.amount.value.normalize():f}" for span in READER.find(text) if span.amount.unit == "元"]
    assert found == wanted


def test_hundred_and_more_per_cent_in_words() -> None:
    assert [(span.amount.value, span.amount.unit) for span in READER.find("减少百分之一百二十")] == [(120, "%")]


def test_the_sign_of_a_formula_between_two_numbers_is_no_minus() -> None:
    found = [f"{span.amount.value:f}" for text in ("库温20℃\u221230℃",) for span in READER.find(text)]
    assert found == ["20", "30"]
