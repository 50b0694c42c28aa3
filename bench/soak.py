"""`python -m bench.soak`: how reading survives what is made to kill it (reliability.md R5, R6, R7, R16 and S1).

Hostile structure in all sizes, mutants of sound files by byte and inside their XML, misbehaving parsers; a sound file
after each. Prints one line a stage: how many ended in which status, how long it took, and what was left behind.
Exit 1 when a sound neighbour was lost, a status is not of the closed list, or anything is left behind.
"""

from __future__ import annotations

import argparse
import io
import os
import random
import sys
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from ingest.isolate import Limits, Reader, read_isolated
from ingest.isolate import read as read_plainly
from model.document import Reading, Status
from tests.ingest.docx_file import cell, par, row, run, table, write_docx
from tests.ingest.hostile import offices, pdfs, pictures
from tests.ingest.pdf_file import text, write_pdf
from tests.ingest.test_isolate import BOUNDS as SHORT
from tests.ingest.test_isolate import misbehave

GENERATORS = (
    *((make, ".pdf") for make in pdfs.ALL), *((make, ".docx") for make in offices.WORD),
    *((make, ".xlsx") for make in offices.SHEETS), *((make, ".doc") for make in offices.OLD),
    *((make, ".png") for make in pictures.ALL),
)  # fmt: skip
MOCKS = (
    "hang", "spin", "die", "die-quietly", "segfault", "eat", "raise", "raise-unpicklable", "unpicklable", "nonsense",
    "exit", "deaf", "chatter", "shout", "bloat", "fill-disk", "leak-files", "fork-back", "close-pipes", "evil-pickle",
    "killed",
)  # fmt: skip
Job = tuple[str, Path, str]


class Stage:
    """One line of the report."""

    def __init__(self, name: str, workers: int) -> None:
        self.name, self.workers, self.failures = name, workers, list[str]()
        self.ends: Counter[Status] = Counter()
        self.slowest = ("", 0.0)

    def read(self, jobs: Iterable[Job], bounds: Limits, reader: Reader = read_plainly) -> Stage:
        before, begin = _open_files(), time.monotonic()
        last = begin
        total = 0
        for key, reading in read_isolated(jobs, self.workers, bounds, reader):
            total += 1
            now = time.monotonic()
            if now - last > self.slowest[1]:
                self.slowest = (key, now - last)
            last = now
            self._count(key, reading)
        left = list(Path(tempfile.gettempdir()).glob("mingjian-work-*/job-*"))
        if left or _open_files() > before + 5:
            self.failures.append(f"left behind: {len(left)} folders, {_open_files() - before} open files")
        ends = " ".join(f"{status}={count}" for status, count in sorted(self.ends.items()))
        print(f"{self.name:18} {total:6} files {time.monotonic() - begin:7.1f} s  {ends}", flush=True)
        print(
            f"{'':18} slowest step {self.slowest[1]:.1f} s ({self.slowest[0]}); coordinator {_memory()} MB", flush=True
        )
        for failure in self.failures[:20]:
            print(f"{'':18} FAILED {failure}", flush=True)
        return self

    def _count(self, key: str, reading: Reading) -> None:
        if key.startswith("good"):
            if reading.status is not Status.OK:
                self.failures.append(f"{key}: {reading.status} {reading.error}")
            return
        self.ends[reading.status] += 1
        if (reading.document is None) == reading.status.readable or (reading.error is None) != reading.status.readable:
            self.failures.append(f"{key}: {reading.status} without its reason")
        if reading.status is Status.INTERNAL_ERROR and not key.startswith("mock"):
            self.failures.append(f"{key}: {reading.error}")


def hostile(folder: Path, good: Path, size: int) -> Iterator[Job]:
    """Every generator in one size; the file is made when its turn comes."""
    for make, suffix in GENERATORS:
        path = folder / f"{make.__name__}{suffix}"
        path.write_bytes(make(size))
        yield f"{make.__name__} {size}", path, path.name
        yield f"good after {make.__name__} {size}", good, "good.docx"


