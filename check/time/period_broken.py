"""DATE-02, DATE-03, DATE-04: a build period that runs backwards, never ends, or lies in the future."""

from __future__ import annotations

import re
from collections.abc import Iterator

from check.case import Agreed, Answer, Case, NotChecked
from check.dates import read_days
from check.once import sentence_ahead
from check.registry import rule
from check.sought import Sought
from check.telling import Text, tell_texts, texts_with
from check.time.build_dates import read_build
from check.time.dated_rows import dated_rows, is_done
from check.time.deeds_ahead import find_deeds_in_future
from check.time.reversed_rows import find_rows_reversed
from model.finding import Cause, Severity


@rule("DATE-02")
def find_period_reversed(case: Case) -> Iterator[Answer]:
    yield from find_told_reversed(case)
    yield from find_rows_reversed(case)
    dates = read_build(case)
    if dates.start is None or dates.end is None:
        raise NotChecked(f"建设起止日期“{dates.first}～{dates.last}”起止不全，无法核对先后。", Cause.AMBIGUOUS)
    if dates.start.surely_after(dates.end):
        yield case.finding(
            f"建设起止日期填{dates.first}至{dates.last}，开始晚于结束，应先起后止，请核实。",
            *dates.fields,
            expected="开始不晚于结束",
            found=f"{dates.first}至{dates.last}",
        )


#: 一期2023年10月至2022年8月.
SPAN = re.compile(
    r"(?P<y>20\d{2})[年.\-/](?P<m>1[0-2]|0?[1-9])(?:月|(?=[\-—–－~～至到\s]))(?:\d{1,2}日)?\s*(?:至|到|—+|–|－|-{1,2}|~|～)\s*(?P<y2>20\d{2})[年.\-/](?P<m2>1[0-2]|0?[1-9])(?!\d)月?"
)
#: Compared, not gone through: 2024年10月到2023年的….
WORKS = re.compile(
    r"期|建设|实施|改造|施工|项目|工程|阶段|调试|联调|安装|运行|开发|研发|部署|验收|验证|培训|采集|订货|投用|上线"
)
#: 2023年5月启动建设，2022年8月建成投用: the begin and the end of one work, in one sentence and in this order.
_WHEN = r"(?P<{y}>20\d{{2}})年(?P<{m}>1[0-2]|0?[1-9])月(?:\d{{1,2}}日|初|底|中旬|上旬|下旬)?"
BEGUN = Sought(
    _WHEN.format(y="y", m="m")
    + r"(?:正式|全面)?(?:(?:破土|奠基|开工|动工|开建)[^，,。；;\d二三扩的]{0,8}"
    + r"|(?:启动|开始)(?:[^，,。；;\d二三扩的]{0,8}(?:建设|改造|施工|实施|项目|工程))?)[，,]"
    + r"(?:并|计划)?(?:于|至|到|在)?"
    + _WHEN.format(y="y2", m="m2")
    + r"(?:正式|全部|全面|顺利|整体|建设|施工|通过)*(?:完工|完成(?=[，,。；;]|建设|施工|改造|验收|安装|调试)"
    + r"|竣工|建成|投产|投用|投运|投入(?:使用|运行|生产)|验收|上线|交付|结束)(?!的)"
)


def find_told_reversed(case: Case) -> Iterator[Answer]:
    """W for a period of the works that the prose tells backwards, or that fills a cell of the book's own tables."""
    own = case.field("build_period")
    cells = (cell for grid in case.submission.grids if grid.own for row in grid.rows for cell in row)
    spans = (Text("row", cell.text, cell.place) for cell in cells if SPAN.fullmatch(cell.text.strip()))
    told = [(text, hit) for text in (*tell_texts(case), *spans) for hit in SPAN.finditer(text.text)]
    begun = [(text, hit) for text in texts_with(case, BEGUN) for hit in BEGUN.finditer(text.text)]
    seen = set[str]()
    for text, hit in (*told, *begun):
        start, end = (int(hit["y"]), int(hit["m"])), (int(hit["y2"]), int(hit["m2"]))
        around = sentence_ahead(text.text, hit.start()) + text.text[hit.start() : hit.end() + 12]
        works = text.key == "row" or (text, hit) in begun or WORKS.search(around)
        if start <= end or not works or hit[0] in seen or (own is not None and own.place.path == text.place.path):
            continue
        seen.add(hit[0])
        yield case.finding(
            f"正文称“{hit[0]}”，开始晚于结束，应先起后止，请核实。",
            text.place.quoting(hit[0]),
            severity=Severity.W,
            about=(f"{text.place.path}“{hit[0]}”",),
            expected="开始不晚于结束",
            found=hit[0],
        )


#: 2021.09起, 2023年3月开始, 2022年5月—目前: a begin and no end.
OPEN = re.compile(
    r"20\d{2}[年.\-/]\s*\d{1,2}月?(?:\d{1,2}日)?\s*(?:起|开始|启动|开工|(?:至|到|[-—–－~～]+)\s*(?:今|目前|现在|当前|在建|建设中)?)\s*(?:实施|建设)?[（(]?[^\d]{0,12}$"
)
#: What stands in the cell of an end that has not come.
UNFINISHED = re.compile(r"推进|未|收尾|即将|后续|在建|进行中|建设中|持续|至今|目前|待|暂|实施中|调试")


