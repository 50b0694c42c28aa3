"""How well numbers in prose are read: annotated sentences against the claims. `python -m bench.claims`.

Prints the speed in characters a second and, for the development and the held-out sentences: precision, recall and F1
of value+unit (the number was found) and of value+unit+concept+period, and the share of found numbers whose further
parts are right. `--errors` lists what differs on the development sentences.
"""

from __future__ import annotations

import argparse
import re
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

import corpora
from extract.claims import ClaimReader
from extract.numbers import NumberReader
from model.place import Place
from model.submission import Claim, Passage

FOLDER = Path(__file__).parent.parent / "tests" / "extract" / "claims"
PARTS = ("concept", "period", "scope", "relation", "direction", "planned", "hedge")
_EXPECTED = re.compile(
    r"^(?P<concept>\S+) (?P<low>-?[\d.]+(?:e\d+)?)(?:~(?P<high>[\d.]+))?(?P<unit>[^\s\d]\S*|)(?P<more>(?: \S+)*)$"
)


@dataclass(frozen=True, slots=True)
class Expected:
    """One annotated claim; the same facts of a read one."""

    value: Decimal
    top: Decimal | None
    unit: str
    concept: str
    period: str
    scope: str
    relation: str
    direction: int
    planned: bool
    hedge: str

    @property
    def number(self) -> tuple[Decimal, Decimal | None, str]:
        return self.value, self.top, self.unit


def read_expected(line: str) -> Expected:
    """`revenue 1.2e8元 p=2024 s=company up plan` → Expected; ValueError for a line of another shape."""
    match = _EXPECTED.match(line)
    if match is None:
        raise ValueError(line)
    words = match["more"].split()
    named = dict(word.split("=", 1) for word in words if "=" in word)
    flags = {word for word in words if "=" not in word}
    relation = (
        "change" if flags & {"up", "down", "by"} else "ratio" if "x" in flags else "share" if "share" in flags else ""
    )
    top = Decimal(match["high"]) if match["high"] else None
    concept = "" if match["concept"] == "-" else match["concept"]
    return Expected(
        Decimal(match["low"]), top, match["unit"], concept, named.get("p", ""), named.get("s", ""), relation,
        1 if "up" in flags else -1 if "down" in flags else 0, "plan" in flags, named.get("h", "range" if top else ""),
    )  # fmt: skip


def as_expected(claim: Claim) -> Expected:
    amount = claim.amount
    hedge = "" if amount.hedge_word == "达到" else str(amount.hedge)
    direction = claim.direction if claim.relation == "change" else 0
    return Expected(
        amount.value, amount.top, amount.unit, claim.concept, claim.period, claim.scope, claim.relation, direction,
        claim.planned, hedge,
    )  # fmt: skip


def load_rows(*names: str) -> Iterator[dict[str, Any]]:
    for name in names:
        for path in sorted(FOLDER.glob(name)):
            yield from yaml.safe_load(path.read_text(encoding="utf-8"))


def align(wanted: Sequence[Expected], got: Sequence[Expected]) -> list[tuple[Expected, Expected]]:
    """Pairs of equal number and unit, in order of best agreement of the rest."""
    pairs, free = [], list(got)
    for want in wanted:
        same = [g for g in free if g.number == want.number]
        if same:
            best = max(same, key=lambda g: sum(getattr(g, part) == getattr(want, part) for part in PARTS))
            free.remove(best)
            pairs.append((want, best))
    return pairs


