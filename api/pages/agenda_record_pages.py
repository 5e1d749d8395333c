"""The record of a session by form: its parts at a glance, and a form and a review for each.

A part is kept by keeping the whole record with that part changed. Where the record was kept anew
since the form was opened, nothing is kept, and what was typed is shown again with what stands now.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Final

from fastapi import APIRouter, Depends, Request, Response
from markupsafe import Markup
from starlette.responses import RedirectResponse

from activities.papers_report import reported
from api.context import Context, InContext
from api.intake import submit_form
from api.pages.agenda_offered import offered
from api.pages.agenda_record_asking import ADDING, blocks_of, choices_of, named_after, with_item
from api.pages.agenda_record_kept import (
    Kept,
    kept_at,
    last_kept,
    require_keeping,
    written_after,
)
from api.pages.agenda_record_known import known
from api.pages.agenda_record_overview import overview, part_of
from api.pages.agenda_record_parts import SAYS, TITLES, Part, fields_of
from api.pages.agenda_record_typed import read_part, written
from api.pages.agenda_staff import Position, Reached, news_of
from api.pages.confirming import Confirmation, seen_in
from api.pages.form import Form, InForm, Wrongs
from api.pages.templating import page
from api.people import ActingStaff, actor
from api.problems import Problem
from api.receiving import Received
from nemcon.agenda.acts import KeepRecord
from nemcon.agenda.record import SessionRecord
from nemcon.documents.installed import house_of
from nemcon.documents.model.document import Document, pending
from nemcon.documents.web.writing import render_fragment, render_part
from nemcon.language import _
from nemcon.register import directory
from nemcon.register.staff import Staff

router = APIRouter(prefix="/agendas/{procedure}/record", include_in_schema=False)
_CONTROLS: Final = frozenset(
    {"submission", "seen", "seal", "after", "more", "add", ADDING, "change_something"}
)
"""What a form sends that is no part of the record."""


def _part(part: str) -> Part:
    if part not in set(Part):
        raise Problem(404, "not-found", _("There is nothing at this address."))
    return Part(part)


InPart = Annotated[Part, Depends(_part)]


@router.get("")
def show(request: Request, context: InContext, staff: ActingStaff, position: Reached) -> Response:
    """Every part of the record: what it holds, what is missing and what is not confirmed."""
    require_keeping(staff, position)
    record = position.state.record or SessionRecord()
    document = _report(context, position, record)
    facts: dict[str, object] = {
        "procedure": position.procedure,
        "state": position.state,
        "kept": last_kept(context, position),
        "parts": overview(record, document),
        "doings": _doings(staff, position),
        "document": document,
    }
    return page(request, "agenda/record.html", facts, staff=staff)


@router.get("/{part}")
def form(
    request: Request, context: InContext, staff: ActingStaff, position: Reached, part: InPart
) -> Response:
    """The form of a part, filled with what is kept."""
    require_keeping(staff, position)
    state = position.state
    begins = written(part, state, state.record or SessionRecord())
    return _form_page(request, context, staff, position, part, begins, Wrongs())


@router.get("/{part}/review")
@router.get("/{part}/act")
def begin_again(staff: ActingStaff, position: Reached, part: InPart) -> Response:  # noqa: ARG001 - declares who may call
    """What these addresses show is shown only after a form."""
    return RedirectResponse(f"/agendas/{position.procedure}/record/{part}", 303)


@router.post("/{part}/review")
def review(
    request: Request,
    context: InContext,
    staff: ActingStaff,
    position: Reached,
    part: InPart,
    sent: InForm,
) -> Response:
    """Show how the part of the report will read, or the form with more rows. Records nothing."""
    require_keeping(staff, position)
    if sent.get("add"):
        sent = with_item(sent)
    if any(sent.get(button) for button in ("change_something", "more", "add")):
        return _form_page(request, context, staff, position, part, sent, Wrongs())
    record = read_part(part, sent, position.state, position.state.record or SessionRecord())
    if isinstance(record, Wrongs):
        return _form_page(request, context, staff, position, part, sent, record)
    if written_after(sent) != position.state.record_number:
        return _changed_page(request, context, staff, position, part, sent)
    return _review_page(request, context, staff, position, part, sent, record)


@router.post("/{part}/act")
def act(
    request: Request,
    context: InContext,
    staff: ActingStaff,
    received: Received,
    position: Reached,
    part: InPart,
    sent: InForm,
) -> Response:
    """Keep the part that was looked at, and with it the rest of the record as it stands."""
    require_keeping(staff, position)
    record = read_part(part, sent, position.state, position.state.record or SessionRecord())
    if isinstance(record, Wrongs):
        return _form_page(request, context, staff, position, part, sent, record)
    procedure, after = position.procedure, written_after(sent)
    keeping = KeepRecord(actor(staff, "page"), record, after)
    confirmation = Confirmation.of(procedure, keeping, sent, staff.name)
    made = confirmation.made(context)
    if after != position.state.record_number and not made:
        return _changed_page(request, context, staff, position, part, sent)
    news = news_of(context, position, confirmation.seen)
    if not confirmation.sealed(context, sent) or (news and not made):
        return _review_page(request, context, staff, position, part, sent, record)
    answer = submit_form(context, procedure, keeping, received, confirmation.submission)
    if isinstance(answer, Problem):
        wrongs = Wrongs()
        wrongs.add("", _("It was not recorded. {says}", says=answer.says))
        return _form_page(request, context, staff, position, part, sent, wrongs)
    return RedirectResponse(f"/agendas/{procedure}/record#{part}", 303)


def _changed_page(
    request: Request,
    context: Context,
    staff: Staff,
    position: Position,
    part: Part,
    sent: Form,
) -> Response:
    """The form as it was typed, which now begins from the record that stands."""
    state = position.state
    before, now = kept_at(context, position, written_after(sent)), last_kept(context, position)
    was = before.record if before is not None else SessionRecord()
    record = state.record or SessionRecord()
    same = written(part, state, was) == written(part, state, record)
    wrongs = Wrongs()
    wrongs.add("", _how_changed(now, same=same))
    sent = sent.naming("after", str(state.record_number)).naming("seen", str(position.head.number))
    standing = "" if same else _written(context, _report(context, position, record), part, record)
    return _form_page(request, context, staff, position, part, sent, wrongs, standing)


def _how_changed(now: Kept | None, *, same: bool) -> str:
    at, by = (now.at.written, now.by) if now is not None else ("", "")
    if same:
        return _(
            "The record was kept anew by {by} on {at}, after you opened this form. This part of it "
            "was not changed. What you typed is still here: continue again.",
            by=by,
            at=at,
        )
    return _(
        "This part of the record was changed by {by} on {at}, after you opened this form. What "
        "you typed is still here, and how the part reads now stands above it. Bring the two "
        "together and continue again: what you keep takes its place.",
        by=by,
        at=at,
    )


def _report(context: Context, position: Position, record: SessionRecord) -> Document:
    after = replace(position, state=replace(position.state, record=record))
    return reported(context.register, after, house_of(context.settings)).document


def _written(context: Context, report: Document, part: Part, record: SessionRecord) -> Markup:
    house, shown = house_of(context.settings), part_of(report, part, record)
    return render_part(shown, house) if part.section else render_fragment(shown, house)


def _form_page(
    request: Request,
    context: Context,
    staff: Staff,
    position: Position,
    part: Part,
    sent: Form,
    wrongs: Wrongs,
    standing: str = "",
) -> Response:
    state = position.state
    with context.database.reading() as connection:
        body = directory.body_of(connection, position.body)
        choices = choices_of(part, state, sent, connection, position.body)
    blocks = blocks_of(part, state, sent)
    facts: dict[str, object] = {
        **_around(position, part),
        "says": _(SAYS[part]),
        "typed": sent,
        "wrongs": named_after(wrongs, part, blocks),
        "seen": sent.get("seen") or position.head.number,
        "after": sent.get("after") or state.record_number,
        "asked": tuple(asked.spoken() for asked in fields_of(part)),
        "blocks": blocks,
        "choices": choices,
        "known": known(part, state, body.name),
        "doings": _doings(staff, position),
        "standing": standing,
    }
    status = 422 if wrongs else 200
    return page(request, "agenda/record-part.html", facts, staff=staff, status=status)


def _review_page(
    request: Request,
    context: Context,
    staff: Staff,
    position: Position,
    part: Part,
    sent: Form,
    record: SessionRecord,
) -> Response:
    state = position.state
    report = _report(context, position, record)
    keeping = KeepRecord(actor(staff, "page"), record, state.record_number)
    confirmation = Confirmation.fresh(position, keeping, staff.name)
    fields = tuple(p for p in sent.parts if p[0] not in _CONTROLS and p[1])
    sections = [heading.section for heading in record.outline]
    facts: dict[str, object] = {
        **_around(position, part),
        "kept": last_kept(context, position),
        "same": record == state.record,
        "news": news_of(context, position, seen_in(sent)),
        "pending": pending(part_of(report, part, record)),
        "whole": part.section is None,
        "left_out": part.section is not None and part.section not in sections,
        "document": report,
        "fragment": _written(context, report, part, record),
        "hidden": (
            *fields,
            ("after", str(state.record_number)),
            *confirmation.hidden(context),
        ),
    }
    return page(request, "agenda/record-review.html", facts, staff=staff)


def _doings(staff: Staff, position: Position) -> dict[str, str]:
    """What may be done about the agenda now, by which the register learns more: verbs and names."""
    return {doing.verb: doing.spoken().name for doing in offered(staff, position.state)}


def _around(position: Position, part: Part) -> dict[str, object]:
    return {
        "procedure": position.procedure,
        "state": position.state,
        "part": part.value,
        "title": _(TITLES[part]),
    }
