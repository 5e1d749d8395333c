"""What a delegation opens from a letter about a negotiation, and how it files.

As everywhere behind a link, opening shows and records nothing: a form, a page that states what it
leads to, and a confirmation; only the last one records.
"""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request, Response
from starlette.responses import RedirectResponse

from api.context import Context, InContext, InLimits
from api.intake import submit_form
from api.pages.form import Form, InForm, Wrongs
from api.pages.link_next import next_of_negotiation
from api.pages.marked_up_link import router as marked_up
from api.pages.negotiation_compiled import compiled_facts
from api.pages.negotiation_facts import (
    end_facts,
    filing_facts,
    head_facts,
    ladder_of,
    page_facts,
    review_facts,
    seen,
)
from api.pages.negotiation_filing import (
    Moment,
    OpenedNegotiation,
    Prepared,
    Verb,
    foresee,
    fresh_seal,
    prepare,
    receipt_before,
    refuse,
    sealed,
    verb_in,
)
from api.pages.negotiation_opened import InOpened
from api.pages.negotiation_record import history_facts, receipt_facts
from api.pages.opening import OpenedLink, opened_as
from api.pages.responses import beside
from api.pages.templating import page
from api.problems import Problem
from api.receiving import Received
from nemcon.language import _
from nemcon.negotiation.acts import Stance
from nemcon.negotiation.state import NegotiationState
from nemcon.register.kinds import State

router = APIRouter(include_in_schema=False)
router.include_router(marked_up)
"""Included by the router of all links, whose addresses begin with the token."""

AmendmentName = Annotated[str, Path(pattern=r"^A[1-9][0-9]{0,5}$")]
Cited = Annotated[str, Query(max_length=64)]


def show_negotiation(request: Request, context: Context, found: OpenedLink[State]) -> Response:
    """The delegation's page on the negotiation."""
    opened = opened_as(found, NegotiationState)
    profile = opened.state.profile
    facts = (
        opened.around
        | page_facts(opened)
        | {
            "next": next_of_negotiation(opened.state),
            "amending": beside(profile, "negotiation.amended_by"),
            "stating": beside(profile, "standing.comment"),
        }
    )
    facts |= end_facts(context, opened.position.procedure, seen(opened))
    return page(request, "negotiation/page.html", facts)


def show_negotiation_receipt(
    request: Request, context: Context, found: OpenedLink[State], number: int
) -> Response:
    """The receipt of what the delegation filed; it may be opened again at any time."""
    opened = opened_as(found, NegotiationState)
    written = context.register.written(opened.position.procedure)
    facts = receipt_facts(opened, written, number)
    if facts is None:
        raise Problem(404, "not-found", _("Your delegation has no receipt of that number."))
    return page(request, "negotiation/receipt.html", opened.around | facts)


def show_negotiation_compilation(
    request: Request, context: Context, found: OpenedLink[State]
) -> Response:
    """The Chair's compilation, once the negotiation has ended."""
    opened = opened_as(found, NegotiationState)
    if not opened.state.ended:
        raise Problem(
            404, "not-found", _("There is no compilation before the negotiation has ended.")
        )
    facts = opened.around | head_facts(opened, seen(opened))
    facts |= compiled_facts(context, opened.position.procedure, opened.state)
    return page(request, "negotiation/compilation.html", facts)


@router.get("/revisions/{number}")
def revision(
    request: Request, opened: InOpened, number: Annotated[int, Path(ge=0, le=1_000_000)]
) -> Response:
    """The text as it was issued, and what it changed in the issue before."""
    facts = ladder_of(opened, number)
    if facts is None:
        raise Problem(404, "not-found", _("The text was not issued under that number."))
    return page(request, "negotiation/revision.html", opened.around | facts)


@router.get("/history")
def history(request: Request, context: InContext, opened: InOpened) -> Response:
    """What has happened, entry by entry, with the receipts of this delegation."""
    written = context.register.written(opened.position.procedure)
    return page(request, "negotiation/history.html", opened.around | history_facts(opened, written))


@router.get("/amend")
def amend(
    request: Request,
    opened: InOpened,
    paragraph: Cited = "",
    way: Annotated[str, Query(max_length=16)] = "",
) -> Response:
    """The form of an amendment; first which paragraph, and what to do with it."""
    parts = (("verb", str(Verb.AMEND)), ("paragraph", paragraph), ("way", way))
    return _form_page(request, opened, Form(parts), Wrongs(), fresh=True)


