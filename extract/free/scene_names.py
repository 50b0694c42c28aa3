"""Scenes wherever the guide's names stand first in a line or alone in a cell, whatever is drawn around them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extract.free.lines import PLAIN, Line
from extract.free.scene_heads import Head, HeadReader, Told
from model.place import Place
from model.text import half_width, squash

#: So many characters may stand before a name: a number, its link, the applicant's own name of the scene.
_LEAD = 28
#: A text of a scene is no shorter, or it is a sentence.
_TEXT = 16
_SENTENCE = re.compile(r"\S{6,}[。!！]\s*$")
_PIECES = re.compile(r"[\n\t/|]+")
_ENDS = re.compile(r"\s*(?:$|[】\])》”\"(:。;,—–―－\-|/\s])")
_AND = re.compile(r"[“”\"《》]*[、,/与和及\s]+[“”\"《》]*")
_OPENS = '“《"【[( :—–―－-·.、/|\n\t'
#: 环节：生产作业 in a line of its own, in front of the scene or behind its name.
_LINK = re.compile(r"(?:(?:所属|对应|归属|所在|涉及)?(?:重点)?环节)(?:名称)?\s*[:：]\s*(?P<link>[\u4e00-\u9fff]{4,6})")
_TITLE = re.compile(r"^[\s:,。;)】\]》”\"—–―－\-|/]+")


def read_named(lines: Sequence[Line], heads: HeadReader) -> list[Told]:
    """Each name once, where it begins a line or fills a piece of a cell; lines that name several are lists of them."""
    found: list[Told] = []
    seen = set[str]()
    link: tuple[str, Place | None] = ("", None)
    under, whole = float(PLAIN), False
    for line in lines:
        named = [one for one in _names_in(line, heads) if one[0] not in seen]
        if len(named) == 1:
            name, rest = named[0]
            seen.add(name)
            own = next((word for word in _links(line, heads) if word not in name), "")
            place = line.place if own else link[1]
            whole = not line.cells and _in_columns(half_width(line.text), name, heads)
            prose = [(text, at) for text, at in rest if _is_text(text) or (whole and squash(text))]
            found.append(Told(Head(name, own or link[0], link_place=place), line.place, line.rank, line.level, prose))
            under = line.rank
        elif section := heads.section(replace(line, bare=re.sub(r"[(（]\s*\d+\s*个?\s*[)）]", "", line.bare))):
            link = (section, line.place)
        elif found and (told := _LINK.match(half_width(line.bare))) and heads.link_of(told["link"]):
            if not found[-1].prose:
                found[-1].head = replace(found[-1].head, link=told["link"], link_place=line.place)
            else:
                link = (told["link"], line.place)
        elif found and _begins_other(line, under, found[-1]):
            break
        elif found and not named:
            texts = [(cell.text, cell.place) for cell in line.cells] or [(line.text, line.place)]
            found[-1].prose += [(text, at) for text, at in texts if _is_text(text) or (whole and not line.cells)]
    return found


def _is_text(text: str) -> bool:
    return len(squash(text)) >= _TEXT or _SENTENCE.match(squash(text)) is not None


def _begins_other(line: Line, under: float, last: Told) -> bool:
    """A heading above the rank of the scenes, behind the last of them that has its text."""
    higher = line.rank < min(under, PLAIN) or (0 < line.level < max(last.level, 2) and not last.level)
    return line.short and not line.cells and higher and bool(last.prose)


def _names_in(line: Line, heads: HeadReader) -> Iterator[tuple[str, list[tuple[str, Place]]]]:
    """(name, texts behind it or beside it) of a line."""
    texts = [(cell.text, cell.place) for cell in line.cells] or [(line.text, line.place)]
    for at, (text, place) in enumerate(texts):
        flat = half_width(text)
        hits = list(heads.names.finditer(flat))
        if len(hits) > 1 and not line.cells and _AND.fullmatch(flat, hits[0].end(), hits[1].start()):
            yield from ((hit[0], []) for hit in hits)
            continue
        hit = next(iter(hits), None)
        alone = any(squash(piece) == squash(hit[0]) for piece in _PIECES.split(flat)) if hit else False
        if hit is None or not (alone or _heads_line(flat, hit, line, heads)):
            continue
        rest = _TITLE.sub("", flat[hit.end() :])
        yield hit[0], [(rest, place), *((other, where) for n, (other, where) in enumerate(texts) if n != at)]


def _heads_line(flat: str, hit: re.Match[str], line: Line, heads: HeadReader) -> bool:
    """Whether a name begins a line: little before it and no sentence, a sign or nothing behind it."""
    before = flat[: hit.start()].rstrip()
    if line.cells or len(squash(before)) > _LEAD or re.search(r"[。;,]", before):
        return False
    begun = not before or before[-1] in _OPENS or before[-1].isdigit() or _in_columns(flat, hit[0], heads)
    return begun and _ENDS.match(flat, hit.end()) is not None


def _in_columns(flat: str, name: str, heads: HeadReader) -> bool:
    """Whether a link stands apart before the name: 1 生产作业 精准配送 小车按…, a row drawn without rules."""
    before, _, behind = flat.partition(name)
    return before.endswith(" ") and behind.startswith(" ") and bool(heads.link_of(before.rstrip()))


def _links(line: Line, heads: HeadReader) -> list[str]:
    texts = [cell.text for cell in line.cells] or [line.text[: _LEAD * 2]]
    return [word for text in texts for word in heads.links.findall(half_width(text))]
