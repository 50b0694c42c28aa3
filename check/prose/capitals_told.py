"""P-15: a sum in capital numerals beside the same sum in digits: 人民币壹拾捌万元整（¥160,000.00）."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

import cn2an

from check.case import Agreed, Answer, Case
from check.numerals import worth_of
from check.papers_told import papers_told
from check.show import show_plain
from check.sought import Sought
from model.finding import Severity
from model.place import Place
from model.text import half_width

_CAPITALS = "零壹贰叁肆伍陆柒捌玖拾佰仟万亿"
_SUM = rf"(?P<caps>[{_CAPITALS}]{{2,20}})[元圆](?P<rest>[{_CAPITALS}角分]{{0,6}})[整正]?"
_DIGITS = r"(?P<n>\d[\d,]*(?:\.\d+)?)(?P<u>万|亿)?元?"
_SECOND = _SUM.replace("<caps>", "<caps2>").replace("<rest>", "<rest2>")
PAIR = Sought(
    rf"{_SUM}[^\d¥￥壹贰叁肆伍陆柒捌玖]{{0,12}}?(?:[¥￥]|小写|RMB|即|计|合|[（(])[^\d]{{0,6}}{_DIGITS}"
    r"|(?P<n2>\d[\d,]*(?:\.\d+)?)(?P<u2>万|亿)?元?[^\d¥￥]{0,6}?(?:大写|人民币)[^\d壹贰叁肆伍陆柒捌玖]{0,8}?" + _SECOND
)
#: What either way of writing has.
_WRITTEN = re.compile(rf"[{_CAPITALS}]{{2}}[元圆]")
#: Both are printed to the fen or in round ten thousands.
SLACK = Decimal("0.01")


def find_capitals_differ(case: Case) -> Iterator[Answer]:
    """W, in the book and in the papers beside it."""
    told = [(passage.text, passage.place) for passage in case.prose()]
    told += [(one.text, one.place) for _, lines in papers_told(case) for one in lines]
    seen = set[str]()
    for text, place in told:
        for hit in PAIR.finditer(half_width(text)) if _WRITTEN.search(text) else ():
            if hit[0] in seen:
                continue
            seen.add(hit[0])
            yield from judge(case, hit, place)


def judge(case: Case, hit: re.Match[str], place: Place) -> Iterator[Answer]:
    capitals = hit["caps"] or hit["caps2"]
    cents = hit["rest"] or hit["rest2"] or ""
    try:
        worth = Decimal(str(cn2an.cn2an(capitals, "smart")))
        rest = re.findall(r"([壹贰叁肆伍陆柒捌玖])([角分])", cents)
        worth += sum((Decimal(_CAPITALS.index(digit)) / (10 if of == "角" else 100) for digit, of in rest), Decimal(0))
    except ValueError:
        return
    stated = worth_of(hit["n"] or hit["n2"], hit["u"] or hit["u2"])
    if abs(stated - worth) <= SLACK:
        yield Agreed()
        return
    yield case.finding(
        f"“{hit[0].strip()}”大写为{show_plain(worth)}元，小写为{show_plain(stated)}元，不一致，请核实。",
        place.quoting(hit[0]),
        severity=Severity.W,
        about=(f"{place.path}“{hit[0]}”",),
        expected=f"{show_plain(worth)}元",
        found=f"{show_plain(stated)}元",
    )
