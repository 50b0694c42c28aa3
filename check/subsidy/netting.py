"""The most that may be awarded now: the cap of the carrier, less what was paid before (第十八至二十条).

Gansu: scene: min(30, 100 - S, 300 - T) · 基础级: min(100 - S, 300 - T) · 先进级: min(300 - S - B, 300 - T);
卓越级, 领航级: their cap.
S scenes, B 基础级, T everything paid before that counts (old titles too, not 卓越级 and 领航级), in 万元. What is
deducted (`subsidy_less`) and what is paid apart (`subsidy_apart`) the law of each province says for itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from check.show import show_plain
from model.archive import CANCELLED, Award
from model.regime import Regime

ZERO = Decimal(0)


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
    if carrier in apart(law):
        return Netting(top, (("SUB-06", f"{carrier}另加，不扣减，最高", top),))
    steps = [("SUB-01", f"{carrier}上限", top)]
    if carrier == "优秀场景" and (limit := value_of(law, "subsidy_scenes")) is not None:
        got = sum_of(paid, carrier)
        steps.append(("SUB-02", f"场景累计限{limit}万元，已得{show_plain(got)}万元，余", Decimal(str(limit)) - got))
    less = {kind: sum_of(paid, kind) for kind in (value_of(law, "subsidy_less") or {}).get(carrier, ())}
    if taken := sum(less.values(), ZERO):
        named = "、".join(f"{kind.removeprefix('优秀')}{show_plain(got)}万元" for kind, got in less.items())
        own = "SUB-05" if carrier == "先进级" else "SUB-04"
        steps.append((own, f"扣除往年{named}，余", top - taken))
    if (limit := value_of(law, "subsidy_total")) is not None:
        total = sum((a.amount for a in paid if a.carrier not in apart(law) and a.amount), ZERO)
        steps.append(("SUB-03", f"各类累计限{limit}万元，已得{show_plain(total)}万元，余", Decimal(str(limit)) - total))
    return Netting(max(ZERO, min(limit for _, _, limit in steps)), tuple(steps))


def sum_of(awards: Iterable[Award], carrier: str) -> Decimal:
    return sum((a.amount for a in awards if a.carrier == carrier and a.amount), ZERO)


def apart(law: Regime) -> tuple[str, ...]:
    """Carriers that are paid apart: nothing is deducted, and they do not count against the total."""
    return tuple(value_of(law, "subsidy_apart") or ())


def value_of(law: Regime, key: str) -> Any:
    """What the law says, None where it is silent or has not said it yet."""
    term = law.term(key)
    return term.value if term else None


def cancels(law: Regime) -> tuple[str, ...]:
    """Articles after whose cancellation no award is given."""
    return tuple(value_of(law, "no_award_after") or ())
