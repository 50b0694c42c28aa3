"""T-01: an effect is dated before the scene was finished."""

from __future__ import annotations

import re
from collections.abc import Iterator

from check.beside import Beside
from check.case import Agreed, Answer, Case, NotChecked, previous_year
from check.dated import is_year_printed
from check.once import sentence_ahead
from check.registry import rule
from check.sought import Sought
from check.telling import tell_sentences
from check.time.build_dates import BuildDates, read_build
from check.time.effect_spans import OTHER_WORKS, find_column_too_early, find_span_too_early
from check.time.finished_too_early import (
    NO_EFFECT,
    OLDER,
    OTHER_STAGE,
    find_at_work_too_early,
    find_effect_after_end,
    find_effect_loosely_dated,
    find_finished_too_early,
)
from model.finding import Cause, Finding, Severity
from model.submission import Claim

#: The year before these words is the year compared with: 较2022年提升30%.
BASE = re.compile(r"(?:较|比|与|同|于|对比|相对|由|从|自|以)\s*$")
AFTER_BASE = re.compile(
    r"^\s*年?(?:度|底|末)?(?:平均|的)?(?:相比|同期|基础|水平|基准|基线|数据为|数据作|为基|为对照)"
    r"|^\s*年?(?:度|底|末|全年)?(?:与|和|同|跟|对比)\s*20\d{2}年"  # 2021年与2024年相比
    r"|^[^，,]*\d[^，,]*[，,].*(?:投用|改造|上线|建成|投产|实施)后"  # 2023年…2.1%，投用后…0.3%
)
YEAR_ALONE = re.compile(
    r"(?:^|[。；;\n])\s*(?P<year>20\d{2})年(?:全年|度|上半年|下半年|底|末|初|第?[一二三四]季度|\d{1,2}月)?(?:期间|内|份)?[，,]$"
)
#: 2023年数据为首期投用后的全年值: what a stage at work brought, before the whole was finished.
STAGED = Sought(
    r"(?P<year>20\d{2})年[^。；;\n]{0,20}?(?:一期|首期|第一期|第一阶段|首批|先期|前期|先行|部分|分期|分段|分步)[^。；;\n]{0,12}?"
    r"(?:投运|投用|投产|建成|完成|完工|验收|上线|达产|启用|运行)(?:之|以)?后[^。；;\n]{0,12}?(?:值|数据|数|水平|结果|实绩|实际|效果|成效|统计)"
)
#: What stands between the noun and 改造后: adverbs, and the year.
AT_NOUN = re.compile(
    r"(?:(?:全面|全部|整体|全线|正式|顺利|完全|成功|自动化|智能化|数字化|建成|建设|改造|升级|并|的|已|自|从|在|于|经|经过|通过)"
    r"|20\d{2}年(?:\d{1,2}月|底|末|初|上半年|下半年)?(?:起)?)+$"
)
#: 一号车间投产后: one of several, which may be done before the rest.
ONE_OF = re.compile(r"(?:[一二三四五六\d]|[A-D])[号#](?:车间|产线|生产线|线|分厂|机组|炉|窑)")
THINGS = re.compile(r"(?:系统|平台|模型|软件|设备)$")
#: Of these the book is full, or it is the one that it declares.
DECLARED = re.compile(
    r"(?:^|本|该|此|新|全)(?:系统|平台|模型|设备)$|(?:项目|场景|工程|产线|生产线|工厂|公司|企业|车间|全厂|整体|智能化|数字化|技改|本次|此次)$"
)
#: The state before the works, or a level that is no effect.
BEFORE = re.compile(r"(?:改造|建设|实施|上线|投用|投产)前")
#: 比建设前下降17%: the state before is what the effect is held against.
HELD_AGAINST = re.compile(
    r"(?:比|较|与|同|相比于?|相较于?|对比)(?:项目|产线|系统|智能化|数字化|技术)*(?:改造|建设|实施|上线|投用|投产)(?:之|以)?前(?:相比|对比|同期)?"
)
LEVELS = ("kpi.G01", "kpi.G02", "kpi.G15", "pass")


