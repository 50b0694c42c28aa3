"""ELIG-S-02, ELIG-S-03: the declared link is not the link of the scene, or the book treats several links."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from rapidfuzz.distance import Levenshtein

from check.case import Agreed, Answer, Case, NotChecked, Skipped
from check.elig.link_texts import EIGHT
from check.elig_s.scene_name import find_scenario, fold_link, fold_scene, scene_pairs
from check.registry import rule
from check.sought import Sought
from check.telling import tell_sentences
from model.finding import Cause, Severity
from model.place import Place
from model.submission import Field

LINK = f"(?:{EIGHT})"
#: 本场景横跨产品研发、生产作业两个环节; data that come from other links or go there are none of it.
SEVERAL = Sought(
    rf"(?:场景|项目|实例|申报内容)[^。；;]{{0,12}}?(?:横跨|跨越?了?|分属|分别属于|同时(?:涉及|涵盖|建设|实施|申报|包含)了?|兼(?:有|跨|顾)|包含了?){LINK}(?:环节)?(?:、|和|与|及|以及)[^。；;]{{0,30}}?{LINK}?[^。；;，,]{{0,12}}环节"
    rf"|除(?:了)?{LINK}(?:环节)?(?:之?外|以外)[，,][^。；;]{{0,16}}?(?:建设|实施|申报|包含|覆盖|涉及|涵盖)[^。；;]{{0,6}}?{LINK}"
)
#: 本场景由三块拼成：甲归供应链管理，乙归生产作业: each link with a word that puts a part of the scene into it.
PARTED = Sought(rf"{LINK}(?!部|处|科|系统|人员|中心|平台|团队|岗|领导|数据)")
WHOLE = re.compile(
    r"(?:(?:本|该|此|这个)(?:次|项)?(?:场景|册|书|申报)|申报的场景|场景内容|申报内容|场景(?:实|其实|实际)?(?:由|为|是|分))[^。；;]{0,40}?"
    r"(?:归|分属|属于?|算|落在|覆盖|涵盖|面向|横跨|跨|兼|既|一半|两头|[并合拼组]成|合[写并]|各占|捆|打包|凑)"
)
#: What is to come, and what data the scene takes from elsewhere.
ELSEWHERE = re.compile(r"数据|接口|计划|拟|将|下一步|未来|后续|可推广|打通|工厂(?:共|已|另)|公司")
PLANNED = re.compile(
    r"计划|拟|将来|下一步|未来|后续|可推广|指引|典型场景分类|集成|协同|互通|贯通|来自|供[^。；;]{0,8}(?:使用|查看|调用)|系统(?:对接|打通)|不在本|取前者|取后者"
)


#: 场景2：生产管理 / 能源智能管控 in one cell, over what only 附表1 tells of a scene.
IN_ONE = re.compile(
    rf"(?:(?:典型)?(?:场景|实例|序号)?[\d一二三四五六]{{0,2}}[:：、.．)）]?)(?P<link>{LINK})(?:环节)?[/／|｜:：\-—–~→>·、]+(?P<scene>[\u4e00-\u9fff]{{4,16}})"
)
DESCRIBED = re.compile(r"应用描述|痛点|技术方案|实施成效|经济性")
#: Tables of what is to come, of the guide, and of other scenes of the factory.
NOT_DECLARED = re.compile(r"计划|拟建|规划|下一步|指引|其他|另有|已获|历年")


def scenes_drawn(case: Case) -> Iterator[tuple[str, Place]]:
    """(link, cell) of the scenes described in tables of the book that write link and scene into one cell."""
    for grid in case.submission.grids if case.submission.form == "GS-02" else ():
        cells = list(dict.fromkeys((cell.text, cell.place) for row in grid.rows for cell in row))
        if not grid.own or NOT_DECLARED.search(grid.caption) or not any(DESCRIBED.search(text) for text, _ in cells):
            continue
        for text, place in cells:
            hit = IN_ONE.fullmatch(re.sub(r"\s", "", text))
            named = find_scenario(case.reference.guide, hit["scene"]) if hit else None
            if hit and named and named.scenario.link == fold_link(hit["link"]):
                yield fold_link(hit["link"]), place.quoting(text)


def is_misread(told: str, links: Iterable[str]) -> bool:
    """One character other than a link of the guide: 生产作亚."""
    return told not in links and any(len(told) == len(one) and Levenshtein.distance(told, one) == 1 for one in links)


def holds_several(told: str, names: Iterable[str]) -> bool:
    """The names of two rows in one, where a seal hides the rule between them."""
    return sum(fold_scene(name) in fold_scene(told) for name in names) > 1


@rule("ELIG-S-02")
def find_link_differs(case: Case) -> Iterator[Answer]:
    guide, pairs = case.reference.guide, dict[tuple[str, str], list[Field]]()
    for link, scene in scene_pairs(case):
        if link is not None:
            pairs.setdefault((fold_link(link.value), fold_scene(scene.value)), []).extend((link, scene))
    if not pairs:
        raise NotChecked("环节名称或场景名称未填写或未读到，无法核对。")
    for same in pairs.values():
        link, scene, links = same[0], same[1], same[::2]
        named = find_scenario(guide, scene.value)
        dimension = guide.dimension(named.scenario.link) if named else ""
        if link.key.startswith("scenes[") and fold_link(link.value) == dimension:
            yield Agreed()  # free books may go by the five 环节 of 要素条件
        elif link.place.page in case.scanned and is_misread(fold_link(link.value), guide.links):
            yield Skipped(f"“{case.label(link.key)}”在扫描件上识别为“{link.value}”，看不清，未核对。", Cause.UNREADABLE)
        elif scene.place.page in case.scanned and holds_several(scene.value, (one.name for one in guide.scenarios)):
            yield Skipped(f"“{scene.value}”在扫描件上似为两行连读，未核对。", Cause.UNREADABLE)
        elif fold_link(link.value) not in guide.links:
            right = f"，场景“{scene.value}”属于“{named.scenario.link}”环节" if named else ""
            yield case.finding(
                f"“{case.label(link.key)}”填“{link.value}”，不在参考指引的{len(guide.links)}个环节之中{right}，请核实。",
                *same,
                about=[field.key for field in links],
                expected=named.scenario.link if named else "、".join(guide.links),
                found=link.value,
            )
        elif named is None:
            yield Skipped(f"场景“{scene.value}”不在参考指引之中，未能核对所属环节。", Cause.AMBIGUOUS)
        elif fold_link(link.value) == named.scenario.link:
            yield Agreed()
        else:
            yield case.finding(
                f"“{case.label(link.key)}”填“{link.value}”，场景“{scene.value}”在参考指引中属于"
                f"“{named.scenario.link}”环节，两者不一致，请核实。",
                *same,
                about=[field.key for field in links],
                expected=named.scenario.link,
                found=link.value,
            )


@rule("ELIG-S-03")
def find_several_links(case: Case) -> Iterator[Answer]:
    guide = case.reference.guide
    pairs = [(link, scene) for link, scene in scene_pairs(case) if link is not None]
    pairs = [
        one
        for one in pairs
        if not (one[0].place.page in case.scanned and is_misread(fold_link(one[0].value), guide.links))
    ]
    fields = [link for link, _ in pairs]
    if not fields:
        raise NotChecked("环节名称未填写或未读到，无法核对。")
    links = dict.fromkeys(fold_link(field.value) for field in fields)
    drawn = dict(scenes_drawn(case)) if len(links) == 1 else {}
    links |= dict.fromkeys(drawn)
    if len(links) > 1:
        said = "、".join(links)
        yield case.finding(
            f"申报书涉及{len(links)}个环节（{said}），优秀场景应面向制造过程的单个环节，请核实。",
            *fields,
            *(scene.place for _, scene in pairs),
            *drawn.values(),
            expected="1个环节",
            found=said,
        )
    elif told := tell_several(case):
        yield case.finding(
            f"正文称“{told.text}”，优秀场景应面向制造过程的单个环节，请核实。",
            told,
            severity=Severity.W,
            tags=("told",),
            about=(f"{told.path}“{told.text}”",),
            expected="1个环节",
            found=told.text,
        )
    else:
        yield case.agree(f"环节“{fields[0].value}”", *fields)


def tell_several(case: Case) -> Place | None:
    """Where the book says that its scene belongs to several links."""
    for text, sentence in tell_sentences(case, SEVERAL, PARTED):
        if (hit := SEVERAL.search(sentence)) and not ELSEWHERE.search(sentence[: hit.end()]):
            return text.place.quoting(hit[0])
        parts = list(PARTED.finditer(sentence))
        several = len({part[0] for part in parts}) > 1
        if several and WHOLE.search(sentence) and not PLANNED.search(sentence) and not ELSEWHERE.search(sentence):
            return text.place.quoting(sentence.strip())
    return None
