"""A-06 in the prose: counts against the table: 36台关键设备中30台数控, 向上下游9家企业复制推广."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from check.case import Agreed, Answer, Case
from check.grade import grade
from check.once import sentence_ahead
from check.show import show_field, show_plain
from check.sought import Sought
from model.amount import Interval
from model.finding import Severity
from model.submission import Field, Passage
from model.wording import FORMERLY

_UNIT = r"(?:台套|台[（(]套[）)]|台|套|个|条)"
_KEY = r"关键(?:工序|生产|工艺|核心)?(?:生产|工艺)?(?:设备|装备|机床|装置)"
#: 关键设备36台 · 36台关键设备, and what follows in the same sentence.
_SUM = r"(?:总数|总计|共计|合计|共有|共|为|有|数量|[:：])*"


def _of(thing: str) -> Sought:
    return Sought(
        rf"(?:(?P<n>\d{{1,4}}){_UNIT}{thing}|{thing}{_SUM}(?P<n2>\d{{1,4}}){_UNIT})(?=(?P<rest>[^。；;\n]{{0,60}}))"
    )


WHOLE = _of(_KEY)
MACHINES = _of(r"(?<!关键)(?<!核心)(?<!主要)(?:全部)?生产(?:设备|装备)")
LOOPS = _of(r"(?:可投用的?|可控的?|控制)?(?:控制)?回路")
#: What is counted, its name, the indicators that state its share, and the trait that makes the share.
TRAITS = (
    (WHOLE, Sought(_KEY), ("kpi.G01", "kpi.K01"), r"数控|程控"),
    (WHOLE, Sought(_KEY), ("kpi.G02",), r"联网|接入|入网|上网|数据采集"),
    (MACHINES, Sought("生产(?:设备|装备)"), ("kpi.K03",), r"数字化|数控|智能化"),
    (LOOPS, Sought("回路"), ("kpi.K02",), r"投用|投运|投入运行|投入使用"),
)
#: 上下游9家企业复制推广; 复制推广到上下游9家企业.
COPIED = Sought(
    r"上下游[^。；;，,\d]{0,4}(?P<n>\d{1,3})家[^。；;，,\d]{0,6}(?:复制|推广)"
    r"|复制推广(?:至|到|给)?[^。；;，,\d]{0,8}上下游[^。；;，,\d]{0,4}(?P<n2>\d{1,3})家"
)
#: What narrows or changes the whole on the way.
ELSE = re.compile(rf"非关键|新增|{FORMERLY}|原有|计划|预计|将|拟|目标|辅助|一般设备")


def find_counts_told(case: Case) -> Iterator[Answer]:
    """W: the counts may be of another day than the rate."""
    yield from find_parts_over(case)
    for passage in case.prose_with(WHOLE, MACHINES, LOOPS, COPIED):
        yield from machines_told(case, passage)
        yield from copied_told(case, passage)


#: 关键工序设备80台，数控84台: a part of the machines named right before.
OVER = re.compile(
    rf"[，,]?(?:其中|当中|中|里)?[，,]?(?:已有?|共有?|实现)?(?:(?:数控|联网|自动化|智能化|数字化|程控)[^。；;，,\d]{{0,6}}?(?P<n>\d{{1,4}}){_UNIT}"
    rf"|(?P<n2>\d{{1,4}}){_UNIT}(?:为|是|已|实现|完成)?(?:了)?(?:数控|联网|自动化|智能化|数字化|程控))"
)


def find_parts_over(case: Case) -> Iterator[Answer]:
    """E: more machines of a kind have the trait than there are of the kind."""
    for passage in case.prose_with(WHOLE, MACHINES):
        for match in (hit for pattern in (WHOLE, MACHINES) for hit in pattern.finditer(passage.text)):
            part = OVER.match(match["rest"])
            whole = Decimal(match["n"] or match["n2"])
            if part is None or ELSE.search(match[0] + part[0]) or Decimal(part["n"] or part["n2"]) <= whole:
                continue
            said = match[0] + part[0]
            yield case.finding(
                f"正文“{said}”，部分多于总数{show_plain(whole)}，请核实。",
                passage.place.quoting(said),
                severity=Severity.E,
                about=(f"{passage.place.path}“{said}”",),
                expected=f"不多于{show_plain(whole)}",
                found=part["n"] or part["n2"],
            )


def machines_told(case: Case, passage: Passage) -> Iterator[Answer]:
    for pattern, name, keys, trait in TRAITS:
        named = name.search(passage.text) is not None
        field = next((f for key in keys if (f := case.field(key))), None) if named else None
        for match in pattern.finditer(passage.text) if field else ():
            whole = Decimal(match["n"] or match["n2"])
            found = part_of(match["rest"], trait, whole)
            if (
                field is None
                or field.amount is None
                or found is None
                or whole <= 0
                or ELSE.search(match[0] + match["rest"])
            ):
                continue
            part, end = found
            yield judge_machines(
                case, passage, match[0][: match.start("rest") - match.start() + end], field, part, whole
            )


def copied_told(case: Case, passage: Passage) -> Iterator[Answer]:
    """W: 已向上下游9家企业复制推广 against the number of such companies in the indicators."""
    field = case.field("kpi.K21") if COPIED.may_be_in(passage.text) else None
    for match in COPIED.finditer(passage.text) if field and field.amount else ():
        told = Decimal(match["n"] or match["n2"])
        clause = sentence_ahead(passage.text, match.start()) + match[0]
        if field is None or field.amount is None or ELSE.search(clause) or told == field.amount.value:
            yield Agreed()
            continue
        yield case.finding(
            f"正文“{match[0]}”，{case.say(field)}，不一致，请核实。",
            passage.place.quoting(match[0]),
            field,
            severity=Severity.W,
            about=(field.key,),
            expected=show_field(field),
            found=f"{show_plain(told)}家",
        )


def part_of(rest: str, trait: str, whole: Decimal) -> tuple[Decimal, int] | None:
    """(how many machines have the trait, where these words end): 其中33台为数控设备, 数控设备33台, 全部联网."""
    if all_of := re.match(rf"[^，,\d]{{0,4}}(?:全部|均已?|都已?)(?:为|是|实现|完成)?[^，,\d]{{0,6}}?(?:{trait})", rest):
        return whole, all_of.end()
    one_clause = rf"(?:[^。；;]{{0,6}}\d{{1,4}}{_UNIT}[^，,。；;\d]{{0,10}})?"
    behind = re.match(
        one_clause + r"[，,]?(?:中|其中|里)?[，,]?(?:已?有|已|共)?"
        rf"(?P<n>\d{{1,4}}){_UNIT}[^，,。；;\d]{{0,8}}?(?:{trait})",
        rest,
    )
    before = re.match(
        rf"[，,]?(?:中|其中|里)?[，,]?(?:已?实现|已|共)?(?:{trait})[^，,。；;\d]{{0,10}}?(?P<n>\d{{1,4}}){_UNIT}", rest
    )
    found = behind or before
    if found is None or Decimal(found["n"]) > whole:
        return None
    return Decimal(found["n"]), found.end()


def judge_machines(case: Case, passage: Passage, words: str, field: Field, part: Decimal, whole: Decimal) -> Answer:
    if field.amount is None:
        return Agreed()
    exact = part / whole * 100
    miss = grade(Interval(exact, exact), field.amount, points=True)
    if miss is None:
        return Agreed()
    right = f"{show_plain(round(exact, 2))}%"
    return case.finding(
        f"正文“{words}”，按{show_plain(part)}÷{show_plain(whole)}应为{right}，{case.say(field)}，不一致，请核实。",
        passage.place.quoting(words),
        field,
        severity=Severity.W,
        about=(field.key,),
        expected=right,
        found=show_field(field),
    )
