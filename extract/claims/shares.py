"""Shares: which number is the part and which the whole of 甲占乙的 X%, in whatever order the sentence tells them."""

from __future__ import annotations

import re

from extract.claims.prose import Prose
from extract.numbers import NumberSpan
from model.amount import Amount
from model.submission import Share
from model.wording import FORMERLY

_TIMES = ("天", "小时", "分钟", "秒", "毫秒", "月", "年", "周", "工时")
_NO_PART = ("%", "百分点", "倍", "‰", "ppm", "", *_TIMES)
#: 占总投资的68.5%, 占到全员的三成, 相当于总投资的28%; without words of the whole: 占比达到23%, 占七成.
_TAKES = re.compile(
    r"(?P<verb>占(?!有率|地|用|据主|线|优)(?:到|了|据|去)?|相当于|(?=比重|比例))(?P<whole>(?:[^,。;:占%]|(?<=\d),(?=\d{3}(?!\d))){0,26}?)的?"
    r"(?P<rate>比重|比例|份额|百分比|比|总量)?(?:已|约|近|达到?|为|是|高达|仅|只有|在|有|了|到|将|大约|均|也|就|刚刚?|刚好|才|过|超过?|不足|不到|,)*$"
)
#: 在全公司职工中占…, 1742名从业人员中，本科占…: the whole told before the verb.
_WITHIN = re.compile(r"(?:^|[,。;:在])(?P<whole>[^,。;:在]{2,20}?)(?:当中|之中|中|里|内),?[^,。;:\d]{0,16}$")
#: What may stand between the part and the verb behind a comma.
_QUIET = re.compile(
    r"^(?:约|已|大约|大概|大致|共|合计|合|总计|均|各|分别|也|就|则|仅|只|其|这|比例|比重|所|又|并|目前|现|数量|金额|人数|"
    r"规模|正好|刚好|恰好|累计|合共|折算|折合|加起来|两项|三项|同样)*$"
)
#: What makes the number before the verb the whole: 318人中研发占8%.
_OUT_OF = re.compile(r"中|里|内(?!部)")
#: 占七成，为265万元 · 占23%（27人） · 占比8.5%的数字化部现有8人.
_BEHIND = re.compile(
    r"^(?:以上|左右|上下|多|强|弱)?(?:的?\((?:即|共|约|合计?|计|为)*"
    r"|,(?:即|为|约|共计?|合计?|折合|计|达到?|也就是|就是|人数|金额|数量|是|有|大约|相当于|具体)+"
    r"|的(?P<noun>[^,。;:\d]{1,12}?),?(?:现有|共有|共|有|为|达到?|是|约|合计)+)$"
)
#: 274人在全员中的比重: the whole told between the part and the verb.
_AMONG = re.compile(r"在[^,。;]{1,16}?(?:当中|之中|中|里|内)的?所?")
#: 软件615万元、检测1,100万元，两项占…: it counts the parts.
_ITEMS = ("项", "类", "部分", "块")
_NEAR = 4
_BRACKET = re.compile(r"\([^()]*\)")
_YEARS = re.compile(rf"(?:19|20)\d{{2}}年?|上年|去年|同期|{FORMERLY}|行业|同行|全国|全省|国内|市场|世界")


def read_share(prose: Prose, index: int) -> Share | None:
    """What the percentage prose.numbers[index] is a share of; None where it is none, or nothing of it is told."""
    number, text = prose.numbers[index], prose.text
    if number.amount.unit != "%" or number.ratio or number.amount.top is not None:
        return None
    start = max(prose.borders.part(number.start)[0], prose.borders.sentence(number.start)[0])
    low = max(start, number.start - 42)
    takes = _TAKES.search(text, low, number.start)
    if takes is None or _YEARS.search(takes["whole"]):
        return None
    verb = takes.start()
    if takes["verb"] in ("", "相当于") and not takes["whole"] and not takes["rate"]:
        return None
    before = [n for n in prose.numbers[max(0, index - 8) : index] if start <= n.start and n.end <= verb]
    if len(before) > 1 and before[-1].printed_unit in _ITEMS and verb - before[-1].end <= _NEAR:
        before.pop()
    whole, of, words = _whole(prose, takes, before, start)
    if takes["verb"] == "相当于" and whole is None and not of:
        return None
    part, beside = _part_before(text, before, whole, verb)
    if behind := _part_behind(prose, index):
        part, beside = behind.amount, ()
    amount = whole.amount if whole else None
    counted = whole is not None and whole.amount.count and whole.amount.unit not in _NO_PART
    if part is None and not of and not counted and not (takes["rate"] and not words):
        return None
    if part is not None and amount is not None and part.unit != amount.unit:
        return None
    return Share(part, amount, of, words, beside)


def _whole(
    prose: Prose, takes: re.Match[str], before: list[NumberSpan], start: int
) -> tuple[NumberSpan | None, str, str]:
    """(the whole's number, its concept, its words)."""
    text = prose.text
    low, high = takes.span("whole")
    words = takes["whole"]
    if not re.sub(r"全部|总数?|总量|总额|其", "", words):
        within = _WITHIN.search(text, start, takes.start())
        counted = [
            n
            for n in before
            if re.match(r"[^\d,。;在]{0,14}?(?:当中|之中|中|里|内),?|,其中", text[n.end : takes.start()])
        ]
        if counted:
            return counted[-1], "", text[counted[-1].start : counted[-1].end]
        if within is None:
            return None, "", ""
        low, high = within.span("whole")
        words = within["whole"]
        if _YEARS.search(words):
            return None, "", ""
    inside = (
        [n for n in prose.numbers if low <= n.start and n.end <= high]
        if re.search(r"[\d一二三四五六七八九十百千万]", words)
        else []
    )
    mentions = prose.between(low, high)
    named = [m for m in mentions if m.end <= high]
    tail = text[named[-1].end : high] if named else ""
    of = named[-1].concept.code if named and len(re.sub(r"总?[数量额人次]|总|的|\d.*", "", tail)) <= 1 else ""
    return (inside[-1] if inside else None), of, words


def _part_before(
    text: str, before: list[NumberSpan], whole: NumberSpan | None, verb: int
) -> tuple[Amount | None, tuple[Amount, ...]]:
    """The number that the verb's clause, or a clause with nothing else, gives as the part."""
    if not before or before[-1] is whole or before[-1].amount.unit in _NO_PART:
        return None, ()
    last = before[-1]
    gap = _AMONG.sub("", _BRACKET.sub("", text[last.end : verb]).lstrip(")"))
    thing, comma, rest = gap.partition(",")
    if not comma:
        thing, comma, rest = gap.partition("(")
    if len(thing) > 14 or _OUT_OF.search(thing) or (comma and not _QUIET.match(rest)):
        return None, ()
    others = [n.amount for n in reversed(before[:-1]) if n is not whole and n.amount.unit == last.amount.unit]
    return last.amount, tuple(others)


def _part_behind(prose: Prose, index: int) -> NumberSpan | None:
    if index + 1 >= len(prose.numbers):
        return None
    number, following = prose.numbers[index], prose.numbers[index + 1]
    gap = prose.text[number.end : following.start]
    if len(gap) > 24 or following.amount.unit in _NO_PART or following.bare:
        return None
    match = _BEHIND.match(gap)
    if match is None or re.search(r"[较比同]|提高|提升|增|降|减|新增", gap):
        return None
    return following
