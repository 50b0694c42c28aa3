"""Back: places on straightened pages → places on the pages as displayed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from ingest.pdf.shapes import Matrix, apply
from model.document import Node, Table
from model.place import Box, Place


def as_displayed(nodes: Iterable[Node], backs: Mapping[int, Matrix]) -> tuple[Node, ...]:
    """The nodes with their boxes carried by the matrix of their page; pages without one keep theirs."""
    if not backs:
        return tuple(nodes)

    def carry(place: Place) -> Place:
        back = backs.get(place.page or 0)
        return place if back is None or place.box is None else replace(place, box=carry_box(place.box, back))

    out: list[Node] = []
    for node in nodes:
        if isinstance(node, Table):
            cells = tuple(replace(cell, place=carry(cell.place)) for cell in node.cells)
            out.append(replace(node, cells=cells, place=carry(node.place)))
        else:
            out.append(replace(node, place=carry(node.place)))
    return tuple(out)


def carry_box(box: Box, back: Matrix) -> Box:
    """The level box around the middles of the turned box's sides: a slight turn does not blow it up."""
    x0, y0, x1, y1 = box
    middles = [((x0 + x1) / 2, y0), ((x0 + x1) / 2, y1), (x0, (y0 + y1) / 2), (x1, (y0 + y1) / 2)]
    points = [apply(back, x, y) for x, y in middles]
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return (round(min(xs), 1), round(min(ys), 1), round(max(xs), 1), round(max(ys), 1))
