"""CMMM-03, CMMM-04: the certified level against the assessed one, and the level told elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator

from check.case import Agreed, Answer, Case, NotChecked
from check.elig.maturity_low import NUMERALS, read_level
from check.finance.columns import facts
from check.paper_name import name_paper
from check.registry import rule
from check.telling import tell_texts
from model.finding import Cause

TOLD = re.compile(
    r"(?:智能制造(?:能力成熟度|成熟度|能力(?=[^，,。；;]{0,6}级))|CMMM)(?!\s*(?:模型|标准))[^。；;，,\n]{0,24}?(?:为|达到|达|评定为|评估为|等级|获|通过|水平)[^。；;，,\n\d一二三四五]{0,6}([一二三四五1-5])\s*级"
)
#: 经自评，我公司处于三级（集成级）水平: no name of the standard, but of the assessment or the level.
SELF = re.compile(
    r"(?:自评估?|自我评估|自评价|自诊断|对标)[^。；;\n]{0,24}?(?:为|达到|达|处于|评定为|属于|结论|等级)[^。；;，,\n\d一二三四五]{0,6}([一二三四五1-5])\s*级"
    r"|([一二三四五1-5])\s*级\s*[（(]\s*(?:规划|规范|集成|优化|引领)级\s*[)）]"
)
#: The level of the standard, of a goal, of others.
MATTER = re.compile(r"成熟度|CMMM|智能制造|集成级|规范级|规划级|优化级|引领级")
OTHER = re.compile(
    r"目标|计划|争取|力争|提升至|提升到|要求|应达到|以上|两化融合|数据管理|DCMM|中小企业数字化|行业|认证"
)


@rule("CMMM-03")
def find_certificate_apart(case: Case) -> Iterator[Answer]:
    own, certified = case.need("cmmm_self_level"), case.need("cmmm_cert_level")
    if certified.value == "无认证":
        yield Agreed()
        return
    a, b = read_level(own.value), read_level(certified.value)
    if a is None or b is None:
        raise NotChecked(f"CMMM等级“{own.value}”“{certified.value}”读不出级别，无法核对。", Cause.AMBIGUOUS)
    if b > a or a >= b + int(case.param("apart")):
        yield case.finding(
            f"CMMM自评估等级为{a}级，认证等级为{b}级，"
            f"{'认证高于自评' if b > a else f'自评高出认证{a - b}级'}，请核实。",
            own,
            certified,
            expected=f"{b}级上下",
            found=f"{a}级",
        )
    else:
        yield case.agree(f"自评{a}级，认证{b}级", own, certified)


@rule("CMMM-04")
def find_level_differs(case: Case) -> Iterator[Answer]:
    """Every level that the prose gives as reached, and every other value of the papers, against the ticked one."""
    own = case.need("cmmm_self_level")
    level = read_level(own.value)
    if level is None:
        raise NotChecked(f"CMMM自评估等级“{own.value}”读不出级别，无法核对。", Cause.AMBIGUOUS)
    compared = False
    for rival in own.rivals:
        other = read_level(rival.value)
        if other is not None and other != level:
            yield case.finding(
                f"CMMM自评估等级一处为{level}级，另一处为{other}级，请核实。",
                own,
                rival.place,
                about=(own.key,),
                expected=f"{level}级",
                found=f"{other}级",
            )
        compared |= other is not None
    for paper, fact in facts(case, "cmmm.level"):
        other = read_level(fact.value)
        within = paper.kind == case.submission.form and any(one.kind == "self_assessment" for one in paper.inner)
        certified = case.field("cmmm_cert_level")
        if other is None or not (paper.kind == "self_assessment" or within):
            continue
        if certified is not None and read_level(certified.value) == other:
            continue  # a certificate may be bound in as well
        compared = True
        if other != level:
            yield case.finding(
                f"CMMM自评估等级填{level}级，{name_paper(case, paper, fact)}为{other}级，两处不一致，请核实。",
                own,
                fact,
                about=(own.key, fact.key),
                expected=f"{other}级",
                found=f"{level}级",
            )
    told = set[tuple[str, int]]()
    for text in tell_texts(case):
        for hit in (*TOLD.finditer(text.text), *SELF.finditer(text.text)):
            clause = text.text[max(text.text.rfind(stop, 0, hit.start()) for stop in "。；;，,\n") + 1 : hit.end() + 2]
            if OTHER.search(clause) or case.reference.lexicons.is_plan(clause):
                continue
            compared = True
            said = next(group for group in hit.groups() if group)
            if hit.re is SELF and MATTER.search(text.text) is None:
                continue  # another assessment: of informatization, of data
            if NUMERALS[said] != level and (text.place.path, NUMERALS[said]) not in told:
                told.add((text.place.path, NUMERALS[said]))
                yield case.finding(
                    f"CMMM自评估等级填{level}级，正文称“{hit[0]}”，两处不一致，请核实。",
                    own,
                    text.place.quoting(hit[0]),
                    about=(own.key,),
                    expected=f"{level}级",
                    found=hit[0],
                )
    if compared:
        yield Agreed()
    else:
        raise NotChecked("正文和其他材料没有再写成熟度等级，无从对照。", Cause.NOTHING)
