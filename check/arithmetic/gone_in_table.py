"""A-27: 减少了19人 by itself in the prose, where the table's line falls to 19: that is what is left, not what went."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from check.arithmetic.change_elsewhere import PEOPLE, STAFF, is_free, noun_of
from check.arithmetic.columns_beside import CHANGED, FORMER
from check.arithmetic.drawn import Entry, flat, head_over, heads_of, label_of, read_entry
from check.beside import Beside
from check.case import Agreed, Answer, Case
from check.evidence import Evidence
from check.show import show_plain
from model.document import Cell
from model.finding import Severity
from model.submission import Claim
from model.wording import CREW_PART

_GONE = re.compile(
    r"(?:减少|下降|降低|缩短|压缩|压减|缩减|精简|削减|裁减|减|降|省|少用|节约|增加|提高|提升|上升|延长|增)了(?:约|近)?\s*\d"
)
#: Parts of the crew, people who went elsewhere, each shift.
_PART = re.compile(rf"{CREW_PART}|各|其中|累计|分别|夜班|白班|单班|每|合计|共")
LATER = re.compile(r"后$|^(?:现|目前|改造后|建设后|实施后|上线后|报告期)|20\d{2}年?(?:实绩|实际|达到|末)$")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a table: its name, what was, what is, in which words, and where."""

    name: str
    before: Decimal
    after: Decimal
    unit: str
    said: str
    spot: Evidence


def find_gone_in_table(case: Case) -> Iterator[Answer]:
    """W: the number said to be gone is the one that the table has left, and what really went is another."""
    beside = Beside.of(case.submission)
    claims = [c for c in case.submission.claims if c.relation == "change" and c.direction and _GONE.search(c.text)]
    lines = [*form_lines(case), *drawn_lines(case)] if claims else []
    for claim in claims:
        if claim.planned or not claim.amount.comparable or claim.amount.unit == "%" or not is_free(beside, claim):
            continue
        same = [line for line in lines if is_same(line, claim)]
        if not same:
            continue
        value = claim.amount.value
        if any(abs(line.before - line.after) == value for line in same):
            yield Agreed()
            continue
        left = next((line for line in same if line.after == value), None)
        if left is None:
            continue
        yield case.finding(
            f"“{claim.text}”写作变化“了”，而{left.said}由{show_plain(left.before)}变为{show_plain(left.after)}，"
            f"相差{show_plain(abs(left.before - left.after))}，与变化“到（至）”相符，应写明是哪一种，请核实。",
            claim,
            left.spot,
            severity=Severity.W,
            tags=("to_or_by",),
            expected="到（至）",
            found="了",
        )


def is_same(line: Line, claim: Claim) -> bool:
    """The line of the same thing, in the claim's unit, that goes the way the claim says."""
    noun = noun_of(claim)
    if _PART.search(claim.text) or line.unit not in ("", claim.amount.unit) or line.before == line.after:
        return False
    if (line.after > line.before) != (claim.direction > 0):
        return False
    if line.name == PEOPLE:
        return claim.amount.unit == "人" and (noun == PEOPLE or STAFF.search(noun) is not None)
    return len(noun) > 1 and (noun == line.name or (len(noun) > 2 and line.name.endswith(noun)))


def form_lines(case: Case) -> Iterator[Line]:
    """The crew before and after in the form's own cells."""
    before, after = case.field("staff_before"), case.field("staff_after")
    if before and after and before.amount and after.amount:
        yield Line(PEOPLE, before.amount.value, after.amount.value, "人", "表内人数", after)


def drawn_lines(case: Case) -> Iterator[Line]:
    """Rows of the book's tables with one column before and one after: 换模时间（分钟） | 42 | 15."""
    for grid in case.submission.grids:
        heads = heads_of(grid.rows) if grid.own else []
        first = [h for h in heads[1:] if FORMER.search(flat(h.text)) and not CHANGED.search(flat(h.text))]
        second = [h for h in heads[1:] if LATER.search(flat(h.text)) and not CHANGED.search(flat(h.text))]
        for row in grid.rows[1:] if len(first) == len(second) == 1 else ():
            found = [entry_under(row, heads, head) for head in (first[0], second[0])]
            was, now = found
            if was is None or now is None:
                continue
            label = next((c for c in row if head_over(heads, c) and not re.fullmatch(r"\d*", flat(c.text))), row[0])
            name = re.sub(r"[(（][^()（）]*[)）]", "", label_of(label))
            name = PEOPLE if STAFF.search(name) else name
            unit = (was.unit or now.unit).replace("名", "人") or ("人" if name == PEOPLE else "")
            yield Line(name, was.value, now.value, unit, f"表中“{name}”", now.place)


def entry_under(row: Sequence[Cell], heads: Sequence[Cell], head: Cell) -> Entry | None:
    cell = next((c for c in row if c.col == head.col), None)
    units = [c.text for h in heads if "单位" in h.text for c in row if c.col == h.col]
    label = row[0].text
    return read_entry(cell, head.text, *units, label) if cell is not None else None
