"""How well fields are read, and whether their confidence means something: `python -m bench.fields [--picture]`.

Made-up GS-03 and GS-04 books (tests/books, other companies, layouts and habits for every seed) as Word, text PDF, old
.doc and worn scans, a development part (seeds 1…) and a held-out part (seeds 5001…): precision, recall and F1 by part,
form, format and kind of field, and how often fields of each confidence are right. `--picture` draws the last as
docs/reliability.png.
"""

from __future__ import annotations

import argparse
import subprocess
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image, ImageDraw, ImageFont

import corpora
from bench.scans import HELD, TUNING
from extract import extract_submission
from model.reference import Reference
from model.submission import Submission
from pipeline.documents import read_one
from tests.books.factory import FactoryBook
from tests.books.factory_book import factory_truth, write_factory_book
from tests.books.invent import invent_book
from tests.books.make import docx_to_pdf
from tests.books.score import f1, squash
from tests.scans import Wear, print_page, wear, write_scan

PARTS = {"development": 1, "held out": 5001}
BINS = (0.0, 0.5, 0.7, 0.8, 0.85, 0.9, 0.95, 0.97, 1.01)
PICTURE = Path(__file__).parents[1] / "docs" / "reliability.png"
LEFT_OUT = ("title", "truth_statement", "truth_signature")


def write_as(book: FactoryBook, format: str, folder: Path, seed: int, wears: Sequence[Wear]) -> Path:
    """The book on disk as docx, pdf, doc or scan."""
    package = write_factory_book(book)
    docx = folder / "申报书.docx"
    docx.write_bytes(package)
    if format == "docx":
        return docx
    if format == "doc":
        profile = f"-env:UserInstallation=file://{folder}/profile"
        command = ["soffice", profile, "--headless", "--convert-to", "doc", "--outdir", str(folder), str(docx)]
        subprocess.run(command, check=True, capture_output=True, timeout=180)
        docx.unlink()
        return folder / "申报书.doc"
    pdf = folder / "申报书.pdf"
    pdf.write_bytes(docx_to_pdf(package, book.created))
    docx.unlink()
    if format == "pdf":
        return pdf
    import pypdfium2

    with pypdfium2.PdfDocument(pdf) as printed:
        pages = len(printed)
    looks = [look for look in wears if not look.bilevel]
    look = looks[seed % len(looks)]  # one scanner for the whole book
    pictures = [wear(print_page(pdf, n, look.dpi), look, seed + n)[0] for n in range(pages)]
    pdf.unlink()
    return write_scan(folder / "申报书扫描件.pdf", pictures, look.dpi)


def judge(book: FactoryBook, found: Submission) -> Iterator[tuple[str, str, float]]:
    """(kind of field, right | near | wrong | missed | invented, confidence); long texts may differ by a sign in 60."""
    from rapidfuzz.distance import Levenshtein

    truth = {key: value for key, value in factory_truth(book).items() if key not in LEFT_OUT}
    fields = {f.key: f for f in found.fields if f.key not in LEFT_OUT}
    for key, value in truth.items():
        field = fields.pop(key, None)
        if field is None:
            yield "?", "missed", 0.0
            continue
        said, meant = squash(field.value), squash(value)
        alike = Levenshtein.normalized_similarity(said, meant)
        right = said == meant or (len(meant) >= 60 and alike >= 0.985)
        yield field.kind, "right" if right else "wrong", field.confidence
    for field in fields.values():
        yield field.kind, "invented", field.confidence


