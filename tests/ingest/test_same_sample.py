"""The sample books that went out as PDF say the same as the Word files that they were printed from, cell by cell.

Other layouts than the fixtures of test_same_book: group labels merged over rows, spans over columns, blocks of 附表2,
the landscape 附表1, rows cut by page breaks.
"""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from ingest.pdf import read_pdf
from ingest.word import read_word
from model.document import Document, Table
from tests.books.book import read_books
from tests.books.make import SAMPLES
from tests.books.scene_book import write_scene_book
from tests.ingest.test_same_book import mended, squash

BOOKS = {book.folder: book for book in read_books() if book.format == "pdf"}


@cache
def read_both(folder: Path, name: str) -> tuple[Document, Document]:
    book, path = BOOKS[name], folder / f"{name}.docx"
    path.write_bytes(write_scene_book(book))
    return read_word(path, "a.docx"), read_pdf(SAMPLES / "batch" / book.folder / book.file, "a.pdf")


def rejoined(table: Table, whole: Counter[str]) -> Counter[str]:
    """Cell texts; the two halves of a row that a page break cut count as one where `whole` holds what they say."""
    cells = mended(table)
    found = Counter(squash(cell.text) for cell in cells)
    for seam in table.seams:
        for lower in (cell for cell in cells if cell.row == seam):
            for upper in (cell for cell in cells if cell.row + cell.rowspan == seam and cell.col == lower.col):
                both = squash(upper.text + lower.text)
                if both in whole:
                    found -= Counter([squash(upper.text), squash(lower.text)])
                    found[both] += 1
    del found[""]
    return found


@pytest.mark.parametrize("name", BOOKS)
def test_cells_are_the_same(tmp_path_factory: pytest.TempPathFactory, name: str) -> None:
    """Word's grid has columns that no row of the page shows, so spans count differently: texts alone are compared."""
    word, pdf = read_both(tmp_path_factory.getbasetemp(), name)
    # A cover set as a table without borders is lines of text on the page.
    tables = word.tables[1:] if BOOKS[name].layout.cover == "table" else word.tables
    expected = Counter(text for table in tables for cell in table.cells if (text := squash(cell.text)))
    found = sum((rejoined(table, expected) for table in pdf.tables), Counter())
    assert (sorted((expected - found).elements()), sorted((found - expected).elements())) == ([], [])


@pytest.mark.parametrize("name", [name for name, book in BOOKS.items() if book.layout.cover == "lines"])
def test_running_text_is_the_same(tmp_path_factory: pytest.TempPathFactory, name: str) -> None:
    word, pdf = read_both(tmp_path_factory.getbasetemp(), name)
    on_pages = [b for b in pdf.blocks if b.place.page not in pdf.ocr_pages]  # a page of one picture is recognised
    assert squash("".join(b.text for b in on_pages)) == squash("".join(b.text for b in word.blocks))
