"""Word templates of letters, by body, notice and form."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table; every letter before it was the built-in one."""
    op.create_table(
        "letter_templates",
        sa.Column("body_id", sa.String(64), nullable=False),
        sa.Column("notice", sa.String(32), nullable=False),
        sa.Column("form", sa.String(16), nullable=False),
        sa.Column("version", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("data", sa.LargeBinary, nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("kept_by", sa.Text, nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True)),
        sa.Column("withdrawn_by", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("body_id", "notice", "form", "version", name="pk_letter_templates"),
        sa.ForeignKeyConstraint(["body_id"], ["bodies.id"], name="fk_letter_templates_bodies"),
    )


def downgrade() -> None:
    """Take it away again."""
    op.drop_table("letter_templates")
