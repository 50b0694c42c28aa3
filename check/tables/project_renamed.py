"""FMT-26: the project of a row is called otherwise in the filing (备案) or the feasibility study (可研)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from rapidfuzz.distance import Levenshtein

from check.case import Agreed, Answer, Case, NotChecked
from check.registry import rule
from check.spelling import fold_company, fold_text
from check.tables.row_faulty import need_rows
from check.tables.rows_alike import find_numbers_shared
from model.finding import Cause
from model.place import Place
from model.submission import Field


@rule("FMT-26")
def find_project_renamed(case: Case) -> Iterator[Answer]:
    """Against the names that other papers of the same submission (可研报告, 备案文件) give for the field."""
    shared = [*find_numbers_shared(case)]
    yield from shared
    compared = bool(shared)
    filings = read_filings(case)
    for n in need_rows(case):
        name = case.field(f"rows[{n}].project_name")
        if name is None:
            continue
        others: list[tuple[str, Field | Place]] = [(rival.value, rival.place) for rival in name.rivals]
        others += [(one["project_name"].value, one["project_name"]) for one in filings if is_of(case, one, n)]
        for told, where in others:
            compared = True
            if is_same(case, name, told, where):
                yield Agreed()
                continue
            yield case.finding(
                f"第{n}行项目名称为“{name.value}”，备案或可研文件为“{told}”，应当一致，请核实。",
                name,
                where,
                about=(name.key,),
                expected=told,
                found=name.value,
            )
    if not compared:
        raise NotChecked("没有读到备案文件或可研报告中的项目名称，请对照原件核对。", Cause.OUTSIDE)


def read_filings(case: Case) -> list[dict[str, Field]]:
    """The facts of each filing or study that names its project: project_name, company_name, number."""
    found = list[dict[str, Field]]()
    for paper in case.submission.papers:
        facts = defaultdict[str, dict[str, Field]](dict)
        for fact in paper.facts:
            if match := re.fullmatch(r"(filing(?:\[\d+\])?)\.(.+)", fact.key):
                facts[match[1]][match[2]] = fact
        found += [one for one in facts.values() if "project_name" in one]
    return found


def is_of(case: Case, filing: dict[str, Field], n: int) -> bool:
    """Whether a filing is of the project of this row: by its number, else by the company where that has one row."""
    number, company = case.field(f"rows[{n}].filing_no"), case.field(f"rows[{n}].company_name")
    if "number" in filing and number is not None and bare(filing["number"].value) == bare(number.value):
        return True
    if "company_name" not in filing or company is None:
        return False
    own = fold_company(filing["company_name"].value)
    rows = [
        m for m in case.rows("rows") if (f := case.field(f"rows[{m}].company_name")) and fold_company(f.value) == own
    ]
    return rows == [n]


def is_same(case: Case, name: Field, told: str, where: Field | Place) -> bool:
    """Alike but for quotation marks and brackets; one character may be misread on a picture."""
    own, other = bare(name.value), bare(told)
    place = where.place if isinstance(where, Field) else where
    misread = 1 if case.is_scanned(place) or case.is_scanned(name.place) else 0
    return Levenshtein.distance(own, other) <= misread


def bare(text: str) -> str:
    """Letters, digits and Chinese characters alone."""
    return re.sub(r"[\W_]", "", fold_text(text))
