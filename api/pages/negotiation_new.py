"""Tabling a text by form: typed with its marks, or taken up from an earlier compilation."""

from __future__ import annotations

import secrets
from dataclasses import replace
from typing import Annotated, Final

from fastapi import APIRouter, Query, Request, Response
from starlette.responses import RedirectResponse

from api.checking import check_tabling
from api.context import Context, InContext
from api.intake import read, submit_form
from api.pages.choices import agendas_to_choose, profiles_to_choose, rolls_to_choose
from api.pages.confirming import Confirmation
from api.pages.desks import FormStaff, bodies_to_act_in
from api.pages.form import Form, InForm, Wrongs, wrongs_of
from api.pages.named_after import named_after
from api.pages.negotiation_shown import Negotiated
from api.pages.negotiation_staff import position_of
from api.pages.responses import beside
from api.pages.templating import page
from api.people import ActingStaff, acting, actor
from api.places import at_desk
from api.problems import Problem, problem_of
from api.receiving import Received
from api.tabling import Tabled, Tabling, tabling, taken_up
from nemcon.language import _
from nemcon.negotiation.drafting import may_amend
from nemcon.negotiation.evolution import fold
from nemcon.negotiation.rules import decide
from nemcon.negotiation.state import NegotiationState
from nemcon.negotiation.telling import Reader
from nemcon.procedure.entries import Happened
from nemcon.procedure.refusal import Refusal
from nemcon.register import directory
from nemcon.register.directory import Body, UnknownName
from nemcon.register.door import PositionOf
from nemcon.register.staff import Staff
from nemcon.text.paper import read_text, to_text, write_text
from nemcon.text.refused import TextRefused

router = APIRouter(include_in_schema=False)

CARRIED: Final = (
    *("body", "origin", "title", "symbol", "paragraphs", "among", "profile", "until"),
    *("package", "to", "agenda", "procedure"),
)
_FIELDS: Final = {
    "procedure": "procedure",
    "body": "body",
    "text": "paragraphs",
    "text title": "title",
    "text symbol": "symbol",
    "among": "among",
    "profile": "profile",
    "until": "until",
    "to": "to",
    "agenda": "agenda",
    "origin": "paragraphs",
    "already-exists": "procedure",
    "reserved-name": "procedure",
    "no-such-agenda": "agenda",
    "agenda-of-another": "agenda",
    "deadline-not-ahead": "until",
    "too-far-ahead": "until",
    "empty-roll": "among",
    "unknown-roll": "among",
    "unknown-profile": "profile",
    "not-authorised": "profile",
    "still-bracketed": "paragraphs",
    "paragraph-twice": "paragraphs",
    "empty-text": "paragraphs",
    "bad-destination": "to",
}


@router.get("/negotiations/new")
def form(
    request: Request,
    context: InContext,
    staff: ActingStaff,
    body: Annotated[str, Query(max_length=64)] = "",
    origin: Annotated[str, Query(max_length=64)] = "",
) -> Response:
    """The form; with several bodies, first which one."""
    bodies = _bodies(context, staff)
    chosen = body or (bodies[0].id if len(bodies) == 1 else "")
    if chosen not in {known.id for known in bodies}:
        facts: dict[str, object] = {"bodies": bodies, "origin": origin}
        return page(request, "negotiation/new-body.html", facts, staff=staff)
    staff = acting(at_desk(context, staff, chosen, origin))
    parts = (("body", chosen), *(_taken(context, origin) if origin else ()))
    return _form_page(request, context, staff, Form(parts), Wrongs())


@router.post("/negotiations/new/review")
def review(request: Request, context: InContext, staff: FormStaff, sent: InForm) -> Response:
    """Show what will be tabled. Records nothing."""
    if sent.get("change"):
        return _form_page(request, context, staff, sent, Wrongs())
    tabled = _tabled(context, staff, sent)
    if isinstance(tabled, Wrongs):
        return _form_page(request, context, staff, sent, tabled)
    return _review_page(request, context, staff, sent, tabled)


@router.post("/negotiations/new")
def table(
    request: Request, context: InContext, staff: FormStaff, received: Received, sent: InForm
) -> Response:
    """Table the text that was shown. Sent twice, it is tabled once."""
    tabled = _tabled(context, staff, sent)
    if isinstance(tabled, Wrongs):
        return _form_page(request, context, staff, sent, tabled)
    confirmation = Confirmation.of(tabled.procedure, tabled.act, sent)
    if not confirmation.sealed(context, sent):
        return _review_page(request, context, staff, sent, tabled)
    answer = submit_form(
        context,
        tabled.procedure,
        tabled.act,
        received,
        confirmation.submission,
        body=tabled.body,
    )
    if isinstance(answer, Problem):
        return _form_page(request, context, staff, sent, wrongs_of(answer, _FIELDS))
    return RedirectResponse(f"/negotiations/{tabled.procedure}", 303)


def _taken(context: Context, origin: str) -> tuple[tuple[str, str], ...]:
    """The text of the compilation that is taken up, to be edited."""
    text = taken_up(context, origin).text
    before = position_of(context, origin)
    tree = read_text("\n\n".join(f"{p.number}. {p.words}" for p in text.paragraphs))
    paragraphs = write_text(tree).strip()
    return (
        ("origin", origin),
        ("title", text.title),
        ("symbol", text.symbol),
        ("paragraphs", paragraphs),
        ("profile", before.state.profile.id),
        ("among", _roll_of(context, before)),
    )


