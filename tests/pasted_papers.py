"""Pictures as applicants paste them into books: papers (licence, certificates, statements), and what is none.

`draw_*` give PIL pictures; `worn` makes a photograph or scan of one; `write_book` a Word file that holds them.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import numpy as np
from docx import Document
from docx.shared import Cm
from PIL import Image, ImageDraw, ImageFilter, ImageFont

_SERIF = "/usr/share/fonts/opentype/noto/NotoSerifCJK-Bold.ttc"
_SANS = "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc"
COMPANY = "甘肃云杉精密仪器有限公司"
USCC = "91620100MA72K5N86U"


def _font(size: int, face: str = _SANS) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(face, size, index=2)


def draw_licence(seed: int = 1, uscc: str = USCC, company: str = COMPANY) -> Image.Image:
    """A business licence: upright in one column or level in two, with the border and ground of the real one."""
    rnd = random.Random(seed)
    two = seed % 2 == 0
    wide, high = (1400, 990) if two else (960, 1320)
    page = Image.new("RGB", (wide, high), rnd.choice(((253, 250, 240), (250, 246, 232), (255, 255, 252))))
    draw = ImageDraw.Draw(page)
    draw.rectangle((26, 26, wide - 27, high - 27), outline=(176, 138, 70), width=rnd.choice((4, 9, 14)))
    draw.text((wide // 2, 130), "营 业 执 照", (30, 30, 30), _font(62, _SERIF), "mm")
    draw.text((wide // 2, 200), "（副  本）", (40, 40, 40), _font(26), "mm")
    draw.text((90, 240), f"统一社会信用代码 {uscc}", (20, 20, 20), _font(28))
    left = [("名    称", company), ("类    型", "有限责任公司（自然人投资或控股）"), ("法定代表人", "沈惠芳"),
            ("经营范围", "仪器仪表制造；智能装备研发；软件开发。")]  # fmt: skip
    right = [
        ("注册资本", "叁仟万元整"),
        ("成立日期", "2013年04月22日"),
        ("住    所", "甘肃省兰州市七里河区西津西路88号"),
    ]
    font = _font(26)
    rows = [(90, 320 + 82 * i, *pair) for i, pair in enumerate(left)]
    if two:
        rows += [(770, 320 + 82 * i, *pair) for i, pair in enumerate(right)]
    else:
        rows += [(90, 320 + 82 * (i + len(left)), *pair) for i, pair in enumerate(right)]
    for x, y, label, value in rows:
        draw.text((x, y), label, (60, 60, 60), font)
        draw.text((x + 160, y), value, (10, 10, 10), font)
    draw.text((wide - 560, high - 190), "登记机关  兰州市市场监督管理局", (30, 30, 30), font)
    draw.text((wide - 400, high - 120), "2021年09月03日", (30, 30, 30), font)
    return page


def draw_patent(name: str = "一种轴承套圈的自动检测装置", number: str = "ZL 2021 2 1234567.8") -> Image.Image:
    """A patent certificate on its patterned ground."""
    page = Image.new("RGB", (1000, 1400), (250, 247, 240))
    draw = ImageDraw.Draw(page)
    for at in range(0, 1400, 18):
        draw.arc((-200, at - 600, 1200, at + 600), 60, 120, fill=(238, 230, 222), width=2)
    draw.text((90, 90), "证书号第14235678号", (40, 40, 40), _font(26))
    draw.text((500, 260), "实用新型专利证书", (30, 30, 30), _font(64, _SERIF), "mm")
    lines = [f"实用新型名称：{name}", "发明人：沈惠芳；高建军", f"专利号：{number}", "专利申请日：2021年05月11日",
             f"专利权人：{COMPANY}", "授权公告日：2022年01月14日    授权公告号：CN 215677889 U"]  # fmt: skip
    for i, line in enumerate(lines):
        draw.text((90, 420 + 84 * i), line, (20, 20, 20), _font(30))
    draw.text((90, 1000), "国家知识产权局依照中华人民共和国专利法经过初步审查，决定授予专", (30, 30, 30), _font(26))
    draw.text((90, 1044), "利权，颁发实用新型专利证书并在专利登记簿上予以登记。", (30, 30, 30), _font(26))
    return page


def draw_balance(second: bool = False, year: int = 2024) -> Image.Image:
    """A page of a balance sheet with ruled lines; the second page goes on without a title."""
    first = [("货币资金", 1203456.78, 998877.66), ("应收账款", 4203399.10, 3900112.05), ("存货", 5120034.77, 4877120.13),
             ("流动资产合计", 10526890.65, 9776109.84), ("固定资产", 20334455.12, 19880012.40),
             ("无形资产", 3300221.00, 3411220.55), ("非流动资产合计", 23634676.12, 23291232.95),
             ("资产总计", 34161566.77, 33067342.79)]  # fmt: skip
    rest = [("短期借款", 5000000.00, 5200000.00), ("应付账款", 4466778.89, 4300121.34), ("流动负债合计", 9466778.89, 9500121.34),
            ("长期借款", 3000000.00, 3000000.00), ("非流动负债合计", 3000000.00, 3000000.00), ("负债合计", 12466778.89, 12500121.34),
            ("实收资本", 15000000.00, 15000000.00), ("未分配利润", 6694787.88, 5567221.45),
            ("所有者权益合计", 21694787.88, 20567221.45), ("负债和所有者权益总计", 34161566.77, 33067342.79)]  # fmt: skip
    rows = rest if second else first
    page = Image.new("RGB", (1240, 240 + 62 * (len(rows) + 1)), "white")
    draw, top = ImageDraw.Draw(page), 60
    if not second:
        draw.text((620, 60), "资 产 负 债 表", "black", _font(44, _SERIF), "mm")
        draw.text((80, 110), f"编制单位：{COMPANY}", "black", _font(24))
        draw.text((600, 110), f"{year}年12月31日", "black", _font(24))
        draw.text((1000, 110), "单位：元", "black", _font(24))
        top = 160
    xs = (70, 620, 900, 1170)
    for row, line in enumerate((("项  目", "期末余额", "年初余额"), *rows)):
        y = top + 62 * row
        for (x0, x1), text in zip(pairwise(xs), line, strict=True):
            draw.rectangle((x0, y, x1, y + 62), outline="black", width=2)
            shown = text if isinstance(text, str) else f"{text:,.2f}"
            at, anchor = (x0 + 14, "lm") if isinstance(text, str) else (x1 - 14, "rm")
            draw.text((at, y + 31), shown, "black", _font(25), anchor)
    return page


def draw_diagram() -> Image.Image:
    """An architecture diagram: boxes with short labels."""
    page = Image.new("RGB", (1200, 700), (236, 243, 250))
    draw, font = ImageDraw.Draw(page), _font(26)
    for i, name in enumerate(("ERP", "MES", "PLM", "WMS", "数据中台", "边缘网关", "数控机床", "机械手")):
        x, y = 90 + 280 * (i % 4), 120 + 280 * (i // 4)
        draw.rounded_rectangle((x, y, x + 210, y + 120), 14, fill=(190, 214, 240), outline=(60, 90, 140), width=3)
        draw.text((x + 105, y + 60), name, (20, 30, 60), font, "mm")
    return page


def draw_dashboard() -> Image.Image:
    """A dark screen: four tiles, a name over each number, and a chart below."""
    page = Image.new("RGB", (1280, 700), (12, 24, 48))
    draw = ImageDraw.Draw(page)
    draw.text((640, 50), "二车间质量看板", (170, 210, 240), _font(36), "mm")
    tiles = (("焊缝合格率", "91.3%"), ("本月产量", "6,240件"), ("设备开动率", "78.5%"), ("返修率", "1.9%"))
    for i, (name, number) in enumerate(tiles):
        x = 30 + 310 * i
        draw.rectangle((x, 100, x + 290, 240), outline=(40, 100, 160), width=2)
        draw.text((x + 145, 140), name, (180, 210, 230), _font(28), "mm")
        draw.text((x + 145, 200), number, (90, 240, 170), _font(44), "mm")
    for i in range(20):
        draw.rectangle((40 + 60 * i, 660 - 37 * i % 300, 80 + 60 * i, 670), fill=(60, 140, 220))
    return page


def draw_tiles(dark: bool = False, size: tuple[int, int] = (640, 160)) -> Image.Image:
    """A small board: a title and one row of three tiles, a name over each number."""
    ground, card, ink = ((14, 24, 50), (24, 38, 76), "white") if dark else ((235, 242, 250), (255, 255, 255), "black")
    page = Image.new("RGB", size, ground)
    draw, (wide, high) = ImageDraw.Draw(page), size
    draw.text((wide / 2, high * 0.14), "热处理线实时数据", ink, _font(round(high * 0.13)), "mm")
    for i, (name, number) in enumerate((("炉温均匀率", "94.6%"), ("当班装炉", "38盘"), ("保护气露点", "-52.4℃"))):
        x = 6 + i * wide / 3
        draw.rectangle((x, high * 0.26, x + wide / 3 - 12, high - 6), fill=card, outline=(150, 170, 200))
        draw.text((x + wide / 6 - 6, high * 0.44), name, ink, _font(round(high * 0.13)), "mm")
        draw.text((x + wide / 6 - 6, high * 0.74), number, (220, 70, 40), _font(round(high * 0.2)), "mm")
    return page


def draw_strips(counts: bool = True) -> Image.Image:
    """A small board whose strips have name and number in one line; without `counts` a plan of numbered places."""
    page = Image.new("RGB", (1000, 480), "white")
    draw, font = ImageDraw.Draw(page), _font(22)
    draw.text((500, 40), "炉前工段运行看板" if counts else "炉前工段布置", "black", _font(30), "mm")
    told, bare = ("当班浇次 126", "炉衬寿命 83.5%", "命中率 91.7%", "待修 12"), ("料台1", "料台2", "转运区", "休息室")
    names = told if counts else bare
    for i, name in enumerate(names):
        x, y = 40 + 480 * (i % 2), 100 + 160 * (i // 2)
        draw.rectangle((x, y, x + 440, y + 80), fill=(232, 240, 250), outline=(30, 60, 130), width=3)
        draw.text((x + 220, y + 40), name, "black", font, "mm")
    return page


def draw_list(numbers: bool = True) -> Image.Image:
    """A board that is a list of a few lines, light on dark, and bars; without `numbers` it is a plan of the shops."""
    page = Image.new("RGB", (900, 480), (22, 36, 62))
    draw = ImageDraw.Draw(page)
    told = ("统计期 2023年度", "首检合格率 94.7 %", "折弯机 3 台", "生成时间 2024-01-09")
    for i, line in enumerate(("钣金车间年度看板", *(told if numbers else ("下料区", "折弯区", "焊接区", "喷粉区")))):
        draw.text((36, 40 + 52 * i), line, (150, 230, 180), _font(30))
    for i in range(10):
        draw.rectangle((560 + 30 * i, 440 - 20 * (i % 4) - 30, 580 + 30 * i, 440), fill=(80, 150, 235))
    return page


def draw_gauge() -> Image.Image:
    """One gauge: its number in the middle, its name below."""
    page = Image.new("RGB", (380, 320), "white")
    draw = ImageDraw.Draw(page)
    draw.text((190, 30), "三号回火炉", "black", _font(26), "mm")
    for end, tone in ((390, (205, 210, 215)), (330, (50, 160, 90))):
        draw.arc((90, 70, 290, 270), 150, end, fill=tone, width=18)
    draw.text((190, 170), "83.9%", "black", _font(30), "mm")
    draw.text((190, 285), "设备开动率", "black", _font(24), "mm")
    return page


def draw_photo(seed: int) -> Image.Image:
    """A scene of shapes and texture without words, as dense as a workshop."""
    rng = np.random.default_rng(seed)
    coarse = Image.fromarray(rng.integers(20, 235, (14, 21, 3), np.uint8)).resize((1050, 700), Image.Resampling.BICUBIC)
    fine = Image.fromarray(rng.integers(0, 255, (350, 525, 3), np.uint8)).resize((1050, 700))
    page = Image.blend(coarse, fine, 0.18).filter(ImageFilter.GaussianBlur(1))
    draw = ImageDraw.Draw(page)
    for _ in range(60):
        x, y, w, h = (int(v) for v in rng.integers((0, 0, 10, 10), (1000, 650, 300, 220)))
        colour = tuple(int(v) for v in rng.integers(0, 255, 3))
        draw.rectangle((x, y, x + w, y + h), outline=colour, width=int(rng.integers(1, 7)))
        draw.line((x, y, x + h, y + w), fill=colour, width=int(rng.integers(1, 9)))
    return page


def worn(
    page: Image.Image, seed: int, angle: float = 0.0, dark: float = 1.0, bed: int = 0, side: int = 0
) -> Image.Image:
    """The page as a camera or scanner gives it: turned, on a darker table (`bed` pixels wide), dimmed, made smaller."""
    rng = np.random.default_rng(seed)
    if bed:
        table = Image.new("RGB", (page.width + 2 * bed, page.height + 2 * bed), (96, 78, 60))
        table.paste(page, (bed, bed))
        page = table
    page = page.rotate(angle, Image.Resampling.BICUBIC, fillcolor=page.getpixel((2, 2)))
    if side:
        page = page.resize((side, round(page.height * side / page.width)), Image.Resampling.LANCZOS)
    pixels = np.asarray(page, np.float32) * dark + rng.normal(0, 5, (page.height, page.width, 1))
    return Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8))


def jpeg(page: Image.Image, quality: int = 82) -> bytes:
    out = BytesIO()
    page.convert("RGB").save(out, "JPEG", quality=quality)
    return out.getvalue()


def write_book(path: Path, parts: Sequence[str | bytes | tuple[bytes, float]]) -> Path:
    """A Word file of paragraphs and pictures (14 cm wide, or as wide as said) in this order."""
    document = Document()
    for part in parts:
        if isinstance(part, str):
            document.add_paragraph(part)
        else:
            data, width = part if isinstance(part, tuple) else (part, 14.0)
            document.add_picture(BytesIO(data), width=Cm(width))
    document.save(str(path))
    return path
