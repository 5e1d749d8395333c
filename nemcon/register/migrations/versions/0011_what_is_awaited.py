"""What procedures wait for, the words that find them, and letters counted without reading them.

What is new is derived from the entries: it is filled in after the last step, by the program of
that day, and not here.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from nemcon.register.tables import Instant

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

_COUNTED = "ix_letters_mailing_id_participant_id_state"


def upgrade() -> None:
    """Add the columns, the words and the index."""
    for name, length in (("awaits", 16), ("whom", 16), ("zone", 64)):
        column = sa.Column(name, sa.String(length), nullable=False, server_default="")
        op.add_column("procedures", column)
    op.add_column("procedures", sa.Column("until", Instant()))
    word = sa.String(64).with_variant(sa.String(64, collation="C"), "postgresql")
    op.create_table(
        "procedure_words",
        sa.Column("word", word, nullable=False),
        sa.Column("procedure_id", sa.String(64), nullable=False),
        sa.ForeignKeyConstraint(
            ["procedure_id"], ["procedures.id"], name=op.f("fk_procedure_words_procedures")
        ),
        sa.PrimaryKeyConstraint("word", "procedure_id", name=op.f("pk_procedure_words")),
    )
    op.create_index("ix_procedure_words_procedure_id", "procedure_words", ["procedure_id"])
    op.create_index(_COUNTED, "letters", ["mailing_id", "participant_id", "state"])


def downgrade() -> None:
    """Take them away again."""
    op.drop_index(_COUNTED, "letters")
    op.drop_index("ix_procedure_words_procedure_id", "procedure_words")
    op.drop_table("procedure_words")
    for name in ("until", "zone", "whom", "awaits"):
        op.drop_column("procedures", name)
