"""A-29: the share of scenes with AI against the number of scenes (GRIM), and models without any such scene."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from check.ai.scenes_told import find_scenes_told
from check.case import Agreed, Answer, Case, NotApplicable, NotChecked
from check.registry import rule
from check.show import show_field, show_plain
from model.amount import fits_count
from model.finding import Severity
from model.submission import Field


@rule("A-29")
def find_ai_share_impossible(case: Case) -> Iterator[Answer]:
    """A heading that is none of the guide's scenes may or may not count as one."""
    ratio, models = (
        next((f for key in case.param(name) if (f := case.field(key))), None) for name in ("ratio", "models")
    )
    scenes = len({f.key.split(".")[0] for f in case.submission.fields if f.key.startswith("scenes[")})
    counts = find_counts_differ(case, ratio, models, scenes)
    told = [*find_told_share(case, ratio), *find_scenes_told(case), *counts]
    yield from told
    if told and (ratio is None or ratio.amount is None):
        return
    if ratio is None or ratio.amount is None:
        raise NotApplicable("材料中没有填写应用人工智能技术场景比例。")
    if scenes == 0:
        raise NotChecked("没有读到典型场景的个数，无法核对比例。")
    known = sum(scene.verdict in ("agrees", "renamed", "differs") for scene in case.submission.scenes)
    if not any(fits_count(ratio.amount.value, ratio.amount.step, n) for n in {scenes, known} if n):
        yield case.finding(f"{case.say(ratio)}，而所列典型场景为{scenes}个，没有相应的整数个数，请核实。", ratio,
                           found=show_field(ratio))  # fmt: skip
    elif models and models.amount and models.amount.value == 0 and ratio.amount.value > 0:
        yield case.finding(f"{case.say(ratio)}，而{case.say(models)}，请核实。", ratio, models)
    else:
        yield Agreed()


#: 部署人工智能模型7个; 其中8个场景应用了人工智能技术.
MODELS = re.compile(
    r"(?:人工智能|AI|算法)模型(?:共|共计|数量为?|达到?|总数为?)?(?P<n>\d{1,3})[个套]"
    r"|(?P<n2>\d{1,3})[个套](?:人工智能|AI)模型"
)
AI_SCENES = re.compile(
    r"(?P<n>\d{1,3})[个项](?:典型)?场景(?:中)?(?:已)?(?:应用|采用|使用|融合|引入)了?[^。；;，,\d]{0,4}(?:人工智能|AI)"
    r"|(?:应用|采用|使用)了?(?:人工智能|AI)(?:技术)?的?(?:典型)?场景(?:共|有|达到?|为)?(?P<n2>\d{1,3})[个项]"
)
PART_OF = re.compile(r"新增|其中(?=[^，,]{0,4}模型)|计划|拟|将|每|单个|二期|大模型")


def find_counts_differ(case: Case, ratio: Field | None, models: Field | None, scenes: int) -> Iterator[Answer]:
    """W: models told in the prose against the indicator; scenes with AI told against its share of the scenes listed."""
    share = ratio.amount if ratio else None
    fits = share is not None and scenes > 0 and fits_count(share.value, share.step, scenes)
    listed = {
        MODELS: models.amount.value if models and models.amount else None,
        AI_SCENES: Decimal(round(share.value * scenes / 100)) if share and fits else None,
    }
    for passage in case.prose():
        for pattern, right in listed.items():
            for hit in pattern.finditer(passage.text) if right is not None else ():
                told = Decimal(hit["n"] or hit["n2"])
                clause = re.split(r"[。；;，,\n]", passage.text[: hit.start()])[-1] + hit[0]
                if PART_OF.search(clause) or case.reference.lexicons.is_plan(clause):
                    continue
                if told == right:
                    yield Agreed()
                    continue
                at = models if pattern is MODELS else ratio
                if at is None:
                    continue
                what = case.say(at) + ("" if pattern is MODELS else f"，{scenes}个场景的相应个数为{right}")
                yield case.finding(
                    f"正文“{hit[0]}”，{what}，不一致，请核实。",
                    passage.place.quoting(hit[0]),
                    at,
                    severity=Severity.W,
                    about=(f"{passage.place.path}“{hit[0]}”",),
                    expected=f"{show_plain(right or Decimal(0))}个",
                    found=hit[0],
                )


#: 场景14个，其中应用人工智能技术的场景5个，应用人工智能技术场景比例为38%.
TOLD = re.compile(
    r"场景(?:共|共有|共计|总数为?|合计)?(?P<whole>\d{1,3})[个项][^。]{0,60}?"
    r"(?:(?:人工智能|AI|大模型)[^。；;，,\d]{0,12}(?P<part>\d{1,3})[个项]|(?P<part2>\d{1,3})[个项][^。；;，,\d]{0,8}(?:应用|采用)[^。；;，,\d]{0,4}(?:人工智能|AI))"
    r"[^。；;%]{0,40}?(?:占比|比例|占|比重)(?:为|达到?|约)?(?:场景总数的?|全部场景的?)?(?:约)?(?P<share>\d{1,3}(?:\.\d+)?)%"
)


def find_told_share(case: Case, ratio: Field | None) -> Iterator[Answer]:
    """The prose gives the scenes, those with AI, and a share that the two do not give, or not the table's."""
    for passage in case.prose():
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
