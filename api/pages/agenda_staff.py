"""The page of an agenda for the staff, and what they do about it: a form, a review, the act."""

from __future__ import annotations

from typing import Annotated, Final

from fastapi import APIRouter, Depends, Request, Response
from starlette.responses import RedirectResponse

from activities.papers_report import report_silence
from api.confirming import entered_to_wait, minutes_asked
from api.context import Context, InContext
from api.intake import submit_form
from api.pages.agenda_acting import Doing, Prepared, foresee, known_fields, prepare
from api.pages.agenda_doings import DESK
from api.pages.agenda_for import FOR_OTHERS, acting
from api.pages.agenda_moving import what_moves
from api.pages.agenda_offered import (
    filled,
    offered,
    places_the_report,
    writes_for_the_body,
)
from api.pages.agenda_proposed import proposal_choices, proposal_line
from api.pages.agenda_record import agenda_history, revised_from, what_changes
from api.pages.agenda_record_known import sittings_to_choose
from api.pages.agenda_shown import agenda_facts, titled
from api.pages.agenda_typing import (
    HOW_ITEMS,
    HOW_OFFICERS,
    HOW_PARTS,
    HOW_SITTINGS,
)
from api.pages.confirming import Confirmation, seen_in
from api.pages.documents_shown import session_documents, staff_documents
from api.pages.form import Form, InForm, Wrongs
from api.pages.listed import STEPS
from api.pages.on_paper import InStep, scan_facts, with_scan
from api.pages.procedures import Identifier
from api.pages.responses import beside
from api.pages.shown import Line, when
from api.pages.templating import page
from api.pages.to_confirm import to_confirm_in
from api.people import ActingStaff, AnyStaff
from api.problems import Problem
from api.recalling import moment_of
from api.receiving import Received
from api.v1.disclosure import viewer_of
from nemcon.agenda.acts import ChangeTimetable, ReviseAgenda
from nemcon.agenda.entries import RemindedOfParts
from nemcon.agenda.fate import Fate, of_fate
from nemcon.agenda.state import AgendaState
from nemcon.agenda.written import write_revisit
from nemcon.language import _
from nemcon.negotiation.state import NegotiationState
from nemcon.procedure.refusal import Refusal
from nemcon.register import codec, directory
from nemcon.register.door import PositionOf
from nemcon.register.listing import list_procedures
from nemcon.register.staff import Role, Staff
from nemcon.register.verify import export

router = APIRouter(prefix="/agendas/{procedure}", include_in_schema=False)

Position = PositionOf[AgendaState]
MOST: Final = 200
_TOLD_NOBODY: Final = ("name-officers", "note-speaker", "list-document")
_KNOWN: Final = DESK | FOR_OTHERS
HOW: Final = {
    "items": HOW_ITEMS,
    "parts": HOW_PARTS,
    "sittings": HOW_SITTINGS,
    "officers": HOW_OFFICERS,
}


def _reached(context: InContext, procedure: Identifier) -> Position:
    position = context.register.position(procedure, AgendaState)
    if position is None:
        raise Problem(404, "no-such-procedure", _("There is no agenda of that name."))
    return position


Reached = Annotated[Position, Depends(_reached)]


@router.get("")
def show(request: Request, context: InContext, staff: AnyStaff, position: Reached) -> Response:
    """The agenda with everything about it."""
    state, step = position.state, position.next
    sees_all = viewer_of(staff).sees_all
    written = context.register.written(position.procedure)
    reported_in = report_silence(context.register, position.procedure)
    with context.database.reading() as connection:
        body = directory.body_of(connection, position.body)
    facts = agenda_facts(state, context.clock.now()) | {
        "procedure": position.procedure,
        "body": body,
        "moment": moment_of(position.procedure, state, staff, context.clock.now()),
        "to_confirm": to_confirm_in(context, staff, position.procedure),
        "head": str(position.head),
        "next": _(STEPS.get(type(step.act), "")) if step else "",
        "next_at": when(step.nominal, state.profile.zone) if step else None,
        "offered": tuple(doing.spoken() for doing in offered(staff, state)),
        "secretariat": staff.role is Role.SECRETARIAT,
        "records": writes_for_the_body(staff, state),
        "reported": reported_in[0] if reported_in else "",
        "places": places_the_report(staff, state) and (not reported_in or reported_in[1].ended),
        "revision": revised_from(state, written),
        "history": agenda_history(state, written, sees_all=sees_all),
        "documents": staff_documents(context, position, sees_all=sees_all),
        "session": session_documents(context, position, sees_all=sees_all),
    }
    return page(request, "agenda/staff.html", facts, staff=staff)


