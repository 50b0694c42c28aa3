"""F-01, F-03, F-08, F-13: figures of a sheet that stand beside the wrong names, or in the other period's column."""

from __future__ import annotations

from collections.abc import Iterator

from check.case import Case
from check.finance.columns import YEAR_END, base
from model.finding import Finding, Severity
from model.place import Place
from model.submission import Statement, Trust

#: What one column says of itself, and what is proven; so many cells are quoted; the ledger's half of a reason.
_MOVED, _PROVEN = (Trust.SLIPPED, Trust.SHIFTED), (Trust.SLIPPED, Trust.TURNED)
_QUOTED, _LEDGER = 6, "，本栏数据未用于核对。"


def find_displaced(case: Case, kind: str, *moved: Trust) -> Iterator[Finding]:
    """One finding for a sheet, whatever rules would stumble over its figures: they are not used.

    E where all sums hold once the rows are moved back or the columns changed over, else W. Where the digits were
    recognised, or the rows drawn from the lines of a PDF, the reading may have slipped: that is left to the ledger.
    """
    sheets: dict[Place, list[Statement]] = {}
    for one in (s for paper in case.submission.papers for s in paper.statements if s.kind == kind):
        if one.trust in (moved or _MOVED) and one.year and one.month == YEAR_END and not _is_read(case, one):
            sheets.setdefault(one.place, []).append(one)
    totals = list(dict.fromkeys(footing.total for footing in case.reference.statements.footings))
    for found in sheets.values():
        proven = [s for s in found if s.trust in _PROVEN]
        lines = [line for s in proven or found for line in s.lines if line.problem == s.reason]
        quoted = sorted(lines, key=lambda line: totals.index(base(line)) if base(line) in totals else len(totals))
        titles = "、".join(dict.fromkeys(s.title for s in found))
        reason = (proven or found)[0].reason.removesuffix(_LEDGER)
        yield case.finding(
            f"{titles}{reason}，请核实。",
            *(line.place for line in quoted[:_QUOTED]),
            severity=Severity.E if proven else Severity.W,
            tags=("displaced",),
            about=[line.key for s in found for line in s.lines],
        )


def _is_read(case: Case, one: Statement) -> bool:
    return one.place.page is not None or case.is_scanned(one.place)
