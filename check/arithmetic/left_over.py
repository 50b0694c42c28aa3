"""A-27: what was, what went and what is left in one sentence: 原有20人，减少了8人，还剩8人."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from check.case import Agreed, Answer, Case
from check.sought import Sought
from model.finding import Severity

_UNIT = r"\s*(?P<u{0}>人|名|个|台|套|条|道|处|辆|班)"
#: The three in turn; between them neither another number nor the end of the sentence.
_THREE = Sought(
    r"(?:原[来先有]?|改造前|上线前|此前|过去|由|从)[^\d。；;\n]{0,14}?(?P<a>\d{1,4})"
    + _UNIT.format(1)
    + r"[^\d。；;\n]{0,16}?"
    r"(?:减少|减掉|精减|精简|裁减|压减|撤掉|取消|淘汰|减|省去)了\s*(?P<b>\d{1,4})"
    + _UNIT.format(2)
    + r"(?P<gap>[^\d。；;\n]{0,16}?)"
    r"(?:仍有|还有|只剩下?|还剩下?|仅剩下?|剩下|余下|剩余|现有|现仅|仅留|只留|保留)\s*(?P<c>\d{1,4})" + _UNIT.format(3)
)
#: Who or what came, or went besides; each shift on its own.
_BESIDES = re.compile(r"又|再|另|新增|增加|补|调入|转入|退休|离职|抽|同时|每|其中|班")


def find_left_over(case: Case) -> Iterator[Answer]:
    """W where before less what went is not what is left."""
    for passage in case.prose_with(_THREE):
        for match in _THREE.finditer(passage.text):
            units = {match[f"u{n}"].replace("名", "人") for n in (1, 2, 3)}
            if len(units) > 1 or _BESIDES.search(match[0]):
                continue
            was, gone, left = (Decimal(match[name]) for name in "abc")
            if was - gone == left:
                yield Agreed()
                continue
            unit = units.pop()
            yield case.finding(
                f"“{match[0]}”，{was}{unit}减少{gone}{unit}应剩{was - gone}{unit}，与所剩{left}{unit}不一致，"
                "“减少了”与“减少到”是否混用，请核实。",
                passage.place.quoting(match[0]),
                severity=Severity.W,
                about=(f"{passage.place.path}“{match[0]}”",),
                tags=("to_or_by",),
                expected=f"{was - gone}{unit}",
                found=f"{left}{unit}",
            )
