"""The tables of the staff: who they are, what they may do where, and how they came in.

Nothing in them is deleted while it may have to be answered for: a role, a deputy, a token and a
session end by an instant. A place that is empty stands for all bodies.
"""

from __future__ import annotations

from sqlalchemy import (
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from nemcon.register.tables import Instant, metadata

staff_people = Table(
    "staff_people",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("name", Text, nullable=False),
    # As it is compared; null for somebody who comes in by a link or a token only.
    Column("address", Text),
    Column("created_at", Instant, nullable=False),
    Column("ended_at", Instant),
    # In which letters and pages are written for them, en or fr; empty where nobody said.
    Column("language", String(2), nullable=False, default=""),
    UniqueConstraint("address"),
)

staff_roles = Table(
    "staff_roles",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("person_id", String(64), ForeignKey("staff_people.id"), nullable=False),
    Column("body_id", String(64), nullable=False, default=""),
    Column("role", String(16), nullable=False),
    Column("given_at", Instant, nullable=False),
    Column("given_by", Text, nullable=False),
    Column("ended_at", Instant),
    Column("ended_by", Text, nullable=False, default=""),
    Index("ix_staff_roles_person_id", "person_id"),
)

staff_deputies = Table(
    "staff_deputies",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("absent_id", String(64), nullable=False),
    Column("deputy_id", String(64), nullable=False),
    Column("body_id", String(64), nullable=False, default=""),
    Column("begins_at", Instant, nullable=False),
    Column("ends_at", Instant, nullable=False),
    Column("given_at", Instant, nullable=False),
    Column("given_by", Text, nullable=False),
    Column("ended_at", Instant),
    Column("ended_by", Text, nullable=False, default=""),
    # Both lead to the same table, so that the convention would give them one name.
    ForeignKeyConstraint(["absent_id"], ["staff_people.id"], name="fk_staff_deputies_absent"),
    ForeignKeyConstraint(["deputy_id"], ["staff_people.id"], name="fk_staff_deputies_deputy"),
    Index("ix_staff_deputies_deputy_id", "deputy_id"),
)

staff_tokens = Table(
    "staff_tokens",
    metadata,
    Column("token_hash", String(64), primary_key=True),
    Column("person_id", String(64), ForeignKey("staff_people.id"), nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("revoked_at", Instant),
    # What follows is of tokens that people make for programs; a staff link has none of it.
    Column("id", String(64)),
    Column("name", Text),
    # In the order of `Scope`, parted by spaces. Null for a staff link, which opens everything.
    Column("scopes", Text),
    # Null where it is good for every body of its owner.
    Column("body_id", String(64)),
    Column("ends_at", Instant),
    Column("used_on", Instant),
    Column("revoked_by", Text),
    # Whether its owner was told of it by a letter: queued, sent or none.
    Column("told", String(16)),
    Index("ix_staff_tokens_person_id", "person_id"),
    Index("ix_staff_tokens_id", "id", unique=True),
    Index("ix_staff_tokens_told", "told"),
)

staff_sessions = Table(
    "staff_sessions",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("token_hash", String(64), nullable=False),
    Column("person_id", String(64), ForeignKey("staff_people.id"), nullable=False),
    # How it began: by a letter, by the organization's own sign-in, or by a staff link.
    Column("way", String(16), nullable=False),
    # The token of the staff link by which it began; its end ends the session.
    Column("by_token", String(64), nullable=False, default=""),
    Column("address", Text, nullable=False),
    Column("browser", Text, nullable=False),
    Column("began_at", Instant, nullable=False),
    Column("seen_at", Instant, nullable=False),
    Column("ends_at", Instant, nullable=False),
    Column("ended_at", Instant),
    UniqueConstraint("token_hash"),
    Index("ix_staff_sessions_person_id", "person_id"),
)

sign_ins = Table(
    "sign_ins",
    metadata,
    Column("id", String(64), primary_key=True),
    # Hashes: the token that the letter carries, the browser that asked, the address it gave.
    Column("token_hash", String(64), nullable=False),
    Column("browser_hash", String(64), nullable=False),
    Column("address_hash", String(64), nullable=False),
    # Null where nobody has that address: it was asked, and nothing is sent.
    Column("person_id", String(64), ForeignKey("staff_people.id")),
    Column("asked_at", Instant, nullable=False),
    Column("ends_at", Instant, nullable=False),
    Column("used_at", Instant),
    Column("state", String(16), nullable=False),
    Column("attempts", Integer, nullable=False, default=0),
    Column("due_at", Instant, nullable=False),
    UniqueConstraint("token_hash"),
    Index("ix_sign_ins_address_hash_asked_at", "address_hash", "asked_at"),
    Index("ix_sign_ins_state_due_at", "state", "due_at"),
)

confirmed_filings = Table(
    "confirmed_filings",
    metadata,
    # The bodies that ask for a second person, and within how many minutes.
    Column("body_id", String(64), ForeignKey("bodies.id"), primary_key=True),
    Column("minutes", Integer, nullable=False),
    Column("set_at", Instant, nullable=False),
    Column("set_by", Text, nullable=False),
)

waiting_filings = Table(
    "waiting_filings",
    metadata,
    # Of what was sent and under which name, so that the same sending waits once.
    Column("id", String(64), primary_key=True),
    Column("procedure_id", String(64), ForeignKey("procedures.id"), nullable=False),
    Column("kind", String(32), nullable=False),
    Column("act", Text, nullable=False),
    # Who entered it: a person of the secretariat, or a contact through its link.
    Column("person_id", String(64), ForeignKey("staff_people.id")),
    Column("contact_id", String(64), ForeignKey("contacts.id")),
    Column("entered_at", Instant, nullable=False),
    # Among what was entered at one instant.
    Column("place", Integer, nullable=False, default=0),
    Column("due_at", Instant, nullable=False),
    Column("state", String(16), nullable=False),
    Column("settled_at", Instant),
    Column("settled_by", Text, nullable=False, default=""),
    # Why it came to nothing, as JSON: the sentence in each language.
    Column("says", Text, nullable=False, default=""),
    Index("ix_waiting_filings_procedure_id_state", "procedure_id", "state"),
)
