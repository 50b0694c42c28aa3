"""A-30, A-31: parts of a stated whole, and shares that should make up 100 %."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from check.arithmetic.sentences import Sentence, sentences
from check.case import Agreed, Answer, Case, NotChecked
from check.registry import rule
from check.show import show_plain
from model.amount import Hedge
from model.finding import Cause, Severity
from model.submission import Claim

WHOLE = re.compile(r"共|总|合计|全部|拥有|现有|全厂|全公司|在册|在岗|职工|员工")
PART = re.compile(r"其中|包括|分别|含")
#: A list that says it is complete.
CLOSED = re.compile(r"分别为|包括.{0,12}(?:两|二|三|四|五)(?:类|种|部分)|由.{0,20}(?:组成|构成)")
#: Properties that one machine may have together: 其中数控162台、联网165台.
TRAIT = re.compile(r"联网|接入|数控|自动|智能|采集|在线|数字|国产|进口|关键")
#: 技术人员60人，高级职称25人: the second is a part of the first, not its neighbour.
NESTED = re.compile(
    r"高级|中级|博士|硕士|本科|大专|学历|职称|技师|工程师|党员|女|青年|持证|其中[^，,、；]*其中|技术[^。]*研发|研发[^。]*技术"
)
#: Things of their own beside the whole: 典型场景10个，其中应用人工智能的4个，部署模型11个.
OTHER_THING = re.compile(r"模型|系统|平台|算法|软件|标准|专利|论文|著作权|课题|方案")
SHARE = re.compile(r"占|比重|比例|份额")
#: Several things may be true of one: 多选, each share against another whole.
OVERLAP = re.compile(r"率|覆盖|使用|采用|实现|完成|提升|提高|增长|下降|降低|同比|市场占有|以上学历")


@rule("A-30")
def find_parts_over_whole(case: Case) -> Iterator[Answer]:
    """Parts of the same unit behind 其中: more than the whole is E; less is W only where the list is closed."""
    looked = False
    for sentence in sentences(case):
        found = parts_of_whole(sentence)
        if found is None:
            continue
        whole, parts = found
        looked = True
        total, most = sum((p.amount.value for p in parts), Decimal(0)), whole.amount.value
        single = next((p for p in parts if p.amount.value > most), None)
        nested = NESTED.search(sentence.text) is not None or sum(TRAIT.search(p.text) is not None for p in parts) > 1
        if single is None and (nested or total <= most) and not (CLOSED.search(sentence.text) and total < most):
            yield Agreed()
            continue
        short = single is None and total < most
        said = "＋".join(show_plain(p.amount.value) for p in ([single] if single else parts))
        yield case.finding(
            f"“{whole.text}”，所列各部分{said}{'' if single else f'＝{show_plain(total)}'}{whole.amount.unit}，"
            f"{'少于' if short else '多于'}总数{show_plain(most)}{whole.amount.unit}，请核实。",
            whole,
            *parts,
            severity=Severity.W if short else None,
            expected=f"{show_plain(most)}{whole.amount.unit}",
            found=f"{show_plain(single.amount.value if single else total)}{whole.amount.unit}",
        )
    if not looked:
        raise NotChecked("正文没有“共有……其中……”一类的分项数字，未核对。", Cause.NOTHING)


def parts_of_whole(sentence: Sentence) -> tuple[Claim, list[Claim]] | None:
    """(the whole, its parts): exact counts of one unit, the whole before 其中 and the parts behind it."""
    spot = PART.search(sentence.text)
    if spot is None:
        return None
    counts = [c for c in sentence.claims if c.amount.count and c.amount.hedge is Hedge.NONE and not c.relation]
    before = [c for c in counts if sentence.text.find(c.text) + len(c.text) <= spot.start() + 1]
    behind = [c for c in counts if sentence.text.find(c.text) >= spot.start() - 1 and c not in before]
    if not before or not behind or not WHOLE.search(before[-1].text):
        return None
    whole = before[-1]
    parts = [c for c in behind if c.amount.unit == whole.amount.unit and c.period == whole.period]
    things = set(OTHER_THING.findall(whole.text))
    parts = [c for c in parts if not set(OTHER_THING.findall(c.text)) - things]
    return (whole, parts) if len(parts) >= 1 else None


@rule("A-31")
def find_shares_over_hundred(case: Case) -> Iterator[Answer]:
    """Three and more shares listed in one sentence: over 101 E; under 99 W where the list says it is complete."""
    looked = False
    for sentence in sentences(case):
        shares = [c for c in sentence.claims if is_share(c)]
        if len(shares) < 3 or OVERLAP.search(sentence.text) or any(len(c.operands) for c in shares):
            continue
        looked = True
        total = sum((c.amount.value for c in shares), Decimal(0))
        slack = max(Decimal(1), sum((c.amount.step / 2 for c in shares), Decimal(0)))
        over = total > 100 + slack
        under = total < 100 - slack and CLOSED.search(sentence.text)
        if not over and not under:
            yield Agreed()
            continue
        said = "＋".join(f"{show_plain(c.amount.value)}%" for c in shares)
        yield case.finding(
            f"“{sentence.text.strip()[:50]}”所列占比{said}＝{show_plain(total)}%，应为100%，请核实。",
            *shares,
            severity=None if over else Severity.W,
            expected="100%",
            found=f"{show_plain(total)}%",
        )
    if not looked:
        raise NotChecked("正文没有三项以上的占比列举，未核对。", Cause.NOTHING)


def is_share(claim: Claim) -> bool:
    plain = claim.amount.unit == "%" and claim.amount.hedge is Hedge.NONE
    return plain and (claim.relation == "share" or SHARE.search(claim.text) is not None)
