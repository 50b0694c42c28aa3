"""The page of sources: for every cell where its text came from. For the office's own eyes; removed later."""

from __future__ import annotations

from collections.abc import Iterator

from fill.table import FilledTable, Mode

TITLE = "附：各栏取数来源（内部核对用，报送前删除本页）"
SHEET = "取数来源"
HEADS = ("行", "栏目", "填写内容", "方式", "来源文件", "位置", "原文", "说明")
MODES = {Mode.AUTO: "自动", Mode.ASK: "自动，待确认", Mode.CLERK: "人工"}
_LONGEST = 160


def source_lines(table: FilledTable) -> Iterator[tuple[str, ...]]:
    """One line for each source of each cell, under `HEADS`; a cell without sources has one line too."""
    for number, row in enumerate(table.rows, 1):
        for label, cell in zip(table.columns, row.cells, strict=True):
            lead = (str(number), label, cell.text, MODES[cell.mode])
            if not cell.sources:
                yield (*lead, "", "", "", cell.remark)
            for order, place in enumerate(cell.sources):
                page = f"（第{place.page}页）" if place.page else ""
                where = (place.file, f"{place.path}{page}", _short(place.text))
                yield (*lead, *where, cell.remark) if order == 0 else (str(number), label, "", "", *where, "")


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _LONGEST else flat[: _LONGEST - 1] + "…"
