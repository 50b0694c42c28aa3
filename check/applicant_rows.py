"""What tables in papers beside the book say of the applicant: its row in a draft of 附件1, a line of a certificate."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from check.case import Case
from check.spelling import fold_company, fold_text
from model.document import Cell
from model.form import FieldSpec
from model.place import Place
from model.submission import Grid, Paper

#: Labels and heads of columns by what they ask for, and what a cell under them holds.
_WHICH = r"(?:及?代码|类别|门类|大类|中类|小类|分类|名称|和|及|与|[（(][^）)]*[）)])*"
LABELS = {
    "sector": (rf"(?:所属)?(?:四大)?行业(?:{_WHICH})", r"(?!.*\d)(?:原材料|电子信息|装备制造|消费品)(?:工业|行业)?"),
    "industry": (rf"(?:所属|主要)?(?:国民经济)?行业(?:{_WHICH})", r".*[\u4e00-\u9fff]{2}"),
    "size": (r"(?:企业|单位)?(?:规模)?(?:类型|划型|规模)(?:划分|[（(][^）)]*[）)])*", r"(?:大|中|小|微)型"),
    "staff": (
        r"(?:企业|单位)?(?:从业|职工|员工|在职|在岗|用工)(?:人员|职工)?(?:总?人?数|总数|规模)?(?:[（(]人[）)])?",
        r"\d",
    ),
}
_SORTS = {kind: (re.compile(head), re.compile(cell)) for kind, (head, cell) in LABELS.items()}
COMPANY = re.compile(r"(?:评估)?(?:企业|单位|公司|申报(?:企业|单位|主体)|项目单位|建设单位)(?:全称|名称)?|名称")
#: Papers that are read field by field.
_READ = ("GS-", "FJ-", "SD-", "statements", "licence", "audit")


@dataclass(frozen=True, slots=True)
class Told:
    """One cell about the applicant with the file it stands in."""

    file: str
    label: str
    text: str
    place: Place


def told_rows(case: Case) -> Iterator[dict[str, Told]]:
    """For each row or sheet about the applicant what it says, by kind: industry, sector, size, staff."""
    if not (own := own_name(case)):
        return
    kinds = {paper.file: paper for paper in case.submission.papers}
    for grid in case.submission.grids:
        paper = kinds.get(grid.file)
        within = grid.own or (
            paper is not None and (paper.kind == case.submission.form or paper.kind.startswith(_READ))
        )
        if paper is None or (within and not _head_of(grid)):  # a 附件1 may be bound in with the book
            continue
        rows = list(_rows_of(grid, own))
        yield from rows
        if not rows and _is_about(paper, grid, own) and (told := _lines_of(grid)):
            yield told


def own_name(case: Case) -> str:
    """The applicant's name, folded; "" where the book tells none. It is not what a rule asks for."""
    name = case.submission.field("company_name") or case.submission.field("applicant")
    return fold_company(name.value) if name else ""


def own_rows(grid: Grid, head: Sequence[Cell], own: str, among: slice = slice(None)) -> Iterator[tuple[Cell, ...]]:
    """The rows of a table that have as many cells as this head of it, and the applicant's name in one of them, or in
    one of these columns."""
    rows = (row for row in grid.rows if len(row) == len(head))
    return (row for row in rows if own in [fold_company(cell.text) for cell in row[among]])


def _rows_of(grid: Grid, own: str) -> Iterator[dict[str, Told]]:
    """The rows under a head that has a column of companies, where it names the applicant: as another's shareholder or
    customer it stands in other columns."""
    for head in grid.rows[:3]:
        at = next((n for n, cell in enumerate(head) if COMPANY.fullmatch(fold_text(cell.text))), None)
        if at is not None and len(head) >= 3:
            for row in own_rows(grid, head, own, slice(at, at + 1)):
                yield _sort(grid, list(zip(head, row, strict=True)))
            return


def _head_of(grid: Grid) -> tuple[Cell, ...]:
    """The head of a summary of self-assessments (附件1), by its columns; empty for any other table."""
    for head in grid.rows[:3]:
        labels = {re.sub(r"\d+$", "", fold_text(cell.text)) for cell in head}
        asked = any("自评" in label for label in labels) and any(COMPANY.search(label) for label in labels)
        if asked and "所属行业" in labels and labels & {"行业大类", "行业中类", "行业小类"}:
            return head
    return ()


def told_choices(case: Case, form: str) -> Iterator[tuple[FieldSpec, Told]]:
    """What the applicant's rows of such summaries beside or in the book answer to the columns that print a list."""
    known = case.reference.form(form)
    own = own_name(case)
    specs = [one for part in known.parts for one in part.fields if one.choices] if known else []
    by_label = {fold_text(label): one for one in specs for label in one.labels}
    for grid in case.submission.grids if own else ():
        head = _head_of(grid)
        asked = {n: one for n, cell in enumerate(head) if (one := by_label.get(fold_text(cell.text)))}
        for row in own_rows(grid, head, own) if asked else ():
            answers = ((one, row[n]) for n, one in asked.items() if row[n].text.strip())
            yield from ((one, Told(grid.file, one.label, cell.text.strip(), cell.place)) for one, cell in answers)


def _lines_of(grid: Grid) -> dict[str, Told]:
    """Label and value side by side: 国民经济行业 | C26 ….  Not of lists, whose heads would be taken for values."""
    pairs = [pair for row in grid.rows if len(row) in (2, 4) for pair in list(pairwise(row))[::2]]
    return _sort(grid, pairs)


def _sort(grid: Grid, pairs: Sequence[tuple[Cell, Cell]]) -> dict[str, Told]:
    found = dict[str, Told]()
    for label, cell in pairs:
        head = fold_text(label.text)
        for kind, (asks, holds) in _SORTS.items():
            if not asks.fullmatch(head) or not holds.match(fold_text(cell.text)):
                continue
            if kind not in found or (kind == "industry" and _is_narrower(cell.text, found[kind].text)):
                found[kind] = Told(grid.file, head, cell.text.strip(), cell.place)
                break
    return found


def _is_narrower(one: str, other: str) -> bool:
    """Whether a trade's code has more digits: 行业小类 under 行业大类."""
    codes = [re.search(r"(?<!\d)\d{2,4}(?!\d)", text) for text in (one, other)]
    mine, its = codes
    return mine is not None and its is not None and len(mine[0]) > len(its[0])


def _is_about(paper: Paper, grid: Grid, own: str) -> bool:
    """Whether the paper names the applicant."""
    return any(own in fold_company(one.text) for one in paper.passages) or any(
        own in fold_company(cell.text) for row in grid.rows for cell in row
    )
