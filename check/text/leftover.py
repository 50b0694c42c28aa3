"""TXT-03, TXT-04: blanks that were never filled, and traces of a text generator."""

from __future__ import annotations

import re
from collections.abc import Iterator

from check.case import Agreed, Answer, Case
from check.evidence import Evidence
from check.registry import rule
from check.sought import find_any, keep_possible
from check.spelling import fold_text
from check.text.hint_left import around, own_texts, spots
from model.text import squash

#: What the key of a cell without a field begins with.
DRAWN = "grid:"


@rule("TXT-03", "TXT-04")
def find_leftover(case: Case) -> Iterator[Answer]:
    """One finding for each text; the patterns are data of the rule."""
    texts, flags = [*own_texts(case), *drawn_texts(case)], re.IGNORECASE | re.MULTILINE
    patterns = keep_possible(case.param("patterns"), "\n".join(text for _, text, _ in texts), flags)
    told = set[str]()
    for key, text, evidence in sorted(texts, key=lambda one: one[0].startswith("scenes[")):
        hits = [hit for hit in find_any(patterns, text, flags) if hit[0].strip()]
        if not hits:
            yield Agreed()
            continue
        clauses = {fold_text(around(text, hit)) for hit in hits}
        if key.startswith("scenes[") and told.issuperset(clauses):
            continue  # a free book's scene is a part of its chapter
        told.update(clauses)
        words = "”、“".join(dict.fromkeys(around(text, hit) for hit in hits[:3]))
        yield case.finding(
            f"“{name(case, key)}”中有“{words}”，{case.param('advice')}，请核实。",
            *spots(case, key, hits[:3], evidence),
            about=() if key.startswith(DRAWN) else (key,),
            found=words,
        )


def name(case: Case, key: str) -> str:
    """What the text is called: a field by its label, a cell by the caption of its table."""
    return (key.removeprefix(DRAWN) or "表格") if key.startswith(DRAWN) else case.label(key)


def drawn_texts(case: Case) -> Iterator[tuple[str, str, Evidence]]:
    """The cells of the book's own tables that are no field of a form; heads and first columns may print its hints."""
    known = {field.place.path for field in case.submission.fields}
    for grid in case.submission.grids:
        cells = [cell for row in grid.rows for cell in row]
        if not grid.own or case.is_scanned(grid.place) or any(cell.place.path in known for cell in cells):
            continue
        for cell in dict.fromkeys(cells):
            if cell.row and cell.col and cell.text.strip():
                yield f"{DRAWN}{squash(grid.caption)}", cell.text, cell.place
