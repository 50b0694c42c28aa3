"""Amid the book: key figures of statements in one of its chapters, and where the chapter goes on behind them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extract.annexes import BookSigns, Head, HeadReader
from extract.statements import StatementReader
from model.document import Block, Document, Node, Table

#: A line below statements that is longer is no unit, date or signature.
_SAID = 30
#: So many sentences below a table that no heading announces are the book's.
_TOLD = 4


@dataclass(frozen=True, slots=True)
class AmidReader:
    """Tells tables of statements that a book has in a chapter from those that are its annexes."""

    statements: StatementReader
    heads: HeadReader

    def is_inset(self, nodes: Sequence[Node], index: int, head: Head, signs: BookSigns) -> bool:
        """Whether such a table stands amid the book: a chapter comes below it, or for a table without a heading of
        its own some sentences do, and no annex before that."""
        if head.kind != "statements" or self.heads.annex(nodes, index):
            return False
        lone, said = not head.title and isinstance(nodes[index], Table), 0
        for at in range(index + 1, len(nodes)):
            node = nodes[at]
            if self.heads.annex(nodes, at) or signs.opens_annexes(node):
                return False
            if signs.is_chapter(node):
                return True
            said += isinstance(node, Block) and len(node.text.strip()) >= _SAID
            if lone and said >= _TOLD and not self.statements.announces(nodes[at : at + 6]):
                return True
        return False

    def ends(self, nodes: Sequence[Node], index: int) -> bool:
        """Whether the chapter goes on here: a sentence, the caption of another table, a table of other rows."""
        node = nodes[index]
        if isinstance(node, Table):
            return not self._is_statement(node)
        if not isinstance(node, Block) or self.statements.announces(nodes[index : index + 6]):
            return False
        below = next((one for one in nodes[index + 1 : index + 3] if isinstance(one, Table)), None)
        other = below is not None and not self._is_statement(below)
        return len(node.text.strip()) >= _SAID or (other and bool(node.text.strip()))

    def _is_statement(self, table: Table) -> bool:
        return self.statements.count_lines(Document(table.place.file, "", (table,))) > 0
