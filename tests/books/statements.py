"""资产负债表 and 利润表 for three years, as .xlsx or .docx: from a few figures, every line adding up.

Profits stay in the firm (no dividends), so equity rolls by net profit; detail lines are fixed shares, the last line
of each block takes the rest.
"""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from io import BytesIO
from typing import Any

from docx import Document
from openpyxl import Workbook
from openpyxl.styles import Alignment

from tests.books.book import Book
from tests.books.frozen import freeze

WAN = Decimal(10000)
CENT = Decimal("0.01")
ASSETS, DEBTS = Decimal("0.46"), Decimal("0.78")
"""Current share of assets, short-term share of liabilities."""
Line = tuple[str, Decimal, Decimal]
"""Name of the line, this year, the year before; in the unit of the sheet."""


@dataclass(frozen=True, slots=True)
class Year:
    """The figures of one year, in 元."""

    assets: Decimal
    liabilities: Decimal
    equity: Decimal
    revenue: Decimal
    main_revenue: Decimal
    surcharges: Decimal
    total_profit: Decimal
    net_profit: Decimal


def read_years(statement: dict[str, Any]) -> dict[int, Year]:
    """The `statement` of a source (万元; four years, the first only as opening figures) → figures in 元 per year."""
    equity, step, result = Decimal(0), printed_step(statement), {}
    for at, year in enumerate(range(statement["from"], statement["from"] + 4)):
        assets, revenue, main, taxes, profit = (
            Decimal(str(statement[key][at])) * WAN for key in ("assets", "revenue", "main_revenue", "taxes", "profit")
        )
        net = _round(profit * Decimal("0.85"), step)
        equity = Decimal(str(statement["equity"])) * WAN if at == 0 else equity + net
        result[year] = Year(assets, assets - equity, equity, revenue, main, taxes, profit, net)
    return result


def printed_step(statement: dict[str, Any]) -> Decimal:
    """The smallest amount a sheet can show, in 元: two decimals of its unit. All lines are multiples, so sums close."""
    return CENT * WAN if statement["unit"] == "万元" else CENT


def _round(value: Decimal, step: Decimal) -> Decimal:
    return (value / step).quantize(Decimal(1), ROUND_HALF_UP) * step


def _parts(step: Decimal, whole: Decimal, names: str, *shares: str) -> list[tuple[str, Decimal]]:
    """Names (blank-separated) and shares of a whole; the last name gets the rest."""
    values = [_round(whole * Decimal(share), step) for share in shares]
    return list(zip(names.split(), [*values, whole - sum(values)], strict=True))


def _balance(year: Year, step: Decimal) -> list[tuple[str, Decimal]]:
    current, short = (
        _round(whole * share, step) for whole, share in ((year.assets, ASSETS), (year.liabilities, DEBTS))
    )
    fixed, long = year.assets - current, year.liabilities - short
    capital = Decimal(30_000_000)
    return [
        *_parts(step, current, "货币资金 应收账款 存货 其他流动资产", "0.27", "0.38", "0.31"),
        ("流动资产合计", current),
        *_parts(step, fixed, "固定资产 在建工程 无形资产", "0.79", "0.06"),
        ("非流动资产合计", fixed),
        ("资产总计", year.assets),
        *_parts(step, short, "短期借款 应付账款 应付职工薪酬 应交税费", "0.46", "0.41", "0.08"),
        ("流动负债合计", short),
        *_parts(step, long, "长期借款 递延收益", "0.9"),
        ("非流动负债合计", long),
        ("负债合计", year.liabilities),
        ("实收资本", capital),
        ("未分配利润", year.equity - capital),
        ("所有者权益合计", year.equity),
        ("负债和所有者权益总计", year.assets),
    ]


def _income(year: Year, step: Decimal, with_main: bool) -> list[tuple[str, Decimal]]:
    extra, loss, aid = (_round(year.revenue * Decimal(share), step) for share in ("0.0006", "0.0002", "0.002"))
    operating = year.total_profit - extra + loss
    costs = _parts(step, year.revenue, "销售费用 管理费用 研发费用 财务费用 其他", "0.031", "0.048", "0.041", "0.009")[
        :4
    ]
    goods = year.revenue + aid - operating - year.surcharges - sum(value for _, value in costs)
    return [
        ("一、营业收入", year.revenue),
        *([("其中：主营业务收入", year.main_revenue)] if with_main else []),
        ("减：营业成本", goods),
        ("税金及附加", year.surcharges),
        *costs,
        ("加：其他收益", aid),
        ("二、营业利润", operating),
        ("加：营业外收入", extra),
        ("减：营业外支出", loss),
        ("三、利润总额", year.total_profit),
        ("减：所得税费用", year.total_profit - year.net_profit),
        ("四、净利润", year.net_profit),
    ]


def statement_sheets(book: Book) -> list[tuple[str, str, list[Line]]]:
    """(title, period, lines) for both statements of each printed year, in the unit of the source."""
    years, per = read_years(book.statement), WAN if book.statement["unit"] == "万元" else Decimal(1)
    step, with_main = printed_step(book.statement), bool(book.statement.get("show_main"))
    sheets: list[tuple[str, str, list[Line]]] = []
    for now in sorted(years)[1:]:
        balances = [_balance(years[year], step) for year in (now, now - 1)]
        incomes = [_income(years[year], step, with_main) for year in (now, now - 1)]
        for title, period, (this, last) in (
            ("资产负债表", f"{now}年12月31日", balances),
            ("利润表", f"{now}年度", incomes),
        ):
            both = zip(this, last, strict=True)
            sheets.append((title, period, [(name, x / per, y / per) for (name, x), (_, y) in both]))
    return sheets


def _heads(book: Book, title: str) -> tuple[str, str, str]:
    return ("项目", "期末余额", "年初余额") if title == "资产负债表" else ("项目", "本期金额", "上期金额")


def write_statements(book: Book) -> bytes:
    """The statements of a book in the format its file name asks for (.xlsx or .docx), same bytes on every run."""
    office, result = str(book.statement["file"]).rsplit(".", 1)[1], BytesIO()
    company, unit = book.fields["company_name"], f"单位：{book.statement['unit']}"
    sheets = statement_sheets(book)
    if office == "xlsx":
        workbook = Workbook()
        workbook.remove(workbook.worksheets[0])
        for title, period, lines in sheets:
            sheet = workbook.create_sheet(f"{title}{period[:4]}")
            for row in ((title,), (f"编制单位：{company}", period, unit), _heads(book, title)):
                sheet.append(row)
            for name, this, last in lines:
                sheet.append((name, this, last))
            sheet.merge_cells("A1:C1")
            sheet["A1"].alignment = Alignment(horizontal="center")
            for column, width in (("A", 44), ("B", 20), ("C", 20)):
                sheet.column_dimensions[column].width = width
            for cells in sheet.iter_rows(min_row=4, min_col=2, max_col=3):
                for cell in cells:
                    cell.number_format = "#,##0.00"
        workbook.save(result)
    else:
        document = Document()
        for title, period, lines in sheets:
            document.add_heading(title, 1)
            document.add_paragraph(f"编制单位：{company}    {period}    {unit}")
            grid = document.add_table(rows=0, cols=3, style="Table Grid")
            for texts in (_heads(book, title), *((name, f"{this:,.2f}", f"{last:,.2f}") for name, this, last in lines)):
                for cell, text in zip(grid.add_row().cells, texts, strict=True):
                    cell.text = text
        document.save(result)
    return freeze(result.getvalue(), author=str(book.statement["author"]), created=str(book.statement["created"]))
