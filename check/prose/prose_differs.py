"""P-01…P-04, P-06, P-09, P-13…P-16: a number in the prose is not the number in the table. One row for each quantity.

P-14 (hedges), P-15 (Chinese numerals) and P-16 (ranges) look at the quantities of the other rows, as far as the number
is written so; each sentence belongs to one rule.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from check.arithmetic.gross_margin import gross_reading
from check.beside import Beside
from check.case import Agreed, Answer, Case, NotChecked, Skipped
from check.dated import is_year_printed
from check.evidence import spot, stated_amounts
from check.finance.lines_told import find_lines_told
from check.finance.other_lines import other_lines
from check.grade import TWENTIETH, grade, softest
from check.lookup import FREE_BOOKS
from check.nearest import Reading, find_reading, other_field, other_owners, other_years, wrong_bases
from check.prose.balance_told import find_balance_told
from check.prose.capitals_told import find_capitals_differ
from check.prose.comparable import (
    bare,
    cells,
    claims_of,
    manner_of,
    rows_of,
    say_why_not,
    targets_of,
)  # fmt: skip
from check.prose.doubled import find_doubled
from check.prose.ends_differ import compare_ends, find_levels_told
from check.prose.hedged_counts import find_hedged_counts
from check.prose.kpi_told import find_kpi_told
from check.prose.line_told import find_line_investment
from check.prose.owner_told import find_other_owner
from check.prose.part_over_whole import find_part_over_whole, is_kind_listed, is_part
from check.prose.parts_beside import (
    adds_up,
    equal_count,
    is_named_beside,
    own_part_stands_behind,
    whole_stands_beside,
)
from check.prose.profit_tax import find_profit_tax_differs
from check.prose.ranges_told import find_ranges_left
from check.prose.spread_differs import find_spread_differs
from check.prose.within_whole import find_within_whole
from check.prose.works_money import find_works_money
from check.prose.works_tables import find_settled_money
from check.registry import rule
from check.show import show_field, show_range, show_stated
from model.amount import Amount, Hedge, Miss
from model.finding import Cause, Severity
from model.rule import Rule
from model.submission import Claim, Field

#: Years that no table of three has.
EVER = re.compile(r"曾|历史|最高|高峰|巅峰|历年")


#: What a rule hears beside single numbers that stand against a cell.
ALSO: dict[str, tuple[Callable[[Case], Iterator[Answer]], ...]] = {
    "P-02": (find_profit_tax_differs,),
    "P-04": (find_line_investment, find_works_money, find_settled_money),
    "P-06": (find_within_whole,),
    "P-09": (find_kpi_told, find_levels_told),
    "P-13": (find_lines_told, find_balance_told),
    "P-14": (find_hedged_counts,),
    "P-15": (find_capitals_differ, find_doubled),
    "P-16": (find_ranges_left,),
}


@dataclass(frozen=True, slots=True)
class Told:
    """Sentences that state the same number, the row of data they belong to, and the cells they can be held against."""

    row: Rule
    same: tuple[Claim, ...]
    targets: tuple[Field, ...]


@rule("P-01", "P-02", "P-03", "P-04", "P-06", "P-09", "P-13", "P-14", "P-15", "P-16")
def find_prose_differs(case: Case) -> Iterator[Answer]:
    """Compares only what is comparable (crosschecks.md §1): plans, vague words, other scopes and other years never are.

    A scope that is not said, or a year that is not said, lowers the finding by one step.
    """
    looked = False
    for said in told_numbers(case, written=True):
        if isinstance(said, Skipped):
            yield said
        elif owner_of(case, said) == case.rule.id:
            looked = True
            yield compare(case, said)
        elif case.rule.id == "P-14" and manner_of(said.same[0]) == "hedge" and fits(said, said.same[0].amount):
            looked = True
            yield Agreed()
    spread = find_spread_differs(case) if "kpi." in case.rule.params.get("concepts", ()) else ()
    told = [answer for find in ALSO.get(case.rule.id, ()) for answer in find(case)]
    for answer in (*compare_ends(case), *find_part_over_whole(case), *spread, *told):
        looked = True
        yield answer
    if not looked:
        raise NotChecked(case.rule.params.get("nothing", "正文中没有可与表内对照的数，未核对。"), Cause.NOTHING)


def told_numbers(case: Case, written: bool = False) -> Iterator[Told | Skipped]:
    """Every comparable number of the rule's quantities; the same number told twice counts once.

    `written`: of other rows' quantities only what is not written plainly (see `manner_of`), or tells such a number.
    """
    beside = Beside.of(case.submission)
    for row in rows_of(case):
        own, stated = row.id == case.rule.id, dict[tuple[str, Amount, str, str], list[Claim]]()
        claims = claims_of(beside, row)
        if written and not own:
            marked = {same_number(c) for c in claims if manner_of(c) != "plain"}
            claims = [c for c in claims if same_number(c) in marked] if marked else []
        for claim in claims:
            part = is_part(row, claim) or is_kind_listed(beside, claim)
            why = say_why_not(case, row, claim) or ("为其中一类" if part else None)
            if why and own:
                yield Skipped(f"“{claim.text}”{why}，未与表内对照。", Cause.INCOMPARABLE)
            elif not why:
                stated.setdefault(same_number(claim), []).append(claim)
        for same in stated.values():
            targets = targets_of(case, row, same[0])
            if targets and whole_stands_beside(beside, row, same[0], targets):
                if own:
                    yield Skipped(f"“{same[0].text}”旁另有与表内相符的总数，视为其中一部分。", Cause.INCOMPARABLE)
            elif targets and own_part_stands_behind(beside, same[0], targets):
                if own:
                    yield Skipped(f"“{same[0].text}”含土建，其中另有与表内相符的数，未作不一致。", Cause.INCOMPARABLE)
            elif targets and (other := equal_count(case, row, same[0], targets)):
                if own:
                    said = f"“{same[0].text}”与表内“{case.label(other.key)}”相符，所指不明，未作不一致。"
                    yield Skipped(said, Cause.AMBIGUOUS)
            elif targets and is_named_beside(case, beside, same[0], targets):
                if own:
                    yield Skipped(f"“{same[0].text}”旁写有与表内相符的该项指标，视为另一项。", Cause.AMBIGUOUS)
            elif targets and adds_up(beside, same[0], targets):
                if own:
                    yield Skipped(f"“{same[0].text}”与同段所列各类之和与表内相符，视为其中一类。", Cause.INCOMPARABLE)
            elif targets:
                yield Told(row, tuple(same), tuple(targets))
            elif own:
                yield Skipped(f"“{same[0].text}”在表内没有可对照的数，未核对。", Cause.INCOMPARABLE)


def same_number(claim: Claim) -> tuple[str, Amount, str, str]:
    """What two sentences have alike that state one number of one quantity."""
    return claim.concept, claim.amount, claim.scope, claim.period


def owner_of(case: Case, said: Told) -> str:
    """The rule that speaks of this number: its row's, or P-14, P-15, P-16 by the way it is written.

    A hedge word is at fault only where the number itself is near: 超过3亿元 for 2.95亿元 is P-14, for 2亿元 P-01.
    """
    amount, manner = said.same[0].amount, manner_of(said.same[0])
    owner = {"range": "P-16", "numerals": "P-15", "hedge": "P-14"}.get(manner, said.row.id)
    if manner == "hedge" and (fits(said, amount) or not (fits(said, bare(amount)) or is_close(said, amount))):
        owner = said.row.id
    known = case.reference.rule(owner)
    return owner if known and said.row.id in known.params.get("as", ()) else said.row.id


def fits(said: Told, amount: Amount) -> bool:
    return any(f.amount and grade(f.amount.interval, amount) is None for f in said.targets)


def is_close(said: Told, amount: Amount) -> bool:
    """逾6200万元 for 6120: by at most 1.5% on the wrong side."""
    return any(f.amount and abs(f.amount.value - amount.value) * 200 <= 3 * f.amount.value for f in said.targets)


def compare(case: Case, said: Told) -> Answer:
    """The nearest cell decides."""
    claim, row = said.same[0], said.row
    misses: list[tuple[Miss, Field, Amount]] = []
    for field in said.targets:
        for amount in stated_amounts(field):
            miss = grade(amount.interval, claim.amount, case.rule.severity) or short_of(amount, claim)
            if miss is None:
                return find_other_owner(case, claim, said.targets) or Agreed()
            misses.append((miss, field, amount))
    loosely = row.params.get("loose", ())
    own = [m for m in misses if m[1].key.partition("[")[0] not in loosely and named_so(row, m[1], claim)]
    miss, field, right = min(own or misses, key=lambda m: m[0].gap)
    told = replace(claim.amount, hedge=Hedge.NONE) if claim.amount.hedge_word == "达到" else claim.amount
    reading = find_reading(told, right, other_readings(case, row, claim, field))
    severity, tags = miss.severity, miss.tags
    if case.rule.id == "P-14" and miss.gap * (200 if not fits(said, bare(claim.amount)) else 100) > right.value:
        severity, tags = case.rule.severity, ("hedge",)  # 超过3亿元 rounds nothing: 2.95亿元 is on the other side
    same_scope = claim.scope in row.params["same_scopes"]
    of_line = claim.scope == "line" and field.key.startswith("line_")
    several = len({f.key for f in said.targets if "[" in f.key}) > 1 and not claim.period.isdigit()
    several = several or (field.key.endswith("_prev") and not claim.period)
    beyond = is_beyond_all(claim, said.targets)
    several = several and not beyond
    loose = not beyond and field.key.partition("[")[0] in loosely
    near_scope = claim.scope in row.params.get("near_scopes", ()) and claim.amount.count and "rounding" not in tags
    whole_factory = claim.scope == "company" and case.submission.form in FREE_BOOKS  # no scene's own indicators
    doubt = severity is Severity.W and (near_scope or not claim.scope or whole_factory)
    named = loose and same_scope and said.row.id == case.rule.id and is_told_alike(claim, right, field, row)
    if of_line or named:
        severity = softest(severity, Severity.W)  # the line's own cell; its 土建 may be counted in
    elif several or loose or (not same_scope and not doubt):
        severity = severity.softer()  # a doubt stays a doubt where the sentence names no other scope
    text = Beside.of(case.submission).texts.get(claim.place.path, "")
    if ("[" in field.key or field.key.endswith("_prev")) and not is_year_printed(claim, text):
        severity = softest(severity, Severity.W)
    if "typo" in tags:
        severity = min(severity, Severity.W, key=lambda s: s.rank)  # two digits changed places, whatever is meant
    if reading:
        tags = (*tags, reading.tag)
        if reading.tag in ("tax_included", "other_definition"):
            severity = softest(severity, Severity.W)
    hint = reading.said if reading else ""
    return case.finding(
        f"正文“{claim.text}”中的{show_stated(claim.amount)}，与表内“{case.label(field.key)}”填{show_field(field)}"
        f"不一致{hint}，请核实。",
        *said.same,
        field,
        severity=severity,
        tags=(*tags, *(() if same_scope else ("scope_unknown",))),
        about=(*(name for one in said.same if (name := spot(one))), field.key, *ends_told(case, claim)),
        expected=show_range(right.interval, right.unit, right.step),
        found=show_stated(claim.amount),
        cures=[case.cure_by(field, claim.amount)] if claim.amount.hedge is Hedge.NONE else (),
    )


def ends_told(case: Case, claim: Claim) -> list[str]:
    """The ends that the same words tell, 由71%提高到78%，提升7%: what is wrong in these is not the table's."""
    here = (c for c in case.submission.changes if c.place.path == claim.place.path) if case.rule.id == "P-09" else ()
    return [spot(change) for change in here if claim.text in change.text]


