"""Sheets of scenes: rows of 标签 | 内容, the label printed or but a number (典型场景1 | 在线智能检测 | 相机逐件…)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from extract.free.lines import Line, split_number
from extract.free.scene_heads import Head, HeadReader, read_tick
from model.document import Cell
from model.place import Place
from model.text import half_width, squash

#: A scene of a table: head, place of its name, texts.
Tabled = tuple[Head, Place, list[tuple[str, Place]]]
#: More cells than a label and its content.
_SHEET_HEAD = 2
#: 场景3 before 生产作业—在线智能检测—极片检测: a number for a label.
_NUMBERED = re.compile(r"(?:典型)?场景(?:\d{1,2}|[一二三四五六七八九十]{1,3})[:、.]?")
_COUNTED = re.compile(r"\s*(?:典型)?场景\s*(?:\d{1,2}|[一二三四五六七八九十]{1,3})[\s:：、.．]+")
#: 名称, 环节, 描述: what is left of a label where the block says that it is of scenes.
_BRIEF = 2
#: The applicant's own name of a scene.
_OWN_NAME = re.compile(r"[^。;,:\n]{2,24}")


def is_numbered(text: str) -> bool:
    """Whether a cell is but the number of a scene: 典型场景2, 场景三."""
    return _NUMBERED.fullmatch(squash(half_width(text))) is not None


def counted_name(text: str) -> str:
    """What stands behind the number of a scene: 典型场景2 精准配送 → 精准配送; "" without a number."""
    hit = _COUNTED.match(text)
    return text[hit.end() :].strip() if hit else ""


def read_sheet(rows: Sequence[list[Cell]], heads: HeadReader, seams: Sequence[int] = ()) -> Iterator[Tabled]:
    """Each 场景名称 or number of a scene begins one; a link printed above it is its own. Behind a page break (`seams`)
    a text goes on in a row without a label."""
    current: Tabled | None = None
    link: tuple[str, Place | None] = ("", None)
    if len(rows) > _SHEET_HEAD and _heads_columns(rows[0], rows[1], heads):
        return
    counted = [row for row in rows if len(row) > 1 and is_numbered(row[0].text)]
    of_scenes = any(_named(row[1], heads, of_scenes=False) for row in counted)
    number: Cell | None = None
    column = 0
    for row in rows:
        cells = [cell for cell in row if squash(cell.text)]
        named: Cell | None = None
        if len(cells) > 1 and heads.knows_whole(name := counted_name(cells[0].text)):
            if current:
                yield current
            current, named, number = (heads.path(squash(name), cells[0].place), cells[0].place, []), cells[0], None
        if len(cells) == 1 and current and current[2] and cells[0].col == column > 0:
            said, place = current[2].pop()
            current[2].append((said + ("" if cells[0].row in seams else "\n") + cells[0].text, place))
        for label, value in pairwise(cells):
            role = _role(label.text, value.text, heads, known=bool(current) or is_numbered(cells[0].text))
            head = heads.path(value.text, value.place)
            if not role and is_numbered(label.text) and label != number:
                begun = _named(value, heads, of_scenes)
                role, head, named = ("name", begun, value) if begun else ("", head, named)
            elif not role and label in (number, named):  # under the number of a scene, or behind its name
                role = "link" if heads.link_of(value.text) else "desc"
            if not role or _role(value.text, "", heads, known=True):
                continue
            if role == "name":
                if current:
                    yield current
                current = (head, value.place, [(head.rest, value.place)] if head.rest else [])
                number = cells[0] if is_numbered(cells[0].text) else None
                if link[0]:
                    current = (replace(current[0], link=link[0], link_place=link[1]), *current[1:])
                    link = ("", None)
            elif role == "link" and (said := heads.link_of(value.text)):
                if current and not current[0].link:
                    current = (replace(current[0], link=said, link_place=value.place), *current[1:])
                else:
                    link = (said, value.place)
            elif role == "instance" and current:
                current = (replace(current[0], instance=squash(value.text)), *current[1:])
            elif role == "ai" and current and (tick := read_tick(value.text)):
                current = (replace(current[0], ai=tick, ai_place=value.place.quoting(value.text)), *current[1:])
            elif role in ("desc", "ai") and current:
                current[2].append((value.text, value.place))
                column = value.col
    if current:
        yield current


def _role(label: str, value: str, heads: HeadReader, known: bool) -> str:
    """What a label asks for; 名称 and 描述 do so where the block is of scenes, 名称 of a scene of the guide too."""
    if role := heads.role(label):
        return role
    brief = squash(split_number(label)[1])
    if len(brief) != _BRIEF:
        return ""
    role = next((role for lead in ("场景", "所属") if (role := heads.role(lead + brief))), "")
    return role if known or (role == "name" and heads.knows_whole(value)) else ""


def _named(value: Cell, heads: HeadReader, of_scenes: bool) -> Head | None:
    """The head of a numbered scene: its name alone, its name before its text, or a name of the applicant's own where
    another number of the table has a scene of the guide: 场景1 | 1200 | 已建成 tells of something else."""
    head = heads.path(value.text, value.place)
    if head.link or heads.knows(head.name):
        return head
    if heads.knows_whole(value.text):
        return heads.path(squash(value.text), value.place)
    rank, bare = split_number(value.text)
    told = heads.read(Line(value.text, bare, rank, value.place, 0))
    if told is not None and told.rest and heads.knows(told.name):
        return told
    own = _OWN_NAME.fullmatch(half_width(value.text).strip())
    return head if own and of_scenes and not _role(value.text, "", heads, known=True) else None


def _heads_columns(first: Sequence[Cell], second: Sequence[Cell], heads: HeadReader) -> bool:
    """Whether the first row heads columns of other things told of each scene: 场景 | 负责部门 | 可用率."""
    said = [cell for cell in first if squash(cell.text)]
    names = [at for at, cell in enumerate(said) if heads.role(cell.text) == "name"]
    return len(said) > _SHEET_HEAD and names == [0] and len(second) == len(first) and not heads.role(second[0].text)
