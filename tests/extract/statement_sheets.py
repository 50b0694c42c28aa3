"""Made-up statements in many layouts, every identity holding, with the truth about each line.

`make_sheets(seed, held_out)` gives tables as lists of rows. Some wordings and layouts are drawn only for `held_out`,
so that figures on that part speak of layouts nobody looked at while building the reader.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from decimal import Decimal

Rows = list[list[str]]
Truth = dict[tuple[str, str, int], dict[str, Decimal]]
CENT = Decimal("0.01")
UNITS = {"元": Decimal(1), "千元": Decimal(1000), "万元": Decimal(10000), "百万元": Decimal(1000000)}


@dataclass(slots=True)
class Sheets:
    """Paragraphs (str) and tables (Rows) in order; truth in 元 by (kind, scope, year); `file` is the paper's name."""

    file: str
    nodes: list[str | Rows] = field(default_factory=list)
    truth: Truth = field(default_factory=dict)


Line = tuple[str, str, Decimal | None]
"""Printed name, line id ("" for headings and lines not in the guide), figure."""


class Company:
    """Figures of one company for one year, in the smallest printed unit."""

    def __init__(self, rnd: random.Random, step: Decimal, size: Decimal, group: bool) -> None:
        self.rnd, self.step, self.size, self.group = rnd, step, size, group

    def draw(self, low: float, high: float) -> Decimal:
        value = self.size * Decimal(str(round(self.rnd.uniform(low, high), 6)))
        return (value / self.step).to_integral_value() * self.step

    def balance(self, style: str) -> tuple[list[Line], list[Line]]:
        """Lines of the asset side and of the other side."""
        d = self.draw
        equity_word = "股东" if style == "listed" else "所有者"
        current = [
            ("货币资金", "bs.cash", d(0.05, 0.2)),
            ("应收票据", "bs.notes_receivable", None if self.rnd.random() < 0.4 else d(0, 0.05)),
            ("应收账款", "bs.receivables", d(0.05, 0.2)),
            ("预付款项" if style != "old" else "预付账款", "bs.prepayments", d(0.01, 0.04)),
            ("其他应收款", "bs.other_receivables", d(0.01, 0.03)),
            ("存货", "bs.inventories", d(0.1, 0.2)),
        ]
        if style in ("2019", "listed"):
            current += [
                ("合同资产", "bs.contract_assets", None),
                ("其他流动资产", "bs.other_current_assets", d(0.001, 0.01)),
            ]
        noncurrent = [
            ("长期股权投资", "bs.long_investments", d(0.01, 0.1)),
            ("固定资产", "bs.fixed_assets", d(0.2, 0.5)),
            ("在建工程", "bs.construction", d(0.01, 0.1)),
            ("无形资产", "bs.intangibles", d(0.02, 0.08)),
        ]
        if style in ("2019", "listed"):
            noncurrent += [
                ("使用权资产", "bs.right_of_use", d(0.001, 0.01)),
                ("开发支出", "bs.development", None),
                ("递延所得税资产", "bs.deferred_tax_assets", d(0.001, 0.01)),
            ]
        short = [
            ("短期借款", "bs.short_loans", d(0.05, 0.15)),
            ("应付票据", "bs.notes_payable", None),
            ("应付账款", "bs.payables", d(0.05, 0.15)),
            (
                "预收款项" if style != "2019" else "合同负债",
                "bs.advances" if style != "2019" else "bs.contract_liabilities",
                d(0.01, 0.05),
            ),
            ("应付职工薪酬" if style != "old" else "应付工资", "bs.payroll", d(0.01, 0.02)),
            ("应交税费" if style != "old" else "应交税金", "bs.taxes_payable", d(0.005, 0.02)),
            ("其他应付款", "bs.other_payables", d(0.01, 0.05)),
        ]
        long = [
            ("长期借款", "bs.long_loans", d(0.02, 0.1)),
            ("递延收益", "bs.deferred_income", d(0.01, 0.02))
            if style != "old"
            else ("长期应付款", "bs.long_payables", d(0.01, 0.02)),
        ]

        def total(lines: list[Line]) -> Decimal:
            return sum((v for _, _, v in lines if v is not None), Decimal(0))

        ca, nca, cl, ncl = total(current), total(noncurrent), total(short), total(long)
        assets, debts = ca + nca, cl + ncl
        equity = assets - debts
        minority = (equity * Decimal("0.08") / self.step).to_integral_value() * self.step if self.group else None
        own = equity - (minority or 0)
        capital = (own * Decimal("0.6") / self.step).to_integral_value() * self.step
        if style == "old":
            fixed_total = noncurrent[1][2] + noncurrent[2][2]  # type: ignore[operator]
            left: list[Line] = [
                ("流动资产：", "", None),
                *current,
                ("流动资产合计", "bs.current_assets", ca),
                ("长期投资：", "", None),
                ("长期股权投资", "bs.long_investments", noncurrent[0][2]),
                ("长期投资合计", "bs.long_investments_total", noncurrent[0][2]),
                ("固定资产：", "", None),
                ("固定资产净额", "bs.fixed_assets", noncurrent[1][2]),
                ("在建工程", "bs.construction", noncurrent[2][2]),
                ("固定资产合计", "bs.fixed_assets_total", fixed_total),
                ("无形资产及其他资产：", "", None),
                ("无形资产", "bs.intangibles", noncurrent[3][2]),
                ("无形资产及其他资产合计", "bs.intangibles_total", noncurrent[3][2]),
                ("资产总计", "bs.total_assets", assets),
            ]
        else:
            left = [
                ("流动资产：", "", None),
                *current,
                ("流动资产合计", "bs.current_assets", ca),
                ("非流动资产：", "", None),
                *noncurrent,
                ("非流动资产合计", "bs.noncurrent_assets", nca),
                (self.rnd.choice(["资产总计", "资 产 总 计", "资产合计"]), "bs.total_assets", assets),
            ]
        right: list[Line] = [
            ("流动负债：", "", None),
            *short,
            ("流动负债合计", "bs.current_liabilities", cl),
            ("非流动负债：" if style != "old" else "长期负债：", "", None),
            *long,
            ("非流动负债合计" if style != "old" else "长期负债合计", "bs.noncurrent_liabilities", ncl),
            ("负债合计", "bs.total_liabilities", debts),
            (f"{equity_word}权益（或{'股东' if equity_word == '所有者' else '所有者'}权益）：", "", None),
            ("实收资本（或股本）", "bs.paid_in_capital", capital),
            ("未分配利润", "bs.retained", own - capital),
        ]
        if self.group:
            right += [
                (f"归属于母公司{equity_word}权益合计", "bs.parent_equity", own),
                ("少数股东权益", "bs.minority_equity", minority),
            ]
        joint = {"2019": f"{equity_word}权益（或股东权益）合计", "listed": "所有者权益（或股东权益）合计"}.get(
            style, f"{equity_word}权益合计"
        )
        right += [
            (joint, "bs.equity", equity),
            (
                self.rnd.choice(
                    [
                        f"负债和{equity_word}权益总计",
                        f"负债和{equity_word}权益（或股东权益）总计",
                        f"负债及{equity_word}权益总计",
                    ]
                ),
                "bs.total_funding",
                assets,
            ),
        ]
        return left, right

    def income(self, style: str) -> list[Line]:
        d = self.draw
        revenue = d(0.4, 1.2)
        other = (revenue * Decimal("0.03") / self.step).to_integral_value() * self.step
        cost, tax = (revenue * Decimal("0.7") / self.step).to_integral_value() * self.step, d(0.002, 0.01)
        selling, admin, rd, finance = d(0.01, 0.03), d(0.02, 0.05), d(0.01, 0.05), d(-0.005, 0.02)
        gains, invest, impair = d(0, 0.01), d(-0.005, 0.01), d(0, 0.01)
        extra, loss = d(0, 0.003), d(0, 0.002)
        word = {"listed": "（亏损以“－”号填列）", "2019": '（亏损以"-"号填列）'}.get(style, "")
        if style == "old":
            main_profit = revenue - cost - tax
            op = main_profit + other - selling - admin - finance
            profit = op + invest + extra - loss
            income_tax = (max(profit, Decimal(0)) * Decimal("0.25") / self.step).to_integral_value() * self.step
            return [
                ("一、主营业务收入", "is.main_revenue", revenue),
                ("减：主营业务成本", "is.main_cost", cost),
                ("主营业务税金及附加", "is.tax", tax),
                ("二、主营业务利润（亏损以“-”号填列）", "is.main_profit", main_profit),
                ("加：其他业务利润", "is.other_profit", other),
                ("减：营业费用", "is.selling", selling),
                ("管理费用", "is.admin", admin),
                ("财务费用", "is.finance", finance),
                ("三、营业利润（亏损以“-”号填列）", "is.op_profit", op),
                ("加：投资收益（损失以“-”号填列）", "is.investment_income", invest),
                ("补贴收入", "is.subsidy", None),
                ("营业外收入", "is.nonop_income", extra),
                ("减：营业外支出", "is.nonop_cost", loss),
                ("四、利润总额（亏损总额以“-”号填列）", "is.total_profit", profit),
                ("减：所得税", "is.income_tax", income_tax),
                ("五、净利润（净亏损以“-”号填列）", "is.net_profit", profit - income_tax),
            ]
        op = revenue - cost - tax - selling - admin - (rd if style != "small" else 0) - finance + invest
        lines: list[Line] = []
        if style == "listed":
            lines += [
                ("一、营业总收入", "is.total_revenue", revenue),
                ("其中：营业收入", "is.revenue", revenue),
                ("利息收入", "is.interest_income", None),
            ]
            lines += [
                ("二、营业总成本", "is.total_cost", cost + tax + selling + admin + rd + finance),
                ("其中：营业成本", "is.op_cost", cost),
            ]
        else:
            lines += [("一、营业收入", "is.revenue", revenue)]
            if self.rnd.random() < 0.4:
                lines += [
                    ("其中：主营业务收入", "is.main_revenue", revenue - other),
                    ("其他业务收入", "is.other_revenue", other),
                ]
            lines += [("减：营业成本", "is.op_cost", cost)]
        lines += [
            ("税金及附加" if style != "2006" else "营业税金及附加", "is.tax", tax),
            ("销售费用", "is.selling", selling),
            ("管理费用", "is.admin", admin),
        ]
        if style != "small":
            lines += [("研发费用", "is.rd", rd)]
        lines += [("财务费用" + ("（收益以“-”号填列）" if style == "2006" else ""), "is.finance", finance)]
        if style in ("2019", "listed"):
            lines += [("其中：利息费用", "is.interest_cost", abs(finance)), ("加：其他收益", "is.other_gains", gains)]
            op += gains
        lines += [
            (
                ("加：" if style not in ("2019", "listed") else "") + "投资收益（损失以“－”号填列）",
                "is.investment_income",
                invest,
            )
        ]
        if style in ("2019", "listed"):
            lines += [("信用减值损失（损失以“-”号填列）", "is.credit_impairment", -impair)]
            op -= impair
        profit = op + extra - loss
        income_tax = (max(profit, Decimal(0)) * Decimal("0.15") / self.step).to_integral_value() * self.step
        net = profit - income_tax
        number = "三四五" if style == "listed" else "二三四"
        lines += [
            (f"{number[0]}、营业利润{word}", "is.op_profit", op),
            ("加：营业外收入", "is.nonop_income", extra),
            ("减：营业外支出", "is.nonop_cost", loss),
            (f"{number[1]}、利润总额{word.replace('亏损', '亏损总额')}", "is.total_profit", profit),
            ("减：所得税费用", "is.income_tax", income_tax),
            (f"{number[2]}、净利润{word.replace('亏损', '净亏损')}", "is.net_profit", net),
        ]
        if style == "listed":
            lines += [
                ("（一）按经营持续性分类", "", None),
                ("1.持续经营净利润（净亏损以“－”号填列）", "is.continuing_profit", net),
            ]
        if self.group:
            minority = (net * Decimal("0.1") / self.step).to_integral_value() * self.step
            owner = "股东" if style == "listed" else "所有者"
            lines += [
                (f"1.归属于母公司{owner}的净利润", "is.parent_net_profit", net - minority),
                ("2.少数股东损益", "is.minority_profit", minority),
            ]
        return lines


