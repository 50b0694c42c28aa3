"""A FilledTable as .xlsx: the table on a sheet for printing, the sources on a hidden one. Every cell is a string."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from math import ceil

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from fill.package import AUTHOR, WHEN, clean, freeze
from fill.sources import HEADS, SHEET, TITLE, source_lines
from fill.table import FilledTable

_LINE = Side(style="thin", color="000000")
_BOX = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_GAP = PatternFill("solid", fgColor="FFF2CC")
_BODY, _HEAD = Font(name="仿宋_GB2312", size=9), Font(name="黑体", size=9)
_SOURCE_WIDTHS = (5, 22, 36, 12, 26, 18, 46, 40)
_A3 = 8


def print_excel(table: FilledTable) -> bytes:
    """The bytes of the workbook."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = table.title[:31]
    _print_table(sheet, table)
    _print_sources(book.create_sheet(SHEET), table)
    book.properties.creator = book.properties.lastModifiedBy = AUTHOR
    book.properties.title = table.title
    book.properties.created = book.properties.modified = WHEN
    out = io.BytesIO()
    book.save(out)
    return freeze(out.getvalue())


def _print_table(sheet: Worksheet, table: FilledTable) -> None:
    layout, last = table.layout, len(table.columns)
    _put(sheet, 1, 1, layout.annex, Font(name="黑体", size=12))
    _put(sheet, 2, 1, table.title, Font(name="方正小标宋简体", size=20)).alignment = Alignment("center", "center")
    sheet.merge_cells(start_row=2, start_column=1, end_row=2, end_column=last)
    sheet.row_dimensions[2].height = 36
    _spread(sheet, 3, table.header, last)
    for col, (label, column) in enumerate(zip(table.columns, layout.columns, strict=True), 1):
        head = _put(sheet, 4, col, label, _HEAD)
        head.alignment, head.border = Alignment("center", "center", wrap_text=True), _BOX
        sheet.column_dimensions[get_column_letter(col)].width = column.width * 0.55
    for number, row in enumerate(table.rows, 5):
        for col, (filled, column) in enumerate(zip(row.cells, layout.columns, strict=True), 1):
            cell = _put(sheet, number, col, filled.text)
            cell.alignment = Alignment("center" if column.centre else "left", "center", wrap_text=True)
            cell.border = _BOX
            if filled.missing:
                cell.fill = _GAP
        texts = [cell.text for cell in row.cells]
        sheet.row_dimensions[number].height = _height(texts, [column.width for column in layout.columns])
    _spread(sheet, 5 + len(table.rows), table.footer, last)
    sheet.row_dimensions[4].height = _height(table.columns, [column.width for column in layout.columns])
    sheet.print_title_rows = "4:4"
    sheet.freeze_panes = "C5"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", _A3
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.page_margins.left = sheet.page_margins.right = 0.6


def _print_sources(sheet: Worksheet, table: FilledTable) -> None:
    sheet.sheet_state = "hidden"
    _put(sheet, 1, 1, TITLE, _HEAD)
    lines: Iterable[tuple[str, ...]] = (HEADS, *source_lines(table), *(("说明", note) for note in table.notes))
    for number, line in enumerate(lines, 2):
        for col, text in enumerate(line, 1):
            _put(sheet, number, col, text, _HEAD if number == 2 else _BODY).alignment = Alignment(
                vertical="top", wrap_text=True
            )
    for col, width in enumerate(_SOURCE_WIDTHS, 1):
        sheet.column_dimensions[get_column_letter(col)].width = width


def _height(texts: Sequence[str], widths: Sequence[int]) -> float:
    """Points that the fullest cell needs: Excel does not stretch the rows of a file that it did not write."""
    lines = 1
    for text, width in zip(texts, widths, strict=True):
        room = max(1.0, width * 0.55 - 1)
        each = (sum(1 if char.isascii() else 2 for char in line) for line in text.split("\n"))
        lines = max(lines, sum(max(1, ceil(length / room)) for length in each))
    return min(409.0, lines * 12.0 + 6)


def _spread(sheet: Worksheet, row: int, pieces: tuple[str, ...], last: int) -> None:
    """The pieces of a printed line: the first at the left, the others from three quarters on."""
    for order, text in enumerate(pieces):
        _put(sheet, row, 1 if order == 0 else last * 3 // 4 + order - 1, text)


def _put(sheet: Worksheet, row: int, col: int, text: str, font: Font = _BODY) -> Cell:
    """Writes text as text: a leading = + - @ is never a formula, not even after someone edits the cell."""
    cell = sheet.cell(row, col)
    assert isinstance(cell, Cell)
    cell.value = clean(text)
    cell.data_type = "s"
    cell.number_format = "@"
    cell.quotePrefix = text[:1] in ("=", "+", "-", "@")
    cell.font = font
    return cell
