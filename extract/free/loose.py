"""Loose labels of a free book: 企业代码, 建厂地点, 主体性质与规模: an applicant's own words for a field, believed only
where the value is of the field's kind."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from extract.answer import Answer
from extract.dates import read_date, read_period
from extract.free.lines import Line, split_number
from extract.free.pairs import pieces_of, split_contact
from extract.text import core
from extract.ticks import ticked_choices
from model.form import FieldSpec
from model.place import Place
from model.text import half_width, squash

_JOINTS = re.compile(r"[/、,|·]|及(?!其)|(?<!共)和|与|\s{1,}")
_PAIR = re.compile(r"^(?P<label>[^:：]{2,24})[:：]\s*(?P<value>\S.*)$", re.S)
_CODE = re.compile(r"(?<![0-9A-Z])[0-9A-HJ-NPQRTUWXY]{18}(?![0-9A-Z])")
_MONEY = re.compile(r"(?P<n>\d[\d,]*(?:\.\d+)?)\s*(?P<unit>万|亿)?元?")
_LONGEST_LABEL, _LONGEST_VALUE = 20, 80
#: A row of a few pairs; a row of a table of figures has more cells or none of these labels.
_CELLS = (2, 4)
_KINDS = ("text", "code", "date", "date_range", "choice", "contact", "email", "money_wan")

Pair = tuple[str, str, Place, Place]


def read_loose(lines: Sequence[Line], specs: Sequence[FieldSpec]) -> Iterator[Answer]:
    """The answers under labels that only a pattern (`heads`) of the form knows, alone or several in one cell."""
    known = [spec for spec in specs if spec.heads and spec.kind in _KINDS]
    exact = {name for spec in specs for label in spec.labels for name in (core(label), squash(label))}
    for label, value, place, beside in _pairs(lines):
        name = core(split_number(label)[1])
        if not 2 <= len(name) <= _LONGEST_LABEL or len(squash(value)) > _LONGEST_VALUE or name in exact:
            continue
        if spec := _named(name, known):
            yield from _answers(spec, label, value, place, beside)
        else:
            yield from _several(split_number(label)[1], value, known, specs, place, beside)


def _pairs(lines: Sequence[Line]) -> Iterator[Pair]:
    """(label, value, place of the value, place of the label) of rows and of paragraphs."""
    for line in lines:
        cells = [cell for cell in line.cells if squash(cell.text)]
        if line.cells:
            for at, (label, value) in enumerate(pairwise(cells) if len(cells) in _CELLS else ()):
                if at % 2 == 0:
                    yield label.text, value.text, value.place, label.place
        elif 0 < len(squash(line.text)) <= _LONGEST_LABEL + _LONGEST_VALUE:
            for piece in pieces_of(line.text):
                if pair := _PAIR.match(piece):
                    yield pair["label"], pair["value"].strip(), line.place.quoting(piece), line.place


def _several(
    label: str, value: str, known: Sequence[FieldSpec], specs: Sequence[FieldSpec], place: Place, beside: Place
) -> Iterator[Answer]:
    """主体性质与规模 | 民营企业 / 大型企业（在册1,246人）: each part of the label takes its part of the value."""
    names = [core(part) for part in _JOINTS.split(half_width(label).strip()) if core(part)]
    if not 2 <= len(names) <= 3:
        return
    found = [_named(name, known) or _labelled(name, specs) for name in names]
    if not all(found) or len({spec.key for spec in found if spec}) < len(names):
        return
    shares = [part.strip() for part in re.split(r"[/、,，;；|]|\s{2,}", half_width(value)) if part.strip()]
    for n, spec in enumerate(found):
        if spec is None:
            continue
        said = value if spec.kind in ("choice", "email", "code") else shares[n] if n < len(shares) else ""
        if spec.kind == "contact":
            said = " ".join(shares[n:])
        elif spec.kind == "text" and len(shares) != len(names):
            continue
        yield from _answers(spec, label, said, place, beside)


def _answers(spec: FieldSpec, label: str, value: str, place: Place, beside: Place) -> Iterator[Answer]:
    if spec.kind == "contact":
        yield Answer(spec, value, place, beside, 0.97, "", "split")
    elif said := _fitting(spec, label, value):
        yield Answer(spec, said, place, beside, 0.97, "", "split")


def _fitting(spec: FieldSpec, label: str, value: str) -> str:
    """What of the value is of the field's kind, else ""."""
    flat = half_width(value).strip()
    match spec.kind:
        case "code":
            hit = _CODE.search(squash(flat).upper())
            return hit[0] if hit else ""
        case "date":
            return flat if read_date(flat) else ""
        case "date_range":
            return flat if read_period(flat) else ""
        case "choice":
            return flat if ticked_choices(flat, spec.choices, spec.synonyms) else ""
        case "email":
            hit = re.search(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", flat)
            return hit[0] if hit else ""
        case "money_wan":
            hit = _MONEY.match(flat)
            unit = re.search("[万亿](?=元)", f"{hit['unit'] or ''}元{half_width(label)}") if hit else None
            return f"{hit['n']}{unit[0]}元" if hit and unit else ""
        case _:
            return flat if re.search(r"[\u4e00-\u9fff]{2}", flat) else ""


def contacts_of(answers: Sequence[Answer], specs: Sequence[FieldSpec]) -> Iterator[Answer]:
    """The answers with those on a contact told apart into name, numbers and address."""
    inside = [spec for spec in specs if "联系人" in spec.group]
    for answer in answers:
        if answer.spec.kind == "contact":
            yield from split_contact(answer.printed, inside, answer.place, answer.label_place)
        else:
            yield answer


def _named(name: str, specs: Sequence[FieldSpec]) -> FieldSpec | None:
    return next((spec for spec in specs if _pattern(spec.heads).fullmatch(name)), None)


def _labelled(name: str, specs: Sequence[FieldSpec]) -> FieldSpec | None:
    single = [spec for spec in specs if not spec.group and spec.kind in _KINDS]
    return next((spec for spec in single if any(core(label) == name for label in spec.labels)), None)


@lru_cache(maxsize=64)
def _pattern(heads: str) -> re.Pattern[str]:
    return re.compile(heads, re.IGNORECASE)
