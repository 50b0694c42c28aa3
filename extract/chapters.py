"""Chapters: printed headings and the applicant's prose under them, paragraph by paragraph."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from extract.text import core, half_width, squash, without_numbering
from model.document import Block, Node, Table
from model.form import FieldSpec
from model.place import Place

_ANNEX = re.compile(r"^附(?:表|件)\s*[\d一二三]")
_INLINE = re.compile(r"^[:。.\s]\s*(?=\S)")
_HEADING_LENGTH = 40


@dataclass(frozen=True, slots=True)
class Chapter:
    """A heading of the form and the paragraphs under it (hints still inside)."""

    spec: FieldSpec
    heading: Place
    paragraphs: tuple[tuple[str, Place], ...]


def read_chapters(nodes: Sequence[Node], specs: Sequence[FieldSpec], stop: Sequence[Table]) -> list[Chapter]:
    """The chapters found, in reading order. `stop` are tables of other parts: the prose ends before them."""
    parents = {name for spec in specs for name in spec.group}
    chapters: list[Chapter] = []
    current: FieldSpec | None = None
    heading: Place | None = None
    prose: list[tuple[str, Place]] = []

    def close() -> None:
        nonlocal current, prose
        if current and heading:
            chapters.append(Chapter(current, heading, tuple(prose)))
        current, prose = None, []

    for node in nodes:
        if isinstance(node, Table):
            if node in stop:
                close()
            continue
        if not isinstance(node, Block) or not squash(node.text):
            continue
        if _ANNEX.match(squash(node.text)) and len(squash(node.text)) <= _HEADING_LENGTH:
            close()
            continue
        done = [chapter.spec for chapter in chapters if chapter.paragraphs]
        found = _heading(node, [s for s in specs if s is not current and s not in done], parents)
        if found is None:
            if current:
                prose.append((node.text, node.place))
            continue
        spec, rest = found
        close()
        current, heading = spec, node.place
        if rest and spec:
            prose.append((rest, node.place))
    close()
    return chapters


def _heading(block: Block, specs: Sequence[FieldSpec], parents: set[str]) -> tuple[FieldSpec | None, str] | None:
    """(field, text behind the heading in the same paragraph); field None for a heading that only groups others."""
    first, _, more = block.text.partition("\n")
    bare = without_numbering(first)
    numbered = bare != half_width(first).strip() or block.level > 0
    name = core(bare)
    if len(squash(first)) <= _HEADING_LENGTH:
        for spec in specs:
            for label in spec.labels:
                if name == core(label) or (numbered and len(name) > 4 and fuzz.ratio(name, core(label)) >= 90):
                    return spec, more
        if any(name == core(parent) or fuzz.ratio(name, core(parent)) >= 85 for parent in parents):
            return None, more
    for spec in specs if numbered else ():
        for label in spec.labels:
            if bare.startswith(label) and (tail := _INLINE.match(bare[len(label) :])):
                return spec, "\n".join(filter(None, (bare[len(label) + tail.end() :], more)))
    return None
