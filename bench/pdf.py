"""Pages a second of the PDF reader against plain pdfplumber and against raw pdfium text. `python -m bench.pdf`.

All engines take turns file by file in one run, so that a busy machine hurts them alike: read the ratios. CPU seconds
are of one process; the four-process figures are wall time. Drawn tables are also compared cell by cell.
"""

from __future__ import annotations

import argparse
import gc
import logging
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from ctypes import POINTER, c_ushort, cast, create_string_buffer
from multiprocessing import get_context
from pathlib import Path

import pdfplumber
import pypdfium2.raw as c

from bench.prints import print_books
from bench.producers import draw
from bench.sheets import Sheet, bare_sheets, prose_sheets, table_sheets
from ingest.pdf import read_pdf
from model.document import Document

Engine = Callable[[Path], int]
"""Reads one file, returns how many pages it has."""


def by_floor(path: Path) -> int:
    """Raw pdfium: the text of every page and nothing else."""
    data = path.read_bytes()
    pdf = c.FPDF_LoadMemDocument64(data, len(data), None)
    pages: int = c.FPDF_GetPageCount(pdf)
    for index in range(pages):
        page = c.FPDF_LoadPage(pdf, index)
        text = c.FPDFText_LoadPage(page)
        count = c.FPDFText_CountChars(text)
        buffer = create_string_buffer(2 * count + 2)
        c.FPDFText_GetText(text, 0, count, cast(buffer, POINTER(c_ushort)))
        c.FPDFText_ClosePage(text)
        c.FPDF_ClosePage(page)
    c.FPDF_CloseDocument(pdf)
    return pages


def by_plumber(path: Path) -> int:
    """pdfplumber as its manual shows it."""
    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            page.extract_text()
            page.extract_tables()
            page.close()
        return len(pdf.pages)


def by_mingjian(path: Path) -> int:
    return len(read_pdf(path, path.name).pages)


ENGINES: dict[str, Engine] = {"pdfium text": by_floor, "mingjian": by_mingjian, "pdfplumber": by_plumber}


def take_turns(files: Sequence[Path], repeats: int) -> None:
    """Prints pages per CPU second of each engine and its ratio to pdfplumber, in all and by kind of file."""
    turns: list[dict[tuple[str, str], float]] = []
    pages: Counter[str] = Counter()
    for _ in range(repeats):
        turn: dict[tuple[str, str], float] = defaultdict(float)
        pages.clear()
        for path in files:
            for name, engine in ENGINES.items():
                gc.collect()  # what one engine leaves behind is not counted for the next
                begin = time.process_time()
                count = engine(path)
                turn[name, kind_of(path)] += time.process_time() - begin
            pages[kind_of(path)] += count
        turns.append(turn)
    print(
        f"  {pages.total()} pages, {repeats} repeats   pages/s: median (worst–best)        × pdfplumber: median (worst)"
    )
    for name in ENGINES:
        print_rates(name, turns, name, list(pages), pages.total())
    for kind, count in pages.items():
        print_rates(f"{kind}, {count} pages", turns, "mingjian", [kind], count)


def kind_of(path: Path) -> str:
    """`ruled-bars.pdf` is of the kind ruled-bars, `book-3.pdf` and `report-1.pdf` are prints of LibreOffice."""
    first = path.stem.split("-")[0]
    return {"book": "printed books", "report": "printed reports"}.get(first, path.stem)


def print_rates(
    label: str, turns: Sequence[dict[tuple[str, str], float]], engine: str, kinds: Sequence[str], pages: int
) -> None:
    """One line: pages a second of the engine on files of these kinds."""
    own = [sum(turn[engine, kind] for kind in kinds) for turn in turns]
    slow = [sum(turn["pdfplumber", kind] for kind in kinds) for turn in turns]
    rates = sorted(pages / seconds for seconds in own)
    ratios = [theirs / ours for theirs, ours in zip(slow, own, strict=True)]
    print(f"  {label:28} {statistics.median(rates):8.1f} ({rates[0]:.1f}–{rates[-1]:.1f})"
          f"{statistics.median(ratios):14.1f} ({min(ratios):.1f})")  # fmt: skip


