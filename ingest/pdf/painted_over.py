"""Text that a filled box or a picture drawn later hides: `take_covered` moves it from `chars` to `covered`.

A page gives cause where a broad fill comes after some text, or a picture stands over text; most such pages are done
with after one look at the order of their objects (shading comes before its text). What is left is drawn twice, with
the text and without it: where nothing changes, the text cannot be seen, whatever clips, blends or shines through.
"""

from __future__ import annotations

from collections.abc import Sequence
from ctypes import c_int, c_void_p, cast, string_at
from itertools import repeat
from typing import Any

import numpy as np
import pypdfium2.raw as c

from ingest.pdf.calls import CHUNK, Handle, ask, fast, handle_of, pointer
from ingest.pdf.glyphs import BLANK, Glyphs, to_glyphs
from ingest.pdf.paths import bounds_of, inside
from ingest.pdf.shapes import Columns, Matrix, RawPage, apply
from model.place import Box

_get_object = fast(c.FPDFPage_GetObject, c_void_p)
_get_inner = fast(c.FPDFFormObj_GetObject, c_void_p)
_get_type = fast(c.FPDFPageObj_GetType, c_int)
_shines = fast(c.FPDFPageObj_HasTransparency, c_int)
_Array = np.ndarray[Any, Any]
#: Fills smaller than this (square points) hide no number; so many are looked at, the largest ones.
_SMALLEST, _MOST_COVERS = 12.0, 400
#: A text object is reached into by this share of its height (its width, where it runs upright).
_DEEP = 0.4
_MOST_OBJECTS, _MOST_CHARS, _DEEPEST_FORM = 20_000, 20_000, 4
#: Pixels a point of the two pictures, and of one picture in all; levels (0..255) that count as a change.
_FINE, _MOST_PIXELS, _CHANGE = 2.0, 6_000_000, 10
#: A letter is looked at without this share of its box on each side, for its neighbours reach in there.
_EDGE = 0.18
#: Points within which two letters stand on the same spot.
_SAME = 0.3


def find_late(page: RawPage, others: _Array, is_text: _Array, before: int) -> None:
    """Notes which broad fills of a list of objects come after text. `others`: places of the objects that are no text;
    `before`: text objects of the page read before this list."""
    if not page.fills:
        return
    so_far = np.cumsum(is_text) + before
    for numbers, box in page.fills:
        is_late = so_far[others[numbers]] > 0
        if is_late.any():
            page.late.append(box[:, is_late])
    page.fills.clear()


def take_covered(handle: Any, page: RawPage, turn: Matrix, fields: Sequence[Box]) -> None:
    """Moves letters that are hidden by what is drawn over them from `chars` to `covered`.

    `fields`: boxes of form fields, whose ground covers what is printed under them by design. Where more than half of
    a page is hidden, it is the text layer under the picture of a scan, and stays.
    """
    glyphs = to_glyphs(page.chars)
    covers = _over_letters(page, glyphs, fields)
    if not covers.size:
        return
    items = _in_order(handle, turn)
    hidden = _overlaid(items, covers)
    if not hidden:
        return
    text = c.FPDFText_LoadPage(handle)
    if not text:
        return
    try:
        spots = _letters_of(text, set(hidden), glyphs, turn)
    finally:
        c.FPDFText_ClosePage(text)
    x, y = _middles(glyphs)
    which = np.full(len(glyphs), -1)
    for at, (x0, top, x1, bottom) in enumerate(covers.T.tolist()):
        which[(x0 <= x) & (x <= x1) & (top <= y) & (y <= bottom)] = at
    spots = spots[which[spots] >= 0]
    printed = int(((glyphs.flags & BLANK) == 0).sum())
    if not len(spots) or len(spots) > printed / 2:
        return
    unseen = spots[_unchanged(handle, page, hidden, glyphs.at(spots))]
    if len(unseen):
        _take(page, glyphs, unseen, which, covers)


