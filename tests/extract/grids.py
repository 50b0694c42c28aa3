"""Small tables from text for the tests: one line a row, cells split by ` | `, `^` joins the cell above, `<` the left."""

from __future__ import annotations

from model.document import Block, Cell, Document, Table
from model.place import Place


def grid(text: str, number: int = 1, seams: tuple[int, ...] = (), page: int | None = None) -> Table:
    """`甲 | < | 乙` is a cell over two columns and one over one; `^` continues the cell above it."""
    rows = [[c.strip() for c in line.split("|")] for line in text.strip().splitlines()]
    cols = max(map(len, rows))
    cells: list[Cell] = []
    for r, row in enumerate(rows):
        for c, content in enumerate(row):
            if content in ("^", "<"):
                continue
            colspan = next((k for k in range(1, cols - c) if c + k >= len(row) or row[c + k] != "<"), cols - c)
            rowspan = next(
                (k for k in range(1, len(rows) - r) if c >= len(rows[r + k]) or rows[r + k][c] != "^"), len(rows) - r
            )
            shown = content.replace("\\n", "\n")
            place = Place("书.docx", f"t{number}/r{r + 1}c{c + 1}", page, None, shown)
            cells.append(Cell(r, c, shown, place, rowspan, colspan if c + colspan < cols or colspan > 1 else 1))
    return Table(tuple(cells), len(rows), cols, Place("书.docx", f"t{number}", page), seams)


def document(*nodes: Table | str) -> Document:
    """A Word document of tables and paragraphs."""
    made: list[Table | Block] = []
    for number, node in enumerate(nodes, 1):
        made.append(Block(node, Place("书.docx", f"para{number}", text=node)) if isinstance(node, str) else node)
    return Document("书.docx", "docx", tuple(made))


def table_of(rows: list[list[str]], number: int = 1) -> Table:
    """Rows of texts as a table without merged cells."""
    cells = tuple(
        Cell(r, c, text, Place("书.docx", f"t{number}/r{r + 1}c{c + 1}", text=text))
        for r, row in enumerate(rows)
        for c, text in enumerate(row)
    )
    return Table(cells, len(rows), max(map(len, rows)), Place("书.docx", f"t{number}"))
