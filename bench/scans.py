"""How well scans are read: `python -m bench.scans [--pages tuning|held] [--folder DIR]`.

Pages of PDFs with text are worn like scans (tests/scans.py) and read by recognition; the text reader's page is the
truth. Printed: character accuracy on table cells, cells with right spans, tick marks, characters outside tables,
CPU seconds a page, and the floor: what bare recognition (finding text, reading its lines) costs on the same pages.
"""

from __future__ import annotations

import argparse
import multiprocessing
import re
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from rapidfuzz.distance import Levenshtein

from ingest.pdf.layout import Layout, lay_out
from ingest.pdf.pdfium import Pdfium
from ingest.pdf.shapes import Back, Matrix
from ingest.scan.back import carry_box
from model.place import Box
from model.text import squash
from tests.scans import Seal, Wear, print_page, wear

SAMPLES = Path(__file__).parents[1] / "corpora" / "samples" / "batch"
_MARKS = re.compile(r"[□☑■√✓☒○●]")

#: (wear, seals) for page after page; the held-out list was written before anything was measured and never tuned on.
TUNING = (
    Wear(angle=0.7, noise=9, jpeg=78, blur=0.6),
    Wear(angle=-1.6, noise=5, jpeg=65, shade=0.25, holes=True),
    Wear(dpi=150, angle=0.3, noise=6, jpeg=75),
    Wear(dpi=300, angle=-0.5, noise=10, jpeg=85, paper=225),
    Wear(angle=1.1, seals=(Seal("bright", 0.7, 0.3),)),
    Wear(angle=0.2, seals=(Seal("pale", 0.4, 0.55), Seal("dark", 0.75, 0.75, 22, True))),
    Wear(turn=1, angle=0.4, noise=7),
    Wear(turn=2, angle=-0.8, seals=(Seal("orange", 0.3, 0.4),)),
    Wear(bilevel=True, angle=0.5, noise=4),
    Wear(angle=-0.3, paper=215, shade=0.3, noise=8, jpeg=60),
)
HELD = (
    Wear(angle=1.9, noise=8, jpeg=70, blur=0.7, seals=(Seal("violet", 0.55, 0.35, 42),)),
    Wear(dpi=150, angle=-1.2, noise=7, jpeg=70, holes=True),
    Wear(turn=3, angle=0.9, noise=9, jpeg=85, seals=(Seal("dark", 0.5, 0.5, 38),)),
    Wear(dpi=240, angle=-0.4, shade=0.35, noise=6, jpeg=62),
    Wear(
        angle=0.05, paper=205, noise=10, jpeg=75,
        seals=(Seal("pink", 0.35, 0.25, 40), Seal("bright", 0.8, 0.6, 18, True)),
    ),
    Wear(turn=2, angle=-1.5, blur=0.8, noise=5, jpeg=80),
    Wear(dpi=300, bilevel=True, angle=0.8),
)  # fmt: skip


@dataclass(slots=True)
class Score:
    """Counts of one page."""

    name: str
    seconds: float = 0.0
    floor: float = 0.0
    cells: int = 0
    spans: int = 0
    characters: int = 0
    wrong: int = 0
    marks: int = 0
    marks_wrong: int = 0
    prose: int = 0
    prose_wrong: int = 0
    seals: int = 0
    seals_found: int = 0
    misses: list[str] = field(default_factory=list)