@router.get("/register.jsonl")
def exported(context: InContext, staff: AnyStaff, position: Reached) -> Response:  # noqa: ARG001 - declares who may call
    """The record as a file that can be verified anywhere."""
    name = position.procedure
    return Response(
        export(name, context.register.written(name)),
        media_type="application/jsonl",
        headers={"Content-Disposition": f'attachment; filename="{name}.register.jsonl"'},
    )


@router.get("/{verb}")
def form(
    request: Request, context: InContext, staff: ActingStaff, position: Reached, verb: str
) -> Response:
    """The form of something that may be done, filled with how it stands now."""
    doing = _doing(staff, position.state, verb)
    begins = Form(tuple(filled(position.state, verb)))
    return _form_page(request, context, staff, position, doing, begins, Wrongs())


@router.get("/{verb}/review")
@router.get("/{verb}/act")
def begin_again(staff: ActingStaff, position: Reached, verb: str) -> Response:  # noqa: ARG001 - the same address as the form
    """What these addresses show is shown only after a form."""
    return RedirectResponse(f"/agendas/{position.procedure}", 303)


@router.post("/{verb}/review")
def review(
    request: Request,
    context: InContext,
    staff: ActingStaff,
    position: Reached,
    verb: str,
    step: InStep,
) -> Response:
    """State what it leads to, and ask for confirmation. Records nothing; a scan is kept."""
    doing, wrongs, sent = _doing(staff, position.state, verb), Wrongs(), step.form
    if "evidence" in doing.fields:
        sent = with_scan(context, staff, position.procedure, step, wrongs)
    if wrongs or sent.get("change_something"):
        return _form_page(request, context, staff, position, doing, sent, wrongs)
    by = acting(context, position.procedure, staff, doing, sent)
    prepared = prepare(doing, position.state, sent, by)
    if isinstance(prepared, Wrongs):
        return _form_page(request, context, staff, position, doing, sent, prepared)
    return _review_page(request, context, staff, position, doing, sent, prepared)


@router.post("/{verb}/act")
def act(
    request: Request,
    context: InContext,
    staff: ActingStaff,
    received: Received,
    position: Reached,
    verb: str,
    sent: InForm,
) -> Response:
    """Record what was confirmed. Sent twice, it is recorded once.

    It is recorded only on what was shown: where anything has happened since, it is asked again.
    """
    if verb not in _KNOWN:
        raise Problem(404, "not-found", _("There is nothing at this address."))
    doing, procedure = _KNOWN[verb], position.procedure
    by = acting(context, procedure, staff, doing, sent)
    prepared = prepare(doing, position.state, sent, by)
    if isinstance(prepared, Wrongs):
        return _form_page(request, context, staff, position, doing, sent, prepared)
    confirmation = Confirmation.of(procedure, prepared.act, sent, staff.name)
    news = news_of(context, position, confirmation.seen)
    if not confirmation.sealed(context, sent) or (news and not confirmation.made(context)):
        return _review_page(request, context, staff, position, doing, sent, prepared)
    submission = confirmation.submission
    if entered_to_wait(context, procedure, prepared.act, staff, received, submission):
        return RedirectResponse("/waiting", 303)
    answer = submit_form(context, procedure, prepared.act, received, submission)
    if isinstance(answer, Problem):
        wrongs = Wrongs()
        field = known_fields(doing).get(answer.code, "")
        wrongs.add(field, _("It was not recorded. {says}", says=answer.says))
        return _form_page(request, context, staff, position, doing, sent, wrongs)
    return RedirectResponse(f"/agendas/{procedure}", 303)


def _doing(staff: Staff, state: AgendaState, verb: str) -> Doing:
    if verb not in _KNOWN:
        raise Problem(404, "not-found", _("There is nothing at this address."))
    if _KNOWN[verb] not in offered(staff, state):
        raise Problem(409, "not-open", _("This cannot be done now, or not by you."))
    return _KNOWN[verb]


