"""Sheets: papers beside the book in which the applicant declared the same things before or elsewhere (the form of an
earlier year, an excerpt of it, a self-assessment), each read as a small book of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePath

from check.case import Case
from check.label import HINT
from check.numerals import MONEY, worth_and_step
from check.once import Same, kept
from check.papers.bound_in import figures_quoted, tables_kept
from check.papers.last_year import date_last_year, last_year_key
from check.papers.sheet_words import ABOUT, ENDS, KEPT, MORE, MOVED, TITLE
from check.papers_told import names_in, papers_told
from check.rows import single_out
from check.show import WAN, show_plain
from check.spelling import fold_company, fold_text
from model.amount import Amount, Source
from model.place import Place
from model.submission import Field, Passage

LONGEST_TITLE = 50
FIRST = 4
YEAR = re.compile(r"(20\d{2})年(?:度|末|底|12月(?:31日|末)?)?(?:[(（][^)）]*[)）])?")
DATE = re.compile(r"(20\d{2})\s*[年.\-/]\s*(1[0-2]|0?[1-9])(?!\d)(?:\s*[月.\-/]\s*(3[01]|[12]\d|0?[1-9])(?!\d))?")
NUMBER = re.compile(r"[约]?(-?\d[\d,]*(?:\.\d+)?)(万元|亿元|千元|元|%|人|名)?")
UNIT = re.compile(r"%|％|家|个|人|名|万元|亿元|元|次|台套?")
BRACKET = re.compile(r"[(（]([^()（）]*)[)）]")
PLANNED = re.compile(r"计划|预计|拟|目标|规划|预期|力争")
LABELLED = re.compile(r"\s*([\u4e00-\u9fffA-Z（()）₂]{4,24}?)[\s:：]+(-?\d[\d,.]*%?)\s*")
PAIR = re.compile(r"([^:：\d]{2,14})[:：]\s*(.+)")
FIGURES = ("total_assets", "total_liabilities", "debt_ratio", "main_revenue", "profit", "tax")
TEXTS = ("company_name", "line_name", "scene_name", "project_name")
DATES = ("founded_date", "line_start", "line_end", "declare_date")


@dataclass(slots=True)
class Sheet:
    """One such paper: its title, its file, its lines; `fields` as they are read."""

    title: str
    file: str
    lines: list[Passage] = field(default_factory=list)
    fields: dict[str, Field] = field(default_factory=dict)


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


def bare_label(text: str) -> str:
    text = re.sub(r"^(?:\d+|[一二三四五六七八九十]+)[.、]", "", fold_text(text))
    return BRACKET.sub("", HINT.sub("", text)).replace("*", "").replace("其中:", "").strip(":：")


def key_of(label: str, labels: dict[str, str]) -> str:
    bare = bare_label(label)
    return labels.get(bare) or last_year_key(bare) or next((key for key, word in MORE if word.fullmatch(bare)), "")


def read_sheet(sheet: Sheet, labels: dict[str, str]) -> None:
    heads, unit = list[str](), ""
    for one in sheet.lines:
        if one.key == "paper":
            heads = []
            if hint := re.search(r"单位[:：]?\s*(万元|亿元|千元|元)", one.text):
                unit = hint[1]
            for part in re.split(r"\s{2,}|[；;。]", one.text):
                if pair := PAIR.fullmatch(part.strip()):
                    keep(sheet, key_of(pair[1], labels), pair[2], pair[1], unit, one.place)
            for kind, pattern in MOVED:
                if moved := pattern.search(fold_text(one.text)):
                    for end, value in zip(("before", "after"), moved.groups(), strict=True):
                        keep(sheet, f"{kind}_{end}", value, "", unit, one.place)
            continue
        cells = plain_row(one.text.split("\t"))
        if len(cells) > 3 and len(cells) % 2 and not key_of(cells[0], labels) and key_of(cells[1], labels):
            cells = cells[1:]  # 整体建设成效, merged at the side of several rows
        if len(cells) > 1 and (years_of(cells[1:]) or ends_of(cells[1:])):
            heads = cells
            continue
        if heads and len(cells) == len(heads) and not (years_of(heads[1:]) and key_of(cells[0], labels) not in FIGURES):
            read_row(sheet, heads, cells, labels, unit, one.place)
        elif len(cells) % 2 == 0 and not all(LABELLED.fullmatch(cell) for cell in cells if cell.strip()):
            for label, value in zip(cells[::2], cells[1::2], strict=True):
                keep(sheet, key_of(label, labels), value, label, unit, one.place)
        else:  # 生产效率提升 21.4 in one cell
            for pair in filter(None, map(LABELLED.fullmatch, cells)):
                keep(sheet, key_of(pair[1], labels), pair[2], pair[1], unit, one.place)


def plain_row(cells: Sequence[str]) -> list[str]:
    """A row without its number, its unit put behind the label: 3, 生产效率提升, %, 21.4 → 生产效率提升(%), 21.4."""
    rest = list(cells[1:] if len(cells) > 2 and re.fullmatch(r"\s*\d{1,2}\s*[.、]?", cells[0]) else cells)
    if len(rest) == 3 and UNIT.fullmatch(rest[1].strip()):
        return [f"{rest[0]}({rest[1].strip()})", rest[2]]
    return rest


def read_row(
    sheet: Sheet, heads: Sequence[str], cells: Sequence[str], labels: dict[str, str], unit: str, place: Place
) -> None:
    """A row under years (one figure a year) or under before and after."""
    years, ends = years_of(heads[1:]), ends_of(heads[1:])
    label = cells[0]
    own = next((hit[1] for hit in BRACKET.finditer(label + heads[0]) if hit[1] in MONEY), unit)
    own = fold_text(heads[0]) if fold_text(heads[0]) in MONEY and own == unit else own
    if years:
        key = key_of(label, labels)
        for year, value in zip(years, cells[1:], strict=True):
            if key in FIGURES:
                keep(sheet, f"{key}[{year}]", value, label, own, place)
        return
    kind = next((name for name, word in ENDS if word.fullmatch(bare_label(label))), "")
    for end, value in zip(ends, cells[1:], strict=True):
        if kind and end:
            keep(sheet, f"{kind}_{end}", value, label, unit, place)


def years_of(heads: Sequence[str]) -> list[str]:
    """The years of a head row, where every column is one."""
    hits = [YEAR.fullmatch(fold_text(head)) for head in heads]
    return [hit[1] for hit in hits if hit] if all(hits) else []


def ends_of(heads: Sequence[str]) -> list[str]:
    """`before` and `after` of a head row that has both, "" for its other columns."""
    told = [
        re.match(r"(?:改造|建设|实施|完成|投用|上线)?(?:完成)?(前|后)", BRACKET.sub("", fold_text(h))) for h in heads
    ]
    ends = [("before" if hit[1] == "前" else "after") if hit else "" for hit in told]
    return ends if ends.count("before") == ends.count("after") == 1 else []


def keep(sheet: Sheet, key: str, value: str, label: str, unit: str, place: Place) -> None:
    """The first cell of a key, in the form in which books have it."""
    base = key.partition("[")[0]
    if not key or key in sheet.fields or PLANNED.search(label + value):
        return
    spot = place.quoting(value)
    if base in TEXTS:
        sheet.fields[key] = Field(key, value.strip(), value, spot)
    elif base in DATES and (day := DATE.match(value.strip())):
        sheet.fields[key] = Field(key, iso(day), value, spot, "date")
    elif base == "build_period" and len(days := list(DATE.finditer(value))) == 2:
        sheet.fields[key] = Field(key, "/".join(map(iso, days)), value, spot, "date_range")
    elif base not in (*DATES, "build_period") and (amount := read_amount(base, value, label, unit)):
        money = amount.unit == "元"
        shown = show_plain(amount.value / WAN if money else amount.value)
        sheet.fields[key] = Field(key, shown, value, spot, unit="万元" if money else None, amount=amount)


def iso(day: re.Match[str]) -> str:
    return "-".join((day[1], *(f"{int(part):02d}" for part in day.groups()[1:] if part)))


def read_amount(base: str, value: str, label: str, unit: str) -> Amount | None:
    hit = NUMBER.fullmatch(fold_text(value))
    if hit is None:
        return None
    number, step = worth_and_step(hit[1], None)
    said = hit[2] or next((h[1] for h in BRACKET.finditer(fold_text(label)) if len(h[1]) < 3), "")
    if base in FIGURES and base != "debt_ratio":
        factor = MONEY.get(said or unit)
        return Amount(number * factor, "元", step * factor, Source.CELL) if factor else None
    if base.startswith(("staff", "part_staff")):
        return Amount(number, "人", step, Source.CELL, count=True) if said in ("人", "名", "") else None
    return Amount(number, said or "%", step, Source.CELL)
