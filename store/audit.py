"""The audit trail: a row for each act of a person, chained by hashes so that a later change shows.

A chain does not show that its tail was cut off; keep `last_link` elsewhere from time to time for that.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from store.codec import whole
from store.tables import AuditRow


def append(session: Session, *, at: str, by: str, action: str, subject: str, detail: Mapping[str, str | None]) -> None:
    """Adds a row within the caller's transaction, the only one that writes at this time."""
    row = AuditRow(
        at=at,
        by=whole(by),
        action=action,
        subject=whole(subject),
        detail=whole(json.dumps(dict(detail), ensure_ascii=False, sort_keys=True)),
        chain="",
    )
    row.chain = _link(last_link(session), row)
    session.add(row)
    session.flush()


def last_link(session: Session) -> str:
    """The chain of the newest row, "" when there is none."""
    return session.scalar(select(AuditRow.chain).order_by(AuditRow.id.desc()).limit(1)) or ""


def first_broken(session: Session) -> int | None:
    """Number of the first row that was changed, or whose predecessor is gone; None when the chain holds."""
    before = ""
    for row in session.scalars(select(AuditRow).order_by(AuditRow.id).execution_options(yield_per=1000)):
        if row.chain != _link(before, row):
            return row.id
        before = row.chain
    return None


def _link(before: str, row: AuditRow) -> str:
    parts = [before, row.at, row.by, row.action, row.subject, row.detail]
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()
