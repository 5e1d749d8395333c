"""A delegation sends the text back as it marked it up in Word: read, shown, chosen, confirmed.

The file alone files nothing. What was read of it is shown, and what is ticked is filed in the name
of whoever types it, by the same acts as what is typed.
"""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from starlette.responses import RedirectResponse

from api.context import InContext, InLimits
from api.marked_up import preview
from api.pages.filing import actor_of, signed_in
from api.pages.form import Form, InForm, Wrongs
from api.pages.marked_up import (
    FILE,
    Page,
    Recorded,
    chosen_of,
    filed,
    items_in,
    items_of,
    preview_facts,
    rest_in,
    rest_of,
)
from api.pages.negotiation_facts import head_facts, seen
from api.pages.negotiation_filing import OpenedNegotiation
from api.pages.negotiation_opened import InOpened
from api.pages.negotiation_record import receipt_facts
from api.pages.templating import page
from api.pages.uploads import InUpload
from api.people import delegate
from api.problems import Problem
from api.receiving import Received
from nemcon.documents.model.document import Paper
from nemcon.documents.rendering import Format
from nemcon.language import _

router = APIRouter(prefix="/marked-up", include_in_schema=False)
Entries = Annotated[list[Annotated[int, Query(ge=1, le=1_000_000_000)]], Query(max_length=2_000)]


@router.get("")
def form(request: Request, opened: InOpened) -> Response:
    """Where the text is taken from, and where it is sent back."""
    _require_open(opened)
    return _form_page(request, opened, Wrongs())


@router.post("")
def read(
    request: Request, context: InContext, limits: InLimits, opened: InOpened, sent: InUpload
) -> Response:
    """Show what the file proposes. Records nothing, and keeps nothing."""
    limits.filing(request, opened.token)
    _require_open(opened)
    try:
        found = preview(
            opened.position, sent.files.get(FILE, b""), delegate(opened.holder, "link"), opened.now
        )
    except Problem as problem:
        wrongs = Wrongs()
        wrongs.add(FILE, problem.says)
        return _form_page(request, opened, wrongs)
    facts = preview_facts(context, seen(opened), _page(opened), items_of(found), rest_of(found))
    return _preview_page(request, opened, facts, Form(), Wrongs())


@router.get("/file")
def begin_again(opened: InOpened) -> Response:
    """What this address shows is shown only after a file; without one the form is where to go."""
    return RedirectResponse(f"/l/{opened.token}/marked-up", 303)


@router.post("/file")
def file(
    request: Request,
    context: InContext,
    limits: InLimits,
    opened: InOpened,
    received: Received,
    sent: InForm,
) -> Response:
    """Record what was ticked, and go to the receipts. Sent twice, it is recorded once."""
    limits.filing(request, opened.token)
    wrongs = Wrongs()
    whose = _page(opened)
    items = items_in(context, whose, sent)
    signed = signed_in(sent, wrongs)
    chosen = chosen_of(items, sent, wrongs)
    if wrongs:
        facts = preview_facts(context, seen(opened), whose, items, rest_in(sent), sent)
        return _preview_page(request, opened, facts, sent, wrongs)
    actor = actor_of(opened.holder, signed)
    procedure, submission = opened.position.procedure, sent.get("submission")
    done = filed(context, procedure, chosen, actor, received, submission)
    if any(one.refused for one in done):
        return _done_page(request, opened, done)
    numbers = "&".join(f"entry={one.number}" for one in done)
    return RedirectResponse(f"/l/{opened.token}/marked-up/filed?{numbers}", 303)


@router.get("/filed")
def receipts(request: Request, context: InContext, opened: InOpened, entry: Entries) -> Response:
    """The receipts of what was filed together; each can be opened again at any time."""
    written = context.register.written(opened.position.procedure)
    done: list[Recorded] = []
    for number in entry:
        facts = receipt_facts(opened, written, number)
        if facts is None:
            raise Problem(404, "not-found", _("Your delegation has no receipt of that number."))
        done.append(Recorded(str(facts["told"]), number))
    return _done_page(request, opened, done)


def _page(opened: OpenedNegotiation) -> Page:
    return Page(opened.token, delegate(opened.holder, "link"))


def _require_open(opened: OpenedNegotiation) -> None:
    view = seen(opened)
    if not (view.open and view.reader.amends):
        says = _("This cannot be filed now, or not by your delegation.")
        raise Problem(409, "not-open", says)


def _form_page(request: Request, opened: OpenedNegotiation, wrongs: Wrongs) -> Response:
    download = f"/l/{opened.token}/documents/{Paper.MARKED_TEXT}.{Format.DOCX}"
    facts = opened.around | head_facts(opened, seen(opened))
    facts |= {"wrongs": wrongs, "download": download}
    status = 422 if wrongs else 200
    return page(request, "negotiation/marked-up.html", facts, status=status)


def _preview_page(
    request: Request,
    opened: OpenedNegotiation,
    facts: dict[str, object],
    typed: Form,
    wrongs: Wrongs,
) -> Response:
    around = opened.around | head_facts(opened, seen(opened))
    facts = around | facts | {"typed": typed, "wrongs": wrongs}
    status = 422 if wrongs else 200
    return page(request, "negotiation/marked-up-review.html", facts, status=status)


def _done_page(request: Request, opened: OpenedNegotiation, done: list[Recorded]) -> Response:
    facts = opened.around | head_facts(opened, seen(opened)) | {"done": done}
    status = 422 if any(one.refused for one in done) else 200
    return page(request, "negotiation/marked-up-filed.html", facts, status=status)
