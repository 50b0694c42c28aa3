"""P-08: capacity or volume told in the prose is not the one of 生产产品及产量 or 主要产品及产能."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from check.arithmetic.capacity_twice import named_before
from check.arithmetic.volume_over_capacity import is_volume
from check.case import Agreed, Answer, Case, NotChecked, Skipped
from check.grade import grade, softest
from check.nearest import find_reading
from check.numerals import worth_and_step
from check.prose.capacity_listed_by_line import find_lines_over_company
from check.prose.line_told import find_line_output
from check.registry import rule
from check.show import show_stated
from model.amount import Amount
from model.finding import Cause, Severity
from model.reference import Unit
from model.submission import Claim, Field
from model.wording import FORMERLY

NUMBER = re.compile(r"(\d[\d,]*(?:\.\d+)?)\s*([千万亿]?)\s*([\u4e00-\u9fffA-Za-z²³]{1,3})")
#: The line's own capacity.
LINE = re.compile(r"产线|生产线|本线|该线|整线")
#: More lines alike than these would be a slip of the number.
MOST_LINES = 8
#: Not what the table states: a rise, another span of time, another product.
OTHER = re.compile(rf"日|月|班|小时|每|新增|扩|一期|二期|单台|单线|人均|{FORMERLY}|原")


@rule("P-08")
def find_volume_differs(case: Case) -> Iterator[Answer]:
    """Any number of the cell with the same unit may be meant; W, for products and capacity or output may differ."""
    outputs = [*find_line_output(case), *find_lines_over_company(case)]
    yield from outputs
    cells = [(f, amounts_of(case, f)) for f in case.submission.fields if bare_key(f) in case.param("fields")]
    cells = [(f, amounts) for f, amounts in cells if amounts]
    if not cells and not outputs:
        raise NotChecked("表内没有写明产能、产量，无法与正文对照。", Cause.NOTHING)
    looked, line = bool(outputs), case.field("line_name")
    for claim in case.submission.claims:
        text = claim.text
        for no in re.findall(r"[一二三]期", line.value) if line else ():
            text = text.replace(no, "")  # the declared line's own name
        made = claim.concept in ("capacity", "volume") or (is_volume(claim) and claim.scope == "line")
        made = made or (not claim.concept and is_made_of_cells(claim, [cell for cell, _ in cells]))
        if not made or claim.planned or claim.relation or claim.period == "before":
            continue
        if not claim.amount.comparable or OTHER.search(text) or claim.scope in ("group", "other", "product"):
            yield Skipped(f"“{claim.text}”口径不同或为约数，未与表内产能、产量对照。", Cause.INCOMPARABLE)
            continue
        if OTHER_PRODUCT.search(text) or is_other_product(
            claim, [*(cell for cell, _ in cells), *([line] if line else [])]
        ):
            yield Skipped(f"“{claim.text}”所指为其他产品，未与表内产能、产量对照。", Cause.INCOMPARABLE)
            continue
        for field, amounts in cells:
            same = [a for a in amounts if a.unit == claim.amount.unit]
            if not same and is_named_in(claim, field):
                same = [a for a in amounts if a.unit == claim.amount.unit.removesuffix("/年")]
            if same and is_other_year(field, claim):
                yield Skipped(f"“{claim.text}”与表内所填年份不同，未与表内产能、产量对照。", Cause.INCOMPARABLE)
            elif same:
                looked = True
                yield compare(case, claim, field, same)
    if not looked:
        raise NotChecked("正文没有可与表内对照的产能、产量（单位不同或未写），未核对。", Cause.NOTHING)


#: 另有玉米脱粒机年产80台: what is made beside the product of the cell.
OTHER_PRODUCT = re.compile(r"(?:^|[，,])(?:公司|企业)?(?:另外?|此外|同时|还|其他|其它|兼)(?:[有还产]|生产|具备|建有)")
#: 产线年产某某装备520台: what is made each year, by the name that the cell gives it.
_BY_YEAR = re.compile(r"年产(?:量)?(?P<product>[\u4e00-\u9fff]{4,16}?)(?:达到?|为|约|共)?\d")


def is_made_of_cells(claim: Claim, cells: list[Field]) -> bool:
    hit = _BY_YEAR.search(claim.text)
    return hit is not None and claim.scope in ("", "line") and any(hit["product"] in f.value for f in cells)


def is_other_product(claim: Claim, cells: list[Field]) -> bool:
    """年产脱粒机200台 beside a cell on seed cleaners: not two letters in a row are alike."""
    hit = _BY_YEAR.search(claim.text)
    name = re.sub("各类|各种|各型|产品|成品|主导|系列|合格|优质", "", hit["product"]) if hit else ""
    known = "".join(cell.value for cell in cells)
    return len(name) >= 4 and not any(name[at : at + 2] in known for at in range(len(name) - 1))


#: 铝型材产能3.2万吨/年: the product is named before the word.
PRODUCT = re.compile(r"(?P<product>[\u4e00-\u9fff]{2,8}?)(?:的?(?:设计|年|综合|总))*(?:产能|生产能力|加工能力)")
OWNER = re.compile(r"公司|企业|我厂|全厂|工厂|现有|目前|具备|拥有|形成|已|年|设计|合计|总|的")


def is_named_in(claim: Claim, field: Field) -> bool:
    """Whether a capacity told by the year names no product, or one that the cell names too."""
    hit = PRODUCT.match(claim.text)
    product = named_before(claim) or (OWNER.sub("", hit["product"]) if hit else "")
    return len(product) < 2 or product in field.value


def is_other_year(field: Field, claim: Claim) -> bool:
    """Whether the cell tells what was made in years of its own, and the sentence speaks of another one."""
    years = re.findall(r"20\d{2}(?=年)", field.value)
    return bool(years) and claim.period.isdigit() and claim.period not in years


def compare(case: Case, claim: Claim, field: Field, amounts: list[Amount]) -> Answer:
    misses = [(grade(a.interval, claim.amount, Severity.W), a) for a in amounts]
    if any(miss is None for miss, _ in misses):
        return Agreed()
    company = is_of_company(case, claim) or is_told_of_company(case, claim)
    if company and claim.concept in ("volume", "") and is_more_of_company(case, field, claim.amount, amounts):
        return Skipped(f"“{claim.text}”为全公司产量，大于表内产线产量，口径不同，未对照。", Cause.INCOMPARABLE)
    if claim.concept == "capacity" and (
        made_less(case, field, claim.amount, amounts) or of_company(case, claim, amounts)
    ):
        return Agreed()
    of_all = claim.concept == "capacity" and claim.scope in ("", "company") and not LINE.search(claim.text)
    if of_all and not re.search(r"产能|能力", field.value) and is_more_of_company(case, field, claim.amount, amounts):
        return Skipped(f"“{claim.text}”为全公司产能，大于表内产线产量，口径不同，未对照。", Cause.INCOMPARABLE)
    if claim.concept == "volume" and can_make(field, claim.amount, amounts):
        return Agreed()
    miss, right = min(misses, key=lambda m: m[0].gap if m[0] else Decimal(0))
    reading = find_reading(claim.amount, right)
    severity = miss.severity if miss else Severity.W
    if not claim.scope and len(amounts) > 1:
        severity = softest(severity.softer(), Severity.W)
    return case.finding(
        f"正文“{claim.text}”中的{show_stated(claim.amount)}，与表内“{case.label(field.key)}”填“{field.value}”不一致"
        f"{reading.said if reading else ''}，请核实。",
        claim,
        field,
        severity=severity,
        tags=(*(miss.tags if miss else ()), *((reading.tag,) if reading else ())),
        expected=field.value,
        found=show_stated(claim.amount),
    )


def is_told_of_company(case: Case, claim: Claim) -> bool:
    """Whether another sentence tells the same number of the same year of the whole company."""
    return not claim.scope and any(
        other.scope == "company" and (other.concept, other.amount.value, other.amount.unit, other.period)
        == (claim.concept, claim.amount.value, claim.amount.unit, claim.period)
        for other in case.submission.claims
    )  # fmt: skip


def is_of_company(case: Case, claim: Claim) -> bool:
    """Said of the company, or told in its own introduction without a word of a line."""
    profile = case.field("profile")
    own = profile is not None and profile.place.path == claim.place.path and not LINE.search(claim.text)
    return claim.scope == "company" or (own and not claim.scope)


def is_more_of_company(case: Case, field: Field, told: Amount, amounts: list[Amount]) -> bool:
    """Whether a line of the company makes less of it, by no power of ten (that would be a slip of the unit)."""
    most = max(a.value for a in amounts)
    slip = any(grade(a.interval.scaled(Decimal(10) ** power), told) is None for a in amounts for power in (1, 2, 3, 4))
    line = case.field("line_product")
    again = line is not None and line.value == field.value  # an office's table that repeats the line's cell
    return (again or bare_key(field).startswith("line_")) and most < told.value <= most * MOST_LINES and not slip


def made_less(case: Case, field: Field, capacity: Amount, amounts: list[Amount]) -> bool:
    """The cell tells what was made (2024年260套, 产量260套), somewhat less than can be made."""
    words = case.label(field.key) + field.value
    made = re.search(r"20\d{2}年|产量|实际|上年", words) and not re.search(r"产能|能力", words)
    most = max(a.value for a in amounts)
    return bool(made) and most <= capacity.value <= most * Decimal("1.5")


def can_make(field: Field, made: Amount, amounts: list[Amount]) -> bool:
    """The cell tells what can be made in a year (年产能1.6万吨), and not much less was made."""
    most = max(a.value for a in amounts)
    return re.search(r"产能|能力", field.value) is not None and most * Decimal("0.5") <= made.value <= most


def of_company(case: Case, capacity: Claim, amounts: list[Amount]) -> bool:
    """Whether the sentence beside tells what was made of it in all, more than the line of the cell makes."""
    most = max(a.value for a in amounts)
    return any(
        is_volume(other)
        and other.place.path == capacity.place.path
        and other.amount.unit == capacity.amount.unit
        and most < other.amount.value <= capacity.amount.value * Decimal("1.1")
        for other in case.submission.claims
    )


def bare_key(field: Field) -> str:
    return re.sub(r"^gs_\d+\.|\[\d+\]", "", field.key)


def amounts_of(case: Case, field: Field) -> list[Amount]:
    """Numbers with a unit of the lexicon in the words of a cell: 水泥磨辊 1,200件、辊套3万吨."""
    found = []
    for match in NUMBER.finditer(field.value):
        units = case.reference.lexicons.units
        for many, printed in (("", match[2] + match[3]), (match[2], match[3])):  # 5200千米 is no 5200千 of 米
            hit = next(((u, w) for u in units if (w := unit_at(u, printed)) and u.base not in ("元", "%")), None)
            if hit is not None:
                value, step = worth_and_step(match[1], many)
                times = hit[0].words[hit[1]]
                found.append(Amount(value * times, hit[0].base, step * times, count=hit[0].count and not many))
                break
    return found


def unit_at(unit: Unit, printed: str) -> str:
    """The longest word for the unit with which the print begins, or ""."""
    return next((word for word in sorted(unit.words, key=len, reverse=True) if printed.startswith(word)), "")
