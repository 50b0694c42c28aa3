"""WordprocessingML as strings: runs, paragraphs, cells, tables, section breaks. Knows Word, nothing of books."""

from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
)
A4 = (11906, 16838)


@dataclass(frozen=True, slots=True)
class Cell:
    """One table cell: its paragraphs (XML), how many grid columns it spans, restart/continue of a vertical merge."""

    paragraphs: Sequence[str]
    span: int = 1
    merge: str = ""


def run(text: str, *, bold: bool = False, size: int = 0, underline: bool = False) -> str:
    """Text → one `w:r`; `size` in half points."""
    looks = "<w:b/>" * bold + f'<w:sz w:val="{size}"/>' * bool(size) + '<w:u w:val="single"/>' * underline
    return f'<w:r><w:rPr>{looks}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def symbol(char: str, font: str = "Wingdings") -> str:
    """A `w:sym` run, the way Word stores a Wingdings tick (F0FE ticked, F0A8 empty)."""
    return f'<w:r><w:sym w:font="{font}" w:char="{char}"/></w:r>'


def checkbox(checked: bool) -> str:
    """A Word 2010 check-box content control."""
    return (
        f'<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="{int(checked)}"/>'
        '<w14:checkedState w14:val="2612" w14:font="MS Gothic"/>'
        '<w14:uncheckedState w14:val="2610" w14:font="MS Gothic"/></w14:checkbox></w:sdtPr>'
        f"<w:sdtContent>{run('☒' if checked else '☐')}</w:sdtContent></w:sdt>"
    )


def paragraph(*runs: str, align: str = "", indent: bool = False, section: str = "", page_break: bool = False) -> str:
    """Runs (XML) → `w:p`. `align` is both, center, right; `indent` two characters; `section` a closing sectPr."""
    looks = "<w:pageBreakBefore/>" * page_break
    looks += '<w:ind w:firstLineChars="200" w:firstLine="480"/>' * indent
    looks += f'<w:jc w:val="{align}"/>' if align else ""
    return f"<w:p><w:pPr>{looks}{section}</w:pPr>{''.join(runs)}</w:p>"


def text_paragraphs(text: str, *, indent: bool = False, align: str = "", size: int = 0) -> list[str]:
    """Lines of text → one paragraph each; an empty text gives one empty paragraph (a cell needs one)."""
    return [paragraph(run(line, size=size), indent=indent, align=align) for line in text.split("\n")]


def table(grid: Sequence[int], rows: Sequence[Sequence[Cell]], *, borders: bool = True) -> str:
    """Grid widths (twips) and rows of cells → `w:tbl`. Every row must fill the grid exactly."""
    line = "".join(
        f'<w:{side} w:val="{"single" if borders else "nil"}" w:sz="4" w:space="0" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    body = "".join(f"<w:tr>{_row(grid, row)}</w:tr>" for row in rows)
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in grid)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(grid)}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{line}</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr>'
        f"<w:tblGrid>{columns}</w:tblGrid>{body}</w:tbl>"
    )


def _row(grid: Sequence[int], row: Sequence[Cell]) -> str:
    at, cells = 0, []
    for cell in row:
        looks = f'<w:tcW w:w="{sum(grid[at : at + cell.span])}" w:type="dxa"/>'
        looks += f'<w:gridSpan w:val="{cell.span}"/>' if cell.span > 1 else ""
        looks += f'<w:vMerge w:val="{cell.merge}"/>' if cell.merge else ""
        cells.append(f'<w:tc><w:tcPr>{looks}<w:vAlign w:val="center"/></w:tcPr>{"".join(cell.paragraphs)}</w:tc>')
        at += cell.span
    if at != len(grid):
        raise ValueError(f"row fills {at} of {len(grid)} grid columns")
    return "".join(cells)


def section(*, landscape: bool = False) -> str:
    """A `w:sectPr` of one A4 page, upright or across."""
    width, height = A4[::-1] if landscape else A4
    turned = ' w:orient="landscape"' if landscape else ""
    return (
        f'<w:sectPr><w:type w:val="nextPage"/><w:pgSz w:w="{width}" w:h="{height}"{turned}/>'
        '<w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134" w:header="720" w:footer="720" '
        'w:gutter="0"/></w:sectPr>'
    )
