"""Headings → which statement follows and whose: 合并资产负债表, （二）母公司利润表（续）, 主要会计数据."""

from __future__ import annotations

import re
from dataclasses import dataclass

from model.statement import StatementGuide
from model.text import squash

_TAIL = (
    r"(?:表格|摘要)?(?:[(\[][^()\[\]]{0,30}[)\]]|续表?|[-—_·:：A-Za-z,\d.、&'年月日至/]|单位[:：]?[^。]{0,12}|人民币|币种|金额|"
    r"[一二三四五六七八九十]|会企\d+表|万?元)*"
)
_LEAD = r"(?:第?[\d一二三四五六七八九十()、.．:：\-§]+[节章]?)?"
#: 资产负债表（母公司）, 利润表（合并）: whose it is, said behind the name.
_BEHIND = re.compile(r"[(\[](合并(?:[及和与、](?:母)?公司)?|母?公司)[)\]]")


@dataclass(frozen=True, slots=True)
class Title:
    """`kind`: balance | income | cash | equity | appropriation | key; `scope`: consolidated | parent | both | ""."""

    kind: str
    scope: str = ""
    again: bool = False


class TitleReader:
    """Reads headings with the words of one guide."""

    def __init__(self, guide: StatementGuide) -> None:
        self._patterns = {}
        for kind in ("balance", "income", "cash", "equity", "appropriation", "key"):
            words = "|".join(re.escape(squash(w)) for w in sorted(guide.words[f"titles_{kind}"], key=len, reverse=True))
            self._patterns[kind] = re.compile(rf"{_LEAD}(?P<before>[^。;；,，]{{0,45}}?)(?:{words})(?P<tail>{_TAIL})")

    def read(self, text: str) -> Title | None:
        """The statement that a short line or cell announces, or None."""
        flat = squash(text)
        if not 3 <= len(flat) <= 80 or re.search(
            r"\.{4,}|…|详见|参见|见附注|如下|补充资料|相关科目|变动分析|说明|附注|项目注释|之间|以及", flat
        ):
            return None
        for kind, pattern in self._patterns.items():
            if kind == "key" and len(flat) > 40:
                continue
            if match := pattern.fullmatch(flat):
                return Title(kind, _scope(match["before"]) or _scope_behind(match["tail"]), "续" in flat)
        return None


def _scope_behind(tail: str) -> str:
    told = _BEHIND.search(tail)
    return _scope(told[1]) if told else ""


def _scope(before: str) -> str:
    both = "合并" in before and ("母公司" in before or re.search(r"[及和与]公司", before))
    if both:
        return "both"
    if "合并" in before:
        return "consolidated"
    return "parent" if "母公司" in before or before.endswith("、公司") or before == "公司" else ""
