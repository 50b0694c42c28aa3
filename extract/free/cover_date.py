"""The day of a free book where no label of the form gives it: at the foot of its cover, or under its promise."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extract.answer import Answer
from extract.free.lines import Line
from extract.free.outline import Outline
from model.form import FieldSpec
from model.text import half_width, squash

_NUMERAL = "一二三四五六七八九十"
_DAY = (
    r"(?:20\d\d|二[〇零○O]二[一二三四五六七八九])\s*[年./-]\s*"
    rf"[\d{_NUMERAL}]{{1,3}}\s*(?:月|[./-])?\s*(?:[\d{_NUMERAL}]{{1,3}}\s*日?)?"
)
#: 二〇二五年十月, 材料编制日期：2025年10月, 时间　2025年10月27日.
_LINE = re.compile(
    rf"(?P<label>[\u4e00-\u9fff]{{0,6}}(?:申报|填报|编制|编写|成稿|定稿|提交|报送|材料|文本|时间|日期)[\u4e00-\u9fff]{{0,4}})?\s*:?\s*(?P<day>{_DAY})"
)
#: 材料日期 | 2025年11月3日: a row of the cover by whatever name.
_LABEL = re.compile(r"[\u4e00-\u9fff]{0,8}(?:日期|时间|日)")
#: Dates of other things.
_OTHER = re.compile(
    r"成立|注册|创立|设立|建设|建成|开工|竣工|投产|投用|认定|获评|有效|起止|验收|发证|评估|出生|签发|印发|培育"
)
_SIGNED = re.compile(r"签字|签章|签名|盖章|公章|印章")
#: A signature and its date stand so many lines apart at most.
_APART = 2


def find_cover_date(outline: Outline, spec: FieldSpec) -> Iterator[Answer]:
    """The last date of the cover that no other thing claims, else the one under the last signature."""
    ahead = [line for line in outline.lines if line.node < outline.start]
    dated = [(line, day) for line in ahead if (day := _day_of(line))]
    for line, day in dated[-1:] or _signed(outline.lines):
        yield Answer(spec, day, line.place.quoting(line.text.strip()), line.place, 1.0, "", "cover_next")


def _day_of(line: Line) -> str:
    cells = [half_width(cell.text).strip() for cell in line.cells if squash(cell.text)]
    if cells:
        named = len(cells) == 2 and _LABEL.fullmatch(squash(cells[0]).rstrip(":")) and not _OTHER.search(cells[0])
        hit = re.fullmatch(_DAY, cells[1]) if named else None
        return hit[0] if hit else ""
    hit = _LINE.fullmatch(half_width(line.text).strip())
    return hit["day"] if hit and not _OTHER.search(hit["label"] or "") else ""


def _signed(lines: Sequence[Line]) -> list[tuple[Line, str]]:
    """The date behind a signature, on its line or one of the next: the last of the book."""
    found: list[tuple[Line, str]] = []
    for at, line in enumerate(lines):
        text = half_width(line.text).strip()
        if line.cells or not (signed := _SIGNED.search(text)):
            continue
        rest = [text[signed.end() :], *(half_width(one.text).strip() for one in lines[at + 1 : at + 1 + _APART])]
        for one in rest:
            if hit := re.search(rf"(?:^|[\s:)]){_DAY}$", one):
                found.append((line, hit[0].strip(" :)")))
                break
    return found[-1:]
