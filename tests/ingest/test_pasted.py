"""Pictures of papers within a file are read, each once, with places that lead to them; other pictures are left alone."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from ingest import limits, read
from ingest.scan import engine
from ingest.scan.pasted import has_much_text
from ingest.scan.size import may_be_paper
from model.document import Block, Document, Picture, Status
from tests import pasted_papers as papers
from tests.ingest.pdf_file import picture, text, write_pdf

Draw = Callable[[], Image.Image]


def document_of(path: Path) -> Document:
    reading = read(path, path.name)
    assert reading.document, reading.error
    return reading.document


def words(node: Picture) -> str:
    return "".join(cell for one in node.content for cell in (one.text if hasattr(one, "text") else "").split())


@pytest.mark.parametrize(
    ("draw", "much"),
    [
        (papers.draw_licence, True),
        (lambda: papers.worn(papers.draw_licence(2), 3, angle=1.5, dark=0.7, bed=90, side=780), True),
        (lambda: papers.worn(papers.draw_patent(), 4, side=640), True),
        (papers.draw_balance, True),
        (papers.draw_dashboard, True),
        (papers.draw_tiles, True),
        (lambda: papers.draw_tiles(dark=True), True),
        (lambda: Image.open(BytesIO(papers.jpeg(papers.draw_tiles(size=(420, 130)), 70))), True),
        (papers.draw_gauge, True),
        (papers.draw_strips, True),
        (lambda: papers.draw_strips(counts=False), False),
        (papers.draw_list, True),
        (lambda: papers.draw_list(numbers=False), False),
        (papers.draw_diagram, False),
        (lambda: papers.draw_photo(1), False),
        (lambda: papers.draw_photo(7), False),
    ],
)
def test_only_papers_have_the_text_of_a_paper(draw: Draw, much: bool) -> None:
    """A licence, photographed askew on a table, too; not an architecture diagram nor a photograph."""
    assert has_much_text(draw()) is much


@pytest.mark.parametrize(
    ("pixels", "shown", "may"),
    [
        ((1240, 880), (400.0, 284.0), True),
        ((1240, 880), None, True),
        ((1240, 880), (90.0, 64.0), False),  # a logo of many pixels
        ((330, 130), (330.0, 130.0), False),
        ((1800, 300), (450.0, 75.0), False),  # a banner
        ((420, 560), (200.0, 266.0), True),
    ],
)
def test_size_decides_first(pixels: tuple[int, int], shown: tuple[float, float] | None, may: bool) -> None:
    """What is small in pixels or on the page is never opened."""
    assert may_be_paper(*pixels, shown) is may


def test_a_word_book_gives_each_paper_once_with_its_place(tmp_path: Path) -> None:
    """The licence stands twice and is read once, boxes are pixels of the picture; diagram and photograph say nothing."""
    licence = papers.jpeg(papers.worn(papers.draw_licence(), 5, angle=0.8))
    parts = [
        "企业概况",
        papers.jpeg(papers.draw_diagram()),
        licence,
        "说明",
        licence,
        papers.jpeg(papers.draw_photo(2)),
    ]
    document = document_of(papers.write_book(tmp_path / "书.docx", parts))
    read_ones = [node for node in document.pictures if node.content]
    assert [(node.part, node.place.path) for node in read_ones] == [("word/media/image2.jpg", "para3")]
    (one,) = read_ones
    code = next(node for node in one.content if papers.USCC in words(Picture(one.place, content=(node,))))
    assert code.place.path.startswith("para3/pic1/para")
    assert (code.place.picture, code.place.page) == ("para3/pic1", None)
    x0, top, x1, bottom = code.place.box or (0, 0, 0, 0)
    assert 60 < x0 < x1 < one.width
    assert 200 < top < bottom < 320
    assert "有 1 张图片上的文字由图像识别（OCR）读出，请对照原图核实。" in document.notes


def test_a_picture_on_a_text_page_of_a_pdf_is_read(tmp_path: Path) -> None:
    """Boxes are those on the page; a page's ground under its text and a small copy are left alone."""
    licence = papers.jpeg(papers.draw_licence())
    typed = "".join(text(60, 60 + 20 * n, "本公司依法登记，营业执照如下，请予审查，特此说明。") for n in range(3))
    ground = "".join(text(60, 100 + 40 * n, "第三章 项目建设情况，按计划完成全部建设内容。") for n in range(14))
    pages = [
        typed + picture(100, 200, 420, 640, name="P0"),
        picture(0, 0, 595, 842, name="P1") + ground,
        typed + picture(60, 300, 140, 410, name="P2"),
    ]
    photos = [licence, papers.jpeg(papers.draw_patent()), papers.jpeg(papers.draw_licence(3))]
    document = document_of(write_pdf(tmp_path / "书.pdf", pages, photos=photos))
    assert [(node.place.page, bool(node.content)) for node in document.pictures] == [(1, True), (2, False), (3, False)]
    first = document.pictures[0]
    assert papers.USCC in words(first)
    for node in first.content:
        x0, top, x1, bottom = node.place.box or (0, 0, 0, 0)
        assert node.place.path.startswith("p1/pic1/")
        assert 100 <= x0 < x1 <= 420
        assert 200 <= top < bottom <= 640


