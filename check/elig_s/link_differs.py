"""ELIG-S-02, ELIG-S-03: the declared link is not the link of the scene, or the book treats several links."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rapidfuzz.distance import Levenshtein

from check.case import Agreed, Answer, Case, NotChecked, Skipped
from check.elig_s.scene_name import find_scenario, fold_link, fold_scene, scene_pairs
from check.registry import rule
from model.finding import Cause
from model.submission import Field


def is_misread(told: str, links: Iterable[str]) -> bool:
    """One character other than a link of the guide: 生产作亚."""
    return told not in links and any(len(told) == len(one) and Levenshtein.distance(told, one) == 1 for one in links)


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
    fields = [link for link, _ in scene_pairs(case) if link is not None]
    if not fields:
        raise NotChecked("环节名称未填写或未读到，无法核对。")
    links = dict.fromkeys(fold_link(field.value) for field in fields)
    if len(links) > 1:
        said = "、".join(links)
        yield case.finding(
            f"申报书涉及{len(links)}个环节（{said}），优秀场景应面向制造过程的单个环节，请核实。",
            *fields,
            expected="1个环节",
            found=said,
        )
    else:
        yield case.agree(f"环节“{fields[0].value}”", *fields)
