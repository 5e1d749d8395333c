"""Until when the letters of a launch are held, so that it may be recalled."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from nemcon.register.tables import Instant

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "recall_moments",
        sa.Column("procedure_id", sa.String(64), nullable=False),
        sa.Column("until", Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["procedure_id"], ["procedures.id"], name=op.f("fk_recall_moments_procedures")
        ),
        sa.PrimaryKeyConstraint("procedure_id", name=op.f("pk_recall_moments")),
    )


def downgrade() -> None:
    """Take it away again."""
    op.drop_table("recall_moments")