def scale(files: Sequence[Path], repeats: int) -> None:
    """Prints wall-clock pages a second with one and with four spawned processes."""
    jobs = [path for _ in range(8) for path in files]
    rates: dict[int, list[float]] = {1: [], 4: []}
    pools = {count: ProcessPoolExecutor(count, get_context("spawn")) for count in rates}
    for pool in pools.values():
        list(pool.map(by_mingjian, files * 2))  # imports and fonts
    for _ in range(repeats):
        for count, pool in pools.items():
            begin = time.perf_counter()
            pages = sum(pool.map(by_mingjian, jobs))
            rates[count].append(pages / (time.perf_counter() - begin))
    for pool in pools.values():
        pool.shutdown()
    gains = sorted(four / one for one, four in zip(rates[1], rates[4], strict=True))
    one, four = statistics.median(rates[1]), statistics.median(rates[4])
    gain = f"{statistics.median(gains):.2f} times (worst {gains[0]:.2f})"
    print(f"  1 process {one:.0f} pages/s, 4 processes {four:.0f}: {gain}")


_PEAK = """
import resource, sys
from pathlib import Path
from ingest.pdf import read_pdf
read_pdf(Path(sys.argv[1]), "a.pdf")
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""


def weigh(folder: Path) -> None:
    """Prints peak memory of a process that reads one file of 20, 200 and 1,000 pages."""
    (sheet,) = [sheet for sheet in table_sheets() if sheet.name == "ruled-bars"]
    for count in (20, 200, 1000):
        long = Sheet(f"long-{count}", [sheet.pages[i % len(sheet.pages)] for i in range(count)])
        command = [sys.executable, "-c", _PEAK, str(draw(long, folder))]
        peak = subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()
        print(f"  {count:5} pages: {peak} MB")


def squash(text: str) -> str:
    return re.sub(r"\s+", "", text)


def cells_of(document: Document) -> list[Counter[str]]:
    """Texts of the cells, page by page."""
    found: list[Counter[str]] = [Counter() for _ in document.pages]
    for table in document.tables:
        for cell in table.cells:
            if words := squash(cell.text):
                found[(cell.place.page or 1) - 1][words] += 1
    return found


def cells_of_plumber(path: Path) -> list[Counter[str]]:
    with pdfplumber.open(path) as pdf:
        return [
            Counter(squash(w) for table in page.extract_tables() for row in table for w in row if w and squash(w))
            for page in pdf.pages
        ]


def compare(sheets: Sequence[Sheet], folder: Path) -> None:
    """Prints recall and precision of cell texts against what was drawn."""
    print(f"  {'cells':18}{'drawn':>7}{'mingjian':>22}{'pdfplumber':>22}")
    for sheet in sheets:
        path = folder / f"{sheet.name}.pdf"
        truth = [Counter(map(squash, filter(None, cells))) for cells in sheet.cells]
        line = f"  {sheet.name:18}{sum(map(Counter.total, truth)):7}"
        for found in (cells_of(read_pdf(path, path.name)), cells_of_plumber(path)):
            hit = sum((a & b).total() for a, b in zip(truth, found, strict=True))
            recall, precision = hit / sum(map(Counter.total, truth)), hit / max(1, sum(map(Counter.total, found)))
            line += f"{recall:11.4f} {precision:10.4f}"
        print(line)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--quick", action="store_true", help="one repeat, no processes, no memory")
    options = parser.parse_args()
    logging.disable(logging.CRITICAL)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        tables, proses, bares = table_sheets(), prose_sheets(), bare_sheets()
        drawn = {sheet.name: draw(sheet, folder) for sheet in [*tables, *proses, *bares]}
        mixed = [*print_books(), *drawn.values()]
        all_tables = [drawn[sheet.name] for sheet in tables]
        for engine in ENGINES.values():
            engine(mixed[0])
        repeats = 1 if options.quick else options.repeats
        print("mixed corpus (CPU time)")
        take_turns(mixed, repeats)
        print("tables on every page (CPU time)")
        take_turns(all_tables, repeats)
        if not options.quick:
            print("processes (wall time, mixed corpus eight times over)")
            scale(mixed, repeats)
            print("peak memory")
            weigh(folder)
        print("cells against what was drawn: recall, precision")
        compare([*tables, *bares], folder)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"peak of this process: {peak} MB")


if __name__ == "__main__":
    main()
