"""A-35: amounts of several years told in one sentence with their sum: 分别为320、468、610万元，累计1698万元."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from check.arithmetic.sentences import OWN, Sentence, sentences
from check.beside import Beside
from check.case import Agreed, Answer, Case
from check.exact import is_level
from check.show import WAN, show_plain
from model.amount import Hedge, Interval
from model.finding import Severity
from model.submission import Claim

TOTAL = re.compile(r"累计|合计|共计|总计|总共|共(?=投|完成|实现|缴|生产|节)|总(?:投入|投资|额|量)")
#: The sum reaches further back than the years that are listed.
LONGER = re.compile(r"以来|建厂|成立|开工至今|至今|历年")
#: Words of the total's clause that say nothing of what is summed.
FILLER = re.compile(
    r"[\d,.，]+|[〇零一二两三四五六七八九十百千]|年|来|间|近|内|其|上述|累计|合计|共计?|总计|总共|总额?|完成|实现|达到?|为|了|约|投入|投资|资金|金额|亿|万|元|台|套|吨|人|件|项|超过?|突破|逾|将近|接近|近|不足|不到|余|多|左右|以上"
)
RANGE = re.compile(r"((?:19|20)\d{2})年?[—–~～\-至到]+((?:19|20)?\d{2})年")
RECENT = re.compile(
    r"(?:(?:近|最近|过去|这|上述)([两二三四五2345])|(?<![第每\d十前后])([两三四五]))(?:个年度|年)(?!期)"
)
YEARS = re.compile(r"(?:19|20)\d{2}")
#: 三年来…分别为: as many values as years are listed.
SPAN = re.compile(r"(?:近|最近|过去)?[两三四五]年(?:来|间)?[^。；;\d]{0,16}(?:分别|依次)")


def find_sum_of_years_differs(case: Case) -> Iterator[Answer]:
    """E where the listed years do not make the sum; a sum since an earlier year may be more."""
    for sentence in sentences(case):
        found = years_and_sum(sentence)
        if found is None:
            continue
        parts, total = found
        expected = parts[0].amount.interval
        for part in parts[1:]:
            expected = expected + part.amount.interval
        stated = total.amount.claimed
        bound = total.amount.hedge in (Hedge.OVER, Hedge.AT_LEAST)
        room = Decimal(0) if bound else total.amount.u
        slack = Interval(expected.low - room, expected.high + room)
        beyond = bound and expected.low >= total.amount.value
        if beyond or slack.meets(stated) or (LONGER.search(sentence.text) and stated.low >= expected.low):
            yield Agreed()
            continue
        factor = WAN if total.amount.unit == "元" else Decimal(1)
        unit = "万元" if total.amount.unit == "元" else total.amount.unit
        said = "＋".join(show_plain(p.amount.value / factor) for p in parts)
        right = f"{show_plain(expected.middle / factor)}{unit}"
        yield case.finding(
            f"“{total.text}”，同句所列各年{said}＝{right}，不一致，请核实。",
            total,
            *parts,
            expected=right,
            found=f"{show_plain(total.amount.value / factor)}{unit}",
        )


def find_sum_of_years_beside(case: Case) -> Iterator[Answer]:
    """2022年4210万元…。近三年(2022—2024年)累计20420万元: the years and their sum in sentences of one paragraph.

    E where both name the quantity alike, W else.
    """
    beside = Beside.of(case.submission)
    for total in case.submission.claims:
        level = is_level(total) and bool(total.concept)
        if not level or not TOTAL.search(total.text) or LONGER.search(total.text):
            continue
        near = beside.claims.get(total.place.path, ())
        alike = [
            c
            for c in near
            if c.concept == total.concept
            and (c.scope == total.scope or {c.scope, total.scope} <= {*OWN})
            and c.amount.unit == total.amount.unit
            and YEARS.fullmatch(c.period)
            and c is not total
            and not TOTAL.search(c.text)
        ]
        years = {int(c.period): c for c in alike if is_level(c)}
        wanted = span_of(total.text, max(years, default=0))
        if len(wanted) < 2 or not set(wanted) <= set(years) or len(alike) != len(years):
            continue
        parts = [years[year] for year in wanted]
        if len(wanted) == len(years) and is_one_sentence(beside.texts.get(total.place.path, ""), parts[0], total):
            continue  # judged with its sentence
        expected = parts[0].amount.interval
        for part in parts[1:]:
            expected = expected + part.amount.interval
        if Interval(expected.low - total.amount.u, expected.high + total.amount.u).meets(total.amount.claimed):
            yield Agreed()
            continue
        money = total.amount.unit == "元"
        factor, unit = (WAN, "万元") if money else (Decimal(1), total.amount.unit)
        said = "＋".join(show_plain(p.amount.value / factor) for p in parts)
        right = f"{show_plain(expected.middle / factor)}{unit}"
        noun = FILLER.sub("", re.sub(rf"{RANGE.pattern}|[（(][^（）()]*[)）]|其中|公司|[近最]", "", total.text))
        yield case.finding(
            f"“{total.text}”，同段所列{wanted[0]}—{wanted[-1]}年{said}＝{right}，不一致，请核实。",
            total,
            *parts,
            severity=None if not noun or any(noun in c.text for c in alike) else Severity.W,
            expected=right,
            found=f"{show_plain(total.amount.value / factor)}{unit}",
        )


def span_of(text: str, last: int) -> list[int]:
    """The years that a sum is told of: 2022—2024年, or 近三年 back from the last one listed."""
    if hit := RANGE.search(text):
        first, end = int(hit[1]), int(hit[2]) if len(hit[2]) == 4 else int(hit[1][:2] + hit[2])
        return list(range(first, end + 1)) if first < end <= first + 9 else []
    if hit := RECENT.search(text):
        count = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5}.get(hit[1] or hit[2]) or int(hit[1])
        return list(range(last - count + 1, last + 1)) if last else []
    return []


def is_one_sentence(text: str, part: Claim, total: Claim) -> bool:
    at, end = text.find(part.text), text.find(total.text)
    return 0 <= at < end and re.search(r"[。；;]", text[at:end]) is None


def years_and_sum(sentence: Sentence) -> tuple[list[Claim], Claim] | None:
    """(the years' amounts, the sum behind them), all of one unit and one quantity; None where it is not sure."""
    for at, total in enumerate(sentence.claims):
        if not TOTAL.search(total.text) or total.relation:
            continue
        parts = alike_ahead(sentence.claims[:at], total)
        years = [c.period for c in parts]
        listed = len(parts) >= 2 and len(set(years)) == len(years) and all(YEARS.fullmatch(y) for y in years)
        listed |= len(parts) >= 2 and set(years) == {f"one/{len(parts)}"}  # 近三年…, in a book of an unknown year
        counted = (
            len(parts) >= 2
            and ("分别" in sentence.text or "依次" in sentence.text)
            and (len(YEARS.findall(sentence.text)) in (2, len(parts)) or SPAN.search(sentence.text) is not None)
        )
        if not (listed or counted) or any(p.amount.hedge is not Hedge.NONE or TOTAL.search(p.text) for p in parts):
            continue
        if len(parts) < len(span_of(total.text, 9999) or span_of(sentence.text, 9999)):
            continue  # 2021至2023年由2.1亿元增长到2.9亿元，三年合计: the two ends are not the list of the three years
        words = FILLER.sub("", total.text)
        if words and words not in sentence.text[: sentence.text.find(total.text)]:
            continue
        return parts, total
    return None


def alike_ahead(ahead: Sequence[Claim], total: Claim) -> list[Claim]:
    """The claims ahead of a sum that it may be the sum of: of its unit, and behind the last one of another quantity
    (2024年收入6.1亿元，近三年研发投入分别为…，累计…), where two and more are left."""
    parts = [c for c in ahead if c.amount.unit == total.amount.unit and not c.relation]
    other = [at for at, c in enumerate(parts, 1) if c.concept and total.concept and c.concept != total.concept]
    behind = parts[other[-1] :] if other else parts
    return behind if len(behind) > 1 and all(c.concept for c in behind) else parts
