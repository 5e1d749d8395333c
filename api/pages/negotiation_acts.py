"""What the Chair does by form beside the desk: paragraphs, rounds, late amendments, the end."""

from __future__ import annotations

from typing import Final

from fastapi import APIRouter, Request, Response
from starlette.responses import RedirectResponse

from api.context import Context, InContext
from api.intake import read, submit_form
from api.negotiating import CHAIR_ACTS, Times
from api.pages.confirming import Confirmation, seen_in
from api.pages.form import Form, InForm, Wrongs, wrongs_of
from api.pages.negotiation_ending import conclusion_shown
from api.pages.negotiation_foretelling import foretold
from api.pages.negotiation_shown import Negotiated
from api.pages.negotiation_staff import head_facts, news_since, position_of, seen_by_staff
from api.pages.negotiation_words import CHAIR_WORDS, RUNG_WORDS
from api.pages.procedures import Identifier
from api.pages.responses import beside
from api.pages.resting import NOTHING
from api.pages.templating import page
from api.people import ActingStaff, actor
from api.problems import Problem
from api.receiving import Received
from nemcon.language import _
from nemcon.negotiation.acts import NegotiationAct
from nemcon.negotiation.rules import decide
from nemcon.negotiation.state import NegotiationState
from nemcon.procedure.refusal import Refusal
from nemcon.register.door import PositionOf
from nemcon.register.staff import Staff

router = APIRouter(prefix="/negotiations/{procedure}/acts/{verb}", include_in_schema=False)
At = PositionOf[NegotiationState]

ASKS: Final = {
    "paragraphs": ("paragraphs", "rung"),
    "round": ("until", "sitting"),
    "admission": ("amendment",),
    "conclusion": ("how", "until", "length", "to"),
    "withdrawal": (),
}
CARRIED: Final = (
    *("paragraphs", "rung", "until", "sitting", "amendment", "how", "length", "to", "because"),
)
_RESTS_ON: Final = {
    "admission": "late.admitted_by",
    "conclusion": "negotiation.final_objection",
}
"""The rules that say who may, or what it leads to; the rest the Chair does by the office."""
_FIELDS: Final = {
    **{name: name for name in CARRIED},
    "deadline-not-ahead": "until",
    "too-far-ahead": "until",
    "no-deadline": "until",
    "sitting-unknown": "sitting",
    "no-such-sitting": "sitting",
    "sitting-moved": "sitting",
    "no-agenda": "sitting",
    "no-calendar": "length",
    "no-period-in-meeting": "until",
    "still-bracketed": "paragraphs",
    "alternative-stands": "paragraphs",
    "amendments-open": "paragraphs",
    "agreed-stays": "paragraphs",
    "paragraph-withdrawn": "paragraphs",
    "no-such-amendment": "amendment",
    "nothing-to-admit": "amendment",
    "bad-destination": "to",
}


@router.get("")
def form(
    request: Request, context: InContext, staff: ActingStaff, procedure: Identifier, verb: str
) -> Response:
    """The form of one act."""
    return _form_page(request, context, staff, _position(context, procedure, verb), verb, Form())


@router.post("/review")
def review(
    request: Request,
    context: InContext,
    staff: ActingStaff,
    procedure: Identifier,
    verb: str,
    sent: InForm,
) -> Response:
    """State what it leads to, and ask for confirmation. Records nothing."""
    position = _position(context, procedure, verb)
    act = _act(context, position.state, staff, verb, sent)
    if sent.get("change") or isinstance(act, Wrongs):
        wrongs = act if isinstance(act, Wrongs) and not sent.get("change") else Wrongs()
        return _form_page(request, context, staff, position, verb, sent, wrongs)
    return _review_page(request, context, staff, position, verb, sent, act)


@router.post("/act")
def do(
    request: Request,
    context: InContext,
    staff: ActingStaff,
    received: Received,
    procedure: Identifier,
    verb: str,
    sent: InForm,
) -> Response:
    """Record what was confirmed, on what was shown. Sent twice, it is recorded once."""
    position = _position(context, procedure, verb)
    act = _act(context, position.state, staff, verb, sent)
    if isinstance(act, Wrongs):
        return _form_page(request, context, staff, position, verb, sent, act)
    confirmation = Confirmation.of(procedure, act, sent)
    view = seen_by_staff(context, position.state, staff)
    sealed = confirmation.sealed(context, sent)
    if not (sealed and confirmation.made(context)) and (
        not sealed or news_since(context, position, view, confirmation.seen)
    ):
        return _review_page(request, context, staff, position, verb, sent, act)
    answer = submit_form(context, procedure, act, received, confirmation.submission)
    if isinstance(answer, Problem):
        wrongs = Wrongs()
        wrongs.add(_FIELDS.get(answer.code, ""), _("It was not recorded. {says}", says=answer.says))
        return _form_page(request, context, staff, position, verb, sent, wrongs)
    return RedirectResponse(f"/negotiations/{procedure}", 303)


