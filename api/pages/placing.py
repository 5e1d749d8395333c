"""Placing a text under silence by form: what it will mean is shown before it is done."""

from __future__ import annotations

import secrets
from dataclasses import replace
from typing import Annotated, Final

from fastapi import APIRouter, Query, Request, Response
from starlette.responses import RedirectResponse

from api.checklist import Check, stops
from api.context import Context, InContext
from api.intake import Placed, Placing, placing, read
from api.lettering import Lettered
from api.pages import letter_choice
from api.pages.desks import FormStaff, bodies_to_act_in
from api.pages.form import Form, InForm, Wrongs, wrongs_of
from api.pages.named_after import named_after
from api.pages.period_shown import period_shown
from api.pages.placing_again import Again, placed_again
from api.pages.resting import of_launch
from api.pages.templating import page
from api.pages.typed_text import paragraphs_typed
from api.people import ActingStaff, acting, actor
from api.places import at_desk
from api.previewing import preview, stopped
from api.problems import Problem, problem_of
from api.receiving import Received
from api.v1.reaching import reach
from api.words import IDENTIFIER_OR_NONE
from nemcon.language import _
from nemcon.procedure.acts import PlaceUnderSilence
from nemcon.procedure.loader import load_profile
from nemcon.procedure.refusal import Refusal
from nemcon.procedure.shelf import known_profiles
from nemcon.register import directory
from nemcon.register.directory import Body, UnknownName
from nemcon.register.listing import last_placed
from nemcon.register.staff import Staff

router = APIRouter(include_in_schema=False)

CARRIED: Final = (
    "body",
    "source",
    "text",
    "title",
    "symbol",
    "paragraphs",
    "among",
    "profile",
    "until",
    "length",
    "divisible",
    letter_choice.PART,
)
TYPED: Final = "typed"
_FIELDS: Final = {
    "procedure": "procedure",
    "body": "body",
    "text": "text",
    "text title": "title",
    "text symbol": "symbol",
    "text paragraphs": "paragraphs",
    "among": "among",
    "profile": "profile",
    "until": "until",
    "length": "length",
    "already-exists": "procedure",
    "reserved-name": "procedure",
    "no-deadline": "until",
    "deadline-not-ahead": "until",
    "too-far-ahead": "until",
    "no-calendar": "length",
    "not-authorised": "profile",
    "empty-roll": "among",
    "unknown-roll": "among",
    "unknown-text": "text",
    "unknown-profile": "profile",
    "paragraph-twice": "paragraphs",
    "font-missing": letter_choice.PART,
    "no-letter": letter_choice.PART,
}


@router.get("/place")
def form(
    request: Request,
    context: InContext,
    staff: ActingStaff,
    body: Annotated[str, Query(max_length=64)] = "",
    again: Annotated[str, Query(pattern=IDENTIFIER_OR_NONE)] = "",
) -> Response:
    """The form, filled in to place `again` what was recalled; with several bodies, first which."""
    bodies = _bodies(context, staff)
    chosen = body or (bodies[0].id if len(bodies) == 1 else "")
    if chosen not in {known.id for known in bodies}:
        return page(request, "staff/place-body.html", {"bodies": bodies}, staff=staff)
    staff = acting(at_desk(context, staff, chosen))
    if again:
        filled = _again(context, staff, chosen, again)
        return _form_page(request, context, staff, filled.form, Wrongs(), again=filled)
    with context.database.reading() as connection:
        last = last_placed(connection, chosen)
    blank = (("body", chosen), ("profile", last.profile if last else ""))
    return _form_page(request, context, staff, Form(blank), Wrongs())


def _again(context: Context, staff: Staff, body: str, procedure: str) -> Again:
    position = reach(context, procedure, staff)
    filled = placed_again(context, position) if position.body == body else None
    if filled is None:
        raise Problem(404, "not-found", _("There is nothing at this address."))
    return filled


@router.post("/place/review")
def review(request: Request, context: InContext, staff: FormStaff, sent: InForm) -> Response:
    """Show what it will mean. Records nothing."""
    return _review(request, context, staff, sent)


