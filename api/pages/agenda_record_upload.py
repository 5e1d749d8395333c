"""Keeping the whole record of a session as a file: sent or typed, looked at, confirmed."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from fastapi import APIRouter, Request, Response
from starlette.responses import RedirectResponse

from activities.papers_report import reported
from api.context import Context, InContext
from api.intake import submit_form
from api.pages.agenda_record_kept import last_kept, require_keeping, written_after
from api.pages.agenda_staff import Position, Reached, news_of
from api.pages.confirming import Confirmation, seen_in
from api.pages.form import Form, Wrongs
from api.pages.templating import page
from api.pages.uploads import InUpload, Upload
from api.people import ActingStaff, actor
from api.problems import Problem
from api.receiving import Received
from api.session_records import plain_yaml, record_of
from nemcon.agenda.acts import KeepRecord
from nemcon.agenda.record import SessionRecord
from nemcon.documents.installed import house_of
from nemcon.documents.model.document import pending
from nemcon.documents.record.reading import other_kind
from nemcon.documents.record.writing import begun_record, written_record
from nemcon.documents.web.writing import render_fragment
from nemcon.language import _
from nemcon.register.staff import Staff

router = APIRouter(prefix="/agendas/{procedure}/record/file", include_in_schema=False)
FIELD: Final = "record"
FILE: Final = "file"


@router.get("")
def form(request: Request, context: InContext, staff: ActingStaff, position: Reached) -> Response:
    """The form, filled with the record that is kept, or with one to begin with."""
    require_keeping(staff, position)
    state = position.state
    begins = written_record(state.record) if state.record is not None else begun_record(state)
    return _form_page(request, context, staff, position, Form(((FIELD, begins),)), Wrongs())


@router.get("/review")
@router.get("/act")
def begin_again(staff: ActingStaff, position: Reached) -> Response:  # noqa: ARG001 - declares who may call
    """What these addresses show is shown only after a form."""
    return RedirectResponse(f"/agendas/{position.procedure}/record/file", 303)


@router.post("/review")
def review(
    request: Request, context: InContext, staff: ActingStaff, position: Reached, sent: InUpload
) -> Response:
    """Show the report that the record leads to. Records nothing."""
    require_keeping(staff, position)
    typed, data = _typed(sent)
    if typed.get("change_something"):
        return _form_page(request, context, staff, position, typed, Wrongs())
    record = _read(position, data)
    if isinstance(record, Wrongs):
        return _form_page(request, context, staff, position, typed, record)
    return _review_page(request, context, staff, position, typed, record)


@router.post("/act")
def act(
    request: Request,
    context: InContext,
    staff: ActingStaff,
    received: Received,
    position: Reached,
    sent: InUpload,
) -> Response:
    """Keep the record that was looked at; where anything has happened since, it is shown again."""
    typed, data = _typed(sent)
    record = _read(position, data)
    if isinstance(record, Wrongs):
        return _form_page(request, context, staff, position, typed, record)
    keeping = KeepRecord(actor(staff, "page"), record, written_after(typed))
    confirmation = Confirmation.of(position.procedure, keeping, typed, staff.name)
    news = news_of(context, position, confirmation.seen)
    if not confirmation.sealed(context, typed) or (news and not confirmation.made(context)):
        return _review_page(request, context, staff, position, typed, record)
    answer = submit_form(context, position.procedure, keeping, received, confirmation.submission)
    if isinstance(answer, Problem):
        wrongs = Wrongs()
        wrongs.add(FIELD, _("It was not recorded. {says}", says=answer.says))
        return _form_page(request, context, staff, position, typed, wrongs)
    return RedirectResponse(f"/agendas/{position.procedure}#documents-heading", 303)


def _typed(sent: Upload) -> tuple[Form, bytes]:
    """The form with the record in it, and the record's bytes: those of a file before what is typed.

    A file that is no text is shown as far as it can be, and what is wrong with it is said beside
    it; one of another kind is only refused.
    """
    data = sent.files.get(FILE)
    if data is None:
        return sent.form, sent.form.get(FIELD).encode("utf-8", "replace")
    if other_kind(data):
        return sent.form, data
    rest = tuple(part for part in sent.form.parts if part[0] != FIELD)
    text = data.decode("utf-8", "replace").replace("\r\n", "\n").replace("\0", "\ufffd")
    return Form((*rest, (FIELD, text))), data


def _read(position: Position, data: bytes) -> SessionRecord | Wrongs:
    try:
        return record_of(plain_yaml(data), position.state)
    except Problem as problem:
        wrongs = Wrongs()
        told = problem.more.get("fields")
        for item in told if isinstance(told, list) else []:  # pyright: ignore[reportUnknownVariableType]  # made by `record_of`
            wrongs.add(FIELD, _("{where}: {says}", where=item["where"], says=item["says"]))  # pyright: ignore[reportUnknownArgumentType]  # the same
        if not wrongs:
            wrongs.add(FIELD, problem.says)
        return wrongs


def _form_page(
    request: Request,
    context: Context,
    staff: Staff,
    position: Position,
    typed: Form,
    wrongs: Wrongs,
) -> Response:
    state = position.state
    facts: dict[str, object] = {
        "procedure": position.procedure,
        "state": state,
        "typed": typed,
        "wrongs": wrongs,
        "seen": typed.get("seen") or position.head.number,
        "kept": last_kept(context, position),
    }
    status = 422 if wrongs else 200
    return page(request, "agenda/record-file.html", facts, staff=staff, status=status)


def _review_page(
    request: Request,
    context: Context,
    staff: Staff,
    position: Position,
    typed: Form,
    record: SessionRecord,
) -> Response:
    state, house = position.state, house_of(context.settings)
    after = replace(position, state=replace(state, record=record))
    document = reported(context.register, after, house).document
    keeping = KeepRecord(actor(staff, "page"), record, state.record_number)
    confirmation = Confirmation.fresh(position, keeping, staff.name)
    facts: dict[str, object] = {
        "procedure": position.procedure,
        "part": FILE,
        "title": "",
        "left_out": False,
        "whole": True,
        "state": state,
        "kept": last_kept(context, position),
        "same": record == state.record,
        "news": news_of(context, position, seen_in(typed)),
        "pending": pending(document),
        "document": document,
        "fragment": render_fragment(document, house),
        "hidden": (
            (FIELD, typed.get(FIELD)),
            ("after", str(state.record_number)),
            *confirmation.hidden(context),
        ),
    }
    return page(request, "agenda/record-review.html", facts, staff=staff)
