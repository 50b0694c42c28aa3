"""Seams: the parts of a table that a page break cut, held together until the table ends."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from itertools import repeat

from ingest.pdf.layout import Layout
from ingest.pdf.many import make_many
from ingest.pdf.parts import Part, PartCell
from model.document import Cell, Table
from model.place import Place

#: Outer edges of the parts of one table agree within this many points.
SAME_EDGE = 2.5
#: Scanned sheets lie this far apart at most.
MOVED = 40.0
#: Free room at the foot of a page under which the next row may simply not have fitted.
FREE_ROOM = 60.0


@dataclass(slots=True)
class _Stretch:
    """What stands on one page: `cells` are those of the part that count, `shift` what their rows are moved by."""

    part: Part
    cells: list[PartCell]
    shift: int
    page: int
    path: str


@dataclass(slots=True)
class Held:
    """A table that may go on on the next page; `rows` and the `seams` between them count rows through."""

    place: Place
    size: tuple[int, int]
    bottom: float
    parts: list[_Stretch] = field(default_factory=list)
    rows: int = 0
    seams: list[int] = field(default_factory=list)


def hold(part: Part, layout: Layout, path: str, file: str) -> Held:
    """Begins a table with the part on this page."""
    page = layout.raw.number
    size = round(layout.raw.width), round(layout.raw.height)
    held = Held(Place(file, path, page, part.box), size, part.ys[-1])
    _append(held, part, part.cells, 0, page, path)
    return held


def joins(held: Held, part: Part, layout: Layout, floor: dict[tuple[int, int], float]) -> bool:
    """Whether a table at the head of a page goes on with the one at the foot of the page before.

    Same page size, same outer edges, and the page before had no room left for the first row of this part.
    """
    size = round(layout.raw.width), round(layout.raw.height)
    last = held.parts[-1].part
    if layout.raw.scan is not None:
        if not _same_scanned(last, part) or abs(size[0] - held.size[0]) > 0.04 * size[0]:
            return False
    elif size != held.size or not (_same(last.xs[0], part.xs[0]) and _same(last.xs[-1], part.xs[-1])):
        return False
    free = floor.get(size, layout.raw.height) - held.bottom
    return free < max(FREE_ROOM, part.ys[1] - part.ys[0] + 20)


def lengthen(held: Held, part: Part, page: int, path: str, file: str) -> None:
    """Adds the part on the next page; rows that repeat the head of the table are dropped."""
    _align(held.parts[-1].part, part)
    skip = _repeated_rows(held.parts[0].part, part)
    cells = [cell for cell in part.cells if cell.row >= skip]
    if not cells:
        return
    held.seams.append(held.rows)
    held.bottom = part.ys[-1]
    _append(held, part, cells, skip, page, path)


def _align(last: Part, part: Part) -> None:
    """Columns that alignment alone shows begin where their longest entry does: the parts of a table share edges."""
    if last.columns is None or part.columns is None or len(last.xs) != len(part.xs):
        return
    spans = zip(last.columns.spans, part.columns.spans, strict=True)
    if all(min(a[1], b[1]) > max(a[0], b[0]) for a, b in spans):
        xs = part.xs = list(last.xs)
        for cell in part.cells:
            cell.box = (xs[cell.col], cell.box[1], xs[cell.col + cell.colspan], cell.box[3])


def _append(held: Held, part: Part, cells: list[PartCell], skip: int, page: int, path: str) -> None:
    held.parts.append(_Stretch(part, cells, held.rows - skip, page, path))
    held.rows += len(part.ys) - 1 - skip


def _repeated_rows(first: Part, part: Part) -> int:
    """How many rows at the top repeat the first rows of the table (Word's “重复标题行”)."""
    count, most = 0, min(len(first.ys), len(part.ys)) - 1
    while count < most and _row(first, count) == _row(part, count) and any(text for _, text in _row(first, count)):
        count += 1
    # A merged head cell must not be cut in two: rows go only as far as no cell hangs over the end.
    while count and any(cell.row < count < cell.row + cell.rowspan for cell in part.cells):
        count -= 1
    return count


def _row(part: Part, row: int) -> list[tuple[float, str]]:
    return [(round(cell.box[0] / 5), cell.text) for cell in part.cells if cell.row == row]


def to_table(held: Held) -> Table:
    """The whole table; where its parts show different column edges, the grid is the union of them."""
    xs: list[float] = []
    edges = [_on_first(held.parts[0].part, stretch.part) for stretch in held.parts]
    for edge in sorted(x for its in edges for x in its):
        if not xs or edge - xs[-1] > SAME_EDGE:
            xs.append(edge)
    made, file = list[Cell](), held.place.file
    for stretch, its in zip(held.parts, edges, strict=True):
        cells, path, shift = stretch.cells, f"{stretch.path}/r", stretch.shift
        column = list(range(len(its))) if its == xs else [_nearest(xs, x) for x in its]
        cols = [column[cell.col] for cell in cells]
        widths = [column[cell.col + cell.colspan] - col or 1 for cell, col in zip(cells, cols, strict=True)]
        texts = [cell.text for cell in cells]
        paths = [f"{path}{cell.row + 1}c{cell.col + 1}" for cell in cells]
        boxes = [cell.box for cell in cells]
        places = make_many(Place, len(cells), repeat(file), paths, repeat(stretch.page), boxes, texts, repeat(""))
        rows, spans = [cell.row + shift for cell in cells], [cell.rowspan for cell in cells]
        made += make_many(Cell, len(cells), rows, cols, texts, places, spans, widths)
    return Table(tuple(made), held.rows, len(xs) - 1, held.place, tuple(held.seams))


def _nearest(xs: list[float], x: float) -> int:
    i = bisect_left(xs, x)
    return i - 1 if i == len(xs) or (i and x - xs[i - 1] <= xs[i] - x) else i


def _on_first(first: Part, part: Part) -> list[float]:
    """Column edges of a part where they would stand on the first page: scanned sheets are moved and stretched."""
    wide = part.xs[-1] - part.xs[0]
    scale = (first.xs[-1] - first.xs[0]) / wide if wide else 1.0
    if _same(first.xs[0], part.xs[0]) and _same(first.xs[-1], part.xs[-1]):
        return part.xs
    return [first.xs[0] + (x - part.xs[0]) * scale for x in part.xs]


def _same_scanned(last: Part, part: Part) -> bool:
    """Two sheets never lie on the glass alike, and a feeder stretches paper a little: the width is what stays."""
    wide, here = last.xs[-1] - last.xs[0], part.xs[-1] - part.xs[0]
    return abs(wide - here) <= max(SAME_EDGE, 0.012 * wide) and abs(last.xs[0] - part.xs[0]) <= MOVED


def _same(a: float, b: float) -> bool:
    return abs(a - b) <= SAME_EDGE
