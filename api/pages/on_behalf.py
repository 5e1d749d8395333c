"""The secretariat files for a delegation, on the strength of a paper: asked, shown, confirmed.

It is the same filing as the delegation's own, and the same as the one that the API takes from the
secretariat; the register says who typed it and what paper it rests on.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Final

from fastapi import APIRouter, Query, Request, Response
from starlette.responses import RedirectResponse

from api.confirming import entered_to_wait, minutes_asked
from api.context import Context, InContext, InLimits
from api.intake import Withdrawal, submit_form
from api.pages.confirming import Confirmation
from api.pages.delegation import kinds_offered, may_withdraw
from api.pages.filing import CARRIED, WHOLE, WITHDRAW, WORDING, act_of, asked_of, filing_of, kind_of
from api.pages.foretelling import Foretelling
from api.pages.form import Form, Wrongs
from api.pages.on_paper import (
    PAPER,
    InLastStep,
    InStep,
    choose,
    filer_in,
    scan_facts,
    with_scan,
)
from api.pages.procedures import Identifier
from api.pages.responses import beside, rule_of_filing
from api.pages.shown import deadline_shown
from api.pages.templating import page
from api.people import SecretariatStaff, token_of
from api.problems import Problem
from api.receiving import Received
from api.v1.reaching import reach
from nemcon.language import N_, _
from nemcon.language.states import named
from nemcon.mail.wording import KINDS
from nemcon.procedure.acts import File, Kind, WithdrawObjection
from nemcon.procedure.people import Seat
from nemcon.procedure.refusal import Refusal
from nemcon.procedure.state import ProcedureState
from nemcon.register.door import Position
from nemcon.register.staff import Staff
from nemcon.text.lines import capital

router = APIRouter(prefix="/procedures/{procedure}/file-for", include_in_schema=False)

NAMES: Final = {
    **{str(kind): name for kind, name in KINDS.items()},
    WITHDRAW: N_("a withdrawal of what it objected"),
}
_CARRIED: Final = (*CARRIED, *PAPER)


@dataclass(frozen=True, slots=True)
class Paper:
    """What a paper asks to be filed, and for whom: in form, and ready to be shown."""

    kind: Kind | None
    seat: Seat
    act: File | WithdrawObjection
    hidden: tuple[tuple[str, str], ...]


@router.get("")
def form(
    request: Request,
    context: InContext,
    staff: SecretariatStaff,
    procedure: Identifier,
    participant: Annotated[str, Query(max_length=64)] = "",
    kind: Annotated[str, Query(max_length=64)] = "",
) -> Response:
    """First for whom and what; then the form of that."""
    position = reach(context, procedure, staff)
    parts = (("participant", participant), ("kind", kind), ("digest", position.state.text_digest))
    if position.state.seat(participant) is None or kind not in NAMES:
        sent = "participant" in request.query_params
        return _whom_page(request, context, staff, position, Form(parts), sent=sent)
    return _form_page(request, context, staff, position, Form(parts), Wrongs())


@router.post("/review")
def review(
    request: Request,
    context: InContext,
    staff: SecretariatStaff,
    procedure: Identifier,
    step: InStep,
) -> Response:
    """State what it will do, and ask for confirmation. Records nothing; a scan is kept."""
    position, wrongs = reach(context, procedure, staff), Wrongs()
    sent = with_scan(context, staff, procedure, step, wrongs)
    if sent.get("change"):
        return _form_page(request, context, staff, position, sent, wrongs)
    paper = _paper(context, position, staff, sent, wrongs)
    if paper is None:
        return _form_page(request, context, staff, position, sent, wrongs)
    return _review_page(request, context, staff, position, sent, paper)


@router.post("/file")
def file(
    request: Request,
    context: InContext,
    limits: InLimits,
    staff: SecretariatStaff,
    received: Received,
    procedure: Identifier,
    sent: InLastStep,
) -> Response:
    """Record what was confirmed. Sent twice, it is recorded once."""
    limits.filing(request, token_of(request))
    position, wrongs = reach(context, procedure, staff), Wrongs()
    paper = _paper(context, position, staff, sent, wrongs)
    if paper is None:
        return _form_page(request, context, staff, position, sent, wrongs)
    confirmation = Confirmation.of(procedure, paper.act, sent)
    if not confirmation.sealed(context, sent):
        return _review_page(request, context, staff, position, sent, paper)
    submission = confirmation.submission
    if entered_to_wait(context, procedure, paper.act, staff, received, submission):
        return RedirectResponse("/waiting", 303)
    answer = submit_form(context, procedure, paper.act, received, submission)
    if isinstance(answer, Problem):
        wrongs.add("", _("It was not filed. {says}", says=answer.says))
        return _form_page(request, context, staff, position, sent, wrongs)
    return RedirectResponse(f"/procedures/{procedure}#filings-heading", 303)


def _paper(
    context: Context, position: Position, staff: Staff, sent: Form, wrongs: Wrongs
) -> Paper | None:
    """Read the form into the act; what is wrong with it, when it cannot be one, is added."""
    state, kind = position.state, kind_of(sent.get("kind"))
    if sent.get("digest") != state.text_digest:
        wrongs.add("", _("The text was revised after you opened this form. Look at it first."))
    filer = filer_in(context, position, staff, sent, wrongs)
    if filer is None:
        return None
    read_in = Withdrawal() if kind is None else filing_of(state, kind, sent, wrongs)
    if wrongs or read_in is None:
        return None
    seat, actor = filer
    wording = tuple(f"{WORDING}{index}" for index in range(len(state.text.paragraphs)))
    return Paper(kind, seat, act_of(read_in, actor), sent.among((*_CARRIED, *wording)))


def _around(context: Context, position: Position) -> dict[str, object]:
    state = position.state
    deadline = deadline_shown(state, context.clock.now())
    return {
        "procedure": position.procedure,
        "text": state.text,
        "deadline": deadline,
        "late": bool(deadline and deadline.passed),
    }


def _review_page(
    request: Request,
    context: Context,
    staff: Staff,
    position: Position,
    sent: Form,
    paper: Paper,
) -> Response:
    state, now = position.state, context.clock.now()
    late = state.is_late(paper.seat.participant, now)
    foretelling = Foretelling(state, paper.act, now, whose="its")
    leads_to = foretelling.will_lead_to()
    if isinstance(leads_to, Refusal):
        wrongs = Wrongs()
        wrongs.add("", leads_to.says)
        return _form_page(request, context, staff, position, sent, wrongs)
    facts = _around(context, position) | {
        "name": _(NAMES[sent.get("kind")]),
        "seat": paper.seat,
        "act": paper.act if isinstance(paper.act, File) else None,
        "objects": paper.kind is Kind.OBJECT,
        "evidence": sent.get("evidence").strip(),
        "minutes": minutes_asked(context, position.body),
        "leads_to": leads_to,
        "rests_on": beside(state.profile, rule_of_filing(paper.kind, state, late=late)),
        **scan_facts(context, position.procedure, sent),
        "told": foretelling.will_be_told(),
        "hidden": (*paper.hidden, *Confirmation.fresh(position, paper.act).hidden(context)),
    }
    return page(request, "staff/file-for-review.html", facts, staff=staff)


def _whom_page(
    request: Request,
    context: Context,
    staff: Staff,
    position: Position,
    typed: Form,
    *,
    sent: bool,
) -> Response:
    wrongs = Wrongs()
    if sent and position.state.seat(typed.get("participant")) is None:
        wrongs.add("participant", _("Choose the delegation that sent the paper."))
    if sent and typed.get("kind") not in NAMES:
        wrongs.add("kind", _("Choose what the paper says."))
    may = _fileable(position.state, context.clock.now())
    # Nothing is chosen beforehand, or a hurried hand would file it for the first on the roll.
    facts = _around(context, position) | {
        "roll": [choose(), *((seat.participant, named(seat.name)) for seat in position.state.roll)],
        "kinds": [choose(), *((name, capital(_(NAMES[name]))) for name in NAMES if name in may)],
        "may": bool(may),
        "typed": typed,
        "wrongs": wrongs,
    }
    return page(request, "staff/file-for-whom.html", facts, staff=staff)


def _fileable(state: ProcedureState, now: datetime) -> frozenset[str]:
    """What at least one participant may file now, by name."""
    names = [seat.participant for seat in state.roll]
    kinds = {str(kind) for name in names for kind in kinds_offered(state, name, now)}
    withdraws = any(may_withdraw(state, name, now) for name in names)
    return frozenset(kinds | ({WITHDRAW} if withdraws else set()))


def _form_page(
    request: Request,
    context: Context,
    staff: Staff,
    position: Position,
    sent: Form,
    wrongs: Wrongs,
) -> Response:
    state, kind = position.state, kind_of(sent.get("kind"))
    seat = state.seat(sent.get("participant"))
    if seat is None:
        return RedirectResponse(f"/procedures/{position.procedure}/file-for", 303)
    facts = _around(context, position) | {
        "seat": seat,
        "name": _(NAMES[sent.get("kind")]),
        "kind": sent.get("kind"),
        "asked": asked_of(state, kind),
        "settled": state.settled if kind is Kind.OBJECT else (),
        "typed": sent,
        "wrongs": wrongs,
        "whole": WHOLE,
        "wording": WORDING,
        "digest": state.text_digest,
        **scan_facts(context, position.procedure, sent),
    }
    return page(request, "staff/file-for.html", facts, staff=staff, status=422 if wrongs else 200)
