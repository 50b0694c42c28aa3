"""T-01: the scene told as finished before the end of its works, its system as at work before they began."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from check.case import Agreed, Answer, Case
from check.dates import MONTH_TOLD, Days, add_months, read_days
from check.once import sentence_ahead, sentence_around
from check.sought import Sought
from check.time.build_dates import BuildDates
from model.finding import Severity
from model.submission import Field, Passage

#: Months between the works and their acceptance, which the table may give as the end.
LAG = 6
#: 2023年底，场景全面建成后…: the scene itself is finished by then.
FINISHED = Sought(
    r"(?P<year>20\d{2})年(?:(?P<month>\d{1,2})月|底|末|初|上半年|下半年)?(?:\d{1,2}日)?[，,]?"
    r"(?:本|该)?(?:场景|项目|产线|生产线|智能工厂)(?:已|就已|便已|即)?(?:全面|全部|正式|整体|顺利)?(?:建成|投用|投运|上线|竣工|投产|建设完成)"
    r"(?P<tail>后|以来|并|，|,|。|投用|运行|投入)"
)
#: 该产线在2023年已全面达产: the works, then the year that they were done in.
DONE_IN = Sought(
    rf"(?:本|该|整条|整个|全部)?(?:场景|项目|产线|生产线|智能工厂|工程|工厂)(?:实际)?(?:早?(?:在|于|到))?{MONTH_TOLD}(?:底|末|初|上半年|下半年)?(?:份)?"
    r"(?:已经?|就已?|便已?|即已?|早已)(?:经)?(?:全面|全部|正式|整体|顺利|完全)?(?P<tail>建成|投用|投运|上线|竣工|投产|达产|完工|满产)"
)
#: The line or plant is older than the works, which rebuild it: 在原线上改造, 对既有产线升级.
REBUILT = re.compile(
    r"(?:原|旧|老|既有|现有|已有)(?:有|来)?的?(?:产线|生产线|工厂|厂房|设备|线|基础)|在[此其]基础上|利旧"
)
OF_OLD = re.compile(r"产线|生产线|工厂")
#: A line without a word of what the works made of it: 产线2019年即已投产.
MADE_ANEW = re.compile(
    r"改造|升级|智能|数字化|自动化|全面|全新|新建|本场景|项目(?!所在)|(?:场景|工程)(?:[已就便早在于]|20)"
)
AHEAD = 8
#: What any line does, old or new.
RUNS = re.compile(r"(?:完成|运行|处理|记录|服务)$")
OTHER_STAGE = re.compile(r"一期|首期|部分|首批|前期|二期|试|其中|计划|预计|将|拟|原定")

_WORKED = r"(?:并?(?:见效|发挥效益|产生效益|稳定运行))?(?:之后|以后|以来|后)"
#: 全线建成之后，2023年度人均产值即跃升至142万元: the year is told as one after the end.
AFTER_END = Sought(
    r"(?:(?:全线|全面|全部|整体)|(?<![\u4e00-\u9fff])(?:本|该)?(?:项目|场景|工程|产线|生产线|智能工厂))(?:工程|项目|产线)?"
    r"(?:全面|全部|整体|全线|正式|顺利)?(?:建成|竣工|投产|投用|投运|完工|建设完成|改造完成|应用|见效)(?:并)?(?:投产|投用|投运|运行|达产)?"
    rf"{_WORKED}[，,]?(?:公司|企业|工厂|全厂)?(?:于|在|到|至)?"
    r"(?P<year>20\d{2})年(?P<tail>(?:度|全年|当年|上半年|下半年|底|末|第?[一二三四]季度|\d{1,2}月)?[^。；;\n]{0,40})"
)
_DONE = r"(?:建成|竣工|投产|投用|投运|完工|达产|上线|建设完成|改造完成)(?:投产|投用|投运|运行|达产)?"
_FIRST = r"(?:(?:之|以)?后)?的?(?:首个|首|第一个|第一|当)(?:完整|生产|经营|运营|会计|自然|财务|整|的)*年(?:度|份)?"
_THING = (
    r"(?:公司|我司|智能化|智能|数字化|新|本|该|此|整条)*(?:项目|场景|产线|生产线|智能工厂|车间)"
    r"(?:建设|改造|工程|项目)*(?:全面|全部|整体|全线|正式|顺利)?"
)
#: At the head of a sentence 投用首年（2023年） speaks of what the book declares.
_BARE = r"(?:(?<![^。；;\n])|(?<=[。；;\n]))"
_REST = r"(?P<tail>[^，,。；;\n]{0,12}[，,]?[^，,。；;\n]{0,28})"
#: 产线建成后的首个完整年度即2023年; 2023年是项目投产后的第一个生产年度.
FIRST_YEAR = Sought(
    rf"(?:(?<![\u4e00-\u9fff]){_THING}|{_BARE}){_DONE}{_FIRST}(?:[，,]?(?:即|也即|亦即|也就是|就是|为|是|系)|[，,（(])?"
    rf"(?P<year>20\d{{2}})年{_REST}"
)
YEAR_FIRST = Sought(
    rf"(?P<year>20\d{{2}})年度?(?:[（(]|[，,]?(?:是|为|系|即|作为|也是))(?:{_THING})?{_DONE}{_FIRST}{_REST}"
)
#: Years before the end in which a first year of these very works may lie; one before is of an older line.
NEAR_END = 3
_WORK = r"(?:建成|竣工|投产|投用|投运|完工|达产|上线|改造|建设|实施|应用|启用|运行|见效)(?:完成|投产|投用|运行|达产)?"
_FULLY = r"(?:全面|全部|正式|整体|顺利|全线|智能化|数字化|完成)*"
#: 投用见效后，2023年返修率下降26%: what was finished is not named.
UNNAMED = Sought(
    rf"(?:^|[。；;，,\n])(?:本|该|新)?(?:系统|平台)?{_FULLY}{_WORK}{_WORKED}[，,]?(?:公司|企业|工厂|全厂)?(?:于|在|到|至)?"
    r"(?P<year>20\d{2})年(?P<tail>(?:度|全年|当年|上半年|下半年)?[^。；;\n]{0,40})"
)
#: 自2023年改造后，煤耗下降8.3%: the year stands before the words on the end.
YEAR_AHEAD = Sought(
    r"(?:^|[。；;，,\n])(?:公司|企业|工厂|全厂|我司|(?:本|该)?(?:项目|场景|产线|生产线|车间))?(?:自|从|在|于)?(?P<year>20\d{2})年"
    rf"(?:\d{{1,2}}月|底|末|初|上半年|下半年)?(?:起[，,]?)?{_FULLY}{_WORK}(?:新?(?:系统|平台|产线))?{_WORKED}(?:的)?[，,]?"
    r"(?P<tail>[^。；;\n]{0,40})"
)
#: A number that moved; what was spent, or what holds today, is no effect of that year.
MOVED = re.compile(
    r"(?:提高|提升|增长|增加|下降|降低|减少|缩短|节约|节省|压缩|升[到至]|降[到至]|达到)[^，,。；;]{0,12}\d|由[^，,。；;]*\d[^，,。；;]*\d"
)
NOT_THEN = re.compile(r"投入|投资|目前|现在|如今|至今|截至|累计|近[一二两三\d]年|20\d{2}年|上年|去年")
#: The clause goes on with a plan, a base or another works than an effect.
NO_EFFECT = re.compile(r"计划|预计|将|拟|目标|相比|基础上|同期|开工|启动|立项|建设期|前")

#: 2022年全年，系统共预警批次异常27起: the system is at work in that year.
AT_WORK = Sought(
    r"(?P<year>20\d{2})年(?:全年|度|期间|上半年|下半年|第?[一二三四]季度|\d{1,2}月)?(?:内|里)?[，,]?(?:本|该)?"
    r"(?P<what>系统|平台|模型|场景|产线|生产线|智能工厂)(?:共|累计|已|自动|合计|总计|全年|成功|实际|在线){0,3}"
    r"(?:预警|报警|识别|检出|发现|拦截|剔除|处理|分析|采集|推送|生成|下达|派发|运行|服务|记录|追溯|完成|调度|优化)"
)
#: Another system than the one that the works built.
OLDER = re.compile(r"原|旧|老|既有|已有|早期|以前|过去|此前|当时|试点|供应商|集团")


def find_at_work_too_early(case: Case, build: BuildDates) -> Iterator[Answer]:
    """E where the year in which the system worked lies before the year in which its works began."""
    if build.start is None:
        return
    for passage in case.prose_with(AT_WORK):
        for hit in AT_WORK.finditer(passage.text):
            clause = sentence_ahead(passage.text, hit.start())
            if OLDER.search(clause) or OTHER_STAGE.search(clause[-12:] + hit[0]):
                continue
            old_line = hit["what"] in ("产线", "生产线") and RUNS.search(hit[0])
            if int(hit["year"]) >= build.start.first.year or old_line:
                yield Agreed()
                continue
            why = f"建设开始于{build.first}，早于开始建设"
            yield tell(case, passage, hit, why, build.fields[:1], f"不早于{build.first}")


def find_finished_too_early(case: Case, build: BuildDates) -> Iterator[Answer]:
    """E where the scene or project is told as finished in a year before its stated end; W where stages are told."""
    end = build.end
    if end is None:
        return
    stepwise = any(word in passage.text for passage in case.prose() for word in case.param("stepwise"))
    for passage in case.prose_with(FINISHED, DONE_IN):
        for hit in (*FINISHED.finditer(passage.text), *DONE_IN.finditer(passage.text)):
            head = sentence_ahead(passage.text, hit.start())
            day = read_days(f"{hit['year']}-{int(hit['month']):02d}" if hit["month"] else hit["year"])
            if day is None or OTHER_STAGE.search(head[-12:] + hit[0]):
                continue
            if add_months(day.last, LAG) >= end.first or is_older_line(passage, hit, day, build):
                yield Agreed()
                continue
            why, last = f"建设结束于{build.last}，早于建成", build.fields[-1:]
            yield tell(case, passage, hit, why, last, f"不早于{build.last}", Severity.W if stepwise else None)


def is_older_line(passage: Passage, hit: re.Match[str], day: Days, build: BuildDates) -> bool:
    """Whether the line was at work before its works began, and the sentence says that these rebuild it; or it is told
    as put to work before with no word of what the works made: the old line, not what came of them."""
    if build.start is None or day.last >= build.start.first or not OF_OLD.search(hit[0]):
        return False
    if not MADE_ANEW.search(
        re.split("[，,。；;]", passage.text[max(0, hit.start() - AHEAD) : hit.start()])[-1] + hit[0]
    ):
        return True
    return bool(REBUILT.search(sentence_around(passage.text, hit.start(), hit.start())))


def find_effect_after_end(case: Case, build: BuildDates) -> Iterator[Answer]:
    """E where a number of a year before the stated end is told as one after the works were finished; W with stages."""
    end = build.end
    if end is None:
        return
    stepwise = any(word in passage.text for passage in case.prose() for word in case.param("stepwise"))
    for passage in case.prose_with(AFTER_END, FIRST_YEAR, YEAR_FIRST):
        first = [hit for one in (FIRST_YEAR, YEAR_FIRST) for hit in one.finditer(passage.text)]
        first = [hit for hit in first if end.first.year - int(hit["year"]) <= NEAR_END]
        for hit in (*AFTER_END.finditer(passage.text), *first):
            head = sentence_ahead(passage.text, hit.start())
            if OTHER_STAGE.search(head[-12:] + hit[0][: hit.start("tail") - hit.start()]) or re.search(
                r"20\d{2}年", head
            ):
                continue
            if not re.search(r"\d", hit["tail"]) or NO_EFFECT.search(hit["tail"].split("，")[0].split(",")[0]):
                continue
            before = build.start is not None and int(hit["year"]) < build.start.first.year
            told = hit[0][: hit.start("year") - hit.start()]
            old_line = before and OF_OLD.search(told) and not MADE_ANEW.search(told)
            if int(hit["year"]) >= end.first.year or old_line:
                yield Agreed()
                continue
            why, last = f"建设结束于{build.last}，{hit['year']}年尚未建成", build.fields[-1:]
            yield tell(case, passage, hit, why, last, f"不早于{build.last}", Severity.W if stepwise else None)


def find_effect_loosely_dated(case: Case, build: BuildDates) -> Iterator[Answer]:
    """W where a number that moved is dated before the stated end beside words on an end of works left unnamed."""
    end = build.end
    for passage in case.prose_with(UNNAMED, YEAR_AHEAD) if end else ():
        for hit in (*UNNAMED.finditer(passage.text), *YEAR_AHEAD.finditer(passage.text)):
            head = sentence_ahead(passage.text, hit.start("year"))
            around = head.rsplit("，", 1)[0] if "，" in head else ""
            other = OTHER_STAGE.search(around + hit[0]) or OLDER.search(around + hit[0]) or "20" in around
            if other or not MOVED.search(hit["tail"]) or NOT_THEN.search(hit["tail"]) or NO_EFFECT.search(hit["tail"]):
                continue
            if end is None or not end.first.year - NEAR_END <= int(hit["year"]) < end.first.year:
                yield Agreed()
                continue
            why = f"建设结束于{build.last}，{hit['year']}年尚未建成"
            yield tell(case, passage, hit, why, build.fields[-1:], f"不早于{build.last}", Severity.W)


def tell(
    case: Case,
    passage: Passage,
    hit: re.Match[str],
    why: str,
    dates: Sequence[Field],
    expected: str,
    severity: Severity | None = None,
) -> Answer:
    """The finding on the words of the hit, beside the dates of the works."""
    told = hit.groupdict()
    month, said = told.get("month"), hit[0]
    if passage.text[hit.end() : hit.end() + 1].strip("，,。；;") and re.search("[，,]", told.get("tail") or ""):
        said = said[: max(said.rfind("，"), said.rfind(","))]  # not in the midst of a clause
    said = said.strip("，,。；;\n ")
    return case.finding(
        f"正文称“{said}”，{why}，请核实。",
        passage.place.quoting(said),
        *dates,
        severity=severity,
        about=(f"{passage.place.path}“{said}”",),
        expected=expected,
        found=f"{hit['year']}年{month + '月' if month else ''}",
    )
