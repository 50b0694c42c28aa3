"""Made-up books for the tests of the screens: a PDF with boxes, a Word table, a sheet, and hostile names and texts."""

from __future__ import annotations

import hashlib
from dataclasses import MISSING, fields
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw, ImageFont

from model.document import Block, Cell, Document, Node, Page, Status, Table
from model.finding import Finding, Outcome, Severity, State
from model.form import FieldSpec, Form, PartSpec
from model.guide import Guide
from model.place import Place
from model.reference import Lexicons, Reference
from model.review import Review
from model.rule import Citation, Rule
from model.submission import Blank, Candidate, Field, Paper, Scene, Submission
from store import Store

BATCH = "2026年第一批"
EVIL = '<img src=x onerror="window.hacked=1"><script>window.hacked=1</script>![x](http://evil.example/x.png) {{7*7}} http://evil.example/'
FONT = Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc")

PDF_ROWS = (
    ("企业名称", "甘肃陇原精密制造有限公司"), ("统一社会信用代码", "91620100MA71234565"), ("成立时间", "2011年5月18日"),
    ("注册资本（万元）", "8000"), ("2024年营业收入（万元）", "12345.67"), ("2024年主营业务收入（万元）", "15345.67"),
    ("资产总额（万元）", "30000"), ("负债总额（万元）", "18000"), ("资产负债率（%）", "150"), ("从业人员（人）", "326"),
)  # fmt: skip


def make_pdf(path: Path) -> None:
    """Two A4 pages with a ruled form, drawn as pictures (the boxes below are in points)."""
    pages = []
    for title in ("智能制造优秀场景申报书", "附：经济效益说明"):
        page = Image.new("RGB", (1190, 1684), "white")
        draw = ImageDraw.Draw(page)
        font = ImageFont.truetype(str(FONT), 26) if FONT.exists() else ImageFont.load_default()
        large = ImageFont.truetype(str(FONT), 44) if FONT.exists() else ImageFont.load_default()
        draw.text((595, 130), title, fill="black", font=large, anchor="mm")
        for n, (label, value) in enumerate(PDF_ROWS):
            top = 220 + 66 * n
            draw.rectangle((140, top, 560, top + 66), outline="black")
            draw.rectangle((560, top, 1050, top + 66), outline="black")
            draw.text((160, top + 33), label, fill="black", font=font, anchor="lm")
            draw.text((580, top + 33), value, fill="black", font=font, anchor="lm")
        pages.append(page)
    pages[0].save(path, "PDF", resolution=144, save_all=True, append_images=pages[1:])


def pdf_place(row: int, file: str = "甲公司/申报书.pdf", page: int = 1) -> Place:
    top = (220 + 66 * row) / 2
    return Place(file, f"p{page}/t1/r{row + 1}c2", page, (280.0, top, 525.0, top + 33), PDF_ROWS[row][1])


def pdf_document() -> Document:
    tables: list[Node] = []
    for page in (1, 2):
        cells = []
        for row, (label, value) in enumerate(PDF_ROWS):
            cells += [
                Cell(row, 0, label, Place("申报书.pdf", f"p{page}/t1/r{row + 1}c1", page)),
                Cell(row, 1, value, pdf_place(row, "申报书.pdf", page)),
            ]
        tables.append(Table(tuple(cells), len(PDF_ROWS), 2, Place("申报书.pdf", f"p{page}/t1", page)))
    return Document("申报书.pdf", "pdf", tuple(tables), (Page(1, 595.0, 842.0), Page(2, 595.0, 842.0)))


WORD_ROWS = (
    ("序号", "设备名称", "数量（台套）", "是否国产"), ("1", "五轴加工中心", "12", "是"), ("2", "工业机器人", "35", "是"),
    ("3", "立体仓库", "1", "是"), ("合计", "", "58", ""),
)  # fmt: skip


def word_document() -> Document:
    file = "附件.docx"
    cells = [
        Cell(r, c, text, Place(file, f"t1/r{r + 1}c{c + 1}", text=text), colspan=2 if (r, c) == (4, 0) else 1)
        for r, row in enumerate(WORD_ROWS)
        for c, text in enumerate(row)
        if (r, c) != (4, 1)
    ]
    paragraphs = [
        "三、场景建设情况",
        "公司建成数字化车间两个，关键工序数控化率达到 92%，设备联网率 85%。",
        "项目实施后，产品不良率由 2.0% 降低至 1.5%，降低 50%。",
        "上述成效经第三方机构核验。",
    ]
    blocks = [Block(text, Place(file, f"para{n}", text=text), int(n == 1)) for n, text in enumerate(paragraphs, 1)]
    return Document(
        file, "docx", (*blocks, Table(tuple(cells), 5, 4, Place(file, "t1")), Block("以上。", Place(file, "para5")))
    )


