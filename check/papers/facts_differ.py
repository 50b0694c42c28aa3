"""I-13, X-05, T-05, T-10: what licence, certificates and assessment say of the company and of their dates."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rapidfuzz.distance import Levenshtein

from check.case import Agreed, Answer, Case, NotChecked, Skipped
from check.dates import Days, read_days
from check.finance.columns import facts
from check.paper_name import name_paper
from check.prose.identity_told import find_identity_told
from check.registry import rule
from check.spelling import fold_company, fold_text
from model.finding import Cause, Severity
from model.submission import Field, Paper

OBTAINED = re.compile(
    r"(20\d{2})\s*年(?:\s*(1[0-2]|0?[1-9])\s*月)?(?:\d{1,2}日)?[^，,。；;\n\d至到]{0,8}?"
    r"(?:获得|获批|获评|取得|通过|被认定|被评为|荣获|授权|登记|颁发)[^，,。；;\n]{0,24}"
)
#: The self-assessment and when it was done, in the prose or in a paper bound in with the book.
ASSESSED = re.compile(
    r"(20\d{2})\s*年(?:\s*(1[0-2]|0?[1-9])\s*月)?(?:\s*(3[01]|[12]\d|0?[1-9])\s*日)?[^。；;\n\d]{0,30}?"
    r"(?:完成|提交|开展|进行|通过|组织)(?:了|过)?[^。；;\n\d，,]{0,16}?(?:自评估|自评|自诊断)"
)
#: What lies ahead, or runs until then.
NOT_YET = re.compile(r"有效期|到期|届满|前(?:完成|获|取|通过)|以前|申请|受理|争取|预计|将|拟|计划|力争|目标")


@rule("I-13", "X-05")
def find_fact_differs(case: Case) -> Iterator[Answer]:
    """`pairs`: fact of a paper, field of the book, how they are compared. One letter or digit off is W (a scan's)."""
    looked = False
    for answer in find_identity_told(case) if case.rule.id == "X-05" else ():
        looked = True
        yield answer
    for fact_key, field_key, how in case.param("pairs"):
        field = case.field(field_key)
        if field is None:
            continue
        for paper, fact in facts(case, fact_key):
            if (count := companies_told(paper)) > 1:
                yield Skipped(f"{name_paper(case, paper, fact)}记载了{count}家企业的登记信息，未逐一与申报书对照。")
                continue
            gap = distance(fact.value, field.value, how)
            if gap is None:
                continue
            looked = True
            if gap == 0:
                yield Agreed()
                continue
            yield case.finding(
                f"{case.say(field)}，{name_paper(case, paper, fact)}载“{fact.value}”，两处不一致，请核实。",
                field,
                fact,
                severity=Severity.W if gap == 1 else None,
                about=(field.key,),
                expected=fact.value,
                found=field.value,
            )
    if not looked:
        raise NotChecked(case.param("nothing"))


def companies_told(paper: Paper) -> int:
    """How many companies a paper gives the registration of: a prospectus or annual report tells of affiliates, too."""
    if paper.kind == "licence":
        return 1
    names = {fold_company(f.value) for f in paper.facts if re.sub(r"\[\d+\]", "", f.key) == "licence.company_name"}
    codes = {f.value for f in paper.facts if re.sub(r"\[\d+\]", "", f.key) == "licence.uscc"}
    return max(len(names), len(codes))


def distance(fact: str, field: str, how: str) -> int | None:
    """Letters that differ; 0 for equal, None where the two cannot be compared."""
    a, b = fold_text(fact), fold_text(field)
    if how == "date":
        first, second = read_days(fact), read_days(field)
        if first is None or second is None:
            return None
        same = first.first <= second.last and second.first <= first.last
        return 0 if same else max(2, Levenshtein.distance(a, b))
    if how == "name":
        a, b = fold_company(fact), fold_company(field)
    elif how == "code":
        a, b = (re.sub(r"[^0-9A-Z]", "", text.upper()) for text in (a, b))
        if len(a) == 18 and len(b) == 9:
            a = a[8:17]
        elif len(a) == 9 and len(b) == 18:
            b = b[8:17]
    return Levenshtein.distance(a, b) if a and b else None


@rule("T-05")
def find_certificate_time(case: Case) -> Iterator[Answer]:
    """Granted after the declaration, or expired by then: W."""
    declared, day = declaration(case)
    looked = False
    for key in case.param("granted"):
        for paper, fact in facts(case, key):
            days = read_days(fact.value)
            if days is None:
                continue
            looked = True
            name = name_paper(case, paper, fact)
            yield judge(case, fact, declared, days.surely_after(day), f"{name}的日期{fact.value}，晚于")
    for key in case.param("expires"):
        for paper, fact in facts(case, key):
            days = read_days(fact.value.rpartition("/")[2])
            if days is None:
                continue
            looked = True
            name = name_paper(case, paper, fact)
            yield judge(case, fact, declared, day.surely_after(days), f"{name}有效期至{fact.value}，早于")
    for answer in told_late(case, OBTAINED, "。；;，,\n", declared, day):
        looked = True
        yield answer
    if not looked:
        raise NotChecked("材料中没有写明日期的证书，未核对。", Cause.NOTHING)


def told_late(case: Case, saying: re.Pattern[str], stops: str, declared: Field, day: Days) -> Iterator[Answer]:
    """What the prose dates (year, month, day are groups of `saying`) after the declaration; plans are none."""
    for passage in case.prose():
        for match in saying.finditer(passage.text):
            start = max(passage.text.rfind(stop, 0, match.start()) for stop in stops) + 1
            clause = passage.text[start : match.end()]
            days = read_days("-".join(part.zfill(2) for part in match.groups() if part))
            if days is None or case.reference.lexicons.is_plan(clause) or NOT_YET.search(clause):
                continue
            if not days.surely_after(day):
                yield Agreed()
                continue
            yield case.finding(
                f"正文称“{match[0]}”，晚于申报日期{declared.value}，请核实。",
                passage.place.quoting(match[0]),
                declared,
                about=(f"{passage.place.path}“{match[0]}”",),
                expected=f"不晚于{declared.value}",
                found=match[0],
            )


@rule("T-10")
def find_assessment_late(case: Case) -> Iterator[Answer]:
    """The self-assessment is handed in before the declaration is signed: W."""
    declared, day = declaration(case)
    found = [(name_paper(case, p, f), f, days) for p, f in facts(case, "cmmm.date") if (days := read_days(f.value))]
    handed_in = (f for f in case.submission.like("gs_01.rows[") if f.key.endswith(".submit_time"))
    found += [(f"《{f.place.file}》", f, days) for f in handed_in if (days := read_days(f.value))]
    for name, fact, days in found:
        yield judge(case, fact, declared, days.surely_after(day), f"{name}的自评估日期{fact.value}，晚于")
    told = list(told_late(case, ASSESSED, "。；;\n", declared, day))
    yield from told
    if not found and not told:
        raise NotChecked("没有读到自评估的日期，未核对。")


def declaration(case: Case) -> tuple[Field, Days]:
    declared = case.need("declare_date")
    day = read_days(declared.value)
    if day is None:
        raise NotChecked(f"申报日期“{declared.value}”无法解析，无法核对。", Cause.AMBIGUOUS)
    return declared, day


def judge(case: Case, fact: Field, declared: Field, wrong: bool, said: str) -> Answer:
    if not wrong:
        return Agreed()
    return case.finding(
        f"{said}申报日期{declared.value}，请核实。", fact, declared, about=(fact.key,), found=fact.value
    )
