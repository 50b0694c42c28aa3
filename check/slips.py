"""Slips that findings suggest (a cell, a shifted column, a wrong unit, ends changed over), each undone in a copy."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from check.numerals import MONEY as MONEY_WORTH
from check.numerals import read_in
from model.amount import Amount
from model.finding import Cure, Finding
from model.submission import Field, Paper, Submission
from model.text import half_width

#: Series that stand in one table of the book; lines that stand in one set of statements.
TABLE = ("total_assets", "total_liabilities", "debt_ratio", "main_revenue", "profit_margin", "profit", "tax")
MONEY = ("total_assets", "total_liabilities", "main_revenue", "profit", "tax")
LINES = ("bs.", "is.", "cf.")
POWERS = (1, 2, 3, 4, 8)
#: The tag of a slip that changes the number of a cell and nothing else of it.
ONE_CELL = "one_cell"
#: The tag of a slip that the print itself shows: with it one finding alone has its cause.
PRINTED = "printed_unit"
#: More findings than this hardly come from one cell.
MANY = 5
_YEAR = re.compile(r"(.+)\[(\d{4})\]")
_SINGLE = re.compile(r"_(?:prev|before|after)$")
#: The years over the table; an indicator; the table, row and column of a cell.
_HEAD, _KPI, _CELL = re.compile(r"year_\d"), "kpi.", re.compile(r"(.*)/r(\d+)c(\d+)")
#: Years that such a table heads; figures of a column of indicators of which one may say that it moved.
_COLUMNS, _ROWS = 3, 4
_ENDS = re.compile(r"(\w+)_(before|after)")

#: The unit that the forms print for a kind of field.
FORM_UNIT = {"money_wan": "万元", "money_yuan": "元"}

Changed = dict[str, Field | None]


@dataclass(frozen=True, slots=True)
class Slip:
    """A guess: `changed` fields as they would be without it (None: not known then), `said` in a Chinese clause.

    `owner` is the finding that suggests it; `first`: rules whose business it is, to be the root where they found it.
    """

    said: str
    tag: str
    changed: Changed
    owner: Finding | None = None
    first: tuple[str, ...] = ()

    @property
    def key(self) -> tuple[object, ...]:
        """What it changes, to know it again."""
        return tuple((key, field and (field.value, field.amount)) for key, field in self.changed.items())


def undo(submission: Submission, slip: Slip) -> Submission:
    """A copy with these fields as they would be; lines of statements change with them. Of a single cell only what
    prints the same value: another owner's line has the same key."""

    def now(field: Field) -> Field | None:
        new = slip.changed.get(field.key, field)
        return field if new and slip.tag == ONE_CELL and new.value != field.value else new

    def paper_of(paper: Paper) -> Paper:
        columns = tuple(
            replace(s, lines=tuple(new for line in s.lines if (new := now(line)))) for s in paper.statements
        )
        return replace(paper, statements=columns)

    fields = [new for field in submission.fields if (new := now(field))]
    known = {field.key for field in submission.fields}
    fields += [field for key, field in slip.changed.items() if field and key not in known and slip.tag != ONE_CELL]
    return replace(submission, fields=tuple(fields), papers=tuple(map(paper_of, submission.papers)))


def slips(submission: Submission, findings: Sequence[Finding]) -> Iterator[Slip]:
    """The units that labels print first, for they may explain one finding alone; then what several findings suggest: a
    single cell first, but whole tables first where many came up."""
    tags = [tag for finding in findings for tag in finding.tags]
    yield from labels(submission)
    if len(findings) < 2:
        return
    if len(findings) <= MANY:
        yield from single_cells(submission, findings)
    if tags.count("other_year") > 1:
        yield from heads(submission)
        yield from shifts(submission)
    if sum(any(key.startswith(_KPI) for key in finding.about) for finding in findings) > 1:
        yield from rows(submission)
    if tags.count("unit") > 1:
        yield from units(submission)
    if {"other_end", "other_year"} & set(tags):
        yield from ends(submission)
    if len(findings) > MANY:
        yield from single_cells(submission, findings)


