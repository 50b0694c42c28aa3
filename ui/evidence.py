"""Evidence as data for the viewer: the page with boxes, the table with its cell marked, or the paragraph's neighbours.

Everything here is plain data; the viewer puts every text into the page as text, never as HTML.
"""

from __future__ import annotations

import base64
import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from model.document import Block, Cell, Document, Node, Picture, Table
from model.place import Box, Place
from ui.page_image import PageImage
from ui.words import name_place

#: Rows shown above and below the marked one; a small table is shown whole.
ROWS_AROUND = 12
SMALL_TABLE = 40
COLUMNS_SHOWN = 60
NODES_AROUND = 5
LONGEST_TEXT = 4000

View = dict[str, Any]


def label_places(places: Sequence[Place]) -> list[dict[str, str]]:
    """One chip for each piece of evidence."""
    return [
        {
            "label": f"证据 {n}",
            "file": Path(place.file).name,
            "where": name_place(place),
            "text": _cut(place.sentence or place.text, ""),
        }
        for n, place in enumerate(places, 1)
    ]


def find_node(document: Document, path: str) -> tuple[Node, Cell | None] | None:
    """The node at a path and, in a table, the cell; a path that leads nowhere is tried without its last part."""
    while path:
        for node in document.nodes:
            if isinstance(node, Picture) and any(_holds(one, path) for one in node.content):
                return node, None
            if node.place.path == path:
                return node, None
            if isinstance(node, Table) and path.startswith(node.place.path + "/"):
                cell = next((cell for cell in node.cells if cell.place.path == path), None)
                if cell:
                    return node, cell
        path = path.rpartition("/")[0]
    return None


def _holds(node: Node, path: str) -> bool:
    return node.place.path == path or (isinstance(node, Table) and any(cell.place.path == path for cell in node.cells))


def show_page(image: PageImage, places: Sequence[Place], selected: int, page: int, document: Document | None) -> View:
    """The page's picture with the boxes of all evidence that stands on it, in per cent of its size."""
    known = next((p for p in document.pages if p.number == page), None) if document else None
    size = (known.width, known.height) if known else (image.width, image.height)
    on_page = [(n, p) for n, p in enumerate(places) if p.page == page and p.file == places[selected].file]
    view = _with_boxes(image, on_page, size, page, len(document.pages) if document else 0)
    doubts = known.doubts if known else ()
    return view | {"doubts": [{"why": f"存疑：{doubt.why}", **_sides(doubt.box, size)} for doubt in doubts]}


def tell_doubts(document: Document | None, page: int) -> str:
    """How many spots of a recognised page are doubted, why and where; "" where there is none."""
    known = next((p for p in document.pages if p.number == page), None) if document else None
    if known is None or not known.doubts:
        return ""
    reasons: dict[str, list[str]] = {}
    for doubt in known.doubts:
        middle = (doubt.box[1] + doubt.box[3]) / 2 / max(known.height, 1.0)
        reasons.setdefault(doubt.why, []).append("上部" if middle < 1 / 3 else "中部" if middle < 2 / 3 else "下部")
    told = []
    for why, parts in reasons.items():
        where = "、".join(f"{part} {parts.count(part)} 处" for part in ("上部", "中部", "下部") if part in parts)
        told.append(f"{why}（{where}）")
    return f"本页识别存疑 {len(known.doubts)} 处，图上以橙色点线标出：{'；'.join(told)}。"


def show_picture(image: PageImage, places: Sequence[Place], selected: int) -> View:
    """A picture within a Word file with the boxes of all evidence recognised on it."""
    spot = places[selected].file, places[selected].picture
    return _with_boxes(
        image, [(n, p) for n, p in enumerate(places) if (p.file, p.picture) == spot], (image.width, image.height), 1, 1
    )


def _with_boxes(
    image: PageImage, places: Sequence[tuple[int, Place]], size: tuple[float, float], page: int, pages: int
) -> View:
    boxes = [
        {"i": n, "label": f"证据 {n + 1}", **_sides(place.box, size)} for n, place in places if place.box is not None
    ]
    return {
        "kind": "page",
        "image": "data:image/jpeg;base64," + base64.b64encode(image.path.read_bytes()).decode(),
        "ratio": image.height / max(image.width, 1.0),
        "boxes": boxes,
        "page": page,
        "pages": pages,
    }


