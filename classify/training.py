"""Weights: TF-IDF of character n-grams and the strengths of cues into linear models, learnt and calibrated here.

Measured against other models in `bench/scenes.py`: training on one writer's texts and testing on another's.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from classify.cues import CueTable
from classify.features import count_features, drop_disclaimers
from model.errors import BadData
from model.guide import Guide

STRENGTH = 20.0
"""Inverse regularisation of the logistic regressions; flat between 5 and 60."""

CUE_SCALE = 0.15
"""How long a cue's strength is against the n-grams' vector of length 1: from 0.3 on the cues drown the text."""

RARE = 2
"""An n-gram seen in fewer texts says nothing of another writer's text; leaving it out halves the file."""

SVM_SCALE = 4.0
"""Margins of the support vector machines are about a quarter as long as the regressions' log-odds."""

COUNT_SCALE = 1.5
"""What the naive Bayes counts weigh beside the two learnt models; flat between 1 and 3. On writers never seen the
three together err a third less than the two, mostly on texts that only hint."""

SMOOTHING = 0.1
"""Added to every count of the naive Bayes model, whose columns are first made as long as the middle one: the many
texts of none, each about something else, would otherwise be smoothed least and claim every unusual word."""

NAME_WEIGHT = 0.1
"""A bare name is worth a tenth of a text: enough to know every name, too little to outweigh the descriptions."""

DEAR = 2.0
"""How much worse a scene called none is than the other way round: reviewers read what is called a scene, anyway."""

DEFAULT_TEMPERATURE, DEFAULT_NONE_SHIFT = 1.0, -1.0
"""Used where the texts are too few to measure them."""


@dataclass(frozen=True)
class Weights:
    """`table` has a row per n-gram, then a row per column's cues, and one column per scenario, column 0 for none."""

    index: dict[str, int]
    idf: NDArray[np.float32]
    table: NDArray[np.float32]
    bias: NDArray[np.float32]
    cues: CueTable
    columns: dict[int, int]
    temperature: float = DEFAULT_TEMPERATURE
    none_shift: float = DEFAULT_NONE_SHIFT

    def vector(self, text: str) -> tuple[NDArray[np.intp], NDArray[np.float32]]:
        """(features, values): the known n-grams as a vector of length 1, then the cues; empty without either."""
        counts = count_features(text)
        known = sorted((self.index[gram], count) for gram, count in counts.items() if gram in self.index)
        at = np.array([place for place, _ in known], np.intp)
        values = (1 + np.log(np.array([count for _, count in known], np.float32))) * self.idf[at]
        unit = values / max(float(np.linalg.norm(values)), 1e-9)
        strengths = {self.columns[no]: value for no, value in self.cues.strengths(drop_disclaimers(text)).items()}
        places = np.array([len(self.idf) + column for column in strengths], np.intp)
        scaled = np.array(list(strengths.values()), np.float32) * CUE_SCALE
        return np.concatenate([at, places]), np.concatenate([unit, scaled]).astype(np.float32)

    def chances(self, text: str) -> NDArray[np.float64]:
        """Probabilities of all columns. A text without one known feature is none, for certain."""
        at, values = self.vector(text)
        if not len(at):
            return np.eye(1, len(self.bias)).ravel()
        scores: NDArray[np.float64] = (self.bias + values @ self.table[at]).astype(np.float64)
        return soften(scores[None, :], self.temperature, self.none_shift).ravel()


def soften(scores: NDArray[np.float64], temperature: float, none_shift: float) -> NDArray[np.float64]:
    """Probabilities from log-odds, row by row; `none_shift` is taken from column 0 first."""
    shifted = scores.copy()
    shifted[:, 0] -= none_shift
    shifted /= temperature
    powers = np.exp(shifted - shifted.max(axis=1, keepdims=True))
    chances: NDArray[np.float64] = powers / powers.sum(axis=1, keepdims=True)
    return chances


