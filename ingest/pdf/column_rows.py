"""Rows of a table without upright rules: lines that belong to one row are joined, heads go over their columns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from ingest.pdf.columns import Columns
from ingest.pdf.lines import Line, Piece
from ingest.pdf.parts import Part, PartCell
from ingest.pdf.pieces import has_digits, is_core, is_number, pieces_of
from ingest.pdf.shapes import Edge
from model.text import half_width

#: Lines of one row stand closer than rows do: share of the usual distance, and ems at most.
_CLOSER, _INNER = 0.92, 1.6
#: Of a line that closes the bracket of the one above.
_LOOSE = 2.0
_FINISHED = re.compile(r"^[-−(]?\d+(?:,\d{3})*\.\d{2}\)?$")
_WHOLE = re.compile(r"^[-−(]?\d{1,3}(?:(?:,\d{3})+|\d*)(?:\.\d{1,4})?\)?$")


def to_part(head: Sequence[Line], rows: Sequence[Line], columns: Columns, rules: Sequence[Edge]) -> Part:
    """The table: one row for each line of the head, then one for each group of lines that make a row."""
    heads = _head_rows(head, columns)
    groups = [lines for lines, _ in heads] + _group(rows, rules)
    lines = [*head, *rows]
    inner = [(a[1] + b[0]) / 2 for a, b in pairwise(columns.spans)]
    left, right = min(line.x0 for line in lines), max(line.x1 for line in lines)
    xs = [min(columns.spans[0][0], left) - 2, *inner, max(columns.spans[-1][1], right) + 2]
    xs = [round(x, 1) for x in xs]
    cuts = [(a[-1].bottom + b[0].top) / 2 for a, b in pairwise(groups)]
    ys = [round(y, 1) for y in (groups[0][0].top - 2, *cuts, groups[-1][-1].bottom + 2)]
    cells = []
    for i, group in enumerate(groups):
        placed = heads[i][1] if i < len(heads) else _row_places(group, columns)
        j = 0
        while j < len(columns.spans):
            text, across = placed.get(j, ("", 1))
            cells.append(PartCell(i, j, 1, across, text, (xs[j], ys[i], xs[j + across], ys[i + 1])))
            j += across
    return Part(xs, ys, cells, columns)


def _head_rows(head: Sequence[Line], columns: Columns) -> list[tuple[list[Line], dict[int, tuple[str, int]]]]:
    """Lines of the head with what stands over each column; lines half a line apart are one row of uneven cells."""
    found: list[tuple[list[Line], dict[int, tuple[str, int]]]] = []
    for line in head:
        placed = _head_places(line, columns)
        flat = all(across == 1 for _, across in placed.values())
        if found and flat and line.base - found[-1][0][-1].base < 0.85 * line.size:
            lines, known = found[-1]
            if all(across == 1 for _, across in known.values()):
                lines.append(line)
                for j, (text, _) in placed.items():
                    known[j] = (known[j][0] + text if j in known else text, 1)
                continue
        found.append(([line], placed))
    return found


def _group(rows: Sequence[Line], rules: Sequence[Edge]) -> list[list[Line]]:
    """Lines of one row together: between two rules where every row is ruled, else by their distance."""
    if not rows:
        return []
    ruled = [_is_ruled(a, b, rules) for a, b in pairwise(rows)]
    cored = pairwise(map(is_core, rows))
    cores = [
        (a, b, cut) for (a, b), cut, both in zip(pairwise(rows), ruled, cored, strict=True) if both == (True, True)
    ]
    by_rules = len(cores) >= 3 and sum(cut for _, _, cut in cores) >= 0.9 * len(cores)
    joined = [not cut for cut in ruled] if by_rules else _joints(rows, [b.base - a.base for a, b, _ in cores])
    groups = [[rows[0]]]
    for line, join in zip(rows[1:], joined, strict=True):
        if join:
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _is_ruled(above: Line, below: Line, rules: Sequence[Edge]) -> bool:
    """Whether a level line runs between two lines, under most of the upper one's words or the lower one's."""
    if not rules:
        return False
    left, right = min(above.x0, below.x0), max(above.x1, below.x1)
    low, high = above.base - 0.2 * above.size, below.base - 0.35 * below.size
    long = (min(rule.end, right) - max(rule.start, left) for rule in rules if low < rule.at < high)
    return sum(x for x in long if x > 0) > 0.6 * (right - left)


def _joints(rows: Sequence[Line], pitches: Sequence[float]) -> list[bool]:
    """Whether each line goes on with the one above: a part of a row stands nearer to the rest of it than rows do."""
    usual = median(pitches) if len(pitches) >= 3 else float("inf")
    gaps = [float("inf"), *(b.base - a.base for a, b in pairwise(rows)), float("inf")]
    joined = [False] * (len(rows) - 1)
    for i, line in enumerate(rows):
        if i and gaps[i] <= _INNER * line.size and is_cut(rows[i - 1], line, gaps[i] <= _CLOSER * gaps[i + 1]):
            joined[i - 1] = True
            continue
        if max(gaps[i], gaps[i + 1]) < 0.8 * line.size:  # the middle of a row whose other cells have two lines
            joined[i - 1] = joined[i] = True
            continue
        if is_core(line) or line.text.rstrip().endswith(("：", ":")):
            continue
        if i and gaps[i] <= _LOOSE * line.size and _closes(rows[i - 1], line):
            joined[i - 1] = True
            continue
        above, below = gaps[i], gaps[i + 1]
        near = min(above, below)
        if near > _CLOSER * usual or near > _INNER * line.size or near > _CLOSER * max(above, below):
            continue
        at = i - 1 if above < below else i
        other = rows[at] if above < below else rows[at + 1]
        if not other.text.rstrip().endswith(("：", ":")):
            joined[at] = True
    return joined


def _closes(above: Line, below: Line) -> bool:
    """Whether a name goes on by closing the bracket that the line above left open: 投资收益（损失, 以“－”号填列）."""
    start, end = half_width(above.text), half_width(below.text)
    return start.rfind("(") > start.rfind(")") and 0 <= end.find(")") < (end.find("(") % (len(end) + 1))


def is_cut(above: Line, below: Line, close: bool) -> bool:
    """Whether the figures of a line are the ends of those above it: 1,234,567, over 890.12; the name stands above.

    Where the name goes on as well, the line must stand closer than the next one.
    """
    ends = [piece for piece in pieces_of(below) if has_digits(piece)]
    if not ends or (pieces_of(below)[0].x0 < above.x0 + above.size and not close):
        return False
    starts = [piece for piece in pieces_of(above) if has_digits(piece)]
    pairs = [(a, b) for b in ends for a in starts if a.x0 < b.x1 and b.x0 < a.x1]
    alone = len(ends) - len(pairs)  # the number of the row, which may stand lower
    return alone < len(pairs) and all(goes_on(a.text, b.text) for a, b in pairs)


def goes_on(start: str, end: str) -> bool:
    """Whether two texts are one figure that a narrow cell cut."""
    start, end = (half_width(text).replace(" ", "") for text in (start, end))
    if _FINISHED.match(start) or not _WHOLE.match(start + end):
        return False
    open_end = re.search(r"[.,]$|\.\d$|,\d{1,2}$", start)
    return bool(open_end or ("." not in start and re.search(r"\.\d\d?[)]?$", end)))


def _row_places(group: Sequence[Line], columns: Columns) -> dict[int, tuple[str, int]]:
    """Column → (text, columns it runs over). Names over several lines are joined, figures that a cell cut as well."""
    texts: dict[int, list[list[str]]] = {}
    spans: dict[int, int] = {}
    for line in group:
        here: dict[int, list[str]] = {}
        for piece in pieces_of(line):
            met = columns.met(piece)
            column = columns.of_met(piece, met)
            if len(met) > 1 and not is_number(piece) and not any(j in texts for j in met[1:]):
                column = met[0]  # a heading that runs over several columns
                if len(line.pieces) < 2 and len(group) == 1:
                    spans[column] = len(met)
            here.setdefault(column, []).append(piece.text)
        for column, words in here.items():
            texts.setdefault(column, []).append(words)
    return {j: (_join(parts), spans.get(j, 1)) for j, parts in texts.items()}


def _join(lines: Sequence[Sequence[str]]) -> str:
    whole = " ".join(lines[0]) if len(lines[0]) > 1 else lines[0][0]
    for words in lines[1:]:
        more = " ".join(words)
        if not any(map(str.isdigit, whole)) or not re.match(r"[\d,，.．]", more) or goes_on(whole, more):
            whole += more
        else:
            whole += " " + more
    return whole


def _head_places(line: Line, columns: Columns) -> dict[int, tuple[str, int]]:
    """Heads over the nearest columns; as many as columns go one to each, evenly spread ones over several."""
    pieces = pieces_of(line)
    count = len(columns.spans)
    if len(pieces) == count:
        return {j: (piece.text, 1) for j, piece in enumerate(pieces)}
    figures = sorted(columns.figures)
    edge = columns.spans[figures[0]][0]
    over = [p for p in pieces if (p.x0 + p.x1) / 2 > edge - 12]
    placed: dict[int, tuple[str, int]] = {}
    each, rest = divmod(len(figures), max(1, len(over)))
    runs_on = figures == list(range(figures[0], figures[0] + len(figures)))
    if len(over) == len(figures):
        for j, piece in zip(figures, over, strict=True):
            placed[j] = (piece.text, 1)
    elif runs_on and each > 1 and not rest and _spread(over, columns, figures, each):
        for number, piece in enumerate(over):
            placed[figures[number * each]] = (piece.text, each)
    else:
        over = []
    for piece in pieces:
        if piece not in over:
            j = min(range(count), key=lambda k: abs(sum(columns.spans[k]) - piece.x0 - piece.x1))
            met = columns.met(piece)
            j = (
                max(met, key=lambda k: min(piece.x1, columns.spans[k][1]) - max(piece.x0, columns.spans[k][0]))
                if met
                else j
            )
            placed[j] = (f"{placed[j][0]} {piece.text}" if j in placed else piece.text, 1)
    return placed


def _spread(pieces: Sequence[Piece], columns: Columns, figures: Sequence[int], each: int) -> bool:
    """Whether heads stand over the middle of groups of columns rather than over single ones."""
    for number, piece in enumerate(pieces):
        group = figures[number * each : (number + 1) * each]
        middle = (columns.spans[group[0]][0] + columns.spans[group[-1]][1]) / 2
        own = min(abs(sum(columns.spans[j]) - piece.x0 - piece.x1) / 2 for j in group)
        if abs(middle - (piece.x0 + piece.x1) / 2) > own:
            return False
    return True
