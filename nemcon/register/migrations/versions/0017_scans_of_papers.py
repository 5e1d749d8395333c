"""Scans of the papers because of which the secretariat files for a delegation."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from nemcon.register.tables import Instant

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "scans",
        sa.Column("procedure_id", sa.String(64), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.Column("kept_at", Instant(), nullable=False),
        sa.Column("kept_by", sa.Text(), nullable=False),
        sa.Column("used_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(
            ["procedure_id"], ["procedures.id"], name=op.f("fk_scans_procedures")
        ),
        sa.PrimaryKeyConstraint("procedure_id", "digest", name=op.f("pk_scans")),
    )
    op.create_index("ix_scans_kept_at", "scans", ["kept_at"])


def downgrade() -> None:
    """Drop it. The entries go on naming scans that are then no longer here."""
    op.drop_index("ix_scans_kept_at", "scans")
    op.drop_table("scans")
