"""Letting something come back to a letter of the local mailbox, as its recipient would send it.

There is a mailbox only at home and in trials, where no letter leaves and so none is ever answered.
What comes back goes through the same door as real mail.
"""

from __future__ import annotations

from typing import Annotated, Final

from fastapi import APIRouter, Query, Request, Response
from starlette.responses import RedirectResponse

from activities.returned import Receiving
from api.context import Context, InContext
from api.pages.form import Form, InForm, Wrongs
from api.pages.mailbox import letter_of
from api.pages.templating import page
from api.people import AllBodiesStaff
from api.problems import Problem
from nemcon.language import N_, _
from nemcon.mail.addresses import HeaderRefused
from nemcon.mail.returned.listening import Taken
from nemcon.mail.returned.playing import Answered, Play, played
from nemcon.mail.sink import StoredLetter
from nemcon.register.staff import Staff

router = APIRouter(prefix="/mailbox/{letter}/come-back", include_in_schema=False)

_CHOICES: Final = (
    (Play.REPLY, N_("The recipient writes back")),
    (Play.AWAY, N_("An automatic reply: the recipient is away")),
    (Play.FAILED, N_("The server says that there is no such mailbox")),
    (Play.DELAYED, N_("The server says that it still tries")),
    (Play.DELIVERED, N_("The server says that it was delivered")),
)
_LONGEST: Final = 20_000
_NOT_TAKEN: Final = {
    Taken.UNKNOWN: N_("No letter of this register has the return address of this one."),
    Taken.LATER: N_("The letter has not been noted as sent yet. Try again in a moment."),
}


@router.get("")
def form(
    request: Request,
    context: InContext,
    staff: AllBodiesStaff,
    letter: str,
    *,
    taken: Annotated[bool, Query()] = False,
) -> Response:
    """What is to come back, and in which words."""
    found = letter_of(context, letter)
    return _page(request, staff, found, Form(), Wrongs(), taken=taken)


@router.post("")
def come_back(
    request: Request, context: InContext, staff: AllBodiesStaff, letter: str, sent: InForm
) -> Response:
    """Take it in as real mail would be. It files nothing, whatever it says."""
    found, wrongs = letter_of(context, letter), Wrongs()
    if sent.get("what") not in set(Play):
        wrongs.add("what", _("Choose what is to come back."))
    if len(sent.get("says")) > _LONGEST:
        wrongs.add("says", _("At most {n} characters can be sent.", n=_LONGEST))
    if not wrongs:
        try:
            taken = _take(context, found, Play(sent.get("what")), sent.get("says"))
        except HeaderRefused as refusal:
            raise Problem(422, refusal.code, str(refusal)) from refusal
        if taken is Taken.KEPT:
            return RedirectResponse(f"/mailbox/{found.id}/come-back?taken=true", 303)
        wrongs.add("what", _(_NOT_TAKEN[taken]))
    return _page(request, staff, found, sent, wrongs, status=422)


def _take(context: Context, found: StoredLetter, play: Play, says: str) -> Taken:
    recipient = found.envelope_to[0] if found.envelope_to else ""
    answered = Answered(
        recipient, found.envelope_from, found.message_id, found.subject, context.clock.now()
    )
    sender, data = played(play, answered, says)
    door = Receiving(context.register, context.links, context.settings)
    return door.take(found.envelope_from, sender, data)


def _page(
    request: Request,
    staff: Staff,
    found: StoredLetter,
    typed: Form,
    wrongs: Wrongs,
    *,
    taken: bool = False,
    status: int = 200,
) -> Response:
    facts: dict[str, object] = {
        "letter": found,
        "choices": [(play, _(words)) for play, words in _CHOICES],
        "typed": typed,
        "wrongs": wrongs,
        "taken": taken,
    }
    return page(request, "staff/come-back.html", facts, staff=staff, status=status)
