"""Changes: 由 a 减少至 b，降低 c% — two values and the percentage claimed beside them, if any."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extract.numbers import NumberSpan
from model.reference import Lexicons
from model.submission import Change, Passage

_VERBS = r"(?:减少|降低|下降|缩短|减|降|压缩|缩减|压减|提高|提升|增长|增加|上升|扩大|增|升|变|调整|优化|改善|变更|转变)"
_BETWEEN = re.compile(
    rf"^\s*(?:/[^\d,，。;；]{{1,4}}|每[^\d,，。;；]{{1,3}})?\s*(?:的[^\d,，。;；]{{0,6}})?(?P<verb>{_VERBS})?(?P<to>至|到|为|成|了)(?:现在的|目前的|如今的)?\s*$"
)
_FROM = re.compile(
    r"(?:由|从|自)(?:原来的|原先的|原有的|原来|原先|原|改造前的|建设前的|实施前的|之前的|过去的|改造前|建设前|实施前|平均|每[^\d,，。;；]{1,3})*\s*$"
)
_CLAIM_AFTER = re.compile(
    rf"^[^\d,，。;；%]{{0,6}}[,，;；(（]?\s*(?:即|相当于|共|累计|总体|整体|同比|平均|实际|合计|净|幅度)?(?:{_VERBS}|降幅|增幅|减幅|提升幅度|下降幅度)(?:了|约|达|为|近|超|超过|幅度|幅度达|达到|率为|率达|率|将近)*\s*$"
)
_CLAIM_BEFORE = re.compile(
    r"^\s*[,，(（:：]\s*(?:即|其中|具体)?(?:[\u4e00-\u9fff]{0,8})?(?:由|从|自)(?:原来的|原来|原)?\s*$"
)
_SUBJECT = re.compile(r"([\u4e00-\u9fffA-Za-z0-9/]{1,20})\s*$")


def find_changes(passage: Passage, spans: Sequence[NumberSpan], lexicons: Lexicons) -> Iterator[Change]:
    """Every pair before → after in the passage, with the claimed percentage right behind or right before it."""
    text = passage.text
    for index in range(len(spans) - 1):
        before, after = spans[index], spans[index + 1]
        middle = _BETWEEN.match(text[before.end : after.start])
        if not middle or before.amount.unit != after.amount.unit or before.amount.top or after.amount.top:
            continue
        opened = _FROM.search(text[: before.start])
        if not opened and middle["to"] == "了":
            continue
        if not opened and not middle["verb"]:
            continue
        claim = _claim_of(text, spans, index)
        verb = (middle["verb"] or "") + (_verb_near(text, claim, after) if claim else "")
        start = opened.start() if opened else before.start
        stop = max(after.end, claim.end if claim else 0)
        first = min(start, claim.start if claim else start)
        left = max((text.rfind(mark, 0, first) for mark in "。；;\n，,"), default=-1) + 1
        quote = text[left:stop].strip()
        subject = _SUBJECT.search(re.sub(r"[,，。;；、\s]+$", "", text[left:start]))
        clause = text[left:stop]
        yield Change(
            quote, subject[1] if subject else "", before.amount, after.amount, passage.place.quoting(quote),
            claim.amount if claim else None, _direction(verb, lexicons), middle["to"] != "了",
            passage.key.startswith(("improve_plan", "promote_plan")) or any(w in clause for w in lexicons.lists["planned"]),
        )  # fmt: skip


def _claim_of(text: str, spans: Sequence[NumberSpan], index: int) -> NumberSpan | None:
    """The percentage that states the change of the pair (index, index + 1)."""
    after = spans[index + 1]
    if index + 2 < len(spans):
        following = spans[index + 2]
        if following.amount.unit in ("%", "百分点", "倍") and _CLAIM_AFTER.match(text[after.end : following.start]):
            return following
    if index > 0:
        previous = spans[index - 1]
        if previous.amount.unit in ("%", "百分点", "倍") and _CLAIM_BEFORE.match(
            text[previous.end : spans[index].start]
        ):
            return previous
    return None


def _verb_near(text: str, claim: NumberSpan, after: NumberSpan) -> str:
    return text[max(0, claim.start - 8) : claim.start] if claim.start < after.start else text[after.end : claim.start]


def _direction(verb: str, lexicons: Lexicons) -> int:
    if any(word in verb for word in lexicons.lists["fall"]):
        return -1
    return 1 if any(word in verb for word in lexicons.lists["rise"]) else 0
