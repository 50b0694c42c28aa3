"""X-06, X-07: two instances of one book claim the same effect, or list the same equipment."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations

from check.case import Agreed, Answer, Case, NotChecked
from check.papers.books_alike import savings
from check.papers.columns_alike import find_columns_alike
from check.papers.other_scene import find_effect_told_elsewhere, find_machines_listed_elsewhere
from check.papers.scenes_alike import find_change_claimed_twice, find_rows_alike, find_scenes_alike
from check.papers.shared import is_shared
from check.registry import rule
from check.show import show_stated
from check.spelling import fold_text
from model.finding import Cause, Finding
from model.submission import Claim, Field


@rule("X-06")
def find_same_effect(case: Case) -> Iterator[Answer]:
    """Three and more equal numbers of the same quantities in 已实施成效 of two rows, and none that differs; or four and
    more, where they are all that the one row has and the other tells some besides."""
    beside = (find_effect_told_elsewhere, find_scenes_alike, find_rows_alike, find_columns_alike)
    elsewhere = [answer for ask in beside for answer in ask(case)]
    if all(isinstance(one, Agreed) for one in elsewhere):
        elsewhere += find_change_claimed_twice(case)
    yield from elsewhere
    rows: dict[str, list[Claim]] = {}
    effects = set[Claim]()
    for passage in case.prose("t1["):
        if passage.key.endswith((".effect", ".economy")):
            told = [c for c in case.submission.claims if c.place.path == passage.place.path and not c.planned]
            rows.setdefault(passage.key.partition("]")[0], []).extend(told)
            effects |= set(told) if passage.key.endswith(".effect") else set()
    if len(rows) < 2 and elsewhere:
        return
    if len(rows) < 2:
        raise NotChecked("附表1不足两行成效，无须比较。", Cause.NOTHING)
    for (one, first), (two, second) in combinations(rows.items(), 2):
        least, (a, b) = int(case.param("least")), (keyed(first), keyed(second))
        if not (same := alike(a, b, least)):  # what the rows cost may differ where what came of them does not
            a, b = (keyed([c for c in claims if c in effects]) for claims in (first, second))
            same = alike(a, b, least)
        if not same:
            yield tell_same_saving(case, first, second) or Agreed()
            continue
        said = "、".join(show_stated(a[key].amount) for key in same[:4])
        wholly = "完全" if len(same) == max(len(a), len(b)) else ""
        yield case.finding(
            f"附表1第{one[3:]}行与第{two[3:]}行的成效数字{wholly}相同（{said}），请核实是否同一成效重复填报。",
            *(claims[key] for key in same[:3] for claims in (a, b)),
        )


Key = tuple[str, Decimal, str]


def keyed(claims: list[Claim]) -> dict[Key, Claim]:
    """By the quantity and its number."""
    return {(c.concept or c.subject, c.amount.value, c.amount.unit): c for c in claims}


def alike(a: dict[Key, Claim], b: dict[Key, Claim], least: int) -> list[Key]:
    """What two rows have in common, where it is all of both, or all of one and more than the least; else nothing."""
    same = [key for key in a if key in b]
    whole, part = max(len(a), len(b)), min(len(a), len(b))
    return same if len(same) >= least and (len(same) == whole or len(same) >= max(least + 1, part)) else []


def tell_same_saving(case: Case, first: list[Claim], second: list[Claim]) -> Finding | None:
    """W: both rows claim one yearly saving of money to the last digit."""
    exact = savings(case)
    ones, twos = ([c for c in claims if c in exact] for claims in (first, second))
    same = next(((x, y) for x in ones for y in twos if x.amount == y.amount), None)
    if same is None or any(is_shared(find_sentence(case, claim)) for claim in same):
        return None
    said = show_stated(same[0].amount)
    return case.finding(f"附表1两个实例的成效都写明节约{said}，请核实是否同一成效重复填报。", *same, found=said)


def find_sentence(case: Case, claim: Claim) -> str:
    """The sentence of a cell in which a number is told."""
    texts = (p.text for p in case.prose("t1[") if p.place.path == claim.place.path)
    told = (one for text in texts for one in re.split("[。；;\n]", text))
    return next((one for one in told if claim.text in one), claim.text)


@rule("X-07")
def find_same_equipment(case: Case) -> Iterator[Answer]:
    """Name, model and supplier equal in two instances: I (lines share machines)."""
    elsewhere = list(find_machines_listed_elsewhere(case))
    yield from elsewhere
    seen: dict[tuple[str, ...], tuple[str, Field]] = {}
    instances = set()
    for field in case.submission.like("t2[", ".name"):
        if ".equipment[" not in field.key:
            continue
        row = field.key.removesuffix(".name")
        parts = [f for end in ("model", "vendor") if (f := case.field(f"{row}.{end}"))]
        instance = field.key.partition("]")[0]
        instances.add(instance)
        if len(parts) < 2:
            continue
        key = (fold_text(field.value), *(fold_text(f.value) for f in parts))
        before = seen.setdefault(key, (instance, field))
        if before[0] != instance:
            yield case.finding(
                f"附表2两个实例都列有“{field.value}”（{parts[0].value}，{parts[1].value}），请核实是否同一设备重复填报。",
                before[1],
                field,
            )
    if len(instances) < 2 and not elsewhere:
        raise NotChecked("附表2不足两个实例，无须比较。", Cause.NOTHING)
