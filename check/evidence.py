"""What a rule points at: cells, sentences and places, the name of their spot, and whether their digits may be used."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from typing import TypeGuard

from check.show import WAN
from model.amount import Amount
from model.place import Place
from model.submission import Blank, Change, Claim, Field, Passage, Scene

#: Below this confidence a digit may be a reading error: findings on it stay at W (crosschecks.md §1).
SURE = 0.9

Evidence = Place | Field | Blank | Passage | Claim | Change | Scene


def places_of(evidence: Iterable[Evidence]) -> tuple[Place, ...]:
    """Where the evidence stands, each place once."""
    return tuple(dict.fromkeys(e if isinstance(e, Place) else e.place for e in evidence))


def legible(field: Field | None) -> bool:
    """Whether a cell holds a number that may be reckoned with: not one picked from misread signs (40UU)."""
    return field is not None and field.amount is not None and not (field.problem and field.confidence < SURE)


def stated_amounts(field: Field) -> tuple[Amount, ...]:
    """The number of a field and of its rivals (a parent's and a group's statement may both be attached)."""
    if field.amount is None:
        return ()
    found = [field.amount]
    for rival in field.rivals:
        if re.fullmatch(r"-?\d+(?:\.\d+)?", rival.value):
            factor = WAN if field.unit == "万元" else 1
            found.append(replace(field.amount, value=Decimal(rival.value) * factor))
    return tuple(found)


def has_digits(evidence: Evidence) -> TypeGuard[Field | Claim | Change]:
    """Whether the evidence is a number or a code: a misread digit makes another one of it."""
    match evidence:
        case Field():
            dated = bool(evidence.place.picture) and any(sign.isdigit() for sign in evidence.value)
            return evidence.amount is not None or evidence.kind in ("code", "uscc") or dated
        case Claim() | Change():
            return True
    return False


def spot(evidence: Evidence) -> str:
    """The name under which findings on the same spot are folded: the field key, or path and words of a sentence."""
    match evidence:
        case Field() | Blank() | Passage():
            return evidence.key
        case Claim() | Change():
            return f"{evidence.place.path}“{evidence.text}”"
    return ""
