"""Placing the report of a session under silence by page: what it will mean is shown first."""

from __future__ import annotations

import re
import secrets
from dataclasses import replace
from typing import Final

from fastapi import APIRouter, Request, Response
from starlette.responses import RedirectResponse

from api.context import Context, InContext
from api.intake import Placed, read
from api.lettering import Lettered
from api.pages import letter_choice
from api.pages.agenda_staff import Position, Reached
from api.pages.form import Form, InForm, Wrongs, wrongs_of
from api.pages.period_shown import period_shown
from api.pages.resting import of_launch
from api.pages.templating import page
from api.people import ActingStaff, actor
from api.placing_report import PlacingReport, ReportToPlace, placing_report, report_to_place
from api.previewing import preview
from api.problems import Problem, problem_of
from api.receiving import Received
from nemcon.agenda.recording import TOO_EARLY
from nemcon.language import _
from nemcon.procedure.acts import PlaceUnderSilence
from nemcon.procedure.refusal import Refusal
from nemcon.register.staff import Staff

router = APIRouter(prefix="/agendas/{procedure}/report/silence", include_in_schema=False)

FIELDS: Final = ("until", "length", "procedure", "pending_confirmed", "gaps_confirmed")
CARRIED: Final = (*FIELDS, letter_choice.PART)
_WHERE: Final = {
    "until": "until",
    "length": "length",
    "procedure": "procedure",
    "already-exists": "procedure",
    "reserved-name": "procedure",
    "no-deadline": "until",
    "deadline-not-ahead": "until",
    "too-far-ahead": "until",
    "no-calendar": "length",
    "report-pending": "pending_confirmed",
    "font-missing": letter_choice.PART,
    "no-letter": letter_choice.PART,
    "report-gaps": "gaps_confirmed",
}
_CONFIRMED: Final = frozenset({"report-pending", "report-gaps"})
_COUNT: Final = re.compile(r"[0-9]{1,6}")


@router.get("")
def form(request: Request, context: InContext, staff: ActingStaff, position: Reached) -> Response:
    """The form, with what the report leaves open."""
    found = report_to_place(context, position)
    found.require_placeable()
    return _form_page(request, staff, position, found, Form(), Wrongs())


@router.get("/review")
@router.get("/act")
def begin_again(staff: ActingStaff, position: Reached) -> Response:  # noqa: ARG001 - declares who may call
    """What these addresses show is shown only after a form."""
    return RedirectResponse(f"/agendas/{position.procedure}/report/silence", 303)


@router.post("/review")
def review(
    request: Request, context: InContext, staff: ActingStaff, position: Reached, sent: InForm
) -> Response:
    """Show what it will mean. Records nothing."""
    found = report_to_place(context, position)
    found.require_placeable()
    if sent.get("change"):
        return _form_page(request, staff, position, found, sent, Wrongs())
    placed = _placed(context, staff, position, found, sent)
    if isinstance(placed, Wrongs):
        return _form_page(request, staff, position, found, sent, placed)
    return _review_page(request, context, staff, position, found, sent, placed)


@router.post("/letter")
def letter(context: InContext, staff: ActingStaff, position: Reached, sent: InForm) -> Response:
    """The letter that the page shows, as a file. Records nothing."""
    return letter_choice.letter_response(context, *_to_show(context, staff, position, sent))


@router.post("/mail")
def mail(context: InContext, staff: ActingStaff, position: Reached, sent: InForm) -> Response:
    """The mail that the page shows, as a mail program shows it. Records nothing."""
    return letter_choice.mail_response(context, *_to_show(context, staff, position, sent))


@router.post("/act")
def act(
    request: Request,
    context: InContext,
    staff: ActingStaff,
    received: Received,
    position: Reached,
    sent: InForm,
) -> Response:
    """Place exactly the report that was shown; sent twice, it is placed once."""
    found = report_to_place(context, position)
    submission, digest = sent.get("submission"), sent.get("text_digest")
    placed = _placed(context, staff, position, found, sent, submission)
    if isinstance(placed, Wrongs):
        return _form_page(request, staff, position, found, sent, placed)
    if not submission or digest != found.text.digest():
        changed = "report" if digest else ""
        return _review_page(request, context, staff, position, found, sent, placed, changed=changed)
    choice = letter_choice.choice_in(sent)
    answer = letter_choice.confirm(context, _lettered(placed), received, choice, submission)
    if isinstance(answer, Problem) and answer.code == letter_choice.CHANGED:
        return _review_page(
            request, context, staff, position, found, sent, placed, changed="letter"
        )
    if isinstance(answer, Problem):
        wrongs = wrongs_of(answer, _WHERE)
        return _form_page(request, staff, position, found, sent, wrongs)
    return RedirectResponse(f"/procedures/{placed.procedure}", 303)


