"""A `FactoryBook` → its Word file as bytes: cover, the form table(s), chapters; and what a perfect reader reports."""

from __future__ import annotations

from io import BytesIO
from itertools import pairwise
from typing import Any

from docx import Document
from docx.oxml import parse_xml

from tests.books import factory_form as words
from tests.books.book import Layout
from tests.books.factory import FactoryBook
from tests.books.frozen import freeze
from tests.books.printing import print_choice, print_date, print_money, print_period
from tests.books.truth import fold
from tests.books.word import SPACES, Cell, paragraph, run, section, table, text_paragraphs

GRID = [800] * 12
Row = list[Cell]


def write_factory_book(book: FactoryBook) -> bytes:
    """`FactoryBook` → .docx bytes, the same on every run."""
    form = _Gs03(book) if book.form == "GS-03" else _Gs04(book)
    parts = [*_cover(book), *form.tables(), *_chapters(book), section()]
    document = Document()
    normal = document.styles["Normal"]
    normal.font.name = book.looks.font
    normal.element.rPr.rFonts.set(f"{{{normal.element.nsmap['w']}}}eastAsia", book.looks.font)
    body = document.element.body
    for child in list(body):
        body.remove(child)
    for child in parse_xml(f"<w:body {SPACES}>{''.join(parts)}</w:body>"):
        body.append(child)
    result = BytesIO()
    document.save(result)
    return freeze(result.getvalue(), author=book.author, created=book.created)


def factory_truth(book: FactoryBook) -> dict[str, str]:
    """Contract key → value, for everything the book says."""
    fields = {key: fold(value) for key, value in book.fields.items()}
    for number, row in enumerate(book.scenes, 1):
        fields |= {f"scenes[{number}].{key}": fold(row[key]) for key in ("name", "desc") if row.get(key)}
    fields |= {f"year_{n}": year for n, year in enumerate(book.years, 1) if _shows_years(book)}
    return fields


def _shows_years(book: FactoryBook) -> bool:
    return book.form == "GS-04" and book.looks.year_mark != "left"


def factory_blanks(book: FactoryBook) -> list[str]:
    """Keys of the form that hold nothing in this book."""
    series = [f"{base}[{year}]" for base in words.SERIES[book.form] for year in book.years]
    return [key for key in (*words.KEYS[book.form], *series) if key not in book.fields]


def factory_entry(book: FactoryBook) -> dict[str, Any]:
    """The book's entry in truth.yml."""
    files = {book.file: {"kind": book.form, "status": "ok"}}
    if book.copy:
        files[book.copy["file"]] = {"kind": book.form, "status": "ok"}
    faults = [
        {"rule": f.rule, "what": f.what, "where": f.where} | ({"also": list(f.also)} if f.also else {})
        for f in book.faults
    ]
    fields = factory_truth(book)
    for key, words_ticked in book.ticks.items():
        fields[key] = "；".join(words_ticked)
    entry = {"form": book.form, "clean": book.clean, "files": files, "faults": faults}
    return entry | {"traps": list(book.traps), "fields": fields, "empty": factory_blanks(book)}


def print_value(book: FactoryBook, key: str) -> str:
    """What a hand would type for the value, in the book's own style."""
    value, looks = book.prints.get(key, book.fields.get(key, "")), book.looks
    if key in book.prints or not value:
        return value
    if key in words.DATES:
        value = print_date(value, looks.date)
    elif key == "build_period":
        value = print_period(value, looks.date)
    elif key.startswith(words.PERCENTS):
        value += "%" * looks.percent_sign
    elif key in words.COUNTS:
        value = _wide(value) if looks.full_width else value
    elif key.startswith(words.MONEY):
        value = _wide(value) if looks.full_width else print_money(value, looks.money)
    return value


def _wide(text: str) -> str:
    return text.translate({ord(c): ord(c) + 0xFEE0 for c in "0123456789"})


def _cover(book: FactoryBook) -> list[str]:
    pairs = (("申报单位（盖章）", "applicant"), ("智能工厂名称", "factory_name"),
             ("智能工厂地址", "factory_address"), ("申报日期", "declare_date"))  # fmt: skip
    title = book.looks.cover_title or words.TITLES[book.form]
    top = [*text_paragraphs("附件" + book.form[-1]), *text_paragraphs(title + "\n\n", align="center", size=40)]
    lines = [(label, print_value(book, key)) for label, key in pairs]
    if book.looks.cover == "table":
        rows = [[Cell([paragraph(run(a, size=28))], 4), Cell([paragraph(run(b, size=28))], 8)] for a, b in lines]
        middle = [table(GRID, rows, borders=False)]
    else:
        middle = [paragraph(run(a + " ", size=28), run(f"  {b}  ", size=28, underline=True)) for a, b in lines]
    return [*top, *middle, *text_paragraphs("\n\n甘肃省工业和信息化厅编制", align="center", size=28)]


