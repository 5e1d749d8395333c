"""Mail that came back to letters, and the answers to what people wrote."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables; what came back before is told by the letters' states alone."""
    _make_returned_mail()
    _make_answers()


def downgrade() -> None:
    """Take them away again."""
    op.drop_table("answers")
    op.drop_table("returned_mail")


def _make_returned_mail() -> None:
    op.create_table(
        "returned_mail",
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("letter_id", sa.String(64), nullable=False),
        sa.Column("procedure_id", sa.String(64), nullable=False),
        sa.Column("participant_id", sa.String(64), nullable=False),
        sa.Column("contact_id", sa.String(64), nullable=False),
        sa.Column("meaning", sa.String(16), nullable=False),
        sa.Column("status", sa.String(16), nullable=False),
        sa.Column("says", sa.Text, nullable=False),
        sa.Column("until", sa.Text, nullable=False),
        sa.Column("sender", sa.Text, nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("data", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_returned_mail"),
        sa.ForeignKeyConstraint(["letter_id"], ["letters.id"], name="fk_returned_mail_letters"),
        sa.ForeignKeyConstraint(
            ["procedure_id"], ["procedures.id"], name="fk_returned_mail_procedures"
        ),
    )
    op.create_index("ix_returned_mail_procedure_id", "returned_mail", ["procedure_id"])


def _make_answers() -> None:
    op.create_table(
        "answers",
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("returned_id", sa.String(64), nullable=False),
        sa.Column("procedure_id", sa.String(64), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("recipient", sa.Text, nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("reply", sa.Text, nullable=False),
        sa.Column("filed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_answers"),
        sa.ForeignKeyConstraint(
            ["returned_id"], ["returned_mail.id"], name="fk_answers_returned_mail"
        ),
        sa.ForeignKeyConstraint(["procedure_id"], ["procedures.id"], name="fk_answers_procedures"),
    )
    op.create_index("ix_answers_state_due_at", "answers", ["state", "due_at"])
    op.create_index("ix_answers_procedure_id", "answers", ["procedure_id"])
