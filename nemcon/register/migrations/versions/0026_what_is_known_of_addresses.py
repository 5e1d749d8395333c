"""Letters are found by their contact, and those that failed by their state."""

from __future__ import annotations

from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make both indexes."""
    op.create_index("ix_letters_contact_id_state", "letters", ["contact_id", "state"])
    op.create_index("ix_letters_state", "letters", ["state"])


def downgrade() -> None:
    """Take them away again."""
    op.drop_index("ix_letters_state", "letters")
    op.drop_index("ix_letters_contact_id_state", "letters")
