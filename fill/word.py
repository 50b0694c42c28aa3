"""A FilledTable as .docx: the official A3 landscape page, then the page of sources."""

from __future__ import annotations

import io
from collections.abc import Sequence
from copy import deepcopy
from functools import lru_cache
from typing import cast

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_ALIGN_VERTICAL, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.text.font import CT_RPr
from docx.shared import Mm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from fill.layout import Column
from fill.package import AUTHOR, WHEN, clean, freeze
from fill.sources import HEADS, TITLE, source_lines
from fill.table import FilledCell, FilledTable

_BODY, _HEAD, _TITLE, _LATIN = "仿宋_GB2312", "黑体", "方正小标宋简体", "Times New Roman"
_PAGE, _MARGIN = (420, 297), 15
_GAP = "FFF2CC"
_SOURCE_WIDTHS = (10, 42, 70, 22, 52, 34, 90, 70)


def print_word(table: FilledTable) -> bytes:
    """The bytes of the document."""
    document = Document()
    _set_page(document)
    layout = table.layout
    _write(document.add_paragraph(), layout.annex, _HEAD, 12)
    title = _write(document.add_paragraph(), table.title, _TITLE, 22)
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    title.paragraph_format.space_after = Pt(8)
    _spread(document, table.header, 72)
    grid = _grid(document, [column.width for column in layout.columns], len(table.rows) + 1)
    _print_head(grid, table.columns, 9)
    for line, row in zip(_lines(grid)[1:], table.rows, strict=True):
        for cell, filled, column in zip(line, row.cells, layout.columns, strict=True):
            _print_cell(cell, filled, column)
    _spread(document, table.footer, 50, before=6)
    _print_sources(document, table)
    properties = document.core_properties
    properties.author = properties.last_modified_by = AUTHOR
    properties.title, properties.comments, properties.revision = table.title, "", 1
    properties.created = properties.modified = WHEN
    out = io.BytesIO()
    document.save(out)
    return freeze(out.getvalue())


def _set_page(document: WordDocument) -> None:
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(_PAGE[0]), Mm(_PAGE[1])
    section.left_margin = section.right_margin = Mm(_MARGIN)
    section.top_margin, section.bottom_margin = Mm(18), Mm(15)
    style = document.styles["Normal"]
    style.font.name, style.font.size = _LATIN, Pt(9)
    style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), _BODY)
    style.paragraph_format.space_after = Pt(0)


def _print_cell(cell: _Cell, filled: FilledCell, column: Column) -> None:
    cell.vertical_alignment = WD_ALIGN_VERTICAL.CENTER
    lines = clean(filled.text).split("\n")
    for order, text in enumerate(lines):
        paragraph = cell.paragraphs[0] if order == 0 else cell.add_paragraph()
        _write(paragraph, text, _BODY, 9)
        if column.centre:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    if filled.missing:
        _shade(cell, _GAP)


def _print_head(grid: Table, labels: Sequence[str], size: float) -> None:
    """The header row, repeated on every page."""
    grid._tbl.tr_lst[0].get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for cell, label in zip(_lines(grid)[0], labels, strict=True):
        cell.vertical_alignment = WD_ALIGN_VERTICAL.CENTER
        _write(cell.paragraphs[0], label, _HEAD, size).alignment = WD_ALIGN_PARAGRAPH.CENTER


def _print_sources(document: WordDocument, table: FilledTable) -> None:
    heading = _write(document.add_paragraph(), TITLE, _HEAD, 14)
    heading.paragraph_format.page_break_before = True
    heading.paragraph_format.space_after = Pt(6)
    for note in table.notes:
        _write(document.add_paragraph(), f"说明：{note}", _BODY, 9)
    lines = list(source_lines(table))
    grid = _grid(document, _SOURCE_WIDTHS, len(lines) + 1)
    _print_head(grid, HEADS, 8)
    for row, line in zip(_lines(grid)[1:], lines, strict=True):
        for cell, text in zip(row, line, strict=True):
            _write(cell.paragraphs[0], text, _BODY, 8)


def _grid(document: WordDocument, widths: Sequence[int], rows: int) -> Table:
    """A bordered table of fixed column widths (mm), with narrow cell margins; no row is cut by a page end."""
    grid: Table = document.add_table(rows, len(widths))
    grid.style = "Table Grid"
    grid.alignment, grid.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    margins = OxmlElement("w:tblCellMar")
    for side, width in (("top", "28"), ("left", "45"), ("bottom", "28"), ("right", "45")):
        edge = OxmlElement(f"w:{side}")
        edge.set(qn("w:w"), width)
        edge.set(qn("w:type"), "dxa")
        margins.append(edge)
    grid._tbl.tblPr.append(margins)
    for column, millimetres in zip(grid.columns, widths, strict=True):
        column.width = Mm(millimetres)
    for row in grid._tbl.tr_lst:
        row.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    for cell, millimetres in zip(_lines(grid)[0], widths, strict=True):
        cell.width = Mm(millimetres)
    return grid


def _lines(grid: Table) -> list[list[_Cell]]:
    """All cells row by row; asking python-docx for one cell at a time is quadratic."""
    return [[_Cell(tc, grid) for tc in tr.tc_lst] for tr in grid._tbl.tr_lst]


def _spread(document: WordDocument, pieces: Sequence[str], percent: int, before: int = 0) -> None:
    """A printed line: its first piece at the left, the next from `percent` of the width on."""
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.tab_stops.add_tab_stop(
        Mm((_PAGE[0] - 2 * _MARGIN) * percent // 100), WD_TAB_ALIGNMENT.LEFT
    )
    paragraph.paragraph_format.space_before, paragraph.paragraph_format.space_after = Pt(before), Pt(4)
    _write(paragraph, "\t".join(pieces), _BODY, 12)


def _write(paragraph: Paragraph, text: str, font: str, size: float) -> Paragraph:
    if text:
        run = paragraph.add_run(clean(text))
        run._r.insert(0, deepcopy(_run_properties(font, size)))
    return paragraph


@lru_cache
def _run_properties(font: str, size: float) -> CT_RPr:
    """Font and size of a run, built once: python-docx takes a millisecond each time."""
    properties = cast(CT_RPr, OxmlElement("w:rPr"))
    fonts = properties.get_or_add_rFonts()
    for name, value in (("ascii", _LATIN), ("hAnsi", _LATIN), ("eastAsia", font)):
        fonts.set(qn(f"w:{name}"), value)
    properties.sz_val = Pt(size)
    return properties


def _shade(cell: _Cell, colour: str) -> None:
    shading = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", colour)):
        shading.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(shading)
