"""When a letter came back, since only what came back in time changes who was reached."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from nemcon.register.tables import Instant

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; of letters that came back before, nobody knows when."""
    op.add_column("letters", sa.Column("bounced_at", Instant(), nullable=True))


def downgrade() -> None:
    """Take it away again."""
    op.drop_column("letters", "bounced_at")
