"""Pasted: pictures within a file that are papers (a licence, a certificate, a statement) → their text as nodes.

A book of photographs must not become slow: strokes that look like lines of text are counted first (milliseconds),
then text is looked for on a small picture, and only where there is as much of it as a paper has is the picture read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import cv2
import numpy as np

from ingest.pdf.layout import Layout
from ingest.pdf.nodes import build_nodes
from ingest.pdf.shapes import Edges
from ingest.scan import engine
from ingest.scan.back import as_displayed
from ingest.scan.engine import Gray, PixelBox
from ingest.scan.layout import lay_out_scan
from ingest.scan.page import read_page
from ingest.scan.render import Pixels
from model.document import Block, Node, Picture, Table
from model.place import Box, Place

if TYPE_CHECKING:
    from PIL.Image import Image

#: Text is looked for twice to learn how much there is, on a picture whose longer side is so many pixels, and must have
#: so many lines and characters (widths by heights of lines). The first look costs a quarter of the second and sorts out
#: photographs; the second is what the shortest paper has, a certificate of honour.
_LOOKS = ((288, 3, 16), (640, 4, 32))
PROBE_SIDE = 640
#: A dashboard, light on dark, says little in many places: so many names and numbers, and so many characters.
_TILES = (7, 20)
#: What is drawn has few flat tones, a photograph has not: so much of it the commonest of 32 cover. Less text will do
#: where every so many-th of the lines is a number: a diagram of boxes has none.
_FLAT, _TONES = 0.8, 4
_LINES, _EVERY = (3, 40), 4
#: Of a board of names and numbers so many characters at most, and one of so many words is a number.
_BOARD, _NUMBERS = 160, 3
_NUMBER = re.compile(r"[+-]?\d[\d,]{0,8}(?:\.\d+)?(?:%|[^\d\s]{1,5})?")
#: 合格率 97.5%: a tile that has its name and its number in one line.
_TILE = re.compile(
    r"[\u4e00-\u9fff]{2,10}[:：\s]*(?:20\d\d(?:[-./]\d{1,2}){1,2}|(?:\d[\d,]+(?:\.\d+)?|\d\.\d+|\d(?=\s?%))\s?(?:%|[^\d\s]{1,3})?)"
)
#: Lines up to which a picture is a card (a licence, a certificate), not a page of running text.
_CARD = 25
#: Cells of a table that is but a border with an ornament.
_FRAME = 2
#: Text read that is a paper's: fewer characters, or none that are sure, and it was a figure or a photograph.
_LEAST_READ, _LEAST_SURE = 30, 0.7
#: Grey below which most of a strip is its ground.
_DARK = 128


@dataclass(frozen=True, slots=True)
class Content:
    """What a picture says: nodes, and how sure recognition was (0..1)."""

    nodes: tuple[Block | Table, ...]
    confidence: float


def has_much_text(picture: Image) -> bool:
    """Whether there is as much text on a picture as on a paper. Raises NoEngine."""
    small = picture.copy() if max(picture.size) <= PROBE_SIDE else picture.resize(_fit(picture.size), reducing_gap=2)
    gray = np.asarray(small.convert("L"), np.uint8)
    strokes = _count_strokes(gray)
    if strokes >= _LOOKS[-1][1] and all(_has_lines(gray, *look) for look in _LOOKS):
        return True
    return strokes > 1 and _is_drawn(gray) and _has_numbers(gray)


def _is_drawn(gray: Gray) -> bool:
    tones = np.bincount((gray // 8).ravel(), minlength=32) / gray.size
    return float(np.sort(tones)[-_TONES:].sum()) >= _FLAT


def _has_numbers(gray: Gray) -> bool:
    """Whether there are the names and numbers of a small board (a row of tiles, a gauge)."""
    lines = _lines(gray, PROBE_SIDE)
    if not _LINES[0] <= len(lines) <= _LINES[1]:
        return False
    words = [strip.text.strip() for strip in engine.read_strips(_upright(gray, lines))]
    numbers = [word for word in words if len(word) > 1 and (_NUMBER.fullmatch(word) or _TILE.fullmatch(word))]
    return 0 < len(words) <= _EVERY * len(numbers)


def _lines(gray: Gray, side: int) -> list[PixelBox]:
    high = max(gray.shape[0], gray.shape[1] // 2)  # a row of tiles is low and its numbers fill it
    return [box for box in engine.find_text(gray, side)[0] if _is_line(box, high)]


def _upright(gray: Gray, boxes: Iterable[PixelBox]) -> list[Gray]:
    """The strips of these boxes, dark signs on a light ground."""
    strips = [gray[y0:y1, x0:x1] for x0, y0, x1, y1 in boxes]
    return [255 - one if np.median(one) < _DARK else one for one in strips]


def _has_lines(gray: Gray, side: int, least: int, characters: int) -> bool:
    lines = _lines(gray, side)
    said = sum((x1 - x0) / (y1 - y0) for x0, y0, x1, y1 in lines)
    asked = [(least, characters), *([_TILES] if np.median(gray) < _DARK else [])]
    return any(len(lines) >= some and said >= much for some, much in asked)


def _fit(size: tuple[int, int]) -> tuple[int, int]:
    ratio = PROBE_SIDE / max(size)
    return max(1, round(size[0] * ratio)), max(1, round(size[1] * ratio))


def _is_line(box: PixelBox, high: int) -> bool:
    """Detection takes a texture for one huge line, and finds upright scraps in it."""
    x0, y0, x1, y1 = box
    return y1 - y0 <= 0.2 * high and x1 - x0 > 1.2 * (y1 - y0)


def _count_strokes(gray: Gray) -> int:
    """Runs of dark strokes on lighter ground, or the other way round, that look like lines of text."""
    best = 0
    for operation in (cv2.MORPH_BLACKHAT, cv2.MORPH_TOPHAT):
        strokes = cv2.morphologyEx(gray, operation, np.ones((9, 9), np.uint8))
        inked = (strokes > max(24, int(strokes.max()) // 4)).astype(np.uint8)
        joined = cv2.morphologyEx(inked, cv2.MORPH_CLOSE, np.ones((1, 11), np.uint8))
        _, _, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
        count = 0
        for x, y, w, h, _ in stats[1:].tolist():
            if 5 <= h <= 48 and w >= 2.2 * h:
                share = float(inked[y : y + h, x : x + w].mean())
                count += 0.1 <= share <= 0.75
        best = max(best, count)
    return best


def read_content(pixels: Pixels, place: Place, path: str, box: Box) -> Content | None:
    """The text of a picture; None where it has too little for a paper. Raises NoEngine and what decoding raises.

    `place` is that of the picture, `path` what its nodes' paths begin with, `box` the room of the picture in the units
    in which the boxes of its nodes are wanted: its place on the page, or its size in pixels.
    """
    if np.median(cv2.cvtColor(pixels.rgb, cv2.COLOR_RGB2GRAY)) < _DARK:
        return read_signs(pixels, place, path, box)  # light signs on a dark screen: no page
    raw = read_page(pixels, 1)
    layout = lay_out_scan(raw)
    if layout.parts and all(len(part.cells) <= _FRAME for part in layout.parts):
        raw.across, raw.down = Edges(), Edges()  # the border of a certificate is no table
        layout = lay_out_scan(raw)
    nodes = build_nodes([layout], place.file)
    if any(isinstance(node, Picture) for node in nodes):
        return read_signs(pixels, place, path, box)
    if len(layout.lines) <= _CARD:
        nodes = _line_by_line(layout, [node for node in nodes if isinstance(node, Table)], place.file)
    if _is_board(nodes) and (signs := read_signs(pixels, place, path, box)):
        return signs
    if raw.scan is None or sum(map(_length, nodes)) < _LEAST_READ or raw.scan.confidence < _LEAST_SURE:
        return None
    shown = as_displayed(nodes, {1: raw.scan.back})
    scale = (box[2] - box[0]) / pixels.width, (box[3] - box[1]) / pixels.height

    def move(one: Place) -> Place:
        inner = one.path.partition("/")[2]
        if one.box is None:
            return replace(one, path=f"{path}/{inner}", page=place.page)
        x0, top, x1, bottom = one.box
        moved = (
            round(box[0] + x0 * scale[0], 1), round(box[1] + top * scale[1], 1),
            round(box[0] + x1 * scale[0], 1), round(box[1] + bottom * scale[1], 1),
        )  # fmt: skip
        return replace(one, path=f"{path}/{inner}", page=place.page, box=moved)

    def moved() -> Iterator[Block | Table]:
        for node in shown:
            if isinstance(node, Table):
                cells = tuple(replace(cell, place=move(cell.place)) for cell in node.cells)
                yield replace(node, cells=cells, place=move(node.place))
            elif isinstance(node, Block):
                yield replace(node, place=move(node.place))

    return Content(tuple(moved()), raw.scan.confidence)


def read_signs(pixels: Pixels, place: Place, path: str, box: Box) -> Content | None:
    """The words of a picture that is no page (a dashboard, a diagram), each where it
    stands; light signs on a dark ground are turned. None where nothing is read surely. Raises NoEngine."""
    gray = cv2.cvtColor(pixels.rgb, cv2.COLOR_RGB2GRAY)
    found, _ = engine.find_text(gray)
    read = engine.read_strips(_upright(gray, found))
    wide, high = (box[2] - box[0]) / gray.shape[1], (box[3] - box[1]) / gray.shape[0]
    blocks, sure = list[Block](), list[float]()
    for (x0, y0, x1, y1), strip in sorted(zip(found, read, strict=True), key=lambda one: (one[0][1], one[0][0])):
        text = strip.text.strip()
        if not text or float(np.mean(strip.sure)) < _LEAST_SURE:
            continue
        own = (box[0] + x0 * wide, box[1] + y0 * high, box[0] + x1 * wide, box[1] + y1 * high)
        own = (round(own[0], 1), round(own[1], 1), round(own[2], 1), round(own[3], 1))
        sure += strip.sure
        blocks.append(Block(text, replace(place, path=f"{path}/para{len(blocks) + 1}", box=own, text=text)))
    return Content(tuple(blocks), round(float(np.mean(sure)), 3)) if blocks else None


def _line_by_line(layout: Layout, tables: list[Table], file: str) -> list[Node]:
    """The lines of a card each by itself: labels stand at their beginning, and a full line is no running text."""
    lines = [
        Block(line.text, Place(file, f"p1/para{number}", 1, line.box, line.text))
        for number, line in enumerate(layout.lines, 1)
    ]
    return sorted([*lines, *tables], key=lambda node: node.place.box[1] if node.place.box else 0.0)


def _is_board(nodes: Sequence[Node]) -> bool:
    """Whether what was read as a page is but names and numbers in a few places."""
    words = [word for node in nodes if isinstance(node, Block) for word in node.text.split()]
    numbers = sum(_NUMBER.fullmatch(word) is not None for word in words)
    few = sum(map(len, words)) <= _BOARD and not any(isinstance(node, Table) for node in nodes)
    return few and 0 < len(words) <= _NUMBERS * numbers


def _length(node: Node) -> int:
    match node:
        case Block():
            return len(node.text)
        case Table():
            return sum(len(cell.text) for cell in node.cells)
    return 0
