"""Documents as the API shows them."""

from __future__ import annotations

from datetime import datetime

from pydantic import Field

from activities.papers import PaperListed
from activities.papers_session import SessionPaper
from api.papers import Previewed
from api.v1.shown import Shown
from nemcon.documents.model.document import Distribution
from nemcon.documents.rendering import Format
from nemcon.procedure.papers import IssuedPaper


class DocumentIssued(Shown):
    """A document as it was issued; its files are at `/documents/{digest}`."""

    number: int = Field(description="The number of its entry.")
    at: datetime
    paper: str
    symbol: str
    version: int = Field(description="Counts those under the same symbol, from 1.")
    title: str
    language: str
    distribution: str
    digests: dict[str, str] = Field(description="The SHA-256 of each file.")

    @classmethod
    def of(cls, issued: IssuedPaper) -> DocumentIssued:
        """The document as it is shown."""
        return cls(
            number=issued.number,
            at=issued.at,
            paper=issued.paper,
            symbol=issued.symbol,
            version=issued.version,
            title=issued.title,
            language=issued.language,
            distribution=issued.distribution,
            digests=dict(issued.digests),
        )


class DocumentListed(Shown):
    """A document of a procedure: what can be drawn up of it, and what was issued so far."""

    id: str = Field(examples=["redline-2"])
    paper: str = Field(examples=["redline"])
    title: str
    symbol: str = Field(description="The symbol that suggests itself; empty where none does.")
    languages: list[str] = Field(description="The languages in which it can be written.")
    can_draft: bool = Field(description="Whether it can be drawn up now.")
    can_issue: bool = Field(description="Whether the caller may issue it.")
    issued: list[DocumentIssued]

    @classmethod
    def of(cls, listed: PaperListed) -> DocumentListed:
        """The document as it is listed."""
        return cls(
            id=listed.id,
            paper=listed.paper,
            title=listed.title,
            symbol=listed.symbol,
            languages=list(listed.languages),
            can_draft=listed.can_draft,
            can_issue=listed.can_issue,
            issued=[DocumentIssued.of(issued) for issued in listed.issued],
        )


class FileShown(Shown):
    """A file of a document, or why it cannot be written here."""

    format: Format
    digest: str = Field(description="Its SHA-256; empty where it cannot be written here.")
    size: int = Field(description="Bytes.")
    refused: str = Field(default="", description="Why it cannot be written here.")


class PendingShown(Shown):
    """What has to be confirmed or filled in, and where it stands."""

    kind: str
    where: str
    words: str


class FaultShown(Shown):
    """What offends the conventions of the house, and where."""

    code: str
    where: str
    says: str


class DocumentShown(Shown):
    """A document as it is now: what issuing it needs, and what to look at before."""

    id: str
    title: str
    symbol: str
    language: str
    distribution: Distribution
    can_issue: bool
    words: int
    seen: int = Field(description="The number of the last entry that it tells of.")
    files: list[FileShown]
    faults: list[FaultShown]
    pending: list[PendingShown]

    @classmethod
    def of(cls, found: Previewed) -> DocumentShown:
        """The document as it is shown."""
        drafted, document = found.drafted, found.drafted.document
        written = [
            FileShown(format=file.format, digest=file.digest, size=len(file.data))
            for file in found.files
        ]
        refused = [
            FileShown(format=kind, digest="", size=0, refused=says)
            for kind, says in found.unwritten
        ]
        return cls(
            id=drafted.listed.id,
            title=document.title,
            symbol=document.masthead.symbol,
            language=document.language,
            distribution=document.masthead.distribution,
            can_issue=drafted.listed.can_issue,
            words=document.words,
            seen=drafted.seen,
            files=[*written, *refused],
            faults=[
                FaultShown(code=fault.code, where=fault.where, says=fault.says)
                for fault in drafted.faults
            ],
            pending=[
                PendingShown(kind=each.kind.value, where=each.where, words=each.words)
                for each in drafted.pending
            ],
        )


class SessionDocument(Shown):
    """A document that was issued in a session, and by which procedure."""

    procedure: str
    kind: str = Field(examples=["negotiation"])
    of: str = Field(description="The title of the procedure.")
    issued: DocumentIssued

    @classmethod
    def shown(cls, found: SessionPaper) -> SessionDocument:
        """The document as it is listed."""
        return cls(
            procedure=found.procedure,
            kind=found.kind.value,
            of=found.title,
            issued=DocumentIssued.of(found.issued),
        )
