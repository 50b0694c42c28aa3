"""Copies: what is a second version of the book, and what is the declaration of another year."""

from __future__ import annotations

from extract.copies import is_copy
from model.place import Place
from model.submission import Field


def book(day: str, first: int, **more: str) -> dict[str, Field]:
    told = {"company_name": "甘肃甲装备有限公司", "scene_name": "设备故障诊断", "declare_date": day, "email": "a@b.com"}
    told |= {f"total_assets[{first + n}]": str(1000 + 10 * (first + n)) for n in range(3)} | more
    return {key: Field(key, value, value, Place("甲.docx", "para1")) for key, value in told.items()}


def test_the_same_scene_with_the_figures_of_other_years_is_no_copy() -> None:
    assert not is_copy(book("2025-09-20", 2022), book("2024-09-25", 2021))


def test_a_slip_in_the_day_or_in_the_years_leaves_a_copy() -> None:
    assert is_copy(book("2025-09-20", 2022), book("2024-09-20", 2022))
    assert is_copy(book("2025-09-20", 2022), book("2025-09-20", 2022, phone="0931-1"))


def test_a_title_of_the_year_before_makes_no_copy() -> None:
    """However alike the figures are: 申报书（2024年度） declared in 2024."""
    then = book("2024-09-20", 2022, title="优秀场景申报书（2024年度）")
    assert not is_copy(book("2025-09-20", 2022, title="优秀场景申报书"), then)
