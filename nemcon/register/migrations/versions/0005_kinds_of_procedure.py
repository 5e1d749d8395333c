"""Of what kind a procedure is, on what it hangs, and room for outcomes with longer names."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns; everything there is a silence procedure that hangs on nothing."""
    kind = sa.Column("kind", sa.String(16), nullable=False, server_default="silence")
    parent = sa.Column("parent", sa.String(64), nullable=False, server_default="")
    op.add_column("procedures", kind)
    op.add_column("procedures", parent)
    op.create_index("ix_procedures_parent", "procedures", ["parent"])
    _outcomes_of(32)


def downgrade() -> None:
    """Take them away again."""
    _outcomes_of(16)
    op.drop_index("ix_procedures_parent", "procedures")
    op.drop_column("procedures", "parent")
    op.drop_column("procedures", "kind")


def _outcomes_of(length: int) -> None:
    """Set the room for the name of an outcome, by a new column: SQLite cannot alter the old one."""
    op.add_column("procedures", sa.Column("outcome_named", sa.String(length)))
    op.execute("UPDATE procedures SET outcome_named = outcome")
    op.drop_column("procedures", "outcome")
    op.alter_column("procedures", "outcome_named", new_column_name="outcome")
