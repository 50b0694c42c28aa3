"""由96.2提高到98.5%, 由86人减到57, 12.4→9.8小时: of the two ends of a change one alone bears the unit of both."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from model.wording import FALL, FORMERLY, RISE

_VERB = rf"(?:{FALL}|{RISE}|调整|优化|改善|减|降|增|升|变|涨|跌|提|缩|砍|压)"
_BETWEEN = re.compile(
    rf"^\s*(?:{_VERB}(?:[至到为成]|达到)|→|⇒|->|—>)(?:(?:20\d\d年|现在|目前|如今|改造后|建设后)的?)?\s*$"
)
_TO = re.compile(r"^\s*[至到]\s*$")
_OPENED = re.compile(rf"(?P<word>由|从)(?:(?:{FORMERLY}|平均|20\d\d年)的?)?\s*$")
_CLOSED = re.compile(r"^\s*(?:[,，。;；、)）]|$)")


def lend_units(flat: str, matches: Sequence[re.Match[str]]) -> dict[int, re.Match[str]]:
    """The numbers (by place) without a unit of their own, each with its other end, which has one."""
    found: dict[int, re.Match[str]] = {}
    for index, (before, after) in enumerate(pairwise(matches)):
        if has_unit(before) == has_unit(after) or after.start() - before.end() > 16:
            continue
        gap = flat[before.end() : after.start()]
        opened = _OPENED.search(flat[max(0, before.start() - 12) : before.start()])
        if not (_BETWEEN.match(gap) or (opened and opened["word"] == "由" and _TO.match(gap))):
            continue
        if has_unit(after):
            if opened or "→" in gap:
                found[index] = after
        elif _CLOSED.match(flat[after.end() : after.end() + 2]):
            found[index + 1] = before
    return found


def has_unit(number: re.Match[str]) -> bool:
    return bool(number["unit"] or number["pct"] or number["scale"])
