"""P-07: dates of the works told in the prose are not those of the table."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from check.case import Agreed, Answer, Case, NotChecked
from check.dates import YEAR_MONTH, Days, add_months, read_days, read_period
from check.once import sentence_ahead
from check.prose.works_apart import is_of_works_apart
from check.prose.works_tables import stage_ends
from check.registry import rule
from check.show import show_dates
from check.sought import Sought
from model.finding import Cause, Severity
from model.place import Place
from model.submission import Field, Passage

_MONTH = r"(20\d{2})\s*(?:年|[.\-/])\s*(1[0-2]|0?[1-9])(?!\d)\s*月?"
#: 建设周期为2023年3月至2024年10月: both ends of the works in one breath.
SPAN = Sought(
    rf"(?:建设|实施|项目)(?:周期|期限|起止(?:时间|日期|年月|年限|月份)?|年限|时间|工期|期)\s*(?:为|是|[:：])?\s*(?:自|从|由)?\s*{_MONTH}\s*(?:至|到|[-—–~～]+)\s*{_MONTH}"
)
#: 改造工程于2021.05—2024.06实施: what was done behind both ends.
SPAN_DONE = Sought(
    rf"(?:^|(?<=[，,。；;：:\n]))(?:本|该|此|上述|这一|整个|技改|技术改造|智能化|数字化|自动化|产线|生产线|升级|申报)*(?:项目|工程|改造|(?<=[本该])场景)(?:的)?(?:建设|实施|工作)?(?:已)?(?:于|自|从|在)\s*{_MONTH}\s*(?:至|到|[-—–~～]+)\s*{_MONTH}"
    r"(?:期间|间)?(?:组织|分步|集中|顺利|全面)*(?:实施|建设|改造|完成|开展|进行|推进)+(?:完[成毕])?(?=[，,。；;、（(）)\n并至]|$)"
)
_BEGUN = (
    r"(?:正式|就|才|便)?(?:立了项|开了工|动了工|破了土|(?:破土动工|破土|动工|开工|开建|奠基)(?=建设|改造|实施|至|到|并|[，,、。；;—-]|$)"
    r"|(?:启动|开始|着手|(?<!各自)(?<!分别)立项|进场)(?=建设|实施|启动|改造|施工|动工|[，,、。；;]|$))"
)
_ENDED = (
    r"(?:建成(?:投用|投产|运行|并|[，,、。；;])|竣工|(?:通过|完成)(?:竣工|整体|终|项目|最终|全部)?(?:验收|终验)|(?:整体|全线|全部|全面|总体|最终)验收"
    r"|(?<=月)(?:竣工)?验收(?=[，,、。；;]|投|并|合格|交付)|完成(?:全部|整体)(?:建设|改造)|(?:全部|全面|整体|全线)(?:建成|投产|投用|上线|投运|竣工|完工)|完工"
    r"|正式(?:投用|投产|上线|运行)|转入(?:连续|正式|稳定|批量)?(?:生产|运行)|交付(?:使用|投用|生产))"
)
START = Sought(rf"{_MONTH}[，,]?[^，,。；;\d]{{0,8}}?{_BEGUN}")
#: 项目自2020年12月起分三期实施.
START_FROM = Sought(
    rf"(?:自|从|于){_MONTH}(?:\d{{1,2}}日)?起[，,]?(?:正式|陆续|逐步|分(?:期|步|批|[两二三四]个?(?:期|阶段|步|批)))*(?:组织)?(?:实施|建设|推进|开展|施工|进行|启动)"
)
END = Sought(rf"{_MONTH}[，,]?[^，,。；;\d]{{0,8}}?{_ENDED}")
#: 2021年4月破土动工、2024年9月整体验收: both ends in one breath, of the works that the text is about.
BOTH = Sought(
    rf"{_MONTH}[^，,。；;\d]{{0,8}}?{_BEGUN}[^，,。；;\d]{{0,6}}[，,、至到]?[^，,。；;\d]{{0,4}}{_MONTH}[^，,。；;\d]{{0,8}}?{_ENDED}"
)
#: 一期2021.09—2022.12，二期2023.02—2024.05: the first begins the works, the last ends them.
PHASE = Sought(rf"(?P<no>[一二三四])期(?:工程|项目|建设)?[^，,。；;\d]{{0,6}}{_MONTH}\s*(?:至|到|[-—–~～]+)\s*{_MONTH}")
#: 2025年4月，全部机器人通过终验: all of the works, whatever they are called.
END_ALL = Sought(
    rf"{_MONTH}[，,]?(?:全部|整体|全线|所有)[^，,。；;]{{0,16}}?(?:设备|装备|系统|产线|机器人|工程|项目|建设内容)[^，,。；;]{{0,6}}?{_ENDED}"
)
#: 各单元均在2024年5月转入生产: the things before their month.
ALL_END = Sought(
    rf"(?:全部|各|所有|整条)(?:套|台|个|条)?(?:设备|装备|系统|产线|生产线|单元|工段|机器人|工程|子项|分项|建设内容)(?:均|都|已)?(?:于|在|到)\s*{_MONTH}[^，,。；;\d]{{0,6}}?{_ENDED}"
)
#: Years without a month: 2021年开工建设, 2022年底全面建成, 建成于2021年.
_YEAR = r"(20\d{2})\s*年(?!\s*\d|版|度版)(?:底|末|初|上半年|下半年)?()"
START_YEAR = Sought(rf"{_YEAR}[^，,。；;\d]{{0,8}}?{_BEGUN}")
END_YEAR = Sought(
    rf"{_YEAR}[^，,。；;\d]{{0,8}}?(?:建成(?:投用|投产|运行|，|,|。|；)|竣工|全面建成|全部建成|正式(?:投用|投产|上线|运行))"
)
END_IN = Sought(rf"(?:建成|竣工|投产|投用)于\s*{YEAR_MONTH}")
#: 分三期推进: the third is the last of the works. 四期工程合计: as many as these.
STAGES = Sought(
    r"(?:分|共|划分为|分为|按)(?:为|成)?(?P<n>[两二三四])(?:期|个阶段|阶段)(?:工程|项目)?(?:推进|建设|实施|进行|完成|开展|投资|展开|组织|[，,：:。；;])"
)
#: Another thing than the scene's works is spoken of, or a part of them.
OTHER = re.compile(
    r"一期|二期|三期|首期|第[一二三四]|阶段|试点|工厂建|厂房(?![内里中])|公司|企业|集团|体系|认证|许可|复审|高新(?!技术产业|技术开发|区)|专精|原有|老线|扩建|计划|预计|将|拟|培育"
)
SUBJECT = re.compile(
    r"本?(?:项目|场景|工程)|建设内容|(?:本|该|这)(?:条)?线|(?:(?:本|该|这|示范|代表)(?:条)?|(?<![\u4e00-\u9fff])|(?<=[月日]))(?:产线|生产线)|智能化(?:产线|生产线)|(?:产线|生产线)的?(?:智能化|数字化|自动化)(?:改造|升级|建设)"
)
#: A passage that speaks of the project from its first word on.
OVERVIEW = re.compile(r"\s*(?:本|该)?项目(?!负责|团队|组|经理)")
#: 项目于2022年10月立项实施, 本项目建成于2016年: the date is the project's own, whatever another sentence says.
NAMED = re.compile(
    r"(?:^|[，,])(?:(?:本|该)?(?:项目|场景|工程)(?:已|是)?(?:于|自|从|在)|(?:本|该)(?:项目|场景|工程)(?:已|是)?)$"
)
#: 直到2025年3月，工程才竣工: not a month before. An acceptance may come well after the end.
ONLY_THEN = re.compile(
    r"(?:直到|直至|一直到|迟至)(?!.*验收)|20\d{2}[^，,。；;]{0,8}[，,]?[^，,。；;验]{0,10}(?:才|方)(?!.*验收)"
)
OWN_NAMES = ("project_name", "factory_name", "line_name", "scene_name")
#: The company as the builder of the works: 由公司自主实施, 公司自筹资金建设.
DOER = re.compile(
    r"(?:公司|企业)(?=(?:自|于|从|在)20\d\d)"
    r"|(?:由|为|系|是|以)?(?:我|本)?(?:公司|企业)(?:自主|自行|自筹|自有|独立|单独|全额|全资|统一|负责|牵头)*(?:资金|投资|出资)*"
    r"(?:组织|实施|建设|承担|兴建|推进|筹建|投建|投资|出资|为(?:建设|实施)主体)"
)
SLACK = 3
#: Months between the approval and the first spade.
LEAD = 18
IN_PHASES = re.compile(r"分[两二三四]个?(?:期|阶段|步|批)")
PATTERNS = ((False, START), (False, START_FROM), (True, END), (False, START_YEAR), (True, END_YEAR), (True, END_IN))


@dataclass(frozen=True, slots=True)
class Told:
    """A date told: which end of the works, the words, whether the whole span was named, the project
    beside it, and that it was not before (直到…才)."""

    end: bool
    days: Days
    words: str
    place: Place
    span: bool
    named: bool = False
    exact: bool = False


@rule("P-07")
def find_dates_differ(case: Case) -> Iterator[Answer]:
    """A stated span must be the table's to the month: E, W up to three months. Single dates: beyond three months, W.

    Start may be the approval or the first spade, end the trial run or the acceptance: three months are granted.
    """
    (first, last), start, end = build_dates(case)
    told = [t for t in told_dates(case) if (end if t.end else start)]
    if not told:
        raise NotChecked("正文没有写明项目起止年月，未与表内对照。", Cause.NOTHING)
    shown, missed = set[tuple[bool, Days]](), dict[tuple[str, str], list[Told]]()
    for item in told:
        right = end if item.end else start
        if right is None or fits(item, right, 0 if item.span or item.exact else SLACK):
            yield Agreed()
            continue
        if "立项" in item.words and fits(item, add_slack(right, LEAD), 0):
            yield Agreed()  # the approval may come well before the first spade
            continue
        if (
            not item.span
            and not item.named
            and not item.exact
            and any(fits(other, right, SLACK) for other in told if other.end == item.end)
        ):
            yield Agreed()  # another sentence states the table's date: this one speaks of something else
            continue
        if (item.end, item.days) in shown:
            continue  # the same date, read as one end and as both
        shown.add((item.end, item.days))
        missed.setdefault((item.place.path, item.words), []).append(item)
    for items in missed.values():
        yield tell(case, items, {False: (first, start), True: (last, end)})


def tell(case: Case, items: list[Told], table: dict[bool, tuple[Field, Days | None]]) -> Answer:
    """One finding on the dates of the same words: a span that is another at both ends is one slip."""
    said, grave = "", False
    fields = list[Field]()
    for item in items:
        field, right = table[item.end]
        cell = f"“{case.label(field.key)}”填“{show_dates(field)}”的" if field not in fields else ""
        said += f"{'、' if said else ''}{cell}{'完成' if item.end else '开始'}时间"
        grave = grave or bool(item.span and right and not fits(item, right, SLACK))
        fields += [field] if field not in fields else []
    return case.finding(
        f"正文“{items[0].words}”，与表内{said}不一致，请核实。",
        items[0].place,
        *fields,
        severity=Severity.E if grave else Severity.W,
        about=[field.key for field in fields],
        expected="—".join(field.value for field in fields),
        found=items[0].words,
    )


def build_dates(case: Case) -> tuple[tuple[Field, Field], Days | None, Days | None]:
    """The table's cells of the start and of the end of the works (one cell may hold both), with their days."""
    period = case.field("build_period")
    if period is not None:
        start, end = read_period(period.value)
        return (period, period), start, end
    first, last = case.need("line_start"), case.need("line_end")
    return (first, last), read_days(first.value), read_days(last.value)


