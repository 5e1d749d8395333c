"""What waits in procedures of any kind: in which order it came, and why it came to nothing.

What was entered at one instant, such as the amendments of one file, keeps its order. Why something
came to nothing is kept in every language, and not only in that of whoever brought it about.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

_FILINGS = sa.table("waiting_filings", sa.column("id"), sa.column("says"))


def upgrade() -> None:
    """Add the column; what was kept in one language is shown to all as it stands."""
    column = sa.Column("place", sa.Integer(), nullable=False, server_default="0")
    op.add_column("waiting_filings", column)
    for name, says in _said():
        _keep(name, json.dumps({"en": says}, ensure_ascii=False))


def downgrade() -> None:
    """Take it away again, and keep the English."""
    for name, says in _said():
        _keep(name, json.loads(says)["en"])
    op.drop_column("waiting_filings", "place")


def _said() -> Iterator[tuple[str, str]]:
    query = sa.select(_FILINGS.c.id, _FILINGS.c.says).where(_FILINGS.c.says != "")
    for row in op.get_bind().execute(query).all():
        yield str(row.id), str(row.says)


def _keep(identifier: str, says: str) -> None:
    here = _FILINGS.update().where(_FILINGS.c.id == identifier)
    op.get_bind().execute(here.values(says=says))
