"""X-03, X-04: a row of an output table, beside the book or in its batch, does not say what the book says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from rapidfuzz.distance import Levenshtein

from check.batch import BatchCase
from check.case import Agreed, Answer, Case, NotChecked, Skipped, previous_year, say_form
from check.dates import read_period
from check.grade import grade
from check.identity.former_names import former_names
from check.lookup import carrier_of
from check.nearest import find_reading, other_years
from check.papers.table_listed import find_table_listed
from check.papers.table_told import find_table_told
from check.registry import batch_rule, rule
from check.show import show_field
from check.spelling import fold_company, fold_text
from model.finding import Cause, Severity
from model.submission import Field

#: A name with more letters amiss is another company's.
SLIPS = 2
_LEVELS = str.maketrans("一二三四五", "12345")


@rule("X-03", "X-04")
def find_table_differs(case: Case) -> Iterator[Answer]:
    """`columns`: column of the table, fields of the book that may be its source, how they are compared.

    Only the applicant's own row is looked at: the one whose name holds the company's name.
    """
    try:
        row = own_row(case, case.param("table"), case.param("names"))
    except NotChecked:
        if (answer := misspelt_name(case, case.param("table"), case.param("names"))) is None:
            raise
        yield answer
        return
    yield from compare_all(case, row)


def misspelt_name(case: Case, table: str, names: list[str]) -> Answer | None:
    """The one row of a table among the applicant's own papers names it with a letter or two otherwise: W."""
    company = case.field("company_name")
    cells = [c for name in names for c in case.submission.like(f"{table}.rows[", f"].{name}")]
    if company is None or len(cells) != 1 or company.place.page in case.scanned:
        return None
    told, own = re.split(r"[\n（(]", cells[0].value)[0], fold_company(company.value)
    if not 0 < Levenshtein.distance(fold_company(told), own) <= SLIPS or fold_company(told) in former_names(case):
        return None
    return case.finding(
        f"汇总表“{column_name(case, cells[0])}”填“{told}”，申报书企业名称为“{company.value}”，疑有错字，请核实。",
        cells[0],
        company,
        severity=Severity.W,
        tags=("typo",),
        about=(cells[0].key,),
        expected=company.value,
        found=told,
    )


@batch_rule("X-03", "X-04")
def find_batch_table_differs(batch: BatchCase) -> Iterator[Answer]:
    """As above, for the tables that the office handed in as papers of their own."""
    for book, row in meet_tables(batch):
        try:
            yield from compare_all(book, row, batch.rule.params["batch_left_to_others"])
        except NotChecked as why:
            yield Skipped(str(why), why.cause)


def compare_all(case: Case, row: str, skip: Sequence[str] = ()) -> Iterator[Answer]:
    """The sentences of a recommendation table, and the columns that hold one value each."""
    told = [*find_table_told(case, row), *find_table_listed(case, row)] if case.rule.id == "X-03" else []
    yield from told
    try:
        yield from compare_row(case, row, skip)
    except NotChecked as why:
        if not told:
            raise
        yield Skipped(str(why), why.cause)


def meet_tables(batch: BatchCase) -> Iterator[tuple[Case, str]]:
    """(book with the cells of its row, `gs_06.rows[2]`) for every row of the rule's table that names a book's company.

    Of several rows of one company the one whose 申报类型 is the book's carrier; NotChecked where none meet.
    """
    table = str(batch.rule.params["table"])
    met = False
    forms = [f"{table.upper().replace('_', '-')}", *batch.rule.params.get("same_tables", ())]
    for sheet in batch.cases(*forms):
        for book in batch.cases(*batch.rule.forms):
            company = book.field("company_name") or book.field("applicant")
            rows = rows_naming(sheet, fold_company(company.value), batch.rule.params["names"]) if company else []
            kinds = {n: sheet.field(f"rows[{n}].apply_type") for n in rows}
            fit = [n for n, kind in kinds.items() if kind is None or carrier_of(kind.value) == book.carrier]
            for n in fit or rows[:1]:
                met = True
                cells = sheet.submission.like(f"rows[{n}].")
                fields = (*book.submission.fields, *(replace(f, key=f"{table}.{f.key}") for f in cells))
                yield replace(book, submission=replace(book.submission, fields=fields)), f"{table}.rows[{n}]"
    if not met:
        raise NotChecked("本批没有同一企业的汇总表和申报书可以对照。", Cause.OUTSIDE)


def rows_naming(sheet: Case, company: str, names: list[str]) -> list[int]:
    """The rows whose name cell begins with this company's name."""
    found = []
    for n in sheet.rows("rows"):
        cells = [cell for name in names if (cell := sheet.field(f"rows[{n}].{name}"))]
        if company and any(fold_company(cell.value).startswith(company) for cell in cells):
            found.append(n)
    return found


