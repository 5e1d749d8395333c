"""The health of a silence as a page, and the mail that came back to letters of any procedure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Annotated, Final

from fastapi import APIRouter, Path, Query, Request, Response

from api.context import InContext
from api.pages import wording
from api.pages.listed import address_of
from api.pages.notices import noticed
from api.pages.procedures import Identifier
from api.pages.shown import When, deadline_shown, when
from api.pages.templating import page
from api.pages.tiles import tiles_of
from api.people import ActingStaff, AnyStaff
from api.problems import Problem
from api.v1.disclosure import viewer_of
from api.v1.reaching import reach, reach_any
from api.v1.returned import counts_of, health_told, whole_of
from api.words import IDENTIFIER
from nemcon.language import N_, _
from nemcon.language.states import named
from nemcon.mail.returned.reading import Meaning
from nemcon.procedure.state import Phase
from nemcon.register import directory
from nemcon.register.colleagues import addressees
from nemcon.register.health import ContactHealth, DelegationHealth, Sign
from nemcon.register.kinds import projected
from nemcon.register.returned import ReturnedMail, returned_by_id, returned_of
from nemcon.register.staff import Role

router = APIRouter(prefix="/procedures/{procedure}", include_in_schema=False)

# A shape before each word, so that nothing depends on colours.
_SIGNS: Final = {
    Sign.DELIVERED: ("\u25cf", N_("delivered")),
    Sign.REFUSED: ("\u2716", N_("refused")),
    Sign.BOUNCED: ("\u21a9", N_("came back")),
    Sign.UNDER_WAY: ("\u2026", N_("under way")),
    Sign.AWAY: ("\u25cb", N_("out of office")),
    Sign.REPLIED: ("\u2709", N_("wrote by e-mail")),
    Sign.ACKNOWLEDGED: ("\u2713", N_("acknowledged")),
    Sign.ACTED: ("\u25b2", N_("acted")),
    Sign.NO_SIGN: ("?", N_("no sign of life")),
}
_TROUBLE: Final = ("refused", "bounced")
_MEANINGS: Final = {
    Meaning.FAILED: N_("The letter came back"),
    Meaning.DELAYED: N_("A mail server still tries"),
    Meaning.DELIVERED: N_("A mail server says that it was delivered"),
    Meaning.AWAY: N_("Out of office"),
    Meaning.AUTOMATIC: N_("An automatic reply"),
    Meaning.REPLY: N_("A reply"),
    Meaning.UNRELATED: N_("Sent to many"),
    Meaning.UNCLEAR: N_("A report that does not say what became of the letter"),
}


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the filters: how many delegations it shows, and whether it is chosen."""

    sign: str
    shape: str
    word: str
    number: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Mail:
    """A message that came back, in words."""

    id: str
    means: str
    name: str
    at: When
    sender: str
    subject: str
    says: str
    until: str
    status: str
    notice: str
    whole: bool
    contact: str


@router.get("/health")
def health(
    request: Request,
    context: InContext,
    staff: AnyStaff,
    procedure: Identifier,
    show: Annotated[Sign | None, Query()] = None,
) -> Response:
    """Who was asked, and who has given a sign of life; only those of whom `show` holds."""
    position = reach(context, procedure, staff)
    state, viewer = position.state, viewer_of(staff)
    with context.database.reading() as connection:
        found = health_told(connection, position, viewer)
        body = directory.body_of(connection, position.body)
        contacts = addressees(connection, body.id, procedure) if viewer.sees_all else ()
        listed = directory.contacts_of(connection, body.id)
    secretariat = staff.role is Role.SECRETARIAT
    reached = {contact.participant for contact in listed}
    corrected = {contact.id for contact in listed} if secretariat else set[str]()
    counts = counts_of(found)
    addresses = {contact.id: contact.address for contact in contacts}
    told = any(item.acted is not None for item in found)
    hidden = () if told else (Sign.REPLIED, Sign.ACKNOWLEDGED, Sign.ACTED, Sign.NO_SIGN)
    facts: dict[str, object] = {
        "procedure": procedure,
        "body": body,
        "state": state,
        "deadline": deadline_shown(state, context.clock.now()),
        "total": len(found),
        "choices": [
            Choice(sign, *_sign(sign), counts[sign], sign is show)
            for sign in Sign
            if sign not in hidden
        ],
        "show": show,
        "rows": [
            (
                named(item.name),
                item,
                [_sign(sign) for sign in item.signs],
                _of_letters(item, addresses, corrected),
            )
            for item in found
            if show is None or show in item.signs
        ],
        "addresses": defaultdict(str, addresses),
        "groups": tiles_of(found),
        "may_correct": secretariat,
        "without": {item.participant for item in found} - reached if secretariat else (),
        "may_remind": viewer.sees_all and state.phase is Phase.UNDER_SILENCE,
        "told": told,
        "sees_mail": viewer.sees_all,
        "zone": state.profile.zone,
        "when": when,
    }
    return page(request, "staff/health.html", facts, staff=staff)


