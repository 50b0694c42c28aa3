"""A `Book` → the Word file of form GS-02 (001 附件2), as bytes: cover, the big table, chapters, 附表1, 附表2.

Word stores structure, not pages: merged cells are real vMerge/gridSpan, 附表1 has its own landscape section.
"""

from io import BytesIO

from docx import Document
from docx.oxml import parse_xml
from docx.shared import Mm
from docx.text.paragraph import Paragraph

from tests.books.annexes import annex_1, annex_2
from tests.books.book import Book
from tests.books.chapters import chapters
from tests.books.form import KPI, PROFILE_HINT, TRUTH, VENDOR_HINT
from tests.books.frozen import freeze
from tests.books.pictures import draw_figure, draw_licence, draw_seal, draw_statement
from tests.books.printing import CHOICES, print_choice, print_field, ticked
from tests.books.word import SPACES, Cell, paragraph, run, table, text_paragraphs

GRID = [800] * 12
PICTURES = {
    "⟦licence⟧": (draw_licence, 90),
    "⟦seal⟧": (draw_seal, 62),
    "⟦figure⟧": (draw_figure, 130),
    "⟦sheet⟧": (draw_statement, 120),
}
"""A paragraph holding one of these marks becomes that picture, so many millimetres wide."""


def write_scene_book(book: Book) -> bytes:
    """`Book` → .docx bytes, the same on every run."""
    parts = [*_cover(book), _main_table(book), *chapters(book), *annex_1(book), *annex_2(book)]
    document = Document()
    normal = document.styles["Normal"]
    normal.font.name = book.layout.font
    normal.element.rPr.rFonts.set(f"{{{normal.element.nsmap['w']}}}eastAsia", book.layout.font)
    body = document.element.body
    for child in list(body):
        body.remove(child)
    for child in parse_xml(f"<w:body {SPACES}>{''.join(parts)}</w:body>"):
        body.append(child)
    for element in list(body.iter(f"{{{body.nsmap['w']}}}p")):
        place = Paragraph(element, document._body)
        if place.text in PICTURES:
            draw, width = PICTURES[place.text]
            place.runs[0].text = ""
            place.runs[0].add_picture(BytesIO(draw(book)), width=Mm(width))
    result = BytesIO()
    document.save(result)
    return freeze(result.getvalue(), author=book.author, created=book.created)


def _cover(book: Book) -> list[str]:
    lines = [
        ("申报单位（盖章）", print_field(book, "applicant")),
        ("场景名称", print_field(book, "cover_scene_name")),
        ("建设地址", print_field(book, "build_address")),
        ("申报日期", print_field(book, "declare_date")),
    ]
    top = [*text_paragraphs("附件2"), *text_paragraphs("甘肃省智能制造优秀场景申报书\n\n", align="center", size=40)]
    if book.layout.cover == "table":
        looks = [(paragraph(run(a, size=28)), paragraph(run(b, size=28, underline=True))) for a, b in lines]
        rows = [[Cell([label], 4), Cell([value], 8)] for label, value in looks]
        middle = [table(GRID, rows, borders=False)]
    else:
        middle = [paragraph(run(a + " ", size=28), run(f"  {b}  ", size=28, underline=True)) for a, b in lines]
    return [*top, *middle, *text_paragraphs("\n\n甘肃省工业和信息化厅编制", align="center", size=28)]


def _main_table(book: Book) -> str:
    heads = "（一）申报主体基本信息", "（二）申报场景基本信息"
    rows = [[Cell([paragraph(run(head, bold=True))], 12)] for head in heads]
    title = paragraph(run("一、申报主体和场景基本信息", bold=True, size=30), page_break=True)
    return title + table(GRID, [rows[0], *_company_rows(book), rows[1], *_scene_rows(book)])


def _cells(book: Book, spans: str, *texts: str, group: str = "", first: bool = True) -> list[Cell]:
    """Texts → cells of the given spans (one digit each), behind a group label cell where one is named."""
    if not group:
        return [Cell(text_paragraphs(text), int(span)) for span, text in zip(spans, texts, strict=True)]
    return [_group(book, group, int(spans[0]), first), *_cells(book, spans[1:], *texts)]


def _pairs(book: Book, pairs: tuple[str, str, str, str], group: str, *, first: bool = True) -> list[Cell]:
    """Group label and two label/value pairs; 姓名 becomes 姓  名 where the book keeps the blanks of the form."""
    gap = "  " * book.layout.label_blanks
    texts = (gap.join(pairs[0]), print_field(book, pairs[1]), gap.join(pairs[2]), print_field(book, pairs[3]))
    return _cells(book, "22323", *texts, group=group, first=first)


