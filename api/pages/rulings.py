"""Rulings of the Chair by form: what is asked, what it leads to, and only then the act."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from starlette.responses import RedirectResponse

from api.context import Context, InContext
from api.lettering import Lettered, as_shown
from api.pages import letter_choice
from api.pages.closing_foretold import closing_foretold
from api.pages.confirming import Confirmation, news_since, seen_in
from api.pages.foreseen import foresee
from api.pages.form import Form, InForm, Wrongs
from api.pages.offered import late_filers
from api.pages.period_shown import ruled_period
from api.pages.procedures import Identifier
from api.pages.resting import of_period, of_ruling
from api.pages.revising import TAKE, WORDING, Taken, proposals, take_over
from api.pages.ruling_form import ASKS, FIELDS, UNTIL_REQUIRED, WITHOUT_REASON, Ruled, ruling_typed
from api.pages.ruling_words import RULINGS as WORDS
from api.pages.shown import deadline_shown, names_of, standing
from api.pages.templating import page
from api.people import ActingStaff
from api.problems import Problem
from api.receiving import Received
from api.sent_rulings import RULINGS
from api.v1.disclosure import seen_by, viewer_of
from api.v1.reaching import reach
from nemcon.language import _
from nemcon.mail.wording import OUTCOMES
from nemcon.procedure.acts import Act
from nemcon.procedure.recounting import Teller
from nemcon.procedure.refusal import Refusal
from nemcon.procedure.told import telling
from nemcon.register.door import Position
from nemcon.register.staff import Staff

router = APIRouter(include_in_schema=False)


@router.get("/procedures/{procedure}/rulings/{verb}")
def form(
    request: Request,
    context: InContext,
    staff: ActingStaff,
    procedure: Identifier,
    verb: str,
    take: Annotated[str, Query(max_length=64)] = "",
) -> Response:
    """The form of one ruling, with the wording that is to be taken over, if any."""
    position = _position(context, procedure, staff, verb)
    text = position.state.text
    blank = Form((("digest", position.state.text_digest), ("symbol", text.next_symbol)))
    if take and verb == "revise":
        return _taking_over(request, context, staff, position, blank, take)
    return _form_page(request, context, staff, position, verb, blank, Wrongs())


@router.post("/procedures/{procedure}/rulings/{verb}/review")
def review(
    request: Request,
    context: InContext,
    staff: ActingStaff,
    procedure: Identifier,
    verb: str,
    sent: InForm,
) -> Response:
    """State what the ruling leads to, and ask for confirmation. Records nothing."""
    position = _position(context, procedure, staff, verb)
    if sent.get(TAKE) and verb == "revise":
        return _taking_over(request, context, staff, position, sent, sent.get(TAKE))
    ruled = ruling_typed(position.state, staff, verb, sent)
    if sent.get("change") or isinstance(ruled, Wrongs):
        wrongs = ruled if isinstance(ruled, Wrongs) and not sent.get("change") else Wrongs()
        return _form_page(request, context, staff, position, verb, sent, wrongs)
    return _review_page(request, context, staff, position, verb, sent, ruled)


@router.post("/procedures/{procedure}/rulings/{verb}/act")
def rule(
    request: Request,
    context: InContext,
    staff: ActingStaff,
    received: Received,
    procedure: Identifier,
    verb: str,
    sent: InForm,
) -> Response:
    """Record the ruling that was confirmed. Sent twice, it is recorded once.

    It is recorded only on what was shown: where anything has happened since, it is asked again.
    """
    position = _position(context, procedure, staff, verb)
    ruled = ruling_typed(position.state, staff, verb, sent)
    if isinstance(ruled, Wrongs):
        return _form_page(request, context, staff, position, verb, sent, ruled)
    choice = letter_choice.choice_in(sent)
    lettered = Lettered(procedure, position.body, ruled.act)
    settled = as_shown(context, lettered, choice.until, received)
    confirmation = Confirmation.of(procedure, (settled or lettered).act, sent)
    if settled is None or not confirmation.sealed(context, sent):
        stale = settled is None
        return _review_page(request, context, staff, position, verb, sent, ruled, changed=stale)
    if news_since(context, staff, position, confirmation.seen) and not confirmation.made(context):
        return _review_page(request, context, staff, position, verb, sent, ruled)
    answer = letter_choice.confirm(context, lettered, received, choice, confirmation.submission)
    if isinstance(answer, Problem) and answer.code == letter_choice.CHANGED:
        return _review_page(request, context, staff, position, verb, sent, ruled, changed=True)
    if isinstance(answer, Problem):
        wrongs = Wrongs()
        wrongs.add(FIELDS.get(answer.code, ""), _("It was not recorded. {says}", says=answer.says))
        return _form_page(request, context, staff, position, verb, sent, wrongs)
    return RedirectResponse(f"/procedures/{procedure}", 303)


@router.post("/procedures/{procedure}/rulings/{verb}/letter")
def letter(
    context: InContext, staff: ActingStaff, procedure: Identifier, verb: str, sent: InForm
) -> Response:
    """The letter that the page shows, as a file. Records nothing."""
    return letter_choice.letter_response(context, *_to_show(context, staff, procedure, verb, sent))


@router.post("/procedures/{procedure}/rulings/{verb}/mail")
def mail(
    context: InContext, staff: ActingStaff, procedure: Identifier, verb: str, sent: InForm
) -> Response:
    """The mail that the page shows, as a mail program shows it. Records nothing."""
    return letter_choice.mail_response(context, *_to_show(context, staff, procedure, verb, sent))


def _to_show(
    context: Context, staff: Staff, procedure: str, verb: str, sent: Form
) -> tuple[Lettered[Act], letter_choice.Choice]:
    position = _position(context, procedure, staff, verb)
    ruled = ruling_typed(position.state, staff, verb, sent)
    if isinstance(ruled, Wrongs):
        raise Problem(422, "malformed", _("What was to be ruled cannot be read any more."))
    return Lettered(procedure, position.body, ruled.act), letter_choice.choice_in(sent)


def _position(context: Context, procedure: str, staff: Staff, verb: str) -> Position:
    if verb not in RULINGS:
        raise Problem(404, "not-found", _("There is nothing at this address."))
    return reach(context, procedure, staff)


def _around(context: Context, position: Position, verb: str) -> dict[str, object]:
    state, now = position.state, context.clock.now()
    return {
        "procedure": position.procedure,
        "verb": verb,
        "words": WORDS[verb].spoken(),
        "rests_on": of_ruling(state.profile, verb),
        "text": state.text,
        "standing": standing(state, now),
        "deadline": deadline_shown(state, now),
        "zone": state.profile.zone,
        "named": telling(state).names,
    }


def _review_page(
    request: Request,
    context: Context,
    staff: Staff,
    position: Position,
    verb: str,
    sent: Form,
    ruled: Ruled,
    *,
    changed: bool = False,
) -> Response:
    """`changed` says that the letter reads otherwise than the one that was confirmed."""
    state, now = position.state, context.clock.now()
    lettered = Lettered(position.procedure, position.body, ruled.act)
    shown = letter_choice.on_page(context, lettered, letter_choice.choice_in(sent))
    if isinstance(shown, Refusal):
        return _refused(request, context, staff, position, verb, sent, shown)
    act = shown.lettered.act
    foreseen = foresee(state, act, now, Teller(state.profile.zone, names_of(state)))
    if isinstance(foreseen, Refusal):
        return _refused(request, context, staff, position, verb, sent, foreseen)
    fresh = Confirmation.fresh(position, act)
    facts = _around(context, position, verb) | {
        "news": news_since(context, staff, position, seen_in(sent)),
        "foreseen": foreseen,
        "after": ruled_period(context, position.body, state, act, now),
        "period_rules": of_period(state.profile),
        "closing": closing_foretold(state, ruled.act, now),
        "because": sent.get("because"),
        "hidden": (*ruled.hidden, *shown.hidden, *fresh.hidden(context)),
        "letter": shown.shown,
        "letter_changed": changed,
        "reached": len(state.roll),
    }
    return page(request, "staff/ruling-review.html", facts, staff=staff)


def _refused(
    request: Request,
    context: Context,
    staff: Staff,
    position: Position,
    verb: str,
    sent: Form,
    refusal: Refusal,
) -> Response:
    wrongs = Wrongs()
    wrongs.add(FIELDS.get(refusal.code, ""), refusal.says)
    return _form_page(request, context, staff, position, verb, sent, wrongs)


def _taking_over(
    request: Request,
    context: Context,
    staff: Staff,
    position: Position,
    sent: Form,
    asked: str,
) -> Response:
    """The form of a revision with a wording that was proposed in its field. Records nothing."""
    wrongs, taken = Wrongs(), take_over(seen_by(viewer_of(staff), position.state), sent, asked)
    if taken is None:
        wrongs.add("wording", _("That wording is not proposed for the present text any more."))
    filled = taken.form if taken else sent
    return _form_page(request, context, staff, position, "revise", filled, wrongs, taken)


def _form_page(
    request: Request,
    context: Context,
    staff: Staff,
    position: Position,
    verb: str,
    sent: Form,
    wrongs: Wrongs,
    taken: Taken | None = None,
) -> Response:
    state = position.state
    names = names_of(state)
    asks = ASKS.get(verb, ())
    seen = seen_by(viewer_of(staff), state)
    facts = _around(context, position, verb) | {
        "asks": asks,
        "until_required": verb in UNTIL_REQUIRED,
        "reason_required": verb not in WITHOUT_REASON,
        "typed": sent,
        "wrongs": wrongs,
        "digest": state.text_digest,
        "seen": sent.get("seen") or position.head.number,
        "letter_choices": letter_choice.choices() if verb in letter_choice.VERBS else (),
        "wording": WORDING,
        "proposed": proposals(seen, sent) if "wording" in asks else {},
        "taken": taken,
        "adopted": state.adopted,
        "filers": [(p, names[p]) for p in late_filers(state)],
        "outcomes": [("", _("Choose\u2026")), *((o.value, _(w)) for o, w in OUTCOMES.items())],
    }
    return page(request, "staff/ruling.html", facts, staff=staff, status=422 if wrongs else 200)
