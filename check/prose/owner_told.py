"""P-01…P-03: a sentence tells what the one owner's statement says, and the cell what the other's says."""

from __future__ import annotations

from collections.abc import Sequence

from check.case import Case
from check.finance.columns import usable
from check.finance.owners_mixed import CELLS, Worth, agrees, sides_of
from check.lookup import STATEMENT_PREFIXES
from check.show import show_field, show_stated
from model.amount import Amount, Hedge
from model.finding import Finding, Severity
from model.submission import Claim, Field


def find_other_owner(case: Case, claim: Claim, targets: Sequence[Field]) -> Finding | None:
    """W where the number of a sentence agrees with no cell but with one owner's statement of a year, while the cell of
    that year agrees with the other's only."""
    cells = cells_of(case, targets)
    if claim.amount.hedge is not Hedge.NONE or any(f.amount and agrees(f.amount, claim.amount) for f in cells):
        return None
    sheets = usable(case, "balance", "income")
    for cell in cells:
        base, _, rest = cell.key.partition("[")
        if base not in CELLS or not rest[:4].isdigit() or cell.amount is None:
            continue
        sides = sides_of(case, sheets, base, int(rest[:4]))
        told, filled = ([fit(side, one) for side in sides] for one in (claim.amount, cell.amount))
        for mine, other in ((0, 1), (1, 0)):
            own, across = told[mine], filled[other]
            if own and across and not told[other] and not filled[mine]:
                return case.finding(
                    f"正文“{claim.text}”中的{show_stated(claim.amount)}，与{own.said}相符，而表内“{case.label(cell.key)}”"
                    f"填{show_field(cell)}，与{across.owner}报表相符（{across.said}），口径不一，请核实。",
                    claim,
                    cell,
                    *own.used,
                    *across.used,
                    severity=Severity.W,
                    tags=("other_scope",),
                    about=(f"{claim.place.path}“{claim.text}”", cell.key),
                    expected=across.said,
                    found=f"{show_stated(claim.amount)}（{own.owner}）",
                )
    return None


def cells_of(case: Case, targets: Sequence[Field]) -> list[Field]:
    """The form's own cells among them, and those that the lines among them stand behind (营业收入: 主营业务收入)."""
    keys = []
    for field in targets:
        line, _, rest = field.key.partition("[")
        behind = [base for base, (_, lines) in CELLS.items() if line in lines]
        keys += [f"{base}[{rest}" for base in behind] if line.startswith(STATEMENT_PREFIXES) else [field.key]
    return [cell for key in dict.fromkeys(keys) if (cell := case.field(key)) and cell.amount]


def fit(side: Sequence[Worth], amount: Amount) -> Worth | None:
    return next((one for one in side if agrees(one.amount, amount)), None)
