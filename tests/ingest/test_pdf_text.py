"""What the text of a PDF page is: lines, paragraphs, running heads, pages without text."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from ingest import read
from model.document import Document, Picture, Status
from tests.ingest.pdf_file import bar, picture, text, write_pdf
from tests.scans import Wear, wear, write_scan


def document(path: Path) -> Document:
    reading = read(path, path.name)
    assert reading.document is not None, reading.error
    return reading.document


def lines(*rows: str, x: float = 72.0, top: float = 100.0, step: float = 18.0, size: float = 10.5) -> str:
    return "".join(text(x, top + i * step, words, size) for i, words in enumerate(rows))


FULL = "智" * 43  # 43 × 10.5 pt from x = 72 fill the line up to the margin


def test_soft_wraps_join_without_seam(tmp_path: Path) -> None:
    body = lines("　　" + FULL[2:], FULL, "完。", "　　" + FULL[2:], "末。")
    assert [b.text for b in document(write_pdf(tmp_path / "a.pdf", [body])).blocks] == [
        FULL[2:] + FULL + "完。",
        FULL[2:] + "末。",
    ]


def test_short_line_ends_a_paragraph(tmp_path: Path) -> None:
    body = lines("一、概况", FULL, "二、计划", "三、附件")
    assert [b.text for b in document(write_pdf(tmp_path / "a.pdf", [body])).blocks] == [
        "一、概况", FULL + "二、计划", "三、附件",
    ]  # fmt: skip


def test_the_numbered_name_of_a_scene_begins_a_paragraph(tmp_path: Path) -> None:
    """The line above is full and ends a sentence; without its end the same words go on with it."""
    ended, open_ = FULL[:-1] + "。", FULL
    body = lines(ended, "S07 能源智能管控", ended, "场景8：仓储智能管理", open_, "S09 模型指标体系。")
    assert [b.text for b in document(write_pdf(tmp_path / "a.pdf", [body])).blocks] == [
        ended, "S07 能源智能管控", ended, "场景8：仓储智能管理", open_ + "S09 模型指标体系。",
    ]  # fmt: skip


def test_a_percentage_at_the_head_of_a_line_begins_no_item(tmp_path: Path) -> None:
    body = lines("　　" + FULL[2:], "77.8%以上，末。", "1.2 技术水平")
    texts = [b.text for b in document(write_pdf(tmp_path / "a.pdf", [body])).blocks]
    assert texts[:1] == [FULL[2:] + "77.8%以上，末。"]


def test_heading_of_other_size_stands_alone(tmp_path: Path) -> None:
    body = text(72, 80, "建" * 28, 16) + lines(FULL, "完。")
    assert [b.text for b in document(write_pdf(tmp_path / "a.pdf", [body])).blocks] == ["建" * 28, FULL + "完。"]


def test_english_words_keep_their_blank_over_a_wrap(tmp_path: Path) -> None:
    body = lines(FULL, "智" * 40 + "system", "integration智" + "智" * 30)
    assert "system integration智" in document(write_pdf(tmp_path / "a.pdf", [body])).blocks[0].text


def test_hyphen_at_line_end_stays(tmp_path: Path) -> None:
    """pdfium gives U+0002 or U+FFFE for a hyphen at the end of a line (engines.md §1)."""
    body = lines("制造业" * 14 + "a-", "电气机械" + FULL[:30])
    assert "a-电气机械" in document(write_pdf(tmp_path / "a.pdf", [body])).blocks[0].text


def test_doubled_characters_of_bold_print_count_once(tmp_path: Path) -> None:
    body = "".join(text(72 + shift, 100, "加粗标题AA11") for shift in (0, 0.3, 0.5))
    assert document(write_pdf(tmp_path / "a.pdf", [body])).blocks[0].text == "加粗标题AA11"


def test_letters_of_a_ligature_are_no_copies() -> None:
    """ﬀ is one glyph with one box for two letters; an address printed by LibreOffice lost one of them."""
    path = Path(__file__).parent / "fixtures" / "ligatures.pdf"
    assert document(path).blocks[0].text == "office@traffic.example efficient fluffy 11 22 book"


def test_tick_printed_over_a_box_is_a_ticked_box(tmp_path: Path) -> None:
    body = text(72, 100, "□是　　□否") + text(72, 100, "√")
    assert document(write_pdf(tmp_path / "a.pdf", [body])).blocks[0].text.startswith("☑是")


def test_gap_is_a_blank_and_underline_no_table(tmp_path: Path) -> None:
    body = text(72, 100, "申报单位（盖章）") + text(200, 100, "甲公司") + bar(190, 113, 420, 113.6)
    body += text(72, 140, "场景名称") + bar(190, 153, 420, 153.6) + bar(190, 173, 420, 173.6)
    doc = document(write_pdf(tmp_path / "a.pdf", [body]))
    assert [b.text for b in doc.blocks] == ["申报单位（盖章） 甲公司", "场景名称"]
    assert doc.tables == ()


def test_running_heads_and_page_numbers_are_no_text(tmp_path: Path) -> None:
    pages = [
        text(200, 30, f"甲公司申报书第{n}版") + text(72, 200, f"第{n}段正文。") + text(290, 805, f"- {n} -")
        for n in range(1, 5)
    ]
    assert [b.text for b in document(write_pdf(tmp_path / "a.pdf", pages)).blocks] == [
        f"第{n}段正文。" for n in range(1, 5)
    ]


@pytest.mark.parametrize("foot", ["3", "- 3 -", "第3页 共9页", "第 3 页", "3/9", "Page 3 of 9", "—3—"])
def test_page_number_styles(tmp_path: Path, foot: str) -> None:
    body = text(72, 200, "正文第一段。") + text(280, 805, foot)
    assert [b.text for b in document(write_pdf(tmp_path / "a.pdf", [body])).blocks] == ["正文第一段。"]


def test_number_in_the_middle_of_a_page_stays(tmp_path: Path) -> None:
    assert [b.text for b in document(write_pdf(tmp_path / "a.pdf", [text(72, 400, "35")])).blocks] == ["35"]


def test_paragraph_goes_on_over_a_page_break(tmp_path: Path) -> None:
    first = lines(FULL, FULL, top=700)
    doc = document(write_pdf(tmp_path / "a.pdf", [first, lines(FULL, "完。", "新段")]))
    assert [(b.text, b.place.page, b.place.path) for b in doc.blocks] == [
        (FULL * 3 + "完。", 1, "p1/para1"),
        ("新段", 2, "p2/para2"),
    ]


def test_a_first_line_that_ends_early_for_a_comma_goes_on(tmp_path: Path) -> None:
    """Indented by two characters and two short at the end: it looks centred, but 源、 did not fit."""
    made = write_pdf(tmp_path / "a.pdf", [text(93, 100, FULL[:39]) + text(72, 118, "源、" + FULL[:41])])
    assert [b.text for b in document(made).blocks] == [FULL[:39] + "源、" + FULL[:41]]


def test_filled_in_lines_of_a_cover_stay_apart(tmp_path: Path) -> None:
    first, second = "智能工厂地址 " + FULL[:36], "申报日期 2025年8月30日"
    made = write_pdf(tmp_path / "a.pdf", [text(72, 100, first) + text(72, 118, second)])
    assert len(document(made).blocks) == 2


def test_indented_line_on_the_next_page_is_new(tmp_path: Path) -> None:
    first = lines(FULL, FULL, top=700)
    second = text(93, 100, FULL[:41]) + text(72, 118, "完。")
    doc = document(write_pdf(tmp_path / "a.pdf", [first, second]))
    assert [b.text for b in doc.blocks] == [FULL * 2, FULL[:41] + "完。"]


def test_box_is_in_points_from_the_top_left(tmp_path: Path) -> None:
    x0, top, x1, bottom = document(write_pdf(tmp_path / "a.pdf", [text(72, 100, "四个汉字")])).blocks[0].place.box or ()
    assert (x0, x1) == (pytest.approx(72), pytest.approx(114))
    assert top == pytest.approx(100, abs=1.5)
    assert bottom == pytest.approx(110.5, abs=1.5)


def test_crop_box_is_taken_off(tmp_path: Path) -> None:
    doc = document(write_pdf(tmp_path / "a.pdf", [text(72, 100, "四个汉字")], crop=(20, 30, 575, 812)))
    assert doc.blocks[0].place.box is not None
    assert doc.blocks[0].place.box[:2] == (pytest.approx(52), pytest.approx(70, abs=1.5))
    assert (doc.pages[0].width, doc.pages[0].height) == (555, 782)


@pytest.mark.parametrize(
    ("rotate", "matrix"), [(90, "0 1 -1 0 595 0"), (180, "-1 0 0 -1 595 842"), (270, "0 -1 1 0 0 842")]
)
def test_rotated_page_reads_as_displayed(tmp_path: Path, rotate: int, matrix: str) -> None:
    """/Rotate turns the page; the text is written turned the other way so that it stands upright on screen."""
    height = 595.0 if rotate in (90, 270) else 842.0
    body = f"q {matrix} cm " + text(72, 100, "第一行", height=height) + text(72, 120, "第二", height=height) + " Q"
    doc = document(write_pdf(tmp_path / "a.pdf", [body], rotate=rotate))
    assert [b.text for b in doc.blocks] == ["第一行", "第二"]
    assert doc.blocks[0].place.box is not None
    assert doc.blocks[0].place.box[:2] == (pytest.approx(72), pytest.approx(100, abs=1.5))


def test_scan_without_a_word_is_empty(tmp_path: Path) -> None:
    paper = [wear(Image.new("RGB", (1240, 1754), "white"), Wear(150, shade=0.2), seed)[0] for seed in (1, 2)]
    reading = read(write_scan(tmp_path / "a.pdf", paper, 150), "a.pdf")
    assert (reading.status, reading.document) == (Status.EMPTY, None)
    assert "2 页" in (reading.error or "")


def test_scanned_page_among_text_is_recognised(tmp_path: Path) -> None:
    """The stamp of a scanner app is no text layer; tiles of grey are a page that cannot be read, a blank one is not."""
    pages = [lines("有文字的一页，内容完整。"), picture(5, 5, 590, 835) + text(480, 810, "扫描全能王"), ""]
    reading = read(write_pdf(tmp_path / "a.pdf", pages), "a.pdf")
    assert reading.status is Status.OK_PARTIAL
    assert reading.document is not None
    assert (reading.document.unread_pages, reading.document.ocr_pages) == ((2,), (2,))
    assert any("第 2 页" in note for note in reading.document.notes)


def test_text_over_a_background_picture_is_read(tmp_path: Path) -> None:
    body = picture(0, 0, 595, 842) + lines("甘肃省智能制造优秀场景申报书", "申报单位：甲公司")
    reading = read(write_pdf(tmp_path / "a.pdf", [body]), "a.pdf")
    assert reading.status is Status.OK
    assert reading.document is not None
    pictures = [node for node in reading.document.nodes if isinstance(node, Picture)]
    assert [(p.place.page, p.width, p.height, len(p.sha256)) for p in pictures] == [(1, 8, 8, 64)]


def test_font_without_unicode_values_is_no_text_layer(tmp_path: Path) -> None:
    """Its page is read from the picture; what a viewer draws for such a font differs from machine to machine."""
    reading = read(write_pdf(tmp_path / "a.pdf", [lines("这里没有编码")], mapped=False), "a.pdf")
    assert reading.status in (Status.OK_OCR, Status.EMPTY)
    assert reading.document is None or reading.document.ocr_pages == (1,)


def test_blank_pdf_is_empty(tmp_path: Path) -> None:
    assert read(write_pdf(tmp_path / "a.pdf", ["", ""]), "a.pdf").status is Status.EMPTY


def test_passwords(tmp_path: Path) -> None:
    """A user password locks the file; an owner password only forbids printing."""
    body = [lines("限制打印的文件")]
    locked = write_pdf(tmp_path / "a.pdf", body, encryption=pikepdf.Encryption(user="u", owner="o"))
    limited = write_pdf(tmp_path / "b.pdf", body, encryption=pikepdf.Encryption(user="", owner="o"))
    assert read(locked, "a.pdf").status is Status.NEEDS_PASSWORD
    assert document(limited).blocks[0].text == "限制打印的文件"


def test_properties(tmp_path: Path) -> None:
    properties = document(write_pdf(tmp_path / "a.pdf", [lines("文")] * 2)).properties
    assert (properties["producer"], properties["pages"]) == ("test", "2")


def test_pdfplumber_steps_in_when_pdfium_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import ingest.pdf
    from model.errors import CannotRead

    def fail(path: Path, name: str) -> None:
        raise CannotRead(name, "PDF 已损坏，无法打开")

    monkeypatch.setattr(ingest.pdf, "Pdfium", fail)
    path = write_pdf(tmp_path / "a.pdf", [lines("一、概况", "二、计划")])
    doc = document(path)
    assert [b.text for b in doc.blocks] == ["一、概况", "二、计划"]
    assert any("pdfplumber" in note for note in doc.notes)
