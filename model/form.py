"""Form: an official form as data: its titles, the tables and chapters it prints, and every field in them."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """One field of a form.

    `labels` are the printed label and its accepted variants. `group` are labels of cells to the left (or above)
    that tell equal labels apart (联系人 / 姓名). `kind`: text, longtext, code, date, date_range, month, year, choice,
    multi_choice, list, money_wan, money_yuan, percent, int, tel, email, signature, remarks. `required`: R, S or O.
    `limit` is the largest 字数 (0: none), `hints` are printed placeholder texts that do not count as an answer.
    `per_year`: one value for each printed year. `follows`: its value stands in the next cell after that field's value.
    `heads`: a pattern for headings and labels in the applicant's own words.
    """

    key: str
    labels: tuple[str, ...]
    kind: str
    required: str = "O"
    group: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()
    limit: int = 0
    per_year: bool = False
    follows: str = ""
    synonyms: tuple[tuple[str, str], ...] = ()
    heads: str = ""

    @property
    def label(self) -> str:
        return self.labels[0]


@dataclass(frozen=True, slots=True)
class PartSpec:
    """A part of a form: `layout` tells how it is printed.

    cover: lines of label and blank · grid: label and value cells · commitment: one cell with sentence, signature and
    date · rows: header row above repeated rows · blocks: repeated blocks of small header+rows tables · chapters:
    headings followed by prose · inset: repeated rows inside the form table · opinion: words, seal and date of an
    office · list: a whole output table, one record a row · frame: the lines around such a table ·
    years, indicators: what a free book may tell in any table or line. `example` is the row
    that the form prints as an example, by field key.
    """

    name: str
    layout: str
    fields: tuple[FieldSpec, ...]
    anchors: tuple[str, ...] = ()
    repeat: str = ""
    drop_rows: tuple[str, ...] = ()
    example: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Form:
    """A form of the catalogue. A book is this form when its title says so or enough of `decisive` stands in it.

    `output`: a table that the clerk hands on (GS-06 …), never an applicant's book. `kind`: what the contract calls such
    a paper where that is not the id (the 领航级 book is a GS-12). `free`: nothing is printed but the chapters that a
    book must have; everything is read from wherever the applicant put it.
    """

    id: str
    title: str
    carrier: str
    titles: tuple[str, ...]
    decisive: tuple[str, ...]
    parts: tuple[PartSpec, ...]
    placeholders: tuple[str, ...] = ()
    output: bool = False
    kind: str = ""
    free: bool = False
    #: The spec of each key, for `field`.
    by_key: dict[str, FieldSpec] = field(default_factory=dict, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        for spec in reversed(self.fields):
            self.by_key[spec.key] = spec

    def field(self, key: str) -> FieldSpec | None:
        """The spec behind a concrete key: `main_revenue[2024]` and `t1[2].pain` find `main_revenue` and `t1.pain`."""
        return self.by_key.get(_bare(key) if "[" in key else key)

    @property
    def fields(self) -> tuple[FieldSpec, ...]:
        return tuple(f for part in self.parts for f in part.fields)


def _bare(key: str) -> str:
    out, depth = [], 0
    for char in key:
        depth += char == "["
        if depth == 0:
            out.append(char)
        depth -= char == "]"
    return "".join(out)
