"""What a delegation opens from its letter.

Opening shows and records nothing, for people and for the scanners of their mail alike. Filing
takes three steps: a form, a page that states the consequence, and a confirmation; only the last
one records. The link stays alive to the end of the procedure, and then tells the outcome.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Final

from fastapi import APIRouter, Depends, Path, Request, Response
from starlette.responses import RedirectResponse

from api.coding import entered_for_code
from api.context import Context, InContext, InLimits
from api.intake import submit_form
from api.pages.agenda_link import show_agenda, show_agenda_receipt
from api.pages.codes import code_until
from api.pages.codes import router as codes
from api.pages.delegation import Opened, common, page_facts, silence_of
from api.pages.documents_link import router as documents
from api.pages.filing import (
    WHOLE,
    WORDING,
    Prepared,
    confirmed,
    foretell,
    kind_of,
    needs,
    prepare,
    require_open,
)
from api.pages.form import Form, InForm, Wrongs
from api.pages.forwarding import router as forwarding
from api.pages.guide import behind_links as guide
from api.pages.link_state import page_for
from api.pages.negotiation_compiled import silence_facts
from api.pages.negotiation_link import router as negotiations
from api.pages.negotiation_link import (
    show_negotiation,
    show_negotiation_compilation,
    show_negotiation_receipt,
)
from api.pages.opening import InAnyLink, OpenedLink
from api.pages.record import Record
from api.pages.responses import Beside, beside, rule_of_filing
from api.pages.rules import book_facts
from api.pages.scans import behind_links as scans
from api.pages.shown import filings_shown, standing, when
from api.pages.templating import page
from api.pages.wording import CONFIRM, FILINGS, consequence, late_consequence
from api.problems import Problem
from api.receiving import Received
from api.v1.disclosure import seen_by
from nemcon.agenda.state import AgendaState
from nemcon.language import _
from nemcon.mail.telling import what_an_objection_needs
from nemcon.negotiation.state import NegotiationState
from nemcon.procedure import entries as e
from nemcon.procedure.acts import File, Kind
from nemcon.procedure.refusal import Refusal
from nemcon.procedure.state import ProcedureState
from nemcon.register.door import Receipt
from nemcon.register.kinds import State

router = APIRouter(prefix="/l/{token}", include_in_schema=False)
router.include_router(negotiations)
router.include_router(documents)
router.include_router(forwarding)
router.include_router(scans)
router.include_router(guide)
router.include_router(codes)


def _opened(opened: InAnyLink) -> Opened:
    return silence_of(opened)


InOpened = Annotated[Opened, Depends(_opened)]


@router.get("")
def show(request: Request, context: InContext, opened: InAnyLink) -> Response:
    """The delegation's page, by the kind of the procedure."""
    return _PAGES[type(opened.state)](request, context, opened)


@router.get("/rules")
def rules(request: Request, opened: InAnyLink) -> Response:
    """The rules that the procedure froze, as a rule book."""
    book = book_facts(opened.state.profile, opened.state.opened_at)
    silence = isinstance(opened.state, ProcedureState)
    facts = opened.around | book | {"silence": silence}
    return page(request, "link/rules.html", facts)


@router.get("/compilation")
def compilation(request: Request, context: InContext, opened: InAnyLink) -> Response:
    """The Chair's compilation, of a negotiation or of a broken silence."""
    if isinstance(opened.state, NegotiationState):
        return show_negotiation_compilation(request, context, opened)
    silence = silence_of(opened)
    facts = common(silence) | silence_facts(silence.position.procedure, silence.state)
    return page(request, "link/compilation.html", facts)


@router.get("/review")
@router.get("/file")
def begin_again(opened: InOpened) -> Response:
    """What these addresses show is shown only after a form; without one the page is where to go."""
    return RedirectResponse(f"/l/{opened.token}", 303)


@router.get("/file/{kind}")
def form(request: Request, opened: InOpened, kind: str, wording: str = "") -> Response:
    """The form of one kind of filing, empty; `wording` opens its part for other wording."""
    require_open(opened, kind_of(kind))
    blank = (("kind", kind), ("digest", opened.state.text_digest))
    return _form_page(request, opened, Form(blank), Wrongs(), rewords=bool(wording))


@router.post("/review")
def review(request: Request, context: InContext, opened: InOpened, sent: InForm) -> Response:
    """State the consequence of what was typed, and ask for confirmation. Records nothing."""
    require_open(opened, kind_of(sent.get("kind")))
    if sent.get("change"):
        return _form_page(request, opened, sent, Wrongs())
    prepared = prepare(context, opened, sent)
    if isinstance(prepared, Wrongs):
        return _form_page(request, opened, sent, prepared)
    foretold = foretell(opened, prepared)
    if isinstance(foretold, Refusal):
        return _form_page(request, opened, sent, _in_general(foretold.says))
    return _review_page(request, opened, prepared, foretold)


@router.post("/file")
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
    prepared = prepare(context, opened, sent)
    if isinstance(prepared, Wrongs):
        require_open(opened, kind_of(sent.get("kind")))
        return _form_page(request, opened, sent, prepared)
    if not confirmed(prepared, sent):
        return review(request, context, opened, sent)
    if waits := entered_for_code(
        context, opened.holder, prepared.act, received, prepared.submission
    ):
        return RedirectResponse(f"/l/{opened.token}/code/{waits.id}", 303)
    procedure = opened.position.procedure
    given = submit_form(context, procedure, prepared.act, received, prepared.submission)
    if isinstance(given, Problem):
        wrongs = _in_general(_("It was not filed. {says}", says=given.says))
        return _form_page(request, opened, sent, wrongs)
    return RedirectResponse(f"/l/{opened.token}/receipt/{given.number}", 303)


