"""What contacts were before they were changed, and letters that are sent to one of them again."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from nemcon.register.tables import Instant

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables; of what was changed before nothing is known."""
    op.create_table(
        "contact_changes",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("body_id", sa.String(64), nullable=False),
        sa.Column("contact_id", sa.String(64), nullable=False),
        sa.Column("participant_id", sa.String(64), nullable=False),
        sa.Column("what", sa.String(16), nullable=False),
        sa.Column("was", sa.JSON(none_as_null=True)),
        sa.Column("became", sa.JSON(none_as_null=True)),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["body_id"], ["bodies.id"], name=op.f("fk_contact_changes_bodies")),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contacts.id"], name=op.f("fk_contact_changes_contacts")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact_changes")),
    )
    op.create_index(
        "ix_contact_changes_body_id_contact_id", "contact_changes", ["body_id", "contact_id"]
    )
    op.create_table(
        "mailings_again",
        sa.Column("mailing_id", sa.String(128), nullable=False),
        sa.Column("contact_id", sa.String(64), nullable=False),
        sa.Column("asked_at", Instant(), nullable=False),
        sa.Column("asked_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["mailing_id"], ["mailings.id"], name=op.f("fk_mailings_again_mailings")
        ),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contacts.id"], name=op.f("fk_mailings_again_contacts")
        ),
        sa.PrimaryKeyConstraint("mailing_id", name=op.f("pk_mailings_again")),
    )
    op.create_index("ix_mailings_again_contact_id", "mailings_again", ["contact_id"])


def downgrade() -> None:
    """Take them away again."""
    op.drop_table("mailings_again")
    op.drop_table("contact_changes")