def _chapters(book: FactoryBook) -> list[str]:
    parts: list[str] = []
    for heading, key, hint in words.CHAPTERS[book.form]:
        if key == "c3.x" and key not in book.fields:
            continue
        same, _, apart = (hint if book.looks.chapter_hints or key not in book.fields else "").partition("\n")
        parts.append(paragraph(run(heading + same, bold=True)))
        parts += text_paragraphs(apart) if apart else []
        if key in book.fields:
            parts += text_paragraphs(book.fields[key], indent=True)
    return parts


class _Form:
    """Rows of the form table, in the style of the book."""

    def __init__(self, book: FactoryBook) -> None:
        self.book, self.looks, self.count = book, book.looks, 0

    def cell(self, text: str, span: int, merge: str = "") -> Cell:
        return Cell(text_paragraphs(text, size=self.looks.size), span, merge)

    def label(self, text: str, span: int, merge: str = "") -> Cell:
        """A label as typed: with blanks, numbering or a colon."""
        self.count += 1
        bare = text
        if self.looks.label_blanks and len(text) == 2:
            text = "  ".join(text)
        if self.looks.numbered and len(bare) > 3:
            text = f"{self.count}.{text}"
        return self.cell(text + "：" * self.looks.colon, span, merge)

    def value(self, key: str, span: int, merge: str = "") -> Cell:
        hint, text = self.book.hint(key), print_value(self.book, key)
        return self.cell("\n".join(filter(None, (hint, text))), span, merge)

    def group(self, text: str, span: int, first: bool) -> Cell:
        flat = text if self.looks.vertical else text.replace("\n", "")
        style = self.looks.group
        merge = ("restart" if first else "continue") if style == "merged" else ""
        return self.cell(flat if first or style == "repeated" else "", span, merge)

    def choice(self, key: str, options: tuple[str, ...], span: int, lines: tuple[int, ...] = ()) -> Cell:
        on = self.book.ticks.get(key) or self.book.fields.get(key, "").split("；")
        runs = print_choice(options, on, Layout(tick=self.looks.tick))
        if not lines:
            return Cell([paragraph(*runs)], span)
        per = len(runs) // len(options) or 1
        cuts = [0, *lines, len(options)]
        return Cell([paragraph(*runs[a * per : b * per]) for a, b in pairwise(cuts)], span)

    def long(self, label: str, key: str, spans: tuple[int, int], lead: list[Cell] | None = None) -> list[Row]:
        """A long text beside its label, or in a row of its own below."""
        name = self.label(label if self.looks.vertical else label.replace("\n", ""), spans[0])
        if key in self.looks.below and key in self.book.fields and not lead:
            hint = words.HINTS[self.book.form].get(key, "")
            return [[name, self.cell(hint, spans[1])], [self.cell(self.book.fields[key], sum(spans))]]
        return [[*(lead or []), name, self.value(key, spans[1])]]

    def contact(self, spans: tuple[int, ...], lead: list[list[Cell]]) -> list[Row]:
        rows = []
        for number, ((a, left), (b, right)) in enumerate(words.CONTACT):
            group = self.group("联系人", spans[0], number == 0)
            if number == 2 and self.looks.joint:
                both = " / ".join(filter(None, (print_value(self.book, left), print_value(self.book, right))))
                rows.append([*lead[number], group, self.label("传真/邮箱", spans[1]), self.cell(both, sum(spans[2:]))])
                continue
            rows.append([*lead[number], group, self.label(a, spans[1]), self.value(left, spans[2]),
                         self.label(b, spans[3]), self.value(right, spans[4])])  # fmt: skip
        return rows

    def scene_rows(self) -> list[Row]:
        rows: list[Row] = [[self.cell(words.SCENES[0], 4), self.cell(words.SCENES[1], 8)]]
        style = self.looks.scenes
        for number, row in enumerate(self.book.scenes, 1):
            desc = row.get("desc", "")
            if style == "apart":
                rows.append([self.cell(f"典型场景{number}", 2), self.cell(row["name"], 2), self.cell(desc, 8)])
                continue
            printed = {"prefix": f"典型场景{number}：", "numbered": f"{number}.", "plain": ""}[style] + row["name"]
            rows.append([self.cell(printed, 4), self.cell(desc, 8)])
        for number in range(self.looks.scenes_left):
            left = f"典型场景{len(self.book.scenes) + number + 1}"
            rows.append([self.cell(left, 4), self.cell(words.SCENE_HINT, 8)])
        return rows

    def closing_rows(self) -> list[Row]:
        day = print_value(self.book, "truth_date") or "    年   月   日"
        truth = f"{words.TRUTH}\n               法定代表人签字：\n                  申报单位（公章）\n\n{day}"
        opinion = print_value(self.book, "city_opinion")
        seal = "推荐单位（公章）\n" + (print_value(self.book, "city_date") or "年   月   日")
        heads = "申  报\n单  位\n真实性\n承  诺", "市（州）\n\n工信部门\n\n初审\n及推荐\n意见"
        return [[self.cell(heads[0], 2), self.cell(truth, 10)],
                [self.cell(heads[1], 2), self.cell("\n".join(filter(None, (opinion, seal))), 10)]]  # fmt: skip


