"""Watermarks of PDFs: told with their place, and never mixed into the text of cells."""

from __future__ import annotations

import math
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Dictionary

from ingest import read
from model.document import Document, TraceKind
from tests.ingest.pdf_file import lattice, picture, text, write_pdf

FORM = lattice([72, 200, 400, 520], [100, 130, 160, 190]) + "".join(
    text(76 + 0, 106 + 30 * i, label) + text(206, 106 + 30 * i, value)
    for i, (label, value) in enumerate([("企业名称", "甘肃甲机械有限公司"), ("营业收入", "12345.67"), ("年份", "2024")])
)
CELLS = ["企业名称", "甘肃甲机械有限公司", "营业收入", "12345.67", "年份", "2024"]
WORDS = "仅供申报使用"


def leaning(x: float, y: float, words: str, size: float, angle: float = 45, letters: bool = False) -> str:
    """Words that climb from (x, y), measured from the bottom; `letters`: each in an object of its own."""
    a, b = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    pieces = list(words) if letters else [words]
    out = ""
    for i, piece in enumerate(pieces):
        px, py = x + i * size * a, y + i * size * b
        out += f"BT /F1 {size} Tf {a:.4f} {b:.4f} {-b:.4f} {a:.4f} {px:.2f} {py:.2f} Tm "
        out += f"<{piece.encode('utf-16-be').hex()}> Tj ET\n"
    return out


def document(path: Path, content: str, pages: int = 1, edit: bool = False) -> Document:
    write_pdf(path, [content] * pages)
    if edit:
        with pikepdf.open(path, allow_overwriting_input=True) as pdf:
            see_through = Dictionary(GS=Dictionary(Type=pikepdf.Name.ExtGState, ca=0.3))
            for page in pdf.pages:
                page.obj.Resources.ExtGState = see_through
            pdf.save(path)
    reading = read(path, path.name)
    assert reading.document is not None, reading.error
    return reading.document


def marks(found: Document) -> list[str]:
    return [trace.text for trace in found.traces if trace.kind is TraceKind.WATERMARK]


ARTIFACT = "/Artifact <</Type/Pagination/Subtype/Watermark>> BDC\n"
LAID = {
    "large and leaning": (leaning(150, 640, WORDS, 48), [WORDS]),
    "falling": (leaning(150, 760, WORDS, 30, -35), [WORDS]),
    "letter by letter": (leaning(150, 640, WORDS, 40, letters=True), [WORDS]),
    "small tiles": ("".join(leaning(80 + 90 * i, 660 + 8 * i, "内部资料", 9, 30) for i in range(4)), ["内部资料"] * 4),
    "marked content": (ARTIFACT + text(90, 120, WORDS, 40) + "EMC\n", [WORDS]),
    "see-through and level": ("q /GS gs " + text(90, 120, WORDS, 60) + "Q\n", [WORDS]),
}


@pytest.mark.parametrize(("laid", "expected"), LAID.values(), ids=LAID.keys())
@pytest.mark.parametrize("first", [True, False], ids=["under", "over"])
def test_watermark_leaves_the_cells_alone(tmp_path: Path, laid: str, expected: list[str], first: bool) -> None:
    found = document(tmp_path / "a.pdf", laid + FORM if first else FORM + laid, edit=True)
    assert [cell.text for cell in found.tables[0].cells if cell.text] == CELLS
    assert found.blocks == ()
    assert marks(found) == expected
    place = next(trace for trace in found.traces if trace.kind is TraceKind.WATERMARK).place
    assert place is not None
    assert place.page == 1
    assert place.box is not None
    assert place.box[2] - place.box[0] > 30


HONEST = {
    "labels of a chart": "".join(leaning(100 + 40 * i, 300, f"{2020 + i}年", 9, 45) for i in range(4)),
    "large title": text(100, 300, "甘肃省智能工厂申报书", 36),
    "small see-through words": "q /GS gs " + text(90, 300, "注：数据未经审计", 9) + "Q\n",
    "letters one below the other": "".join(text(90, 300 + 14 * i, char) for i, char in enumerate("申报主体信息")),
    "numbers of a drawing": "".join(leaning(100 + 60 * i, 300, "256", 24, 30) for i in range(4)),
    "months of a chart": "".join(leaning(100 + 40 * i, 300, "Feb", 9, 45) for i in range(4)),
    "page set at a slant": "".join(leaning(100, 300 - 40 * i, f"第{i}行斜排文字", 20, 20) for i in range(5)),
    "other marked content": "/Artifact <</Type/Pagination/Subtype/Header>> BDC\n" + text(120, 300, "页眉") + "EMC\n",
}


@pytest.mark.parametrize("content", HONEST.values(), ids=HONEST.keys())
def test_what_is_no_watermark_stays_text(tmp_path: Path, content: str) -> None:
    found = document(tmp_path / "a.pdf", FORM + content, edit=True)
    assert marks(found) == []
    assert len("".join(block.text for block in found.blocks)) >= 2


def test_picture_under_every_page(tmp_path: Path) -> None:
    found = document(tmp_path / "a.pdf", picture(50, 200, 550, 700) + FORM, pages=4)
    (mark,) = [trace for trace in found.traces if trace.kind is TraceKind.WATERMARK]
    assert mark.text == ""
    assert len(mark.sha256) == 64
    assert mark.place is not None
    assert mark.place.box == (50, 200, 550, 700)


def test_logo_on_every_page_is_none(tmp_path: Path) -> None:
    assert marks(document(tmp_path / "a.pdf", picture(50, 20, 110, 60) + FORM, pages=4)) == []
