"""Traced rules are trimmed to what was drawn: tails of writing go, the ruled part stays."""

from __future__ import annotations

import numpy as np

from ingest.pdf.shapes import Edge
from ingest.scan.mend import trim

DPI = 150.0
#: An upright rule at column 200 over rows 100..400, met by level rules at its ends and in the middle.
LEVEL = [Edge(100, 50, 350), Edge(250, 50, 350), Edge(400, 50, 350)]


def drawn(*parts: tuple[int, int]) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
    dip = np.zeros((420, 520), np.float32)
    for start, end in parts:
        dip[199:202, start:end] = 120
    return dip


def test_a_short_tail_behind_the_last_rule_is_cut() -> None:
    (edge,) = trim([Edge(200, 100, 430)], LEVEL, drawn((100, 430)), DPI)
    assert (edge.start, edge.end) == (100, 400)


def test_a_long_clear_stretch_behind_the_last_rule_stays() -> None:
    (edge,) = trim([Edge(200, 100, 520)], LEVEL, drawn((100, 520)), DPI)
    assert (edge.start, edge.end) == (100, 520)


def test_a_low_row_in_which_paper_shows_between_strokes_is_no_part_of_the_rule() -> None:
    level = [Edge(60, 50, 350), *LEVEL]
    strokes = drawn((100, 400), (62, 74), (82, 98))
    (edge,) = trim([Edge(200, 60, 400)], level, strokes, DPI)
    assert (edge.start, edge.end) == (100, 400)
    (whole,) = trim([Edge(200, 60, 400)], level, drawn((60, 400)), DPI)
    assert (whole.start, whole.end) == (60, 400)
