"""A-09: 0.92 told as a rate among rates in per cent: in a sentence, in a table, in the cells of the form."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from check.arithmetic.drawn import Entry, as_read, flat, head_over, heads_of, read_entry
from check.beside import Beside
from check.case import Answer, Case
from check.evidence import Evidence
from check.show import show_field, show_plain
from model.amount import Amount
from model.document import Cell
from model.finding import Severity
from model.place import Place
from model.submission import Claim, Grid

ONE, HUNDRED = Decimal(1), Decimal(100)
#: Such a rate is never below this in a factory that declares it, so a hundredth of it is no rate.
LEAST = Decimal("0.2")
#: A share of things that is mostly far over a tenth; 不良率 and 故障率 may well be 0.85 %.
HIGH = re.compile(
    r"(?:数控化|自动化|智能化|数字化|信息化|网络化|联网|入网|上云|接入|普及|覆盖|合格|良品|优良品?|优等品?|优品|成品|完好|达标|通过|投用|投运|自控"
    r"|准时(?:交付|到货)?|准时交货|及时(?:交付|交货)?|交付|达成|满足|满意|齐套|在线|开动|稼动|利用|采集|追溯|持证|培训|应用|国产化|可用|上线)率"
)
#: What makes it another quantity, or the change of one.
_NOT = re.compile(
    r"不合格|不[达通完满及准]|[漏逾误欠错]|延[迟期误]|未|非|光能|系数|权重|得分|分值|[同环]比|增减|差值?$|因数|提升|提高|增长|降低|下降|减少|幅度|百分点|增加|变化|偏差|误差|损失|周转|方差|相关|置信|阈值|以[上下]|[xX×*]"
)
#: Between the name of a rate and its number.
BETWEEN = re.compile(r"[（(]?[%％]?[)）]?(?:已|约|均|目前|现|分别|稳定|保持|在|达到?|为|是|至|到|[:：\s\d.%])*")
_TWO_DECIMALS = Decimal("0.01")


def is_fraction(amount: Amount | Entry) -> bool:
    """0.92 as printed, with or without a sign of per cent: no rate of that name is below one per cent."""
    return LEAST <= amount.value <= ONE and amount.step <= _TWO_DECIMALS and amount.unit in ("", "%")


def is_percent(amount: Amount | Entry) -> bool:
    return amount.unit == "%" and ONE < amount.value <= HUNDRED


def find_fractions(case: Case) -> Iterator[Answer]:
    """W: the rate is read as so many hundredths."""
    yield from find_fraction_cells(case)
    yield from find_fractions_told(case)
    for grid in case.submission.grids:
        if grid.own:
            yield from find_fractions_drawn(case, grid)


def find_fraction_cells(case: Case) -> Iterator[Answer]:
    """合格率 of the form filled with 0.989 beside others filled with 95.6."""
    cells = [field for key in case.param("cells") if (field := case.field(key)) and field.amount]
    if not any(field.amount and field.amount.value > ONE for field in cells):
        return
    for field in cells:
        if field.amount and LEAST <= field.amount.value <= ONE and field.amount.step <= _TWO_DECIMALS:
            meant = f"{show_plain(field.amount.value * HUNDRED)}%"
            yield tell(case, case.say(field), show_field(field), meant, field)


def find_fractions_told(case: Case) -> Iterator[Answer]:
    beside = Beside.of(case.submission)
    for claim in case.submission.claims:
        if not is_rate(claim) or not is_fraction(claim.amount):
            continue
        if any(is_rate(other) and is_percent(other.amount) for other in beside.claims[claim.place.path]):
            said = show_plain(claim.amount.value) + claim.amount.unit
            meant = f"{show_plain(claim.amount.value * HUNDRED)}%"
            yield tell(case, f"正文“{claim.text}”", said, meant, claim)


def is_rate(claim: Claim) -> bool:
    level = not claim.relation and not claim.planned and claim.period != "before" and claim.amount.comparable
    named = HIGH.search(claim.text)
    return level and named is not None and not _NOT.search(claim.text) and ends_in_number(claim, named.end())


def ends_in_number(claim: Claim, at: int) -> bool:
    """设备联网率为0.96, 普及率达到88.6%: between the rate and its number stands nothing that names another."""
    between = claim.text[at:].split(next((p.text for p in claim.parts if p.role == "number"), "\n"))[0]
    return BETWEEN.fullmatch(between) is not None


def find_fractions_drawn(case: Case, grid: Grid) -> Iterator[Answer]:
    """A cell of a row of a rate, beside other years of it or under other rates that are told in per cent."""
    known = {field.place.path for field in case.submission.fields}
    rows = [(row, flat(label)) for row in grid.rows if row and (label := name_of(row)) and not _NOT.search(flat(label))]
    rates = [(row, label) for row, label in rows if HIGH.search(label)]
    heads = heads_of(grid.rows)
    told = [(row, label, entries_of(row, label, heads)) for row, label in rates]
    for row, label, entries in told:
        others = [one for other, _, found in told if other is not row for one in found]
        for entry in entries:
            if entry.cell.place.path in known or not is_fraction(entry):
                continue
            near = [one for one in entries if is_level(one) and ONE / 2 <= entry.value * HUNDRED / one.value <= 2]
            under = [one for one in others if one.cell.col == entry.cell.col and is_percent(one)]
            if near or (under and len(entries) == 1):
                meant = f"{show_plain(entry.value * HUNDRED)}%"
                said = f"表中“{label}”填{entry.cell.text.strip()}"
                yield tell(
                    case, said, entry.cell.text.strip(), meant, entry.place, as_read(case, Severity.W, grid.place)
                )


def is_level(entry: Entry) -> bool:
    return entry.unit in ("", "%") and ONE < entry.value <= HUNDRED


def name_of(row: Sequence[Cell]) -> str:
    """The words of the row that name a rate."""
    return next((cell.text for cell in row if HIGH.search(flat(cell.text)) and len(flat(cell.text)) < 30), "")


def entries_of(row: Sequence[Cell], label: str, heads: Sequence[Cell]) -> list[Entry]:
    """The numbers of a row but those under heads of another quantity (权重, 同比, 提升)."""
    around = ("(%)",) if re.search("[%％]", label + "".join(flat(c.text) for c in row if flat(c.text) in "%％")) else ()
    cells = [cell for cell in row if not _NOT.search(flat(head_over(heads, cell)))]
    found = [entry for cell in cells if (entry := read_entry(cell, *around))]
    return [one for one in found if not re.fullmatch(r"\d{1,2}", flat(one.cell.text)) or one.value > HUNDRED / 2]


def tell(case: Case, said: str, found: str, meant: str, spot: Evidence, grade: Severity = Severity.W) -> Answer:
    return case.finding(
        f"{said}，其余比率以百分数填写，是否应为{meant}，请核实。",
        spot,
        severity=grade,
        tags=("scale",),
        about=(spot.path,) if isinstance(spot, Place) else None,
        expected=meant,
        found=found,
    )
