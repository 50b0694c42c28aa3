"""L-12 in prose and in tables of before and after: how far the energy fell, and the carbon beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from check.beside import Beside
from check.case import Agreed, Answer, Case
from check.show import show_plain
from model.place import Place
from model.submission import Change, Claim

#: What changes the carbon of a unit of energy; glass for 光伏 and blades for 风电 are what is made and sold.
OTHER_POWER = re.compile(
    r"绿[色]?电|光伏(?!玻璃|硅|银浆|支架|焊带|胶膜|背板|边框|行业|产业|领域|材料|客户|企业|电池|组件[^，,。；;]{0,4}(?:生产|制造|企业|客户)|用(?!电))"
    r"|风电(?!叶片|塔筒|轴承|齿轮|主轴|法兰|铸件|锻件|装备|整机|轮毂|行业|产业|领域|客户|企业|用)|清洁能源|能源结构|煤改|气代煤|电代|生物质|余热"
    r"|水电(?!站(?!直?供|发电)|机组|设备|费|表|装备|行业)|碳汇|绿证|新能源(?!汽车|车|材料|电池|装备|行业|产业|领域|客户|企业)|天然气替"
)
TOTAL = "总量"
_LEAD = r"(?:^|[，,、；;：:年月后比均]|企业|公司|工厂|全厂|项目|产线|同期)"
_BASE = (
    r"(?P<base>单位产品|单位产值|单位工业增加值|万元产值|万元(?:工业)?增加值"
    r"|(?:每|单位)?吨[\u4e00-\u9fff]{0,5}?|单位)?(?:的)?"
)
ENERGY = re.compile(
    rf"{_LEAD}{_BASE}(?:综合|生产)?(?:能源消耗|能源单耗|能耗)(?P<more>强度|总量)?(?:量|水平)?(?:[（(][^（）()]*[)）])?"
    r"(?=$|[由从较比同，,、：:为\d约累年下降减节])"
)
CARBON = re.compile(
    rf"{_LEAD}{_BASE}(?:二氧化碳|CO2|CO₂|碳)(?:排放量?|当量)?(?P<more>强度|总量)?(?:水平)?(?:[（(][^（）()]*[)）])?"
    r"(?=$|[由从较比同，,、：:为\d约累年下降减节])"
)


@dataclass(frozen=True, slots=True)
class Fall:
    """By so many percent of what (`base`: 产值, 产品, the whole, or an intensity of either)."""

    percent: Decimal
    base: str
    text: str
    place: Place


def find_told_energy(case: Case) -> Iterator[Answer]:
    """W where every fall told of the carbon differs so much from every one of the energy, and no other power is."""
    texts = "".join(p.text for p in case.prose())
    falls = {name: falls_of(case, pattern) for name, pattern in (("energy", ENERGY), ("carbon", CARBON))}
    done = set[str]()
    for first in falls["energy"]:
        lasts = [one for one in falls["carbon"] if are_beside(first, one) or follows(case, first, one)]
        firsts = [one for one in falls["energy"] if one.base in (first.base, "")]
        if not lasts or first.base in done:
            continue
        done.add(first.base)
        gaps = [abs(one.percent - last.percent) for one in firsts for last in lasts]
        if min(gaps) <= case.param("points") or OTHER_POWER.search(texts):
            yield Agreed()
            continue
        last = lasts[0]
        yield case.finding(
            f"正文称“{first.text}”，又称“{last.text}”，两者相差"
            f"{show_plain(round(abs(first.percent - last.percent), 1))}个百分点，请核实（是否改用绿色电力）。",
            first.place,
            last.place,
        )
        return


def are_beside(energy: Fall, carbon: Fall) -> bool:
    """Of one base; what is told without any base may be of one process and holds for its own paragraph."""
    same = energy.base == carbon.base or "" in (energy.base, carbon.base)
    return same and (TOTAL not in (energy.base, carbon.base) or energy.place.path == carbon.place.path)


def follows(case: Case, energy: Fall, carbon: Fall) -> bool:
    """单位产品综合能耗下降6%，二氧化碳排放减少42%: in the next clause 单位产品 is understood."""
    text = Beside.of(case.submission).texts.get(energy.place.path, "")
    at = text.find(energy.text)
    behind = text[at + len(energy.text) :].lstrip("，,、 同时且并")
    return at >= 0 and carbon.base == TOTAL and "总" not in carbon.text and behind.startswith(carbon.text)


def falls_of(case: Case, pattern: re.Pattern[str]) -> list[Fall]:
    """Each number by which the quantity fell, of the works as a whole."""
    told: dict[tuple[Decimal, str], Fall] = {}
    scopes = ("", "company", "line") if case.field("line_name") else ("", "company")  # a book of one line speaks of it
    changes: tuple[Claim | Change, ...] = (*case.submission.claims, *case.submission.changes)
    for one in changes:
        hit = pattern.search(one.subject if isinstance(one, Change) else one.text)
        percent = fallen(one, scopes) if hit else None
        if hit and percent is not None:
            base = base_of(hit)
            told.setdefault((percent, base), Fall(percent, base, one.text, one.place.quoting(one.place.text)))
    return list(told.values())


def fallen(one: Claim | Change, scopes: tuple[str, ...]) -> Decimal | None:
    if one.planned or one.direction >= 0:
        return None
    if isinstance(one, Claim):
        own = one.relation == "change" and one.amount.unit == "%" and one.scope in scopes
        return one.amount.value if own else None
    if one.claim is not None and one.claim.unit == "%":
        return one.claim.value
    if one.before is None or one.after is None or one.before.unit != one.after.unit or one.before.value <= 0:
        return None
    return round((one.before.value - one.after.value) * 100 / one.before.value, 1)


def base_of(hit: re.Match[str]) -> str:
    base = hit["base"] or ""
    if "值" in base:
        return "产值"
    if base:
        return "产品"
    return "" if hit["more"] == "强度" else TOTAL
