"""Book: what a book of a known form says, growing while its parts are read: fields, blanks, prose."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from extract.answer import Answer
from extract.claims.tables import ProseTable
from extract.confidence import weigh
from extract.doubt import doubt_of, page_confidence
from extract.kinds import title_block
from extract.table_units import unit_of_table
from extract.text import money_unit
from extract.values import Value, ValueReader
from model.document import Document
from model.form import Form, PartSpec
from model.place import Place
from model.reference import ConfidenceWeights
from model.submission import Blank, Field, Passage, Rival
from model.text import half_width, squash

#: Pictures and lists: nothing typed to miss.
UNWRITTEN = {"signature", "attachments"}
#: A printed hint this long in an optional cell was left there, it is no mark for "nothing".
_HINT = 12
_DAY = re.compile(r"\s*(?:至|自|于)?20\d{2}\s*[年.\-/]")


@dataclass(slots=True)
class Book:
    """What a book says: filled fields, empty ones, prose and the tables in it. `reader` and `weights` turn printed
    answers into fields."""

    document: Document
    form: Form
    reader: ValueReader
    weights: ConfidenceWeights
    fields: dict[str, Field] = field(default_factory=dict)
    blanks: dict[str, Blank] = field(default_factory=dict)
    passages: list[Passage] = field(default_factory=list)
    tables: list[ProseTable] = field(default_factory=list)

    def keep_all(self, part: PartSpec, answers: Iterable[Answer]) -> None:
        """Keep every answer of a part, then note what its form requires and nobody answered."""
        for answer in answers:
            self.keep(f"{answer.spec.key}[{answer.year}]" if answer.year else answer.spec.key, answer)
        for spec in part.fields:
            if spec.per_year or spec.kind in UNWRITTEN or spec.kind in ("inner", "year"):
                continue
            if spec.required in "RS" and spec.key not in self.fields and spec.key not in self.blanks:
                self.blanks[spec.key] = Blank(spec.key, spec.label, self.somewhere(), printed=False)
        answered = {re.split(r"[\[_]\d", key)[0] for key in (*self.fields, *self.blanks)}
        for spec in part.fields:
            if spec.per_year and spec.required in "RS" and spec.key not in answered:
                self.blanks[spec.key] = Blank(spec.key, spec.label, self.somewhere(), printed=False)

    def keep(self, key: str, answer: Answer) -> bool:
        """One answer: a field, a blank, or a rival of a field met before. Whether anything was filled in."""
        value = self.reader.read(answer.spec, answer.printed, self.unit_told(answer))
        if answer.spec.kind == "choice" and value.problem and _DAY.match(answer.printed):
            return False  # a row on when a title was granted is no choice
        if not value.value:
            asked = answer.spec.required in "RS" or len(squash(value.placeholder)) >= _HINT
            if key not in self.fields and asked and answer.spec.kind not in UNWRITTEN:
                self.blanks.setdefault(key, Blank(key, answer.spec.label, shown(answer), value.placeholder))
            return False
        if known := self.fields.get(key):
            if squash(known.value) != squash(value.value) and answer.score == 1.0:
                sure = round(known.confidence * self.weights.rival, 3)
                rival = Rival(value.value, answer.place)
                self.fields[key] = replace(known, rivals=(*known.rivals, rival), confidence=sure)
            return True
        self.blanks.pop(key, None)
        self.add(key, answer, value)
        return True

    def unit_told(self, answer: Answer) -> str:
        """The unit of money that the label of an answer tells, else its table."""
        if answer.spec.kind != "money_wan":
            return money_unit(answer.label)
        return money_unit(answer.label) or unit_of_table(self.document, answer.place)

    def add(self, key: str, answer: Answer, value: Value, kind: str = "") -> None:
        """A filled field with its confidence; long texts are passages of prose as well."""
        kind = kind or answer.spec.kind
        place = answer.place if answer.place.text else answer.place.quoting(value.text)
        doubt = None if kind == "longtext" else doubt_of(self.document, place)
        sure = weigh(answer, value, self.weights, page_confidence(self.document, place, doubt))
        problem = value.problem or (doubt.why if doubt and value.amount is not None else None)
        self.fields[key] = Field(key, value.value, value.text, place, kind, value.unit, sure, value.amount,
                                 (), value.ticked, value.residue, problem)  # fmt: skip
        if kind == "longtext":
            self.passages.append(Passage(key, half_width(value.text), place))

    @property
    def default_years(self) -> list[str]:
        """The three years before the declaration, ascending; none where its date is not known."""
        declared = self.fields.get("declare_date")
        if declared is None or not declared.value[:4].isdigit():
            return []
        return [str(int(declared.value[:4]) - back) for back in (3, 2, 1)]

    def somewhere(self) -> Place:
        """Where to point when not even the label is printed: the title."""
        title = title_block(self.document, self.form.titles)
        if title is not None:
            return title.place
        first = next(iter(self.document.nodes), None)
        return first.place if first is not None else Place(self.document.file, "para1")


def shown(answer: Answer) -> Place:
    """Where to point for an empty answer: its cell, quoting the label beside it."""
    return answer.place if squash(answer.place.text) else answer.place.quoting(answer.label_place.text)
