"""The percentages that a book states beside a name, each with its hedge."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from check.case import Case
from check.numerals import read_number, tenths_of
from check.sought import sought
from check.telling import AFTER_WORKS, BEFORE_WORKS, OUTSIDE, STOP, STOPS, tell_texts
from model.amount import Amount, Hedge, Source
from model.place import Place

#: A number in such a clause is not the applicant's own: 行业平均为45%, 细则要求70%以上.
FOREIGN = re.compile(
    r"行业(?:平均|水平|均值|[^，,。；;\d]{2,16}?平均)|同行|头部企业|龙头企业|标杆|对标|国内平均|全国|全省平均|标准要求|细则|要求(?:为|达到|不低于)|门槛|目标"
)
#: 获评先进级时，…: the state when the title held was given.
TITLED_THEN = re.compile(
    r"(?:获评|认定|入选|评上|取得|获得|评为)[^，,]{0,8}(?:基础级|先进级|卓越级|称号)[^，,]{0,6}(?:时|当年|那年)[，,]?$"
)
#: 73.2%（行业平均约55%）: what a bracket behind a number holds against it is of others.
BESIDE = re.compile(rf"(?<=[%％成半])[（(][^（）()]*(?:{FOREIGN.pattern})[^（）()]*[)）]")
NOW = re.compile(r"目前|现已|当前|已达|已经|已实现")
#: A segment behind a comma that goes on with the same quantity: 2024年达到85%, 改造后85%.
#: 刚过五成，为52%: a rough figure and the exact one.
GOES_ON = re.compile(
    r"\s*(?:(?:19|20)\d{2}年|(?:具体|实际)?为|即|改造后|建设后|实施后|投用后|上线后|建成后|目前|现|已|达|提|增|升|到)"
)
EXACTLY = re.compile(r"[，,]\s*(?:(?:具体|实际)为|为|即)$|(?<=[成半])[（(](?:具体|实际)?(?:为|即)?$")
OTHER_QUANTITY = re.compile(r"率|比例|占比|比重|效率|周期|成本|能耗")
#: 63%, 六成三, 近七成, 六成半, 三分之二, 百分之六十, 一半; 成 of 成本 and 成立 is none.
PERCENT = re.compile(
    r"(\d+(?:\.\d+)?)(?:%|％)"
    r"|(?P<tens>[一二两三四五六七八九])成(?P<ones>[一二三四五六七八九半])?(?![本立果长效功熟为了员品分套型年批])"
    r"|(?P<of>百|[二三四五六七八九十])分之(?P<parts>[一二两三四五六七八九十百零点]+)|(?P<half>一半|过半|半数)"
)
BEHIND = {"以上": Hedge.AT_LEAST, "左右": Hedge.ABOUT, "上下": Hedge.ABOUT, "余": Hedge.OVER, "以内": Hedge.AT_MOST}
BEFORE = {
    "超过": Hedge.OVER,
    "逾": Hedge.OVER,
    "约": Hedge.ABOUT,
    "近": Hedge.NEAR,
    "接近": Hedge.NEAR,
    "不低于": Hedge.AT_LEAST,
    "不足": Hedge.BELOW,
    "不到": Hedge.BELOW,
    "低于": Hedge.BELOW,
    "大于": Hedge.OVER,
}


@dataclass(frozen=True, slots=True)
class Stated:
    """A percentage that the book states for something, quoted where it stands."""

    amount: Amount
    place: Place
    text: str
    head: str = ""


def find_stated(case: Case, names: Sequence[str], look_in: Sequence[str] = (), aimed: bool = False) -> list[Stated]:
    """The percentages that the prose gives for one of the named ratios, each the highest of its sentence.

    Of 由55%提高到66%, 改造前55%，改造后66% and a row of years it is the state reached.
    Plans (`aimed`: all but plans) and the figures of others do not count.
    """
    pattern = sought(rf"(?:{'|'.join(names)})(?=(?P<rest>[^{STOPS}]{{0,80}}))")
    found = dict[tuple[str, int], Stated]()
    for text in tell_texts(case, look_in):
        for hit in pattern.finditer(text.text):
            rest = cut_rest(BESIDE.sub("", hit["rest"]))
            numbers = list(PERCENT.finditer(rest))
            if not numbers:
                continue
            start = max(text.text.rfind(stop, 0, hit.start()) for stop in STOPS) + 1
            head = text.text[start : hit.start()]
            *ahead, last = re.split("[，,]", head)
            own = last + rest
            if FOREIGN.search(own.replace("目标", "") if aimed else own):
                continue
            planned = case.reference.lexicons.is_plan(head + rest) and not NOW.search(own)
            former = BEFORE_WORKS.search(own) or any(
                BEFORE_WORKS.search(one + "，") and one.endswith("前") for one in ahead[-1:]
            )
            former = former or any(TITLED_THEN.search(one) for one in (*ahead[-1:], last))
            told_before = former and not AFTER_WORKS.search(rest)
            end = STOP.search(text.text, hit.start())
            whole = text.text[start : end.start() if end else None]
            if planned != aimed or told_before or OUTSIDE.search(whole):
                continue
            exact = (one for one in numbers if EXACTLY.search(rest, 0, one.start()))
            number = next(exact, None) or max(numbers, key=value_of)
            said = hit[0] + rest[: number.end()]
            one = Stated(read_percent(rest, number), text.place.quoting(said), said, last)
            best = found.setdefault((text.place.path, start), one)
            if best.amount.value < one.amount.value:
                found[text.place.path, start] = one
    return list(found.values())


def cut_rest(rest: str) -> str:
    """What still speaks of the ratio: up to the comma behind which another quantity is named."""
    segments = re.split("([，,])", rest)
    kept = segments[0]
    for comma, segment in zip(segments[1::2], segments[2::2], strict=True):
        if not GOES_ON.match(segment) or OTHER_QUANTITY.search(segment):
            break
        kept += comma + segment
    return kept


def read_percent(clause: str, number: re.Match[str]) -> Amount:
    """A percentage with the hedge around it."""
    value = value_of(number)
    round_tens = number["half"] is not None or (number["tens"] is not None and not number["ones"])
    step = Decimal(10) if round_tens else Decimal(1).scaleb(int(value.as_tuple().exponent))
    head, tail = clause[: number.start()], clause[number.end() :]
    word = next((w for w in BEFORE if head.endswith(w) or head.rstrip("到达为至").endswith(w)), "")
    hedge = BEFORE.get(word, Hedge.NONE)
    if not word:
        word = next((w for w in BEHIND if tail.startswith(w)), "")
        hedge = BEHIND.get(word, Hedge.NONE)
    return Amount(value, "%", step, Source.PROSE, hedge, word, decimals=-int(value.as_tuple().exponent))


def value_of(number: re.Match[str]) -> Decimal:
    """The worth of a PERCENT, in percent."""
    if number[1] is not None:
        return Decimal(number[1])
    if number["half"] is not None:
        return Decimal(50)
    if number["of"] is not None:
        parts = read_number(number["parts"])
        return parts if number["of"] == "百" else (parts * 100 / read_number(number["of"])).quantize(Decimal(1))
    return tenths_of(number["tens"], number["ones"] or "")
