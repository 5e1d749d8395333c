"""What a participant weighs, for rules that weigh objections instead of counting them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; everybody there weighs one."""
    weight = sa.Column("weight", sa.Integer(), nullable=False, server_default="1")
    op.add_column("participants", weight)


def downgrade() -> None:
    """Take it away again."""
    op.drop_column("participants", "weight")
