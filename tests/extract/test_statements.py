"""Statements of any layout: hand-made nasty tables (statements/*.yml) and generated ones with the truth about each line."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

import corpora
from extract.statements import StatementReader, publish_lines
from extract.statements.figures import read_figure
from extract.statements.names import LineNames
from extract.statements.owners import read_owners
from model.document import Document
from model.submission import Field, Statement
from tests.extract.grids import document, grid, table_of
from tests.extract.statement_sheets import make_sheets

GUIDE = corpora.load().statements
READER = StatementReader(GUIDE)
CASES = [
    c
    for path in sorted((Path(__file__).parent / "statements").glob("*.yml"))
    for c in yaml.safe_load(path.read_text("utf-8"))
]


def paper(case: dict[str, Any]) -> Document:
    nodes = [grid(n, i) if "|" in n else n for i, n in enumerate(case["nodes"], 1)]
    return replace(document(*nodes), file=case.get("file", "报表.docx"))


def published(statements: tuple[Statement, ...]) -> dict[str, Field]:
    return {f.key: f for f in publish_lines(statements, GUIDE)}


@pytest.mark.parametrize("case", CASES, ids=[c["name"] for c in CASES])
def test_nasty_tables(case: dict[str, Any]) -> None:
    """Every published line right, none besides, rivals kept, columns that cannot be trusted marked."""
    statements = READER.read(paper(case))
    fields = published(statements)
    if "fields" in case:
        want = {k: Decimal(str(v)) for k, v in case["fields"].items()}
        got = {k: Decimal(f.value) for k, f in fields.items() if not case.get("some") or k in want}
        assert got == want
    for key, values in case.get("rivals", {}).items():
        assert [Decimal(r.value) for r in fields[key].rivals] == [Decimal(str(v)) for v in values]
    if "usable" in case:
        assert [k for k, f in fields.items() if f.amount] == case["usable"]
        assert all(f.problem for f in fields.values())
    if "columns" in case:
        shown = [f"{s.kind} {s.scope or '-'} {s.year or '?'} {s.month} {s.trust}" for s in statements]
        assert shown == case["columns"]
    for part in ("lines", "blank"):
        for column, lines in case.get(part, {}).items():
            found = next(s for s in statements if f"{s.kind} {s.year}" == column)
            assert lines == ([f.key.partition("[")[0] for f in found.lines] if part == "lines" else [*found.blank])


@pytest.mark.parametrize("seed", range(24))
def test_generated_sheets_are_read_line_by_line(seed: int) -> None:
    """Every line of every column, nothing else, and no column doubted: all identities hold in these sheets."""
    sheets = make_sheets(seed)
    nodes = [n if isinstance(n, str) else table_of(n, i) for i, n in enumerate(sheets.nodes)]
    statements = READER.read(document(*nodes))
    got = {
        (s.kind, s.scope, s.year, f.key.partition("[")[0]): f.amount.value
        for s in statements
        for f in s.lines
        if f.amount
    }
    want = {(*column, line): value for column, lines in sheets.truth.items() for line, value in lines.items()}
    assert got == want


@pytest.mark.parametrize("seed", range(100, 108))
def test_no_figure_is_invented(seed: int) -> None:
    """Every line quotes a cell of the paper, digit by digit; emptied cells yield nothing."""
    sheets = make_sheets(seed)
    emptied = [
        n
        if isinstance(n, str)
        else [[c if i % 3 else re.sub(r"^[\d,.()（），−-]+$", "", c) for c in row] for i, row in enumerate(n)]
        for n in sheets.nodes
    ]
    nodes = [n if isinstance(n, str) else table_of(n, i) for i, n in enumerate(emptied)]
    cells = {cell.place.path: cell.text for n in nodes if not isinstance(n, str) for cell in n.cells}
    for statement in READER.read(document(*nodes)):
        for field in statement.lines:
            figure = read_figure(cells[field.place.path])
            assert figure is not None
            digits = re.sub(r"\D", "", cells[field.place.path])
            assert Decimal(field.value) % figure.value == 0
            assert digits == str(abs(figure.value)).replace(".", "")


@pytest.mark.parametrize(
    ("printed", "line"),
    [
        ("负债和所有者权益总计", "bs.total_funding"), ("负债合计", "bs.total_liabilities"), ("利润总额", "is.total_profit"), ("净利润", "is.net_profit"),
        ("营业利润", "is.op_profit"), ("营业外收入", "is.nonop_income"), ("非流动资产合计", "bs.noncurrent_assets"), ("流动资产合计", "bs.current_assets"),
        ("非流动负债合汁", "bs.noncurrent_liabilities"), ("流动负债合汁", "bs.current_liabilities"), ("应付帐款", "bs.payables"), ("预付款顶", "bs.prepayments"),
        ("归属于母公司所有者的净利闰", "is.parent_net_profit"), ("归属于母公司所有者权益台计", "bs.parent_equity"), ("所有者权益合汁", "bs.equity"),
        ("固定资产清理", "bs.assets_in_disposal"), ("其他应付款项合", None), ("营业收入增长率", None), ("净资产收益率", None), ("综合收益", None), ("资产减值准备", None),
        ("流动资产", None), ("应交所得税额", None), ("税金", None), ("利润", None), ("负债", None),
    ],
)  # fmt: skip
def test_names_are_told_apart(printed: str, line: str | None) -> None:
    """One misread character is forgiven, a telling word never."""
    found = LineNames(GUIDE).find(printed)
    assert (found.line if found else None) == line


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("1,234.50", "1234.50"), ("（1,234.50）", "-1234.50"), ("−12", "-12"), ("－12.00", "-12.00"), ("△1,234.56", "-1234.56"), ("▲12.00", "-12.00"), ("△", None), ("¥ 1 234.5", "1234.5"), ("１２３", "123"), ("1'234'567.8", "1234567.8"),
        ("-", None), ("—", None), ("", None), ("五、1", None), ("12.5%", None), ("(12", None), ("不适用", None), ("2024年", None), ("七（一）", None), ("1.2.3", None), ("12万", None),
    ],
)  # fmt: skip
def test_figures(cell: str, value: str | None) -> None:
    """Printed numbers with every sign and separator; what is no number is none."""
    figure = read_figure(cell)
    assert (str(figure.value) if figure else None) == value


@pytest.mark.parametrize(
    ("head", "code"),
    [
        ("纳税人识别号（统一社会信用代码）：91620100MA72K5N86U  纳税人名称：甘肃甲有限公司", "91620100MA72K5N86U"),
        ("编制单位：甘肃甲有限公司    统一社会信用代码 9162 0100 MA72 K5N8 6U", "91620100MA72K5N86U"),
        ("纳税人识别号/社会信用代码:91620100ma72k5n86u", "91620100MA72K5N86U"),
        ("统一社会信用代码：", None),
        ("统一社会信用代码：91620100MA72K5N86U1234", None),
        ("银行账号 62220100123456789012", None),
    ],
)
def test_the_code_in_the_head_of_a_sheet(head: str, code: str | None) -> None:
    """Spaced, in small letters, behind either label; what is longer or shorter than a code is none."""
    found = {field.key: field.value for field in read_owners(document("表", head))}
    assert found.get("statements.uscc") == code


@pytest.mark.parametrize(("odd", "used"), [("12345600", False), ("123456.00", True), ("0", True), ("-", True)])
def test_a_figure_that_lost_its_point_in_recognition_is_not_used(odd: str, used: bool) -> None:
    """All others of the sheet have two decimals; a typed sheet keeps what it prints."""
    rows = [
        "货币资金 | 11.20",
        "存货 | 33.10",
        "流动资产合计 | 44.30",
        "固定资产 | 70.05",
        "非流动资产合计 | 70.05",
        "资产总计 | 114.35",
    ]
    sheet = document(
        "资产负债表", "2024年12月31日 单位：万元", grid("项目 | 期末余额\n" + "\n".join([*rows, f"应收账款 | {odd}"]))
    )

    def amounts(scanned: bool) -> dict[str, bool]:
        return {f.key: f.amount is not None for s in READER.read(sheet, scanned) for f in s.lines}

    doubted = [key for key, amount in amounts(True).items() if not amount]
    assert doubted == ([] if used else ["bs.receivables[2024]"])
    assert all(amounts(False).values())
