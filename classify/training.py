"""Weights: TF-IDF of character n-grams into one logistic regression per scenario, learnt and calibrated here.

Measured against other models in `bench/scenes.py`: training on one writer's texts and testing on another's.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from classify.features import count_features
from model.errors import BadData
from model.guide import Guide

STRENGTH = 20.0
"""Inverse regularisation of the logistic regressions; flat between 5 and 60."""

NAME_WEIGHT = 0.1
"""A bare name is worth a tenth of a text: enough to know every name, too little to outweigh the descriptions."""

DEFAULT_TEMPERATURE, DEFAULT_NONE_SHIFT = 0.7, 0.8
"""Used where the texts are too few to measure them."""


@dataclass(frozen=True)
class Weights:
    """`table` has one row per feature and one column per scenario, column 0 for none."""

    index: dict[str, int]
    idf: NDArray[np.float32]
    table: NDArray[np.float32]
    bias: NDArray[np.float32]
    temperature: float = DEFAULT_TEMPERATURE
    none_shift: float = DEFAULT_NONE_SHIFT

    def vector(self, counts: Counter[str]) -> tuple[NDArray[np.intp], NDArray[np.float32]]:
        """(features, values) of a text as a vector of length 1; both empty where no feature is known."""
        known = sorted((self.index[gram], count) for gram, count in counts.items() if gram in self.index)
        at = np.array([place for place, _ in known], np.intp)
        values = (1 + np.log(np.array([count for _, count in known], np.float32))) * self.idf[at]
        unit: NDArray[np.float32] = (values / max(float(np.linalg.norm(values)), 1e-9)).astype(np.float32)
        return at, unit

    def scores(self, counts: Counter[str]) -> NDArray[np.float64]:
        """Raw log-odds of every column."""
        at, values = self.vector(counts)
        scores: NDArray[np.float64] = (self.bias + values @ self.table[at]).astype(np.float64)
        return scores

    def chances(self, counts: Counter[str]) -> NDArray[np.float64]:
        """Probabilities of all columns. A text without one known feature is none, for certain."""
        if not any(gram in self.index for gram in counts):
            return np.eye(1, len(self.bias)).ravel()
        return soften(self.scores(counts)[None, :], self.temperature, self.none_shift).ravel()


def soften(scores: NDArray[np.float64], temperature: float, none_shift: float) -> NDArray[np.float64]:
    """Probabilities from log-odds, row by row; `none_shift` is taken from column 0 first."""
    shifted = scores.copy()
    shifted[:, 0] -= none_shift
    shifted /= temperature
    powers = np.exp(shifted - shifted.max(axis=1, keepdims=True))
    chances: NDArray[np.float64] = powers / powers.sum(axis=1, keepdims=True)
    return chances


def fit(guide: Guide, rows: Sequence[Mapping[str, Any]]) -> Weights:
    """Weights learnt from the guide and from texts {"text", "no", "industry"}.

    Raises BadData for a number outside the guide or when no text is of none.
    """
    columns = {0: 0} | {s.no: at for at, s in enumerate(guide.scenarios, 1)}
    if strange := {row["no"] for row in rows} - columns.keys():
        raise BadData("scenes", f"训练文本的场景编号不在指引中：{sorted(strange)}")
    if all(row["no"] for row in rows):
        raise BadData("scenes", "训练文本中没有“不属于任何典型场景”的例子（no = 0）")
    counts = [count_features(row["text"]) for row in rows]
    labels = np.array([columns[row["no"]] for row in rows])
    official = [(s.text, columns[s.no], 1.0) for s in guide.scenarios]
    official += [(name, columns[s.no], NAME_WEIGHT) for s in guide.scenarios for name in (s.name, *s.aliases)]
    base = [count_features(text) for text, _, _ in official]
    base_labels = np.array([column for _, column, _ in official])
    base_weights = np.array([weight for _, _, weight in official])

    def learn(chosen: NDArray[np.intp]) -> Weights:
        worth = np.concatenate([np.ones(len(chosen)), base_weights])
        return _learn([counts[i] for i in chosen] + base, np.concatenate([labels[chosen], base_labels]), worth)

    half = _halve(rows)
    outside = np.zeros((len(rows), len(columns)))
    for side in (0, 1):
        train, test = np.flatnonzero(half != side), np.flatnonzero(half == side)
        if not len(test) or 0 not in labels[train] or 0 not in labels[test]:
            return learn(np.arange(len(rows)))
        weights = learn(train)
        outside[test] = [weights.scores(counts[i]) for i in test]
    temperature, none_shift = _calibrate(outside, labels)
    return replace(learn(np.arange(len(rows))), temperature=temperature, none_shift=none_shift)


def _learn(counts: list[Counter[str]], labels: NDArray[np.intp], worth: NDArray[np.float64]) -> Weights:
    """One balanced logistic regression per column over TF-IDF vectors (smooth idf, 1 + log tf, length 1)."""
    from scipy.sparse import csr_matrix
    from sklearn.linear_model import LogisticRegression
    from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

    spread = Counter(gram for text in counts for gram in text)
    index = {gram: at for at, gram in enumerate(sorted(spread))}
    idf = np.array([np.log((1 + len(counts)) / (1 + spread[gram])) + 1 for gram in index], np.float32)
    width = int(labels.max()) + 1
    weights = Weights(index, idf, np.zeros((len(index), width), np.float32), np.zeros(width, np.float32))
    vectors = [weights.vector(text) for text in counts]
    starts = np.cumsum([0] + [len(at) for at, _ in vectors])
    matrix = csr_matrix(
        (np.concatenate([v for _, v in vectors]).astype(float), np.concatenate([at for at, _ in vectors]), starts),
        shape=(len(counts), len(index)),
    )
    for column in range(width):
        mine = labels == column
        balance = np.where(mine, worth.sum() / worth[mine].sum(), worth.sum() / worth[~mine].sum()) / 2
        machine = LogisticRegression(C=STRENGTH, solver="liblinear", max_iter=200, random_state=0)
        # One thread: the sums are too short to share, and on a busy machine waiting threads took minutes, not 3 s.
        with threadpool_limits(1):
            machine.fit(matrix, mine, sample_weight=worth * balance)
        weights.table[:, column] = machine.coef_[0]
        weights.bias[column] = machine.intercept_[0]
    return weights


def _halve(rows: Sequence[Mapping[str, Any]]) -> NDArray[np.intp]:
    """0 or 1 for each text, texts of one industry on the same side: a half has not seen the other's words."""
    industries = sorted({str(row.get("industry", "")) for row in rows})
    side = {industry: at % 2 for at, industry in enumerate(industries)}
    return np.array([side[str(row.get("industry", ""))] for row in rows])


def _calibrate(scores: NDArray[np.float64], labels: NDArray[np.intp]) -> tuple[float, float]:
    """(temperature, none_shift) under which texts not learnt from were least surprising (log loss)."""
    grid = [(float(t), float(s)) for t in np.geomspace(0.25, 3, 26) for s in np.linspace(-1, 3, 21)]
    rows = np.arange(len(labels))
    return min(grid, key=lambda pair: -np.log(soften(scores, *pair)[rows, labels] + 1e-12).mean())