def sheet_document() -> Document:
    file = "财务.xlsx"
    cells = [
        Cell(r, c, f"{1000 * r + c}" if c else f"科目 {r + 1}", Place(file, f"t1/r{r + 1}c{c + 1}"))
        for r in range(120)
        for c in range(4)
    ]
    return Document(file, "xlsx", (Table(tuple(cells), 120, 4, Place(file, "t1", text="资产负债表")),))


def evil_document() -> Document:
    cell = Cell(0, 0, EVIL, Place("x", "t1/r1c1", text=EVIL))
    return Document(EVIL, "docx", (Table((cell,), 1, 1, Place("x", "t1")), Block(EVIL, Place("x", "para1"))))


def _found(rule: str, *findings: Finding) -> Outcome:
    return Outcome(rule, State.FOUND, findings[0].severity, findings)


def good_review(sha: dict[str, str]) -> Review:
    """The book with findings of every severity and evidence of every format."""
    word, sheet = "甲公司/附件.docx", "甲公司/财务.xlsx"
    ratio = Finding(
        Severity.B, "资产负债率填 150%，按负债 18000 ÷ 资产 30000 计算为 60%，不一致，请核实。",
        (pdf_place(8), pdf_place(7), pdf_place(6)), ("base_swap",), "60%", "150%", "请说明资产负债率的计算口径。",
        ("debt_ratio",),
    )  # fmt: skip
    revenue = Finding(
        Severity.E, "主营业务收入 15345.67 万元大于营业收入 12345.67 万元，请核实哪个数字正确。",
        (pdf_place(5), pdf_place(4)), (), "≤12345.67", "15345.67", "请更正营业收入或主营业务收入。", ("main_revenue",),
    )  # fmt: skip
    profit = Finding(
        Severity.W, "利润率 9.8% 按主营业务收入计算，与营业收入口径不符。", (pdf_place(4, page=2),), about=("main_revenue",),
        folded_under="A-03",
    )  # fmt: skip
    total = Finding(
        Severity.E, "设备合计填 58 台套，各行相加为 48 台套，相差 10，请核实。",
        (Place(word, "t1/r5c3", text="58"), Place(word, "t1/r2c3", text="12"), Place(word, "t1/r3c3", text="35")),
        (), "48", "58", "请更正设备数量或合计。", ("equipment",),
    )  # fmt: skip
    change = Finding(
        Severity.W, "不良率由 2.0% 降至 1.5%，降幅为 25%，文中写 50%，请核实。",
        (Place(word, "para3", text="由 2.0% 降低至 1.5%，降低 50%"),), (), "25%", "50%", "请说明降幅的算法。", ("effect",),
    )  # fmt: skip
    balance = Finding(
        Severity.I, "资产负债表第 81 行与申报书相差 0.4 万元，属舍入。", (Place(sheet, "t1/r81c3", text="80002"),)
    )
    return Review(
        Submission(
            "甲公司", "id-jia", "GS-02",
            (
                Paper("甲公司/申报书.pdf", sha["申报书.pdf"], "GS-02", Status.OK, 2),
                Paper(word, sha["附件.docx"], "other", Status.OK),
                Paper(sheet, sha["财务.xlsx"], "statements", Status.OK),
                Paper("甲公司/旧合同.doc", "d" * 64, "other", Status.NEEDS_LIBREOFFICE, error="旧版 Word 文件，本机没有 LibreOffice，读不出。"),
            ),
            (
                Field("company_name", "甘肃陇原精密制造有限公司", "甘肃陇原精密制造有限公司", pdf_place(0)),
                Field("revenue[2024]", "12345.67", "12345.67", pdf_place(4), "money_wan", "万元"),
            ),
            (Blank("credit_rating", "信用等级", pdf_place(3)),),
            (
                Scene("生产作业", "人机协同制造", "renamed", (Candidate(23, "人机协同作业", 0.93), Candidate(20, "柔性产线快速换产", 0.03)), pdf_place(1)),
            ),
        ),
        (
            _found("A-15", ratio), _found("A-03", revenue), _found("A-04", profit), _found("A-31", total),
            _found("E-02", change), _found("F-09", balance),
            Outcome("A-16", State.CLEAN, Severity.W), Outcome("A-17", State.CLEAN, Severity.E),
            Outcome("F-01", State.NOT_CHECKED, Severity.E, reason="没有利润表，无法核对净利润。"),
            Outcome("Q-01", State.NOT_APPLICABLE, Severity.W),
        ),
        "gansu-2025", "2025", "e1",
    )  # fmt: skip


