"""The investment of a scene of a free book: in its row of a table, or behind the label in its text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from extract.free.scene_heads import Head
from model.amount import Amount, Source
from model.place import Place
from model.submission import Field
from model.text import half_width, squash

_SUM = re.compile(r"(?P<n>\d+(?:\.\d+)?)(?P<unit>[万亿]元)?")
#: 【投资】860万元, 投资：1,280万元.
_INVESTED = re.compile(
    r"(?:[【\[(](?:场景|建设|项目|实际)?总?(?:投资|投入)(?:额|金额)?[】\])]|(?:^|[。;；,|\s])(?:场景|建设|实际)?总?(?:投资|投入)(?:额|金额)?:)"
    r"\s*(?P<sum>\d[\d,]*(?:\.\d+)?\s*[万亿]元)"
)


def spent(head: Head, prose: Sequence[tuple[str, Place]], key: str) -> Field | None:
    """The investment of a scene, in 万元: of its row in a table, else what its text says behind the label."""
    if head.spent:
        cells = [(head.spent.text, head.spent.place)]
    else:
        cells = [(hit["sum"], place) for text, place in prose for hit in _INVESTED.finditer(half_width(text))]
    hit = _SUM.fullmatch(squash(half_width(cells[0][0])).replace(",", "")) if len(cells) == 1 else None
    unit = (hit["unit"] or head.spent_in) if hit else ""
    if hit is None or not unit:
        return None
    digits, factor = Decimal(hit["n"]), Decimal(10) ** (8 if unit == "亿元" else 4)
    step = Decimal(1).scaleb(int(digits.as_tuple().exponent)) * factor
    amount = Amount(digits * factor, "元", step, Source.CELL, decimals=-int(digits.as_tuple().exponent))
    value = hit["n"] if factor == Decimal(10) ** 4 else str(digits * 10000)
    text, place = cells[0][0].strip(), cells[0][1]
    return Field(key, value, text, place.quoting(text), "money_wan", "万元", 0.9, amount)
