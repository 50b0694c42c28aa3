"""A-34 by what the prose was heard to say: a level before of a rate, and behind it a rise that takes it over 100 %."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from check.beside import Beside
from check.case import Agreed, Answer, Case
from check.show import show_plain
from model.submission import Claim

#: Rates that may pass one hundred.
UNBOUNDED = re.compile(r"周转率|生产率|效率|负荷率|达产率|增长率|毛利率|利润率|收益率|回报率|负债率|增速|产率|产销率")
#: What takes the rise from another quantity or time.
ELSE = re.compile(r"同比|环比|上年|去年|行业|竞争|目标|计划|预计|其中|分别|下降|降低|减少|缩短")
OLD = re.compile(r"前|原|过去|以往|起初|最初|基期|起点")
HUNDRED = Decimal(100)


def find_rise_on_level(case: Case) -> Iterator[Answer]:
    """E: 改造前一检率为93%，时有返工；投用后…，比改造前提高9%, in one passage and of one mention of the rate."""
    beside = Beside.of(case.submission)
    for path, claims in beside.claims.items():
        levels = [c for c in claims if is_level(c)]
        rises = [c for c in claims if is_rise(c)] if levels else []
        for rise in rises:
            level = next((c for c in reversed(levels) if named(c) == named(rise) and is_before(c, rise)), None)
            between = between_of(beside.texts.get(path, ""), level, rise) if level else None
            if (
                level is None
                or between is None
                or "。" in between
                or "%" in between
                or ELSE.search(between + rise.text)
            ):
                continue
            before, more = level.amount.value, rise.amount.value
            least = before + (more if rise.amount.unit == "百分点" else min(more, before * more / HUNDRED))
            if least <= HUNDRED:
                yield Agreed()
                continue
            yield case.finding(
                f"“{level.text}”，又称“{rise.text}”，变化后至少为{show_plain(round(least, 1))}%，超过100%，请核实。",
                level,
                rise,
                expected="不超过100%",
                found=f"{show_plain(round(least, 1))}%",
            )


def is_level(claim: Claim) -> bool:
    """改造前一检合格率为93%."""
    name = named(claim)
    plain = claim.amount.unit == "%" and not claim.relation and not claim.planned and claim.amount.comparable
    return plain and name.endswith("率") and not UNBOUNDED.search(name) and OLD.search(claim.text) is not None


def is_rise(claim: Claim) -> bool:
    told = claim.relation == "change" and claim.direction > 0 and claim.amount.unit in ("%", "百分点")
    return told and not claim.planned and claim.amount.comparable and not claim.operands


def named(claim: Claim) -> str:
    return next((part.text for part in claim.parts if part.role == "concept"), "")


def spot_of(claim: Claim) -> int:
    return next((part.start for part in claim.parts if part.role == "number"), -1)


def is_before(level: Claim, rise: Claim) -> bool:
    return 0 <= spot_of(level) < spot_of(rise)


def between_of(text: str, level: Claim, rise: Claim) -> str | None:
    """What stands between the two numbers, None where their places are not known."""
    start = next((part.end for part in level.parts if part.role == "unit"), -1)
    stop = spot_of(rise)
    return text[start:stop] if 0 < start <= stop <= len(text) else None
