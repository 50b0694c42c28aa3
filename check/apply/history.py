"""What the archive says of an applicant: the rows of its titles, and the level it holds on a day."""

from __future__ import annotations

from check.batch import company_code, company_name
from check.case import Case, NotChecked
from check.dates import Days, read_days
from model.archive import CANCELLED, DEMOTED, PROPOSED, Award
from model.finding import Cause
from model.regime import CARRIERS


def need_history(case: Case) -> tuple[Award, ...]:
    """The rows of the applicant, oldest first (none for a first application); NotChecked without an archive."""
    if case.archive is None:
        raise NotChecked("未导入历年认定与奖励档案，无法核对历史情况。", Cause.OUTSIDE)
    name, code = company_name(case), company_code(case)
    if not (name or code):
        raise NotChecked("申报单位名称和代码均未读到，无法在档案中查找。")
    return tuple(award for award in case.archive.of(name, code) if award.state != PROPOSED)


def need_day(case: Case) -> Days:
    """The day of declaration."""
    declared = case.need("declare_date")
    day = read_days(declared.value)
    if day is None:
        raise NotChecked(f"申报日期“{declared.value}”无法解析，无法核对。", Cause.AMBIGUOUS)
    return day


def held_level(awards: tuple[Award, ...]) -> tuple[int, Award] | None:
    """The highest carrier now held (index in CARRIERS) with its row; a demoted title as what it was lowered to."""
    held = []
    for award in awards:
        carrier = award.lowered_to if award.state == DEMOTED else "" if award.state == CANCELLED else award.carrier
        if carrier in CARRIERS:
            held.append((CARRIERS.index(carrier), award))
    return max(held, key=lambda one: one[0], default=None)


def say_award(award: Award) -> str:
    """2024-12获评先进级（某项目），有效."""
    project = f"（{award.project}）" if award.project else ""
    return f"{award.granted or '日期不详'}获评{award.carrier}{project}" + (
        "" if award.state == "有效" else f"，{award.state_date}{award.state}"
    )
