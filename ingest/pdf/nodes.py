"""Nodes: laid out pages → Blocks, Tables and Pictures in reading order, joined over page breaks."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from operator import itemgetter

from ingest.pdf.layout import Layout
from ingest.pdf.lines import Line
from ingest.pdf.paragraphs import Column, Paragraph, join_text, page_column, runs_on, to_paragraphs
from ingest.pdf.parts import Part
from ingest.pdf.seams import Held, hold, joins, lengthen, to_table
from ingest.pdf.shapes import Image
from model.document import Block, Node, Picture
from model.place import Place


@dataclass(slots=True)
class _Open:
    """The last paragraph of a page, which the next page may go on with."""

    index: int
    paragraph: Paragraph
    column: Column


def build_nodes(layouts: list[Layout], file: str) -> list[Node]:
    """Everything on the pages in reading order. A paragraph or table cut by a page break is one node."""
    nodes: list[Node | Held] = []
    floor, right = _floor(layouts), _right(layouts)
    last: _Open | Held | None = None
    for layout in layouts:
        counts = {"para": 0, "t": 0}
        column = page_column(layout.lines, layout.raw.width, right[page_size(layout)])
        page, is_first = layout.raw.number, True
        pictures = _Pictures(layout, file)
        for item in _in_order(layout):
            if isinstance(item, Part):
                nodes += pictures.above(item.ys[0])
                counts["t"] += 1
                if is_first and isinstance(last, Held) and joins(last, item, layout, floor):
                    lengthen(last, item, page, f"p{page}/t{counts['t']}", file)
                else:
                    last = hold(item, layout, f"p{page}/t{counts['t']}", file)
                    nodes.append(last)
                is_first = False
                continue
            for paragraph in to_paragraphs(item, column):
                nodes += pictures.above(paragraph.lines[0].top)
                counts["para"] += 1
                if is_first and isinstance(last, _Open) and _goes_on(last, paragraph, column):
                    nodes[last.index] = _join(nodes[last.index], last, paragraph)
                    last = _Open(last.index, paragraph, column)
                else:
                    place = Place(file, f"p{page}/para{counts['para']}", page, paragraph.box, paragraph.text)
                    last = _Open(len(nodes), paragraph, column)
                    nodes.append(Block(paragraph.text, place))
                is_first = False
        nodes += pictures.above(math.inf)
    return [to_table(node) if isinstance(node, Held) else node for node in nodes]


class _Pictures:
    """The pictures of a page from top to bottom, each given out before what stands below its middle."""

    def __init__(self, layout: Layout, file: str) -> None:
        self._page, self._file, self._given = layout.raw.number, file, 0
        self._rest = sorted((image for image in layout.raw.images if _is_shown(image)), key=lambda image: image.box[1])

    def above(self, height: float) -> Iterator[Picture]:
        while self._rest and (self._rest[0].box[1] + self._rest[0].box[3]) / 2 < height:
            image = self._rest.pop(0)
            self._given += 1
            path = f"p{self._page}/pic{self._given}"
            place = Place(self._file, path, self._page, image.box)
            content = tuple(
                Block(text, Place(self._file, f"{path}/para{number}", self._page, box, text))
                for number, (text, box) in enumerate(image.words, 1)
            )
            yield Picture(
                place,
                image.sha256,
                image.width,
                image.height,
                content=content,
                confidence=image.confidence,
                stamp=image.stamp,
            )


def _in_order(layout: Layout) -> list[list[Line] | Part]:
    """Runs of lines between tables, and tables, by their top edge."""
    items: list[tuple[float, int, Line | Part]] = []
    items += [(line.top, 1, line) for line in layout.lines]
    items += [(part.ys[0], 0, part) for part in layout.parts]
    ordered: list[list[Line] | Part] = []
    run: list[Line] = []
    for _, _, item in sorted(items, key=itemgetter(0, 1)):
        if isinstance(item, Line):
            if not run:
                ordered.append(run)
            run.append(item)
        else:
            ordered.append(item)
            run = []
    return ordered


def _is_shown(image: Image) -> bool:
    x0, top, x1, bottom = image.box
    return x1 - x0 > 8 and bottom - top > 8


def _floor(layouts: list[Layout]) -> dict[tuple[int, int], float]:
    """How far down pages of each size are filled: the place where a full page ends."""
    floor: dict[tuple[int, int], float] = {}
    for layout in layouts:
        ends = [line.bottom for line in layout.lines] + [part.ys[-1] for part in layout.parts]
        size = page_size(layout)
        floor[size] = max([floor.get(size, 0.0), *ends])
    return floor


def _right(layouts: list[Layout]) -> dict[tuple[int, int], float]:
    """How far right the lines reach on pages of each size."""
    right: dict[tuple[int, int], float] = {}
    for layout in layouts:
        size = page_size(layout)
        right[size] = max([right.get(size, 0.0), *[line.edge for line in layout.lines]])
    return right


def page_size(layout: Layout) -> tuple[int, int]:
    return round(layout.raw.width), round(layout.raw.height)


def _goes_on(last: _Open, paragraph: Paragraph, column: Column) -> bool:
    """A paragraph that the page break cut: the line above it was full and it is not indented."""
    if abs(paragraph.lines[0].size - last.paragraph.lines[-1].size) > 0.15 * paragraph.lines[0].size:
        return False
    if len(last.paragraph.lines) < 2 and last.paragraph.lines[-1].x1 < last.column.right - 1:
        return False
    return paragraph.lines[0].x0 - column.left < paragraph.lines[0].size and runs_on(
        last.paragraph, paragraph.lines[0], last.column
    )


def _join(node: Node | Held, last: _Open, paragraph: Paragraph) -> Block:
    assert isinstance(node, Block)
    first = join_text(node.text, last.paragraph.lines[-1], paragraph.lines[0], last.column)
    text = first + paragraph.text[len(paragraph.lines[0].text) :]
    return Block(text, node.place.quoting(text), node.level)
