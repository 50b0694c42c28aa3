"""Changes: 由 a 减少至 b，降低 c% — two values and the percentage claimed beside them, if any."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extract.exclaimed import find_exclaimed
from extract.flat import Flat
from extract.numbers import NumberSpan
from model.reference import Lexicons
from model.submission import Change, Passage
from model.text import half_width
from model.wording import FALL, FALL_NAMED, FALLING, FALLING_SHORT, FORMERLY, RISE, RISE_NAMED, RISING, RISING_SHORT

#: Chapters that speak of the future only.
PLANS = ("improve_plan", "promote_plan")
_VERBS = rf"(?:{FALL}|{RISE}|节省|减|降|增|升|变|涨|跌|调整|优化|改善|变更|转变|整合|提|缩|砍|压)"
_EACH = r"(?:每[^\d,，。;；]{1,3})"
_TIMES = ("小时", "分钟", "秒", "天", "月", "毫秒", "周")
_WHEN = r"(?:(?:19|20)\d{2}年(?:\d{1,2}月)?(?:度|底|末|初|上半年|下半年)?的?)?"
#: 3班×8人, 三班24人, 3班共45人
_SHIFTS = r"(?:(?:\d|[两三四])班(?:共|合计|[×xX*])?)?"
_BETWEEN = re.compile(
    rf"^\s*(?:/[^\d,，。;；]{{1,4}}|{_EACH})?\s*(?:的[^\d,，。;；]{{0,6}})?(?P<verb>{_VERBS})?(?P<to>至|到|为|成|了)"
    rf"{_WHEN}(?:现在的|目前的|如今的|改造后的|建设后的|现在|目前|如今)?(?:平均)?{_EACH}?{_SHIFTS}\s*$"
)
#: 由5名操作工减至2名, 从3200万元（2022年）下降到2400万元
_NAMED_BETWEEN = re.compile(
    rf"^\s*(?:\([^()]{{0,10}}\)|[\u4e00-\u9fff]{{0,6}}?)(?P<verb>{_VERBS}|[\u4e00-\u9fff]{{1,2}}?)(?P<to>至|到|为|成)"
    rf"{_WHEN}(?:现在的|目前的|如今的|现在|目前|如今)?(?:平均)?{_EACH}?{_SHIFTS}\s*$"
)
#: 从86%起步，提升了两成半 · 在88%的基础上又提高12个百分点: the level before, and how much it rose.
_ON_BASE = re.compile(
    rf"^的?(?:起步|起|为(?:起点|基数|基准)|的?(?:基础|水平|基数|起点|底子)之?上?)[,，]?(?:再|又|已|被|累计|整体|总体|平均|共|一共|大幅|进一步|实际)*"
    rf"(?P<verb>{_VERBS})(?:幅度)?(?:了|约|达|近|超过|高达|为)*$"
)
_UPON = re.compile(
    r"(?:由|从|自|在|以)(?:原来的|原先的|原有的|改造前的|建设前的|原来|原先|原|改造前|建设前|最初的?|当初的?)*$"
)
_START = (
    rf"(?:由|从|自)(?:(?:{FORMERLY})的?|原|平均|"
    rf"{_EACH}|{_WHEN[:-1]})*{_SHIFTS}\s*$"
)
_FROM = re.compile(_START)
#: 改造前42分钟，改造后25分钟 · 原为180秒，现为120秒 · 45天→30天
_NOW = re.compile(
    r"^\s*[,，;；]?\s*(?:改造后|建设后|实施后|上线后|投用后|投产后|现在|现|目前|如今)"
    rf"{_EACH}?(?:{FALL}|{RISE})?"
    r"(?:为|至|到|降至|降到|达到|达|仅为|仅需|只需|需要?|只用|仅用|只要|只有|仅有|只剩|仅剩|剩下?)?\s*$"
)
_ONCE = re.compile(rf"(?:{FORMERLY}|原)(?P<noun>[^\d,，。;；]{{0,14}})$")
_NEEDS = r"(?:的|需要?|要|为|约|是|有|用|靠|配备?|安排|共计?|合计|总共|[一二两三四]个?班|每班)"
_ARROW = re.compile(r"^\s*(?:→|⇒|->|—>)\s*$")
#: 检验用工因此, 相应用工: words of what follows from what.
_SO = re.compile(
    r"^(?:因此|因而|由此|从而|随之|相应|同步|使得?|让|令)+|(?:因此|因而|由此|从而|随之|也|相应|同步|直接|整体|大幅|一共|共|足足|整整)+$"
)
_CLAIM_AFTER = re.compile(
    r"^[^\d,，。;；%]{0,8}[,，;；(（]?\s*(?:即|相当于|共|累计|总体|整体|同比|平均|实际|合计|净|幅度|相对|绝对|综合|大幅|有效|直接|实现|仅|只|已|还)?(?P<noun>[\u4e00-\u9fff]{0,8}?)"
    rf"(?:{_VERBS}|{FALL_NAMED}|{RISE_NAMED}|省|节约|(?:是|为|达到?|相当于|剩|不到|不足)(?:{FORMERLY})的)(?:掉|去|下|出)?(?:了|约|高?达|为|近|超|超过|足足|整整|足有|幅度|幅度达|达到|率为|率达|率|将近|比例达到|比例达|比例为|比例)*\s*$"
)
#: 提高1.50个百分点，按相对值为1.5%: the same change told once more, as a part of what was.
_RELATIVE_AFTER = re.compile(
    r"^\s*[,，(（、]?\s*(?:即|折合|约合|换算(?:成|为)?|相当于|若|如)*(?:按|以)?(?:相对|比例|幅度)(?:值|量|幅度|变化|比例|口径)?"
    rf"(?:计算?|算|折算|来(?:看|说|算)|口径)?[,，]?(?:为|约|达|是|则|{_VERBS}|降幅|增幅|减幅)*(?:了|约|达|为)*\s*$"
)
#: 由33人减少到15人，省下18人 · 由60天缩到47天，足足快了13天: the difference itself.
_DELTA_AFTER = re.compile(
    r"^[^\d,，。;；%]{0,6}[,，(（]\s*(?:即|相当于|共|累计|总体|整体|平均|实际|合计|净|绝对|一共|总共|足足|整整|[每一全]年|每(?:吨|件|台|套|公斤|千克|米|段|批|班|单|月)|可|直接)*"
    rf"(?P<noun>[\u4e00-\u9fff]{{0,8}}?)(?:{_VERBS}|{FALL_NAMED}|{RISE_NAMED}|差额?|省下|省出|节省|节约|腾出|释放|富余|少用|转岗|分流|转出|抽出|调出|多出|快|慢|少|多|高出|高|低|净增|净减|便宜|缺口)"
    r"(?:下来?|出来?|出|掉|花|用|耗)?(?:了|约|达|为|近|超|超过|幅度|达到|将近)*(?P<tail>[\u4e00-\u9fff]{0,5}?)\s*$"
)
#: 现为77.4%，比改造前的66.8%高出10.6个百分点: the level reached, then what was.
_THAN_BASE = re.compile(
    r"^[^\d。;；%,，]{0,4}[,，(（]?这?(?:较|比|相比|相较|对比)于?(?P<base>(?:(?:19|20)\d{2}年)?[^\d,，。;；%]{0,14})$"
)
_OLD = re.compile(r"前|原|过去|以往|此前|当初|起初|上年|去年|基期|初期|之初|立项|概算|预算|计划|批复")
_THAN_VERB = re.compile(
    rf"^(?:的|时|水平|相比|基础上|\)|）|[,，])*(?P<noun>[\u4e00-\u9fff]{{0,4}}?)(?P<verb>{_VERBS}|高出|多出|低出|净增|净减|少用|高|低|多|少|快)(?:了|约|达|近|超过|到)*\s*$"
)
_MORE = ("高出", "多出", "净增", "高", "多")
_CLAIM_BEFORE = re.compile(
    rf"^\s*(?:[,，:：](?:即|具体)?|[(（](?:即|其中|具体)?[\u4e00-\u9fff]{{0,8}}?){_START}|^\s*[(（](?:即|具体)?\s*$"
)
_SUBJECT = re.compile(r"([\u4e00-\u9fffA-Za-z0-9/]{1,20})\s*$")


@dataclass(frozen=True, slots=True)
class Pair:
    """由 numbers[before] 降至 numbers[after]: `verb` and `to` as printed, `start` where 由 stands; `noun` what stands
    between 改造前 and the number (改造前每班操作工6人，改造后2人)."""

    before: int
    after: int
    start: int
    verb: str
    to: str
    opened: bool
    noun: str = ""


def find_pairs(text: str, numbers: Sequence[NumberSpan]) -> list[Pair]:
    """Every before → after among neighbouring numbers of one unit, and (减少了) a start with its delta."""
    found = []
    for index in range(len(numbers) - 1):
        before, after = numbers[index], numbers[index + 1]
        gap = text[before.end : after.start]
        rise = before.amount.unit == "%" and after.amount.unit == "百分点"
        if len(gap) > 40 or before.amount.top or after.amount.top or not (rise or _same_kind(before, after)):
            continue
        head = text[max(0, before.start - 40) : before.start]
        opened = _FROM.search(head)
        based = _ON_BASE.match(gap)
        if based and (upon := _UPON.search(head)):
            found.append(Pair(index, index + 1, before.start - len(head) + upon.start(), based["verb"], "了", True))
            continue
        middle = _BETWEEN.match(gap) or (_NAMED_BETWEEN.match(gap) if opened else None)
        paired = _ARROW.match(gap) or (_NOW.match(gap) and _ONCE.search(head))
        if not (middle or paired):
            continue
        verb, to = (middle["verb"] or "", middle["to"]) if middle else ("", "为")
        if not paired and not opened and (to == "了" or not verb):
            continue
        once = _ONCE.search(head) if paired else None
        spot = opened.start() if opened else once.start() if once else len(head)
        noun = re.sub(rf"^{_NEEDS}+|{_NEEDS}+$", "", once["noun"]) if once and not opened else ""
        found.append(Pair(index, index + 1, before.start - len(head) + spot, verb, to, bool(opened), noun))
    return found


def _same_kind(before: NumberSpan, after: NumberSpan) -> bool:
    """One unit, or two units of time: 由3天缩短为4小时."""
    a, b = before.amount.unit, after.amount.unit
    return a == b or (a in _TIMES and b in _TIMES)


#: Seconds, where they are exact; a day may be one of work.
_SECONDS = {"小时": 3600, "分钟": 60, "秒": 1}


def _in_one_unit(before: NumberSpan, after: NumberSpan) -> tuple[NumberSpan, NumberSpan]:
    """由2小时缩到15分钟 in minutes: the greater unit is told in the smaller."""
    a, b = _SECONDS.get(before.amount.unit), _SECONDS.get(after.amount.unit)
    if not a or not b or a == b:
        return before, after
    small = min(a, b)
    unit = next(name for name, worth in _SECONDS.items() if worth == small)

    def told(span: NumberSpan, worth: int) -> NumberSpan:
        by, amount = worth // small, span.amount
        return replace(span, amount=replace(amount, value=amount.value * by, step=amount.step * by, unit=unit))

    return told(before, a), told(after, b)


def find_changes(passage: Passage, flat: Flat, spans: Sequence[NumberSpan], lexicons: Lexicons) -> Iterator[Change]:
    """Every pair before → after in the passage, with the claimed percentage right behind or right before it."""
    text, printed = flat.text, half_width(passage.text)
    for pair in find_pairs(text, spans):
        before, after = _in_one_unit(spans[pair.before], spans[pair.after])
        by = pair.to == "了" and after.amount.unit == "百分点"
        if (before.amount.unit != after.amount.unit and not by) or "±" in (text[before.start], text[after.start]):
            continue  # of ±8℃ to ±3℃ no direction follows
        subject = pair.noun or _subject_before(text, pair.start)
        claim = _claim_of(text, spans, pair.before, subject, lexicons) or find_exclaimed(
            text, spans, pair.before, pair.start, pair.opened
        )
        delta = _delta_of(text, spans, pair.before, subject, lexicons)
        said = _direction(pair.verb)
        direction = said or (_direction(_verb_near(text, claim, after)) if claim else 0)
        stop = max(after.end, claim.end if claim else 0, delta.end if delta else 0)
        first = min(pair.start, claim.start if claim else pair.start)
        left = max((text.rfind(mark, max(0, first - 200), first) for mark in "。；;\n，,"), default=-1) + 1
        second = _second_claim(text, spans, pair.after, claim)
        for told in (claim, second) if second else (claim,):
            low, high = flat.back(left, max(stop, told.end if told else 0))
            quote = printed[low:high].strip()
            planned = passage.key.startswith(PLANS) or lexicons.is_plan(text[left:stop])
            yield Change(
                quote, subject, before.amount, after.amount, passage.place.quoting(quote),
                told.amount if told else None, direction, pair.to != "了",
                planned,
                delta.amount if delta else None,
            )  # fmt: skip
    yield from _find_compared(passage, flat, spans, lexicons)


def _delta_of(
    text: str, spans: Sequence[NumberSpan], index: int, subject: str, lexicons: Lexicons
) -> NumberSpan | None:
    """The difference of the pair (index, index + 1), told behind it in the same unit."""
    if index + 2 >= len(spans):
        return None
    after, following = spans[index + 1], spans[index + 2]
    if after.amount.unit != following.amount.unit or after.amount.unit == "%":
        return None
    said = _DELTA_AFTER.match(text[after.end : following.start])
    unit = after.amount.unit
    fits = said and all(_same_thing(said[name], subject, unit, lexicons, loose=True) for name in ("noun", "tail"))
    return following if fits else None


def _find_compared(passage: Passage, flat: Flat, spans: Sequence[NumberSpan], lexicons: Lexicons) -> Iterator[Change]:
    """现为77.4%，比改造前的66.8%高出10.6个百分点: three numbers in a row that are a change told backwards."""
    text, printed = flat.text, half_width(passage.text)
    for now, then, said in zip(spans, spans[1:], spans[2:], strict=False):
        if now.amount.unit != then.amount.unit or then.start - now.end > 24 or said.start - then.end > 14:
            continue
        base = _THAN_BASE.match(text[now.end : then.start])
        verb = _THAN_VERB.match(text[then.end : said.start])
        units = (now.amount.unit, "百分点") if now.amount.unit == "%" else (now.amount.unit, "%")
        if base is None or verb is None or said.amount.unit not in units or now.amount.top or then.amount.top:
            continue
        left = max((text.rfind(mark, max(0, now.start - 200), now.start) for mark in "。；;\n，,"), default=-1) + 1
        if not _OLD.search(base["base"]) and not re.search(r"(?:19|20)\d{2}年", base["base"]):
            continue
        low, high = flat.back(left, said.end)
        quote = printed[low:high].strip()
        direction = (
            1 if verb["verb"] in _MORE else -1 if verb["verb"] in ("低", "少", "低出", "净减", "少用", "快") else 0
        )
        direction = direction or _direction(verb["verb"])
        alike = said.amount.unit == now.amount.unit and said.amount.unit != "%"
        yield Change(
            quote, _subject_before(text, _stem(text, left, now.start)), then.amount, now.amount,
            passage.place.quoting(quote), None if alike else said.amount, direction, True,
            passage.key.startswith(PLANS) or lexicons.is_plan(text[left : said.end]),
            said.amount if alike else None,
        )  # fmt: skip


_LEVEL = re.compile(
    rf"(?:已经?|现在?|目前|如今|实际|{RISE}|{FALL}|恢复)*(?:达到?|为|是|有|至|到|在|约|仅|只有|只需|只要)*$"
)


def _stem(text: str, left: int, stop: int) -> int:
    """Where the name of the quantity ends before 现为, 达到."""
    found = _LEVEL.search(text, left, stop)
    return found.start() if found else stop


def _subject_before(text: str, start: int) -> str:
    """The words right before 由, back to the last punctuation mark."""
    left = max((text.rfind(mark, max(0, start - 200), start) for mark in "。；;\n，,"), default=-1) + 1
    subject = _SUBJECT.search(re.sub(r"[,，。;；、\s]+$", "", text[left:start]))
    return subject[1] if subject else ""


def _claim_of(
    text: str, spans: Sequence[NumberSpan], index: int, subject: str, lexicons: Lexicons
) -> NumberSpan | None:
    """The percentage that states the change of the pair (index, index + 1)."""
    after = spans[index + 1]
    if index + 2 < len(spans):
        following = spans[index + 2]
        said = _CLAIM_AFTER.match(text[after.end : following.start])
        if (
            following.amount.unit in ("%", "百分点", "倍")
            and said
            and _same_thing(said["noun"], subject, after.amount.unit, lexicons)
        ):
            return following
    if index > 0:
        previous = spans[index - 1]
        ends_a_pair = index > 1 and _BETWEEN.match(text[spans[index - 2].end : previous.start])
        stated = previous.amount.unit in ("%", "百分点", "倍") and not ends_a_pair
        if stated and _CLAIM_BEFORE.match(text[previous.end : spans[index].start]):
            return previous
    return None


def _second_claim(text: str, spans: Sequence[NumberSpan], index: int, claim: NumberSpan | None) -> NumberSpan | None:
    """提高1.50个百分点，按相对值为1.5%: the percentage behind the points of the same pair."""
    if claim is None or claim.amount.unit != "百分点" or index + 2 >= len(spans) or spans[index + 1] is not claim:
        return None
    following = spans[index + 2]
    said = _RELATIVE_AFTER.match(text[claim.end : following.start])
    return following if following.amount.unit == "%" and said else None


def _same_thing(noun: str, subject: str, unit: str, lexicons: Lexicons, loose: bool = False) -> bool:
    """Whether the words before the claim's verb repeat what changed; `loose`: or name it by words that it bears."""
    if loose and noun and (unit == "人" or set(noun) <= set(subject)):
        return True
    if (
        not noun
        or subject.endswith(noun)
        or (subject and re.fullmatch(rf"(?:整体|综合|总体|平均|该|其){re.escape(subject)}", noun))
    ):
        return True
    noun = _SO.sub("", noun)
    if not noun or subject.endswith(noun):
        return True
    measured = unit not in ("%", "人", *_TIMES) and not unit.startswith("元")
    if measured and lexicons.any_of("by_head").match(subject) and lexicons.any_of("hand_efficiency").fullmatch(noun):
        return True
    staff = lexicons.any_of("same_staff")
    who = re.fullmatch(rf"([\u4e00-\u9fff]{{1,4}}?)(?:{staff.pattern})", noun) if unit == "人" else None
    if who and set(who[1]) <= set(subject):
        return True
    if unit == "人":
        return staff.fullmatch(noun) is not None
    return unit in ("小时", "分钟", "秒", "天", "月") and lexicons.any_of("same_time").fullmatch(noun) is not None


def _verb_near(text: str, claim: NumberSpan, after: NumberSpan) -> str:
    return text[max(0, claim.start - 8) : claim.start] if claim.start < after.start else text[after.end : claim.start]


def _direction(verb: str) -> int:
    if any(word in verb for word in (*FALLING, *FALLING_SHORT)):
        return -1
    return 1 if any(word in verb for word in (*RISING, *RISING_SHORT)) else 0
