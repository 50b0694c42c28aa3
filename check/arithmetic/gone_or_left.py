"""A-27 over clauses and cells: so much there was, 减少了 or 降到 so much, and a rate that fits only the other word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from check.arithmetic.drawn import flat, head_over, heads_of
from check.case import Agreed, Answer, Case
from check.show import show_plain
from check.sought import Sought
from model.finding import Severity
from model.place import Place
from model.text import half_width

_N = r"(?P<n>\d[\d,]*(?:\.\d+)?)"
_FALL = r"减少|降低|下降|缩短|压缩|压减|缩减|精简|削减|减|降|少用|节约"
_RISE = r"增加|提高|提升|上升|增长|扩大|增"
#: 减少了14道工序, 降低至3.1立方米.
MOVED = Sought(
    rf"(?P<verb>{_FALL}|{_RISE})(?P<to>了|到|至|为)(?:约|近)?{_N}\s*(?P<u>个?[\u4e00-\u9fffA-Za-z/²³]{{0,6}})(?!\d*%|个?百分点|倍|成)"
)
#: 降幅35%, 下降62.5%, 降了四分之一 is no number; a bare 20.5% in a cell of its own.
RATE = re.compile(
    rf"(?:降幅|减幅|增幅|升幅|涨幅|幅度|{_FALL}|{_RISE})(?:了|为|达到?|率|约|近|[:：])*{_N}%|^[-+]?(?P<alone>\d[\d,]*(?:\.\d+)?)%$"
)
#: 由3.6千克降低到12.5%: what was is so much of a unit, and what is left is a share, which only 了 makes sense of.
_UNIT = (
    r"(?:千克|公斤|克|吨|千瓦时|度|立方米|升|毫升|万?元|分钟|小时|秒|天|人|名|个|台|套|件|次|起|道|条|kg|t|kWh|min|h|s)"
    r"(?:[/每](?:吨|件|台|套|批|次|班|月|年|天|日|人|平方米|立方米|t|m[23²³]))?"
)
SHARED = Sought(
    rf"(?:由|从)[^，,。；;\d]{{0,8}}{_N}\s*(?P<u>{_UNIT})[，,]?(?:{_FALL}|{_RISE})(?:到|至|为)(?:约|近)?\d+(?:\.\d+)?%(?!以)"
)
#: 由3.6克/吨: a share itself.
_SHARE = re.compile(r"克[/每](?:吨|t)")
LEVEL = re.compile(r"(?<![\d.,年第])(?P<n>\d[\d,]*(?:\.\d+)?)\s*(?P<u>个?[\u4e00-\u9fffA-Za-z/²³]{0,6})")
_YEAR = re.compile(r"(?:19|20)\d\d$")
_FORMER = re.compile(r"前|原|基期|基准|20\d\d年?$")
#: Ends that both fit are told well enough; of these the ends say which.
_BOTH = re.compile(r"其中|分别|各")


@dataclass(frozen=True, slots=True)
class Slip:
    """`was`, then moved by (了) or to (到) `by`, at a rate of `rate` percent."""

    text: str
    was: Decimal
    by: Decimal
    rate: Decimal
    step: Decimal
    to: bool
    fall: bool
    place: Place


def find_share_for_level(case: Case) -> Iterator[Answer]:
    """W: from an amount to a percentage, so that either the word or the unit is another's."""
    for passage in case.prose():
        for hit in SHARED.finditer(half_width(passage.text)) if SHARED.may_be_in(passage.text) else ():
            if _SHARE.fullmatch(hit["u"]):
                continue
            yield case.finding(
                f"“{hit[0]}”前为{hit['u']}、后为百分比，“到（至）”是否应为“了”或单位有误，请核实。",
                passage.place.quoting(hit[0]),
                severity=Severity.W,
                tags=("to_or_by",),
                about=(f"{passage.place.path}“{hit[0]}”",),
                expected="了",
                found="到（至）",
            )


