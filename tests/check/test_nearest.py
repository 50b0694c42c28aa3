"""Each reading of a number that misses, by hand-computed values; and none where nothing innocent is near."""

from __future__ import annotations

from decimal import Decimal

import pytest
from build_submission import build_field, cell_amount, prose_amount

from check.nearest import (
    Reading,
    find_ratio_reading,
    find_reading,
    other_end,
    other_field,
    other_owners,
    other_years,
    points_for_percent,
    wrong_bases,
    wrong_parts,
)
from model.amount import Amount


def cell(value: str, unit: str = "万元") -> Amount:
    amount = cell_amount(value, unit)
    assert amount is not None
    return amount


@pytest.mark.parametrize(
    ("stated", "right", "tag", "formula"),
    [
        (prose_amount("1.2亿元"), cell("1.20"), "unit", "1.2万元×10^4＝12000万元"),
        (prose_amount("120万元"), cell("12000.00"), "unit", "12000万元÷10^2＝120万元"),
        (prose_amount("11300万元"), cell("10000.00"), "tax_included", "10000万元×1.13＝11300万元"),
        (prose_amount("12354万元"), cell("12345.00"), "typo", "12345万元与12354万元"),
        (prose_amount("128345万元"), cell("12345.00"), "typo", "12345万元与128345万元"),
        (prose_amount("1245万元"), cell("12845.00"), "typo", "12845万元与1245万元"),
        (prose_amount("10000万元"), cell("11300.00"), "tax_included", "11300万元÷1.13＝10000万元"),
        (prose_amount("120万元"), cell("1200.00"), "unit", "1200万元÷10^1＝120万元"),
    ],
)
def test_slips_of_the_number_itself(stated: Amount, right: Amount, tag: str, formula: str) -> None:
    found = find_reading(stated, right)
    assert found is not None
    assert (found.tag, found.formula) == (tag, formula)


def test_another_year() -> None:
    series = {year: build_field("GS-02", f"main_revenue[{year}]", v) for year, v in ((2023, "9000"), (2024, "12000"))}
    found = find_reading(prose_amount("9000万元"), cell("12000"), other_years(series, 2024))
    assert found is not None
    assert (found.tag, found.hint, found.formula) == ("other_year", "与2023年数相符", "2023年为9000万元")
    assert find_reading(prose_amount("7777万元"), cell("12000"), other_years(series, 2024)) is None


def test_another_definition_and_owner() -> None:
    net = build_field("GS-02", "is.net_profit[2024]", "17682600")
    reading = other_field("净利润", net)
    assert reading is not None
    found = find_reading(prose_amount("1768.26万元"), cell("2080.31"), [reading])
    assert found is not None
    assert found.said == "，与净利润相符（净利润为1768.26万元）"
    group = build_field("GS-02", "bs.total_assets[2024]", "500000000")
    parent = cell("30000.00")
    owner = find_reading(prose_amount("30000.0万元"), cell("50000.00"), other_owners(group, [parent]))
    assert owner is not None
    assert owner.tag == "other_scope"


@pytest.mark.parametrize(
    ("stated", "right", "falls", "formula"),
    [
        ("150%", "60.0", True, "60%÷（100%－60%）＝150%"),
        ("40%", "60.0", True, "100%－60%＝40%"),
        ("20%", "25.0", False, "25%÷（100%＋25%）＝20%"),
    ],
)
def test_wrong_bases(stated: str, right: str, falls: bool, formula: str) -> None:
    """Trap 1: 5人减至2人 is 60 %, not 150 %, not 40 %."""
    amount = cell(right, "%")
    found = find_reading(prose_amount(stated), amount, wrong_bases(amount, falls))
    assert found is not None
    assert (found.tag, found.formula) == ("base_swap", formula)


def test_points_and_percent() -> None:
    """Trap 2: 95→98 is 3 points and 3.16 %."""
    readings = list(points_for_percent(cell("95", "%"), cell("98", "%")))
    points = find_reading(prose_amount("3%"), cell("9.9", "%"), readings)
    assert points is not None
    assert points.formula == "98%－95%＝3个百分点"
    falling = [r.formula for r in points_for_percent(cell("5", "%"), cell("2", "%"))]
    assert falling == ["2%－5%＝－3个百分点", "（2%－5%）÷5%＝60%"]
    assert list(points_for_percent(cell("0", "%"), cell("2", "%"))) == []


def test_nothing_innocent_is_near() -> None:
    amount = cell("30.0", "%")
    others: list[Reading] = [*wrong_bases(amount, True), *points_for_percent(cell("5", "%"), cell("3.5", "%"))]
    assert find_reading(prose_amount("52%"), amount, others) is None


def test_bases_need_a_fall_that_is_possible() -> None:
    assert list(wrong_bases(Amount(Decimal(100), "%", Decimal(1)), True)) == []


def test_ends_changed_over() -> None:
    after = build_field("GS-03", "staff_after", {"value": "60", "kind": "int"})
    found = find_reading(prose_amount("60人"), prose_amount("80人"), other_end("建设完成后人数", after))
    assert found is not None
    assert (found.tag, found.said) == ("other_end", "，与建设完成后人数相符，疑前后颠倒（建设完成后人数为60）")


@pytest.mark.parametrize(
    ("stated", "tag", "formula"),
    [("25%", "other_definition", "（48－36）÷48＝25%"), ("133.3%", "base_swap", "48÷36＝133.3%")],
)
def test_wrong_parts_of_a_whole(stated: str, tag: str, formula: str) -> None:
    """36 of 48 is 75 %."""
    part, whole = prose_amount("36台"), prose_amount("48台")
    found = find_ratio_reading(
        prose_amount(stated), (part.interval / whole.interval).scaled(100), wrong_parts(part, whole)
    )
    assert found is not None
    assert (found.tag, found.formula) == (tag, formula)
