"""Revoking a personal link: whose it is, what that means, and only then the end of the link.

The procedure may be of any kind.
"""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from api.context import Context, InContext
from api.pages.form import Form, InForm, Wrongs
from api.pages.listed import address_of
from api.pages.procedures import Identifier
from api.pages.templating import page
from api.people import SecretariatStaff
from api.receiving import Received
from api.v1.reaching import reach_any
from nemcon.language import _
from nemcon.register.colleagues import addressees, end_colleague
from nemcon.register.directory import Contact
from nemcon.register.door import PositionOf
from nemcon.register.kinds import State, projected
from nemcon.register.links import revoke_links
from nemcon.register.staff import Staff

router = APIRouter(prefix="/procedures/{procedure}/links", include_in_schema=False)
At = PositionOf[State]


@router.get("")
def form(
    request: Request, context: InContext, staff: SecretariatStaff, procedure: Identifier
) -> Response:
    """Whose link is to end."""
    position = reach_any(context, procedure, staff)
    return _form_page(request, context, staff, position, Form(), Wrongs())


@router.post("/review")
def review(
    request: Request,
    context: InContext,
    staff: SecretariatStaff,
    procedure: Identifier,
    sent: InForm,
) -> Response:
    """Say what it means, and ask for confirmation. Ends nothing."""
    position = reach_any(context, procedure, staff)
    found = _contact(context, position, sent)
    if found is None:
        return _ask_again(request, context, staff, position, sent)
    facts = _around(position) | {"contact": found, "name": _name(position, found)}
    return page(request, "staff/revoke-review.html", facts, staff=staff)


@router.post("/revoke")
def revoke(
    request: Request,
    context: InContext,
    staff: SecretariatStaff,
    received: Received,
    procedure: Identifier,
    sent: InForm,
) -> Response:
    """End the links of that contact to the procedure. Sent twice, it ends them once."""
    position = reach_any(context, procedure, staff)
    found = _contact(context, position, sent)
    if found is None:
        return _ask_again(request, context, staff, position, sent)
    with context.database.writing() as connection:
        ended = end_colleague(connection, procedure, found.id, staff.signs_as, received)
        ended = bool(revoke_links(connection, procedure, found.id, received)) or ended
    facts = _around(position) | {
        "contact": found,
        "name": _name(position, found),
        "ended": ended,
    }
    return page(request, "staff/revoked.html", facts, staff=staff)


def _around(position: At) -> dict[str, object]:
    return {
        "procedure": position.procedure,
        "title": projected(position.state).title,
        "back": address_of(position.procedure, position.state),
    }


def _contacts(context: Context, position: At) -> tuple[Contact, ...]:
    on_roll = [seat.participant for seat in position.state.roll]
    with context.database.reading() as connection:
        return addressees(connection, position.body, position.procedure, on_roll)


def _contact(context: Context, position: At, sent: Form) -> Contact | None:
    wanted = sent.get("contact")
    return next((known for known in _contacts(context, position) if known.id == wanted), None)


def _contact_said(position: At, known: Contact) -> str:
    who = f"{known.name} ({known.address})"
    return _("{label}: {value}", label=_name(position, known), value=who)


def _name(position: At, contact: Contact) -> str:
    seat = position.state.seat(contact.participant)
    return seat.name if seat else contact.participant


def _ask_again(
    request: Request, context: Context, staff: Staff, position: At, sent: Form
) -> Response:
    wrongs = Wrongs()
    wrongs.add("contact", _("Choose the person to whom the link was issued."))
    return _form_page(request, context, staff, position, sent, wrongs)


def _form_page(
    request: Request,
    context: Context,
    staff: Staff,
    position: At,
    sent: Form,
    wrongs: Wrongs,
) -> Response:
    people = sorted(
        (_contact_said(position, known), known.id) for known in _contacts(context, position)
    )
    facts = _around(position) | {
        "contacts": [("", _("Choose\u2026")), *((identifier, says) for says, identifier in people)],
        "typed": sent,
        "wrongs": wrongs,
    }
    return page(request, "staff/revoke.html", facts, staff=staff, status=422 if wrongs else 200)
