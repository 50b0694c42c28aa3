"""TXT-06: an effect told without a single number (the forms ask for quantified ones, best though not must)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from check.case import Agreed, Answer, Case, NotChecked
from check.registry import rule

NUMBER = re.compile(r"\d|[一二两三四五六七八九十百千万半]+(?:成|倍|折|番|个百分点|分之|人|台|天|小时|万|亿)|百分之")

#: Digits that measure nothing: days, versions and names (2024年8月, MES2.0, 5G, ISO9001, 3号炉), ordinals.
UNMEASURED = re.compile(
    r"(?:19|20)\d{2}\s*(?:年(?:底|末|初|度|\s*\d{1,2}\s*月(?:份|\s*\d{1,2}\s*日)?)?|[-./]\d{1,2}(?:[-./]\d{1,2})?)"
    r"|(?<![A-Za-z])[A-Za-z]+[-/ ]?\d+(?:[.\-:]\d+)*|(?<!\d)\d[GDK](?![A-Za-z])"
    r"|第\s*\d+|(?<!\d)\d+\s*(?:[号#＃]|月(?:\d+日)?(?:份|起|底|初))"
)


@rule("TXT-06")
def find_effect_without_number(case: Case) -> Iterator[Answer]:
    effects = [f for f in case.submission.fields if f.key.endswith(tuple(case.param("effects"))) and f.value.strip()]
    if not effects:
        raise NotChecked("未填写已实施成效，未核对。")
    for field in effects:
        if NUMBER.search(UNMEASURED.sub("", field.value)):
            yield Agreed()
        else:
            yield case.finding(f"“{case.label(field.key)}”没有任何数值，请核实并补充量化成效。", field)
