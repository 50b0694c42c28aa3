"""Whole pages through recognition: a printed form worn as a scan reads as the print did. Few pages: each takes seconds."""

from __future__ import annotations

import sys
from pathlib import Path

import pikepdf
import pytest
from PIL import Image, ImageDraw, ImageFont
from rapidfuzz.distance import Levenshtein

from ingest import limits, read
from ingest.pdf.layout import PartCell, lay_out
from ingest.pdf.pdfium import Pdfium
from ingest.scan import engine
from ingest.scan.back import carry_box
from model.document import Document, Status, Table
from model.text import squash
from tests.ingest.pdf_file import _font, text
from tests.scans import FONT, Seal, Wear, print_page, wear, write_scan

BOOK = next((Path(__file__).parents[2] / "corpora/samples/batch/嘉峪关雄关铝业有限公司").glob("*.pdf"))
LOOK_ALIKE = str.maketrans("“”‘’—–－一", "\"\"''----")


def printed(index: int) -> list[PartCell]:
    pdf = Pdfium(BOOK, BOOK.name)
    try:
        return [cell for part in lay_out(pdf.page(index)).parts for cell in part.cells]
    finally:
        pdf.close()


def scanned(tmp_path: Path, index: int, how: Wear) -> tuple[Document, object]:
    picture, matrix = wear(print_page(BOOK, index, how.dpi), how)
    reading = read(write_scan(tmp_path / "scan.pdf", [picture], how.dpi), "scan.pdf")
    assert (reading.status, reading.error) == (Status.OK_OCR, None)
    assert reading.document is not None
    return reading.document, matrix


@pytest.mark.parametrize(
    ("index", "how"),
    [
        (1, Wear(turn=1, angle=1.3, noise=7, seals=(Seal("violet", 0.6, 0.4),))),
        (2, Wear(dpi=150, angle=-0.8, turn=2, shade=0.25, holes=True, jpeg=70, seals=(Seal("pale", 0.4, 0.3, 38),))),
    ],
)
def test_a_worn_form_reads_as_the_print_did(tmp_path: Path, index: int, how: Wear) -> None:
    """Cells, spans, ticks, and places on the page as displayed; the seal is reported."""
    document, matrix = scanned(tmp_path, index, how)
    found = [cell for table in document.tables for cell in table.cells]
    spans = wrong = characters = 0
    truth = printed(index)
    for cell in truth:
        box = carry_box(cell.box, matrix)  # type: ignore[arg-type]
        x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
        there = [
            c
            for c in found
            if c.place.box and c.place.box[0] < x < c.place.box[2] and c.place.box[1] < y < c.place.box[3]
        ]
        assert len(there) == 1, cell
        spans += (there[0].rowspan, there[0].colspan) == (cell.rowspan, cell.colspan)
        said, saw = (squash(t).translate(LOOK_ALIKE) for t in (cell.text, there[0].text))
        characters, wrong = characters + len(said), wrong + Levenshtein.distance(said, saw)
    assert spans / len(truth) >= 0.97
    assert wrong / characters <= 0.01
    (page,) = document.pages
    assert (page.source, len(page.seals), page.confidence > 0.9) == ("ocr", 1, True)


def form_picture(revenue: str = "12345.67", label: str = "企业类型") -> Image.Image:
    image = Image.new("RGB", (1200, 500), "white")
    draw, font = ImageDraw.Draw(image), ImageFont.truetype(FONT, 30, index=2)
    for box in ((100, 100, 400, 180), (400, 100, 1100, 180), (100, 180, 400, 260), (400, 180, 1100, 260)):
        draw.rectangle(box, outline="black", width=2)
    draw.text((130, 120), label, "black", font)
    draw.text((130, 200), "主营收入", "black", font)
    draw.text((430, 200), revenue, "black", font)
    for i, word in enumerate(("大型企业", "中型企业", "小型企业")):
        x = 430 + 220 * i
        draw.rectangle((x, 126, x + 25, 151), outline="black", width=2)
        draw.text((x + 32, 120), word, "black", font)
    draw.line([(654, 138), (662, 148), (690, 112)], fill="black", width=4)
    return image