def compare_row(case: Case, row: str, skip: Sequence[str] = ()) -> Iterator[Answer]:
    """`skip`: columns that another rule compares."""
    looked = False
    kind = case.field(f"{row}.apply_type")
    if kind is not None and len(kind.ticked) <= 1 and carrier_of(kind.value) != case.carrier:
        looked = True
        yield case.finding(
            f"汇总表“{column_name(case, kind)}”填“{kind.value}”，申报书为《{say_form(case)}》，两处不一致，请核实。",
            kind,
            case.field("company_name") or kind,
            about=(kind.key,),
            expected=case.carrier,
            found=kind.value,
        )
    free = case.rule.params.get("free_left_to_others", ()) if case.form and case.form.free else ()
    for column, keys, how in case.param("columns"):
        if column in skip or column in free:
            continue
        cell = case.field(f"{row}.{column}")
        sources = [f for key in keys for f in source(case, key)]
        if cell is None or not sources:
            continue
        looked = True
        yield compare(case, cell, sources, how)
    if not looked:
        raise NotChecked("汇总表与申报书没有可对照的栏目，未核对。", Cause.INCOMPARABLE)


def own_row(case: Case, table: str, names: list[str]) -> str:
    """`gs_06.rows[2]`: the applicant's row; raises NotChecked where there is no such table or no such row."""
    rows = sorted({f.key.partition("]")[0] + "]" for f in case.submission.like(f"{table}.rows[")})
    if not rows:
        raise NotChecked("材料中没有读到该汇总表（由主管部门汇总），未核对。", Cause.OUTSIDE)
    company = case.need("company_name")
    own = fold_company(company.value)
    for row in rows:
        for name in names:
            cell = case.field(f"{row}.{name}")
            if cell and own in fold_text(cell.value):
                return row
    raise NotChecked(f"汇总表中没有“{company.value}”一行，未核对。")


def source(case: Case, key: str) -> list[Field]:
    """The field itself; of a series the year before the declaration, else its last year."""
    if field := case.field(key):
        return [field]
    if key == "line_period" and (first := case.field("line_start")) and (last := case.field("line_end")):
        return [replace(first, value=f"{first.value}/{last.value}", text=f"{first.text}—{last.text}")]
    series = case.series(key)
    year = previous_year(case)
    return [series[year if year in series else max(series)]] if series else []


def compare(case: Case, cell: Field, sources: list[Field], how: str) -> Answer:
    first, hint, severity = sources[0], "", case.rule.severity
    if how == "number":
        if cell.amount is None:
            return Skipped(f"汇总表“{column_name(case, cell)}”不是一个数，未核对。", Cause.AMBIGUOUS)
        misses = [(grade(f.amount.interval, cell.amount), f) for f in sources if f.amount]
        if not misses or any(miss is None for miss, _ in misses):
            return Agreed()
        miss, first = min(misses, key=lambda m: m[0].gap if m[0] else 0)
        base, _, year = first.key.partition("[")
        others = other_years(case.series(base), int(year[:4]) if year[:4].isdigit() else None)
        reading = find_reading(cell.amount, first.amount, others) if first.amount else None
        hint, severity = reading.said if reading else "", miss.severity if miss else severity
    elif any(alike(cell.value, f.value, how) for f in sources):
        return Agreed()
    if how == "choice" and first.place.page in case.scanned:  # a tick in a picture is confirmed by a person first
        written = fold_text(re.split("[，,；;（(]", first.text)[0]) == fold_text(first.value)
        severity = Severity.W if written or is_plain_tick(case, first) else Severity.I
    return case.finding(
        f"汇总表“{column_name(case, cell)}”填{show_field(cell)}，申报书{case.say(first)}，两处不一致{hint}，请核实。",
        cell,
        first,
        severity=severity if how in ("number", "choice") else Severity.W,
        about=(cell.key,),
        expected=first.value,
        found=cell.value,
    )


def is_plain_tick(case: Case, field: Field) -> bool:
    """□甲 √乙 □丙: recognition gave every option with its own box, and one of them ticked."""
    spec = case.spec(field.key)
    boxes, ticks = len(re.findall("[□○☐◻〇]", field.text)), len(re.findall("[√✓✔☑■]", field.text))
    return spec is not None and ticks == 1 and boxes == len(spec.choices) - 1 > 0


def alike(cell: str, field: str, how: str) -> bool:
    """choice: the same level, kind or size (二级 = 2级); period: both ends as far as they are told; holds: one text
    stands in the other."""
    a, b = (fold_text(text).translate(_LEVELS) for text in (cell, field))
    if how == "period":
        ends = list(zip(read_period(cell), read_period(field), strict=True))
        return all(not (x and y) or (x.first <= y.last and y.first <= x.last) for x, y in ends)
    if how == "code":
        first, second = (re.sub(r"[^0-9]", "", text) for text in (a, b))
        return not first or not second or first[:2] == second[:2]
    if how == "place":
        return fold_text(cell)[:2] in b and not is_other_county(a, b)
    return a in b or b in a


#: 凉州区, 民勤县; a park or a new area is no county.
COUNTY = re.compile(
    r"[市州盟]([\u4e00-\u9fff]{1,4}?(?:(?<!园)(?<!发)(?<!业)(?<!新)(?<!开)(?<!中)(?<!东)(?<!西)(?<!南)(?<!北)区|县|旗))"
)


def is_other_county(cell: str, address: str) -> bool:
    """Whether both name a county, and not the same one."""
    one, other = COUNTY.search(cell), COUNTY.search(address)
    return bool(one and other and one[1] not in address and other[1] not in cell)


def column_name(case: Case, cell: Field) -> str:
    """The printed head of the column: 上年度主营业务收入."""
    table, _, key = cell.key.partition(".")
    form = case.reference.form(table.upper().replace("_", "-"))
    spec = form.field(re.sub(r"\[\d+\]", "", key)) if form else None
    return spec.label if spec else key
