"""P-01…P-16: numbers that are no rivals of a cell: parts, sums and other things told beside what the cell states."""

from __future__ import annotations

import re

from check.beside import Beside
from check.case import Case
from check.grade import grade
from model.amount import Hedge
from model.rule import Rule
from model.submission import Claim, Field

#: A sentence that counts all of a kind.
WHOLE = re.compile(r"共|全部|总|合计|累计")
#: Words of a sum that takes in what is not the works'.
WIDER = re.compile(r"计入|算上|加上|连同|并入|在内|整个|全厂|园区")
#: Parts of a sum that the cell for machines and software leaves out.
BUILDINGS = re.compile(r"土建|厂房|基建|建筑|土地|征地")
#: Words that make an investment that of the works.
NAMED = re.compile(r"总|实际|合计|共|累计|项目|场景|建设|工程|产线")


def equal_count(case: Case, row: Rule, claim: Claim, targets: list[Field]) -> Field | None:
    """Another cell of the row's counts that holds exactly this number: 等57台设备 are the 57 automated ones.

    A sentence that says it tells the whole is held against the whole.
    """
    if not claim.amount.count or not row.params.get("kinds_of_one") or WHOLE.search(words_before(claim)):
        return None
    cells = (case.field(key) for key in row.params["concepts"].values() if isinstance(key, str))
    others = (f for f in cells if f and f.key not in {t.key for t in targets})
    return next((f for f in others if f.amount and f.amount.value == claim.amount.value), None)


def is_named_beside(case: Case, beside: Beside, claim: Claim, targets: list[Field]) -> bool:
    """罐周转提升19.8%，库存周转率提升15.5%: the indicator under its own name has the cell's value."""
    kpi = next((one for one in case.reference.kpis if f"kpi.{one.code}" == claim.concept), None)
    name = re.sub(r"(?:提升|提高|下降|降低|增长|缩短)?(?:[(（].*)?$", "", kpi.label.replace("*", "")) if kpi else ""
    return len(name) > 3 and name not in claim.text and any(
        name in other.text and any(f.amount and grade(f.amount.interval, other.amount) is None for f in targets)
        for other in beside.claims[claim.place.path]
        if other.concept == claim.concept
    )  # fmt: skip


def adds_up(beside: Beside, claim: Claim, targets: list[Field]) -> bool:
    """Whether the counts of the kind that the same passage tells make the cell's number: 码垛2台、装箱3台 are its 5."""
    told = {
        other.text + str(other.amount.value): other.amount.value
        for other in beside.claims[claim.place.path]
        if other.concept == claim.concept and other.amount.count and not (other.relation or other.planned)
    }
    exact = claim.amount.count and claim.amount.hedge is Hedge.NONE and len(told) > 1
    return exact and any(f.amount and f.amount.value == sum(told.values()) for f in targets)


def words_before(claim: Claim) -> str:
    """What stands before the number: in 56台设备全部联网 all of the 56 are meant, not all there are."""
    number = next((part.text for part in claim.parts if part.role == "number"), "")
    return claim.text.partition(number)[0] if number else claim.text


def is_wider(text: str, claim: Claim) -> bool:
    """Whether the words at a number say that it counts more than its own thing: 若计入土建，整个项目总投资4200万元."""
    at = text.find(claim.text)
    return at >= 0 and WIDER.search(re.split("[。；;]", text[:at])[-1] + claim.text) is not None


def whole_stands_beside(beside: Beside, row: Rule, claim: Claim, targets: list[Field]) -> bool:
    """Whether the same passage also states the table's value, and this number is smaller: a part or a phase of it.

    A bigger one is no part; an investment that names nothing (同期还做了污水站，投资2130万元) may be another's.
    """
    most = max((f.amount.interval.high for f in targets if f.amount), default=None)
    if any(claim.amount in (c.before, c.after) for c in beside.changes_of(claim)):
        most = None if most is None else max(most, claim.amount.interval.high)  # 由12.15亿元降到11.38亿元: two years
    named = not row.params["whole_period"] or NAMED.search(claim.text) is not None
    named = named and not is_wider(beside.texts.get(claim.place.path, ""), claim)
    if most is None or (named and claim.amount.interval.low > most):
        return False
    return any(
        other is not claim
        and other.concept == claim.concept
        and other.amount != claim.amount
        and other.amount.hedge is not Hedge.VAGUE
        and not other.planned
        and any(f.amount and grade(f.amount.interval, other.amount) is None for f in targets)
        for other in beside.claims[claim.place.path]
    )


def own_part_stands_behind(beside: Beside, claim: Claim, targets: list[Field]) -> bool:
    """总投资2980万元，其中土建760万元、软硬件2220万元: the sum takes in buildings, and the table has what is left."""
    text = beside.texts.get(claim.place.path, "")
    rest = re.split("[。；;]", text[at + len(claim.text) :])[0] if (at := text.find(claim.text)) >= 0 else ""
    named = BUILDINGS.search(rest) if claim.amount.unit == "元" else None
    return named is not None and any(
        other.amount.unit == "元" and other.text in rest and f.amount and grade(f.amount.interval, other.amount) is None
        for other in beside.claims[claim.place.path]
        for f in targets
    )