def _to_show(
    context: Context, staff: Staff, position: Position, sent: Form
) -> tuple[Lettered[PlaceUnderSilence], letter_choice.Choice]:
    placed = _placed(context, staff, position, report_to_place(context, position), sent)
    if isinstance(placed, Wrongs):
        raise Problem(422, "malformed", _("What was to be placed cannot be read any more."))
    return _lettered(placed), letter_choice.choice_in(sent)


def _lettered(placed: Placed) -> Lettered[PlaceUnderSilence]:
    return Lettered(placed.procedure, placed.body, placed.act)


def _placed(
    context: Context,
    staff: Staff,
    position: Position,
    found: ReportToPlace,
    sent: Form,
    submission: str = "",
) -> Placed | Wrongs:
    """The act; or what is wrong with the form. Raises `Problem` where no form could mend it."""
    data: dict[str, object] = {
        name: sent.get(name).strip() for name in FIELDS[:3] if sent.get(name).strip()
    }
    data["pending_confirmed"] = sent.get("pending_confirmed") == "yes"
    gaps = sent.get("gaps_confirmed")
    data["gaps_confirmed"] = int(gaps) if _COUNT.fullmatch(gaps) else 0
    try:
        form = read(PlacingReport, data)
        by = actor(staff, "page")
        return placing_report(context, position, found, form, by, submission or None)
    except Problem as problem:
        if problem.code in ("report-under-silence", "report-adopted", TOO_EARLY):
            raise
        if problem.code in _CONFIRMED:
            wrongs = Wrongs()
            wrongs.add(_WHERE[problem.code], problem.says)
            return wrongs
        return wrongs_of(problem, _WHERE)


def _around(position: Position, found: ReportToPlace) -> dict[str, object]:
    return {
        "procedure": position.procedure,
        "state": position.state,
        "gaps": found.gaps,
        "unconfirmed": found.unconfirmed,
        "pending": found.pending,
        "text": found.text,
    }


def _form_page(
    request: Request,
    staff: Staff,
    position: Position,
    found: ReportToPlace,
    sent: Form,
    wrongs: Wrongs,
) -> Response:
    facts = _around(position, found) | {
        "typed": sent,
        "wrongs": wrongs,
        "profile": position.state.profile,
        "letter_choices": letter_choice.choices(),
        "before": found.placed,
    }
    status = 422 if wrongs else 200
    return page(request, "agenda/report-place.html", facts, staff=staff, status=status)


def _review_page(
    request: Request,
    context: Context,
    staff: Staff,
    position: Position,
    found: ReportToPlace,
    sent: Form,
    placed: Placed,
    *,
    changed: str = "",
) -> Response:
    """`changed` is "report" or "letter" where that reads otherwise than what was confirmed."""
    choice = letter_choice.choice_in(sent)
    shown = letter_choice.on_page(context, _lettered(placed), choice)
    if isinstance(shown, Refusal):
        wrongs = wrongs_of(problem_of(shown), _WHERE)
        return _form_page(request, staff, position, found, sent, wrongs)
    foreseen = preview(context, replace(placed, act=shown.lettered.act))
    if isinstance(foreseen, Refusal):
        wrongs = wrongs_of(problem_of(foreseen), _WHERE)
        return _form_page(request, staff, position, found, sent, wrongs)
    state = foreseen.state
    facts = _around(position, found) | {
        "changed": changed,
        "letter": shown.shown,
        "silence": placed.procedure,
        "placed": state,
        **period_shown(context, placed.body, state, context.clock.now()),
        **of_launch(state.profile),
        "objecting": sum(seat.may_object for seat in state.roll),
        "digest": state.text_digest,
        # The name is settled here, or the same form sent twice would get a second one.
        "hidden": (
            *((name, value) for name, value in sent.among(CARRIED) if name != "procedure"),
            *shown.hidden,
            ("procedure", placed.procedure),
            ("text_digest", found.text.digest()),
            ("submission", secrets.token_urlsafe(16)),
        ),
    }
    return page(request, "agenda/report-place-review.html", facts, staff=staff)
