"""Pictures inside scanned pages: their words leave the text and stay with the picture; what is no picture stays text."""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from ingest import limits
from ingest.pdf.nodes import build_nodes
from ingest.pdf.shapes import RawPage
from ingest.scan.back import as_displayed
from ingest.scan.figures import find_figures
from ingest.scan.layout import lay_out_scan
from ingest.scan.page import read_page
from ingest.scan.render import Pixels
from ingest.scan.rooms import View, Word, find_rooms
from model.document import Block, Picture, Table
from model.text import squash
from tests.figures import KINDS, draw
from tests.scans import FONT, Seal, Wear, wear

BODY = (
    "公司围绕离散型制造的特点，先后完成了车间设备联网与数据贯通，",
    "建成覆盖采购、生产、仓储和销售各个环节的业务系统，",
    "设备数控化率由实施前的百分之六十二提高到百分之九十一，",
    "产品不良率下降了三成，订单准时交付率明显提高。",
    "下一步将继续推进工艺仿真与质量追溯，扩大应用的范围，",
    "力争在两年之内把上述做法推广到全部生产基地。",
)
Pen = ImageDraw.ImageDraw
WIDE = 1500


def page(high: int = 1500) -> tuple[Image.Image, Pen]:
    image = Image.new("RGB", (WIDE, high), "white")
    return image, ImageDraw.Draw(image)


def write(pen: Pen, x: float, y: float, words: str, size: int = 32, fill: str = "black", anchor: str = "la") -> None:
    pen.text((x, y), words, fill, ImageFont.truetype(FONT, size, index=2), anchor)


def body(pen: Pen, top: int, lines: tuple[str, ...]) -> int:
    for line in lines:
        write(pen, 180, top, line)
        top += 58
    return top


def read(image: Image.Image, how: Wear) -> tuple[RawPage, str]:
    """The page as read, and the text of its lines and cells."""
    worn, _ = wear(image, how)
    rgb = np.asarray(worn.convert("RGB"), np.uint8)
    raw = read_page(Pixels(rgb, 200, rgb.shape[1] * 0.36, rgb.shape[0] * 0.36), 1)
    layout = lay_out_scan(raw)
    cells = [cell.text for part in layout.parts for cell in part.cells]
    return raw, squash("".join([*(line.text for line in layout.lines), *cells]))


@pytest.mark.parametrize("kind", KINDS)
def test_the_words_of_a_figure_leave_the_text_and_stay_with_it(kind: str) -> None:
    image, pen = page()
    top = body(pen, 90, BODY[:3])
    figure = draw(kind, 1080, 420, 200, 11)
    image.paste(figure, (210, top + 20))
    write(pen, WIDE / 2, top + 470, "图2 数字化车间总体情况", anchor="ma")
    body(pen, top + 540, BODY[3:])
    raw, text = read(image, Wear(angle=0.4, noise=5))
    assert text == squash("".join([*BODY[:3], "图2 数字化车间总体情况", *BODY[3:]])), "the text alone is left"
    assert len(raw.images) == 1
    layout = lay_out_scan(raw)
    assert raw.scan is not None
    (picture,) = [n for n in as_displayed(build_nodes([layout], "a.pdf"), {1: raw.scan.back}) if isinstance(n, Picture)]
    assert picture.place.box is not None
    x0, y0, x1, y1 = (side / 0.36 for side in picture.place.box)
    assert (x0 > 190, y0 > top, x1 < 1310, y1 < top + 470) == (True,) * 4, "it stands where the figure does"
    assert x1 - x0 > 800
    words = [node for node in picture.content if isinstance(node, Block)]
    assert words, "the words of the figure are kept"
    assert words[0].place.path == "p1/pic1/para1"
    assert "1 处插图" in "".join(raw.notes)


def _ruled(image: Image.Image, pen: Pen) -> list[str]:
    rows = (
        ("指标", "2023年", "2024年"),
        ("产值", "1,204.5", "1,390.2"),
        ("能耗", "88.1", "80.4"),
        ("用工", "412", "390"),
    )
    for i, row in enumerate(rows):
        for j, words in enumerate(row):
            pen.rectangle((180 + 360 * j, 300 + 80 * i, 540 + 360 * j, 380 + 80 * i), outline="black", width=2,
                          fill=(200, 215, 235) if i == 0 else None)  # fmt: skip
            write(pen, 360 + 360 * j, 340 + 80 * i, words, anchor="mm")
    return [words for row in rows for words in row]


