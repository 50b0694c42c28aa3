"""CMMM-04: the assessed level against the level told elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator

from check.case import Agreed, Answer, Case, NotChecked
from check.elig.maturity_low import NUMERALS, read_level
from check.finance.columns import facts
from check.letters import is_named
from check.maturity.certificate import is_certificate
from check.once import sentence_ahead
from check.paper_name import name_paper
from check.registry import rule
from check.sought import Sought
from check.telling import Text, texts_with
from model.finding import Cause
from model.former import FORMER
from model.submission import Field

TOLD = Sought(
    r"(?:智能制造(?:能力成熟度|成熟度|能力(?=[^，,。；;]{0,6}级))|CMMM)(?!\s*(?:模型|标准))[^。；;，,\n]{0,24}?(?:为|达到|达|评定为|评估为|等级|获|通过|水平)[^。；;，,\n\d一二三四五]{0,6}([一二三四五1-5])\s*级"
    # 现处于智能制造能力成熟度四级水平: the level right behind the name of the standard
    r"|(?:处于|达到了?|达|具备|位于|属于|迈入|进入)[^。；;，,\n\d一二三四五]{0,10}(?:智能制造(?:能力)?成熟度|CMMM)(?:自评估?)?(?:等级|水平)?"
    r"\s*([一二三四五1-5])\s*级(?!及?以上|认证|证书|要求|标准|条件|企业|评估|申报|[向至到迈行]|的(?!水平|等级|要求))"
)
#: 经自评，我公司处于三级（集成级）水平: no name of the standard, but of the assessment or the level.
SELF = Sought(
    r"(?:自评估?|自我评估|自评价|自诊断|对标|复评|(?:再次|重新|第二次)自?评估?)[^。；;\n]{0,24}?(?:为|达到|达|处于|评定为|属于|结论|结果|等级)[^。；;，,\n\d一二三四五]{0,6}([一二三四五1-5])\s*级"
    r"|(?:对照|按照?|依据|参照|根据)[^。；;\n]{0,16}(?:成熟度|CMMM)[^。；;\n]{0,8}?(?:模型|标准|条款)[^。；;\n]{0,16}?(?:为|达到了?|处于|属于)[^。；;，,\n\d一二三四五]{0,6}([一二三四五1-5])\s*级"
    r"|([一二三四五1-5])\s*级\s*[（(]\s*(?:规划|规范|集成|优化|引领)级\s*[)）]"
)
#: 四级（优化级）: the name of the level belongs to what is quoted.
BY_NAME = re.compile(r"[（(]\s*(?:规划|规范|集成|优化|引领)级\s*[)）]")
#: The level of the standard, of a goal, of others.
MATTER = Sought(r"成熟度|CMMM|智能制造|集成级|规范级|规划级|优化级|引领级")
OTHER = re.compile(
    r"目标|计划|争取|力争|提升至|提升到|要求|应达到|以上|两化融合|数据管理|DCMM|中小企业数字化|行业|认证"
    r"|(?:网络|信息|数据|生产)安全|安全生产|等级保护|等保|标准化|绿色|风险|内控"
    r"|供应商|配套(?:企业|厂)|客户|子公司|帮助|帮扶|辅导|5S|(?:能耗|能源|碳排放?|绩效|质量|食品)[^，,。；;]{0,4}(?:自评|自我评)"
)
#: The same behind the level: 二级，系历史结果；二级（旧版标准）；二级，现已失效.
FORMER_BEHIND = re.compile(
    r"^\s*[，,（(]?\s*(?:该|此|这|其|以上|上述)?(?:等级|结果|证书)?(?:仅|系|属于?|为|是|均为|只是)?"
    r"(?:(?:历史|旧版|旧标准|当时|以前|此前|早期|往年|上一?轮|前一轮)(?![^，,。]{0,6}[一二三四五1-5]\s*级)|(?:现|目前)?已?(?:失效|作废|过期|被[^，,。]{0,8}取代|不再))"
)
#: The time of today behind which a level is no former one.
NOW = re.compile(r"(?:改造|建设|实施|完成|投用|投产|升级)后|目前|现(?=已|为|达|在|处|有)|如今|当前|最新|本次|今年")
RISES = re.compile(
    r"(?:提升|提高|晋升|晋级|跃升|升级|上升|升|进阶|迈进|迈入|达)(?:至|到|为|入)?[^，,一二三四五\d]{0,8}([一二三四五1-5])\s*级"
)
GOAL = re.compile(r"目标|计划|争取|力争|要求|应当?达|拟|预计|将")
#: A time that makes a lower level an earlier one where the book also tells the level of today.
EARLIER = re.compile(r"20\d\d(?=年)|去年|上年|前年|首次|首轮|初次|初评|第一次|上次|上一?轮|前一?次|当年")
#: 2022年首次自评时为一级: the first one is an earlier one.
FIRST = re.compile(
    r"(?:首次|首轮|初次|第一次|上次|上一?轮|前一?次)(?:的)?(?:(?:智能制造)?(?:能力)?成熟度|CMMM)?"
    r"(?:自评|评估|自我评估|诊断)"
)
STOPS = "。；;\n"


def is_former(case: Case, text: str, hit: re.Match[str], other: int, level: int, now_told: bool) -> bool:
    """Whether the level is that of an earlier time: by its words, by a rise to the level of today in the same
    sentence, or by an earlier year where the book tells today's level too (`now_told`)."""
    begin = max(text.rfind(stop, 0, hit.start()) for stop in STOPS) + 1
    behind = text[hit.end() : min((at for stop in STOPS if (at := text.find(stop, hit.end())) >= 0), default=len(text))]
    before = text[begin : hit.end()]
    now = max((one.end() for one in NOW.finditer(before)), default=0)
    if FORMER.search(before, now) or FORMER_BEHIND.search(behind):
        return True
    rise = RISES.search(behind)
    planned = rise and (case.reference.lexicons.is_plan(behind[: rise.end()]) or GOAL.search(behind[: rise.end()]))
    if rise and not planned and NUMERALS[rise[1]] == level > other:
        return True
    if other < level and FIRST.search(before, now):
        return True
    declared = case.field("declare_date")
    times = [one[0] for one in EARLIER.finditer(before, now)]
    return now_told and other < level and bool(times) and times[-1] != (declared.value[:4] if declared else "")


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
        if other is None or not (paper.kind == "self_assessment" or within) or is_certificate(paper, fact):
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
    for listed, other in listed_levels(case):
        compared = True
        if other != level:
            yield case.finding(
                f"CMMM自评估等级填{level}级，《{listed.place.file}》“{case.label(listed.key)}”为{other}级，两处不一致，请核实。",
                own,
                listed,
                about=(own.key, listed.key),
                expected=f"{other}级",
                found=f"{level}级",
            )
    hits = list(find_told(case))
    now_told = any(said == level for _, _, said in hits)
    told = set[tuple[str, int]]()
    for text, hit, said in hits:
        compared = True
        seen = (text.place.path, said)
        if said == level or seen in told or is_former(case, text.text, hit, said, level, now_told):
            continue
        told.add(seen)
        words = hit[0] + (name[0] if (name := BY_NAME.match(text.text, hit.end())) else "")
        yield case.finding(
            f"CMMM自评估等级填{level}级，正文称“{words}”，两处不一致，请核实。",
            own,
            text.place.quoting(words),
            about=(own.key,),
            expected=f"{level}级",
            found=words,
        )
    if compared:
        yield Agreed()
    else:
        raise NotChecked("正文和其他材料没有再写成熟度等级，无从对照。", Cause.NOTHING)


