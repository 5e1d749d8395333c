"""The documents of a procedure as pages list them: what can be drawn up, and what was issued."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from activities.papers import PaperListed, Wanted, papers_of
from activities.papers_session import session_papers
from api.context import Context
from api.pages.shown import When, when
from api.papers import Previewed, desk_of
from nemcon.agenda.state import AgendaState
from nemcon.documents.house import House
from nemcon.documents.model.document import Distribution
from nemcon.documents.rendering import Format
from nemcon.language import _, ngettext
from nemcon.procedure.papers import IssuedPaper
from nemcon.register.door import PositionOf
from nemcon.register.kinds import State

CALLED: Final = {Format.HTML: "HTML", Format.DOCX: "Word", Format.PDF: "PDF"}
"""What people call the formats."""
_KIBI: Final = 1024
Kept = Callable[[str], str]
"""The address of a file that was issued, by its digest."""


@dataclass(frozen=True, slots=True)
class FileRow:
    """A file of a document; `refused` says why it cannot be written here."""

    called: str
    address: str
    digest: str = ""
    size: str = ""
    refused: str = ""


@dataclass(frozen=True, slots=True)
class IssuedRow:
    """A document as it was issued, with its files as they were kept."""

    symbol: str
    version: int
    title: str
    language: str
    distribution: str
    at: When
    files: tuple[FileRow, ...]


@dataclass(frozen=True, slots=True)
class PaperRow:
    """A document of the list; without an `address` there is nothing more to see of it."""

    id: str
    title: str
    symbol: str
    address: str
    can_draft: bool
    files: tuple[FileRow, ...]
    issued: tuple[IssuedRow, ...]


def kept_for_staff(digest: str) -> str:
    """Where the staff finds a file that was issued."""
    return f"/api/v1/documents/{digest}"


def page_of(procedure: str, paper: str) -> str:
    """The page of a document."""
    return f"/procedures/{procedure}/documents/{paper}"


def staff_documents(
    context: Context, position: PositionOf[State], *, sees_all: bool
) -> tuple[PaperRow, ...]:
    """The documents of a procedure, each with its page."""
    desk, zone = desk_of(context), position.state.profile.zone
    return tuple(
        PaperRow(
            id=paper.id,
            title=paper.title,
            symbol=paper.symbol,
            address=page_of(position.procedure, paper.id),
            can_draft=paper.can_draft,
            files=(),
            issued=issued_rows(paper.issued, zone, desk.house, kept_for_staff),
        )
        for paper in papers_of(desk, position, sees_all=sees_all)
    )


def issued_rows(
    issued: Iterable[IssuedPaper], zone: str, house: House, kept: Kept
) -> tuple[IssuedRow, ...]:
    """What was issued of a document, the latest first."""
    return tuple(reversed([issued_row(one, zone, house, kept) for one in issued]))


def issued_row(issued: IssuedPaper, zone: str, house: House, kept: Kept) -> IssuedRow:
    """One document as it was issued."""
    return IssuedRow(
        symbol=issued.symbol,
        version=issued.version,
        title=issued.title,
        language=named(house, issued.language),
        distribution=issued.distribution,
        at=when(issued.at, zone),
        files=tuple(
            FileRow(CALLED.get(Format(kind), kind), kept(digest), digest)
            for kind, digest in issued.digests
        ),
    )


@dataclass(frozen=True, slots=True)
class SessionRow:
    """A document that was issued in a session, and by which of its procedures."""

    of: str
    address: str
    issued: IssuedRow


def session_documents(
    context: Context,
    position: PositionOf[AgendaState],
    *,
    sees_all: bool,
    participant: str = "",
    kept: Kept = kept_for_staff,
) -> tuple[SessionRow, ...]:
    """What the procedures of a session have issued, in that order, for whoever looks."""
    desk, zone = desk_of(context), position.state.profile.zone
    found = session_papers(desk, position, sees_all=sees_all, participant=participant)
    return tuple(
        SessionRow(
            one.title,
            page_of(one.procedure, one.issued.paper),
            issued_row(one.issued, zone, desk.house, kept),
        )
        for one in found
    )


def draft_address(at: str, kind: Format, wanted: Wanted, *, to_issue: bool = False) -> str:
    """The address of a document as it is now, in that format, wanted so."""
    asked = {"language": wanted.language, "distribution": wanted.distribution.value}
    if wanted.symbol is not None:
        asked["symbol"] = wanted.symbol
    if to_issue:
        asked["to_issue"] = "true"
    return f"{at}.{kind}?{urlencode(asked)}"


def files_of(
    previewed: Previewed, at: str, wanted: Wanted, *, to_issue: bool
) -> tuple[FileRow, ...]:
    """The files of a document as it is now, and those that cannot be written here."""
    written = [
        FileRow(
            CALLED[file.format],
            draft_address(at, file.format, wanted, to_issue=to_issue),
            file.digest,
            size_of(len(file.data)),
        )
        for file in previewed.files
    ]
    refused = [FileRow(CALLED[kind], "", refused=says) for kind, says in previewed.unwritten]
    return (*written, *refused)


def size_of(size: int) -> str:
    """A number of bytes as people read it."""
    if size < _KIBI:
        return ngettext("{n} byte", "{n} bytes", size)
    # Translators: the size of a file, in 1024 bytes.
    return _("{n} KiB", n=format(size / _KIBI, ".0f"))


def named(house: House, language: str) -> str:
    """The English name of a language; its code where the house has none."""
    return house.writing("en").languages.get(language, language)


def languages_of(house: House, listed: PaperListed) -> list[tuple[str, str]]:
    """The languages in which a document can be written, to choose from."""
    return [(code, named(house, code)) for code in listed.languages]


def distributions() -> list[tuple[str, str]]:
    """How far a document may go, to choose from."""
    return [(how.value, how.value) for how in Distribution]
