"""Circulating a provisional agenda by form: what it will be is shown before it is sent."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from typing import Annotated, Final

from fastapi import APIRouter, Query, Request, Response
from starlette.responses import RedirectResponse

from api.checking import check_agenda
from api.circulating import Circulated, circulating
from api.context import Context, InContext
from api.intake import read, submit_form
from api.pages.agenda_shown import agenda_facts
from api.pages.agenda_typing import (
    HOW_ITEMS,
    HOW_PARTS,
    HOW_SITTINGS,
    NotRead,
    Typed,
    items_typed,
    parts_typed,
    sittings_typed,
)
from api.pages.choices import profiles_to_choose, rolls_to_choose
from api.pages.desks import FormStaff, bodies_to_act_in
from api.pages.form import Form, InForm, Wrongs, wrongs_of
from api.pages.named_after import named_after
from api.pages.responses import beside
from api.pages.templating import page
from api.people import ActingStaff, acting, actor
from api.places import at_desk
from api.problems import Problem, problem_of
from api.receiving import Received
from api.sent_agenda import Circulating
from nemcon.agenda.evolution import evolve
from nemcon.agenda.rules import decide
from nemcon.agenda.state import AgendaState
from nemcon.language import N_, _
from nemcon.procedure.entries import Happened
from nemcon.procedure.refusal import Refusal
from nemcon.register import directory
from nemcon.register.directory import UnknownName
from nemcon.register.staff import Staff

router = APIRouter(include_in_schema=False)

PLAIN: Final = ("body", "title", "symbol", "among", "profile", "session", "next_session")
CARRIED: Final = (*PLAIN, "items", "parts", "sittings", "until")
_FIELDS: Final = {
    **{name: name for name in (*CARRIED, "procedure")},
    "already-exists": "procedure",
    "reserved-name": "procedure",
    "no-title": "title",
    "empty-agenda": "items",
    "bad-place": "items",
    "place-twice": "items",
    "place-too-long": "items",
    "no-such-place": "sittings",
    "sitting-ends-first": "sittings",
    "sittings-overlap": "sittings",
    "sitting-twice": "sittings",
    "session-over": "sittings",
    "deadline-not-ahead": "until",
    "too-far-ahead": "until",
    "empty-roll": "among",
    "unknown-roll": "among",
    "unknown-profile": "profile",
    "not-authorised": "profile",
}


@router.get("/agendas/new")
def form(
    request: Request,
    context: InContext,
    staff: ActingStaff,
    body: Annotated[str, Query(max_length=64)] = "",
) -> Response:
    """The form; with several bodies, first which one."""
    with context.database.reading() as connection:
        bodies = bodies_to_act_in(connection, staff)
    chosen = body or (bodies[0].id if len(bodies) == 1 else "")
    if chosen:
        staff = acting(at_desk(context, staff, chosen))
    return _form_page(request, context, staff, Form((("body", chosen),)), Wrongs())


@router.get("/agendas/new/review")
def begin_again(staff: ActingStaff) -> Response:  # noqa: ARG001 - declares who may call
    """What this address shows is shown only after the form."""
    return RedirectResponse("/agendas/new", 303)


@router.post("/agendas/new/review")
def review(request: Request, context: InContext, staff: FormStaff, sent: InForm) -> Response:
    """Show the agenda as it will be circulated. Records nothing."""
    if sent.get("change_something"):
        return _form_page(request, context, staff, sent, Wrongs())
    found = _circulated(context, staff, sent)
    if isinstance(found, Wrongs):
        return _form_page(request, context, staff, sent, found)
    state = _foreseen(context, found)
    if isinstance(state, Refusal):
        wrongs = wrongs_of(problem_of(state), _FIELDS)
        return _form_page(request, context, staff, sent, wrongs)
    with context.database.reading() as connection:
        members = [seat.participant for seat in state.roll]
        contacts = directory.contacts_of(connection, found.body, members)
        checked = check_agenda(connection, found.body, state, context.clock.now())
    reached = {contact.participant for contact in contacts}
    facts = agenda_facts(state, context.clock.now()) | {
        "procedure": found.procedure,
        "delegations": len(reached),
        "people": len(contacts),
        "checks": checked.checks,
        "rests_on": beside(state.profile, "agenda.adopted_by"),
        # The name is settled here, or the same form sent twice would get a second one.
        "hidden": (*sent.among(CARRIED), ("procedure", found.procedure)),
        "submission": secrets.token_urlsafe(16),
    }
    return page(request, "agenda/new-review.html", facts, staff=staff)


@router.post("/agendas/new")
def circulate(
    request: Request, context: InContext, staff: FormStaff, received: Received, sent: InForm
) -> Response:
    """Circulate the agenda. Sent twice, it is circulated once."""
    if not sent.get("submission"):
        return review(request, context, staff, sent)
    found = _circulated(context, staff, sent)
    if isinstance(found, Wrongs):
        return _form_page(request, context, staff, sent, found)
    named, submission = found.procedure, sent.get("submission")
    answer = submit_form(context, named, found.act, received, submission, body=found.body)
    if isinstance(answer, Problem):
        return _form_page(request, context, staff, sent, wrongs_of(answer, _FIELDS))
    return RedirectResponse(f"/agendas/{named}", 303)


def _circulated(context: Context, staff: Staff, sent: Form) -> Circulated | Wrongs:
    wrongs = Wrongs()
    data: dict[str, object] = {name: sent.get(name).strip() for name in PLAIN}
    data["procedure"] = sent.get("procedure").strip() or named_after(
        context, sent.get("title"), "agenda"
    )
    for name, reads in _TYPED.items():
        try:
            data[name] = reads(sent.get(name))
        except NotRead as error:
            wrongs.add(name, str(error))
    if sent.get("until").strip():
        data["until"] = sent.get("until").strip()
    for name, says in _NEEDED.items():
        if not sent.get(name).strip():
            wrongs.add(name, says)
    if wrongs:
        return wrongs
    try:
        return circulating(context, read(Circulating, data), actor(staff, "page"))
    except Problem as problem:
        return wrongs_of(problem, _FIELDS)


_TYPED: Final[dict[str, Callable[[str], Typed]]] = {
    "items": items_typed,
    "parts": parts_typed,
    "sittings": sittings_typed,
}
_NEEDED: Final = {
    "title": N_("Give the agenda a title."),
    "items": N_("Type at least one item."),
    "profile": N_("Choose the rules of procedure."),
}


def _foreseen(context: Context, found: Circulated) -> AgendaState | Refusal:
    """The agenda as it would stand if it were circulated now."""
    now = context.clock.now()
    entries = decide(None, found.act, now, procedure=found.procedure)
    if isinstance(entries, Refusal):
        return entries
    return evolve(None, Happened(1, now, found.act.actor, entries[0]))


def _form_page(
    request: Request, context: Context, staff: Staff, sent: Form, wrongs: Wrongs
) -> Response:
    try:
        with context.database.reading() as connection:
            body = directory.body_of(connection, sent.get("body"))
            rolls = rolls_to_choose(connection, body, context.clock.now())
            profiles = profiles_to_choose(connection, body)
    except UnknownName:
        with context.database.reading() as connection:
            bodies = bodies_to_act_in(connection, staff)
        return page(request, "agenda/new-body.html", {"bodies": bodies}, staff=staff)
    facts: dict[str, object] = {
        "body": body,
        "typed": sent,
        "wrongs": wrongs,
        "rolls": rolls,
        "profiles": profiles,
        "how": {"items": _(HOW_ITEMS), "parts": _(HOW_PARTS), "sittings": _(HOW_SITTINGS)},
    }
    return page(request, "agenda/new.html", facts, staff=staff, status=422 if wrongs else 200)
