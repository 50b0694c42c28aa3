"""F-11, F-12: statements and audit report of another company, of other years, or with an adverse opinion."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rapidfuzz.distance import Levenshtein

from check.case import NO_STATEMENTS, Agreed, Answer, Case, NotChecked, Skipped
from check.dates import read_days
from check.finance.audit_figures import find_audit_figures_differ
from check.finance.audit_signed import find_one_signature
from check.finance.columns import facts
from check.identity.former_names import former_names
from check.once import sentence_ahead
from check.registry import rule
from check.sought import Sought
from check.spelling import fold_company
from check.telling import tell_texts
from model.finding import Cause, Severity
from model.submission import Field, Paper
from model.text import squash

#: The month with which a whole year ends.
WHOLE = 12
#: 出具了保留意见的审计报告.
OPINION = Sought(
    r"(?P<told>(?:标准的?)?无保留意见|带[^，,。；;]{2,12}段的?无保留意见|保留意见|否定意见|无法表示意见|拒绝表示意见)"
)


@rule("F-11")
def find_sheet_of_another(case: Case) -> Iterator[Answer]:
    """The audited company's name, and the name and credit code above the statements (E; W for a group's or a slip of
    a letter or two); no year of the book among the statements (E)."""
    name = case.field("company_name")
    looked, told_already, former = False, set[str](), former_names(case)
    for _, fact in (*facts(case, "audit.company_name"), *facts(case, "audit.addressee")):
        if name is None or fact.value in told_already:
            continue
        looked = True
        told_already.add(fact.value)
        own, told = fold_company(name.value), fold_company(fact.value)
        if own == told or own in told or told in own or told in former:
            yield Agreed()
            continue
        yield case.finding(
            f"审计报告的被审计单位为“{fact.value}”，申报单位为“{name.value}”，请核实是否为本企业报表。",
            fact,
            name,
            severity=Severity.W if "集团" in told else None,
            about=(name.key,),
            expected=name.value,
            found=fact.value,
        )
    for _, fact in facts(case, "statements.company_name"):
        if name is None:
            continue
        looked = True
        own, told = fold_company(name.value), fold_company(fact.value)
        off = 0 if own in told or told in own else Levenshtein.distance(own, told)
        if off == 0 or told in former:
            yield Agreed()
            continue
        yield case.finding(
            f"财务报表的编制单位为“{fact.value}”，申报单位为“{name.value}”，请核实是否为本企业报表。",
            fact,
            name,
            severity=Severity.W if off == 1 or "集团" in told else None,
            about=(name.key,),
            expected=name.value,
            found=fact.value,
        )
    code = case.field("uscc")
    grouped = any("集团" in fact.value for _, fact in facts(case, "statements.company_name"))
    for _, fact in facts(case, "statements.uscc") if code else ():
        looked = True
        own, told = squash(code.value).upper() if code else "", fact.value
        if len(own) != len(told) or own == told:
            yield Agreed()
            continue
        yield case.finding(
            f"财务报表表头的统一社会信用代码为“{told}”，申报单位为“{own}”，请核实是否为本企业报表。",
            fact,
            *((code,) if code else ()),
            severity=Severity.W if grouped or Levenshtein.distance(own, told) <= 2 else None,
            about=("uscc",),
            expected=own,
            found=told,
        )
    stated = {year for key in ("total_assets", "main_revenue", "debt_ratio") for year in case.series(key)}
    sheets = [s for p in case.submission.papers for s in p.statements if s.year and s.kind in ("balance", "income")]
    if stated and sheets:
        looked = True
        years = sorted({s.year for s in sheets if s.year})
        if stated & set(years):
            yield Agreed()
        else:
            yield case.finding(
                f"所附财务报表为{'、'.join(map(str, years))}年，表内填报{'、'.join(map(str, sorted(stated)))}年，"
                "没有同一年度，请核实。",
                *(s.place for s in sheets[:3]),
                about=(),
            )
    if not looked and not any(paper.statements for paper in case.submission.papers):
        raise NotChecked(NO_STATEMENTS)
    if not looked:
        raise NotChecked("没有读到报表或审计报告的单位名称和年度，无法核对。")


@rule("F-12")
def find_audit_odd(case: Case) -> Iterator[Answer]:
    """Opinion 否定, 无法表示 or 保留 W; a report dated before the year's end or after the declaration W; a figure
    told in it that is not the statement's W."""
    papers = [p for p in case.submission.papers if any(f.key.startswith("audit.") for f in p.facts)]
    yield from find_opinion_told(case, papers)
    if not papers:
        raise NotChecked("没有读到审计报告（小型企业可附纳税申报表），未核对。")
    declared = case.field("declare_date")
    limit = read_days(declared.value) if declared else None
    for paper in papers:
        opinion, dated = paper.fact("audit.opinion"), paper.fact("audit.date")
        year, of_year = audited_year(paper)
        odd = False
        for answer in find_audit_figures_differ(case, paper):
            odd |= not isinstance(answer, Agreed)
            yield answer
        if opinion and opinion.value in case.param("adverse"):
            odd = True
            yield case.finding(f"审计报告的意见为“{opinion.value}”，请核实。", opinion, found=opinion.value)
        elif opinion and opinion.value in case.param("qualified"):
            odd = True
            yield case.finding(
                f"审计报告的意见为“{opinion.value}”，请核实保留事项。",
                opinion,
                found=opinion.value,
            )
        for signed, name in find_one_signature(paper):
            odd = True
            yield case.finding(
                f"审计报告上只读到一名注册会计师“{name}”签字，应由两名注册会计师签名盖章，请核实。",
                signed,
                expected="两名注册会计师",
                found=name,
            )
        day = read_days(dated.value) if dated else None
        if day and dated and year and day.last.isoformat() == f"{year}-12-31":
            yield Skipped("审计报告上读到的日期是所审年度的期末日，疑非报告日期，未核对。", Cause.AMBIGUOUS)
            day = None
        if day and dated and year and day.last.year <= year:
            odd = True
            yield case.finding(
                f"审计报告日期{dated.value}，早于所审{year}年度终了，请核实。",
                dated,
                *([of_year] if of_year else []),
                found=dated.value,
            )
        if day and dated and declared and limit and day.surely_after(limit):
            odd = True
            yield case.finding(
                f"审计报告日期{dated.value}，晚于申报日期{declared.value}，请核实。", dated, declared, found=dated.value
            )
        if not odd:
            yield Agreed()


