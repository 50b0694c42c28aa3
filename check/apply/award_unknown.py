"""Y-08: a title of the province that the book claims is not in the archive, or not with that year."""

from __future__ import annotations

import re
from collections.abc import Iterator

from check.apply.history import need_history, say_award
from check.case import Agreed, Answer, Case, NotChecked, Skipped
from check.registry import rule
from check.sought import Sought
from model.archive import CANCELLED, Award
from model.finding import Cause, Severity
from model.place import Place

TITLE = r"数字化车间|智能工厂|智能车间|智能制造优秀场景|智能制造示范(?:工厂|车间|企业)?|优秀场景"
CLAIM = Sought(
    rf"(20\d\d)\s*年(?!版)[^。；;\n]{{0,24}}?(?:获评|获批|获得|被评为|评为|被认定为|认定为|入选|列为|荣获|通过)[^。；;，,\n]{{0,24}}?"
    rf"(?:(基础级|先进级|卓越级|领航级)\s*)?({TITLE})"
)
#: Titles that the province's archive does not hold, and words that make no claim.
OTHER = re.compile(
    r"国家|工信部|工业和信息化部|市级|区级|县级|市工信|集团|计划|拟|力争|目标|申报|争创|创建|客户|供应商|行业协会"
)
PROVINCE = re.compile(r"省级|全省|甘肃省|福建省|山东省|省工信|省工业和信息化")


@rule("Y-08")
def find_award_unknown(case: Case) -> Iterator[Answer]:
    """E: no such title at all. A title of that kind granted one year off: I (published later than granted).

    数字化车间 and 智能工厂 of before 2025 may stand in the archive under today's names.
    """
    awards = need_history(case)
    claims = list(claimed(case))
    if not claims:
        raise NotChecked("正文没有写明获得省级称号的年份，未核对。")
    first = oldest(case)
    for year, title, words, place in claims:
        if first is None or year < first:
            reason = f"档案最早为{first}年，" if first else "档案为空，"
            yield Skipped(f"{reason}“{words}”未能对照。", Cause.OUTSIDE)
            continue
        kind = [a for a in awards if alike(a, title) and a.state != CANCELLED and a.granted[:4].isdigit()]
        if any(int(a.granted[:4]) == year for a in kind):
            yield Agreed(f"档案中有{words}")
            continue
        near = next((a for a in kind if abs(int(a.granted[:4]) - year) == 1), None)
        said = f"，档案中最近的为{say_award(kind[-1])}" if kind else "，档案中没有该企业的这一称号"
        yield case.finding(
            f"正文称“{words}”{said}，请核实。",
            place,
            *(a.place for a in kind[-1:]),
            severity=Severity.I if near else None,
            about=("history.claimed",),
            found=words,
        )


def claimed(case: Case) -> Iterator[tuple[int, str, str, Place]]:
    for passage in case.prose():
        for sentence in re.split(r"(?<=[。；;\n])", passage.text):
            for match in CLAIM.finditer(sentence):
                head = sentence[: match.start()].rpartition("，")[2] + match[0]
                if PROVINCE.search(match[0]) and not OTHER.search(head) and not case.reference.lexicons.is_plan(head):
                    yield int(match[1]), (match[2] or "") + match[3], match[0], passage.place.quoting(match[0])


def oldest(case: Case) -> int | None:
    """The first year of the archive as a whole: what lies before it cannot be known."""
    years = [int(a.granted[:4]) for a in (case.archive.awards if case.archive else ()) if a.granted[:4].isdigit()]
    return min(years, default=None)


def alike(award: Award, title: str) -> bool:
    """Whether a row can be the claimed title: by its name, or the old names as today's carriers."""
    if "场景" in title:
        return "场景" in award.carrier
    level = title[:3] if title[:3] in ("基础级", "先进级", "卓越级", "领航级") else ""
    if level:
        return award.carrier.startswith(level)
    return "场景" not in award.carrier
