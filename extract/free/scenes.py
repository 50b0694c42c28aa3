"""Scenes of a free book: under headings, in numbered paragraphs, in tables, or as blocks of 标签：内容."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extract.free.labelled import LABELLED, split_answer
from extract.free.lines import PLAIN, Line, split_number
from extract.free.outline import SCENE_CHAPTER, read_outline
from extract.free.scene_heads import Head, HeadReader, Told, read_tick
from extract.free.scene_marks import take_marks
from extract.free.scene_names import read_named
from extract.free.scene_overview import unite_tables, unite_told
from extract.free.scene_sheets import is_numbered
from extract.free.scene_spent import spent
from extract.free.scene_tables import MOST_PARTS, read_scene_tables
from model.document import Document
from model.form import Form
from model.guide import Guide
from model.place import Place
from model.submission import Field
from model.text import half_width, squash

#: Headings of the scene chapter that are no scene.
_CLOSING = re.compile(
    r"系统集成|集成情况|集成应用|总体情况|整体情况|小结|总体成效|整体成效|实施成效汇总|推广计划|下一步|互联互通情况|网络与?数据安全"
)
#: Numbers from （1） on divide a scene, those above divide the chapter.
_INNER = 4
#: A heading without number or style is very short.
_BRIEF = 10
_NAMED = 16
#: The applicant's own name of a scene is no longer than this.
_OWN_NAME = 24
#: A table of at least so many scenes is the list of them.
_TABLED = 3
#: So many times more scenes stand under the guide's names than were read: they are written in a way of their own.
_MORE = 1.5
#: Names shorter than this say too little to be found again.
_SHORTEST = 4
_FIGURE = re.compile(r"^(?:图|照片|表)\s*[\d一二三四五六七八九十]")


#: 精益管理：日结；精准营销：客户画像；…: a paragraph that runs through several links.
_SEVERAL = re.compile(r";[^:;。]{2,12}:")


def find_scene_fields(document: Document, form: Form, guide: Guide) -> Iterator[Field]:
    """`scenes[n].link`, `.name`, `.instance` and `.desc` of the scenes of the book, in reading order."""
    specs = [spec for part in form.parts if part.layout == "chapters" for spec in part.fields]
    outline = read_outline(document.nodes, specs, guide.names)
    part, heads = outline.part(SCENE_CHAPTER), HeadReader(form.parts, guide)
    scenes = _scenes(part.lines, heads) if part else []
    named = read_named(part.lines if part else outline.lines, heads)
    if len(named) >= max(_TABLED, _MORE * sum(heads.knows(told.head.name) for told in scenes)):
        scenes = named
    take_marks(scenes, outline.lines)
    for n, told in enumerate(scenes, start=1):
        for name, (value, place) in _named(told).items():
            at = place if name == "ai" else place.quoting(value)  # a tick is no word
            yield Field(f"scenes[{n}].{name}", value, value, at, confidence=0.9)
        if invested := spent(told.head, told.prose, f"scenes[{n}].build_investment"):
            yield invested
        if told.prose:
            text = half_width("\n".join(said for said, _ in told.prose))
            first, place = told.prose[0]
            yield Field(f"scenes[{n}].desc", text, text, place.quoting(first), "longtext", confidence=0.9)


def read_told(lines: Sequence[Line], heads: HeadReader) -> list[Told]:
    """The scenes that lines about nothing else tell of; those under the guide's names where these are more."""
    scenes, named = _scenes(lines, heads), read_named(lines, heads)
    return named if len(named) > sum(heads.knows(told.head.name) for told in scenes) else scenes


def _scenes(all_lines: Sequence[Line], heads: HeadReader) -> list[Told]:
    """The scenes that these lines tell of, in tables and under headings."""
    tabled = unite_tables([Told(h, p, PLAIN, 0, prose) for h, p, prose in read_scene_tables(all_lines, heads)])
    lines = [piece for line in _whole(all_lines, heads) for piece in split_answer(line, heads)]
    written = _without_overview(tabled, list(_read(lines, heads)), heads)
    if not written:
        _add_instances(tabled, all_lines)
    return unite_told(tabled, written)


