"""P-06: one kind of machine told in the prose (焊接机器人, 58台设备中41台) is more than the table has of all kinds."""

from __future__ import annotations

import re
from collections.abc import Iterator

from check.beside import Beside
from check.case import Agreed, Answer, Case
from check.show import show_stated
from model.finding import Severity
from model.rule import Rule
from model.submission import Claim

#: 21台数控机床: one kind of all the machines.
_NUMERICAL = re.compile(r"数控(?:生产|加工)?(?:设备|装备|机床)")


def is_part(row: Rule, claim: Claim) -> bool:
    """Whether the words make the number a part of the quantity (`kinds` of the row): it is no rival of the whole."""
    if claim.concept == "equip_total" and _NUMERICAL.search(claim.text):
        return True
    kinds: str = row.params.get("kinds", "")
    return bool(kinds) and re.search(kinds, own_words(claim)) is not None


def own_words(claim: Claim) -> str:
    """The clause of the number from the one before it on: 其他机器人4台、焊接机器人4台 → 焊接机器人4台."""
    number = next((part for part in claim.parts if part.role == "number"), None)
    if number is None:
        return claim.text
    head = claim.text.partition(number.text)[0]
    return re.split(r"[，,；;、]", head)[-1] + number.text


def find_part_over_whole(case: Case) -> Iterator[Answer]:
    """W: a part is never more than the whole, whatever the kind."""
    concepts = case.rule.params.get("concepts", {})
    for claim in Beside.of(case.submission).claims_of(concepts):
        keys = concepts.get(claim.concept)
        cell = case.field(keys) if isinstance(keys, str) else None
        same = claim.scope in case.rule.params.get("same_scopes", ()) and not claim.relation and not claim.planned
        if cell is None or cell.amount is None or not same:
            continue
        narrowed = claim.concept == "robots" and "其中" in own_words(claim)
        if not (is_part(case.rule, claim) or narrowed):
            continue
        if not claim.amount.comparable or claim.amount.interval.low <= cell.amount.interval.high:
            yield Agreed()
            continue
        yield case.finding(
            f"正文“{claim.text}”中的{show_stated(claim.amount)}只是其中一类，多于表内“{case.label(cell.key)}”填{cell.value}，"
            "请核实。",
            claim,
            cell,
            severity=Severity.W,
            expected=f"不多于{cell.value}",
            found=show_stated(claim.amount),
        )
