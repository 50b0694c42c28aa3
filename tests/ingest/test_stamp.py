"""The day that a camera prints over a photograph is read, in its corner and with its caption."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from extract.stamps import find_stamps
from ingest.scan.engine import NoEngine, ready
from ingest.scan.stamp import _DATE, read_gray, read_stamp
from model.document import Block, Document, Picture
from model.place import Place
from tests.scans import FONT

try:
    ready()
except NoEngine as error:
    pytest.skip(f"no recognition here: {error}", allow_module_level=True)


def photograph(stamp: str, at: tuple[int, int]) -> Image.Image:
    """Shapes and noise of a workshop, with orange letters over them."""
    noise = np.random.default_rng(7).integers(60, 120, (600, 900, 3), np.uint8)
    picture = Image.fromarray(noise)
    pen = ImageDraw.Draw(picture)
    for left in range(60, 800, 190):
        pen.rectangle((left, 240, left + 120, 430), fill=(70, 90, 110), outline=(190, 190, 190))
    pen.text(at, stamp, (255, 170, 40), ImageFont.truetype(FONT, 30, index=2))
    return picture


@pytest.mark.parametrize(
    ("stamp", "at", "day"),
    [
        ("2022-03-14 10:22", (620, 550), "2022-03-14"),
        ("2023/5/8", (20, 552), "2023-05-08"),
        ("2021年11月06日", (640, 20), "2021-11-06"),
        ("3#车间", (20, 552), ""),
        ("", (0, 0), ""),
    ],
)
def test_the_day_over_a_photograph(stamp: str, at: tuple[int, int], day: str) -> None:
    assert read_stamp(photograph(stamp, at)) == day


def test_a_part_of_a_scanned_page() -> None:
    """The page is grey already; a day and an hour may be read as one word."""
    assert read_gray(np.asarray(photograph("2021-07-19 16:05", (600, 550)).convert("L"))) == "2021-07-19"
    hits = [_DATE.search(words) for words in ("2021-07-1916:05", "2021-07-1916")]
    assert [hit and hit["d"] for hit in hits] == ["19", None]


def test_the_caption_goes_with_it() -> None:
    place = Place("1.docx", "para3")
    caption = Block("图2 改造前人工分拣", Place("1.docx", "para4", text="图2 改造前人工分拣"))
    made = Document("1.docx", "docx", (Picture(place, stamp="2022-03-14"), caption))
    assert [(t.date, t.shown) for t in find_stamps(made)] == [("2022-03-14", "图2 改造前人工分拣")]
