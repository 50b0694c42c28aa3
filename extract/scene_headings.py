"""Scenes of a book without a table of them (卓越级, 领航级): headings that name a scenario, with their prose."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extract.chapters import read_chapters
from model.document import Document
from model.form import Form
from model.guide import Guide
from model.place import Place
from model.submission import Field
from model.text import half_width, squash

#: A heading is short; a scene told in one paragraph begins with its name and a colon or full stop.
_HEADING = 60
_NUMBER = r"(?:[(（]?[一二三四五六七八九十\d]{1,3}(?:\.\d{1,2})*[)）]?[、.．:：\s]*)?"
_DASH = r"\s*[—–－\-]+\s*"


@dataclass(frozen=True, slots=True)
class _Told:
    name: str
    place: Place
    prose: list[tuple[str, Place]]


def find_scene_fields(document: Document, form: Form, guide: Guide, chapter: str) -> Iterator[Field]:
    """`scenes[n].name` and `scenes[n].desc` of the scenes that stand under headings in this chapter of the form."""
    specs = [spec for part in form.parts if part.layout == "chapters" for spec in part.fields]
    found = [c for c in read_chapters(document.nodes, specs, ()) if c.spec.key == chapter]
    scenes = list(_split([p for c in found for p in c.paragraphs], guide))
    for n, scene in enumerate(scenes, start=1):
        yield Field(f"scenes[{n}].name", scene.name, scene.name, scene.place.quoting(scene.name), confidence=0.9)
        if scene.prose:
            text = half_width("\n".join(said for said, _ in scene.prose))
            first, place = scene.prose[0]
            yield Field(f"scenes[{n}].desc", text, text, place.quoting(first), "longtext", confidence=0.9)


def _split(paragraphs: Sequence[tuple[str, Place]], guide: Guide) -> Iterator[_Told]:
    head = _pattern(guide)
    current: _Told | None = None
    for text, place in paragraphs:
        hit = head.match(text)
        rest = text[hit.end() :].strip(" 　:：。.") if hit else ""
        if hit and (len(squash(text)) <= _HEADING or text[hit.end() :].lstrip()[:1] in tuple(":：。")):
            if current:
                yield current
            told = bool(rest) and len(squash(rest)) > _HEADING
            current = _Told(hit["name"], place, [(rest, place)] if told else [])
        elif current and squash(text):
            current.prose.append((text, place))
    if current:
        yield current


def _pattern(guide: Guide) -> re.Pattern[str]:
    """三、（二）场景3：生产作业—在线智能检测—…: number, the word 场景, the link, the name, the instance."""
    names = "|".join(sorted((re.escape(s.name) for s in guide.scenarios), key=len, reverse=True))
    links = "|".join(map(re.escape, guide.links))
    return re.compile(
        rf"\s*{_NUMBER}(?:典型)?(?:场景)?\s*{_NUMBER}[“《\"]?(?:(?:{links})(?:环节)?{_DASH})?(?P<name>{names})[”》\"]?"
        rf"(?:典型)?(?:场景)?(?:{_DASH}[^\n:：。]{{2,40}})?(?=\s*(?:$|\n|[:：。（(]))"
    )
