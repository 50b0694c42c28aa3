"""Cells and sentences of a sheet: what such a paper says under the keys of the books."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from check.dates import MONTH
from check.label import HINT
from check.numerals import MONEY, worth_and_step
from check.papers.last_year import last_year_key
from check.papers.sheet_words import ARROW, BOTH_ENDS, END_OF, ENDS, MORE, MOVED, YEARLY
from check.show import WAN, show_plain
from check.spelling import fold_text
from model.amount import Amount, Source
from model.place import Place
from model.submission import Field, Passage

YEAR = re.compile(r"(20\d{2})年(?:度|末|底|12月(?:31日|末)?)?(?:[(（][^)）]*[)）])?")
DATE = re.compile(rf"{MONTH}(?:\s*[月.\-/]\s*(3[01]|[12]\d|0?[1-9])(?!\d))?")
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
                    keep_ends(sheet, pair[1], pair[2], unit, one.place)
            for kind, pattern in MOVED:
                if moved := pattern.search(fold_text(one.text)):
                    for end, value in zip(("before", "after"), moved.groups(), strict=True):
                        keep(sheet, f"{kind}_{end}", value, "", unit, one.place)
            keep_yearly(sheet, one, labels, unit)
            continue
        cells = plain_row(one.text.split("\t"))
        if len(cells) > 3 and len(cells) % 2 and not key_of(cells[0], labels) and key_of(cells[1], labels):
            cells = cells[1:]  # 整体建设成效, merged at the side of several rows
        if len(cells) > 1 and (years_of(cells[1:]) or ends_of(cells[1:]) or is_years_down(cells, labels)):
            heads = cells
            continue
        if heads and len(cells) == len(heads) and is_years_down(heads, labels) and (year := YEAR_CELL.match(cells[0])):
            for label, value in zip(heads[1:], cells[1:], strict=True):
                if (key := key_of(label, labels)) in FIGURES:
                    keep(sheet, f"{key}[{year[1]}]", value, label, money_of(label + heads[0], unit), one.place)
            continue
        if heads and len(cells) == len(heads) and not (years_of(heads[1:]) and key_of(cells[0], labels) not in FIGURES):
            read_row(sheet, heads, cells, labels, unit, one.place)
        elif len(cells) % 2 == 0 and not all(LABELLED.fullmatch(cell) for cell in cells if cell.strip()):
            for label, value in zip(cells[::2], cells[1::2], strict=True):
                keep(sheet, key_of(label, labels), value, label, unit, one.place)
                keep_ends(sheet, label, value, unit, one.place)
                for told in BY_YEAR.finditer(fold_text(value)):
                    if (key := key_of(label, labels)) in FIGURES:
                        keep(sheet, f"{key}[{told[1]}]", told[2], label, money_of(label, unit), one.place)
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
    own = money_of(label + heads[0], unit)
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


#: 2023年 at the head of a row, and 2023年：12500 within a cell.
YEAR_CELL = re.compile(r"\s*(20\d{2})\s*年?(?:度|末|底)?\s*$")
BY_YEAR = re.compile(r"(20\d{2})年(?:度|末|底)?[:：]?\s*(\d[\d,]*(?:\.\d+)?(?:万元|亿元|元|%)?)(?!\d)")


def is_years_down(heads: Sequence[str], labels: dict[str, str]) -> bool:
    """Whether a head row names the years' column and figures: 年度 | 资产总额 | 主营业务收入."""
    named = re.fullmatch(r"(?:年度|年份|年|时间|期间)(?:[(（].*)?", fold_text(heads[0]))
    return bool(named) and any(key_of(head, labels) in FIGURES for head in heads[1:])


def money_of(label: str, unit: str) -> str:
    """The unit of money that a label prints in brackets: 资产总额（万元）, 项目（单位：万元）."""
    told = (re.sub(r"^单位[:：]?", "", hit[1].strip()) for hit in BRACKET.finditer(label))
    return next((one for one in told if one in MONEY), unit)


def keep_ends(sheet: Sheet, label: str, value: str, unit: str, place: Place) -> None:
    """产线人数 | 72→45, 改造前产线人数 | 72: the ends of a change in one cell, or one end by its label."""
    hit = END_OF.search(fold_text(label))
    bare = bare_label(END_OF.sub("", fold_text(label)) if hit else BOTH_ENDS.sub("", label))
    kind = next((name for name, word in ENDS if word.fullmatch(bare)), "")
    both = ARROW.fullmatch(fold_text(value).strip())
    if kind and both and (both[2] != "/" or BOTH_ENDS.search(label)):
        keep(sheet, f"{kind}_before", both[1].strip(), label, unit, place)
        keep(sheet, f"{kind}_after", both[3].strip(), label, unit, place)
    elif kind and hit and not both:
        keep(sheet, f"{kind}_{'before' if hit[1] == '前' else 'after'}", value, label, unit, place)


#: 较2022年增加, 2023年上半年: no year whose figures follow.
COMPARED = re.compile(r"(?:[比较与从自由到至]|相比于?|同比)$")
PART_OF_YEAR = re.compile(r"\s*(?:(?:[1-9]|1[01])月|上半年|前|[一二三]季度)")


def keep_yearly(sheet: Sheet, one: Passage, labels: dict[str, str], unit: str) -> None:
    """The figures of a sentence that names their year."""
    for part in re.split(r"[；;。]", fold_text(one.text)):
        year = ""
        for hit in YEARLY.finditer(part):
            if hit["year"]:
                if not COMPARED.search(part[: hit.start()]):
                    year = "" if PART_OF_YEAR.match(part[hit.end() :]) else hit["year"]
            elif (
                not PLANNED.search(part)
                and (told := hit["of"] or year)
                and (key := key_of(hit["label"], labels)) in FIGURES
            ):
                keep(sheet, f"{key}[{told}]", hit["n"], hit["label"], unit, one.place)


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