def _roll_of(context: Context, before: PositionOf[NegotiationState]) -> str:
    """The roll on which those stand today that negotiated before; everybody if there is none."""
    then, now = {seat.participant for seat in before.state.roll}, context.clock.now()
    with context.database.reading() as connection:
        for name in directory.roll_names(connection, before.body, now):
            seats = directory.seats(connection, before.body, name, now)
            if {seat.participant for seat in seats} == then:
                return name
    return ""


def _tabled(context: Context, staff: Staff, sent: Form) -> Tabled | Wrongs:
    wrongs = Wrongs()
    data: dict[str, object] = {
        "procedure": sent.get("procedure").strip()
        or named_after(context, sent.get("title"), "negotiation"),
        "body": sent.get("body"),
        "text": _text(sent, wrongs),
        "among": sent.get("among"),
        "profile": sent.get("profile"),
        "to": sent.get("to").strip(),
    }
    for name in ("until", "agenda", "origin"):
        if sent.get(name).strip():
            data[name] = sent.get(name).strip()
    if sent.get("package") in ("yes", "no"):
        data["package"] = sent.get("package") == "yes"
    if not sent.get("profile"):
        wrongs.add("profile", _("Choose the rules of procedure."))
    if wrongs:
        return wrongs
    try:
        return tabling(context, read(Tabling, data), actor(staff, "page"))
    except Problem as problem:
        return wrongs_of(problem, _FIELDS)


def _text(sent: Form, wrongs: Wrongs) -> dict[str, object]:
    """The text as typed; marks that cannot be read are refused with their place."""
    if not sent.get("title").strip():
        wrongs.add("title", _("Give the text a title."))
    if not sent.get("paragraphs").strip():
        wrongs.add("paragraphs", _("Type at least one paragraph."))
        return {}
    try:
        tree = read_text(sent.get("paragraphs"))
        text = to_text(replace(tree, title=""))
    except TextRefused as refused:
        wrongs.add("paragraphs", refused.says)
        return {}
    if tree.title:
        wrongs.add(
            "paragraphs",
            _("Give this paragraph a number: \u201c{title}\u201d.", title=tree.title[:60]),
        )
    return {
        "title": sent.get("title").strip(),
        "symbol": sent.get("symbol").strip(),
        "paragraphs": [{"number": p.number, "words": p.words} for p in text.paragraphs],
    }


def _review_page(
    request: Request, context: Context, staff: Staff, sent: Form, tabled: Tabled
) -> Response:
    now = context.clock.now()
    position = context.register.whereabouts(tabled.procedure)
    answer = decide(None, tabled.act, now)
    if position is not None:
        says = _("A procedure of that name exists already.")
        answer = Refusal("already-exists", says)
    if isinstance(answer, Refusal):
        wrongs = wrongs_of(problem_of(answer), _FIELDS)
        return _form_page(request, context, staff, sent, wrongs)
    entries = (Happened(i, now, tabled.act.actor, entry) for i, entry in enumerate(answer, 1))
    state = fold(entries)
    if state is None:
        message = "tabling a text leads to an entry"
        raise RuntimeError(message)
    view = Negotiated(state, Reader.of(state, sees_all=True), now)
    with context.database.reading() as connection:
        body = directory.body_of(connection, tabled.body)
        checked = check_tabling(connection, tabled.body, state, now)
    confirmation = Confirmation(tabled.procedure, tabled.act, secrets.token_urlsafe(16), 0)
    # The name is settled here, or the same form sent twice would get a second one.
    carried = tuple(part for part in sent.among(CARRIED) if part[0] != "procedure")
    facts: dict[str, object] = {
        "body": body,
        "checks": checked.checks,
        "tabled_by": beside(state.profile, "negotiation.tabled_by"),
        "packaged": beside(state.profile, "negotiation.package"),
        "procedure": tabled.procedure,
        "text": state.issued,
        "clauses": view.clauses(),
        "deadline": view.deadline(),
        "state": state,
        "profile": state.profile,
        "amending": sum(may_amend(state.profile, seat) for seat in state.roll),
        "hidden": (*carried, ("procedure", tabled.procedure), *confirmation.hidden(context)),
    }
    return page(request, "negotiation/new-review.html", facts, staff=staff)


def _form_page(
    request: Request, context: Context, staff: Staff, sent: Form, wrongs: Wrongs
) -> Response:
    try:
        with context.database.reading() as connection:
            body = directory.body_of(connection, sent.get("body"))
            choices = {
                "rolls": rolls_to_choose(connection, body, context.clock.now()),
                "profiles": profiles_to_choose(connection, body),
                "agendas": agendas_to_choose(connection, body),
            }
    except UnknownName:
        bodies = _bodies(context, staff)
        facts: dict[str, object] = {"bodies": bodies, "origin": sent.get("origin")}
        return page(request, "negotiation/new-body.html", facts, staff=staff)
    facts = {
        **choices,
        "body": body,
        "typed": sent,
        "wrongs": wrongs,
        "packages": [
            ("", _("As the rules say")),
            ("yes", _("Yes: nothing is agreed until everything is agreed")),
            ("no", _("No: paragraph by paragraph")),
        ],
    }
    status = 422 if wrongs else 200
    return page(request, "negotiation/new.html", facts, staff=staff, status=status)


def _bodies(context: Context, staff: Staff) -> tuple[Body, ...]:
    with context.database.reading() as connection:
        return bodies_to_act_in(connection, staff)
