"""Page: a page picture → the RawPage that a text PDF would have given, with what only a scan has (`Scan`)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ingest.pdf.grid import Grid, find_grids
from ingest.pdf.lines import to_lines
from ingest.pdf.shapes import Char, Edge, Edges, Image, RawPage, Scan
from ingest.scan import doubts, engine, figures, legible, paper, rules, strips, upright
from ingest.scan import stamp as stamps
from ingest.scan.back import RIGHT, Step, carry_box, way
from ingest.scan.bend import find_bend
from ingest.scan.boxes import find_boxes, told_apart, wipe
from ingest.scan.engine import Gray, PixelBox, Strip
from ingest.scan.layer import agreeing_layer, said_by
from ingest.scan.letters import normalise, to_chars
from ingest.scan.render import Pixels
from ingest.scan.rooms import View, Word
from ingest.scan.spread import halves
from ingest.scan.strips import Piece
from model.place import Box

#: A page whose ink covers less than this share is empty paper with dust.
_EMPTY = 0.00004
#: Skew below this (degrees) is left: turning costs sharpness.
_LEVEL = 0.06
#: Mean confidence below which a page is said to be hardly legible; that of a page whose table fell apart.
UNSURE, _DOUBTFUL = 0.95, 0.9
#: In points: level rules that count, and how much of them (length, share) outside tables shows that a table fell apart.
_LONG_RULE, _LOOSE = 100.0, (1500.0, 0.4)
#: A rule so many times as long as a picture is wide (high) is the wall of a table beside it.
_OUT = 1.3
#: A strongly bent page is measured again once it is nearly straight.
_UNBENT = 2


@dataclass(slots=True)
class _View:
    """The picture straight and upright; `back` are the steps of its pixels to pixels of the picture as given."""

    sheet: paper.Sheet
    back: list[Step]
    boxes: list[PixelBox]


def read_pages(pixels: Pixels, number: int, layer: Sequence[Char] = ()) -> list[RawPage]:
    """The page; of two pages side by side the left one, then the right one with a number of its own (`back.RIGHT`)."""
    parts = halves(pixels)
    return [read_page(part, number + i * RIGHT, layer) for i, part in enumerate(parts)]


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
    shown = pixels.as_displayed()
    page.scan = Scan(1.0, [carry_box(box, way(*shown)) for box in view.sheet.seals], way())
    back = page.scan.back = way((dpi / 72, 0, 0, dpi / 72, 0, 0), *view.back, *shown)
    if not view.boxes:
        page.scan.unread = page.scan.lost = legible.why_wordless(pixels.rgb)
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
    grids = find_grids(page)
    cells = [_to_pixels(grid.cell_box(cell), dpi) for grid in grids for cell in grid.cells]
    marks = find_boxes(ink, em)
    marks = told_apart(marks, lines, cells, plain, em)
    for mark in marks:
        wipe(mark, plain, ink, em)
    pieces = strips.cut(lines, cells, [mark.box for mark in marks], ink, em)
    hidden = agreeing_layer(layer, back, pieces, plain, scale) if layer and isinstance(back, tuple) else None
    if hidden is None:
        read = engine.read_strips([strips.picture_of(piece, plain) for piece in pieces])
    else:
        read = [Strip(text, (), ()) for text in said_by(hidden, pieces, scale)]
    kept = [(piece, strip) for piece, strip in zip(pieces, read, strict=True) if _is_text(strip)]
    said = [Word(piece.inked, strip.text) for piece, strip in kept]
    sheet = view.sheet
    pictures = figures.find_figures(
        View(paper.ink_of(gray), sheet.tone, sheet.under, ruled.across, ruled.down, said, cells, em)
    )
    if pictures:
        _take_out(page, pictures, kept, gray, ink, em, scale)
        taken = {i for _, its in pictures for i in its}
        kept = [pair for i, pair in enumerate(kept) if i not in taken]
        marks = [mark for mark in marks if not any(_holds(box, mark.box) for box, _ in pictures)]
        page.scan.seals = [seal for seal in page.scan.seals if not _in_pictures(seal, page)]
        grids = find_grids(page)
        page.notes.append(f"第 {number % RIGHT} 页有 {len(pictures)} 处插图，图中文字不计入正文。")
    look = legible.Look(gray, ink, sheet.tone, kept, [box for box, _ in pictures], ruled.across, ruled.down, dpi)
    page.scan.unread = legible.why_unread(look) or ("" if kept or pictures else legible.why_wordless(pixels.rgb))
    page.scan.lost = page.scan.unread or legible.what_is_lost(look)
    if page.scan.unread:  # guesses are no text, and smears no pictures
        page.images, page.notes = [], []
        return page
    if hidden is not None:
        boxes = [image.box for image in page.images]
        page.chars = [c for c in hidden if not any(_holds(box, (c.x0, c.top, c.x1, c.bottom)) for box in boxes)]
        page.chars += [_scaled(c, scale) for c in to_chars([], [], marks, ink, em)]
        return page
    chars = to_chars([p for p, _ in kept], [s for _, s in kept], marks, ink, em)
    page.chars = [_scaled(char, scale) for char in chars]
    words = [piece for piece, _ in kept]
    page.scan.doubts = [
        ((x0 * scale, top * scale, x1 * scale, bottom * scale), why)
        for found, why in (
            (doubts.under_seals(words, sheet.rings, way(*view.back)), doubts.SEALED),
            (doubts.hard_words(words, [strip for _, strip in kept]), doubts.HARD),
        )
        for x0, top, x1, bottom in found
    ]
    sure = [value for _, strip in kept for value in strip.sure]
    page.scan.confidence = round(float(np.mean(sure)), 3) if sure else 1.0
    _say_doubts(page, grids, number % RIGHT)
    if view.sheet.dotted:
        page.notes.append(f"第 {number % RIGHT} 页是点状的黑白图像（传真、复印），细线和笔画可能缺失，请对照原图核实。")
        page.scan.confidence = min(page.scan.confidence, _DOUBTFUL)
    return page


def _take_out(
    page: RawPage, pictures: list[tuple[PixelBox, list[int]]], kept: list[tuple[Piece, Strip]], gray: Gray,
    ink: Gray, em: float, scale: float,
) -> None:  # fmt: skip
    """Puts pictures with their words on the page and takes their rules off it."""
    for (x0, top, x1, bottom), its in pictures:
        words = [kept[i] for i in its]
        if all(strip.at for _, strip in words):
            chars = to_chars([piece for piece, _ in words], [strip for _, strip in words], [], ink, em)
            lines = [(normalise(line.text), line.box) for line in to_lines(_scaled(char, scale) for char in chars)]
        else:  # the file's own words
            lines = [(strip.text, _in_points(piece.inked, scale)) for piece, strip in words]
        sure = [value for _, strip in words for value in strip.sure]
        box = (x0 * scale, top * scale, x1 * scale, bottom * scale)
        confidence = round(float(np.mean(sure)), 3) if sure else 1.0
        stamp = stamps.read_gray(gray[max(0, top) : bottom, max(0, x0) : x1]) if len(lines) <= stamps.MOST else ""
        page.images.append(Image(box, "", x1 - x0, bottom - top, lines, confidence, stamp))
    boxes = [image.box for image in page.images]
    page.across = Edges(
        Edge(at, start, end) for at, start, end in page.across.columns().T.tolist()
        if not any(_holds(box, (start, at, end, at)) and end - start < _OUT * (box[2] - box[0]) for box in boxes)
    )  # fmt: skip
    page.down = Edges(
        Edge(at, start, end) for at, start, end in page.down.columns().T.tolist()
        if not any(_holds(box, (at, start, at, end)) and end - start < _OUT * (box[3] - box[1]) for box in boxes)
    )  # fmt: skip


def _in_pictures(shown: Box, page: RawPage) -> bool:
    """Whether a spot of the page as displayed lies on one of its pictures."""
    assert page.scan is not None
    return any(_holds(carry_box(image.box, page.scan.back), shown) for image in page.images)


def _holds(box: Box, other: Box) -> bool:
    """Whether a box holds the middle of another."""
    x, y = (other[0] + other[2]) / 2, (other[1] + other[3]) / 2
    return box[0] - 1 <= x <= box[2] + 1 and box[1] - 1 <= y <= box[3] + 1


def _in_points(box: PixelBox, scale: float) -> Box:
    return (box[0] * scale, box[1] * scale, box[2] * scale, box[3] * scale)


def _say_doubts(page: RawPage, grids: list[Grid], number: int) -> None:
    """Notes why a page was hardly read: words of which recognition is not sure, rules that make no table."""
    assert page.scan is not None
    at, start, end = page.across.columns()
    middle, length = (start + end) / 2, np.where(end - start > _LONG_RULE, end - start, 0)
    held = np.zeros(len(at), bool)
    for grid in grids:
        x0, top, x1, bottom = grid.box
        held |= (top - 3 <= at) & (at <= bottom + 3) & (x0 - 3 <= middle) & (middle <= x1 + 3)
    loose = float(length[~held].sum())
    if loose > _LOOSE[0] and loose > _LOOSE[1] * float(length.sum()):
        page.notes.append(f"第 {number} 页的表格线断缺，单元格可能没有分开，请对照原图核实。")
        page.scan.confidence = min(page.scan.confidence, _DOUBTFUL)
    if page.scan.confidence < UNSURE and page.chars:
        page.notes.append(f"第 {number} 页字迹不清，识别把握低（{page.scan.confidence:.2f}），请对照原图核实。")


def _stand_up(sheet: paper.Sheet, dpi: float) -> _View:
    """Level, right way up and unbent, with the text boxes found. Seals stay where they are on the picture as given."""
    angle = upright.skew_of(paper.print_of(sheet))
    back: list[Step] = []
    if abs(angle) > _LEVEL:
        _, turn = upright.straighten(sheet.gray, angle)
        sheet, back = sheet.moved(lambda picture: upright.straighten(picture, angle)[0]), [turn]
    if float(paper.ink_of(sheet.gray[::2, ::2]).mean()) < _EMPTY:
        return _View(sheet, back, [])
    boxes, lines = engine.find_text(sheet.gray)
    if upright.lies_on_side(boxes):
        sheet, back = _turn(sheet, back, 1)
        boxes, lines = engine.find_text(sheet.gray)
    level = sorted((b for b in boxes if b[2] - b[0] > 2.5 * (b[3] - b[1])), key=lambda b: b[0] - b[2])[:9]
    if level and engine.upside_down([sheet.gray[y0:y1, x0:x1] for x0, y0, x1, y1 in level]) > 0.6:
        high, wide = sheet.gray.shape
        sheet, back = _turn(sheet, back, 2)
        boxes = [(wide - x1, high - y1, wide - x0, high - y0) for x0, y0, x1, y1 in boxes]
        lines = [np.array([wide, high]) - line for line in lines]
    for _ in range(_UNBENT):
        bend = find_bend(sheet.gray, dpi, lines)
        if bend is None:
            break
        sheet = sheet.moved(bend.take)
        back = [bend, *back]
        boxes, lines = engine.find_text(sheet.gray)
    return _View(sheet, back, boxes)


def _turn(sheet: paper.Sheet, back: list[Step], turns: int) -> tuple[paper.Sheet, list[Step]]:
    _, turn = upright.quarter_turn(sheet.gray, turns)
    return sheet.moved(lambda picture: upright.quarter_turn(picture, turns)[0]), [turn, *back]


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
    return bool(strip.text.strip()) and (not strip.sure or sum(strip.sure) / len(strip.sure) >= 0.45)


def _scaled(char: Char, scale: float) -> Char:
    base, x0, x1, top, bottom, size, text = char
    return Char(base * scale, x0 * scale, x1 * scale, top * scale, bottom * scale, size * scale, text)


def _to_pixels(box: Box, dpi: float) -> PixelBox:
    k = dpi / 72
    return (round(box[0] * k), round(box[1] * k), round(box[2] * k), round(box[3] * k))
