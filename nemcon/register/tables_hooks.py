"""The tables of what others follow the register by: calendars, feeds of outcomes, webhooks.

Nothing is deleted: an address that was given out, and a webhook, end by an instant.
"""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from nemcon.register.tables import Instant, metadata

calendar_feeds = Table(
    "calendar_feeds",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("token_hash", String(64), nullable=False),
    Column("body_id", String(64), ForeignKey("bodies.id"), nullable=False),
    # Empty for the calendar of the whole body.
    Column("participant_id", String(64), nullable=False, default=""),
    # For whom it was made, in the words of whoever made it.
    Column("note", Text, nullable=False, default=""),
    Column("created_at", Instant, nullable=False),
    Column("created_by", Text, nullable=False),
    Column("revoked_at", Instant),
    Column("revoked_by", Text, nullable=False, default=""),
    UniqueConstraint("token_hash"),
    Index("ix_calendar_feeds_body_id", "body_id"),
)

publishing = Table(
    "publishing",
    metadata,
    Column("body_id", String(64), ForeignKey("bodies.id"), primary_key=True),
    Column("outcomes", Boolean, nullable=False),
    # When it was first published, which the name of its feed holds for good.
    Column("begun_at", Instant, nullable=False),
    Column("changed_at", Instant, nullable=False),
    Column("changed_by", Text, nullable=False),
)

webhooks = Table(
    "webhooks",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("body_id", String(64), ForeignKey("bodies.id"), nullable=False),
    Column("url", Text, nullable=False),
    Column("note", Text, nullable=False, default=""),
    # The kinds of entries that it is told of; empty for all.
    Column("events", JSON, nullable=False),
    # Its secret is derived from the installation's key, and never kept.
    Column("secret_version", Integer, nullable=False),
    # Until when what is sent is signed with the secret before, too.
    Column("previous_until", Instant),
    Column("created_at", Instant, nullable=False),
    Column("created_by", Text, nullable=False),
    Column("disabled_at", Instant),
    Column("disabled_because", Text, nullable=False, default=""),
    # Null while the staff has still to be told that it was disabled.
    Column("told_at", Instant),
    Column("ended_at", Instant),
    Column("ended_by", Text, nullable=False, default=""),
    Index("ix_webhooks_body_id", "body_id"),
)

webhook_marks = Table(
    "webhook_marks",
    metadata,
    Column("webhook_id", String(64), ForeignKey("webhooks.id"), primary_key=True),
    Column("procedure_id", String(64), ForeignKey("procedures.id"), primary_key=True),
    # Up to which entry messages were filed.
    Column("number", Integer, nullable=False),
)

webhook_messages = Table(
    "webhook_messages",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("webhook_id", String(64), ForeignKey("webhooks.id"), nullable=False),
    Column("procedure_id", String(64), ForeignKey("procedures.id"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("state", String(16), nullable=False),
    Column("attempts", Integer, nullable=False, default=0),
    Column("filed_at", Instant, nullable=False),
    Column("due_at", Instant, nullable=False),
    Column("first_at", Instant),
    Column("last_at", Instant),
    Column("status", Integer, nullable=False, default=0),
    Column("answer", Text, nullable=False, default=""),
    UniqueConstraint("webhook_id", "procedure_id", "number"),
    Index("ix_webhook_messages_state_due_at", "state", "due_at"),
)
