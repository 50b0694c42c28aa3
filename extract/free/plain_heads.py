"""Chapters whose headings bear no number: ■ 企业简况, 【项目情况简介】, a banner of one cell, a short line alone."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from extract.free.lines import PLAIN, Line
from model.form import FieldSpec
from model.text import half_width, squash

_MARK = re.compile(r"^\s*(?P<mark>[■◆●•▪➢★▲◇○◎▶►※§#【《\[])")
_BRACKETED = re.compile(r"^\s*[【《\[]\s*(?P<said>[^【】《》\[\]]+?)\s*[】》\]]\s*$")
_SENTENCE = re.compile(r"[。；;,，:：!！?？\d]")
_LONGEST = 20
#: So many chapters, that of the scenes among them, in their order.
_LEAST, _SCENES = 3, "b3"

#: What stands before the scenes, what behind them, in the order of the chapters.
_AHEAD, _BEHIND = ("b2", "b1"), ("b4", "b5")

Meant = Callable[[str], tuple[FieldSpec, bool] | None]
Spot = tuple[int, FieldSpec, bool]


def find_plain_heads(lines: Sequence[Line], meant: Meant) -> list[tuple[int, FieldSpec]]:
    """(index, field) of the headings under one kind of mark that name most chapters; none where they are too few.
    `meant`: the chapter that such words name, and whether they are a label of it."""
    groups: dict[str, list[Spot]] = {}
    for at, line in enumerate(lines):
        mark, said = _heading(line)
        if mark and (named := meant(said)):
            groups.setdefault(mark, []).append((at, *named))
    found = max((_chosen(spots) for spots in groups.values()), key=len, default=[])
    return found if len(found) >= _LEAST else []


def _chosen(spots: Sequence[Spot]) -> list[tuple[int, FieldSpec]]:
    """The heading of the scenes, the nearest before it for each chapter that stands there, the first behind it."""
    middle = _pick([spot for spot in spots if spot[1].key == _SCENES])
    if middle is None:
        return []
    heads, stop = [middle], middle[0]
    for key in _AHEAD:
        if before := _pick([spot for spot in reversed(spots) if spot[1].key == key and spot[0] < stop]):
            heads, stop = [before, *heads], before[0]
    behind = (_pick([s for s in spots if s[1].key == key and s[0] > middle[0]]) for key in _BEHIND)
    heads += sorted((spot for spot in behind if spot), key=lambda spot: spot[0])
    return [(at, spec) for at, spec, _ in heads]


def _pick(spots: Sequence[Spot]) -> Spot | None:
    """The first that is a label, else the first."""
    return next((spot for spot in spots if spot[2]), spots[0] if spots else None)


def _heading(line: Line) -> tuple[str, str]:
    """(kind of mark, words) of a line that may be a heading, else ("", "")."""
    text = half_width(line.text).strip()
    alone = line.table is not None and sum(bool(squash(cell.text)) for cell in line.table.cells) == 1
    if line.cells or (line.table is not None and not alone) or len(squash(text)) > _LONGEST:
        return "", ""
    bracketed, marked = _BRACKETED.match(text), _MARK.match(text)
    said = bracketed["said"] if bracketed else line.bare if marked else text
    if _SENTENCE.search(said) or len(squash(said)) < 2:
        return "", ""
    if marked:
        return marked["mark"], squash(said)
    if alone:
        return "cell", squash(said)
    return ("plain", squash(said)) if line.rank == PLAIN and not line.level else ("", "")
