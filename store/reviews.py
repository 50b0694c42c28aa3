"""Reviews in the database: saved whole, with a light index beside them for the queue."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime

from sqlalchemy import and_, case, delete, func, select
from sqlalchemy.orm import Session

from model.ledger import Turn, count_turns
from model.review import Review, fingerprint, risk
from model.submission import Paper
from store import versions
from store.codec import pack, unpack, whole, whole_noun
from store.tables import BatchRow, DecisionRow, FindingRow, ReviewRow


@dataclass(frozen=True, slots=True)
class QueueRow:
    """One submission as the queue shows it, without its documents.

    `counts` by severity (B, E, W, I) and `open`/`decided` count findings that are not folded under another;
    `not_checked` counts the rules without an answer that ask something of a person on this book (`Turn.MEND`).
    """

    submission: str
    name: str
    company: str
    form: str | None
    batch: str
    risk: int
    counts: dict[str, int]
    open: int
    decided: int
    not_checked: int
    papers: tuple[Paper, ...]
    saved_at: str
    unreadable: tuple[Paper, ...] = field(default=())


def now() -> str:
    """The time in UTC, ISO, to the microsecond."""
    return datetime.now(UTC).isoformat(timespec="microseconds")


def save(session: Session, batch: str, review: Review) -> None:
    """Inserts the review, or replaces the one of the same batch and submission name.

    Where the submission is new or its bytes are, what was decided on former versions is carried over.
    """
    batch, name = whole(batch), whole(review.submission.name)
    company = review.submission.field("company_name")
    values = {
        "submission": review.submission.id,
        "company": whole(company.value) if company else "",
        "form": review.submission.form,
        "regime": review.regime,
        "engine": review.engine,
        "risk": risk(review.outcomes),
        "not_checked": count_turns(review.outcomes)[Turn.MEND],
        "saved_at": now(),
        "papers": pack(review.submission.papers),
        "body": pack(review),
    }
    row = session.scalar(select(ReviewRow).where(ReviewRow.batch == batch, ReviewRow.name == name))
    coming = ReviewRow(batch=batch, name=name, **values)
    if row is None or row.submission != coming.submission:
        versions.succeed(session, row, coming, review)
    if row is None:
        row = coming
        session.add(row)
    else:
        for key, value in values.items():
            setattr(row, key, value)
    session.flush()
    session.execute(delete(FindingRow).where(FindingRow.review == row.id))
    found = [(o.rule, f) for o in review.outcomes for f in o.findings]
    session.add_all(
        FindingRow(
            review=row.id,
            position=position,
            rule=whole(rule),
            severity=finding.severity.value,
            folded=finding.folded_under is not None,
            fingerprint=fingerprint(rule, whole_noun(finding)),
        )
        for position, (rule, finding) in enumerate(found)
    )


def find(session: Session, submission: str, regime: str, engine: str) -> Review | None:
    """The newest review of these bytes by this regime and engine."""
    same = (ReviewRow.submission == submission, ReviewRow.regime == regime, ReviewRow.engine == engine)
    body = session.scalar(select(ReviewRow.body).where(*same).order_by(ReviewRow.saved_at.desc()).limit(1))
    return None if body is None else unpack(Review, body)


def newest(session: Session, submission: str, batch: str | None) -> Review | None:
    """The newest review of a submission, in one batch or in any."""
    query = select(ReviewRow.body).where(ReviewRow.submission == submission)
    if batch is not None:
        query = query.where(ReviewRow.batch == batch)
    body = session.scalar(query.order_by(ReviewRow.saved_at.desc()).limit(1))
    return None if body is None else unpack(Review, body)


def home(session: Session, submission: str) -> str:
    """The batch in which the submission was reviewed last, "" when in none."""
    query = select(ReviewRow.batch).where(ReviewRow.submission == submission)
    return session.scalar(query.order_by(ReviewRow.saved_at.desc()).limit(1)) or ""


def bodies(session: Session, batch: str | None) -> list[Review]:
    """All reviews (of a batch), by batch and name."""
    query = select(ReviewRow.body).order_by(ReviewRow.batch, ReviewRow.name)
    if batch is not None:
        query = query.where(ReviewRow.batch == batch)
    return [unpack(Review, body) for body in session.scalars(query)]


def batches(session: Session) -> list[str]:
    """Names of the batches, the one saved last first."""
    query = select(ReviewRow.batch).group_by(ReviewRow.batch)
    return list(session.scalars(query.order_by(func.max(ReviewRow.saved_at).desc(), func.max(ReviewRow.id).desc())))


def queue(session: Session, batch: str) -> list[QueueRow]:
    """The submissions of a batch: those with unreadable papers first, then by risk, highest first."""
    plain = FindingRow.folded.is_(False)
    decided = and_(plain, DecisionRow.fingerprint.is_not(None))
    tally = (
        select(
            FindingRow.review,
            *(
                func.sum(case((and_(plain, FindingRow.severity == letter), 1), else_=0)).label(letter)
                for letter in "BEWI"
            ),
            func.sum(case((decided, 1), else_=0)).label("decided"),
        )
        .join(ReviewRow, ReviewRow.id == FindingRow.review)
        .outerjoin(
            DecisionRow,
            and_(DecisionRow.submission == ReviewRow.submission, DecisionRow.fingerprint == FindingRow.fingerprint),
        )
        .where(ReviewRow.batch == batch)
        .group_by(FindingRow.review)
        .subquery()
    )
    light = [column for column in ReviewRow.__table__.columns if column.name != "body"]
    rows = []
    for row in session.execute(select(*light, tally).outerjoin(tally, tally.c.review == ReviewRow.id)).mappings():
        if row["batch"] != batch:
            continue
        counts = {letter: int(row[letter] or 0) for letter in "BEWI"}
        papers: tuple[Paper, ...] = unpack(tuple[Paper, ...], row["papers"])
        rows.append(
            QueueRow(
                submission=row["submission"],
                name=row["name"],
                company=row["company"],
                form=row["form"],
                batch=row["batch"],
                risk=row["risk"],
                counts=counts,
                decided=int(row["decided"] or 0),
                open=sum(counts.values()) - int(row["decided"] or 0),
                not_checked=row["not_checked"],
                papers=papers,
                saved_at=row["saved_at"],
                unreadable=tuple(paper for paper in papers if not paper.status.readable),
            )
        )
    return sorted(rows, key=lambda row: (not row.unreadable, -row.risk, row.name))


def save_batch(session: Session, batch: str, outcomes: bytes) -> None:
    """Keeps the packed answers of the rules over a whole batch."""
    session.merge(BatchRow(name=whole(batch), saved_at=now(), outcomes=outcomes))
