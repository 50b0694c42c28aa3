"""Growth of a series by years: yearly, over the whole span, on average; and the wrong formulas people use."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from check.beside import Beside
from check.case import Case
from check.grade import grade
from check.nearest import Reading
from check.once import sentence_ahead
from check.show import show_amount, show_percent, show_plain
from model.amount import Interval
from model.submission import Claim, Field
from model.text import half_width

ONE = Interval(Decimal(1), Decimal(1))


def formula(old: Field, new: Field) -> str:
    """（28113.86万元－25902.44万元）÷25902.44万元."""
    b, a = (show_amount(f.amount.value, "元") if f.amount else f.value for f in (old, new))
    return f"（{a}－{b}）÷{b}"


def wrong_growths(old: Field, new: Field) -> Iterator[Reading]:
    """Divided by the later year, or the later year as a share of the earlier one."""
    if not (old.amount and new.amount) or new.amount.interval.low <= 0 or old.amount.interval.low <= 0:
        return
    b, a = (show_amount(f.amount.value, "元") if f.amount else "" for f in (old, new))
    ratio = new.amount.interval / old.amount.interval
    back = (ONE - ONE / ratio).scaled(100)
    told = show_percent(back.middle)
    yield Reading("base_swap", "疑以变化后为基数", f"（{a}－{b}）÷{a}＝{told}", back)
    whole = ratio.scaled(100)
    yield Reading("base_swap", "疑为后一年占前一年之比", f"{a}÷{b}＝{show_percent(whole.middle)}", whole)


def growth(before: Field, after: Field) -> Interval | None:
    if before.amount is None or after.amount is None or before.amount.interval.low <= 0:
        return None
    return (after.amount.interval / before.amount.interval - ONE).scaled(100)


def other_growths(case: Case, series: dict[int, Field]) -> Iterator[tuple[str, Interval]]:
    """Other growths that people mean by the name, each with its Chinese name."""
    years = list(series)
    if len(years) >= 3:
        whole = growth(series[years[0]], series[years[-1]])
        if whole is not None:
            yield f"{years[0]}年至{years[-1]}年累计增长", whole
            steps = years[-1] - years[0]
            low, high = (
                (1 + end / 100) ** (Decimal(1) / steps) if end > -100 else Decimal(0) for end in (whole.low, whole.high)
            )
            yield f"{years[0]}年至{years[-1]}年年均复合增长", Interval((low - 1) * 100, (high - 1) * 100)
        earlier = growth(series[years[-3]], series[years[-2]])
        if earlier is not None:
            yield f"{years[-2]}年增长", earlier
    revenue = case.series("is.revenue")
    if len(revenue) >= 2:
        *_, before, after = revenue.values()
        total = growth(before, after)
        if total is not None:
            yield "营业收入增长", total


def near_growth(series: Sequence[dict[int, Field]], told: tuple[Field, Field], claim: Claim) -> str:
    """，与2024年比2022年的增长相符（（1167万元－1010万元）÷1010万元＝15.5%）: of other years, or over the wrong end."""
    for one in series:
        fields = list(one.values())
        for at, old in enumerate(fields):
            for new in fields[at + 1 :]:
                rise = growth(old, new)
                if rise is None or (old.key, new.key) == (told[0].key, told[1].key):
                    continue
                if facing(rise, claim).meets(claim.amount.claimed):
                    rate = show_plain(round(rise.middle, 2))
                    return f"，与{new.key[-5:-1]}年比{old.key[-5:-1]}年的变化相符（{formula(old, new)}＝{rate}%）"
    return ""


def is_other_research(case: Case, claim: Claim) -> bool:
    """研发投入 takes in what is put into assets and what is deducted twice: only 研发费用 is the statement's line."""
    if claim.concept != "rd_spend":
        return False
    text = Beside.of(case.submission).texts.get(claim.place.path, "")
    said = sentence_ahead(text, text.find(claim.text)) + claim.text
    return "研发费用" not in said or re.search("投入|资本化|加计|经费|累计", said) is not None


#: 女工转岗为质检，收入提高约两成: what people earn is no revenue.
PEOPLE = re.compile(r"女工|员工|职工|工人|农户|农民|牧民|村民|种植户|养殖户|转岗|薪|工资|户均|人均")


def is_of_people(case: Case, claim: Claim) -> bool:
    """Bare 收入 in a sentence on people."""
    if claim.concept != "revenue" or re.search(r"(?:营业|销售|主营业务|业务|公司|企业)[^，,]{0,4}收入", claim.text):
        return False
    text = Beside.of(case.submission).texts.get(claim.place.path, "")
    before = sentence_ahead(text, text.find(claim.text))
    return "收入" in claim.text and PEOPLE.search(before + claim.text) is not None


def told_with_ends(case: Case, claim: Claim) -> bool:
    """从2.19亿元（2021年）增长到3.02亿元，三年累计增长近四成: the passage tells the ends that give the growth."""
    beside = Beside.of(case.submission).changes.get(claim.place.path, ())
    if claim.amount.unit == "百分点":  # 资产负债率由2021年的52.4%降至2024年的47.1%，下降5.3个百分点
        rates = [(c.before.interval, c.after.interval) for c in beside if c.before.unit == c.after.unit == "%"]
        return any(grade(facing(new - old, claim), claim.amount, points=True) is None for old, new in rates)
    ends = [(c.before.interval, c.after.interval) for c in beside if c.before.unit == c.after.unit == "元"]
    grown = [(new - old) / old for old, new in ends if old.low > 0]
    return any(grade(facing(rise.scaled(100), claim), claim.amount, points=True) is None for rise in grown)


def is_behind_ends(case: Case, claim: Claim) -> bool:
    """由2022年的2.5亿元增长到2024年的2.9亿元，增长16%: the two ends say what the growth is of."""
    beside = Beside.of(case.submission).changes.get(claim.place.path, ())
    mine = (claim.amount.value, claim.amount.unit)
    return any(c.target and c.claim and (c.claim.value, c.claim.unit) == mine for c in beside)


#: 2024年收入2.84亿元，2023年为2.60亿元，增幅: between the year told before and the growth nothing but its sum.
_TWO = re.compile(
    r"(?P<year>20\d\d)年(?:度|末)?[^，,。；;\d]{0,14}(?P<last>[\d.,]+[万亿]?元)[^，,。；;\d]{0,4}[，,(（、]"
    r"(?:而|较|比|其中|对比)*(?P<base>20\d\d)年(?:度|末)?[^，,。；;\d]{0,14}(?P<first>[\d.,]+[万亿]?元)[)）]?[，,](?:同比|较上年|实现|即)*$"
)


def year_told(case: Case, claim: Claim) -> str:
    """2024年收入2.84亿元，2023年为2.60亿元，增幅9.3%: the growth is of the first year over the one named behind it."""
    text = half_width(Beside.of(case.submission).texts.get(claim.place.path, ""))
    told = _TWO.search(text[: max(0, text.find(claim.text))])
    return told["year"] if told and int(told["year"]) == int(told["base"]) + 1 else claim.period


def facing(rise: Interval, claim: Claim) -> Interval:
    """The growth as the sentence counts it: a fall of 5 % is 5 where it says 下降."""
    return rise if claim.direction > 0 else Interval(-rise.high, -rise.low)