HEADS = [("期末余额", "年初余额", "本期金额", "上期金额"), ("期末余额", "上年年末余额", "本期金额", "上期金额"), ("期末数", "年初数", "本年累计数", "上年同期数"),
         ("{y}年12月31日", "{p}年12月31日", "{y}年度", "{p}年度"), ("{y}-12-31", "{p}-12-31", "{y}年", "{p}年"), ("期末余额", "期初余额", "本期发生额", "上期发生额"),
         ("年末数", "年初数", "本年金额", "上年金额")]  # fmt: skip
HELD_HEADS = [("期末\n余额", "年初\n余额", "本期\n金额", "上期\n金额"), ("{y}年末", "{p}年末", "{y}年实际", "{p}年实际"), ("{y}.12.31", "{p}.12.31", "{y}年1-12月", "{p}年1-12月"),
              ("本年年末余额", "上年年末余额", "本年发生额", "上年发生额"), ("期 末 数", "期 初 数", "本 期 数", "上 年 数"), ("{y}年12月31日\n（期末）", "{p}年12月31日\n（期初）", "本年累计金额", "上年金额")]  # fmt: skip


def show(value: Decimal | None, unit: Decimal, rnd: random.Random, look: str) -> str:
    """A figure as printed; None is an empty cell."""
    if value is None:
        return rnd.choice(["", "-", "—", "－"]) if look != "plain" else ""
    number = value / unit
    text = f"{abs(number):,.2f}" if look != "plain" else f"{abs(number):.2f}"
    if look == "wide":
        text = text.replace(",", "，")
    if number < 0:
        text = (
            f"({text})"
            if look == "brackets"
            else f"（{text}）"
            if look == "wide"
            else f"-{text}"
            if look != "minus"
            else f"−{text}"
        )
    return text