def measure(
    part: str, each: int, formats: list[str], reference: Reference
) -> tuple[dict[tuple[str, ...], Counter[str]], list[tuple[float, bool]]]:
    counts: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
    sure: list[tuple[float, bool]] = []
    for form in ("GS-03", "GS-04"):
        for format in formats:
            for seed in range(PARTS[part], PARTS[part] + (each if format in ("docx", "pdf") else max(1, each // 5))):
                book = invent_book(form, seed)
                with TemporaryDirectory() as name:
                    path = write_as(book, format, Path(name), seed, HELD if part == "held out" else TUNING)
                    found = extract_submission(book.folder, [read_one(path)], reference)
                for kind, verdict, confidence in judge(book, found):
                    counts["form and format", form, format][verdict] += 1
                    counts["kind", kind][verdict] += 1
                    if verdict != "missed":
                        sure.append((confidence, verdict == "right"))
    return counts, sure


def reliability(sure: list[tuple[float, bool]]) -> list[tuple[float, float, int, int]]:
    """(from, below, right, all) for every bin of confidence that is not empty."""
    rows = []
    for low, high in pairwise(BINS):
        inside = [right for confidence, right in sure if low <= confidence < high]
        if inside:
            rows.append((low, min(high, 1.0), sum(inside), len(inside)))
    return rows


def draw(rows: dict[str, list[tuple[float, float, int, int]]], path: Path) -> None:
    """Bars: the share that is right in each bin; the line: the confidence itself."""
    width, height, left, base = 900, 420, 70, 350
    image = Image.new("RGB", (width, height), "white")
    pen, font = ImageDraw.Draw(image), ImageFont.load_default(15)
    pen.text((left, 12), "Fields: stated confidence and share that is right", fill="black", font=font)
    colours = {"development": (150, 180, 220), "held out": (40, 90, 160)}
    bins = [(low, min(high, 1.0)) for low, high in pairwise(BINS)]
    step = (width - left - 30) / len(bins)
    for n, (low, high) in enumerate(bins):
        x = left + n * step
        pen.text((x + 6, base + 8), f"{low:.2f}-{high:.2f}", fill="black", font=font)
        due = base - 300 * (low + high) / 2
        pen.line((x + 4, due, x + step - 6, due), fill=(200, 60, 40), width=3)
        for k, (part, found) in enumerate(rows.items()):
            row = next((r for r in found if r[0] == low), None)
            if row:
                top = base - 300 * row[2] / row[3]
                x0 = x + 8 + k * (step / 2 - 6)
                pen.rectangle((x0, top, x0 + step / 2 - 12, base), fill=colours[part])
                pen.text((x0, top - 18), str(row[3]), fill="black", font=font)
    pen.line((left, base, width - 20, base), fill="black")
    for share in (0, 0.5, 1):
        pen.text((20, base - 300 * share - 8), f"{share:.0%}", fill="black", font=font)
    legend = "light: development, dark: held out; figures: number of fields; red: the confidence stated"
    pen.text((left, 385), legend, fill="black", font=font)
    path.parent.mkdir(exist_ok=True)
    image.save(path, optimize=True)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--each", type=int, default=15, help="books of each form, format and part")
    parser.add_argument("--formats", default="docx,pdf,doc,scan")
    parser.add_argument("--picture", action="store_true")
    chosen = parser.parse_args()
    reference, drawn = corpora.load(), {}
    for part in PARTS:
        counts, sure = measure(part, chosen.each, chosen.formats.split(","), reference)
        print(f"== fields, {part}")
        for key in sorted(counts):
            if key[0] == "form and format":
                print("{:6} {:5}".format(*key[1:]), "P {:.4f}  R {:.4f}  F1 {:.4f}".format(*f1(counts[key])),
                      f"({sum(counts[key].values())} fields)")  # fmt: skip
        for key in sorted(counts):
            if key[0] == "kind" and key[1] != "?":
                right, read = counts[key]["right"], sum(counts[key].values())
                print(f"  {key[1]:12} right {right}/{read}")
        drawn[part] = reliability(sure)
        for low, high, right, read in drawn[part]:
            print(f"  confidence {low:.2f}-{high:.2f}: {right / read:.4f} right of {read}")
        top = [right for confidence, right in sure if confidence >= 0.95]
        if top:
            print(f"  confidence from 0.95 on: {sum(top) / len(top):.4f} right of {len(top)}")
    if chosen.picture:
        draw(drawn, PICTURE)
        print(f"written: {PICTURE.name}")


if __name__ == "__main__":
    main()