@router.post("/place/letter")
def letter(context: InContext, staff: FormStaff, sent: InForm) -> Response:
    """The letter that the page shows, as a file. Records nothing."""
    return letter_choice.letter_response(context, *_to_show(context, staff, sent))


@router.post("/place/mail")
def mail(context: InContext, staff: FormStaff, sent: InForm) -> Response:
    """The mail that the page shows, as a mail program shows it. Records nothing."""
    return letter_choice.mail_response(context, *_to_show(context, staff, sent))


def _to_show(
    context: Context, staff: Staff, sent: Form
) -> tuple[Lettered[PlaceUnderSilence], letter_choice.Choice]:
    placed = _placed(context, staff, sent)
    if isinstance(placed, Wrongs):
        raise Problem(422, "malformed", _("What was to be placed cannot be read any more."))
    return _lettered(placed), letter_choice.choice_in(sent)


def _lettered(placed: Placed) -> Lettered[PlaceUnderSilence]:
    return Lettered(placed.procedure, placed.body, placed.act)


def _review(
    request: Request, context: Context, staff: Staff, sent: Form, *, changed: bool = False
) -> Response:
    """`changed` says that the letter reads otherwise than the one that was confirmed."""
    if sent.get("change"):
        return _form_page(request, context, staff, sent, Wrongs())
    if sent.get("better"):
        sent = _with_deadline(sent, sent.get("better"))
    placed = _placed(context, staff, sent, filled_in=False)
    if isinstance(placed, Wrongs):
        return _form_page(request, context, staff, sent, placed)
    choice = letter_choice.choice_in(sent)
    shown = letter_choice.on_page(context, _lettered(placed), choice)
    if isinstance(shown, Refusal):
        return _refused(request, context, staff, sent, placed, shown)
    foreseen = preview(context, replace(placed, act=shown.lettered.act))
    if isinstance(foreseen, Refusal):
        return _refused(request, context, staff, sent, placed, foreseen)
    state = foreseen.state
    now = context.clock.now()
    with context.database.reading() as connection:
        body = directory.body_of(connection, placed.body)
    facts: dict[str, object] = {
        "body": body,
        "procedure": placed.procedure,
        "state": state,
        "text": state.text,
        "digest": state.text_digest,
        "profile": state.profile,
        "objecting": sum(seat.may_object for seat in state.roll),
        "stopped": stops(foreseen.checks),
        "letter": shown.shown,
        "letter_changed": changed,
        **period_shown(context, placed.body, state, now, launch=True),
        **of_launch(state.profile),
        # The name is settled here, or the same form sent twice would get a second one.
        "hidden": (*sent.among(CARRIED), ("procedure", placed.procedure), *shown.hidden),
        "submission": secrets.token_urlsafe(16),
    }
    return page(request, "staff/place-review.html", facts, staff=staff)


def _refused(
    request: Request, context: Context, staff: Staff, sent: Form, placed: Placed, refusal: Refusal
) -> Response:
    """The form again, with the whole list where the refusal is one of its checks."""
    wrongs = wrongs_of(problem_of(refusal), _FIELDS)
    checks = stopped(context, placed, refusal) or ()
    return _form_page(request, context, staff, sent, wrongs, checks)


@router.post("/place")
def place(
    request: Request, context: InContext, staff: FormStaff, received: Received, sent: InForm
) -> Response:
    """Place the text under silence. Sent twice, it is placed once."""
    if not sent.get("submission"):
        return _review(request, context, staff, sent)
    placed = _placed(context, staff, sent)
    if isinstance(placed, Wrongs):
        return _form_page(request, context, staff, sent, placed)
    answer = letter_choice.confirm(
        context, _lettered(placed), received, letter_choice.choice_in(sent), sent.get("submission")
    )
    if isinstance(answer, Problem) and answer.code == letter_choice.CHANGED:
        return _review(request, context, staff, sent, changed=True)
    if isinstance(answer, Problem):
        return _form_page(request, context, staff, sent, wrongs_of(answer, _FIELDS))
    return RedirectResponse(f"/procedures/{placed.procedure}", 303)


