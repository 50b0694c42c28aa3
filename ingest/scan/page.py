"""Page: a page picture → the RawPage that a text PDF would have given, with what only a scan has (`Scan`)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ingest.pdf.grid import find_grids
from ingest.pdf.shapes import Char, Edge, Edges, Matrix, RawPage, Scan, apply, compose
from ingest.scan import engine, paper, rules, strips, upright
from ingest.scan.back import carry_box
from ingest.scan.boxes import find_boxes, told_apart, wipe
from ingest.scan.engine import Gray, PixelBox, Strip
from ingest.scan.layer import agreeing_layer
from ingest.scan.letters import to_chars
from ingest.scan.render import Pixels
from model.place import Box

#: A page whose ink covers less than this share is empty paper with dust.
_EMPTY = 0.00004
#: Skew below this (degrees) is left: turning costs sharpness.
_LEVEL = 0.06


@dataclass(slots=True)
class _View:
    """The picture turned upright; `back` carries its pixels to pixels of the picture as given."""

    sheet: paper.Sheet
    back: Matrix
    boxes: list[PixelBox]


def read_page(pixels: Pixels, number: int, layer: Sequence[Char] = ()) -> RawPage:
    """The page read by recognition, straightened; `scan.back` leads to the page as displayed. Raises NoEngine.

    `layer`: hidden characters of the file. They are taken instead of recognition when samples of the picture agree.
    """
    engine.ready()
    dpi = pixels.dpi
    view = _stand_up(paper.clean(pixels.rgb, dpi), dpi)
    gray, scale = view.sheet.gray, 72 / dpi
    high, wide = gray.shape
    page = RawPage(number, wide * scale, high * scale)
    out = pixels.width / pixels.rgb.shape[1], pixels.height / pixels.rgb.shape[0]
    back = compose(compose((dpi / 72, 0, 0, dpi / 72, 0, 0), view.back), (out[0], 0, 0, out[1], 0, 0))
    page.scan = Scan(1.0, [], back)
    page.scan.seals = [carry_box(_to_points(box, scale), back) for box in view.sheet.seals]
    if not view.boxes:
        return page
    ruled = rules.find_rules(gray, view.sheet.under, dpi, view.boxes)
    page.across = Edges(Edge(e.at * scale, e.start * scale, e.end * scale) for e in ruled.across)
    page.down = Edges(Edge(e.at * scale, e.start * scale, e.end * scale) for e in ruled.down)
    page.objects = len(page.across) + len(page.down)
    plain = gray.copy()
    plain[ruled.cover.astype(bool)] = 255
    ink = paper.ink_of(plain)
    lines = [strips.tighten(box, ink) for box in view.boxes]
    em = _usual_height(lines, ink)
    cells = [_to_pixels(grid.cell_box(cell), dpi) for grid in find_grids(page) for cell in grid.cells]
    marks = find_boxes(ink, em)
    marks = told_apart(marks, lines, cells, plain, em)
    for mark in marks:
        wipe(mark, plain, ink, em)
    pieces = strips.cut(lines, cells, [mark.box for mark in marks], ink, em)
    if layer and (chars := agreeing_layer(layer, back, pieces, plain, scale)):
        page.chars = chars + [_scaled(c, scale) for c in to_chars([], [], marks, ink, em)]
        return page
    read = engine.read_strips([strips.picture_of(piece, plain) for piece in pieces])
    kept = [(piece, strip) for piece, strip in zip(pieces, read, strict=True) if _is_text(strip)]
    chars = to_chars([p for p, _ in kept], [s for _, s in kept], marks, ink, em)
    page.chars = [_scaled(char, scale) for char in chars]
    sure = [value for _, strip in kept for value in strip.sure]
    page.scan.confidence = round(float(np.mean(sure)), 3) if sure else 1.0
    return page


def _stand_up(sheet: paper.Sheet, dpi: float) -> _View:
    """Level, right way up, with the text boxes found."""
    angle = upright.skew_of(paper.ink_of(sheet.gray[::2, ::2]))
    back: Matrix = (1, 0, 0, 1, 0, 0)
    if abs(angle) > _LEVEL:
        gray, back = upright.straighten(sheet.gray, angle)
        under, _ = upright.straighten(sheet.under.astype(np.uint8), angle)
        sheet = paper.Sheet(gray, under.astype(bool), [_inverted(box, back) for box in sheet.seals])
    if float(paper.ink_of(sheet.gray[::2, ::2]).mean()) < _EMPTY:
        return _View(sheet, back, [])
    boxes = engine.find_text(sheet.gray)
    if upright.lies_on_side(boxes):
        sheet, back = _turn(sheet, back, 1)
        boxes = engine.find_text(sheet.gray)
    level = sorted((b for b in boxes if b[2] - b[0] > 2.5 * (b[3] - b[1])), key=lambda b: b[0] - b[2])[:9]
    if level and engine.upside_down([sheet.gray[y0:y1, x0:x1] for x0, y0, x1, y1 in level]) > 0.6:
        high, wide = sheet.gray.shape
        sheet, back = _turn(sheet, back, 2)
        boxes = [(wide - x1, high - y1, wide - x0, high - y0) for x0, y0, x1, y1 in boxes]
    return _View(sheet, back, boxes)


def _turn(sheet: paper.Sheet, back: Matrix, turns: int) -> tuple[paper.Sheet, Matrix]:
    gray, turn = upright.quarter_turn(sheet.gray, turns)
    under, _ = upright.quarter_turn(sheet.under.astype(np.uint8), turns)
    seals = [_inverted(box, turn) for box in sheet.seals]
    return paper.Sheet(gray, under.astype(bool), seals), compose(turn, back)


def _inverted(box: PixelBox, back: Matrix) -> PixelBox:
    """A box of the picture before turning, in the picture after it."""
    a, b, c, d, e, f = back
    det = a * d - b * c
    inverse: Matrix = (d / det, -b / det, -c / det, a / det, (c * f - d * e) / det, (b * e - a * f) / det)
    x0, y0, x1, y1 = _carried((float(box[0]), float(box[1]), float(box[2]), float(box[3])), inverse)
    return (round(x0), round(y0), round(x1), round(y1))


def _carried(box: Box, matrix: Matrix) -> Box:
    """The level box around a box carried through a matrix."""
    corners = [apply(matrix, x, y) for x in (box[0], box[2]) for y in (box[1], box[3])]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return (min(xs), min(ys), max(xs), max(ys))


def _usual_height(boxes: list[PixelBox], ink: Gray) -> float:
    """Height of the ink of an ordinary line, in pixels."""
    heights = []
    for x0, y0, x1, y1 in boxes:
        if x1 - x0 > 1.5 * (y1 - y0):
            rows = np.nonzero(ink[y0:y1, x0:x1].any(axis=1))[0]
            if len(rows):
                heights.append(int(rows[-1] - rows[0]) + 1)
    if not heights:
        heights = [min(x1 - x0, y1 - y0) for x0, y0, x1, y1 in boxes]
    return max(10.0, float(np.median(heights)))


def _is_text(strip: Strip) -> bool:
    """Specks and strokes of a signature read as anything with no conviction."""
    return bool(strip.text.strip()) and sum(strip.sure) / len(strip.sure) >= 0.45


def _scaled(char: Char, scale: float) -> Char:
    base, x0, x1, top, bottom, size, text = char
    return Char(base * scale, x0 * scale, x1 * scale, top * scale, bottom * scale, size * scale, text)


def _to_points(box: PixelBox, scale: float) -> Box:
    return (box[0] * scale, box[1] * scale, box[2] * scale, box[3] * scale)


def _to_pixels(box: Box, dpi: float) -> PixelBox:
    k = dpi / 72
    return (round(box[0] * k), round(box[1] * k), round(box[2] * k), round(box[3] * k))
