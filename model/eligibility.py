"""EligibilityRow: one condition of a carrier against what the book says."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from model.place import Place
from model.rule import Citation


class Verdict(StrEnum):
    """满足 · 不满足 · 未见证据."""

    MET = "met"
    NOT_MET = "not_met"
    NOT_EVIDENCED = "not_evidenced"


@dataclass(frozen=True, slots=True)
class EligibilityRow:
    """`stated`: what the book says (or why nothing could be found), `places` where; `required`: what the law asks."""

    rule: str
    title: str
    stated: str
    places: tuple[Place, ...]
    required: str
    verdict: Verdict
    citation: Citation
