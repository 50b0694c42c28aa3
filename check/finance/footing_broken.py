"""F-02, F-03, F-13: the lines of a statement do not add up to its subtotals."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from check.case import Agreed, Answer, Case, NotChecked, Skipped
from check.finance.columns import amount_of, base, columns, doubted, named, usable, yuan
from check.finance.details_off import find_details_off
from check.finance.displaced import find_displaced
from check.finance.sums import can_add, sums
from check.nearest import find_reading
from check.registry import rule
from model.amount import Amount
from model.finding import Cure, Finding
from model.statement import Term
from model.submission import Field, Statement


@rule("F-02", "F-03", "F-13")
def find_footing_broken(case: Case) -> Iterator[Answer]:
    """One way of `corpora/statements/footings.yml` that adds up is enough; every line may be off by its last digit.

    Sums with so many members that only their holding means something (`soft`) give a finding only where the same
    lines add up in another column of the same owner.
    """
    looked, told = False, dict[str, Finding]()
    totals = set(case.param("totals"))
    kind = case.param("statement")
    if kind != "balance":  # of those F-01 speaks
        for displaced in find_displaced(case, kind):
            looked = True
            yield displaced
    found = usable(case, kind) if looked else columns(case, kind)
    yield from doubted(case, kind)
    for answer in find_details_off(case, found, case.rule.params.get("details", ())):
        looked = True
        yield answer
    for statement in found:
        printed = {base(line) for line in statement.lines}
        for footing in case.reference.statements.footings:
            total = statement.line(footing.total)
            if footing.soft or footing.total not in totals or total is None or total.amount is None:
                continue
            own = [way for way in footing.terms if not other_rule(case, way)]
            bare = [way for way in own if can_add(statement, way, statement.blank)]
            if any(s.meets(total.amount.interval) for way in bare for s in sums(statement, way)):
                looked = True
                yield Agreed()
                continue
            ways = [way for way in bare if can_add(statement, way)]
            if not ways:  # a line left blank may have been meant as nothing, or forgotten
                continue
            if not footing.may_fail(printed):
                yield Skipped(
                    f"{statement.title}是摘要，没有列出“{named(case, footing.total)}”的全部组成项目，未核对该项合计。"
                )
                continue
            looked = True
            there = [t for t in ways[0] if amount_of(statement, t.line)]
            right = next(sums(statement, ways[0])).middle
            formula = "".join(f"{'－' if t.sign == '-' else '＋'}{named(case, t.line)}" for t in there).lstrip("＋")
            reading = find_reading(total.amount, Amount(right, "元", total.amount.step))
            finding = case.finding(
                f"{statement.title}“{named(case, footing.total)}”为{yuan(total.amount.value)}，"
                f"{formula}＝{yuan(right)}，应当相等{reading.said if reading else ''}，请核实。",
                total,
                *(line for t in there if (line := statement.line(t.line))),
                tags=(reading.tag,) if reading else (),
                expected=yuan(right),
                found=yuan(total.amount.value),
                cures=cures(case, statement, total, there, right - total.amount.value),
            )
            # The year's own sheet and the comparison column of the next print the same figures: one finding.
            before = told.get(finding.message)
            seen = before.evidence if before else ()
            told[finding.message] = replace(finding, evidence=tuple(dict.fromkeys((*seen, *finding.evidence))))
    yield from told.values()
    if not looked:
        raise NotChecked("报表没有列出可以加总的明细项目，未核对。")


def cures(case: Case, statement: Statement, total: Field, way: list[Term], gap: Decimal) -> Iterator[Cure]:
    """The total, or any one of its members, as it would make the sum right; `gap`: the sum less the total."""
    for line, sign in ((total, 1), *((statement.line(t.line), 1 if t.sign == "-" else -1) for t in way)):
        if line and line.amount:
            yield case.cure(line, line.amount.value + sign * gap, line.amount.step)


def other_rule(case: Case, way: tuple[Term, ...]) -> bool:
    """Whether the way is another rule's (assets = liabilities + equity is F-01's)."""
    return {t.line for t in way} >= set(case.rule.params.get("not_with", ("-",)))