class _Gs03(_Form):
    def tables(self) -> list[str]:
        title = paragraph(run("甘肃省基础级智能工厂申请表", bold=True, size=32), page_break=True, align="center")
        rows = [
            *self.company(),
            *self.line(),
            *self.shared(),
            *self.effects(),
            *self.scene_rows(),
            *self.closing_rows(),
        ]
        return [title, table(GRID, rows), paragraph()]

    def company(self) -> list[Row]:
        lead = "企业\n\n基本\n\n信息"
        rows: list[Row] = [[self.label("企业名称", 2), self.value("company_name", 9)]]
        for a, left, b, right in (
            ("所属行业", "industry_text", "所属地区", "region"),
            ("组织机构代码", "org_code", "成立时间", "founded_date"),
        ):
            rows.append([self.label(a, 2), self.value(left, 4), self.label(b, 2), self.value(right, 3)])
        rows.append([self.label("详细地址", 2), self.value("address", 9)])
        rows += self.contact((2, 1, 3, 2, 3), [[], [], []])
        for a, left, b, right in (
            ("上年末总资产（万元）", "total_assets_prev", "上年末资产负债率（%）", "debt_ratio_prev"),
            ("上年末信用等级", "credit_rating_prev", "上年销售（万元）", "sales_prev"),
            ("上年税金（万元）", "tax_prev", "上年利润（万元）", "profit_prev"),
        ):
            rows.append([self.label(a, 3), self.value(left, 3), self.label(b, 3), self.value(right, 2)])
        rows.append([self.label("企业简介", 2), self.value("profile", 9)])
        rows.append([self.label("CMMM自评估等级", 3), self.choice("cmmm_self_level", words.LEVELS, 8)])
        rows.append([self.label("是否有CMMM等级认证", 3), self.choice("cmmm_cert_level", (*words.LEVELS, "无认证"), 8)])
        return [[self.group(lead, 1, n == 0), *row] for n, row in enumerate(rows)]

    def line(self) -> list[Row]:
        rows: list[Row] = []
        for a, left, b, right in (
            ("产线名称", "line_name", "智能化改造完成投资（万元）", "line_investment"),
            ("建设开始时间", "line_start", "建设完成时间", "line_end"),
            ("生产产品及产量", "line_product", "上年度产出（万元）", "line_output_prev"),
            ("全部设备台套（产线）数", "equip_total", "其中工业机器人数量", "robots"),
        ):
            rows.append([self.label(a, 3), self.value(left, 3), self.label(b, 3), self.value(right, 2)])
        rows.append([self.label("总体描述", 2), self.value("line_overview", 9)])
        return [[self.group("代表产线有关信息", 1, n == 0), *row] for n, row in enumerate(rows)]

    def shared(self) -> list[Row]:
        rows: list[Row] = []
        for lead, a, left, b, right in (
            ("智能装备广泛应用", "自动化、智能化设备台套（产线）数", "equip_auto", "自动化、智能化设备占全部设备比重（%)", "equip_auto_pct"),
            ("设备实现联网", "自动化、智能化设备联网数", "equip_net", "自动化、智能化设备联网数占自动化、智能化设备总数的比重（%）", "equip_net_pct"),
        ):  # fmt: skip
            rows.append(
                [self.cell(lead, 1), self.label(a, 3), self.value(left, 2), self.label(b, 3), self.value(right, 2)]
            )
        for lead, labels in words.SHARED:
            first = True
            for name, keys in labels:
                for number, key in enumerate(keys):
                    side = self.group(lead, 1, first)
                    first = False
                    rows.append([side, self.shared_label(name, number), *self.shared_value(keys, number, key)])
        return [[self.group("代表产线有关信息", 1, n == 0), *row] for n, row in enumerate(rows)]

    def shared_label(self, name: str, number: int) -> Cell:
        style = self.looks.label_merge
        merge = ("continue" if number else "restart") if style == "merged" else ""
        return self.cell(name if number == 0 or style == "repeated" else "", 3, merge)

    def shared_value(self, keys: tuple[str, ...], number: int, key: str) -> list[Cell]:
        if not self.looks.joined or keys[0] != "run_monitor":
            return [self.value(key, 7)]
        hints = words.HINTS["GS-03"]
        both = "\n".join(hints[k] + self.book.fields.get(k, "") for k in keys)
        return [self.cell(both if number == 0 else "", 7, "continue" if number else "restart")]

    def effects(self) -> list[Row]:
        rows = self.long("建设前后经济、社会效益情况总体描述", "benefit_overview", (3, 8))
        for lead, lines in words.EFFECTS:
            for number, (a, left, b, right) in enumerate(lines):
                after = b.replace("前", "后", 1) if self.looks.staff == "corrected" else b
                rows.append([self.group(lead, 2, number == 0), self.label(a, 3), self.value(left, 2),
                             self.label(after, 2), self.value(right, 2)])  # fmt: skip
        lead = "产线建设\n\n前后\n\n经济\n\n社会\n\n效益\n\n情况"
        return [[self.group(lead, 1, n == 0), *row] for n, row in enumerate(rows)]


