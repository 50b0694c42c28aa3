"""A workbook (.xlsx, .xls, .ods) as a Document: `read_sheet(path, name)`, one Table a sheet."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path

from ingest import limits
from ingest.package import Package
from ingest.word.properties import read_properties
from model.document import Block, Cell, Document, Node, Table
from model.errors import CannotRead
from model.place import Place

Value = int | float | str | bool | time | date | datetime | timedelta
_LAST_ROW = re.compile(rb'<(?:\w+:)?c [^>]*?r="([A-Z]{1,3})(\d{1,7})"')
_UNCOUNTED = re.compile(rb"</(?:\w+:)?f>\s*(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>")


def read_sheet(path: Path, name: str, is_package: bool) -> Document:
    """All sheets of a workbook; `is_package`: .xlsx/.ods (a zip of XML), else .xls.

    Raises CannotRead: corrupt, needs_password, limit_exceeded, empty.
    """
    import python_calamine as calamine

    properties, notes = _check_package(path, name) if is_package else ({}, [])
    nodes: list[Node] = []
    try:
        book = calamine.CalamineWorkbook.from_path(path)
        for number, meta in enumerate(book.sheets_metadata, 1):
            if meta.typ != calamine.SheetTypeEnum.WorkSheet:
                continue
            sheet = book.get_sheet_by_name(meta.name)
            if meta.visible != calamine.SheetVisibleEnum.Visible:
                notes.append(f"工作表“{meta.name}”被隐藏，仍已读取。")
            merged = sheet.merged_cell_ranges or []
            rows = sheet.to_python(skip_empty_area=False) if sheet.height else []
            table = _to_table(rows, merged, name, f"t{number}")
            nodes.append(Block(meta.name, Place(name, f"t{number}", text=meta.name)))
            if table is not None:
                nodes.append(table)
    except calamine.PasswordError as error:
        raise CannotRead(name, "工作簿设有打开密码，请提供无密码的版本", "needs_password") from error
    except (calamine.CalamineError, OSError, ValueError) as error:
        raise CannotRead(name, f"工作簿已损坏，无法读取（{error}）") from error
    except BaseException as error:  # a panic of the reader's native code is no Exception
        if type(error).__name__ != "PanicException":
            raise
        raise CannotRead(name, "工作簿已损坏，无法读取（内部结构越界）") from error
    if not any(isinstance(node, Table) for node in nodes):
        raise CannotRead(name, "工作簿打得开，但没有任何内容", "empty")
    return Document(name, "xlsx", tuple(nodes), properties=properties, notes=tuple(notes))


def _check_package(path: Path, name: str) -> tuple[dict[str, str], list[str]]:
    notes: list[str] = []
    with Package(path, name) as package:
        package.check()
        for part in package.names:
            if re.fullmatch(r"xl/worksheets/[^/]+\.xml", part):
                data = package.read(part)
                _check_area(data, name)
                if _UNCOUNTED.search(data):
                    notes.append("部分公式没有保存计算结果，读作空白；请用 Excel/WPS 打开后另存再提交。")
        if any(part.lower().endswith("vbaproject.bin") for part in package.names):
            notes.append("含宏代码，从未执行。")
        return read_properties(package), list(dict.fromkeys(notes))


def _check_area(data: bytes, name: str) -> None:
    """Refuses a sheet whose filled rectangle is too large, before calamine asks for the memory of all of it."""
    height = width = 0
    for letters, digits in _LAST_ROW.findall(data):
        height = max(height, int(digits))
        col = 0
        for letter in letters:
            col = col * 26 + letter - 64
        width = max(width, col)
    if height * width > limits.MAX_SHEET_AREA:
        raise CannotRead(name, f"工作表范围达 {height} 行 × {width} 列，超过上限", "limit_exceeded")


def _to_table(
    rows: list[list[Value]], merged: list[tuple[tuple[int, int], tuple[int, int]]], file: str, path: str
) -> Table | None:
    """The used rectangle from A1 on; trailing blank rows and columns dropped, merged ranges as one cell."""
    texts = [[to_text(value) for value in row] for row in rows]
    height = max((i for i, row in enumerate(texts, 1) if any(row)), default=0)
    width = max((j for row in texts for j, text in enumerate(row, 1) if text), default=0)
    if not height:
        return None
    if height * width > limits.MAX_SHEET_CELLS:
        raise CannotRead(file, f"工作表有 {height} 行 × {width} 列，超过上限", "limit_exceeded")
    spans: dict[tuple[int, int], tuple[int, int]] = {}
    covered: set[tuple[int, int]] = set()
    for (top, left), (bottom, right) in merged:
        bottom, right = min(bottom, height - 1), min(right, width - 1)
        if bottom < top or right < left:
            continue
        spans[top, left] = (bottom - top + 1, right - left + 1)
        covered |= {(i, j) for i in range(top, bottom + 1) for j in range(left, right + 1)} - {(top, left)}
    cells = []
    for i in range(height):
        for j in range(width):
            if (i, j) in covered:
                continue
            text = texts[i][j] if j < len(texts[i]) else ""
            down, across = spans.get((i, j), (1, 1))
            cells.append(Cell(i, j, text, Place(file, f"{path}/r{i + 1}c{j + 1}", text=text), down, across))
    return Table(tuple(cells), height, width, Place(file, path))


def to_text(value: Value) -> str:
    """A cell value as it would be printed: 12 not 12.0, all 15 digits that Excel keeps, dates ISO."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        if value != value or value in (float("inf"), float("-inf")):
            return ""
        text = format(Decimal(f"{value:.15g}"), "f")
        return text.rstrip("0").rstrip(".") if "." in text else text
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(sep=" ", timespec="seconds")
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value)
