"""The tables. `entries` is authoritative; what else speaks of a procedure is derived from it.

Instants are stored in UTC by `Instant`, which refuses naive ones. Names of enumerations are
stored as text, so that a register can be read without this code.
"""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    DateTime,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
)
from sqlalchemy.engine import Dialect


class Instant(TypeDecorator[datetime]):
    """An aware instant, stored in UTC."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse naive times, and store in UTC (SQLite has no zones of its own)."""
        if value is None:
            return None
        if value.tzinfo is None:
            message = "a naive time cannot be stored"
            raise ValueError(message)
        stored = value.astimezone(UTC)
        return stored.replace(tzinfo=None) if dialect.name == "sqlite" else stored

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - the signature is SQLAlchemy's
        """Give back an aware instant."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(referred_table_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)

bodies = Table(
    "bodies",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("name", Text, nullable=False),
    Column("parent", Text, nullable=False, default=""),
    Column("session", Text, nullable=False, default=""),
    Column("next_session", Text, nullable=False, default=""),
    Column("zone", String(64), nullable=False),
    Column("chair", Text, nullable=False, default=""),
    Column("created_at", Instant, nullable=False),
)

participants = Table(
    "participants",
    metadata,
    Column("body_id", String(64), ForeignKey("bodies.id"), primary_key=True),
    Column("id", String(64), primary_key=True),
    Column("name", Text, nullable=False),
    Column("category", String(16), nullable=False),
    Column("group", Text, nullable=False, default=""),
    Column("position", Integer, nullable=False),
    Column("weight", Integer, nullable=False, default=1),
    # False for those who take part only where a roll that was imported names them.
    Column("listed", Boolean, nullable=False, default=True),
    UniqueConstraint("body_id", "name"),
)

contacts = Table(
    "contacts",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("body_id", String(64), nullable=False),
    Column("participant_id", String(64), nullable=False),
    Column("name", Text, nullable=False),
    Column("address", Text, nullable=False),
    Column("zone", String(64), nullable=False, default=""),
    Column("language", String(2), nullable=False, default=""),
    Column("active", Boolean, nullable=False, default=True),
    ForeignKeyConstraint(
        ["body_id", "participant_id"],
        ["participants.body_id", "participants.id"],
    ),
    UniqueConstraint("body_id", "participant_id", "address"),
)

rolls = Table(
    "rolls",
    metadata,
    Column("body_id", String(64), ForeignKey("bodies.id"), primary_key=True),
    Column("name", String(128), primary_key=True),
    Column("participants", JSON, nullable=False),
)

roll_versions = Table(
    "roll_versions",
    metadata,
    Column("body_id", String(64), ForeignKey("bodies.id"), primary_key=True),
    Column("name", String(128), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("as_at", Date, nullable=False),
    Column("source", Text, nullable=False),
    Column("entries", JSON, nullable=False),
    Column("added", JSON, nullable=False),
    Column("imported_at", Instant, nullable=False),
    Column("imported_by", Text, nullable=False),
    Column("undone_at", Instant),
    Column("undone_by", Text, nullable=False, default=""),
)

texts = Table(
    "texts",
    metadata,
    Column("body_id", String(64), ForeignKey("bodies.id"), primary_key=True),
    Column("id", String(64), primary_key=True),
    Column("title", Text, nullable=False),
    Column("symbol", Text, nullable=False, default=""),
    Column("paragraphs", JSON, nullable=False),
)

procedures = Table(
    "procedures",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("body_id", String(64), ForeignKey("bodies.id"), nullable=False),
    Column("kind", String(16), nullable=False, default="silence"),
    # What it hangs on: the agenda of a negotiation, or who waits for the outcome of a silence.
    Column("parent", String(64), nullable=False, default=""),
    Column("title", Text, nullable=False, default=""),
    Column("profile", String(64), nullable=False, default=""),
    Column("phase", String(16), nullable=False, default=""),
    Column("round", Integer, nullable=False, default=0),
    Column("book", Integer, nullable=False, default=0),
    Column("deadline", Instant),
    Column("outcome", String(32)),
    Column("decided_at", Instant),
    Column("opened_at", Instant),
    Column("head_number", Integer, nullable=False, default=0),
    Column("head_hash", String(64), nullable=False, default=""),
    # What it waits for, whom and until when, and the zone of its rules. Empty until it is folded.
    Column("awaits", String(16), nullable=False, default=""),
    Column("whom", String(16), nullable=False, default=""),
    Column("until", Instant),
    Column("zone", String(64), nullable=False, default=""),
    Index("ix_procedures_body_id", "body_id"),
    Index("ix_procedures_deadline", "deadline"),
    Index("ix_procedures_parent", "parent"),
)

procedure_words = Table(
    "procedure_words",
    metadata,
    # Compared byte by byte on every database, so that a range of words is a range of the index.
    Column(
        "word", String(64).with_variant(String(64, collation="C"), "postgresql"), primary_key=True
    ),
    Column("procedure_id", String(64), ForeignKey("procedures.id"), primary_key=True),
    Index("ix_procedure_words_procedure_id", "procedure_id"),
)

entries = Table(
    "entries",
    metadata,
    Column("procedure_id", String(64), ForeignKey("procedures.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("kind", String(32), nullable=False),
    Column("at", Instant, nullable=False),
    Column("recorded_at", Instant, nullable=False),
    Column("submission", String(64)),
    Column("body", Text, nullable=False),
    Column("hash", String(64), nullable=False),
    UniqueConstraint("procedure_id", "submission"),
)

outbox = Table(
    "outbox",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("procedure_id", String(64), ForeignKey("procedures.id"), nullable=False),
    Column("created_at", Instant, nullable=False),
    Index("ix_outbox_procedure_id", "procedure_id"),
)

mailings = Table(
    "mailings",
    metadata,
    Column("id", String(128), primary_key=True),
    Column("procedure_id", String(64), ForeignKey("procedures.id"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("book", Integer, nullable=False),
    Column("notice", String(32), nullable=False),
    Column("participants", JSON, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("composed_at", Instant),
    Column("completed_at", Instant),
    Index("ix_mailings_procedure_id_number", "procedure_id", "number"),
)

letters = Table(
    "letters",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("mailing_id", String(128), ForeignKey("mailings.id"), nullable=False),
    Column("participant_id", String(64), nullable=False),
    Column("contact_id", String(64), ForeignKey("contacts.id"), nullable=False),
    Column("address", Text, nullable=False),
    Column("message_id", Text, nullable=False),
    Column("content", Text, nullable=False),
    Column("state", String(16), nullable=False),
    Column("attempts", Integer, nullable=False, default=0),
    Column("reply", Text, nullable=False, default=""),
    Column("digest", String(64), nullable=False, default=""),
    Column("sent_at", Instant),
    Column("bounced_at", Instant),
    UniqueConstraint("mailing_id", "contact_id"),
    # Holds all that counting needs, so that the letters themselves stay unread.
    Index("ix_letters_mailing_id_participant_id_state", "mailing_id", "participant_id", "state"),
    Index("ix_letters_contact_id_state", "contact_id", "state"),
    Index("ix_letters_state", "state"),
)

returned_mail = Table(
    "returned_mail",
    metadata,
    # A hash over letter and Message-ID: a message is kept once, however often it comes.
    Column("id", String(64), primary_key=True),
    Column("letter_id", String(64), ForeignKey("letters.id"), nullable=False),
    Column("procedure_id", String(64), ForeignKey("procedures.id"), nullable=False),
    Column("participant_id", String(64), nullable=False),
    Column("contact_id", String(64), nullable=False),
    Column("meaning", String(16), nullable=False),
    Column("status", String(16), nullable=False, default=""),
    Column("says", Text, nullable=False, default=""),
    Column("until", Text, nullable=False, default=""),
    Column("sender", Text, nullable=False, default=""),
    Column("subject", Text, nullable=False, default=""),
    Column("at", Instant, nullable=False),
    # The whole of what a person wrote; empty for what servers and programs write.
    Column("data", LargeBinary, nullable=False),
    Index("ix_returned_mail_procedure_id", "procedure_id"),
)

answers = Table(
    "answers",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("returned_id", String(64), ForeignKey("returned_mail.id"), nullable=False),
    Column("procedure_id", String(64), ForeignKey("procedures.id"), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("recipient", Text, nullable=False),
    Column("state", String(16), nullable=False),
    Column("attempts", Integer, nullable=False, default=0),
    Column("reply", Text, nullable=False, default=""),
    Column("filed_at", Instant, nullable=False),
    Column("due_at", Instant, nullable=False),
    Column("sent_at", Instant),
    Index("ix_answers_state_due_at", "state", "due_at"),
    Index("ix_answers_procedure_id", "procedure_id"),
)

issued_papers = Table(
    "issued_papers",
    metadata,
    # The bytes are found by their hash, which the entry that issued them names.
    Column("digest", String(64), primary_key=True),
    Column("procedure_id", String(64), ForeignKey("procedures.id"), nullable=False),
    Column("media_type", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("data", LargeBinary, nullable=False),
    Column("kept_at", Instant, nullable=False),
)

paper_issuers = Table(
    "paper_issuers",
    metadata,
    # Whoever may see one of the procedures that issued the same bytes may see them.
    Column("digest", String(64), ForeignKey("issued_papers.digest"), primary_key=True),
    Column("procedure_id", String(64), ForeignKey("procedures.id"), primary_key=True),
)

links = Table(
    "links",
    metadata,
    Column("token_hash", String(64), primary_key=True),
    Column("procedure_id", String(64), ForeignKey("procedures.id"), nullable=False),
    Column("contact_id", String(64), ForeignKey("contacts.id"), nullable=False),
    Column("version", Integer, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("revoked_at", Instant),
    UniqueConstraint("procedure_id", "contact_id", "version"),
)
