"""The head of an office's list of awards → which column says what, the unit of its money, what is not understood."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from rapidfuzz import fuzz

from model.archive import ArchiveHeads
from model.document import Cell, Table
from model.text import squash

#: What a list must have to be one; and where its head may stand, below titles and notes.
NEEDED = {"company", "carrier"}
_LOOKED = 8
#: So alike are two names of which one has a letter astray, none of them shorter than this: 认定日期 is not 处理日期.
_ALIKE, _LONG = 88, 6
_NUMBER = re.compile(r"[\d,，.]+(?:元|万元?|千元|亿元)?")
#: The unit of a head stands in brackets, behind a stroke, or at its end.
_UNIT_IN = re.compile(r"\((?:单位[:：]?)?([^()]{1,4})\)|[/:：]([^/:：()]{1,4})$")
_UNIT_LINE = re.compile(r"单位[:：]?([^()，,。;；]{1,4}?)(?:$|[)，,。;；])")


@dataclass(frozen=True, slots=True)
class Head:
    """`columns`: key → column; `below`: the first row of data; `power`: of ten of 元 that the money is told in."""

    columns: dict[str, int]
    below: int
    power: int
    problems: tuple[str, ...] = ()


def read_head(table: Table, words: ArchiveHeads, read_carrier: Callable[[str], str | None]) -> Head | None:
    """None where no row names a company and a title. A head over two rows is read as one: 奖励情况 over 金额."""
    lines = list(table.lines())
    tops = list(enumerate(lines[:_LOOKED]))
    for top, below in (*((n, _depth(line, n)) for n, line in tops), *((n, n + 2) for n, _ in tops)):
        names = _names(lines[top:below], table.cols)
        columns = _columns(names, lines[below:], words, read_carrier)
        if columns.keys() >= NEEDED:
            return _finish(columns, names, lines, top, below, words)
    return None


def _depth(line: list[Cell], top: int) -> int:
    """The row below the head: cells that reach over columns stand over a second row, unless one is the title."""
    deep = max((cell.row + cell.rowspan for cell in line if cell.text.strip()), default=top + 1)
    wide = len([cell for cell in line if cell.text.strip()]) > 1 and any(cell.colspan > 1 for cell in line)
    return max(deep, top + 2 if wide else top + 1)


def _names(lines: list[list[Cell]], width: int) -> list[tuple[str, ...]]:
    """By column what its head may be called: the lowest cell, and all that stand above it with it."""
    names = []
    for col in range(width):
        told = [squash(c.text) for line in lines for c in line if c.col <= col < c.col + c.colspan and c.text.strip()]
        told = list(dict.fromkeys(told))
        names.append(tuple(dict.fromkeys((told[-1], "".join(told)))) if told else ())
    return names


def _columns(
    names: list[tuple[str, ...]],
    below: list[list[Cell]],
    words: ArchiveHeads,
    read_carrier: Callable[[str], str | None],
) -> dict[str, int]:
    """Key → column. Of several that may be the title, the one in whose cells most titles are read."""
    found: dict[str, list[tuple[int, int]]] = {}
    for col, told in enumerate(names):
        ranked = [one for name in told if (one := _key(bare(name, words), words))]
        if ranked:
            key, rank = ranked[0]
            found.setdefault(key, []).append((rank, col))
    if len(titles := found.get("carrier", [])) > 1:
        read = partial(_read_in, below, read_carrier)
        found["carrier"] = [max(sorted(titles), key=lambda one: read(one[1]))]
    return {key: min(columns)[1] for key, columns in found.items()}


def _read_in(below: list[list[Cell]], read_carrier: Callable[[str], str | None], col: int) -> int:
    return sum(read_carrier(cell.text) is not None for line in below for cell in line if cell.col == col)


def _key(name: str, words: ArchiveHeads) -> tuple[str, int] | None:
    """The column that a head names, and how far down its list the name stands; None unknown, or of two lists."""
    for key, known in words.heads.items():
        if name in known:
            return key, known.index(name)
    if len(name) < _LONG:
        return None
    near = {
        (key, rank)
        for key, known in words.heads.items()
        for rank, one in enumerate(known)
        if len(one) >= _LONG and fuzz.ratio(name, one) >= _ALIKE
    }
    return min(near, key=lambda one: one[1]) if len({key for key, _ in near}) == 1 else None


def bare(name: str, words: ArchiveHeads) -> str:
    """奖励金额(万元) → 奖励金额: without brackets, marks and unit."""
    plain = re.sub(r"\([^()]*\)|\[[^\[\]]*\]|[*:：]", "", _UNIT_IN.sub("", name))
    return next((plain.removesuffix(u) for u in words.units if len(u) > 1 and plain.endswith(u) and plain != u), plain)


def unit_of(name: str, words: ArchiveHeads) -> int | None:
    """The power of ten of 元 that a head tells, or None."""
    told = [squash(hit[1] or hit[2]) for hit in _UNIT_IN.finditer(name)]
    ends = [unit for unit in sorted(words.units, key=len, reverse=True) if len(unit) > 1 or unit == "元"]
    told += [unit for unit in ends if re.sub(r"[\d*]+$", "", name).endswith(unit)][:1]
    return next((words.units[unit] for unit in told if unit in words.units), None)


def _finish(
    columns: dict[str, int],
    names: list[tuple[str, ...]],
    lines: list[list[Cell]],
    top: int,
    below: int,
    words: ArchiveHeads,
) -> Head:
    """What the money is told in, and every column that looks like money and is not the one used."""
    problems = []
    money = columns.get("amount")
    power = (
        next((unit for name in names[money] if (unit := unit_of(name, words)) is not None), None)
        if money is not None
        else None
    )
    above = [squash(cell.text) for line in lines[:top] for cell in line]
    if power is None:
        units = [words.units[hit[1]] for text in above if (hit := _UNIT_LINE.search(text)) and hit[1] in words.units]
        power = units[-1] if units else None
    if power is None:
        power = words.units.get(words.usual, 0)
        if money is not None:
            problems.append(f"档案“{names[money][0]}”列没有写单位，按{words.usual}读取，请核实。")
    for col, told in enumerate(names):
        if col in columns.values() or not told or not _is_money(told, words):
            continue
        if any(cell.col == col and _NUMBER.fullmatch(squash(cell.text)) for line in lines[below:] for cell in line):
            lost = "，往年奖励不能测算" if money is None else f"，奖励金额取自“{names[money][0]}”列"
            problems.append(f"档案“{told[-1]}”列看似金额而未采用{lost}，请核实表头。")
    if money is None and not problems:
        problems.append("档案没有读到奖励金额一列，往年奖励不能测算，请核实表头。")
    return Head(columns, below, power, tuple(problems))


def _is_money(told: tuple[str, ...], words: ArchiveHeads) -> bool:
    if any(unit_of(name, words) is not None for name in told):
        return True
    leaf = told[0]
    return any(word in name for name in told for word in words.money) and not any(
        word in leaf for word in words.no_money
    )
