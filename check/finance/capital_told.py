"""F-14 in words: what the prose says was invested and is now on the books is more than the books hold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from check.case import Answer, Case, NotChecked
from check.finance.columns import amount_of, columns, yuan
from check.numerals import worth_and_step, worth_of
from check.papers_told import papers_told
from check.spelling import fold_text
from check.telling import claim_sentence
from model.amount import Amount, Source
from model.finding import Severity
from model.submission import Claim, Statement

#: 已全部转固, 形成固定资产8亿元, 固定资产投资累计…
ON_BOOKS = re.compile(
    r"转(?:为|入|作|成)?固|(?:形成|计入|转[为入作]|结转|列入|确认为|增加|新增|入账|记入)(?:公司|企业|我公司)?的?固定资产|固定资产(?:类)?投[资入]"
    r"|资本化|(?:均|全部|全额|全数|已)(?:已)?(?:在册|入账|资本化|列账|登记入账)"
)
SPENT = re.compile(r"投资|投入|购置|花费|耗资|斥资|建设|转固|造价|决算|形成|资本化")
CONCEPTS = ("build_investment", "investment", "inv_equip", "inv_hard", "inv_soft", "assets_fixed")
#: Not there yet, or not on these books.
ELSEWHERE = re.compile(
    r"未转固|尚未|没有|部分转固|计划|预计|拟|集团|股东|母公司|子公司|政府|园区|客户|租赁|租用|代建|费用化|报废|处置|出售|剥离|行业|同行"
)


def find_capitalised_told(case: Case) -> Iterator[Answer]:
    """W: of gross values, or where even half of it is more than the net ones; else I (it may be written off)."""
    told = [claim for claim in case.submission.claims if is_capital(claim) and is_on_books(case, claim)]
    if not told:
        return
    try:
        sheet = max(columns(case, "balance"), key=lambda s: (s.year or 0, not s.opening, s.scope == "consolidated"))
    except NotChecked:
        return
    total, said, name = long_assets(case, sheet)
    for claim in told:
        least = claim.amount.claimed.low
        if total is None or least <= total:
            continue
        grave = name == "固定资产原值" or least / 2 > total
        line = sheet.line("bs.fixed_cost") or sheet.line("bs.fixed_assets") or sheet.line("bs.fixed_assets_total")
        yield case.finding(
            f"正文“{claim.text}”称已入账，大于{sheet.year}年末{name}、在建工程与无形资产之和{yuan(said)}，"
            "请核实（租赁、集团出资、已报废核销可属正常）。",
            claim,
            *((line,) if line else ()),
            severity=Severity.W if grave else Severity.I,
            about=(f"{claim.place.path}“{claim.text[:20]}”",),
            found=claim.text,
        )


def long_assets(case: Case, sheet: Statement) -> tuple[Decimal | None, Decimal, str]:
    """固定资产 (gross where printed) + 在建工程 + 无形资产, at most and as printed, and what the first is called."""
    gross = amount_of(sheet, "bs.fixed_cost") or gross_noted(case, sheet)
    fixed = gross or amount_of(sheet, "bs.fixed_assets") or amount_of(sheet, "bs.fixed_assets_total")
    if fixed is None:
        return None, Decimal(0), ""
    parts = [fixed, *(a for key in ("bs.construction", "bs.intangibles") if (a := amount_of(sheet, key)))]
    most, printed = (sum(ends, Decimal(0)) for ends in zip(*((a.interval.high, a.value) for a in parts), strict=True))
    return most, printed, "固定资产原值" if gross else "固定资产净额"


#: 注：固定资产原值3,412.6万元，累计折旧…, below the sheet.
NOTED = re.compile(r"固定资产(?:账面)?原[值价](?:合计|总额|为|是|共|[:：])*(\d[\d,]*(?:\.\d+)?)(亿元|万元|千元|元)")


def gross_noted(case: Case, sheet: Statement) -> Amount | None:
    """The gross value that a note in the sheet's own table, or else the list of assets, gives beside the net one."""
    for paper in case.submission.papers:
        for line in paper.passages if paper.file == sheet.file else ():
            hit = NOTED.search(fold_text(line.text)) if "原" in line.text else None
            if hit and line.place.path.startswith(f"{sheet.place.path}/"):
                return Amount(worth_of(hit[1], hit[2]), "元", Decimal(1), Source.CELL)
    return gross_listed(case, sheet)


#: The columns of 固定资产明细: what was paid, and what is left of it.
COST, NET = re.compile(r"(?:账面|期末|年末)?原[值价]"), re.compile(r"(?:账面|期末|年末)?(?:净[值额]|账面价值)")
UNIT = re.compile(r"单位[:：](?:人民币)?(万元|千元|元)")
MONEY = re.compile(r"\d[\d,]*(?:\.\d+)?")


def gross_listed(case: Case, sheet: Statement) -> Amount | None:
    """类别 | 原值 | 累计折旧 | 净值: the gross value in the row whose net one is what the sheet prints."""
    net = amount_of(sheet, "bs.fixed_assets") or amount_of(sheet, "bs.fixed_assets_total")
    for _, told in papers_told(case) if net else ():
        unit, cost, left = "", None, None
        for line in told:
            unit = hit[1] if (hit := UNIT.search(fold_text(line.text))) else unit
            cells = [re.sub(r"\(.*\)", "", fold_text(cell)) for cell in line.text.split("\t")]
            heads = [next((n for n, c in enumerate(cells) if head.fullmatch(c)), None) for head in (COST, NET)]
            if None not in heads or len(cells) == 1:
                cost, left = heads
            elif unit and cost is not None and left is not None and max(cost, left) < len(cells):
                paid, kept = cells[cost], cells[left]
                same = MONEY.fullmatch(paid) and MONEY.fullmatch(kept) and net and worth_of(kept, unit) == net.value
                if same and worth_of(paid, unit) > worth_of(kept, unit):
                    return Amount(worth_of(paid, unit), "元", worth_and_step(paid, unit)[1], Source.CELL)
    return None


def is_capital(claim: Claim) -> bool:
    money = claim.amount.unit == "元" and claim.amount.comparable and not claim.planned
    return money and claim.concept in CONCEPTS and claim.scope not in ("group", "other", "industry", "national")


def is_on_books(case: Case, claim: Claim) -> bool:
    said = claim_sentence(case, claim)
    return bool(ON_BOOKS.search(said) and SPENT.search(said)) and ELSEWHERE.search(said) is None
