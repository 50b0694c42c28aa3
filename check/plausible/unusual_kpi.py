"""L-02, L-11, L-12: indicators that are possible but unusual, alone or together."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from check.case import Agreed, Answer, Case, NotChecked
from check.kpis_told import indicators_of, say_indicator
from check.plausible.energy_told import find_told_energy
from check.registry import rule
from check.show import show_field, show_plain
from model.finding import Cause, Severity
from model.reference import Kpi
from model.submission import Claim


@rule("L-02")
def find_soft_range(case: Case) -> Iterator[Answer]:
    """Outside the usual range: I; far above it (`far`): W."""
    for kpi, field, value in indicators_of(case):
        low, high = kpi.soft_min, kpi.soft_max
        if (low is None or value >= low) and (high is None or value <= high):
            yield Agreed()
            continue
        far = is_far(kpi, value, Decimal(str(case.param("far"))))
        if not far and isinstance(field, Claim):
            yield Agreed()  # what the prose tells of may be one process
            continue
        yield case.finding(
            f"{say_indicator(case, field)}，超出常见范围（{say_range(kpi)}），请核实并说明依据。",
            field,
            severity=Severity.W if far else Severity.I,
            expected=say_range(kpi),
            found=field.text if isinstance(field, Claim) else show_field(field),
        )


def is_far(kpi: Kpi, value: Decimal, times: Decimal) -> bool:
    """Above `times` the upper end, or a reduction that leaves not the `times`-th part of what the usual range leaves;
    below the lower end nothing is far: small effects are honest."""
    if kpi.soft_max is None or kpi.soft_max <= 0:
        return False
    left = 100 - kpi.soft_max if kpi.kind == "reduction" and kpi.unit == "%" else Decimal(0)
    return value > kpi.soft_max * times or 0 < (100 - value) * times < left


def say_range(kpi: Kpi) -> str:
    return "～".join(f"{show_plain(end)}{kpi.unit}" if end is not None else "" for end in (kpi.soft_min, kpi.soft_max))


#: Shares of the usual range: its best tenth, and its best fifth.
BEST, HIGH = Decimal("0.9"), Decimal("0.8")


@rule("L-11")
def find_all_best(case: Case) -> Iterator[Answer]:
    """Nine in ten of the indicators filled lie in the best tenth of their usual range."""
    filled = indicators_of(case)
    rates = [(k, f, v) for k, f, v in filled if k.unit == "%"]  # how many firms followed says nothing of the effect
    ranged = [(k, f, v, k.soft_min, k.soft_max) for k, f, v in rates if k.soft_min is not None and k.soft_max]
    ranged = [one for one in ranged if one[3] >= 0]  # growth follows from the accounts and is not chosen
    if len(ranged) < case.param("least"):
        raise NotChecked(f"填写的指标不足{case.param('least')}项，未作整体判断。", Cause.NOTHING)
    rank = [(f, (v - low) / (high - low)) for _, f, v, low, high in ranged]
    best = [f for f, share in rank if share >= BEST]
    # a vector that keeps to the top without a single low figure is the same, though one or two fall short of the tenth
    near = all(share >= HIGH for _, share in rank) and sum(share for _, share in rank) >= len(rank) * BEST
    if len(best) * 10 >= len(ranged) * 9 or (near and len(best) * 4 >= len(ranged) * 3):
        source = "正文所列" if isinstance(filled[0][1], Claim) else "所填"
        told = f"{source}{len(ranged)}项指标" + ("全部" if len(best) == len(ranged) else f"中有{len(best)}项")
        yield case.finding(f"{told}处于常见范围的最高一成，请核实并提供佐证。", *best)


@rule("L-12")
def find_energy_without_carbon(case: Case) -> Iterator[Answer]:
    """Energy per unit and CO₂ per unit fall together unless the energy mix changed."""
    pairs: list[list[str]] = case.param("pairs")
    told = [] if any(all(map(case.field, pair)) for pair in pairs) else [*find_told_energy(case)]
    yield from told
    if told:
        return
    own = next((pair for pair in pairs if all(case.field(key) for key in pair)), pairs[0])
    energy, carbon = (case.need(key) for key in own)
    if energy.amount is None or carbon.amount is None:
        raise NotChecked("能耗或二氧化碳排放指标不是一个数，无法比较。", Cause.AMBIGUOUS)
    gap = abs(energy.amount.value - carbon.amount.value)
    if gap <= case.param("points"):
        yield Agreed()
        return
    yield case.finding(
        f"{case.say(energy)}，{case.say(carbon)}，两者相差{show_plain(gap)}个百分点，请核实（是否改用绿色电力）。",
        energy,
        carbon,
    )
