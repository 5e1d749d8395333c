"""Placing the report of a session under silence by page: what it will mean is shown first."""

from __future__ import annotations

import secrets
from typing import Final

from fastapi import APIRouter, Request, Response
from starlette.responses import RedirectResponse

from api.context import Context, InContext
from api.intake import Placed, read, submit_form
from api.pages.agenda_staff import Position, Reached
from api.pages.form import Form, InForm, Wrongs, wrongs_of
from api.pages.shown import deadline_shown, warnings_of
from api.pages.templating import page
from api.people import ActingStaff, actor
from api.placing_report import PlacingReport, ReportToPlace, placing_report, report_to_place
from api.previewing import preview
from api.problems import Problem, problem_of
from api.receiving import Received
from nemcon.procedure.refusal import Refusal
from nemcon.register.staff import Staff

router = APIRouter(prefix="/agendas/{procedure}/report/silence", include_in_schema=False)

FIELDS: Final = ("until", "length", "procedure", "pending_confirmed")
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
}


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
        changed = bool(digest)
        return _review_page(request, context, staff, position, found, sent, placed, changed=changed)
    answer = submit_form(
        context, placed.procedure, placed.act, received, submission, body=placed.body
    )
    if isinstance(answer, Problem):
        wrongs = wrongs_of(answer, _WHERE)
        return _form_page(request, staff, position, found, sent, wrongs)
    return RedirectResponse(f"/procedures/{placed.procedure}", 303)


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
    try:
        form = read(PlacingReport, data)
        by = actor(staff, "page")
        return placing_report(context, position, found, form, by, submission or None)
    except Problem as problem:
        if problem.code in ("report-under-silence", "report-adopted"):
            raise
        if problem.code == "report-pending":
            wrongs = Wrongs()
            wrongs.add("pending_confirmed", problem.says)
            return wrongs
        return wrongs_of(problem, _WHERE)


def _around(position: Position, found: ReportToPlace) -> dict[str, object]:
    return {
        "procedure": position.procedure,
        "state": position.state,
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
    changed: bool = False,
) -> Response:
    foreseen = preview(context, placed)
    if isinstance(foreseen, Refusal):
        wrongs = wrongs_of(problem_of(foreseen), _WHERE)
        return _form_page(request, staff, position, found, sent, wrongs)
    state = foreseen.state
    facts = _around(position, found) | {
        "changed": changed,
        "silence": placed.procedure,
        "placed": state,
        "deadline": deadline_shown(state, context.clock.now()),
        "warnings": warnings_of(state.warnings),
        "objecting": sum(seat.may_object for seat in state.roll),
        "digest": state.text_digest,
        # The name is settled here, or the same form sent twice would get a second one.
        "hidden": (
            *((name, value) for name, value in sent.among(FIELDS) if name != "procedure"),
            ("procedure", placed.procedure),
            ("text_digest", found.text.digest()),
            ("submission", secrets.token_urlsafe(16)),
        ),
    }
    return page(request, "agenda/report-place-review.html", facts, staff=staff)