def _position(context: Context, procedure: str, verb: str) -> At:
    if verb not in ASKS:
        raise Problem(404, "not-found", _("There is nothing at this address."))
    return position_of(context, procedure)


def _act(
    context: Context, state: NegotiationState, staff: Staff, verb: str, sent: Form
) -> NegotiationAct | Wrongs:
    """Read the form into the act; what is wrong with it when it cannot be one."""
    wrongs = Wrongs()
    data = _data(verb, sent, wrongs)
    if wrongs:
        return wrongs
    try:
        times = Times.of(context, state)
        return read(CHAIR_ACTS[verb], data).act(actor(staff, "page"), times)
    except Problem as problem:
        return wrongs_of(problem, _FIELDS)


def _data(verb: str, sent: Form, wrongs: Wrongs) -> dict[str, object]:
    typed = {name: sent.get(name).strip() for name in CARRIED}
    data: dict[str, object] = {"because": sent.get("because")}
    data |= {name: typed[name] for name in ("until", "length", "to") if typed[name]}
    if typed["sitting"]:
        data["sitting"] = int(typed["sitting"]) if typed["sitting"].isdecimal() else 0
    if verb == "paragraphs":
        data |= {"paragraphs": list(sent.all("paragraphs")), "rung": typed["rung"]}
        if not data["paragraphs"]:
            wrongs.add("paragraphs", _("Choose the paragraphs."))
        if not typed["rung"]:
            wrongs.add("rung", _("Choose where they move."))
    if verb == "admission":
        data["amendment"] = typed["amendment"]
    if verb == "conclusion":
        if not typed["how"]:
            wrongs.add("how", _("Choose how what is agreed is adopted."))
        data["in_meeting"] = typed["how"] == "meeting"
    if not sent.get("because").strip() and verb != "conclusion":
        wrongs.add("because", _("Give the reason; it is told to all."))
    if typed["until"] and (typed["length"] or typed["sitting"]):
        wrongs.add("until", _("Give one end only."))
    return {name: value for name, value in data.items() if name in _taken(verb)}


def _taken(verb: str) -> frozenset[str]:
    return frozenset(CHAIR_ACTS[verb].model_fields)


def _facts(
    context: Context, position: At, view: Negotiated, verb: str, sent: Form
) -> dict[str, object]:
    begins = Times.of(context, position.state).begins
    late = [p for p in position.state.amendments if p.amendment.live and not p.counts]
    return head_facts(context, position, view) | {
        "verb": verb,
        "words": CHAIR_WORDS[verb].spoken(),
        "rests_on": beside(view.state.profile, _RESTS_ON[verb]) if verb in _RESTS_ON else NOTHING,
        "asks": ASKS[verb],
        "typed": sent,
        "seen": sent.get("seen") or position.head.number,
        "paragraphs": [(c.place, c.standing, c.words) for c in view.clauses() if c.place],
        "rungs": [
            ("", _("Choose\u2026")),
            *((str(rung), _(words.word)) for rung, words in RUNG_WORDS.items()),
        ],
        "late": [(p.amendment.id, f"{p.amendment.id}, {view.amendment(p).does}") for p in late],
        "sittings": [
            ("", _("None")),
            *((str(n), _("When sitting {value} begins", value=n)) for n in sorted(begins)),
        ]
        if begins
        else [],
        "to": position.state.to,
    }


def _form_page(
    request: Request,
    context: Context,
    staff: Staff,
    position: At,
    verb: str,
    sent: Form,
    wrongs: Wrongs | None = None,
) -> Response:
    view = seen_by_staff(context, position.state, staff)
    facts = _facts(context, position, view, verb, sent) | {"wrongs": wrongs or Wrongs()}
    status = 422 if wrongs else 200
    return page(request, "negotiation/act.html", facts, staff=staff, status=status)


def _review_page(
    request: Request,
    context: Context,
    staff: Staff,
    position: At,
    verb: str,
    sent: Form,
    act: NegotiationAct,
) -> Response:
    state = position.state
    view = seen_by_staff(context, state, staff)
    answer = decide(state, act, view.now, procedure=position.procedure)
    wrongs = Wrongs()
    if isinstance(answer, Refusal):
        wrongs.add(_FIELDS.get(answer.code, ""), answer.says)
    elif not answer:
        wrongs.add("", _("This is how it stands already."))
    if isinstance(answer, Refusal) or wrongs:
        return _form_page(request, context, staff, position, verb, sent, wrongs)
    fresh = Confirmation.fresh(position, act)
    facts = _facts(context, position, view, verb, sent) | {
        "news": news_since(context, position, view, seen_in(sent)),
        "foreseen": foretold(state, answer, "its"),
        "ending": conclusion_shown(position.procedure, state, act, answer, view.now),
        "because": sent.get("because"),
        "reached": len(state.roll),
        "hidden": (*sent.among(CARRIED), *fresh.hidden(context)),
    }
    return page(request, "negotiation/act-review.html", facts, staff=staff)
