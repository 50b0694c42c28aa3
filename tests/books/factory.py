"""`FactoryBook`: a GS-03 or GS-04 book as its source tells it, and `Looks`: how it was typed and printed."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, cast

import yaml

from tests.books.book import Fault
from tests.books.factory_form import HINTS

SOURCES = Path(__file__).parent / "factories"


@dataclass(frozen=True, slots=True)
class Looks:
    """How a book looks. None of these changes what it says."""

    tick: str = "☑"
    date: str = "年"
    money: str = "plain"
    years: str = "up"
    year_mark: str = "年"
    percent_sign: bool = False
    full_width: bool = False
    """digits of money and counts typed full-width"""
    cover: str = "lines"
    group: str = "merged"
    """merged · repeated · blank"""
    label_merge: str = "merged"
    """labels over several value rows: merged · blank · repeated"""
    label_blanks: bool = True
    vertical: bool = True
    colon: bool = False
    numbered: bool = False
    staff: str = "as_printed"
    """as_printed (前 twice) · corrected"""
    leader: str = "below"
    """below (labels above values, as printed) · beside"""
    joint: bool = False
    """传真/邮箱 in one cell"""
    below: tuple[str, ...] = ()
    """long texts typed in a row of their own under label and hint"""
    hints: tuple[str, ...] = ()
    """printed hints left in front of the answer; `all` for every one"""
    joined: bool = False
    """the two answers of run_monitor and run_selfrepair in one cell merged by mistake, hints kept"""
    scenes: str = "prefix"
    """prefix (典型场景1：名称) · plain · numbered · apart (two cells under a wide head)"""
    scenes_left: int = 0
    """printed placeholder rows left below"""
    note_column: bool = False
    """a remark column added beside the years"""
    chapter_hints: bool = True
    """the printed explanation still behind the heading"""
    cover_title: str = ""
    font: str = "仿宋"
    size: int = 21
    """half points of the table text"""
    wide_label: int = 3
    """grid columns of the first label column"""
    licence: int = 0


@dataclass(frozen=True, slots=True)
class FactoryBook:
    """One book: `fields` holds contract values (years in brackets), `scenes` name and text, `prints` odd typing."""

    form: str
    folder: str
    file: str
    format: str
    fields: dict[str, str]
    scenes: tuple[dict[str, str], ...]
    looks: Looks = Looks()
    prints: dict[str, str] = field(default_factory=dict)
    clean: bool = True
    author: str = "办公室"
    created: str = "2025-09-01T09:00:00"
    faults: tuple[Fault, ...] = ()
    traps: tuple[str, ...] = ()
    ticks: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """what is really ticked where that is not the value"""
    copy: dict[str, Any] = field(default_factory=dict)
    """a second copy as PDF: its file, and the fields in which it says something else"""

    @property
    def years(self) -> list[str]:
        return sorted({key[-5:-1] for key in self.fields if key.startswith("total_assets[")}) or [
            "2022",
            "2023",
            "2024",
        ]

    def hint(self, key: str) -> str:
        """The printed hint where it was left beside the answer or the answer is missing."""
        kept = key in self.looks.hints or "all" in self.looks.hints or key not in self.fields
        return HINTS[self.form].get(key, "") if kept else ""


def read_factory(path: Path) -> FactoryBook:
    """One source file → the book. Unknown keys raise TypeError."""
    source = cast(dict[str, Any], yaml.safe_load(path.read_text("utf-8")))
    looks = {k: tuple(v) if isinstance(v, list) else v for k, v in source.pop("looks", {}).items()}
    faults = tuple(Fault(**{**f, "also": tuple(f.get("also", ()))}) for f in source.pop("faults", []))
    fields = {key: str(value).strip() for key, value in source.pop("fields").items()}
    scenes = tuple({k: str(v).strip() for k, v in row.items()} for row in source.pop("scenes"))
    traps = tuple(source.pop("traps", []))
    source["ticks"] = {key: tuple(words) for key, words in source.get("ticks", {}).items()}
    return FactoryBook(fields=fields, scenes=scenes, looks=Looks(**looks), faults=faults, traps=traps, **source)


def second_copy(book: FactoryBook) -> FactoryBook:
    """The stamped PDF beside the Word file."""
    return replace(book, file=book.copy["file"], format="pdf", fields={**book.fields, **book.copy["fields"]}, copy={})


def read_factories() -> list[FactoryBook]:
    return [read_factory(path) for path in sorted(SOURCES.glob("[0-9]*.yml"))]
