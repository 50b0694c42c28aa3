"""Chains: fields whose values stand in consecutive cells behind one label (行业门类, 大类, 中类)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extract.answer import Answer
from model.document import Cell
from model.form import FieldSpec
from model.text import squash

_SPLIT = re.compile(r"[\n/;；、,，]+|[-—–]+(?=\d)|\s{2,}")


def find_chains(specs: Sequence[FieldSpec]) -> dict[str, list[FieldSpec]]:
    """First key → the specs of its chain."""
    chains: dict[str, list[FieldSpec]] = {}
    for spec in specs:
        if spec.follows and spec.kind != "inner":
            before = next(s for s in specs if s.key == spec.follows)
            chain = next((c for c in chains.values() if before in c), None)
            if chain is None:
                chain = chains[before.key] = [before]
            chain.append(spec)
    return chains


def answer_chain(
    chain: list[FieldSpec], label: Cell, values: list[Cell], below: list[Cell], score: float
) -> Iterator[Answer]:
    """Values of a chain by order; where only the hints stand there, the cells below; one merged cell is split."""
    if values and all(
        squash(cell.text) in map(squash, (*spec.hints, *spec.labels)) for cell, spec in zip(values, chain, strict=False)
    ):
        under = [
            b
            for v in values
            for b in below
            if b.row > v.row and b.col < v.col + v.colspan and v.col < b.col + b.colspan
        ]
        if len(under) == len(values) and any(squash(cell.text) for cell in under) and not below[0].col < values[0].col:
            values = under
    named = {squash(name): spec for spec in chain[1:] for name in spec.labels}
    said = [squash(cell.text) for cell in values]
    unsaid = {*map(squash, (*chain[0].hints, *chain[0].labels)), *named}
    if said and said[0] not in unsaid and any(text in named for text in said):
        spec = chain[0]  # 行业门类 | 制造业 | 行业大类 | 33…: each behind a label of its own
        for cell, text in zip(values, said, strict=True):
            if text in named:
                label, spec = cell, named[text]
            else:
                yield Answer(spec, cell.text, cell.place, label.place, score)
        return
    if len(values) == 1 and len(parts := [p for p in _SPLIT.split(values[0].text) if p.strip()]) == len(chain):
        for spec, part in zip(chain, parts, strict=True):
            yield Answer(spec, part, values[0].place, label.place, score, "", "split")
        return
    for index, spec in enumerate(chain):
        if index < len(values):
            yield Answer(spec, values[index].text, values[index].place, label.place, score)
        else:
            yield Answer(spec, "", label.place, label.place, score)
