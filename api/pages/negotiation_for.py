"""The secretariat files in a negotiation for a delegation, on the strength of a paper.

It is the same filing as the delegation's own; the register says who typed it and what paper it
rests on.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from fastapi import APIRouter, Request, Response
from starlette.responses import RedirectResponse

from api.confirming import entered_to_wait, minutes_asked
from api.context import Context, InContext, InLimits
from api.intake import submit_form
from api.pages.confirming import Confirmation
from api.pages.form import Form, Wrongs
from api.pages.marked_up_staff import router as marked_up
from api.pages.negotiation_facts import CONFIRM, amend_facts, review_facts
from api.pages.negotiation_filing import (
    CARRIED,
    Moment,
    Prepared,
    Verb,
    Way,
    as_read,
    filing_in,
    foresee,
    read_before,
    refuse,
    verb_in,
)
from api.pages.negotiation_staff import head_facts, position_of, seen_by_staff
from api.pages.negotiation_words import STATEMENTS
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
from api.pages.templating import page
from api.people import SecretariatStaff, token_of
from api.problems import Problem
from api.receiving import Received
from nemcon.language import N_, _
from nemcon.negotiation.state import NegotiationState
from nemcon.negotiation.telling import Reader
from nemcon.procedure.people import Seat
from nemcon.register.door import PositionOf
from nemcon.register.staff import Staff
from nemcon.text.numbers import path_written

router = APIRouter(prefix="/negotiations/{procedure}/file-for", include_in_schema=False)
router.include_router(marked_up)
At = PositionOf[NegotiationState]
WHAT: Final = {
    "amend replace": N_("Amendment: change the wording"),
    "amend words": N_("Amendment: change some words"),
    "amend after": N_("Amendment: add a paragraph after it"),
    "amend beneath": N_("Amendment: add a sub-paragraph to it"),
    "amend delete": N_("Amendment: delete it"),
    "amend delete-words": N_("Amendment: delete some words"),
    "amend bracket": N_("Amendment: put it, or words in it, in brackets"),
    "position support": N_("Support an amendment"),
    "position oppose": N_("Oppose an amendment"),
    "position cosponsor": N_("Co-sponsor an amendment"),
    "position none": N_("Take back a position on an amendment"),
    "withdraw": N_("Withdraw its amendment"),
    "state": N_("Make a statement"),
}
"""What a paper may ask to be filed, as the form offers it."""


@dataclass(frozen=True, slots=True)
class Paper:
    """What a paper asks to be filed, and for whom."""

    seat: Seat
    prepared: Prepared


@router.get("")
def form(
    request: Request, context: InContext, staff: SecretariatStaff, procedure: Identifier
) -> Response:
    """First for whom and what; then the form of that."""
    position = position_of(context, procedure)
    asked = Form(tuple(request.query_params.multi_items()))
    wrongs = Wrongs()
    what, seat = asked.get("what"), position.state.seat(asked.get("participant"))
    if asked.parts and seat is None:
        wrongs.add("participant", _("Choose the delegation that sent the paper."))
    if asked.parts and what not in WHAT:
        wrongs.add("what", _("Choose what the paper says."))
    answers = what.startswith(("position", "withdraw"))
    if asked.parts and answers and position.state.proposed(asked.get("amendment")) is None:
        wrongs.add("amendment", _("Choose the amendment that it is about."))
    if wrongs or not asked.parts:
        return _whom_page(request, context, staff, position, asked, wrongs)
    verb, _space, how = what.partition(" ")
    parts = (*asked.parts, ("verb", verb), ("way", how), ("stance", how))
    return _form_page(request, context, staff, position, Form(parts), Wrongs(), fresh=True)


@router.post("/review")
def review(
    request: Request,
    context: InContext,
    staff: SecretariatStaff,
    procedure: Identifier,
    step: InStep,
) -> Response:
    """State what it will do, and ask for confirmation. Records nothing; a scan is kept."""
    position, wrongs = position_of(context, procedure), Wrongs()
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
    position, wrongs = position_of(context, procedure), Wrongs()
    if _recorded_before(context, position, staff, sent):
        return RedirectResponse(f"/negotiations/{procedure}", 303)
    paper = _paper(context, position, staff, sent, wrongs)
    if paper is None:
        return _form_page(request, context, staff, position, sent, wrongs)
    confirmation = Confirmation.of(procedure, paper.prepared.act, sent)
    if not confirmation.sealed(context, sent):
        return _review_page(request, context, staff, position, sent, paper)
    act, submission = paper.prepared.act, confirmation.submission
    if entered_to_wait(context, procedure, act, staff, received, submission):
        return RedirectResponse("/waiting", 303)
    answer = submit_form(context, procedure, act, received, submission)
    if isinstance(answer, Problem):
        refuse(
            wrongs,
            answer.code,
            _("It was not filed. {says}", says=answer.says),
            paper.prepared.verb,
        )
        return _form_page(request, context, staff, position, sent, wrongs)
    return RedirectResponse(f"/negotiations/{procedure}", 303)


def _paper(
    context: Context, position: At, staff: Staff, sent: Form, wrongs: Wrongs
) -> Paper | None:
    """Read the form into the act; what is wrong with it, when it cannot be one, is added."""
    state = position.state
    filer = filer_in(context, position, staff, sent, wrongs)
    filed = filing_in(state, Reader.of(state, sees_all=True), sent, wrongs)
    if wrongs or filed is None or filer is None:
        return None
    seat, actor = filer
    hidden = (*sent.among((*CARRIED, *PAPER)), as_read(filed))
    return Paper(seat, Prepared(verb_in(sent), filed.act(actor), hidden))


def _recorded_before(context: Context, position: At, staff: Staff, sent: Form) -> bool:
    """Whether exactly this was recorded already, and is now only sent again."""
    filer, filed = filer_in(context, position, staff, sent, Wrongs()), read_before(sent)
    if filer is None or filed is None:
        return False
    confirmation = Confirmation.of(position.procedure, filed.act(filer[1]), sent)
    return confirmation.sealed(context, sent) and confirmation.made(context)


def _around(context: Context, position: At, staff: Staff) -> dict[str, object]:
    view = seen_by_staff(context, position.state, staff)
    return head_facts(context, position, view) | {"late": view.late and view.open}


def _whom_page(
    request: Request,
    context: Context,
    staff: Staff,
    position: At,
    typed: Form,
    wrongs: Wrongs,
) -> Response:
    state = position.state
    view = seen_by_staff(context, state, staff)
    live = [view.amendment(p) for p in state.amendments if p.amendment.live]
    paths = [path_written(path) for path, clause in state.text.walk() if not clause.withdrawn]
    # Nothing is chosen beforehand, or a hurried hand would file it for the first on the roll.
    facts = _around(context, position, staff) | {
        "roll": [choose(), *((seat.participant, seat.name) for seat in state.roll)],
        "whats": [choose(), *((what, _(words)) for what, words in WHAT.items())],
        "paragraphs": [("", _("None, or before all others")), *((p, p) for p in paths)],
        "amendments": [("", _("None")), *((a.id, f"{a.id} {a.does}") for a in live)],
        "typed": typed,
        "wrongs": wrongs,
    }
    status = 422 if wrongs else 200
    return page(request, "negotiation/for-whom.html", facts, staff=staff, status=status)


def _form_page(
    request: Request,
    context: Context,
    staff: Staff,
    position: At,
    sent: Form,
    wrongs: Wrongs,
    *,
    fresh: bool = False,
) -> Response:
    state, verb = position.state, verb_in(sent)
    seat = state.seat(sent.get("participant"))
    if seat is None:
        return RedirectResponse(f"/negotiations/{position.procedure}/file-for", 303)
    view = seen_by_staff(context, state, staff)
    found = (
        state.proposed(sent.get("amendment")) if verb in (Verb.POSITION, Verb.WITHDRAW) else None
    )
    facts = _around(context, position, staff) | amend_facts(view.text, sent, fresh=fresh)
    facts |= {
        "seat": seat,
        "verb": verb,
        "wrongs": wrongs,
        "digest": view.reader.digest(state.issued),
        "amendment": view.amendment(found) if found else None,
        "name": _name(sent),
        "kinds": [(kind, _(words)) for kind, words in STATEMENTS.items()],
        "clauses": [(c.place, c.words) for c in view.clauses() if c.place],
        **scan_facts(context, position.procedure, sent),
    }
    status = 422 if wrongs else 200
    return page(request, "negotiation/for.html", facts, staff=staff, status=status)


def _name(sent: Form) -> str:
    verb = verb_in(sent)
    way = sent.get("way") if sent.get("way") in set(Way) else str(Way.REPLACE)
    how = {Verb.AMEND: way, Verb.POSITION: sent.get("stance")}.get(verb, "")
    what = WHAT.get(f"{verb} {how}".strip())
    return _(what) if what else _("File")


def _review_page(
    request: Request,
    context: Context,
    staff: Staff,
    position: At,
    sent: Form,
    paper: Paper,
) -> Response:
    now, act = context.clock.now(), paper.prepared.act
    says = foresee(position.state, position.procedure, act, sent, Moment(now, "its"))
    if isinstance(says, Wrongs):
        return _form_page(request, context, staff, position, sent, says)
    fresh = Confirmation.fresh(position, act)
    facts = _around(context, position, staff)
    facts |= review_facts(position.state, now, paper.prepared, sent) | {
        "holder": {"participant_name": paper.seat.name},
        "evidence": sent.get("evidence").strip(),
        **scan_facts(context, position.procedure, sent),
        "minutes": minutes_asked(context, position.body),
        "foretold": says,
        "button": _(
            "{confirm} for {name}", confirm=_(CONFIRM[paper.prepared.verb]), name=paper.seat.name
        ),
        "hidden": (*paper.prepared.hidden, *fresh.hidden(context)),
    }
    return page(request, "negotiation/for-review.html", facts, staff=staff)