def quiet_review() -> Review:
    spot = Place("乙公司/申报书.docx", "t1/r1c1")
    return Review(
        Submission("乙公司", "id-yi", "GS-03", (Paper("乙公司/申报书.docx", "e" * 64, "GS-03", Status.OK),), (Field("company_name", "酒泉乙能源装备有限公司", "", spot),)),
        (Outcome("A-15", State.CLEAN, Severity.E), Outcome("A-31", State.FOUND, Severity.I, (Finding(Severity.I, "电话少一位，请核实。", (spot,)),))),
        "gansu-2025", "2025", "e1",
    )  # fmt: skip


def evil_review(sha: dict[str, str]) -> Review:
    """Every text a hostile applicant can choose carries a script, a picture address and a link."""
    file = f"{EVIL}/表.docx"
    finding = Finding(
        Severity.W, EVIL, (Place(file, "t1/r1c1", text=EVIL), Place(file, "para1", text=EVIL)), (EVIL,), EVIL, EVIL, EVIL, (EVIL,)
    )  # fmt: skip
    return Review(
        Submission(
            EVIL, "id-evil", None,
            (Paper(file, sha["evil.docx"], "other", Status.OK), Paper(EVIL, "f" * 64, "other", Status.CORRUPT, error=EVIL, notes=(EVIL,))),
            (Field("company_name", EVIL, EVIL, Place(file, EVIL)),), (Blank("x", EVIL, Place(file, EVIL)),),
            (Scene(EVIL, EVIL, "unclear", (Candidate(1, EVIL, 0.1),), Place(file, EVIL)),),
        ),
        (_found("Z-01", finding), Outcome("Z-02", State.NOT_CHECKED, Severity.W, reason=EVIL)),
        "gansu-2025", "2025", "e1",
    )  # fmt: skip


def fill_store(workspace: Path) -> None:
    """A workspace with three books in one batch."""
    made = workspace.parent / "made"
    made.mkdir(exist_ok=True)
    make_pdf(made / "申报书.pdf")
    documents = {"申报书.pdf": pdf_document(), "附件.docx": word_document(), "财务.xlsx": sheet_document(), "evil.docx": evil_document()}  # fmt: skip
    for name in documents:
        if not name.endswith(".pdf"):
            (made / name).write_bytes(hashlib.sha256(name.encode()).digest())
    with Store(workspace) as store:
        sha = {name: store.keep_file(made / name) for name in documents}
        for name, document in documents.items():
            store.save_document(sha[name], "test", document)
        for review in (good_review(sha), quiet_review(), evil_review(sha)):
            store.save_review(BATCH, review)


def made_reference() -> Any:
    """Rules and a form with titles, so that the screens do not depend on `corpora/`."""
    titles = {
        "A-15": "资产负债率与资产、负债不符", "A-03": "主营业务收入大于营业收入", "A-04": "利润率口径不符",
        "A-31": "合计与各行之和不符", "E-02": "降幅与前后数值不符", "F-09": "与财务报表尾差", "F-01": "净利润与利润表核对",
        "A-16": "人员数与规模档次相符", "A-17": "日期先后",
    }  # fmt: skip
    rules = tuple(
        Rule(
            id_, title, f"核对：{title}。", Severity.E, "请企业说明。",
            (Citation("甘工信发〔2025〕152号", "第十一条", "申报材料应当真实、准确、完整。"),),
            "资产负债率 = 负债总额 ÷ 资产总额 × 100%", innocent=("合并报表与母公司报表口径不同。",),
        )
        for id_, title in titles.items()
    )  # fmt: skip
    form = Form("GS-02", "智能制造优秀场景申报书", "scene", (), (), (PartSpec("基本信息", "grid", (FieldSpec("revenue", ("营业收入",), "money_wan"), FieldSpec("company_name", ("企业名称",), "text"))),))  # fmt: skip
    guide = _bare(Guide, edition="2025", title="智能制造典型场景参考指引", doc_no="155号")
    lexicons = _bare(Lexicons)
    return _bare(
        Reference, regime="gansu-2025", version="1", guide=guide, forms=(form,), rules=rules, lexicons=lexicons
    )


def _bare(noun: Any, **values: Any) -> Any:
    """The noun with () for every value not given: reference data grows, and the screens need little of it."""
    needed = [f.name for f in fields(noun) if f.default is MISSING and f.default_factory is MISSING]
    return noun(**(dict.fromkeys(needed, ()) | values))
