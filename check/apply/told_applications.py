"""FMT-01, APP-01 to APP-04: what the book itself tells of other applications, titles held and titles lost."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from check.case import Answer, Case, NotApplicable
from check.letters import is_letter, say_source, tell_everywhere
from check.registry import rule
from check.sought import Sought
from check.telling import Text, tell_sentences
from model.finding import Severity
from model.regime import CARRIERS

_LEVEL = r"(?P<level>优秀(?:应用)?场景|基础级|先进级|卓越级|领航级)"
#: Words without which a sentence speaks of none of these levels.
LEVELS = ("优秀", "基础级", "先进级", "卓越级", "领航级")
APPLY = Sought(
    rf"(?:申报|(?:报送|提交|递交)(?=[^，,。；;]{{0,24}}申[报请])|(?<!曾)(?:申请|报请|提请)(?:被)?(?:认定|评定|评为|列入)|(?:另(?:外|行)?|还|又|同时|同步|一并|并行)(?:也|已)?申请)(?:了|的是|为|[:：])?(?:20\d{{2}}年(?:度)?)?[^，,。；;、]{{0,12}}?{_LEVEL}"
)
#: 另编制了《甘肃省基础级智能工厂申报书》，一并报送.
BOOK_TOO = Sought(
    rf"(?:另|同时|同步|一并|还|又|本批次?|同批次?|本次)[^。；;]{{0,50}}?(?:编制|编写|填报|填写|报送|提交|递交|上报|准备|送交|送审|报)(?:了)?"
    rf"[^。；;]{{0,16}}?{_LEVEL}[^。；;，,]{{0,8}}?申报(?:书|材料|表)"
    rf"|(?:另|还|又|同时|同步|一并)(?:也|已)?(?:申|上)?报(?:了|送了)?(?:一份|一个|[一二两三\d]个|一项)?[^。；;，,]{{0,8}}?"
    rf"{_LEVEL.replace('level', 'beside')}"
    rf"|(?:同批次?|同时|另|还)(?:还|外)?有[^。；;，,]{{0,16}}?"
    rf"{_LEVEL.replace('level', 'more')}[^。；;，,]{{0,8}}?申报(?:书|材料|表)"
)
COUNT = Sought(
    r"申报(?:了)?(?:[^，,。；;\d]{0,10}?|[^，,。；;\d]{2,20}、[^，,。；;\d]{2,50}?)(?P<n>[三四五六七八]|[3-9])\s*(?:个|项)(?:智能制造)?[^，,。；;]{0,6}?场景"
    r"|(?P<m>[三四五六七八]|[3-9])\s*(?:个|项)(?:智能制造)?[^，,。；;]{0,6}?场景[^，,。；;]{0,4}?(?:同时|一并|一起|分别)(?:申报|报省|上报|报送)"
)
NUMBERS = {sign: n for n, sign in enumerate("三四五六七八", 3)}
BESIDE = re.compile(r"同时|同步|一并|另(?:外|行)?|还|并行|分别|同批|和|及|与")
HELD = Sought(
    rf"(?:(?:获评|获得|获批|入选|(?<!申请)(?<!请)认定为|评为|评定为|列入|荣获|取得|通过)(?:了)?[^。；;,，]{{0,20}}?"
    rf"|(?:20\d{{2}}年(?:起|以来)?|现|已|目前)(?:即|便|就|已经?)?(?:是|为|成为)(?:首批)?(?:甘肃|福建|山东|本)?省?(?:级|认定的)?)"
    rf"{_LEVEL}(?:智能工厂)?"
)
LOST = Sought(
    rf"{_LEVEL}[^。；;]{{0,24}}?(?:撤销|取消|撤消|摘牌|摘掉|摘除|收回)"
    rf"|(?:撤销|取消|撤消|收回)(?:了)?[^。；;，,]{{0,16}}?{_LEVEL.replace('level', 'behind')}"
)
#: Plans, others, what is not so, and what was applied for and won before.
NOT_NOW = re.compile(
    r"下一步|未来|后续|今后|将来|逐步|基础上|打下|打好|准备|待|条件|标准|要求|力争|争取|目标|择机|适时|帮助|辅导|指导|带动|推动|支持|引导"
    r"|供应商|客户|集团|兄弟|分公司|子公司|园区|行业|同行|其他|全省|全市|未|没有|不|曾|申报书|申报表|申报材料|申报指南|申报通知|申报工作"
)
OTHERS = re.compile(
    r"供应商|客户|用户|集团(?!公司)|兄弟|分公司|子公司|园区|行业|同行|其他|全省|全市|帮助|辅导|未(?!通过|整改|达)|没有|并非|标杆|先进单位|同城|某企业|尚"
)
#: Chapters on what is to come: 计划2026年把造粒纳入排产；同步申报基础级.
PLANS = ("improve_plan", "promote_plan")
THIS_TIME = re.compile(r"本次|此次|今年|本年度|本批|同批|同期|一并|已(?:提交|报送|申报)")
#: 2025年3月先进级被降为优秀场景.
LOWERED = Sought(rf"(?:降格|降级|降|下调)(?:为|至|到|成){_LEVEL}")
RESTORED = Sought(r"(?:重新|再次)(?!申报|申请|提出|上报|参评)|恢复|复审通过|整改后")


@rule("APP-02")
def find_two_carriers_told(case: Case) -> Iterator[Answer]:
    """W where the book says that another carrier is applied for beside it; the batch decides by its books."""
    free = case.reference.law.term("first_choice", case.carrier, case.day)
    told = [one for one in other_applications(case) if BESIDE.search(one[1])] if free and free.value else []
    if not told:
        raise NotApplicable("本规则就整批材料核对，结果见批次核对。")
    for text, clause, level in told[:1]:
        yield case.finding(
            f"正文称“{clause}”，本书申报{case.carrier}，首次申报从{'、'.join(free.value) if free else ''}中任选一个，"
            f"是否又申报{level}，请核实。",
            text.place.quoting(clause),
            severity=Severity.W,
            about=(f"{text.place.path}“{clause}”",),
            expected=case.carrier,
            found=level,
        )


def find_other_carrier_told(case: Case) -> Iterator[Answer]:
    """FMT-01, W: the book says that it applies for another carrier than its form."""
    for text, clause, level in [one for one in other_applications(case) if not BESIDE.search(one[1])][:1]:
        yield case.finding(
            f"正文称“{clause}”，所用为{case.carrier}的申报书，请核实申报的载体。",
            text.place.quoting(clause),
            severity=Severity.W,
            about=(f"{text.place.path}“{clause}”",),
            expected=case.carrier,
            found=level,
        )


def tell_levels(case: Case) -> Iterator[tuple[Text, str]]:
    """The sentences of book and letters that name one of the levels."""
    return ((text, said) for text, said in tell_everywhere(case) if any(level in said for level in LEVELS))


def other_applications(case: Case) -> list[tuple[Text, str, str]]:
    """(text, clause, level) of this year's applications for another carrier."""
    found = []
    year = case.day[:4]
    for text, sentence in tell_levels(case):
        hit = BOOK_TOO.search(sentence) if not is_letter(text) else None
        named = next((one for one in hit.groupdict().values() if one), "") if hit else ""
        level = "优秀场景" if "场景" in named else named
        if hit is None or level == case.carrier or case.reference.lexicons.is_plan(sentence[: hit.end()]):
            continue
        dated = set(re.findall(r"20\d{2}", hit[0]))
        late = text.key in PLANS and year not in dated and not THIS_TIME.search(sentence)
        if late or NOT_NOW.search(re.sub("申报(?:书|材料|表)", "", hit[0])) or (dated and dated != {year}):
            continue
        found.append((text, hit[0].strip(), level))
    for text, sentence in tell_levels(case):
        for clause in re.split("[，,]", sentence if not is_letter(text) else ""):
            for hit in APPLY.finditer(clause):
                level = "优秀场景" if "场景" in hit["level"] else hit["level"]
                years = re.findall(r"20\d{2}", clause)
                won = HELD.search(clause)
                if text.key in PLANS and year not in years and not THIS_TIME.search(clause):
                    continue
                handed = hit[0].startswith(("报送", "提交", "递交"))
                rest = clause.replace("申报材料", "").replace("申报书", "") if handed else clause
                if level == case.carrier or won or NOT_NOW.search(rest) or (years and set(years) != {year}):
                    continue
                if not case.reference.lexicons.is_plan(clause.replace("拟申报", "申报")):
                    found.append((text, clause.strip(), level))
    return found


