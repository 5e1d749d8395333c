"""The files of documents that were issued, found by their hash."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table; nothing was issued before it."""
    op.create_table(
        "issued_papers",
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("procedure_id", sa.String(64), nullable=False),
        sa.Column("media_type", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("data", sa.LargeBinary, nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("digest", name="pk_issued_papers"),
        sa.ForeignKeyConstraint(
            ["procedure_id"], ["procedures.id"], name="fk_issued_papers_procedures"
        ),
    )


def downgrade() -> None:
    """Take it away again."""
    op.drop_table("issued_papers")
