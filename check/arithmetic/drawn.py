"""Tables as drawn: the numbers of their cells with the words that name them and the unit that stands about them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from check.case import Case
from check.numerals import MONEY, NUMBER, worth_and_step
from check.once import GRIDS, TEXTS, Same, kept
from check.show import WAN, show_plain
from model.document import Cell
from model.finding import Severity
from model.place import Place
from model.submission import Grid
from model.text import squash

_NUMBER = re.compile(
    rf"(?P<n>-?(?:{NUMBER}))(?P<unit>%|[^\d\s()%.,，。；;、~～\-—/:→]{{1,4}})?(?:[(][^()]{{0,40}}[)])?"
)
#: —15%: a dash for the minus.
_DASH = re.compile(r"^[\u2012-\u2015\u2212](?=\d)")
_UNIT_IN = re.compile(
    r"[(\[](?:单位[:：]?|人民币|计量单位[:：]?)?(亿元|万元|千元|元|%|台/?套|[台套人名个家项件吨只支块])(?:/年|/月|[,，、][^()]{1,12})?[)\]]"
)
_CAPTION_UNIT = re.compile(r"单位[:：]?\s*(?:人民币)?(亿元|万元|千元|元|%|[台套人个件吨])")
_MONEY = {*MONEY, "亿", "万"}
_YEAR = re.compile(r"(?:19|20)\d{2}(?:年|$)")
_EMPTY = re.compile(r"[-—–/\\无]*")


@dataclass(frozen=True, slots=True)
class Entry:
    """A number of a cell: its worth (money in 元), how finely it is printed, its unit ("" where none is told)."""

    value: Decimal
    step: Decimal
    unit: str
    cell: Cell

    @property
    def place(self) -> Place:
        return self.cell.place.quoting(self.cell.text.strip())

    def say(self) -> str:
        """1200.5万元, 36台."""
        worth = self.value / WAN if self.unit == "元" else self.value
        return f"{show_plain(worth)}{'万元' if self.unit == '元' else self.unit}"


def as_read(case: Case, severity: Severity, *places: Place) -> Severity:
    """Digits that were recognised from a picture are confirmed by a person first: never more than W."""
    scanned = severity is Severity.E and any(case.is_scanned(place) for place in places)
    return Severity.W if scanned else severity


@kept(TEXTS * 4)
def flat(text: str) -> str:
    """`squash`, of cells that many rules read."""
    return squash(text)


def is_empty(cell: Cell) -> bool:
    return _EMPTY.fullmatch(flat(cell.text)) is not None


def read_entry(cell: Cell, *around: str) -> Entry | None:
    """The number of a cell; its unit is its own, else that of the first of the words `around` that tell one."""
    hit = _NUMBER.fullmatch(_DASH.sub("-", flat(cell.text)))
    if hit is None or ((hit["unit"] or "").startswith("年") and _YEAR.match(hit[0])):  # 2026年计划 is a label
        return None
    unit = hit["unit"] or next((u for words in around if (u := unit_in(words))), "")
    if unit in _MONEY:
        return Entry(*worth_and_step(hit["n"], unit), "元", cell)
    return Entry(*worth_and_step(hit["n"], None), unit, cell)


def unit_in(words: str) -> str:
    """万元 of 金额（万元）, of 单位：万元 and of a column of units."""
    text = flat(words)
    hit = _UNIT_IN.search(text) or _CAPTION_UNIT.search(text)
    return hit[1] if hit else text if text in _MONEY else ""


def label_of(cell: Cell) -> str:
    """The words of a label without number, unit and marks."""
    text = re.sub(
        r"^(?:[(]?(?:\d{1,2}(?:\.\d{1,2})*|[一二三四五六七八九十]{1,2})[)、.]+|其中[:：]?|减[:：]|加[:：])",
        "",
        flat(cell.text),
    )
    return _UNIT_IN.sub("", text).strip(":：")


def heads_of(rows: Sequence[Sequence[Cell]]) -> list[Cell]:
    """The first row, where it holds no number."""
    first = rows[0] if rows else ()
    said = [flat(c.text) for c in first]
    return [] if any(_NUMBER.fullmatch(one) and not _YEAR.match(one) for one in said) else list(first)


def head_over(heads: Sequence[Cell], cell: Cell) -> str:
    return next((h.text for h in heads if h.col <= cell.col < h.col + h.colspan), "")


def pairs_of(grid: Grid) -> tuple[tuple[str, Entry], ...]:
    """(label, number) of every row: the words right before the number, with the unit that stands about it. A row of
    labels over one row of numbers is read downward."""
    return _pairs(Same(grid))


@kept(GRIDS)
def _pairs(key: Same) -> tuple[tuple[str, Entry], ...]:
    return tuple(_read_pairs(key.parts[0]))


def _read_pairs(grid: Grid) -> Iterator[tuple[str, Entry]]:
    heads = heads_of(grid.rows)
    for row in grid.rows:
        label, unit = "", ""
        taken = False
        for cell in row:
            corner = corner_of(heads, label) if cell.col else ""
            entry = read_entry(cell, label, unit, head_over(heads, cell), corner, grid.caption)
            if entry is None or cell in heads:
                if flat(cell.text) in _MONEY or flat(cell.text) in ("%", "台", "台套", "人", "个"):
                    unit = cell.text
                elif not is_empty(cell):
                    label, unit, taken = cell.text, "", False
            elif label and not taken:
                taken = True  # a second number of the row is of another year or another firm
                yield label_of(replace_text(cell, label)), entry
    if heads and len(grid.rows) == 2:  # labels across
        for cell in grid.rows[1]:
            head = head_over(heads, cell)
            if head and (entry := read_entry(cell, head, grid.caption)):
                yield label_of(replace_text(cell, head)), entry


def records_of(grid: Grid) -> tuple[list[tuple[str, Entry]], ...]:
    """The labelled numbers that belong together: of the table as a whole, and of each row under the heads."""
    return _records(Same(grid))


@kept(GRIDS)
def _records(key: Same) -> tuple[list[tuple[str, Entry]], ...]:
    return tuple(_read_records(key.parts[0]))


def _read_records(grid: Grid) -> Iterator[list[tuple[str, Entry]]]:
    yield list(pairs_of(grid))
    heads = heads_of(grid.rows)
    for row in grid.rows[1:] if heads and len(grid.rows) > 2 else ():
        named = ((head_over(heads, cell), cell) for cell in row)
        read = ((head, cell, read_entry(cell, head, grid.caption)) for head, cell in named if head)
        yield [(label_of(replace_text(cell, head)), entry) for head, cell, entry in read if entry]


#: Rows of a table of money that are counted otherwise.
_NO_MONEY = re.compile(r"人数|职工|员工|人员|[率量比]|数量|台|件数|家数|项数|面积|年限|强度")


def corner_of(heads: Sequence[Cell], label: str) -> str:
    """单位：万元 or 项目（万元） in the corner of a table, for the rows that may be money; else ""."""
    corner = heads[0].text if heads and unit_in(heads[0].text) in _MONEY else ""
    return "" if _NO_MONEY.search(label) else corner


def replace_text(cell: Cell, text: str) -> Cell:
    return Cell(cell.row, cell.col, text, cell.place)
