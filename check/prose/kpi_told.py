"""P-09: the two ends of an indicator told in the prose, or its change in the book of 卓越级, against the indicator."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from check.arithmetic.change import read_change
from check.arithmetic.change_elsewhere import OPEN, OTHER_TIME, ends_of, is_free, noun_of
from check.beside import Beside
from check.case import Agreed, Answer, Case, previous_year
from check.dated import is_of_base_year
from check.grade import grade, is_swapped, softest
from check.prose.comparable import is_row_of_several
from check.show import show_field, show_percent, show_stated
from model.amount import Amount, Miss
from model.finding import Severity
from model.reference import Kpi
from model.submission import Change, Claim, Field

SIGN = {"increase": 1, "reduction": -1}
#: What the label of an indicator says beside its name.
SUFFIX = re.compile(r"[*＊]*(?:提升|提高|缩短|下降|降低|增长)?[*＊]*[（(][^（）()]*[)）]$")
#: What an indicator is called for short.
SHORT = ("综合能耗", "能耗", "劳动生产率", "碳排放量", "生产效率", "不良率", "运营成本", "交付率", "周转率")


ALL = re.compile(r"工厂|全厂|公司|企业")
#: 吨镍盐综合能耗, 吨饮片能耗: the product instead of the word 产品.
PER_UNIT = re.compile(r"(?:每?吨|单位)[\u4e00-\u9fff]{1,4}?(?:综合)?能耗$")


def find_kpi_told(case: Case) -> Iterator[Answer]:
    """W: 研制周期由60天缩到47天 gives 21.7%, the indicator says 31.7%. Relative or in points; one telling that fits is
    enough, for another may be of one process."""
    cells = [(k, f, f.amount) for k in case.reference.kpis if (f := case.field(f"kpi.{k.code}")) and f.amount]
    ends = ends_of(case)
    claims = claims_by_noun(case)
    for kpi, field, amount in cells:
        names = names_of(case, kpi)
        if kpi.kind in SIGN:
            names |= {noun for noun in ends if PER_UNIT.match(noun)} if "单位产品能耗" in names else set()
            changes = [c for name in names for c in ends.get(name, ()) if is_whole(case, c)]
            yield from judge_ends(
                case,
                field,
                amount,
                [c for c in changes if falls(c) == (SIGN[kpi.kind] < 0) and not is_beside(c, amount)],
            )
        if not kpi.code.startswith("G"):  # those are P-09's own claims
            told = [c for name in names for c in claims.get(name, ()) if says(c, kpi)]
            yield from judge_claims(case, field, amount, told)
            yield from judge_claims(case, field, amount, short_tellings(kpi, amount, [k for k, *_ in cells], claims))


def names_of(case: Case, kpi: Kpi) -> set[str]:
    """订单准时交付率, 准时交付率 …: the words of the quantity that the indicator is of."""
    name = SUFFIX.sub("", kpi.label)
    words = {w for c in case.reference.lexicons.concepts if name in c.words for w in c.words}
    return {OPEN.sub("", word) for word in {name, *words}} - {""}


def claims_by_noun(case: Case) -> dict[str, list[Claim]]:
    beside, found = Beside.of(case.submission), defaultdict[str, list[Claim]](list)
    last = previous_year(case)
    for claim in case.submission.claims:
        summed = replace(claim, period="") if claim.period == "cumulative" else claim
        free = claim.amount.unit == "%" and is_free(beside, summed)
        if (
            free
            and not is_of_base_year(claim, beside.texts.get(claim.place.path, ""), last)
            and (noun := noun_of(claim))
        ):
            found[noun].append(claim)
    return found


def short_tellings(kpi: Kpi, amount: Amount, all_of: list[Kpi], claims: dict[str, list[Claim]]) -> list[Claim]:
    """综合能耗下降21.4% for 单位产值综合能耗 12.4, alone of its kind: two digits changed places."""
    name = SUFFIX.sub("", kpi.label)
    short = next((s for s in SHORT if name.endswith(s) and name != s), "")
    if not short or sum(short in one.label for one in all_of) != 1:
        return []
    told = [c for c in claims.get(OPEN.sub("", short), ()) if short in c.text and says(c, kpi)]
    return [c for c in told if is_swapped(amount.interval, c.amount)]


def says(claim: Claim, kpi: Kpi) -> bool:
    """A level for an indicator that is one, else a change in its direction."""
    if kpi.kind == "level":
        return not claim.relation
    return kpi.kind in SIGN and claim.relation == "change" and claim.direction == SIGN[kpi.kind]


def is_of_all(claim: Claim) -> bool:
    """Told of the whole factory up to now: 全厂单位产值综合能耗累计降低9.6%."""
    return (
        claim.scope == "company" and claim.period in ("", "after", "cumulative") and ALL.search(claim.text) is not None
    )


def falls(change: Change) -> bool:
    return change.after.value < change.before.value


def is_whole(case: Case, change: Change) -> bool:
    """Of the works, not of a half-year or of one scene out of several."""
    return not OTHER_TIME.search(change.text) and not is_row_of_several(case, change.place.path)


def is_beside(change: Change, stated: Amount) -> bool:
    """Whether the ends stand in the row of the indicator: A-14 weighs them."""
    return change.claim is not None and (change.claim.value, change.claim.unit) == (stated.value, stated.unit)


def judge_ends(case: Case, field: Field, stated: Amount, changes: list[Change]) -> Iterator[Answer]:
    judged: list[tuple[Change, Miss, str]] = []
    for change in changes:
        readings = read_change(change)
        if readings is None:
            continue
        fair = [readings.right, *([readings.points] if readings.points else [])]
        misses = [grade(one, stated, Severity.W, points=True) for one in fair]
        if any(miss is None for miss in misses):
            yield Agreed()
            return
        judged.append((change, min((m for m in misses if m), key=lambda m: m.gap), show_percent(readings.nominal)))
    for change, miss, right in judged[:1]:
        yield case.finding(
            f"{case.say(field)}，正文“{change.text}”，按此应为{right}，不一致，请核实。",
            field,
            change,
            severity=softest(miss.severity, Severity.W),
            tags=miss.tags,
            about=(field.key,),
            expected=right,
            found=show_field(field),
        )


def judge_claims(case: Case, field: Field, amount: Amount, claims: list[Claim]) -> Iterator[Answer]:
    judged = [(claim, grade(amount.interval, claim.amount, Severity.W)) for claim in claims]
    whole = [pair for pair in judged if is_of_all(pair[0])]  # what one scene tells does not answer for the factory
    judged = whole or judged
    if any(miss is None for _, miss in judged):
        yield Agreed()
        return
    for claim, miss in judged[:1]:
        yield case.finding(
            f"正文“{claim.text}”中的{show_stated(claim.amount)}，与表内“{case.label(field.key)}”填{show_field(field)}"
            "不一致，请核实。",
            claim,
            field,
            severity=Severity.W,
            tags=miss.tags if miss else (),
            expected=show_field(field),
            found=show_stated(claim.amount),
        )
