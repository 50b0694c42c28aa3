"""A-38: what is handled in a year (年处理…), and the things of so many owners (26个国家的318台套), told twice."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from check.case import Agreed, Answer, Case
from check.numerals import worth_of
from check.sought import Sought
from model.finding import Severity
from model.place import Place
from model.wording import FORMERLY

_N = r"(?P<{0}>\d[\d,]*(?:\.\d+)?)(?P<{0}w>[万亿千]?)"
_GOODS = r"吨|立方米|方|升|头|只|羽|件|台|辆|套|块|米|千瓦时|标方"
#: 年处理污泥12万吨, 年加工4.5万头肉牛.
HANDLED = Sought(
    r"年(?:可|均|度)?(?:综合|回收|无害化)*(?P<verb>处理|加工|回收|利用|消纳|处置|屠宰|压榨|拆解|收储|分拣|中转)(?:各类|各种)?"
    + rf"(?:(?P<a>[\u4e00-\u9fff]{{2,10}}?)(?:约|共)?{_N.format('m')}(?P<mu>{_GOODS})"
    + rf"|(?:约|共)?{_N.format('n')}(?P<nu>{_GOODS})的?(?P<b>[\u4e00-\u9fff]{{2,8}}?)"
    + r"(?=$|[的，,。；;、]|能力|规模|设计|产线|生产线|装置|工程|项目|基地))"
)
#: 26个国家的318台套装备: so many things of so many owners or places.
OF_SO_MANY = Sought(
    r"(?P<owners>\d{1,3}(?:个(?:国家|地区|省市?|市县|县|城市|基地|车间|班组|客户|用户)|家(?:客户|企业|用户|供应商|经销商|医院|门店)))的"
    r"(?P<n>\d{1,3}(?:,\d{3})+|\d{2,6})(?P<u>台套|台|套|个|辆|条|座|名|人)(?=[\u4e00-\u9fff])"
)
#: A part, another time, or what is to come.
OTHER = re.compile(
    rf"新增|扩|[一二三]期|首|单|每|其中|{FORMERLY}|原|从|曾|将|拟|规划|计划|目标|预计|建成后|达产后?|投产后|最[大高多]|累计|集团|全国|全省|行业|20\d\d年(?!产)|[去上]年|余"
)
#: A slip lies near the right number; a part of it far below.
NEAR = Decimal("1.25")


@dataclass(frozen=True, slots=True)
class Told:
    """A number told of something, with its clause."""

    value: Decimal
    said: str
    clause: str
    place: Place


def find_handled_differ(case: Case) -> Iterator[Answer]:
    """W: the same goods handled in a year, two numbers near each other."""
    told: dict[tuple[str, str, str], list[Told]] = defaultdict(list)
    for one, hit in hits_of(case, HANDLED):
        end, goods = ("m", hit["a"]) if hit["a"] else ("n", hit["b"])
        value = worth_of(hit[end], hit[f"{end}w"])
        told[hit["verb"], goods, hit[f"{end}u"]].append(Told(value, *one))
    yield from judge(case, told.values(), "一年的处理量")


def find_of_so_many(case: Case) -> Iterator[Answer]:
    """W: as many owners with another number of things."""
    told: dict[tuple[str, str], list[Told]] = defaultdict(list)
    for one, hit in hits_of(case, OF_SO_MANY):
        told[hit["owners"], hit["u"].replace("台套", "台")].append(Told(Decimal(hit["n"].replace(",", "")), *one))
    yield from judge(case, told.values(), "数量")


def hits_of(case: Case, pattern: Sought) -> Iterator[tuple[tuple[str, str, Place], re.Match[str]]]:
    """((words, clause, where), match) of what is told of now and of all."""
    for passage in case.prose_with(pattern):
        for hit in pattern.finditer(passage.text):
            clause = re.split("[。；;，,\n]", passage.text[: hit.start()])[-1] + hit[0]
            sentence = re.split("[。；;\n]", passage.text[: hit.start()])[-1]
            if not OTHER.search(sentence[-24:] + hit[0]):
                yield (hit[0], clause, passage.place.quoting(hit[0])), hit


def judge(case: Case, groups: Iterable[list[Told]], what: str) -> Iterator[Answer]:
    for first, *rest in groups:
        for other in rest:
            small, big = sorted((first.value, other.value))
            if small == big:
                yield Agreed()
                continue
            near = small > 0 and big / small <= NEAR
            swapped = sorted(f"{small.normalize():f}") == sorted(f"{big.normalize():f}")
            if not (near or swapped):
                continue
            yield case.finding(
                f"“{first.said}”与“{other.said}”所述{what}不一致，请核实。",
                first.place,
                other.place,
                severity=Severity.W,
                expected=first.said,
                found=other.said,
            )
            break
