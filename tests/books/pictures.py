"""Small drawn pictures for the attachments, as PNG bytes: licence, seal with signature, statement page, figure.

`layout.licence` picks colours, sizes and places, so that no two companies share a picture (check C-03 stays silent).
"""

import itertools
import math
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

from tests.books.book import Book
from tests.books.statements import read_years

FONT = "/usr/share/fonts/opentype/noto/NotoSerifCJK-Bold.ttc"
INKS = ((150, 30, 30), (30, 60, 130), (20, 100, 60), (90, 60, 20), (80, 30, 110))
RED = (205, 30, 40)
ACROSS = (2, 5, 4, 2, 1, 6, 3, 3, 1, 2)
"""Stations side by side in the figure, by design."""


def _font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(FONT, size, index=2)


def _png(image: Image.Image) -> bytes:
    result = BytesIO()
    image.quantize(32).save(result, "PNG", optimize=True)
    return result.getvalue()


def draw_licence(book: Book) -> bytes:
    """A licence copy: name, code, type, founding date, legal representative, as in the book."""
    look = book.layout.licence
    size = (620, 430) if look % 2 else (460, 600)
    image = Image.new("RGB", size, (250, 248 - 4 * look, 240 - 6 * look))
    draw, ink = ImageDraw.Draw(image), INKS[look % 5]
    draw.rectangle((14, 14, size[0] - 15, size[1] - 15), outline=ink, width=3 + look)
    top = 40 + 12 * (look % 4)
    draw.text((size[0] // 2, top), "营业执照", font=_font(38 + 2 * (look % 4)), fill=ink, anchor="mm")
    rows = (
        ("统一社会信用代码", book.fields["uscc"]),
        ("名称", book.fields["company_name"]),
        ("法定代表人", book.fields["legal_rep_name"]),
        ("成立日期", book.fields["founded_date"]),
    )
    left, gap = 40 + 5 * look, 46 + 5 * (look % 3)
    for at, (label, value) in enumerate(rows):
        draw.text((left, top + 60 + at * gap), f"{label}  {value}", font=_font(18), fill=(20, 20, 20))
    bar = (30 + 37 * look % 300, size[1] - 110 + 4 * look)
    draw.rectangle((*bar, bar[0] + 60 + 9 * look, bar[1] + 60), outline=(60, 60, 60), width=2, fill=(200, 200, 210))
    return _png(image.rotate(0.4 * (look - 4), fillcolor=(255, 255, 255)))


def draw_seal(book: Book) -> bytes:
    """The signature of the legal representative beside the round company seal."""
    look = book.layout.licence
    image = Image.new("RGB", (420 + 14 * look, 150 + 40 * (look % 3)), "white")
    draw, radius = ImageDraw.Draw(image), 70 - 3 * (look % 5)
    x, y = (85 if look % 2 else image.width - 95 - 31 * (look % 4)), image.height - 72 - 9 * (look % 4)
    draw.ellipse((x - radius, y - radius, x + radius, y + radius), outline=RED, width=4)
    rays = enumerate([20, 8] * 5)
    draw.polygon(
        [(x + r * math.sin(k * math.pi / 5), y - 7 - r * math.cos(k * math.pi / 5)) for k, r in rays], fill=RED
    )
    draw.text((x, y + 30), book.fields["company_name"], font=_font(10), fill=RED, anchor="mm")
    signature = Image.new("RGB", (190, 80), "white")
    pen = ImageDraw.Draw(signature)
    pen.text((95, 40), book.fields["legal_rep_name"], font=_font(30 + 2 * look), fill=(25, 25, 60), anchor="mm")
    side = 190 + 6 * look if look % 2 else 4
    image.paste(signature.rotate(3 * (look - 4), fillcolor="white"), (side, 4 + 7 * (look % 5)))
    return _png(image)


def draw_statement(book: Book) -> bytes:
    """A page with the main lines of the statements, in 万元, three years across, on the dark bed of a scanner."""
    years, look = read_years(book.statement), book.layout.licence
    image = Image.new("RGB", (760, 330 + 25 * (look % 3)), (246, 246, 242))
    draw = ImageDraw.Draw(image)
    title = f"{book.fields['company_name']}主要财务数据（单位：万元）"
    draw.text((380, 26), title, font=_font(20), fill="black", anchor="mm")
    balance = [("assets", "资产总计"), ("liabilities", "负债合计"), ("equity", "所有者权益合计")]
    lines = [*balance, ("revenue", "营业收入"), ("total_profit", "利润总额"), ("net_profit", "净利润")]
    step, left = 36 + 4 * (look % 3), 24 + 6 * look
    for row, (key, label) in enumerate((("", "项目"), *lines)):
        top = 56 + row * step
        draw.line((left, top, 730, top), fill=(90, 90, 90), width=1 + look % 3)
        draw.text((left + 6, top + 6), label, font=_font(18), fill="black")
        for column, year in enumerate(sorted(years)[1:]):
            text = f"{getattr(years[year], key) / 10000:.2f}" if key else f"{year}年"
            draw.text((left + 330 + column * 165, top + 6), text, font=_font(18), fill="black", anchor="ra")
    page = Image.new("RGB", (image.width + 160, image.height + 220), (70 + 18 * look,) * 3)
    page.paste(image.rotate(0.3 * (look - 4), fillcolor="white"), (150 * (look // 2 % 2), 20 + 45 * (look % 5)))
    return _png(page)


def draw_figure(book: Book) -> bytes:
    """The scene picture: the stations named in the source, joined in a line of the book's own shape."""
    look, boxes = book.layout.licence, [str(name) for name in book.figure["boxes"]]
    across = ACROSS[look]
    down = math.ceil(len(boxes) / across)
    image = Image.new("RGB", (220 * across, 120 * down + 20), (235 - 9 * look, 240, 228 + 2 * look))
    draw, places = ImageDraw.Draw(image), []
    for at in range(len(boxes)):
        row, column = divmod(at, across)
        places.append((110 + 220 * (across - 1 - column if row % 2 else column), 70 + 120 * row))
    for here, there in itertools.pairwise(places):
        draw.line((*here, *there), fill=INKS[look % 5], width=5)
    for at, ((x, y), name) in enumerate(zip(places, boxes, strict=True)):
        frame = (x - 82, y - 30, x + 82, y + 30)
        draw.rounded_rectangle(frame, 4 + 3 * look, fill="white", outline=INKS[(look + at) % 5], width=4)
        draw.text((x, y), name, font=_font(20), fill="black", anchor="mm")
    return _png(image)
