"""Book: one reviewed submission as a column asks for it: field, year, declared instances, prose with places."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from fill.layout import Carrier, Layout
from fill.table import FilledCell, Mode
from fill.wording import tidy, unwrap
from model.place import Place
from model.reference import Reference
from model.review import Review
from model.submission import Claim, Field, Submission
from model.text import half_width, squash

_UNSURE = 0.8
_PROSE = re.compile(
    r"profile|scheme_text|c[123](\.\d)?|project_summary|line_overview|t1\[\d+\]\.(application|solution|effect)"
)
_ROW = re.compile(r"t([12])\[(\d+)\]")
_NUMBER = re.compile(r"([^\d]*\d[\d., ]*)(.*)", re.S)
_UNIT = re.compile(r"[%‰元万亿台套条个家]")


@dataclass(frozen=True, slots=True)
class Prose:
    """Tidied text of one place."""

    key: str
    text: str
    place: Place

    def quote(self, text: str) -> Place:
        return self.place.quoting(text)


@dataclass(frozen=True)
class Book:
    """A review with the data that its columns need."""

    review: Review
    reference: Reference
    layout: Layout
    carrier: Carrier

    @property
    def submission(self) -> Submission:
        return self.review.submission

    def get(self, *keys: str) -> Field | None:
        """The first of these fields that is filled."""
        return next((f for key in keys if (f := self.submission.field(key)) and squash(shown(f))), None)

    def planned(self, text: str) -> bool:
        """Whether the sentence speaks of what is yet to come."""
        return self.reference.lexicons.is_plan(text)

    @cached_property
    def declared(self) -> Field | None:
        """The date of the declaration: cover, else the signed statement."""
        return next(
            (f for key in ("declare_date", "truth_date") if (f := self.get(key)) and f.value[:4].isdigit()), None
        )

    @property
    def last_year(self) -> str:
        """上年度: the year before the declaration; "" when it bears no date."""
        return str(int(self.declared.value[:4]) - 1) if self.declared else ""

    @cached_property
    def instances(self) -> tuple[int, ...]:
        """Numbers of the rows of 附表1 that describe the declared scene; all of them when none bears its name."""
        rows = sorted({int(m[2]) for f in self.submission.fields if (m := _ROW.match(f.key))})
        scene = self.get("scene_name")
        named = {n: f for n in rows if (f := self.get(f"t1[{n}].scene"))}
        if scene is None or not named:
            return tuple(rows)
        own = tuple(n for n, f in named.items() if squash(shown(f)) == squash(shown(scene)))
        return own or tuple(rows)

    @property
    def other_scenes(self) -> tuple[Field, ...]:
        """Scenes of 附表1 that are not the declared one."""
        return tuple(f for f in self.submission.like("t1[", "].scene") if _row_number(f.key) not in self.instances)

    def prose(self, *keys: str) -> tuple[Prose, ...]:
        """What stands under these keys, paragraph by paragraph; without keys all prose on what is already there."""
        passages = [p for p in self.submission.passages if p.key in keys or (not keys and _PROSE.fullmatch(p.key))]
        found = [Prose(p.key, unwrap(p.text), p.place) for p in passages]
        known = {p.key for p in passages}
        for key in keys:
            if key not in known and (field := self.get(key)):
                found.append(Prose(key, unwrap(shown(field)), field.place))
        return tuple(prose for prose in found if prose.text)

    def claims(self, concept: str, period: str = "") -> Iterator[Claim]:
        """Definite claims of the company on this concept (and year); other scenes' and product lines' are left out."""
        keys = {(p.place.file, p.place.path): p.key for p in self.submission.passages}
        for claim in self.submission.claims:
            if claim.concept != concept or claim.relation or claim.planned or not claim.amount.comparable:
                continue
            row = _ROW.match(keys.get((claim.place.file, claim.place.path), ""))
            foreign = bool(row and int(row[2]) not in self.instances)
            if not foreign and claim.scope in ("", "company", "scene") and (not period or claim.period == period):
                yield claim


def shown(field: Field) -> str:
    """What the book prints for a field."""
    return field.text or field.value


def printed_number(field: Field, unit: str) -> str:
    """The number as printed, digit for digit, with its unit word: 12345.67 → 12345.67万元; 约2.8亿元 stays."""
    text = " ".join(half_width(shown(field)).split()) if field.problem else squash(shown(field))
    match = _NUMBER.match(text)
    if match is None:
        return text
    number, rest = match[1].rstrip(), match[2].strip()
    return f"{number}{rest}" if _UNIT.match(rest) else f"{number}{unit}{rest}"


def quoted(field: Field, text: str = "") -> Place:
    """The place of a field, quoting what was taken from it."""
    return field.place.quoting(text or shown(field))


def doubts(field: Field) -> tuple[list[str], list[Place]]:
    """Why a person should look at this field: it does not parse, was read with doubt, or stands elsewhere otherwise."""
    remarks, places = [], []
    if field.problem:
        remarks.append(f"书中写“{tidy(shown(field))}”：{field.problem}")
    elif field.confidence < _UNSURE:
        remarks.append(f"识读把握{field.confidence:.0%}，请对照原件")
    for rival in field.rivals:
        remarks.append(f"两处不一致：本栏取“{tidy(shown(field))}”，另处写“{rival.value}”（{rival.place.path}），请核实")
        places.append(rival.place.quoting(rival.place.text or rival.value))
    return remarks, places


def cell(text: str, mode: Mode, fields: Iterable[Field | None], remarks: Iterable[str] = (),
         places: Iterable[Place] = ()) -> FilledCell:  # fmt: skip
    """A cell taken from these fields and places; any doubt turns auto into auto?."""
    notes, sources = list(remarks), []
    for field in fields:
        if field is not None:
            why, rivals = doubts(field)
            sources += [quoted(field), *rivals]
            notes += why
    sources += places
    mode = Mode.ASK if mode is Mode.AUTO and notes else mode
    return FilledCell(text, mode, tuple(dict.fromkeys(sources)), "；".join(dict.fromkeys(notes)))


def _row_number(key: str) -> int:
    match = _ROW.match(key)
    return int(match[2]) if match else 0
