"""FMT-07: sections of a chapter whose heading stands over nothing, or a mere 详见附件, while others are told."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set

from check.case import Answer, Case
from model.finding import Severity
from model.submission import Passage
from model.text import count_words, half_width, squash

#: 7.信息安全保障情况 · （3）设备联网情况: a line that only names what follows.
HEADING = re.compile(
    r"^\s*(?P<mark>\d{1,2}\s*[.、．](?!\d)|[（(]\s*(?:\d{1,2}|[一二三四五六七八九十]{1,2})\s*[)）])\s*(?P<name>[^。；;，,：:！？\n]{4,40})$"
)
CAPTION = re.compile(r"^\s*(?:图|附图)\s*[\d一二三四五六七八九十]+(?:[-—.]\d+)?\s*")
#: The rows of a table are no passages of the chapter.
TABLE = re.compile(r"^\s*(?:表|附表)\s*[\d一二三四五六七八九十]")
#: A heading that itself says where its content is: （节选）, （见图3）.
SHOWN = re.compile(r"节选|摘[录要]|[见如](?:下|上)?[图表]|附[图表]|[图表]\s*\d")
#: So many 字 are told under the other headings.
TOLD, HOLLOW, LEAST = 30, 12, 3


def find_hollow_sections(case: Case, chapters: Sequence[str]) -> Iterator[Answer]:
    """W: one finding for each chapter. Three headings of one style at least, all others told at length."""
    if case.unread:
        return
    drawn = {squash(grid.caption) for grid in case.submission.grids if grid.own and grid.caption}
    drawn |= {squash(figure.caption) for paper in case.submission.papers for figure in paper.figures}
    for key in chapters:
        passages = [p for p in case.submission.passages if p.key == key]
        sections = sections_of(passages, drawn)
        hollow = [(p, name) for p, name, words in sections if words < HOLLOW]
        told = sum(words >= TOLD for *_, words in sections)
        if len(sections) < LEAST or not hollow or told < len(sections) - len(hollow) or len(hollow) * 2 > told:
            continue
        yield case.finding(
            f"“{case.label(key)}”中{'、'.join(f'“{name}”' for _, name in hollow)}没有实际内容，请核实。",
            *(p.place.quoting(name) for p, name in hollow),
            severity=Severity.W,
            about=(f"{key}.sections",),
            expected="有本单位内容",
            found="、".join(name for _, name in hollow),
        )


def sections_of(passages: Sequence[Passage], drawn: Set[str]) -> list[tuple[Passage, str, int]]:
    """(the heading's passage, its name, 字 under it) of the headings that are marked like the first. `drawn`: lines
    above a table and below a picture; what a table or a picture shows is told."""
    found: list[tuple[Passage, str, int]] = []
    style = ""
    for passage in passages:
        for line in passage.text.split("\n"):
            heading = HEADING.match(line)
            mark = re.sub(r"[\d一二三四五六七八九十\s]", "", heading["mark"]) if heading else ""
            shown = (
                squash(half_width(CAPTION.sub("", line))) in drawn
                or TABLE.match(line)
                or (heading and SHOWN.search(heading["name"]))
            )
            if heading and (not style or mark == style):
                style = mark
                found.append((passage, heading["name"].strip(), TOLD if shown else 0))
            elif found:
                passage_of, name, words = found[-1]
                more = TOLD if shown else 0 if CAPTION.match(line) else count_words(line)
                found[-1] = (passage_of, name, words + more)
    return found
