"""How well scenes are classified: learnt from some writers, tested on one never seen. `python -m bench.scenes`.

Writers differ, so a random split flatters; these figures do not. `--dev FILE.jsonl` tests a model of all files
there, by source. Beside every figure stand three baselines: nearest definition, rapidfuzz, the printed name.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from rapidfuzz import fuzz
from sklearn.feature_extraction.text import TfidfVectorizer

import corpora
from classify import SceneModel, judge_scene
from classify.features import count_letters, fold
from model.guide import Guide
from model.place import Place

Row = dict[str, Any]
Ranker = Callable[[Sequence[str]], list[tuple[list[int], bool]]]
"""Texts to (numbers of the three likeliest, is it none)."""

Answer = tuple[int, int, Row]
"""(true number, given number, the text's row); 0 is none."""

BATCHES = sorted((corpora.ROOT / "scenes").glob("*.jsonl"))


def rank_by_model(model: SceneModel) -> Ranker:
    return lambda texts: [
        ([c.no for c in w.candidates[:3]], w.none >= w.candidates[0].score) for w in model.weigh_many(texts)
    ]


def rank_by_definition(guide: Guide, learn: Sequence[Row]) -> Ranker:
    """Baseline: the official definition of the smallest character TF-IDF angle; none under a learnt threshold."""
    tfidf = TfidfVectorizer(analyzer="char", ngram_range=(1, 3), sublinear_tf=True)
    known = tfidf.fit_transform([fold(s.text) for s in guide.scenarios])
    return _cut(lambda texts: (tfidf.transform([fold(t) for t in texts]) @ known.T).toarray(), learn)


def rank_by_name(guide: Guide, learn: Sequence[Row]) -> Ranker:
    """Baseline: the official name that rapidfuzz finds most alike to a part of the text; none as above."""
    return _cut(
        lambda texts: np.array([[fuzz.partial_ratio(s.name, t) for s in guide.scenarios] for t in texts]), learn
    )


def rank_by_printed_name(guide: Guide) -> Ranker:
    """Baseline: the scenario whose official or former name stands in the text; none where no name does."""

    def rank(text: str) -> tuple[list[int], bool]:
        found = [(text.find(n), s.no) for s in guide.scenarios for n in (s.name, *s.aliases) if n in text]
        return [no for _, no in sorted(found)][:3], not found

    return lambda texts: [(numbers or [0], none) for numbers, none in map(rank, texts)]


def _cut(score: Callable[[Sequence[str]], Any], learn: Sequence[Row]) -> Ranker:
    """Ranks by score; none under the threshold that gets most of `learn` right."""

    def rank(texts: Sequence[str], threshold: float) -> list[tuple[list[int], bool]]:
        return [
            ([int(i) + 1 for i in np.argsort(-row, kind="stable")[:3]], bool(row.max() < threshold))
            for row in score(texts)
        ]

    known = score([row["text"] for row in learn])
    best, numbers = known.max(axis=1), np.array([row["no"] for row in learn])
    right = known.argmax(axis=1) + 1 == numbers
    threshold = max(np.unique(best), key=lambda cut: np.where(best < cut, numbers == 0, right).sum())
    return lambda texts: rank(texts, threshold)


def measure(ranker: Ranker, rows: Sequence[Row]) -> tuple[str, list[Answer]]:
    """One line of figures, and every (true, given, row)."""
    answers = ranker([row["text"] for row in rows])
    real = [(row["no"], top, none) for row, (top, none) in zip(rows, answers, strict=True) if row["no"]]
    strange = [none for row, (_, none) in zip(rows, answers, strict=True) if not row["no"]]
    given = [0 if none else top[0] for top, none in answers]
    right = sum(g == row["no"] for g, row in zip(given, rows, strict=True)) / len(rows)
    line = f"all {right:.3f}"
    if real:
        share = [sum(v) / len(real) for v in zip(*((t[0] == n, n in t, z) for n, t, z in real), strict=True)]
        line += " | top-1 {:.3f} top-3 {:.3f} false none {:.3f}".format(*share)
    if strange:
        line += f" | none recall {sum(strange) / len(strange):.3f} ({len(strange)})"
    return line, [(row["no"], g, row) for g, row in zip(given, rows, strict=True)]


def measure_scenarios(answers: Sequence[Answer]) -> str:
    """Found and right, in percent, for none (0) and every scenario: how many of its texts, how many of its answers."""
    cells = []
    for no in sorted({true for true, _, _ in answers}):
        mine = [given == no for true, given, _ in answers if true == no]
        said = [true == no for true, given, _ in answers if given == no]
        cells.append(f"{no}:{100 * np.mean(mine):.0f}/{100 * np.mean(said):.0f}" if said else f"{no}:0/-")
    return " ".join(cells)


def measure_chances(model: SceneModel, rows: Sequence[Row]) -> str:
    """Are the probabilities honest? Mean log loss, and accuracy per band of the first candidate's chance."""
    weighed = model.weigh_many([row["text"] for row in rows])
    loss = -np.mean(
        [np.log(max(w.chance(r["no"]) if r["no"] else w.none, 1e-4)) for w, r in zip(weighed, rows, strict=True)]
    )
    bands: dict[int, list[bool]] = {}
    for w, row in zip(weighed, rows, strict=True):
        sure, no = max((w.candidates[0].score, w.candidates[0].no), (w.none, 0))
        bands.setdefault(min(int(sure * 5), 4), []).append(no == row["no"])
    shown = " ".join(f"{b / 5:.1f}-:{np.mean(v):.2f}({len(v)})" for b, v in sorted(bands.items()))
    return f"log loss {loss:.3f}; right per band of chance {shown}"


def measure_verdicts(model: SceneModel, guide: Guide, rows: Sequence[Row]) -> str:
    """Verdicts where the declared name is true, false at random, and false but of the same link."""
    dice = random.Random(7)
    place = Place("", "")
    counts: dict[str, Counter[str]] = {"true": Counter(), "random": Counter(), "same link": Counter()}
    for row in rows:
        if not row["no"] or count_letters(row["text"]) < 20:
            continue
        true = guide.numbered(row["no"])
        others = [s for s in guide.scenarios if s.no != true.no]
        near = [s for s in others if s.link == true.link] or others
        for kind, named in (("true", true), ("random", dice.choice(others)), ("same link", dice.choice(near))):
            scene = judge_scene(named.link, named.name, row["text"], place, model, guide)
            counts[kind][scene.verdict] += 1
    return "; ".join(
        f"{kind}: " + " ".join(f"{v} {n / c.total():.3f}" for v, n in sorted(c.items())) for kind, c in counts.items()
    )


def read_samples() -> list[Row]:
    """The sample books' scene descriptions (附表1), with the scenario that each really describes."""
    truth = yaml.safe_load((corpora.ROOT / "samples" / "truth.yml").read_text(encoding="utf-8"))
    parts = ("application", "pain", "solution", "effect")
    rows = []
    for book in truth.values():
        for at, scene in enumerate(book.get("scenes") or [], 1):
            text = "\n".join(str(book["fields"].get(f"t1[{at}].{part}", "")) for part in parts).strip()
            if text and "true_no" in scene:
                rows.append({"text": text, "no": scene["true_no"], "scene": scene["scene"], "link": scene["link"]})
    return rows


def read(path: Path) -> list[Row]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


FOLDS = 5
"""Sources are tested in so many groups, each by a model that has seen none of its group."""


def print_source(name: str, model: SceneModel, guide: Guide, learn: Sequence[Row], test: Sequence[Row]) -> list[Answer]:
    """The model's figures on texts of one source beside the baselines'."""
    line, answers = measure(rank_by_model(model), test)
    print(f"== {name} ({len(test)})\nmodel        {line}")
    print("definition  ", measure(rank_by_definition(guide, learn), test)[0])
    print("rapidfuzz   ", measure(rank_by_name(guide, learn), test)[0])
    print("name in text", measure(rank_by_printed_name(guide), test)[0])
    print(measure_chances(model, test))
    return answers


def print_whole(answers: Sequence[Answer]) -> None:
    """Figures over all sources: accuracy, per scenario, the most frequent confusions."""
    print(f"right {np.mean([t == g for t, g, _ in answers]):.3f} of {len(answers)}")
    print("found/right per scenario, %:", measure_scenarios(answers))
    pairs = Counter((true, given) for true, given, _ in answers if true != given)
    print("confusions (true, given):", " ".join(f"{t}→{g}×{n}" for (t, g), n in pairs.most_common(14)))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dev", type=Path, nargs="*", default=[], metavar="FILE.jsonl")
    parser.add_argument("--misses", action="store_true", help="print every text that was classified wrongly")
    parser.add_argument("--quick", action="store_true", help="leave out the figures of sources learnt without")
    options = parser.parse_args()
    guide = corpora.load().guide
    batches = {path.stem: [r | {"source": path.stem} for r in read(path)] for path in BATCHES}
    everything = [row for rows in batches.values() for row in rows]
    names = sorted(batches)
    unseen: list[Answer] = []
    for part in range(0 if options.quick else FOLDS):
        tested = names[part::FOLDS]
        learn = [row for name in names if name not in tested for row in batches[name]]
        model = SceneModel.train(guide, learn)
        for name in tested:
            unseen += print_source(f"{name}, never seen", model, guide, learn, batches[name])
            print("verdicts", measure_verdicts(model, guide, batches[name]))
    if unseen:
        print("== all training sources, each by a model that has not seen it")
        print_whole(unseen)

    start = time.perf_counter()
    model = SceneModel.train(guide, everything)
    trained = time.perf_counter()
    texts = [row["text"] for row in everything]
    model.rank_many(texts)
    took = (time.perf_counter() - trained) / len(texts) * 1000
    print(f"== all files: {trained - start:.1f} s to train on {len(texts)}, {took:.2f} ms a text")
    samples = read_samples()
    misses = [answer for answer in unseen if answer[0] != answer[1]]
    misses += [a for a in print_source("sample books", model, guide, everything, samples) if a[0] != a[1]]
    for path in options.dev:
        rows = read(path)
        answers: list[Answer] = []
        for source in sorted({str(row.get("source", "")) for row in rows}):
            mine = [row for row in rows if str(row.get("source", "")) == source]
            answers += print_source(f"{path.name}: {source}", model, guide, everything, mine)
        print(f"== {path.name}, all sources\nmodel        {measure(rank_by_model(model), rows)[0]}")
        print(measure_chances(model, rows))
        print_whole(answers)
        misses += [answer for answer in answers if answer[0] != answer[1]]
    for row in samples:
        scene = judge_scene(row["link"], row["scene"], row["text"], Place("", ""), model, guide)
        top = scene.candidates[0]
        print("  ", scene.declared_scene, "->", scene.verdict, top.no, top.score, "true", row["no"])
    if options.misses:
        for true, given, row in misses:
            print(f"{true:2} as {given:2} {row['text']}")


if __name__ == "__main__":
    main()
