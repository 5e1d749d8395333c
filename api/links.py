"""What a delegation opens from its letter.

Opening shows and records nothing, for people and for the scanners of their mail alike. Filing
takes three steps: a form, a page that states the consequence, and a confirmation; only the last
one records. The link stays alive to the end of the procedure, and then tells the outcome.
"""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Request, Response
from starlette.responses import RedirectResponse

from api.context import InContext, InLimits
from api.intake import submit
from api.pages.delegation import Opened, common, open_link, page_facts
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
from api.pages.record import Record
from api.pages.rules import book_facts
from api.pages.shown import filings_shown, when
from api.pages.templating import page
from api.pages.wording import CONFIRM, FILINGS, consequence, late_consequence
from api.problems import Problem
from api.receiving import Received
from nemcon.mail.telling import what_an_objection_needs
from nemcon.procedure import entries as e
from nemcon.procedure.acts import File, Kind
from nemcon.procedure.refusal import Refusal
from nemcon.register.door import Receipt

router = APIRouter(prefix="/l/{token}", include_in_schema=False)


def _opened(
    request: Request,
    context: InContext,
    limits: InLimits,
    token: str,
) -> Opened:
    return open_link(context, limits, request, token)


InOpened = Annotated[Opened, Depends(_opened)]


@router.get("")
def show(request: Request, context: InContext, opened: InOpened) -> Response:
    """The delegation's page."""
    return page(request, "link/page.html", page_facts(context, opened))


@router.get("/rules")
def rules(request: Request, opened: InOpened) -> Response:
    """The rules that the procedure froze, as a rule book."""
    book = book_facts(opened.state.profile, opened.state.opened_at)
    return page(request, "link/rules.html", common(opened) | book)


@router.get("/review")
@router.get("/file")
def begin_again(opened: InOpened) -> Response:
    """What these addresses show is shown only after a form; without one the page is where to go."""
    return RedirectResponse(f"/l/{opened.token}", 303)


@router.get("/file/{kind}")
def form(request: Request, opened: InOpened, kind: str) -> Response:
    """The form of one kind of filing, empty."""
    require_open(opened, kind_of(kind))
    blank = (("kind", kind), ("digest", opened.state.text_digest))
    return _form_page(request, opened, Form(blank), Wrongs())


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
    procedure = opened.position.procedure
    try:
        given = submit(context, procedure, prepared.act, received, prepared.submission)
    except Problem as problem:
        if problem.status >= 500:  # noqa: PLR2004 - nothing that other words could mend
            raise
        wrongs = _in_general(f"It was not filed. {problem.says}")
        return _form_page(request, opened, sent, wrongs)
    return RedirectResponse(f"/l/{opened.token}/receipt/{given.number}", 303)


@router.get("/receipt/{number}")
def receipt(
    request: Request,
    context: InContext,
    opened: InOpened,
    number: Annotated[int, Path(ge=1, le=1_000_000_000)],
) -> Response:
    """The receipt of a filing of this delegation; it may be opened again at any time."""
    record = Record.of(context.register.written(opened.position.procedure))
    found = _own_act(opened, record, number)
    if found is None:
        raise Problem(404, "not-found", "Your delegation has no receipt of that number.")
    first, _ = found
    recorded, digest = record.entries[first - 1]
    filings = filings_shown(opened.viewer, opened.state, record, opened.position.procedure)
    late = isinstance(recorded.entry, e.Filed) and recorded.entry.late
    facts = common(opened) | {
        "receipt": Receipt(opened.position.procedure, first, digest, recorded.at, late),
        "at": when(recorded.at, opened.state.profile.zone),
        "by": recorded.actor.person,
        "filing": next((f for f in filings if f.number == first), None),
        "late_means": late_consequence(opened.state.profile) if late else "",
    }
    return page(request, "link/receipt.html", facts)


def _in_general(says: str) -> Wrongs:
    wrongs = Wrongs()
    wrongs.add("", says)
    return wrongs


def _form_page(request: Request, opened: Opened, sent: Form, wrongs: Wrongs) -> Response:
    kind = kind_of(sent.get("kind"))
    state = opened.state
    facts = common(opened) | {
        "kind": sent.get("kind"),
        "name": _name(kind),
        "means": _means(opened, kind),
        "needs": what_an_objection_needs(state) if kind is Kind.OBJECT and not opened.late else (),
        "asked": needs(opened, kind),
        "late_means": late_consequence(state.profile) if opened.late else "",
        "settled": state.settled if kind is Kind.OBJECT else (),
        "standing_objections": _standing(opened) if kind is None else (),
        "typed": sent,
        "wrongs": wrongs,
        "whole": WHOLE,
        "wording": WORDING,
        "digest": state.text_digest,
    }
    return page(request, "link/form.html", facts, status=422 if wrongs else 200)


def _review_page(
    request: Request, opened: Opened, prepared: Prepared, foretold: tuple[str, ...]
) -> Response:
    act = prepared.act
    facts = common(opened) | {
        "name": _name(prepared.kind),
        "confirm": CONFIRM[prepared.kind],
        "objects": prepared.kind is Kind.OBJECT,
        "means": _means(opened, prepared.kind),
        "late_means": late_consequence(opened.state.profile) if opened.late else "",
        "act": act if isinstance(act, File) else None,
        "standing_objections": _standing(opened) if prepared.kind is None else (),
        "filed_by": act.actor.person,
        "foretold": foretold,
        "prepared": prepared,
    }
    return page(request, "link/review.html", facts)


def _name(kind: Kind | None) -> str:
    return "Withdraw your objection" if kind is None else FILINGS[kind]


def _means(opened: Opened, kind: Kind | None) -> str:
    if kind is not None:
        return consequence(kind, opened.state, late=opened.late)
    return (
        "Every objection of your delegation that stands is withdrawn and no longer counts. If no "
        "other objection stands while the period runs, silence is unbroken again."
    )


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
