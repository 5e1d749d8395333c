"""The agenda behind a delegation's link: what it says, and what the delegation may do about it.

Opening shows and records nothing. To propose, withdraw, oppose or join takes a form, a page that
states the consequence, and a confirmation; only the last one records.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Final

from fastapi import APIRouter, Depends, Request, Response
from starlette.responses import RedirectResponse

from api.context import Context, InContext, InLimits
from api.intake import Sent, read, submit_form
from api.pages.agenda_acting import Doing, Prepared, foresee, known_fields, prepare
from api.pages.agenda_doings import DELEGATIONS
from api.pages.agenda_proposed import proposal_choices
from api.pages.agenda_record import agenda_history, revised_from
from api.pages.agenda_shown import agenda_facts, titled, until_shown
from api.pages.agenda_telling import AgendaTeller
from api.pages.confirming import Confirmation
from api.pages.form import Form, InForm, Wrongs, wrongs_of
from api.pages.link_next import next_of_agenda
from api.pages.opening import InAnyLink, OpenedLink, opened_as
from api.pages.responses import beside
from api.pages.shown import when
from api.pages.templating import page
from api.people import delegate
from api.problems import Problem
from api.receiving import Received
from api.words import Name
from nemcon.agenda import entries as e
from nemcon.agenda.fate import Fate, of_fate
from nemcon.agenda.state import AgendaPhase, AgendaState
from nemcon.language import N_, _
from nemcon.procedure.people import Actor
from nemcon.procedure.refusal import Refusal
from nemcon.register import codec
from nemcon.register.door import Receipt
from nemcon.register.kinds import State

router = APIRouter(prefix="/l/{token}/agenda", include_in_schema=False)

Opened = OpenedLink[AgendaState]
LATE: Final = N_(
    "The time for proposals has run out. What is proposed now is kept as late, "
    "and does not bind the Chair."
)
_OWN_ACTS: Final = (
    e.ChangeProposed,
    e.ProposalWithdrawn,
    e.CompromiseOpposed,
    e.CompromiseJoined,
)


class Signed(Sent):
    """Who acts, as typed."""

    filed_by: Name


def _opened(found: InAnyLink) -> Opened:
    return opened_as(found, AgendaState)


InOpened = Annotated[Opened, Depends(_opened)]


def show_agenda(request: Request, context: Context, found: OpenedLink[State]) -> Response:
    """The delegation's page of an agenda."""
    opened = opened_as(found, AgendaState)
    written = context.register.written(opened.position.procedure)
    facts = _facts(opened) | {
        "offered": tuple(doing.spoken() for doing in offered(opened)),
        "next": next_of_agenda(opened.state),
        "revision": revised_from(opened.state, written),
        "history": agenda_history(opened.state, written, opened.holder.participant),
    }
    return page(request, "agenda/link.html", facts)


def show_agenda_receipt(
    request: Request, context: Context, found: OpenedLink[State], number: int
) -> Response:
    """The receipt of what this delegation did about the agenda. Raises `Problem` 404."""
    opened = opened_as(found, AgendaState)
    written = context.register.written(opened.position.procedure)
    recorded = codec.read(written[number - 1].body) if number <= len(written) else None
    own = recorded is not None and recorded.actor.participant == opened.holder.participant
    if recorded is None or not own or not isinstance(recorded.entry, _OWN_ACTS):
        raise Problem(404, "not-found", _("Your delegation has no receipt of that number."))
    late = isinstance(recorded.entry, e.ChangeProposed) and recorded.entry.late
    entry_hash = written[number - 1].hash
    facts = _facts(opened) | {
        "receipt": Receipt(opened.position.procedure, number, entry_hash, recorded.at, late),
        "at": when(recorded.at, opened.state.profile.zone),
        "by": recorded.actor.person,
        "says": AgendaTeller(opened.state).tell(recorded.entry),
        "late_means": _(LATE) if late else "",
    }
    return page(request, "agenda/receipt.html", facts)


@router.get("/{verb}")
def form(request: Request, opened: InOpened, verb: str) -> Response:
    """The form of something that may be done, empty."""
    doing = _doing(opened, verb)
    blank = Form((("seen", str(opened.position.head.number)),))
    return _form_page(request, opened, doing, blank, Wrongs())


@router.get("/{verb}/review")
@router.get("/{verb}/act")
def begin_again(opened: InOpened, verb: str) -> Response:  # noqa: ARG001 - a part of the address
    """What these addresses show is shown only after a form; without one the page is where to go."""
    return RedirectResponse(f"/l/{opened.token}", 303)


@router.post("/{verb}/review")
def review(
    request: Request, context: InContext, opened: InOpened, verb: str, sent: InForm
) -> Response:
    """State the consequence, and ask for confirmation. Records nothing."""
    doing = _doing(opened, verb)
    if sent.get("change_something"):
        return _form_page(request, opened, doing, sent, Wrongs())
    prepared = _prepared(opened, doing, sent)
    if isinstance(prepared, Wrongs):
        return _form_page(request, opened, doing, sent, prepared)
    return _review_page(request, context, opened, doing, sent, prepared)