def make_sheets(seed: int, held_out: bool = False) -> Sheets:
    """One paper with balance sheet and income statement."""
    rnd = random.Random(seed + (10_000 if held_out else 0))
    style = rnd.choice(["2006", "2019", "listed", "small", "old"])
    unit = rnd.choice(["元", "元", "万元", "千元"] if not held_out else ["元", "万元", "百万元"])
    year = rnd.randint(2019, 2025)
    heads = rnd.choice(HEADS if not held_out else [*HELD_HEADS, *HEADS[:2]])
    look = rnd.choice(["comma", "comma", "brackets", "plain", "wide", "minus"])
    group = style == "listed" or rnd.random() < 0.2
    both = group and rnd.random() < (0.5 if not held_out else 0.7)
    side_by_side = style != "listed" and rnd.random() < 0.5
    extra = rnd.choice(["", "行次", "附注", "注释号"] if not held_out else ["", "行次", "附注", "序号", "附注编号"])
    sheets = Sheets("财务报表.docx")
    name = rnd.choice(
        ["甘肃河湟机械有限公司", "兰州白塔制药股份有限公司", "天水麦积轴承有限责任公司", "元亨利贞（酒泉）材料有限公司"]
    )
    scopes = ["consolidated", "parent"] if both else ["consolidated" if group and style == "listed" else ""]
    size = Decimal(10) ** rnd.randint(7, 10)
    for kind in ("balance", "income"):
        for scope in scopes:
            years = [Company(rnd, CENT * UNITS[unit], size, group and scope != "parent") for _ in range(2)]
            _print(sheets, kind, scope, years, style, unit, year, heads, look, extra, side_by_side, name, rnd, held_out)
    return sheets


