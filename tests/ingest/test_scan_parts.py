"""The parts of reading a page picture, each on small drawn pictures, without recognition."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from ingest.pdf.shapes import apply
from ingest.scan import boxes, paper, rules, strips, upright
from ingest.scan.letters import normalise
from tests.scans import FONT, REDS, Seal, Wear, wear

DPI = 200


def sheet(wide: int = 1200, high: int = 800) -> tuple[Image.Image, ImageDraw.ImageDraw]:
    image = Image.new("RGB", (wide, high), "white")
    return image, ImageDraw.Draw(image)


def lined(draw: ImageDraw.ImageDraw, xs: tuple[int, ...], ys: tuple[int, ...], pen: int = 2, ink: int = 0) -> None:
    for x in xs:
        draw.line((x, ys[0], x, ys[-1]), fill=(ink,) * 3, width=pen)
    for y in ys:
        draw.line((xs[0], y, xs[-1], y), fill=(ink,) * 3, width=pen)


def written(draw: ImageDraw.ImageDraw, x: int, y: int, words: str, size: int = 29) -> None:
    draw.text((x, y), words, "black", ImageFont.truetype(FONT, size, index=2))


@pytest.mark.parametrize("angle", [-2.0, -0.7, 0.0, 0.4, 1.6])
def test_skew_is_measured_to_a_twentieth_of_a_degree(angle: float) -> None:
    image, draw = sheet()
    for i in range(12):
        written(draw, 100, 60 + 55 * i, "甘肃省智能制造优秀场景申报书主体基本信息")
    worn, _ = wear(image, Wear(angle=angle, noise=4))
    assert upright.skew_of(paper.ink_of(np.asarray(worn.convert("L")))) == pytest.approx(angle, abs=0.08)


@pytest.mark.parametrize("turns", [1, 2, 3])
def test_a_turn_leads_back_to_the_picture_as_given(turns: int) -> None:
    picture = np.arange(24, dtype=np.uint8).reshape(4, 6)
    turned, back = upright.quarter_turn(picture, turns)
    for row in range(turned.shape[0]):
        for col in range(turned.shape[1]):
            x, y = apply(back, col + 0.5, row + 0.5)
            assert turned[row, col] == picture[int(y), int(x)]


@pytest.mark.parametrize("ink", sorted(REDS))
def test_a_seal_of_any_red_is_found_and_print_under_it_stays(ink: str) -> None:
    image, draw = sheet(1000, 700)
    lined(draw, (100, 500, 900), (100, 250, 400, 600))
    written(draw, 430, 300, "一二三四五六七八九十", 34)
    clean = np.asarray(image.convert("L"))
    worn, _ = wear(image, Wear(noise=3, seals=(Seal(ink, 0.52, 0.5, 40),)))
    found = paper.clean(np.asarray(worn.convert("RGB")), DPI)
    assert len(found.seals) == 1
    x0, y0, x1, y1 = found.seals[0]
    assert ((x0 + x1) / 2, (y0 + y1) / 2) == (pytest.approx(520, abs=8), pytest.approx(350, abs=8))
    inked = paper.ink_of(found.gray).astype(bool)
    assert inked[clean < 60].mean() > 0.93, "print was lost with the seal"
    assert inked[clean > 250].mean() < 0.02, "seal was left"


def test_red_words_and_small_ticks_are_no_seal() -> None:
    image, draw = sheet()
    draw.text((100, 100), "甘肃省工业和信息化厅文件", (210, 20, 30), ImageFont.truetype(FONT, 60, index=2))
    draw.line([(300, 400), (312, 416), (345, 380)], fill=(220, 30, 30), width=5)
    found = paper.clean(np.asarray(image), DPI)
    assert found.seals == []
    assert found.gray[400:420, 300:320].min() < 160


@pytest.mark.parametrize(("pen", "ink"), [(1, 90), (2, 0), (5, 60), (2, 150)])
def test_rules_thin_thick_and_faint(pen: int, ink: int) -> None:
    image, draw = sheet()
    lined(draw, (104, 504, 904), (104, 200, 304, 504), pen, ink)
    written(draw, 130, 130, "企业名称")
    worn, _ = wear(image, Wear(noise=4, blur=0.4))
    gray = paper.clean(np.asarray(worn.convert("RGB")), DPI).gray
    found = rules.find_rules(gray, np.zeros((800, 1200), bool), DPI, [(124, 124, 254, 176)])
    assert [round(e.at / 8) for e in sorted(found.across)] == [13, 25, 38, 63]
    assert [round(e.at / 8) for e in sorted(found.down)] == [13, 63, 113]


def test_a_long_rule_between_rows_as_high_as_their_letters_is_no_writing() -> None:
    """A text box may lie over the rule, and letters touch its band on both sides; a rule has no hole."""
    image, draw = sheet()
    lined(draw, (104, 804), (104, 304, 504))
    for x in range(110, 770, 31):
        written(draw, x, 272, "供")
        written(draw, x, 300, "联")
    found = rules.find_rules(np.asarray(image.convert("L")), np.zeros((800, 1200), bool), DPI, [(104, 272, 804, 330)])
    assert [round(e.at / 8) for e in sorted(found.across)] == [13, 38, 63]


def test_dotted_rules_and_holes_are_bridged_but_a_merged_cell_is_not_cut() -> None:
    image, draw = sheet()
    for x in range(104, 904, 10):
        draw.line((x, 304, x + 4, 304), fill="black", width=2)
    lined(draw, (104, 904), (104, 504))
    draw.line((504, 104, 504, 300), fill="black", width=2)
    draw.rectangle((495, 200, 510, 210), fill="white")
    found = rules.find_rules(np.asarray(image.convert("L")), np.zeros((800, 1200), bool), DPI, [])
    assert [round(e.at / 8) for e in sorted(found.across)] == [13, 38, 63]
    short = next(e for e in found.down if 480 < e.at < 520)
    assert (short.start, short.end) == (pytest.approx(104, abs=4), pytest.approx(302, abs=6))


def test_tick_boxes_of_several_styles() -> None:
    image, draw = sheet(1200, 300)
    for i in range(6):
        x = 100 + 180 * i
        if i == 3:
            draw.rectangle((x, 100, x + 25, 125), fill="black")
        else:
            draw.rectangle((x, 100, x + 25, 125), outline="black", width=2)
        written(draw, x + 40, 94, "级")
    draw.line([(105, 112), (111, 121), (121, 104)], fill="black", width=3)  # a tick inside
    draw.line([(280 + 4, 112), (280 + 11, 122), (280 + 36, 90)], fill="black", width=4)  # drawn over the edge
    draw.line((464, 104, 481, 121), fill="black", width=3)
    draw.line((481, 104, 464, 121), fill="black", width=3)
    worn, _ = wear(image, Wear(noise=5, jpeg=70))
    found = boxes.find_boxes(paper.ink_of(paper.clean(np.asarray(worn.convert("RGB")), DPI).gray), 28)
    assert [b.mark for b in sorted(found, key=lambda b: b.box[0])] == ["☑", "☑", "☑", "■", "□", "□"]


def test_the_word_beside_a_ticked_box_stays() -> None:
    """☒2级: the 2 hangs on the box by no ink; a tick drawn over the edge goes with its box."""
    image, draw = sheet(500, 200)
    for x in (100, 300):
        draw.rectangle((x, 100, x + 21, 121), outline="black", width=2)
    draw.line((104, 104, 117, 117), fill="black", width=2)
    draw.line((117, 104, 104, 117), fill="black", width=2)
    written(draw, 124, 92, "2级", 27)
    draw.line([(304, 110), (310, 118), (331, 88)], fill="black", width=3)
    gray = np.asarray(image.convert("L")).copy()
    ink = paper.ink_of(gray)
    before = int(ink[:, 124:280].sum())
    for box in boxes.find_boxes(ink, 26):
        boxes.wipe(box, gray, ink, 26)
    assert int(ink[:, 124:280].sum()) == before
    assert not ink[:, 290:].any()


def test_parts_of_characters_are_no_boxes() -> None:
    image, draw = sheet()
    written(draw, 100, 100, "如知品员号器语信明时间项目申报", 30)
    found = boxes.find_boxes(paper.ink_of(np.asarray(image.convert("L"))), 28)
    assert [b for b in found if b.strict and b.mark == "■"] == []
    assert len(found) <= 1  # 目 alone may be asked about; its line answers


def test_a_text_box_is_cut_at_the_cell_border_and_lines_are_parted() -> None:
    image, draw = sheet(800, 300)
    written(draw, 110, 60, "左边")
    written(draw, 310, 60, "右边")
    written(draw, 310, 96, "二行")
    ink = paper.ink_of(np.asarray(image.convert("L")))
    cells = [(100, 40, 300, 200), (300, 40, 600, 200)]
    pieces = strips.cut([(105, 55, 380, 132)], cells, [], ink, 28)
    boxes_of = sorted((p.inked[0] // 100, p.inked[1] // 36) for p in pieces)
    assert boxes_of == [(1, 1), (3, 1), (3, 2)]


def test_vertical_text_is_taken_character_by_character() -> None:
    image, draw = sheet(300, 400)
    for i, char in enumerate("基本情况"):
        written(draw, 100, 60 + 40 * i, char)
    (piece,) = strips.cut([(92, 55, 138, 225)], [], [], paper.ink_of(np.asarray(image.convert("L"))), 28)
    assert len(piece.glyphs) == 4


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("甲公司,乙公司", "甲公司，乙公司"), ("共12,345.6万元", "共12,345.6万元"), ("提升2O%", "提升20%"),
        ("91620200MA7C1O2X", "91620200MA7C1O2X"), ("2023年5月一2024年6月", "2023年5月—2024年6月"),
        ("(如有)", "（如有）"), ("HH-1O2", "HH-1O2"), ("12，345", "12,345"),
    ],
)  # fmt: skip
def test_signs_are_told_by_their_neighbours(read: str, meant: str) -> None:
    assert normalise(read) == meant


def test_a_page_made_of_dots_is_said_to_be() -> None:
    """Error diffusion leaves specks all over; a page that was only blackened is none of dots."""
    image, draw = sheet()
    for row in range(12):
        written(draw, 60, 40 + 60 * row, "投资项目统计与智能装备车间数据采集情况说明", 27)
    pale = Image.eval(image, lambda v: v * 130 // 255 + 125).convert("L")
    assert paper.clean(np.asarray(pale.convert("1").convert("RGB")), DPI).dotted
    plain = image.convert("L").point(lambda v: 255 if v > 150 else 0)
    assert not paper.clean(np.asarray(plain.convert("RGB")), DPI).dotted
