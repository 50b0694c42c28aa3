"""The same book as .docx and as the PDF that LibreOffice printed from it says the same.

Fixtures: a filled GS-02 form (vertical label and a row cut by the page break) and its 附表1 (11 columns, landscape,
head row repeated, rows cut by page breaks) with a nested table. Made from our own raw XML with LibreOffice 7.4.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pdfplumber
import pytest

from ingest import read
from model.document import Cell, Document, Table

FIXTURES = Path(__file__).parent / "fixtures"


def document(name: str) -> Document:
    reading = read(FIXTURES / name, name)
    assert reading.document is not None, reading.error
    return reading.document


def squash(text: str) -> str:
    return re.sub(r"\s+", "", text)


def mended(found: Table) -> list[Cell]:
    """Cells with rows cut by a page break put together again, as a reader of the form would do.

    A row after a seam goes on with the row above when no cell of it would begin a row: its first cells are empty.
    """
    cells = {(c.row, c.col): c for c in found.cells}
    for seam in found.seams:
        row = [c for (r, _), c in sorted(cells.items()) if r == seam]
        if row[0].text or len([c for c in row if not c.text]) < 3:
            continue
        for cell in row:
            above = [c for (r, col), c in cells.items() if col == cell.col and r < seam]
            upper = max(above, key=lambda c: c.row, default=None)
            if cell.rowspan == 1 and upper is not None:
                cells[upper.row, upper.col] = replace(upper, text=upper.text + cell.text)
                del cells[cell.row, cell.col]
    return list(cells.values())


def counted(cells: list[Cell]) -> Counter[tuple[str, int]]:
    return Counter((squash(c.text), c.colspan) for c in cells if squash(c.text))


def test_annex_cells_are_the_same() -> None:
    word, pdf = document("annex.docx"), document("annex.pdf")
    assert counted([c for t in pdf.tables for c in mended(t)]) == counted([c for t in word.tables for c in t.cells])
    assert [(b.text) for b in pdf.blocks] == [b.text for b in word.blocks] == ["附表1", "附表2"]


def test_annex_is_one_table_with_seams() -> None:
    first = document("annex.pdf").tables[0]
    assert first.cols == 11
    assert len(first.seams) == 4
    assert sum(c.text == "序号" for c in first.cells) == 1
    assert {c.place.page for c in first.cells} == {1, 2, 3, 4, 5}


def test_form_cells_are_the_same() -> None:
    word, pdf = document("gs02.docx"), document("gs02.pdf")
    expected, found = counted(list(word.tables[0].cells)), counted(mended(pdf.tables[0]))
    # The vertical label stands in a merged cell that the page break cuts: both halves are kept apart.
    assert sorted((expected - found).elements()) == []
    assert sorted((found - expected).elements()) == []


def test_form_paragraphs_and_ticks_are_the_same() -> None:
    word, pdf = document("gs02.docx"), document("gs02.pdf")
    assert [squash(b.text) for b in pdf.blocks] == [squash(b.text) for b in word.blocks]
    assert [squash(c.text) for c in pdf.tables[0].cells if "民营企业" in c.text] == [
        "□中央企业□地方国企☑民营企业□三资企业"
    ]


def test_paragraphs_inside_cells_are_the_same() -> None:
    def lines(doc: Document) -> Counter[str]:
        return Counter(re.sub(r"[ \u3000]+", "", re.sub(r"\n+", "\n", c.text)) for t in doc.tables for c in mended(t))

    assert sum((lines(document("gs02.docx")) - lines(document("gs02.pdf"))).values()) <= 1


@pytest.mark.parametrize("name", ["gs02.pdf", "annex.pdf"])
def test_cells_agree_with_pdfplumber(name: str) -> None:
    """The slow yardstick finds the same cells with the same characters on every page."""
    found: Counter[tuple[int, str]] = Counter()
    doc = document(name)
    with pdfplumber.open(FIXTURES / name) as pdf:
        expected: Counter[tuple[int, str]] = Counter()
        for page in pdf.pages:
            for table in page.extract_tables():
                expected.update((page.page_number, _plain(text)) for row in table for text in row if text)
    for table in doc.tables:
        found.update((c.place.page or 0, _plain(c.text)) for c in table.cells if c.text)
    missing = sorted((expected - found).elements())
    heads = [c.text for c in doc.tables[0].cells if c.row == 0]
    repeated = [(page, _plain(text)) for page in range(2, 6) for text in heads] if name == "annex.pdf" else []
    assert missing == sorted(repeated)  # the head row that the printer repeats on each page is dropped


def _plain(text: str) -> str:
    """Without blanks and tick boxes: pdfplumber leaves LibreOffice's symbol-font boxes as private-use characters."""
    return re.sub("[\\s☑☒☐□\ue000-\uf8ff]", "", text)
