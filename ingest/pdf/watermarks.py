"""Watermarks of a PDF: words laid across a page, taken out of its text; pictures under many pages.

Looked for only where a page gives cause: letters that climb, see-through letters, marked content drawn as a form.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from ctypes import byref, c_int, c_uint, c_ulong, c_void_p, cast
from typing import Any

import numpy as np
import pypdfium2.raw as c

from ingest.pdf.calls import fast, pointer
from ingest.pdf.glyphs import Indexes, to_glyphs
from ingest.pdf.shapes import Char, Image, Matrix, RawPage, apply
from model.document import Trace, TraceKind
from model.place import Box, Place

_count_marks = fast(c.FPDFPageObj_CountMarks, c_int)
#: Letters lean when they are turned by more than this from level and upright (radians).
_LEAN = math.radians(8)
#: Leaning words are a watermark when they are as big as this (points), or when one page says them so often;
#: labels of a chart lean, too, but are small and differ.
_BIG, _OFTEN = 18.0, 3
#: Numbers and single letters that lean are marks on a drawing; months and years are labels, however often.
_SHORTEST, _TILE = 2, 4
_MOST_PHRASES = 3
#: Letters with less cover than this (of 255) let the page shine through.
SEE_THROUGH = 170
_MOST_CHARS = 5_000
_ENDS = 2
_DEEPEST_FORM = 4
#: A picture of at least this share of the page on at least so many pages, and on most of them, is no content.
_WIDE, _PAGES = 0.15, 3


def climb(glyphs: Sequence[Char]) -> bool:
    """Whether letters climb or fall step by step; where those of several pages do not, no page's do."""
    glyphs = to_glyphs(glyphs)
    if len(glyphs) < 3:
        return False
    base, size = glyphs.base, glyphs.size
    climbs = np.abs(base[1:] - base[:-1]) > 0.12 * size[1:]
    spots = np.flatnonzero(climbs[1:] & climbs[:-1])  # two steps in a row: rare in level text
    if not len(spots):
        return False
    x, em = glyphs.x0, size[spots + 1]
    dx, ex = x[spots + 1] - x[spots], x[spots + 2] - x[spots + 1]
    dy, ey = base[spots + 1] - base[spots], base[spots + 2] - base[spots + 1]
    steps = (np.abs(dx) > 0.12 * em) & (np.abs(ex) > 0.12 * em) & (np.hypot(dx, dy) < 3 * em)
    return bool((steps & (np.abs(ex - dx) < 0.6 * em) & (np.abs(ey - dy) < 0.6 * em)).any())


def take_watermarks(handle: Any, page: RawPage, turn: Matrix) -> None:
    """Moves the letters of watermarks from `chars` to `watermarks` (words and box of each)."""
    text = c.FPDFText_LoadPage(handle)
    if not text:
        return
    marked = set(_marked(handle))
    words: dict[int, list[int]] = defaultdict(list)
    for index in range(min(c.FPDFText_CountChars(text), _MOST_CHARS)):
        if c.FPDFText_IsGenerated(text, index) != 1 and (item := c.FPDFText_GetTextObject(text, index)):
            words[_address(item)].append(index)
    # Printers give each letter of a watermark an object of its own: those in a row are one.
    rows = _rows([(key, *_look(text, spots[0], key, marked), spots) for key, spots in words.items()])
    said = ["".join(chr(c.FPDFText_GetUnicode(text, i)) for i in row[4]).strip() for row in rows]
    often = Counter(phrase for phrase, row in zip(said, rows, strict=True) if row[0])
    found: list[tuple[str, list[int]]] = []
    once: set[str] = set()
    for phrase, (leans, size, is_marked, is_faint, spots) in zip(said, rows, strict=True):
        is_phrase = sum(map(str.isalpha, phrase)) >= _SHORTEST
        tiled = leans and len(phrase) >= _TILE and often[phrase] >= _OFTEN and not phrase[0].isdigit()
        if is_phrase and (tiled or (size >= _BIG and (leans or is_marked or is_faint))):
            found.append((phrase, spots))
            once |= set() if tiled else {phrase}
    gone: set[tuple[int, int]] = set()
    for phrase, spots in found if len(once) <= _MOST_PHRASES else ():  # more are the text of a page that leans
        box, corners = _boxes(text, spots, turn)
        gone |= corners
        page.watermarks.append((phrase, box))
    c.FPDFText_ClosePage(text)
    if gone:
        glyphs = to_glyphs(page.chars)
        at = zip(np.round(glyphs.x0 * 10).tolist(), np.round(glyphs.top * 10).tolist(), strict=True)
        kept = np.array([(int(x), int(y)) not in gone for x, y in at])
        page.chars = glyphs.at(kept)


Look = tuple[bool, float, bool, bool]


def _look(text: Any, index: int, key: int, marked: set[int]) -> Look:
    """Whether a letter leans, its size in points, whether it is marked as watermark, whether it is see-through."""
    m = c.FS_MATRIX()
    size, angle = 0.0, 0.0
    if c.FPDFText_GetMatrix(text, index, byref(m)):
        size, angle = c.FPDFText_GetFontSize(text, index) * math.hypot(m.c, m.d), math.atan2(m.b, m.a)
    away = abs((angle + math.pi / 4) % (math.pi / 2) - math.pi / 4)
    red, green, blue, alpha = (c_uint() for _ in range(4))
    known = c.FPDFText_GetFillColor(text, index, red, green, blue, alpha)
    return away > _LEAN, size, key in marked, bool(known) and 0 < alpha.value < SEE_THROUGH


