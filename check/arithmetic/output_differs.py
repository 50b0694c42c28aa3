"""A-32: the output told is not unit price times volume."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from check.arithmetic.averages_told import find_averages_differ
from check.arithmetic.sentences import sentences
from check.case import Agreed, Answer, Case, NotChecked
from check.registry import rule
from check.show import show_amount
from model.finding import Cause
from model.submission import Claim

#: 销售板带箔9.8万吨, 出货, 交付: as much as the price is told for.
SOLD = re.compile(r"销|售|产|出货|发货|交付|出厂|外运|供货|供应|出口|发运|下线|订货")
#: The money is not of all of it, or the price not of all the time.
PARTLY = re.compile(r"其中|最高|最低|峰值|不等|新增|增加|增收|节约|降低|减少|提高|由[^，,。]{1,12}[到至]")


def is_sold(claim: Claim, unit: str) -> bool:
    """What was sold or made, of the unit of the price, without a quantity of its own."""
    plain = not claim.concept and claim.amount.unit == unit and not claim.relation
    return plain and SOLD.search(claim.text) is not None


@rule("A-32")
def find_price_times_volume(case: Case) -> Iterator[Answer]:
    """Unit price, volume and output in one sentence: 15 % for several products and taxes."""
    looked = False
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
        right = show_amount(expected.middle, "元")
        yield case.finding(
            f"“{price.text}”“{volume.text}”，两者之积约{right}，而“{output.text}”，请核实。",
            price,
            volume,
            output,
            expected=right,
            found=show_amount(output.amount.value, "元"),
        )
    for answer in find_averages_differ(case):
        looked = True
        yield answer
    if not looked:
        raise NotChecked("正文没有在同一句写明单价、产量和产值，未核对。", Cause.NOTHING)
