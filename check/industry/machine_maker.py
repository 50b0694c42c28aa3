"""IND-04: what the line makes are machines, and the trade filled in is one that makes food, goods or materials."""

from __future__ import annotations

import re
from collections.abc import Iterator

from check.case import Agreed, Answer, Case
from model.finding import Severity
from model.submission import Field

#: Names of machines, counted in pieces: 种子精选机及单机，2024年1126台.
_MACHINE = re.compile(
    r"[\u4e00-\u9fff]{2,}(?:(?<!有)(?<!计算)机|机组|机床|成套(?:设备|装备)|设备|装备|机械|泵|减速器|变压器)$"
)
_COUNTED = re.compile(r"\d\s*(?:余|多)?万?(?:台套|台|套)")
#: 陇原机械有限公司, 总装生产线: the firm or its line is named for the making of machines.
_MAKER = re.compile(
    r"(?:机械|机器|装备|重工|机电|机床)(?:制造)?(?:科技|技术|股份|集团|有限|责任|实业|$)|总装|装配|机加工"
)
_CUT = re.compile(r"[,，;；、。（(：:\d]|及|和|与|等")
#: 大类 of GB/T 4754-2017 that make no machines: food to metals; from 33 on metal goods and machines.
_NO_MACHINES = range(13, 33)


def find_machines_odd(case: Case, trade: tuple[Field, str]) -> Iterator[Answer]:
    """W; what is made for a trade (饲料机械 under 饲料加工) is of the trade of machines."""
    made = case.field("line_product")
    if made is None or not trade[1][:2].isdigit() or int(trade[1][:2]) not in _NO_MACHINES:
        return
    first = next((piece.strip() for piece in _CUT.split(made.value) if piece.strip()), "")
    if not (_MACHINE.search(first) and _COUNTED.search(made.value)):
        return
    told = [
        text
        for text in case.prose()
        if re.search(rf"(?:制造|生产|研制|产销)[^。；;]{{0,20}}{re.escape(first)}", text.text)
    ]
    named = [f.value for key in ("company_name", "line_name", "factory_name") if (f := case.field(key))]
    if not told and not any(map(_MAKER.search, named)):
        yield Agreed()
        return
    yield case.finding(
        f"行业填“{trade[0].value}”，而{case.label(made.key)}填“{made.value}”，产品为机械设备，"
        "多属通用设备、专用设备等制造业，请核实。",
        trade[0],
        made,
        severity=Severity.W,
        about=(trade[0].key,),
        expected="与主要产品相符的行业",
        found=first,
    )
