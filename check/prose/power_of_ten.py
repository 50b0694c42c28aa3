"""P-12: prose and table differ by one power of ten, or by the rate of the dollar: the unit was mistaken."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from check.case import Agreed, Answer, Case, NotChecked, Skipped
from check.grade import grade
from check.nearest import find_reading
from check.prose.digits_alike import find_digits_alike
from check.prose.paper_power import find_paper_power
from check.prose.prose_differs import told_numbers
from check.registry import rule
from check.show import show_field, show_plain, show_stated
from model.finding import Cause, Severity
from model.submission import Claim

DOLLAR = (Decimal("7.1"), Decimal("7.3"))
#: 总投资, 投资共计: the sum of all the works; 投入1.2亿元建设实验室 is that of one of them.
WHOLE = re.compile(r"总|共|合计|累计|全部|完成|决算|概算|预算")


@rule("P-12")
def find_power_of_ten(case: Case) -> Iterator[Answer]:
    """Follows the quantities of the other P- rules (`as`); what they report too is folded under them. E where the
    digits are the same and both are the same total, W for a guess at the currency."""
    looked = slipped = False
    for said in told_numbers(case):
        if isinstance(said, Skipped):
            continue
        looked, claim = True, said.same[0]
        if any(f.amount and grade(f.amount.interval, claim.amount) is None for f in said.targets):
            yield Agreed()
            continue
        for field in said.targets:
            right = field.amount
            if right is None or right.value <= 0 or claim.amount.value <= 0:
                continue
            reading = find_reading(claim.amount, right)
            ratio = max(claim.amount.value / right.value, right.value / claim.amount.value)
            if reading and reading.tag == "unit":
                said_so, tag = reading.said, "unit"
            elif right.unit == "元" and DOLLAR[0] <= ratio <= DOLLAR[1] and is_whole(claim):
                said_so, tag = f"，相差{show_plain(round(ratio, 2))}倍，是否为美元数", "usd"
            else:
                continue
            slipped = True
            yield case.finding(
                f"正文“{claim.text}”中的{show_stated(claim.amount)}，与表内“{case.label(field.key)}”填"
                f"{show_field(field)}{said_so}，请核实单位。",
                *said.same,
                field,
                severity=None if tag == "unit" and is_whole(claim) else Severity.W,
                tags=(tag,),
                expected=show_field(field),
                found=show_stated(claim.amount),
                cures=[case.cure_by(field, claim.amount)] if tag == "unit" else (),
            )
            break
        else:
            yield Agreed()
    for answer in (*(() if slipped else find_digits_alike(case)), *find_paper_power(case)):
        looked = True
        yield answer
    if not looked:
        raise NotChecked("正文中没有可与表内对照的数，未核对单位。", Cause.NOTHING)


def is_whole(claim: Claim) -> bool:
    """Whether the claim is of what the cell is of: revenue, profit, assets by their names, money of works by 总, 共."""
    return "invest" not in claim.concept or WHOLE.search(claim.text) is not None
