"""T-05, T-10: certificates granted after the declaration or expired by then; an assessment handed in after it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from check.case import Agreed, Answer, Case, NotChecked
from check.dates import DAY_BEHIND, YEAR_MONTH, Days, add_months, read_days
from check.finance.columns import facts
from check.numerals import read_number
from check.paper_name import name_paper
from check.papers.expired_drawn import expired_drawn
from check.papers.expired_told import told_expired
from check.registry import rule
from check.spelling import fold_text
from check.time.dated_rows import dated_rows, is_done
from model.finding import Cause
from model.submission import Field, Paper

OBTAINED = re.compile(
    rf"{YEAR_MONTH}(?:\d{{1,2}}日)?(?:[，,](?:公司|企业|我司|我厂|本公司)?)?[^，,。；;\n\d至到]{{0,8}}?"
    r"(?:获得|获批|获评|取得|通过|被认定|被评为|荣获|授权|登记|颁发)[^，,。；;\n]{0,24}"
)
#: 授权公告日：2025年12月9日, 登记日期2025-10-21: the day by its label.
GRANTED_ON = re.compile(
    r"(?:授权公告日|授权日|(?:授权|发证|颁证|颁发)(?:公告)?(?:日期|时间|日)|(?:著作权|软著)[^。；;\n]{0,30}?登记(?:日期|时间|日))期?"
    r"(?:为|是|[:：])?"
    r"\s*(20\d{2})[年.\-/](1[0-2]|0?[1-9])(?!\d)"
    r"(?!月?(?:\d{1,2}日)?(?:前|到期|以前|[（(](?:预计|计划|拟)))(?:[月.\-/](?:(3[01]|[12]\d|0?[1-9])(?!\d)日?)?)?"
)
#: The self-assessment and when it was done.
ASSESSED = re.compile(
    rf"{YEAR_MONTH}{DAY_BEHIND}(?:[^。；;\n\d]|3(?=mep)){{0,46}}?"
    r"(?:完成|提交|开展|进行|通过|组织|填报|填写|上报|上传|出具|生成)(?:了|过)?[^。；;\n\d，,]{0,16}?(?:自评估|自评|自诊断)"
)
#: 自评估问卷于2025年8月20日在评估平台提交.
ASSESSED_ON = re.compile(
    r"(?:自评估|自评|自诊断)(?:问卷|报告|材料|结果|数据|表|工作)?[^。；;，,\n\d]{0,8}?(?:于|在|是)"
    rf"{YEAR_MONTH}{DAY_BEHIND}[^。；;，,\n\d]{{0,24}}?(?:完成|提交|开展|进行|通过|填报|上报|上传|出具|生成|形成|得出|导出)"
)
#: 三级（2025年8月20日在评估平台提交）.
HANDED_IN = re.compile(r"(20\d{2})[年.\-/](\d{1,2})[月.\-/]?(?:(\d{1,2})日?)?[^。；;\n\d]{0,12}(?:提交|完成|自评|评估)")
#: What lies ahead, or runs until then.
NOT_YET = re.compile(r"有效期|到期|届满|前(?:完成|获|取|通过)|以前|申请|受理|争取|预计|将|拟|计划|力争|目标")


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
            days = read_days(fact.value.rpartition("/")[2]) or end_of_term(paper, fact)
            if days is None:
                continue
            looked = True
            name = name_paper(case, paper, fact)
            yield judge(case, fact, declared, day.surely_after(days), f"{name}有效期至{fact.value}，早于")
    told = {passage.place.path for passage in case.prose()}
    for row in dated_rows(case):
        if not row.is_granted or row.name_place.path in told:
            continue
        looked = True
        if not row.days.surely_after(day) or not is_done(row, case.reference.lexicons):
            yield Agreed()
            continue
        yield case.finding(
            f"表内“{row.name}”的{row.when}为{row.said}，晚于申报日期{declared.value}，请核实。",
            row.name_place,
            row.place,
            declared,
            about=(f"{row.place.path}“{row.said}”",),
            expected=f"不晚于{declared.value}",
            found=row.said,
        )
    for answer in chain(
        told_late(case, OBTAINED, "。；;，,\n", declared, day),
        told_late(case, GRANTED_ON, "。；;，,\n", declared, day),
        told_expired(case, declared, day),
        expired_drawn(case, declared, day),
    ):
        looked = True
        yield answer
    if not looked:
        raise NotChecked("材料中没有写明日期的证书，未核对。", Cause.NOTHING)


#: 三年, 自发证之日起三年.
YEARS = re.compile(r"(?:发证|自?颁发|签发)?(?:之?日起)?([一二三四五六1-6])年(?:有效)?")


def end_of_term(paper: Paper, fact: Field) -> Days | None:
    """有效期三年 beside the day of the same certificate; the papers of several certificates tell no one day."""
    prefix = fact.key.partition(".")[0]
    dates = {one.value for one in paper.facts if one.key == f"{prefix}.date"}
    hit, start = YEARS.fullmatch(fold_text(fact.value)), read_days(dates.pop()) if len(dates) == 1 else None
    if hit is None or start is None:
        return None
    months = int(read_number(hit[1])) * 12
    return Days(add_months(start.first, months), add_months(start.last, months))


def told_late(case: Case, saying: re.Pattern[str], stops: str, declared: Field, day: Days) -> Iterator[Answer]:
    """What the prose and the list of annexes date (year, month, day are groups of `saying`) after the declaration;
    plans are none."""
    listed = (one for paper in case.submission.papers for one in paper.passages if one.key == "annex_list")
    for passage in chain(case.prose(), listed):
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
    for cell in case.submission.like("cmmm_self_level"):
        hit = HANDED_IN.search(cell.text)
        days = read_days("-".join(part.zfill(2) for part in hit.groups() if part)) if hit else None
        if hit and days:
            found.append(("表内", cell, days))
            yield judge(case, cell, declared, days.surely_after(day), f"自评估等级栏称“{hit[0]}”，晚于")
    told = [one for way in (ASSESSED, ASSESSED_ON) for one in told_late(case, way, "。；;\n", declared, day)]
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
