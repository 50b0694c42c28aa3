"""CMMM-01 and ELIG-B-01, A-01, E-02, L-02: the self-assessed maturity is under what the law asks of the carrier."""

from __future__ import annotations

import re
from collections.abc import Iterator

from check.case import Answer, Case, NotApplicable, NotChecked
from check.elig.score_told import find_level_by_score
from check.registry import rule
from check.size.class_differs import compute_class
from check.sought import Sought
from check.telling import texts_with
from model.finding import Cause, Severity
from model.place import Place
from model.submission import Field

NUMERALS = {word: n for n, words in enumerate(("一1Ⅰ", "二2Ⅱ", "三3Ⅲ", "四4Ⅳ", "五5Ⅴ"), 1) for word in words}
#: A level by its own name: 规范级 is the second.
NUMERALS |= {name: n for n, name in enumerate(("规划", "规范", "集成", "优化", "引领"), 1)}
LEVEL = re.compile(r"(?P<level>[1-5一二三四五ⅠⅡⅢⅣⅤ])\s*级|(?:[Ll]evel|L)\s*(?P<name>[1-5])")
#: 《中小企业数字化水平评测指标》: 评测等级为二级.
SME = Sought(r"中小企业数字化水平[^。；;\n]{0,30}?([一二三四1-4])级")


@rule("CMMM-01", "ELIG-B-01", "ELIG-A-01", "ELIG-E-02", "ELIG-L-02")
def find_maturity_low(case: Case) -> Iterator[Answer]:
    """B when the level is too low; where the law lets it, 数字化水平评测 of a small enterprise is enough."""
    carriers = case.rule.params.get("carriers")
    if carriers and case.carrier not in carriers:
        raise NotApplicable(f"本规则适用于{'、'.join(carriers)}，本材料为{case.carrier}。")
    term = case.law("maturity")
    scored = None if case.row or case.field("cmmm_self_level") else find_level_by_score(case)
    if scored is not None and scored[0] < int(term.value) and not find_sme_level(case):
        yield case.finding(
            f"书中未写成熟度等级，“{scored[2].text}”对应{scored[0] or '不到1'}级，"
            f"{term.source}要求{case.carrier}不低于{term.value}级，请核实。",
            scored[2],
            about=("cmmm_self_level",),
            expected=f"≥{term.value}级",
            found=f"{scored[1]}",
        )
        return
    field = case.need("cmmm_self_level")
    level = read_level(field.value)
    if level is None or len(field.ticked) > 1:
        said = "、".join(field.ticked) or field.value
        raise NotChecked(f"CMMM自评估等级“{said}”读不出一个级别，无法核对。", Cause.AMBIGUOUS)
    if level >= int(term.value):
        yield case.agree(f"成熟度自评估{level}级", field)
        return
    if other := find_sme_level(case):
        yield case.agree(f"成熟度自评估{level}级，数字化水平评测“{other.text}”", field, other)
        return
    sme = case.written("maturity_sme")
    hint = (
        f"（中小微企业也可凭数字化水平评测{sme.value['level']}级及以上，书中未见）"
        if sme and may_be_small(case)
        else ""
    )
    row = Severity.W if sme else Severity.E  # a row tells in short what its book evidences
    yield case.finding(
        f"CMMM自评估等级为{level}级，{term.source}要求{case.carrier}不低于{term.value}级{hint}，请核实。",
        field,
        severity=row if case.row else None,
        tags=("sme_possible",) if hint else (),
        expected=f"≥{term.value}级",
        found=f"{level}级",
    )


def read_level(text: str) -> int | None:
    """The first of the levels named; None when there is none."""
    return next(iter(read_levels(text)), None)


def read_levels(text: str) -> list[int]:
    """3级, 三级, Level 3, L3, 3 → [3]; 二级、三级 → [2, 3]."""
    alone = re.fullmatch(r"\s*([1-5一二三四五])\s*", text)
    found = [hit["level"] or hit["name"] for hit in LEVEL.finditer(text)] or ([alone[1]] if alone else [])
    return list(dict.fromkeys(NUMERALS[one] for one in found))


def may_be_small(case: Case) -> bool:
    """Whether the enterprise may count as 中小微: not when it is surely 大型 by staff and revenue, or ticked so."""
    computed = compute_class(case)
    if computed is not None:
        return computed.name != "大型企业"
    ticked = case.field("size_class")
    return ticked is None or ticked.value != "大型企业"


def find_sme_level(case: Case) -> Place | Field | None:
    """Where the book states a level of 数字化水平评测 that is enough, for an enterprise that may use it."""
    sme = case.written("maturity_sme")
    if sme is None or not may_be_small(case):
        return None
    for text in texts_with(case, SME):
        for hit in SME.finditer(text.text):
            if NUMERALS[hit[1]] >= int(sme.value["level"]) and not case.reference.lexicons.is_plan(hit[0]):
                return text.place.quoting(hit[0])
    return None