@router.get("/amendments/{amendment}/withdraw")
def withdraw(request: Request, opened: InOpened, amendment: AmendmentName) -> Response:
    """The form that withdraws an amendment of this delegation."""
    parts = (("verb", str(Verb.WITHDRAW)), ("amendment", amendment))
    return _form_page(request, opened, Form(parts), Wrongs(), fresh=True)


@router.get("/amendments/{amendment}/{stance}")
def position(
    request: Request, opened: InOpened, amendment: AmendmentName, stance: Stance
) -> Response:
    """The form that supports, opposes or co-sponsors an amendment, or takes that back."""
    parts = (("verb", str(Verb.POSITION)), ("amendment", amendment), ("stance", str(stance)))
    return _form_page(request, opened, Form(parts), Wrongs(), fresh=True)


@router.get("/state")
def state(request: Request, opened: InOpened, paragraph: Cited = "") -> Response:
    """The form of a statement."""
    parts = (("verb", str(Verb.STATE)), ("about", paragraph))
    return _form_page(request, opened, Form(parts), Wrongs(), fresh=True)


@router.get("/negotiation/review")
@router.get("/negotiation/file")
def begin_again(opened: InOpened) -> Response:
    """What these addresses show is shown only after a form; without one the page is where to go."""
    return RedirectResponse(f"/l/{opened.token}", 303)


@router.post("/negotiation/review")
def review(request: Request, context: InContext, opened: InOpened, sent: InForm) -> Response:
    """Show what it would do to the text, and ask for confirmation. Records nothing."""
    if sent.get("change"):
        return _form_page(request, opened, sent, Wrongs())
    prepared = prepare(opened, sent)
    if isinstance(prepared, Wrongs):
        return _form_page(request, opened, sent, prepared)
    return _review_page(request, context, opened, sent, prepared)


@router.post("/negotiation/file")
def file(
    request: Request,
    context: InContext,
    limits: InLimits,
    opened: InOpened,
    received: Received,
    sent: InForm,
) -> Response:
    """Record what was confirmed, and go to its receipt. Sent twice, it is recorded once."""
    limits.filing(request, opened.token)
    before = receipt_before(context, opened, sent)
    if before is not None:
        return RedirectResponse(f"/l/{opened.token}/receipt/{before}", 303)
    prepared = prepare(opened, sent)
    if isinstance(prepared, Wrongs):
        return _form_page(request, opened, sent, prepared)
    if not sealed(context, opened, prepared.act, sent):
        return _review_page(request, context, opened, sent, prepared)
    procedure = opened.position.procedure
    given = submit_form(context, procedure, prepared.act, received, sent.get("submission"))
    if isinstance(given, Problem):
        wrongs = Wrongs()
        refuse(wrongs, given.code, _("It was not filed. {says}", says=given.says), prepared.verb)
        return _form_page(request, opened, sent, wrongs)
    return RedirectResponse(f"/l/{opened.token}/receipt/{given.number}", 303)


def _form_page(
    request: Request,
    opened: OpenedNegotiation,
    sent: Form,
    wrongs: Wrongs,
    *,
    fresh: bool = False,
) -> Response:
    verb = verb_in(sent)
    facts = opened.around | filing_facts(opened, verb, sent, fresh=fresh) | {"wrongs": wrongs}
    template = "negotiation/amend.html" if verb is Verb.AMEND else "negotiation/ask.html"
    return page(request, template, facts, status=422 if wrongs else 200)


def _review_page(
    request: Request,
    context: Context,
    opened: OpenedNegotiation,
    sent: Form,
    prepared: Prepared,
) -> Response:
    procedure = opened.position.procedure
    says = foresee(opened.state, procedure, prepared.act, sent, Moment(opened.now))
    if isinstance(says, Wrongs):
        return _form_page(request, opened, sent, says)
    facts = opened.around | review_facts(opened.state, opened.now, prepared, sent)
    facts |= {
        "foretold": says,
        "hidden": (*prepared.hidden, *fresh_seal(context, opened, prepared.act)),
    }
    return page(request, "negotiation/review.html", facts)
