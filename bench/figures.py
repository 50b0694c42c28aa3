"""How well pictures inside scanned pages are told from their text: `python -m bench.figures [--pages tuning|held]`.

Pages of PDFs with text are cut open between two lines and a drawn figure is set in (photograph, boxes and arrows,
chart, screenshot); then they are worn like scans and read. Printed: figures found, the share of their words that stays
in the text, and the words of the page that were taken for a figure's; pages without figures are read as well.
"""

from __future__ import annotations

import argparse
import multiprocessing
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from bench.scans import HELD, TUNING, pages_of
from ingest.pdf.layout import lay_out
from ingest.pdf.pdfium import Pdfium
from ingest.scan.back import carry_box
from model.place import Box
from tests.figures import KINDS, draw
from tests.scans import FONT as SERIF
from tests.scans import Wear, print_page, wear

SAMPLES = Path(__file__).parents[1] / "corpora" / "samples" / "batch"


@dataclass(slots=True)
class Score:
    """Counts of one page: characters of figures and of the page, and where they went."""

    name: str
    kind: str
    figures: int = 0
    found: int = 0
    shown: int = 0
    left: int = 0
    body: int = 0
    lost: int = 0
    cells: int = 0
    cells_lost: int = 0
    said: list[str] = field(default_factory=list)


