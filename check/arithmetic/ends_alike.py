"""A-38 for changes: 合格率由95.2%提高到98.3% here, 由93.2%提高到98.3% there: one quantity, since it ends alike."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator
from itertools import combinations, product

from rapidfuzz import fuzz

from check.beside import Beside
from check.case import Agreed, Answer, Case
from model.amount import Amount, Hedge
from model.finding import Severity
from model.submission import Change

#: What may stand before one of two tellings and not before the other.
SIDES = re.compile(r"(?:改造|建设|实施|上线|投用)[前后]|目前|现在|原来?|由|从|平均|需要?|使|将")
#: What tells two things of one kind apart: 1号线 and 2号线, 粗加工 and 精加工.
TELLING = re.compile(r"[A-Za-z]+|\d+|[一二三四五六七八九十甲乙丙丁东西南北前后上下左右内外大小高低粗精进出冷热轻重]")
#: Whose quantity the longer name is: 供应商准时交付率 is not the firm's own 准时交付率.
OTHERS = re.compile(
    r"供应商|供方|客户|用户|承运商?|物流商|外协|外委|委外|分包|行业|同行|经销商?|来料|原料|子公司|竞品|上游|下游"
)
LEAST_NOUN = 3
#: fuzz.ratio from which two subjects are one.
ALIKE = 80
#: A subject with more changes than these is told place by place.
MOST = 4


def find_one_end_alike(case: Case) -> Iterator[Answer]:
    """W where one end, or the percentage beside it, is the same and the other end is not."""
    told: dict[str, dict[tuple[Amount, Amount], list[Change]]] = defaultdict(lambda: defaultdict(list))
    for change in case.submission.changes:
        subject = SIDES.sub("", change.subject)
        if change.target and not change.planned and is_exact(change) and len(subject) >= LEAST_NOUN:
            told[subject][change.before, change.after].append(change)
    beside, reported = Beside.of(case.submission), set[frozenset[tuple[Amount, Amount]]]()
    known = {subject: [same[0] for same in by.values()] for subject, by in told.items() if len(by) <= MOST}
    if any(len({c.place.path for c in same}) > 1 for subject in known for same in told[subject].values()):
        yield Agreed()
    pairs = (pair for subject in known for pair in combinations(known[subject], 2))
    others = (pair for a, b in name_alike(known) for pair in product(known[a], known[b]))
    for one, other in (*pairs, *others):
        values = frozenset({(one.before, one.after), (other.before, other.after)})
        ends = [meet(one.before, other.before), meet(one.after, other.after)]
        same_claim = one.claim is not None and one.claim == other.claim
        if one.before.unit != other.before.unit or values in reported or not (any(ends) or same_claim):
            continue
        if beside.are_rows({one.place.path, other.place.path}):
            continue
        if all(ends):
            yield Agreed()
            continue
        reported.add(values)
        yield case.finding(
            f"“{one.text}”与“{other.text}”所述为同一指标，两处前后数不一致，请核实。",
            one,
            other,
            severity=Severity.W,
            expected=one.text,
            found=other.text,
        )


def name_alike(subjects: Collection[str]) -> Iterator[tuple[str, str]]:
    """Pairs of subjects that name the same: one ends the other, or few letters differ and none that tells apart."""
    apart: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for subject in subjects:
        apart[tuple(TELLING.findall(subject))].append(subject)
        for start in range(1, len(subject) - LEAST_NOUN + 1):
            if (end := subject[start:]) in subjects and not OTHERS.search(subject[:start]):
                yield end, subject
    for alike in apart.values():
        for a, b in combinations(alike, 2):
            if not a.endswith(b) and not b.endswith(a) and fuzz.ratio(a, b, score_cutoff=ALIKE):
                yield a, b


def is_exact(change: Change) -> bool:
    return all(a.comparable and a.hedge is Hedge.NONE for a in (change.before, change.after))


def meet(a: Amount, b: Amount) -> bool:
    return a.claimed.meets(b.claimed)
