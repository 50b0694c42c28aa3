"""P-14: 研发与工艺人员不足三十人 here, 研发与工艺人员37人 there: a hedged count on the wrong side of the exact one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from check.arithmetic.sentences import OWN
from check.case import Agreed, Answer, Case
from model.amount import Hedge
from model.finding import Severity
from model.submission import Claim

BELOW = (Hedge.BELOW, Hedge.AT_MOST)
OVER = (Hedge.OVER, Hedge.AT_LEAST)
#: The thing right before the hedge word and its number.
NOUN = re.compile(
    r"(?P<noun>[\u4e00-\u9fffA-Za-z]{4,14}?)(?:总数|数量|人数|合计|共有|共|已|就|都|均|约)*(?:不足|不到|未满|少于|不满|超过|超|逾|突破|不少于|不低于|达|多达|[\d一二两三四五六七八九十])"
)
LEAD = re.compile(r"^(?:.*(?:公司|企业|全厂|我们|目前|现有|共有|拥有|其中))")
#: Another day or another part of them.
OTHER = re.compile(r"计划|预计|目标|新增|每|单|人均|曾|原|前|初|占|首批|平均|高级|中级|硕士|博士|本科|专职|兼职")
#: Within this the round number of a hedge says nothing.
LEAST = 4


def find_hedged_counts(case: Case) -> Iterator[Answer]:
    """W; both of the company, in the same words, of no other year."""
    counts = [
        c
        for c in case.submission.claims
        if c.amount.count and c.scope in OWN and not c.relation and not c.planned and not OTHER.search(c.text)
    ]
    exact = [c for c in counts if c.amount.hedge is Hedge.NONE]
    for claim in counts:
        noun = noun_of(claim) if claim.amount.hedge in (*BELOW, *OVER) else ""
        same = [c for c in exact if noun and says(c, noun) and c.amount.unit == claim.amount.unit] if noun else []
        same = [c for c in same if c.place.path != claim.place.path]
        if not same or len({c.amount.value for c in same}) != 1:
            continue
        told = same[0]
        wrong = (
            told.amount.value >= claim.amount.value
            if claim.amount.hedge is Hedge.BELOW
            else told.amount.value > claim.amount.value
            if claim.amount.hedge in BELOW
            else told.amount.value < claim.amount.value
        )
        if not wrong:
            yield Agreed()
            continue
        yield case.finding(
            f"正文“{claim.text}”，与“{told.text}”不合，请核实。",
            claim,
            told,
            severity=Severity.W,
            expected=told.text,
            found=claim.text,
        )


def noun_of(claim: Claim) -> str:
    hit = NOUN.search(LEAD.sub("", claim.text))
    noun = hit["noun"] if hit else ""
    return noun if len(noun) >= LEAST else ""


def says(claim: Claim, noun: str) -> bool:
    """Whether the clause counts the very thing: its number right behind the noun, nothing narrower before it."""
    hit = re.search(rf"(?P<lead>[\u4e00-\u9fff]*){re.escape(noun)}(?:总数|数量|人数|合计|共有|共|为|有)*\d", claim.text)
    return hit is not None and (not hit["lead"] or LEAD.fullmatch(hit["lead"]) is not None)
