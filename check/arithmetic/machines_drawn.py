"""A-03…A-06 in drawn tables: counts of machines by section or year with the shares beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from check.arithmetic.drawn import Entry, as_read, flat, heads_of, read_entry
from check.case import Agreed, Answer, Case
from check.grade import grade
from check.show import show_plain
from model.amount import Amount, Interval, Source
from model.finding import Severity
from model.submission import Grid

_OF = r"(?:其中[:：]?|已|的|实现|全部|生产|工艺|主要|现有|可|能|中|为|[和与、/及])*"
_THINGS = r"(?:设备|装备|机台|机器|产线|单机)*"
_COUNT = r"(?:台[/（(]?套[)）]?|台数|套数|台|套|数量|数|总数|总量|合计|总计)*"
_AUTO = r"(?:自动化|智能化|自动|智能)[和与、/及]*(?:智能化|自动化|智能)?"
_NET = r"(?:联网|入网|上网|接入(?:网络|平台|系统)|在线联网)"
#: What a column of machines counts.
KINDS = {
    "net": re.compile(rf"{_OF}{_THINGS}{_OF}(?:{_AUTO})?{_THINGS}{_OF}{_NET}{_THINGS}{_COUNT}"),
    "auto": re.compile(rf"{_OF}{_THINGS}{_OF}{_AUTO}{_THINGS}{_COUNT}"),
    "total": re.compile(
        rf"{_OF}(?:设备|装备|机台){_COUNT}|(?:总|全部)(?:台套?|台数|数)数?|台套?总?数|(?:合计)?总[数计]"
    ),
    "net share": re.compile(r"(?:设备|装备)?(?:的)?联网(?:占比|率|比例|比重)|联网(?:设备|装备)(?:占比|比例|比重)"),
    "auto share": re.compile(rf"(?:设备|装备)?{_AUTO}(?:设备|装备)?(?:占比|率|比例|比重)"),
}
#: The smaller, the larger, how grave; what is connected may be counted over all machines.
ORDER = (("auto", "total", Severity.E), ("net", "auto", Severity.E), ("net", "total", Severity.E))
SHARES = {"A-03": ("net", "net share", ("auto", "total")), "A-04": ("auto", "auto share", ("total",))}

#: A row (or a column) of such a table: its name and what it counts.
Counted = tuple[str, dict[str, Entry]]


def find_machines_drawn(case: Case) -> Iterator[Answer]:
    """A-05: more machines are automatic than there are, more connected than automatic, in one row of a table."""
    for grid in case.submission.grids:
        for name, counted in machines_of(grid):
            yield from judge_order(case, grid, name, counted)


def judge_order(case: Case, grid: Grid, name: str, counted: dict[str, Entry]) -> Iterator[Answer]:
    for small, large, severity in ORDER:
        if small not in counted or large not in counted:
            continue
        few, most = counted[small], counted[large]
        if few.value <= most.value:
            yield Agreed()
            continue
        within = small == "net" and large == "auto" and few.value <= counted.get("total", most).value
        yield case.finding(
            f"表中“{name}”{SAID[small]}{show_plain(few.value)}台（套），大于{SAID[large]}{show_plain(most.value)}台（套），"
            "前者应不大于后者，请核实。",
            few.place,
            most.place,
            severity=as_read(case, Severity.W if within else severity, grid.place),
            about=(f"{grid.place.path}“{name}”{small}",),
            expected=f"不大于{show_plain(most.value)}台（套）",
            found=f"{show_plain(few.value)}台（套）",
        )
        return


SAID = {"net": "联网", "auto": "自动化、智能化设备", "total": "全部设备"}


def find_shares_drawn(case: Case) -> Iterator[Answer]:
    """A-03, A-04: the share printed beside its two counts. A-06 asks it in books of forms that have neither rule."""
    theirs = {one.id: one for one in case.reference.rules if one.id in SHARES}
    asked = (
        [case.rule.id]
        if case.rule.id in SHARES
        else [id for id, one in theirs.items() if case.submission.form not in one.forms]
    )
    for grid in case.submission.grids:
        for part_of, share_of, bases in (SHARES[id] for id in asked):
            yield from judge_shares(case, grid, part_of, share_of, bases)


def judge_shares(case: Case, grid: Grid, part_of: str, share_of: str, bases: tuple[str, ...]) -> Iterator[Answer]:
    for name, counted in machines_of(grid):
        share, part = counted.get(share_of), counted.get(part_of)
        wholes = [counted[base] for base in bases if base in counted and counted[base].value > 0]
        if share is None or part is None or not wholes or part.value > wholes[0].value:
            continue
        stated = Amount(share.value, "%", share.step, Source.CELL)
        exact = [part.value / whole.value * 100 for whole in wholes]
        misses = [grade(Interval(one, one), stated, case.rule.severity) for one in exact]
        if any(miss is None for miss in misses) or any(abs(one - share.value) < share.step for one in exact):
            yield Agreed()
            continue
        right, severity = f"{show_plain(round(exact[0], 2))}%", misses[0].severity if misses[0] else Severity.W
        yield case.finding(
            f"表中“{name}”的{SAID[part_of]}占比{show_plain(share.value)}%，按{show_plain(part.value)}÷"
            f"{show_plain(wholes[0].value)}应为{right}，不一致，请核实。",
            share.place,
            part.place,
            wholes[0].place,
            severity=as_read(case, severity, grid.place),
            about=(f"{grid.place.path}“{name}”{share_of}",),
            expected=right,
            found=f"{show_plain(share.value)}%",
        )


def machines_of(grid: Grid) -> Iterator[Counted]:
    """Rows that count machines under at least two heads; of a table turned round, its columns."""
    heads = heads_of(grid.rows)
    kinds = {head.col: kind for head in heads if (kind := kind_of(head.text))}
    if tells(list(kinds.values())):
        for row in grid.rows[1:]:
            if not row or not flat(row[0].text):
                continue
            found = {
                kinds[cell.col]: entry
                for cell in row
                if cell.col in kinds and (entry := read_entry(cell, *share_unit(kinds[cell.col])))
            }
            yield from whole_counts(flat(row[0].text), found)
        return
    rows = {kind: row for row in grid.rows if row and (kind := kind_of(row[0].text))}
    if heads and tells(list(rows)) and sum(bool(row and kind_of(row[0].text)) for row in grid.rows) == len(rows):
        for head in heads[1:]:
            found = {
                kind: entry
                for kind, row in rows.items()
                for cell in row[1:]
                if cell.col == head.col and (entry := read_entry(cell, *share_unit(kind)))
            }
            yield from whole_counts(flat(head.text), found)


def whole_counts(name: str, found: dict[str, Entry]) -> Iterator[Counted]:
    """Where every count is a whole number of things and every share a percentage."""
    kept = {
        kind: entry
        for kind, entry in found.items()
        if (entry.unit == "%" if "share" in kind else entry.value % 1 == 0 and entry.unit not in ("%", "元"))
    }
    if len(kept) > 1:
        yield name, kept


def share_unit(kind: str) -> tuple[str, ...]:
    return ("(%)",) if "share" in kind else ()


def kind_of(text: str) -> str:
    label = label_of_head(text)
    return next((kind for kind, pattern in KINDS.items() if pattern.fullmatch(label)), "") if label else ""


def label_of_head(text: str) -> str:
    return re.sub(r"[（(][^（）()]{0,6}[)）]", "", flat(text)).strip(":：")


def tells(kinds: list[str]) -> bool:
    """Each kind once, and automatic or connected machines among them."""
    return len(kinds) > 1 and len(set(kinds)) == len(kinds) and bool({"auto", "net"} & set(kinds))