def _whole(lines: Sequence[Line], heads: HeadReader) -> list[Line]:
    """The lines with names put together that were cut into paragraphs: 场景二：质量分析与 | 改进."""
    out: list[Line] = []
    at = 0
    while at < len(lines):
        line, size = lines[at], 1
        following = lines[at + 1 : at + MOST_PARTS]
        if not line.cells and line.short and all(not other.cells for other in following):
            begun = re.split(r"[:\s—–―-]", half_width(line.bare).strip())[-1]
            ended = [re.split(r"[:。]", half_width(other.bare).strip(), maxsplit=1)[0] for other in following]
            size = heads.cut_into([begun, *ended])
        text, bare = ("".join(part) for part in zip(*((o.text, o.bare) for o in lines[at : at + size]), strict=True))
        out.append(replace(line, text=text, bare=bare) if size > 1 else line)
        at += size
    return out


def _without_overview(tabled: Sequence[Told], written: list[Told], heads: HeadReader) -> list[Told]:
    """Beside a table of the scenes, 工厂建设：建成机房与无线网。 tells of a link and begins no scene of its own."""
    rows = {squash(told.head.name) for told in tabled}
    if len(rows) < _TABLED:
        return written
    headed = [w for w in written if (w.rank < PLAIN or w.level) and squash(w.head.name) in rows]
    if len(headed) >= _TABLED:  # 供应链协同：… behind scenes that all have headings
        written = [w for w in written if w.rank < PLAIN or w.level or w.head.labelled or squash(w.head.name) in rows]
    written = [w for w in written if w.rank < PLAIN or w.level or not _SEVERAL.search(half_width(w.head.rest))]
    sure = [w for w in written if w.head.labelled or w.head.instance or heads.knows(w.head.name)
            or squash(w.head.name) in rows]  # fmt: skip
    if not sure:
        return []
    return [w for w in written if w in sure or w.rank < PLAIN or w.level]


def _named(told: Told) -> dict[str, tuple[str, Place]]:
    head = told.head
    found = {"link": head.link, "name": head.name, "instance": head.instance, "ai": head.ai}
    places = {"link": head.link_place, "ai": head.ai_place}
    return {key: (value, places.get(key) or told.place) for key, value in found.items() if value}


def _add_instances(tabled: Sequence[Told], lines: Sequence[Line]) -> None:
    """Paragraphs that begin with the applicant's own name of a scene in the table (焊缝视觉检测：…) are its text."""
    for line in lines:
        said = LABELLED.match(half_width(line.bare)) if not line.cells else None
        if not said or len(squash(said["value"])) < _BRIEF:
            continue
        name = squash(said["label"])
        meant = [t for t in tabled if len(name) >= _SHORTEST and _same_thing(name, squash(t.head.instance))]
        if len(meant) == 1:
            meant[0].prose.append((line.text, line.place))


def _same_thing(name: str, instance: str) -> bool:
    return len(instance) >= _SHORTEST and (name in instance or instance in name)


