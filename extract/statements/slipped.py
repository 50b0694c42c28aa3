"""A column whose figures stand one row too low, or too high: moved back, all its sums hold.

Only of papers that print their own digits: on a scan, and where a PDF's grid is drawn from its lines, it may be the
reading that slipped.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from extract.statements.columns import groups
from extract.statements.figures import Figure, is_empty, is_money, read_figure
from extract.statements.footings import Sum, add_up
from extract.statements.layout import Part
from model.amount import Amount
from model.statement import Footing
from model.text import squash

#: So many figures must have moved; so many sums hold with them moved back, of totals so many times their last digit.
_MOVED, _SUMS, _TELLING = 4, 2, 100
#: Members of a soft sum whose holding says as much as another sum.
_MEMBERS = 4


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a column: the line and the name printed left of it ("" where none is), the figure or None."""

    line: str = ""
    name: str = ""
    figure: Figure | None = None
    text: str = ""


Track = tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Guess:
    """The column with its figures moved back; `first`: the row from which they had moved, `low` too far down."""

    tracks: tuple[Track, ...]
    first: str
    low: bool
    moved: frozenset[str]


def track_of(part: Part, col: int) -> Track:
    """The rows of one printed column from the top down; () where the table is turned or a figure has its own unit."""
    if any(cell.place.page is not None or cell.place.picture for entry in part.entries for cell, _ in entry.figures):
        return ()
    cells = {(cell.row, cell.col): cell for cell in part.table.cells}
    if any(cells.get((c.row, c.col)) is not c for entry in part.entries for c, _ in entry.figures):
        return ()
    group = next((g for g in groups(part, sorted(part.columns)) if col in g), [])
    own = {e.label.row: e for e in part.entries if group and e.label.col < group[0] and _own(part, e.label.col, group)}
    if not own:
        return ()
    above, label_col = min(own) - 1, max(e.label.col for e in own.values())
    start = above if (top := cells.get((above, col))) and is_money(top.text) else min(own)
    rows: list[Row] = []
    for at in range(start, max(own) + 2):
        entry, cell = own.get(at), cells.get((at, col))
        figure = read_figure(cell.text) if cell else None
        name = cells.get((at, label_col))
        if at > max(own) and (not figure or (name and squash(name.text))):
            break  # what pushed out of the last line stands in a row without a name
        if (figure and figure.unit) or (cell and not figure and not is_empty(cell.text)):
            return ()
        named = entry.label.text if entry else name.text if name else ""
        rows.append(Row(entry.name.line if entry else "", squash(named), figure, cell.text.strip() if cell else ""))
    return tuple(rows)


def _own(part: Part, label: int, group: Sequence[int]) -> bool:
    """Whether no other column of figures stands between the name and the group."""
    return not any(label < col < group[0] for col in part.columns)


def tell_slip(tracks: Sequence[Track], footings: Sequence[Footing], names: Mapping[str, str]) -> str:
    """A Chinese sentence on the rows that slipped; "" where the column adds up or no slip makes it add up."""
    known = tuple(track for track in tracks if track)
    as_printed = _sums(known, footings)
    broken = [s for s in as_printed if not s.holds]
    if not broken:
        return ""
    best: tuple[int, Guess, list[Sum]] | None = None
    for guess in _guesses(known):
        sums = [s for s in _sums(guess.tracks, footings) if s.holds or not s.footing.soft]
        held = [s for s in sums if s.holds and _tells(s, _amounts(guess.tracks))]
        hard = [s for s in held if not s.footing.soft]
        long = any(s.footing.soft and len(s.lines) > _MEMBERS for s in held)
        proven = all(s.holds for s in sums) and hard and len(hard) + long >= _SUMS and guess.moved & _lines(held)
        if proven and (best is None or len(held) > best[0]):
            best = len(held), guess, hard
    return _say(best[1], best[2], broken, known, names) if best else ""


