"""`python -m tests.books.score`: field precision, recall and F1 of made-up GS-03/GS-04 books, as Word and as PDF.

Development seeds are 1–999, held-out seeds from 1000 on: what is reported to others is measured on the latter.
"""

from __future__ import annotations

import argparse
import re
import unicodedata
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

import corpora
from extract import extract_submission
from model.reference import Reference
from model.submission import Submission
from pipeline.documents import read_one
from tests.books.factory import FactoryBook
from tests.books.factory_book import factory_blanks, factory_truth, write_factory_book
from tests.books.invent import invent_book
from tests.books.make import docx_to_pdf


def squash(value: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", value))


def read_back(book: FactoryBook, form: str, reference: Reference) -> Submission:
    """The book written, as Word or PDF, and read again."""
    package = write_factory_book(book)
    with TemporaryDirectory() as name:
        path = Path(name) / f"申报书.{form}"
        path.write_bytes(docx_to_pdf(package, book.created) if form == "pdf" else package)
        return extract_submission(book.folder, [read_one(path)], reference)


def compare(book: FactoryBook, found: Submission) -> tuple[Counter[str], list[str]]:
    """(right, wrong, missed, invented), and each fault in words. Title and signature are not counted."""
    truth, counts, faults = factory_truth(book), Counter[str](), []
    fields = {f.key: f for f in found.fields if f.key not in ("title", "truth_statement", "truth_signature")}
    for key, value in truth.items():
        got = fields.pop(key, None)
        if got is None:
            counts["missed"] += 1
            faults.append(f"{key}: missed {value[:40]!r}")
        elif squash(got.value) == squash(value):
            counts["right"] += 1
        else:
            counts["wrong"] += 1
            faults.append(
                f"{key}: {got.value[:60]!r}…{got.value[-30:]!r} is not {value[:60]!r}…{value[-30:]!r} ({got.confidence})"
            )
    for key, field in fields.items():
        counts["invented"] += 1
        faults.append(f"{key}: invented {field.value[:60]!r} ({field.confidence})")
    faults += [f"{key}: empty but read" for key in factory_blanks(book) if found.field(key)]
    return counts, faults


def f1(counts: Counter[str]) -> tuple[float, float, float]:
    read = counts["right"] + counts["wrong"] + counts["invented"]
    there = counts["right"] + counts["wrong"] + counts["missed"]
    precision, recall = counts["right"] / max(1, read), counts["right"] / max(1, there)
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--seeds", default="1-20")
    parser.add_argument("--formats", default="docx")
    parser.add_argument("--forms", default="GS-03,GS-04")
    parser.add_argument("--faults", action="store_true")
    chosen = parser.parse_args()
    low, high = map(int, chosen.seeds.split("-"))
    reference = corpora.load()
    for form_id in chosen.forms.split(","):
        for kind in chosen.formats.split(","):
            total: Counter[str] = Counter()
            for seed in range(low, high + 1):
                book = invent_book(form_id, seed)
                found = read_back(book, kind, reference)
                counts, faults = compare(book, found)
                total += counts
                if found.form != form_id:
                    faults.insert(0, f"form {found.form}")
                if chosen.faults and faults:
                    print(f"--- {form_id} {seed} {kind} {book.looks}", *faults, sep="\n   ")
            print(form_id, kind, f"seeds {chosen.seeds}", dict(total), "P {:.4f} R {:.4f} F1 {:.4f}".format(*f1(total)))
