"""Procedures: listed, shown, and opened by placing a text under silence."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

from fastapi import APIRouter, Query, Response

from api.context import Context, InContext
from api.intake import Placing, placing, submit
from api.lettering import Lettered, confirmed
from api.people import ActingStaff, AnyCaller, AnyStaff, Caller, actor
from api.places import at_desk
from api.previewing import preview, stopped
from api.problems import Problem, documented, problem_of
from api.receiving import Received
from api.scopes import opens
from api.v1.disclosure import viewer_of
from api.v1.fairness import PreviewShown
from api.v1.filings import IdempotencyKey
from api.v1.letter_previews import shown_letter
from api.v1.negotiations_shown import CompilationShown
from api.v1.reaching import ProcedureId, reach, receipt_response
from api.v1.shown import (
    AGAIN,
    ProcedureListed,
    ProcedurePage,
    ProcedureShown,
    ReceiptShown,
    shown_procedure,
)
from api.v1.strict import StrictRoute
from api.words import IDENTIFIER
from nemcon.language import _
from nemcon.negotiation.compilation import Compilation, write_compilation
from nemcon.procedure.people import Actor
from nemcon.procedure.refusal import Refusal
from nemcon.register.compiled import compiled_silence
from nemcon.register.grants import Scope
from nemcon.register.kinds import AnyPhase, Kind
from nemcon.register.listing import list_procedures
from nemcon.register.staff import Staff

router = APIRouter(tags=["procedures"], route_class=StrictRoute, dependencies=[opens(Scope.LAUNCH)])


@router.get("/procedures", summary="List procedures", responses=documented(401, 422))
def procedures(
    context: InContext,
    staff: AnyStaff,
    *,
    body: Annotated[str | None, Query(pattern=IDENTIFIER)] = None,
    kind: Kind | None = None,
    phase: AnyPhase | None = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
    offset: Annotated[int, Query(ge=0, le=1_000_000)] = 0,
) -> ProcedurePage:
    """A part of the procedures that the caller may see, of every kind, the latest opened first."""
    with context.database.reading() as connection:
        listed, total = list_procedures(
            connection,
            body=body,
            among=staff.bodies,
            kind=kind,
            phase=phase,
            limit=limit,
            offset=offset,
        )
    following = offset + len(listed)
    return ProcedurePage(
        items=[ProcedureListed.model_validate(item) for item in listed],
        total=total,
        next_offset=following if listed and following < total else None,
    )


@router.post(
    "/procedures",
    status_code=201,
    summary="Place a text under silence",
    response_model=ReceiptShown,
    responses={
        **AGAIN,
        **documented(401, 403, 404, 409, 422, 503),
    },
)
def place(
    context: InContext,
    staff: ActingStaff,
    received: Received,
    sent: Placing,
    idempotency_key: IdempotencyKey = None,
) -> Response:
    """Freeze the text, the roll and the rules, and start the period."""
    placed = placing(context, sent, _by(context, staff, sent))
    lettered = Lettered(placed.procedure, placed.body, placed.act)
    letter = confirmed(context, lettered, received, sent.letter, idempotency_key)
    receipt = submit(
        context,
        placed.procedure,
        placed.act,
        received,
        idempotency_key,
        body=placed.body,
        letter=letter,
    )
    return receipt_response(receipt)


@router.post(
    "/preview",
    summary="See what placing a text under silence would mean",
    responses=documented(401, 403, 404, 409, 422),
)
def see_before(context: InContext, staff: ActingStaff, sent: Placing) -> PreviewShown:
    """The list that is gone through before, the deadline, and what it means for each delegation.

    What would stop the launch stands in the list.

    Takes what placing takes; records and sends nothing. With a `letter` the answer says what it
    would say, and under which SHA-256 it is confirmed.
    """
    placed = placing(context, sent, _by(context, staff, sent), filled_in=False)
    foreseen = preview(context, placed)
    if isinstance(foreseen, Refusal):
        if checks := stopped(context, placed, foreseen):
            return PreviewShown.stopped(checks)
        raise problem_of(foreseen)
    if sent.letter is None:
        return PreviewShown.of(foreseen)
    lettered = Lettered(placed.procedure, placed.body, placed.act)
    return PreviewShown.of(foreseen, shown_letter(context, lettered, sent.letter))


@router.get(
    "/procedures/{procedure}", summary="Show a procedure", responses=documented(401, 403, 404)
)
def procedure(context: InContext, caller: AnyCaller, procedure: ProcedureId) -> ProcedureShown:
    """Where the procedure stands, its deadline in every form, and what time does next."""
    return shown_procedure(reach(context, procedure, caller), viewer_of(caller))


@router.get(
    "/procedures/{procedure}/compilation",
    summary="What a broken silence left to a later session",
    responses=documented(401, 403, 404),
)
def compilation(context: InContext, caller: AnyCaller, procedure: ProcedureId) -> CompilationShown:
    """The Chair's compilation, as far as others may be told of objections."""
    return CompilationShown.model_validate(asdict(_compiled(context, caller, procedure)))


@router.get(
    "/procedures/{procedure}/compilation.txt",
    summary="The same as text",
    response_class=Response,
    responses={200: {"content": {"text/plain": {}}}, **documented(401, 403, 404)},
)
def compilation_text(context: InContext, caller: AnyCaller, procedure: ProcedureId) -> Response:
    """The Chair's compilation, to be read or printed."""
    written = write_compilation(_compiled(context, caller, procedure))
    return Response(written, media_type="text/plain; charset=utf-8")


def _compiled(context: Context, caller: Caller, procedure: str) -> Compilation:
    found = compiled_silence(procedure, reach(context, procedure, caller).state)
    if found is None:
        raise Problem(404, "no-compilation", _("Nothing of this procedure was listed."))
    return found


def _by(context: Context, staff: Staff, sent: Placing) -> Actor:
    return actor(at_desk(context, staff, sent.body, *sent.linked), "api")
