"""Lists: the clerk's output tables (GS-01, GS-06, GS-07, GS-13, FJ-03 …) read back: one record a row, and the lines
around the table (填写单位, 联系人, date). Word and Excel alike: in a sheet those lines are rows of the same grid.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from extract.answer import Answer
from extract.commitment import EMPTY_DATE, find_date
from extract.labels import LabelBook
from model.document import Block, Cell, Document, Table
from model.form import FieldSpec, PartSpec
from model.place import Place
from model.text import half_width, squash

_LEAST_HEADS = 4
#: A row of the printed example: at least so many cells are still placeholders, or its number says so.
_EXAMPLE_CELLS = 2
_EXAMPLE = re.compile(r"^(?:示例|例如|例[:：]|样例|填写说明|备注[:：]|注[:：\d])")
_TOTAL = re.compile(r"(?:合计|总计|小计|共计|本页小计)[:：]?(?:\d+[户家个项])?")
#: Columns that say whose record it is: where all are empty after a page break, the record before goes on.
_NAMING = ("seq", "company_name", "name_project")
#: A placeholder, a mark or a number of a row has no more characters than this.
_WORD = 3
#: A remark: a sentence, or what a label announces as one.
_SENTENCE = re.compile(r"^(?:附?注|备注|说明|[^:]{0,6}说明)\s*\d?\s*[:、.]|[,。;]")


@dataclass(slots=True)
class List:
    """The records of a table in printed order, its printed samples, and the lines of text outside its records."""

    rows: list[list[Answer]] = field(default_factory=list)
    samples: list[list[Answer]] = field(default_factory=list)
    lines: list[tuple[str, Place]] = field(default_factory=list)


def read_list(document: Document, part: PartSpec) -> List:
    """All records under the part's head, through page breaks and several tables or sheets."""
    book = LabelBook(part.fields)
    found = List()
    heads: dict[str, tuple[Cell, FieldSpec]] = {}
    for node in document.nodes:
        if isinstance(node, Block):
            found.lines += [(line, node.place) for line in node.text.splitlines() if squash(line)]
        elif isinstance(node, Table):
            node = _part_rows(node, book) if node.place.page in document.ocr_pages else node
            heads = _read_table(node, book, part, found, heads)
    return found


def read_frame(lines: Sequence[tuple[str, Place]], specs: Sequence[FieldSpec]) -> Iterator[Answer]:
    """The answers printed as 标签：值 in the lines around a table; a date spec takes the first date there."""
    labels = [(label, spec) for spec in specs for label in spec.labels if spec.kind not in ("date", "remarks")]
    either = "|".join(re.escape(half_width(label)) for label, _ in sorted(labels, key=lambda pair: -len(pair[0])))
    for spec in specs:
        if spec.kind == "remarks":
            yield from _remarks(lines, spec, rf"^(?:{either})\s*:")
            continue
        if spec.kind == "date":
            dated = next(((text, place) for text, place in lines if find_date(text)), None)
            if dated:
                yield Answer(spec, find_date(dated[0]), dated[1], dated[1], 1.0, "", "inline")
            continue
        names = "|".join(re.escape(half_width(label)) for label in spec.labels)
        for text, place in lines:
            match = re.search(
                rf"(?:^|(?<=[\s)；;]))(?:{names})\s*:\s*(?P<value>.*?)(?=\s{{2,}}|\t|(?:{either})\s*:|$)",
                half_width(text),
            )
            value = _without_date(match["value"]) if match else ""
            if value:
                yield Answer(spec, value, place, place, 1.0, "", "inline")
                break


def _remarks(lines: Sequence[tuple[str, Place]], spec: FieldSpec, labels: str) -> Iterator[Answer]:
    """Each paragraph of sentences around the table, numbered; a paragraph's lines are joined."""
    whole: dict[str, tuple[str, Place]] = {}
    for text, place in lines:
        before = whole.get(place.path, ("", place))[0]
        whole[place.path] = (before + half_width(text).strip(), place)
    said = [(text, place) for text, place in whole.values() if _SENTENCE.search(text) and not re.match(labels, text)]
    for n, (text, place) in enumerate(said, start=1):
        yield Answer(spec, text, place, place, 1.0, str(n), "inline")


