"""The list of findings with decisions as an Excel workbook. Every cell is text: nothing in it can be a formula."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from model.finding import Outcome
from model.review import Decision, Review
from ui.cards import build_cards, flatten
from ui.words import SEVERITIES, VERDICTS, name_place, name_time

COLUMNS = (
    ("申报单位", 28), ("级别", 7), ("规则", 9), ("规则名称", 24), ("问题", 60), ("应为", 16), ("实为", 16),
    ("位置", 36), ("原文", 36), ("由何引起", 10), ("决定", 11), ("理由或说明", 30), ("决定人", 12), ("决定时间", 17),
    ("向企业提问", 40),
)  # fmt: skip

LONGEST = 32_767
#: Characters that XML 1.0 forbids: a stray one would make the whole workbook unreadable.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def findings_workbook(
    reviews: Sequence[Review],
    decisions: Callable[[str], Mapping[str, Decision]],
    title_of: Callable[[str], str],
    batch_outcomes: Sequence[Outcome] = (),
) -> bytes:
    """An .xlsx with a row for each finding of each review. `decisions` gives what stands, by submission id."""
    book = Workbook()
    book.remove(book.worksheets[0])
    sheet = book.create_sheet("问题清单")
    for column, (title, width) in enumerate(COLUMNS, 1):
        _write(sheet, 1, column, title)
        head = sheet.cell(1, column)
        head.font, head.fill = Font(bold=True), PatternFill("solid", fgColor="E8EEF9")
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.freeze_panes = "A2"
    row = 1
    for review in reviews:
        for values in _rows(review, decisions(review.submission.id), title_of, batch_outcomes):
            row += 1
            for column, value in enumerate(values, 1):
                _write(sheet, row, column, value)
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(COLUMNS))}{row}"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _rows(
    review: Review,
    decisions: Mapping[str, Decision],
    title_of: Callable[[str], str],
    batch_outcomes: Sequence[Outcome],
) -> Iterable[tuple[str, ...]]:
    company = review.submission.field("company_name")
    for card in flatten(build_cards(review, decisions, batch_outcomes)):
        finding, decision = card.finding, card.decision
        yield (
            company.value if company else review.submission.name,
            SEVERITIES[finding.severity],
            card.rule,
            title_of(card.rule),
            finding.message,
            finding.expected or "",
            finding.found or "",
            "\n".join(f"{place.file} {name_place(place)}" for place in finding.evidence),
            "\n".join(place.text for place in finding.evidence),
            finding.folded_under or "",
            VERDICTS[decision.verdict] if decision else "待核",
            decision.reason if decision else "",
            decision.by if decision else "",
            name_time(decision.at) if decision else "",
            finding.question or "",
        )


def _write(sheet: Any, row: int, column: int, text: str) -> None:
    cell = sheet.cell(row, column)
    cell.value = _ILLEGAL.sub("\ufffd", text)[:LONGEST]
    cell.data_type = "s"  # openpyxl takes "=…" for a formula and "#N/A" for an error unless told
    cell.quotePrefix = text[:1] in ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
    cell.alignment = Alignment(wrap_text=True, vertical="top")
