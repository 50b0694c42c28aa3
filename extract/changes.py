"""Changes: 由 a 减少至 b，降低 c% — two values and the percentage claimed beside them, if any."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extract.exclaimed import find_exclaimed
from extract.flat import Flat
from extract.numbers import NumberSpan
from extract.pairs import BETWEEN, START, TIMES, VERBS, find_pairs, in_one_unit
from model.reference import Lexicons
from model.submission import Change, Passage
from model.text import half_width
from model.wording import FALL, FALL_NAMED, FALLING, FALLING_SHORT, FORMERLY, RISE, RISE_NAMED, RISING, RISING_SHORT

#: Chapters that speak of the future only.
PLANS = ("improve_plan", "promote_plan")
#: 检验用工因此, 相应用工: words of what follows from what.
_SO = re.compile(
    r"^(?:因此|因而|由此|从而|随之|相应|同步|使得?|让|令)+|(?:因此|因而|由此|从而|随之|也|相应|同步|直接|整体|大幅|一共|共|足足|整整)+$"
)
_CLAIM_AFTER = re.compile(
    r"^[^\d,，。;；%]{0,8}[,，;；(（]?\s*(?:即|相当于|共|累计|总体|整体|同比|平均|实际|合计|净|幅度|相对|绝对|综合|大幅|有效|直接|实现|仅|只|已|还)?(?P<noun>[\u4e00-\u9fff]{0,8}?)"
    rf"(?:{VERBS}|{FALL_NAMED}|{RISE_NAMED}|省|节约|(?:是|为|达到?|相当于|剩|不到|不足)(?:{FORMERLY})的)(?:掉|去|下|出)?(?:了|约|高?达|为|近|超|超过|足足|整整|足有|幅度|幅度达|达到|率为|率达|率|将近|比例达到|比例达|比例为|比例)*\s*$"
)
#: 提高1.50个百分点，按相对值为1.5%: the same change told once more, as a part of what was.
_RELATIVE_AFTER = re.compile(
    r"^\s*[,，(（、]?\s*(?:即|折合|约合|换算(?:成|为)?|相当于|若|如)*(?:按|以)?(?:相对|比例|幅度)(?:值|量|幅度|变化|比例|口径)?"
    rf"(?:计算?|算|折算|来(?:看|说|算)|口径)?[,，]?(?:为|约|达|是|则|{VERBS}|降幅|增幅|减幅)*(?:了|约|达|为)*\s*$"
)
#: 由33人减少到15人，省下18人 · 由60天缩到47天，足足快了13天: the difference itself.
_DELTA_AFTER = re.compile(
    r"^[^\d,，。;；%]{0,6}[,，(（]\s*(?:即|相当于|共|累计|总体|整体|平均|实际|合计|净|绝对|一共|总共|足足|整整|[每一全]年|每(?:吨|件|台|套|公斤|千克|米|段|批|班|单|月)|可|直接)*"
    rf"(?P<noun>[\u4e00-\u9fff]{{0,8}}?)(?:{VERBS}|{FALL_NAMED}|{RISE_NAMED}|差额?|省下|省出|节省|节约|腾出|释放|富余|少用|转岗|分流|转出|抽出|调出|多出|快|慢|少|多|高出|高|低|净增|净减|便宜|缺口)"
    r"(?:下来?|出来?|出|掉|花|用|耗)?(?:了|约|达|为|近|超|超过|幅度|达到|将近)*(?P<tail>[\u4e00-\u9fff]{0,5}?)\s*$"
)
#: 现为77.4%，比改造前的66.8%高出10.6个百分点: the level reached, then what was.
_THAN_BASE = re.compile(
    r"^[^\d。;；%,，]{0,4}[,，(（]?这?(?:较|比|相比|相较|对比)于?(?P<base>(?:(?:19|20)\d{2}年)?[^\d,，。;；%]{0,14})$"
)
_OLD = re.compile(r"前|原|过去|以往|此前|当初|起初|上年|去年|基期|初期|之初|立项|概算|预算|计划|批复")
_THAN_VERB = re.compile(
    rf"^(?:的|时|水平|相比|基础上|\)|）|[,，])*(?P<noun>[\u4e00-\u9fff]{{0,4}}?)(?P<verb>{VERBS}|高出|多出|低出|净增|净减|少用|高|低|多|少|快)(?:了|约|达|近|超过|到)*\s*$"
)
_MORE = ("高出", "多出", "净增", "高", "多")
_CLAIM_BEFORE = re.compile(
    rf"^\s*(?:[,，:：](?:即|具体)?|[(（](?:即|其中|具体)?[\u4e00-\u9fff]{{0,8}}?){START}|^\s*[(（](?:即|具体)?\s*$"
)
_SUBJECT = re.compile(r"([\u4e00-\u9fffA-Za-z0-9/]{1,20})\s*$")


def find_changes(passage: Passage, flat: Flat, spans: Sequence[NumberSpan], lexicons: Lexicons) -> Iterator[Change]:
    """Every pair before → after in the passage, with the claimed percentage right behind or right before it."""
    text, printed = flat.text, half_width(passage.text)
    for pair in find_pairs(text, spans):
        before, after = in_one_unit(spans[pair.before], spans[pair.after])
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
        ends_a_pair = index > 1 and BETWEEN.match(text[spans[index - 2].end : previous.start])
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
    measured = unit not in ("%", "人", *TIMES) and not unit.startswith("元")
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
