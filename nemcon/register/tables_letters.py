"""The table of the Word templates of letters, one row a version; nothing in it is deleted."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Integer, LargeBinary, String, Table, Text

from nemcon.register.tables import Instant, metadata

letter_templates = Table(
    "letter_templates",
    metadata,
    Column("body_id", String(64), ForeignKey("bodies.id"), primary_key=True),
    Column("notice", String(32), primary_key=True),
    Column("form", String(16), primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("digest", String(64), nullable=False),
    Column("data", LargeBinary, nullable=False),
    Column("kept_at", Instant, nullable=False),
    Column("kept_by", Text, nullable=False),
    Column("withdrawn_at", Instant),
    Column("withdrawn_by", Text, nullable=False, default=""),
)
