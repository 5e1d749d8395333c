"""In which language each contact reads its letters."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; nothing is known of those who are there, and they go on reading English."""
    column = sa.Column("language", sa.String(2), nullable=False, server_default="")
    op.add_column("contacts", column)


def downgrade() -> None:
    """Take it away again."""
    op.drop_column("contacts", "language")