@rule("APP-01")
def find_scenes_told(case: Case) -> Iterator[Answer]:
    """W where the book tells of more scenes applied for this year than the law lets."""
    term = case.reference.law.term("scenes_a_year", case.carrier, case.day)
    for text, sentence in tell_sentences(case) if term and term.value is not None else ():
        for clause in re.split("[，,]", sentence):
            hit = COUNT.search(clause)
            years = re.findall(r"20\d{2}", clause)
            if hit is None or NOT_NOW.search(clause) or (years and set(years) != {case.day[:4]}):
                continue
            said = hit["n"] or hit["m"]
            number = NUMBERS.get(said) or int(said)
            if term and number > int(term.value) and not re.search("累计|历年|先后|近", clause):
                yield case.finding(
                    f"正文称“{clause.strip()}”，{term.article}规定每年不超过{term.value}个，请核实。",
                    text.place.quoting(clause.strip()),
                    severity=Severity.W,
                    about=(f"{text.place.path}“{clause.strip()}”",),
                    expected=f"≤{term.value}个",
                    found=f"{number}个",
                )
                return
    raise NotApplicable("本规则就整批材料核对，结果见批次核对。")


def find_told_title(case: Case) -> Iterator[Answer]:
    """APP-03, W: a factory of this level or a higher one is told as won already."""
    target = CARRIERS.index(case.carrier) if case.carrier in CARRIERS else 0
    for text, sentence in tell_levels(case):
        for before, clause in pairwise(("", *re.split("[，,]", sentence))):
            hit = HELD.search(clause)
            if hit is None or target == 0 or "场景" in hit["level"] or OTHERS.search(before + clause):
                continue
            lost = LOST.search(sentence) is not None
            if CARRIERS.index(hit["level"]) < target or lost or case.reference.lexicons.is_plan(before + clause):
                continue
            yield case.finding(
                f"{say_source(text)}“{clause.strip()}”，本次又申报{case.carrier}，请核实是否复核或重复申报。",
                text.place.quoting(clause.strip()),
                severity=Severity.W,
                about=("history",),
                expected=f"{hit['level']}以上",
                found=case.carrier,
            )
            return


def find_told_loss(case: Case) -> Iterator[Answer]:
    """APP-04, E: a title told as cancelled, and an application above the level below it."""
    target = CARRIERS.index(case.carrier) if case.carrier in CARRIERS else -1
    for text, sentence in tell_levels(case):
        lowered = LOWERED.search(sentence)
        hit = lowered or LOST.search(sentence)
        level = next((one for one in hit.groupdict().values() if one), "") if hit else ""
        level = "优秀场景" if "场景" in level else level
        if hit is None or level not in CARRIERS or OTHERS.search(sentence) or RESTORED.search(sentence):
            continue
        top = CARRIERS.index(level) if lowered else max(0, CARRIERS.index(level) - 1)
        if target <= top or case.reference.lexicons.is_plan(sentence):
            continue
        yield case.finding(
            f"{say_source(text)}“{sentence.strip()}”，再次申报应从{CARRIERS[top]}起，本次申报{case.carrier}，请核实。",
            text.place.quoting(sentence.strip()),
            about=("history",),
            expected=CARRIERS[top],
            found=case.carrier,
        )
        return
