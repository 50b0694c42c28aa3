"""Decisions of people on findings: what stands now, and everything that ever was decided or undone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

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
    values = {key: whole(getattr(decision, key)) for key in ("fingerprint", "reason", "by", "at")}
    values["verdict"] = decision.verdict.value
    session.merge(DecisionRow(submission=submission, former="", **values))
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


def carry(session: Session, versions: Sequence[str], submission: str, at: str) -> None:
    """Lets what stands on former versions stand on this one too; of a finding, the newest word on any version counts.

    Decisions without such a finding here come along unseen, so that they are told and return with the finding.
    """
    words: dict[str, HistoryRow] = {}
    spoken = select(HistoryRow).where(HistoryRow.submission.in_([*versions, submission])).order_by(HistoryRow.id)
    for step in session.scalars(spoken):
        words[step.fingerprint] = step
    carried = 0
    for mark, step in words.items():
        if step.submission == submission:
            continue
        row = session.get(DecisionRow, (step.submission, mark))
        if row is None:
            undo(session, submission, mark, step.by, step.at)
            continue
        values = {key: getattr(row, key) for key in ("fingerprint", "verdict", "reason", "by", "at")}
        here = session.get(DecisionRow, (submission, mark))
        if here is not None and all(getattr(here, key) == value for key, value in values.items()):
            continue
        origin = row.former or row.submission
        former = "" if origin == submission else origin
        finding = row.finding or (here.finding if here is not None else "")
        session.merge(DecisionRow(submission=submission, former=former, finding=finding, **values))
        session.add(HistoryRow(submission=submission, action="carry", **values))
        carried += 1
    if carried:
        detail = {"from": " ".join(versions), "decisions": str(carried)}
        audit.append(session, at=at, by="明鉴", action="carry", subject=submission, detail=detail)


def standing(session: Session, submission: str) -> dict[str, Decision]:
    """What stands now, by fingerprint."""
    rows = session.scalars(select(DecisionRow).where(DecisionRow.submission == submission))
    return {
        row.fingerprint: Decision(
            row.fingerprint, Verdict(row.verdict), row.reason, row.by, row.at, bool(row.former), row.finding
        )
        for row in rows
    }


def history(session: Session, submission: str) -> list[Step]:
    """Every step on this submission, oldest first."""
    rows = session.scalars(select(HistoryRow).where(HistoryRow.submission == submission).order_by(HistoryRow.id))
    return [
        Step(row.fingerprint, Verdict(row.verdict) if row.verdict else None, row.reason, row.by, row.at) for row in rows
    ]