def _shaded(image: Image.Image, pen: Pen) -> list[str]:
    rows = (
        ("指标", "2023年", "2024年"),
        ("产值", "1,204.5", "1,390.2"),
        ("能耗", "88.1", "80.4"),
        ("用工", "412", "390"),
    )
    for i, row in enumerate(rows):
        fill = (68, 114, 196) if i == 0 else (217, 226, 243) if i % 2 else (242, 245, 250)
        pen.rectangle((180, 300 + 80 * i, 1260, 380 + 80 * i), fill=fill)
        for j, words in enumerate(row):
            write(pen, 360 + 360 * j, 340 + 80 * i, words, anchor="mm", fill="white" if i == 0 else "black")
    return [words for row in rows[1:] for words in row]


def _tinted(image: Image.Image, pen: Pen) -> list[str]:
    pen.rectangle((150, 280, 1350, 640), fill=(226, 239, 218))
    body(pen, 300, BODY)
    return list(BODY)


def _signed(image: Image.Image, pen: Pen) -> list[str]:
    write(pen, 700, 380, "法定代表人签字：")
    for i in range(3):
        spots = [(980 + 90 * i + 40 * np.cos(k * 1.7 + i), 390 + 45 * np.sin(k * 2.3 + i)) for k in range(7)]
        pen.line(spots, fill=(20, 20, 30), width=5, joint="curve")
    write(pen, 700, 520, "企业名称（盖章）：陇原智能装备有限公司")
    return ["法定代表人签字：", "企业名称（盖章）：陇原智能装备有限公司"]


def _coded(image: Image.Image, pen: Pen) -> list[str]:
    write(pen, 180, 360, "统一社会信用代码")
    for i, char in enumerate("91620100MA7134567X"):
        pen.rectangle((460 + 50 * i, 350, 505 + 50 * i, 400), outline="black", width=2)
        write(pen, 482 + 50 * i, 375, char, anchor="mm")
    return ["统一社会信用代码"]


def _framed(image: Image.Image, pen: Pen) -> list[str]:
    for inset in (40, 52, 60):
        pen.rectangle((inset, inset, WIDE - inset, 1500 - inset), outline=(150, 120, 60), width=4)
    write(pen, WIDE / 2, 300, "高新技术企业证书", 70, anchor="ma")
    lines = ("企业名称：陇原智能装备有限公司", "证书编号：GR202362000123", "发证时间：2023年10月16日", "有效期：三年")
    for i, words in enumerate(lines):
        write(pen, 300, 500 + 90 * i, words, 40)
    return ["高新技术企业证书", *lines]


NONE: dict[str, Callable[[Image.Image, Pen], list[str]]] = {
    "ruled table": _ruled, "shaded table without rules": _shaded, "paragraph on a tint": _tinted,
    "signature": _signed, "blanks of a code": _coded, "certificate": _framed,
}  # fmt: skip


@pytest.mark.parametrize("what", NONE)
def test_what_is_no_figure_stays_in_the_text(what: str) -> None:
    image, pen = page()
    said = NONE[what](image, pen)
    seals = (Seal("bright", 0.72, 0.33, 40),) if what in ("signature", "certificate") else ()
    if what != "certificate":
        body(pen, 800, BODY)
        said += BODY
    raw, text = read(image, Wear(angle=-0.3, noise=4, seals=seals))
    assert raw.images == []
    assert raw.scan is not None
    assert len(raw.scan.seals) == len(seals)
    for words in said:
        assert squash(words) in text


def test_a_ruled_table_on_the_page_of_a_diagram_stays_a_table() -> None:
    image, pen = page(1900)
    said = _ruled(image, pen)
    image.paste(draw("flow", 1080, 420, 200, 5), (180, 720))
    body(pen, 1250, BODY)
    worn, _ = wear(image, Wear(angle=0.2, noise=4))
    rgb = np.asarray(worn.convert("RGB"), np.uint8)
    raw = read_page(Pixels(rgb, 200, rgb.shape[1] * 0.36, rgb.shape[0] * 0.36), 1)
    nodes = build_nodes([lay_out_scan(raw)], "a.pdf")
    (table,) = [node for node in nodes if isinstance(node, Table)]
    assert [squash(cell.text) for cell in table.cells] == said
    assert [type(node) for node in nodes][:2] == [Table, Picture]


