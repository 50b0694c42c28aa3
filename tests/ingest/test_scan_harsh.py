"""Pages from cameras, faxes, old copiers and A3 scanners: the parts on drawn pictures, and a few read whole."""

from __future__ import annotations

import math
from pathlib import Path

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from ingest import read
from ingest.pdf.shapes import Edge
from ingest.scan import bend, paper, photo, rules, spread
from ingest.scan.render import Pixels
from model.document import Document, Table
from model.text import squash
from tests.ingest.test_scan_pages import form_picture
from tests.ingest.test_scan_parts import lined, sheet, written
from tests.scans import FONT, write_scan

DPI = 200
DESKS = {"wood": (110, 78, 52), "slate": (40, 42, 48), "cloth": (150, 155, 160)}


def photographed(
    page: Image.Image, corners: NDArray[np.float32], size: tuple[int, int], desk: str
) -> NDArray[np.uint8]:
    """A page seen by a camera: its corners lie there, light falls off to one side, a shadow lies over it."""
    picture = np.asarray(page.convert("RGB"))
    high, wide = picture.shape[:2]
    ends = np.array([(0, 0), (wide, 0), (wide, high), (0, high)], np.float32)
    matrix = cv2.getPerspectiveTransform(ends, corners)
    seen = cv2.warpPerspective(picture, matrix, size, flags=cv2.INTER_AREA).astype(np.float32)
    mask = cv2.warpPerspective(np.ones((high, wide), np.float32), matrix, size)[:, :, None]
    rng = np.random.default_rng(3)
    grain = cv2.resize(rng.normal(0, 9, (size[1] // 8, 12)).astype(np.float32), size)[:, :, None]
    out = seen * mask + (np.array(DESKS[desk], np.float32) + grain) * (1 - mask)
    across = np.linspace(1.0, 0.72, size[0], dtype=np.float32)[None, :, None]
    shadow = np.where(np.arange(size[1]) > 0.6 * size[1], 0.75, 1.0).astype(np.float32)
    shadow = cv2.GaussianBlur(shadow[:, None], (1, 61), 0)[:, :, None]
    out = cv2.GaussianBlur(out * across * shadow, (0, 0), 0.6) + rng.normal(0, 4, size[::-1])[:, :, None]
    return np.asarray(out.clip(0, 255), np.uint8)


TILTED = np.array([(160, 130), (1330, 210), (1420, 1830), (90, 1760)], np.float32)


@pytest.mark.parametrize("desk", sorted(DESKS))
def test_a_sheet_on_a_desk_is_found_and_seen_from_above(desk: str) -> None:
    page, draw = sheet(1240, 1754)
    lined(draw, (200, 620, 1040), (200, 500, 800, 1500), 3)
    seen = photographed(page, TILTED, (1500, 2000), desk)
    corners = photo.find_sheet(seen)
    assert corners is not None
    assert float(np.abs(corners - TILTED).max()) < 8
    flat = photo.flatten(corners, DPI, 11.69)
    assert flat.size == (1653, 2338)
    middle = flat(np.array([[826.5, 1169.0]]))[0]
    back = cv2.perspectiveTransform(
        np.array([[[620.0, 877.0]]], np.float32),
        cv2.getPerspectiveTransform(np.array([(0, 0), (1240, 0), (1240, 1754), (0, 1754)], np.float32), TILTED),
    )
    assert middle == pytest.approx(back[0, 0], abs=8)


def test_paper_that_fills_the_picture_is_no_photograph() -> None:
    page, draw = sheet(1240, 1754)
    lined(draw, (60, 1180), (60, 1690), 6)  # a frame all around is print, not the edge of a sheet
    for i in range(20):
        written(draw, 120, 150 + 70 * i, "甘肃省智能制造优秀场景申报书主体基本信息")
    assert photo.find_sheet(np.asarray(page)) is None
    shaded = np.asarray(page) * np.linspace(1, 0.6, 1240)[None, :, None]
    assert photo.find_sheet(shaded.astype(np.uint8)) is None


def test_curved_rules_are_unbent_and_straight_pages_left() -> None:
    page, draw = sheet(1240, 1754)
    xs, ys = (150, 500, 800, 1090), tuple(range(200, 1600, 140))
    lined(draw, xs, ys, 3)
    for y in ys[:-1]:
        written(draw, 180, y + 40, "企业名称")
    gray = np.asarray(page.convert("L"))
    assert bend.find_bend(gray, DPI) is None
    rows, cols = np.mgrid[0:1754, 0:1240].astype(np.float32)
    curved = cv2.remap(gray, cols, rows + 22 * np.sin(cols / 1240 * math.pi), cv2.INTER_LINEAR, borderValue=(255.0,))
    found = bend.find_bend(curved, DPI)
    assert found is not None
    flat = found.take(curved)
    ruled = rules.find_rules(flat, np.zeros(flat.shape, bool), DPI, [])
    assert len([edge for edge in ruled.across if edge.end - edge.start > 900]) == len(ys)
    # A corner of the table on the flat page leads back to where it stands on the curved one.
    top = min(ruled.across, key=lambda edge: edge.at)
    spot = found(np.array([[150.0, top.at]]))[0]
    assert spot[1] == pytest.approx(200 - 22 * math.sin(150 / 1240 * math.pi), abs=4)


def test_lines_of_text_alone_do_not_bend_a_page() -> None:
    page, draw = sheet(1240, 1754)
    rng = np.random.default_rng(5)
    lines = []
    for i in range(24):
        y = 150 + 60 * i
        written(draw, 120, y, "场景围绕生产计划与质量管理展开，投用后稳定运行"[: int(rng.integers(12, 24))])
        xs = np.arange(150.0, 900, 20)
        lines.append(np.stack([xs, y + 15 + rng.normal(0, 1.5, len(xs))], axis=1))
    assert bend.find_bend(np.asarray(page.convert("L")), DPI, lines) is None


def found_rules(image: Image.Image) -> rules.Ruled:
    gray = cv2.GaussianBlur(np.asarray(image.convert("L")), (0, 0), 0.6)
    return rules.find_rules(gray, np.zeros(gray.shape, bool), DPI, [])


def test_an_upright_of_one_low_row_is_found_and_strokes_of_its_text_are_not() -> None:
    """A row as high as its line of text: the rule beside a code is shorter than any other rule of the page."""
    image, draw = sheet(1200, 500)
    ys = (100, 136, 172, 208, 244)
    lined(draw, (100, 1100), ys, 2)
    draw.line((600, 136, 600, 172), fill="black", width=2)
    for i, words in enumerate(
        ("企业申报单位中国制造业", "91620123750934689Y", "电话申请书目录用品", "制造业中型企业电品目")
    ):
        written(draw, 130, ys[i] + 2, words, 28)
    written(draw, 620, 138, "成立时间", 28)
    inner = [edge for edge in found_rules(image).down if 110 < edge.at < 1090]
    assert [(round(e.at, -1), round(e.start, -1), round(e.end, -1)) for e in inner] == [(600, 140, 170)]


def test_a_torn_rule_goes_on_and_merged_cells_stay_whole() -> None:
    image, draw = sheet(1200, 700)
    lined(draw, (100, 400, 1100), (100, 250, 600), 3)
    draw.line((400, 400, 1100, 400), fill="black", width=3)  # the cell on the left spans two rows
    for x in (500, 640, 900):
        draw.rectangle((x, 246, x + 60, 255), fill="white")
    across = sorted((round(e.at, -1), round(e.start, -2), round(e.end, -2)) for e in found_rules(image).across)
    assert across == [(100, 100, 1100), (250, 100, 1100), (400, 400, 1100), (600, 100, 1100)]


def test_rules_of_the_back_that_shine_through_are_left() -> None:
    image, draw = sheet(1200, 900)
    back = Image.new("L", (1200, 900), 255)
    behind = ImageDraw.Draw(back)
    for x in (250, 700, 1000):
        behind.line((x, 150, x, 800), fill=0, width=3)
    for i in range(14):
        behind.text((260, 160 + 44 * i), "背面的文字透过纸张显示出来影响读取", 0, ImageFont.truetype(FONT, 38, index=2))
    lined(draw, (100, 400, 1100), (100, 300, 500, 850), 3)
    for y in (150, 350, 600):
        written(draw, 130, y, "企业名称")
        written(draw, 430, y, "甘肃陇原智能装备制造有限公司", 34)
    pale = cv2.GaussianBlur(255 - np.asarray(back, np.float32)[:, ::-1], (0, 0), 1.2) * 0.22
    mixed = Image.fromarray((np.asarray(image.convert("L"), np.float32) - pale).clip(0, 255).astype(np.uint8))
    assert sorted(round(edge.at, -1) for edge in found_rules(mixed).down) == [100, 400, 1100]


def stamped(image: Image.Image, ink: tuple[int, int, int]) -> Image.Image:
    draw = ImageDraw.Draw(image)
    draw.ellipse((500, 300, 820, 620), outline=ink, width=9)
    for i, char in enumerate("甘肃陇原智能装备有限公司"):
        angle = math.radians(-130 + 260 * i / 11)
        spot = (660 + 125 * math.sin(angle), 460 - 125 * math.cos(angle))
        draw.text(spot, char, ink, ImageFont.truetype(FONT, 36, index=2), "mm")
    return image


@pytest.mark.parametrize("ink", [(45, 70, 180), (120, 120, 120), (10, 10, 10)])
def test_round_seals_that_are_not_red(ink: tuple[int, int, int]) -> None:
    """Blue, grey and black ones are told by their rim; a page of text and rules has none."""
    plain, draw = sheet(1240, 1000)
    lined(draw, (100, 400, 1140), (100, 250, 400, 550, 700, 900), 3)
    for y in (150, 300, 450, 600, 780):
        written(draw, 130, y, "企业名称")
        written(draw, 430, y, "甘肃陇原智能装备制造有限公司", 32)
    assert paper.clean(np.asarray(plain), DPI).seals == []
    ((x0, y0, x1, y1),) = paper.clean(np.asarray(stamped(plain, ink)), DPI).seals
    assert ((x0 + x1) / 2, (y0 + y1) / 2) == (pytest.approx(660, abs=10), pytest.approx(460, abs=10))


def test_a_black_seal_on_dense_text_is_found_and_circles_of_a_drawing_are_not() -> None:
    """Lines of text run close by on both sides of its rim; discs and small circles of a chart are no rims."""
    image, draw = sheet(1240, 1000)
    for y in range(40, 960, 54):
        written(draw, 60, y, "场景围绕生产计划与质量管理展开投用后稳定运行本项目总投资三百", 30)
    assert paper.clean(np.asarray(image), DPI).rings == []
    ((x0, y0, x1, y1),) = paper.clean(np.asarray(stamped(image, (10, 10, 10))), DPI).rings
    assert ((x0 + x1) / 2, (y0 + y1) / 2) == (pytest.approx(660, abs=10), pytest.approx(460, abs=10))
    chart, draw = sheet(1240, 1000)
    draw.ellipse((100, 100, 420, 420), fill="black")
    draw.ellipse((600, 100, 720, 220), outline="black", width=5)
    draw.pieslice((500, 500, 800, 800), 0, 200, outline="black", width=5)
    assert paper.clean(np.asarray(chart), DPI).rings == []


def test_blue_handwriting_is_no_seal() -> None:
    image, draw = sheet(1240, 700)
    rng = np.random.default_rng(2)
    points = np.cumsum(rng.normal((2.2, 0), (9, 14), (120, 2)), axis=0) + np.array([500.0, 300.0])
    draw.line([(float(x), float(y)) for x, y in points], fill=(40, 60, 170), width=5)
    assert paper.clean(np.asarray(image), DPI).seals == []


def test_dithered_grey_and_specks_are_cleaned_and_dots_of_print_stay() -> None:
    image, draw = sheet(1200, 800)
    for i in range(8):
        written(draw, 100, 60 + 80 * i, "12,345.67 万元。")
    rng = np.random.default_rng(4)
    grey = Image.fromarray(np.minimum(np.asarray(image.convert("L")), 232))
    dithered = paper.clean(np.asarray(grey.convert("1").convert("RGB")), DPI).gray
    assert np.mean(dithered[:, 700:] < 128) < 0.001
    clean = np.asarray(image.convert("L"))
    dusty = np.where(rng.random(clean.shape) < 0.0006, 20, clean).astype(np.uint8)
    found = paper.ink_of(paper.clean(np.repeat(dusty[:, :, None], 3, 2), DPI).gray).astype(bool)
    assert found[:, 700:].mean() < 0.0001
    assert found[clean < 60].mean() > 0.95


@pytest.mark.parametrize("across", [False, True])
def test_two_pages_side_by_side_are_two_and_a_wide_table_is_one(across: bool) -> None:
    image, draw = sheet(3308, 1200)
    for left in (200, 1854):
        for i in range(12):
            written(draw, left, 120 + 80 * i, "场景围绕生产计划与质量管理展开")
    if across:
        lined(draw, (150, 3150), (100, 600, 1100), 3)
    parts = spread.halves(Pixels(np.asarray(image), DPI, 1190.9, 432))
    assert len(parts) == (1 if across else 2)
    if not across:
        assert parts[1].width == pytest.approx(595.4, abs=30)
        assert parts[0].rgb.shape[1] == pytest.approx(1654, abs=80)


# -- Read whole


def cells_of(document: Document | None) -> dict[str, tuple[float, float, float, float]]:
    assert document is not None
    return {squash(c.text): c.place.box for n in document.nodes if isinstance(n, Table) for c in n.cells if c.place.box}


def test_a_photographed_form_is_read_and_its_places_lead_into_the_photograph(tmp_path: Path) -> None:
    page = Image.new("RGB", (1240, 1754), "white")
    page.paste(form_picture(), (20, 300))
    seen = photographed(page, TILTED * 1.5, (2250, 3000), "wood")
    Image.fromarray(seen).save(tmp_path / "a.jpg", quality=70)
    reading = read(tmp_path / "a.jpg", "照片.jpg")
    found = cells_of(reading.document)
    assert set(found) == {"企业类型", "□大型企业☑中型企业□小型企业", "主营收入", "12345.67"}
    assert reading.document is not None
    (shown,) = reading.document.pages
    matrix = cv2.getPerspectiveTransform(
        np.array([(0, 0), (1240, 0), (1240, 1754), (0, 1754)], np.float32), TILTED * 1.5
    )
    x, y = cv2.perspectiveTransform(np.array([[[770.0, 520.0]]], np.float32), matrix)[0, 0] / (2250, 3000)
    x0, y0, x1, y1 = found["12345.67"]
    assert ((x0 + x1) / 2 / shown.width, (y0 + y1) / 2 / shown.height) == (
        pytest.approx(x, abs=0.01),
        pytest.approx(y, abs=0.01),
    )


def test_a_spread_is_read_page_by_page(tmp_path: Path) -> None:
    """Left before right; both have the number of the sheet, and places on it."""
    image, draw = sheet(3308, 1654)
    halves = (
        ["本项目总投资三百二十六万元", "设备联网率达到百分之九十"],
        ["由本公司自主设计并实施完成", "产品不良率下降一半以上"],
    )
    for left, words in zip((200, 1904), halves, strict=True):
        for i, line in enumerate(words):
            draw.text((left, 300 + 130 * i), line, "black", ImageFont.truetype(FONT, 42, index=2))
    document = read(write_scan(tmp_path / "a.pdf", [image], 200), "a.pdf").document
    assert document is not None
    assert [squash(block.text) for block in document.blocks] == [line for words in halves for line in words]
    assert {block.place.page for block in document.blocks} == {1}
    assert [block.place.path for block in document.blocks][2:] == ["p1/right/para1", "p1/right/para2"]
    last = document.blocks[-1].place.box
    assert last is not None
    assert last[0] == pytest.approx(1904 * 0.36, abs=6)


def test_a_fax_of_dots_that_are_not_square(tmp_path: Path) -> None:
    page = form_picture().convert("L").resize((1224, 245), Image.Resampling.BOX)
    page.point(lambda v: 255 if v > 170 else 0).convert("1").save(
        tmp_path / "a.tif", compression="group4", dpi=(204, 98)
    )
    found = cells_of(read(tmp_path / "a.tif", "传真.tif").document)
    assert {"主营收入", "12345.67"} <= set(found)


def test_edges_of_the_test_pictures_are_edges() -> None:
    """Guards the helper: a plain page of rules gives just these."""
    image, draw = sheet(600, 400)
    lined(draw, (100, 500), (100, 300), 3)
    found = found_rules(image)
    assert [Edge(round(e.at, -1), round(e.start, -1), round(e.end, -1)) for e in found.down] == [
        Edge(100, 100, 300),
        Edge(500, 100, 300),
    ]
