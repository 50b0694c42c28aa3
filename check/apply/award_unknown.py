"""Y-08: a title of the province that the book claims is not in the archive, or not with that year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from check.apply.history import need_history, say_award
from check.apply.notice_differs import find_notice_differs
from check.apply.proof_other import find_proof_other
from check.apply.registers import find_register_differs
from check.case import Agreed, Answer, Case, NotChecked, Skipped
from check.registry import rule
from check.sought import Sought
from check.telling import LONG_KINDS, texts_with
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
    yield from find_titles_differ(case)
    yield from find_register_differs(case)
    yield from find_notice_differs(case)
    yield from find_proof_other(case, list(claimed(case)))
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


_GRANTED = r"(?:获评|获批|获得|荣获|被?评为|被?认定为?|入选|获授)"
_LEVEL = r"(?P<{}>基础级|先进级|卓越级)(?:智能工厂)?"
#: 2024年10月获评先进级智能工厂; 先进级智能工厂（2024年甘肃省认定）.
GRANTED = Sought(
    rf"(?P<y>20\d\d)年(?:\d{{1,2}}月)?[^。；;，,\n\d]{{0,12}}?{_GRANTED}[^。；;，,\n\d]{{0,12}}?{_LEVEL.format('a')}"
    rf"|{_LEVEL.format('b')}[（(](?P<y2>20\d\d)年[^）)\d]{{0,10}}?(?:认定|评定|获评|入选|授牌)"
)
#: Not this title of the applicant's own, or not for the first time.
AGAIN = re.compile(r"复核|复审|再次|重新|要求|标准|申报|推荐|自评|集团|客户|供应商|子公司|国家|工信部|市级|县级")


def find_titles_differ(case: Case) -> Iterator[Answer]:
    """W: the book itself tells two years for one title of the ladder."""
    told: dict[str, dict[str, tuple[str, Place]]] = {}
    cells = ((f.value, f.place) for f in case.submission.fields if f.kind not in LONG_KINDS)
    for text, place in chain(((one.text, one.place) for one in texts_with(case, GRANTED)), cells):
        for sentence in re.split(r"(?<=[。；;\n])", text):
            for hit in GRANTED.finditer(sentence):
                if not AGAIN.search(hit[0]) and not case.reference.lexicons.is_plan(hit[0]):
                    year, level = hit["y"] or hit["y2"], hit["a"] or hit["b"]
                    told.setdefault(level, {}).setdefault(year, (hit[0], place.quoting(hit[0])))
    for years in told.values():
        if len(years) < 2:
            yield Agreed()
            continue
        (first, spot), (other, where) = (years[year] for year in sorted(years)[:2])
        yield case.finding(
            f"书中称“{first}”，又称“{other}”，同一称号的年份不一致，请核实。",
            spot,
            where,
            severity=Severity.W,
            about=("history.claimed",),
            expected=first,
            found=other,
        )


def claimed(case: Case) -> Iterator[tuple[int, str, str, Place]]:
    for passage in case.prose_with(CLAIM):
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
