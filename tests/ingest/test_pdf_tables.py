"""Tables of a PDF: every way of printing borders, merged cells, page breaks."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from ingest import read
from ingest.pdf.grid import find_grids
from ingest.pdf.shapes import Edge, Edges, RawPage
from model.document import Block, Document, Table
from tests.ingest.pdf_file import bar, frame, lattice, stroke, text, write_pdf

XS, YS = [72.0, 150.0, 300.0, 520.0], [100.0, 130.0, 160.0, 200.0]


def document(path: Path) -> Document:
    reading = read(path, path.name)
    assert reading.document is not None, reading.error
    return reading.document


def fill(xs: list[float], ys: list[float], prefix: str = "") -> str:
    return "".join(
        text(x + 5.4, y + 6, f"{prefix}{i + 1}{'甲乙丙丁'[j]}")
        for i, y in enumerate(ys[:-1])
        for j, x in enumerate(xs[:-1])
    )


def grid(found: Table) -> list[tuple[int, int, int, int, str]]:
    return [(c.row, c.col, c.rowspan, c.colspan, c.text) for c in found.cells]


@pytest.mark.parametrize("style", ["bar", "stroke", "frame", "double"])
def test_borders_of_every_printer(tmp_path: Path, style: str) -> None:
    """Thin boxes (Word, WPS), stroked lines (LibreOffice), a box a cell, double lines."""
    doc = document(write_pdf(tmp_path / "a.pdf", [lattice(XS, YS, style) + fill(XS, YS)]))
    assert grid(doc.tables[0]) == [(i, j, 1, 1, f"{i + 1}{'甲乙丙'[j]}") for i in range(3) for j in range(3)]
    assert doc.blocks == ()
    cell = doc.tables[0].cells[4]
    assert (cell.place.path, cell.place.page) == ("p1/t1/r2c2", 1)
    assert cell.place.box == pytest.approx((150, 130, 300, 160), abs=1)


def test_broken_borders_are_joined(tmp_path: Path) -> None:
    """Word prints each cell's border as a box of its own, with small squares at the corners."""
    body = ""
    for y in YS:
        body += "".join(bar(a + 0.5, y, b, y + 0.5) for a, b in itertools.pairwise(XS))
        body += "".join(bar(x, y, x + 0.5, y + 0.5) for x in XS)
    for x in XS:
        body += "".join(bar(x, a + 0.5, x + 0.5, b) for a, b in itertools.pairwise(YS))
    found = document(write_pdf(tmp_path / "a.pdf", [body + fill(XS, YS)])).tables
    assert [len(t.cells) for t in found] == [9]


def test_merged_cells(tmp_path: Path) -> None:
    """A group label over three rows, a value over two columns."""
    lines = [stroke(72, y, 520, y) for y in (100, 200)] + [stroke(150, y, 520, y) for y in (130, 160)]
    lines += [stroke(x, 100, x, 200) for x in (72, 150, 520)] + [stroke(300, 100, 300, 160)]
    words = text(77, 140, "联系人") + text(155, 106, "姓名") + text(305, 106, "李晓梅")
    words += text(155, 136, "手机") + text(305, 136, "139") + text(155, 170, "合计一栏")
    doc = document(write_pdf(tmp_path / "a.pdf", ["".join(lines) + words]))
    assert grid(doc.tables[0]) == [
        (0, 0, 3, 1, "联系人"), (0, 1, 1, 1, "姓名"), (0, 2, 1, 1, "李晓梅"),
        (1, 1, 1, 1, "手机"), (1, 2, 1, 1, "139"), (2, 1, 1, 2, "合计一栏"),
    ]  # fmt: skip


def test_underline_inside_a_cell_does_not_cut_it(tmp_path: Path) -> None:
    body = lattice(XS, YS) + fill(XS, YS) + bar(160, 145, 290, 145.6) + bar(310, 120, 515, 120.6)
    assert len(document(write_pdf(tmp_path / "a.pdf", [body])).tables[0].cells) == 9


def test_shading_and_white_lines_are_no_borders(tmp_path: Path) -> None:
    shade = "0.9 g 72 712 448 30 re f 1 g 200 642 1 100 re f\n"
    assert len(document(write_pdf(tmp_path / "a.pdf", [shade + lattice(XS, YS) + fill(XS, YS)])).tables[0].cells) == 9


def test_white_borders_between_shaded_cells_count(tmp_path: Path) -> None:
    """Word's dark table styles: coloured cells parted by white lines."""
    shade = "0.2 0.4 0.7 rg 72 642 448 100 re f\n"
    body = shade + lattice(XS, YS).replace("0 g", "1 g") + fill(XS, YS).replace("BT", "1 g BT")
    assert len(document(write_pdf(tmp_path / "a.pdf", [body])).tables[0].cells) == 9


def test_frame_round_the_page_and_small_boxes_are_no_tables(tmp_path: Path) -> None:
    body = frame(30, 30, 565, 812) + frame(60, 60, 90, 80) + text(72, 200, "正文一段") + lattice(XS, YS) + fill(XS, YS)
    doc = document(write_pdf(tmp_path / "a.pdf", [body]))
    assert [len(t.cells) for t in doc.tables] == [9]
    assert [b.text for b in doc.blocks] == ["正文一段"]