def single_cells(submission: Submission, findings: Sequence[Finding]) -> Iterator[Slip]:
    """One cell, as a finding says it would be right."""
    seen: set[tuple[str, str, Decimal]] = set()
    for finding in findings:
        for cure in finding.cures:
            field = field_of(submission, cure)
            if field is None or field.amount is None or (cure.key, field.value, cure.value) in seen:
                continue
            seen.add((cure.key, field.value, cure.value))
            right = replace(field.amount, value=cure.value, step=cure.step)
            yield Slip(f"若{cure.said}", ONE_CELL, {cure.key: replace(field, amount=right, rivals=())}, finding)


def field_of(submission: Submission, cure: Cure) -> Field | None:
    """The field or line of a statement that the cure is for: of this key, with the value that it found there."""
    columns = (column for paper in submission.papers for column in paper.statements)
    lines = (line for column in columns for line in column.lines if line.key == cure.key)
    found = [field for field in (submission.field(cure.key), *lines) if field]
    return next((field for field in found if field.value == cure.printed), found[0] if found else None)


def series_of(submission: Submission, bases: Iterable[str]) -> dict[str, dict[int, Field]]:
    """Fields with a year by base: {"main_revenue": {2023: …}}; a base that ends in a dot stands for all its lines."""
    wanted = tuple(bases)
    found: dict[str, dict[int, Field]] = {}
    for field in submission.fields:
        match = _YEAR.fullmatch(field.key)
        if (
            match
            and field.amount
            and any(match[1] == b or (b.endswith(".") and match[1].startswith(b)) for b in wanted)
        ):
            found.setdefault(match[1], {})[int(match[2])] = field
    return found


def shifts(submission: Submission) -> Iterator[Slip]:
    """A column or the whole table moved by a year, or two years changed over."""
    for name, bases in (("申报表", TABLE), ("所附报表", LINES)):
        table = series_of(submission, bases)
        years = sorted({year for series in table.values() for year in series})
        groups = [(name, table), *((None, {base: series}) for base, series in table.items() if len(table) > 1)]
        for title, group in groups if name == "申报表" else groups[:1]:
            said = f"{title}各栏" if title else "该项各年数"
            for step in (1, -1):
                moved: Changed = {}
                for series in group.values():
                    for year, field in series.items():
                        other = series.get(year + step)
                        moved[field.key] = relabel(other, field.key) if other else None
                if any(moved.values()):
                    yield Slip(f"若{said}整体错位一年", "shifted", moved)
            for at, one in enumerate(years):
                for two in years[at + 1 :]:
                    turned: Changed = {}
                    for series in group.values():
                        if one in series and two in series:
                            turned[series[one].key] = relabel(series[two], series[one].key)
                            turned[series[two].key] = relabel(series[one], series[two].key)
                    if turned:
                        yield Slip(f"若{said}{one}年与{two}年互换", "shifted", turned)


def relabel(field: Field, key: str) -> Field:
    return replace(field, key=key)


def heads(submission: Submission) -> Iterator[Slip]:
    """The years over the table a year off: what stands in it is then of other years, one of which it does not head."""
    years = {f.key: f for f in submission.fields if _HEAD.fullmatch(f.key) and f.value[:4].isdigit()}
    table = series_of(submission, TABLE)
    if len(years) < _COLUMNS or not table:
        return
    for step in (1, -1):
        told: Changed = {
            key: replace(f, value=f"{int(f.value[:4]) + step}{f.value[4:]}", text=f"{int(f.value[:4]) + step}")
            for key, f in years.items()
        }
        for base, series in table.items():
            for year in {*series, *(y + step for y in series)}:
                other = series.get(year - step)
                told[f"{base}[{year}]"] = relabel(other, f"{base}[{year}]") if other else None
        right = "、".join(f.value[:4] for f in told.values() if f and _HEAD.fullmatch(f.key))
        yield Slip(f"若申报表的年份表头为{right}（各栏年份整体差一年）", "shifted", told, first=("FMT-10",))


