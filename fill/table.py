"""FilledTable: an official table ready to be written, every cell with its mode, its sources and a remark."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from fill.layout import Layout
from model.place import Place

MISSING = "待补"


class Mode(StrEnum):
    """auto: filled · auto?: filled, a person confirms · clerk: a person writes or decides."""

    AUTO = "auto"
    ASK = "auto?"
    CLERK = "clerk"


@dataclass(frozen=True, slots=True)
class FilledCell:
    """`sources` are the places of everything the text was taken from; `remark` (Chinese) says what to look at."""

    text: str
    mode: Mode
    sources: tuple[Place, ...] = ()
    remark: str = ""

    @property
    def missing(self) -> bool:
        """Whether something in it is still to be written (or, in printed boxes, ticked) by a person."""
        return MISSING in self.text or self.remark.startswith(MISSING)


@dataclass(frozen=True, slots=True)
class FilledRow:
    """One project; `submission` is the id of the submission it came from."""

    submission: str
    cells: tuple[FilledCell, ...]


@dataclass(frozen=True, slots=True)
class FilledTable:
    """`header` and `footer` are the printed (left, right) pieces of their line; `columns` the labels as printed;
    `notes` are Chinese sentences for the person who hands it on: what was left out and why; `layout` is how
    it is printed."""

    form: str
    title: str
    header: tuple[str, ...]
    columns: tuple[str, ...]
    rows: tuple[FilledRow, ...]
    layout: Layout
    notes: tuple[str, ...] = ()
    footer: tuple[str, ...] = ()


def missing(why: str, sources: tuple[Place, ...] = ()) -> FilledCell:
    """A cell nobody can derive, with the reason."""
    return FilledCell(MISSING, Mode.CLERK, sources, why)
