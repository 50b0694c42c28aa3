"""A-29: the share of scenes with AI against the number of scenes (GRIM), and models without any such scene."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from check.ai.scenes_told import find_models_told, find_scenes_told
from check.case import Agreed, Answer, Case, NotApplicable, NotChecked
from check.registry import rule
from check.show import show_field, show_plain
from check.sought import Sought
from model.amount import fits_count
from model.submission import Field


@rule("A-29")
def find_ai_share_impossible(case: Case) -> Iterator[Answer]:
    """A heading that is none of the guide's scenes may or may not count as one."""
    ratio, models = (
        next((f for key in case.param(name) if (f := case.field(key))), None) for name in ("ratio", "models")
    )
    scenes = len({f.key.split(".")[0] for f in case.submission.fields if f.key.startswith("scenes[")})
    told = [*find_told_share(case, ratio), *find_scenes_told(case, ratio, scenes), *find_models_told(case, models)]
    yield from told
    if told and (ratio is None or ratio.amount is None):
        return
    if ratio is None or ratio.amount is None:
        raise NotApplicable("材料中没有填写应用人工智能技术场景比例。")
    if scenes == 0:
        raise NotChecked("没有读到典型场景的个数，无法核对比例。")
    known = sum(scene.verdict in ("agrees", "renamed", "differs") for scene in case.submission.scenes)
    stated = {int(hit["whole"]) for passage in case.prose() for hit in TOLD.finditer(passage.text)}
    if not any(fits_count(ratio.amount.value, ratio.amount.step, n) for n in {scenes, known} | stated if n):
        yield case.finding(f"{case.say(ratio)}，而所列典型场景为{scenes}个，没有相应的整数个数，请核实。", ratio,
                           found=show_field(ratio))  # fmt: skip
    elif models and models.amount and models.amount.value == 0 and ratio.amount.value > 0:
        yield case.finding(f"{case.say(ratio)}，而{case.say(models)}，请核实。", ratio, models)
    else:
        yield Agreed()


#: 场景14个，其中应用人工智能技术的场景5个，应用人工智能技术场景比例为38%.
TOLD = Sought(
    r"场景(?:共|共有|共计|总数为?|合计)?(?P<whole>\d{1,3})[个项][^。]{0,60}?"
    r"(?:(?:人工智能|AI|大模型)[^。；;，,\d]{0,12}(?P<part>\d{1,3})[个项]|(?P<part2>\d{1,3})[个项][^。；;，,\d]{0,8}(?:应用|采用)[^。；;，,\d]{0,4}(?:人工智能|AI))"
    r"[^。；;%]{0,40}?(?:占比|比例|占|比重)(?:为|达到?|约)?(?:场景总数的?|全部场景的?)?(?:约)?(?P<share>\d{1,3}(?:\.\d+)?)%"
)


def find_told_share(case: Case, ratio: Field | None) -> Iterator[Answer]:
    """The prose gives the scenes, those with AI, and a share that the two do not give, or not the table's."""
    for passage in case.prose_with(TOLD):
        for hit in TOLD.finditer(passage.text):
            part, whole = Decimal(hit["part"] or hit["part2"]), Decimal(hit["whole"])
            share = Decimal(hit["share"])
            if whole <= 0 or part > whole or case.reference.lexicons.is_plan(hit[0]):
                continue
            right = part / whole * 100
            step = Decimal(1).scaleb(int(share.as_tuple().exponent))
            if abs(right - share) < step:
                if ratio and ratio.amount and abs(share - ratio.amount.value) > max(step, ratio.amount.step):
                    yield case.finding(
                        f"正文称“{hit[0]}”，{case.say(ratio)}，两处不一致，请核实。",
                        passage.place.quoting(hit[0]),
                        ratio,
                        about=(f"{passage.place.path}“{hit[0]}”",),
                        expected=show_field(ratio),
                        found=f"{show_plain(share)}%",
                    )
                else:
                    yield Agreed()
                continue
            shown = show_plain(round(right, 1))
            yield case.finding(
                f"“{hit[0]}”，按{part}÷{whole}应为{shown}%，不一致，请核实。",
                passage.place.quoting(hit[0]),
                about=(f"{passage.place.path}“{hit[0]}”",),
                expected=f"{shown}%",
                found=f"{show_plain(share)}%",
            )
