"""T-04: 已稳定运行18个月 although the works ended a year before the declaration."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from check.case import Agreed, Answer, Case, NotChecked
from check.dates import MONTH_TOLD, Days, read_days, read_period
from check.numerals import read_number
from check.once import sentence_ahead, sentence_around
from check.registry import rule
from check.sought import Sought
from check.spelling import fold_text
from check.telling import LONG_KINDS, Text, tell_texts
from check.time.running_words import find_running
from model.finding import Cause, Severity

#: 使用三年发货数据训练, 应用两年半的历史记录: what is used is so old, not what uses it.
MATTER = re.compile(
    r"(?:以来)?(?:的|内|间|中)?(?:[\u4e00-\u9fff]{0,8}?(?:数据|样本|记录|资料|台账|日志|图片|图像|订单|曲线|语料|案例|经验))"
)

#: 一期自2023年3月上线以来.
BEGAN = re.compile(rf"(?:自|从|于|在)?{MONTH_TOLD}")
STAGE = re.compile(r"[一二三首][期批]|阶段|先行|试点|部分")

#: The works were done in stages, of which the first ran before the end of all.
STAGES = Sought(r"分(?:[两二三四]|\d)个?(?:期|阶段)|[一首]期[^。]{0,60}(?:二期|后期)|分期(?:建设|实施|投用|投运|推进)")
#: ERP于2018年上线, 运行七年: the day that the thing itself began.
ITS_START = re.compile(
    rf"{MONTH_TOLD}(?:\d{{1,2}}日)?[初中末底]?(?:就|即|已|便|正式|全面|开始|整体|先行|率先|起)*"
    r"(?:[上入]线|投用|投运|投产|启用|使用|应用|运行|建成|部署|引进|引入|购入|购置|安装|实施|搭建|投入)"
)
#: 产线2021年投产，系统于2024年10月验收转入正式运行: what the works ended with.
ITS_END = re.compile(
    rf"{MONTH_TOLD}(?:\d{{1,2}}日)?[初中末底]?(?:就|即|已|便|正式|全面|整体|全部|最终|通过|完成|经)*"
    r"(?:竣工|终|整体|项目|现场)?(?:验收|竣工|完工|交付|转入?正式|[上入]线|投用|投运|投产|启用|建成)"
)

#: Works as a whole: what is told of them is not told of one scene.
WHOLE = re.compile(r"(?:本|该|整个|全部)?(?:项目|工程|产线|生产线|工厂|全厂|场景群|各场景|所有场景|全部场景)")

#: 离心机连续运行三年: a machine may be older than what the works put round it.
MACHINE = re.compile(
    r"[\u4e00-\u9fff](?:机|炉|窑|泵|塔|釜|床|罐|机组|锅炉)(?:已经?|均|都|一直|至今|自|现)*(?:连续|稳定|安全|平稳|正常|满负荷)*$"
)

#: A link between two systems may be older than the works.
LINKED = re.compile(r"集成|接口|对接|互通|互联")


@rule("T-04")
def find_running_too_long(case: Case) -> Iterator[Answer]:
    """Longer than the months between the end of the works and the declaration, by more than one month."""
    declared = case.need("declare_date")
    period = case.field("build_period") or case.need("line_end")
    start, end = read_period(period.value) if "/" in period.value else (None, read_days(period.value))
    day = read_days(declared.value)
    if end is None or day is None:
        raise NotChecked("建设结束日期或申报日期不可读，无法核对运行时间。", Cause.AMBIGUOUS)
    most = months_between(end, day)
    if start is None and (first := case.field("line_start")):
        start = read_days(first.value)
    since_start = months_between(start, day) if start else None
    staged = any(STAGES.search(passage.text) for passage in tell_all(case))
    steps = tuple(f.text for f in case.submission.like("scenes[") if f.key.endswith(".desc"))
    looked, told = False, set[str]()
    for passage in tell_all(case):
        for match in find_running(passage.text):
            months = read_months(match["n"], match["unit"], match["odd"])
            if months is None or about_other(passage.text, match) or uses_old_matter(passage.text, match):
                continue
            looked = True
            if months <= max(most, since_stage(passage.text, match, day)) + 1:
                yield Agreed()
                continue
            if since_start is not None and months > since_start + 12 * 5:
                continue  # the company, the mill or an older line has been running that long
            if is_of_office(passage.text, match) and (since_start is None or months > since_start + 1):
                continue  # ERP已运行八年: bought for the office before the works
            if start is not None and is_of_older(passage.text, match, start, day, months):
                continue
            if since_start is not None and months <= since_start + 1 and is_of_scene(passage, match, steps):
                continue  # one of many scenes, which was at work before the last of the works ended
            if (said := said_before(passage.text, match)) in told:
                continue
            told.add(said)
            finished = period.value.partition("/")[2] or period.value
            yield case.finding(
                f"正文称“{match[0]}”，建设结束于{finished}、申报于{declared.value}，"
                f"至多运行{max(most, 0)}个月，请核实。",
                passage.place if passage.key == ROW else passage.place.quoting(match[0]),
                period,
                declared,
                severity=Severity.W if may_be_older(passage.text, match, staged, months, since_start) else None,
                expected=f"不超过{max(most, 0)}个月",
                found=match[0],
            )
    if not looked:
        raise NotChecked("正文没有写明运行时间，未核对。", Cause.NOTHING)


def tell_all(case: Case) -> Iterator[Text]:
    """The book's prose and the remarks beside its rows."""
    yield from tell_texts(case)
    for field in case.submission.fields:
        if field.key.endswith(".remark") and field.kind not in LONG_KINDS and not field.key.startswith("t2["):
            yield Text(field.key, field.text or field.value, field.place)
    yield from tell_rows(case)


