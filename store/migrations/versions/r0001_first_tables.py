"""The first tables, and triggers that keep the history and the audit trail append-only."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

APPEND_ONLY = ("history", "audit")


def upgrade() -> None:
    """Creates everything on an empty database."""
    op.create_table(
        "review",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("batch", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("submission", sa.String(128), nullable=False),
        sa.Column("company", sa.Text(), nullable=False),
        sa.Column("form", sa.String(64)),
        sa.Column("regime", sa.String(64), nullable=False),
        sa.Column("engine", sa.Text(), nullable=False),
        sa.Column("risk", sa.Integer(), nullable=False),
        sa.Column("not_checked", sa.Integer(), nullable=False),
        sa.Column("saved_at", sa.String(40), nullable=False),
        sa.Column("papers", sa.LargeBinary(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.UniqueConstraint("batch", "name", name="uq_review_batch_name"),
    )
    op.create_index("ix_review_submission", "review", ["submission", "regime", "engine"])
    op.create_index("ix_review_saved", "review", ["saved_at"])
    op.create_table(
        "finding",
        sa.Column("review", sa.Integer(), sa.ForeignKey("review.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("position", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("rule", sa.String(64), nullable=False),
        sa.Column("severity", sa.String(1), nullable=False),
        sa.Column("folded", sa.Boolean(), nullable=False),
        sa.Column("fingerprint", sa.String(64), nullable=False),
    )
    op.create_index("ix_finding_fingerprint", "finding", ["fingerprint"])
    op.create_table(
        "batch",
        sa.Column("name", sa.Text(), primary_key=True),
        sa.Column("saved_at", sa.String(40), nullable=False),
        sa.Column("outcomes", sa.LargeBinary(), nullable=False),
    )
    op.create_table(
        "document",
        sa.Column("sha256", sa.String(64), primary_key=True),
        sa.Column("reader", sa.Text(), nullable=False),
        sa.Column("saved_at", sa.String(40), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
    )
    _create_decisions()
    for table in APPEND_ONLY:
        _forbid_change(table)


def _create_decisions() -> None:
    op.create_table(
        "decision",
        sa.Column("submission", sa.String(128), primary_key=True),
        sa.Column("fingerprint", sa.String(64), primary_key=True),
        sa.Column("verdict", sa.String(16), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", sa.String(40), nullable=False),
    )
    op.create_table(
        "history",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("submission", sa.String(128), nullable=False),
        sa.Column("fingerprint", sa.String(64), nullable=False),
        sa.Column("action", sa.String(16), nullable=False),
        sa.Column("verdict", sa.String(16)),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", sa.String(40), nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_history_submission", "history", ["submission"])
    op.create_table(
        "audit",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("at", sa.String(40), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("action", sa.String(32), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("chain", sa.String(64), nullable=False),
        sqlite_autoincrement=True,
    )


def _forbid_change(table: str) -> None:
    if op.get_context().dialect.name == "sqlite":
        for change in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{change.lower()} BEFORE {change} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            )
        return
    op.execute(
        f"CREATE FUNCTION {table}_append_only() RETURNS trigger AS "
        f"$$ BEGIN RAISE EXCEPTION '{table} is append-only'; END $$ LANGUAGE plpgsql"
    )
    op.execute(
        f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table} "
        f"FOR EACH ROW EXECUTE FUNCTION {table}_append_only()"
    )


def downgrade() -> None:
    """Not offered: a workspace holds people's decisions; restore a backup instead."""
    raise NotImplementedError("restore a backup of the workspace instead")
