"""Answer: what is printed for a field, before anybody asks what it means; how sure label and position are."""

from __future__ import annotations

from dataclasses import dataclass

from model.form import FieldSpec
from model.place import Place


@dataclass(frozen=True, slots=True)
class Answer:
    """What is printed for a field. `year` for a value under a year column, `score` how well the label fits (1.0 exact),
    `position` how the value was tied to its label: one of the `position` marks of `corpora/lexicons/confidence.yml`."""

    spec: FieldSpec
    printed: str
    place: Place
    label_place: Place
    score: float = 1.0
    year: str = ""
    position: str = "beside"

    @property
    def label(self) -> str:
        """The label as printed, without the answer where one line or cell holds both."""
        return self.label_place.text.partition(self.printed)[0] if self.printed else self.label_place.text
