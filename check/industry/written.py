"""The industry and the sector that a book writes in cells of its own making, where one cell has the sector of the
four and another, or its bracket, the code: 所属行业：消费品（144 乳制品制造）, 行业中类 | 325 有色金属压延加工."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from check.case import Case
from check.spelling import fold_text
from model.document import Cell
from model.submission import Field

#: 38电气机械和器材制造业, C382输配电及控制设备制造, 382-输配电…: a code with its name, one of several in a cell.
CODED = re.compile(
    r"(?<![\dA-Za-z])[A-T]?(?P<code>\d{2,4})\s*[-—–:：、．.(（]?\s*(?P<name>[\u4e00-\u9fff][^\d\-—–/＞>→\s（）()，,；;]{2,40})"
)
_OTHERS = re.compile(r"客户|供应商|上游|下游|服务|应用|子公司|集团")
#: An answer of one cell, not a chapter.
LONGEST = 80


def written_industry(case: Case) -> Field | None:
    """The field of the whole industry; where it has no code, the code behind the sector or that of another cell."""
    own = case.field("industry_text")
    if own is None:
        free = class_cells(case) is None and not any(case.field(key) for key in _FINEST)
        return next((one for one in industry_cells(case) if has_code(case, one)), None) if free else class_cells(case)
    text = fold_text(own.text or own.value)
    sector = sector_ahead(case, text)
    rest = text[len(sector) :]
    hit = CODED.search(rest)
    if hit and sector:
        said = rest[hit.start() :].rstrip(")] ")
        return replace(own, value=said, text=said)
    return own if hit else next((one for one in industry_cells(case) if has_code(case, one)), own)


#: 门类, 行业大类, 中类代码, 小类名称（GB/T 4754）: the four levels of the classification, each with a cell of its own.
_CLASS = re.compile(r"(?:国民经济|所属|所在)*(?:行业)?(门类|大类|中类|小类)(?:代码|名称|及|和|与)*(?:\([^()]*\))?[:]?")
_LEVELS = ("门类", "大类", "中类", "小类")
_FINEST = ("industry_small", "industry_mid", "industry_major", "industry_section")


def class_cells(case: Case) -> Field | None:
    """The industry that a table of the book's own gives by its levels, beside or below their labels; two at least."""
    if any(case.field(key) for key in _FINEST):
        return None
    for grid in case.submission.grids:
        found = dict[str, Cell]()
        for at, row in enumerate(grid.rows if grid.own else ()):
            cells = list(dict.fromkeys(row))
            names = [hit[1] if (hit := _CLASS.fullmatch(fold_text(cell.text))) else "" for cell in cells]
            below = list(dict.fromkeys(grid.rows[at + 1])) if at + 1 < len(grid.rows) else []
            for n, name in enumerate(names):
                beside = cells[n + 1 : n + 2] if not any(names[n + 1 : n + 2]) else []
                under = below[n : n + 1] if sum(map(bool, names)) > 1 and len(below) == len(cells) else []
                if name and (value := next(iter(beside or under), None)) and value.text.strip():
                    found.setdefault(name, value)
        steps = [found[name] for name in _LEVELS if name in found]
        said = "-".join(re.sub(r"\s", "", fold_text(cell.text)) for cell in steps)
        if len(steps) > 1 and any(h["code"] in case.reference.industries for h in CODED.finditer(said)):
            return Field("industry_text", said, said, steps[-1].place.quoting(steps[-1].text))
    return None


def written_sector(case: Case) -> Field | None:
    """The sector of the four that a field, or a cell under a heading of industries, names."""
    if found := case.field("sector4"):
        return found
    own = case.field("industry_text")
    if own is None or case.form is None or "GS-12" not in (case.form.id, case.form.kind):
        return None
    for one in (own, *industry_cells(case)):
        text = fold_text(one.text or one.value)
        if sector := sector_ahead(case, text):
            name = next(name for name in names_of(case) if name in sector)
            return replace(one, key="sector4", value=name)
    return None


def sector_ahead(case: Case, text: str) -> str:
    """The words for one of the four sectors with which the text begins, "" where it does not."""
    names = "|".join(map(re.escape, names_of(case)))
    hit = re.match(rf"\s*(?:四大行业|所属)?[:]?(?:{names})(?:工业|行业|业|类|领域)?\s*(?=$|[(\[/、,;|:\-—–\d])", text)
    return hit[0] if hit else ""


def names_of(case: Case) -> list[str]:
    return sorted({fold_text(one.sector) for one in case.reference.sectors.values()} - {""})


def has_code(case: Case, field: Field) -> bool:
    """Whether a code stands there with a name that the classification knows, be it another's."""
    hit = CODED.search(fold_text(field.value))
    return hit is not None and hit["code"] in case.reference.industries


def industry_cells(case: Case) -> Iterator[Field]:
    """The short cells of the book's own tables beside a label of industries; a code behind other words begins it."""
    for grid in case.submission.grids:
        for row in grid.rows if grid.own else ():
            for label, cell in pairwise(dict.fromkeys(row)):
                name = re.sub(r"\s", "", label.text)
                if "行业" not in name or len(name) > LONGEST or _OTHERS.search(name) or len(cell.text) > LONGEST:
                    continue
                said = fold_text(cell.text.replace("\n", " "))
                hit = CODED.search(said)
                said = said[hit.start() :] if hit and not sector_ahead(case, said) else said
                yield Field("industry_text", said, said, cell.place.quoting(cell.text))
