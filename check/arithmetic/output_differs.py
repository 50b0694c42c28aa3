"""A-32: the output told is not unit price times volume."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from check.arithmetic.averages_told import find_averages_differ
from check.arithmetic.price_drawn import find_price_drawn
from check.arithmetic.price_told import UNITS, find_price_in_cell, find_price_told, sells_others
from check.arithmetic.sentences import OWN, sentences
from check.beside import Beside
from check.case import Agreed, Answer, Case, NotChecked
from check.exact import is_level
from check.numerals import worth_of
from check.registry import rule
from check.show import show_amount
from model.amount import Amount
from model.finding import Cause, Finding, Severity
from model.submission import Claim, Field

#: 销售板带箔9.8万吨, 出货, 交付: as much as the price is told for.
SOLD = re.compile(r"销|售|产|出货|发货|交付|出厂|外运|供货|供应|出口|发运|下线|订货")
#: The money is not of all of it, or the price not of all the time.
PARTLY = re.compile(r"其中|最高|最低|峰值|不等|新增|增加|增收|节约|降低|减少|提高|由[^，,。]{1,12}[到至]")


#: 每公斤出厂均价52元, 平均每面售价9.6万元: a price told without a unit of its own.
PER_ONE = re.compile(
    rf"每(?P<unit>{UNITS})[^，,。；;\d]{{0,8}}价[^，,。；;\d]{{0,6}}\d|(?:均|单|售|厂|格)价?(?:为|是|约)?每(?P<after>{UNITS})\d"
    rf"|平均每(?P<mean>{UNITS})(?:售|卖)?(?:约|为)?\d"
)
#: So many of the unit of a price make one of the unit of a volume.
MORE = {("吨", "公斤"): Decimal(1000), ("吨", "千克"): Decimal(1000)}
#: Others' prices, or of one kind among several.
OTHER_PRICE = re.compile(r"原料|采购|进口|同行|行业|市场|国际|国外|竞品|最高|高端|电价|气价|水价|煤|单件成本|目标")
MOVED = re.compile(r"[由从][^，,。；;]{0,12}\d[^，,。；;]{0,8}(?:[跌降涨升落回减增提]|到|至)")
AVERAGE = re.compile(r"平均|均价")
#: One product only, or all of it sold at that price.
ALL_OF_IT = re.compile(
    r"全部(?:产品|售出|销售|外销|内销|出售|为)|全年(?:产品|产量)|唯一产品|单一产品|只生产|仅生产|产品均为|全数售出"
)
#: Value added tax, and stock sold of the year before.
TAXED = Decimal("1.3")


def find_priced_over(case: Case) -> Iterator[Answer]:
    """W: price times volume, told in different places, is far more than the line's output or the firm's revenue."""
    beside = Beside.of(case.submission)
    level = [c for c in case.submission.claims if is_level(c) and c.period != "before"]
    volumes = [c for c in level if c.concept == "volume" and c.scope in (*OWN, "line")]
    for price in level:
        own = PER_ONE.search(price.text)
        unit = (
            own["unit"] or own["after"] or own["mean"]
            if own
            else price.amount.unit.removeprefix("元/")
            if "价" in price.text
            else ""
        )
        money = price.amount.unit == "元" if own else price.amount.unit.startswith("元/")
        moved = MOVED.search(price.text) is not None or bool(beside.changes_of(price))
        if not unit or not money or moved or OTHER_PRICE.search(price.text):
            continue  # 由4.6万元/吨跌到1.5万元/吨: the price of one day
        beside_it = [c for c in level if is_sold(c, unit) and c.place.path == price.place.path and c.scope in OWN]
        for spot, volume, totals in (*line_made(case), *firm_made(case, [*volumes, *beside_it])):
            times = Decimal(1) if volume.unit == unit else MORE.get((volume.unit, unit))
            if times is None or not totals:
                continue
            most = max(amount.interval.high for _, amount in totals)
            due = price.amount.interval * volume.interval.scaled(times)
            least = min(amount.interval.low for _, amount in totals)
            short = isinstance(spot, Field) and all_of_it(case, price) and due.high * TAXED < least
            if due.low <= most * TAXED and not short:
                yield Agreed()
                break
            right = show_amount(due.middle, "元")
            field = max(totals, key=lambda one: one[1].value)[0]
            said = f"“{spot.text}”" if isinstance(spot, Claim) else case.say(spot)
            yield case.finding(
                f"“{price.text}”，{said}，两者之积约{right}，而{case.say(field)}，请核实。",
                price,
                spot,
                field,
                severity=Severity.W,
                expected=right,
                found=case.say(field),
            )
            break


#: What a line made in a year, with its unit: 黄芪饮片，3,420吨.
MADE = re.compile(rf"(?P<n>\d[\d,]*(?:\.\d+)?)(?P<wan>万|亿)?(?P<unit>{UNITS})")
Made = tuple[Claim | Field, Amount, list[tuple[Field, Amount]]]


def line_made(case: Case) -> Iterator[Made]:
    """The one product of the representative line with its output."""
    product, output = case.field("line_product"), case.field("line_output_prev")
    found = list(MADE.finditer(product.value)) if product else []
    if product and output and output.amount and len(found) == 1:
        value = worth_of(found[0]["n"], found[0]["wan"])
        yield product, Amount(value, found[0]["unit"], Decimal(1)), [(output, output.amount)]


def firm_made(case: Case, volumes: list[Claim]) -> Iterator[Made]:
    """What the firm made in a year whose revenue stands in the table."""
    for volume in volumes:
        if volume.scope in OWN and volume.period.isdigit():
            series = (case.series(key).get(int(volume.period)) for key in ("main_revenue", "is.revenue"))
            yield volume, volume.amount, [(f, f.amount) for f in series if f and f.amount]


def all_of_it(case: Case, price: Claim) -> bool:
    """Whether the price is the average of all that the line makes: 全年产品均为…，每件均价120元."""
    text = next((one.text for one in case.prose() if one.place.path == price.place.path), "")
    at = text.find(price.text)
    ahead = text.rfind("。", 0, text.rfind("。", 0, at)) if "。" in text[: max(at, 0)] else -1
    said = text[ahead + 1 : at] + text[at:].split("。")[0] if at >= 0 else ""
    return AVERAGE.search(price.text) is not None and ALL_OF_IT.search(said) is not None


def is_sold(claim: Claim, unit: str) -> bool:
    """What was sold or made, of the unit of the price, without a quantity of its own."""
    plain = not claim.concept and claim.amount.unit == unit and not claim.relation
    return plain and SOLD.search(claim.text) is not None


@rule("A-32")
def find_price_times_volume(case: Case) -> Iterator[Answer]:
    """Unit price, volume and output in one sentence: 15 % for several products and taxes."""
    looked = odd = False
    for sentence in sentences(case):
        prices = [c for c in sentence.claims if c.amount.unit.startswith("元/") and "价" in c.text]
        unit = prices[0].amount.unit.removeprefix("元/") if prices else ""
        volumes = [c for c in sentence.claims if c.concept == "volume" or is_sold(c, unit)]
        outputs = [c for c in sentence.claims if c.concept in ("output", "sales", "revenue", "main_revenue")]
        if not (len(prices) == len(volumes) == len(outputs) == 1):
            continue
        price, volume, output = prices[0], volumes[0], outputs[0]
        if unit != volume.amount.unit or output.relation or volume.relation or PARTLY.search(sentence.text):
            continue
        looked = True
        expected = price.amount.interval * volume.amount.interval
        slack = Decimal(str(case.param("slack")))
        stated = output.amount.claimed
        if stated.high >= expected.low * (1 - slack) and stated.low <= expected.high * (1 + slack):
            yield Agreed()
            continue
        others = sells_others(Beside.of(case.submission).texts.get(output.place.path, ""), price.text)
        if others and stated.low > expected.high:
            yield Agreed()  # one of several goods
            continue
        odd = True
        right = show_amount(expected.middle, "元")
        yield case.finding(
            f"“{price.text}”“{volume.text}”，两者之积约{right}，而“{output.text}”，请核实。",
            price,
            volume,
            output,
            expected=right,
            found=show_amount(output.amount.value, "元"),
        )
    told = [*find_averages_differ(case), *find_price_in_cell(case), *find_priced_over(case), *find_price_drawn(case)]
    yield from told
    if not odd and not any(isinstance(answer, Finding) for answer in told):
        told += (more := list(find_price_told(case)))
        yield from more
    looked = looked or bool(told)
    if not looked:
        raise NotChecked("正文没有在同一句写明单价、产量和产值，未核对。", Cause.NOTHING)
