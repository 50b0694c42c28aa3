"""FMT-02: the addresses of one book lie in different cities, and nothing in it says why."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from check.case import Agreed, Answer, Case
from check.finance.columns import facts
from check.sought import Sought
from check.spelling import fold_text
from model.finding import Severity
from model.reference import Reference
from model.submission import Field

#: 公司位于甘肃省兰州市七里河区: where a profile says that the company is.
_LIES = Sought(
    r"(?:公司|企业|本厂|总部|厂区|基地|工厂)(?:目前|现)?(?:位于|坐落于|坐落在|地处|座落于|落户于?|设在)([^，。；,;\n]{4,40})"
)
#: Cities whose short name is a word or a part of other names say too little alone.
_SUFFIX = re.compile(r"(?:市|地区|盟|[\u4e00-\u9fff]{1,6}自治州)$")

_HEAD = re.compile(r"^(?:[\u4e00-\u9fff]{2,3}省)?(?:[\u4e00-\u9fff]{2,4}?市|[\u4e00-\u9fff]{2,6}自治州)?")
#: Clauses that name a city for what is sold there or who comes from there.
_MARKET = re.compile(
    r"供应|供货|销|出口|客户|用户|市场|运往|发往|覆盖|辐射|学院|大学|研究|协会|中标|推广|服务|参观|有限公司"
)
_PART = {
    "区县市旗": re.compile(r"^([\u4e00-\u9fff]{1,4}?(?<!园)(?<!新)(?<!开发)(?<!工业)(?:区|县|市|旗))"),
    "镇乡": re.compile(r"^(?:[\u4e00-\u9fff]{1,4}?(?:区|县|市|旗))?([\u4e00-\u9fff]{2,3}?(?:镇|乡))"),
}


def find_places_differ(case: Case) -> Iterator[Answer]:
    """W for each pair of `places` whose cities are known and not the same, unless the prose names both cities.

    A company may be registered in one city and build in another: then its book speaks of both.
    """
    for key, others in case.param("places").items():
        field = case.field(key)
        if field is None or not (here := cities(case.reference, field.value)):
            continue
        for other in [f for name in others for f in named(case, name)]:
            there = cities(case.reference, other.value)
            if not there:
                continue
            # The cover asks the factory's address again; project and scene may lie elsewhere in the city.
            same = (key, other.key) == ("factory_address", "address") and here & there
            if same and (apart := counties_apart(field.value, other.value)):
                prose = "".join(p.text for p in case.prose())
                read = any(case.is_scanned(f.place) for f in (field, other)) and set(apart[0][:-1]) & set(apart[1][:-1])
                if not read and not all(place[:-1] in prose for place in apart):
                    yield told_apart(case, field, other, key, apart)
                    break
            if here & there or is_explained(case, here, there):
                yield Agreed()
                continue
            yield case.finding(
                f"“{case.label(key)}”为“{field.value}”（{'、'.join(sorted(here))}），“{case.label(other.key)}”为“{other.value}”"
                f"（{'、'.join(sorted(there))}），不在同一市（州），正文没有说明，请核实。",
                field,
                other,
                severity=Severity.W,
                about=(key, other.key),
                expected=other.value,
                found=field.value,
            )
            break
    yield from find_profile_elsewhere(case)


def counties_apart(one: str, two: str) -> tuple[str, str] | None:
    """The two districts, counties or (within one county) towns where both addresses name one and they are not the same.

    A development zone may be written with or without the county it lies in: then nothing is told apart.
    """
    for size in ("区县市旗", "镇乡"):
        found = [_PART[size].search(_HEAD.sub("", fold_text(text))) for text in (one, two)]
        if found[0] is None or found[1] is None:
            continue
        a, b = found[0][1], found[1][1]
        if a != b:
            return (a, b)
    return None


def told_apart(case: Case, field: Field, other: Field, key: str, apart: tuple[str, str]) -> Answer:
    name = f"《{other.place.file}》住所" if other.key.startswith("licence.") else case.label(other.key)
    return case.finding(
        f"“{case.label(key)}”为“{field.value}”，“{name}”为“{other.value}”（{apart[0]}、{apart[1]}），"
        "两处地址不一致，正文没有说明，请核实。",
        field,
        other,
        severity=Severity.W,
        about=(key, other.key),
        expected=other.value,
        found=field.value,
    )


def find_profile_elsewhere(case: Case) -> Iterator[Answer]:
    """W where the profile puts the company into a city that no address of the book lies in."""
    fields = [f for key in ("build_address", "factory_address", "address", "project_address") if (f := case.field(key))]
    known = {city for field in fields for city in cities(case.reference, field.value)}
    if not known:
        return
    for passage in case.prose("profile"):
        for hit in _LIES.finditer(passage.text):
            told = cities(case.reference, hit[1])
            if told and not told & known and not is_explained(case, known, told, besides=passage.key):
                yield case.finding(
                    f"企业简介称“{hit[0]}”，“{case.label(fields[0].key)}”为“{fields[0].value}”，不在同一市（州），请核实。",
                    passage.place.quoting(hit[0]),
                    fields[0],
                    severity=Severity.W,
                    about=(passage.key, fields[0].key),
                    expected="、".join(sorted(known)),
                    found=hit[1],
                )


def named(case: Case, key: str) -> list[Field]:
    """The field of the book, or the facts of the licence of this key."""
    if key.startswith("licence."):
        return [fact for _, fact in facts(case, key)]
    return [field] if (field := case.field(key)) else []


def is_explained(case: Case, here: set[str], there: set[str], besides: str = "") -> bool:
    """Whether the prose speaks of both cities (the profile's own sentence aside)."""
    clauses = [c for p in case.prose() if p.key != besides for c in re.split(r"[。；;，,\n]", p.text)]
    sites = "，".join(c for c in clauses if not _MARKET.search(c))
    return all(any(short(city) in sites for city in side) for side in (here, there))


def cities(reference: Reference, address: str) -> set[str]:
    """The prefectures that an address names: 甘肃省酒泉市肃州区 → {酒泉市}; {} where it names none."""
    said, found = fold_text(address), set[str]()
    for r in reference.regions.values():
        city = r.city if r.level == "市" else ""
        county = r.county if r.level == "县" and r.county in said else ""
        if city and (city in said or (len(short(city)) > 1 and said.startswith(short(city)))):
            found.add(city)
        elif len(county) > 2 and r.city and said.startswith(("", r.province)[r.province in said] + county):
            found.add(r.city)
    return found


@lru_cache(maxsize=1024)
def short(city: str) -> str:
    name = _SUFFIX.sub("", city)
    return name if len(name) > 1 else city
