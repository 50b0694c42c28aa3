"""Evidence: the phrases of a text that spoke most for a scenario, for the reviewer to see."""

from __future__ import annotations

import numpy as np

from classify.features import count_features, drop_disclaimers, find_grams, fold
from classify.training import Weights

MOST = 5
"""As many phrases as a reviewer reads at a glance."""


def find_reasons(weights: Weights, text: str, column: int) -> tuple[str, ...]:
    """Up to five phrases of two or more characters, strongest first, in the spelling of the folded text."""
    folded = drop_disclaimers(fold(text))
    counts = count_features(text)
    at, values = weights.vector(counts)
    worth = dict(zip(at.tolist(), (values * weights.table[at, column]).tolist(), strict=True))
    heat = np.zeros(len(folded))
    for gram, start, end in find_grams(folded):
        heat[start:end] += worth.get(weights.index.get(gram, -1), 0.0) / counts[gram] / (end - start)
    if not heat.size or heat.max() <= 0:
        return ()
    warm = heat > heat.max() * 0.15
    phrases: dict[str, float] = {}
    start = 0
    for end in range(len(folded) + 1):
        if end < len(folded) and warm[end]:
            continue
        if end - start >= 2:
            phrase = folded[start:end]
            phrases[phrase] = phrases.get(phrase, 0.0) + float(heat[start:end].sum())
        start = end + 1
    return tuple(sorted(phrases, key=lambda phrase: -phrases[phrase])[:MOST])
