"""REG-01 in the book's own words: a title told with another term than the law's, or one that has run out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from check.case import Answer, Case
from check.dates import Days, add_months, read_days
from check.numerals import read_number
from check.telling import tell_sentences
from model.finding import Severity

_CARRIER = r"(?:优秀场景|基础级|先进级)"
#: 2024年10月获评先进级智能工厂 · 先进级智能工厂（2024年甘肃省认定）.
GRANTED = (
    re.compile(
        rf"(?P<y>20\d{{2}})年(?:度)?(?:(?P<m>\d{{1,2}})月)?(?:\d{{1,2}}日)?(?:[，,][^。；;，,\d]{{0,26}})?[^。；;，,\d]{{0,14}}(?:获评|获得|认定|评为|获批|入选|评定|授予)"
        rf"[^。；;，,\d]{{0,24}}?(?P<carrier>{_CARRIER})"
    ),
    re.compile(
        rf"(?P<carrier>{_CARRIER})[^。；;，,\d]{{0,10}}[（(](?P<y>20\d{{2}})年(?:(?P<m>\d{{1,2}})月)?[^）)\d]{{0,10}}(?:认定|获评|评定|公布)"
    ),
)
UNTIL = re.compile(
    r"有效期(?:限)?[^。；;\d]{0,6}(?:至|到|截至|截止)[^。；;\d]{0,4}(?P<y>20\d{2})年(?:(?P<m>\d{1,2})月)?"
)
TERM = re.compile(r"有效期(?:限)?(?:为|是|共)?(?P<n>[一二两三四五六七八九十]|\d{1,2})年")
OTHERS = re.compile(r"国家|工信部|工业和信息化部|四部门|市级|区级|集团内")
REVIEWED = re.compile(r"复核|复审|复评|延续|续期|重新认定|再次认定|申请|拟|争取|计划")


def find_told_titles(case: Case) -> Iterator[Answer]:
    """W; each title once. A term told in the same sentence is held against the law's before the day is."""
    years = int(case.law("validity_years").value)
    declared = case.field("declare_date")
    day = read_days(declared.value) if declared else None
    seen = set[str]()
    for text, sentence in tell_sentences(case):
        hit = next((found for pattern in GRANTED if (found := pattern.search(sentence))), None)
        granted = read_days("-".join([hit["y"], *([hit["m"].zfill(2)] if hit["m"] else [])])) if hit else None
        if hit is None or granted is None or REVIEWED.search(sentence) or hit["carrier"] in seen:
            continue
        said = ""
        if other := say_other_term(sentence, granted, years):
            said = f"书中称“{other}”，该称号有效期为{years}年，应至{end_of(granted, years)}，请核实。"
        elif hit["carrier"] == "优秀场景" or OTHERS.search(sentence[: hit.end()]):
            continue  # the ministry gives scenes titles of its own
        elif day is not None and declared is not None and day.first > add_months(granted.last, 12 * years):
            said = (
                f"书中称“{hit[0]}”，有效期{years}年，至{end_of(granted, years)}，申报日期{declared.value}已过有效期，"
                "请核实是否复核。"
            )
        if said:
            seen.add(hit["carrier"])
            yield case.finding(
                said,
                text.place.quoting(hit[0]),
                severity=Severity.W,
                about=("history.valid",),
                expected=f"{years}年",
                found=hit[0],
            )


def say_other_term(sentence: str, granted: Days, years: int) -> str:
    """The words that give the title another term, "" where none do; a month more or less is the printing's."""
    if told := TERM.search(sentence):
        return "" if read_number(told["n"]) == years else told[0]
    until = UNTIL.search(sentence)
    end = read_days("-".join([until["y"], *([until["m"].zfill(2)] if until["m"] else [])])) if until else None
    if until is None or end is None:
        return ""
    fits = (
        end.first <= add_months(granted.last, 12 * years + 1) and add_months(granted.first, 12 * years - 1) <= end.last
    )
    return "" if fits else until[0]


def end_of(granted: Days, years: int) -> str:
    return add_months(granted.last, 12 * years).isoformat()