def pages_of(folder: Path, wears: Sequence[Wear], most: int) -> Iterator[tuple[Path, int, Wear, int]]:
    """Pages with tables of every text PDF below a folder, each with the next wear."""
    jobs = []
    for pdf in sorted(folder.rglob("*.pdf")):
        document = Pdfium(pdf, pdf.name)
        try:
            for index in range(document.page_count):
                raw = document.page(index)
                if len(raw.chars) > 150 and (raw.across or index % 3 == 0):
                    jobs.append((pdf, index))
        finally:
            document.close()
    step = max(1, len(jobs) // most)
    for number, (pdf, index) in enumerate(jobs[::step][:most]):
        yield pdf, index, wears[number % len(wears)], number


def measure(job: tuple[Path, int, Wear, int]) -> Score:
    """Reads one worn page and compares."""
    from ingest.scan import engine
    from ingest.scan.page import read_page
    from ingest.scan.render import Pixels

    pdf, index, how, seed = job
    score = Score(f"{pdf.stem}#{index + 1} {how}")
    document = Pdfium(pdf, pdf.name)
    truth = lay_out(document.page(index))
    document.close()
    worn, matrix = wear(print_page(pdf, index, how.dpi), how, seed)
    wide, high = (round(side * 200 / how.dpi) for side in worn.size)
    rgb = np.asarray(worn.convert("RGB").resize((wide, high)), np.uint8)
    pixels = Pixels(rgb, 200, wide * 0.36, high * 0.36)
    engine.ready()
    spent = time.process_time()
    raw = read_page(pixels, 1)
    score.seconds = time.process_time() - spent
    found = lay_out(raw)
    assert raw.scan is not None
    spent = time.process_time()
    gray = np.ascontiguousarray(rgb.mean(axis=2).astype(np.uint8))
    engine.read_strips([gray[y0:y1, x0:x1] for x0, y0, x1, y1 in engine.find_text(gray)[0]])
    score.floor = time.process_time() - spent
    _compare(score, truth, found, matrix, raw.scan.back)
    score.seals, score.seals_found = len(how.seals), sum(
        any(abs((b[0] + b[2]) / 2 - x) < 20 and abs((b[1] + b[3]) / 2 - y) < 20 for b in raw.scan.seals)
        for s in how.seals for x, y in [_carried_middle(s, truth, matrix)]
    )  # fmt: skip
    return score


def _carried_middle(seal: Seal, truth: Layout, matrix: Matrix) -> tuple[float, float]:
    x, y = seal.x * truth.raw.width, seal.y * truth.raw.height
    box = carry_box((x, y, x, y), matrix)
    return (box[0], box[1])


def _compare(score: Score, truth: Layout, found: Layout, matrix: Matrix, back: Back) -> None:
    there = [(carry_box(cell.box, back), cell) for part in found.parts for cell in part.cells]
    for part in truth.parts:
        for cell in part.cells:
            box = carry_box(cell.box, matrix)
            share, match = max(((_share(box, b), c) for b, c in there), key=lambda p: p[0], default=(0.0, None))
            score.cells += 1
            if match and share > 0.6 and (match.rowspan, match.colspan) == (cell.rowspan, cell.colspan):
                score.spans += 1
            else:
                score.misses.append(
                    f"span {cell.rowspan}x{cell.colspan} {cell.text[:12]!r} {share:.2f} {match and match.text[:12]!r}"
                )
            said, read = _plain(cell.text), _plain(match.text if match and share > 0.3 else "")
            wrong = Levenshtein.distance(said, read)
            score.characters += len(said)
            score.wrong += min(wrong, max(len(said), 1))
            marks, seen = _ticked(cell.text), _ticked(match.text if match else "")
            score.marks += len(marks)
            score.marks_wrong += Levenshtein.distance(marks, seen)
            if wrong or marks != seen:
                score.misses.append(f"  {said[:60]} | {read[:60]} ({wrong}) {marks} {seen}")
    said, read = ("".join(_plain(line.text) for line in layout.lines) for layout in (truth, found))
    score.prose, score.prose_wrong = len(said), Levenshtein.distance(said, read)
    if score.prose_wrong:
        edits = Levenshtein.editops(said, read)[:12]
        around = [(said[e.src_pos - 2 : e.src_pos + 3], read[e.dest_pos - 2 : e.dest_pos + 3]) for e in edits]
        score.misses.append(f"  prose {score.prose_wrong}/{score.prose} {around}")


def _ticked(text: str) -> str:
    """The marks of a text in their order: x for a ticked one, o for an empty one."""
    return "".join("x" if mark in "☑■√✓☒●" else "o" for mark in _MARKS.findall(text))


def _plain(text: str) -> str:
    """Marks are counted apart; look-alike punctuation is one sign, as the extraction folds it."""
    flat = _MARKS.sub("", squash(text))
    return flat.translate(str.maketrans("“”‘’—–－一〜～", "\"\"''----~~")).replace("…", "...")


def _share(a: Box, b: Box) -> float:
    wide, high = min(a[2], b[2]) - max(a[0], b[0]), min(a[3], b[3]) - max(a[1], b[1])
    if wide <= 0 or high <= 0:
        return 0.0
    both = wide * high
    return both / ((a[2] - a[0]) * (a[3] - a[1]) + (b[2] - b[0]) * (b[3] - b[1]) - both)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", choices=("tuning", "held"), default="held")
    parser.add_argument("--folder", type=Path, default=SAMPLES)
    parser.add_argument("--most", type=int, default=14)
    parser.add_argument("--workers", type=int, default=4)
    parser.add_argument("--misses", action="store_true", help="print every difference")
    given = parser.parse_args()
    jobs = list(pages_of(given.folder, TUNING if given.pages == "tuning" else HELD, given.most))
    started = time.monotonic()
    with ProcessPoolExecutor(given.workers, multiprocessing.get_context("spawn")) as pool:
        scores = list(pool.map(measure, jobs))
    wall = time.monotonic() - started
    for score in scores:
        print(
            f"{score.name[:150]}\n    cells {score.cells}, spans {_right(score.cells - score.spans, score.cells):.3f},"
            f" characters {_right(score.wrong, score.characters):.4f}, wrong marks {score.marks_wrong}/{score.marks},"
            f" prose {_right(score.prose_wrong, score.prose):.4f}, seals {score.seals_found} of {score.seals},"
            f" {score.seconds:.1f} s CPU, floor {score.floor:.1f} s"
        )
        if given.misses:
            print("\n".join(f"      {miss}" for miss in score.misses))

    def total(name: str) -> int:
        return int(sum(getattr(score, name) for score in scores))

    print(
        f"{len(scores)} pages, {given.pages}: characters in cells {_right(total('wrong'), total('characters')):.4f}"
        f" of {total('characters')}; spans {_right(total('cells') - total('spans'), total('cells')):.4f}"
        f" of {total('cells')} cells; marks {_right(total('marks_wrong'), total('marks')):.4f} of {total('marks')};"
        f" prose {_right(total('prose_wrong'), total('prose')):.4f} of {total('prose')};"
        f" seals {total('seals_found')} of {total('seals')}"
    )
    spent, floor = (sum(getattr(score, name) for score in scores) / len(scores) for name in ("seconds", "floor"))
    print(
        f"{spent:.2f} s CPU a page, floor (bare recognition) {floor:.2f} s; {len(scores) / wall:.2f} pages a second"
        f" on {given.workers} processes, with the making of the pages and the floor"
    )


def _right(wrong: int, whole: int) -> float:
    return 1 - wrong / max(1, whole)


if __name__ == "__main__":
    main()
