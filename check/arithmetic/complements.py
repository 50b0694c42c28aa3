"""A-11: a pass rate and a defect rate of one thing of which only one end makes up a hundred together."""

from __future__ import annotations

import re
from collections.abc import Iterator

from check.case import Answer, Case
from model.amount import Amount, Hedge
from model.finding import Severity
from model.submission import Claim
from model.text import half_width

#: 不良品减少八成 behind 合格率由96.2%提高到98.1%: how many fewer are bad follows from the two.
DEFECTS = re.compile(r"(?<!质量)(?:不良|不合格|次品|废品|残次)")
PASS = re.compile(r"合格率|良品率|良率|成品率|直通率")
#: Of something else than the bad ones themselves, or of one kind of them.
NOT_ALL_BAD = re.compile(r"损失|成本|投诉|返工|返修|流出|漏检|误判|其中|外观|尺寸|同比|工序|原料|来料|外协")
#: What both names say beside the rate itself.
STEM = re.compile(r"(?:一次|交检|交验|出厂|综合|平均|检验|试验|产品|成品|不良|不合格|合格|良|次|废|品|率)")
TAKEN = re.compile(r"一次|交检|交验|出厂|综合|检验|试验|成品")


def find_ends_not_complements(case: Case) -> Iterator[Answer]:
    """W: 合格率95.4%→98.3%, 不良率4.6%→2.7% of one thing: one end makes up a hundred, the other does not."""
    rates = [c for c in case.submission.changes if c.before.unit == c.after.unit == "%" and c.target and not c.planned]
    exact = [c for c in rates if c.before.hedge is Hedge.NONE and c.after.hedge is Hedge.NONE]
    bad = [c for c in exact if DEFECTS.search(c.subject) and not NOT_ALL_BAD.search(c.subject)]
    good = [c for c in exact if PASS.search(c.subject) and not DEFECTS.search(c.subject)]
    for one in bad:
        same = [c for c in good if is_same(one.subject, c.subject)]
        meets = [(is_whole(one.before, c.before), is_whole(one.after, c.after), c) for c in same]
        if not meets or any(first and last for first, last, _ in meets):
            continue
        odd = next((c for first, last, c in meets if first != last), None)
        if odd is None:
            continue
        yield case.finding(
            f"“{one.text}”与“{odd.text}”，前后两个时点只有一个合计为100%，请核实。",
            one,
            odd,
            severity=Severity.W,
            expected="合计100%",
            found=one.text,
        )


def is_same(one: str, other: str) -> bool:
    """Whether both name one thing (泵筒), or are taken at one inspection: 成品不良率 is not what 一次合格率 leaves."""
    stems = [STEM.sub("", name) for name in (one, other)]
    if all(stems):
        return stems[0] in stems[1] or stems[1] in stems[0]
    taken = [set(TAKEN.findall(name)) for name in (one, other)]
    return not any(stems) and (taken[0] == taken[1] or not all(taken))


def is_whole(bad: Amount, good: Amount) -> bool:
    return abs(bad.value + good.value - 100) <= max(bad.step, good.step) / 2


def words_of(claim: Claim) -> str:
    """折算成不良率，较改造前下降62%: the clause before names what fell."""
    return claim.text if DEFECTS.search(claim.text) else f"{claim.subject}，{claim.text}"


def is_worked_out(text: str, claim: Claim) -> bool:
    """折算成不良率，较改造前下降62%: the book itself says that the fall follows from the pass rate."""
    head = re.sub(r"\s", "", text).partition(re.sub(r"\s", "", claim.text))[0]
    return re.search(r"(?:折算|换算|推算|反推|倒推)[^。；;]*$", head + claim.text) is not None


def follows(text: str, first: str, then: str) -> bool:
    """Whether `then` stands right behind `first`, in one sentence."""
    flat, head, tail = (re.sub(r"\s", "", half_width(one)) for one in (text, first, then))
    at = flat.find(head)
    return at >= 0 and flat[at + len(head) :].lstrip(",，").startswith(tail)
