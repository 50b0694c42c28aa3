"""TXT-03, TXT-04: blanks that were never filled, and traces of a text generator."""

from __future__ import annotations

import re
from collections.abc import Iterator

from check.case import Agreed, Answer, Case
from check.registry import rule
from check.sought import find_any, keep_possible
from check.spelling import fold_text
from check.text.hint_left import DRAWN, around, drawn_texts, name_text, own_texts, spots


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
            f"“{name_text(case, key)}”中有“{words}”，{case.param('advice')}，请核实。",
            *spots(case, key, hits[:3], evidence),
            about=() if key.startswith(DRAWN) else (key,),
            found=words,
        )