def _over_letters(page: RawPage, glyphs: Glyphs, fields: Sequence[Box]) -> Columns:
    """Boxes of late fills and of pictures within which letters have their middle: shape (4, n)."""
    pictures = np.array([image.box for image in page.images], np.float64).reshape(-1, 4).T
    boxes = np.concatenate([*page.late, pictures], axis=1)
    area = (boxes[2] - boxes[0]) * (boxes[3] - boxes[1])
    largest = np.argsort(-area, kind="stable")[:_MOST_COVERS]
    x, y = _middles(glyphs)
    kept = []
    for at in largest[area[largest] >= _SMALLEST].tolist():
        x0, top, x1, bottom = boxes[:, at]
        if any(a - 2 <= x0 and b - 2 <= top and x1 <= d + 2 and bottom <= e + 2 for a, b, d, e in fields):
            continue
        if ((x0 < x) & (x < x1) & (top < y) & (y < bottom)).any():
            kept.append(at)
    found: Columns = boxes[:, kept]
    return found


def _in_order(handle: Any, turn: Matrix) -> list[tuple[int, Handle, bool, Matrix]]:
    """Texts, paths and pictures in the order in which they are drawn: address, handle, whether text, coordinates."""
    out: list[tuple[int, Handle, bool, Matrix]] = []

    def walk(addresses: list[int], turn: Matrix, depth: int) -> None:
        items = list(map(pointer, addresses))
        for address, item, kind in zip(addresses, items, ask(_get_type, items).tolist(), strict=True):
            if len(out) >= _MOST_OBJECTS:
                return
            if kind == c.FPDF_PAGEOBJ_FORM:
                form = cast(address, c.FPDF_PAGEOBJECT)
                if depth < _DEEPEST_FORM:
                    count = min(c.FPDFFormObj_CountObjects(form), _MOST_OBJECTS)
                    walk(list(map(_get_inner, repeat(item), range(count))), inside(form, turn), depth + 1)
            elif kind != c.FPDF_PAGEOBJ_SHADING:
                out.append((address, item, kind == c.FPDF_PAGEOBJ_TEXT, turn))

    count = min(c.FPDFPage_CountObjects(handle), _MOST_OBJECTS)
    walk(list(map(_get_object, repeat(handle_of(handle)), range(count))), turn, 0)
    return out


def _overlaid(items: list[tuple[int, Handle, bool, Matrix]], covers: Columns) -> dict[int, Handle]:
    """Text objects that one of the `covers`, drawn later and opaque, reaches into, by their addresses."""
    boxes = _boxes(items)
    is_text = np.array([text for _, _, text, _ in items], bool)
    found: dict[int, Handle] = {}
    texts = is_text.nonzero()[0]
    x0, top, x1, bottom = boxes[:, texts]
    deep = _DEEP * np.minimum(x1 - x0, bottom - top)
    for at in (~is_text).nonzero()[0].tolist():
        if not (np.abs(covers - boxes[:, at : at + 1]) < 1).all(axis=0).any():
            continue
        a, b, d, e = boxes[:, at]
        reached = (np.minimum(x1, d) - np.maximum(x0, a) > deep) & (np.minimum(bottom, e) - np.maximum(top, b) > deep)
        reached &= texts < at
        if reached.any() and not _shines(items[at][1]):
            found |= {items[i][0]: items[i][1] for i in texts[reached].tolist()}
    return found


def _boxes(items: list[tuple[int, Handle, bool, Matrix]]) -> Columns:
    out, start = np.empty((4, len(items))), 0
    while start < len(items):
        turn, end = items[start][3], start + 1
        while end < min(len(items), start + CHUNK) and items[end][3] is turn:
            end += 1
        out[:, start:end] = bounds_of([item for _, item, _, _ in items[start:end]], turn)
        start = end
    return out


