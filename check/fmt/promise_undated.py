"""FMT-12 in a free book: the promise stands somewhere in its text, and the line for its date below is empty."""

from __future__ import annotations

import re
from collections.abc import Iterator

from check.case import Agreed, Answer, Case, NotChecked, Skipped
from check.sought import Sought
from model.finding import Cause, Severity
from model.place import Place

#: Words by which the applicant answers for what it says.
SWORN = Sought(
    r"(?:真实|属实)[^\n]{0,60}?(?:承担|负责|责任)|(?:对|愿对)[^。；;\n]{0,16}(?:真实性|完整性)[^。；;\n]{0,16}负责"
)
#: 年 月 日 without a figure, 日期： with nothing behind it.
_UNDATED = re.compile(
    r"(?:^|(?<=[\s_:：)）.…]))(?:20|二[〇○零])?[\s_＿xX×*]*年[\s_＿xX×*]*月[\s_＿xX×*]*日"
    r"|(?:落款|承诺|签署|签字|签章|填报|申报|编制)?(?:日\s*期|时\s*间)\s*[:：][\s_＿]*(?=\n|$)"
)
_DATE = re.compile(r"(?:20\d\d|二[〇○零][〇○零一二三四五六七八九]{2})\s*[年.\-/]\s*[\d一二三四五六七八九十]")
_SIGN = re.compile(
    r"(?:法定代表人|法人代表|负责人|承诺人)[^\n:：]{0,6}(?:签字|签名|签章|盖章)?[)）]?\s*[:：][\s_＿]*(?=\n|$|申报单位|单位|公章|日期|年)"
)
#: So many paragraphs below the promise are its own; a heading of an annex ends them.
TAIL = 6
ANNEX = re.compile(r"\s*附\s*[件录表图]")


def find_promise_undated(case: Case) -> Iterator[Answer]:
    """E, W on a picture of the page (handwriting may be lost): no line of the promise has a date, and one is empty."""
    found = False
    for text, place in promises(case):
        found = True
        blank = _UNDATED.search(text)
        if blank is None or _DATE.search(text):
            yield Agreed("有真实性承诺", (place,))
            continue
        unsigned = "，法定代表人签字处也未见文字" if _SIGN.search(text) else ""
        yield case.finding(
            f"真实性承诺的日期为空{unsigned}，应签字、盖章并填日期，请核实。",
            place,
            severity=Severity.W if case.is_scanned(place) else None,
            expected="已填日期",
            found="",
        )
        break
    if not found:
        raise NotChecked(
            case.unread or "真实性承诺未读到，无法核对。", Cause.UNREADABLE if case.unread else Cause.MISSING
        )
    yield Skipped("签字和公章是图像，本系统不作辨认，请查看原件。", Cause.UNSURE)


def promises(case: Case) -> Iterator[tuple[str, Place]]:
    """Each promise with the lines below it."""
    passages = case.submission.passages
    for at, passage in enumerate(passages):
        if hit := SWORN.search(passage.text):
            lines = [passage.text[hit.start() :]]
            for below in passages[at + 1 : at + 1 + TAIL]:
                if ANNEX.match(below.text) or below.place.file != passage.place.file:
                    break
                lines.append(below.text)
            yield "\n".join(lines), passage.place.quoting(hit[0])
    cells = [(field.text or field.value, field.place) for field in case.submission.fields]
    cells += [(cell.text, cell.place) for grid in case.submission.grids for row in grid.rows for cell in row]
    for text, place in cells:
        if hit := SWORN.search(text):
            yield text[hit.start() :], place
