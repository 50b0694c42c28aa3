"""Paragraphs: printed lines → paragraphs. A line broken because it was full joins its follower without a seam."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise

from ingest.pdf.glyphs import is_wide
from ingest.pdf.lines import Line
from model.place import Box

_WORD_AT_END = re.compile(r"[!-~]+$")
_WORD_AT_START = re.compile(r"^[!-~]+")
#: 1. and 1.2 begin an item, 77.8% and 1.2万元 go on with a sentence.
_LIST_MARK = re.compile(
    r"^(?!\d{1,3}[.．]\d+\s*(?:[%％‰万亿元吨倍米]|个百分点))(?:[（(]?[\d一二三四五六七八九十]{1,3}[）)、.．]|[①-⑳•●■◆➢✓□☑\-—])"
)
#: MES、ERP、LIMS: some programs do not part a row of Latin names at its pauses.
_LATIN_RUN = re.compile(r"[A-Za-z][!-~]*(?:、[A-Za-z][!-~]*)+")
#: A line of a form: a label, then a blank or a colon, then its value.
_FILLED_IN = re.compile(r"[\u4e00-\u9fff（）]{2,14}[:： \u3000]\s*\S")
_STOPS = "。！？；：.;:!?"
#: S12 质量精准追溯: the numbered name of a scene on a line of its own.
_CODED_NAME = re.compile(
    r"(?:[A-Z]{1,2}-?\d{1,2}|场景[\d一二三四五六七八九十]{1,3})\s*[、.．:：]?\s*[\u4e00-\u9fff]{4,16}"
)
#: Left margin of a cell's text when its lines do not show it (Word's default cell margin is 5.4 points).
PADDING = 5.4
#: How far sizes of one paragraph's lines differ; on a scan the size is that of the ink, and a line at usual distance
#: may have taller signs (brackets) than the one above.
_ALIKE, _UNEVEN = 0.15, 0.2


@dataclass(slots=True)
class Paragraph:
    """Lines of one paragraph with the text they make."""

    text: str
    lines: list[Line] = field(default_factory=list)

    @property
    def box(self) -> Box:
        lines = self.lines
        return (
            min([line.x0 for line in lines]), min([line.top for line in lines]),
            max([line.x1 for line in lines]), max([line.bottom for line in lines]),
        )  # fmt: skip


@dataclass(slots=True)
class Column:
    """The room that lines have: left and right end, usual distance of baselines (0: unknown), inside a cell or not."""

    left: float
    right: float
    pitch: float = 0.0
    is_cell: bool = False


def cell_column(lines: list[Line], x0: float, x1: float) -> Column:
    """Room inside a cell: its width less a margin, judged by the widest line."""
    left, right = min([line.x0 for line in lines]) - x0, x1 - max([line.edge for line in lines])
    margin = max(0.0, min(left, right, PADDING))
    return Column(x0 + margin, x1 - margin, _pitch(lines), is_cell=True)


def page_column(lines: list[Line], width: float, right: float = 0.0) -> Column:
    """Room of running text on a page: from the leftmost line to the rightmost one on pages of this size (`right`).

    A page of short lines alone (a cover) does not show its right margin: it is then taken to be as wide as the left.
    """
    if not lines:
        return Column(0.0, width)
    left = min([line.x0 for line in lines])
    right = max(right, max([line.edge for line in lines]), width - 1.3 * left)
    return Column(left, right, _pitch(lines))


def _pitch(lines: list[Line]) -> float:
    if len(lines) < 4:
        return 0.0
    levels = [line.base for line in lines]
    steps = sorted([below - above for above, below in pairwise(levels) if below > above])
    return steps[len(steps) // 4] if len(steps) > 2 else 0.0


def to_paragraphs(lines: list[Line], column: Column) -> list[Paragraph]:
    """Joins lines (top to bottom) into paragraphs."""
    paragraphs: list[Paragraph] = []
    for line in lines:
        if paragraphs and continues(paragraphs[-1], line, column):
            add_line(paragraphs[-1], line, column)
        else:
            paragraphs.append(Paragraph(line.text, [line]))
    return paragraphs


def continues(paragraph: Paragraph, line: Line, column: Column) -> bool:
    """Whether a line goes on with the paragraph above it on the same page or in the same cell."""
    last = paragraph.lines[-1]
    step, usual = line.base - last.base, column.pitch or 1.8 * line.size
    if step > max(1.4 * usual, usual + 0.6 * line.size):
        return False
    even = column.pitch > 0 and abs(step - column.pitch) < 0.1 * column.pitch
    if abs(line.size - last.size) > (_UNEVEN if even else _ALIKE) * max(line.size, last.size):
        return False
    return runs_on(paragraph, line, column)


def runs_on(paragraph: Paragraph, line: Line, column: Column) -> bool:
    """Whether the paragraph's last line was full and the next one does not begin a paragraph of its own."""
    last = paragraph.lines[-1]
    em = max(last.size, 1.0)
    if not is_full(last, line, column):
        return False
    if last.text[-1:] in _STOPS and _CODED_NAME.fullmatch(line.text.strip()):
        return False
    if not column.is_cell and _FILLED_IN.match(line.text) and _FILLED_IN.match(paragraph.text):
        return False
    if _is_centred(last, column, em) and _is_centred(line, column, em):
        return True
    indent = line.x0 - column.left
    if indent <= em or line.x0 < last.x0 - em:
        return True
    if line.x0 > last.x0 + em:  # further in than the line above: a first line, unless it hangs under a number
        return last.text[-1:] not in _STOPS and bool(_LIST_MARK.match(paragraph.text))
    return len(paragraph.lines) > 1 or last.text[-1:] not in _STOPS


