"""Books and reports printed by LibreOffice: made once into `bench/.cache`, then reused."""

from __future__ import annotations

import io
import random
import subprocess
from pathlib import Path

import docx

from bench.sheets import phrase
from tests.books.book import read_books
from tests.books.scene_book import write_scene_book

CACHE = Path(__file__).parent / ".cache"


def print_books() -> list[Path]:
    """The sample books that are Word files and three long reports, as PDF.

    A book with a page that is one picture is left out: recognition is measured by bench.scans.
    """
    CACHE.mkdir(exist_ok=True)
    packages = {
        f"book-{i}": write_scene_book(book) for i, book in enumerate(read_books()) if book.format == "docx" and i != 4
    }
    packages |= {f"report-{seed}": _report(seed) for seed in (1, 2, 3)}
    missing = [name for name in packages if not (CACHE / f"{name}.pdf").exists()]
    for name in missing:
        (CACHE / f"{name}.docx").write_bytes(packages[name])
    if missing:
        profile = f"-env:UserInstallation={(CACHE / 'profile').absolute().as_uri()}"
        command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(CACHE)]
        subprocess.run([*command, *(str(CACHE / f"{name}.docx") for name in missing)], check=True, timeout=600)
    return [CACHE / f"{name}.pdf" for name in packages]


def _report(seed: int) -> bytes:
    """A long report: paragraphs, headings, a table every few pages."""
    dice, report = random.Random(seed), docx.Document()
    for _ in range(18):
        report.add_heading(phrase(dice, 8, 14), 2)
        for _ in range(7):
            report.add_paragraph(phrase(dice, 120, 320))
        if dice.random() < 0.4:
            table = report.add_table(rows=8, cols=5, style="Table Grid")
            for cell in table._cells:
                cell.text = phrase(dice, 2, 12)
    out = io.BytesIO()
    report.save(out)
    return out.getvalue()