def test_a_dark_screen_is_read_sign_by_sign(tmp_path: Path) -> None:
    document = document_of(papers.write_book(tmp_path / "书.docx", ["正文", papers.jpeg(papers.draw_dashboard())]))
    told = [block.text for node in document.pictures for block in node.content if isinstance(block, Block)]
    assert {"焊缝合格率", "91.3%", "设备开动率", "78.5%"} <= set(told)


def test_a_word_file_of_pictures_alone_is_read_as_a_scan(tmp_path: Path) -> None:
    """Nothing typed: what was needs_ocr is ok_ocr; a file of photographs stays needs_ocr."""
    path = papers.write_book(tmp_path / "执照.docx", [papers.jpeg(papers.draw_licence(2))])
    assert read(path, path.name).status is Status.OK_OCR
    path = papers.write_book(tmp_path / "照片.docx", [papers.jpeg(papers.draw_photo(3))])
    assert read(path, path.name).status is Status.NEEDS_OCR


def test_what_is_not_read_says_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Time used up: the text is there, the picture and the notes give the reason; without recognition likewise."""
    book = papers.write_book(tmp_path / "书.docx", ["企业概况", papers.jpeg(papers.draw_licence())])
    paged = write_pdf(
        tmp_path / "书.pdf",
        [text(60, 60, "营业执照复印件附在本页，请审查。") + picture(100, 200, 420, 640, name="P0")],
        photos=[papers.jpeg(papers.draw_licence())],
    )
    monkeypatch.setattr(limits, "pasted_seconds", lambda size: -1.0)
    for path in (book, paged):
        reading = read(path, path.name)
        assert reading.document
        assert reading.status is Status.OK_PARTIAL
        assert [node.unread for node in reading.document.pictures] == ["文字识别用时已达上限（部分内容未读取）。"]

    def missing() -> None:
        raise engine.NoEngine("未安装文字识别组件 rapidocr")

    monkeypatch.setattr(engine, "ready", missing)
    for path in (book, paged):
        reading = read(path, path.name)
        assert reading.document
        assert reading.status is Status.OK
        assert "文字识别不可用" in reading.document.pictures[0].unread
        assert any("未识别：文字识别不可用" in note for note in reading.document.notes)


def test_a_damaged_picture_costs_itself_alone(tmp_path: Path) -> None:
    """Half a JPEG: the text of the book is read, and the picture says that it could not be."""
    whole = papers.jpeg(papers.draw_licence())
    path = papers.write_book(tmp_path / "书.docx", ["企业概况", whole[: len(whole) // 3]])
    document = document_of(path)
    assert [block.text for block in document.blocks] == ["企业概况"]
    assert not document.pictures[0].content
    assert document.pictures[0].unread


def _png(sides: tuple[int, int]) -> bytes:
    out = BytesIO()
    Image.new("1", sides, 1).save(out, "PNG", compress_level=1)
    return out.getvalue()


@pytest.mark.parametrize("sides", [(12_500, 10_000), (20_000, 15_000)])
def test_a_picture_too_large_to_decode_is_told(tmp_path: Path, sides: tuple[int, int]) -> None:
    """More pixels than Pillow warns of, and more than it opens: the picture is named as unread, with its size."""
    path = papers.write_book(tmp_path / "书.docx", ["企业概况", _png(sides)])
    reading = read(path, path.name)
    assert reading.document
    assert reading.status is Status.OK_PARTIAL
    assert [(node.width, node.height) for node in reading.document.pictures] == [sides]
    assert f"图片为 {sides[0]}×{sides[1]} 像素，超过上限" in reading.document.pictures[0].unread
    assert any("未识别：图片为" in note for note in reading.document.notes)
