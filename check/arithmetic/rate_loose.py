"""A-14, A-26: a rate told in free words in the sentence of its two ends, which none of their readings gives.

编制24人，质检站投用后只留9人，减幅达75% · 换型由一个半小时降到35分钟，省时80% · 提取42分钟，如今25分钟，效率翻番.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from check.arithmetic.change import absolute, one
from check.arithmetic.sentences import Sentence, sentences
from check.beside import Beside
from check.case import Agreed, Answer, Case
from check.grade import grade, softest
from check.show import show_percent, show_stated
from model.amount import Amount, Interval
from model.finding import Severity
from model.submission import Claim
from model.wording import FALL_NAMED, FORMERLY, RISE_NAMED

RATES = ("%", "倍")
_SECONDS = {"秒": 1, "分钟": 60, "小时": 3600, "天": 86400}
#: What makes the sentence speak of one quantity at two times: said before the first number, between, before the second.
_FROM = re.compile(rf"(?:{FORMERLY}|由|从|原|编制)[^，,。；;\d]{{0,10}}$")
_TO = re.compile(
    rf"→|⇒|->|(?:{FALL_NAMED}|{RISE_NAMED}|裁|[减降增升缩砍压提涨跌])(?:至|到|为|成)|[^\d]后[^\d，,]{{0,6}}$"
    r"|(?:如今|现在|目前|眼下|现已?|只[剩留需要用]|仅[剩留需用]?|剩下?|便可|就够)[^\d，,。；;]{0,6}$"
)
_THAN = re.compile(rf"(?:比|较|相比)?[（(]?(?:{FORMERLY}|原为?|原)[^\d，,。；;]{{0,6}}$")
#: Another time, thing or part than that of the two ends; a share or a level instead of a change.
_ELSE = re.compile(
    r"同比|环比|上年|去年|行业|每年|目标|计划|预计|设计|其中|占(?!用)|分别|各|合格|达标|覆盖|准确|误差|偏差|[一二三]期|集团|"
    r"精度|纯度|浓度|利用率|周转率|开动率|满意|联网|数控化|(?:不良|次品|废品|差错|故障|返工|漏检|投诉|报废)"
)
_VERBAL = re.compile(
    rf"{FALL_NAMED}|{RISE_NAMED}|{FORMERLY}|相比|比例|幅度|比率|[减增降升缩涨跌砍省压快慢多少高低去掉了达到至为约近超过逾足整大近将即可已共相当于因此由此从而随之直接同步一下子的得出来下之个是，,（(、—+-]"
)
_STAFF = r"用工|用人|人手|人员|人数|人力|减员|编制|岗位|定员|人工"
#: What a rate may name of the same quantity, by the unit of the two ends.
_ALIKE = {
    "人": re.compile(rf"(?:{_STAFF}|人|员)*"),
    "时": re.compile(r"(?:时间|耗时|用时|工时|周期|时长|节拍|时|速度|提速|效率|工效|作业|整体|综合)*"),
    "千瓦时": re.compile(r"(?:节电|电耗|用电|电量|能耗|节能|电)*"),
    "": re.compile(r"(?:产能|产量|产出|增产|人效|工效|效率|劳效|劳动|整体|综合)*"),
    "元": re.compile(r"(?:成本|费用|支出|开支|花费)*"),
}
_WATER = re.compile(r"(?:节水|用水|水耗|取水|水)*")
#: 缩短了六成 is what went, 降到六成 what is left.
_BY = re.compile(rf"(?:{FALL_NAMED}|{RISE_NAMED}|[减降增升缩砍压提省])(?!至|到|为|成)")
#: 节电20% is of what was used before; 提速20% may be of the rate as of the time.
_SPARED = re.compile(r"(?:节|省)[电水气煤油料材汽约省钱]?")
_NEAR = 24
_OLD = re.compile(rf"{FORMERLY}|过去|原[来先有]|以[前往]|从前|此前")


def find_rate_beside_pair(case: Case, units: list[str]) -> Iterator[Answer]:
    """W, for the words leave room; the strict readings of the sentence go first."""
    beside = Beside.of(case.submission)
    for sentence in (*sentences(case, 3), *joined(case, beside)):
        ends = [c for c in sentence.claims if c.amount.unit not in (*RATES, "百分点")]
        rates = [c for c in sentence.claims if c.amount.unit in RATES]
        if len(ends) != 2 or len(rates) != 1 or len(sentence.claims) != 3:
            continue
        if units and ends[0].amount.unit not in units:
            continue
        told = beside.changes.get(rates[0].place.path, ())
        if not any(change.claim == rates[0].amount for change in told):
            yield from judge(case, beside, sentence, ends, rates[0])


def joined(case: Case, beside: Beside) -> Iterator[Sentence]:
    """Two halves of a sentence, the one of old with one number, the one of now with its own and the rate:
    过去占用14人；如今只留9人，减员35.7%."""
    for first, two in pairwise(sentences(case, 1)):
        path = first.claims[0].place.path
        alike = len(first.claims) == 1 and len(two.claims) == 2 and all(c.place.path == path for c in two.claims)
        if alike and _OLD.search(first.text) and not _OLD.search(two.text):
            text = beside.texts.get(path, "")
            whole = next((said for mark in "；;" if (said := f"{first.text}{mark}{two.text}") in text), "")
            if whole:
                yield Sentence(whole, (*first.claims, *two.claims))


def judge(case: Case, beside: Beside, sentence: Sentence, ends: list[Claim], rate: Claim) -> Iterator[Answer]:
    text = beside.texts.get(rate.place.path, "")
    spots = [_number(claim) for claim in (*ends, rate)]
    if sorted(spots) != spots or ends[0].place.path != rate.place.path or rate.relation == "share":
        return
    (_, end1), (start2, end2), (start3, end3) = spots
    begin = max(text.rfind(mark, 0, spots[0][0]) for mark in "。；;！？\n") + 1
    head, gap, lead = text[begin : spots[0][0]], text[end1:start2], text[end2:start3]
    if len(gap) > _NEAR or len(lead) > _NEAR or _ELSE.search(lead) or _ELSE.search(head) or _ELSE.search(gap):
        return
    backwards = _THAN.search(gap) is not None and not _FROM.search(head)
    if not (backwards or _TO.search(gap)) or not names_same(head + gap, lead, ends[0].amount.unit):
        return
    both = alike(ends[0].amount, ends[1].amount)
    if both is None:
        return
    before, after = reversed(both) if backwards else both
    if before.low <= 0 or after.low <= 0 or before.meets(after):
        return
    right = absolute(after / before - one()).scaled(100)
    times = [after / before, before / after]
    fair = [right] if _SPARED.search(lead) else [right, absolute(before / after - one()).scaled(100)]
    if not _BY.search(lead):
        fair += [t.scaled(100) for t in times]
    if rate.amount.unit == "倍":
        fair = [*times, *(absolute(t - one()) for t in times)]
    if any(grade(interval, rate.amount, points=True) is None for interval in fair):
        yield Agreed()
        return
    falls = after.middle < before.middle
    old, new = (worth(claim.amount) for claim in (reversed(ends) if backwards else ends))
    exact = show_percent(abs(new - old) / old * 100)
    formula = "（变化前－变化后）÷变化前" if falls else "（变化后－变化前）÷变化前"
    quote = text[begin:end3].strip()
    yield case.finding(
        f"“{quote}”中的{show_stated(rate.amount)}，按{formula}应为{exact}，不一致，请核实。",
        rate.place.quoting(quote),
        severity=softest(Severity.W, case.rule.severity),
        about=(f"{rate.place.path}“{quote}”",),
        expected=exact,
        found=show_stated(rate.amount),
    )


def names_same(told: str, lead: str, unit: str) -> bool:
    """Whether the words before the rate are its verb alone, repeat what was told, or name it as its unit allows."""
    kind = "时" if unit in _SECONDS else "元" if unit.startswith("元") else unit if unit in _ALIKE else ""
    rest = re.sub(r"^[\u4e00-\u9fff]{0,6}?[，,（(]|[\s：:）)]", "", lead)
    rest = _VERBAL.sub("", rest)
    again = "".join(letter for letter in rest if letter not in told)
    fits = (
        _ALIKE[kind].fullmatch(one) or (unit != "人" and _WATER.fullmatch(one))
        for one in (rest, again, rest.removesuffix("率"))
    )
    return not again or any(fits)


def alike(one_: Amount, two: Amount) -> tuple[Interval, Interval] | None:
    """The two as intervals of one unit; None where their units cannot be compared."""
    if one_.unit == two.unit:
        return one_.interval, two.interval
    if one_.unit in _SECONDS and two.unit in _SECONDS:
        return one_.interval.scaled(_SECONDS[one_.unit]), two.interval.scaled(_SECONDS[two.unit])
    return None


def worth(amount: Amount) -> Decimal:
    """The printed value, of times in seconds."""
    return amount.value * _SECONDS.get(amount.unit, 1)


def _number(claim: Claim) -> tuple[int, int]:
    spots = [(p.start, p.end) for p in claim.parts if p.role in ("number", "unit")]
    return (min(s for s, _ in spots), max(e for _, e in spots)) if spots else (-1, -1)
