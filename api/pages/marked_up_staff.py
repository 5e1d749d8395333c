"""The secretariat files what a delegation marked up in Word, on the strength of a paper."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response
from starlette.responses import RedirectResponse

from api.confirming import minutes_asked
from api.context import Context, InContext, InLimits
from api.marked_up import preview
from api.pages.form import Form, InForm, Wrongs
from api.pages.marked_up import (
    FILE,
    Page,
    chosen_of,
    filed,
    items_in,
    items_of,
    preview_facts,
    rest_in,
    rest_of,
)
from api.pages.negotiation_staff import head_facts, position_of, seen_by_staff
from api.pages.on_paper import choose, filer_in, scan_facts, with_scan
from api.pages.procedures import Identifier
from api.pages.templating import page
from api.pages.uploads import InUpload
from api.people import SecretariatStaff, token_of
from api.problems import Problem
from api.receiving import Received
from nemcon.documents.model.document import Paper
from nemcon.documents.rendering import Format
from nemcon.negotiation.state import NegotiationState
from nemcon.procedure.people import Seat
from nemcon.register.door import PositionOf
from nemcon.register.staff import Staff

router = APIRouter(prefix="/marked-up", include_in_schema=False)
At = PositionOf[NegotiationState]


@router.get("")
def form(
    request: Request, context: InContext, staff: SecretariatStaff, procedure: Identifier
) -> Response:
    """For which delegation, on the strength of which paper, and the file."""
    position = position_of(context, procedure)
    return _form_page(request, context, staff, position, Form(), Wrongs())


@router.post("")
def read(
    request: Request,
    context: InContext,
    limits: InLimits,
    staff: SecretariatStaff,
    procedure: Identifier,
    sent: InUpload,
) -> Response:
    """Show what the file proposes. Records nothing, and keeps no more than the scan of a paper."""
    limits.filing(request, token_of(request))
    position, wrongs = position_of(context, procedure), Wrongs()
    typed = with_scan(context, staff, procedure, sent, wrongs)
    whose = filer_in(context, position, staff, typed, wrongs)
    if whose is None:
        return _form_page(request, context, staff, position, typed, wrongs)
    seat, actor = whose
    try:
        data = sent.files.get(FILE, b"")
        found = preview(position, data, actor, context.clock.now())
    except Problem as problem:
        wrongs.add(FILE, problem.says)
        return _form_page(request, context, staff, position, typed, wrongs)
    view = seen_by_staff(context, position.state, staff)
    shown = Page(staff.name, actor, "its")
    facts = preview_facts(context, view, shown, items_of(found), rest_of(found))
    return _preview_page(request, context, staff, position, seat, typed, facts, wrongs)


@router.post("/file")
def file(
    request: Request,
    context: InContext,
    limits: InLimits,
    staff: SecretariatStaff,
    received: Received,
    procedure: Identifier,
    sent: InForm,
) -> Response:
    """Record what was ticked. Sent twice, it is recorded once."""
    limits.filing(request, token_of(request))
    position, wrongs = position_of(context, procedure), Wrongs()
    whose = filer_in(context, position, staff, sent, wrongs)
    if whose is None:
        return _form_page(request, context, staff, position, sent, wrongs)
    seat, actor = whose
    shown = Page(staff.name, actor, "its")
    items = items_in(context, shown, sent)
    chosen = chosen_of(items, sent, wrongs)
    if wrongs:
        view = seen_by_staff(context, position.state, staff)
        facts = preview_facts(context, view, shown, items, rest_in(sent), sent)
        return _preview_page(request, context, staff, position, seat, sent, facts, wrongs)
    done = filed(context, procedure, chosen, actor, received, sent.get("submission"), staff)
    if any(one.refused for one in done):
        facts = _around(context, position, staff) | {"done": done}
        return page(request, "negotiation/marked-up-for-filed.html", facts, staff=staff, status=422)
    waits = any(one.waits for one in done)
    return RedirectResponse("/waiting" if waits else f"/negotiations/{procedure}", 303)


def _around(context: Context, position: At, staff: Staff) -> dict[str, object]:
    view = seen_by_staff(context, position.state, staff)
    return head_facts(context, position, view) | {"late": view.late and view.open}


def _form_page(
    request: Request, context: Context, staff: Staff, position: At, typed: Form, wrongs: Wrongs
) -> Response:
    paper = f"{Paper.MARKED_TEXT}.{Format.DOCX}"
    facts = _around(context, position, staff) | {
        "roll": [choose(), *((s.participant, s.name) for s in position.state.roll)],
        "download": f"/api/v1/procedures/{position.procedure}/documents/{paper}",
        "typed": typed,
        "wrongs": wrongs,
        **scan_facts(context, position.procedure, typed),
    }
    status = 422 if wrongs else 200
    return page(request, "negotiation/marked-up-for.html", facts, staff=staff, status=status)


def _preview_page(
    request: Request,
    context: Context,
    staff: Staff,
    position: At,
    seat: Seat,
    typed: Form,
    facts: dict[str, object],
    wrongs: Wrongs,
) -> Response:
    facts = _around(context, position, staff) | facts
    facts |= {"seat": seat, "evidence": typed.get("evidence").strip(), "wrongs": wrongs}
    facts |= {"minutes": minutes_asked(context, position.body)}
    facts |= scan_facts(context, position.procedure, typed)
    status = 422 if wrongs else 200
    return page(request, "negotiation/marked-up-for-review.html", facts, staff=staff, status=status)