def news_of(context: Context, position: Position, seen: int) -> tuple[Line, ...]:
    """What was recorded after that entry, in words; a reminder by the clock is no news."""
    if not seen or seen >= position.head.number:
        return ()
    written = context.register.written(position.procedure)
    new = [
        item
        for item in written[seen:]
        if not isinstance(codec.read(item.body).entry, RemindedOfParts)
    ]
    return agenda_history(position.state, new)


def _rounds(context: Context, position: Position) -> list[NegotiationState]:
    """The negotiations whose rounds may end at a sitting of this agenda."""
    with context.database.reading() as connection:
        listed, _total = list_procedures(connection, body=position.body, limit=MOST)
    found = (context.register.position(item.id, NegotiationState) for item in listed)
    return [p.state for p in found if p and p.state.agenda == position.procedure]


def _around(position: Position, doing: Doing) -> dict[str, object]:
    own = doing.verb in FOR_OTHERS
    key = "agenda.proposed_by" if own else "agenda.adopted_by"
    return {
        "procedure": position.procedure,
        "state": position.state,
        "doing": doing.spoken(),
        "rests_on": beside(position.state.profile, key),
    }


def _form_page(
    request: Request,
    context: Context,
    staff: Staff,
    position: Position,
    doing: Doing,
    sent: Form,
    wrongs: Wrongs,
) -> Response:
    state, zone = position.state, position.state.profile.zone
    places = titled(state)
    titles = dict(places)
    pending = of_fate(state, Fate.WAITS)
    named = tuple(p for p in state.proposals if not p.withdrawn)
    facts = _around(position, doing) | {
        "typed": sent,
        "wrongs": wrongs,
        "seen": sent.get("seen") or position.head.number,
        "places": places,
        "items": places[: len(places) - len(state.parts)],
        "sittings": sittings_to_choose(state),
        "open_parts": [
            (
                p.place,
                _(
                    "{title}: open, to be taken up {again}",
                    title=titles[p.place],
                    again=write_revisit(state, p.revisit),
                ),
            )
            for p in state.open_parts
        ],
        "proposals": proposal_choices(state, named if doing.verb == "revise" else pending),
        "pending": tuple(proposal_line(state, p) for p in pending),
        "participants": [(s.participant, s.name) for s in state.roll],
        "zone": zone,
        "how": {name: _(how) for name, how in HOW.items()},
        **scan_facts(context, position.procedure, sent),
    }
    status = 422 if wrongs else 200
    return page(request, "agenda/staff-form.html", facts, staff=staff, status=status)


def _review_page(
    request: Request,
    context: Context,
    staff: Staff,
    position: Position,
    doing: Doing,
    sent: Form,
    prepared: Prepared,
) -> Response:
    state, procedure, made = position.state, position.procedure, prepared.act
    foreseen = foresee(state, procedure, made, context.clock.now())
    if isinstance(foreseen, Refusal):
        wrongs = Wrongs()
        wrongs.add(known_fields(doing).get(foreseen.code, ""), foreseen.says)
        return _form_page(request, context, staff, position, doing, sent, wrongs)
    fresh = Confirmation.fresh(position, made, staff.name)
    moves: tuple[str, ...] = ()
    if isinstance(made, ChangeTimetable):
        moves = what_moves(state, made.sittings, _rounds(context, position))
    facts = _around(position, doing) | {
        "revision": what_changes(state, made.items, made.parts)
        if isinstance(made, ReviseAgenda)
        else (),
        "news": news_of(context, position, seen_in(sent)),
        "foreseen": foreseen,
        "moves": moves,
        "hidden": (*prepared.hidden, *fresh.hidden(context)),
        "minutes": minutes_asked(context, position.body),
        "for_whom": _name(state, made.actor.participant),
        "evidence": sent.get("evidence").strip() if "evidence" in doing.fields else "",
        **scan_facts(context, procedure, sent),
        "reached": _told(state, doing),
    }
    return page(request, "agenda/staff-review.html", facts, staff=staff)


def _told(state: AgendaState, doing: Doing) -> int | None:
    """How many get the letter about it: a delegation for which it is recorded gets the receipt."""
    if doing.verb in _TOLD_NOBODY:
        return None
    return len(state.roll) - (doing.verb in FOR_OTHERS)


def _name(state: AgendaState, participant: str) -> str:
    seat = state.seat(participant)
    return seat.name if seat is not None else ""