def _without_date(text: str) -> str:
    date = find_date(text)
    flat = text.replace(date, "") if date else text
    return EMPTY_DATE.sub("", flat).strip(" _\t")


def _read_table(
    table: Table, book: LabelBook, part: PartSpec, found: List, before: dict[str, tuple[Cell, FieldSpec]]
) -> dict[str, tuple[Cell, FieldSpec]]:
    """Reads one table; returns the heads in force, which a table that goes on without heads takes over."""
    least = min(_LEAST_HEADS, len(part.fields))
    if not _heads_line(table, book, least) and _side_heads(table, book, least):
        table = _stack(table, book).turned()
    heads: dict[str, tuple[Cell, FieldSpec]] = {}
    if not _heads_line(table, book, least) and before and table.cols > max(cell.col for cell, _ in before.values()):
        heads = before
    last_head, met, since = -1, False, 0
    if not heads and (placed := _place_heads(table, book, part)):
        heads, last_head, met = placed, 0, True
    for index, line in enumerate(table.lines()):
        fresh = [cell for cell in line if cell.row == index and squash(cell.text)]
        hits = [(cell, hit.specs[0]) for cell in fresh if (hit := book.find(cell.text)) and not hit.inline]
        whole = len({spec.key for _, spec in hits}) >= least and 2 * len(hits) >= len(fresh)
        if whole and since:
            heads, since = {}, 0  # the head printed again on the next page
        if whole:
            hits = book.columns([cell for cell in fresh if not ((hit := book.find(cell.text)) and hit.inline)])
        if whole or (met and _is_deeper(index, last_head, fresh, hits)):
            heads |= {spec.key: (cell, spec) for cell, spec in hits}
            last_head = max([last_head, *(cell.row + cell.rowspan - 1 for cell, _ in hits), index])
            met = True
            continue
        filled = [cell for cell in line if squash(cell.text)]
        cut = index in table.seams or (index == 0 and not met)
        alone = len(filled) < 2 and not (cut and filled and filled[0].colspan == 1 and found.rows)
        if not heads or index <= last_head or alone or _is_frame(filled):
            if fresh:
                found.lines.append(("\t".join(cell.text for cell in filled), filled[0].place))
            continue
        since += 1
        _keep_record(_record(line, heads), found, cut)
    return heads


def _part_rows(table: Table, book: LabelBook) -> Table:
    """A scanned table in which a faint line between two records was not seen: a cell over k rows with k lines of text
    (and no label of several lines) is k cells."""
    cells: list[Cell] = []
    for cell in table.cells:
        lines = [line for line in cell.text.splitlines() if squash(line)]
        if cell.rowspan < 2 or len(lines) != cell.rowspan or book.find(cell.text):
            cells.append(cell)
            continue
        cells += [
            replace(cell, row=cell.row + k, rowspan=1, text=line, place=cell.place.quoting(line))
            for k, line in enumerate(lines)
        ]
    return replace(table, cells=tuple(cells))


def _place_heads(table: Table, book: LabelBook, part: PartSpec) -> dict[str, tuple[Cell, FieldSpec]]:
    """The heads by their printed order, where the first row is mostly unread: as many columns as the form has, the
    labels that are read in their places, and records numbered in the first column."""
    first = next(iter(table.lines()), [])
    hits = [(cell.col, hit.specs[0]) for cell in first if (hit := book.find(cell.text))]
    numbered = [c for c in table.cells if c.col == 0 and c.row and re.fullmatch(r"\d{1,3}", squash(c.text))]
    if table.cols != len(part.fields) or not numbered or not hits:
        return {}
    if any(part.fields[col] is not spec for col, spec in hits):
        return {}
    top = first[0]
    return {spec.key: (replace(top, col=col, rowspan=1, colspan=1), spec) for col, spec in enumerate(part.fields)}


def _heads_line(table: Table, book: LabelBook, least: int) -> bool:
    lines = (line for _, line in zip(range(12), table.lines(), strict=False))
    return any(len({hit.specs[0].key for cell in line if (hit := book.find(cell.text))}) >= least for line in lines)


