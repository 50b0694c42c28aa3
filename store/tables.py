"""The tables of a workspace, as typed SQLAlchemy models. The nouns themselves lie in compressed JSON columns."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Index, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    """All tables of a workspace."""


class ReviewRow(Base):
    """The review of one submission in one batch: the whole noun in `body`, and what the queue shows beside it."""

    __tablename__ = "review"
    __table_args__ = (
        UniqueConstraint("batch", "name", name="uq_review_batch_name"),
        Index("ix_review_submission", "submission", "regime", "engine"),
        Index("ix_review_saved", "saved_at"),
        Index("ix_review_name", "name"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    batch: Mapped[str] = mapped_column(Text)
    name: Mapped[str] = mapped_column(Text)
    submission: Mapped[str] = mapped_column(String(128))
    company: Mapped[str] = mapped_column(Text)
    form: Mapped[str | None] = mapped_column(String(64))
    regime: Mapped[str] = mapped_column(String(64))
    engine: Mapped[str] = mapped_column(Text)
    risk: Mapped[int]
    not_checked: Mapped[int]
    saved_at: Mapped[str] = mapped_column(String(40))
    papers: Mapped[bytes] = mapped_column(LargeBinary)
    body: Mapped[bytes] = mapped_column(LargeBinary)


class FindingRow(Base):
    """One finding of a review: enough to count it and to know whether somebody decided on it."""

    __tablename__ = "finding"
    __table_args__ = (Index("ix_finding_fingerprint", "fingerprint"),)

    review: Mapped[int] = mapped_column(ForeignKey("review.id", ondelete="CASCADE"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    rule: Mapped[str] = mapped_column(String(64))
    severity: Mapped[str] = mapped_column(String(1))
    folded: Mapped[bool]
    fingerprint: Mapped[str] = mapped_column(String(64))


class BatchRow(Base):
    """The answers of the rules that look at a whole batch."""

    __tablename__ = "batch"

    name: Mapped[str] = mapped_column(Text, primary_key=True)
    saved_at: Mapped[str] = mapped_column(String(40))
    outcomes: Mapped[bytes] = mapped_column(LargeBinary)


class DocumentRow(Base):
    """A file as read; `reader` names the version of the program that read it."""

    __tablename__ = "document"

    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    reader: Mapped[str] = mapped_column(Text)
    saved_at: Mapped[str] = mapped_column(String(40))
    body: Mapped[bytes] = mapped_column(LargeBinary)


class DecisionRow(Base):
    """What stands now for a finding. Keyed by the submission's bytes, so that a new run keeps it.

    `former`: the version of the submission on which it was made, "" for this one; `finding`: rule and message.
    """

    __tablename__ = "decision"

    submission: Mapped[str] = mapped_column(String(128), primary_key=True)
    fingerprint: Mapped[str] = mapped_column(String(64), primary_key=True)
    verdict: Mapped[str] = mapped_column(String(16))
    reason: Mapped[str] = mapped_column(Text)
    by: Mapped[str] = mapped_column(Text)
    at: Mapped[str] = mapped_column(String(40))
    former: Mapped[str] = mapped_column(String(128), default="", server_default="")
    finding: Mapped[str] = mapped_column(Text, default="", server_default="")


class FormerRow(Base):
    """A version of a submission whose review was replaced; `carried`: its decisions went to the newer version."""

    __tablename__ = "former"
    __table_args__ = (Index("ix_former_submission", "submission"), Index("ix_former_name", "batch", "name"))

    id: Mapped[int] = mapped_column(primary_key=True)
    batch: Mapped[str] = mapped_column(Text)
    name: Mapped[str] = mapped_column(Text)
    submission: Mapped[str] = mapped_column(String(128))
    carried: Mapped[bool]
    at: Mapped[str] = mapped_column(String(40))


class HistoryRow(Base):
    """Every decision, carrying over and undoing of one; rows are only ever added (triggers see to it)."""

    __tablename__ = "history"
    __table_args__ = (Index("ix_history_submission", "submission"), {"sqlite_autoincrement": True})

    id: Mapped[int] = mapped_column(primary_key=True)
    submission: Mapped[str] = mapped_column(String(128))
    fingerprint: Mapped[str] = mapped_column(String(64))
    action: Mapped[str] = mapped_column(String(16))
    verdict: Mapped[str | None] = mapped_column(String(16))
    reason: Mapped[str] = mapped_column(Text)
    by: Mapped[str] = mapped_column(Text)
    at: Mapped[str] = mapped_column(String(40))


class AuditRow(Base):
    """The audit trail: who did what and when. `chain` is a hash over this row and the chain of the row before."""

    __tablename__ = "audit"
    __table_args__ = {"sqlite_autoincrement": True}  # noqa: RUF012 - SQLAlchemy's own convention

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[str] = mapped_column(String(40))
    by: Mapped[str] = mapped_column(Text)
    action: Mapped[str] = mapped_column(String(32))
    subject: Mapped[str] = mapped_column(Text)
    detail: Mapped[str] = mapped_column(Text)
    chain: Mapped[str] = mapped_column(String(64))