def rows(submission: Submission) -> Iterator[Slip]:
    """A column of indicators moved by a row: each figure is its neighbour's."""
    columns: dict[tuple[str, str, str], dict[int, Field]] = {}
    empty = {(b.place.file, b.place.path): b.key for b in submission.blanks if b.key.startswith(_KPI)}
    for field in submission.fields:
        if field.key.startswith(_KPI) and field.amount and (at := _CELL.fullmatch(field.place.path)):
            columns.setdefault((field.place.file, at[1], at[3]), {})[int(at[2])] = field
    for (file, table, col), column in columns.items():
        if len(column) < _ROWS:
            continue
        keys = {n: f.key for n, f in column.items()}
        keys |= {
            int(at[2]): key
            for (where, path), key in empty.items()
            if where == file and (at := _CELL.fullmatch(path)) and (at[1], at[3]) == (table, col)
        }
        for step, way in ((1, "下"), (-1, "上")):
            moved: Changed = {
                key: relabel(other, key) if (other := column.get(n + step)) else None for n, key in keys.items()
            }
            yield Slip(f"若指标一栏各数原是整体{way}移了一行", "rows", moved)


def units(submission: Submission) -> Iterator[Slip]:
    """All money of the table, or of the statements, printed in another unit."""
    own = {f.key for series in series_of(submission, MONEY).values() for f in series.values()}
    own |= {f.key for f in submission.fields if f.unit == "万元" and _SINGLE.search(f.key)}
    lines = {f.key for series in series_of(submission, LINES).values() for f in series.values()}
    for name, keys in (("申报表", own), ("所附报表", lines)):
        for power in POWERS:
            for sign in (1, -1):
                factor = Decimal(10) ** (power * sign)
                scaled: Changed = {
                    f.key: replace(f, amount=times(f.amount, factor))
                    for f in submission.fields
                    if f.key in keys and f.amount
                }
                if scaled:
                    way = "除以" if sign < 0 else "乘以"
                    yield Slip(f"若{name}各金额{way}10的{power}次方（货币单位写错）", "unit", scaled, first=("F-10",))


def labels(submission: Submission) -> Iterator[Slip]:
    """Bare sums read in a unit of their labels that is not the form's own, as they would be in the form's: all such
    sums of this unit, then those of one label."""
    odd: dict[str, dict[str, list[Field]]] = {}
    for field in submission.fields:
        home = FORM_UNIT.get(field.kind)
        if home and field.amount and (unit := read_in(field)) and unit != home:
            base = match[1] if (match := _YEAR.fullmatch(field.key)) else field.key
            odd.setdefault(unit, {}).setdefault(base, []).append(field)
    for unit, series in odd.items():
        groups = list(series.values())
        for group in ([field for fields in groups for field in fields], *(groups if len(groups) > 1 else ())):
            homes = list(dict.fromkeys(FORM_UNIT[field.kind] for field in group))
            right: Changed = {
                f.key: replace(
                    f,
                    value=half_width(f.text).replace(",", "").strip(),
                    amount=f.amount and times(f.amount, MONEY_WORTH[FORM_UNIT[f.kind]] / MONEY_WORTH[unit]),
                )
                for f in group
            }
            yield Slip(f"栏目所印单位“{unit}”疑有误，若按“{'、'.join(homes)}”读取", PRINTED, right)


def times(amount: Amount, factor: Decimal) -> Amount:
    return replace(amount, value=amount.value * factor, step=amount.step * factor)


def ends(submission: Submission) -> Iterator[Slip]:
    """建设前 and 建设后 changed over, in all pairs of cells or in one."""
    pairs = [
        (field, other)
        for field in submission.fields
        if (match := _ENDS.fullmatch(field.key)) and match[2] == "before" and field.amount
        if (other := submission.field(f"{match[1]}_after")) and other.amount
    ]
    for some in (pairs, *([pair] for pair in pairs if len(pairs) > 1)):
        turned: Changed = {}
        for before, after in some:
            turned |= {before.key: relabel(after, before.key), after.key: relabel(before, after.key)}
        if turned:
            said = "若建设完成前、后各栏互换" if len(some) > 1 else "若该项建设完成前、后互换"
            yield Slip(said, "other_end", turned)
