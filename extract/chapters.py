"""Chapters: printed headings and the applicant's prose under them, paragraph by paragraph."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from extract.grids import bare_caption
from extract.text import core, without_numbering
from model.document import Block, Node, Table
from model.form import FieldSpec
from model.place import Place
from model.text import half_width, squash

#: 附表1; 第四部分 场景描述表（附表1）.
_ANNEX = re.compile(
    r"^附(?:表|件)\s*[\d一二三]|^第?[\d一二三四五六七八九十]+(?:部分|[章篇节、.]).*[(（]附[表件]\d[)）]$"
)
_INLINE = re.compile(r"^(?:[:。.\s]\s*(?=\S)|(?=\())")
_HEADING_LENGTH = 40
#: （四）实施前后效益对比：…, 四、…: the number within its chapter, and words of the heading.
_NUMBERED = re.compile(
    r"^\s*(?:[（(]?(?P<a>[一二三四五六七八九十])(?:[)）]|、)|\d\.(?P<b>\d)|(?P<c>\d)[、.．])\s*(?P<words>[^:：。，,；;\n]{3,20})(?:[:：]|$)"
)
_ORDINALS = "一二三四五六七八九十"


@dataclass(frozen=True, slots=True)
class Chapter:
    """A heading of the form and the paragraphs under it (hints still inside); `tables` with the text above each."""

    spec: FieldSpec
    heading: Place
    paragraphs: tuple[tuple[str, Place], ...]
    tables: tuple[tuple[Table, str], ...] = ()


def read_chapters(nodes: Sequence[Node], specs: Sequence[FieldSpec], stop: Sequence[Table]) -> list[Chapter]:
    """The chapters found, in reading order. `stop` are tables of other parts: the prose ends before them."""
    parents = {name for spec in specs for name in spec.group}
    chapters: list[Chapter] = []
    current: FieldSpec | None = None
    heading: Place | None = None
    prose: list[tuple[str, Place]] = []
    tables: list[tuple[Table, str]] = []
    siblings: list[FieldSpec] = []

    def close() -> None:
        nonlocal current, prose, tables
        if current and heading:
            chapters.append(Chapter(current, heading, tuple(prose), tuple(tables)))
        current, prose, tables = None, [], []

    split = _heading_inside(specs, parents)
    for node in (piece for whole in nodes for piece in _pieces(whole, split)):
        if isinstance(node, Table):
            if node in stop:
                close()
            elif current:
                tables.append((node, bare_caption(prose[-1][0]) if prose else ""))
            continue
        if not isinstance(node, Block) or not squash(node.text):
            continue
        if _ANNEX.match(squash(node.text)) and len(squash(node.text)) <= _HEADING_LENGTH:
            close()
            continue
        done = [chapter.spec for chapter in chapters if chapter.paragraphs]
        left = [s for s in specs if s is not current and s not in done]
        if (parent := _parent(node, parents)) is not None:
            names = {spec.group[0] for spec in specs if parent in spec.group}
            siblings = [spec for spec in specs if spec.group and spec.group[0] in names]
        found = _heading(node, left, parents) or _shortened(node, siblings, left)
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


def _heading_inside(specs: Sequence[FieldSpec], parents: set[str]) -> re.Pattern[str]:
    """A numbered heading of the form glued to the paragraph before it, as pages print it without a gap."""
    names = {label for spec in specs for label in spec.labels} | parents
    either = "|".join(sorted(map(re.escape, names), key=len, reverse=True))
    return re.compile(
        rf"(?<=[。；;！!])\s*(?=(?:[（(][一二三四五六七八九十][)）]|[一二三四五六七八九十]、|\d\.\d)\s*(?:{either})\s*[。.:：]?\s*$)",
        re.M,
    )


def _pieces(node: Node, split: re.Pattern[str]) -> list[Node]:
    """The node, cut before headings that stand inside it."""
    if not isinstance(node, Block):
        return [node]
    parts = [part for part in split.split(node.text) if squash(part)]
    return [replace(node, text=part) for part in parts] if len(parts) > 1 else [node]


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
        if _parent(block, parents) is not None:
            return None, more
    for spec in specs if numbered else ():
        for label in spec.labels:
            if bare.startswith(label) and (tail := _INLINE.match(bare[len(label) :])):
                return spec, "\n".join(filter(None, (bare[len(label) + tail.end() :], more)))
    return None


def _parent(block: Block, parents: set[str]) -> str | None:
    """The heading that only groups others which this line is."""
    first = block.text.partition("\n")[0]
    name = core(without_numbering(first))
    if len(squash(first)) > _HEADING_LENGTH:
        return None
    return next((p for p in parents if name == core(p) or fuzz.ratio(name, core(p)) >= 85), None)


def _shortened(
    block: Block, siblings: Sequence[FieldSpec], left: Sequence[FieldSpec]
) -> tuple[FieldSpec | None, str] | None:
    """（四）实施前后效益对比：… for the fourth of a chapter, whose heading has these words in this order."""
    first, _, more = block.text.partition("\n")
    found = _NUMBERED.match(first)
    if found is None:
        return None
    number = _ORDINALS.index(found["a"]) + 1 if found["a"] else int(found["b"] or found["c"])
    spec = siblings[number - 1] if 0 < number <= len(siblings) else None
    if spec not in left or spec is None or not any(_is_within(core(found["words"]), core(one)) for one in spec.labels):
        return None
    return spec, "\n".join(filter(None, (first[found.end() :].strip(), more)))


def _is_within(words: str, label: str) -> bool:
    """Whether all signs of the words stand in the label in this order."""
    signs = iter(label)
    return len(words) >= 3 and all(sign in signs for sign in words)
