"""REG-01, REG-02 by the days that book, tables and letters tell of a title, wherever they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator

from check.case import Answer, Case
from check.dates import Days, add_months, read_days
from check.letters import read_signed, say_source, tell_letters
from check.numerals import whole_of
from check.supervise.title_told import end_of, fits, is_reviewed, tell_late
from check.titles import NAMED, REVIEW, Event, Telling, tell_titles
from model.finding import Severity
from model.text import squash

CARRIERS = ("优秀场景", "基础级", "先进级")
_N = r"[一二两三四五六七八九十]{1,2}|\d{1,2}"
#: 有效四年, 有效期为36个月, 三年内有效, 五年期.
TERM = re.compile(
    rf"(?:有效|期限|时效|年限|管用)(?:期限?|时间)?[^，,。；;\d]{{0,6}}?(?<!第)(?P<n>{_N})\s*(?:个)?(?P<unit>年|月)(?!\d|[底末初中度份])"
    rf"|(?<![\d第])(?P<n2>{_N})\s*(?:个)?(?P<unit2>年|月)(?:内|期)?(?:均|都|一直)?有效(?!期)"
)
FOREVER = re.compile(
    r"(?:有效|期限|时效|有效期限?)[^，,。；;]{0,6}?(?:长期|永久|终身|无限期|不限|不设)|(?:长期|永久|终身|一直|无限期|长年|不限期)(?:持续)?有效|不设(?:有效)?期限?|无(?:有效)?期限|没有(?:有效)?期限|永不过期"
)
#: What makes the term run anew.
RENEWED = re.compile(
    r"(?:复[审核评](?:合格|已)?通过|通过(?:了)?[^，,。；;]{0,6}复[审核评]|顺延|延续|延期|续期|展期|延长|重新认定|复[审核评]合格|新文件|新细则)"
)
UNRENEWED = re.compile(
    r"(?:未|没有?|尚未|不)(?:能|曾|再)?(?:办理|参加|申请|提出)?[^，,。；;]{0,6}(?:复[审核评]|延续|延期|续期)"
)
REQUEST = re.compile(r"(?:提出|申请|请求)[^。；;，,]{0,10}(?:复核|复审)|(?:复核|复审)[^。；;，,]{0,6}(?:申请|请示)")
#: A title without its name.
TITLE = re.compile(r"称号|智能工厂")
#: Being made ready as the book is written: not yet asked for.
_NOW = r"(?:正在?|着手|抓紧|开始|尚在)[^，,。；;]{0,4}?(?:准备|编制|编写|整理|撰写|筹备|办理|草拟)"
#: 到期前没有提复核, 复核申请尚未递交, 复核材料正在准备.
UNASKED = re.compile(
    rf"(?:未|没有?|尚未|还没|暂不|不急|不打算|来不及)[^，,。；;]{{0,8}}?(?:提|递|报|申请|办|送|启动|准备|着手)[^，,。；;]{{0,8}}{REVIEW}"
    rf"|{REVIEW}[^，,。；;]{{0,12}}(?:未|没有?|尚未|还没|待|来不及)[^，,。；;]{{0,4}}(?:提|递|报|申|办|送|启动|准备|着手|写|动)"
    rf"|{_NOW}[^，,。；;]{{0,6}}?{REVIEW}|{REVIEW}[^，,。；;]{{0,8}}?{_NOW}"
    rf"|{REVIEW}[^，,。；;]{{0,8}}?(?:随|与|同|和)(?:本次|此次|这次|本书|本)[^，,。；;]{{0,10}}?(?:一并|一起|同时|一同|提交|报送|递交|上报)"
)


def find_terms_told(case: Case, years: int) -> Iterator[Answer]:
    """REG-01, W, each title once: the day it was given, and a last day or a term that is not the law's; else the law's
    last day is over and no re-review is told of."""
    seen = set[str]()
    for telling in tell_titles(case):
        for at, given in enumerate(telling.events):
            if given.kind != "given" or given.title not in CARRIERS or given.title in seen:
                continue
            said = other_end(telling, at, years)
            if said:
                seen.add(given.title)
                due = end_of(given.days, years)
                yield case.finding(
                    f"{telling.say()}“{telling.sentence(given.at).strip()[:80]}”，其中{given.title}的有效期“{said}”，"
                    f"该称号有效期为{years}年，应至{due}，请核实。",
                    telling.quote(given.words if telling.row else said),
                    severity=Severity.W,
                    about=("history.valid",),
                    expected=f"{years}年",
                    found=said,
                )
    yield from (answer for title in CARRIERS[1:] if title not in seen for answer in find_over(case, title, years))
    yield from find_term_odd(case)


#: 有效期三年，旧证2021年底期满: the end of the one before.
FORMER_ONE = re.compile(r"(?:原|旧|上一|前一)(?:有|来|先|个|张|轮|期|次)?(?:的)?(?:证书|称号|证|认定|资格|有效期)")


def find_term_odd(case: Case) -> Iterator[Answer]:
    """W: a title of no step of this ladder, whose own day, term and last day do not agree."""
    for telling in tell_titles(case):
        for end in telling.events:
            if end.kind != "ends" or end.title in CARRIERS:
                continue
            start = 0 if telling.row else telling.words.rfind("。", 0, end.at) + 1
            told = telling.words[start : end.at + len(end.words)]
            terms = [months for hit in TERM.finditer(told) if (months := _months(hit))]
            days = [one.days for one in telling.events if start <= one.at < end.at and one.kind in ("given", "")]
            given = any(one.kind == "given" and start <= one.at < end.at for one in telling.events)
            if (
                FORMER_ONE.search(told)
                or not given
                or len(terms) != 1
                or terms[0] % 12
                or RENEWED.search(UNRENEWED.sub("", told))
            ):
                continue
            years = terms[0] // 12
            if any(fits(one, end.days, years) for one in days):
                continue
            due = end_of(days[-1], years)[:7]
            yield case.finding(
                f"{telling.say()}“{telling.sentence(end.at).strip()[:90]}”，按所述有效期{years}年应至{due}，"
                f"与所述“{end.words}”不一致，请核实。",
                telling.quote(end.words),
                severity=Severity.W,
                about=("history.valid",),
                expected=due,
                found=end.words,
            )
            return


def _months(term: re.Match[str]) -> int:
    """How long a term is, 0 where its number is not read."""
    told = term.groupdict()
    unit = term["unit"] or term["unit2"] or "年"
    return whole_of(term["n"] or term["n2"] or told["n3"]) * (12 if "年" in unit else 1)


#: What was given or granted that day is no title.
NO_TITLE = re.compile(r"备案|立项|环评|许可|土地|专利|验收|开工|贷款|资金|补助|奖励|自评|自我评估|自诊断")


def find_over(case: Case, title: str, years: int) -> Iterator[Answer]:
    """W: the title was given last so long ago that it ran out before the declaration, whoever gives scenes theirs."""
    declared = case.field("declare_date")
    day = read_days(declared.value) if declared else None
    told = [
        (given, telling)
        for telling in tell_titles(case)
        for given in telling.events
        if given.kind == "given" and given.title == title and not NO_TITLE.search(telling.sentence(given.at))
    ]
    given, telling = max(told, key=lambda pair: pair[0].days.last, default=(None, None))
    if declared is None or day is None or given is None or telling is None:
        return
    due, sentence = add_months(given.days.last, 12 * years), telling.sentence(given.at)
    if day.first > due and not is_reviewed(sentence):
        yield case.finding(
            f"{telling.say()}“{sentence.strip()[:80]}”，{title}有效期{years}年，至{due.isoformat()}，"
            f"申报日期{declared.value}已过有效期，请核实是否复核。",
            telling.quote(given.words),
            severity=Severity.W,
            about=("history.valid",),
            expected=f"{years}年",
            found=given.words,
        )


def other_end(telling: Telling, at: int, years: int) -> str:
    """The words that let the title given at this event run otherwise, "" where none do."""
    given = telling.events[at]
    stop = next((one.at for one in telling.events[at + 1 :] if one.kind == "given"), len(telling.words))
    others = [hit.start() for hit in NAMED.finditer(telling.words)]
    if not telling.row:
        stop = min([stop, *(one for one in others if one > _clause_end(telling.words, given.at))])
        sentences = re.finditer(r"[。；;]", telling.words[given.at :])
        stop = min([stop, *(given.at + hit.end() for n, hit in enumerate(sentences) if n == 1)])
    start = 0 if telling.row else given.at
    told = telling.words[start:stop]
    if RENEWED.search(UNRENEWED.sub("", told)):
        return ""
    end = next((one for one in telling.events if one.kind == "ends" and start <= one.at < stop), None)
    if end is not None:
        return "" if fits(given.days, end.days, years) else end.words
    if hit := TERM.search(told):
        months = _months(hit)
        return hit[0] if months and months != 12 * years else ""
    forever = FOREVER.search(told)
    return forever[0] if forever else ""


def _clause_end(words: str, at: int) -> int:
    hit = re.search(r"[。；;]|[，,](?=[^，,]{0,30}(?:有效|到期|期满))", words[at:])
    return at + hit.start() if hit else len(words)


def find_days_late(case: Case, years: int, months: int) -> Iterator[Answer]:
    """REG-02, W, once: a request for re-review, made or planned, behind the last day for it; or none as yet."""
    tellings = list(tell_titles(case))
    declared = case.field("declare_date")
    today = read_days(declared.value) if declared else None
    for telling in tellings:
        for event in telling.events:
            if event.kind == "asked":
                ends = ends_for(event, telling, tellings, years)
                late = [end for end in ends if _is_late(_day_of(event, end), end, months)]
                if late and len(late) == len(ends):
                    yield _tell_late(case, telling, event, event.words, late[0], months)
                    return
            elif (
                event.kind == "ends"
                and today
                and (
                    event.title in (*CARRIERS, "旧称号")
                    or (not event.title and TITLE.search(telling.sentence(event.at)))
                )
            ):
                sentence = telling.sentence(event.at)
                none = UNASKED.search(sentence)
                if none and add_months(event.days.last, -months) < today.first <= event.days.last:
                    yield _tell_late(case, telling, event, none[0], event.days, months)
                    return


def find_late_letters(case: Case, months: int) -> Iterator[Answer]:
    """REG-02, W: a request for re-review, dated at its end, that tells when the title runs out."""
    for letter in tell_letters(case):
        signed = read_signed(letter)
        if signed is None or not any(REQUEST.search(text.text) for text in letter):
            continue
        whole = squash("\n".join(text.text for text in letter))
        here = [telling for telling in tell_titles(case) if squash(telling.words) in whole]
        ends = ((telling, one) for telling in here for one in telling.events if one.kind == "ends")
        told, end = next(((telling, one.days) for telling, one in ends if one.title != "其他"), (None, None))
        if told and end and signed[1].first > add_months(end.last, -months):
            foot = signed[0].text.strip()
            words = f"{say_source(signed[0])}“{told.words.strip()[:60]}”，落款{foot}"
            yield tell_late(case, signed[0], words, foot, months)


def ends_for(asked: Event, telling: Telling, tellings: list[Telling], years: int) -> list[Days]:
    """The last days of the title that the request is for: told beside it, else the only ones the book tells."""
    if asked.title == "其他":
        return []
    for here in ([telling], tellings):
        ends = [
            one
            for other in here
            for one in other.events
            if one.kind == "ends" and (is_of(one, asked) or (here is not tellings and is_bare(one, asked, telling)))
        ]
        if ends and (here is not tellings or len({(one.title, one.days) for one in ends}) == 1):
            return [one.days for one in ends]
        given = [
            one
            for other in here
            for one in other.events
            if one.kind == "given" and is_ladder(one, other, years) and (not asked.title or one.title == asked.title)
        ]
        if len(given) == 1 and not ends:
            days = given[0].days
            return [Days(add_months(days.first, 12 * years), add_months(days.last, 12 * years))]
    return []


def is_ladder(given: Event, telling: Telling, years: int) -> bool:
    """Whether what was given that day is a title of the ladder, or an old or unnamed one said to last as long."""
    if given.title in CARRIERS:
        return True
    told = telling.words if telling.row else telling.words[max(0, given.at - NEAR) : given.at + NEAR]
    return (
        given.title != "其他"
        and (given.title == "旧称号" or TITLE.search(told) is not None)
        and any(_months(hit) == 12 * years for hit in TERM_TOLD.finditer(told))
    )


#: So far from the day of a title its term is told; 自…起三年.
NEAR = 40
TERM_TOLD = re.compile(rf"{TERM.pattern}|(?:起|期限)[^，,。；;\d]{{0,3}}(?P<n3>{_N})年(?!\d|[底末初中度份])")


def is_of(one: Event, asked: Event) -> bool:
    """Whether the date is of a title, and of the one that the request names."""
    return one.title not in ("其他", "") and (not asked.title or one.title == asked.title)


def is_bare(one: Event, asked: Event, telling: Telling) -> bool:
    """Whether both speak of a title without its name: 省级智能工厂称号2025年12月届满，复核材料11月递交."""
    return not one.title and not asked.title and TITLE.search(telling.sentence(one.at)) is not None


def _day_of(asked: Event, end: Days) -> Days:
    """A month without its year is the last such month before the title ends."""
    if not asked.loose:
        return asked.days
    year = end.last.year - (asked.days.first.month > end.last.month)
    return read_days(f"{year}-{asked.days.first.month:02d}") or asked.days


def _is_late(asked: Days, end: Days, months: int) -> bool:
    return add_months(end.last, -months) < asked.first <= add_months(end.last, 12)


def _tell_late(case: Case, telling: Telling, event: Event, said: str, end: Days, months: int) -> Answer:
    return case.finding(
        f"{telling.say()}“{telling.sentence(event.at).strip()[:80]}”，有效期至{end.last.isoformat()}，"
        f"复核申请应在有效期结束前{months}个月提出，请核实。",
        telling.quote(said),
        severity=Severity.W,
        about=("history.review",),
        expected=f"不晚于{add_months(end.last, -months).isoformat()}",
        found=said,
    )
