"""T-09: the book's file is older than its form, was changed after the deadline, or made after it was changed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo

from check.case import Agreed, Answer, Case, NotApplicable, NotChecked, Skipped
from check.dates import read_days
from check.registry import rule
from check.text.unseen import books_of
from model.finding import Cause, Severity
from model.place import Place
from model.submission import Paper

CHINA = timezone(timedelta(hours=8))
STAMP = re.compile(r"(?:D:)?(\d{4})-?(\d\d)-?(\d\d)(?:[T ]?(\d\d):?(\d\d):?(\d\d))?(?:\.\d+)?(Z|[+-]\d\d'?:?\d\d)?")


@rule("T-09")
def find_file_time(case: Case) -> Iterator[Answer]:
    """By the properties of the file, in China's time. A stamp that a program writes by default says nothing."""
    books = books_of(case)
    published = case.written("measure")
    since = read_days(str(published.value["from"])) if published and published.value else None
    deadline, why = last_day(case)
    turned = list(find_turned(case, books))
    yield from turned
    if since is None and deadline is None and not turned:
        raise NotChecked(f"{why}；也没有模板发布日期可以对照。", Cause.OUTSIDE)
    looked = bool(turned)
    for paper in books:
        made, changed = (stamp_of(case, paper, key) for key in ("created", "modified"))
        if made and since:
            looked = True
            finished = changed is not None and (since.first - changed).days > case.param("apart_days")
            if (since.first - made).days > case.param("drafting_days") or finished:
                yield told(
                    case,
                    paper,
                    "created",
                    f"文件属性所记创建时间为{made}，早于申报书模板随《{published.value['title'] if published else ''}》"
                    f"发布的{since.first}{f'，最后修改于{changed}，也在其前' if finished else ''}",
                    "（是否沿用旧文件或时钟有误）",
                )
            else:
                yield Agreed()
        if changed and deadline:
            looked = True
            if changed > deadline:
                said = f"文件属性所记修改时间为{changed}，晚于申报截止日期{deadline}"
                yield told(case, paper, "modified", said)
            else:
                yield Agreed()
    if not looked:
        raise NotChecked("文件属性没有可用的创建、修改时间（未写入，或为软件默认值），未核对。", Cause.NOTHING)
    if deadline is None:
        yield Skipped(f"{why}，文件的修改时间未与截止日期对照。", Cause.OUTSIDE)


def find_turned(case: Case, books: Iterable[Paper]) -> Iterator[Answer]:
    """A file made after it was last changed: W where it was made after the day of the declaration, too."""
    declared = case.field("declare_date")
    day = read_days(declared.value) if declared else None
    for paper in books:
        made, changed = (stamp_of(case, paper, key) for key in ("created", "modified"))
        if made is None or changed is None or (made - changed).days <= 1:
            continue  # a day: stamps with and without a time zone
        late = declared is not None and day is not None and made > day.last
        also = f"，也晚于申报日期{declared.value}" if late and declared else ""
        yield case.finding(
            f"《{paper.file}》文件属性所记创建时间{made}晚于修改时间{changed}{also}，请核实（时钟有误或属性经过改动）。",
            Place(paper.file, "properties/created", text=paper.properties["created"]),
            severity=Severity.W if late else None,
            expected=f"不晚于{changed}",
            found=paper.properties["created"],
        )


def last_day(case: Case) -> tuple[date | None, str]:
    """The last day of declaration in the law in force, or why there is none (a phrase)."""
    try:
        term = case.law("deadline.province")
    except (NotApplicable, NotChecked) as none:
        return None, str(none).rstrip("。")
    value = term.value["date"] if isinstance(term.value, dict) else term.value
    days = read_days(str(value))
    return (days.last, "") if days else (None, "申报截止日期不可读")


def stamp_of(case: Case, paper: Paper, key: str) -> date | None:
    """The day of a time stamp; None where there is none, or one that programs write by themselves."""
    raw = paper.properties.get(key, "")
    if any(raw.startswith(default) for default in case.param("defaults")):
        return None
    match = STAMP.match(raw)
    if match is None:
        return None
    year, month, day, *clock = match.groups()
    try:
        if not clock[0]:
            found = date(int(year), int(month), int(day))
        else:
            hour, minute, second = (int(part) for part in clock[:3])
            stamp = datetime(int(year), int(month), int(day), hour, minute, second, tzinfo=zone_of(clock[3] or ""))
            found = stamp.astimezone(CHINA).date()
    except (ValueError, OverflowError):
        return None
    return found if found.year >= case.param("believed_since") else None


def zone_of(text: str) -> tzinfo:
    """Z is UTC; no zone at all is a clock in China."""
    if text == "Z":
        return UTC
    digits = re.sub(r"\D", "", text)
    if len(digits) != 4:
        return CHINA
    gap = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return timezone(-gap if text.startswith("-") else gap)


def told(case: Case, paper: Paper, key: str, said: str, why: str = "") -> Answer:
    """The stamp beside the day that the book gives itself; `why` it may be so, in brackets."""
    stamp, declared = paper.properties[key], case.field("declare_date")
    beside = f"，书上申报日期为{declared.value}" if declared else ""
    return case.finding(
        f"《{paper.file}》{said}{beside}，请核实{why}。",
        Place(paper.file, f"properties/{key}", text=stamp),
        *((declared,) if declared else ()),
        about=(f"{paper.file}/properties/{key}",),
        found=stamp,
    )