def test_picture_files_and_each_frame_of_a_tiff_are_pages(tmp_path: Path) -> None:
    image = form_picture()
    image.save(tmp_path / "a.png", dpi=(200, 200))
    reading = read(tmp_path / "a.png", "营业执照.png")
    assert (reading.status, reading.document and reading.document.format) == (Status.OK_OCR, "picture")
    assert reading.document is not None
    cells = {squash(cell.text) for cell in reading.document.tables[0].cells}
    assert cells == {"企业类型", "□大型企业☑中型企业□小型企业", "主营收入", "12345.67"}
    assert reading.document.pages[0].width == pytest.approx(432)
    blank = Image.new("RGB", image.size, "white")
    image.save(
        tmp_path / "b.tiff", save_all=True, append_images=[blank, form_picture("89.5", "企业规模")], dpi=(200, 200)
    )
    many = read(tmp_path / "b.tiff", "b.tiff").document
    assert many is not None
    assert {cell.place.page for node in many.nodes if isinstance(node, Table) for cell in node.cells} == {1, 3}


def test_hidden_text_is_trusted_only_where_the_picture_agrees(tmp_path: Path) -> None:
    """A “searchable scan” whose layer is right keeps it; one whose layer lies is read from the picture."""
    draw_on = Image.new("RGB", (1240, 700), "white")
    draw, font = ImageDraw.Draw(draw_on), ImageFont.truetype(FONT, 30, index=2)
    words = ["本项目总投资三百二十六万元", "设备联网率达到百分之九十", "由本公司自主设计并实施完成"]
    for i, line in enumerate(words):
        draw.text((150, 100 + 80 * i), line, "black", font)
    for said in (words, ["本项目总投资九百九十九万元", "完全无关的另一句话在此处", "与画面所见没有任何关系的"]):
        path = tmp_path / "s.pdf"
        with pikepdf.open(write_scan(tmp_path / "plain.pdf", [draw_on], 150)) as pdf:
            high = float(pdf.pages[0].mediabox[3])
            layer = "".join(text(72 + 14.4 * k, 48 + 38.4 * i, char, 14.4, high)
                            for i, line in enumerate(said) for k, char in enumerate(line))  # fmt: skip
            pdf.pages[0].contents_add(f"q 3 Tr {layer} Q".encode())
            pdf.pages[0].Resources.Font = pikepdf.Dictionary(F1=_font(pdf, True))
            pdf.save(path)
        document = read(path, "s.pdf").document
        assert document is not None
        assert [squash(block.text) for block in document.blocks] == words


def test_without_recognition_the_reason_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing() -> None:
        raise engine.NoEngine("未安装文字识别组件 rapidocr")

    monkeypatch.setattr(engine, "ready", missing)
    form_picture().save(tmp_path / "a.png")
    for path in (tmp_path / "a.png", write_scan(tmp_path / "a.pdf", [form_picture()], 200)):
        reading = read(path, path.name)
        assert reading.status is Status.NEEDS_OCR
        assert "rapidocr" in (reading.error or "")


def test_time_used_up_leaves_pages_named_as_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "scan_seconds", lambda size: -1.0)
    pages = [form_picture(), form_picture()]
    reading = read(write_scan(tmp_path / "a.pdf", pages, 200), "a.pdf")
    assert (reading.status, "用时已达上限" in (reading.error or "")) == (Status.NEEDS_OCR, True)


def test_text_readers_load_no_recognition(tmp_path: Path) -> None:
    """Start-up of the terminal and of readers of text must not pay for OpenCV and ONNX."""
    import subprocess

    code = "import sys, ingest, ingest.pdf, ingest.isolate, ingest.word; print({'cv2', 'onnxruntime', 'rapidocr'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
