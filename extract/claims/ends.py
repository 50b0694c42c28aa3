"""Rows of the book's tables that tell both ends of a change in one cell (2.40%→1.65%, 由118天缩短到74天) → changes.

The percentage is the other number of the row: 产品不良率下降(%) · 31.3 · 由2.40%降至1.65%. Rows of plans are left out.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from extract.numerals import DIGITS
from model.amount import Amount
from model.document import Cell
from model.submission import Change, Grid
from model.text import half_width, squash
from model.wording import FALL_NAMED, RISE_NAMED

if TYPE_CHECKING:
    from extract.claims import ClaimReader

_UNIT = (
    r"(?:%|个百分点|[^\d\s()%.,，。；;、~～\-—/→:：由从至到为降升减增提缩压]{1,4}"
    r"(?:/[^\d\s()%.,，。；;、→至到]{1,4})?)?"
)
_PAIR = re.compile(
    rf"(?:[由从]|(?:改造|建设|实施)?前[:：]?)?(?P<a>{DIGITS})(?P<ua>{_UNIT})"
    rf"(?:→|⟶|➔|->|=>|[,，]?(?:{RISE_NAMED}|{FALL_NAMED}|缩减|压减|压降|[降升减增提缩压变改])?(?:至|到|为|成))"
    rf"(?P<b>{DIGITS})(?P<ub>{_UNIT})(?:[,，;；。(（][^\d]*)?"
)
_SHARE = re.compile(rf"(?P<verb>{RISE_NAMED}|{FALL_NAMED}|[↑↓+-])?(?:了|约)*(?P<n>\d+(?:\.\d+)?)(?P<unit>%|个?百分点)?")
_RISE, _FALL = re.compile(rf"{RISE_NAMED}|增幅|[↑+]"), re.compile(rf"{FALL_NAMED}|降幅|[↓-]")
_SUFFIX = re.compile(rf"(?:{RISE_NAMED}|{FALL_NAMED})(?:幅度|比例|率|幅|值|情况)?[*＊]*$")
_IN_BRACKETS = re.compile(r"[*＊]*[(（][^()（）]*[)）][*＊]*$")
_PLAN = re.compile(r"目标|计划|(?<![比超于过到合出])预期|预计|规划|拟|力争|达产后")
_SHORTEST, _LONGEST = 3, 24


def read_ends(reader: ClaimReader, grids: Iterable[Grid], taken: Collection[str]) -> Iterator[Change]:
    """`taken`: paths of the cells that are read as sentences already."""
    for grid in grids:
        if not grid.own or _PLAN.search(grid.caption):
            continue
        heads = {cell.col: squash(half_width(cell.text)) for cell in grid.rows[0]}
        for row in grid.rows:
            yield from _row(reader, row, heads, taken)


def _row(reader: ClaimReader, row: Sequence[Cell], heads: dict[int, str], taken: Collection[str]) -> Iterator[Change]:
    said = [(cell, squash(half_width(cell.text))) for cell in row]
    pairs = [(cell, hit) for cell, text in said if "%" in text or "→" in text or (text and not text[-1:].isdigit())
             for hit in (_PAIR.fullmatch(text),) if hit]  # fmt: skip
    name = next((text for _, text in said if re.search(r"[\u4e00-\u9fff]{2}", text)), "")
    label = _SUFFIX.sub("", _IN_BRACKETS.sub("", name))
    if len(pairs) != 1 or not _SHORTEST <= len(label) <= _LONGEST or re.search(r"[，。；]|\d{2}", label):
        return
    cell, hit = pairs[0]
    if (
        cell.place.path in taken
        or _PLAN.search(heads.get(cell.col, "") + name)
        or name == squash(half_width(cell.text))
    ):
        return
    unit = hit["ub"] or hit["ua"]
    before, after = reader.amount(hit["a"] + (hit["ua"] or unit)), reader.amount(hit["b"] + unit)
    if not unit or unit == "年" or before is None or after is None or before.unit != after.unit or before == after:
        return
    claim = _claim(reader, name, heads, [(c, text) for c, text in said if c is not cell])
    way = 1 if after.value > before.value else -1
    text = f"{label}由{hit['a']}{hit['ua'] or unit}变为{hit['b']}{unit}"
    place = replace(cell.place, text=cell.text.strip())
    if claim is None:
        yield Change(text, label, before, after, place, None, way, True, False)
        return
    amount, direction, shown = claim
    verb = {1: "提高", -1: "下降", 0: "变化"}[direction or way]
    yield Change(f"{text}，{verb}{shown}", label, before, after, place, amount, direction or way, True, False)


def _claim(
    reader: ClaimReader, name: str, heads: dict[int, str], others: Sequence[tuple[Cell, str]]
) -> tuple[Amount, int, str] | None:
    """(percentage, its direction, as printed): the only number of the row that is told as a change."""
    found = []
    for cell, text in others:
        hit = _SHARE.fullmatch(text)
        head = heads.get(cell.col, "")
        if hit is None or cell.col == 0 or _PLAN.search(head) or re.search(r"序号|编号|权重|得分", head):
            continue
        about = name if _SUFFIX.search(_IN_BRACKETS.sub("", name)) else head
        unit = hit["unit"] or ("%" if "%" in name + head else "")
        spoken = hit["verb"] or (about if _RISE.search(about) or _FALL.search(about) else "")
        if unit and spoken:
            found.append((hit["n"] + unit, -1 if _FALL.search(spoken) else 1))
    if len(found) != 1:
        return None
    amount = reader.amount(found[0][0])
    return (amount, found[0][1], found[0][0]) if amount else None
