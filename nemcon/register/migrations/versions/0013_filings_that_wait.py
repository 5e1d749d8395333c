"""Filings for a delegation that wait for a second person, and the bodies that ask for one."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from nemcon.register.tables import Instant

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables; no body asks for a second person until somebody says so."""
    op.create_table(
        "confirmed_filings",
        sa.Column("body_id", sa.String(64), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("set_at", Instant(), nullable=False),
        sa.Column("set_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["body_id"], ["bodies.id"], name=op.f("fk_confirmed_filings_bodies")
        ),
        sa.PrimaryKeyConstraint("body_id", name=op.f("pk_confirmed_filings")),
    )
    op.create_table(
        "waiting_filings",
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("procedure_id", sa.String(64), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("act", sa.Text(), nullable=False),
        sa.Column("person_id", sa.String(64), nullable=False),
        sa.Column("entered_at", Instant(), nullable=False),
        sa.Column("due_at", Instant(), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("settled_at", Instant(), nullable=True),
        sa.Column("settled_by", sa.Text(), nullable=False),
        sa.Column("says", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["procedure_id"], ["procedures.id"], name=op.f("fk_waiting_filings_procedures")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["staff_people.id"], name=op.f("fk_waiting_filings_staff_people")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_waiting_filings")),
    )
    op.create_index(
        "ix_waiting_filings_procedure_id_state", "waiting_filings", ["procedure_id", "state"]
    )


def downgrade() -> None:
    """Drop them. What waits then is lost: settle it first."""
    op.drop_table("waiting_filings")
    op.drop_table("confirmed_filings")
