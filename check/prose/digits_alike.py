"""P-12 by the digits: two sums of one thing differ by a power of ten alone (38.62亿元 and 38,620万元)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from check.beside import Beside
from check.case import Answer, Case
from check.evidence import Evidence
from check.once import split_sentences
from check.show import show_amount
from model.finding import Severity
from model.submission import Claim

#: What both must be sums of.
NOUNS = (
    "投资", "营业收入", "销售收入", "销售额", "产值", "总资产", "资产总额", "净资产", "利润", "税", "研发", "成本",
    "负债", "注册资本", "合同",
)  # fmt: skip
#: A part of the whole may well be a tenth of it, and what one of them costs.
PART = re.compile(
    r"其中|一期|二期|三期|首期|前期|每年|年均|每台|每套|单台|单套|人均|占|节约|节省|降低|减少|增加|新增|下降|提高|增长|补贴|补助|分摊"
)
POWERS = tuple(Decimal(10) ** n for n in (1, 2, 3, 4))
#: Digits that two unlike sums hardly have in common.
LEAST_DIGITS = 4
#: 总盘子9.86亿元: the whole of the works in another word, told apart by three digits already.
TOTAL, TOTAL_DIGITS = re.compile(r"总(?:投资|盘子?|概算|预算|造价|投入|额)"), 3


@dataclass(frozen=True, slots=True)
class Sum:
    value: Decimal
    said: str
    nouns: frozenset[str]
    spot: Evidence


def find_digits_alike(case: Case) -> Iterator[Answer]:
    """E where one of the two is a cell of the form, W between two sentences."""
    by_digits: dict[str, list[Sum]] = defaultdict(list)
    for one in sums_of(case):
        digits = str(one.value.normalize().scaleb(0)).replace(".", "").strip("0").split("E")[0]
        whole = "投资" in one.nouns and (not isinstance(one.spot, Claim) or is_total(one))
        if len(digits) >= (TOTAL_DIGITS if whole else LEAST_DIGITS):
            by_digits[digits].append(one)
    for digits, alike in by_digits.items():
        pairs = (
            (one, other)
            for at, one in enumerate(alike)
            for other in alike[at + 1 :]
            if one.nouns & other.nouns
            and (len(digits) >= LEAST_DIGITS or any(map(is_total, (one, other))))
            and max(one.value, other.value) / min(one.value, other.value) in POWERS
        )
        if pair := next(pairs, None):
            one, other = pair
            cell = not isinstance(one.spot, Claim) or not isinstance(other.spot, Claim)
            times = int(max(one.value, other.value) / min(one.value, other.value))
            yield case.finding(
                f"“{one.said}”与“{other.said}”数字相同而相差{times}倍，疑为单位之误，请核实单位。",
                one.spot,
                other.spot,
                severity=None if cell else Severity.W,
                tags=("unit",),
                expected=one.said,
                found=other.said,
            )


def sums_of(case: Case) -> Iterator[Sum]:
    texts = Beside.of(case.submission).texts
    for field in case.submission.fields:
        own = field.amount and field.amount.unit == "元" and not re.match(r"(?:bs|is|cf|gs_\d+|fj_\d+)\.", field.key)
        if own and field.amount and field.amount.value > 0:
            label = case.label(field.key)
            yield Sum(field.amount.value, f"{label}{show_amount(field.amount.value, '元')}", nouns_in(label), field)
    for claim in case.submission.claims:
        if claim.amount.unit != "元" or claim.amount.value <= 0 or claim.relation or not claim.amount.comparable:
            continue
        around = next((s for s in split_sentences(texts.get(claim.place.path, "")) if claim.text in s), claim.text)
        clause = next((c for c in re.split(r"[，、；]|,(?!\d{3})", around) if claim.text in c), claim.text)
        if not PART.search(claim.text) and not PART.search(clause):
            yield Sum(claim.amount.value, claim.text, nouns_in(clause), claim)


def is_total(one: Sum) -> bool:
    return isinstance(one.spot, Claim) and TOTAL.search(one.said) is not None


def nouns_in(text: str) -> frozenset[str]:
    found = frozenset(noun for noun in NOUNS if noun in text)
    return found | {"投资"} if re.search(r"总(?:盘子?|概算|造价)", text) else found
