"""How sure the figures of statements are: what footings confirm, what recognition may have lost."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace

from extract.statements.footings import Verdict
from model.submission import Field, Trust

_CERTAIN, LIKELY, DOUBTFUL = 0.99, 0.97, 0.9
_SCANNED = 0.85
#: So many figures of a table, and this share of them, show that it is printed with two decimals.
_LEAST, _NEARLY, _CENTS = 4, 0.8, re.compile(r"[.。]\d{2}\)?$")
_NO_POINT = "同表其他数字都有两位小数，此处识别出的数字没有，小数点可能漏识，未用于核对。"
_ODD = "项目名称或数字的写法不规范，且没有勾稽关系可以印证，未用于核对。"


def doubt_lost_points(columns: Collection[dict[str, Field]]) -> None:
    """Takes the amount of figures without decimals where nearly all others have two: recognition lost the point."""
    told = [made.text for lines in columns for made in lines.values() if made.amount]
    if sum(bool(_CENTS.search(text)) for text in told) < max(_LEAST, _NEARLY * len(told)):
        return
    for lines in columns:
        for key, made in lines.items():
            if made.amount and made.amount.value and not re.search(r"[.。]", made.text):
                lines[key] = replace(made, amount=None, confidence=0.5, problem=_NO_POINT)


def weighed(line: str, made: Field, verdict: Verdict, scanned: bool) -> Field:
    """The field with the confidence that footings give it; without its amount where the column is not to be trusted."""
    if made.amount is None:
        return made
    moved = verdict.trust in (Trust.SHIFTED, Trust.SLIPPED)
    if moved or (verdict.trust is Trust.UNSURE and line not in verdict.confirmed):
        return replace(made, amount=None, confidence=0.5, problem=verdict.reason)
    if made.confidence == DOUBTFUL and not scanned and line not in verdict.confirmed:
        return replace(made, amount=None, confidence=0.5, problem=_ODD)
    if line in verdict.confirmed:
        return replace(made, confidence=_CERTAIN if made.confidence == LIKELY and not scanned else LIKELY)
    return replace(made, confidence=min(made.confidence, _SCANNED)) if scanned else made
