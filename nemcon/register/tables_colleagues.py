"""The tables of forwarding: colleagues with a link to one procedure, and what bodies allow."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, String, Table, Text

from nemcon.register.tables import Instant, metadata

forwarding = Table(
    "forwarding",
    metadata,
    Column("body_id", String(64), ForeignKey("bodies.id"), primary_key=True),
    Column("allowed", String(16), nullable=False),
    Column("set_at", Instant, nullable=False),
    Column("set_by", Text, nullable=False),
)

colleagues = Table(
    "colleagues",
    metadata,
    Column("procedure_id", String(64), ForeignKey("procedures.id"), primary_key=True),
    Column("contact_id", String(64), ForeignKey("contacts.id"), primary_key=True),
    Column("participant_id", String(64), nullable=False),
    # Through whose link it was, and the name that was typed there.
    Column("named_through", String(64), nullable=False),
    Column("named_by", Text, nullable=False),
    Column("named_at", Instant, nullable=False),
    Column("ended_at", Instant),
    Column("ended_by", Text, nullable=False, default=""),
    # The letter with the link, and the one that tells the secretariat.
    Column("link_state", String(16), nullable=False),
    Column("notice_state", String(16), nullable=False),
    Column("due_at", Instant, nullable=False),
    Column("attempts", Integer, nullable=False, default=0),
    Index("ix_colleagues_due_at", "due_at"),
)
