"""T-11 in words: a sentence dates the begin and the end of works less than a month or more than eight years apart."""

from __future__ import annotations

import re
from collections.abc import Iterator

from check.case import Answer, Case
from check.dates import Days, read_days
from check.once import sentence_around
from check.telling import tell_texts
from model.finding import Severity

_DAY = r"(?P<y{0}>20\d{{2}})年(?:(?P<m{0}>1[0-2]|0?[1-9])月(?:(?P<d{0}>3[01]|[12]\d|0?[1-9])日)?)?"
_LATER = r"(?:(?P<y2>20\d{2})年|同年|当年)?(?:(?P<m2>1[0-2]|0?[1-9])月(?:(?P<d2>3[01]|[12]\d|0?[1-9])日)?)?"
#: 2024年9月3日开工、9月20日投用.
BEGUN_AND_DONE = re.compile(
    rf"{_DAY.format(1)}(?:正式)?(?:开工|动工|启动|进场|开建|破土|施工|着手)(?:建设|施工|改造|安装)?[^。；;\n\d]{{0,10}}?{_LATER}"
    r"(?:即|便|就|已|全部|正式|顺利|全面|整体|底|末)*(?:投用|投产|建成|完工|竣工|投运|投入使用|交付|(?:通过)?验收)"
)
#: 建设：2013年6月至2024年12月, where no cell of the form has the period.
WORKS = re.compile(
    rf"(?:建设|实施|改造)(?:期|周期|时间|起止|起止时间|工期|年限)?(?:为|是|自|[:：])+\s*{_DAY.format(1)}\s*(?:至|到|[-—–~～]+)\s*{_LATER}"
)
#: Stages, and what needs no building.
STAGED = re.compile(r"分期|[一二三四]期|阶段|分步|陆续|先后|历年|持续|累计|逐年|滚动")
LIGHT = re.compile(
    r"软件|小程序|模块|模型|算法|接口|看板|试运行|调试|切换|检修|大修|停[产机]|演练|培训|试点|搬迁|移位|评估"
)
HEAVY = re.compile(r"库|线|厂|车间|机组|设备|装备|炉|塔|站|土建|钢构|新建|扩建")


def find_spans_told(case: Case, days: tuple[int, int]) -> Iterator[Answer]:
    """W. A short span counts where both days are told and something heavy was built; a long one where no cell has the
    period of the works and nothing is said of stages."""
    low, high = days
    known = case.field("build_period") or case.field("line_start")
    seen = set[str]()
    for text in tell_texts(case):
        hits = (
            [*BEGUN_AND_DONE.finditer(text.text)]
            if re.search(r"开工|动工|启动|进场|开建|破土|施工|着手", text.text)
            else []
        )
        hits += [*WORKS.finditer(text.text)] if known is None else []
        for hit in hits:
            start, end = day_of(hit, "1"), day_of(hit, "2")
            if start is None or end is None or end.first < start.first:
                continue
            said = sentence_around(text.text, hit.start(), hit.end())
            exact = start.exact and end.exact
            short = exact and (end.last - start.first).days < low and HEAVY.search(said) and not LIGHT.search(said)
            long = known is None and (end.first - start.last).days > high and not STAGED.search(said)
            if not (short or long) or hit[0] in seen:
                continue
            seen.add(hit[0])
            told = (
                f"{(end.last - start.first).days + 1}天"
                if short
                else f"约{round((end.first - start.last).days / 365, 1)}年"
            )
            yield case.finding(
                f"正文称“{hit[0]}”，起止相隔{told}，工期异常，请核实（是否分期建设）。",
                text.place.quoting(hit[0]),
                severity=Severity.W,
                about=(f"{text.place.path}“{hit[0][:20]}”",),
                found=told,
            )


def day_of(hit: re.Match[str], part: str) -> Days | None:
    """The day of the begin (1) or the end (2), whose year is that of the begin where none is told."""
    year = hit[f"y{part}"] or (hit["y1"] if hit[f"m{part}"] else None)
    parts = (year, hit[f"m{part}"], hit[f"d{part}"])
    return read_days("-".join(one.zfill(2) for one in parts if one)) if year else None