def _letters_of(text: Any, objects: set[int], glyphs: Glyphs, turn: Matrix) -> _Array:
    """Which of the glyphs belong to these text objects."""
    box, free = c.FS_RECTF(), np.ones(len(glyphs), bool)
    for index in range(min(c.FPDFText_CountChars(text), _MOST_CHARS)):
        item = c.FPDFText_GetTextObject(text, index)
        if not item or cast(item, c_void_p).value not in objects or not c.FPDFText_GetLooseCharBox(text, index, box):
            continue
        (ax, ay), (bx, by) = apply(turn, box.left, box.top), apply(turn, box.right, box.bottom)
        near = free & (np.abs(glyphs.x0 - min(ax, bx)) < _SAME) & (np.abs(glyphs.top - min(ay, by)) < _SAME)
        same = near & (glyphs.codes == c.FPDFText_GetUnicode(text, index))
        spots = (same if same.any() else near).nonzero()[0]
        if len(spots):
            free[spots[0]] = False
    found: _Array = (~free).nonzero()[0]
    return found


def _unchanged(handle: Any, page: RawPage, hidden: dict[int, Handle], letters: Glyphs) -> _Array:
    """Which of the letters leave the page as it is when their objects are not drawn."""
    whole = _draw(handle, page)
    objects = [cast(address, c.FPDF_PAGEOBJECT) for address in hidden]
    for item in objects:
        c.FPDFPageObj_SetIsActive(item, 0)
    try:
        without = _draw(handle, page)
    finally:
        for item in objects:
            c.FPDFPageObj_SetIsActive(item, 1)
    changed: _Array = np.abs(whole.astype(np.int16) - without).max(axis=2) > _CHANGE
    scale = changed.shape[1] / max(1.0, page.width)
    out = np.zeros(len(letters), bool)
    for i, letter in enumerate(letters):
        across, up = _EDGE * (letter.x1 - letter.x0), _EDGE * (letter.bottom - letter.top)
        left, right = round(scale * (letter.x0 + across)), round(scale * (letter.x1 - across))
        top, low = round(scale * (letter.top + up)), round(scale * (letter.bottom - up))
        out[i] = not changed[max(0, top) : max(top + 1, low), max(0, left) : max(left + 1, right)].any()
    return out


def _draw(handle: Any, page: RawPage) -> _Array:
    """The page as displayed: shape (height, width, 4)."""
    scale = min(_FINE, (_MOST_PIXELS / max(1.0, page.width * page.height)) ** 0.5)
    wide, high = max(1, round(page.width * scale)), max(1, round(page.height * scale))
    bitmap = c.FPDFBitmap_Create(wide, high, 0)
    try:
        c.FPDFBitmap_FillRect(bitmap, 0, 0, wide, high, 0xFFFFFFFF)
        c.FPDF_RenderPageBitmap(bitmap, handle, 0, 0, wide, high, 0, 0)
        stride = c.FPDFBitmap_GetStride(bitmap)
        data = string_at(c.FPDFBitmap_GetBuffer(bitmap), high * stride)
        return np.frombuffer(data, np.uint8).reshape(high, stride // 4, 4)[:, :wide]
    finally:
        c.FPDFBitmap_Destroy(bitmap)


def _take(page: RawPage, glyphs: Glyphs, unseen: _Array, which: _Array, covers: Columns) -> None:
    """Cover by cover, with what is seen in the place of the hidden letters; the same letters drawn anew hide none."""
    kept, hidden = np.ones(len(glyphs), bool), list[tuple[int, _Array]]()
    for at in np.unique(which[unseen]).tolist():
        some = unseen[which[unseen] == at]
        if any(chr(code).isalnum() for code in glyphs.codes[some].tolist()):  # a box over an empty one is a tick
            hidden.append((at, some))
            kept[some] = False
    seen = glyphs.at(kept)
    x, y = _middles(seen)
    for at, some in hidden:
        beneath, (x0, _, x1, _) = glyphs.at(some), covers[:, at]
        em = float(beneath.size.max())
        near = (x0 <= x) & (x <= x1) & (beneath.top.min() <= y) & (y <= beneath.bottom.max())
        near &= (beneath.x0.min() - em <= x) & (x <= beneath.x1.max() + em)
        over = seen.at(near)
        if sorted(over.codes.tolist()) != sorted(beneath.codes.tolist()):
            page.covered.append((beneath, over))
    page.chars = seen


def _middles(glyphs: Glyphs) -> tuple[_Array, _Array]:
    return (glyphs.x0 + glyphs.x1) / 2, (glyphs.top + glyphs.bottom) / 2
