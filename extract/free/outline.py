"""Outline of a free book: where its chapters begin and end, whatever their numbers, styles and words."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import pairwise

from extract.free.lines import PLAIN, Line, read_lines
from extract.free.plain_heads import find_plain_heads
from extract.text import core
from model.document import Node
from model.form import FieldSpec
from model.place import Place
from model.text import squash

_ANNEX = re.compile(r"^(?:附(?:件|表|录)\s*[\d一二三四五六七八九十]|相关附件|证明材料|附件(?:清单|目录|材料)?$)")
_PARTS = re.compile(r"\s*[—–―－\-~/|│→>·:：、（(）)]+\s*")
_PREFIX = re.compile(r"^(?:卓越级|领航级|本|我)+(?=.{4})")
#: 三、十年磨剑（智能工厂场景建设情况）: what a title of one's own stands for.
_MEANT = re.compile(r"[(（]([^()（）]{4,})[)）]\s*$")
_LONG_CELL = 60
#: The chapter of the scenes under words of its own (场景长廊): so many of its headings name scenes.
SCENE_CHAPTER, _NAMED = "b3", 3
#: A chapter's title with a comma in it.
_TWO_HALVES = 24
#: The chapter on the applicant, and what such a one tells: at least so many of these.
_ITSELF, _SIGNS = "b1", 3
_PROFILE = (
    re.compile(r"成立|创建|创立|组建|落户|注册资本|改制|前身"),
    re.compile(r"主营|主导产品|主要产品|生产|专注|从事|研制"),
    re.compile(r"员工|职工|在岗|从业|人员\d|\d人"),
    re.compile(r"营业收入|主营业务收入|总资产|资产总额|产值|纳税|税金"),
    re.compile(r"高新技术企业|专精特新|规模以上|上市|控股|股份|称号|认定"),
)


@dataclass(frozen=True, slots=True)
class Part:
    """A chapter: its field, its heading, and the lines under it."""

    spec: FieldSpec
    heading: Line
    lines: tuple[Line, ...]

    @property
    def prose(self) -> list[tuple[str, Place]]:
        """The paragraphs, rows of tables left out."""
        return [(line.text, line.place) for line in self.lines if not line.cells]


@dataclass(frozen=True, slots=True)
class Outline:
    """The chapters in reading order, all lines before the annexes, and the node indexes where the first chapter begins
    (`start`) and the annexes begin (`end`)."""

    parts: tuple[Part, ...]
    lines: tuple[Line, ...]
    start: int
    end: int

    def part(self, key: str) -> Part | None:
        """The chapter of this field."""
        return next((part for part in self.parts if part.spec.key == key), None)


def read_outline(nodes: Sequence[Node], specs: Sequence[FieldSpec], scenes: Collection[str] = ()) -> Outline:
    """The chapters named by `specs`, found by their headings. `start` is 0 where no heading was found.

    `scenes`: names of scenes (squashed), by which their chapter is known where its heading does not say so; then the
    others are known by what their headings speak of.
    """
    lines = _open_cells(read_lines(nodes), specs)
    heads = _heads(lines, [spec for spec in specs if spec.kind != "attachments"])
    heads = sorted([*heads, *_of_scenes(lines, heads, specs, scenes)], key=lambda pair: pair[0])
    heads = sorted([*heads, *(_by_word(lines, heads, specs) if scenes else ())], key=lambda pair: pair[0])
    if len(heads) < _NAMED and len(plain := find_plain_heads(lines, partial(_meant_by, specs=specs))) > len(heads):
        heads = plain
    heads = [*_about_itself(lines, heads, specs), *heads]
    end = _annexes(lines, heads[-1][0] if heads else 0)
    parts = []
    for n, (at, spec) in enumerate(heads):
        stop = heads[n + 1][0] if n + 1 < len(heads) else end
        parts.append(Part(spec, lines[at], tuple(lines[at + 1 : stop])))
    first = lines[heads[0][0]].node if heads else 0
    last = lines[end].node if end < len(lines) else len(nodes)
    return Outline(tuple(parts), tuple(lines[:end]), first, last)


def _open_cells(lines: Sequence[Line], specs: Sequence[FieldSpec]) -> list[Line]:
    """Rows of the kind `chapter | its long text` become a heading and paragraphs: the book is one table."""
    opened: list[Line] = []
    for line in lines:
        filled = [c for c in line.cells if squash(c.text)]
        if len(filled) == 2 and len(squash(filled[1].text)) >= _LONG_CELL and _spec_of(line, specs):
            first, second = filled
            opened.append(replace(line, text=first.text, cells=()))
            for text in second.text.splitlines():
                if squash(text):
                    opened.append(Line(text.strip(), text.strip(), PLAIN, second.place, line.node, 0, (), line.table))
        else:
            opened.append(line)
    return opened


def _heads(lines: Sequence[Line], specs: Sequence[FieldSpec]) -> list[tuple[int, FieldSpec]]:
    """(index of the heading, field) in reading order, each field once; of several the one of the highest rank."""
    found = [(at, spec) for at, line in enumerate(lines) if not line.cells and (spec := _spec_of(line, specs))]
    found = [pair for pair in found if not _listed(pair[0], found, lines)]
    if not found:
        return []
    top = min(_weight(lines[at]) for at, _ in found)
    best: dict[str, tuple[int, FieldSpec]] = {}
    for at, spec in found:
        known = best.get(spec.key)
        if known is None or _weight(lines[at]) < _weight(lines[known[0]]):
            best[spec.key] = (at, spec)
    kept = [pair for pair in best.values() if _weight(lines[pair[0]]) <= top or len(best) < 2 or _lone(pair, lines)]
    return sorted(kept, key=lambda pair: pair[0])


def _about_itself(
    lines: Sequence[Line], heads: Sequence[tuple[int, FieldSpec]], specs: Sequence[FieldSpec]
) -> list[tuple[int, FieldSpec]]:
    """The only chapter before the known ones, under words of its own (我们是谁), where it tells of the applicant."""
    spec = next((spec for spec in specs if spec.key == _ITSELF), None)
    if spec is None or not heads or any(known is spec for _, known in heads):
        return []
    first = heads[0][0]
    weight = _weight(lines[first])
    begun = [
        at for at in range(first) if _weight(lines[at]) == weight < PLAIN and lines[at].short and not lines[at].cells
    ]
    told = squash("".join(line.text for line in lines[begun[0] + 1 : first])) if len(begun) == 1 else ""
    return [(begun[0], spec)] if sum(bool(sign.search(told)) for sign in _PROFILE) >= _SIGNS else []


def _of_scenes(
    lines: Sequence[Line], heads: Sequence[tuple[int, FieldSpec]], specs: Sequence[FieldSpec], scenes: Collection[str]
) -> list[tuple[int, FieldSpec]]:
    """The chapter under words of its own whose sections, more than any other's, bear names of scenes."""
    spec = next((spec for spec in specs if spec.key == SCENE_CHAPTER), None)
    if spec is None or not heads or not scenes or any(known is spec for _, known in heads):
        return []
    weight, known = _weight(lines[heads[0][0]]), {at for at, _ in heads}
    begun = [at for at, line in enumerate(lines) if _weight(line) == weight < PLAIN and line.short and not line.cells]
    told = []
    for at, stop in pairwise([*begun, len(lines)]):
        inside = (line for line in lines[at + 1 : stop] if line.short and not line.cells)
        count = sum(any(squash(part) in scenes for part in _PARTS.split(line.bare)) for line in inside)
        told += [(count, -at)] if at not in known else []
    count, at = max(told, default=(0, 0))
    return [(-at, spec)] if count >= _NAMED else []


