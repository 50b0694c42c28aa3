"""Versions of a submission: a book handed in again has other bytes, so another id, and keeps what people decided."""

from __future__ import annotations

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from model.finding import Outcome
from model.review import Decision, Review, fingerprint
from model.submission import Submission
from model.text import squash
from store import decisions
from store.codec import unpack
from store.tables import BatchRow, DecisionRow, FormerRow, ReviewRow


def succeed(session: Session, replaced: ReviewRow | None, coming: ReviewRow, review: Review) -> None:
    """Carries the decisions of former versions over to the review that is about to be stored.

    A former version is the review that this one replaces in its batch, unless it is of another company or form, and
    the review of the same name, company and form in another batch of the same year: next year's book is another book.
    """
    others = select(ReviewRow).where(
        ReviewRow.name == coming.name,
        ReviewRow.batch != coming.batch,
        ReviewRow.submission != coming.submission,
        ReviewRow.company == coming.company,
        ReviewRow.company != "",
        ReviewRow.form == coming.form,
    )
    year = _year(review, coming.saved_at)
    versions = [one for one in session.scalars(others) if _year(unpack(Review, one.body), one.saved_at) == year]
    if replaced is not None:
        same = _same_book(unpack(Review, replaced.body).submission, review.submission)
        session.add(
            FormerRow(
                batch=coming.batch,
                name=coming.name,
                submission=replaced.submission,
                carried=same,
                at=coming.saved_at,
            )
        )
        _describe(session, replaced)
        versions += [replaced] if same else []
    for version in versions:
        _describe(session, version)
    names = list(dict.fromkeys(version.submission for version in versions))
    decisions.carry(session, names, coming.submission, coming.saved_at)


def follow(session: Session, submission: str, at: str) -> None:
    """Carries over what was said on a version after it was replaced, from a page that was still open."""
    if session.scalar(select(ReviewRow.id).where(ReviewRow.submission == submission).limit(1)) is not None:
        return
    carried = select(FormerRow.id).where(FormerRow.submission == submission, FormerRow.carried).limit(1)
    place = newer(session, submission, None) if session.scalar(carried) is not None else None
    if place is not None:
        decisions.carry(session, [submission], place[1], at)


def newer(session: Session, submission: str, batch: str | None) -> tuple[str, str] | None:
    """Batch and id of the review that stands where this version stood; None where it was never replaced."""
    query = (
        select(ReviewRow.batch, ReviewRow.submission)
        .join(FormerRow, and_(FormerRow.batch == ReviewRow.batch, FormerRow.name == ReviewRow.name))
        .where(FormerRow.submission == submission)
        .order_by(FormerRow.id.desc())
        .limit(1)
    )
    if batch is not None:
        query = query.where(FormerRow.batch == batch)
    found = session.execute(query).first()
    return (found[0], found[1]) if found else None


def left_behind(session: Session, submission: str) -> list[Decision]:
    """What stands on replaced versions that were another company's book or another form: it was not carried over."""
    query = (
        select(FormerRow.submission)
        .join(ReviewRow, and_(FormerRow.batch == ReviewRow.batch, FormerRow.name == ReviewRow.name))
        .where(ReviewRow.submission == submission, FormerRow.submission != submission, FormerRow.carried.is_(False))
        .distinct()
    )
    return [
        decision for version in session.scalars(query) for decision in decisions.standing(session, version).values()
    ]


def _same_book(left: Submission, right: Submission) -> bool:
    """Whether nothing says that they are different: what was not read in one of them is no difference."""
    if left.form and right.form and left.form != right.form:
        return False
    codes, names = ([_value(one, key) for one in (left, right)] for key in ("uscc", "company_name"))
    return codes[0] == codes[1] != "" or names[0] == names[1] or not all(names)


def _year(review: Review, saved_at: str) -> str:
    """The year that the book is declared in; where none was read, the year of the review."""
    return (_value(review.submission, "declare_date") or saved_at)[:4]


def _value(submission: Submission, key: str) -> str:
    field = submission.field(key)
    return squash(field.value) if field else ""


def _describe(session: Session, version: ReviewRow) -> None:
    """Writes rule and message beside each decision of a version, before its review is gone."""
    rows = session.scalars(select(DecisionRow).where(DecisionRow.submission == version.submission)).all()
    if all(row.finding for row in rows):
        return
    batch = session.get(BatchRow, version.batch)
    body: Review = unpack(Review, version.body)
    shared: tuple[Outcome, ...] = unpack(tuple[Outcome, ...], batch.outcomes) if batch else ()
    outcomes = (*body.outcomes, *shared)
    told = {fingerprint(o.rule, finding): f"{o.rule} {finding.message}" for o in outcomes for finding in o.findings}
    for row in rows:
        row.finding = told.get(row.fingerprint, row.finding)
