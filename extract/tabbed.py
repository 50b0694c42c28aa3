"""Sheets typed with tabs: paragraphs of as many columns one under another become the table that the page shows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from model.document import Block, Cell, Document, Node, Table
from model.text import half_width, squash

#: A sheet has so many lines, of which so many end in a figure.
_LINES, _FIGURES = 6, 4
_FIGURE = re.compile(r"[-(]?\d[\d,]*(?:\.\d+)?\)?%?")


def table_tabs(document: Document) -> Document:
    """The document, each run of such paragraphs a table; every cell is placed at its paragraph."""
    nodes: list[Node] = []
    for count, run in groupby(document.nodes, _columns):
        lines = list(run)
        blocks = [node for node in lines if isinstance(node, Block)]
        nodes += [_table(blocks, count)] if count and _is_sheet(blocks) else lines
    return replace(document, nodes=tuple(nodes)) if len(nodes) < len(document.nodes) else document


def _columns(node: Node) -> int:
    """How many columns a paragraph has; 0 without tabs."""
    tabs = node.text.count("\t") if isinstance(node, Block) and "\n" not in node.text.strip() else 0
    return tabs + 1 if tabs else 0


def _is_sheet(blocks: Sequence[Block]) -> bool:
    ends = [squash(half_width(block.text.rsplit("\t", 1)[1])) for block in blocks]
    return len(blocks) >= _LINES and sum(bool(_FIGURE.fullmatch(end)) for end in ends) >= _FIGURES


def _table(blocks: Sequence[Block], columns: int) -> Table:
    cells = [
        Cell(row, col, text.strip(), block.place.quoting(text.strip()))
        for row, block in enumerate(blocks)
        for col, text in enumerate(block.text.split("\t"))
    ]
    return Table(tuple(cells), len(blocks), columns, blocks[0].place)
