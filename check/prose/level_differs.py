"""P-10: the maturity level told in the prose is not the one ticked."""

from __future__ import annotations

import re
from collections.abc import Iterator

from check.case import Agreed, Answer, Case, NotChecked
from check.once import sentence_ahead, sentence_behind
from check.registry import rule
from check.sought import Sought
from model.finding import Cause, Severity
from model.submission import Field, Passage
from model.wording import FORMERLY

DIGITS = {"一": "1", "二": "2", "三": "3", "四": "4", "五": "5"}
NAMES = {"规划级": "1", "规范级": "2", "集成级": "3", "优化级": "4", "引领级": "5"}
LEVEL = Sought(
    r"(?:CMMM|成熟度|能力成熟度|GB/?T\s*3911[67](?:[-—]\d{4})?[^。；;，,\n]{0,10}(?:[，,])?|(?<=[月年日])(?:复评|复审|再认证))[^。；;，,\n]{0,18}?(?:，|,)?(?:(?<=[，,])(?:结论|结果|等级|评定)[^。；;，,\n\d]{0,6}?)?(?:(?:(?:Level|L)\s*)?([1-5一二三四五])\s*级|(规划级|规范级|集成级|优化级|引领级)|(?<![A-Za-z])(?:Level|L)\s*([1-5])(?=[。；;，,、（(）)\n]|$|水平|等级|标准|认证|证书|评估))(?!别|及以上|以上)",
    re.IGNORECASE,
)
#: An older assessment, a plan or a demand: not the present level.
OTHER = re.compile(
    rf"原|曾|此前|之前|上次|首次|{FORMERLY}|初次|计划|目标|力争|争取|将|拟|预计|提升至|提高到|迈向|要求|应达到|不低于|由|从|客户|供应商|用户|母公司|控股|股东|为(?:获得|取得|通过)|子公司|兄弟|同行|行业|配套|两家|\d家|申请|创建|冲刺|下一步|未来|达到更高"
    r"|条款|条目|咨询|顾问|专家|讲师|培训|参照|对照"
)
#: …提升到3级 is the present level where the clause says that it has happened.
DONE = re.compile(r"已(?:达到|通过|获)|现(?:已)?(?:为|达)|目前")

#: 按6月的自评，工厂处于二级规范级: the standard is not named, the level's own name says which it is.
ASSESSED = re.compile(
    r"自(?:我)?评(?:估|价|定)?(?:结果|结论|报告)?[^。；;\n]{0,16}?(?:处[在于]|达到?|为|是|属|[定评]?[至到为]|落在)[^。；;，,\n\d]{0,4}?"
    r"(?:([1-5一二三四五])\s*级)?[（(]?(规划级|规范级|集成级|优化级|引领级)(?!别|及以上|以上)"
)
#: 完成四级提升, 启动三级认证: what is to be done, also where no word of planning stands in the clause.
RAISED = re.compile(
    r"^(?:的|水平|能力|等级|等|工厂)*(?:提升|升级|跃升|创建|达标|冲刺|申报|申请|攻关|培育|对标|任务|行动|改造)"
)
#: Chapters that tell what is to come.
PLANS = ("improve_plan", "promote_plan")
COMING = re.compile(
    r"(?:培育|创建|提升|建设|工作|近期|远期|总体|阶段)(?:的)?(?:目标|举措|任务|路径|路线|方向|安排|重点)|(?:重点|关键|主要)任务|举措"
)
#: Other scales of the same names.
OTHER_SCALE = re.compile(r"安全|两化|信用|绿色|DCMM|DSMM|数据管理|软件")

#: 数据管理能力成熟度（DCMM）为二级: the maturity of something else.
OTHER_MODEL = re.compile(r"DCMM|DSMM|CMMI|数据(?:管理|安全|治理)|软件(?:能力|过程)|两化|服务能力|BIM", re.IGNORECASE)
OWN_MODEL = re.compile(r"CMMM|智能制造|3911[67]", re.IGNORECASE)

#: The certified level is spoken of, not the self-assessed one; the word may stand behind it: 取得二级证书.
CERTIFIED = Sought(r"认证|证书|获证|贯标|第三方")
CERTIFIED_BEHIND = re.compile(r"^(?:的|等级|水平|能力|符合性)*(?:认证|证书)")
#: The certificate is there: not sought, not in hand.
CERTIFICATE_HELD = re.compile(r"(?:通过|取得|获得|获|持有|拥有|具有|领取|拿到)(?!.*(?:后|拟|申请|准备|受理中))")
#: It was there.
RUN_OUT = re.compile(r"到期|过期|失效|注销|撤销|届满")