def mutants(folder: Path, good: Path, count: int, seed: int) -> Iterator[Job]:
    """Sound files damaged six ways, every other Word file inside its XML and zipped again."""
    rng = random.Random(seed)
    body = [par("甲", run("乙", "<w:vanish/>")), table(row(cell("一", span=2)), row("二", "三")), "段落" * 50]
    word = write_docx(folder / "word.docx", *body).read_bytes()
    pdf = write_pdf(folder / "print.pdf", [text(72, 100, "文字") + text(72, 130, "数字 123")]).read_bytes()
    for number in range(count):
        kind = number % 3
        data = damage(pdf, rng) if kind == 0 else damage(word, rng) if kind == 1 else damage_inside(word, rng)
        path = folder / f"mutant{number}{'.pdf' if kind == 0 else '.docx'}"
        path.write_bytes(data)
        yield f"mutant {seed}/{number}", path, path.name
        if number % 50 == 0:
            yield f"good after {number}", good, "good.docx"
        if number >= 200:
            (folder / f"mutant{number - 200}{('.pdf', '.docx', '.docx')[(number - 200) % 3]}").unlink(missing_ok=True)


def damage(data: bytes, rng: random.Random) -> bytes:
    """Bytes changed, cut, doubled, swapped, blanked, or digits made huge."""
    out = bytearray(data)
    for _ in range(rng.randint(1, 8)):
        at, length = rng.randrange(len(out)), rng.randint(1, 64)
        match rng.randrange(6):
            case 0:
                out[at] = rng.randrange(256)
            case 1:
                del out[at : at + length]
            case 2:
                out[at:at] = out[at : at + length]
            case 3:
                other = rng.randrange(len(out))
                out[at : at + length], out[other : other + length] = out[other : other + length], out[at : at + length]
            case 4:
                out[at : at + length] = b"\0" * length
            case 5:
                out[at:at] = b"9" * rng.randint(1, 30)
        if not out:
            return b"x"
    return bytes(out)


def damage_inside(data: bytes, rng: random.Random) -> bytes:
    """One XML part of a package damaged, the zip around it sound."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        victim = rng.choice(old.namelist())
        for part in old.namelist():
            new.writestr(part, damage(old.read(part), rng) if part == victim else old.read(part))
    return out.getvalue()


def mocks(good: Path, rounds: int) -> Iterator[Job]:
    for turn in range(rounds):
        for name in MOCKS:
            yield f"mock {name} {turn}", good, name
            yield f"good {name} {turn}", good, "gut"


def _open_files() -> int:
    try:
        return sum(1 for _ in Path("/proc/self/fd").iterdir())
    except OSError:
        return 0


def _memory() -> int:
    try:
        return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") // 2**20
    except OSError:
        return 0


def main() -> int:
    parser = argparse.ArgumentParser(description="hostile files, mutants and misbehaving parsers")
    parser.add_argument("--workers", type=int, default=min(4, os.cpu_count() or 1))
    parser.add_argument("--sizes", type=int, nargs="*", default=[1, 2, 3])
    parser.add_argument("--mutants", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=10)
    asked = parser.parse_args()
    bounds = Limits(seconds_base=60, seconds_per_page=0, memory=2 * 2**30)
    stages = []
    with tempfile.TemporaryDirectory(prefix="soak-") as name:
        folder = Path(name)
        (folder / "temp").mkdir()
        tempfile.tempdir = str(folder / "temp")  # what others leave in the common one is not ours
        good = write_docx(folder / "good.docx", "好文件")
        for size in asked.sizes:
            stages.append(Stage(f"hostile size {size}", asked.workers).read(hostile(folder, good, size), bounds))
        if asked.mutants:
            stages.append(Stage("mutants", asked.workers).read(mutants(folder, good, asked.mutants, 7), bounds))
        if asked.rounds:
            stages.append(Stage("misbehaving", asked.workers).read(mocks(good, asked.rounds), SHORT, misbehave))
    return 1 if any(stage.failures for stage in stages) else 0


if __name__ == "__main__":
    sys.exit(main())