class _Gs04(_Form):
    def tables(self) -> list[str]:
        title = paragraph(run("一、基本信息", bold=True, size=30), page_break=True)
        first = [[self.cell("（一）企业基本信息", 12)], *self.company()]
        second = [
            [self.cell("（二）先进级智能工厂基本信息", 12)],
            *self.factory(),
            *self.scene_rows(),
            *self.closing_rows(),
        ]
        return [title, table(GRID, first), paragraph(), table(GRID, second), paragraph()]

    def company(self) -> list[Row]:
        wide = self.looks.wide_label
        rows: list[Row] = [
            [self.label("企业名称", wide), self.value("company_name", 12 - wide)],
            [self.label("机构代码", wide), self.value("org_code", 4), self.label("成立时间", 2), self.value("founded_date", 6 - wide)],
            [self.label("单位地址", wide), self.value("address", 12 - wide)],
            *self.contact((2, 2, 3, 2, 3), [[], [], []]),
            *self.leader(),
        ]  # fmt: skip
        return [*rows, *self.years(), *self.long("企业\n简介", "profile", (2, 10))]

    def leader(self) -> list[Row]:
        trio = (("姓名", "leader_name"), ("职务和职称", "leader_title"), ("电话", "leader_phone"))
        if self.looks.leader == "below":
            heads = [self.label(label, span) for (label, _), span in zip(trio, (3, 4, 3), strict=True)]
            values = [self.value(key, span) for (_, key), span in zip(trio, (3, 4, 3), strict=True)]
            return [[self.group("企业负责人", 2, True), *heads], [self.group("企业负责人", 2, False), *values]]
        spans = ((1, 2), (2, 2), (1, 2))
        cells = [
            c
            for (label, key), (a, b) in zip(trio, spans, strict=True)
            for c in (self.label(label, a), self.value(key, b))
        ]
        return [[self.group("企业负责人", 2, True), *cells]]

    def years(self) -> list[Row]:
        book, order = self.book, self.book.years
        order = order if self.looks.years == "up" else order[::-1]
        width = 2 if self.looks.note_column else 3
        note = [self.cell("备注", 3)] if self.looks.note_column else []
        heads = [
            self.cell("20    年" if self.looks.year_mark == "left" else y + self.looks.year_mark, width) for y in order
        ]
        rows: list[Row] = [[self.cell("近三年主要经济指标", 3), *heads, *note]]
        for key, name in (("total_assets", "总资产（万元）"), ("total_liabilities", "总负债（万元）"),
                          ("main_revenue", "主营业务收入（万元）"), ("profit", "利润（万元）"), ("tax", "税金（万元）")):  # fmt: skip
            cells = [self.cell(print_value(book, f"{key}[{year}]"), width) for year in order]
            rows.append([self.label(name, 3), *cells, *([self.cell("", 3)] if note else [])])
        return rows

    def factory(self) -> list[Row]:
        return [
            [self.label("智能制造模式", 3), self.choice("mode", words.MODES, 9, (2, 4))],
            [self.label("CMMM自评估等级", 3), self.choice("cmmm_self_level", words.LEVELS, 9)],
            [self.label("是否有CMMM等级认证", 3), self.choice("cmmm_cert_level", (*words.LEVELS, "无认证"), 9)],
            [self.label("项目名称", 3), self.value("project_name", 9)],
            [self.label("项目地址", 3), self.value("project_address", 9)],
            [self.label("起止日期", 3), self.value("build_period", 4), self.label("项目投资（万元）", 3), self.value("project_investment", 2)],
            *self.long("项\n目\n简\n述", "project_summary", (1, 11)),
        ]  # fmt: skip