def _side_heads(table: Table, book: LabelBook, least: int) -> bool:
    """Whether the labels stand one below the other in the first columns: a table on its side."""
    first = [cell for cell in table.cells if cell.col <= 1]
    return len({hit.specs[0].key for cell in first if (hit := book.find(cell.text))}) >= least


def _stack(table: Table, book: LabelBook) -> Table:
    """One record in pairs side by side (标签 值 标签 值) as pairs one below the other; other tables as they are."""
    pairs: list[tuple[Cell, Cell]] = []
    beside = 0
    for line in table.lines():
        at = 0
        while at + 1 < len(line):
            label, value = line[at], line[at + 1]
            if book.find(label.text) is None or book.find(value.text) is not None:
                at += 1
                continue
            pairs.append((label, value))
            beside += label.col >= 2
            at += 2
    if 3 * beside < len(pairs) or len(pairs) < _LEAST_HEADS:
        return table
    cells = [
        replace(cell, row=row, col=col, rowspan=1, colspan=1)
        for row, pair in enumerate(pairs)
        for col, cell in enumerate(pair)
    ]
    return replace(table, cells=tuple(cells), rows=len(pairs), cols=2, seams=())


def _is_deeper(index: int, last_head: int, fresh: Sequence[Cell], hits: Sequence[tuple[Cell, FieldSpec]]) -> bool:
    """A further row of the head: still spanned by it, or of labels alone right below it (其他 is also an answer)."""
    if index <= last_head:
        return True
    return index == last_head + 1 and bool(hits) and 2 * len(hits) >= len(fresh)


def _keep_record(row: list[Answer], found: List, after_break: bool) -> None:
    """A record of its own, the rest of the one before (cut by a page), a sample, or a line of totals."""
    texts = {answer.spec.key.rpartition(".")[2]: squash(answer.printed) for answer in row}
    if any(_TOTAL.fullmatch(text) for text in list(texts.values())[:3]):
        return
    if _is_example(row):
        if any(len(text) > _WORD for text in texts.values()):
            found.samples.append(row)
        return
    if after_break and found.rows and (not any(texts.get(k) for k in _NAMING) or _is_lower_part(row, found.rows[-1])):
        longer = {answer.spec.key: answer for answer in row if squash(answer.printed)}
        for at, answer in enumerate(found.rows[-1]):
            if more := longer.get(answer.spec.key):
                found.rows[-1][at] = replace(answer, printed=answer.printed + more.printed)
        return
    found.rows.append(row)


def _is_lower_part(row: Sequence[Answer], before: Sequence[Answer]) -> bool:
    """Whether only the cells that were too high for the page go on here: no number, nothing where the record above is
    empty, and at least a third of its answers complete."""
    above, below = ({answer.spec.key for answer in part if squash(answer.printed)} for part in (before, row))
    number = {key for key in above if key.endswith(".seq")}
    done = above - below - number
    return bool(number and below) and not number & below and below <= above and 3 * len(done) >= len(above)


def _is_frame(filled: Sequence[Cell]) -> bool:
    """联系人： and 联系电话： under the table, notes."""
    return all(
        re.match(r"^\s*(?:联系人|联系电话|填写单位|推荐单位|注|备注|说明)[^\n]{0,12}[:：]", cell.text)
        for cell in filled[:2]
    )


def _record(line: Sequence[Cell], heads: dict[str, tuple[Cell, FieldSpec]]) -> list[Answer]:
    answers = []
    for head, spec in heads.values():
        cells = [c for c in line if c.col < head.col + head.colspan and head.col < c.col + c.colspan]
        filled = [cell for cell in cells if squash(cell.text)] or cells[:1]
        if filled:
            text = "\n".join(cell.text for cell in filled)
            answers.append(Answer(spec, text, filled[0].place, head.place, 1.0, "", "under_head"))
    return answers


def _is_example(row: Sequence[Answer]) -> bool:
    texts = [squash(answer.printed) for answer in row]
    marked = any(_EXAMPLE.match(text) for text in texts[:4])
    placeholders = sum(text.upper() in ("XXX", "XX", "***") for text in texts)
    body = [text for answer, text in zip(row, texts, strict=True) if text and not answer.spec.key.endswith(".seq")]
    return marked or placeholders >= _EXAMPLE_CELLS or not body
