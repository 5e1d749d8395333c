"""The tables of what is changed of a body: contacts, letters sent to them again, its settings."""

from __future__ import annotations

from sqlalchemy import JSON, Column, ForeignKey, Index, Integer, String, Table, Text

from nemcon.register.tables import Instant, metadata

contact_changes = Table(
    "contact_changes",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("body_id", String(64), ForeignKey("bodies.id"), nullable=False),
    Column("contact_id", String(64), ForeignKey("contacts.id"), nullable=False),
    Column("participant_id", String(64), nullable=False),
    # Entered, corrected or taken away.
    Column("what", String(16), nullable=False),
    # Name, address, zone and language: null before it was entered, and once it is taken away.
    Column("was", JSON(none_as_null=True)),
    Column("became", JSON(none_as_null=True)),
    Column("at", Instant, nullable=False),
    Column("by", Text, nullable=False),
    Index("ix_contact_changes_body_id_contact_id", "body_id", "contact_id"),
)

mailings_again = Table(
    "mailings_again",
    metadata,
    # A mailing to one contact alone, with the letter that did not get to it.
    Column("mailing_id", String(128), ForeignKey("mailings.id"), primary_key=True),
    Column("contact_id", String(64), ForeignKey("contacts.id"), nullable=False),
    Column("asked_at", Instant, nullable=False),
    Column("asked_by", Text, nullable=False),
    Index("ix_mailings_again_contact_id", "contact_id"),
)

setting_changes = Table(
    "setting_changes",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("body_id", String(64), ForeignKey("bodies.id"), nullable=False),
    # Two persons, forwarding, or the description of the body.
    Column("setting", String(16), nullable=False),
    Column("was", JSON, nullable=False),
    Column("became", JSON, nullable=False),
    Column("at", Instant, nullable=False),
    Column("by", Text, nullable=False),
    Index("ix_setting_changes_body_id", "body_id"),
)
