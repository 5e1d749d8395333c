"""The table of launches that may still be recalled: until when the letters of each are held."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, String, Table

from nemcon.register.tables import Instant, metadata

recall_moments = Table(
    "recall_moments",
    metadata,
    Column("procedure_id", String(64), ForeignKey("procedures.id"), primary_key=True),
    Column("until", Instant, nullable=False),
)