def test_open_sides_are_closed(tmp_path: Path) -> None:
    """Statements are often printed without the outer left and right border."""
    body = "".join(stroke(72, y, 520, y) for y in YS) + "".join(stroke(x, 100, x, 200) for x in XS[1:-1])
    assert len(document(write_pdf(tmp_path / "a.pdf", [body + fill(XS, YS)])).tables[0].cells) == 9


def test_reading_order_and_numbering_of_tables(tmp_path: Path) -> None:
    low = [y + 300 for y in YS]
    body = (
        text(72, 80, "表前")
        + lattice(XS, YS)
        + fill(XS, YS)
        + text(72, 250, "两表之间")
        + lattice(XS, low)
        + fill(XS, low)
    )
    doc = document(write_pdf(tmp_path / "a.pdf", [body + text(72, 600, "表后")]))
    assert [n.text if isinstance(n, Block) else n.place.path for n in doc.nodes] == [
        "表前", "p1/t1", "两表之间", "p1/t2", "表后",
    ]  # fmt: skip


def test_wrapped_cell_text_joins_and_short_lines_part(tmp_path: Path) -> None:
    """A cell 78 points wide holds 6 characters of 10.5 points in a line."""
    rows = ["统一社会信用", "代码（必填）", "企业", "简介"]
    body = lattice(XS, [100, 200]) + "".join(text(77.4, 106 + 14 * i, words) for i, words in enumerate(rows))
    cells = document(write_pdf(tmp_path / "a.pdf", [body + text(160, 106, "值")])).tables[0].cells
    assert cells[0].text == "统一社会信用代码（必填）企业\n简介"


def test_long_code_cut_by_a_narrow_cell_stays_whole(tmp_path: Path) -> None:
    body = lattice(XS, [100, 200]) + text(77.4, 106, "91620500MA7DEQ"[:12]) + text(77.4, 120, "DEQ3X8K")
    assert (
        document(write_pdf(tmp_path / "a.pdf", [body])).tables[0].cells[0].text
        == "91620500MA7DDEQ3X8K"[:12] + "DEQ3X8K"
    )


def page_break(tmp_path: Path, xs: list[float], head: bool = False, foot: str = "", top: str = "") -> Document:
    first = [640.0, 680.0, 720.0, 760.0]
    second = [80.0, 110.0, 140.0]
    start = fill(XS, first, "上")
    go_on = fill(xs, second, "上" if head else "下")
    pages = [text(72, 600, "标题") + lattice(XS, first) + start + foot, top + lattice(xs, second) + go_on]
    return document(write_pdf(tmp_path / "a.pdf", pages))


def test_table_goes_on_over_a_page_break(tmp_path: Path) -> None:
    doc = page_break(tmp_path, XS, foot=text(290, 805, "- 1 -"))
    (found,) = doc.tables
    assert (found.rows, found.cols, found.seams) == (5, 3, (3,))
    assert [c.text for c in found.cells if c.col == 0] == ["上1甲", "上2甲", "上3甲", "下1甲", "下2甲"]
    last = found.cells[-1]
    assert (last.row, last.place.page, last.place.path) == (4, 2, "p2/t1/r2c3")


def test_repeated_head_row_is_dropped(tmp_path: Path) -> None:
    (found,) = page_break(tmp_path, XS, head=True).tables
    assert [c.text for c in found.cells if c.col == 0] == ["上1甲", "上2甲", "上3甲"]
    assert found.seams == ()


def test_inner_columns_may_differ_over_the_break(tmp_path: Path) -> None:
    (found,) = page_break(tmp_path, [72.0, 300.0, 520.0]).tables
    assert [(c.col, c.colspan) for c in found.cells if c.row == 3] == [(0, 2), (2, 1)]
    assert found.cols == 3


def test_other_outer_edges_or_text_between_part_two_tables(tmp_path: Path) -> None:
    assert len(page_break(tmp_path, [90.0, 300.0, 500.0]).tables) == 2
    assert len(page_break(tmp_path, XS, top=text(72, 60, "附表2")).tables) == 2
    assert len(page_break(tmp_path, XS, foot=text(72, 765, "注：单位为万元")).tables) == 2


def test_table_with_room_below_does_not_go_on(tmp_path: Path) -> None:
    high = [100.0, 130.0, 160.0]
    pages = [lattice(XS, high) + fill(XS, high), lattice(XS, high) + fill(XS, high, "另"), text(72, 780, "页底")]
    assert len(document(write_pdf(tmp_path / "a.pdf", pages)).tables) == 2


def test_rotated_landscape_table(tmp_path: Path) -> None:
    body = "q 0 1 -1 0 595 0 cm " + lattice(XS, [y + 247 for y in YS]) + fill(XS, [y + 247 for y in YS]) + " Q"
    doc = document(write_pdf(tmp_path / "a.pdf", [body], rotate=90))
    assert grid(doc.tables[0])[0] == (0, 0, 1, 1, "1甲")
    assert doc.tables[0].cells[0].place.box == pytest.approx((72, 100, 150, 130), abs=1)


def test_large_grid_is_found_fast() -> None:
    """pdfplumber needs 7 s for 13,000 cells (reliability.md §2)."""
    import time

    page = RawPage(1, 600, 800)
    page.across = Edges(Edge(10 + 6 * i, 10, 590) for i in range(130))
    page.down = Edges(Edge(10 + 5.8 * i, 10, 784) for i in range(101))
    begin = time.monotonic()
    (found,) = find_grids(page)
    assert time.monotonic() - begin < 60  # a guard against hanging, no speed claim
    assert len(found.cells) == 129 * 100
