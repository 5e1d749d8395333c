"""The Chair's desk: what becomes of each amendment, the Chair's own wording, and the next issue.

What is chosen is shown as the revision that it would make before anything is recorded, and it is
recorded only on what was shown: where something was filed meanwhile, it is asked again.
"""

from __future__ import annotations

from typing import Final

from fastapi import APIRouter, Request, Response
from starlette.responses import RedirectResponse

from api.context import Context, InContext
from api.intake import read, submit_form
from api.negotiating import Revising, Times
from api.pages.confirming import Confirmation, seen_in
from api.pages.form import Form, InForm, Wrongs, wrongs_of
from api.pages.negotiation_ending import dangling
from api.pages.negotiation_foreseen import foreseen_revision, letter_foreseen
from api.pages.negotiation_groups import Choice, chosen, desk_clauses, mergeable
from api.pages.negotiation_staff import head_facts, news_since, position_of, seen_by_staff
from api.pages.negotiation_words import CHOICES
from api.pages.procedures import Identifier
from api.pages.templating import page
from api.people import ActingStaff, actor
from api.problems import Problem
from api.receiving import Received
from api.v1.strict import read_json
from nemcon.language import N_, _
from nemcon.negotiation.state import NegotiationState
from nemcon.procedure.refusal import Refusal
from nemcon.register.door import PositionOf
from nemcon.register.staff import Staff
from nemcon.text.lines import listed

router = APIRouter(prefix="/negotiations/{procedure}/desk", include_in_schema=False)
At = PositionOf[NegotiationState]

CARRIED: Final = ("choice-", "merge-", "wording-", "until", "sitting", "because", "new-", "digest")
_FIELDS: Final = {
    "until": "until",
    "sitting": "sitting",
    "because": "because",
    "deadline-not-ahead": "until",
    "too-far-ahead": "until",
    "sitting-unknown": "sitting",
    "no-such-sitting": "sitting",
    "sitting-moved": "sitting",
    "no-agenda": "sitting",
}
_REVISED: Final = N_(
    "The text was issued anew after you opened the desk. Look at the new text first."
)


@router.get("")
def desk(
    request: Request, context: InContext, staff: ActingStaff, procedure: Identifier
) -> Response:
    """The desk, with nothing chosen."""
    position = _open_position(context, procedure)
    blank = Form((("digest", position.state.text_digest),))
    return _desk_page(request, context, staff, position, blank, Wrongs())


@router.post("/preview")
def preview(
    request: Request, context: InContext, staff: ActingStaff, procedure: Identifier, sent: InForm
) -> Response:
    """Show the revision that would be issued. Records nothing."""
    position = _open_position(context, procedure)
    if sent.get("change"):
        return _desk_page(request, context, staff, position, sent, Wrongs())
    revising = _read(position.state, sent)
    if isinstance(revising, Wrongs):
        return _desk_page(request, context, staff, position, sent, revising)
    return _preview_page(request, context, staff, position, sent, revising)


@router.post("/issue")
def issue(
    request: Request,
    context: InContext,
    staff: ActingStaff,
    received: Received,
    procedure: Identifier,
    sent: InForm,
) -> Response:
    """Issue the revision that was confirmed. Sent twice, it is issued once."""
    position = position_of(context, procedure)
    # What was shown is sent as it was read then: once issued, the same choices mean another act.
    revising = _shown(sent)
    if revising is None:
        return preview(request, context, staff, procedure, sent)
    act = revising.act(actor(staff, "page"), Times.of(context, position.state))
    confirmation = Confirmation.of(procedure, act, sent)
    sealed = confirmation.sealed(context, sent)
    if not (sealed and confirmation.made(context)):
        position = _open_position(context, procedure)
        view = seen_by_staff(context, position.state, staff)
        if not sealed or news_since(context, position, view, confirmation.seen):
            return preview(request, context, staff, procedure, sent)
    answer = submit_form(context, procedure, act, received, confirmation.submission)
    if isinstance(answer, Problem):
        wrongs = Wrongs()
        wrongs.add(_FIELDS.get(answer.code, ""), _("It was not issued. {says}", says=answer.says))
        return _desk_page(request, context, staff, position, sent, wrongs)
    return RedirectResponse(f"/negotiations/{procedure}", 303)


def _open_position(context: Context, procedure: str) -> At:
    position = position_of(context, procedure)
    if position.state.concluded_at is not None or position.state.ended:
        raise Problem(409, "not-open", _("The negotiation has been concluded."))
    return position


def _shown(sent: Form) -> Revising | None:
    """The revision that was shown, as the confirming button sends it."""
    if not sent.get("revision"):
        return None
    found = read_json(sent.get("revision").encode())
    return read(Revising, found) if isinstance(found, dict) else None  # pyright: ignore[reportUnknownArgumentType]  # the model looks at every part


