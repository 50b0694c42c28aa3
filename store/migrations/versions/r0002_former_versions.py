"""Former versions of a submission, and where a decision comes from that was carried over from one."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Adds a table and two columns; what was decided stays as it is."""
    op.create_index("ix_review_name", "review", ["name"])
    op.add_column("decision", sa.Column("former", sa.String(128), nullable=False, server_default=""))
    op.add_column("decision", sa.Column("finding", sa.Text(), nullable=False, server_default=""))
    op.create_table(
        "former",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("batch", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("submission", sa.String(128), nullable=False),
        sa.Column("carried", sa.Boolean(), nullable=False),
        sa.Column("at", sa.String(40), nullable=False),
    )
    op.create_index("ix_former_submission", "former", ["submission"])
    op.create_index("ix_former_name", "former", ["batch", "name"])


def downgrade() -> None:
    """Not offered: a workspace holds people's decisions; restore a backup instead."""
    raise NotImplementedError("restore a backup of the workspace instead")
