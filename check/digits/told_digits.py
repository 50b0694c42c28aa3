"""D-03, D-04, D-05 in the prose: round percentages, one value and one fraction in the changes of one passage.

A book may tell one number in many chapters, so only what one passage (for D-04 one sentence) lists is compared.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from decimal import Decimal

from check.case import Answer, Case
from check.numerals import NUMBER
from check.once import split_sentences
from check.sought import Sought
from check.telling import Text, texts_with
from model.finding import Severity
from model.text import half_width

#: 不良率降低25%, 年节约人工费386.42万元: what changed, and by how much.
CHANGE = Sought(
    r"(?P<what>[^，,。；;、：:\d]{0,14}?(?:提高|提升|增长|增加|新增|下降|降低|减少|缩短|节约|节省|压缩|节支|增效|增收|达到|达)[^，,。；;、：:\d]{0,8}?)"
    rf"(?P<n>{NUMBER})(?P<unit>%|个?百分点|[\u4e00-\u9fff]{{1,3}})"
)
#: 备件占用386.42万元, 粉尘浓度为4.83: any quantity with a fraction, by its own words.
THING = Sought(
    r"(?P<what>[\u4e00-\u9fff()（）A-Za-z]{2,16}?)(?:为|是|约|达|共|计|:|：)?(?P<n>\d{1,3}(?:,\d{3})+\.\d{1,2}|\d+\.\d{1,2})(?!\d)"
    r"(?P<unit>%|‰|℃|[A-Za-z]{1,6}|[\u4e00-\u9fff]{1,4})?"
)
#: Sums that are rightly told twice: the whole, its source, what was paid of it.
TOLD_TWICE = re.compile(
    r"投资|资金|自筹|到位|决算|预算|合同|付款|支付|拨付|主营|营业|销售|产值|利润|税|补[贴助]|奖|采购|购置|开票|发票|入账|收款|回款|应收|应付|已付|资产|负债|单价|总额|其中|面积|成立"
)
ORDINAL = re.compile(r"第?[一二三四五六七八九十\dA-D]+(?=号|#|系列|期|线|车间|班|区|组|台|工厂)")
#: What is aimed at, or told twice in other words.
AIMED = re.compile(r"目标|计划|预计|预期|规划|力争|拟|将|要求|不低于|不少于|以上|培育期")
SAME = re.compile(r"即|其中|折合|相当于|合计|累计|同比|分别")
FIVE = Decimal(5)
#: Of the fractions of a passage so large a part is the same.
MOST = Decimal("0.6")
#: Significant digits of a value that does not come twice by chance.
DIGITS = 4
#: A number as it is printed, and the beginning of a fraction of two digits and more.
PRINTED, FRACTION = re.compile(r"\d[\d,]*(?:\.\d+)?"), re.compile(r"\.\d{2}")


def changes_in(text: Text) -> list[tuple[str, str, str]]:
    """(what changed, the number as printed, its unit) of a passage that aims at nothing."""
    told = half_width(text.text)
    return [
        (hit["what"], hit["n"].replace(",", ""), hit["unit"])
        for sentence in split_sentences(told)
        if not AIMED.search(sentence)
        for hit in CHANGE.finditer(sentence)
    ]


def find_round_told(case: Case) -> Iterator[Answer]:
    """I: a passage lists so many changes in per cent, nearly all of them multiples of five."""
    for text in texts_with(case, CHANGE):
        rates = [(what, Decimal(n)) for what, n, unit in changes_in(text) if unit == "%" and "达" not in what]
        fives = [value for _, value in rates if value % FIVE == 0]
        if len(rates) < case.param("least") or len(fives) * 100 < len(rates) * case.param("share"):
            continue
        said = "、".join(f"{value}%" for _, value in rates[:6])
        yield case.finding(
            f"正文所列{len(rates)}项成效的百分比（{said}等）中有{len(fives)}项为5的整倍数，请核实是否为实测值。",
            text.place,
            about=(),
        )


def find_value_told_again(case: Case, least: int) -> Iterator[Answer]:
    """W: one value of four and more digits, told in one sentence of as many unlike things."""
    for text in texts_with(case, CHANGE, THING):
        for sentence in split_sentences(half_width(text.text)):
            if not is_repeated(sentence, least) or (SAME.search(sentence) and len(units_in(sentence)) < least):
                continue
            same: dict[tuple[str, str], set[str]] = defaultdict(set)
            for hit in CHANGE.finditer(sentence):
                number = hit["n"].replace(",", "")
                if len(number.replace(".", "").strip("0")) >= DIGITS:
                    same[number, hit["unit"]].add(hit["what"].strip())
            if not any(len(whats) >= least for whats in same.values()):
                same = things_in(sentence)
            for (number, unit), whats in same.items():
                if len(whats) >= least:
                    names = "、".join(sorted(whats))
                    yield case.finding(
                        f"正文“{names}”都是{number}{unit}，互不相关的项目数值相同，请核实。",
                        text.place.quoting(sentence),
                        severity=Severity.W,
                        about=(f"{text.place.path}“{number}”",),
                    )


def is_repeated(sentence: str, least: int) -> bool:
    """Whether one number is printed so often, whatever it is of."""
    printed = Counter(one.replace(",", "") for one in PRINTED.findall(sentence))
    return max(printed.values(), default=0) >= least


def units_in(sentence: str) -> set[str]:
    """The units in which one number is told most often: of unlike ones it is told twice by no 其中 or 即."""
    units: dict[str, set[str]] = defaultdict(set)
    for hit in THING.finditer(sentence):
        units[hit["n"]].add(hit["unit"] or "")
    return max(units.values(), key=len, default=set())


def things_in(sentence: str) -> dict[tuple[str, str], set[str]]:
    """Sums of one number, and quantities of one number in unlike units, of four and more digits; shafts and bores of
    one size, and lines that make as much as each other, are alike by right."""
    same: dict[tuple[str, str], set[str]] = defaultdict(set)
    unlike = len(units_in(sentence)) > 1
    for hit in THING.finditer(sentence):
        number, what = hit["n"].replace(",", ""), ORDINAL.sub("", hit["what"].removeprefix("其中"))
        plain = len(number.replace(".", "").strip("0")) >= DIGITS and not TOLD_TWICE.search(what)
        if plain and (unlike or (hit["unit"] or "").endswith("元")):
            same[number, ""].add(what)
    return same


def find_fraction_told_again(case: Case, least: int) -> Iterator[Answer]:
    """I: most of the numbers with two decimals that a passage tells of changes have the same two."""
    for text in texts_with(case, CHANGE, THING):
        parts: dict[str, set[str]] = defaultdict(set)
        told = half_width(text.text)
        if len(FRACTION.findall(told)) < least:
            continue
        things = [hit["n"].replace(",", "") for hit in THING.finditer(told) if not TOLD_TWICE.search(hit["what"])]
        for number in (*(number for _, number, _ in changes_in(text)), *things):
            if len(part := number.partition(".")[2]) >= 2:
                parts[part].add(number)
        total = sum(map(len, parts.values()))
        for part, numbers in parts.items():
            if part.rstrip("0") in ("", "5", "25", "75") or len(numbers) < least or len(numbers) < total * MOST:
                continue
            said = "、".join(sorted(numbers))
            yield case.finding(f"正文所列{said}的小数部分都是.{part}，请核实。", text.place, about=())