#: 建成后连续稳定运行 | 30个月.
ROW = "row"
_LABEL = re.compile(
    r"(?!.*(?:试运行|年限|周期|质保))[^。；;]{0,12}(?:运行|投用|投运)"
    r"(?:时间|时长|月数|期限|至今|情况|以来)?(?:[（(][^（）()]{1,6}[)）])?"
)
_SPAN = re.compile(
    r"(?:约|近|超过|逾|满|已|达)*(?:\d{1,2}|[一二两三四五六七八九十]{1,3})"
    r"(?:个多?月|年半|年(?:[零又]?[\d一二三四五六七八九十]{1,2}个月)?)(?:以上|有余)?"
)


def tell_rows(case: Case) -> Iterator[Text]:
    """The time at work that stands in a row of the book's own tables, behind its label."""
    for grid in case.submission.grids:
        for row in grid.rows if grid.own else ():
            for label, cell in pairwise(row):
                if _SPAN.fullmatch(cell.text.strip()) and _LABEL.fullmatch(label.text.strip()):
                    said = re.sub(r"(?:时间|时长|月数|期限|至今|情况|以来)?(?:[（(].*[)）])?$", "", label.text.strip())
                    yield Text(ROW, said + cell.text.strip(), cell.place.quoting(cell.text))


def is_of_scene(passage: Text, match: re.Match[str], steps: tuple[str, ...]) -> bool:
    """Whether the sentence stands in the description of one of several scenes of a factory; the line, the project or
    the factory itself is no scene."""
    said = said_before(passage.text, match).strip()
    return len(steps) > 1 and any(fold_text(said) in fold_text(step) for step in steps) and WHOLE.search(said) is None


def is_of_older(text: str, match: re.Match[str], start: Days, day: Days, months: float) -> bool:
    """Whether the sentence gives the thing a first day of its own before the works began, which bears its time out,
    and no later day within the works for another thing that is the nearer one."""
    said = said_before(text, match)
    began = next(iter([*ITS_START.finditer(said)][-1:]), None)
    since = read_told(began)
    if began is None or since is None or since.last >= start.first or months > months_between(since, day) + 1:
        return False
    ended = next(iter([*ITS_END.finditer(said, began.end())][-1:]), None)
    last = read_told(ended)
    if ended is None or last is None or last.last < start.first:
        return True
    subject = ITSELF.split(re.split("[，,]", said)[-1])[0]
    return len(subject) > 1 and subject in said[: began.end()]


#: What stands between a thing and how long it has been running.
ITSELF = re.compile(r"至今|迄今|到现在|目前|现在?已|截至|已|(?:稳定|连续|正常|安全|平稳|累计)*(?:运行|使用)")


def read_told(told: re.Match[str] | None) -> Days | None:
    """The month, or the year, that a match of `MONTH_TOLD` names."""
    if told is None:
        return None
    return read_days(f"{told['year']}-{int(told['month']):02d}" if told["month"] else told["year"])


#: Software of the office, which a company has before it builds: ERP, OA, the books.
OFFICE = re.compile(
    r"(?:ERP|OA|CRM|PLM|PDM|CAD|SAP|用友|金蝶|浪潮|财务|办公|人事|人力资源|考勤|进销存|企业资源计划|客户关系)"
    r"[\u4e00-\u9fffA-Za-z0-9（()）\-]{0,10}$",
    re.IGNORECASE,
)


def is_of_office(text: str, match: re.Match[str]) -> bool:
    """Whether what has run so long is such software, in the clause itself or right ahead of it."""
    clauses = [one for one in re.split("[，,]", sentence_ahead(text, match.start()).rstrip("，, ")) if one]
    return bool(clauses) and OFFICE.search(clauses[-1]) is not None and WHOLE.search(clauses[-1]) is None