def told_dates(case: Case) -> Iterator[Told]:
    names = "".join(f.value for key in ("line_name", "project_name", "scene_name") if (f := case.field(key)))
    phases = "".join(re.findall(r"[一二三四]期", names))
    own = "|".join(re.escape(f.value.strip()) for key in OWN_NAMES if (f := case.field(key)) and f.value.strip())
    ends = phases + last_stage(case)
    for end, days, words, place in stage_ends(case):
        yield Told(end, days, words, place, False)
    for passage in case.prose_with(
        SPAN, SPAN_DONE, PHASE, END_ALL, ALL_END, BOTH, *(pattern for _, pattern in PATTERNS)
    ):
        for match in own_hits(passage, SPAN, SPAN_DONE):
            lead = re.sub(own, "项目", passage.text[: match.start()]) if own else passage.text[: match.start()]
            if OTHER.search(clause_before(lead, len(lead))):
                continue
            place = passage.place.quoting(match[0])
            for end, year, month in ((False, match[1], match[2]), (True, match[3], match[4])):
                yield Told(end, month_of(year, month), match[0], place, True)
        yield from told_phases(passage)
        for match in own_hits(passage, END_ALL, ALL_END):
            if not OTHER.search(own_phase(clause_before(passage.text, match.start()) + match[0], ends)):
                yield Told(True, month_of(match[1], match[2]), match[0], passage.place.quoting(match[0]), False, True)
        for match in own_hits(passage, BOTH):
            if not OTHER.search(own_phase(clause_before(passage.text, match.start(), 48) + match[0], phases)):
                place = passage.place.quoting(match[0])
                yield Told(False, month_of(match[1], match[2]), match[0], place, False, True)
                yield Told(True, month_of(match[3], match[4]), match[0], place, False, True)
        for end, pattern in PATTERNS:
            for match in own_hits(passage, pattern):
                mine = ends if end else phases
                said = IN_PHASES.sub("", match[0])
                lead = own_phase(clause_before(passage.text, match.start()) + said, mine)
                about = own_phase(clause_before(passage.text, match.start(), 48) + said, mine)
                if OTHER.search(lead) or not (SUBJECT.search(about) or OVERVIEW.match(passage.text)):
                    continue
                words = match[0].rstrip("，,。；;")
                named = NAMED.search(clause_before(passage.text, match.start())) is not None
                exact = end and ONLY_THEN.search(clause_before(passage.text, match.start()) + words) is not None
                yield Told(end, month_of(match[1], match[2]), words, passage.place.quoting(words), False, named, exact)


