"""Store: the memory of a workspace, `mingjian.sqlite3` and `blobs/` in one folder."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from model.document import Document
from model.errors import BadData, say_cause
from model.finding import Outcome
from model.review import Decision, Review
from store import audit, decisions, reviews, versions
from store.blobs import Blobs
from store.codec import pack, unpack
from store.database import open_database
from store.decisions import Step
from store.reviews import QueueRow
from store.tables import BatchRow, DocumentRow


class Store:
    """Keeps files, documents as read, reviews, decisions and the audit trail. Safe for many threads and processes.

    `url` (or MINGJIAN_DATABASE_URL) puts the tables into another database (PostgreSQL); files stay in the workspace.
    Every write is one transaction that is on the disk when the method returns. Raises BadData when the workspace
    cannot be used.
    """

    def __init__(self, workspace: Path, url: str | None = None) -> None:
        self.workspace = workspace
        try:
            workspace.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._blobs = Blobs(workspace / "blobs")
        except OSError as error:
            raise BadData(str(workspace), f"工作区文件夹无法使用（{say_cause(error)}）。") from error
        self._reader, self._writer = open_database(workspace, url or os.environ.get("MINGJIAN_DATABASE_URL") or None)

    def close(self) -> None:
        self._reader.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @contextmanager
    def _read(self) -> Iterator[Session]:
        with Session(self._reader) as session:
            yield session

    @contextmanager
    def _write(self) -> Iterator[Session]:
        with Session(self._writer) as session, session.begin():
            if session.get_bind().dialect.name == "postgresql":  # one writer at a time, as SQLite has it anyhow
                session.execute(text("SELECT pg_advisory_xact_lock(20250152)"))
            yield session

    # Files and documents

    def keep_file(self, path: Path) -> str:
        """Copies the bytes into the store unless they are there; gives their SHA-256."""
        return self._blobs.keep(path)

    def blob(self, sha256: str) -> Path:
        """Where the kept bytes lie. Raises BadData when there are none."""
        return self._blobs.path(sha256)

    def save_document(self, sha256: str, reader: str, document: Document) -> None:
        """Keeps the document as read by this reader, replacing what an older one read."""
        with self._write() as session:
            session.merge(DocumentRow(sha256=sha256, reader=reader, saved_at=reviews.now(), body=pack(document)))

    def document(self, sha256: str, reader: str | None = None) -> Document | None:
        """The document as read; None when it was not read (or not by this `reader`)."""
        query = select(DocumentRow.body).where(DocumentRow.sha256 == sha256)
        if reader is not None:
            query = query.where(DocumentRow.reader == reader)
        with self._read() as session:
            body = session.scalar(query)
        return None if body is None else unpack(Document, body)

    # Reviews

    def find_review(self, submission_id: str, regime: str, engine: str) -> Review | None:
        """The review of these bytes under this regime by this engine, from whatever batch."""
        with self._read() as session:
            return reviews.find(session, submission_id, regime, engine)

    def save_review(self, batch: str, review: Review) -> None:
        """Inserts, or replaces the review of the same submission name in the batch.

        Decisions are not touched; those on a former version of the submission are carried over to this one.
        """
        with self._write() as session:
            reviews.save(session, batch, review)

    def review(self, submission_id: str, batch: str | None = None) -> Review | None:
        """The newest review of a submission, in this batch or in any."""
        with self._read() as session:
            return reviews.newest(session, submission_id, batch)

    def batch_of(self, submission_id: str) -> str:
        """The batch in which the submission was reviewed last, "" when in none."""
        with self._read() as session:
            return reviews.home(session, submission_id)

    def newer_version(self, submission_id: str, batch: str | None = None) -> tuple[str, str] | None:
        """Batch and id of the review that replaced this submission's, None when none did."""
        with self._read() as session:
            return versions.newer(session, submission_id, batch)

    def reviews(self, batch: str | None = None) -> list[Review]:
        """All reviews (of a batch), by name."""
        with self._read() as session:
            return reviews.bodies(session, batch)

    def batches(self) -> list[str]:
        """Names of the batches, newest first."""
        with self._read() as session:
            return reviews.batches(session)

    def queue(self, batch: str) -> list[QueueRow]:
        """Light rows of a batch: unreadable first, then by risk."""
        with self._read() as session:
            return reviews.queue(session, batch)

    def save_batch(self, batch: str, outcomes: Sequence[Outcome]) -> None:
        """Keeps the answers of the rules that look at the whole batch, replacing earlier ones."""
        with self._write() as session:
            reviews.save_batch(session, batch, pack(tuple(outcomes)))

    def batch_outcomes(self, batch: str) -> tuple[Outcome, ...]:
        """The answers of the rules that look at the whole batch."""
        with self._read() as session:
            body = session.scalar(select(BatchRow.outcomes).where(BatchRow.name == batch))
        return () if body is None else unpack(tuple[Outcome, ...], body)

    # Decisions

    def decide(self, submission_id: str, decision: Decision) -> None:
        """Lets a decision stand; the former one stays in the history. BadData: dismissed without a reason."""
        with self._write() as session:
            decisions.decide(session, submission_id, decision)
            versions.follow(session, submission_id, decision.at)

    def undo(self, submission_id: str, fingerprint: str, by: str, at: str) -> bool:
        """Opens the finding again; False when nobody had decided on it."""
        with self._write() as session:
            undone = decisions.undo(session, submission_id, fingerprint, by, at)
            versions.follow(session, submission_id, at)
        return undone

    def decisions(self, submission_id: str) -> dict[str, Decision]:
        """What stands now, by fingerprint."""
        with self._read() as session:
            return decisions.standing(session, submission_id)

    def left_behind(self, submission_id: str) -> list[Decision]:
        """What was decided on a replaced review of another company or form, and was not carried over."""
        with self._read() as session:
            return versions.left_behind(session, submission_id)

    def history(self, submission_id: str) -> list[Step]:
        """Every decision and undoing on this submission, oldest first."""
        with self._read() as session:
            return decisions.history(session, submission_id)

    # Audit trail

    def note(self, action: str, subject: str, by: str, detail: Mapping[str, str | None] | None = None) -> None:
        """Writes another act of a person (an upload, an export) into the audit trail."""
        with self._write() as session:
            audit.append(session, at=reviews.now(), by=by, action=action, subject=subject, detail=detail or {})

    def broken_audit(self) -> int | None:
        """Number of the first row of the audit trail that was tampered with, None when it is whole."""
        with self._read() as session:
            return audit.first_broken(session)
