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


#: 压装机6台、 ahead of 转运及料架设备9台: the machines are counted kind by kind.
_COUNTED = re.compile(r"\d(?:台套|台[（(]套[）)]|台|套)[、，,]?[和及与]?$")
#: Words that name no kind of machine, and those that make the number that of all there are.
_ANY_KIND = re.compile(
    r"(?:其他|其中|主要|关键|重点|核心|生产|加工|自动化?|智能化?|数控|联网|工业|各类|各种|有|为|及|和|与|等|的|\s)+"
)
_ALL_KINDS = re.compile(r"全部|所有|共|总|合计|累计|拥有|现有|线|车间|公司|全厂")


#: What machines a clause is about; 自动化、智能化设备 are what the cell of connected ones is counted among.
_MACHINES = re.compile(r"(?P<numerical>数控)?(?:生产|加工|机械)?(?:设备|装备|机床)")


def is_kind_listed(beside: Beside, claim: Claim) -> bool:
    """Whether a number of machines is that of one kind out of a list that counts each; 主要数控设备34台，已联网31台: or
    that of the connected ones among a kind that the clause before names."""
    text, own = beside.texts.get(claim.place.path, ""), own_words(claim)
    at = text.find(own)
    if claim.concept == "equip_net" and at >= 0:
        named = list(_MACHINES.finditer(re.split("[。；;\n]", text[:at])[-1] + own))
        return bool(named) and named[-1]["numerical"] is not None
    if claim.concept != "equip_total" or at < 0 or _ALL_KINDS.search(own) or not _COUNTED.search(text[:at]):
        return False
    return _ANY_KIND.sub("", re.split(r"设备|装备|\d", own)[0]) != ""


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
