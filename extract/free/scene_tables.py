"""Scene tables of a free book: one scene a row under heads, or a small table of 标签 | 内容 for each scene."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extract.free.lines import PLAIN, Line, split_number
from extract.free.scene_heads import HeadReader, read_tick
from extract.free.scene_sheets import Tabled, read_sheet
from model.document import Cell
from model.text import half_width, squash

#: The role of a column of investments, its unit behind.
SPENT = "spent:"
#: A head of a column is no longer than this.
_HEAD = 10
#: A name is cut into no more parts than this.
MOST_PARTS = 3
#: Several names in one cell, and the rows that count them.
_LISTED = re.compile(r"[、,，;；\n/]|\s{2,}")
_TOTAL = re.compile(r"合计|总计|小计|共计|总数|共?\d{1,2}个?")
#: What is read where the rule between two cells was.
_LOST_RULE = re.compile(r"[\s|｜丨Il1]+")
#: A row of a table of scenes: role → its cells.
Record = dict[str, list[Cell]]


def read_scene_tables(lines: Sequence[Line], heads: HeadReader) -> list[Tabled]:
    """(head, place, prose) of every scene in the tables among these lines."""
    found: list[Tabled] = []
    seen: set[str] = set()
    before: dict[int, str] = {}
    records: list[Record] = []
    apart, above, page = False, "", None
    for line in lines:
        table = line.table
        if table is None or table.place.path in seen:
            apart = apart or table is None
            above = line.text if table is None else above
            continue
        seen.add(table.place.path)
        rows = _turned(list(table.lines()), heads)
        columns = _columns(rows, heads, above)
        goes_on = not columns and before and table.cols > max(before) and not _roles(rows, heads)
        apart = apart or (page is not None and table.place.page == page)  # no page break cut it off
        goes_on = goes_on and (not apart or _knows_names(rows, before, heads))
        apart, page = False, table.place.page
        if not goes_on:
            found += _rows(join_cut(records, heads), before, heads)
            records = []
        if columns or goes_on:  # the rest of a table on the next page has no heads
            before = columns or before
            records += _records(rows, before, heads)
        else:
            found += read_sheet(rows, heads, table.seams)
    return [*found, *_rows(join_cut(records, heads), before, heads)]


def _turned(rows: list[list[Cell]], heads: HeadReader) -> list[list[Cell]]:
    """The rows; of a table with a scene in each column (场景名称 | 在线智能检测 | 精准配送) its columns."""
    roles = [heads.role(row[0].text) if row else "" for row in rows]
    if roles.count("name") != 1 or len(set(roles) - {""}) < 2:
        return rows
    names = [cell for cell in rows[roles.index("name")][1:] if squash(cell.text)]
    if len(names) < 2 or 2 * sum(heads.knows_whole(cell.text) for cell in names) <= len(names):
        return rows
    columns = range(max(cell.col + cell.colspan for row in rows for cell in row))
    stands = [[next((c for c in row if c.col <= col < c.col + c.colspan), None) for row in rows] for col in columns]
    return [
        [replace(cell, row=col, col=at, rowspan=1, colspan=1) for at, cell in enumerate(line) if cell is not None]
        for col, line in enumerate(stands)
    ]


def _unticked(records: Sequence[Record], columns: dict[int, str]) -> bool:
    """Whether an empty cell of the column 人工智能 says 否: some rows are ticked there and none says no."""
    if "ai" not in columns.values():
        return False
    ticks = [read_tick(cell.text) for record in records if "name" in record for cell in record.get("ai", [])]
    return bool(ticks) and all(tick == "是" for tick in ticks)


def _columns(rows: Sequence[list[Cell]], heads: HeadReader, above: str) -> dict[int, str]:
    """Column → role, where one of the first rows heads a column of names and another of links or texts."""
    for row in rows[:2]:
        roles = {col: role for cell in row for col, text in _apart(cell) if (role := _role(text, heads, above))}
        below = rows[row[-1].row + 1] if row and row[-1].row + 1 < len(rows) else []
        if "name" in roles.values() and len(roles) >= 2 and below and not any(heads.role(c.text) for c in below):
            beside = [c for c in row if squash(c.text) and not heads.role(c.text)]
            if len(beside) < len(roles) or all(len(squash(c.text)) <= _HEAD for c in beside):
                return roles
    return {}


def _apart(cell: Cell) -> list[tuple[int, str]]:
    """Column and text of a head; of two heads between which a scan lost the rule (环节 1人工智能) those of both."""
    parts = [part for part in _LOST_RULE.split(cell.text) if part]
    if cell.colspan == 1 or len(parts) != cell.colspan:
        return [(cell.col, cell.text)]
    return [(cell.col + n, part) for n, part in enumerate(parts)]


def _role(text: str, heads: HeadReader, above: str) -> str:
    """What a column tells; of an investment with the unit of its head, or of the line above the table."""
    role = heads.role(text)
    if role != "build_investment":
        return role
    unit = re.search(r"[万亿]元", half_width(text)) or re.search(r"[万亿]元(?=\)?$)", half_width(above).strip())
    return f"{SPENT}{unit[0] if unit else ''}"


def _knows_names(rows: Sequence[list[Cell]], columns: dict[int, str], heads: HeadReader) -> bool:
    """Whether half of what stands under the names are scenes of the guide: another table may have as many columns."""
    at = next((col for col, role in columns.items() if role == "name"), None)
    names = [cell.text for row in rows for cell in row if cell.col == at and squash(cell.text)]
    return 2 * sum(heads.knows(heads.clean(name)) for name in names) >= len(names) > 0


def _roles(rows: Sequence[list[Cell]], heads: HeadReader) -> bool:
    return any(heads.role(row[0].text) for row in rows if row)


def _records(rows: Sequence[list[Cell]], columns: dict[int, str], heads: HeadReader) -> Iterator[Record]:
    """Role → cells of each row but heads that are printed again."""
    for row in rows:
        said: Record = {}
        for cell in row:
            role = next((r for col, r in columns.items() if cell.col <= col < cell.col + cell.colspan), "")
            if role and squash(cell.text):
                said.setdefault(role, []).append(cell)
        if not any(heads.role(cell.text) == "name" for cell in said.get("name", [])):
            yield said


def join_cut(records: Sequence[Record], heads: HeadReader) -> list[Record]:
    """The records with those put together that are one row cut in two or three: their names are one scene's."""
    out: list[Record] = []
    at = 0
    while at < len(records):
        size = heads.cut_into([_name_of(record) for record in records[at : at + MOST_PARTS]])
        whole = records[at]
        for more in records[at + 1 : at + size]:
            whole = {role: _glued(whole.get(role, []), more.get(role, [])) for role in {**whole, **more}}
        out.append(whole)
        at += size
    return out