@router.get("/receipt/{number}")
def receipt(
    request: Request,
    context: InContext,
    opened: InAnyLink,
    number: Annotated[int, Path(ge=1, le=1_000_000_000)],
) -> Response:
    """The receipt of what this delegation filed; it may be opened again at any time."""
    return _RECEIPTS[type(opened.state)](request, context, opened, number)


def _show_silence(request: Request, context: Context, found: OpenedLink[State]) -> Response:
    opened = silence_of(found)
    seen = standing(seen_by(opened.viewer, opened.state), opened.now)
    return page(request, page_for(seen.name), page_facts(context, opened))


def _silence_receipt(
    request: Request, context: Context, found: OpenedLink[State], number: int
) -> Response:
    opened = silence_of(found)
    record = Record.of(context.register.written(opened.position.procedure))
    act = _own_act(opened, record, number)
    if act is None:
        raise Problem(404, "not-found", _("Your delegation has no receipt of that number."))
    first, _last = act
    recorded, digest = record.entries[first - 1]
    filings = filings_shown(opened.viewer, opened.state, record, opened.position.procedure)
    late = isinstance(recorded.entry, e.Filed) and recorded.entry.late
    facts = common(opened) | {
        "receipt": Receipt(opened.position.procedure, first, digest, recorded.at, late),
        "at": when(recorded.at, opened.state.profile.zone),
        "by": recorded.actor.person,
        "filing": next((f for f in filings if f.number == first), None),
        "late_means": late_consequence(opened.state.profile) if late else "",
        "rests_on": beside(opened.state.profile, "late.admitted_by"),
    }
    return page(request, "link/receipt.html", facts)


# Each shows a procedure of its kind; what another kind needs stands in modules of its own.
_PageOf = Callable[[Request, Context, OpenedLink[State]], Response]
_ReceiptOf = Callable[[Request, Context, OpenedLink[State], int], Response]
_PAGES: Final[dict[type[State], _PageOf]] = {
    ProcedureState: _show_silence,
    AgendaState: show_agenda,
    NegotiationState: show_negotiation,
}
_RECEIPTS: Final[dict[type[State], _ReceiptOf]] = {
    ProcedureState: _silence_receipt,
    AgendaState: show_agenda_receipt,
    NegotiationState: show_negotiation_receipt,
}


def _in_general(says: str) -> Wrongs:
    wrongs = Wrongs()
    wrongs.add("", says)
    return wrongs


def _form_page(
    request: Request, opened: Opened, sent: Form, wrongs: Wrongs, *, rewords: bool = False
) -> Response:
    kind = kind_of(sent.get("kind"))
    state = opened.state
    facts = common(opened) | {
        "kind": sent.get("kind"),
        "name": _name(kind),
        "means": _means(opened, kind),
        "rests_on": _rests_on(opened, kind),
        "needs": what_an_objection_needs(state) if kind is Kind.OBJECT and not opened.late else (),
        "asked": needs(opened, kind),
        "late_means": late_consequence(state.profile) if opened.late else "",
        "settled": state.settled if kind is Kind.OBJECT else (),
        "standing_objections": _standing(opened) if kind is None else (),
        "typed": sent,
        "wrongs": wrongs,
        "whole": WHOLE,
        "wording": WORDING,
        "rewords": rewords,
        "digest": state.text_digest,
    }
    return page(request, "link/form.html", facts, status=422 if wrongs else 200)


def _review_page(
    request: Request, opened: Opened, prepared: Prepared, foretold: tuple[str, ...]
) -> Response:
    act = prepared.act
    facts = common(opened) | {
        "name": _name(prepared.kind),
        "confirm": _(CONFIRM[prepared.kind]),
        "objects": prepared.kind is Kind.OBJECT,
        "means": _means(opened, prepared.kind),
        "rests_on": _rests_on(opened, prepared.kind),
        "late_means": late_consequence(opened.state.profile) if opened.late else "",
        "act": act if isinstance(act, File) else None,
        "standing_objections": _standing(opened) if prepared.kind is None else (),
        "filed_by": act.actor.person,
        "foretold": foretold,
        "prepared": prepared,
        "code_until": code_until(opened.state, opened.now),
        "code_rests_on": beside(opened.state.profile, "filing.code"),
    }
    return page(request, "link/review.html", facts)


def _name(kind: Kind | None) -> str:
    return _("Withdraw your objection") if kind is None else _(FILINGS[kind])


def _means(opened: Opened, kind: Kind | None) -> str:
    if kind is not None:
        return consequence(kind, opened.state, late=opened.late)
    return _(
        "Every objection of your delegation that stands is withdrawn and no longer "
        "counts. If no other objection stands while the period runs, silence is "
        "unbroken again."
    )


def _rests_on(opened: Opened, kind: Kind | None) -> Beside:
    state = opened.state
    return beside(state.profile, rule_of_filing(kind, state, late=opened.late))


def _standing(opened: Opened) -> tuple[int, ...]:
    """The numbers of the objections of this delegation that stand."""
    mine = opened.holder.participant
    return tuple(f.number for f in opened.state.outstanding if f.participant == mine)


def _own_act(opened: Opened, record: Record, number: int) -> tuple[int, int] | None:
    """The first and last entry of the act, where this delegation filed it."""
    if number > len(record.entries):
        return None
    first, last = record.act_around(number)
    entry = record.entries[first - 1][0].entry
    if not isinstance(entry, e.Filed | e.ObjectionWithdrawn):
        return None
    return (first, last) if entry.participant == opened.holder.participant else None
