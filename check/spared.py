"""Lacks that are none of what a rule asks for: of what is kept beside the works, of one kind where another is used."""

from __future__ import annotations

import re
from collections.abc import Sequence

from check.case import Case
from check.lacking import Lack
from check.telling import Text, find_word, tell_texts

#: 老式手工台保留3个，仅用于样件: the lack is of what is kept beside.
KEPT = re.compile(
    r"(?:保留|留[有用下存]|另留)[^，,]{0,4}\d"
    r"|^[^，,]{0,2}(?:老式|旧式|旧有|备用|(?:手工|人工)[^，,]{0,6}(?:岗|工?位|台))"
)
#: 这类新技术, 新一代信息技术, 任何智能技术: all of them.
ALL_KINDS = re.compile(
    r"新一代|新(?:信息)?技术|任何|一[项种样个]也|(?:等|这[类些]|之类|此类)(?:的)?[^，,。；;]{0,6}?技术"
)
#: 称号2027年10月到期: what ends after the day of the book still holds.
_ENDS = re.compile(r"(20\d{2})年(?:(\d{1,2})月)?[^,，。;；]{0,6}到期")


def uses_another(case: Case, lack: Lack, at: int, things: re.Pattern[str], words: Sequence[str]) -> bool:
    """Whether the clauses from `at` on deny one kind alone of the `things` and the book affirms another of `words`."""
    clauses = lack.said.clauses[at : lack.index + 1]
    denied = {hit[0].casefold() for clause in clauses for hit in things.finditer(clause)}
    if not words or len(denied) != 1 or ALL_KINDS.search(lack.said.sentence):
        return False
    own = lack.said.text
    rest = own.text
    for clause in clauses:
        rest = rest.replace(clause, "")
    texts = [*(text for text in tell_texts(case) if text.text != own.text), Text(own.key, rest, own.place)]
    others = [word for word in words if word.casefold() not in denied]
    return find_word(texts, others, case.reference.lexicons) is not None


def runs_on(lack: Lack, day: str) -> bool:
    """Whether what is told to end does so after the day of the book only."""
    hit = _ENDS.search(lack.clause) if lack.kind == "lost" and day else None
    return hit is not None and f"{hit[1]}-{int(hit[2] or 12):02d}" >= day[:7]