def find_gone_or_left(case: Case, told: set[str]) -> Iterator[Answer]:
    """W: the rate fits only with the other word; `told`: words that were told before."""
    yield from find_share_for_level(case)
    for slip in (*in_prose(case), *in_tables(case)):
        if slip.was <= 0 or slip.by <= 0 or any(slip.text in one or one in slip.text for one in told):
            continue
        sign = -1 if slip.fall else 1
        change, end = slip.by / slip.was * 100, sign * (slip.by - slip.was) / slip.was * 100
        right, other = (end, change) if slip.to else (change, end)
        slack = max(slip.step, Decimal("0.1"))
        if abs(other - slip.rate) > slack or abs(right - slip.rate) <= max(slack, Decimal(2)):
            yield Agreed()
            continue
        said, meant = ("到（至）", "了") if slip.to else ("了", "到（至）")
        yield case.finding(
            f"“{slip.text}”写作变化“{said}”，而{show_plain(slip.rate)}%与变化“{meant}”相符，应写明是哪一种，请核实。",
            slip.place.quoting(slip.text),
            severity=Severity.W,
            tags=("to_or_by",),
            about=(f"{slip.place.path}“{slip.text}”",),
            expected=meant,
            found=said,
        )


def in_prose(case: Case) -> Iterator[Slip]:
    """Within a sentence and what stands behind its semicolon: the level right before, the move, the rate behind."""
    for passage in case.prose():
        if not MOVED.may_be_in(passage.text) or "%" not in half_width(passage.text):
            continue
        for sentence in re.split("[。\n]", half_width(passage.text)):
            for hit in MOVED.finditer(sentence):
                behind = re.match(r"[^；;]{0,24}", sentence[hit.end() :])
                rate = RATE.search(behind[0]) if behind else None
                if rate is None or rate["n"] is None or re.search(r"\d", behind[0][: rate.start()] if behind else ""):
                    continue
                levels = [
                    m
                    for m in LEVEL.finditer(sentence, 0, hit.start())
                    if not _YEAR.match(m["n"]) and "%" not in sentence[m.end("n") : m.end("n") + 1]
                ]
                unit = hit["u"].lstrip("个")[:2]
                same = [m for m in levels if unit and unit[0] == m["u"].lstrip("个")[:1]]
                if (
                    not same
                    or _BOTH.search(sentence[same[-1].start() : hit.end()])
                    or sentence.count("；", same[-1].end(), hit.start()) > 1
                ):
                    continue
                text = sentence[hit.start() : hit.end() + rate.end()]
                yield slip_of(text, same[-1]["n"], hit, rate["n"], passage.place)


def in_tables(case: Case) -> Iterator[Slip]:
    """A row: 16 | 减少了6 | 下降62.5%, and 由3.9立方米降低至0.8立方米 | 20.5%."""
    for grid in case.submission.grids:
        heads = heads_of(grid.rows) if grid.own else []
        for row in grid.rows[1:] if heads else ():
            cells = list(dict.fromkeys(row))
            moved = [(n, hit) for n, cell in enumerate(cells) if (hit := MOVED.search(flat(cell.text)))]
            rates = [(n, hit) for n, cell in enumerate(cells) if (hit := RATE.search(flat(cell.text)))]
            if len(moved) != 1 or len(rates) != 1:
                continue
            (at, hit), (_, rate) = moved[0], rates[0]
            inside = list(LEVEL.finditer(flat(cells[at].text)[: hit.start()]))
            before = [
                m
                for cell in cells[1:at]
                if _FORMER.search(flat(head_over(heads, cell))) and (m := LEVEL.match(flat(cell.text)))
            ]
            level = inside[-1] if inside else before[-1] if len(before) == 1 else None
            if level is not None:
                text = f"{flat(cells[at].text)}"
                yield slip_of(text, level["n"], hit, rate["n"] or rate["alone"], cells[at].place)


def slip_of(text: str, was: str, hit: re.Match[str], rate: str, place: Place) -> Slip:
    first, second, third = (Decimal(one.replace(",", "")) for one in (was, hit["n"], rate))
    step = Decimal(1).scaleb(int(third.as_tuple().exponent))
    return Slip(
        text, first, second, third, step, hit["to"] != "了", re.fullmatch(_FALL, hit["verb"]) is not None, place
    )
