"""The most that may be awarded now: the cap of the carrier, less what was paid before (第十八至二十条).

scene: min(30, 100 - S, 300 - T) · 基础级: min(100 - S, 300 - T) · 先进级: min(300 - S - B, 300 - T);
卓越级, 领航级: their cap.
S scenes, B 基础级, T everything paid before that counts (old titles too, not 卓越级 and 领航级), in 万元.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from check.show import show_plain
from model.archive import CANCELLED, Award
from model.regime import Regime

ZERO = Decimal(0)
APART = ("卓越级", "领航级")


@dataclass(frozen=True, slots=True)
class Netting:
    """`most` in 万元 with the steps that lead to it, and the rules that each step stands on."""

    most: Decimal
    steps: tuple[tuple[str, str, Decimal], ...]

    @property
    def formula(self) -> str:
        return "，".join(f"{text}{show_plain(limit)}万元" for _, text, limit in self.steps)


def most_award(law: Regime, carrier: str, before: Iterable[Award]) -> Netting | None:
    """None where the law pays nothing for the carrier. Rows without an amount count as nothing paid."""
    cap = law.term("subsidy", carrier)
    if cap is None or cap.value is None:
        return None
    paid = tuple(before)
    if barred := [a for a in paid if a.state == CANCELLED and a.cause in cancels(law)]:
        return Netting(ZERO, (("SUB-07", f"依{barred[-1].cause}取消过称号，不再奖励，为", ZERO),))
    top = Decimal(str(cap.value))
    if carrier in APART:
        return Netting(top, (("SUB-06", f"{carrier}另加，不扣减，最高", top),))
    scenes, basic, total = sum_of(paid, "优秀场景"), sum_of(paid, "基础级"), sum_counted(paid)
    steps = [("SUB-01", f"{carrier}上限", top)]
    if carrier == "优秀场景" and (limit := law.term("subsidy_scenes")):
        steps.append(
            (
                "SUB-02",
                f"场景累计限{limit.value}万元，已得{show_plain(scenes)}万元，余",
                Decimal(str(limit.value)) - scenes,
            )
        )
    if carrier == "基础级" and scenes:
        steps.append(("SUB-04", f"扣除往年场景{show_plain(scenes)}万元，余", top - scenes))
    if carrier == "先进级" and (scenes or basic):
        steps.append(
            ("SUB-05", f"扣除往年场景{show_plain(scenes)}万元、基础级{show_plain(basic)}万元，余", top - scenes - basic)
        )
    if limit := law.term("subsidy_total"):
        steps.append(
            (
                "SUB-03",
                f"各类累计限{limit.value}万元，已得{show_plain(total)}万元，余",
                Decimal(str(limit.value)) - total,
            )
        )
    return Netting(max(ZERO, min(limit for _, _, limit in steps)), tuple(steps))


def sum_of(awards: Iterable[Award], carrier: str) -> Decimal:
    return sum((a.amount for a in awards if a.carrier == carrier and a.amount), ZERO)


def sum_counted(awards: Iterable[Award]) -> Decimal:
    """Everything that counts against the total: not what is paid apart for 卓越级 and 领航级."""
    return sum((a.amount for a in awards if a.carrier not in APART and a.amount), ZERO)


def cancels(law: Regime) -> tuple[str, ...]:
    """Articles after whose cancellation no award is given."""
    term = law.term("no_award_after")
    return tuple(term.value) if term and term.value else ()
