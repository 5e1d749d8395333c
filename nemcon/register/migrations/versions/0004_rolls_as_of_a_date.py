"""Rolls as of a date: each import is a version, and undoing one leaves it there."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from nemcon.register.tables import Instant

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table; everybody there was listed by hand."""
    listed: sa.Column[bool] = sa.Column(
        "listed", sa.Boolean(), nullable=False, server_default=sa.true()
    )
    op.add_column("participants", listed)
    op.create_table(
        "roll_versions",
        sa.Column("body_id", sa.String(64), nullable=False),
        sa.Column("name", sa.String(128), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("as_at", sa.Date(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("entries", sa.JSON(), nullable=False),
        sa.Column("added", sa.JSON(), nullable=False),
        sa.Column("imported_at", Instant(), nullable=False),
        sa.Column("imported_by", sa.Text(), nullable=False),
        sa.Column("undone_at", Instant(), nullable=True),
        sa.Column("undone_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["body_id"], ["bodies.id"], name=op.f("fk_roll_versions_bodies")),
        sa.PrimaryKeyConstraint("body_id", "name", "number", name=op.f("pk_roll_versions")),
    )


def downgrade() -> None:
    """Drop it; the participants that imports entered stay, and then take part in everything."""
    op.drop_table("roll_versions")
    op.drop_column("participants", "listed")