@router.post("/{verb}/act")
def act(
    request: Request,
    context: InContext,
    limits: InLimits,
    opened: InOpened,
    received: Received,
    verb: str,
    sent: InForm,
) -> Response:
    """Record what was confirmed, and go to its receipt. Sent twice, it is recorded once."""
    limits.filing(request, opened.token)
    if verb not in DELEGATIONS:
        raise Problem(404, "not-found", _("There is nothing at this address."))
    doing, procedure = DELEGATIONS[verb], opened.position.procedure
    prepared = _prepared(opened, doing, sent)
    if isinstance(prepared, Wrongs):
        return _form_page(request, opened, _doing(opened, verb), sent, prepared)
    confirmation = Confirmation.of(procedure, prepared.act, sent, opened.token)
    if not confirmation.sealed(context, sent):
        return review(request, context, opened, verb, sent)
    given = submit_form(context, procedure, prepared.act, received, confirmation.submission)
    if isinstance(given, Problem):
        wrongs = Wrongs()
        field = known_fields(doing).get(given.code, "")
        wrongs.add(field, _("It was not recorded. {says}", says=given.says))
        return _form_page(request, opened, doing, sent, wrongs)
    return RedirectResponse(f"/l/{opened.token}/receipt/{given.number}", 303)


def offered(opened: Opened) -> tuple[Doing, ...]:
    """What the delegation may do about the agenda now."""
    state, seat = opened.state, opened.seat
    if state.phase is not AgendaPhase.CIRCULATED or seat is None:
        return ()
    if seat.category not in state.profile.agenda_proposers:
        return ()
    verbs = ["propose"]
    if _own_proposals(opened):
        verbs.append("withdraw")
    if state.compromise is not None:
        opposes = seat.participant in dict(state.compromise.opposed_by)
        verbs.append("join" if opposes else "oppose")
    return tuple(DELEGATIONS[verb] for verb in verbs)


def _doing(opened: Opened, verb: str) -> Doing:
    if verb not in DELEGATIONS:
        raise Problem(404, "not-found", _("There is nothing at this address."))
    if DELEGATIONS[verb] not in offered(opened):
        says = _("This cannot be done now, or not by your delegation.")
        raise Problem(409, "not-open", says)
    return DELEGATIONS[verb]


def _own_proposals(opened: Opened) -> tuple[tuple[str, str], ...]:
    """The proposals that the delegation may withdraw, to choose from."""
    state, mine = opened.state, opened.holder.participant
    own = (p for p in of_fate(state, Fate.WAITS) if p.participant == mine)
    return proposal_choices(state, tuple(own))


def _late(opened: Opened) -> bool:
    until = until_shown(opened.state, opened.now)
    return until is not None and until.passed


def _facts(opened: Opened) -> dict[str, object]:
    holder = opened.holder
    told = agenda_facts(opened.state, opened.now, holder.zone or "", holder.participant)
    own = opened.state.session or opened.body.session
    body = replace(opened.body, session=own)
    return (
        opened.around
        | told
        | {
            "over": opened.state.ended,
            "body": body,
            "rests_on": beside(opened.state.profile, "agenda.proposed_by"),
        }
    )


def _prepared(opened: Opened, doing: Doing, sent: Form) -> Prepared | Wrongs:
    signed = Wrongs()
    actor = _signed(opened, sent, signed)
    prepared = prepare(doing, opened.state, sent, actor)
    if isinstance(prepared, Wrongs):
        prepared.found += signed.found
        return prepared
    return signed or replace(
        prepared, hidden=(*prepared.hidden, ("filed_by", sent.get("filed_by")))
    )


def _signed(opened: Opened, sent: Form, wrongs: Wrongs) -> Actor:
    """The delegate as typed; the channel tells when the link was issued to somebody else."""
    issued_to, typed = opened.holder.person, sent.get("filed_by")
    if not typed.strip():
        says = _("Type your name; it stands in the register as the person who acted.")
        wrongs.add("filed_by", says)
        return delegate(opened.holder, "link")
    try:
        typed = read(Signed, {"filed_by": typed}).filed_by
    except Problem as problem:
        wrongs.found += wrongs_of(problem, {"filed_by": "filed_by"}).found
    same = typed.casefold() == issued_to.casefold()
    channel = "link" if same else f"link issued to {issued_to}"
    return replace(delegate(opened.holder, channel), person=typed)


def _form_page(
    request: Request, opened: Opened, doing: Doing, sent: Form, wrongs: Wrongs
) -> Response:
    facts = _facts(opened) | {
        "doing": doing.spoken(),
        "typed": sent,
        "wrongs": wrongs,
        "seen": sent.get("seen") or opened.position.head.number,
        "places": titled(opened.state),
        "mine": _own_proposals(opened),
        "late_means": _(LATE) if doing.verb == "propose" and _late(opened) else "",
    }
    return page(request, "agenda/link-form.html", facts, status=422 if wrongs else 200)


def _review_page(
    request: Request,
    context: Context,
    opened: Opened,
    doing: Doing,
    sent: Form,
    prepared: Prepared,
) -> Response:
    foreseen = foresee(opened.state, opened.position.procedure, prepared.act, opened.now)
    if isinstance(foreseen, Refusal):
        wrongs = Wrongs()
        wrongs.add(known_fields(doing).get(foreseen.code, ""), foreseen.says)
        return _form_page(request, opened, doing, sent, wrongs)
    fresh = Confirmation.fresh(opened.position, prepared.act, opened.token)
    facts = _facts(opened) | {
        "doing": doing.spoken(),
        "foreseen": foreseen,
        "filed_by": prepared.act.actor.person,
        "hidden": (*prepared.hidden, *fresh.hidden(context)),
        "late_means": _(LATE) if doing.verb == "propose" and _late(opened) else "",
        "reached": len(opened.state.roll) - 1,
    }
    return page(request, "agenda/link-review.html", facts)