def _read(state: NegotiationState, sent: Form) -> Revising | Wrongs:
    """Read the desk; what is wrong with it when it cannot be a revision."""
    wrongs = Wrongs()
    choices = chosen(state, sent, wrongs)
    if sent.get("digest") != state.text_digest:
        wrongs.add("", _(_REVISED))
    data: dict[str, object] = {
        "accepted": choices[Choice.ACCEPT],
        "alternatives": choices[Choice.ALTERNATIVE],
        "not_taken_up": choices[Choice.NOT_TAKEN_UP],
        "merged": _merged(state, sent, choices[Choice.MERGE], wrongs),
        "wording": _wording(state, sent, wrongs),
        "because": sent.get("because"),
    }
    until, sitting = sent.get("until").strip(), sent.get("sitting").strip()
    if until and sitting:
        wrongs.add("until", _("Give either an instant or a sitting, not both."))
    if until:
        data["until"] = until
    if sitting:
        data["sitting"] = int(sitting) if sitting.isascii() and sitting.isdecimal() else 0
    if wrongs:
        return wrongs
    try:
        return read(Revising, data)
    except Problem as problem:
        return wrongs_of(problem, _FIELDS)


def _merged(
    state: NegotiationState, sent: Form, to_merge: list[str], wrongs: Wrongs
) -> list[dict[str, object]]:
    """The amendments that are merged, group by group, each with the wording typed for it."""
    found: list[dict[str, object]] = []
    placed: set[str] = set()
    for group in mergeable(state):
        members = [name for name in group if name in to_merge]
        placed.update(members)
        field = f"merge-{group[0]}"
        if len(members) > 1 and not sent.get(field).strip():
            wrongs.add(
                field, _("Write the wording that is made of {members}.", members=listed(members))
            )
        elif len(members) == 1:
            wrongs.add(
                f"choice-{members[0]}",
                _("Merge {members} with at least one other.", members=members[0]),
            )
        elif members:
            found.append({"amendments": members, "wording": sent.get(field).strip()})
    for name in to_merge:
        if name not in placed:
            wrongs.add(
                f"choice-{name}", _("There is no other amendment to merge {name} with.", name=name)
            )
    return found


def _wording(state: NegotiationState, sent: Form, wrongs: Wrongs) -> list[dict[str, str]]:
    """The paragraphs that the Chair writes otherwise than they read, and a new one."""
    found: list[dict[str, str]] = []
    for index, clause in enumerate(desk_clauses(state)):
        typed = sent.get(f"wording-{index}").strip()
        if typed and typed != clause.words.strip():
            found.append({"number": clause.number, "words": typed})
    words, number = sent.get("new-words").strip(), sent.get("new-number").strip()
    if words and not number:
        wrongs.add("new-number", _("Give the number of the new paragraph, such as 2 bis."))
    elif words:
        found.append({"number": number, "words": words})
    return found


def _desk_page(
    request: Request,
    context: Context,
    staff: Staff,
    position: At,
    sent: Form,
    wrongs: Wrongs,
) -> Response:
    state = position.state
    view = seen_by_staff(context, state, staff)
    groups = mergeable(state)
    facts = head_facts(context, position, view) | {
        "clauses": view.clauses(),
        "written": {clause.number: (i, clause) for i, clause in enumerate(desk_clauses(state))},
        "groups": {group[0]: group for group in groups},
        "merges": {name for group in groups for name in group},
        "choices": [(choice, _(words)) for choice, words in CHOICES.items()],
        "clashes": view.collisions(),
        "dangling": dangling(state),
        "typed": sent,
        "wrongs": wrongs,
        "digest": state.text_digest,
        "seen": sent.get("seen") or position.head.number,
        "number": state.text.revision + 1,
        "sittings": _sittings(context, state),
    }
    status = 422 if wrongs else 200
    return page(request, "negotiation/desk.html", facts, staff=staff, status=status)


def _sittings(context: Context, state: NegotiationState) -> list[tuple[str, str]]:
    begins = Times.of(context, state).begins
    if not begins:
        return []
    return [
        ("", _("None")),
        *((str(n), _("When sitting {value} begins", value=n)) for n in sorted(begins)),
    ]


def _preview_page(
    request: Request,
    context: Context,
    staff: Staff,
    position: At,
    sent: Form,
    revising: Revising,
) -> Response:
    state = position.state
    view = seen_by_staff(context, state, staff)
    try:
        act = revising.act(actor(staff, "page"), Times.of(context, state))
    except Problem as problem:
        wrongs = wrongs_of(problem, _FIELDS)
        return _desk_page(request, context, staff, position, sent, wrongs)
    foreseen = foreseen_revision(view, position.procedure, act)
    if isinstance(foreseen, Refusal):
        wrongs = Wrongs()
        wrongs.add(_FIELDS.get(foreseen.code, ""), foreseen.says)
        return _desk_page(request, context, staff, position, sent, wrongs)
    fresh = Confirmation.fresh(position, act)
    hidden = tuple(part for part in sent.parts if part[0].startswith(CARRIED) and part[1])
    facts = head_facts(context, position, view) | {
        "news": news_since(context, position, view, seen_in(sent)),
        "foreseen": foreseen,
        "letter": letter_foreseen(context, position, foreseen, act.actor),
        "first": state.roll[0].name,
        "because": sent.get("because"),
        "reached": len(state.roll),
        "hidden": (
            *hidden,
            ("revision", revising.model_dump_json(exclude_defaults=True)),
            *fresh.hidden(context),
        ),
    }
    return page(request, "negotiation/desk-preview.html", facts, staff=staff)
