"""Tokens that people make for programs: a name, scopes, a body, an end, the day of the last use.

The tokens that were issued before have none of these: they are staff links, and go on as they were.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from nemcon.register.tables import Instant

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

_TABLE = "staff_tokens"
_COLUMNS = (
    ("id", sa.String(64)),
    ("name", sa.Text()),
    ("scopes", sa.Text()),
    ("body_id", sa.String(64)),
    ("ends_at", Instant()),
    ("used_on", Instant()),
    ("revoked_by", sa.Text()),
    ("told", sa.String(16)),
)


def upgrade() -> None:
    """Add what a token with scopes has."""
    for name, kind in _COLUMNS:
        op.add_column(_TABLE, sa.Column(name, kind, nullable=True))
    op.create_index("ix_staff_tokens_id", _TABLE, ["id"], unique=True)
    op.create_index("ix_staff_tokens_told", _TABLE, ["told"])


def downgrade() -> None:
    """Take it away. A token with scopes would then open everything: it is lost."""
    tokens = sa.table(_TABLE, sa.column("scopes"))
    op.get_bind().execute(sa.delete(tokens).where(tokens.c.scopes.is_not(None)))
    op.drop_index("ix_staff_tokens_told", _TABLE)
    op.drop_index("ix_staff_tokens_id", _TABLE)
    for name, _ in reversed(_COLUMNS):
        op.drop_column(_TABLE, name)
