"""Pages that recognition cannot read are said to be unread; what lies over a part of one, too."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFilter, ImageOps

from ingest import read
from ingest.scan.legible import why_wordless
from model.document import Status
from tests.ingest.test_scan_pages import BOOK
from tests.scans import print_page, write_scan


def page() -> Image.Image:
    return print_page(BOOK, 1, 200)


def spoil(name: str) -> Image.Image:
    whole = page()
    wide, high = whole.size
    pen = ImageDraw.Draw(whole)
    match name:
        case "blurred":
            return whole.filter(ImageFilter.GaussianBlur(8))
        case "mirrored":
            return ImageOps.mirror(whole)
        case "black":
            return Image.new("RGB", whole.size, (28, 28, 28))
        case "half black":
            pen.rectangle((wide // 2, 0, wide, high), fill=(12, 12, 12))
        case "covered":
            pen.ellipse((wide // 4, high // 3, wide * 3 // 4, high * 3 // 5), fill=(206, 158, 130))
        case "cut":
            pen.rectangle((0, high * 2 // 5, wide, high), fill=(255, 255, 255))
    return whole


@pytest.mark.parametrize("name", ["blurred", "mirrored", "black"])
def test_a_page_that_nobody_can_read_is_unread_beside_one_that_is_read(tmp_path: Path, name: str) -> None:
    reading = read(write_scan(tmp_path / "scan.pdf", [page(), spoil(name)], 200), "scan.pdf")
    assert reading.document is not None
    assert (reading.status, reading.document.unread_pages) == (Status.OK_PARTIAL, (2,))
    assert not [node for node in reading.document.nodes if node.place.page == 2]
    assert any(note.startswith("第 2 页") and "未能读取" in note for note in reading.document.notes)
    assert "第 1 页由图像识别（OCR）读出，请对照原图核实。" in reading.document.notes


@pytest.mark.parametrize("name", ["half black", "covered", "cut"])
def test_a_page_of_which_a_part_is_hidden_keeps_what_was_read(tmp_path: Path, name: str) -> None:
    reading = read(write_scan(tmp_path / "scan.pdf", [spoil(name)], 200), "scan.pdf")
    assert reading.document is not None
    assert (reading.document.unread_pages, reading.document.ocr_pages) == ((1,), (1,))
    assert any("可能有内容未读出" in note for note in reading.document.notes)


def test_a_book_that_is_smeared_throughout_is_not_readable_and_says_why(tmp_path: Path) -> None:
    reading = read(write_scan(tmp_path / "scan.pdf", [spoil("blurred")], 200), "scan.pdf")
    assert reading.status is Status.NEEDS_OCR
    assert "字迹模糊" in (reading.error or "")


def test_bare_paper_is_blank_and_a_photograph_is_no_page_of_print() -> None:
    rng = np.random.default_rng(3)
    paper = rng.normal(248, 3, (1200, 850, 1)).clip(0, 255).repeat(3, axis=2).astype(np.uint8)
    grey = np.asarray(Image.fromarray(rng.integers(40, 220, (12, 9), np.uint8)).resize((850, 1200)))
    assert why_wordless(paper) == ""
    assert why_wordless(np.repeat(grey[..., None], 3, axis=2)) == ""
    assert why_wordless(np.full((1200, 850, 3), 20, np.uint8))
