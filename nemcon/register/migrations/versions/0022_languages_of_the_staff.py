"""In which language each member of the staff reads letters and pages."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; nothing is known of those who are there, and their letters stay English."""
    column = sa.Column("language", sa.String(2), nullable=False, server_default="")
    op.add_column("staff_people", column)


def downgrade() -> None:
    """Take it away again."""
    op.drop_column("staff_people", "language")