#: What was tried before the rest was built.
FIRST_ONES = re.compile(r"试点|首批|首台|首套|首条|首个|样机|先行|试用|单机|局部|部分")


def may_be_older(text: str, match: re.Match[str], staged: bool, months: float, since_start: int | None) -> bool:
    """A link between systems, a machine, or a first stage of works that were done in stages and began early enough."""
    if MACHINE.search(said_before(text, match).removesuffix(match[0])):
        return True
    if LINKED.search(said_before(text, match)) or FIRST_ONES.search(said_before(text, match)):
        return True
    return staged and since_start is not None and months <= since_start + 1


def since_stage(text: str, match: re.Match[str], day: Days) -> int:
    """The months from the day that the sentence gives for the start of a stage or a trial: 一期自2023年3月上线以来."""
    said = said_before(text, match)
    began = BEGAN.search(said)
    if began is None or not STAGE.search(said):
        return 0
    since = read_told(began)
    return months_between(since, day) if since else 0


def months_between(first: Days, last: Days) -> int:
    """The most months that can lie between two dates as printed."""
    return (last.last.year - first.first.year) * 12 + last.last.month - first.first.month


#: Of a month at most, that 930天 are never more than 30 months; 年运行330天 are days of each year.
DAYS, EACH_YEAR = (
    31,
    re.compile(r"年(?:均|度)?(?:有效|累计|计划|连续|实际|正常)?(?:运行|生产|工作|作业|使用)|[每全一]年"),
)


def read_months(number: str, unit: str, odd: str | None = None) -> float | None:
    """18个月, 两年半, 一年零七个月 (`odd`: the months beyond the years)."""
    try:
        value, rest = (float(read_number(one)) if one else 0.0 for one in (number, odd))
    except ValueError:
        return None
    if unit == "天":
        return value / DAYS
    if unit.startswith("年"):
        return value * 12 + (6 if unit == "年半" else rest)
    return value + (0.5 if "半" in unit else 0)


#: What runs that long is not the scene: 公司已稳定运行20年, 原有产线, 供应商的系统; or it is a plan or a warranty.
OTHER = re.compile(
    r"公司|企业|集团|原有|原系统|(?:原来|原先|以前|此前|过去)的|[上前]一[代套]|老(?:线|厂|车间|产线|设备|系统|式|[\u4e00-\u9fff]{0,6}[机炉窑泵塔釜床])|旧|设计$|约定|供应商|同类|质保|保修|免费|计划|预计|将|试运行|平均无故障|无故障(?:工作|间隔)?时间"
)
#: 连同四个月试运行，到申报时已运行13个月: counted from an earlier day.
WITH_TRIAL = re.compile(r"(?:连同|含|包括|加上|加|计入|算上|从)[^。；\n]{0,14}(?:试运行|试生产|试用|调试|联调|投料)")


def said_before(text: str, match: re.Match[str]) -> str:
    """The sentence up to the words, and they themselves."""
    return sentence_ahead(text, match.start()) + match[0]


#: 等系统运行满两年再作总结: what is still to be.
WAITED = re.compile(r"(?:等|待|须|需|要)[^，,。；;]{0,8}$")
THEN = re.compile(r"(?:之|以)?后?[，,]?(?:再|方|才|后)")


#: 员工平均使用两年以上, 使用两年以上的操作工: how long people have been at it.
_PEOPLE = (
    r"(?:员工|职工|人员|操作[工员]|用户|师傅|骨干|教练|班组?长|学员|司机|(?:调度|技术|质检|检验)员|工程师|(?<!机器)人)"
)
OF_PEOPLE = re.compile(rf"{_PEOPLE}(?:大多|多数|普遍|平均|人均|都|均|已经?|也|累计|实际)*$|平均$|人均$")
PEOPLE_WHO = re.compile(rf"的[\u4e00-\u9fff]{{0,6}}?{_PEOPLE}")


def uses_old_matter(text: str, match: re.Match[str]) -> bool:
    """Whether it is the matter that is so old (the data of three years), or people who have used it so long."""
    used = re.match(r"(?:累计|连续)?(?:使用|应用)", match[0]) is not None
    if not used and "跑" not in match[0]:
        return False
    people = OF_PEOPLE.search(text[: match.start()]) or PEOPLE_WHO.match(text, match.end())
    return MATTER.match(text, match.end()) is not None or (used and people is not None)


def about_other(text: str, match: re.Match[str]) -> bool:
    clause = re.split(r"[。；，,;\n]", text[: match.start()])[-1]
    sentence = sentence_around(text, match.start(), match.start())
    if match["unit"] == "天" and EACH_YEAR.search(clause + match[0]):
        return True
    ahead = WAITED.search(clause) is not None and THEN.match(text, match.end()) is not None
    return ahead or OTHER.search(clause) is not None or WITH_TRIAL.search(sentence) is not None
