"""People of the staff with roles by body, deputies, sessions, and signing in by letter.

Whoever held a token becomes a person with that role for all bodies, so that tokens go on.
"""

from __future__ import annotations

import hashlib
from typing import Any

import sqlalchemy as sa
from alembic import op

from nemcon.register.tables import Instant

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables, and a person of each name and office that tokens were issued to."""
    tokens = _taken_out("token_hash", "name", "office", "created_at", "revoked_at")
    _make_people()
    _make_sessions()
    _make_tokens(sa.Column("person_id", sa.String(64), nullable=False))
    people: dict[str, sa.RowMapping] = {}
    for row in tokens:
        person = _person(row["name"], row["office"])
        if person not in people or people[person]["revoked_at"] is not None:
            people[person] = row
    bind = op.get_bind()
    for person, row in people.items():
        values = {"id": person, "name": row["name"], "created_at": row["created_at"]}
        bind.execute(sa.insert(_TABLE("staff_people", *values)).values(values))
        held = {
            "person_id": person,
            "body_id": "",
            "role": row["office"],
            "given_at": row["created_at"],
            "given_by": "",
            "ended_by": "",
        }
        bind.execute(sa.insert(_TABLE("staff_roles", *held)).values(held))
    for row in tokens:
        kept = {
            "token_hash": row["token_hash"],
            "person_id": _person(row["name"], row["office"]),
            "created_at": row["created_at"],
            "revoked_at": row["revoked_at"],
        }
        bind.execute(sa.insert(_TABLE("staff_tokens", *kept)).values(kept))


def downgrade() -> None:
    """Give each token the name of its person, and the role that the person has for all bodies.

    A token of somebody with roles in single bodies only would then open all of them: it is lost.
    """
    bind = op.get_bind()
    people = {
        row.id: row.name for row in bind.execute(sa.select(_TABLE("staff_people", "id", "name")))
    }
    roles = _TABLE("staff_roles", "person_id", "body_id", "role", "ended_at")
    held = {
        row.person_id: row.role
        for row in bind.execute(
            sa.select(roles).where(roles.c.body_id == "", roles.c.ended_at.is_(None))
        )
        if row.role in _BEFORE
    }
    op.drop_table("staff_sessions")
    op.drop_table("sign_ins")
    tokens = _taken_out("token_hash", "person_id", "created_at", "revoked_at")
    op.drop_table("staff_deputies")
    op.drop_table("staff_roles")
    op.drop_table("staff_people")
    _make_tokens(
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("office", sa.String(16), nullable=False),
    )
    for row in tokens:
        if row["person_id"] in held:
            kept = {
                "token_hash": row["token_hash"],
                "name": people[row["person_id"]],
                "office": held[row["person_id"]],
                "created_at": row["created_at"],
                "revoked_at": row["revoked_at"],
            }
            bind.execute(sa.insert(_TABLE("staff_tokens", *kept)).values(kept))


_BEFORE = frozenset({"chair", "bureau", "secretariat", "reader"})
_INSTANTS = frozenset({"created_at", "revoked_at", "given_at", "ended_at"})


def _TABLE(name: str, *columns: str) -> sa.TableClause:  # noqa: N802 - reads as the table it is
    return sa.table(
        name, *(sa.column(c, Instant() if c in _INSTANTS else sa.Text()) for c in columns)
    )


def _person(name: str, office: str) -> str:
    return hashlib.sha256(f"{office}\0{name}".encode()).hexdigest()[:16]


def _taken_out(*columns: str) -> list[sa.RowMapping]:
    """The rows of the tokens, whose table is dropped, to be made anew with other columns."""
    found = op.get_bind().execute(sa.select(_TABLE("staff_tokens", *columns)))
    rows = list(found.mappings())
    op.drop_table("staff_tokens")
    return rows


def _make_tokens(*about: sa.Column[Any]) -> None:
    of_people = about[0].name == "person_id"
    people = [
        sa.ForeignKeyConstraint(
            ["person_id"], ["staff_people.id"], name=op.f("fk_staff_tokens_staff_people")
        )
    ]
    op.create_table(
        "staff_tokens",
        sa.Column("token_hash", sa.String(64), nullable=False),
        *about,
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("revoked_at", Instant(), nullable=True),
        *(people if of_people else ()),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_staff_tokens")),
    )
    if of_people:
        op.create_index("ix_staff_tokens_person_id", "staff_tokens", ["person_id"])


def _make_people() -> None:
    op.create_table(
        "staff_people",
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=True),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("ended_at", Instant(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff_people")),
        sa.UniqueConstraint("address", name=op.f("uq_staff_people_address")),
    )
    op.create_table(
        "staff_roles",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("person_id", sa.String(64), nullable=False),
        sa.Column("body_id", sa.String(64), nullable=False),
        sa.Column("role", sa.String(16), nullable=False),
        sa.Column("given_at", Instant(), nullable=False),
        sa.Column("given_by", sa.Text(), nullable=False),
        sa.Column("ended_at", Instant(), nullable=True),
        sa.Column("ended_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["staff_people.id"], name=op.f("fk_staff_roles_staff_people")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff_roles")),
    )
    op.create_index("ix_staff_roles_person_id", "staff_roles", ["person_id"])
    op.create_table(
        "staff_deputies",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("absent_id", sa.String(64), nullable=False),
        sa.Column("deputy_id", sa.String(64), nullable=False),
        sa.Column("body_id", sa.String(64), nullable=False),
        sa.Column("begins_at", Instant(), nullable=False),
        sa.Column("ends_at", Instant(), nullable=False),
        sa.Column("given_at", Instant(), nullable=False),
        sa.Column("given_by", sa.Text(), nullable=False),
        sa.Column("ended_at", Instant(), nullable=True),
        sa.Column("ended_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["absent_id"], ["staff_people.id"], name="fk_staff_deputies_absent"
        ),
        sa.ForeignKeyConstraint(
            ["deputy_id"], ["staff_people.id"], name="fk_staff_deputies_deputy"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff_deputies")),
    )
    op.create_index("ix_staff_deputies_deputy_id", "staff_deputies", ["deputy_id"])


def _make_sessions() -> None:
    op.create_table(
        "staff_sessions",
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("token_hash", sa.String(64), nullable=False),
        sa.Column("person_id", sa.String(64), nullable=False),
        sa.Column("way", sa.String(16), nullable=False),
        sa.Column("by_token", sa.String(64), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("browser", sa.Text(), nullable=False),
        sa.Column("began_at", Instant(), nullable=False),
        sa.Column("seen_at", Instant(), nullable=False),
        sa.Column("ends_at", Instant(), nullable=False),
        sa.Column("ended_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"], ["staff_people.id"], name=op.f("fk_staff_sessions_staff_people")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff_sessions")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_staff_sessions_token_hash")),
    )
    op.create_index("ix_staff_sessions_person_id", "staff_sessions", ["person_id"])
    op.create_table(
        "sign_ins",
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("token_hash", sa.String(64), nullable=False),
        sa.Column("browser_hash", sa.String(64), nullable=False),
        sa.Column("address_hash", sa.String(64), nullable=False),
        sa.Column("person_id", sa.String(64), nullable=True),
        sa.Column("asked_at", Instant(), nullable=False),
        sa.Column("ends_at", Instant(), nullable=False),
        sa.Column("used_at", Instant(), nullable=True),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("due_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["staff_people.id"], name=op.f("fk_sign_ins_staff_people")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_ins")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_sign_ins_token_hash")),
    )
    op.create_index("ix_sign_ins_address_hash_asked_at", "sign_ins", ["address_hash", "asked_at"])
    op.create_index("ix_sign_ins_state_due_at", "sign_ins", ["state", "due_at"])
