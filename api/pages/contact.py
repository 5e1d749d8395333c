"""One contact of a delegation: put right, entered, taken away, and sent what it missed.

Each is typed, then shown with what follows from it, and only then done. What was shown is bound to
what the contact was then: where somebody was quicker, it is shown again.
"""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Path, Query, Request, Response
from sqlalchemy import Connection
from starlette.responses import RedirectResponse

from api.contacts import changing, contact_at, correct_contact, take_contact_away
from api.context import Context, InContext
from api.pages.contact_shown import asked_of, differing, left_of, mark_of, past_of
from api.pages.contact_typed import FIELDS, in_general, typed_of, wanted_contact
from api.pages.contacts import BodyId, known_in_words, language_named
from api.pages.form import Form, InForm, Wrongs, wrongs_of
from api.pages.templating import page
from api.people import SecretariatStaff
from api.problems import Problem
from api.receiving import Received
from api.words import IDENTIFIER, IDENTIFIER_OR_NONE
from nemcon.language import _
from nemcon.language.states import named
from nemcon.language.tongues import OFFICIAL
from nemcon.register import directory
from nemcon.register.bounced import Known, known_of
from nemcon.register.contacts import changes_of, participant_of
from nemcon.register.directory import Body, Contact
from nemcon.register.sending_again import send_again, sent_again
from nemcon.register.staff import Staff

router = APIRouter(prefix="/bodies/{body}", include_in_schema=False)
ContactId = Annotated[str, Path(pattern=IDENTIFIER)]


@router.get("/new-contact")
def new(
    request: Request,
    context: InContext,
    staff: SecretariatStaff,
    body: BodyId,
    participant: Annotated[str, Query(pattern=IDENTIFIER_OR_NONE)] = "",
    back: Annotated[str, Query(pattern=IDENTIFIER_OR_NONE)] = "",
) -> Response:
    """A form for one more contact; `back` is one that was taken away, to be entered again."""
    with context.database.reading() as connection:
        known = directory.body_of(connection, body)
        changes = changes_of(connection, body, back) if back else ()
    was = next((each.was for each in changes if each.was), None)
    typed = typed_of(was) if was else Form((("participant", participant),))
    return _form_page(request, context, staff, known, None, typed, Wrongs())


@router.post("/new-contact/review")
def review_new(
    request: Request, context: InContext, staff: SecretariatStaff, body: BodyId, sent: InForm
) -> Response:
    """What entering it means. Enters nothing."""
    return _reviewed(request, context, staff, body, "", sent)


@router.post("/new-contact")
def enter(
    request: Request,
    context: InContext,
    staff: SecretariatStaff,
    received: Received,
    body: BodyId,
    sent: InForm,
) -> Response:
    """Enter the contact that was shown. Sent twice, it is entered once."""
    return _done(request, context, staff, received, body, "", sent)


@router.get("/contacts/{contact}")
def shown(
    request: Request,
    context: InContext,
    staff: SecretariatStaff,
    body: BodyId,
    contact: ContactId,
    was: Annotated[int, Query(ge=0, le=2**31)] = 0,
) -> Response:
    """The contact, what it missed, what it was; `was` fills the form with what it was then."""
    with context.database.reading() as connection:
        known = directory.body_of(connection, body)
        found = contact_at(connection, body, contact)
        changes = changes_of(connection, body, contact)
    past = next((each.was for each in changes if each.number == was), None)
    return _form_page(request, context, staff, known, found, typed_of(past or found), Wrongs())


@router.post("/contacts/{contact}/review")
def review(
    request: Request,
    context: InContext,
    staff: SecretariatStaff,
    body: BodyId,
    contact: ContactId,
    sent: InForm,
) -> Response:
    """What the change means. Changes nothing."""
    return _reviewed(request, context, staff, body, contact, sent)


@router.post("/contacts/{contact}")
def correct(
    request: Request,
    context: InContext,
    staff: SecretariatStaff,
    received: Received,
    body: BodyId,
    contact: ContactId,
    sent: InForm,
) -> Response:
    """Record the change that was shown, and send what was chosen. Sent twice, it is done once."""
    return _done(request, context, staff, received, body, contact, sent)


@router.post("/contacts/{contact}/again")
def again(
    context: InContext,
    staff: SecretariatStaff,
    received: Received,
    body: BodyId,
    contact: ContactId,
    sent: InForm,
) -> Response:
    """Send the contact what it missed in the procedures that were chosen, each letter once."""
    with context.database.writing() as connection:
        found = contact_at(connection, body, contact)
        send_again(connection, body, found, sent.all("again"), staff.signs_as, received)
    return RedirectResponse(f"/bodies/{body}/contacts/{contact}#again-heading", 303)


@router.get("/contacts/{contact}/end")
def end_review(
    request: Request,
    context: InContext,
    staff: SecretariatStaff,
    body: BodyId,
    contact: ContactId,
) -> Response:
    """What taking it away means. Takes nothing away."""
    with context.database.reading() as connection:
        known = directory.body_of(connection, body)
        found = contact_at(connection, body, contact)
        facts = _around(connection, known, found)
        others = directory.contacts_of(connection, body, (found.participant,))
        asked = asked_of(connection, body, found, context.clock.now())
    facts |= {"asked": asked.open, "others": [other for other in others if other.id != contact]}
    return page(request, "staff/contact-end.html", facts, staff=staff)


