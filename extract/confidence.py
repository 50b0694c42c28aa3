"""Confidence: how sure a field is, as the product of what speaks for it. The weights are data."""

from __future__ import annotations

import re

from extract.answer import Answer
from extract.values import Value
from model.reference import ConfidenceWeights
from model.text import squash

_LIKELY = {
    "tel": re.compile(r"^\+?[\d()\-—－/、,;；转 ]{7,60}$"),
    "email": re.compile(r"^[^@\s]+@[^@\s]+\.[A-Za-z]{2,}"),
    "code": re.compile(r"[0-9A-Z]"),
}


def weigh(answer: Answer, value: Value, weights: ConfidenceWeights, page: float | None = None) -> float:
    """The confidence of a value: label × position × validity × source. `page`: the confidence of a page read by OCR."""
    label = float(min(answer.score, 1.0) ** weights.label_power)
    position = weights.position[answer.position]
    source = weights.source["text"] if page is None else min(page, weights.source["ocr"])
    return round(min(weights.ceiling, label * position * weights.value[_validity(answer, value)] * source), 3)


def _validity(answer: Answer, value: Value) -> str:
    if value.problem:
        return "problem"
    likely = _LIKELY.get(answer.spec.kind)
    return "ok" if likely is None or likely.search(squash(value.value)) else "unlikely"
