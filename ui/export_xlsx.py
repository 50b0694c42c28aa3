"""The findings with decisions, the eligibility and the ledger as an Excel workbook. Every cell is text, no formula."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from model.finding import Outcome
from model.ledger import list_gaps
from model.review import Decision, Review
from ui.cards import build_cards, flatten
from ui.words import CAUSES, ELIGIBILITY, SEVERITIES, name_place, name_time, name_verdict

COLUMNS = (
    ("申报单位", 28), ("级别", 7), ("规则", 9), ("规则名称", 24), ("问题", 60), ("应为", 16), ("实为", 16),
    ("位置", 36), ("原文", 36), ("由何引起", 10), ("决定", 11), ("理由或说明", 30), ("决定人", 12), ("决定时间", 17),
    ("向企业提问", 40),
)  # fmt: skip

CONDITIONS = (
    ("申报单位", 28), ("条件", 18), ("要求", 36), ("书中所述", 48), ("位置", 36), ("判断", 10), ("依据", 48),
    ("规则", 10),
)  # fmt: skip
LEDGER = (("申报单位", 28), ("类别", 16), ("原因", 70), ("规则", 50), ("范围", 8))

LONGEST = 32_767
#: Characters that XML 1.0 forbids: a stray one would make the whole workbook unreadable.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def findings_workbook(
    reviews: Sequence[Review],
    decisions: Callable[[str], Mapping[str, Decision]],
    title_of: Callable[[str], str],
    batch_outcomes: Sequence[Outcome] = (),
    remark: str = "",
) -> bytes:
    """An .xlsx: a row for each finding, the eligibility of each book, and what was not checked and why.

    `decisions` gives what stands, by submission id; a `remark` on the export itself stands on a sheet of its own.
    """
    book = Workbook()
    book.remove(book.worksheets[0])
    findings = (
        row for review in reviews for row in _rows(review, decisions(review.submission.id), title_of, batch_outcomes)
    )
    _add_sheet(book, "问题清单", COLUMNS, findings)
    _add_sheet(book, "申报条件", CONDITIONS, (row for review in reviews for row in _conditions(review)))
    gaps = [row for review in reviews for row in _gaps(_company(review), review.outcomes)]
    _add_sheet(book, "未核对台账", LEDGER, [*gaps, *_gaps("（整批）", batch_outcomes)])
    if remark:
        _add_sheet(book, "说明", (("说明", 90),), [(remark,)])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _add_sheet(book: Workbook, name: str, columns: Sequence[tuple[str, int]], rows: Iterable[tuple[str, ...]]) -> None:
    sheet = book.create_sheet(name)
    for column, (title, width) in enumerate(columns, 1):
        _write(sheet, 1, column, title)
        head = sheet.cell(1, column)
        head.font, head.fill = Font(bold=True), PatternFill("solid", fgColor="E8EEF9")
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.freeze_panes = "A2"
    row = 1
    for row, values in enumerate(rows, 2):
        for column, value in enumerate(values, 1):
            _write(sheet, row, column, value)
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{row}"


def _company(review: Review) -> str:
    company = review.submission.field("company_name")
    return company.value if company else review.submission.name


def _conditions(review: Review) -> Iterable[tuple[str, ...]]:
    """A row for each condition of the carrier."""
    for row in review.eligibility:
        yield (
            _company(review),
            row.title,
            row.required,
            row.stated,
            "\n".join(f"{place.file} {name_place(place)}" for place in row.places),
            ELIGIBILITY[row.verdict],
            f"{row.citation.document} {row.citation.article}「{row.citation.quote}」",
            row.rule,
        )


def _gaps(company: str, outcomes: Sequence[Outcome]) -> Iterable[tuple[str, ...]]:
    """A row for each reason with all the rules it stands for."""
    for gap in list_gaps(outcomes):
        yield company, CAUSES[gap.cause], gap.reason, "、".join(gap.rules), "部分" if gap.partly else "全部"


def _rows(
    review: Review,
    decisions: Mapping[str, Decision],
    title_of: Callable[[str], str],
    batch_outcomes: Sequence[Outcome],
) -> Iterable[tuple[str, ...]]:
    for card in flatten(build_cards(review, decisions, batch_outcomes)):
        finding, decision = card.finding, card.decision
        yield (
            _company(review),
            SEVERITIES[finding.severity],
            card.rule,
            title_of(card.rule),
            finding.message,
            finding.expected or "",
            finding.found or "",
            "\n".join(f"{place.file} {name_place(place)}" for place in finding.places),
            "\n".join(place.text for place in finding.places),
            finding.folded_under or "",
            name_verdict(decision) if decision else "待核",
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
