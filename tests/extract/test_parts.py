"""A cover in a file of its own belongs to the book; another book of the same company does not."""

from __future__ import annotations

from extract.copies import is_copy, is_part
from model.place import Place
from model.submission import Field


def fields(**values: str) -> dict[str, Field]:
    return {key: Field(key, value, value, Place("甲.pdf", "p1", text=value)) for key, value in values.items()}


BODY = fields(title="申报书", company_name="甘肃甲有限公司", org_code="1", address="兰州市", scene_name="在线智能检测")


def test_a_cover_is_a_part() -> None:
    cover = fields(title="申报书", applicant="甘肃甲有限公司", declare_date="2025-09-01", factory_name="乙工厂")
    assert is_part(BODY, cover)


def test_a_book_of_another_company_is_none() -> None:
    assert not is_part(BODY, fields(applicant="兰州乙有限公司", declare_date="2025-09-01", factory_name="丙工厂"))


def test_a_book_of_another_scene_is_none() -> None:
    other = fields(
        company_name="甘肃甲有限公司", scene_name="能源智能管控", declare_date="2025-09-01", link="生产管理", phone="1"
    )
    assert not is_part(BODY, other)


def test_papers_that_name_no_company_are_none() -> None:
    assert not is_part(fields(org_code="1"), fields(declare_date="2025-09-01"))


FORM = {f"kpi.{n}": str(n) for n in range(12)}


def test_books_of_two_years_for_two_scenes_are_no_copies() -> None:
    """However many figures the second repeats of the first."""
    now = fields(company_name="甘肃甲有限公司", scene_name="在线智能检测", declare_date="2025-09-01", **FORM)
    then = fields(company_name="甘肃甲有限公司", scene_name="能源智能管控", declare_date="2024-09-06", **FORM)
    assert not is_copy(now, then)


def test_a_slip_in_the_date_or_the_scene_leaves_it_a_copy() -> None:
    now = fields(company_name="甘肃甲有限公司", scene_name="在线智能检测", declare_date="2025-09-01", **FORM)
    slip = fields(company_name="甘肃甲有限公司", scene_name="在线智能检测", declare_date="2024-09-01", **FORM)
    other = fields(company_name="甘肃甲有限公司", scene_name="能源智能管控", declare_date="2025-09-01", **FORM)
    assert is_copy(now, slip)
    assert is_copy(now, other)
