"""Figures that an earlier form tells of the year before its own: 上年末总资产, 上年度主营业务收入."""

from __future__ import annotations

import re
from dataclasses import replace

from model.submission import Field

_LAST = r"上一?年(?:度|末|年末|底)?(?:企业|公司)?(?:末)?"
_KEYS = (
    ("total_assets", re.compile(rf"{_LAST}(?:总资产|资产总额|资产总计)")),
    ("debt_ratio", re.compile(rf"{_LAST}资产负债率")),
    ("main_revenue", re.compile(rf"{_LAST}主营(?:业务)?收入")),
)
_OPEN = "[last]"


def last_year_key(label: str) -> str:
    """The key of such a label, its year still open; "" for any other label."""
    return next((key + _OPEN for key, word in _KEYS if word.fullmatch(label)), "")


def date_last_year(fields: dict[str, Field]) -> None:
    """Puts these figures under the year before that of the paper; where it tells no day, they are left out."""
    day = fields.get("declare_date")
    for key in [key for key in fields if key.endswith(_OPEN)]:
        told = fields.pop(key)
        if day and day.value[:4].isdigit():
            own = key.replace(_OPEN, f"[{int(day.value[:4]) - 1}]")
            fields.setdefault(own, replace(told, key=own))