def set_in(page: Image.Image, gaps: list[float], kind: str, dpi: int, seed: int) -> tuple[Image.Image, list[Box]]:
    """The page with figures below one of the gaps (points), what stood there moved down; boxes of the figures."""
    rng = np.random.default_rng(seed)
    k = dpi / 72
    wide, high = page.size
    gap = round(gaps[int(rng.integers(len(gaps)))] * k)
    near = np.asarray(page.convert("L"))[max(0, gap - dpi // 4) : gap + dpi // 4] < 128
    gap = max(0, gap - dpi // 4) + int(np.argmin(near.sum(axis=1) + abs(np.arange(len(near)) - dpi // 4) / dpi))
    room_x, room_y = (0.11 * wide, 0.89 * wide), rng.uniform(0.18, 0.36) * wide
    count = 2 if kind == "pair" else 1
    out = Image.new("RGB", page.size, "white")
    out.paste(page.crop((0, 0, wide, gap)), (0, 0))
    y, boxes = gap + round(0.012 * wide), list[Box]()
    for number in range(count):
        share = rng.uniform(0.55, 1.0)
        left = room_x[0] + number * (room_x[1] - room_x[0]) * 0.52
        most = (room_x[1] - room_x[0]) * (0.47 if count == 2 else share)
        if count == 1 and rng.random() < 0.6:
            left = (wide - most) / 2
        one = "photo" if kind == "pair" and number else "screenshot" if kind == "pair" else kind
        figure = draw(one, round(most), round(room_y), dpi, seed + 31 * number)
        out.paste(figure, (round(left), y))
        boxes.append((left / k, y / k, (left + figure.width) / k, (y + figure.height) / k))
    down = y + round(room_y) + round(0.012 * wide)
    if rng.random() < 0.6:
        font = ImageFont.truetype(SERIF, round(10.5 / 72 * dpi), index=2)
        words = f"图{int(rng.integers(1, 9))} 工厂总体情况示意"
        ImageDraw.Draw(out).text((wide / 2, down), words, "black", font, "mt")
        down += round(1.8 * font.size)
    if down < high:
        out.paste(page.crop((0, gap, wide, gap + high - down)), (0, down))
    return out, [b for b in boxes if b[3] * k < high * 0.97]


def gaps_of(pdf: Path, index: int) -> list[float]:
    """Where a page may be cut open: between lines of running text and tables, in its upper two thirds."""
    document = Pdfium(pdf, pdf.name)
    raw = document.page(index)
    layout = lay_out(raw)
    document.close()
    spans = sorted(
        [(line.top - 2, line.bottom + 2) for line in layout.lines] + [(p.ys[0] - 3, p.ys[-1] + 3) for p in layout.parts]
    )
    found, floor = list[float](), 0.0
    for top, bottom in spans:
        if floor and top > floor + 1 and floor < 0.6 * raw.height:
            found.append((floor + top) / 2)
        floor = max(floor, bottom)
    return found or [min(floor + 6, 0.6 * raw.height)]


def measure(job: tuple[Path, int, str, Wear, int]) -> Score:
    """Reads one page with its figures and counts."""
    from ingest.scan import engine
    from ingest.scan.layout import lay_out_scan
    from ingest.scan.page import read_page
    from ingest.scan.render import Pixels

    pdf, index, kind, how, seed = job
    score = Score(f"{pdf.stem[:30]}#{index + 1} seed {seed}", kind)
    page, boxes = print_page(pdf, index, how.dpi), list[Box]()
    if kind != "none":
        page, boxes = set_in(page, gaps_of(pdf, index), kind, how.dpi, seed)
    worn, matrix = wear(page, how, seed)
    wide, high = (round(side * 200 / how.dpi) for side in worn.size)
    rgb = np.asarray(worn.convert("RGB").resize((wide, high)), np.uint8)
    engine.ready()
    raw = read_page(Pixels(rgb, 200, wide * 0.36, high * 0.36), 1)
    layout = lay_out_scan(raw)
    assert raw.scan is not None
    theirs = [carry_box(box, matrix) for box in boxes]
    score.figures = len(theirs)
    found = [carry_box(image.box, raw.scan.back) for image in raw.images]
    score.found = sum(any(_share(a, b) > 0.5 for b in found) for a in theirs)
    back = raw.scan.back
    tables = [part.box for part in layout.parts]
    for char in raw.chars:
        if char.text.strip():
            inside = _in(carry_box((char.x0, char.top, char.x1, char.bottom), back), theirs)
            score.left += inside
            score.shown += inside
            score.body += not inside
            score.cells += not inside and _in((char.x0, char.top, char.x1, char.bottom), tables)
    for image in raw.images:
        for text, box in image.words:
            count = len("".join(text.split()))
            if _in(carry_box(box, back), theirs):
                score.shown += count
            else:
                score.body, score.lost = score.body + count, score.lost + count
                score.said.append(text)
    return score


def _in(box: Box, boxes: list[Box]) -> bool:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return any(b[0] - 2 <= x <= b[2] + 2 and b[1] - 2 <= y <= b[3] + 2 for b in boxes)


def _share(a: Box, b: Box) -> float:
    wide, high = min(a[2], b[2]) - max(a[0], b[0]), min(a[3], b[3]) - max(a[1], b[1])
    return max(0.0, wide) * max(0.0, high) / max(1.0, (a[2] - a[0]) * (a[3] - a[1]))


def jobs_of(folder: Path, held: bool, most: int, first: int) -> Iterator[tuple[Path, int, str, Wear, int]]:
    wears = HELD if held else TUNING
    kinds = [*KINDS, "pair", "none"]
    for pdf, index, how, number in pages_of(folder, wears, most):
        yield pdf, index, kinds[number % len(kinds)], how, first + number + (500 if held else 0)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", choices=("tuning", "held"), default="held")
    parser.add_argument("--folder", type=Path, default=SAMPLES)
    parser.add_argument("--most", type=int, default=36)
    parser.add_argument("--first", type=int, default=0, help="first seed")
    parser.add_argument("--workers", type=int, default=2)
    given = parser.parse_args()
    jobs = list(jobs_of(given.folder, given.pages == "held", given.most, given.first))
    with ProcessPoolExecutor(given.workers, multiprocessing.get_context("spawn")) as pool:
        scores = list(pool.map(measure, jobs))
    for kind in [*KINDS, "pair", "none", ""]:
        own = [score for score in scores if score.kind == kind or not kind]
        if not own:
            continue

        def total(name: str, own: list[Score] = own) -> int:
            return int(sum(getattr(score, name) for score in own))

        print(
            f"{kind or 'all':12} {len(own):3} pages, figures found {total('found')}/{total('figures')},"
            f" their characters left in text {total('left')}/{total('shown')},"
            f" characters of the page lost {total('lost')}/{total('body')}"
        )
    for score in scores:
        if score.lost or score.found < score.figures or score.left > 0.1 * max(1, score.shown):
            print(f"  {score.kind} {score.name}: found {score.found}/{score.figures}, left {score.left}/{score.shown},"
                  f" lost {score.lost}/{score.body} {score.said[:6]}")  # fmt: skip


if __name__ == "__main__":
    main()
