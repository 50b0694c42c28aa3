"""Characters of a page out of pdfium: text, box, baseline and size of each, as columns (`Glyphs`)."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from ctypes import c_double, c_int
from itertools import pairwise, repeat
from typing import Any

import numpy as np
import pypdfium2.raw as c

from ingest import limits
from ingest.pdf.calls import CHUNK, Handle, Slots, ask, fast, handle_of, pointer
from ingest.pdf.glyphs import Glyphs, Indexes, flags_of
from ingest.pdf.shapes import ODD_TO_PLAIN, Matrix, RawPage, char_text, is_garbage
from ingest.pdf.watermarks import climb
from ingest.symbols import read_symbols

_get_box = fast(c.FPDFText_GetLooseCharBox)
_get_origin = fast(c.FPDFText_GetCharOrigin)
_get_size = fast(c.FPDFText_GetFontSize, c_double)
_count = fast(c.FPDFText_CountChars, c_int)
_get_text = fast(c.FPDFText_GetText, c_int)
_get_code = fast(c.FPDFText_GetUnicode, c_int)
_is_generated = fast(c.FPDFText_IsGenerated, c_int)
_is_unmapped = fast(c.FPDFText_HasUnicodeMapError, c_int)
_Array = np.ndarray[Any, Any]
#: Numbers that pdfium computes as 32-bit floats agree within this many points.
_NOISE = 0.002
_BOXES = Slots(4, np.float32, whole=True)
_POINTS = Slots(2, np.float64)
_UPSIDE_DOWN = np.array([[1.0], [-1.0], [1.0], [-1.0]])


def read_chars(texts: Sequence[Any], pages: Sequence[RawPage], turn: Matrix, seen: _Array) -> None:
    """Fills `chars` and `garbled` of pages that are displayed by one matrix; all but asking pdfium is done in one go.

    `texts`: pdfium's text of each page. `seen`: codes that a font of this file is known to name.
    """
    handles = [handle_of(text) for text in texts]
    said = [_read_codes(handle, page) for handle, page in zip(handles, pages, strict=True)]
    counts = [len(codes) for codes in said]
    if not any(counts):
        return
    codes = np.concatenate(said)
    ends: Indexes = np.array(counts, np.intp).cumsum()
    index = np.arange(len(codes)) - (ends - counts).repeat(counts)
    owners = np.array(handles, object).repeat(counts)
    codes[_find_unmapped(owners, index, codes, seen)] = (
        0xFFFD  # else pdfium's stand-in, the number of the glyph, would pass for a letter
    )
    spots, codes = _drop_noise(owners, index, codes, pages, ends)
    if not len(spots):
        return
    index, owners, bounds = index[spots], owners[spots], [0, *spots.searchsorted(ends).tolist()]
    x0, top, x1, bottom = places = _place(_read_boxes(owners, index), turn)
    base, font = _read_runs(owners, index, bounds, places, turn)
    height = bottom - top
    # The size may hide in the text matrix: it is then guessed from the height.
    size = np.where((font > 0.5 * height) & (font < 2 * height), font, height / 1.1)
    size = np.where(codes > 0x2E7F, x1 - x0, size)
    whole = Glyphs(codes, base, x0, x1, top, bottom, size, flags_of(codes))
    climbs = climb(whole)
    for page, (start, end) in zip(pages, pairwise(bounds), strict=True):
        page.chars = own = whole.at(slice(start, end)) if end > start else ()
        page.suspect = climbs and climb(own)


def _read_codes(handle: Handle, page: RawPage) -> _Array:
    """Unicode values of a page, one a character; of a UTF-16 pair the first half is -1 (no character)."""
    count = _count(handle)
    if count > limits.MAX_PAGE_CHARS:
        page.notes.append(f"第 {page.number} 页有 {count} 个字符，只读了前 {limits.MAX_PAGE_CHARS} 个{limits.LOST}")
        count = limits.MAX_PAGE_CHARS
    buffer = np.zeros(max(count, 0) + 2, np.uint16)
    written = _get_text(handle, 0, count, pointer(buffer.ctypes.data))
    codes = buffer[:count].astype(np.int64)
    # The text leaves out characters that have none and may write two units for one: then they are asked one by one.
    if written - 1 != count or (buffer & 0xF800 == 0xD800).any():
        codes = _join_pairs(np.fromiter(map(_get_code, repeat(handle), range(count)), np.int64, count))
    return codes


def _find_unmapped(owners: _Array, index: Indexes, codes: _Array, seen: _Array) -> Indexes:
    """Characters whose font gives them no Unicode value; pdfium then returns the bare code of the glyph.

    Asking every one would cost a tenth of the time: asked are codes not yet `seen` in the file, where they stand first
    and last, and every 16th.
    """
    low = np.clip(codes, 0, 0xFFFF)
    new = (~seen[low]).nonzero()[0]
    spot, fresh = np.empty(0x10000, np.intp), low[new]
    spot[fresh] = new
    lasts = spot[fresh]
    spot[fresh[::-1]] = new[::-1]
    sample = np.concatenate([new[(lasts == new) | (spot[fresh] == new)], np.arange(0, len(codes), 16)])
    if 1 not in map(_is_unmapped, owners[sample].tolist(), index[sample].tolist()):
        seen[fresh] = True
        return np.empty(0, np.intp)
    return np.flatnonzero((ask(_is_unmapped, owners.tolist(), index.tolist()) == 1) & (codes > 0x20))


def no_codes() -> _Array:
    """An empty set of codes, to be handed to `read_chars` page after page."""
    return np.zeros(0x10000, bool)


def _plain() -> np.ndarray[Any, np.dtype[np.bool_]]:
    """Codes that stand for themselves: no blank, no control character, nothing that `char_text` changes."""
    plain = np.ones(0x10000, bool)
    for first, last in ((0, 0x20), (0x7F, 0xA0), (0x2000, 0x200F), (0x2028, 0x202F), (0x205F, 0x206F),
                        (0xD800, 0xF8FF), (0xFB00, 0xFB06), (0xFFF0, 0xFFFF)):  # fmt: skip
        plain[first : last + 1] = False
    plain[[0xAD, 0x1680, 0x3000, *(code for code in ODD_TO_PLAIN if code < 0x10000)]] = False
    return plain


_PLAIN = _plain()


def _drop_noise(
    owners: _Array, index: Indexes, codes: _Array, pages: Sequence[RawPage], ends: Indexes
) -> tuple[Indexes, _Array]:
    """Which characters count, and the code of each. Control characters and blanks that pdfium adds do not.

    A ligature that has a code of its own counts once for each of its letters. `ends`: where each page ends.
    """
    kept, blanks, odd = _sort_out(codes)
    kept[blanks] = ask(_is_generated, owners[blanks].tolist(), index[blanks].tolist()) != 1
    if not len(odd):
        spots = kept.nonzero()[0]
        return spots, codes[spots]
    said: dict[int, str] = {}
    for spot, code in zip(odd.tolist(), codes[odd].tolist(), strict=True):
        out = said.get(code)
        if out is None:
            out = char_text(code)
            said[code] = out = read_symbols(out) if 0xF020 <= code <= 0xF0FF else out
        if code >= 0 and is_garbage(code):
            pages[int(ends.searchsorted(spot, side="right"))].garbled += 1
        kept[spot] = bool(out) and not (out.isspace() and _is_generated(owners[spot], int(index[spot])) == 1)
    lengths = kept.astype(np.intp)
    lengths[odd] *= [len(said[code]) for code in codes[odd].tolist()]
    spots = np.repeat(np.arange(len(codes)), lengths)
    texts = (said.get(code) or chr(code) for code in codes[kept].tolist())
    return spots, np.array(list(map(ord, "".join(texts))), np.int64)


def _sort_out(codes: _Array) -> tuple[_Array, Indexes, Indexes]:
    """Marks of the codes that stand for themselves; where blanks are; where others are that are no line ends."""
    plain = _PLAIN.take(codes, mode="clip")
    rest = (~plain).nonzero()[0]
    others = codes[rest]
    is_blank = others == 0x20
    return plain, rest[is_blank], rest[~(is_blank | (others == 0x0D) | (others == 0x0A))]


def _join_pairs(codes: _Array) -> _Array:
    """UTF-16 pairs as one character in the place of the second half; the first half becomes -1 (no character)."""
    high = np.flatnonzero((codes[:-1] >= 0xD800) & (codes[:-1] < 0xDC00))
    high = high[(codes[high + 1] >= 0xDC00) & (codes[high + 1] < 0xE000)]
    codes[high + 1] = 0x10000 + ((codes[high] - 0xD800) << 10) + (codes[high + 1] - 0xDC00)
    codes[high] = -1
    return codes


def _read_boxes(owners: _Array, index: Indexes) -> _Array:
    """Boxes of characters in PDF coordinates: rows left, top, right, bottom. `owners`: the text each belongs to."""
    boxes = np.empty((4, len(index)))
    for start in range(0, len(index), CHUNK):
        some = index[start : start + CHUNK].tolist()
        deque(map(_get_box, owners[start : start + CHUNK].tolist(), some, _BOXES.columns[0]), maxlen=0)
        boxes[:, start : start + CHUNK] = _BOXES.values[: len(some)].T
    return boxes


def _place(boxes: _Array, turn: Matrix) -> tuple[_Array, _Array, _Array, _Array]:
    """Boxes as displayed: x0, top, x1, bottom."""
    ma, mb, mc, md, me, mf = turn
    if turn[:4] == (1, 0, 0, -1):
        boxes *= _UPSIDE_DOWN
        boxes += np.array([[me], [mf], [me], [mf]])
    else:
        left, up, right, down = boxes
        boxes = np.array([ma * left + mc * up + me, mb * left + md * up + mf,
                          ma * right + mc * down + me, mb * right + md * down + mf])  # fmt: skip
    (x0, top), (x1, bottom) = np.minimum(boxes[:2], boxes[2:]), np.maximum(boxes[:2], boxes[2:])
    return x0, top, x1, bottom


def _read_runs(
    owners: _Array, index: Indexes, pages: Sequence[int], places: tuple[_Array, ...], turn: Matrix
) -> tuple[_Array, _Array]:
    """Baselines and font sizes, asked of the first character of each run, and of the last where it is not as high.

    A run is what stands close together on one level. Where its ends disagree, all of it is asked.
    """
    _, top, _, bottom = places
    bounds = _run_bounds(index, pages, *places)
    starts, ends = bounds[:-1], bounds[1:] - 1
    first_base, first_size = _ask_runs(owners, index, starts, turn)
    lengths = ends - starts + 1
    base, size = first_base.repeat(lengths), first_size.repeat(lengths)
    doubtful = (top[starts] != top[ends]) | (bottom[starts] != bottom[ends])
    if doubtful.any():
        last_base, last_size = _ask_runs(owners, index, ends[doubtful], turn)
        agree = np.abs(first_base[doubtful] - last_base) < _NOISE
        doubtful[doubtful] = ~(agree & (first_size[doubtful] == last_size))
        unsure = doubtful.repeat(lengths).nonzero()[0]
        base[unsure], size[unsure] = _ask_runs(owners, index, unsure, turn)
    return base, size


def _run_bounds(index: Indexes, pages: Sequence[int], x0: _Array, top: _Array, x1: _Array, bottom: _Array) -> Indexes:
    """Where runs begin, and the end of the last one. Runs of one height that follow on the very same level, as in the
    cells of a row, are one. `pages`: where pages begin, and the end."""
    height = bottom - top
    em = np.maximum(height[:-1], height[1:])
    gap, step = x0[1:] - x1[:-1], bottom[1:] - bottom[:-1]
    begins = gap > 0.2 * em
    begins |= gap < -0.6 * em
    begins |= np.abs(step) > 0.25 * em
    begins |= index[1:] - index[:-1] > 1
    differs = step != 0
    differs |= top[1:] != top[:-1]
    breaks = [page - 1 for page in pages if 0 < page < len(index)]
    begins[breaks] = differs[breaks] = True
    bounds = np.concatenate([[0], begins.nonzero()[0] + 1, [len(index)]])
    is_mixed = np.zeros(len(bounds) - 1, bool)
    is_mixed[bounds.searchsorted((differs & ~begins).nonzero()[0] + 1, side="right") - 1] = True
    kept = np.ones(len(bounds), bool)
    kept[1:-1] = differs[bounds[1:-1] - 1] | is_mixed[1:] | is_mixed[:-1]
    found: Indexes = bounds[kept]
    return found


def _ask_runs(owners: _Array, index: Indexes, spots: Indexes, turn: Matrix) -> tuple[_Array, _Array]:
    """Baseline and font size of the characters at these spots."""
    base, texts, asked = np.empty(len(spots)), owners[spots].tolist(), index[spots].tolist()
    for start in range(0, len(spots), CHUNK):
        some = asked[start : start + CHUNK]
        deque(map(_get_origin, texts[start : start + CHUNK], some, *_POINTS.columns), maxlen=0)
        x, y = _POINTS.values[: len(some)].T
        base[start : start + CHUNK] = turn[1] * x + turn[3] * y + turn[5]
    return base, np.fromiter(map(_get_size, texts, asked), np.float64, len(asked))
