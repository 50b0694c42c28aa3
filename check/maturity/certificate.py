"""CMMM-03: the certified level against the assessed one: of the form's cell, of a certificate, of the book's words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from check.case import Agreed, Answer, Case, NotChecked
from check.elig.maturity_low import NUMERALS, read_level
from check.evidence import Evidence
from check.finance.columns import facts
from check.maturity.tabled import LABELS, tell_tabled
from check.once import STOPS
from check.paper_name import name_paper
from check.registry import rule
from check.sought import Sought
from check.telling import tell_texts
from model.finding import Cause
from model.submission import Field, Paper

#: By its number or by its own name; 规范级别 is none.
_LEVEL = r"(?:第?([一二三四五1-5])\s*级|(规划|规范|集成|优化|引领)级(?!别))"
#: 第三方认证为二级, 取得二级成熟度证书, CMMM三级认证.
CERTIFIED = Sought(
    rf"(?:认证|证书|获证|发证|贯标)[^。；;，,\n\d一二三四五]{{0,10}}(?:等级|级别|结论|水平)?(?:为|是|达|定为|载明|[:：])+[^。；;，,\n\d一二三四五]{{0,4}}{_LEVEL}"
    rf"|{_LEVEL}(?:[（(]\S{{2,4}}[)）])?[^。；;，,\n\d一二三四五]{{0,10}}(?:认证|证书)"
)
MATTER = re.compile(r"成熟度|CMMM")
#: A goal, another standard, somebody else's, or words of the form itself.
ELSE = re.compile(
    r"目标|计划|争取|力争|拟|准备|正在|申请(?!材料)|筹备|要求|应达|以上|DCMM|数据管理|两化|软件能力|CMMI|标准化|等保|保护|资质|供应商|客户|集团|子公司|无认证|未取得|尚未|没有|是否"
)


@rule("CMMM-03")
def find_certificate_apart(case: Case) -> Iterator[Answer]:
    own = case.need("cmmm_self_level")
    a = read_level(own.value)
    cell = case.field("cmmm_cert_level")
    certified: list[tuple[str, Evidence, str]] = [(cell.value, cell, "认证等级")] if cell else []
    if cell is None or cell.value == "无认证":  # whatever the cell says, a certificate may be told of elsewhere
        certified += certificates(case)
    if not certified:
        if cell is None and case.spec("cmmm_cert_level"):
            raise case.lack("cmmm_cert_level")
        raise NotChecked("书中没有写明CMMM认证等级，也未见证书，未对照。", Cause.NOTHING)
    for said, evidence, name in certified:
        if said == "无认证":
            yield Agreed()
            continue
        b = read_level(said)
        if a is None or b is None:
            raise NotChecked(f"CMMM等级“{own.value}”“{said}”读不出级别，无法核对。", Cause.AMBIGUOUS)
        if not (b > a or a >= b + int(case.param("apart"))):
            yield case.agree(f"自评{a}级，认证{b}级", own, evidence)
            continue
        yield case.finding(
            f"CMMM自评估等级为{a}级，{name}为{b}级，{'认证高于自评' if b > a else f'自评高出认证{a - b}级'}，请核实。",
            own,
            evidence,
            expected=f"{b}级上下",
            found=f"{a}级",
        )
        return


def certificates(case: Case) -> Iterator[tuple[str, Evidence, str]]:
    """(level, where, its name) of certificates beside the book, and of those that the book tells of."""
    for paper, fact in facts(case, "cmmm.level"):
        if is_certificate(paper, fact):
            yield fact.value, fact, f"{name_paper(case, paper, fact)}所载认证等级"
    for one in tell_tabled(case, LABELS):
        if read_level(one.words("certified")) is not None:
            said, place = one.cells["certified"]
            yield said, place.quoting(said), f"表中认证等级“{said}”"
    own = case.field("cmmm_self_level")
    texts = [(text.text, text.place) for text in tell_texts(case)]
    for words, place in [(own.text, own.place), *texts] if own else texts:
        for hit in CERTIFIED.finditer(words):
            start = max(words.rfind(stop, 0, hit.start()) for stop in STOPS) + 1
            said = words[start : hit.end() + 4]
            named = MATTER.search(said) is not None or (own is not None and place is own.place)
            if not named or ELSE.search(said) or case.reference.lexicons.is_plan(said):
                continue
            level = NUMERALS[next(group for group in hit.groups() if group)]
            yield f"{level}级", place.quoting(hit[0]), f"书中所称“{hit[0]}”"


def is_certificate(paper: Paper, fact: Field) -> bool:
    """A paper that certifies what others assessed: it calls itself one."""
    own = next((one for one in paper.inner if fact.place.page and fact.place.page in one.pages), None)
    title = f"{own.title if own else paper.file}{''.join(p.text for p in paper.passages[:3]) if own is None else ''}"
    return "证书" in title and "自评" not in title