def _group(book: Book, label: str, span: int, first: bool) -> Cell:
    """A group label down several rows: merged, repeated in every row, or above empty cells, as the layout says."""
    style = book.layout.group
    merge = ("restart" if first else "continue") if style == "merged" else ""
    return Cell(text_paragraphs(label if first or style == "repeated" else ""), span, merge)


def _choice(book: Book, key: str) -> str:
    return paragraph(*print_choice(CHOICES[key], ticked(book, key), book.layout))


def _accident(book: Book) -> str:
    yes = f"是（事故名称：{print_field(book, 'accident_name') or '      '}）"
    told = {"是": yes, "否": "否"}[book.fields["accident_3y"]]
    return paragraph(*print_choice((yes, "否"), (told,), book.layout))


def _company_rows(book: Book) -> list[list[Cell]]:
    def value(key: str) -> str:
        return print_field(book, key)

    years = book.years if book.layout.years == "up" else book.years[::-1]
    heads = [value(f"year_{book.years.index(year) + 1}") for year in years]
    contact = "联系人"
    hint = text_paragraphs(PROFILE_HINT) if "profile" in book.layout.hints else []
    profile = [*hint, *text_paragraphs(value("profile"), indent=True)]
    rows = [
        _cells(book, "39", "企业名称", value("company_name")),
        _cells(book, "3333", "统一社会信用代码", value("uscc"), "成立时间", value("founded_date")),
        [*_cells(book, "3", "企业性质"), Cell([_choice(book, "ownership")], 9)],
        [*_cells(book, "3", "企业类型"), Cell([_choice(book, "size_class")], 9)],
        _cells(book, "3333", "所属行业", value("industry_section"), value("industry_major"), value("industry_mid")),
        _pairs(book, ("姓名", "legal_rep_name", "电话", "legal_rep_phone"), "法人代表/负责人"),
        _pairs(book, ("姓名", "contact_name", "电话", "contact_phone"), contact),
        _pairs(book, ("职务", "contact_title", "手机", "contact_mobile"), contact, first=False),
        _pairs(book, ("传真", "contact_fax", "邮箱", "contact_email"), contact, first=False),
        _cells(book, "39", "信用等级", value("credit_rating")),
        _cells(book, "3333", "近三年发展情况", *heads),
    ]
    for key, words in (
        ("total_assets", "资产总额（万元）"),
        ("debt_ratio", "资产负债率（%）"),
        ("main_revenue", "主营业务收入（万元）"),
        ("profit_margin", "利润率（%）"),
    ):
        rows.append(_cells(book, "3333", words, *(value(f"{key}[{year}]") for year in years)))
    rows.append([*_cells(book, "6", "企业近三年是否发生过重大安全生产事故、重大环境事故"), Cell([_accident(book)], 6)])
    rows.append([Cell(text_paragraphs("企业\n\n简介" if book.layout.vertical else "企业简介"), 3), Cell(profile, 9)])
    rows.append([*_cells(book, "3", "CMMM自评估等级"), Cell([_choice(book, "cmmm_self_level")], 9)])
    return rows


def _scene_rows(book: Book) -> list[list[Cell]]:
    def value(key: str) -> str:
        return print_field(book, key)

    vendor_label = "应用建设系统解决方案供应商名称"
    vendors = "\n".join([VENDOR_HINT] * ("vendors" in book.layout.hints) + [value("vendors")] * bool(value("vendors")))
    effect = "\n".join("整体建设成效") if book.layout.vertical else "整体建设成效"
    rows = [
        _cells(book, "39", "环节名称", value("link_name")),
        _cells(book, "39", "场景名称", value("scene_name")),
        _cells(book, "39", "应用建设起止日期", value("build_period")),
        _cells(book, "39", "应用建设投资（万元）", value("build_investment")),
        _cells(book, "39", vendors, group=vendor_label),
        [
            _group(book, vendor_label, 3, False),
            *_cells(book, "2322", "联系人", value("vendor_contact"), "联系电话", value("vendor_phone")),
        ],
    ]
    for at in range(0, 18, 2):
        (left, a), (right, b) = KPI[at], KPI[at + 1]
        rows.append(_cells(book, "14232", a, value(left), b, value(right), group=effect, first=at == 0))
    other = text_paragraphs("（其他成效指标）" + value("kpi.G19"))
    rows.append([_group(book, effect, 1, False), Cell(other, 11)])
    sign = ["", "法定代表人签章：", "公          章："]
    truth = [*text_paragraphs(TRUTH), *text_paragraphs("\n".join(sign)), paragraph(run("⟦seal⟧"), align="center")]
    day = value("truth_date")
    truth += text_paragraphs(day or "年     月    日", align="right")
    rows.append([Cell(text_paragraphs("真实性\n\n承诺" if book.layout.vertical else "真实性承诺"), 3), Cell(truth, 9)])
    return rows