@rule("T-01")
def find_effect_too_early(case: Case) -> Iterator[Answer]:
    """E; W where the book speaks of a stepwise start or a trial run (`stepwise`), of a factory built over years, where
    only the first months of the next year (`lacking`) lacked, or the year stands apart from the effect. One finding for
    each year."""
    build = read_build(case)
    start, end = build.start, build.end
    if end is None:
        raise NotChecked(f"建设起止日期“{build.first}～{build.last}”没有可读的结束日期，无法核对。", Cause.AMBIGUOUS)
    early = [*find_finished_too_early(case, build), *find_at_work_too_early(case, build)]
    if not any(isinstance(one, Finding) for one in early):
        early += find_effect_after_end(case, build)
    early += [one for one in find_span_too_early(case, build) if isinstance(one, Finding)]
    early += [one for one in find_column_too_early(case, build) if isinstance(one, Finding)]
    early += find_output_before_end(case, build)
    told_early = {str(one.found)[:4] for one in early if isinstance(one, Finding)}
    dated: dict[int, list[Claim]] = {}
    saved: dict[int, Claim] = {}
    for claim in case.submission.claims:
        year = year_of(claim) or year_before(case, claim, told_early)
        if year and not claim.planned and is_effect(case, claim) and is_dated(case, claim, year):
            dated.setdefault(int(year), []).append(claim)
        elif year and start and int(year) < start.first.year and is_scene_saving(case, claim, year):
            saved.setdefault(int(year), claim)
    loosely = [
        one
        for one in find_effect_loosely_dated(case, build)
        if not isinstance(one, Finding) or not {str(one.found)[:4]} & {*told_early, *map(str, dated)}
    ]
    yield from (*early, *loosely)
    for told, claim in saved.items():
        if told not in dated and str(told) not in told_early:
            yield case.finding(
                f"“{claim.text}”所述节约为{told}年，建设开始于{build.first}，请核实是否本场景的成效。",
                claim,
                *build.fields[:1],
                severity=Severity.W,
                expected=f"不早于{start.first.year if start else ''}年",
                found=f"{told}年",
            )
    if not dated and not early and not loosely and not saved:
        raise NotChecked("正文中没有注明年份的成效，未核对。", Cause.NOTHING)
    stepwise = any(word in passage.text for passage in case.prose() for word in case.param("stepwise"))
    texts = Beside.of(case.submission).texts
    staged = {hit["year"] for _, one in tell_sentences(case, STAGED) for hit in STAGED.finditer(one)}
    for told, claims in dated.items():
        if str(told) in told_early or str(told) in staged:
            yield Agreed()
            continue
        if told >= end.first.year:
            yield Agreed()
            continue
        during = start is not None and told >= start.first.year
        sure = any(is_year_printed(claim, texts.get(claim.place.path, "")) for claim in claims)
        sure = sure and not all(is_of_other_works(case, claim) for claim in claims)
        nearly = told == end.first.year - 1 and end.first.month <= int(case.param("lacking"))
        in_parts = during and (stepwise or nearly or is_long(case, build))
        yield case.finding(
            f"“{claims[0].text}”所述成效为{told}年，建设结束于{build.last}，成效应在建成之后，请核实。",
            *claims,
            *build.fields[-1:],
            severity=Severity.W if in_parts or not sure else Severity.E,
            expected=f"不早于{end.first.year}年",
            found=f"{told}年",
        )


def is_long(case: Case, build: BuildDates) -> bool:
    """Whether a whole factory was built over so many months (`in_stages`) that parts of it worked before the end."""
    if build.start is None or build.end is None or case.submission.form not in case.param("factories"):
        return False
    start, end = build.start.first, build.end.first
    return (end.year - start.year) * 12 + end.month - start.month >= int(case.param("in_stages"))


def find_output_before_end(case: Case, build: BuildDates) -> Iterator[Answer]:
    """W (基础级): the line was finished in the year of the declaration or at its end, yet has an output of last year;
    nothing where stages are told, or the sales after the works are not those of that year, either."""
    year, output = previous_year(case), case.field("line_output_prev")
    if year is None or output is None or build.end is None or build.end.first.year <= year or not output.amount:
        return
    stepwise = any(word in passage.text for passage in case.prose() for word in case.param("stepwise"))
    after, sales = case.field("sales_after"), case.field("sales_prev")
    same = after and sales and after.amount and sales.amount and after.amount.interval.meets(sales.amount.interval)
    if stepwise and not same:
        return
    yield case.finding(
        f"{case.say(output)}（{year}年），而产线建设完成于{build.last}"
        f"{f'，{case.say(after)}也是{year}年的数' if same and after else ''}，其时产线尚未建成，请核实。",
        output,
        *build.fields[-1:],
        *((after,) if same and after else ()),
        severity=Severity.W,
        expected=f"不早于{build.last}",
        found=f"{year}年",
    )


