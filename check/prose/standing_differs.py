"""P-19: one product's share of a market, or its rank in it, told twice with different numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, islice

from check.case import Answer, Case, previous_year
from check.numerals import read_number
from check.sought import Sought
from model.finding import Severity
from model.place import Place

_AREA = r"国内外|国内|全国|国际|全球|世界|省内|全省|西北(?:地区|五省)?|西部|行业内?|同行业|细分(?:领域|行业|市场)|国产"
_MARKET = r"(?:市场)?(?:占有率|占有份额|份额|市占率)"
SHARE = Sought(
    rf"(?P<head>[^。；;，,、:：\n]{{0,40}}?){_MARKET}[^。；;，,\d%]{{0,10}}?(?P<value>\d{{1,2}}(?:\.\d+)?)%(?!以上|～|~|—|-|至|到)"
)
RANK = Sought(
    rf"(?P<head>[^。；;，,、:：\n]{{0,40}}?)(?:{_MARKET}|销量|销售额|产销量|产量|规模|排名|综合实力)[^。；;\n]{{0,16}}?"
    rf"(?:排名|排在|排|位居|位列|居于|稳居|列|居|名列|处于|为)(?:{_AREA}|市场|前列|的|同类)*"
    r"第\s*(?P<value>[一二三四五六七八九十]|\d{1,2})\s*(?:位|名)?"
)
#: Words without which neither is told.
TOLD = Sought(r"份额|占有率|市占率|第\s*[一二三四五六七八九十\d]")
_WORDS = re.compile(
    rf"{_AREA}|(?:本|我|该)?(?:公司|企业|厂)的?|主导产品|主要产品|产品|目前|现在?|近年来|当前|其中|以及|市场|上年度?|去年|当年|年末|年度"
    r"|截至|的|在|所产|生产|自主|研发|据[^，,]*?统计|20\d{2}年底?"
)
YEAR = re.compile(r"(20\d{2})年")
#: What another owns, or what is yet to come.
_ELSE = re.compile(r"计划|目标|力争|预计|争取|有望|提升至|对手|竞品|头部企业|龙头企业|曾|此前|过去|原先|子公司")
#: So much of the longer name must stand in the shorter one: 极薄锂电铜箔 of 4.5微米极薄锂电铜箔, 锂电铜箔 not.
_ALIKE = 0.5
_LEAST = 2
#: A book tells few of them.
MOST = 40


@dataclass(frozen=True, slots=True)
class Standing:
    """A share (%) or a rank of a product in an area, with the year where the sentence names one."""

    kind: str
    product: str
    area: str
    year: str
    value: float
    text: str
    sentence: str
    place: Place


def find_standings_differ(case: Case) -> Iterator[Answer]:
    """W: of the same product, area and year; other years, narrower products and plans never are compared."""
    told = list(islice(read_standings(case), MOST))
    reported: set[tuple[object, ...]] = set()
    for one, other in combinations(told, 2):
        if one.value == other.value or not same_thing(case, one, other):
            continue
        key = (one.kind, *sorted((one.value, other.value)))
        if key in reported:
            continue
        reported.add(key)
        what = "占有率" if one.kind == "share" else "位次"
        yield case.finding(
            f"“{one.text}”与“{other.text}”所述为同一产品的市场{what}，两处不一致，请核实。",
            one.place.quoting(one.text),
            other.place.quoting(other.text),
            severity=Severity.W,
            about=(one.place.path, other.place.path),
            expected=one.text,
            found=other.text,
        )


def read_standings(case: Case) -> Iterator[Standing]:
    for passage in case.prose_with(TOLD):
        for sentence in re.split(r"[。；;！\n]", passage.text):
            if not TOLD.search(sentence) or _ELSE.search(sentence):
                continue
            for kind, pattern in (("share", SHARE), ("rank", RANK)):
                for hit in pattern.finditer(sentence):
                    before = sentence[: hit.start("value")]
                    years, areas = YEAR.findall(before), re.findall(_AREA, before)
                    head = hit["head"] + (hit[0][len(hit["head"]) :] if kind == "rank" else "")
                    product = name_product(before, hit["head"])
                    yield Standing(kind, product, areas[-1] if areas else "", years[-1] if years else "",
                                   value_of(hit["value"]), hit[0].strip() or head, sentence, passage.place)  # fmt: skip


def name_product(before: str, head: str) -> str:
    """The words of the clause that name the product; where the clause has none, those of the clause before it."""
    named = bare(head)
    if len(named) >= _LEAST:
        return named
    for clause in reversed(re.split(r"[，,]", before)[:-1]):
        if found := re.match(rf"(.*?)(?:{_AREA})*{_MARKET}", clause):
            return bare(found[1])
    return named


def bare(text: str) -> str:
    return re.sub(r"[\s\"“”（）()]|^(?:据|根据|按).*?(?:统计|数据)", "", _WORDS.sub("", text))


def value_of(text: str) -> float:
    return float(read_number(text))


def same_thing(case: Case, one: Standing, other: Standing) -> bool:
    if one.kind != other.kind or one.sentence == other.sentence:
        return False
    if one.area and other.area and fold_area(one.area) != fold_area(other.area):
        return False
    if one.year != other.year:
        last = previous_year(case)
        named = one.year or other.year
        if (one.year and other.year) or (last and int(named) < last):
            return False
    a, b = sorted((one.product, other.product), key=len)
    if a == b:
        return True  # the company's own share where neither names a product
    return len(a) >= _LEAST and is_within(a, b) and len(a) >= _ALIKE * len(b)


def fold_area(area: str) -> str:
    return {"全国": "国内", "国产": "国内", "全省": "省内", "世界": "国际", "全球": "国际"}.get(area, area[:2])


def is_within(short: str, long: str) -> bool:
    """Whether the letters of one stand in the other in this order: 4.5微米铜箔 in 4.5微米极薄锂电铜箔."""
    rest = iter(long)
    return all(letter in rest for letter in short)
