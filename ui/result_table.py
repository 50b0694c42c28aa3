"""Tables on the terminal: what could not be read, then the submissions by risk."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from model.finding import Outcome
from model.ledger import Turn, count_turns
from model.review import Review, risk
from ui.words import NO_BOOK, SEVERITIES, STATUSES


def print_reviews(reviews: Sequence[Review]) -> None:
    """The result table: unreadable files first, then by risk."""
    unread = [
        (r.submission.name, p.file, p.error or STATUSES[p.status][0])
        for r in reviews
        for p in r.submission.papers
        if not p.status.readable
    ]
    foreign = [
        (r.submission.name, "—", NO_BOOK)
        for r in reviews
        if r.submission.form is None and all(p.status.readable for p in r.submission.papers)
    ]
    if unread or foreign:
        table = make_table("请先处理", "申报", "文件", "读不出或未审查的原因")
        for row in (*unread, *foreign):
            table.add_row(*map(Text, row))
        make_screen().print(table)
    table = make_table("审查结果", "申报", "表式", "风险", "硬伤", "矛盾", "疑点", "提示", "未能检查")
    for one in sorted(reviews, key=lambda r: -risk(r.outcomes)):
        found = [f for o in one.outcomes for f in o.findings if f.folded_under is None]
        counts = [str(sum(f.severity == s for f in found)) for s in "BEWI"]
        skipped = count_turns(one.outcomes)[Turn.MEND] if one.submission.form else "全部"
        table.add_row(
            *map(
                Text, (one.submission.name, one.submission.form or "—", str(risk(one.outcomes)), *counts, str(skipped))
            )
        )
    make_screen().print(table)


def print_batch(outcomes: Sequence[Outcome]) -> None:
    """What the rules over the whole batch found; nothing where they found nothing."""
    found = [(outcome.rule, finding) for outcome in outcomes for finding in outcome.findings]
    if not found:
        return
    table = make_table("批次核对", "规则", "级别", "问题")
    for rule, finding in found:
        table.add_row(rule, SEVERITIES[finding.severity], Text(finding.message))
    make_screen().print(table)


def make_screen() -> Console:
    """The terminal as wide as it is; a pipe or a file gets 120 columns."""
    return Console() if sys.stdout.isatty() else Console(width=120)


def make_table(title: str, *columns: str) -> Table:
    """A table whose cells fold instead of being cut: a name or a reason must be read whole."""
    table = Table(title=title)
    for column in columns:
        table.add_column(column, overflow="fold")
    return table
