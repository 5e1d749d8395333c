"""What became of the letters of a procedure, and the personal links in them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Path
from pydantic import Field

from api.contacts import contact_at
from api.context import Context, InContext
from api.intake import Sent
from api.people import AnyStaff, SecretariatStaff
from api.places import at_letter
from api.problems import Problem, documented
from api.receiving import Received
from api.scopes import NO_SCOPE, opens
from api.v1.disclosure import may_read_record, viewer_of
from api.v1.reaching import ProcedureId, reach_any
from api.v1.shown import Shown
from api.v1.strict import StrictRoute
from api.words import IDENTIFIER, Identifier, OptionalName
from nemcon.language import _
from nemcon.procedure.acts import Delivery
from nemcon.procedure.people import Seat
from nemcon.procedure.state import ProcedureState
from nemcon.register.colleagues import addressees, end_colleague
from nemcon.register.deliveries import RANK, deliveries_of
from nemcon.register.directory import Contact
from nemcon.register.grants import Scope
from nemcon.register.links import issue_links, revoke_links
from nemcon.register.listing import LetterListed, list_letters
from nemcon.register.mailings import note_bounce
from nemcon.register.sending_again import send_again
from nemcon.register.staff import Role, Staff

router = APIRouter(
    tags=["letters"], route_class=StrictRoute, dependencies=[opens(Scope.ADMINISTER)]
)


class DeliveryShown(Shown):
    """How far the letters of the present period got to one participant, at best."""

    participant: str
    state: str = Field(examples=["sent"])


class LetterShown(Shown):
    """One letter."""

    id: str
    notice: str = Field(examples=["circulation"])
    book: int
    participant: str
    contact: str
    state: str
    attempts: int
    reply: str = Field(description="What the mail relay said last.")
    sent_at: datetime | None


class DeliveriesShown(Shown):
    """The letters of a procedure."""

    participants: list[DeliveryShown]
    letters: list[LetterShown]


class Bounce(Sent):
    """A letter that came back."""

    reply: OptionalName = Field(default="", examples=["550 5.1.1 no such user"])


class ContactNamed(Sent):
    """Whose link it is."""

    contact: Identifier


class SentAgain(Shown):
    """What is sent again."""

    letters: list[str] = Field(description="The notices, in order.", examples=[["circulation"]])


class LinkShown(Shown):
    """A personal link: whoever has it files for the delegation."""

    contact: str
    participant: str
    token: str
    url: str


class Revoked(Shown):
    """How many links ended."""

    revoked: int


@router.get(
    "/procedures/{procedure}/deliveries",
    summary="What became of the letters",
    responses=documented(401, 404),
)
def deliveries(context: InContext, staff: AnyStaff, procedure: ProcedureId) -> DeliveriesShown:
    """For each participant how far the period's letters got, and every letter by itself.

    Of an agenda or a negotiation, which have no such period, how far any of the letters got.
    Receipts tell who filed, so that a reader who may not read the record is shown no letter.
    """
    state = reach_any(context, procedure, staff).state
    shown = may_read_record(viewer_of(staff), state)
    with context.database.reading() as connection:
        letters = list_letters(connection, procedure) if shown else ()
        if isinstance(state, ProcedureState):
            best = deliveries_of(connection, procedure, state)
        else:
            best = _best_of(letters, state.roll) if shown else ()
    return DeliveriesShown(
        participants=[DeliveryShown.model_validate(item) for item in best],
        letters=[LetterShown.model_validate(letter) for letter in letters],
    )


@router.post(
    "/letters/{letter}/bounce",
    status_code=204,
    summary="Note that a letter came back",
    responses=documented(401, 403, 404, 422),
)
def bounce(
    context: InContext,
    staff: SecretariatStaff,
    letter: Annotated[str, Path(pattern=IDENTIFIER)],
    received: Received,
    sent: Bounce,
) -> None:
    """Note it, so that nobody is presumed to have been asked by a letter that came back."""
    with context.database.writing() as connection:
        there = at_letter(connection, staff, letter)
        may = there is not None and there.role is Role.SECRETARIAT
        known = may and note_bounce(connection, letter, sent.reply, received)
    if not known:
        raise Problem(404, "no-such-letter", _("No letter of that name has left."))


@router.post(
    "/procedures/{procedure}/letters/again",
    summary="Send letters again",
    responses=documented(401, 403, 404, 422),
)
def again(
    context: InContext,
    staff: SecretariatStaff,
    received: Received,
    procedure: ProcedureId,
    sent: ContactNamed,
) -> SentAgain:
    """Send the contact the letters of the period that did not get to its present address.

    Each leaves once, however often this is asked; reminders are not sent again.
    """
    body = reach_any(context, procedure, staff).body
    with context.database.writing() as connection:
        contact = contact_at(connection, body, sent.contact)
        by, among = staff.signs_as, {procedure}
        found = send_again(connection, body, contact, among, by, received)
    return SentAgain(letters=[one.notice for one in found])


@router.post(
    "/procedures/{procedure}/links",
    dependencies=[NO_SCOPE],
    status_code=201,
    summary="Issue a personal link",
    responses=documented(401, 403, 404, 422),
)
def issue(
    context: InContext,
    staff: SecretariatStaff,
    received: Received,
    procedure: ProcedureId,
    sent: ContactNamed,
) -> LinkShown:
    """The contact's link: the one that letters carry, or a new one where that was revoked."""
    contact = _contact(context, procedure, sent.contact, staff)
    with context.database.writing() as connection:
        tokens = issue_links(connection, context.links, procedure, [contact.id], received)
    token = tokens[contact.id]
    return LinkShown(
        contact=contact.id,
        participant=contact.participant,
        token=token,
        url=f"{context.settings.public_url}/l/{token}",
    )


@router.post(
    "/procedures/{procedure}/links/revoke",
    summary="Revoke a personal link",
    responses=documented(401, 403, 404, 422),
)
def revoke(
    context: InContext,
    staff: SecretariatStaff,
    received: Received,
    procedure: ProcedureId,
    sent: ContactNamed,
) -> Revoked:
    """End the contact's links to the procedure; what was filed through them stands."""
    contact = _contact(context, procedure, sent.contact, staff)
    with context.database.writing() as connection:
        ended = revoke_links(connection, procedure, contact.id, received)
        alone = end_colleague(connection, procedure, contact.id, staff.signs_as, received)
        return Revoked(revoked=ended or int(alone))


def _best_of(letters: Iterable[LetterListed], roll: Iterable[Seat]) -> tuple[Delivery, ...]:
    """The best that happened to any letter to each on the roll."""
    best: dict[str, str] = {}
    for letter in letters:
        before = best.get(letter.participant, RANK[-1])
        best[letter.participant] = min(before, letter.state, key=RANK.index)
    return tuple(Delivery(seat.participant, best.get(seat.participant, RANK[-1])) for seat in roll)


def _contact(context: Context, procedure: str, contact: str, staff: Staff) -> Contact:
    position = reach_any(context, procedure, staff)
    on_roll = [seat.participant for seat in position.state.roll]
    with context.database.reading() as connection:
        known = addressees(connection, position.body, procedure, on_roll)
    found = next((person for person in known if person.id == contact), None)
    if found is None:
        says = _("There is no contact of that name among the participants of this procedure.")
        raise Problem(404, "unknown-contact", says)
    return found
