"""Shared cells: the answers of several fields typed into one value cell (传真/邮箱, 姓名及电话)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extract.answer import Answer
from extract.text import EMAIL, MOBILE
from model.document import Cell
from model.form import FieldSpec
from model.text import half_width, squash

_PARTS = re.compile(r"\s*[/|\n]\s*")
_LIKE = {
    "email": EMAIL,
    "mobile": MOBILE,
    "tel": re.compile(r"(?<!\d)(?:\(?0\d{2,3}\)?[-\s]?)?\d{7,8}(?:-\d{1,5})?(?!\d)"),
}


def split_shared(specs: Sequence[FieldSpec], label: Cell, values: Sequence[Cell], score: float) -> Iterator[Answer]:
    """One answer for each spec: what looks like its kind; words go to the field that is no number or address."""
    cells = [cell for cell in values if squash(cell.text)]
    if len(cells) == len(specs):
        for spec, cell in zip(specs, cells, strict=True):
            yield Answer(spec, cell.text, cell.place, label.place, score, "", "split")
        return
    parts = _PARTS.split(cells[0].text) if len(cells) == 1 and all(spec.kind == "text" for spec in specs) else []
    if len(parts) == len(specs) and all(map(squash, parts)):  # 环节/场景: 生产作业/精准配送
        for spec, part in zip(specs, parts, strict=True):
            yield Answer(spec, part, cells[0].place.quoting(part.strip()), label.place, score, "", "split")
        return
    text = half_width(" ".join(cell.text for cell in cells))
    place = cells[0].place if cells else (values[0].place if values else label.place)
    for spec in sorted(specs, key=_rank):
        if spec.kind == "choice":  # 民营企业 · 大型企业: each finds its own options
            yield Answer(spec, text, place, label.place, score, "", "split")
            continue
        found = _take(spec, text)
        if found:
            text = text.replace(found, " ", 1)
        yield Answer(spec, found, place.quoting(found) if found else place, label.place, score, "", "split")


def _rank(spec: FieldSpec) -> int:
    """Addresses first, words last: what is left over is theirs."""
    return {"email": 0, "tel": 1}.get(spec.kind, 2)


def _take(spec: FieldSpec, text: str) -> str:
    if spec.kind == "tel":
        names = ("mobile", "tel") if spec.key.endswith("mobile") else ("tel", "mobile")
        return next((match[0] for name in names if (match := _LIKE[name].search(text))), "")
    if pattern := _LIKE.get(spec.kind):
        match = pattern.search(text)
        return match[0] if match else ""
    return text.strip(" /、,;:\n")
