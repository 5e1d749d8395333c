"""The documents of a procedure of any kind: listed, drawn up, taken away as files, and issued."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any, Final

from fastapi import APIRouter, Depends, Path, Query, Response

from activities.papers import Drafted, Wanted, issued_to, papers_of
from activities.papers_session import hangs_on, session_papers
from api.context import Context, InContext
from api.papers import (
    SHA256,
    IssuingPaper,
    Language,
    desk_of,
    drafted,
    file_of,
    file_response,
    issue,
    preview,
)
from api.people import ActingStaff, AnyCaller, Caller, actor
from api.problems import Problem, documented
from api.receiving import Received
from api.scopes import opens
from api.v1.disclosure import Viewer, viewer_of
from api.v1.documents_shown import DocumentListed, DocumentShown, SessionDocument
from api.v1.filings import IdempotencyKey
from api.v1.reaching import ProcedureId, reach_any, reach_of, receipt_response
from api.v1.shown import ReceiptShown
from api.v1.strict import StrictRoute
from api.words import OptionalName
from nemcon.agenda.state import AgendaState
from nemcon.documents.model.document import Distribution
from nemcon.documents.rendering import Format
from nemcon.language import _
from nemcon.register.door import PositionOf
from nemcon.register.grants import Scope
from nemcon.register.kinds import State
from nemcon.register.links import LinkHolder
from nemcon.register.papers import KeptFile, kept_file

router = APIRouter(tags=["documents"], route_class=StrictRoute, dependencies=[opens(Scope.RULE)])

PaperId = Annotated[
    str,
    Path(pattern=r"^[a-z][a-z0-9-]{0,63}$", description="The id of the document, from the list."),
]
Symbol = Annotated[
    OptionalName | None, Query(description="Without one it bears the symbol that suggests itself.")
]
InLanguage = Annotated[Language, Query(description="One of the document's languages.")]
Distributed = Annotated[Distribution, Query(description="How far it goes.")]
ToIssue = Annotated[
    bool,
    Query(description="For whoever may issue it: exactly as it would be, without a note."),
]


@dataclass(frozen=True, slots=True)
class Asked:
    """A document as it is asked for."""

    wanted: Wanted
    to_issue: bool


def _asked(
    *,
    symbol: Symbol = None,
    language: InLanguage = "en",
    distribution: Distributed = Distribution.LIMITED,
    to_issue: ToIssue = False,
) -> Asked:
    return Asked(Wanted(symbol, language, distribution), to_issue)


InAsked = Annotated[Asked, Depends(_asked)]
_FILES: Final[dict[int | str, dict[str, Any]]] = {
    200: {
        "content": {kind.media_type.partition(";")[0]: {} for kind in Format},
        "description": "The file; its SHA-256 is the entity tag.",
    }
}


@router.get(
    "/procedures/{procedure}/documents",
    summary="The documents of a procedure",
    responses=documented(401, 403, 404),
)
def documents(
    context: InContext, caller: AnyCaller, procedure: ProcedureId
) -> list[DocumentListed]:
    """Which documents can be drawn up now, and what was issued so far.

    Those who conduct the procedure are shown its letters and the record in full as well; what is
    issued is worded for everybody, and tells no more than the letters tell.
    """
    position, viewer = reach_any(context, procedure, caller), viewer_of(caller)
    listed = papers_of(desk_of(context), position, sees_all=viewer.sees_all)
    return [DocumentListed.of(paper) for paper in listed]


@router.get(
    "/procedures/{procedure}/documents/{paper}.{format}",
    summary="A document as a file",
    response_class=Response,
    responses={**_FILES, **documented(401, 403, 404, 422)},
)
def downloaded(
    context: InContext,
    caller: AnyCaller,
    procedure: ProcedureId,
    paper: PaperId,
    kind: Annotated[Format, Path(alias="format")],
    asked: InAsked,
) -> Response:
    """The document as it is now, in that format: the same bytes until something is recorded.

    Only whoever may issue it chooses its symbol and how far it goes.
    """
    position, viewer = reach_any(context, procedure, caller), viewer_of(caller)
    found = _drafted(context, position, paper, asked, viewer)
    file = file_of(context, found, kind)
    # Letters of one day have neither a symbol nor another name to tell them apart.
    name = file.name if found.document.masthead.symbol else f"{procedure}-{paper}.{kind}"
    return file_response(name, kind.media_type, file.data, file.digest)


@router.get(
    "/procedures/{procedure}/documents/{paper}",
    summary="A document as it is now",
    responses=documented(401, 403, 404, 422),
)
def document(
    context: InContext,
    caller: AnyCaller,
    procedure: ProcedureId,
    paper: PaperId,
    asked: InAsked,
) -> DocumentShown:
    """Its symbol, the SHA-256 of its files, and what is still to be confirmed or filled in.

    What is issued names the SHA-256 of the files as they would be issued.
    """
    position, viewer = reach_any(context, procedure, caller), viewer_of(caller)
    found = _drafted(context, position, paper, asked, viewer)
    return DocumentShown.of(preview(context, found))


@router.post(
    "/procedures/{procedure}/documents/{paper}/issue",
    status_code=201,
    summary="Issue a document",
    response_model=ReceiptShown,
    responses={
        200: {"model": ReceiptShown, "description": "It was issued before; the same receipt."},
        **documented(401, 403, 404, 409, 422, 503),
    },
)
def issued(
    context: InContext,
    staff: ActingStaff,
    received: Received,
    procedure: ProcedureId,
    paper: PaperId,
    sent: IssuingPaper,
    idempotency_key: IdempotencyKey = None,
) -> Response:
    """Issue it exactly as it was shown, and keep its files with the entry that says so."""
    position = reach_any(context, procedure, staff)
    by = actor(staff, "api")
    receipt = issue(context, position, paper, sent, by, received, idempotency_key)
    return receipt_response(receipt)


@router.get(
    "/agendas/{procedure}/documents",
    summary="What was issued in a session",
    responses=documented(401, 403, 404),
)
def of_session(
    context: InContext, caller: AnyCaller, procedure: ProcedureId
) -> list[SessionDocument]:
    """The documents that the agenda and every procedure that hangs on it have issued, in order."""
    position = reach_of(AgendaState, context, procedure, caller, "agenda")
    viewer = viewer_of(caller)
    found = session_papers(
        desk_of(context), position, sees_all=viewer.sees_all, participant=viewer.participant
    )
    return [SessionDocument.shown(paper) for paper in found]


@router.get(
    "/documents/{digest}",
    summary="A file of a document that was issued",
    response_class=Response,
    responses={**_FILES, **documented(401, 403, 404)},
)
def kept(
    context: InContext,
    caller: AnyCaller,
    digest: Annotated[str, Path(pattern=SHA256, description="The SHA-256 of the file.")],
) -> Response:
    """The file byte for byte as it was issued, for whoever may see the document."""
    with context.database.reading() as connection:
        found = kept_file(connection, digest)
    if found is None or not _may_see(context, caller, found):
        says = _("No document with that SHA-256 was issued, or it is not for you to see.")
        raise Problem(404, "no-such-document", says)
    file = found.file
    return file_response(file.name, file.media_type, file.data, digest)


def _drafted(
    context: Context, position: PositionOf[State], paper: str, asked: Asked, viewer: Viewer
) -> Drafted:
    return drafted(
        context,
        position,
        paper,
        asked.wanted,
        sees_all=viewer.sees_all,
        to_issue=asked.to_issue,
    )


def _may_see(context: Context, caller: Caller, found: KeptFile) -> bool:
    return any(_may_see_in(context, caller, name, found) for name in found.procedures)


def _may_see_in(context: Context, caller: Caller, procedure: str, found: KeptFile) -> bool:
    position = context.register.whereabouts(procedure)
    there = _there(context, caller, position) if position is not None else None
    if position is None or there is None:
        return False
    issued = issued_to(desk_of(context), position, sees_all=viewer_of(there).sees_all)
    return any(found.file.digest == digest for paper in issued for _kind, digest in paper.digests)


def _there(context: Context, caller: Caller, position: PositionOf[State]) -> Caller | None:
    """The caller as what they are in that procedure; `None` where they are nothing there.

    A link leads to its own procedure, and from an agenda to those that hang on it in which the
    delegation takes part.
    """
    if not isinstance(caller, LinkHolder):
        return caller.at(position.body)
    if caller.procedure == position.procedure:
        return caller
    takes_part = position.state.seat(caller.participant) is not None
    hangs = takes_part and hangs_on(context.register, position.procedure, caller.procedure)
    return caller if hangs else None