#: What a heading that no chapter's pattern knows speaks of, the surest first; 培育方案 is a chapter of 领航级 alone.
_WORDS = (
    ("场景", re.compile(r"场景")),
    ("培育", re.compile(r"培育|(?:目标|规划|方案|蓝图|愿景)(?!实施)|下一步|未来")),
    ("成效", re.compile(r"成效|效益|效果|绩效|成绩|成果|价值|指标|先进性|结果")),
    ("单位", re.compile(r"企业|公司|单位|申请人|申报人|法人|我们是谁|关于我们")),
    ("工厂", re.compile(r"工厂|项目|投资|建设(?:内容|情况|信息|概况)")),
)
#: Headings that are none of the five.
_NO_CHAPTER = re.compile(r"承诺|目录|附件|附录|附表|集成|安全|组织|保障|团队|说明$|填报|声明|签字|盖章")


def _by_word(
    lines: Sequence[Line], heads: Sequence[tuple[int, FieldSpec]], specs: Sequence[FieldSpec]
) -> list[tuple[int, FieldSpec]]:
    """Chapters beside the known ones, by what their headings speak of: 法人全貌, 交出的成绩单, 投资与建设."""
    known = {spec.key for _, spec in heads}
    weights = [_weight(line) for line in lines if line.short and not line.cells and _weight(line) < PLAIN]
    most = (weight for weight in sorted(set(weights)) if weights.count(weight) >= _NAMED)
    weight = _weight(lines[heads[0][0]]) if heads else next(most, PLAIN)
    found = []
    for at, line in enumerate(lines):
        if not (_weight(line) == weight < PLAIN) or line.cells or not line.short or _NO_CHAPTER.search(line.bare):
            continue
        name = squash(line.bare)
        meant = next((word for word, said in _WORDS if said.search(name) and _spec_with(word, specs)), None)
        spec = _spec_with(meant, specs) if meant and not any(at == known_at for known_at, _ in heads) else None
        if spec and spec.key not in known:
            known.add(spec.key)
            found.append((at, spec))
    return found if len(known) >= _NAMED or (len(known) == _NAMED - 1 and SCENE_CHAPTER in known) else []


