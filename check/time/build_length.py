"""T-11: works that took less than a month or more than eight years."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from check.case import Agreed, Answer, Case, NotChecked
from check.dates import Days, read_days, read_period
from check.evidence import Evidence
from check.registry import rule
from check.time.effect_too_early import sentence_of
from check.time.span_told import find_spans_told
from model.finding import Cause, Severity

TOLD = re.compile(
    r"(?:(?:建设|实施|项目|改造|施工|整个|本场景|工程)[\u4e00-\u9fff]{0,6}(?:周期|工期|历时|用时|耗时|期)|总工期|(?<![含括])建设期|历时)"
    r"[^，,。；;\d]{0,6}[\d一二两三四五六七八九十]"
)
PHASE = re.compile(
    r"前期|准备|一期|二期|三期|首期|阶段|试运行|试点|调研|论证|调试|运行|研发|培训|保修|质保|回收|生产周期|交货|交付"
)
#: 单条线改造周期约8个月: a part of the works, or what others would need who take them over.
PART = re.compile(
    r"(?:单|每|一|首|两|各|某|\d|#)(?:条|台|套|座|号)|(?:条|号|该|此)[\u4e00-\u9fff]{0,4}线|单(?:线|机|厂)|车间|工段|机组|子系统|模块"
    r"|复制|推广|同行|同类|其他企业|中小|客户|用户|可在|即可|一般|通常|只需|仅需"
)
#: 改造周期由14个月缩短到10个月: what the works have made shorter, not how long they took.
SHORTENED = re.compile(r"缩短|压缩|[由从][^，,。]*(?:降|减|缩|压|提前)")
MONTHS = {"月": 1, "年": 12}
#: 历时14个月 with another doer or deed around it (质量部历时14个月积累样本) is the length of that deed.
TOOK = re.compile(
    r"^(?P<who>.*?)历时[^\d一二两三四五六七八九十]*[\d.一二两三四五六七八九十]+(?:个半?)?(?:多|余)?[年月](?P<did>.*)$"
)
BUILT = re.compile(
    r"建设|建成|建起|改造|实施|施工|工程|项目|场景|工期|投资|竣工|完工|完成|验收|投用|投运|投产|上线|落地|交付"
)
OTHER_DEED = re.compile(
    r"积累|采集|标注|训练|收集|整理|摸索|攻关|研究|试验|验证|比对|编制|编写|梳理|统计|跟踪|学习|谈判|选型|评审|认证|申请"
)
SAYS_NOTHING = re.compile(
    r"\d{4}年|\d{1,2}月|\d{1,2}日|[至到从自起—–~～\-]|前后|总共|合计|共|总|整个|全程|全部|已|也|又|先后|左右|[\s，,。；;、]"
)


@rule("T-11")
def find_build_length(case: Case) -> Iterator[Answer]:
    """Dates as printed: a month means all its days, so the reading that suits the applicant counts."""
    low, high = case.param("days")
    spans = list(find_spans_told(case, (low, high)))
    yield from spans
    period = case.field("build_period")
    if spans and period is None and case.field("line_start") is None:
        return
    if period is not None:
        (start, end), spots = read_period(period.value), list[Evidence]([period])
    else:
        first, last = case.need("line_start"), case.need("line_end")
        start, end, spots = read_days(first.value), read_days(last.value), list[Evidence]([first, last])
    if start is None or end is None or end.last < start.first:
        raise NotChecked("建设起止日期不可读或先后颠倒，未核对工期。", Cause.AMBIGUOUS)
    yield from lengths_told(case, start, end, spots)
    longest, shortest = (end.last - start.first).days, (end.first - start.last).days
    if longest >= low and shortest <= high:
        yield Agreed()
        return
    said = f"约{round(shortest / 365, 1)}年" if shortest > high else f"至多{longest + 1}天"
    yield case.finding(f"建设起止日期相隔{said}，工期异常，请核实（是否分期建设）。", *spots, found=said)


def is_of_other_deed(text: str) -> bool:
    """Whether 历时 tells how long something else than the works took: words ahead or behind it, none of the works."""
    took = TOOK.match(text)
    if took is None or TOLD.match(text):
        return False
    who, did = (SAYS_NOTHING.sub("", took[part]) for part in ("who", "did"))
    return bool(OTHER_DEED.search(did) or OTHER_DEED.search(who) or (who and not BUILT.search(who + did)))


def lengths_told(case: Case, start: Days, end: Days, spots: list[Evidence]) -> Iterator[Answer]:
    """W: 建设周期历时28个月 beside 2023年3月—2024年6月. Two months are granted for approval and acceptance."""
    for claim in case.submission.claims:
        if claim.planned or not claim.amount.comparable or not TOLD.search(claim.text) or PHASE.search(claim.text):
            continue
        if SHORTENED.search(claim.text) or is_of_other_deed(claim.text) or PART.search(sentence_of(case, claim)):
            continue
        if claim.amount.unit not in MONTHS:
            continue
        factor = MONTHS[claim.amount.unit]
        slack = max(2, factor // 2)
        told = (claim.amount.interval.low * factor - slack, claim.amount.interval.high * factor + slack)
        longest, shortest = Decimal((end.last - start.first).days) / 30, Decimal((end.first - start.last).days) / 31
        if told[0] <= longest and shortest <= told[1]:
            yield Agreed()
            continue
        months = (end.last.year - start.first.year) * 12 + end.last.month - start.first.month + 1
        yield case.finding(
            f"正文“{claim.text}”，表内建设起止日期相隔{months}个月，不一致，请核实（是否分期建设）。",
            claim,
            *spots,
            severity=Severity.W,
            expected=f"{months}个月",
            found=claim.text,
        )
