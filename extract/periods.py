"""Times in prose: which stretch of text speaks of which year, half, quarter, state before or after (crosschecks.md §1).

Periods: `2024` · `2025H1` · `2024Q1` · `2024Q1-3` · `2024-06` · `2022/2024` · `before` · `after` · `cumulative`;
without a known year of report `last_year`, `this_year`, `recent3`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from model.text import HAN_DIGITS

#: A year in four digits, in Chinese digits, or short before what only follows a year (24年底, 23年5月).
_Y = (
    r"(?:(?:19|20)\d{2}|[一二][九〇○零0][一二三四五六七八九〇○零]{2}(?=年)"
    r"|(?<![\d.近约满达过历])(?:1[5-9]|2\d|30)"
    r"(?=年(?:度|底|末|初|全年|上半年|下半年|\d{1,2}月|实现|公司|企业|营|销|产|的\d)))"
)
_TO = r"(?:-|–|—|——|~|～|至|到)"
_NUM = {"一": 1, "二": 2, "三": 3, "四": 4, "两": 2, "五": 5, "十": 10, "1": 1, "2": 2, "3": 3, "4": 4, "5": 5}
_MONTHS = {(1, 6): "H1", (7, 12): "H2", (1, 3): "Q1", (1, 9): "Q1-3"}
_PARTS = (
    r"(?P<half>[上下]半年)|(?P<q>(?:第)?[一二三四1-4]季度|Q[1-4])|前(?P<fq>[二三两23])(?:个)?季度"
    r"|(?P<m>0?[1-9]|1[0-2]|十[一二]?|[一二三四五六七八九])(?:月份?(?:(?P<d>[0-3]?\d)[日号])?)?(?:"
    + _TO
    + r"(?P<m2>0?[1-9]|1[0-2])月)?(?<=[月日号])"
)
_DATE = re.compile(
    r"(?<![\d.])(?P<f1>(?:19|20)\d{2})[年./-](?P<g1>1[0-2]|0?[1-9])月?(?:\d{1,2}[日号])?"
    rf"{_TO}(?P<f2>(?:19|20)\d{{2}})[年./-](?P<g2>1[0-2]|0?[1-9])(?:月|(?!\d))(?:\d{{1,2}}[日号])?|"
    rf"(?<![\d.])(?P<y1>{_Y})(?:年度?|财年)?{_TO}(?P<y2>{_Y})(?:年度?|财年)(?:期间)?"
    rf"|(?<![\d.])(?P<list>{_Y}年?度?(?:[、,和及]{_Y}年?度?)+年)"
    rf"|(?<![\d.])(?P<y>{_Y})(?:年度?|财年)(?:的|[,，])?(?:{_PARTS})?(?P<end>[年月]?[底末初]|全年)?"
    r"|(?<![\d.])(?P<iy>(?:19|20)\d{2})[./-](?P<im>0?[1-9]|1[0-2])(?:[./-](?P<id>[0-3]?\d))?(?![\d.%万亿元])"
)
_RELATIVE = re.compile(
    r"(?P<last>去年|上年度?|上一年度?|上一年)(?P<same>同期)?|(?P<this>今年|本年度?)|(?P<before_last>前年)"
    r"|(?:最近|过去|近)(?P<n>[一二两三四五1-5])(?:个)?(?:年|个年度)(?:来|以来)?|(?<![\d十近去])(?P<n2>[两三四五])年来|“?(?P<plan5>十[三四五])五”?(?:规划)?(?P<p5end>末|期末)?(?:期间|以来|时期)?"
    r"|(?P<again>全年|当年|同年|该年度?|年末|年底|年初)|(?P<half2>[上下]半年)|(?<!\d)(?P<m1>1?\d)月?(?:-|–|—|~|～|至|到)(?P<m2>1?\d)月|(?P<q2>第?[一二三四]季度)"
)
_STATE = re.compile(
    r"(?P<before>(?:智能化|数字化|技术|本次|此次)?(?:升级|改造|建设|实施|上线|投用|投产|应用|使用|部署|引入|引进|项目|系统|优化|整改|改进)(?:之)?(?:前|初期|之初)"
    r"|此前|原来|原先|过去|以往|以前|之前|从前|早期|建厂初期|传统[\u4e00-\u9fff]{0,6}(?:方式|模式|工艺|方法|做法)(?:下)?|原(?=为|需|由|本|有(?!的?(?:[一二三四老旧]号?)?(?:厂房|厂区|厂址|场地|用地|土地|建筑|基础[上之]))|\d))"
    r"|(?P<after>(?:改造|升级|建设|实施|上线|投用|投产|建成|应用|使用|部署|引入|引进|采用|达产|运行|投运|启用|优化|推广|落地|机器换人|投入使用|投入运行|完成)(?:[\u4e00-\u9fffA-Za-z]{0,6}?)?(?:之)?(?:后|以后|以来|至今)(?!续|台|期|道|端|勤|处|方|备|者|市)"
    r"|(?:投用|投运|上线|启用|投入使用|引入|引进|采用|应用|部署|实施)[\u4e00-\u9fffA-Za-z0-9、]{1,20}?(?<![之先前])后(?=[,，])"
    r"|通过(?=[^,，。;；\d]{2,30}(?:改造|建设|实施|应用|升级)[,，]))"
    r"|(?P<now>目前|现在|现已|现有|如今|当前|眼下|现(?=为|需|仅|只)|本次|此次|本项目|本场景)"
    r"|(?P<cum>累计|累积|截至|截止|截至目前|历年|总计)"
)
#: A bare year with these is told of the event alone, not of the numbers that follow in other clauses: 2024年，公司
#: 获得订单… goes on to speak of 2024.
_YEAR_EVENT = re.compile(
    r"成立|创立|设立|创建|创办|始建|建厂|组建|注册|完成(?=[,，。]|$)|启动|立项|开工|动工|获评|荣获|入选|被评|认定|评为|列入|改制|上市|搬迁|迁址|验收|竣工|投产|上线|建成|投用"
    r"|更名|重组|印发|发布|起(?=[,，]|公司|$)"
)
#: Where a month or a day is named, of these too.
_EVENT = re.compile(rf"{_YEAR_EVENT.pattern}|获得|通过|取得|投入使用|投入运行|试运行|试生产|投运|启用|引进|购置")
_FOUNDED = re.compile(
    r"(?:成立|改制|改造|搬迁|迁入|更名|上市|创立|创建|创办|始建|组建|建厂|注册|设立|建成|建|投产|竣工|启动|开工)于?(?:约)?$"
)
#: What stands in the books at the end of a year, not what is to be done by then.
_END_STATE = re.compile(
    r"(?:公司|企业)?(?:总?资产|净资产|总?负债|所有者权益|股东权益|应收|存货|库存|货币资金|固定资产|在职|在册|员工|职工)"
)
_ALONE = re.compile(r"\s*(?:期间|间)?[,，]")
_BASE_LEAD = re.compile(
    r"(?:较|比|与|同|于|对比|相对|相较|相比|同比|对照|以|和|跟|高于|低于|优于)(?:于)?(?:项目|公司|场景|系统|车间|产线)?$"
)
_BASE_TAIL = re.compile(
    r"^[)）]?(?:的|度|年度|全年|平均|同期|末|底|水平|数据|年)*(?:相比|比较|对比|为基准|为基数|为基线|为对照|基础上|基数|基准|的基础|同期)"
)

#: 较停产检修的2021年提高6%: what the year was like stands between.
_FAR_LEAD = re.compile(r"(?:(?<![对可无之相占])比|(?<!比)较|相比于?|相较于?|对比)[^,，。;；\d]{2,16}的$")
_MOVES = re.compile(
    r"(?:度|年度|全年|同期)?(?:水平|数)?[^,，。;；\d]{0,4}(?:[增提升降减高低多少翻]|上涨|下滑|回[升落暖])"
)
#: 与2020年历史最高的9,800万元相比.
_FAR_TAIL = re.compile(r"[^,，。;；\d]{0,12}\d[\d,.]*[^\d,，。;；]{1,6}(?:相比|比较|对比)")


@dataclass(frozen=True, slots=True)
class PeriodMark:
    """A time in the text. `kind`: date | relative | state | now | cumulative | base; `years` of a list or span;
    `event`: it dates an event (成立于…), `since`: the date behind `after`."""

    start: int
    end: int
    period: str
    kind: str
    years: tuple[str, ...] = ()
    event: bool = False
    since: str = ""


def find_periods(flat: str, report_year: int | None = None) -> list[PeriodMark]:
    """Every time that `flat` names, in order; `report_year` is the year of declaration (去年 is the one before)."""
    marks = [*_dates(flat), *_relatives(flat, report_year), *_states(flat)]
    marks.sort(key=lambda m: (m.start, -m.end))
    kept: list[PeriodMark] = []
    for mark in marks:
        if kept and mark.start < kept[-1].end:
            continue
        if kept and kept[-1].kind == "state" and mark.kind == "date" and flat[kept[-1].end : mark.start] == "(":
            kept[-1] = replace(kept[-1], since=mark.period)  # 改造前(2022年)
            continue
        kept.append(_as_base(flat, mark))
    return [_resolved(kept, index, flat, report_year) for index in range(len(kept))]


def _dates(flat: str) -> Iterator[PeriodMark]:
    for match in _DATE.finditer(flat):
        if match["f1"]:
            span = f"{match['f1']}-{match['g1'].zfill(2)}/{match['f2']}-{match['g2'].zfill(2)}"
            yield PeriodMark(match.start(), match.end(), span, "date", event=True)
        elif match["y1"]:
            first, last = _year(match["y1"]), _year(match["y2"])
            years = tuple(str(y) for y in range(int(first), int(last) + 1)) if 0 < int(last) - int(first) < 12 else ()
            yield PeriodMark(match.start(), match.end(), f"{first}/{last}", "date", years)
        elif match["list"]:
            years = tuple(_year(y) for y in re.findall(_Y, match["list"]))
            yield PeriodMark(match.start(), match.end(), f"{years[0]}/{years[-1]}", "date", years)
        elif match["iy"]:
            yield PeriodMark(match.start(), match.end(), f"{match['iy']}-{match['im'].zfill(2)}", "date")
        else:
            yield PeriodMark(match.start(), match.end(), _part(_year(match["y"]), match), "date")


def _part(year: str, match: re.Match[str]) -> str:
    if match["half"]:
        return year + ("H1" if match["half"][0] == "上" else "H2")
    if match["q"]:
        return f"{year}Q{_NUM[re.sub('[第季度Q]', '', match['q'])]}"
    if match["fq"]:
        return f"{year}Q1-{_NUM[match['fq']]}"
    if match["m"] and match["m2"]:
        low, high = int(match["m"]), int(match["m2"])
        return year + _MONTHS.get((low, high), f"-{low:02d}/{high:02d}")
    return f"{year}-{_month(match['m']):02d}" if match["m"] else year


def _month(printed: str) -> int:
    if printed.isdigit():
        return int(printed)
    return (
        10 + "一二".find(printed[1:]) + 1
        if printed[0] == "十" and len(printed) > 1
        else "一二三四五六七八九十".find(printed) + 1
    )


def _relatives(flat: str, report: int | None) -> Iterator[PeriodMark]:
    for match in _RELATIVE.finditer(flat):
        kind, years = "relative", tuple[str, ...]()
        if match["last"]:
            period = str(report - 1) if report else "last_year"
            kind = "base" if match["same"] else kind
        elif match["this"]:
            period = str(report) if report else "this_year"
        elif match["before_last"]:
            period = str(report - 2) if report else "before_last_year"
        elif match["n"] or match["n2"]:
            count = _NUM[match["n"] or match["n2"]]
            period = f"{report - count}/{report - 1}" if report else f"recent{count}"
            years = tuple(str(y) for y in range(report - count, report)) if report and count > 1 else ()
        elif match["plan5"]:
            first = {"三": 2016, "四": 2021, "五": 2026}[match["plan5"][1]]
            period = str(first + 4) if match["p5end"] else f"{first}/{first + 4}"
        elif match["half2"]:
            period, kind = ("H1" if match["half2"][0] == "上" else "H2"), "again"
        elif match["m1"]:
            months = (int(match["m1"]), int(match["m2"]))
            period, kind = _MONTHS.get(months, f"-{months[0]:02d}/{months[1]:02d}"), "again"
        elif match["q2"]:
            period, kind = f"Q{_NUM[re.sub('[第季度]', '', match['q2'])]}", "again"
        else:
            period, kind = "", "again"
        yield PeriodMark(match.start(), match.end(), period, kind, years)


def _states(flat: str) -> Iterator[PeriodMark]:
    for match in _STATE.finditer(flat):
        if match["before"]:
            yield PeriodMark(match.start(), match.end(), "before", "state")
        elif match["after"]:
            yield PeriodMark(match.start(), match.end(), "after", "state")
        elif match["now"]:
            yield PeriodMark(match.start(), match.end(), "", "now")
        else:
            yield PeriodMark(match.start(), match.end(), "cumulative", "cumulative")


def _as_base(flat: str, mark: PeriodMark) -> PeriodMark:
    """较2022年, 与改造前相比: what a change is measured from."""
    if mark.kind in ("now", "cumulative", "base") or mark.period == "after":
        return mark
    lead, tail = flat[max(0, mark.start - 6) : mark.start], flat[mark.end : mark.end + 12]
    led = _BASE_LEAD.search(lead)
    if (led and not (led[0] in ("于", "以", "同", "与", "和", "跟") and not _BASE_TAIL.match(tail))) or (
        _BASE_TAIL.match(tail) and mark.kind != "again"
    ):
        return replace(mark, kind="base")
    if _FAR_LEAD.search(flat, max(0, mark.start - 20), mark.start) and _MOVES.match(flat, mark.end):
        return replace(mark, kind="base")
    if led and led[0] in ("同", "与", "和", "跟") and _FAR_TAIL.match(flat, mark.end):
        return replace(mark, kind="base")
    return mark


def _resolved(marks: list[PeriodMark], index: int, flat: str, report: int | None) -> PeriodMark:
    """全年, 下半年 and 年底 take the year named last; 年末 the last one that was over when the book was written."""
    mark = marks[index]
    if mark.kind != "again":
        return mark
    told = [m for m in reversed(marks[:index]) if m.kind != "base"]  # 较2022年增长21.7%；年末… is not the end of 2022
    years = [m.period[:4] for m in told if m.kind == "date" or m.period.isdigit()]
    ends = report is not None and flat[mark.start : mark.end] in ("年末", "年底")
    if ends and _END_STATE.match(flat, mark.end) and report is not None:
        years = [year for year in years if year.isdigit() and int(year) < report] or [str(report - 1)]
    year = years[0] if years else ""
    return replace(mark, period=year + mark.period if year else "", kind="relative" if year else "none")


def alone(flat: str, mark: PeriodMark) -> bool:
    """Whether nothing stands between the time and the comma behind it: 2025年6月，公司获评…"""
    return _ALONE.match(flat, mark.end) is not None


def ends_event(flat: str, mark: PeriodMark) -> bool:
    """Whether the words before the time tell the event: 成立于2006年4月."""
    return _FOUNDED.search(flat[max(0, mark.start - 6) : mark.start]) is not None


def dates_event(flat: str, mark: PeriodMark, stop: int) -> bool:
    """Whether the clause that goes on to `stop` tells an event of this date and nothing measured."""
    words = _YEAR_EVENT if mark.period.isdigit() else _EVENT
    return mark.event or words.search(flat, mark.end, stop) is not None


def _year(printed: str) -> str:
    if len(printed) == 2:
        return "20" + printed
    return printed if printed.isdigit() else printed.translate(HAN_DIGITS)