def audited_year(paper: Paper) -> tuple[int | None, Field | None]:
    """The year that the report says it is on, else the last of the statements in it."""
    told = paper.fact("audit.year")
    if told and told.value.isdigit():
        return int(told.value), told
    years = [s.year for s in paper.statements if s.year and s.month == WHOLE and not s.opening]
    return max(years, default=None), None


def find_opinion_told(case: Case, papers: Sequence[Paper]) -> Iterator[Answer]:
    """W for an opinion told in the prose that is not the report's, or that is none without reserve."""
    attached = {fact.value: fact for paper in papers if (fact := paper.fact("audit.opinion"))}
    for text in (one for one in tell_texts(case) if "意见" in one.text):
        for hit in OPINION.finditer(text.text):
            clause = sentence_ahead(text.text, hit.start()) + hit[0]
            if re.search(r"未|没有|曾|20(?:1\d|2[01])年|内部控制|内控|子公司|供应商|客户", clause):
                continue
            told = hit["told"]
            bad = "无保留" not in told or told.startswith("带")
            other = next(
                (fact for value, fact in attached.items() if ("无保留" in value and not value.startswith("带")) is bad),
                None,
            )
            if not bad and other is None:
                yield Agreed()
                continue
            said = f"审计报告的意见为“{other.value}”" if other else "应说明保留、否定或无法表示意见的事项"
            yield case.finding(
                f"正文称“{hit[0]}”，{said}，请核实。",
                text.place.quoting(hit[0]),
                *([other] if other else []),
                severity=Severity.W,
                about=("audit.opinion", text.key),
                expected=other.value if other else "无保留意见",
                found=told,
            )
            return