def _meant_by(name: str, specs: Sequence[FieldSpec]) -> tuple[FieldSpec, bool] | None:
    """The chapter that a short line of its own names: by label or pattern (sure), or by what it speaks of."""
    if _NO_CHAPTER.search(name.removesuffix("说明")) or re.search(r"申报|申请", name.removeprefix("申报")):
        return None
    exact = (s for s in specs if any(core(label) == name for label in s.labels))
    known = next(exact, None) or next((s for s in specs if s.heads and re.fullmatch(s.heads, name)), None)
    word = next((word for word, said in _WORDS if said.search(name)), None)
    spec = known or (_spec_with(word, specs) if word else None)
    return (spec, known is not None) if spec else None


def _spec_with(word: str, specs: Sequence[FieldSpec]) -> FieldSpec | None:
    return next((spec for spec in specs if word in spec.label and spec.key != "front"), None)


def _lone(pair: tuple[int, FieldSpec], lines: Sequence[Line]) -> bool:
    """A heading without the number of the others, in the very words of the list of materials."""
    line, spec = lines[pair[0]], pair[1]
    return line.rank == PLAIN and core(line.bare) == core(spec.label)


def _weight(line: Line) -> float:
    """How high a heading stands: by its number, else by its style."""
    if line.rank < 6:
        return line.rank
    return min(line.level, 5) if line.level else PLAIN


def _listed(at: int, found: Sequence[tuple[int, FieldSpec]], lines: Sequence[Line]) -> bool:
    """Whether it stands in a table of contents: another chapter's heading right beside it, and its own once more, no
    lower in rank (a section of the chapter may bear the chapter's words)."""
    spec = next(s for n, s in found if n == at)
    again = any(n > at and s.key == spec.key and _weight(lines[n]) <= _weight(lines[at]) for n, s in found)
    return again and any(abs(n - at) == 1 and s.key != spec.key for n, s in found)


def _spec_of(line: Line, specs: Sequence[FieldSpec]) -> FieldSpec | None:
    text = line.cells[0].text if line.cells else line.text
    if len(squash(text)) > 44:
        return None
    name = core(line.bare)
    bare = _PREFIX.sub("", name)
    names = {name, core(inner[1])} if (inner := _MEANT.search(line.bare)) else {name}
    exact = next((s for s in specs if any(core(label) in names for label in s.labels)), None)
    if exact or (line.rank == PLAIN and not line.level):
        return exact
    near = next((s for s in specs if bare and any(bare == _PREFIX.sub("", core(label)) for label in s.labels)), None)
    if near or line.cells or not (line.short or _is_long_title(line)):
        return near
    meant = [s for s in specs if s.heads and re.fullmatch(s.heads, name)]
    return meant[0] if len(meant) == 1 else None


def _is_long_title(line: Line) -> bool:
    """第三章 七个场景，一一道来: a chapter's number before two short halves."""
    return line.rank == 0 and len(squash(line.bare)) <= _TWO_HALVES and not re.search(r"[。;；!！?？]", line.bare)


def _annexes(lines: Sequence[Line], after: int) -> int:
    """Index of the first line of the annexes behind the last chapter's heading."""
    for at in range(after + 1, len(lines)):
        line = lines[at]
        if not line.cells and len(squash(line.text)) <= 40 and _ANNEX.match(squash(line.bare)) and line.short:
            return at
    return len(lines)