class Score:
    """Counts over many texts."""

    def __init__(self) -> None:
        self.wanted = self.got = self.found = self.core = 0
        self.parts: Counter[str] = Counter()

    def add(self, wanted: Sequence[Expected], got: Sequence[Expected]) -> list[tuple[Expected, Expected]]:
        pairs = align(wanted, got)
        self.wanted += len(wanted)
        self.got += len(got)
        self.found += len(pairs)
        for want, one in pairs:
            self.core += (want.concept, want.period) == (one.concept, one.period)
            self.parts.update(part for part in PARTS if getattr(want, part) == getattr(one, part))
        return pairs

    def f1(self, hits: int) -> tuple[float, float, float]:
        precision, recall = hits / max(1, self.got), hits / max(1, self.wanted)
        return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)

    def table(self, name: str, texts: int) -> str:
        lines = [f"{name}: {texts} texts, {self.wanted} claims"]
        for label, hits in (("value+unit", self.found), ("value+unit+concept+period", self.core)):
            precision, recall, f1 = self.f1(hits)
            lines.append(f"  {label:<26} P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}")
        shares = "  ".join(f"{part} {self.parts[part] / max(1, self.found):.3f}" for part in PARTS)
        return "\n".join([*lines, f"  of found numbers right:     {shares}"])


def measure(rows: Sequence[dict[str, Any]], readers: dict[int | None, ClaimReader], errors: bool = False) -> Score:
    """Scores the rows; `readers` by year of report."""
    score = Score()
    for row in rows:
        wanted = [read_expected(line) for line in row["c"]]
        passage = Passage(row.get("k", "scheme_text"), row["t"], Place("书.docx", "para1"))
        claims, _ = readers[row.get("y")].read([passage])
        got = [as_expected(claim) for claim in claims]
        pairs = score.add(wanted, got)
        core = [
            (w, g)
            for w, g in pairs
            if (w.concept, w.period, w.scope, w.relation, w.direction, w.planned)
            != (g.concept, g.period, g.scope, g.relation, g.direction, g.planned)
        ]
        missed = [w for w in wanted if w not in [p[0] for p in pairs]]
        extra = [g for g in got if g not in [p[1] for p in pairs]]
        if errors and (core or missed or extra):
            print(row["t"])
            for w in missed:
                print("   MISSED", short(w))
            for g in extra:
                print("   EXTRA ", short(g))
            for w, g in core:
                print("   WANT  ", short(w), "\n   GOT   ", short(g))
    return score


def short(one: Expected) -> str:
    number = f"{one.value}" + (f"~{one.top}" if one.top is not None else "") + one.unit
    more = f"p={one.period} s={one.scope} {one.relation} {one.direction} {'plan' if one.planned else ''} h={one.hedge}"
    return f"{one.concept or '-'} {number} {more}"


def make_readers(years: Sequence[int | None] = (None, 2024, 2025, 2026)) -> dict[int | None, ClaimReader]:
    lexicons = corpora.load().lexicons
    return {year: ClaimReader(lexicons, NumberReader(lexicons), year) for year in years}


def measure_speed(reader: ClaimReader, size: int = 200_000) -> float:
    """Characters a second over about `size` characters of the annotated texts, joined to paragraphs of five."""
    texts = [row["t"] for row in load_rows("dev_*.yml", "held_out*.yml")]
    paragraphs = ["".join(texts[at : at + 5]) for at in range(0, len(texts), 5)]
    place = Place("书.docx", "para1")
    passages = [Passage("scheme_text", text, place) for text in paragraphs]
    passages *= max(1, size // sum(map(len, paragraphs)))
    reader.read(passages[:5])
    start = time.perf_counter()
    reader.read(passages)
    return sum(len(p.text) for p in passages) / (time.perf_counter() - start)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--errors", action="store_true", help="list what differs on the development sentences")
    parser.add_argument("--only", help="one file of the folder")
    options = parser.parse_args()
    readers = make_readers()
    if options.only:
        rows = list(load_rows(options.only))
        print(measure(rows, readers, options.errors).table(options.only, len(rows)))
        return
    print(f"speed: {measure_speed(readers[None]):,.0f} characters a second on one core")
    for name, pattern in (("development", "dev_*.yml"), ("held out", "held_out*.yml")):
        rows = list(load_rows(pattern))
        print(measure(rows, readers, options.errors and name == "development").table(name, len(rows)))


if __name__ == "__main__":
    main()
