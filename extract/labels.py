"""Labels: which field of a form a printed cell announces, exactly or nearly (rapidfuzz)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz

from extract.text import core
from model.form import FieldSpec
from model.text import half_width, squash

NEAR = 88.0
_INLINE = re.compile(r"^(?P<label>[^:]{2,40}?)\s*:\s*(?P<value>.+)$", re.S)


@dataclass(frozen=True, slots=True)
class Hit:
    """A cell that announces fields: the possible specs, how sure (1.0 exact), and a value typed behind the label."""

    specs: tuple[FieldSpec, ...]
    score: float
    inline: str = ""


class LabelBook:
    """The labels of some fields, with lookup by printed text."""

    def __init__(self, specs: Iterable[FieldSpec]) -> None:
        self._by_core: dict[str, list[FieldSpec]] = {}
        self._groups: dict[str, tuple[str, ...]] = {}
        for spec in specs:
            for label in spec.labels:
                for name in {core(label), squash(label).replace("*", "").rstrip(":")}:
                    if spec not in self._by_core.setdefault(name, []):
                        self._by_core[name].append(spec)
            for name in spec.group:
                self._groups[core(name)] = spec.group

    def find(self, printed: str) -> Hit | None:
        """The fields whose label this text is, or None."""
        flat = squash(printed)
        if not flat or len(flat) > 120:
            return None
        name = core(printed)
        if specs := self._by_core.get(name) or self._by_core.get(flat):
            return Hit(tuple(specs), 1.0)
        inline = _INLINE.match(half_width(printed).strip())
        if inline and squash(inline["value"]) and (specs := self._by_core.get(core(inline["label"]))):
            return Hit(tuple(specs), 1.0, inline["value"])
        for known, specs in self._by_core.items():  # a label wholly in brackets, the answer right behind it
            if len(known) > 5 and flat.startswith(f"({known})") and len(flat) > len(known) + 2:
                return Hit(tuple(specs), 1.0, half_width(printed).strip().split(")", 1)[1])
        if len(name) < 4 or len(flat) > 60:
            return None
        best, best_score = None, NEAR
        for known in self._by_core:
            if len(known) >= 4 and abs(len(known) - len(name)) <= 4:
                score = fuzz.ratio(known, name, score_cutoff=best_score)
                if score > best_score or (best is None and score >= best_score):
                    best, best_score = known, score
        return Hit(tuple(self._by_core[best]), best_score / 100) if best else None

    def group(self, printed: str) -> tuple[str, ...] | None:
        """The group that this text names (法人代表/负责人, 联系人 …), or None."""
        return self._groups.get(core(printed)) if len(squash(printed)) <= 40 else None
