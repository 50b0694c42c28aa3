"""Which scenes use artificial intelligence, and by which words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from check.case import Case, NotChecked
from check.evidence import Evidence
from check.scn.scene_count import doubt_scenes
from model.finding import Cause
from model.place import Place
from model.submission import Scene

#: 人工智能：不计入, 是否应用人工智能：否: the description's own last line says that this scene is none of them.
_NOT_COUNTED = re.compile(
    r"(?:(?:人工智能|AI)(?:技术|应用|场景|情况|使用)*\s*[:：]|[【\[［](?:是否)?(?:应用|采用|使用)?(?:人工智能|AI)(?:技术|应用|场景|情况|使用)*[】\]］][:：]?)"
    r"\s*(?:不计入?|未(?:应用|采用|使用|计入|用)|不(?:涉及|适用)|没有|暂无|无|否|[-—/]+)\s*(?=$|[\n。；;，,（(【\[［])"
    # 本场景没有列入人工智能应用场景: the sentence that says so of the scene
    r"|(?:未|不|没有?)(?:再|被|予)?(?:计入|算作|列入|列为|纳入|作为|归入|归为|计作|计为|属于|属|算)[^。；;，,\n]{0,6}(?:人工智能|(?<![A-Za-z])AI(?![A-Za-z]))"
    r"(?:技术)?(?:应用|使用|技术|赋能)*(?:类|的)*(?:典型)?(?:场景|统计|范围|个数|数量|占比|比例|应用)"
)


#: 拟引入卷积神经网络识别缺陷: what a clause only intends is not used.
_INTENDED = re.compile(
    r"(?:^|(?<=[，,。；;\n]))(?:目前|现阶段|公司|项目|后续|下一步|今后|明年|下一?年度?|20\d{2}年)*"
    r"(?:拟(?![合人态定])|(?:计划|准备|打算|将)(?=引[入进]|采[用购]|部署|应用|建设|搭建|上线|启用|[于在](?:20\d{2}|明|下)|20\d{2}年|明年))[^，,。；;\n]*"
)


#: 未采用人工智能技术, 暂不涉及深度学习: what a clause denies is not used, whatever the scene does use besides.
_DENIED = re.compile(
    r"(?:尚未|暂未|并未|未|没有|暂不|不)(?:再|直接)?(?:应用|采用|使用|用到|涉及|引[入进]|部署|包含|用)(?:到|有)?[^，,。；;\n]{0,8}?"
    r"(?:人工智能|(?<![A-Za-z])AI(?![A-Za-z])|(?:机器|深度|强化)学习|大模型|神经网络|智能体)[^，,。；;\n]*"
)


#: Words that a book may or may not count as artificial intelligence.
_MAYBE = re.compile(
    r"(?:图像|图片|语音|文字|模式|车牌|智能)识别|目标检测|卷积|知识图谱|自然语言|语言模型|决策树|聚类|遗传算法|粒子群|贝叶斯|联邦学习|专家系统|数据挖掘"
    r"|智能(?:算法|寻优|预测|问答|推荐|诊断)|自学习|(?:预测|识别|检测|诊断|寻优|推荐)(?:模型|算法)|(?:视觉|相机)[^，,。；;\n]{0,8}(?:检测|判|识别)"
)


def find_words(text: str, words: Iterable[str]) -> list[str]:
    """The words that stand in the text, upper and lower case alike; no Latin word inside a longer one, no word inside
    another found one."""
    found = [word for word in words if re.search(_pattern(word), text, re.IGNORECASE)]
    return [word for word in found if not any(word != other and word in other for other in found)]


def _pattern(word: str) -> str:
    exact = re.escape(word)
    return rf"(?<![A-Za-z]){exact}(?![A-Za-z])" if word.isascii() else exact


def need_all_scenes(case: Case) -> None:
    """NotChecked where the scenes that were told apart are not surely all of them, or lack their descriptions."""
    if why := doubt_scenes(case):
        raise NotChecked(f"{why}，未能统计应用人工智能技术的场景。", Cause.AMBIGUOUS)


def described_scenes(case: Case) -> list[tuple[Scene, list[str]]]:
    """Every described scene with its strong words of artificial intelligence; NotChecked when none is described."""
    scenes: Sequence[Scene] = [scene for scene in case.submission.scenes if scene.text.strip()]
    if not scenes:
        raise NotChecked("未读到典型场景的描述，未能统计应用人工智能技术的场景。")
    return [(scene, words_of(named_text(case, scene), case.param("strong"))) for scene in scenes]


def scenes_with_words(case: Case) -> list[tuple[Scene, list[str]]]:
    """As `described_scenes`; NotChecked as well where these are not surely all."""
    scenes = described_scenes(case)
    need_all_scenes(case)
    return scenes


def count_possible(case: Case) -> int:
    """How many scenes without a strong word tell of what the book may count all the same."""
    return sum(
        not words and not _NOT_COUNTED.search(scene.text) and _MAYBE.search(_INTENDED.sub("", scene.text)) is not None
        for scene, words in scenes_with_words(case)
    )


def words_of(text: str, strong: Iterable[str]) -> list[str]:
    """The strong words of a description; none where it says itself that it is not counted."""
    return [] if _NOT_COUNTED.search(text) else find_words(_DENIED.sub("", _INTENDED.sub("", text)), strong)


def named_text(case: Case, scene: Scene) -> str:
    """The description with the applicant's own name of the scene: 箔面缺陷AI检测."""
    instance = case.field(f"scenes[{scene.row}].instance") if scene.row else None
    return f"{instance.value}\n{scene.text}" if instance else scene.text


@dataclass(frozen=True, slots=True)
class Tally:
    """How many of how many scenes use artificial intelligence. `how` says by what they were counted; `sure` where the
    book itself says it of each."""

    using: int
    total: int
    how: str
    sure: bool
    words: str
    evidence: tuple[Evidence, ...]


def tally_ticks(case: Case) -> Tally | None:
    """By the column 是否应用人工智能, where the book fills it for every scene."""
    rows = case.rows("scenes")
    ticks = [tick for n in rows if (tick := case.field(f"scenes[{n}].ai"))]
    if rows and len(ticks) == len(rows):
        using = sum(tick.value == "是" for tick in ticks)
        named = ((case.field(f"scenes[{n}].name"), tick) for n, tick in zip(rows, ticks, strict=True))
        told = (one for pair in named for one in pair if one)  # a tick says nothing without the name of its row
        how = "按书中逐个场景所填是否应用人工智能统计"
        return Tally(using, len(rows), how, True, "", (*head_of(case, ticks[0].place), *told))
    return None


def head_of(case: Case, cell: Place) -> tuple[Place, ...]:
    """The head of the column that a cell stands in; () where it is in no table of the book."""
    table, _, spot = cell.path.rpartition("/")
    column = f"c{spot.rpartition('c')[2]}"
    grids = (one for one in case.submission.grids if one.place.path == table and one.file == cell.file and one.rows)
    heads = (one for grid in grids for one in grid.rows[0] if one.text.strip() and one.place.path != cell.path)
    return tuple(one.place for one in heads if one.place.path.endswith(column))[:1]


def tally_scenes(case: Case) -> Tally:
    """As `tally_ticks`, else by words; NotChecked as above."""
    if ticked := tally_ticks(case):
        return ticked
    counted = scenes_with_words(case)
    said = "、".join(dict.fromkeys(word for _, found in counted for word in found)) or "无"
    using = sum(bool(words) for _, words in counted)
    return Tally(using, len(counted), "按描述用词统计", False, said, tuple(scene for scene, _ in counted))
