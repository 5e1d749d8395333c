"""The tables of what others follow the register by: calendars, feeds of outcomes, webhooks.

Nothing is deleted: an address that was given out, and a webhook, end by an instant.
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    Index,
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
