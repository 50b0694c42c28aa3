"""L-10: a yearly saving is a large part of the cost it is taken from."""

from __future__ import annotations

from collections.abc import Iterator

from check.arithmetic.sentences import sentences
from check.case import Agreed, Answer, Case, NotChecked
from check.registry import rule
from check.show import show_percent
from model.finding import Cause


@rule("L-10")
def find_saving_over_cost(case: Case) -> Iterator[Answer]:
    """Saving and cost base told in one sentence; over `most` percent of the base: W."""
    looked = False
    for sentence in sentences(case):
        savings = [c for c in sentence.claims if c.concept == "saving" and c.amount.unit == "元"]
        bases = [c for c in sentence.claims if c.concept in case.param("bases") and not c.relation]
        bases = [c for c in bases if c.amount.unit == "元" and c.amount.value > 0 and c.period != "after"]
        if len(savings) != 1 or len(bases) != 1:
            continue
        looked = True
        share = savings[0].amount.value / bases[0].amount.value * 100
        if share <= case.param("most"):
            yield Agreed()
            continue
        yield case.finding(
            f"“{savings[0].text}”，为“{bases[0].text}”的{show_percent(share)}，超过常见的{case.param('most')}%，请核实。",
            savings[0],
            bases[0],
            found=show_percent(share),
        )
    if not looked:
        raise NotChecked("正文没有同时写明节约额和成本基数，未核对。", Cause.NOTHING)
