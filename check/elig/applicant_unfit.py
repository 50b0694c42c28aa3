"""ELIG-C-01, C-02, C-08, C-09, PFJ-01: the applicant is no legal person, no producer, too small, or from elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator

from check.case import Answer, Case, NotApplicable, NotChecked
from check.elig.central_book import find_central_book
from check.elig.central_listed import find_central_listed
from check.elig.violation_told import find_below_scale_told, find_no_making_told, find_no_person_told
from check.finance.columns import facts
from check.home_law import HANDED_IN
from check.identity.region_differs import seats
from check.industry.code_wrong import split_industry, split_section
from check.industry.told_industry import told_industry
from check.industry.written import written_industry
from check.paper_name import name_paper
from check.registry import rule
from check.show import show_field
from check.size.class_differs import weigh_revenue
from check.spelling import fold_company, fold_text
from model.finding import Cause, Severity
from model.submission import Field
from model.text import squash

#: 某某公司兰州分公司, 白银有色集团股份有限公司铜业公司, 某公司第二分厂; 总公司 and 工业公司 are firms of their own.
BRANCH = re.compile(r"(?:分公司|分厂|分店|分行|分支机构|(?:股份|有限|责任)公司(?:(?!有限|股份).){2,12}(?:公司|厂))$")
#: What a licence gives as the kind of one: 有限责任公司分公司, 非法人企业, 个体工商户, 个人独资企业.
NO_PERSON_KIND = re.compile(
    r"分公司|分支机构|非(?:独立)?法人|非公司(?:制)?(?:企业)?(?:法人)?分支|个体工商户|办事处|营业单位"
    r"|个人独资企业|合伙企业|代表(?:处|机构)"
)
#: Under which a table of the book gives it; 企业类型 may ask for the size, too, of which none is read here.
KIND_LABEL = re.compile(
    r"(?:企业|公司|主体|单位|申报单位|申报主体|(?:企业|公司|主体|单位)?(?:登记|注册|组织|市场主体|工商登记|法人))(?:类型|形式|性质|类别)"
)
#: Cells of a row of labels with their values; wider ones are rows of lists, and their heads.
PAIRS = (2, 4)
INDUSTRY_SECTIONS = "BCD"


@rule("ELIG-C-01")
def find_branch(case: Case) -> Iterator[Answer]:
    """B for a branch of a trade that allows none, W where the law says 原则上 or the trade is unknown."""
    yield from find_no_person_told(case)
    name = case.field("company_name") or case.field("applicant")
    if name is None or not BRANCH.search(fold_company(name.value)):
        yield from find_kind_written(case)
    name = name or case.need("applicant")
    if not BRANCH.search(fold_company(name.value)):
        yield from find_branch_licence(case, name)
        if case.field("uscc") is None and case.field("org_code") is None:
            raise NotChecked("统一社会信用代码未填写或未读到，无法核对是否注册登记。")
        yield case.agree(f"“{name.value}”", name)
        return
    term, trade = case.law("branch_trades"), find_trade(case)
    code = trade[1] if trade else ""
    if code[:2] in term.value:
        yield case.agree(f"“{name.value}”为分支机构，行业{code}允许", name)
        return
    unsure = not code or case.written("ladder") is not None  # Gansu: 原则上
    said = f"，行业为“{trade[0].value}”" if trade else "，行业未写明"
    yield case.finding(
        f"“{name.value}”为分支机构{said}，允许分支机构申报的只有{term.note}，应为独立法人，请核实。",
        *((name, trade[0]) if trade else (name,)),
        severity=Severity.W if unsure else Severity.B,
        about=("company_name",),
        expected="独立法人",
        found=name.value,
    )


def find_kind_written(case: Case) -> Iterator[Answer]:
    """W where a table of the book gives a branch or no legal person as the kind of the applicant: 登记类型 | 分公司."""
    for grid in case.submission.grids:
        for row in grid.rows if grid.own else ():
            for label, cell in zip(row[::2], row[1::2], strict=False) if len(row) in PAIRS else ():
                if KIND_LABEL.fullmatch(fold_text(label.text)) and NO_PERSON_KIND.search(fold_text(cell.text)):
                    said = squash(cell.text)
                    yield case.finding(
                        f"“{squash(label.text)}”填“{said}”，申报主体应为独立法人，请核实。",
                        cell.place.quoting(said),
                        severity=Severity.W,
                        about=("company_name", cell.place.path),
                        expected="独立法人",
                        found=said,
                    )
                    return


def find_branch_licence(case: Case, name: Field) -> Iterator[Answer]:
    """W where the licence of the applicant gives a branch or no legal person as its kind."""
    for paper, fact in facts(case, "licence.type"):
        whose = [fold_company(one.value) for one in paper.facts if one.key == "licence.company_name"]
        if (not whose or fold_company(name.value) in whose) and NO_PERSON_KIND.search(fold_text(fact.value)):
            yield case.finding(
                f"{name_paper(case, paper, fact)}载类型为“{fact.value}”，申报主体应为独立法人，请核实。",
                fact,
                severity=Severity.W,
                about=("company_name", fact.key),
                expected="独立法人",
                found=fact.value,
            )
            return


@rule("ELIG-C-02")
def find_below_scale(case: Case) -> Iterator[Answer]:
    """The severity stands in the law: a doubt where the regime does not ask for 规上 itself."""
    told = list(find_below_scale_told(case))
    try:
        term, field, enough = weigh_revenue(case)
    except NotChecked:
        if told:
            yield from told
            return
        raise
    if enough:
        yield from told
        yield case.agree(case.say(field), field)
        return
    yield case.finding(
        f"{case.say(field)}，低于规模以上工业企业的年主营业务收入{term.value['revenue']}万元（{term.source}“{term.quote}”），"
        "请核实是否在统计名录之内。",
        field,
        severity=Severity(term.value["severity"]),
        expected=f"≥{term.value['revenue']}万元",
        found=show_field(field),
    )


@rule("ELIG-C-08")
def find_no_producer(case: Case) -> Iterator[Answer]:
    yield from find_no_making_told(case)
    trade = find_trade(case)
    if trade is None:
        raise NotChecked("行业未填写或未读到，无法核对是否从事生产制造。")
    field, code = trade
    section = case.reference.industries[code].section if code in case.reference.industries else code
    if section and section in INDUSTRY_SECTIONS:
        yield case.agree(case.say(field), field)
    elif section:
        yield case.finding(
            f"“{case.label(field.key)}”填“{field.value}”，属于门类{section}，不是采矿、制造或电力热力燃气及水的生产供应，"
            "应从事实际生产制造，请核实。",
            field,
            expected="门类C（B、D可）",
            found=field.value,
        )
    else:
        raise NotChecked(f"行业“{field.value}”读不出代码，无法核对。", Cause.AMBIGUOUS)


@rule("ELIG-C-09")
def find_other_province(case: Case) -> Iterator[Answer]:
    """W only when neither address nor credit code lies in the province."""
    home = str(case.law("in_province").value)
    told = seats(case, case.param("addresses"))
    if not told:
        raise NotChecked("地址和统一社会信用代码未填写或看不出省份，无法核对。")
    inside = [field for field, provinces in told if home in provinces]
    if inside:
        yield case.agree(f"“{inside[0].value}”", inside[0])
        return
    said = "、".join(sorted({name for _, provinces in told for name in provinces}))
    handed_in = case.field(HANDED_IN)
    places = [*(field for field, _ in told), *((handed_in,) if handed_in else ())]
    goes = f"{case.say(handed_in)}，而" if handed_in else ""
    yield case.finding(
        f"{goes}{'，'.join(case.say(field) for field, _ in told)}，均在{said}，应在{home}，请核实。",
        *places,
        expected=home,
        found=said,
    )


@rule("PFJ-01")
def find_central_enterprise(case: Case) -> Iterator[Answer]:
    if case.rows("rows"):
        yield from find_central_listed(case)
        return
    if case.carrier not in case.param("carriers"):
        raise NotApplicable(f"本规则适用于{'、'.join(case.param('carriers'))}。")
    yield from find_central_book(case)


def find_trade(case: Case) -> tuple[Field, str] | None:
    """The finest industry that the book names: (field, code of GB/T 4754-2017 or letter); None when there is none.

    GS-03 asks the names alone (制造业-化学纤维制造业-…): the code is that of the last name that the standard knows.
    """
    for key in ("industry_small", "industry_mid", "industry_major"):
        field = case.field(key)
        if field is not None and (code := split_industry(field)[0]):
            return field, code
    field = written_industry(case) or (None if case.field("industry_section") else told_industry(case))
    if field is not None:
        if code := split_industry(field)[0]:
            return field, code
        names = {industry.name: industry.code for industry in case.reference.industries.values()}
        parts = [part.strip() for part in re.split(r"[-—–－/、>→]", field.value) if part.strip()]
        return field, next((names[part] for part in reversed(parts) if part in names), "")
    field = case.field("industry_section")
    return (field, split_section(field)[0] or name_to_section(case, field)) if field else None


def name_to_section(case: Case, field: Field) -> str:
    """制造业 → C."""
    sections = {i.name: i.code for i in case.reference.industries.values() if i.level == "门类"}
    return sections.get(split_section(field)[1], "")