@router.post("/contacts/{contact}/end")
def end(
    context: InContext,
    staff: SecretariatStaff,
    received: Received,
    body: BodyId,
    contact: ContactId,
) -> Response:
    """Take it away. Sent twice, it is taken away once."""
    with context.database.writing() as connection:
        there = {one.id for one in directory.contacts_of(connection, body)}
        if contact in there or participant_of(connection, body, contact) is None:
            take_contact_away(connection, body, contact, staff.signs_as, received)
    return RedirectResponse(f"/bodies/{body}/contacts?show=taken-away", 303)


def _reviewed(
    request: Request, context: Context, staff: Staff, body: str, contact: str, sent: Form
) -> Response:
    with context.database.reading() as connection:
        known = directory.body_of(connection, body)
        before = contact_at(connection, body, contact) if contact else None
        wanted = wanted_contact(connection, body, before, sent)
    if sent.get("change"):
        return _form_page(request, context, staff, known, before, sent, Wrongs())
    if wanted == before:
        wanted = in_general(_("Nothing differs from what is there."))
    if isinstance(wanted, Wrongs):
        return _form_page(request, context, staff, known, before, sent, wanted)
    return _review_page(request, context, staff, known, before, wanted)


def _done(
    request: Request,
    context: Context,
    staff: Staff,
    received: datetime,
    body: str,
    contact: str,
    sent: Form,
) -> Response:
    with context.database.reading() as connection:
        known = directory.body_of(connection, body)
        before = contact_at(connection, body, contact) if contact else None
        wanted = wanted_contact(connection, body, before, sent)
    if isinstance(wanted, Wrongs):
        return _form_page(request, context, staff, known, before, sent, wanted)
    if wanted == before:
        return _to(body, wanted.id)  # sent twice
    if sent.get("upon") != mark_of(before):
        changed = bool(sent.get("upon"))
        return _review_page(request, context, staff, known, before, wanted, changed=changed)
    try:
        with changing(context.database, body) as connection:
            correct_contact(
                connection,
                body,
                wanted,
                staff.signs_as,
                received,
                end_its_links=before is not None and sent.get("end_links") == "yes",
                again=sent.all("again"),
            )
    except Problem as problem:
        wrongs = wrongs_of(problem, FIELDS)
        return _form_page(request, context, staff, known, before, sent, wrongs)
    return _to(body, wanted.id)


def _to(body: str, contact: str) -> Response:
    return RedirectResponse(f"/bodies/{body}/contacts/{contact}#done-heading", 303)


def _around(connection: Connection, body: Body, contact: Contact | None) -> dict[str, object]:
    people = directory.participants_of(connection, body.id)
    names = {person.id: named(person.name) for person in people}
    return {
        "body": body,
        "contact": contact,
        "names": names,
        "delegation": names[contact.participant] if contact else "",
    }


def _form_page(
    request: Request,
    context: Context,
    staff: Staff,
    body: Body,
    contact: Contact | None,
    typed: Form,
    wrongs: Wrongs,
) -> Response:
    now = context.clock.now()
    with context.database.reading() as connection:
        facts = _around(connection, body, contact)
        if contact is not None:
            changes = changes_of(connection, body.id, contact.id)
            left = sent_again(connection, contact.id)
            asked = asked_of(connection, body.id, contact, now, {one.procedure for one in left})
            facts |= {
                "known": known_in_words(known_of(connection, body.id, [contact], now)[contact.id]),
                "gaps": asked.gaps,
                "left": left_of(left, asked.titles, body.zone),
                "past": past_of(changes, body.zone),
                "language": language_named(contact.language),
            }
    facts |= {
        "languages": [
            ("", _("Not known: English")),
            *((code, one.name) for code, one in OFFICIAL.items()),
        ],
        "typed": typed,
        "wrongs": wrongs,
    }
    template = "staff/contact.html" if contact else "staff/contact-new.html"
    return page(request, template, facts, staff=staff, status=422 if wrongs else 200)


def _review_page(
    request: Request,
    context: Context,
    staff: Staff,
    body: Body,
    before: Contact | None,
    wanted: Contact,
    *,
    changed: bool = False,
) -> Response:
    """`changed` says that the contact is not what it was when this was shown before."""
    now = context.clock.now()
    moves = before is not None and before.address != wanted.address
    with context.database.reading() as connection:
        facts = _around(connection, body, wanted)
        others = [
            other
            for other in directory.contacts_of(connection, body.id, (wanted.participant,))
            if other.id != wanted.id
        ]
        known = known_of(connection, body.id, others, now)
        asked = asked_of(connection, body.id, wanted, now)
    facts |= {
        "before": before,
        "moves": moves,
        "changed": changed,
        "differs": differing(before, wanted),
        "gaps": asked.gaps if moves or before is None else (),
        "asked": asked.open,
        # Where letters reach another contact, the delegation was asked already.
        "ticked": moves or all(state is Known.FAILED for state in known.values()),
        "at": f"/bodies/{body.id}/" + (f"contacts/{before.id}" if before else "new-contact"),
        "hidden": (
            ("id", wanted.id),
            ("upon", mark_of(before)),
            *typed_of(wanted).parts,
        ),
    }
    return page(request, "staff/contact-review.html", facts, staff=staff)