def is_effect(case: Case, claim: Claim) -> bool:
    """An indicator of the form, a change told in the 已实施成效 cell, or a number behind 投用后, 建成后 …"""
    changed = any(word in claim.text for word in case.param("verbs"))
    if BEFORE.search(claim.text):
        said = sentence_of(case, claim)
        if BEFORE.search(HELD_AGAINST.sub("", claim.text)) or ONE_OF.search(said) or OTHER_STAGE.search(said):
            return False
    if is_state_reached(case, claim):
        return True
    if claim.concept in LEVELS and not changed:
        return False
    known = claim.concept.startswith(tuple(case.param("effects")))
    if any(p.key.endswith(".effect") and p.place.path == claim.place.path for p in case.prose()):
        known = known or changed
    if changed and claim.amount.unit == "元":  # 场景建成后减少返工，2022年全年节约186万元
        known = known or any(word in sentence_of(case, claim) for word in case.param("at_work"))
    if changed and not known:  # 工厂整体建成后，产能利用率在2022年提升…: the effect of what the sentence begins with
        said = HELD_AGAINST.sub("", sentence_of(case, claim))
        known = any(word in said for word in case.param("finished")) and not (
            ONE_OF.search(said) or OTHER_STAGE.search(said) or OLDER.search(said) or NO_EFFECT.search(said)
        )
    return known or any(word in claim.text for word in case.param("finished"))


def is_of_other_works(case: Case, claim: Claim) -> bool:
    """污水站2023年改造后: the words on the end of works follow a thing that the book does not declare, or a year."""
    said = sentence_of(case, claim)
    hits = [hit for word in case.param("finished") for hit in re.finditer(re.escape(word), said)]
    if not hits:
        return False
    before = said[: max(hits, key=lambda one: one.end()).start()]
    if OTHER_WORKS.search(before):
        return True
    ahead = re.split(r"[，,、：:（(]", before)[-1]
    noun = AT_NOUN.sub("", ahead)
    if not noun or DECLARED.search(noun):
        return not noun and re.search(r"20\d{2}年", ahead) is not None
    names = "".join(f.value for key in ("title", "scene_name", "line_name") if (f := case.field(key)))
    return THINGS.sub("", noun)[-4:] not in names


def is_state_reached(case: Case, claim: Claim) -> bool:
    """Whether a level is the one that the book elsewhere tells as that after the works, and not that before."""
    if claim.relation or claim.base:
        return False
    for change in case.submission.changes:
        if change.planned or claim.text in change.text or not alike(change.subject, claim):
            continue
        same = change.after.unit == claim.amount.unit and change.after.value == claim.amount.value
        if same and not change.before.interval.meets(claim.amount.interval):
            return True
    return False


def alike(subject: str, claim: Claim) -> bool:
    """The quantity of a change, as a claim names it: 成品不良率, 二号线成品不良率."""
    own = claim.subject or claim.text
    return len(subject) >= 3 and len(own) >= 3 and (subject in claim.text or own in subject)


def is_scene_saving(case: Case, claim: Claim, year: str) -> bool:
    """2022年全年由此节约蒸汽费用36万元 in the description of a scene whose works began later."""
    money = claim.relation == "change" and claim.amount.unit == "元" and not claim.planned
    if not money or BEFORE.search(claim.text):
        return False
    here = any(
        p.key.endswith((".effect", ".desc")) and p.place.path == claim.place.path and claim.text in p.text
        for p in case.prose()
    )
    return here and is_dated(case, claim, year)


def sentence_of(case: Case, claim: Claim) -> str:
    """The sentence up to the end of the claim; "" where its passage is not known."""
    text = next((p.text for p in case.prose() if p.place.path == claim.place.path and claim.text in p.text), "")
    return sentence_ahead(text, text.find(claim.text)) + claim.text if text else ""


def year_of(claim: Claim) -> str:
    """The year of a claim, or of the event behind 上线以来; "" where none is told."""
    if re.match(r"\d{4}(?:$|H[12]|Q\d|-\d\d$)", claim.period):  # 2023年上半年, too
        return claim.period[:4]
    return claim.since[:4] if claim.period == "after" and claim.since[:4].isdigit() else ""


def year_before(case: Case, claim: Claim, said: set[str]) -> str:
    """The year that is the whole clause before a state told as that after the works: 2023年下半年，改造后产出…"""
    if claim.period != "after" or not claim.text:
        return ""
    for passage in case.prose():
        if passage.place.path == claim.place.path and (spot := passage.text.find(claim.text)) > 0:
            match = YEAR_ALONE.search(passage.text[:spot])
            return match["year"] if match and match["year"] not in said else ""
    return ""


def is_dated(case: Case, claim: Claim, year: str) -> bool:
    """Whether the year of the claim is the year of its effect: not compared with, not the year of the works."""
    texts = [claim.text, *(p.text for p in case.prose() if p.place.path == claim.place.path and claim.text in p.text)]
    for text in texts:
        head = text[: text.find(claim.text) + len(claim.text)]
        spot = head.rfind(year)
        if spot < 0:
            continue
        between = head[spot + len(year) :]
        if (claim.period != "after" and BASE.search(head[:spot])) or AFTER_BASE.search(between):
            return False
        return not any(word in between for word in case.param("works"))
    return False