def _print(
    sheets: Sheets,
    kind: str,
    scope: str,
    companies: list[Company],
    style: str,
    unit: str,
    year: int,
    heads: tuple[str, ...],
    look: str,
    extra: str,
    side_by_side: bool,
    name: str,
    rnd: random.Random,
    held_out: bool,
) -> None:
    title = {"consolidated": "合并", "parent": "母公司", "": ""}[scope] + {"balance": "资产负债表", "income": "利润表"}[
        kind
    ]
    now, before = (h.format(y=year, p=year - 1) for h in (heads[:2] if kind == "balance" else heads[2:]))
    seed = rnd.random()
    if kind == "balance":
        parts = [c.balance(style) for c in _again(companies, seed)]
        blocks = [list(zip(*pair, strict=True)) for pair in zip(parts[0], parts[1], strict=True)]
        labels = ["资产", f"负债和{'股东' if style == 'listed' else '所有者'}权益"]
    else:
        both = [c.income(style) for c in _again(companies, seed)]
        blocks, labels = [list(zip(*both, strict=True))], ["项目"]
    for (line, key, v), (_, _, w) in (pair for block in blocks for pair in block):
        for at, value in ((year, v), (year - 1, w)):
            if key and value is not None and not (key in sheets.truth.get((kind, scope, at), {}) and line):
                sheets.truth.setdefault((kind, scope, at), {})[key] = value

    def head(label: str) -> list[str]:
        return [label, *([extra] if extra else []), now, before]

    def row(pair: tuple[Line, Line], number: int) -> list[str]:
        (text, key, v), (_, _, w) = pair
        lead = "  " if not key.startswith(("bs.total", "is.op")) and "、" not in text else ""
        mark = rnd.choice(["", "", "△", "*"]) if held_out and key and lead else ""
        note = (
            (
                [str(number)]
                if extra in ("行次", "序号")
                else [f"{rnd.choice('五六七')}、{number}" if key and rnd.random() < 0.7 else ""]
            )
            if extra
            else []
        )
        return [lead + mark + text, *note, show(v, UNITS[unit], rnd, look), show(w, UNITS[unit], rnd, look)]

    date = f"{year}年12月31日" if kind == "balance" else f"{year}年度"
    rows: Rows = []
    if len(blocks) == 2 and side_by_side:
        width = 4 if extra else 3
        left, right = (
            [row(p, i + 1 + (60 if side else 0)) for i, p in enumerate(block)] for side, block in enumerate(blocks)
        )
        while len(left) < len(right):
            left.insert(-1, [""] * width)
        while len(right) < len(left):
            right.insert(-2, [""] * width)
        rows = [head(labels[0]) + head(labels[1]), *(a + b for a, b in zip(left, right, strict=True))]
        tables = [rows]
    else:
        tables = [[head("项目"), *(row(p, i + 1) for i, p in enumerate(block))] for block in blocks]
        if style != "listed" or rnd.random() < 0.5:
            tables = [[tables[0][0], *(r for table in tables for r in table[1:])]]
        if len(tables[0]) > 20 and rnd.random() < 0.4:  # a page break: head printed again or not
            cut = len(tables[0]) // 2
            again = [tables[0][0]] if rnd.random() < 0.5 else []
            tables = [tables[0][:cut], again + tables[0][cut:], *tables[1:]]
    form = rnd.choice(["above", "inside", "line"] if not held_out else ["above", "inside", "split", "line"])
    said = rnd.choice(
        [
            f"单位：{unit}",
            f"单位：人民币{unit}",
            f"金额单位：人民币{unit}",
            f"单位：{unit}  币种：人民币",
            f"货币单位：{unit}",
        ]
    )
    width = len(tables[0][0])
    if form == "inside":
        caption = [f"编制单位：{name}", *[""] * (width - 3), date, said] if width >= 3 else [f"{date} {said}"]
        tables[0] = [[title, *[""] * (width - 1)], caption, *tables[0]]
    elif form == "split":
        sheets.nodes += [f"（{rnd.choice('一二三')}）{title}", date, f"编制单位：{name}", said]
    elif form == "line":
        sheets.nodes += [title, f"编制单位：{name}    {date}    {said}"]
    else:
        sheets.nodes += [f"{rnd.randint(1, 4)}、{title}", f"{date}  {said}"]
    sheets.nodes += tables


def _again(companies: list[Company], seed: float) -> list[Company]:
    """The same choice of lines and words for both years, other figures."""
    for number, company in enumerate(companies):
        company.rnd = _Twin(seed, number)
    return companies


class _Twin(random.Random):
    """Figures differ with `number`; choices of words and of empty lines do not."""

    def __init__(self, seed: float, number: int) -> None:
        super().__init__(f"{seed}/{number}")
        self._words = random.Random(seed)

    def random(self) -> float:
        return self._words.random() if hasattr(self, "_words") else super().random()

    def choice(self, seq):  # type: ignore[no-untyped-def]
        return self._words.choice(seq)

    def uniform(self, a: float, b: float) -> float:
        return a + (b - a) * super().random()