def is_full(last: Line, line: Line, column: Column) -> bool:
    """Whether the start of `line` would not have fitted behind `last`."""
    slack = 0.3 * last.size
    room = column.right - last.x1
    if _is_centred(last, column, last.size) and not _is_indented(last, line, column):
        room = (column.right - column.left) - (last.x1 - last.x0)
    if room < line.first + slack:
        return True
    if is_wide(last.text[-1:]) != is_wide(line.text[:1]):
        slack += 0.25 * last.size  # the blank that Word sets between ideographs and Latin letters
    if room < line.first + slack:
        return True
    run = _LATIN_RUN.match(line.text) if last.text[-1:] not in _STOPS else None
    return run is not None and room < (line.x1 - line.x0) * _ems(run[0]) / _ems(line.text) + slack


def _ems(text: str) -> float:
    """Width in ems; about half an em a Latin letter."""
    return sum([1.0 if is_wide(sign) else 0.55 for sign in text])


def _is_indented(last: Line, line: Line, column: Column) -> bool:
    """A first line with the usual indent of two characters that ends as far from its margin is not centred."""
    return abs(last.x0 - column.left - 2 * last.size) < 0.15 * last.size and line.x0 - column.left < 0.3 * last.size


def _is_centred(line: Line, column: Column, em: float) -> bool:
    left = line.x0 - column.left
    return left > 0.3 * em and abs(left - (column.right - line.x1)) < 0.7 * em


def add_line(paragraph: Paragraph, line: Line, column: Column) -> None:
    """Appends a line of the same paragraph to its text."""
    paragraph.text = join_text(paragraph.text, paragraph.lines[-1], line, column)
    paragraph.lines.append(line)


def join_text(text: str, last: Line, line: Line, column: Column) -> str:
    """Text over a soft break: nothing between ideographs, a blank between Latin words unless one word was cut."""
    left, right = text[-1:], line.text[:1]
    if not left or not right or is_wide(left) or is_wide(right):
        return text + line.text
    head, tail = _WORD_AT_END.search(text), _WORD_AT_START.search(line.text)
    if head is None or tail is None or left in "-/@=?&" or right in ",.;:%)-/@=?&":
        return text + line.text
    # A word longer than the line it ends on was cut before.
    cut = len(head[0]) > len(last.text) or _width(last, head[0]) + line.first > column.right - column.left
    return text + line.text if cut and not last.spaced else f"{text} {line.text}"


def _width(line: Line, word: str) -> float:
    """Width of a Latin word at the end of a line; about half an em a letter."""
    return min(line.x1 - line.x0, len(word) * line.size * 0.55)


def join_cell(lines: list[Line], x0: float, x1: float) -> str:
    """Text of a cell that spans x0..x1: paragraphs parted by a newline."""
    if len(lines) < 2:
        return lines[0].text if lines else ""
    column = cell_column(lines, x0, x1)
    return "\n".join(paragraph.text for paragraph in to_paragraphs(lines, column))
