"""Figures: pictures within a scanned page (photographs, diagrams, charts, screens) told from its text and tables.

Losing a line of the book is far worse than keeping a word of a figure: what may be a table, running text, a heading,
a caption, a seal or a signature is none, and a page that is a picture as a whole stays a page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

import cv2
import numpy as np

from ingest import limits
from ingest.scan.charts import NUMBER, find_charts
from ingest.scan.engine import PixelBox
from ingest.scan.rooms import (
    View,
    Word,
    alike,
    area,
    around,
    find_rooms,
    find_tables,
    groups,
    is_aligned,
    overlap,
    within,
)
from ingest.scan.tone import DARK, STEP

#: A shaded part is a figure from this many lines' height and width; a shape with a word in it is a diagram's from so
#: many of them on; a seal is at most so many lines high.
_SHADED, _SHAPES, _SEAL = 3.5, 3, 21.0
#: Gaps in a figure, in heights of a line: between shapes across and down, and between anything else.
_APART = (8.0, 5.0, 1.5)
#: Share of the page, and of its characters, from which a picture is the page.
_PAGE, _MOST = 0.6, 0.75
#: Height of letters on a screen, of that of the page's letters.
_SMALL = 0.78
#: A line of running text: characters, and share of the figure's width.
_LONG, _ACROSS = 14, 0.6
_CAPTION = re.compile(r"^[\s(（【]*(?:附?图片?|附?照片?|图表|附?表)\s*(?:[\d一二三四五六七八九十]|[:：])")
#: Titles and labels of papers that are copied into a book: a licence, a certificate, a report, a statement.
_PAPER = re.compile(
    r"^(?:.{0,12}(?:执照|许可证|..证书|(?:审计|检[验测]|评估|验收|查新)报告|负债表|利润表|流量表)(?:[(（]?[正副]本[)）]?)?$"
    r"|统一社会信用代码|(?:证书|专利|登记|报告|合同)编?号|登记机关|发证(?:机关|日期|时间)|注册资本)"
)
_LEGEND = re.compile(r"^[—–−\-一●■◆▲○]+[^、.．)）]")
_HEADING = re.compile(
    r"^(?:[(（]?[一二三四五六七八九十]{1,3}[)）、.．]|第[一二三四五六七八九十\d]+[章节部]|\d+(?:[.．]\d+)*[、.．\s])"
)


def find_figures(view: View) -> list[tuple[PixelBox, list[int]]]:
    """Boxes of figures, top to bottom, each with the indexes of the words that are its own.

    None on a page without words, nor on one with more rooms and cells than `limits.MAX_ROOMS` (a halftone, a pattern).
    """
    view = replace(view, em=_height(view))
    if not view.words or len(rooms := find_rooms(view)) + len(view.cells) > limits.MAX_ROOMS:
        return []
    charts = list(find_charts(view))
    tables = [
        table for table in find_tables(rooms, view)
        if not any(within(around(table), chart, -view.em) for chart in charts)
    ]  # fmt: skip
    cells = [cell for table in tables for cell in table]
    shapes = [r.box for r in rooms if _holds_word(r.box, view) and not any(alike(r.box, cell) for cell in cells)]
    seeds = [*_diagrams(shapes, view), *charts, *_shaded(view)]
    found, taken = list[tuple[PixelBox, list[int]]](), set[int]()
    for box in _joined(seeds, view):
        bare = (box, *(seed for seed in seeds if seed != box and within(seed, box, 0)))
        for part in (tried for one in bare for tried in (_with_labels(one, cells, view), one)):
            if any(overlap(part, other) > 0.5 * area(part) for other, _ in found):
                continue
            its = [i for i in _own(part, view) if i not in taken]
            if _is_figure(part, its, shapes, tables, view):
                found.append((part, its))
                taken.update(its)
    return sorted(found, key=lambda one: (one[0][1], one[0][0]))


def _height(view: View) -> float:
    """Height of the letters of the page's text: what is written most widely, as a figure has many short words."""
    wide = [w.box for w in view.words if w.box[2] - w.box[0] > 2 * (w.box[3] - w.box[1])]
    if not wide:
        return view.em
    heights = np.repeat([b[3] - b[1] for b in wide], [max(1, (b[2] - b[0]) // 8) for b in wide])
    return max(10.0, float(np.median(heights)))


def _holds_word(box: PixelBox, view: View) -> bool:
    return any(overlap(word.box, box) > 0.5 * area(word.box) for word in view.words)


def _diagrams(shapes: Sequence[PixelBox], view: View) -> Iterator[PixelBox]:
    """Boxes around shapes that stand together; a shape must not be a page's or a chapter's frame."""
    em, high = view.em, view.ink.shape[0]
    small = [s for s in shapes if s[3] - s[1] < min(14 * em, 0.3 * high) and not _holds_prose(s, view)]
    across, down, _ = _APART
    for group in groups(small, across * em, down * em):
        inner = [s for s in group if not any(o is not s and within(o, s, 0) for o in group)]
        if len(inner) >= _SHAPES and not _is_row(inner, view):
            yield around(group)


def _is_row(shapes: Sequence[PixelBox], view: View) -> bool:
    """Whether shapes are squares that hold one character each: blanks for a code, not a diagram."""
    return all(s[2] - s[0] < 2.2 * view.em and s[3] - s[1] < 2.2 * view.em for s in shapes)


def _holds_prose(box: PixelBox, view: View) -> bool:
    lines = [w for w in view.words if within(w.box, box, -view.em / 4) and len(w.text) >= _LONG]
    return len(lines) > 1


def _shaded(view: View) -> Iterator[PixelBox]:
    """Shaded parts as large as a picture."""
    em = view.em / STEP
    tone = (view.tone[::STEP, ::STEP] > 0).astype(np.uint8)
    lifted = cv2.dilate(view.under[::STEP, ::STEP].astype(np.uint8), np.ones((5, 5), np.uint8)) > 0
    side = max(3, round(0.5 * em)) | 1
    tone = np.asarray(cv2.morphologyEx(tone, cv2.MORPH_OPEN, np.ones((side, side), np.uint8)), np.uint8)
    high, wide = tone.shape
    _, labels, stats, _ = cv2.connectedComponentsWithStats(tone, connectivity=8)
    for i, (x, y, w, h, count) in enumerate(stats.tolist()):
        if i == 0 or min(w, h) < _SHADED * em or count < 0.3 * w * h:
            continue
        part = np.s_[y : y + h, x : x + w]
        if max(w, h) < _SEAL * em and float(lifted[part][labels[part] == i].mean()) > 0.4:
            continue
        at_edge = (x < 2 or x + w > wide - 2) + (y < 2 or y + h > high - 2)
        if at_edge and (min(w, h) < 8 * em or at_edge > 1):
            continue  # the lid of the scanner, a shadow in the fold, the desk
        yield (x * STEP, y * STEP, (x + w) * STEP, (y + h) * STEP)


def _joined(seeds: Sequence[PixelBox], view: View) -> list[PixelBox]:
    """Seeds of one figure put together: those that nearly touch, and those above one another with no words between."""
    near = _APART[2] * view.em
    boxes = list(seeds)
    while True:
        joined = [around(group) for group in groups(boxes, near, 0.5 * near)]
        for i, one in enumerate(joined):
            other = next((o for o in joined[i + 1 :] if _is_below(one, o, view) or _is_below(o, one, view)), None)
            if other:
                joined = [box for box in joined if box not in (one, other)] + [around([one, other])]
                break
        if len(joined) == len(boxes):
            return joined
        boxes = joined


def _is_below(upper: PixelBox, lower: PixelBox, view: View) -> bool:
    """Whether a box stands close under another with nothing between them."""
    gap, wide = lower[1] - upper[3], min(upper[2], lower[2]) - max(upper[0], lower[0])
    if not 0 <= gap < 9 * view.em or wide < 0.6 * max(upper[2] - upper[0], lower[2] - lower[0]):
        return False
    between = (0, upper[3], view.ink.shape[1], lower[1])
    return not any(overlap(word.box, between) > 0.3 * area(word.box) for word in view.words)


def _with_labels(box: PixelBox, cells: Sequence[PixelBox], view: View) -> PixelBox:
    """The box with the short words at its sides: figures of a scale, names of bars, a legend, a title."""
    em = view.em
    for _ in range(3):
        x0, y0, x1, y1 = box
        grown = [box]
        for word in view.words:
            a, b, c, d = word.box
            if a >= x0 and c <= x1 and b >= y0 and d <= y1:
                continue
            text, number = word.text.strip(), bool(NUMBER.fullmatch(word.text.strip()))
            if _CAPTION.match(text) or (_HEADING.match(text) and not number):
                continue
            if any(overlap(word.box, cell) > 0.5 * area(word.box) for cell in cells):
                continue
            level, upright = y0 - 0.5 * em < (b + d) / 2 < y1 + 0.5 * em, x0 - em < a and c < x1 + em
            number &= c - a < 5 * em
            beside = level and number and x0 - 2.5 * em < c and a < x1 + 2.5 * em
            above = upright and number and (-em < b - y1 < 1.2 * em or -em < y0 - d < 1.2 * em)
            inner = y0 < (b + d) / 2 < y1 and min(c, x1) - max(a, x0) > 0.5 * (c - a)
            over = inner and upright and len(text) < _LONG
            title = (
                x0 <= a
                and c <= x1
                and 0 <= y0 - d < 1.6 * em
                and len(text) < _LONG
                and (_is_small(word, em) or bool(_LEGEND.match(text)))
            )
            if beside or above or over or title:
                grown.append(word.box)
        whole = around(grown)
        if whole == box:
            break
        box = whole
    return box


def _is_small(word: Word, em: float) -> bool:
    """Whether letters are smaller than those of the page's text; digits and capitals are lower than ideographs."""
    wide = any(c > "\u3400" for c in word.text)
    return word.box[3] - word.box[1] < (0.87 if wide else 0.68) * em


def _own(box: PixelBox, view: View) -> list[int]:
    """The words of a figure: in its box, neither a caption nor a line of the page's text."""
    left, right = _column(view)
    em, out = view.em, []
    for i, word in enumerate(view.words):
        if overlap(word.box, box) < 0.8 * area(word.box):
            continue
        wide = word.box[2] - word.box[0]
        text = word.text.strip()
        if _CAPTION.match(text) or (_HEADING.match(text) and not NUMBER.fullmatch(text) and len(text) > 3):
            continue
        if wide > 0.75 * (right - left) or (abs(word.box[0] - left) < 0.6 * em and wide > 0.5 * (right - left)):
            continue
        out.append(i)
    return out


def _column(view: View) -> tuple[float, float]:
    """Where lines of the page begin and end."""
    long = [w.box for w in view.words if w.box[2] - w.box[0] > 12 * view.em] or [w.box for w in view.words]
    if not long:
        return 0.0, float(view.ink.shape[1])
    return float(np.percentile([b[0] for b in long], 10)), float(np.percentile([b[2] for b in long], 90))


def _is_figure(
    box: PixelBox, its: Sequence[int], shapes: Sequence[PixelBox], tables: Sequence[Sequence[PixelBox]], view: View
) -> bool:
    """Whether nothing speaks against it: a page, a table, running text, words that go on outside."""
    high, wide = view.ink.shape
    words = [view.words[i] for i in its]
    count = sum(len(w.text) for w in words)
    diagram = sum(within(s, box, -view.em / 4) for s in shapes) >= 2 * _SHAPES
    page = sum(len(w.text) for w in view.words)
    if not diagram and (area(box) > _PAGE * high * wide or (count > _MOST * page and area(box) > 0.4 * high * wide)):
        return False
    touched = [table for table in tables if _overlaps(box, table)]
    if not all(_stands_in(box, table, view) for table in touched):
        return False
    crossing = [
        w for w in view.words
        if 0.2 * area(w.box) < overlap(w.box, box) < 0.8 * area(w.box) and len(w.text) > 1
    ]  # fmt: skip
    if len(crossing) > max(1, 0.2 * len(words)):
        return False
    held = [w for w in view.words if overlap(w.box, box) > 0.5 * area(w.box) and not _CAPTION.match(w.text)]
    long = [w for w in held if len(w.text) >= _LONG]
    running = sum(len(w.text) for w in long if w.box[2] - w.box[0] > _ACROSS * (box[2] - box[0]))
    if running > 0.5 * max(1, sum(len(w.text) for w in held)):
        return False
    if sum(w not in words for w in long) > 1 or any(_PAPER.match(w.text.strip()) for w in held):
        return False  # part of its words would leave the text, or it is a paper that must be read
    on_screen = any(within(around(table), box, 0) for table in touched)
    return diagram or on_screen or not is_aligned(words, view.em) or _is_screen(box, its, view)


def _is_screen(box: PixelBox, its: Sequence[int], view: View) -> bool:
    """Whether words in rows and columns stand on a screen: letters smaller than the page's, some on dark ground."""
    own = [view.words[i].box for i in its]
    others = [w.box for i, w in enumerate(view.words) if i not in set(its) and len(w.text) > 3]
    if len(others) < 3:
        return False
    small = float(np.median([b[3] - b[1] for b in own])) < _SMALL * float(np.median([b[3] - b[1] for b in others]))
    first = min(b[3] for b in own)
    dark = sum(float((view.tone[b[1] : b[3], b[0] : b[2]] == DARK).mean()) > 0.5 for b in own if b[1] > first)
    return small and dark >= _SHAPES


def _overlaps(box: PixelBox, table: Sequence[PixelBox]) -> bool:
    return any(overlap(box, cell) > 0.05 * min(area(cell), area(box)) for cell in table)


def _stands_in(box: PixelBox, table: Sequence[PixelBox], view: View) -> bool:
    """Whether a figure stands in a cell with room around it, or holds a whole table on its own ground (a screen)."""
    if any(within(box, cell, 0.3 * view.em) for cell in table):
        return True
    x0, y0, x1, y1 = around(table)
    if not within((x0, y0, x1, y1), box, 0):
        return False
    out = round(0.35 * view.em)
    rims = (
        view.tone[max(0, y0 - out), x0:x1], view.tone[min(len(view.tone) - 1, y1 + out), x0:x1],
        view.tone[y0:y1, max(0, x0 - out)], view.tone[y0:y1, min(view.tone.shape[1] - 1, x1 + out)],
    )  # fmt: skip
    return all(float((rim > 0).mean()) > 0.6 for rim in rims)
