"""Both ends of a change told in the prose against the cells of 建设完成前 and 建设完成后, for P-01, P-02 and P-09."""

from __future__ import annotations

import re
from collections.abc import Iterator

from check.case import Agreed, Answer, Case, Skipped, previous_year
from check.grade import grade, softest
from check.nearest import find_reading, other_end
from check.once import sentence_ahead
from check.show import show_field, show_stated
from model.amount import Amount, Miss
from model.finding import Cause, Severity
from model.submission import Change, Field
from model.text import half_width

#: Words of the works: what they brought may be told of any year.
WORKS = re.compile(r"改造|建[设成]|实施|上线|投[产用运入]|技改|项目|产线|智能|数字化|自动化|完工|达产|扩建|升级")
#: The year that governs a number, not the one it is held against: 较2021年.
YEAR = re.compile(r"(?<![\d较比与同于])(20\d{2})(?:年|至|到|[-—–~～/]20\d{2}年)")


def compare_ends(case: Case) -> Iterator[Answer]:
    """`ends` of the rule's row: [words of the quantity, words that make it another, cell before, cell after].

    Where one end is the table's the other is of the same quantity: a miss is as grave as the rule. Where neither is,
    another span of time may be meant: W.
    """
    for words, others, *keys in case.rule.params.get("ends", ()):
        before, after = (case.field(key) for key in keys)
        if not (before and after and before.amount and after.amount):
            continue
        for change in case.submission.changes:
            told = f"{change.subject}，{change.text}"
            named = re.search(words, told) and not re.search(others, told)
            if not named or change.planned or not change.target or change.before.unit != before.amount.unit:
                continue
            if not (change.before.comparable and change.after.comparable):
                yield Skipped(f"“{change.text}”为约数，未与表内对照。")
                continue
            if is_of_years_before(case, change):
                yield Skipped(f"“{change.text}”为往年的变动，未与表内对照。", Cause.INCOMPARABLE)
                continue
            yield compare(case, change, before, after)


def is_of_years_before(case: Case, change: Change) -> bool:
    """2022年市场低迷，营收由…降至…: the sentence dates the last end before the last full year and names no works."""
    last, texts = previous_year(case), (half_width(p.text) for p in case.prose() if p.place.path == change.place.path)
    text = next((one for one in texts if change.text in one), change.text)
    said = sentence_ahead(text, text.find(change.text)) + change.text
    years = YEAR.findall(said)
    return bool(years) and last is not None and int(years[-1]) < last and not WORKS.search(said)


def compare(case: Case, change: Change, before: Field, after: Field) -> Answer:
    ends = [(change.before, before, after), (change.after, after, before)]
    wrong = [(miss, *end) for end in ends if (miss := miss_of(end[0], end[1]))]
    if not wrong:
        return Agreed()
    miss, told, cell, other = wrong[0]
    severity = miss.severity if len(wrong) == 1 else softest(miss.severity, Severity.W)
    reading = find_reading(told, cell.amount, other_end(f"“{case.label(other.key)}”", other)) if cell.amount else None
    return case.finding(
        f"正文“{change.text}”中的{show_stated(told)}，与表内“{case.label(cell.key)}”填{show_field(cell)}不一致"
        f"{reading.said if reading else ''}，请核实。",
        change,
        cell,
        severity=severity,
        tags=dict.fromkeys((*miss.tags, *((reading.tag,) if reading else ()))),
        expected=show_field(cell),
        found=show_stated(told),
        cures=[case.cure_by(cell, told)],
    )


def miss_of(told: Amount, cell: Field) -> Miss | None:
    return grade(cell.amount.interval, told) if cell.amount else None