def _name_of(record: Record) -> str:
    names = record.get("name", [])
    return names[0].text if names else ""


def _glued(upper: list[Cell], lower: list[Cell]) -> list[Cell]:
    """The cells of one column: what goes on in the lower part stands behind the last text of the upper one.

    A cell that spans both parts is there once.
    """
    fresh = [cell for cell in lower if cell not in upper]
    if not upper or not fresh:
        return upper or fresh
    last = replace(upper[-1], text=upper[-1].text + fresh[0].text, place=upper[-1].place)
    return [*upper[:-1], last, *fresh[1:]]


def _each(record: Record, heads: HeadReader) -> Iterator[Record]:
    """A row of a link with all its scenes in one cell (在线智能检测、质量精准追溯) is one row each; totals are none."""
    cells = [cell for role in ("link", "name") for cell in record.get(role, [])]
    if any(_TOTAL.fullmatch(squash(cell.text)) for cell in cells):
        return
    names = record.get("name", [])
    parts = [part for part in _LISTED.split(names[0].text) if squash(part)] if len(names) == 1 else []
    known = sum(heads.knows(heads.clean(part)) for part in parts)
    if len(parts) < 2 or 2 * known <= len(parts) or heads.link_of(parts[0]):  # 生产作业/在线智能检测 is one
        yield record
        return
    told = _numbered(record.get("desc", []), len(parts))
    for n, part in enumerate(parts):
        name = replace(names[0], text=part.strip(), place=names[0].place.quoting(part.strip()))
        yield {**record, "name": [name], **({"desc": [told[n]]} if told else {})}


def _numbered(cells: Sequence[Cell], count: int) -> list[Cell]:
    """The numbered texts of a cell (① … ② …), one for each name of the cell beside it."""
    texts: list[str] = []
    for line in cells[0].text.splitlines() if len(cells) == 1 else ():
        rank, bare = split_number(line)
        if rank < PLAIN or not texts:
            texts.append(bare)
        else:
            texts[-1] += "\n" + line
    if len(texts) != count:
        return []
    return [replace(cells[0], text=text, place=cells[0].place.quoting(text)) for text in texts]


def _rows(records: Sequence[Record], columns: dict[int, str], heads: HeadReader) -> list[Tabled]:
    """The rows; where only those with artificial intelligence are ticked in its column, the others are without."""
    found = list(_told_rows(records, columns, heads))
    if "ai" not in columns.values() or not {head.ai for head, *_ in found} >= {"是", ""}:
        return found
    if any("ai" in record and not read_tick(record["ai"][0].text) for record in records):
        return found  # something else stands in that column
    return [(replace(h, ai=h.ai or "否", ai_place=h.ai_place or place), place, prose) for h, place, prose in found]


def _told_rows(records: Sequence[Record], columns: dict[int, str], heads: HeadReader) -> Iterator[Tabled]:
    last: Tabled | None = None
    unticked = _unticked(records, columns)
    for said in (one for record in records for one in _each(record, heads)):
        names = said.get("name", [])
        ticks = [(tick, cell) for cell in said.get("ai", []) if (tick := read_tick(cell.text))]
        told = [c for c in (*said.get("desc", []), *said.get("ai", [])) if not any(c is cell for _, cell in ticks)]
        prose = [(cell.text, cell.place) for cell in told]
        if not names:
            if last is not None and prose:
                last[2].extend(prose)
            continue
        if last:
            yield last
        head = heads.path(names[0].text, names[0].place)
        if (links := said.get("link")) and heads.link_of(links[0].text):
            head = replace(head, link=heads.link_of(links[0].text), link_place=links[0].place)
        elif "link" in columns.values() and last and heads.belongs(head.name, last[0].link):
            head = replace(head, link=last[0].link, link_place=last[0].link_place)  # printed once for several rows
        if instances := said.get("instance"):
            head = replace(head, instance=squash(instances[0].text))
        if ticks:
            head = replace(head, ai=ticks[0][0], ai_place=ticks[0][1].place.quoting(ticks[0][1].text))
        elif unticked and not said.get("ai"):
            head = replace(head, ai="否", ai_place=names[0].place.quoting(names[0].text))
        if (role := next((r for r in said if r.startswith(SPENT)), "")) and len(said[role]) == 1:
            head = replace(head, spent=said[role][0], spent_in=role.removeprefix(SPENT))
        last = (head, names[0].place, prose)
    if last:
        yield last
