"""Scene block: the repeated scenes of a form, also where the applicant drew the block anew: under other heads, one cell
for all, a card for each, paragraphs. As printed it is read by `inset`, else as the scenes of a free book are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extract.answer import Answer
from extract.chapters import read_chapters
from extract.free import HeadReader, Line, Told, counted_name, is_numbered, read_lines, read_told, split_number
from extract.inset import Inset, read_inset
from extract.labels import LabelBook
from extract.text import core
from model.document import Block, Cell, Node, Table
from model.form import FieldSpec, PartSpec
from model.text import squash

#: 场景描述：… in a paragraph of its own: the label is no part of the answer.
_LABEL = re.compile(
    r"^(?:典型|智能)*(?:场景)?(?:应用|建设)?(?:描述|简述|内容)\s*(?:[(（][^()（）]{0,20}[)）]\s*)?[:：]\s*"
)
#: Numbers above this (一、) head the chapters behind the form's tables.
_CHAPTER = 1


def read_scene_rows(
    nodes: Sequence[Node],
    part: PartSpec,
    chapters: Sequence[PartSpec],
    every_label: LabelBook,
    heads: HeadReader,
) -> Inset:
    """The rows of the part, by its printed head; by whatever tells more of the guide's scenes where that tells few."""
    tables = [node for node in nodes if isinstance(node, Table)]
    inset = read_inset(tables, part, every_label, heads.knows_whole)
    names = [row[0].printed for row in inset.rows if squash(row[0].printed)]
    known = sum(map(heads.knows_whole, names))
    if 0 < known == len(inset.rows):
        for row in inset.rows:
            row[0] = _bare(row[0], heads)
        return inset
    headings = {c.heading.path for p in chapters for c in read_chapters(nodes, p.fields, ())}
    block = _Block(part, every_label, heads, headings)
    told = read_told(read_lines(list(block.cut(nodes))), heads)
    if sum(heads.knows(one.head.name) for one in told) <= known and (names or not told):
        return inset
    rows = [_answers(one, part.fields) for one in told]
    return Inset(rows, [], {path: inset.taken.get(path, set()) | block.taken.get(path, set())
                            for path in {*inset.taken, *block.taken}})  # fmt: skip


def _bare(answer: Answer, heads: HeadReader) -> Answer:
    """The name without the link printed with it: 精准配送（生产作业）."""
    return answer if heads.knows(answer.printed) else replace(answer, printed=heads.clean(squash(answer.printed)))


def _answers(told: Told, specs: Sequence[FieldSpec]) -> list[Answer]:
    """Name and text of one scene; a text that is not there is an empty answer, asked for beside the name."""
    text = _LABEL.sub("", "\n".join(said for said, _ in told.prose))
    where = told.prose[0][1].quoting(told.prose[0][0]) if told.prose else told.place
    said = {"name": (told.head.name, told.place.quoting(told.head.name)), "desc": (text, where)}
    answers = ((spec, *said[spec.key.rpartition(".")[2]]) for spec in specs)
    return [Answer(spec, value, place, told.place, 1.0, "", "under_head") for spec, value, place in answers]


class _Block:
    """Cuts the block out of the book: from its label or its heads to the label of another part or a chapter."""

    def __init__(self, part: PartSpec, every_label: LabelBook, heads: HeadReader, headings: set[str]) -> None:
        self.taken: dict[str, set[int]] = {}
        self._title = core(part.name)
        self._own, self._every, self._heads, self._headings = LabelBook(part.fields), every_label, heads, headings
        self._inside = False

    def cut(self, nodes: Sequence[Node]) -> Iterator[Node]:
        """The tables' rows and the paragraphs of the block, its own label left out."""
        for node in nodes:
            if node.place.path in self._headings:
                return
            if isinstance(node, Table):
                yield from self._rows(node)
            elif isinstance(node, Block) and (self._is_title(node.text) or self._is_head(node.text)):
                self._inside = True
            elif isinstance(node, Block) and self._inside:
                if self._is_other(node.text) or self._is_chapter(node):
                    self._inside = False
                else:
                    yield node

    def _rows(self, table: Table) -> Iterator[Table]:
        kept: list[int] = []
        for index, line in enumerate(table.lines()):
            if not self._inside:
                self._inside = self._begins(line)
            elif any(self._is_other(cell.text) for cell in line[:2]):
                self._inside = False
            if self._inside:
                kept.append(index)
        if not kept:
            return
        self.taken[table.place.path] = set(kept)
        first, last = kept[0], kept[-1]
        dropped = [cell for line in list(table.lines())[first : last + 1] for cell in self._labels_of(line)]
        cells = tuple(
            replace(cell, row=cell.row - first, rowspan=min(cell.rowspan, last - cell.row + 1))
            for cell in table.cells
            if cell.row in kept and cell not in dropped
        )
        seams = tuple(seam - first for seam in table.seams if first < seam <= last)
        yield replace(table, cells=cells, rows=last - first + 1, seams=seams)

    def _begins(self, line: Sequence[Cell]) -> bool:
        roles = {role for cell in line if (role := self._heads.role(cell.text))}
        named = any(self._heads.knows_whole(cell.text) for cell in line)
        counted = any(is_numbered(cell.text) for cell in line[:2]) and (named or any(map(self._tells, line)))
        counted = counted or (len(line) > 1 and any(self._is_counted(cell) for cell in line[:2]))
        return (
            any(self._is_title(cell.text) for cell in line[:2])
            or (named and "name" in roles)
            or counted
            or {"name", "desc"} <= roles
        )

    def _tells(self, cell: Cell) -> bool:
        """Whether a text begins with the name of a scene: 【精准配送】小车按…"""
        rank, bare = split_number(cell.text)
        head = self._heads.read(Line(cell.text, bare, rank, cell.place, 0))
        return head is not None and self._heads.knows(head.name)

    def _is_counted(self, cell: Cell) -> bool:
        """Whether a cell holds the number of a scene and its name: 典型场景1 精准配送."""
        return self._heads.knows_whole(counted_name(cell.text))

    def _labels_of(self, line: Sequence[Cell]) -> list[Cell]:
        """The cell with the title of the block, where it does not head the column of the names."""
        titles = [cell for cell in line if self._is_title(cell.text)]
        beside = [cell for cell in line if squash(cell.text) and cell not in titles]
        roles = [self._heads.role(cell.text) for cell in beside]
        heads = "desc" in roles and "name" not in roles
        pair = len(beside) == 1 and self._heads.knows(self._heads.clean(beside[0].text))
        return titles if not heads and not pair else []

    def _is_title(self, text: str) -> bool:
        return core(text).startswith(self._title) and self._own.find(text) is not None

    def _is_head(self, text: str) -> bool:
        """序号 环节 场景名称 场景描述: the head of a table that is drawn without rules."""
        return {"name", "desc"} <= {self._heads.role(piece) for piece in text.split()}

    def _is_other(self, text: str) -> bool:
        return self._every.find(text) is not None and self._own.find(text) is None

    def _is_chapter(self, block: Block) -> bool:
        rank, bare = split_number(block.text)
        line = Line(block.text, bare, rank, block.place, 0, block.level)
        return rank <= _CHAPTER and line.short and self._heads.read(line) is None
