"""A printed scene or link name → the scenario of the guide it means."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from check.case import Case
from check.spelling import fold_text
from model.guide import FormerName, Guide, Scenario
from model.submission import Field

#: fuzz.ratio from which a name is near: 设备故障诊断预测 ~ 设备故障诊断与预测 (94), 智慧食堂 ~ 智能经营决策 (20).
NEAR = 78


#: 柔性产线快速换产（2024年版指引中名为“产线柔性配置”）: the name is what stands before.
ASIDE = re.compile(r"\([^()]*(?:20\d\d年?版|原名|曾用名|旧称|又称|即)[^()]*\)$")


@dataclass(frozen=True, slots=True)
class Named:
    """The scenario that a name means; `exact` when it is printed as in the guide."""

    scenario: Scenario
    exact: bool


def find_scenario(guide: Guide, printed: str) -> Named | None:
    """Exact after folding; else a former name (None when it may mean several); else two characters off, the same
    characters otherwise ordered, or a near name."""
    name = fold_scene(printed)
    for scenario in guide.scenarios:
        if fold_text(scenario.name) == name:
            return Named(scenario, exact=True)
    former = find_former(guide, printed)
    if former is not None:
        return Named(guide.numbered(former.nos[0]), exact=False) if len(former.nos) == 1 else None
    best: tuple[float, Scenario] | None = None
    for scenario in guide.scenarios:
        official = fold_text(scenario.name)
        if sorted(name) == sorted(official):
            return Named(scenario, exact=False)
        close = Levenshtein.distance(name, official) <= 2 or official in name
        score = 100.0 if close else fuzz.ratio(name, official)
        if score >= NEAR and (best is None or score > best[0]):
            best = (score, scenario)
    return Named(best[1], exact=False) if best else None


def find_former(guide: Guide, printed: str) -> FormerName | None:
    """The entry of the name table for a printed name, whatever its blanks, numbering and width."""
    name = fold_scene(printed)
    return next((former for former in guide.former if fold_text(former.name) == name), None)


def fold_scene(printed: str) -> str:
    """Without numbering, the word 场景 and what is told of an earlier name: 24.在线智能检测场景 → 在线智能检测."""
    return ASIDE.sub("", re.sub(r"^[(\d.、)]+", "", fold_text(printed))).removesuffix("场景")


def fold_link(printed: str) -> str:
    """Without numbering and the word 环节: 五、生产作业环节, (五)生产作业 → 生产作业."""
    return re.sub(r"^(?:[一二三四五六七八]、|\([一二三四五六七八]\)|[(\d.、)]+)", "", fold_text(printed)).removesuffix(
        "环节"
    )


def scene_pairs(case: Case) -> Iterator[tuple[Field | None, Field]]:
    """Every (link, scene) that the book declares: first page, each row of 附表1, each scene of a free book."""
    scene = case.field("scene_name")
    if scene is not None:
        yield case.field("link_name"), scene
    for n in case.rows("t1"):
        scene = case.field(f"t1[{n}].scene")
        if scene is not None:
            yield case.field(f"t1[{n}].link"), scene
    if case.form is not None and case.form.free:
        for n in case.rows("scenes"):
            if scene := case.field(f"scenes[{n}].name"):
                yield case.field(f"scenes[{n}].link"), scene