@rule("DATE-03")
def find_period_open(case: Case) -> Iterator[Answer]:
    period = case.field("build_period")
    if period is None and (end := case.field("line_end")) is not None:
        answer = end.text or end.value
        if read_days(end.value.split("/")[-1]) is None and (UNFINISHED.search(answer) or not re.search(r"\d", answer)):
            said = end.text.strip() or end.value
            yield case.finding(
                f"{case.label('line_end')}填“{said}”，没有建成日期，请核实是否已建成投产。",
                end,
                expected="有建成日期",
                found=said,
            )
        else:
            yield from find_told_open(case, Severity.W)
        return
    if period is None and case.form is not None and case.form.free:
        told = list(find_told_open(case))
        yield from told
        if told:
            return
    if period is None:
        raise NotChecked("没有填写起止日期，或分两格填写，空缺由必填项规则提示。", Cause.DEPENDS)
    open_ended = period.problem and OPEN.search(
        re.split(r"[。；;，,\n](?=\s*(?:总|其中|项目|投资|集成))", period.text)[0]
    )
    dates = None if open_ended else read_build(case)
    if dates is None or not dates.last:
        said = period.text.strip() or period.value
        yield case.finding(
            f"应用建设起止日期填“{said}”，没有结束日期，已建成的场景应写明结束日期，请核实。",
            period,
            expected="有结束日期",
            found=said,
        )
    else:
        yield from find_told_open(case, Severity.W)


#: 建设周期：2019年3月至今; 工期自2021.06起，至今.
TOLD_OPEN = Sought(
    r"(?:建设|实施|施工|改造|应用)(?:的)?(?:起止)?(?:时间|周期|工期|期限|日期|年限|期)(?:段)?(?:为|是|自|从|起于|[:：\s])*"
    r"20\d{2}\s*[年.\-/]\s*(?:\d{1,2}月?)?(?:\d{1,2}日)?\s*(?:起|开始|启动|开工)?\s*[，,]?\s*(?:直|延续|持续)?(?:至|到|[-—–－~～]+)\s*(?:今|目前|现在|当前|当下)(?!已|共|累计|为止已)"
    r"|20\d{2}年\d{1,2}月(?:\d{1,2}日)?(?:正式)?(?:开工|动工|开建|启动)(?:以来)?[，,]?(?:一直)?(?:建设|施工|改造|实施)至今(?!已|共|累计)"
)
#: Of a later stage or of another work.
OTHER_WORK = re.compile(r"[二三四]期|后续|扩建|另|新建|规划|新?基地|园|电站|光伏|宿舍|办公|集团|子公司")


def find_told_open(case: Case, severity: Severity | None = None) -> Iterator[Answer]:
    """A book that tells the build time in a sentence: a free book has no cell for it, another's says otherwise (W)."""
    for text in tell_texts(case):
        hit = TOLD_OPEN.search(text.text)
        if hit is None or case.reference.lexicons.is_plan(sentence_ahead(text.text, hit.start()) + hit[0]):
            continue
        if severity and OTHER_WORK.search(sentence_ahead(text.text, hit.start())):
            continue
        yield case.finding(
            f"正文称“{hit[0]}”，没有结束日期，已建成的工厂应写明结束日期，请核实。",
            text.place.quoting(hit[0]),
            severity=severity,
            about=(f"{text.place.path}“{hit[0]}”",),
            expected="有结束日期",
            found=hit[0],
        )
        return


@rule("DATE-04")
def find_date_in_future(case: Case) -> Iterator[Answer]:
    declared = case.need("declare_date")
    day = read_days(declared.value)
    if day is None:
        raise NotChecked(f"申报日期“{declared.value}”无法解析，无法核对。", Cause.AMBIGUOUS)
    for key, part, name in (
        ("founded_date", None, "成立时间"),
        ("build_period", 0, "应用建设开始日期"),
        ("build_period", 1, "应用建设结束日期"),
        ("line_start", None, "建设开始时间"),
        ("line_end", None, "建设完成时间"),
    ):
        field = case.field(key)
        value = (field.value if part is None else [*field.value.split("/"), ""][part]) if field else ""
        days = read_days(value)
        if field is None or days is None:
            continue
        if not days.surely_after(day):
            yield Agreed()
            continue
        yield case.finding(
            f"{name}为{value}，晚于申报日期{declared.value}，应不晚于申报日期，请核实。",
            field,
            declared,
            about=(field.key,),
            expected=f"不晚于{declared.value}",
            found=value,
        )
    yield from find_deeds_in_future(case, declared, day)
    for row in dated_rows(case):
        if row.grid.own and row.is_built and row.days.surely_after(day) and is_done(row, case.reference.lexicons):
            yield case.finding(
                f"表内“{row.name}”的{row.when}为{row.said}，晚于申报日期{declared.value}，应不晚于申报日期，请核实。",
                row.place,
                declared,
                severity=Severity.W,
                about=(f"{row.place.path}“{row.said}”",),
                expected=f"不晚于{declared.value}",
                found=row.said,
            )
