"""X-08: an instance that the office's table lists for a book is not among the book's scenes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from rapidfuzz import fuzz

from check.applicant_rows import own_name, own_rows
from check.arithmetic.drawn import as_read
from check.batch import BatchCase
from check.case import Agreed, Answer, Case, NotChecked, Skipped
from check.papers.table_differs import meet_tables, own_row
from check.registry import batch_rule, rule
from check.spelling import fold_text
from model.document import Cell
from model.finding import Severity
from model.submission import Field


@rule("X-08")
def find_instance_unknown(case: Case) -> Iterator[Answer]:
    """Every instance that the recommendation table lists stands in the book's list of scenes."""
    same = [form.lower().replace("-", "_") for form in case.rule.params.get("same_tables", ())]
    there = [one for one in same if case.submission.like(f"{one}.rows[")]
    bound = None if there or case.submission.like(f"{case.param('table')}.rows[") else bound_list(case)
    row = "" if bound else own_row(case, (there or [case.param("table")])[0], case.param("names"))
    yield from compare_instances(case, bound or case.field(f"{row}.instances"))


#: The column of the table, and the numbers of its lines: 1.生产作业—在线智能检测—….
_COLUMN = "典型场景实例"
_NOT_READ = "汇总表的典型场景实例或申报书的场景名称未填写或未读到，未核对。"
_NUMBER = re.compile(r"(?<![\d.A-Za-z])[(（]?\d{1,2}[.、．)）](?!\d)")


def bound_list(case: Case) -> Cell | None:
    """The instances of the applicant's row, where the office's table is bound in with the book."""
    own = own_name(case)
    for grid in case.submission.grids if own else ():
        heads = [fold_text(cell.text) for cell in grid.rows[0]] if grid.own else []
        column = next((n for n, head in enumerate(heads) if _COLUMN in head), None)
        if column is not None and any("申报单位" in head or "企业名称" in head for head in heads):
            for row in own_rows(grid, grid.rows[0], own):
                return row[column]
    return None


@batch_rule("X-08")
def find_batch_instance_unknown(batch: BatchCase) -> Iterator[Answer]:
    for book, row in meet_tables(batch):
        try:
            yield from compare_instances(book, book.field(f"{row}.instances"))
        except NotChecked as why:
            yield Skipped(str(why), why.cause)


#: 环节名—场景名—实例名 of the table's lines.
_DASH = re.compile(r"\s*(?:—|－|–|→|/|(?<![A-Za-z0-9])-(?![A-Za-z0-9]))+\s*")
#: fuzz.partial_ratio from which an instance is one of the book's, in words of its own.
_LIKE = 60


def is_own_instance(case: Case, line: str) -> bool:
    """Whether the third part of a line of three is an instance of the book; True where there is nothing to compare."""
    parts = [fold_text(part) for part in _DASH.split(line) if part.strip()]
    known = [fold_text(f.value) for key in case.param("instances") for f in case.submission.like(*key)]
    known = known or named_in_grids(case)
    if len(parts) != 3 or len(known) < 2:
        return True
    own = re.sub(r"[（(]实例名[）)]$", "", parts[2])
    return any(own in one or one in own or fuzz.partial_ratio(own, one) >= _LIKE for one in known)


def named_in_grids(case: Case) -> list[str]:
    """The words right of 实例名称 in the tables that the book draws for its scenes."""
    rows = (row for grid in case.submission.grids if grid.own for row in grid.rows)
    return [
        fold_text(value.text)
        for row in rows
        for label, value in pairwise(row)
        if fold_text(label.text) in ("实例名称", "场景实例名称", "典型实例名称") and fold_text(value.text)
    ]


def split_lines(listed: str) -> list[str]:
    """The instances of a cell; what its numbers set apart, and 环节—场景—镍、钴价格预警 of a line of three, is one."""
    numbered = _NUMBER.split(listed)
    if len(numbered) > 2:
        return [one.strip("；; \n") for one in numbered]
    lines = re.split(r"[；;\n]", listed)
    whole = [line for line in lines if len(_DASH.findall(line.strip())) == 2]
    return [part for line in lines for part in ([line] if line in whole else re.split(r"[、，,]", line))]


def compare_instances(case: Case, listed: Field | Cell | None) -> Iterator[Answer]:
    """What the table lists; of a table that is bound in (a cell) by the names of the scenes alone, and where fewer than
    two of the lines have one they are told in other words."""
    scenes = [name for key in case.param("scenes") for f in case.submission.like(*key) if (name := fold_text(f.value))]
    if listed is None:
        raise NotChecked(_NOT_READ)
    drawn = isinstance(listed, Cell)
    text = listed.text if isinstance(listed, Cell) else listed.value
    bare = ((line, re.sub(r"^[\d.（）()、\s]+", "", fold_text(line))) for line in split_lines(text))
    lines = {line: told for line, told in bare if len(told) > 1}
    named = [line for line, told in lines.items() if any(told in scene or scene in told for scene in scenes)]
    if not lines or not scenes or (drawn and len(named) < 2):
        raise NotChecked(_NOT_READ)
    for line, told in lines.items():
        if line in named and (drawn or is_own_instance(case, line)):
            yield Agreed()
            continue
        yield case.finding(
            f"汇总表所列典型场景实例“{told}”，申报书的场景中没有，请核实。",
            listed.place.quoting(told) if isinstance(listed, Cell) else listed,
            severity=as_read(case, Severity.E, listed.place) if drawn else None,
            about=(f"{listed.place.path}“{told}”" if isinstance(listed, Cell) else listed.key,),
            found=told,
        )
