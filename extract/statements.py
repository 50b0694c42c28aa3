"""Statements: lines of 资产负债表 and 利润表 as fields in 元 (`bs.total_assets[2024]`, `is.revenue[2024]` …)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from extract.text import without_numbering
from model.amount import Amount
from model.document import Block, Cell, Document, Table
from model.place import Place
from model.submission import Field
from model.text import squash

#: line → accepted names, squashed, without numbering and remarks (企业会计准则 and 小企业会计准则 wordings)
LINES: dict[str, tuple[str, ...]] = {
    "bs.total_assets": ("资产总计", "资产合计", "资产总额", "总资产"),
    "bs.total_liabilities": ("负债合计", "负债总计", "负债总额", "总负债"),
    "bs.equity": ("所有者权益合计", "股东权益合计", "所有者权益(或股东权益)合计", "净资产合计", "所有者权益总计"),
    "is.revenue": ("营业收入", "营业总收入"),
    "is.main_revenue": ("主营业务收入", "其中:主营业务收入"),
    "is.op_cost": ("营业成本", "减:营业成本"),
    "is.op_profit": ("营业利润",),
    "is.total_profit": ("利润总额",),
    "is.net_profit": ("净利润",),
    "is.tax": ("税金及附加", "营业税金及附加", "减:税金及附加"),
}
_NAMES = {name: key for key, names in LINES.items() for name in names}
_REMARK = re.compile(r"\((?:亏损|净亏损|损失|合并|本期|元|万元|或股东权益)[^()]*\)")
_UNIT = re.compile(
    r"单位[:：]?(?:人民币)?(亿元|百万元|万元|千元|元)|\((亿元|百万元|万元|千元|元)\)|(?:金额|人民币)(万元|千元|元)"
)
_FACTOR = {
    "亿元": Decimal("1e8"),
    "百万元": Decimal("1e6"),
    "万元": Decimal("1e4"),
    "千元": Decimal("1e3"),
    "元": Decimal(1),
}
_YEAR = re.compile(r"(?<![\d.,])(20[0-4]\d)(?=年|[-./]\d|度|$|[^\d.,])")
_NOT_FIGURES = ("行次", "附注", "注释", "序号")
_NOW = ("期末", "年末", "本期", "本年", "本年累计", "期末数")
_BEFORE = ("年初", "期初", "上年", "上期", "上年年末", "上年末")
_NUMBER = re.compile(r"^\(?-?[\d,，]+(?:\.\d+)?\)?$")


@dataclass(frozen=True, slots=True)
class Line:
    """One statement line: contract key without year, and its table."""

    key: str
    cell: Cell
    table: Table


def statement_lines(document: Document) -> list[Line]:
    """Every recognised line label of the document."""
    return [
        Line(key, cell, table) for table in document.tables for cell in table.cells if (key := _line_key(cell.text))
    ]


def read_statements(document: Document) -> list[Field]:
    """All figures of the recognised lines, by year, in 元. Columns without a year are counted from the sheet's date."""
    fields: dict[str, Field] = {}
    for table, heading in _with_headings(document):
        lines = [(key, cell) for cell in table.cells if (key := _line_key(cell.text))]
        if not lines:
            continue
        unit = _unit_of(heading, table)
        grid = list(table.lines())
        for key, label in lines:
            columns = _columns(grid, label, heading)
            for cell, year in columns:
                if (field := _figure(f"{key}[{year}]", cell, unit)) is not None:
                    known = fields.get(field.key)
                    if known is None or (known.confidence < field.confidence):
                        fields[field.key] = field
    return list(fields.values())


def _line_key(text: str) -> str | None:
    flat = squash(text)
    if not 3 <= len(flat) <= 30:
        return None
    flat = _REMARK.sub("", flat)
    if flat in _NAMES:
        return _NAMES[flat]
    bare = re.sub(r"^(?:[一二三四五六七八九十]+[、.]|\d+[、.]|其中:|减:|加:)+", "", without_numbering(flat)).strip(":")
    return _NAMES.get(_REMARK.sub("", bare))


def _with_headings(document: Document) -> Iterator[tuple[Table, str]]:
    """Each table with the text just above it and its own first rows: title, unit, date."""
    recent: list[str] = []
    for node in document.nodes:
        if isinstance(node, Block):
            recent = [*recent[-5:], node.text]
        elif isinstance(node, Table):
            top = " ".join(cell.text for cell in node.cells if cell.row < 4)
            yield node, squash(" ".join([*recent, top]))
            recent = []


def _unit_of(heading: str, table: Table) -> Decimal:
    match = _UNIT.search(heading)
    if not match:
        return Decimal(1)
    return _FACTOR[next(group for group in match.groups() if group)]


def _columns(grid: Sequence[list[Cell]], label: Cell, heading: str) -> list[tuple[Cell, str]]:
    """(figure, year) right of a line label, up to the next line label; the year from the column's head."""
    years = [int(y) for y in _YEAR.findall(heading)]
    sheet_year = max(years) if years else None
    row = grid[label.row]
    found: list[tuple[Cell, str]] = []
    for cell in row:
        if cell.col <= label.col:
            continue
        if _line_key(cell.text) or _is_other_label(cell.text):
            break
        if not _NUMBER.match(squash(cell.text)):
            continue
        head = _head_over(grid, cell, label)
        if any(word in head for word in _NOT_FIGURES):
            continue
        if printed := _YEAR.search(head):
            year: int | None = int(printed[1])
            if any(word in head for word in ("年初", "期初")) and not any(word in head for word in ("期末", "年末")):
                year = int(printed[1]) - 1
        elif sheet_year is None:
            continue
        elif any(word in head for word in _BEFORE):
            year = sheet_year - 1
        elif any(word in head for word in _NOW):
            year = sheet_year
        else:
            year = sheet_year if not found else sheet_year - 1
        found.append((cell, str(year)))
    return found


def _is_other_label(text: str) -> bool:
    return len(re.findall(r"[\u4e00-\u9fff]", text)) >= 2


def _head_over(grid: Sequence[list[Cell]], cell: Cell, label: Cell) -> str:
    """Texts of the head cells above a figure, nearest last."""
    texts = []
    for line in grid[: cell.row]:
        for above in line:
            if above.col < cell.col + cell.colspan and cell.col < above.col + above.colspan and above.colspan <= 3:
                flat = squash(above.text)
                if flat and not _NUMBER.match(flat) and not _line_key(flat):
                    texts.append(flat)
    return "".join(texts[:4])


def _figure(key: str, cell: Cell, unit: Decimal) -> Field | None:
    flat = squash(cell.text).replace(",", "")
    negative = flat.startswith("(") or flat.startswith("-")
    digits = flat.strip("()-")
    if not digits:
        return None
    value = Decimal(digits) * (-1 if negative else 1)
    exponent = value.as_tuple().exponent
    step = Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0) * unit
    place = replace(cell.place, text=cell.text.strip()) if isinstance(cell.place, Place) else cell.place
    total = value * unit
    shown = str(value) if unit == 1 else _plain(total)
    return Field(key, shown, cell.text.strip(), place, "money_yuan", "元", 0.97, Amount(total, "元", step))


def _plain(value: Decimal) -> str:
    """Without exponent and without trailing zeros."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