def short_of(right: Amount, claim: Claim) -> Miss | None:
    """2023年收入达到4.89亿元 for 5.19亿元: the sum of a named year is told as what it came to."""
    stated = claim.amount
    told = stated.hedge_word == "达到" and stated.unit == "元" and claim.period.isdigit()
    gap = right.interval.low - stated.value
    far = told and gap > 2 * stated.step and gap > right.value * TWENTIETH
    return Miss(Severity.W, gap) if far else None


def named_so(row: Rule, field: Field, claim: Claim) -> bool:
    """Whether the line has the claim's own name: 净利润 is held against 净利润 before 利润."""
    own = row.params["concepts"].get(claim.concept, ())
    first = own if isinstance(own, str) else own[0] if own else ""
    return field.key.partition("[")[0] == first


def is_told_alike(claim: Claim, right: Amount, field: Field, row: Rule) -> bool:
    """A named year's figure under the cell's own name, to the same last digit: no rounding and no other quantity, as
    sales with their tax, or those of subsidiaries too, would be."""
    return (
        claim.period.isdigit()
        and named_so(row, field, claim)
        and claim.amount.decimals > 0
        and claim.amount.step == right.step
        and re.search("含税|合并", claim.text) is None
    )


def is_beyond_all(claim: Claim, targets: tuple[Field, ...]) -> bool:
    """年销售收入已超1.6亿元 without a year: not one of the years reaches it."""
    over = claim.amount.hedge in (Hedge.OVER, Hedge.AT_LEAST) and EVER.search(claim.text) is None
    known = [a for f in targets for a in stated_amounts(f)]
    return over and bool(known) and all(a.interval.high < claim.amount.value for a in known)


def other_readings(case: Case, row: Rule, claim: Claim, field: Field) -> Iterator[Reading]:
    """Innocent slips behind a miss: another year, another quantity of the row, another paper's value, a wrong base."""
    base, _, rest = field.key.partition("[")
    year = int(rest[:4]) if rest[:4].isdigit() else None
    yield from other_owners(field, stated_amounts(field))
    if base == "profit_margin" and year and (gross := gross_reading(case, year, claim.amount)):
        yield gross
    if year is not None:
        yield from other_years(case.series(base), year)
    yield from other_lines(case, base, year, claim.amount)
    for key, name in row.params.get("siblings", {}).items():
        for sibling in cells(case, key, claim):
            if sibling.key != field.key and (found := other_field(name, sibling)):
                yield found
    concept = next((c for c in case.reference.lexicons.concepts if c.code == claim.concept), None)
    if concept and concept.change and field.amount:
        yield from wrong_bases(field.amount, concept.fall)