def fit(guide: Guide, rows: Sequence[Mapping[str, Any]]) -> Weights:
    """Weights learnt from the guide and from texts {"text", "no", "source"}.

    Raises BadData for a number outside the guide or when no text is of none.
    """
    columns = {0: 0} | {s.no: at for at, s in enumerate(guide.scenarios, 1)}
    if strange := {row["no"] for row in rows} - columns.keys():
        raise BadData("scenes", f"训练文本的场景编号不在指引中：{sorted(strange)}")
    if all(row["no"] for row in rows):
        raise BadData("scenes", "训练文本中没有“不属于任何典型场景”的例子（no = 0）")
    cues = CueTable.of_guide(guide)
    labels = np.array([columns[row["no"]] for row in rows])
    official = [(s.text, columns[s.no], 1.0) for s in guide.scenarios]
    official += [(name, columns[s.no], NAME_WEIGHT) for s in guide.scenarios for name in (s.name, *s.aliases)]
    counts = [count_features(text) for text in (*(row["text"] for row in rows), *(text for text, _, _ in official))]
    spread = Counter(gram for text in counts for gram in text)
    index = {gram: at for at, gram in enumerate(sorted(g for g, n in spread.items() if n >= RARE))}
    idf = np.array([np.log((1 + len(counts)) / (1 + spread[gram])) + 1 for gram in index], np.float32)
    width = len(columns)
    empty = np.zeros((len(index) + width, width), np.float32)
    blank = Weights(index, idf, empty, np.zeros(width, np.float32), cues, columns)
    vectors = [blank.vector(row["text"]) for row in rows]
    known = [blank.vector(text) for text, _, _ in official]
    known_labels = np.array([column for _, column, _ in official])
    known_worth = np.array([worth for _, _, worth in official])

    def learn(chosen: NDArray[np.intp]) -> Weights:
        worth = np.concatenate([np.ones(len(chosen)), known_worth])
        answers = np.concatenate([labels[chosen], known_labels])
        return _learn(blank, [vectors[i] for i in chosen] + known, answers, worth)

    everything = np.arange(len(rows))
    side = _halve(rows)
    outside = np.zeros((len(rows), width))
    for half in (0, 1):
        train, test = np.flatnonzero(side != half), np.flatnonzero(side == half)
        if not len(test) or 0 not in labels[train] or 0 not in labels[test]:
            return learn(everything)
        weights = learn(train)
        for i in test:
            at, values = vectors[i]
            outside[i] = weights.bias + values @ weights.table[at]
    temperature, none_shift = _calibrate(outside, labels)
    return replace(learn(everything), temperature=temperature, none_shift=none_shift)


Vector = tuple[NDArray[np.intp], NDArray[np.float32]]


def _learn(blank: Weights, vectors: list[Vector], labels: NDArray[np.intp], worth: NDArray[np.float64]) -> Weights:
    """For every column the mean of a balanced logistic regression and a balanced linear support vector machine, and
    the log-chances of multinomial naive Bayes beside them.

    All are linear, so together they are one table: nothing is paid when a text is judged.
    """
    from scipy.sparse import csr_matrix
    from sklearn.linear_model import LogisticRegression
    from sklearn.svm import LinearSVC
    from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

    starts = np.cumsum([0] + [len(at) for at, _ in vectors])
    matrix = csr_matrix(
        (np.concatenate([v for _, v in vectors]).astype(float), np.concatenate([at for at, _ in vectors]), starts),
        shape=(len(vectors), len(blank.table)),
    )
    table, bias = np.zeros_like(blank.table), np.zeros_like(blank.bias)
    for column in range(len(bias)):
        mine = labels == column
        balance = np.where(mine, worth.sum() / worth[mine].sum(), worth.sum() / worth[~mine].sum()) / 2
        regression = LogisticRegression(C=STRENGTH, solver="liblinear", max_iter=200, random_state=0)
        machine = LinearSVC(C=1.0, random_state=0, max_iter=3000)
        # One thread: the sums are too short to share, and on a busy machine waiting threads took minutes, not 3 s.
        with threadpool_limits(1):
            regression.fit(matrix, mine, sample_weight=worth * balance)
            machine.fit(matrix, mine, sample_weight=worth * balance)
        table[:, column] = (regression.coef_[0] + SVM_SCALE * machine.coef_[0]) / 2
        bias[column] = (regression.intercept_[0] + SVM_SCALE * machine.intercept_[0]) / 2
    table += COUNT_SCALE * _count(matrix, labels, worth, len(bias))
    return replace(blank, table=table, bias=bias)


def _count(matrix: Any, labels: NDArray[np.intp], worth: NDArray[np.float64], width: int) -> NDArray[np.float32]:
    """Log-chance of every feature in the texts of every column, against its mean over the scenarios; prior even."""
    mine = (labels[:, None] == np.arange(width)) * worth[:, None]
    sums = np.asarray(matrix.T @ mine)
    lengths = sums.sum(axis=0)
    sums = sums / lengths * np.median(lengths) + SMOOTHING
    logs = np.log(sums / sums.sum(axis=0))
    ratios: NDArray[np.float32] = (logs - logs[:, 1:].mean(axis=1, keepdims=True)).astype(np.float32)
    return ratios


def _halve(rows: Sequence[Mapping[str, Any]]) -> NDArray[np.intp]:
    """0 or 1 for each text, texts of one source on the same side: a half has not seen the other's writer."""
    sources = sorted({str(row.get("source", row.get("industry", ""))) for row in rows})
    side = {source: at % 2 for at, source in enumerate(sources)}
    return np.array([side[str(row.get("source", row.get("industry", "")))] for row in rows])


def _calibrate(scores: NDArray[np.float64], labels: NDArray[np.intp]) -> tuple[float, float]:
    """(temperature, none_shift) under which texts not learnt from were least surprising (log loss, scenes dear)."""
    grid = [(float(t), float(s)) for t in np.geomspace(0.3, 4, 26) for s in np.linspace(-6, 6, 49)]
    rows = np.arange(len(labels))
    worth = np.where(labels > 0, DEAR, 1.0)
    return min(grid, key=lambda pair: float(-worth @ np.log(soften(scores, *pair)[rows, labels] + 1e-12)))
