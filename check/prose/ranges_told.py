"""P-16: a range told of any quantity (耗时20至25分钟, 合格率在96.1%~96.8%之间) leaves out what the book tells of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from check.beside import Beside
from check.case import Agreed, Answer, Case
from check.prose.range_misses import find_range_misses
from check.show import show_plain
from check.sought import Sought
from check.spelling import fold_text
from check.telling import find_sentences
from model.amount import Amount, Hedge
from model.finding import Finding, Severity
from model.place import Place
from model.submission import Change, Claim

_N = r"\d[\d,]*(?:\.\d+)?"
_UNIT = r"(?:%|分钟|小时|[天秒]|万元|亿元|千瓦时|kWh|吨|公斤|千克|[台套人名家个项件])"
#: Two ends with one unit: 20至25分钟, 96.1%~96.8%, 3—4.5小时; 由…至… is a change and no range.
RANGE = Sought(
    rf"(?<![\d.,])(?P<low>{_N})(?P<first>{_UNIT})?(?:[~～—–－-]{{1,2}}|至|到)(?P<high>{_N})(?P<unit>{_UNIT})"
)
MOVED = re.compile(r"(?:由(?![此于])|从(?!而)|自(?![动主此]))[^，,。；;\d]{0,12}$")
#: Of one kind, place or step out of several, or what is set: told in the clause or those beside it.
OF_SOME = re.compile(
    r"[各每]|(?<!订)单|不同|个别|部分|某|品种|批次(?!合格)|规格|最[高低大小]|设定|参数|范围[为是]|区间[为是]|允许|要求|标准|控制在|限值|公差|"
    r"工序|机型|产品线|人工|试点|国内|国外"
)
#: Of another time, not reached yet, of others: told anywhere in the sentence.
APART = re.compile(
    r"(?<![周日月产划排])计划(?!员)|预计|目标|力争|将(?!其)|拟|规划|同行|行业|业内|头部|龙头|标杆|试运行|初期|淡季|旺季|高峰|夏季|冬季|未纳入|其他|另一|"
    r"改造前|建设前|实施前|上线前|投用前|此前|过去|原先|原来|以前|往年|传统"
)
#: 各月, 各季度 are the times of one quantity, 每月 likewise.
TIMES = re.compile(r"(?:[各每][个]?(?:月|季度?|周|日|天|年|旬))|逐[月季周日]|单班(?=次)")
#: Words that say nothing of what is measured, and other names of a time.
QUIET = re.compile(
    r"\s|平均|综合|一次(?=用时|时间|耗时|调整)|的|所需|总体|目前|现在|现已|[已均约近为在]|出厂|整体|实际"
)
SPAN = re.compile(r"用时|耗时|时长|所用时间|历时")
LEAST = 3
#: By what the quantity fell, not of which step it is.
MEANS = "工序优化"


@dataclass(frozen=True, slots=True)
class Span:
    low: Decimal
    high: Decimal
    unit: str
    name: str
    words: str
    place: Place
    near: str


def find_ranges_left(case: Case) -> Iterator[Answer]:
    """W: every number told of the quantity as it is now lies outside; a range held against a cell is told once."""
    judged = list(find_range_misses(case))
    yield from judged
    known = {place.path for one in judged if isinstance(one, Finding) for place in one.evidence}
    spans = [span for span in {s.words: s for s in ranges(case)}.values() if span.place.path not in known]
    points = list(levels(case)) if spans else []
    for span in spans:
        if changed := list(against_course(case, span)):
            yield from changed
            continue
        if OF_SOME.search(span.near):
            yield from against_rows(case, span)
            continue
        same = [c for c in points if c.amount.unit == span.unit and is_named(span.name, c.subject) and is_now(c, span)]
        last = max((c.period[:4] for c in same if c.period[:4].isdigit()), default="")
        same = [c for c in same if not c.period[:4].isdigit() or c.period[:4] == last]
        if not same:
            continue
        slack = max(c.amount.step for c in same) / 2
        if any(span.low - slack <= c.amount.value <= span.high + slack for c in same):
            yield Agreed()
            continue
        if len({c.amount.value for c in same}) > 1:
            continue  # the book tells several: each may be of its own
        yield case.finding(
            f"正文“{span.words}”，不含“{same[0].text}”所述的{show_plain(same[0].amount.value)}{span.unit}，请核实。",
            span.place.quoting(span.words),
            same[0],
            severity=Severity.W,
            expected=same[0].text,
            found=span.words,
        )


def against_rows(case: Case, span: Span) -> Iterator[Answer]:
    """W: a row of a table before and after, of the very quantity as the range names it (单台装配周期, 大型减速机)."""
    captions = {(g.file, g.place.path): plain(g.caption) for g in case.submission.grids if g.own}
    known = set[tuple[str, Amount]]()
    for change in case.submission.changes:
        name, table = plain(change.subject), (change.place.file, change.place.path.partition("/")[0])
        if len(name) < LEAST or change.planned or not change.target or change.after.unit != span.unit:
            continue
        if (name, change.after) in known:
            continue
        known.add((name, change.after))
        head, found, _ = span.name.partition(name)
        rest = span.near.replace(change.subject, "").replace(MEANS, "")
        told = set(re.findall(r"[\dA-Za-z]+|[\u4e00-\u9fff]{2}", head[::-1]))
        if not found or table not in captions or OF_SOME.search(rest):
            continue
        if not all(one[::-1] in captions[table] for one in told):
            continue  # of another kind than the table's
        slack = change.after.step / 2
        if span.low - slack <= change.after.value <= span.high + slack:
            yield Agreed()
            continue
        said = f"{change.subject}{show_plain(change.after.value)}{change.after.unit}"
        yield case.finding(
            f"正文“{span.words}”，不含表内“{said}”，请核实。",
            span.place.quoting(span.words),
            change.place,
            severity=Severity.W,
            about=(f"{span.place.path}“{span.words}”",),
            expected=said,
            found=span.words,
        )


#: What rose or fell, behind its name: 节电, 下降了, 的提升幅度在.
COURSE = re.compile(
    r"(?:(?P<thing>[\u4e00-\u9fffA-Za-z]{3,20}?)(?:的)?(?:平均|累计)?(?:提升|提高|上升|增长|增加|下降|降低|减少|缩短|压缩|降幅|升幅)"
    r"|(?P<user>[\u4e00-\u9fffA-Za-z]{2,18}?)节(?P<used>[电水气汽煤油能]))(?:率|幅度?|比例)?(?:了|约|达到?|为|[落处]?在|到|至|均)*$"
)
#: 用电, 耗电, 电耗: what 节电 saves.
USED = re.compile(r"[用耗]([电水气汽煤油能])量?|([电水气汽煤油能])耗")
#: 每年下降3%~5%, 夜间生产时: no change of the works as a whole.
AT_TIMES = re.compile(r"每年|年均|逐[年月]|连年|同比|环比|时[，,]")
#: What a range and one number of a change may differ by.
POINT = Decimal(1)


def against_course(case: Case, span: Span) -> Iterator[Answer]:
    """W: 单耗下降9%~12% where both ends told of this very quantity, as printed, fell by another part of it."""
    hit = COURSE.search(span.name) if span.unit == "%" else None
    if hit is None:
        return
    name = course_name(f"{hit['user']}用{hit['used']}" if hit["used"] else hit["thing"])
    same = [
        c
        for c in case.submission.changes
        if not c.planned and c.target and c.before.value > 0 and is_course(name, course_name(c.subject))
    ]
    rest = span.near
    for change in same:
        rest = rest.replace(change.subject, "").replace(re.sub("[用耗]", "节", change.subject), "")
    rates = {rate for c in same for rate in (abs(c.after.value / c.before.value - 1) * 100, *points(c))}
    if not same or OF_SOME.search(rest) or AT_TIMES.search(f"{span.near}，{span.words}"):
        return
    if len({(c.before.value, c.after.value) for c in same}) > 1:
        return
    if any(span.low - POINT <= rate <= span.high + POINT for rate in rates):
        yield Agreed()
        return
    right = show_plain(round(abs(same[0].after.value / same[0].before.value - 1) * 100, 1))
    yield case.finding(
        f"正文“{span.words}”，按“{same[0].text}”为{right}%，不在此区间，请核实。",
        span.place.quoting(span.words),
        same[0],
        severity=Severity.W,
        about=(f"{span.place.path}“{span.words}”",),
        expected=f"{right}%",
        found=span.words,
    )


def course_name(words: str) -> str:
    return USED.sub(lambda hit: f"{hit[1] or hit[2]}耗", re.sub(r"^20\d\d年|^\d+年", "", plain(words)))


def is_course(name: str, subject: str) -> bool:
    """One name, or one with no more ahead of it than whose it is (车间, 本产线, 全厂)."""
    if len(subject) < LEAST + 1 or not name.endswith(subject):
        return False
    return WHOSE.fullmatch(name.removesuffix(subject)) is not None


#: Whose a quantity is, ahead of its name.
WHOSE = re.compile(
    r"(?:20\d\d年度?|年|公司|企业|本?车间|[本全该]厂|[本该全]?产?线|同比|较|相比|比|后|使|场景|项目|[，,])*"
)


def points(change: Change) -> tuple[Decimal, ...]:
    return (abs(change.after.value - change.before.value),) if change.after.unit == "%" else ()


def ranges(case: Case) -> Iterator[Span]:
    for text, sentence in find_sentences(case, RANGE):
        for hit in RANGE.finditer(sentence):
            clause = re.split(r"[，,；;：:。]", sentence[: hit.start()])[-1]
            behind = re.split(r"[，,；;。]", sentence[hit.end() :])[0]
            low, high = (Decimal(hit[end].replace(",", "")) for end in ("low", "high"))
            ahead = re.split(r"[，,；;：:。]", sentence[: hit.start()])[-2:]
            near = TIMES.sub("", "，".join((*ahead, behind)))
            if low >= high or hit["first"] not in (None, hit["unit"]) or MOVED.search(clause):
                continue
            if APART.search(sentence):
                continue
            if re.match("以[上下]|一?(?:档|级|段)|的[^，]", behind) or len(clause) < LEAST:
                continue
            words = clause + hit[0] + behind
            yield Span(low, high, "人" if hit["unit"] == "名" else hit["unit"], plain(clause), words, text.place, near)


def levels(case: Case) -> Iterator[Claim]:
    """Numbers told exactly, of things as they are now; both ends of one range are none."""
    beside = Beside.of(case.submission)
    for claim in case.submission.claims:
        exact = claim.amount.hedge is Hedge.NONE and not claim.relation and not claim.planned and claim.subject
        if not exact or claim.period == "before" or claim.base == "industry" or RANGE.search(claim.text):
            continue
        ends = [change for change in beside.changes_of(claim) if change.before.value == claim.amount.value]
        told = TIMES.sub("", claim.text)
        if not ends and not OF_SOME.search(told) and not APART.search(told):
            yield claim


def plain(name: str) -> str:
    return QUIET.sub("", SPAN.sub("时间", fold_text(TIMES.sub("", name))))


def is_named(said: str, subject: str) -> bool:
    """Whether the words before the range name the quantity: 换模一次用时 and 换模时间."""
    name = plain(subject)
    return len(name) >= LEAST and name in said


def is_now(claim: Claim, span: Span) -> bool:
    """Told with the same qualifier (of the step, of the product) as the range, as far as it tells one."""
    head = plain(re.split(r"[，,；;：:]", claim.text.partition(show_plain(claim.amount.value))[0])[-1])
    name = plain(claim.subject)
    one, two = (re.sub(r"[0-9年月.由从%]|提高|到|升", "", words).partition(name)[0] for words in (head, span.name))
    return not one or not two or one[-2:] == two[-2:] or one in two or two in one
