"""Which bodies publish their outcomes; none does until somebody says so."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from nemcon.register.tables import Instant

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "publishing",
        sa.Column("body_id", sa.String(64), nullable=False),
        sa.Column("outcomes", sa.Boolean(), nullable=False),
        sa.Column("begun_at", Instant(), nullable=False),
        sa.Column("changed_at", Instant(), nullable=False),
        sa.Column("changed_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["body_id"], ["bodies.id"], name=op.f("fk_publishing_bodies")),
        sa.PrimaryKeyConstraint("body_id", name=op.f("pk_publishing")),
    )


def downgrade() -> None:
    """Take it away again: nothing is published any more."""
    op.drop_table("publishing")
