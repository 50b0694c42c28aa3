"""Sheets: papers beside the book in which the applicant declared the same things before or elsewhere (the form of an
earlier year, an excerpt of it, a self-assessment), each read as a small book of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePath

from check.case import Case
from check.once import Same, kept
from check.papers.bound_in import figures_quoted, tables_kept
from check.papers.last_year import date_last_year
from check.papers.sheet_cells import DATES, FIGURES, TEXTS, Sheet, bare_label, read_sheet
from check.papers.sheet_words import ABOUT, KEPT, TITLE
from check.papers_told import names_in, papers_told
from check.rows import single_out
from check.spelling import fold_company, fold_text
from model.submission import Field

LONGEST_TITLE = 50
FIRST = 4


def sheets(case: Case) -> list[Case]:
    """The papers of the applicant itself, each as a case of the same rule with fields under the keys of the books."""
    found = list[Case]()
    declared = [sheet for sheet in papers_declared(case) if is_own(case, sheet)]
    kept = (*tables_kept(case), *figures_quoted(case))
    declared += [Sheet(k.title, k.title, list(k.lines), {"declare_date": k.day}) for k in kept]
    labels = labels_of(case) if declared else {}
    for sheet in declared:
        read_sheet(sheet, labels)
        if not sheet.fields:
            continue
        day = sheet.fields.get("declare_date")
        if day is None and (year := re.search(r"20\d{2}(?=年)", sheet.title)):
            sheet.fields["declare_date"] = Field("declare_date", year[0], year[0], sheet.lines[0].place, "date")
        date_last_year(sheet.fields)
        bare = replace(
            single_out(case.submission, 0), name=PurePath(sheet.file).name, fields=tuple(sheet.fields.values())
        )
        found.append(Case(replace(bare, passages=(), claims=(), changes=(), scenes=()), case.rule, case.reference))
    return found


def is_own(case: Case, sheet: Sheet) -> bool:
    """Whether the first lines name no other company."""
    own = case.field("company_name")
    names = {fold_company(name) for one in sheet.lines[:FIRST] for name in names_in(one.text) if "公司" in name}
    company = fold_company(own.value) if own else ""
    return not (company and names) or any(company in name or name in company for name in names)


def of_other_years(case: Case) -> Iterator[tuple[Case, bool]]:
    """Each sheet, and whether it was written in another year than the book."""
    for sheet in sheets(case):
        yield sheet, bool(sheet.day and case.day) and sheet.day[:4] != case.day[:4]


def papers_declared(case: Case) -> Iterator[Sheet]:
    """Papers that are such a declaration by their title, annexes bound in with the book among them."""
    bound = {f.place.file for f in case.submission.fields} | {one.file for one in case.submission.copies}
    for paper, told in papers_told(case):
        stem = re.sub(r"\.\w+$", "", PurePath(paper.file).name)
        kept = KEPT.search(stem) is not None and not ABOUT.search(stem)
        named = (is_title(stem) or kept) and not paper.inner
        named = named and (paper.kind != case.submission.form or kept or paper.file not in bound)
        sheet = Sheet(told[0].text, paper.file) if named else None
        for number, one in enumerate(told):
            title = one.key == "paper" and len(one.text) <= LONGEST_TITLE and "。" not in one.text
            if title and is_title(one.text) and not (sheet and len(sheet.lines) < FIRST):
                if sheet:
                    yield sheet
                sheet = Sheet(one.text, paper.file)
            elif title and number and re.match(r"附[件录]", one.text) and sheet:
                yield sheet
                sheet = None
            if sheet:
                sheet.lines.append(one)
        if sheet:
            yield sheet


def is_title(text: str) -> bool:
    bare = re.sub(r"[(（][^()（）]*[)）]", "", fold_text(text))
    return TITLE.search(bare) is not None and ABOUT.search(bare) is None and not re.search(r"[:,;]", bare)


def labels_of(case: Case) -> dict[str, str]:
    """Keys by their printed labels, those of the book's own form first."""
    return _labels(Same(case.form, case.reference.forms))


@kept(8)
def _labels(key: Same) -> dict[str, str]:
    first, forms = key.parts
    found: dict[str, str] = {}
    for form in (*((first,) if first else ()), *forms):
        own = form is first
        for spec in form.fields:
            if spec.key in (*FIGURES, *TEXTS, *DATES, "build_period") or (own and spec.key.startswith("kpi.")):
                for label in spec.labels:
                    found.setdefault(bare_label(label), spec.key)
    return found
