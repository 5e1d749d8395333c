"""The documents that a delegation finds behind its link: never more than it may be told.

Those of a procedure can be drawn up as they read now, where they are worded for everybody; those
that were issued are handed out as they were kept. Behind the link of an agenda stand the documents
of the whole session, as far as the delegation takes part.
"""

from __future__ import annotations

from typing import Annotated, Final

from fastapi import APIRouter, Path, Query, Request, Response

from activities.papers import PaperListed, Wanted, papers_of
from api.context import Context, InContext
from api.pages.documents_shown import (
    CALLED,
    FileRow,
    Kept,
    PaperRow,
    SessionRow,
    draft_address,
    issued_rows,
    session_documents,
)
from api.pages.opening import InAnyLink, OpenedLink, opened_as
from api.pages.templating import page
from api.papers import desk_of, drafted, file_of, file_response
from api.problems import Problem
from nemcon.agenda.state import AgendaState
from nemcon.documents.rendering import Format
from nemcon.language import N_, _
from nemcon.register.kinds import State
from nemcon.register.papers import kept_file

router = APIRouter(prefix="/documents")
PaperId = Annotated[str, Path(pattern=r"^[a-z][a-z0-9-]{0,63}$")]
Digest = Annotated[str, Path(pattern=r"^[0-9a-f]{64}$")]
_NONE: Final = N_("There is no such document here, or it is not for your delegation.")


@router.get("")
def listed(request: Request, context: InContext, opened: InAnyLink) -> Response:
    """The documents, each with its files."""
    facts = opened.around | {
        "papers": [_row(context, opened, paper) for paper in _papers(context, opened)],
        "session": _session(context, opened),
        "of_session": isinstance(opened.state, AgendaState),
    }
    return page(request, "documents/link.html", facts)


@router.get("/issued/{digest}")
def kept(context: InContext, opened: InAnyLink, digest: Digest) -> Response:
    """A file byte for byte as it was issued."""
    own = (
        known
        for one in _papers(context, opened)
        for paper in one.issued
        for _kind, known in paper.digests
    )
    others = (file.digest for row in _session(context, opened) for file in row.issued.files)
    with context.database.reading() as connection:
        found = kept_file(connection, digest)
    if found is None or digest not in {*own, *others}:
        raise Problem(404, "no-such-document", _(_NONE))
    return file_response(found.file.name, found.file.media_type, found.file.data, digest)


@router.get("/{paper}.{format}")
def downloaded(
    context: InContext,
    opened: InAnyLink,
    paper: PaperId,
    kind: Annotated[Format, Path(alias="format")],
    language: Annotated[str, Query(pattern=r"^[a-z]{2}$")] = "en",
) -> Response:
    """The document as it reads now, in that format."""
    wanted = Wanted(language=language)
    found = drafted(context, opened.position, paper, wanted, sees_all=False)
    file = file_of(context, found, kind)
    return file_response(file.name, kind.media_type, file.data, file.digest)


def _papers(context: Context, opened: OpenedLink[State]) -> tuple[PaperListed, ...]:
    return papers_of(desk_of(context), opened.position, sees_all=False)


def _session(context: Context, opened: OpenedLink[State]) -> tuple[SessionRow, ...]:
    """What the procedures of a session issued, behind the link of its agenda."""
    if not isinstance(opened.state, AgendaState):
        return ()
    position, who = opened_as(opened, AgendaState).position, opened.holder.participant
    return session_documents(context, position, sees_all=False, participant=who, kept=_kept(opened))


def _kept(opened: OpenedLink[State]) -> Kept:
    return lambda digest: f"/l/{opened.token}/documents/issued/{digest}"


def _row(context: Context, opened: OpenedLink[State], paper: PaperListed) -> PaperRow:
    at = f"/l/{opened.token}/documents/{paper.id}"
    wanted = Wanted(language=paper.languages[0])
    files = tuple(FileRow(CALLED[kind], draft_address(at, kind, wanted)) for kind in Format)
    zone, house = opened.state.profile.zone, desk_of(context).house
    return PaperRow(
        id=paper.id,
        title=paper.title,
        symbol=paper.symbol,
        address="",
        can_draft=paper.can_draft,
        files=files if paper.can_draft else (),
        issued=issued_rows(paper.issued, zone, house, _kept(opened)),
    )
