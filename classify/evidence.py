"""Evidence: the phrases of a text that spoke for a scenario, for the reviewer to see, element by element."""

from __future__ import annotations

import re
from collections.abc import Collection

import numpy as np

from classify.cues import CueTable, Hit, fold_characters, widest
from classify.features import count_features, drop_disclaimers, find_grams, fold
from classify.training import Weights
from model.guide import ELEMENTS, Guide
from model.submission import Mark

MOST = 5
"""As many phrases as a reviewer reads at a glance."""

_EFFECT = re.compile(
    r"(?:由|从)[^，,。；;\n]{1,14}?(?:降|升|提高|提升|缩短|减少|增加|压缩|增至|变为)[^，,。；;\n]{0,10}?[\d一二三四五六七八九十百两]+[^，,。；;\n]{0,4}"
    r"|(?:降低|提高|提升|缩短|减少|增长|增加|节约|节省|下降|达到|达)[了到至约近]*\s*[\d.]+\s*(?:%|％|个?百分点|[万亿]?[元人台套个次小时天月年吨倍秒]|分钟)"
    r"|(?:降低|提高|提升|缩短|减少|下降)了?(?:[一二三四五六七八九]成|一半|百分之[一二三四五六七八九十百点]+)"
)
"""A measured effect, whichever scenario it belongs to."""


def find_marks(cues: CueTable, text: str, numbers: Collection[int]) -> tuple[Mark, ...]:
    """What `text` says for the elements of these scenarios, in its own spelling and order.

    A measured effect (由3天缩短到1天) speaks for 效果 of every one of them.
    """
    hits = [hit for hit in cues.find(text) if hit.no in numbers]
    effects = [(m.start(), m.end()) for m in _EFFECT.finditer(fold_characters(text))]
    hits += [Hit(start, end, "", no, "效果") for start, end in effects for no in numbers]
    return tuple(Mark(h.no, h.element, text[h.start : h.end], h.start, h.end) for h in widest(hits))


def find_missing(guide: Guide, no: int, marks: Collection[Mark]) -> tuple[str, ...]:
    """Elements that the definition of scenario `no` has and the text has no word for."""
    scenario = guide.numbered(no)
    said = {mark.element for mark in marks if mark.no == no}
    return tuple(element for element in ELEMENTS if element not in said and scenario.phrases(element))


def find_reasons(weights: Weights, text: str, column: int) -> tuple[str, ...]:
    """Up to five phrases of two or more characters, strongest first, in the spelling of the folded text."""
    folded = drop_disclaimers(fold(text))
    counts = count_features(text)
    at, values = weights.vector(text)
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
