"""Back: places on straightened pages → places on the pages as displayed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from ingest.pdf.shapes import Back, Matrix, compose
from model.document import Block, Node, Picture, Table
from model.place import Box, Place

#: Added to the number of a page for the right one of two that lie side by side, until its places are carried back.
RIGHT = 1_000_000


def as_displayed(nodes: Iterable[Node], backs: Mapping[int, Back]) -> tuple[Node, ...]:
    """The nodes with their boxes carried back; pages that were not straightened keep theirs."""
    if not backs:
        return tuple(nodes)

    def shown(place: Place) -> Place:
        number = place.page or 0
        back = backs.get(number)
        if back is None:
            return place
        box = None if place.box is None else carry_box(place.box, back)
        if number < RIGHT:
            return replace(place, box=box)
        page = number - RIGHT
        return replace(place, box=box, page=page, path=place.path.replace(f"p{number}", f"p{page}/right", 1))

    def moved(node: Block | Table) -> Block | Table:
        if isinstance(node, Table):
            cells = tuple(replace(cell, place=shown(cell.place)) for cell in node.cells)
            return replace(node, cells=cells, place=shown(node.place))
        return replace(node, place=shown(node.place))

    return tuple(
        replace(node, place=shown(node.place), content=tuple(moved(one) for one in node.content))
        if isinstance(node, Picture)
        else moved(node)
        for node in nodes
    )


Points = np.ndarray[Any, np.dtype[np.float64]]
Step = Matrix | Callable[[Points], Points]


@dataclass(frozen=True, slots=True)
class Way:
    """Steps that points take one after the other, shape (n, 2)."""

    steps: tuple[Step, ...]

    def __call__(self, points: Points) -> Points:
        for step in self.steps:
            points = carry(points, step)
        return points


def way(*steps: Step) -> Back:
    """The steps one after the other; matrices alone make a matrix."""
    out: list[Step] = []
    for step in steps:
        if out and isinstance(out[-1], tuple) and isinstance(step, tuple):
            out[-1] = compose(out[-1], step)
        else:
            out.append(step)
    return out[0] if len(out) == 1 else Way(tuple(out))


def carry(points: Points, back: Step) -> Points:
    """Points, shape (n, 2), carried by a matrix or a function."""
    if not isinstance(back, tuple):
        return back(points)
    a, b, c, d, e, f = back
    carried: Points = points @ np.array([[a, b], [c, d]]) + np.array([e, f])
    return carried


def carry_box(box: Box, back: Step) -> Box:
    """The level box around the middles of the turned box's sides: a slight turn does not blow it up."""
    x0, y0, x1, y1 = box
    middles = [((x0 + x1) / 2, y0), ((x0 + x1) / 2, y1), (x0, (y0 + y1) / 2), (x1, (y0 + y1) / 2)]
    xs, ys = carry(np.array(middles, np.float64), back).T.tolist()
    return (round(min(xs), 1), round(min(ys), 1), round(max(xs), 1), round(max(ys), 1))
