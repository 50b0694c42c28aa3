"""Decisions of people on findings: what stands now, and everything that ever was decided or undone."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from model.errors import BadData
from model.review import Decision, Verdict
from store import audit
from store.codec import whole
from store.tables import DecisionRow, HistoryRow


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a finding's history; `verdict` is None where a decision was undone."""

    fingerprint: str
    verdict: Verdict | None
    reason: str
    by: str
    at: str


def decide(session: Session, submission: str, decision: Decision) -> None:
    """Lets the decision stand. Raises BadData when a finding is dismissed without a reason."""
    if decision.verdict is Verdict.DISMISSED and not decision.reason.strip():
        raise BadData(submission, "判为“不成立”须写明理由。")
    values = {key: whole(value) for key, value in asdict(decision).items() if key != "verdict"}
    values["verdict"] = decision.verdict.value
    session.merge(DecisionRow(submission=submission, **values))
    session.add(HistoryRow(submission=submission, action="decide", **values))
    audit.append(
        session, at=decision.at, by=decision.by, action="decide", subject=submission,
        detail={key: values[key] for key in ("fingerprint", "verdict", "reason")},
    )  # fmt: skip


def undo(session: Session, submission: str, fingerprint: str, by: str, at: str) -> bool:
    """Opens the finding again; False when nobody had decided on it."""
    key = (DecisionRow.submission == submission, DecisionRow.fingerprint == fingerprint)
    if session.scalar(select(DecisionRow).where(*key)) is None:
        return False
    session.execute(delete(DecisionRow).where(*key))
    session.add(
        HistoryRow(
            submission=submission, fingerprint=fingerprint, action="undo", verdict=None, reason="", by=whole(by), at=at
        )
    )
    audit.append(session, at=at, by=by, action="undo", subject=submission, detail={"fingerprint": fingerprint})
    return True


def standing(session: Session, submission: str) -> dict[str, Decision]:
    """What stands now, by fingerprint."""
    rows = session.scalars(select(DecisionRow).where(DecisionRow.submission == submission))
    return {
        row.fingerprint: Decision(row.fingerprint, Verdict(row.verdict), row.reason, row.by, row.at) for row in rows
    }


def history(session: Session, submission: str) -> list[Step]:
    """Every step on this submission, oldest first."""
    rows = session.scalars(select(HistoryRow).where(HistoryRow.submission == submission).order_by(HistoryRow.id))
    return [
        Step(row.fingerprint, Verdict(row.verdict) if row.verdict else None, row.reason, row.by, row.at) for row in rows
    ]
