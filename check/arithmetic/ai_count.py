"""A-29: the share of scenes with AI against the number of scenes (GRIM), and models without any such scene."""

from __future__ import annotations

from collections.abc import Iterator

from check.case import Agreed, Answer, Case, NotApplicable, NotChecked
from check.registry import rule
from check.show import show_field
from model.amount import fits_count


@rule("A-29")
def find_ai_share_impossible(case: Case) -> Iterator[Answer]:
    ratio, models = (
        next((f for key in case.param(name) if (f := case.field(key))), None) for name in ("ratio", "models")
    )
    if ratio is None or ratio.amount is None:
        raise NotApplicable("材料中没有填写应用人工智能技术场景比例。")
    scenes = len({f.key.split(".")[0] for f in case.submission.fields if f.key.startswith("scenes[")})
    if scenes == 0:
        raise NotChecked("没有读到典型场景的个数，无法核对比例。")
    if not fits_count(ratio.amount.value, ratio.amount.step, scenes):
        yield case.finding(f"{case.say(ratio)}，而所列典型场景为{scenes}个，没有相应的整数个数，请核实。", ratio,
                           found=show_field(ratio))  # fmt: skip
    elif models and models.amount and models.amount.value == 0 and ratio.amount.value > 0:
        yield case.finding(f"{case.say(ratio)}，而{case.say(models)}，请核实。", ratio, models)
    else:
        yield Agreed()
