"""Scene tables of a free book: one scene a row under heads, or a small table of 标签 | 内容 for each scene."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from extract.free.lines import Line
from extract.free.scene_heads import Head, HeadReader, read_tick
from model.document import Cell, Table
from model.place import Place
from model.text import squash

#: A head of a column is no longer than this.
_HEAD = 10
Tabled = tuple[Head, Place, list[tuple[str, Place]]]


def read_scene_tables(lines: Sequence[Line], heads: HeadReader) -> list[Tabled]:
    """(head, place, prose) of every scene in the tables among these lines."""
    found: list[Tabled] = []
    seen: set[str] = set()
    before: dict[int, str] = {}
    for line in lines:
        table = line.table
        if table is None or table.place.path in seen:
            continue
        seen.add(table.place.path)
        rows = list(table.lines())
        columns = _columns(rows, heads)
        if columns:
            before = columns
            found += _rows(rows, columns, heads)
        elif before and table.cols > max(before) and not _roles(rows, heads):
            found += _rows(rows, before, heads)  # the rest of a table on the next page
        else:
            found += _sheet(table, heads)
    return found


def _columns(rows: Sequence[list[Cell]], heads: HeadReader) -> dict[int, str]:
    """Column → role, where one of the first rows heads a column of names and another of links or texts."""
    for row in rows[:2]:
        roles = {cell.col: role for cell in row if (role := heads.role(cell.text))}
        below = rows[row[-1].row + 1] if row and row[-1].row + 1 < len(rows) else []
        if "name" in roles.values() and len(roles) >= 2 and below and not any(heads.role(c.text) for c in below):
            beside = [c for c in row if squash(c.text) and not heads.role(c.text)]
            if len(beside) < len(roles) or all(len(squash(c.text)) <= _HEAD for c in beside):
                return roles
    return {}


def _roles(rows: Sequence[list[Cell]], heads: HeadReader) -> bool:
    return any(heads.role(row[0].text) for row in rows if row)


def _rows(rows: Sequence[list[Cell]], columns: dict[int, str], heads: HeadReader) -> Iterator[Tabled]:
    last: Tabled | None = None
    for row in rows:
        said: dict[str, list[Cell]] = {}
        for cell in row:
            role = next((r for col, r in columns.items() if cell.col <= col < cell.col + cell.colspan), "")
            if role and squash(cell.text):
                said.setdefault(role, []).append(cell)
        names = said.get("name", [])
        if any(heads.role(cell.text) == "name" for cell in names):
            continue
        ticks = [(tick, cell) for cell in said.get("ai", []) if (tick := read_tick(cell.text))]
        told = [c for c in (*said.get("desc", []), *said.get("ai", [])) if not any(c is cell for _, cell in ticks)]
        prose = [(cell.text, cell.place) for cell in told]
        if not names:
            if last is not None and prose:
                last[2].extend(prose)
            continue
        if last:
            yield last
        head = Head(heads.clean(names[0].text.replace("\n", "")), labelled=True)
        if (links := said.get("link")) and heads.link_of(links[0].text):
            head = replace(head, link=heads.link_of(links[0].text), link_place=links[0].place)
        elif "link" in columns.values() and last and heads.belongs(head.name, last[0].link):
            head = replace(head, link=last[0].link, link_place=last[0].link_place)  # printed once for several rows
        if instances := said.get("instance"):
            head = replace(head, instance=squash(instances[0].text))
        if ticks:
            head = replace(head, ai=ticks[0][0], ai_place=ticks[0][1].place)
        last = (head, names[0].place, prose)
    if last:
        yield last


def _sheet(table: Table, heads: HeadReader) -> Iterator[Tabled]:
    """标签 | 内容 rows; each 场景名称 begins a scene, a link printed above it is its own."""
    current: Tabled | None = None
    link: tuple[str, Place | None] = ("", None)
    for row in table.lines():
        cells = [cell for cell in row if squash(cell.text)]
        for label, value in pairwise(cells):
            role = heads.role(label.text)
            if not role or heads.role(value.text):
                continue
            if role == "name":
                if current:
                    yield current
                current = (Head(heads.clean(value.text), labelled=True), value.place, [])
                if link[0]:
                    current = (replace(current[0], link=link[0], link_place=link[1]), *current[1:])
                    link = ("", None)
            elif role == "link" and (named := heads.link_of(value.text)):
                if current and not current[0].link:
                    current = (replace(current[0], link=named, link_place=value.place), *current[1:])
                else:
                    link = (named, value.place)
            elif role == "instance" and current:
                current = (replace(current[0], instance=squash(value.text)), *current[1:])
            elif role == "ai" and current and (tick := read_tick(value.text)):
                current = (replace(current[0], ai=tick, ai_place=value.place), *current[1:])
            elif role in ("desc", "ai") and current:
                current[2].append((value.text, value.place))
    if current:
        yield current
