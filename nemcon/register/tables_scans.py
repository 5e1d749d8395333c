"""The table of scans: the papers because of which the secretariat filed for a delegation."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, LargeBinary, String, Table, Text

from nemcon.register.tables import Instant, metadata

scans = Table(
    "scans",
    metadata,
    # Kept for each procedure by itself, so that nobody takes a scan out of another one by its hash.
    Column("procedure_id", String(64), ForeignKey("procedures.id"), primary_key=True),
    Column("digest", String(64), primary_key=True),
    Column("media_type", Text, nullable=False),
    Column("size", Integer, nullable=False),
    Column("data", LargeBinary, nullable=False),
    Column("kept_at", Instant, nullable=False),
    Column("kept_by", Text, nullable=False),
    # Null until something was filed, or waits, on the strength of it; then it is kept for good.
    Column("used_at", Instant),
    Index("ix_scans_kept_at", "kept_at"),
)
