"""T-01: the span that the book takes for the state after the works lies before their end."""

from __future__ import annotations

import re
from collections.abc import Iterator

from check.case import Agreed, Answer, Case
from check.dates import Days, add_months, read_days
from check.once import sentence_ahead
from check.sought import Sought
from check.telling import texts_with
from check.time.build_dates import BuildDates
from check.time.finished_too_early import LAG
from model.finding import Severity
from model.submission import Claim

_DAY = r"20\d{2}年(?:\d{1,2}(?:月|(?=[-—–~～至到]\d{1,2}月)))?"
#: 2024年5月至2025年4月, 2023年全年, 2024年1—8月, 2024年上半年.
SPAN = (
    rf"(?P<first>{_DAY})(?:\d{{1,2}}日)?"
    r"(?:(?:至|到|[-—–~～]+)(?P<last>20\d{2}年\d{1,2}月|\d{1,2}月)|(?P<part>全年|年?度|上半年|下半年))?"
)
#: 建设后取2023年全年, 改造后数据为2024年1—8月, 实施后（2022年）.
AFTER = Sought(
    r"(?:建设|改造|实施|投用|上线|投产|应用|项目)后(?:的)?(?:数据|指标|数值|口径|水平|效益|对比期|统计期|取值|周期|基期|期间){0,2}"
    r"(?:分别|均|统一|一律)?(?:取自|选取|采用|对应|取|按|为|指|以|是|即|用)?[:：(（]?\s*" + SPAN
)
#: 对比口径：2022年全年 与 2024年1—8月.
COMPARED = Sought(
    r"(?:对比|比较|对照|统计)(?:的)?(?:口径|期间|区间|时段|周期|范围|基准)(?:为|是|取)?[:：]?\s*20\d{2}年[^，,。；;\n]{0,16}?"
    r"(?:与|和|同|对比|对|vs\.?|VS)\s*(?:改造后|建设后|实施后)?" + SPAN
)
#: 改造后（2024年1—8月） over a column.
HEAD = re.compile(r"(?:建设|改造|实施|投用|上线|投产|应用|项目)后[^\d]{0,6}" + SPAN)
#: The table of a cell.
CELL = re.compile(r"(?:.*/)?t\d+(?=/r\d)")
#: 公司2023年实施余热项目，投用后2023年…: works told of by a name and a year of their own.
OTHER_WORKS = re.compile(
    r"20\d{2}年[^，,。；;]{0,8}(?:实施|建设|完成|开展|启动|新建)(?:了)?(?!本|该|此)[^，,。；;]{2,12}(?:项目|工程|改造)[，,][^。；;]*$"
)
LATER_PLAN = re.compile(r"计划|预计|拟|目标|一期|首期|试运行|试点|阶段")


def find_span_too_early(case: Case, build: BuildDates) -> Iterator[Answer]:
    """E (W where a stepwise start is told): the whole span before the end, and begun more than `LAG` months before it.

    The table may give the day of acceptance for the end."""
    end = build.end
    if end is None:
        return
    stepwise = any(word in passage.text for passage in case.prose() for word in case.param("stepwise"))
    for text in texts_with(case, AFTER, COMPARED):
        for hit in (*AFTER.finditer(text.text), *COMPARED.finditer(text.text)):
            span = span_of(hit)
            before = re.split(r"[。；;，,\n]", text.text[: hit.start()])[-1]
            if span is None or LATER_PLAN.search(before) or OTHER_WORKS.search(sentence_ahead(text.text, hit.start())):
                continue
            if span.last >= end.first or span.first >= add_months(end.first, -LAG):
                yield Agreed()
                continue
            yield case.finding(
                f"正文称“{hit[0]}”，建设结束于{build.last}，其时尚未建成，请核实。",
                text.place.quoting(hit[0]),
                *build.fields[-1:],
                severity=Severity.W if stepwise else None,
                about=(f"{text.place.path}“{hit[0]}”",),
                expected=f"不早于{build.last}",
                found=str(span.first.year),
            )


def find_column_too_early(case: Case, build: BuildDates) -> Iterator[Answer]:
    """The same of a table whose head dates the state after the works: 实施后（2022年）. One finding for each head.

    W, too, where that is a whole year and the end lies within `LAG` months after it."""
    end, told = build.end, dict[tuple[str, str], list[Claim]]()
    heads = dated_heads(case)
    for claim in case.submission.claims:
        table = CELL.match(claim.place.path) if claim.period == "after" and not claim.planned else None
        if table and read_days(claim.since):
            told.setdefault((table[0], claim.since), []).append(claim)
    stepwise = any(word in passage.text for passage in case.prose() for word in case.param("stepwise"))
    for (table_path, since), claims in told.items():
        span, words = heads.get((table_path, since)) or (read_days(since), since)
        if end is None or span is None:
            continue
        if span.last >= end.first or span.first >= add_months(end.first, -LAG):
            yield Agreed()
            continue
        whole_year = (span.first.month, span.last.month) == (1, 12)  # accepted in the spring: at work for a part of it
        nearly = whole_year and end.first <= add_months(span.last, LAG)
        yield case.finding(
            f"“{claims[0].text}”等表列改造后的数，表头所注时间为{words}，建设结束于{build.last}，其时尚未建成，请核实。",
            *claims[:3],
            *build.fields[-1:],
            severity=Severity.W if stepwise or nearly else None,
            expected=f"不早于{build.last}",
            found=words,
        )


def dated_heads(case: Case) -> dict[tuple[str, str], tuple[Days, str]]:
    """All days of the spans that heads of columns give for the state after the works, by table and last month or year:
    改造后（2022年1—6月） begins half a year before the month that its figures are kept under."""
    found = dict[tuple[str, str], tuple[Days, str]]()
    for grid in case.submission.grids:
        for cell in (c for row in grid.rows[:3] for c in dict.fromkeys(row)) if grid.own else ():
            table = CELL.match(cell.place.path)
            hit = HEAD.search("".join(cell.text.split())) if table and "后" in cell.text else None
            if table and hit and (span := span_of(hit)):
                found[table[0], f"{span.last:%Y-%m}" if hit["last"] else iso(hit["first"])] = (
                    span,
                    hit[0][hit.start("first") - hit.start() :],
                )
    return found


def span_of(hit: re.Match[str]) -> Days | None:
    """All days of the span."""
    first = read_days(iso(hit["first"]))
    if first is None:
        return None
    if hit["last"]:
        year = "" if hit["last"].startswith("20") else f"{first.first.year}年"
        last = read_days(iso(year + hit["last"]))
        return Days(first.first, last.last) if last else None
    half = {"上半年": ("01", "06"), "下半年": ("07", "12")}.get(hit["part"] or "")
    if half:
        ends = [read_days(f"{first.first.year}-{month}") for month in half]
        return Days(ends[0].first, ends[1].last) if ends[0] and ends[1] else None
    return first


def iso(printed: str) -> str:
    """2024年5月 → 2024-05."""
    year, _, month = printed.partition("年")
    return f"{year}-{int(month.rstrip('月')):02d}" if month else year
