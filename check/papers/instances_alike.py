"""X-06, X-07: two instances of one book claim the same effect, or list the same equipment."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from check.case import Agreed, Answer, Case, NotChecked
from check.papers.other_scene import find_effect_told_elsewhere, find_machines_listed_elsewhere
from check.registry import rule
from check.show import show_stated
from check.spelling import fold_text
from model.finding import Cause
from model.submission import Claim, Field


@rule("X-06")
def find_same_effect(case: Case) -> Iterator[Answer]:
    """Three and more equal numbers of the same quantities in 已实施成效 of two rows, and none that differs."""
    elsewhere = list(find_effect_told_elsewhere(case))
    yield from elsewhere
    rows: dict[str, list[Claim]] = {}
    for passage in case.prose("t1["):
        if passage.key.endswith((".effect", ".economy")):
            told = [c for c in case.submission.claims if c.place.path == passage.place.path and not c.planned]
            rows.setdefault(passage.key.partition("]")[0], []).extend(told)
    if len(rows) < 2 and elsewhere:
        return
    if len(rows) < 2:
        raise NotChecked("附表1不足两行成效，无须比较。", Cause.NOTHING)
    for (one, first), (two, second) in combinations(rows.items(), 2):
        a = {(c.concept or c.subject, c.amount.value, c.amount.unit): c for c in first}
        b = {(c.concept or c.subject, c.amount.value, c.amount.unit): c for c in second}
        same = [key for key in a if key in b]
        if len(same) < case.param("least") or len(same) < max(len(a), len(b)):
            yield Agreed()
            continue
        said = "、".join(show_stated(a[key].amount) for key in same[:4])
        yield case.finding(
            f"附表1第{one[3:]}行与第{two[3:]}行的成效数字完全相同（{said}），请核实是否同一成效重复填报。",
            *(claims[key] for key in same[:3] for claims in (a, b)),
        )


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
