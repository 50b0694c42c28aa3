"""X-08: an instance that the office's table lists for a book is not among the book's scenes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from rapidfuzz import fuzz

from check.arithmetic.drawn import as_read
from check.batch import BatchCase
from check.case import Agreed, Answer, Case, NotChecked, Skipped
from check.papers.table_differs import meet_tables, own_row
from check.registry import batch_rule, rule
from check.spelling import fold_company, fold_text
from model.document import Cell
from model.finding import Severity


@rule("X-08")
def find_instance_unknown(case: Case) -> Iterator[Answer]:
    """Every instance that the recommendation table lists stands in the book's list of scenes."""
    same = [form.lower().replace("-", "_") for form in case.rule.params.get("same_tables", ())]
    there = [one for one in same if case.submission.like(f"{one}.rows[")]
    bound = None if there or case.submission.like(f"{case.param('table')}.rows[") else bound_list(case)
    if bound is not None:
        yield from compare_bound(case, bound)
        return
    yield from compare_instances(case, own_row(case, (there or [case.param("table")])[0], case.param("names")))


#: The column of the table, and the numbers of its lines: 1.生产作业—在线智能检测—….
_COLUMN = "典型场景实例"
_NUMBER = re.compile(r"(?<![\d.A-Za-z])\d{1,2}[.、．)）](?!\d)")


def bound_list(case: Case) -> Cell | None:
    """The instances of the applicant's row, where the office's table is bound in with the book."""
    company = case.field("company_name") or case.field("applicant")
    for grid in case.submission.grids if company else ():
        heads = [fold_text(cell.text) for cell in grid.rows[0]] if grid.own and len(grid.rows) > 1 else []
        column = next((n for n, head in enumerate(heads) if _COLUMN in head), None)
        if column is None or not any("申报单位" in head or "企业名称" in head for head in heads):
            continue
        for row in grid.rows[1:]:
            if (
                company
                and len(row) == len(heads)
                and fold_company(company.value) in [fold_company(c.text) for c in row]
            ):
                return row[column]
    return None


def compare_bound(case: Case, cell: Cell) -> Iterator[Answer]:
    """By the names of the scenes alone; where fewer than two of the lines have one they are told in other words."""
    scenes = [fold_text(f.value) for key in case.param("scenes") for f in case.submission.like(*key)]
    parts = _NUMBER.split(cell.text) if _NUMBER.search(cell.text) else split_lines(cell.text)
    lines = [told for one in parts if len(told := fold_text(one)) > 1]
    strange = [one for one in lines if not any(scene in one or one in scene for scene in scenes if scene)]
    if len(lines) - len(strange) < 2:
        raise NotChecked("汇总表的典型场景实例或申报书的场景名称未填写或未读到，未核对。")
    if not strange:
        yield Agreed()
    for one in strange:
        yield case.finding(
            f"汇总表所列典型场景实例“{one}”，申报书的场景中没有，请核实。",
            cell.place.quoting(one),
            severity=as_read(case, Severity.E, cell.place),
            about=(f"{cell.place.path}“{one}”",),
            found=one,
        )


@batch_rule("X-08")
def find_batch_instance_unknown(batch: BatchCase) -> Iterator[Answer]:
    for book, row in meet_tables(batch):
        try:
            yield from compare_instances(book, row)
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
    """The instances of a cell; 环节—场景—镍、钴价格预警 of a line of three is one."""
    lines = re.split(r"[；;\n]", listed)
    whole = [line for line in lines if len(_DASH.findall(line.strip())) == 2]
    return [part for line in lines for part in ([line] if line in whole else re.split(r"[、，,]", line))]


def compare_instances(case: Case, row: str) -> Iterator[Answer]:
    listed = case.field(f"{row}.instances")
    scenes = [fold_text(f.value) for key in case.param("scenes") for f in case.submission.like(*key)]
    if listed is None or not scenes:
        raise NotChecked("汇总表的典型场景实例或申报书的场景名称未填写或未读到，未核对。")
    for name in split_lines(listed.value):
        told = re.sub(r"^[\d.（）()、\s]+", "", fold_text(name))
        named = any(told in scene or scene in told for scene in scenes)
        if len(told) < 2 or (named and is_own_instance(case, name)):
            yield Agreed()
            continue
        yield case.finding(
            f"汇总表所列典型场景实例“{told}”，申报书的场景中没有，请核实。", listed, about=(listed.key,), found=told
        )
