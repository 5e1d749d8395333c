"""The pages of the staff on a procedure: one with everything about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Path, Request, Response
from starlette.responses import RedirectResponse

from api.context import Context, InContext
from api.pages import wording
from api.pages.documents_shown import staff_documents
from api.pages.listed import STEPS, address_of
from api.pages.negotiation_compiled import silence_facts
from api.pages.notices import noticed
from api.pages.offered import offered
from api.pages.record import Record
from api.pages.resting import of_outcome, of_standing
from api.pages.shown import (
    deadline_shown,
    filings_shown,
    history,
    outcome_shown,
    revision_shown,
    rules_of,
    standing,
    vote_until,
    warnings_of,
    when,
)
from api.pages.templating import page
from api.pages.to_confirm import to_confirm_in
from api.people import AnyStaff
from api.recalling import letters_held, moment_of
from api.v1.disclosure import may_read_record, require_record, seen_by, viewer_of
from api.v1.reaching import reach
from api.words import IDENTIFIER
from nemcon.language import _
from nemcon.language.states import named
from nemcon.mail.agreed_part import of_negotiation
from nemcon.procedure.acts import Kind, Outcome
from nemcon.procedure.disclosure import TELLS, Level
from nemcon.procedure.keys import KEYS
from nemcon.procedure.people import CATEGORIES, Category
from nemcon.procedure.shelf import known_profiles
from nemcon.procedure.state import Phase, ProcedureState
from nemcon.procedure.told import telling
from nemcon.register import directory
from nemcon.register.deliveries import deliveries_of
from nemcon.register.door import Position
from nemcon.register.listing import LetterListed, list_letters
from nemcon.register.staff import Staff
from nemcon.register.verify import export
from nemcon.text.lines import capital
from nemcon.timing.writing import write_length

router = APIRouter(include_in_schema=False)

Identifier = Annotated[str, Path(pattern=IDENTIFIER)]


@dataclass(frozen=True, slots=True)
class SeatRow:
    """A delegation on the roll: its standing, what it said, how far its letter got."""

    name: str
    group: str
    standing: str
    silence: str
    delivery: str
    shape: str


@dataclass(frozen=True, slots=True)
class Mailing:
    """The letters of one notice: how many are in each state, and those that did not leave."""

    notice: str
    counts: tuple[tuple[str, int], ...]
    troubled: tuple[LetterListed, ...]


@router.get("/procedures/{procedure}")
def procedure(
    request: Request, context: InContext, staff: AnyStaff, procedure: Identifier
) -> Response:
    """One silence procedure with everything about it; one of another kind has its own address."""
    found = context.register.whereabouts(procedure)
    if found is not None and not isinstance(found.state, ProcedureState):
        return RedirectResponse(address_of(procedure, found.state), 303)
    position = reach(context, procedure, staff)
    return page(request, "staff/procedure.html", _facts(context, position, staff), staff=staff)


@router.get("/procedures/{procedure}/compilation")
def compilation(
    request: Request, context: InContext, staff: AnyStaff, procedure: Identifier
) -> Response:
    """The Chair's compilation of a broken silence."""
    state = reach(context, procedure, staff).state
    facts = {"procedure": procedure, "text": state.text} | silence_facts(procedure, state)
    return page(request, "staff/compilation.html", facts, staff=staff)


@router.get("/procedures/{procedure}/register.jsonl")
def exported(context: InContext, staff: AnyStaff, procedure: Identifier) -> Response:
    """The record as a file that can be verified anywhere."""
    require_record(viewer_of(staff), reach(context, procedure, staff).state)
    return Response(
        export(procedure, context.register.written(procedure)),
        media_type="application/jsonl",
        headers={"Content-Disposition": f'attachment; filename="{procedure}.register.jsonl"'},
    )


