"""TXT-09: tracked changes, comments and lines of a former version that were left in the file of the book.

W where a tracked change gives another number: until it is accepted or refused, the book says both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from check.case import Agreed, Answer, Case
from check.registry import rule
from check.text.unseen import books_of, shorten, whole
from model.document import Trace, TraceKind
from model.finding import Severity
from model.submission import Paper

_MOST = 20
_WORDS = {TraceKind.INSERTED: "插入", TraceKind.DELETED: "删除"}


@rule("TXT-09")
def find_revisions_left(case: Case) -> Iterator[Answer]:
    """One finding for each paragraph or cell with tracked changes, each comment, each page of a former PDF."""
    for paper in books_of(case):
        spots: dict[tuple[str, str], list[Trace]] = {}
        for n, trace in enumerate(paper.traces):
            path = trace.place.path if trace.place else ""
            if not trace.text.strip():
                continue
            if trace.kind in _WORDS:
                spots.setdefault(("revision", path), []).append(trace)
            elif trace.kind is TraceKind.COMMENT:
                spots.setdefault((f"comment{n}", path), []).append(trace)
            elif trace.kind is TraceKind.EARLIER:
                spots.setdefault(("earlier", path), []).append(trace)
        for traces in list(spots.values())[:_MOST]:
            yield tell(case, paper, traces)
        if not spots:
            yield Agreed()


def tell(case: Case, paper: Paper, traces: list[Trace]) -> Answer:
    """Who changed or remarked what, and when; where the file says so."""
    first = traces[0]
    by = "、".join(dict.fromkeys(trace.author for trace in traces if trace.author))
    day = min((trace.date[:10] for trace in traces if trace.date), default="")
    severity = None
    signed = f"（{'，'.join(part for part in (by, day) if part)}）" if by or day else ""
    if first.kind is TraceKind.COMMENT:
        said = f"留有批注{signed}：“{shorten(first.text)}”，请核实是否应当处理并删去"
    elif first.kind is TraceKind.EARLIER:
        lines = "”、“".join(shorten(trace.text) for trace in traces[:3])
        said = f"此前保存的版本中此页为“{lines}”{f'等{len(traces)}行' if len(traces) > 3 else ''}，现已改动，请核实"
    else:
        changes = "，".join(f"{_WORDS[trace.kind]}“{shorten(trace.text)}”" for trace in traces[:6])
        said = f"留有未处理的修订痕迹{signed}：{changes}，请核实以何者为准"
        severity = Severity.W if numbers_changed(traces) else None
    text = first.text if len(traces) == 1 else "；".join(dict.fromkeys(trace.text for trace in traces))
    place = first.place.quoting(first.text) if first.place else whole(paper, first.text)
    return case.finding(f"《{paper.file}》{said}。", place, severity=severity, found=text)


def numbers_changed(traces: list[Trace]) -> bool:
    """Whether the digits taken out of a paragraph are not those put in (89 → 97); digits only added count, too."""
    digits: dict[TraceKind, list[str]] = {TraceKind.DELETED: [], TraceKind.INSERTED: []}
    for trace in traces:
        digits[trace.kind] += re.findall(r"\d+(?:[.,]\d+)*", trace.text)
    return sorted(digits[TraceKind.DELETED]) != sorted(digits[TraceKind.INSERTED])