def _read(lines: Sequence[Line], heads: HeadReader) -> Iterator[Told]:
    current: Told | None = None
    link: tuple[str, Place | None] = ("", None)
    last, under = 0, float(PLAIN)
    for at, line in enumerate(lines):
        if line.cells or (line.table is not None and len(squash(line.text)) <= 30 and not heads.read(line)):
            continue
        labelled = LABELLED.match(half_width(line.bare))
        role = heads.role(labelled["label"]) if labelled else ""
        if labelled and role == "ai" and current and (tick := read_tick(labelled["value"])):
            current.head = replace(current.head, ai=tick, ai_place=line.place.quoting(labelled[0]))
            continue
        if labelled and role in ("link", "name", "instance"):
            value = split_number(labelled["value"])[1].strip("。;；,")
            if role == "name" and value:
                if current and (not current.head.name or (not current.head.labelled and not current.prose)):
                    current.head = replace(current.head, name=heads.clean(value), labelled=True)
                    current.head = replace(current.head, instance=current.head.instance)
                else:
                    if current:
                        yield current
                    current = Told(Head(heads.clean(value), labelled=True), line.place, line.rank, line.level)
                    if link[0]:
                        current.head = replace(current.head, link=link[0], link_place=link[1])
                        link = ("", None)
            elif role == "link" and heads.link_of(value):
                if current and not current.head.link and all(place == current.place for _, place in current.prose):
                    current.head = replace(current.head, link=value, link_place=line.place)
                else:
                    link = (value, line.place)
            elif role == "instance" and current:
                current.head = replace(current.head, instance=value)
            continue
        head = heads.read(line)
        if head is None and current and not current.head.labelled and _next_of(line, current, last):
            head = heads.unknown(line)
        if head is None and current is None and under < line.rank < PLAIN and number_of(line.text) == 1:
            head = heads.unknown(line)  # the first scene under the heading of its link, whatever it is called
        if head is not None:
            if current:
                yield current
            if not head.link and link[0]:
                head = replace(head, link=link[0], link_place=link[1])
            if _heads_text(line, head, lines[at + 1 : at + 2], heads):
                head = replace(head, instance=head.rest, rest="")
            current = Told(head, line.place, line.rank, line.level, [(head.rest, line.place)] if head.rest else [])
            last, under = number_of(line.text) or last, float(PLAIN)
            continue
        if line.short and (section := heads.section(line)):
            link, under = (section, line.place), line.rank
            if current and line.rank <= current.rank:
                yield current
                current = None
            continue
        if current and _closes(line, current):
            yield current
            current = None
        if current and squash(line.text) and not _FIGURE.match(squash(line.text)) and not is_numbered(line.bare):
            current.prose.append((line.text, line.place))
    if current:
        yield current


def _heads_text(line: Line, head: Head, following: Sequence[Line], heads: HeadReader) -> bool:
    """Whether the words behind the name (车间智能排产：灌装排程) are the applicant's own: the line is a heading,
    and its text follows."""
    if not line.short or not head.rest or head.instance or len(squash(head.rest)) > _OWN_NAME:
        return False
    if not following or following[0].cells or heads.read(following[0]):
        return False
    labelled = LABELLED.match(half_width(following[0].bare))
    return not following[0].short or bool(labelled and heads.role(labelled["label"]))


def _closes(line: Line, current: Told) -> bool:
    """A heading of the chapter behind the last scene."""
    if not line.short:
        return False
    if line.level and current.level and line.level <= current.level:
        return True
    if current.rank < PLAIN and line.rank < current.rank:
        return True
    if line.rank == PLAIN and not line.level:
        return len(squash(line.bare)) <= _BRIEF and bool(_CLOSING.search(line.bare))
    high = line.rank <= current.rank or line.rank < _INNER or bool(line.level)
    return high and bool(_CLOSING.search(line.bare))


def _next_of(line: Line, current: Told, last: int) -> bool:
    """A heading with the next number or of the same style: one more scene, whatever it is called."""
    if line.rank == PLAIN == current.rank and line.short and not _CLOSING.search(line.bare):
        named = squash(line.bare).endswith("场景") and len(squash(line.bare)) <= _NAMED
        return named or 0 < line.level == current.level
    number = number_of(line.text)
    same = line.rank == current.rank < PLAIN and line.level == current.level
    return same and number is not None and last > 0 and number == last + 1 and not _CLOSING.search(line.bare)


_DIGITS = {word: n for n, word in enumerate("一二三四五六七八九十", 1)}


def number_of(text: str) -> int | None:
    """The number that a line begins with: （三） → 3, 4.2.11 → 11."""
    flat = half_width(text).strip()
    if match := re.match(r"\(?(\d{1,2}(?:\.\d{1,2})*)", flat):
        return int(match[1].split(".")[-1])
    match = re.match(r"(?:第|\()?([一二三四五六七八九十]{1,3})", flat)
    if not match:
        return None
    tens, _, ones = match[1].partition("十") if "十" in match[1] else ("", "", match[1])
    ten = (_DIGITS.get(tens, 1) * 10) if "十" in match[1] else 0
    return ten + _DIGITS.get(ones, 0) if len(ones) <= 1 else None
