"""REG-01, REG-02, REG-03: a title held has run out, its re-review was asked for too late, or it was lowered."""

from __future__ import annotations

from collections.abc import Iterator

from check.apply.history import need_day, need_history, say_award
from check.case import Agreed, Answer, Case
from check.dates import add_months, read_days
from check.registry import rule
from check.supervise.title_days import find_days_late, find_late_letters, find_terms_told
from check.supervise.title_told import (
    find_added_terms,
    find_failed_told,
    find_lapsed,
    find_little_left,
    find_row_terms,
    find_told_reviews,
)
from model.archive import CANCELLED, DEMOTED, VALID
from model.regime import CARRIERS


@rule("REG-01")
def find_title_expired(case: Case) -> Iterator[Answer]:
    """W when the title surely ran out before the declaration and no re-review is on the file."""
    years = int(case.law("validity_years").value)
    told = [*find_added_terms(case, years), *find_row_terms(case, years)] or list(find_terms_told(case, years))
    told = told or list(find_lapsed(case))
    yield from told
    if told and case.archive is None:
        return
    awards, day = need_history(case), need_day(case)
    for award in awards:
        granted = read_days(award.granted)
        if award.state != VALID or award.carrier not in CARRIERS[:3] or granted is None:
            continue
        end = add_months(granted.last, 12 * years)
        if day.first > end and not award.asked:
            yield case.finding(
                f"档案中{say_award(award)}，有效期至{end.isoformat()}，申报日期{case.day}已过有效期，请核实是否复核。",
                award.place,
                case.need("declare_date"),
                about=("history.valid",),
                expected=f"{end.isoformat()}之前",
                found=case.day,
            )
        else:
            yield Agreed(f"{award.carrier}有效期至{end.isoformat()}", (award.place,))
    yield Agreed()


@rule("REG-02")
def find_review_late(case: Case) -> Iterator[Answer]:
    """W when the request for re-review came, or the declaration lies, within the last months without a request."""
    years, months = int(case.law("validity_years").value), int(case.law("review_months").value)
    told = (
        list(find_days_late(case, years, months))
        or list(find_told_reviews(case, months))
        or list(find_late_letters(case, months))
        or list(find_little_left(case, months))
    )
    yield from told
    if told and case.archive is None:
        return
    awards, day = need_history(case), need_day(case)
    for award in awards:
        granted = read_days(award.granted)
        if award.state != VALID or award.carrier not in CARRIERS[:3] or granted is None:
            continue
        end = add_months(granted.last, 12 * years)
        latest = add_months(end, -months)
        asked = read_days(award.asked)
        if (asked and asked.first > latest) or (asked is None and latest < day.first <= end):
            what = f"{award.asked}才提出复核申请" if asked else f"至{case.day}尚无复核申请"
            yield case.finding(
                f"档案中{say_award(award)}，有效期至{end.isoformat()}，{what}，应在{latest.isoformat()}之前提出，请核实。",
                award.place,
                case.need("declare_date"),
                about=("history.review",),
                expected=f"不晚于{latest.isoformat()}",
                found=award.asked or case.day,
            )
        else:
            yield Agreed()
    yield Agreed()


@rule("REG-03")
def find_review_failed(case: Case) -> Iterator[Answer]:
    """I: a title lowered or taken away is told to the reviewer."""
    told = list(find_failed_told(case))
    yield from told
    if told and case.archive is None:
        return
    for award in need_history(case):
        if award.state in (DEMOTED, CANCELLED):
            name = case.field("company_name") or case.need("applicant")
            yield case.finding(
                f"档案中{say_award(award)}{f'（{award.cause}）' if award.cause else ''}，请核实处理后的级别和限制。",
                award.place,
                name,
                about=("history.state",),
                expected=VALID,
                found=award.state,
            )
    yield Agreed("档案中没有降格或取消")