def _rows(
    items: list[tuple[int, bool, float, bool, bool, list[int]]],
) -> list[tuple[bool, float, bool, bool, list[int]]]:
    """Neighbours in the order of the text that look alike, joined."""
    rows: list[tuple[bool, float, bool, bool, list[int]]] = []
    for _, leans, size, is_marked, is_faint, spots in items:
        if rows and (leans or is_marked or is_faint):
            before = rows[-1]
            close = abs(before[1] - size) < 0.5 and spots[0] - before[4][-1] <= 1
            if before[0] == leans and before[2:4] == (is_marked, is_faint) and close:
                before[4].extend(spots)
                continue
        rows.append((leans, size, is_marked, is_faint, list(spots)))
    return rows


def _boxes(text: Any, spots: Iterable[int], turn: Matrix) -> tuple[Box, set[tuple[int, int]]]:
    """The box round some letters, and left and top of each in tenths of points, with what rounding may make of it."""
    rect, boxes = c.FS_RECTF(), []
    for index in spots:
        c.FPDFText_GetLooseCharBox(text, index, byref(rect))
        (ax, ay), (bx, by) = apply(turn, rect.left, rect.top), apply(turn, rect.right, rect.bottom)
        boxes.append((min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)))
    x0, top, x1, bottom = zip(*boxes, strict=True)
    corners = {(round(x * 10) + i, round(y * 10) + j) for x, y, _, _ in boxes for i in (-1, 0, 1) for j in (-1, 0, 1)}
    return (min(x0), min(top), max(x1), max(bottom)), corners


def _marked(handle: Any) -> Iterable[int]:
    """Addresses of the text objects that stand in marked content of a watermark."""
    for index in range(min(c.FPDFPage_CountObjects(handle), _MOST_CHARS)):
        yield from _marked_inside(c.FPDFPage_GetObject(handle, index), False, 0)


def _marked_inside(item: Any, inherited: bool, depth: int) -> Iterable[int]:
    is_marked = inherited or is_watermark(item)
    kind = c.FPDFPageObj_GetType(item)
    if kind == c.FPDF_PAGEOBJ_TEXT and is_marked:
        yield _address(item)
    elif kind == c.FPDF_PAGEOBJ_FORM and depth < _DEEPEST_FORM:
        for index in range(min(c.FPDFFormObj_CountObjects(item), _MOST_CHARS)):
            yield from _marked_inside(c.FPDFFormObj_GetObject(item, index), is_marked, depth + 1)


def is_marked_at_ends(addresses: Sequence[int], worded: Indexes) -> bool:
    """Whether the first or last text objects of a page are marked so: that is where printers write watermarks.

    `worded`: which of the objects are text.
    """
    ends = [addresses[i] for i in (*worded[:_ENDS].tolist(), *worded[-_ENDS:].tolist())]
    return any(_count_marks(pointer(one)) > 0 and is_watermark(cast(one, c.FPDF_PAGEOBJECT)) for one in ends)


def is_watermark(item: Any) -> bool:
    """Whether an object is marked `/Artifact` with a subtype (ISO 32000 §14.8.2.2).

    pdfium does not tell names, so headers and footers answer yes, too: only big words of such are watermarks.
    """
    if (marks := min(c.FPDFPageObj_CountMarks(item), 8)) <= 0:
        return False
    size, name = c_ulong(), (c.FPDF_WCHAR * 32)()
    for index in range(marks):
        mark = c.FPDFPageObj_GetMark(item, index)
        if not c.FPDFPageObjMark_GetName(mark, name, 64, byref(size)):
            continue
        if bytes(name)[: size.value].decode("utf-16-le", "ignore").strip("\0") == "Artifact":
            return bool(c.FPDFPageObjMark_GetParamValueType(mark, b"Subtype") == c.FPDF_OBJECT_NAME)
    return False


def _address(pointer: Any) -> int:
    return cast(pointer, c_void_p).value or 0


def find_watermarks(page: RawPage, file: str) -> list[Trace]:
    """One trace for each watermark of a page."""
    spot = f"p{page.number}"
    return [
        Trace(TraceKind.WATERMARK, words, Place(file, spot, page.number, box, words))
        for words, box in dict.fromkeys(page.watermarks)
    ]


def find_grounds(pages: list[tuple[int, float, list[Image]]], file: str) -> list[Trace]:
    """Pictures that lie under or over most pages; `pages`: number, area and pictures of each page with text."""
    found: dict[str, list[tuple[int, Image]]] = defaultdict(list)
    for number, area, images in pages:
        for image in {image.sha256: image for image in images if image.sha256}.values():
            x0, top, x1, bottom = image.box
            if (x1 - x0) * (bottom - top) >= _WIDE * area:
                found[image.sha256].append((number, image))
    return [
        Trace(TraceKind.WATERMARK, "", Place(file, f"p{hits[0][0]}", hits[0][0], hits[0][1].box), sha256=sha256)
        for sha256, hits in found.items()
        if len(hits) >= _PAGES and len(hits) > len(pages) / 2
    ]
