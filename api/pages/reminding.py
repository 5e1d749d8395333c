"""Reminding delegations by form: whom, then the number and the list, and only then the letters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from fastapi import APIRouter, Request, Response
from starlette.responses import RedirectResponse

from api.context import Context, InContext
from api.intake import submit_form
from api.pages.confirming import Confirmation, news_since, seen_in
from api.pages.form import Form, InForm, Wrongs
from api.pages.procedures import Identifier
from api.pages.shown import When, deadline_shown, when
from api.pages.templating import page
from api.people import ActingStaff, actor
from api.problems import Problem
from api.receiving import Received
from api.reminding import LeftOut, Reminder, Why, reminder_of
from api.v1.reaching import reach
from nemcon.language import N_, _
from nemcon.procedure.reminders import Whom
from nemcon.register.door import Position
from nemcon.register.staff import Staff

router = APIRouter(prefix="/procedures/{procedure}/remind", include_in_schema=False)

LATELY: Final = "reminded-lately"
_WHOM: Final = {
    Whom.NOT_ACTED: N_(
        "Those that have filed nothing, whether they have acknowledged the text or not"
    ),
    Whom.NOT_ACKNOWLEDGED: N_(
        "Those that have given no sign of life: no acknowledgement, no filing"
    ),
}
_WHY: Final = {
    Why.OBJECTED: N_("Their objection stands"),
    Why.FILED: N_("They have filed something on this text"),
    Why.ACKNOWLEDGED: N_("They have acknowledged the text"),
    Why.DEADLINE_PASSED: N_("Their deadline has passed"),
    Why.BOUNCED: N_("Their letters came back, so that a reminder would not reach them"),
    Why.REFUSED: N_("A mail server refused their letters, so that a reminder would not reach them"),
    Why.NOT_SENT: N_("No letter of this period has left for them in time"),
}


@dataclass(frozen=True, slots=True)
class Chosen:
    """One of the choices, with the number of letters that it stands for now."""

    whom: Whom
    says: str
    number: int


@router.get("")
def form(
    request: Request, context: InContext, staff: ActingStaff, procedure: Identifier
) -> Response:
    """Whom to remind, with the number of each choice."""
    position = reach(context, procedure, staff)
    return _form_page(request, context, staff, position, Form(), Wrongs())


@router.post("/review")
def review(
    request: Request, context: InContext, staff: ActingStaff, procedure: Identifier, sent: InForm
) -> Response:
    """The number and the list of those who get a letter. Records nothing."""
    position = reach(context, procedure, staff)
    found = _asked(context, position, staff, sent)
    if sent.get("change") or found is None or found.refusal is not None:
        wrongs = Wrongs() if sent.get("change") else _wrongs(found)
        return _form_page(request, context, staff, position, sent, wrongs)
    return _review_page(request, context, staff, position, sent, found)


@router.post("/act")
def remind(
    request: Request,
    context: InContext,
    staff: ActingStaff,
    received: Received,
    procedure: Identifier,
    sent: InForm,
) -> Response:
    """Send the reminder that was shown. Sent twice, it leaves once.

    Where anything has happened since it was shown, it is shown again.
    """
    position = reach(context, procedure, staff)
    found = _asked(context, position, staff, sent)
    if found is None:
        return _form_page(request, context, staff, position, sent, _wrongs(found))
    confirmation = Confirmation.of(procedure, found.act, sent, _unreached(found))
    made = confirmation.made(context)
    if not made and found.refusal is not None:
        return _form_page(request, context, staff, position, sent, _wrongs(found))
    if not confirmation.sealed(context, sent):
        return _review_page(request, context, staff, position, sent, found, changed=True)
    if not made and news_since(context, staff, position, confirmation.seen):
        return _review_page(request, context, staff, position, sent, found)
    answer = submit_form(context, procedure, found.act, received, confirmation.submission)
    if isinstance(answer, Problem):
        wrongs = Wrongs()
        wrongs.add("", _("It was not sent. {says}", says=answer.says))
        return _form_page(request, context, staff, position, sent, wrongs)
    return RedirectResponse(f"/procedures/{procedure}#letters-heading", 303)


def _asked(context: Context, position: Position, staff: Staff, sent: Form) -> Reminder | None:
    """The reminder that the form asks for, as it would be now; `None` where it says not whom."""
    if sent.get("whom") not in set(Whom):
        return None
    again = sent.get("again") == "yes"
    return reminder_of(context, position, actor(staff, "page"), Whom(sent.get("whom")), again=again)


def _wrongs(found: Reminder | None) -> Wrongs:
    wrongs = Wrongs()
    if found is None:
        wrongs.add("whom", _("Choose whom to remind."))
    elif found.refusal is not None:
        field = "again" if found.refusal.code == LATELY else ""
        wrongs.add(field, found.refusal.says)
    return wrongs


def _unreached(found: Reminder) -> str:
    return "\0".join(found.act.unreached)


def _form_page(
    request: Request,
    context: Context,
    staff: Staff,
    position: Position,
    sent: Form,
    wrongs: Wrongs,
) -> Response:
    by = actor(staff, "page")
    each = {whom: reminder_of(context, position, by, whom) for whom in Whom}
    refusals = [one.refusal for one in each.values() if one.refusal is not None]
    facts = _around(context, position, each[Whom.NOT_ACTED]) | {
        "choices": [Chosen(whom, _(_WHOM[whom]), len(one.to)) for whom, one in each.items()],
        "lately": any(refusal.code == LATELY for refusal in refusals),
        "typed": sent,
        "wrongs": wrongs,
        "seen": seen_in(sent) or position.head.number,
    }
    return page(request, "staff/remind.html", facts, staff=staff, status=422 if wrongs else 200)


def _review_page(
    request: Request,
    context: Context,
    staff: Staff,
    position: Position,
    sent: Form,
    found: Reminder,
    *,
    changed: bool = False,
) -> Response:
    """`changed` says that it would go to others than those that were shown."""
    fresh = Confirmation.fresh(position, found.act, _unreached(found))
    zone = position.state.profile.zone
    facts = _around(context, position, found) | {
        "news": news_since(context, staff, position, seen_in(sent)),
        "changed": changed,
        "says": _(_WHOM[found.act.whom]),
        "to": [(each.name, when(each.deadline, zone)) for each in found.to],
        "left_out": _by_reason(found.left_out),
        "hidden": (*sent.among(("whom", "again")), *fresh.hidden(context)),
    }
    return page(request, "staff/remind-review.html", facts, staff=staff)


def _by_reason(left_out: Sequence[LeftOut]) -> list[tuple[str, list[str]]]:
    names = {why: [each.name for each in left_out if each.why is why] for why in Why}
    return [(_(_WHY[why]), found) for why, found in names.items() if found]


def _around(context: Context, position: Position, found: Reminder) -> dict[str, object]:
    state, now = position.state, context.clock.now()
    by_time: When | None = when(found.by_time, state.profile.zone) if found.by_time else None
    return {
        "procedure": position.procedure,
        "text": state.text,
        "deadline": deadline_shown(state, now),
        "now": when(now, state.profile.zone),
        "by_time": by_time,
    }