@pytest.mark.parametrize("lean", [0, 2])
def test_low_rows_whose_letters_touch_the_walls_are_cells(lean: int) -> None:
    """Letters cut into the room, and a page that leans a little cuts off its ends; an oval is no cell."""
    ink = np.zeros((600, 700), np.uint8)
    for row in range(6):
        cv2.line(ink, (100, 100 + 36 * row), (420, 100 + 36 * row + lean), 1, 2)
        for at in range(110, 300, 30) if row < 5 else ():
            ink[104 + 36 * row : 138 + 36 * row, at : at + 10] = 1
    ink[100:282, 99:101] = ink[100:284, 420:422] = 1
    cv2.ellipse(ink, (560, 200), (100, 60), 0, 0, 360, 1, 2)
    rooms = find_rooms(View(ink, ink * 0, ink * 0, [], [], [], [], 24.0))
    assert [room.square for room in sorted(rooms, key=lambda room: room.box)] == [True] * 5 + [False]


def _photographed(words: list[Word]) -> list[tuple[tuple[int, int, int, int], list[str]]]:
    """Figures, each with its words, of a page with one shaded part at (300, 400, 1300, 1000)."""
    none = np.zeros((2000, 1600), np.uint8)
    tone = none.copy()
    tone[400:1000, 300:1300] = 1
    lines = [Word((180, 1200 + 58 * i, 180 + 32 * len(line), 1232 + 58 * i), line) for i, line in enumerate(BODY)]
    view = View(none, tone, none, [], [], [*words, *lines], [], 32.0)
    return [(box, [view.words[i].text for i in its]) for box, its in find_figures(view)]


@pytest.mark.parametrize("caption", ["图1 中控室", "图片1：中控室", "照片：中控室", "附图二 中控室"])
def test_a_caption_on_the_rim_of_a_photograph_stays_in_the_text(caption: str) -> None:
    words = [Word((640, 960, 900, 992), caption), Word((500, 600, 640, 632), "3号线")]
    assert [its for _, its in _photographed(words)] == [["3号线"]]


@pytest.mark.parametrize(
    "said",
    [
        ["营业执照", "名称", "陇原智能装备有限公司", "法定代表人", "王建国"],
        ["高新技术企业证书", "陇原智能装备有限公司", "GR202362000123"],
        ["发证时间：2023年10月16日", "陇原智能装备有限公司"],
    ],
)
def test_a_copy_of_a_paper_on_a_page_stays_in_the_text(said: list[str]) -> None:
    words = [Word((400, 450 + 90 * i, 400 + 32 * len(text), 482 + 90 * i), text) for i, text in enumerate(said)]
    assert _photographed(words) == []


def test_a_shaded_part_with_lines_of_the_page_stays_in_the_text() -> None:
    lines = [Word((320, 450 + 70 * i, 1020, 482 + 70 * i), "本月运行时间合计二百一十小时有余。") for i in range(2)]
    names = [Word((400 + 70 * i, 600 + 50 * i, 590 + 70 * i, 632 + 50 * i), "数控车床三台") for i in range(7)]
    assert len(_photographed(names)) == 1
    assert _photographed([*names, *lines]) == []


def test_a_photograph_beside_numbers_and_names_of_a_screen_is_found_alone() -> None:
    numbers = [Word((1320, 450 + 60 * i, 1370, 482 + 60 * i), "12.5") for i in range(3)]
    names = [Word((1310, 700 + 60 * i, 1500, 732 + 60 * i), "智能排产") for i in range(4)]
    assert _photographed([Word((500, 600, 640, 632), "3号线"), *numbers, *names]) == [
        ((300, 400, 1300, 1000), ["3号线"])
    ]


def test_no_figures_are_sought_in_a_pattern_of_more_cells_than_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    def compared(*_: object) -> None:
        raise AssertionError("the cells were compared with each other")

    monkeypatch.setattr("ingest.scan.figures.find_tables", compared)
    none = np.zeros((1600, 1200), np.uint8)
    cells = [(x, y, x + 12, y + 12) for y in range(300, 1400, 18) for x in range(100, 1100, 18)]
    assert len(cells) > limits.MAX_ROOMS
    words = [Word((100, 60 + 40 * k, 900, 90 + 40 * k), "企业基本情况") for k in range(3)]
    assert find_figures(View(none, none, none, [], [], words, cells, 32.0)) == []
