"""Marked-up Word files for programs: what a file proposes, before anything of it is filed."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import Annotated, Any, Final

from fastapi import APIRouter, Depends, Query, Request
from pydantic import Field

from api.context import InContext, InLimits
from api.marked_up import Choice, Preview, preview
from api.negotiating import Amending, Stating
from api.people import Caller, ShownToken, actor, delegate, find_caller
from api.problems import Problem, documented
from api.receiving import Received
from api.scopes import opens
from api.v1.reaching import ProcedureId, reach_of
from api.v1.shown import Shown
from api.words import IDENTIFIER
from nemcon.documents.rendering import Format
from nemcon.language import _
from nemcon.negotiation.state import NegotiationState
from nemcon.procedure.people import Actor
from nemcon.register.grants import Scope
from nemcon.register.links import LinkHolder

router = APIRouter(prefix="/negotiations", tags=["negotiations"], dependencies=[opens(Scope.FILE)])
_WORD: Final = Format.DOCX.media_type
_BODY: Final[dict[str, Any]] = {
    "requestBody": {
        "required": True,
        "content": {_WORD: {"schema": {"type": "string", "format": "binary"}}},
    }
}


class ProposedShown(Shown):
    """An amendment that the file proposes; `amendment` can be sent to `amendments` as it is."""

    amendment: Amending
    author: str = Field(description="Who marked it up, by the file; empty where it does not say.")
    untracked: bool = Field(description="It was found by comparing the words.")
    note: str
    refused: str = Field(description="The code of why it cannot be filed now; empty where it can.")
    says: str = Field(description="The same as a sentence.")


class UnplacedShown(Shown):
    """A change that cannot be filed: where it stands, whose it is, its words, and why."""

    where: str
    author: str
    words: str
    because: str


class CommentShown(Shown):
    """A comment; `statement` can be sent to `statements` as it is, where there is one."""

    author: str
    says: str
    paragraph: str
    words: str
    statement: Stating | None


class MarkedUpShown(Shown):
    """What a file proposes. Nothing of it was filed."""

    revision: int | None = Field(description="The issue that the file was made from, if it says.")
    amendments: list[ProposedShown]
    unplaced: list[UnplacedShown]
    comments: list[CommentShown]
    notes: list[str]


async def _file(request: Request, _token: ShownToken) -> bytes:
    return await request.body()


InFile = Annotated[bytes, Depends(_file)]
For = Annotated[
    str | None,
    Query(pattern=IDENTIFIER, description="For whom the staff read it; a delegation says nothing."),
]


@router.post(
    "/{procedure}/marked-up",
    summary="Read a marked-up Word file",
    openapi_extra=_BODY,
    responses=documented(401, 403, 404, 408, 413, 415, 422, 429),
)
def marked_up(
    request: Request,
    context: InContext,
    limits: InLimits,
    token: ShownToken,
    received: Received,
    procedure: ProcedureId,
    file: InFile,
    participant: For = None,
) -> MarkedUpShown:
    """What the file proposes, and what the rules say to it now. Nothing is filed.

    A delegation's program shows the token of its personal link; the staff who may act read what
    they would file for others. The amendments then go where amendments go, one by one.
    """
    limits.filing(request, token)
    caller = find_caller(context, limits, request, token)
    filer = _filer(caller, participant)
    position = reach_of(NegotiationState, context, procedure, caller)
    _require_word(request)
    return _shown(preview(position, file, filer, received))


def _filer(caller: Caller, participant: str | None) -> Actor:
    """Who would file. Raises `Problem` for who may not, and where it is not said for whom."""
    if isinstance(caller, LinkHolder):
        if participant not in (None, caller.participant):
            says = _(
                "This link files for {participant_name} only.",
                participant_name=caller.participant_name,
            )
            raise Problem(403, "not-your-delegation", says)
        return delegate(caller, "api")
    by = actor(caller, "api")
    if participant is None:
        says = _("Say for which participant the file is read: `?participant=...`.")
        raise Problem(422, "participant-missing", says)
    return replace(by, participant=participant)


def _require_word(request: Request) -> None:
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != _WORD:
        says = _("Send the file itself, and say so: Content-Type: {kind}.", kind=_WORD)
        raise Problem(415, "unsupported-media-type", says)


def _shown(found: Preview) -> MarkedUpShown:
    return MarkedUpShown(
        revision=found.revision if found.revision >= 0 else None,
        amendments=[_proposed(choice) for choice in found.choices],
        unplaced=[UnplacedShown.model_validate(asdict(one)) for one in found.unplaced],
        comments=[
            CommentShown(**asdict(said.comment), statement=said.stating) for said in found.said
        ],
        notes=list(found.notes),
    )


def _proposed(choice: Choice) -> ProposedShown:
    refusal = choice.refusal
    return ProposedShown(
        amendment=choice.amending,
        author=choice.found.author,
        untracked=choice.found.untracked,
        note=choice.found.note,
        refused=refusal.code if refusal else "",
        says=refusal.says if refusal else "",
    )