def _say(guess: Guess, held: list[Sum], broken: list[Sum], known: Sequence[Track], names: Mapping[str, str]) -> str:
    totals = [s.footing.total for s in (*broken, *held)]
    rows = [(row, track[at - 1 if guess.low else at + 1]) for track in known for at, row in _movable(track, guess.low)]
    shown = next((pair for total in totals for pair in rows if pair[0].line == total and pair[1].name), None)
    example = f"（“{names[shown[0].line]}”一行所印{shown[0].text}应是“{shown[1].name}”的数）" if shown else ""
    down, back = ("下", "上") if guess.low else ("上", "下")
    fits = "、".join(dict.fromkeys(names[s.footing.total] for s in held))
    return (
        f"自“{guess.first}”一行起各数疑整体{down}移一行{example}：按现印有{len(broken)}处合计不成立，"
        f"各数{back}移一行后“{fits}”等合计均成立，本栏数据未用于核对。"
    )


def _movable(track: Track, low: bool) -> Iterator[tuple[int, Row]]:
    """Rows with a figure and a neighbour from which it may have come."""
    for at, row in enumerate(track):
        if row.figure and 0 <= at + (-1 if low else 1) < len(track):
            yield at, row


def _guesses(tracks: tuple[Track, ...]) -> Iterator[Guess]:
    """Each half of the sheet moved back alone, then both: down from a row that was left empty, up to a last row that
    was."""
    single = [list(_moved_back(track)) for track in tracks]
    for at, some in enumerate(single):
        for guess in some:
            yield replace(guess, tracks=(*tracks[:at], *guess.tracks, *tracks[at + 1 :]))
    if len(tracks) == 2:
        for one in single[0]:
            for other in single[1]:
                if one.low == other.low:
                    yield replace(one, tracks=(*one.tracks, *other.tracks), moved=one.moved | other.moved)


def _moved_back(track: Track) -> Iterator[Guess]:
    for at, row in enumerate(track):
        below = track[at + 1 :]
        if row.figure is None and row.name and _enough(below):  # a hole where the figures were pushed down
            shifted = [*(_with(old, new) for old, new in zip(track[at:], below, strict=False)), _with(track[-1], None)]
            yield Guess(((*track[:at], *shifted),), row.name, True, _named(track[at:]))
    if track and track[-1].figure is None:
        for at, row in enumerate(track):
            if row.figure and _enough(track[at:]):
                shifted = [
                    _with(row, None),
                    *(_with(old, new) for old, new in zip(track[at + 1 :], track[at:], strict=False)),
                ]
                yield Guess(((*track[:at], *shifted),), row.name, False, _named(track[at:]))


def _with(row: Row, other: Row | None) -> Row:
    return replace(row, figure=other.figure if other else None, text=other.text if other else "")


def _enough(rows: Sequence[Row]) -> bool:
    return len({row.figure.value for row in rows if row.figure and row.figure.value}) >= _MOVED


def _named(rows: Sequence[Row]) -> frozenset[str]:
    return frozenset(row.line for row in rows if row.line)


def _lines(sums: Sequence[Sum]) -> frozenset[str]:
    return frozenset(line for s in sums for line in s.lines)


def _amounts(tracks: Sequence[Track]) -> dict[str, Amount]:
    found: dict[str, Amount] = {}
    for row in (row for track in tracks for row in track):
        if row.line and row.figure:
            found.setdefault(row.line, Amount(row.figure.value, "元", row.figure.step))
    return found


def _sums(tracks: Sequence[Track], footings: Sequence[Footing]) -> list[Sum]:
    column = _amounts(tracks)
    blank = {row.line for track in tracks for row in track if row.line} - {*column}
    sums = [s for footing in footings if (s := add_up(footing, column, blank=blank))]
    return [s for s in sums if s.holds or s.footing.may_fail(column)]


def _tells(held: Sum, column: Mapping[str, Amount]) -> bool:
    """Whether a sum that holds is more than a nought or one number twice."""
    total = column[held.footing.total]
    members = [column[line] for line in held.lines - {held.footing.total} if line in column]
    return abs(total.value) >= _TELLING * total.step and sum(bool(one.value) for one in members) > 1