def listed_levels(case: Case) -> Iterator[tuple[Field, int]]:
    """The applicant's row of 附件1 beside a book of free headings; for the forms of the province X-04 compares it."""
    name = case.field("company_name") or case.field("applicant")
    for listed in case.submission.like("gs_01.rows[", "].self_level") if case.form and case.form.free else ():
        row = case.field(listed.key.replace("self_level", "company_name"))
        if (other := read_level(listed.value)) and (not (row and name) or is_named(name.value, row.value)):
            yield listed, other


#: What rules the clauses behind it, too; and what a clause says of today all the same.
TO_COME = re.compile(r"(?:力争|争取|计划|规划|目标|预计|到)(?:到|于|在)?20\d{2}年")
REACHED = re.compile(r"已|现为|目前|当前|自评(?:估)?(?:为|达)|通过")


def find_told(case: Case) -> Iterator[tuple[Text, re.Match[str], int]]:
    """Every level that the prose gives as the applicant's own and reached."""
    for text in texts_with(case, TOLD, SELF):
        for hit in (*TOLD.finditer(text.text), *SELF.finditer(text.text)):
            clause = text.text[max(text.text.rfind(stop, 0, hit.start()) for stop in "。；;，,\n") + 1 : hit.end() + 2]
            if OTHER.search(clause) or case.reference.lexicons.is_plan(clause):
                continue
            if TO_COME.search(sentence_ahead(text.text, hit.start())) and not REACHED.search(clause):
                continue  # 力争2027年……达到50%，成熟度达到四级
            if hit.re is SELF.pattern and MATTER.search(text.text) is None:
                continue  # another assessment: of informatization, of data
            yield text, hit, NUMERALS[next(group for group in hit.groups() if group)]
