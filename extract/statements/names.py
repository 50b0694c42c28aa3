"""Printed line names → line ids: exact after folding, else nearly so where no telling character is lost."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import Levenshtein
from rapidfuzz.process import extract

from model.statement import StatementGuide
from model.text import squash

_MARKS = re.compile(r"[△▲☆★※*#＊◇◆●○]+")
_NUMBER = re.compile(
    r"^(?:[(]?[一二三四五六七八九十]{1,3}[)]?[、.,:]|[(][一二三四五六七八九十\d]{1,3}[)]|\d{1,2}[、.,)](?!\d))+"
)
_LEAD = re.compile(r"^(?:其中|减|加|其|包括)[:：;]")
#: 亏损以“-”号填列 and the like; a unit; 或股本 beside 实收资本.
_REMARK = re.compile(
    r"[(\[][^()\[\]]*(?:填列|号|亏损|损失|元|或股东权益|或股本|股东权益|净额|合并|如有|减|税后)[^()\[\]]*[)\]]"
)
_OPEN_REMARK = re.compile(r"[(][^()]*(?:填列|号|亏损|损失以|净亏损)[^()]*$")
_MONEY = r"(亿元|百万元|万元|千元|元)"
_UNITS = re.compile(rf"[(\[](?:[^()\[\]元]{{1,12}}[,、;:])?(?:人民币)?{_MONEY}(?:[,、;][^()\[\]元]{{1,12}})?[)\]]")
#: 营业收入/万元, 净利润，千元, and 利润总额（万元 whose bracket is cut off.
_LAST_UNIT = re.compile(rf"(?:[/,、;:]|[(\[](?:单位:?)?)(?:人民币)?{_MONEY}$|[(\[](?:单位:?)?([亿万千])?$")


@dataclass(frozen=True, slots=True)
class Name:
    """A recognised line name; `sure` is False where characters differ from every known name."""

    line: str
    sure: bool = True


def fold_name(text: str) -> str:
    """A line name without marks, numbering, 其中/减/加 and bracketed remarks."""
    flat = _MARKS.sub("", squash(text)).replace("﹣", "-")
    before = None
    while before != flat:
        before = flat
        flat = _NUMBER.sub("", flat)
        flat = _LEAD.sub("", flat)
    flat = _LAST_UNIT.sub("", _REMARK.sub("", flat))
    return _OPEN_REMARK.sub("", flat).strip(":：、。.,-_—")


def unit_in_name(text: str) -> str:
    """万元 of 营业收入（万元） and 营业收入/万元, else ""."""
    flat = squash(text)
    if match := _UNITS.search(flat):
        return match[1]
    last = _LAST_UNIT.search(flat)
    return (last[1] or (f"{last[2]}元" if last[2] else "")) if last else ""


def is_unit(text: str) -> bool:
    """Whether a cell is a unit and no more: of a column 计量单位."""
    return bool(re.fullmatch(rf"[(]?(?:人民币)?{_MONEY}[)]?", squash(text)))


class LineNames:
    """All names of one guide."""

    def __init__(self, guide: StatementGuide) -> None:
        self._names = {squash(name): line.id for line in guide.lines for name in line.names}
        self._telling = sorted(guide.words["telling"], key=len, reverse=True)
        self._sections = set(guide.words["sections"])
        self.find = lru_cache(maxsize=20000)(self._find)

    def _find(self, text: str) -> Name | None:
        """The line that `text` names, or None."""
        if not 2 <= len(text) <= 90:
            return None
        flat = fold_name(text)
        if not 2 <= len(flat) <= 40:
            return None
        if flat in self._names:
            return Name(self._names[flat])
        return self._near(flat) if len(flat) >= 4 else None

    def is_section(self, text: str) -> bool:
        """流动资产： and other headings between the lines."""
        return fold_name(text) in self._sections

    def _near(self, flat: str) -> Name | None:
        """One wrong character in 4 to 7, two (or one lost) from 8 on; every telling word the same; none as near."""
        allowed = 1 if len(flat) < 8 else 2
        near = extract(flat, self._names.keys(), scorer=Levenshtein.distance, score_cutoff=allowed, limit=6)
        if not near or re.search(r"[\d%]", flat):
            return None
        near = [found for found in near if len(found[0]) == len(flat) or len(flat) >= 8]
        best = [name for name, distance, _ in near if distance == near[0][1]]
        if len({self._names[name] for name in best}) != 1 or any(self._tells(flat, name) for name in best[:1]):
            return None
        return Name(self._names[best[0]], sure=False)

    def _tells(self, printed: str, name: str) -> bool:
        """Whether the printed text has a telling word that the name lacks, or lost one without a misread character."""
        for word in self._telling:
            if word in printed and word not in name:
                return True
            if word in name and word not in printed and len(printed) < len(name):
                return True
        return False
