"""The tables of codes: what was sent about a filing that waits for one, and to whom."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, String, Table, Text

from nemcon.register.tables import Instant, metadata

filing_codes = Table(
    "filing_codes",
    metadata,
    # The code itself is derived from the installation's key and this id, and is stored nowhere.
    Column("id", String(32), primary_key=True),
    Column("filing_id", String(64), ForeignKey("waiting_filings.id"), nullable=False),
    # Of a code, or of the word that the filing lapsed without one.
    Column("kind", String(16), nullable=False),
    Column("issued_at", Instant, nullable=False),
    Column("tries", Integer, nullable=False, default=0),
    Index("ix_filing_codes_filing_id", "filing_id"),
)

filing_code_letters = Table(
    "filing_code_letters",
    metadata,
    Column("code_id", String(32), ForeignKey("filing_codes.id"), primary_key=True),
    Column("contact_id", String(64), ForeignKey("contacts.id"), primary_key=True),
    # As it stood in the directory when the code was issued.
    Column("address", Text, nullable=False),
    Column("state", String(16), nullable=False),
    Column("attempts", Integer, nullable=False, default=0),
    Column("due_at", Instant, nullable=False),
    Column("sent_at", Instant),
    Index("ix_filing_code_letters_state_due_at", "state", "due_at"),
)