@router.get("/returned")
def returned(
    request: Request, context: InContext, staff: ActingStaff, procedure: Identifier
) -> Response:
    """What came back to the letters, the newest first; replies by people stand above the rest."""
    position = reach_any(context, procedure, staff)
    names = {seat.participant: named(seat.name) for seat in position.state.roll}
    with context.database.reading() as connection:
        body = directory.body_of(connection, position.body)
        found = returned_of(connection, procedure)
        listed = directory.contacts_of(connection, body.id)
    secretariat = staff.role is Role.SECRETARIAT
    corrected = {contact.id for contact in listed} if secretariat else set[str]()
    mails = [_mail(mail, names, body.zone, corrected) for mail in reversed(found)]
    facts: dict[str, object] = {
        "procedure": procedure,
        "body": body,
        "back": address_of(procedure, position.state),
        "title": projected(position.state).title,
        "replies": [mail for mail in mails if mail.whole],
        "others": [mail for mail in mails if not mail.whole],
    }
    return page(request, "staff/returned.html", facts, staff=staff)


@router.get("/returned/{mail}.eml")
def reply(
    context: InContext,
    staff: ActingStaff,
    procedure: Identifier,
    mail: Annotated[str, Path(pattern=IDENTIFIER)],
) -> Response:
    """A reply as it came, as a file."""
    reach_any(context, procedure, staff)
    with context.database.reading() as connection:
        found = returned_by_id(connection, mail)
    if found is not None and found.procedure != procedure:
        raise Problem(404, "no-such-message", _("There is no message of that name here."))
    return whole_of(found)


def _sign(sign: Sign) -> tuple[str, str]:
    shape, word = _SIGNS[sign]
    return shape, _(word)


def _of_letters(
    item: DelegationHealth, addresses: Mapping[str, str], corrected: Collection[str]
) -> list[tuple[str, str, str]]:
    """Each letter's address, where it may be shown, what became of it, and whom to put right.

    Nobody is to be put right whose letter left, or whose address is another one by now.
    """
    return [
        (
            contact.address if contact.contact in addresses else "",
            _told(contact),
            contact.contact
            if contact.state in _TROUBLE
            and contact.contact in corrected
            and addresses.get(contact.contact) == contact.address
            else "",
        )
        for contact in item.contacts
    ]


def _told(contact: ContactHealth) -> str:
    word = _(wording.LETTERS[contact.state])
    if contact.confirmed:
        return _("{word}, and its server says that it was delivered", word=word)
    if contact.delayed:
        return _("{word}, and a server still tries to deliver it", word=word)
    if not contact.reply:
        return word
    return _("{label}: {value}", label=word, value=contact.reply)


def _mail(mail: ReturnedMail, names: dict[str, str], zone: str, corrected: Collection[str]) -> Mail:
    """`corrected` are the contacts that the reader may put right."""
    meaning = Meaning(mail.meaning)
    return Mail(
        id=mail.id,
        means=_(_MEANINGS[meaning]),
        name=names.get(mail.participant, mail.participant),
        at=when(mail.at, zone),
        sender=mail.sender,
        subject=mail.subject,
        says=mail.says,
        until=mail.until,
        status=mail.status,
        notice=noticed(mail.notice),
        whole=meaning is Meaning.REPLY,
        contact=mail.contact if meaning is Meaning.FAILED and mail.contact in corrected else "",
    )
