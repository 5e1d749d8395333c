"""Codes by which delegations confirm what they filed through their links."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from nemcon.register.tables import Instant

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

_CONTACT = "fk_waiting_filings_contacts"


def upgrade() -> None:
    """Let a filing wait that came through a link, and make the tables of its codes."""
    with op.batch_alter_table("waiting_filings") as table:
        table.alter_column("person_id", existing_type=sa.String(64), nullable=True)
        table.add_column(sa.Column("contact_id", sa.String(64), nullable=True))
        table.create_foreign_key(op.f(_CONTACT), "contacts", ["contact_id"], ["id"])
    op.create_table(
        "filing_codes",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("filing_id", sa.String(64), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("issued_at", Instant(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["filing_id"], ["waiting_filings.id"], name=op.f("fk_filing_codes_waiting_filings")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_filing_codes")),
    )
    op.create_index("ix_filing_codes_filing_id", "filing_codes", ["filing_id"])
    op.create_table(
        "filing_code_letters",
        sa.Column("code_id", sa.String(32), nullable=False),
        sa.Column("contact_id", sa.String(64), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("due_at", Instant(), nullable=False),
        sa.Column("sent_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(
            ["code_id"], ["filing_codes.id"], name=op.f("fk_filing_code_letters_filing_codes")
        ),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contacts.id"], name=op.f("fk_filing_code_letters_contacts")
        ),
        sa.PrimaryKeyConstraint("code_id", "contact_id", name=op.f("pk_filing_code_letters")),
    )
    op.create_index(
        "ix_filing_code_letters_state_due_at", "filing_code_letters", ["state", "due_at"]
    )


def downgrade() -> None:
    """Take it away again; what waited for a code has nobody of the secretariat to wait for."""
    op.drop_table("filing_code_letters")
    op.drop_table("filing_codes")
    op.execute("DELETE FROM waiting_filings WHERE person_id IS NULL")
    with op.batch_alter_table("waiting_filings") as table:
        table.drop_constraint(op.f(_CONTACT), type_="foreignkey")
        table.drop_column("contact_id")
        table.alter_column("person_id", existing_type=sa.String(64), nullable=False)