def _placed(
    context: Context, staff: Staff, sent: Form, *, filled_in: bool = True
) -> Placed | Wrongs:
    """The act that was typed; unless `filled_in` also one that a template left something in."""
    wrongs = Wrongs()
    data: dict[str, object] = {
        "procedure": sent.get("procedure").strip() or _named_after(context, sent),
        "body": sent.get("body"),
        "text": _text(sent, wrongs),
        "among": sent.get("among"),
        "profile": sent.get("profile"),
    }
    data |= {name: sent.get(name).strip() for name in ("until", "length") if sent.get(name).strip()}
    if sent.get("divisible") in ("yes", "no"):
        data["divisible"] = sent.get("divisible") == "yes"
    if not sent.get("profile"):
        wrongs.add("profile", _("Choose the rules of procedure."))
    if {"until", "length"} <= data.keys():
        wrongs.add("length", _("Give either a deadline or a length, not both."))
    if wrongs:
        return wrongs
    try:
        by = actor(staff, "page")
        return placing(context, read(Placing, data), by, filled_in=filled_in)
    except Problem as problem:
        return wrongs_of(problem, _FIELDS)


def _text(sent: Form, wrongs: Wrongs) -> object:
    """The id of a text of the body, or the text as typed."""
    if sent.get("source") != TYPED:
        if not sent.get("text"):
            wrongs.add("text", _("Choose one of the stored texts, or say above that you type one."))
        return sent.get("text")
    paragraphs = paragraphs_typed(sent.get("paragraphs"))
    if not sent.get("title").strip():
        wrongs.add("title", _("Give the text a title."))
    if not paragraphs:
        wrongs.add("paragraphs", _("Type at least one paragraph."))
    return {
        "title": sent.get("title").strip(),
        "symbol": sent.get("symbol").strip(),
        "paragraphs": [{"number": number, "words": words} for number, words in paragraphs],
    }


def _named_after(context: Context, sent: Form) -> str:
    """A name made of the text's own: the id of a chosen text, or the words of a typed title."""
    plain = sent.get("title") if sent.get("source") == TYPED else sent.get("text")
    return named_after(context, plain, "text", 50)


def _with_deadline(sent: Form, until: str) -> Form:
    """The same form with another deadline, as it was proposed."""
    kept = tuple(pair for pair in sent.parts if pair[0] not in ("until", "length", "better"))
    return Form((*kept, ("until", until)))


def _bodies(context: Context, staff: Staff) -> tuple[Body, ...]:
    with context.database.reading() as connection:
        return bodies_to_act_in(connection, staff)


def _form_page(
    request: Request,
    context: Context,
    staff: Staff,
    sent: Form,
    wrongs: Wrongs,
    checks: tuple[Check, ...] = (),
    again: Again | None = None,
) -> Response:
    try:
        with context.database.reading() as connection:
            body = directory.body_of(connection, sent.get("body"))
            texts = directory.text_names(connection, body.id)
            rolls = directory.roll_names(connection, body.id, context.clock.now())
            last = last_placed(connection, body.id)
    except UnknownName:
        bodies = _bodies(context, staff)
        return page(request, "staff/place-body.html", {"bodies": bodies}, staff=staff)
    facts: dict[str, object] = {
        "body": body,
        "typed": sent,
        "wrongs": wrongs,
        "checks": checks,
        "again": again,
        "last": last,
        "texts": [("", _("Choose…")), *texts] if texts else [],
        "types": sent.get("source") == TYPED,
        "rolls": [("", _("All participants of the body")), *((name, name) for name in rolls)],
        "profiles": _profiles(),
        "letter_choices": letter_choice.choices(),
        "divisible": [
            ("", _("As the rules say")),
            ("yes", _("Yes: what nobody objects to is adopted without the rest")),
            ("no", _("No: the text stands or falls as a whole")),
        ],
    }
    return page(request, "staff/place.html", facts, staff=staff, status=422 if wrongs else 200)


def _profiles() -> list[tuple[str, str]]:
    profiles = [load_profile(name) for name in known_profiles()]
    return [("", _("Choose…")), *((p.id, f"{p.title} ({p.zone})") for p in profiles)]