def _sides(box: Box, size: tuple[float, float]) -> dict[str, float]:
    """A box in per cent of the page."""
    width, height = size
    x0, top, x1, bottom = (value if math.isfinite(value) else 0.0 for value in box)
    return {
        "left": _percent(x0, width),
        "top": _percent(top, height),
        "width": max(0.4, _percent(x1, width) - _percent(x0, width)),
        "height": max(0.4, _percent(bottom, height) - _percent(top, height)),
    }


def show_node(document: Document, places: Sequence[Place], selected: int) -> View:
    """The table or the paragraphs around the selected place, with all evidence of that table or stretch marked."""
    spot = find_node(document, places[selected].path)
    if spot is None:
        return {"kind": "none", "note": "这处证据在文件里没有确切位置（例如缺少的内容）。"}
    node, cell = spot
    same_file = [(n, place) for n, place in enumerate(places) if place.file == places[selected].file]
    if isinstance(node, Table):
        return _grid(document, node, cell, same_file)
    return _lines(document, node, same_file)


def _grid(document: Document, table: Table, cell: Cell | None, places: Sequence[tuple[int, Place]]) -> View:
    marks: dict[str, list[tuple[int, str]]] = {}
    for n, place in places:
        marks.setdefault(place.path, []).append((n, place.text))
    first, last = 0, table.rows
    if table.rows > SMALL_TABLE:
        centre = cell.row if cell else 0
        first, last = max(0, centre - ROWS_AROUND), min(table.rows, centre + ROWS_AROUND + 1)
    rows: list[list[dict[str, Any]]] = [[] for _ in range(first, last)]
    width = min(table.cols, COLUMNS_SHOWN)
    for each in sorted(table.cells, key=lambda c: (c.row, c.col)):
        top, bottom = max(each.row, first), min(each.row + each.rowspan, last)
        if top >= bottom or each.col >= width:
            continue
        marked = marks.get(each.place.path, [])
        rows[top - first].append(
            {
                "text": _cut(each.text, marked[0][1] if marked else ""),
                "rowspan": bottom - top,
                "colspan": min(each.colspan, width - each.col),
                "marks": [n for n, _ in marked],
                "quotes": [quote for _, quote in marked if quote],
                "column": each.col,
            }
        )
    sheet = document.format == "xlsx"
    return {
        "kind": "grid",
        "title": table.place.text[:80] if sheet else "",
        "letters": [_letter(n) for n in range(width)] if sheet else [],
        "first": first + 1,
        "above": first,
        "below": table.rows - last,
        "rows": rows,
    }


def _lines(document: Document, node: Node, places: Sequence[tuple[int, Place]]) -> View:
    here = document.nodes.index(node)
    lines = []
    for near in document.nodes[max(0, here - NODES_AROUND) : here + NODES_AROUND + 1]:
        content = near.content if isinstance(near, Picture) else ()
        paths = {near.place.path, *(one.place.path for one in content)}
        marked = [(n, place.text) for n, place in places if place.path in paths]
        if isinstance(near, Block):
            text, level = _cut(near.text, marked[0][1] if marked else ""), near.level
        elif isinstance(near, Table):
            text, level = f"〔表格：{near.rows} 行 {near.cols} 列〕", 0
        else:
            read = "\n".join(one.text for one in near.content if isinstance(one, Block))
            text, level = _cut(f"〔图片〕\n{read}" if read else "〔图片〕", marked[0][1] if marked else ""), 0
        lines.append(
            {
                "text": text,
                "level": level,
                "aside": not isinstance(near, Block),
                "marks": [n for n, _ in marked],
                "quotes": [quote for _, quote in marked if quote],
                "here": near is node,
            }
        )
    return {"kind": "lines", "lines": lines, "picture": isinstance(node, Picture)}


def _cut(text: str, quote: str) -> str:
    """At most LONGEST_TEXT characters, with the quoted piece among them."""
    if len(text) <= LONGEST_TEXT:
        return text
    start = max(0, text.find(quote) - LONGEST_TEXT // 2) if quote else 0
    return ("…" if start else "") + text[start : start + LONGEST_TEXT] + "…"


def _percent(value: float, whole: float) -> float:
    return round(min(100.0, max(0.0, 100 * value / whole)), 3) if whole > 0 else 0.0


def _letter(column: int) -> str:
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
