"""P-18: a number on a screen that was photographed is not the one of the book, or its date lies outside the period."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from check.case import Agreed, Answer, Case, NotChecked, Skipped
from check.dates import Days, read_days
from check.evidence import Evidence
from check.prose.comparable import rows_of, targets_of
from check.prose.picture_reused import find_pictures_reused
from check.prose.shown_differs import days_of, find_shown_differs, shown_of
from check.registry import rule
from check.show import show_field, show_stated
from check.time.build_dates import read_build
from model.amount import Amount
from model.place import Place
from model.submission import Claim, Paper


@dataclass(frozen=True, slots=True)
class Same:
    """A number of the book that speaks of what the screen shows."""

    amount: Amount
    said: str
    spot: Evidence


@rule("P-18")
def find_picture_differs(case: Case) -> Iterator[Answer]:
    """Within `slack` percent of any number that the book gives for the quantity is equal; figures of a day or a shift
    (`momentary`) are never compared. W: a screen may show another day or data for demonstration."""
    yield from find_pictures_reused(case)
    looked = False
    for answer in (*find_shown_differs(case), *shown_dates(case)):
        looked = True
        yield answer
    screens = [paper for paper in case.submission.papers if any(p.key == "screen" for p in paper.passages)]
    if not screens and not looked:
        raise NotChecked("图片附件和申报书插图上没有读到可与申报书对照的数字或日期，图中数字须人工核对。")
    for paper in screens:
        for answer in (*numbers_of(case, paper), *dates_of(case, paper)):
            looked = True
            yield answer
    if not looked:
        raise NotChecked("图片附件中没有可与申报书对照的数字或日期，未核对。")


def numbers_of(case: Case, paper: Paper) -> Iterator[Answer]:
    slack = 1 - Decimal(case.param("slack")) / 100
    for claim in paper.claims:
        if any(word in claim.text for word in case.param("momentary")):
            yield Skipped(f"图片“{paper.file}”中“{claim.text}”为即时或当日数，未对照。")
            continue
        others = list(told(case, claim))
        if not others:
            continue
        if any(near(claim.amount, other.amount, slack) for other in others):
            yield Agreed()
            continue
        closest = min(others, key=lambda o: abs(o.amount.value - claim.amount.value))
        yield case.finding(
            f"图片“{paper.file}”显示“{claim.text}”，申报书{closest.said}，相差超过{case.param('slack')}%，请核实"
            "（是否为其他时段或演示数据）。",
            claim,
            closest.spot,
            expected=closest.said,
            found=show_stated(claim.amount),
        )


def told(case: Case, claim: Claim) -> Iterator[Same]:
    """Cells and sentences of the book on the same quantity, in the same unit."""
    for row in rows_of(case):
        for field in targets_of(case, row, claim):
            if field.amount:
                yield Same(field.amount, f"“{case.label(field.key)}”填{show_field(field)}", field)
    for other in case.submission.claims:
        same = (other.concept, other.relation, other.amount.unit) == (claim.concept, claim.relation, claim.amount.unit)
        if same and other.amount.comparable and not other.planned and other.period != "before":
            yield Same(other.amount, f"正文称“{other.text}”", other)


def near(shown: Amount, other: Amount, slack: Decimal) -> bool:
    """Within the slack, or inside what a hedged number allows."""
    if shown.claimed.meets(other.claimed):
        return True
    small, large = sorted((abs(shown.value), abs(other.value)))
    return large == 0 or (shown.value * other.value > 0 and small >= large * slack)


def dates_of(case: Case, paper: Paper) -> Iterator[Answer]:
    """Days on the screen lie between the start of the works and the declaration."""
    yield from days_told(case, f"图片“{paper.file}”", days_of(paper.passages))


def shown_dates(case: Case) -> Iterator[Answer]:
    """The same of screens among the pictures of the book; the time on a photograph is T-08's."""
    for picture in shown_of(case):
        if picture.is_screen:
            yield from days_told(case, f"插图“{picture.title}”", days_of(picture.lines))


def days_told(case: Case, name: str, days: Iterable[tuple[date, Place]]) -> Iterator[Answer]:
    declared = case.field("declare_date")
    limit, start = read_days(declared.value) if declared else None, start_of(case)
    for day, place in days if limit or start else ():
        late, early = bool(limit and day > limit.last), bool(start and day < start.first)
        if not late and not early:
            yield Agreed()
            continue
        side = f"晚于申报日期{declared.value}" if late and declared else "早于建设开始时间"
        yield case.finding(
            f"{name}上的日期为{place.text}，{side}，请核实（是否为演示数据或时钟有误）。",
            place,
            *((declared,) if late and declared else ()),
            about=("picture.date",),
            found=place.text,
        )


def start_of(case: Case) -> Days | None:
    try:
        return read_build(case).start
    except NotChecked:
        return None