def _facts(context: Context, position: Position, staff: Staff) -> dict[str, object]:
    viewer = viewer_of(staff)
    name, now = position.procedure, context.clock.now()
    state = seen_by(viewer, position.state)
    zone, stands = state.profile.zone, standing(state, now)
    tells = TELLS[Level.NAMED] if viewer.sees_all else telling(position.state)
    record = Record.of(context.register.written(name))
    with context.database.reading() as connection:
        body = directory.body_of(connection, position.body)
        deliveries = {
            item.participant: item.state for item in deliveries_of(connection, name, position.state)
        }
        letters = list_letters(connection, name)
    step = position.next
    return {
        "procedure": name,
        "body": body,
        "state": state,
        "part": of_negotiation(state),
        "text": state.text,
        "standing": stands,
        "outcome": outcome_shown(state),
        "outcome_rests_on": of_outcome(
            state.profile, (recorded for recorded, _hash in record.entries), tells
        ),
        "now_rests_on": of_standing(state, stands.name),
        "moment": moment_of(name, position.state, staff, now),
        "deadline": deadline_shown(state, now),
        "suspended": state.phase is Phase.SUSPENDED,
        "left_when_suspended": write_length(state.left) if state.left is not None else "",
        "until": when(state.consultation_until, zone) if state.consultation_until else None,
        "vote_until": vote_until(state),
        "resumes": when(state.resumes_at, zone) if state.resumes_at else None,
        "next": _(STEPS[type(step.act)]) if step else "",
        "next_at": when(step.nominal, zone) if step else None,
        "warnings": warnings_of(state.warnings),
        "revision": revision_shown(record, state),
        "filings": filings_shown(viewer, position.state, record, name),
        "to_confirm": to_confirm_in(context, staff, name),
        "sees_all": viewer.sees_all,
        "roll": _roll(position.state, deliveries, now, shows_silence=viewer.sees_all),
        "may_remind": viewer.sees_all and state.phase is Phase.UNDER_SILENCE,
        "mailings": mailings_of(letters),
        "history": history(viewer, position.state, record),
        "documents": staff_documents(context, position, sees_all=viewer.sees_all),
        "head": str(position.head),
        "may_export": may_read_record(viewer, position.state),
        "rulings": offered(position.state, staff, now),
        "profile": state.profile,
        "ships": state.profile.id in known_profiles(),
        "rules": rules_of(state, KEYS),
    }


def _roll(
    state: ProcedureState, deliveries: dict[str, str], now: datetime, *, shows_silence: bool
) -> tuple[SeatRow, ...]:
    return tuple(
        SeatRow(
            named(seat.name),
            seat.group,
            _standing_of(seat.category, may_object=seat.may_object, may_comment=seat.may_comment),
            *_silence(state, seat.participant, deliveries.get(seat.participant, "no letter"), now)
            if shows_silence
            else ("", _(wording.DELIVERIES[deliveries.get(seat.participant, "no letter")]), ""),
        )
        for seat in state.roll
    )


def _standing_of(category: Category, *, may_object: bool, may_comment: bool) -> str:
    what = capital(_(CATEGORIES[category]))
    if may_object:
        return _("{what}, may object", what=what)
    return (
        _("{what}, may comment", what=what) if may_comment else _("{what}, is informed", what=what)
    )


def _silence(
    state: ProcedureState, participant: str, delivery: str, now: datetime
) -> tuple[str, str, str]:
    """What it said on the present text; how far its letter got; a shape for the two."""
    letter = _(wording.DELIVERIES[delivery])
    filed = [
        filing
        for filing in state.filings
        if filing.round == state.round
        and (filing.participant == participant or participant in filing.on_behalf_of)
    ]
    if any(filing.outstanding for filing in filed):
        return _("objects"), letter, "\u25b2"
    if filed:
        last = filed[-1]
        said = _(wording.FILED[last.kind])
        if last.kind is Kind.OBJECT:
            said = _("withdrew its objection") if last.withdrawn else _("objected, not counted")
        return said, letter, "\u25cf"
    if letters_held(state, now):
        return _("not written to yet: the letters are held"), letter, "\u25cb"
    if state.computed is Outcome.RECALLED:
        return _("not written to: the launch was recalled"), letter, "\u25cb"
    if delivery != wording.REACHED:
        return _("unreached: its silence is unverified"), letter, "\u25cb"
    return _("silent"), letter, "\u25cf"


def mailings_of(letters: Sequence[LetterListed]) -> tuple[Mailing, ...]:
    """The letters by notice and period, with what became of them."""
    notices = dict.fromkeys((letter.notice, letter.book) for letter in letters)
    found: list[Mailing] = []
    for notice, book in notices:
        these = [letter for letter in letters if (letter.notice, letter.book) == (notice, book)]
        counts = {
            _(word): sum(x.state == key for x in these) for key, word in wording.LETTERS.items()
        }
        troubled = tuple(x for x in these if x.state in ("refused", "bounced"))
        title = capital(noticed(notice))
        found.append(
            Mailing(
                title if book == 1 else _("{title}, period {book}", title=title, book=book),
                tuple((word, number) for word, number in counts.items() if number),
                troubled,
            )
        )
    return tuple(found)
