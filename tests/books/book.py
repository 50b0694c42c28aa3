"""`Book` and `Layout`: one source file in `sources/`, read and typed. Content on one side, looks on the other."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

import yaml

SOURCES = Path(__file__).parent / "sources"

Row = dict[str, str]
"""One row of 附表1: link, scene, application, pain, solution, guarantee, effect, other, economy, remark, true_no."""


@dataclass(frozen=True, slots=True)
class Layout:
    """How a book looks. Every value here has been seen in real books; none changes what the book says."""

    tick: str = "☑"
    """☑ ☒ ■ ● √ (before the word) · √after · wingdings (w:sym) · control (w14:checkbox) · deleted (others gone)"""
    cover: str = "lines"
    """lines (label + underlined value) · table (borderless table)"""
    group: str = "merged"
    """merged (vMerge) · repeated (label in every row) · blank (label once, own empty cells below)"""
    date: str = "年"
    """年 (2024年5月) · - (2024-05) · . (2024.05)"""
    years: str = "up"
    """up (2022 2023 2024) · down"""
    year_mark: str = "年"
    money: str = "plain"
    """plain (12345.67) · comma (12,345.67) · unit (12345.67万元)"""
    percent_sign: bool = False
    example: bool = False
    """the printed 示例 row of 附表1 is still there"""
    label_blanks: bool = True
    """姓  名 instead of 姓名"""
    vertical: bool = True
    """整/体/建/设/成/效 one character a paragraph"""
    hints: tuple[str, ...] = ()
    """printed hints left in front of the answer: profile, vendors, scheme_text"""
    annex2: str = "portrait"
    font: str = "仿宋"
    licence: int = 0
    """which of the drawn licence and seal designs"""


@dataclass(frozen=True, slots=True)
class Fault:
    """One planted fault. `also`: rules that may rightly speak up about the same cause."""

    rule: str
    what: str
    where: str
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """One 附表2 block. Equipment and software rows: kind, name, model, vendor(, remark); the others: name, use."""

    instance_name: str
    equipment: tuple[tuple[str, ...], ...]
    software: tuple[tuple[str, ...], ...]
    process: tuple[tuple[str, ...], ...]
    technology: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Book:
    """One submission as its source tells it. `fields` holds contract values; `prints` what is printed instead."""

    folder: str
    file: str
    format: str
    clean: bool
    author: str
    created: str
    layout: Layout
    fields: dict[str, str]
    prints: dict[str, str]
    ticks: dict[str, tuple[str, ...]]
    t1: tuple[Row, ...]
    t2: tuple[Block, ...]
    faults: tuple[Fault, ...] = ()
    traps: tuple[str, ...] = ()
    statement: dict[str, Any] = field(default_factory=dict)
    changes: tuple[dict[str, str], ...] = ()
    """Equations the prose states: what, kind (increase, reduction, ratio), before, after, claim, in (field key)"""
    patents: tuple[str, ...] = ()
    standards: str = ""
    figure: dict[str, Any] = field(default_factory=dict)

    @property
    def years(self) -> list[str]:
        """The printed years, ascending."""
        return [self.fields[f"year_{n}"] for n in (1, 2, 3) if f"year_{n}" in self.fields]


def _strings(table: dict[str, Any]) -> dict[str, str]:
    return {key: str(value).strip() for key, value in table.items() if value is not None and str(value).strip()}


def _rows(lines: list[list[str]] | None) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(str(cell or "") for cell in line) for line in lines or [])


def read_book(path: Path) -> Book:
    """One source file → `Book`. Unknown keys raise TypeError: a misspelt option must not pass silently."""
    source = cast(dict[str, Any], yaml.safe_load(path.read_text("utf-8")))
    looks = source.pop("layout", {})
    looks["hints"] = tuple(looks.get("hints", ()))
    faults = tuple(Fault(**{**f, "also": tuple(f.get("also", ()))}) for f in source.pop("faults", []))
    blocks = tuple(
        Block(b["instance_name"], *(_rows(b.get(part)) for part in ("equipment", "software", "process", "technology")))
        for b in source.pop("t2")
    )
    return Book(
        layout=Layout(**looks),
        faults=faults,
        t2=blocks,
        fields=_strings(source.pop("fields")),
        prints=_strings(source.pop("prints", {})),
        ticks={key: tuple(words) for key, words in source.pop("ticks", {}).items()},
        t1=tuple(_strings(row) for row in source.pop("t1")),
        traps=tuple(source.pop("traps", [])),
        changes=tuple(_strings(row) for row in source.pop("changes", [])),
        patents=tuple(source.pop("patents", [])),
        **source,
    )


def read_books() -> list[Book]:
    """All books of `sources/`, in file order."""
    return [read_book(path) for path in sorted(SOURCES.glob("[0-9]*.yml"))]
