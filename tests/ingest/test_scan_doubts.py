"""What may have been read wrongly on a scan is said, spot by spot."""

from __future__ import annotations

import pytest

from extract.doubt import doubt_of, page_confidence
from ingest.pdf.layout import Layout
from ingest.pdf.parts import Part, PartCell
from ingest.pdf.shapes import Char, RawPage
from ingest.scan.doubts import hard_words, run_together, under_seals
from ingest.scan.engine import Strip
from ingest.scan.strips import Piece
from model.document import Document, Doubt, Page
from model.place import Place


def _write(text: str, x: float, base: float = 20.0) -> list[Char]:
    """Characters of ten points; a digit is half as wide."""
    out = []
    for char in text:
        wide = 5.0 if char.isascii() else 10.0
        out.append(Char(base, x, x + wide, base - 8, base + 2, 10.0, char))
        x += wide
    return out


def _layout(text: str, chars: list[Char], colspan: int = 2, rowspan: int = 1) -> Layout:
    raw = RawPage(1, 400, 400, chars=chars)
    cell = PartCell(0, 0, rowspan, colspan, text, (0.0, 0.0, 200.0, 40.0 * rowspan))
    below = [PartCell(rowspan, c, 1, 1, "", (100.0 * c, 40.0, 100.0 * c + 100, 60.0)) for c in (0, 1)]
    return Layout(raw, [], [Part([0.0, 100.0, 200.0], [0.0, 40.0, 60.0], [cell, *below])])


@pytest.mark.parametrize(
    ("left", "right", "starts", "doubted"),
    [
        ("利润率", "13.97", 110, True),  # label and figure with the rule between them unseen
        ("12345.00", "678.00", 110, True),
        ("2023年", "2024年", 110, True),
        ("□是", "☑否", 110, False),  # options spaced over the width of one cell
        ("2025", "年 月 日", 110, False),
        ("质量", "管理", 50, False),  # a typed blank that stands at no edge
    ],
)
def test_entries_at_an_edge_of_other_rows_are_doubted(left: str, right: str, starts: float, doubted: bool) -> None:
    chars = _write(left, 20) + _write(right, starts)
    assert bool(list(run_together(_layout(f"{left} {right}", chars)))) is doubted


def test_a_line_over_the_edge_shows_one_cell() -> None:
    """A text of several lines, one of which runs over the edge, is one text."""
    chars = _write("设备", 20) + _write("系统", 110) + _write("采集生产过程的全部数据", 20, 31.0)
    assert not list(run_together(_layout("设备 系统\n采集生产过程的全部数据", chars)))


def test_numbers_below_each_other_in_a_cell_of_two_rows_are_doubted() -> None:
    chars = _write("1234.5", 20) + _write("987.0", 20, 45.0)
    assert list(run_together(_layout("1234.5\n987.0", chars, colspan=1, rowspan=2)))


def test_a_digit_that_recognition_is_not_sure_of_is_a_hard_word() -> None:
    piece = Piece((0, 0, 50, 20), (2, 2, 48, 18))
    sure, unsure = Strip("38260", (0.1,) * 5, (0.99,) * 5), Strip("38260", (0.1,) * 5, (0.99, 0.99, 0.4, 0.99, 0.99))
    assert list(hard_words([piece], [sure])) == []
    assert list(hard_words([piece], [unsure])) == [(2, 2, 48, 18)]


def test_what_a_black_seal_stands_on_is_doubted() -> None:
    """The part of a line that lies within the circle, also when the page was turned; lines beside it are not."""
    beside, across = Piece((0, 0, 90, 20), (0, 0, 90, 20)), Piece((0, 90, 400, 110), (0, 90, 400, 110))
    still, turned = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0), (0.0, 1.0, -1.0, 0.0, 200.0, -100.0)
    ((x0, _, x1, _),) = under_seals([beside, across], [(100, 0, 300, 200)], still)
    assert (x0, x1) == (pytest.approx(100, abs=8), pytest.approx(300, abs=8))
    assert list(under_seals([beside], [(100, 0, 300, 200)], still)) == []
    ((x0, _, x1, _),) = under_seals([across], [(0, 0, 200, 200)], turned)
    assert (x0, x1) == (pytest.approx(100, abs=8), pytest.approx(300, abs=8))


def test_a_doubted_spot_is_less_sure_than_its_page() -> None:
    """Only the cell that holds the spot; the rest of the page keeps its confidence."""
    page = Page(1, 595, 842, source="ocr", confidence=0.99, doubts=(Doubt((10, 10, 30, 20), "请核对原图"),))
    document = Document("a.pdf", "pdf", (), (page,))
    there, elsewhere = (
        Place("a.pdf", "p1/t1/r1c1", 1, (0, 0, 100, 30)),
        Place("a.pdf", "p1/t1/r2c1", 1, (0, 30, 100, 60)),
    )
    assert page_confidence(document, there, doubt_of(document, there)) == pytest.approx(0.594)
    assert page_confidence(document, elsewhere, doubt_of(document, elsewhere)) == 0.99