@rule("P-10")
def find_level_differs(case: Case) -> Iterator[Answer]:
    """The self-assessed or the certified level may be meant; either of the two fits."""
    cells = [f for key in case.param("fields") if (f := case.field(key)) and (f.value[:1] in "12345")]
    if not cells:
        raise NotChecked("CMMM等级未填写或未读到，无法核对。")
    looked = False
    none = next((f for key in case.param("fields") if "cert" in key and (f := case.field(key)) and is_none(f)), None)
    for passage in case.prose():
        for match in (*LEVEL.finditer(passage.text), *assessed(passage.text)):
            clause = re.split(r"[。；;，,\n]", passage.text[: match.start()])[-1] + match[0]
            tail = re.split(r"[。；;，,\n]", passage.text[match.end() :])[0]
            if (OTHER.search(clause) and not DONE.search(clause)) or is_demand(clause, tail[:8]):
                continue
            certified = CERTIFIED.search(clause) is not None or CERTIFIED_BEHIND.match(tail) is not None
            if OTHER_MODEL.search(match[0]) or (OTHER_MODEL.search(clause) and not OWN_MODEL.search(clause)):
                continue
            sentence = sentence_ahead(passage.text, match.start()) + match[0]
            if is_to_come(passage, re.split(r"[。\n]", passage.text[: match.start()])[-1], clause, tail):
                continue
            whole = sentence + sentence_behind(passage.text, match.end())
            in_hand = CERTIFICATE_HELD.search(clause) and not (WHOSE.search(sentence) or RUN_OUT.search(whole))
            if certified and none is not None and in_hand:
                looked = True
                yield find_none_certified(case, passage, match, none)
                continue
            if years := re.findall(r"(20\d\d)年", sentence):  # dated: an earlier assessment may be quoted
                yield from compare_dated(case, passage, match, years[-1])
                if years[-1] != case.day[:4]:
                    continue
                if any(level_of(one) == cell.value[:1] for one in LEVEL.finditer(passage.text) for cell in cells):
                    looked = True
                    yield Agreed()
                    continue
            looked = True
            told = level_of(match)
            meant = [c for c in cells if "cert" in c.key] if certified else []
            if any(cell.value[:1] == told for cell in meant or cells):
                yield Agreed()
                continue
            cell = (meant or cells)[0]
            held = HELD.search(clause + tail) is not None and WHOSE.search(sentence) is None
            yield case.finding(
                f"正文称“{match[0]}”，{case.say(cell)}，两处等级不一致，请核实。",
                passage.place.quoting(match[0]),
                *cells,
                severity=None if held else Severity.W,
                about=(cell.key,),
                expected=cell.value,
                found=f"{told}级",
            )
    if not looked:
        raise NotChecked("正文没有写明CMMM等级，未核对。", Cause.NOTHING)


def is_demand(clause: str, tail: str) -> bool:
    """三级要求 is asked for, 已达到三级要求 is reached."""
    if re.search(r"目标|以上", tail[:6]):
        return True
    met = re.search(r"(?:已经?|均|全面|总体|基本|现)(?:达到|符合|满足|具备)", clause) is not None
    return re.search(r"标准|要求", tail[:6] if "）" not in tail and ")" not in tail else tail) is not None and not met


#: Words that say the level is the works' own; without any, it is at most in doubt.
HELD = re.compile(
    r"达|通过|获|取得|处[于在]|[定评]为|为|是|属|自评|评估|评定|认证|证书|水平|结[论果]|符合|满足|具备|复评|复审"
)


#: Of a field of the standard, or of a part of a group: not surely of the works that apply.
WHOSE = re.compile(r"能力[子分]?域|子域|维度|能力项|集团|基地|分厂|分公司|车间|企业在|家企业")


def is_to_come(passage: Passage, ahead: str, clause: str, tail: str) -> bool:
    """A level that is to be reached: told in a chapter of plans, among measures to take, or as what is to be raised."""
    if DONE.search(clause) or re.search(r"已|现有|现为|自评", clause):
        return False
    return passage.key.endswith(PLANS) or RAISED.match(tail) is not None or COMING.search(ahead) is not None


def assessed(text: str) -> Iterator[re.Match[str]]:
    """Levels told by name behind 自评, where LEVEL hears nothing."""
    heard = [match.span() for match in LEVEL.finditer(text)]
    for match in ASSESSED.finditer(text):
        apart = not any(start < match.end() and match.start() < end for start, end in heard)
        if apart and not OTHER_SCALE.search(sentence_ahead(text, match.start()) + match[0]):
            yield match


def level_of(match: re.Match[str]) -> str:
    """The digit of a LEVEL."""
    told = match[1] or (match.re.groups > 2 and match[3]) or ""
    return NAMES.get(match[2] or "") or DIGITS.get(told, told)


def is_none(cell: Field) -> bool:
    """无认证 ticked."""
    return re.fullmatch(r"[无未][^\d一二三四五]{0,6}", cell.value.strip()) is not None


def find_none_certified(case: Case, passage: Passage, match: re.Match[str], cell: Field) -> Answer:
    """W: 已通过二级认证 where 无认证 is ticked; the certificate may have run out since."""
    return case.finding(
        f"正文称“{match[0]}”为认证等级，{case.say(cell)}，两处不一致，请核实。",
        passage.place.quoting(match[0]),
        cell,
        severity=Severity.W,
        about=(cell.key,),
        expected=cell.value,
        found=f"{level_of(match)}级",
    )


def compare_dated(case: Case, passage: Passage, match: re.Match[str], year: str) -> Iterator[Answer]:
    """W where the certificate or the report of that very year is attached and gives another level."""
    told = level_of(match)
    papers = [
        level
        for paper in case.submission.papers
        if (level := paper.fact("cmmm.level")) and (day := paper.fact("cmmm.date")) and day.value[:4] == year
    ]
    if not papers:
        return
    if any(level.value[:1] == told for level in papers):
        yield Agreed()
        return
    yield case.finding(
        f"正文称{year}年“{match[0]}”，《{papers[0].place.file}》（{year}年）为{papers[0].value}，两处不一致，请核实。",
        passage.place.quoting(match[0]),
        papers[0],
        severity=Severity.W,
        about=(papers[0].key, passage.key),
        expected=papers[0].value,
        found=f"{told}级",
    )
