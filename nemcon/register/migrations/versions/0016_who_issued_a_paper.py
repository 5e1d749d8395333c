"""Every procedure that issued a file, where several issued the same bytes."""

from __future__ import annotations

import json

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table, and fill it with what the entries say."""
    table = op.create_table(
        "paper_issuers",
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("procedure_id", sa.String(64), nullable=False),
        sa.ForeignKeyConstraint(
            ["digest"], ["issued_papers.digest"], name=op.f("fk_paper_issuers_issued_papers")
        ),
        sa.ForeignKeyConstraint(
            ["procedure_id"], ["procedures.id"], name=op.f("fk_paper_issuers_procedures")
        ),
        sa.PrimaryKeyConstraint("digest", "procedure_id", name=op.f("pk_paper_issuers")),
    )
    connection = op.get_bind()
    kept = set(connection.scalars(sa.text("SELECT digest FROM issued_papers")))
    says = "SELECT procedure_id, body FROM entries WHERE kind = 'PaperIssued'"
    found = {
        (digest, row.procedure_id)
        for row in connection.execute(sa.text(says))
        for _, digest in json.loads(row.body)["entry"]["digests"]
        if digest in kept
    }
    rows = [{"digest": digest, "procedure_id": name} for digest, name in sorted(found)]
    op.bulk_insert(table, rows)


def downgrade() -> None:
    """Take it away again."""
    op.drop_table("paper_issuers")