def own_hits(passage: Passage, *patterns: Sought) -> Iterator[re.Match[str]]:
    """What the patterns find in a passage, without what is told of other works than the book's own."""
    for pattern in patterns:
        for match in pattern.finditer(passage.text):
            if not is_of_works_apart(passage.text, *match.span()):
                yield match


def told_phases(passage: Passage) -> Iterator[Told]:
    """The begin of the first and the end of the last of the phases that one sentence lists from 一期 on."""
    for sentence in re.finditer(r"[^。；;\n]+", passage.text) if PHASE.may_be_in(passage.text) else ():
        spans = list(PHASE.finditer(sentence[0]))
        if len(spans) < 2 or spans[0]["no"] != "一" or re.search(r"计划|拟|预计|将", sentence[0]):
            continue
        first, last = spans[0], spans[-1]
        at = sentence.start()
        if is_of_works_apart(passage.text, at + first.start(), at + last.end()):
            continue
        place = passage.place
        yield Told(False, month_of(first[2], first[3]), first[0], place.quoting(first[0]), False, True)
        yield Told(True, month_of(last[4], last[5]), last[0], place.quoting(last[0]), False, True)


def last_stage(case: Case) -> str:
    """The phase that ends the works (三期 where they are told in three); "" where none or differing counts are told."""
    counts = {
        "二" if hit["n"] == "两" else hit["n"] for p in case.prose_with(STAGES) for hit in STAGES.finditer(p.text)
    }
    return f"{counts.pop()}期" if len(counts) == 1 else ""


def own_phase(text: str, phases: str) -> str:
    """The words without the phase that the declared line itself is named after (二期萃取产线), nor 公司自 right before
    the date and 由公司自主实施: the company begins its works."""
    text = DOER.sub("", text)
    return re.sub("|".join(re.findall("[一二三四]期", phases)), "", text) if phases else text


def clause_before(text: str, spot: int, most: int = 24) -> str:
    return sentence_ahead(text, spot)[-most:]


def month_of(year: str, month: str | None) -> Days:
    days = read_days(f"{year}-{int(month):02d}" if month else year)
    return days or Days(date(int(year), 1, 1), date(int(year), 12, 31))


def add_slack(days: Days, months: int) -> Days:
    """The days with as many months before them."""
    return Days(add_months(days.first, -months), days.last)


def fits(told: Told, right: Days, months: int) -> bool:
    early, late = add_months(right.first, -months), add_months(right.last, months)
    return told.days.first <= late and early <= told.days.last
