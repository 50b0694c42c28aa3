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
#: 由90分钟缩短了28分钟，目前稳定在28分钟: a measure, and right behind it what it is now, with no other noun between.
_NOW = Sought(
    r"(?:原[来先有]?|[造线施用产]前|此前|过去|由|从)[^\d。；;，,\n]{0,10}?(?P<a>\d+(?:\.\d+)?)\s*(?P<u1>[^\d\s。；;，,、%（(]{1,5}?)[，,]?"
    r"(?P<verb>减少|降低|下降|缩短|压缩|压减|缩减|减|降|增加|提高|提升|上升|延长|扩大)了(?:约|近)?\s*"
    r"(?P<b>\d+(?:\.\d+)?)\s*(?P<u2>[^\d\s。；;，,、%（(]{1,5}?)[，,；;]\s*"
    r"(?:(?:现已|现在?|目前|如今|当前|已)(?:基本|稳定|长期|一直|平均)*(?:稳定|维持|保持|控制)?(?:为|在|是|于|只需|仅需|需|仅|只有|有|用)+|(?:稳定|维持|保持|控制)在)"
    r"(?:约|近)?\s*(?P<c>\d+(?:\.\d+)?)\s*(?P<u3>[^\d\s。；;，,、%（(]{1,5})"
)
_RISE = re.compile(r"增加|提高|提升|上升|延长|扩大")
#: Who or what came, or went besides; each shift on its own.
_BESIDES = re.compile(r"又|再|另|新增|增加|补|调入|转入|退休|离职|抽|同时|每|其中|班")


def find_left_now(case: Case) -> Iterator[Answer]:
    """W where the present value is the very number that is said to be gone: 了 for 到."""
    for passage in case.prose_with(_NOW):
        for match in _NOW.finditer(passage.text):
            unit = match["u1"]
            if match["u2"] != unit or not match["u3"].startswith(unit) or _BESIDES.search(match[0]):
                continue
            was, by, now = (Decimal(match[name]) for name in "abc")
            moved = was + by if _RISE.match(match["verb"]) else was - by
            if now != by or now == moved:
                yield Agreed()
                continue
            yield case.finding(
                f"“{match[0]}”写作变化“了”，应为{moved}{unit}，而现为{now}{unit}，与变化“到（至）”相符，请核实。",
                passage.place.quoting(match[0]),
                severity=Severity.W,
                about=(f"{passage.place.path}“{match[0]}”",),
                tags=("to_or_by",),
                expected="到（至）",
                found="了",
            )


def find_left_over(case: Case) -> Iterator[Answer]:
    """W where before less what went is not what is left."""
    yield from find_left_now(case)
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
