"""A-17: a change told by itself goes the other way than the two ends of its quantity, in a table or a sentence."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from check.arithmetic.change_elsewhere import LEAST_NOUN, OPEN, ends_of, is_free, noun_of
from check.arithmetic.drawn import Entry, as_read, flat, heads_of, label_of, read_entry
from check.beside import Beside
from check.case import Agreed, Answer, Case
from check.show import show_plain
from model.document import Cell
from model.finding import Severity
from model.place import Place
from model.submission import Claim, Grid

#: The head of a column of one time: 2022年, 2025年上半年, 2024年（改造后）.
_TIME = re.compile(
    r"(?P<year>20\d{2})年?(?:度|全年|底|末)?(?P<part>上半年|下半年|(?:1月?[-—–~～至])?\d{1,2}月)?(?:[(（][^()（）]{0,8}[)）])?"
)
_FORMER = re.compile(r"(?:改造|建设|实施|应用|投用|上线|投产|项目)(?:之|以)?前[^后]{0,8}")
_LATER = re.compile(r"(?:改造|建设|实施|应用|投用|上线|投产|项目)(?:之|以)?后[^前]{0,8}")
_PLAN = re.compile(r"计划|目标|预计|拟|设计")
#: 较2022年: the year that the change is measured from.
_THAN = re.compile(r"(?:[较比]|相[较比]于|与|同)(?P<year>20\d{2})年(?:度|底|末|全年)?(?:同期)?(?:相比)?")
_UNIT = re.compile(r"[(][^()]*[)]$")
#: 检测用时提升80% is said of what got better; of these a rise is meant.
BETTER = re.compile(r"提升|提高|优化|改善")
_HIGHER = re.compile(r"(?:率|产量|产值|产出|效率|产能|指数|得分)$")
LOWER = re.compile(r"不良|缺陷|故障|返[修工]|废|损|投诉|差错|停机|占用|漏|误|事故|超标|耗|流失")
#: So far from either reading of the ends the percentage may be to be theirs.
_NEAR = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class _Ends:
    """What a quantity was and became, in the words of the book; `year` of the first where it is told."""

    before: Decimal
    after: Decimal
    text: str
    places: tuple[Place, ...]
    year: str = ""
    drawn: bool = False


def find_sign_elsewhere(case: Case) -> Iterator[Answer]:
    """E where the percentage comes of the two ends in a table, W where only the direction differs: 能耗降低8.5% under a
    row 186 | 203. Silent where any telling of the quantity goes the claim's way."""
    known = _ends(case)
    beside, reported = Beside.of(case.submission), set[str]()
    for claim in case.submission.claims if known else ():
        told = claim.relation == "change" and claim.amount.unit in ("%", "百分点") and claim.direction != 0
        if not told or claim.amount.value <= 0 or not is_free(beside, claim):
            continue
        noun = OPEN.sub("", _THAN.sub("", noun_of(claim)))
        than = _THAN.search(claim.text)
        ends = known.get(noun, [])
        other_base = than is not None and any(than["year"] != one.year for one in ends)
        if len(noun) < LEAST_NOUN or not ends or noun in reported or other_base:
            continue
        if any((e.after - e.before) * claim.direction >= 0 for e in ends):
            yield Agreed()
            continue
        if claim.direction > 0 and BETTER.search(claim.text) and (LOWER.search(noun) or not _HIGHER.search(noun)):
            continue
        reported.add(noun)
        yield _tell(case, claim, ends[0])


def _tell(case: Case, claim: Claim, ends: _Ends) -> Answer:
    word, fact = ("上升", "下降") if claim.direction > 0 else ("下降", "上升")
    gap = abs(ends.after - ends.before)
    readings = [gap * 100 / base for base in (ends.before, ends.after) if base > 0]
    readings += [gap] if claim.amount.unit == "百分点" else []
    near = any(abs(one - claim.amount.value) <= _NEAR * one for one in readings)
    severity = Severity.E if ends.drawn and near else Severity.W
    return case.finding(
        f"“{claim.text}”表示{word}，而{'表中' if ends.drawn else '正文'}“{ends.text}”是{fact}，两处方向相反，请核实。",
        claim,
        *ends.places,
        severity=as_read(case, severity, claim.place, *ends.places),
        expected=fact,
        found=claim.text,
    )


def _ends(case: Case) -> dict[str, list[_Ends]]:
    found = defaultdict[str, list[_Ends]](list)
    for grid in case.submission.grids:
        for label, ends in _drawn_ends(grid) if grid.own else ():
            found[OPEN.sub("", label)].append(ends)
    for noun, changes in ends_of(case).items():
        for one in changes:
            if one.before.unit == one.after.unit and one.before.value != one.after.value:
                found[noun].append(_Ends(one.before.value, one.after.value, one.text, (one.place,)))
    return found


def _drawn_ends(grid: Grid) -> Iterator[tuple[str, _Ends]]:
    """The first and the last time of each row whose numbers all go one way."""
    heads = heads_of(grid.rows)
    times = _times(heads)
    if len(times) < 2:
        return
    first = min(head.col for head in times)
    for row in grid.rows[1:]:
        named = [cell for cell in row if cell.col < first and read_entry(cell) is None and flat(cell.text)]
        label = _UNIT.sub("", label_of(named[0])) if named else ""
        by_col = {cell.col: cell for cell in row}
        cells = [by_col.get(head.col) for head in times]
        read = [read_entry(cell) if cell else None for cell in cells]
        entries = [one for one in read if one]
        if len(label) < LEAST_NOUN or len(entries) < len(times) or not _one_way(entries):
            continue
        shown = "、".join(f"{flat(head.text)}{show_plain(e.value)}" for head, e in zip(times, entries, strict=True))
        year = _TIME.match(flat(times[0].text))
        yield (
            label,
            _Ends(
                entries[0].value,
                entries[-1].value,
                f"{flat(named[0].text)}：{shown}",
                (entries[0].place, entries[-1].place),
                year["year"] if year else "",
                True,
            ),
        )


def _times(heads: list[Cell]) -> list[Cell]:
    """The heads of times in their order: years, else before and after."""
    said = [(head, flat(head.text)) for head in dict.fromkeys(heads)]
    if any(_PLAN.search(text) and _TIME.match(text) for _, text in said):
        return []
    years = [(hit["year"], hit["part"] or "", head) for head, text in said if (hit := _TIME.fullmatch(text))]
    if len({one[:2] for one in years}) == len(years) > 1:
        return [head for *_, head in sorted(years, key=lambda one: one[:2])]
    ends = [[head for head, text in said if kind.fullmatch(text)] for kind in (_FORMER, _LATER)]
    return [one[0] for one in ends] if all(len(one) == 1 for one in ends) else []


def _one_way(entries: list[Entry]) -> bool:
    steps = [b.value - a.value for a, b in pairwise(entries)]
    units = {one.unit for one in entries}
    return len(units) == 1 and (all(step > 0 for step in steps) or all(step < 0 for step in steps))
