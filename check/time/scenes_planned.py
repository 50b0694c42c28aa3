"""T-12 of the scenes: a description of what is declared as built first begins its own system after the declaration."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from check.case import Answer, Case
from check.time.planned_by_name import BEGIN, MORE, NAME, SCENE_KEY, SENTENCE
from model.finding import Severity

SCENE_HEAD = re.compile(
    r"^\s*[（(]?\d{1,2}[)）.、．]\s*[\u4e00-\u9fff]{4}\s*[-—–－]+\s*[\u4e00-\u9fff]{4,12}\s*[-—–－]"
)
OTHER_HEAD = re.compile(r"^\s*(?:[（(][一二三四五六七八九十]+[)）]|[一二三四五六七八九十]+、)")
THING = re.compile(
    rf"{NAME.pattern}|机器人|机械臂|探头|[\u4e00-\u9fff](?:仪|机|炉|泵|站)(?=预计|计划|将|拟)|传感器|摄像机|AGV|设备|装备|模块|生产线|产线|装置|(?:^|[，,])(?:该|本)?(?:系统|平台|单元|工位|模型)(?=拟|将|计划|预计|准备|力争|20\d\d)|(?<![A-Za-z])[A-Z]{{3,5}}(?![A-Za-z])"
)


def find_scenes_planned(case: Case, year: int, is_plan: Callable[[Case, str, int], bool]) -> Iterator[Answer]:
    """W where the description of a scene declared as built first begins its own system after the declaration."""
    within = ""
    for passage in case.prose():
        within = passage.text if SCENE_HEAD.match(passage.text) or OTHER_HEAD.match(passage.text) else within
        if not (SCENE_KEY.search(passage.key) or SCENE_HEAD.match(within)):
            continue
        for match in SENTENCE.finditer(passage.text):
            sentence = match[0].strip()
            begun = BEGIN.search(sentence)
            if begun is None or not is_plan(case, sentence, year) or MORE.search(sentence):
                continue
            if THING.search(sentence[: begun.end()]) is None:
                continue
            yield case.finding(
                f"场景描述称“{sentence[:60]}”，所述系统或装备尚未建成，已申报的场景应已建成应用，请核实。",
                passage.place.quoting(sentence[:60]),
                severity=Severity.W,
                about=(f"{passage.place.path}“{sentence[:20]}”",),
                expected="已建成应用",
                found=begun[0],
            )
            return
