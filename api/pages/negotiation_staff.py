"""A negotiation as the staff see it: the text with all amendments, its issues, its record."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Path, Request, Response

from api.context import Context, InContext
from api.pages.documents_shown import staff_documents
from api.pages.negotiation_compiled import compiled_facts
from api.pages.negotiation_facts import end_facts
from api.pages.negotiation_record import told_lines
from api.pages.negotiation_shown import Negotiated
from api.pages.negotiation_words import STANCES
from api.pages.procedures import Identifier, mailings_of
from api.pages.rules import book_facts
from api.pages.shown import Line, when
from api.pages.templating import page
from api.pages.to_confirm import to_confirm_in
from api.people import AnyStaff
from api.problems import Problem, no_such_procedure
from api.recalling import moment_of
from api.v1.disclosure import require_record, viewer_of
from nemcon.language import _
from nemcon.negotiation.naming import symbol_of
from nemcon.negotiation.rounds import silent_in_round
from nemcon.negotiation.state import NegotiationPhase, NegotiationState
from nemcon.negotiation.telling import Reader
from nemcon.register import directory
from nemcon.register.door import PositionOf
from nemcon.register.listing import list_letters
from nemcon.register.staff import Role, Staff
from nemcon.register.verify import export

router = APIRouter(prefix="/negotiations/{procedure}", include_in_schema=False)


def position_of(context: Context, procedure: str) -> PositionOf[NegotiationState]:
    """Where that negotiation stands. Raises `Problem` 404."""
    position = context.register.position(procedure, NegotiationState)
    if position is None:
        raise no_such_procedure()
    return position


def seen_by_staff(context: Context, state: NegotiationState, staff: Staff) -> Negotiated:
    """The negotiation as that member of the staff sees it now."""
    reader = Reader.of(state, sees_all=viewer_of(staff).sees_all)
    return Negotiated(state, reader, context.clock.now())


def head_facts(
    context: Context, position: PositionOf[NegotiationState], view: Negotiated
) -> dict[str, object]:
    """What every page of the staff about the negotiation shows at its top."""
    state = position.state
    with context.database.reading() as connection:
        body = directory.body_of(connection, position.body)
    return {
        "procedure": position.procedure,
        "at": f"/negotiations/{position.procedure}",
        "body": body,
        "text": replace(state.issued, symbol=symbol_of(state)),
        "standing": view.standing,
        "deadline": view.deadline(),
        "round": state.round,
        "zone": state.profile.zone,
        "over": state.ended,
        "open": view.open,
        "head": str(position.head),
    }


@router.get("")
def show(request: Request, context: InContext, staff: AnyStaff, procedure: Identifier) -> Response:
    """The negotiation with everything about it."""
    position = position_of(context, procedure)
    state = position.state
    view = seen_by_staff(context, state, staff)
    sees_all = viewer_of(staff).sees_all
    with context.database.reading() as connection:
        letters = list_letters(connection, procedure)
    silent = silent_in_round(state) if state.phase is NegotiationPhase.IN_ROUND else ()
    facts = head_facts(context, position, view) | end_facts(context, procedure, view)
    facts |= {
        "moment": moment_of(procedure, state, staff, view.now),
        "to_confirm": to_confirm_in(context, staff, procedure),
        "clauses": view.clauses(),
        "statements": view.statements(),
        "issues": view.issues(),
        "names": {stance: _(words) for stance, words in STANCES.items()},
        "digest": view.reader.digest(state.issued),
        "package": state.package,
        "conducts": staff.role is not Role.READER and view.open,
        "secretariat": staff.role is Role.SECRETARIAT,
        "roll": state.roll,
        "silent": [view.reader.name(name) for name in silent] if sees_all else [],
        "sees_all": sees_all,
        "mailings": mailings_of(letters) if sees_all else (),
        "waiting": sum(p.live for p in state.amendments),
        "late": [view.amendment(p) for p in state.amendments if p.amendment.live and not p.counts],
        "profile": state.profile,
        "documents": staff_documents(context, position, sees_all=sees_all),
    }
    return page(request, "negotiation/staff.html", facts, staff=staff)


@router.get("/revisions/{number}")
def revision(
    request: Request,
    context: InContext,
    staff: AnyStaff,
    procedure: Identifier,
    number: Annotated[int, Path(ge=0, le=1_000_000)],
) -> Response:
    """The text as it was issued, and what it changed in the issue before."""
    position = position_of(context, procedure)
    view = seen_by_staff(context, position.state, staff)
    if number >= len(position.state.issues):
        raise Problem(404, "not-found", _("The text was not issued under that number."))
    issue = position.state.issues[number]
    facts = head_facts(context, position, view) | {
        "issued": replace(
            view.reader.issue(issue.text), issued_as=symbol_of(position.state, number)
        ),
        "issued_at": when(issue.at, view.zone),
        "number": number,
        "changed": view.revision(number),
        "last": len(position.state.issues) - 1,
    }
    return page(request, "negotiation/staff-revision.html", facts, staff=staff)


@router.get("/history")
def history(
    request: Request, context: InContext, staff: AnyStaff, procedure: Identifier
) -> Response:
    """What has happened, entry by entry."""
    position = position_of(context, procedure)
    view = seen_by_staff(context, position.state, staff)
    facts = head_facts(context, position, view) | {
        "history": lines_of(context, position, view),
        "may_export": view.reader.tells,
    }
    return page(request, "negotiation/staff-history.html", facts, staff=staff)


@router.get("/register.jsonl")
def exported(context: InContext, staff: AnyStaff, procedure: Identifier) -> Response:
    """The record as a file that can be verified anywhere."""
    require_record(viewer_of(staff), position_of(context, procedure).state)
    return Response(
        export(procedure, context.register.written(procedure)),
        media_type="application/jsonl",
        headers={"Content-Disposition": f'attachment; filename="{procedure}.register.jsonl"'},
    )


@router.get("/compilation")
def compilation(
    request: Request, context: InContext, staff: AnyStaff, procedure: Identifier
) -> Response:
    """The Chair's compilation; before the end, to those who conduct it, what it would be now."""
    position = position_of(context, procedure)
    if not (position.state.ended or viewer_of(staff).sees_all):
        raise Problem(
            404, "not-found", _("There is no compilation before the negotiation has ended.")
        )
    view = seen_by_staff(context, position.state, staff)
    facts = head_facts(context, position, view) | compiled_facts(context, procedure, position.state)
    return page(request, "negotiation/staff-compilation.html", facts, staff=staff)


@router.get("/rules")
def rules(request: Request, context: InContext, staff: AnyStaff, procedure: Identifier) -> Response:
    """The rules that the negotiation froze, as a rule book."""
    position = position_of(context, procedure)
    view = seen_by_staff(context, position.state, staff)
    book = book_facts(position.state.profile, position.state.opened_at)
    facts = head_facts(context, position, view) | book
    return page(request, "negotiation/staff-rules.html", facts, staff=staff)


def lines_of(
    context: Context, position: PositionOf[NegotiationState], view: Negotiated
) -> list[Line]:
    """The register in words."""
    return told_lines(view, context.register.written(position.procedure))[0]


def news_since(
    context: Context, position: PositionOf[NegotiationState], view: Negotiated, seen: int
) -> tuple[Line, ...]:
    """What was recorded after that entry, in words."""
    if not seen or seen >= position.head.number:
        return ()
    return tuple(line for line in lines_of(context, position, view) if line.number > seen)
