"""Colleagues to whom a delegation forwards its link, and the bodies that allow it or not."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from nemcon.register.tables import Instant

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "forwarding",
        sa.Column("body_id", sa.String(64), nullable=False),
        sa.Column("allowed", sa.String(16), nullable=False),
        sa.Column("set_at", Instant(), nullable=False),
        sa.Column("set_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["body_id"], ["bodies.id"], name=op.f("fk_forwarding_bodies")),
        sa.PrimaryKeyConstraint("body_id", name=op.f("pk_forwarding")),
    )
    op.create_table(
        "colleagues",
        sa.Column("procedure_id", sa.String(64), nullable=False),
        sa.Column("contact_id", sa.String(64), nullable=False),
        sa.Column("participant_id", sa.String(64), nullable=False),
        sa.Column("named_through", sa.String(64), nullable=False),
        sa.Column("named_by", sa.Text(), nullable=False),
        sa.Column("named_at", Instant(), nullable=False),
        sa.Column("ended_at", Instant(), nullable=True),
        sa.Column("ended_by", sa.Text(), nullable=False),
        sa.Column("link_state", sa.String(16), nullable=False),
        sa.Column("notice_state", sa.String(16), nullable=False),
        sa.Column("due_at", Instant(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["procedure_id"], ["procedures.id"], name=op.f("fk_colleagues_procedures")
        ),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contacts.id"], name=op.f("fk_colleagues_contacts")
        ),
        sa.PrimaryKeyConstraint("procedure_id", "contact_id", name=op.f("pk_colleagues")),
    )
    op.create_index("ix_colleagues_due_at", "colleagues", ["due_at"])


def downgrade() -> None:
    """Drop them. The links of colleagues end with them."""
    op.drop_index("ix_colleagues_due_at", "colleagues")
    op.drop_table("colleagues")
    op.drop_table("forwarding")
