"""Acting on an agenda by form: what each form asks, and the act that it becomes.

Staff and delegations go the same way: a form, a page that says what the act leads to, a
confirmation. Only the last one records, and only what was shown.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from api.intake import read
from api.pages.agenda_telling import AgendaTeller
from api.pages.agenda_typing import NotRead
from api.pages.form import Form, Wrongs, wrongs_of
from api.problems import Problem
from api.sent_agenda import AgendaSent
from nemcon.agenda.acts import AgendaAct
from nemcon.agenda.due import overdue
from nemcon.agenda.rules import decide
from nemcon.agenda.state import AgendaState
from nemcon.language import _
from nemcon.procedure.people import Actor
from nemcon.procedure.refusal import Refusal

Data = dict[str, Any]
FIELDS: Final = {
    "change": "change",
    "place": "place",
    "says": "says",
    "on_behalf_of": "on_behalf_of",
    "proposal": "proposal",
    "exceptions": "exceptions",
    "revisit": "sitting",
    "revisit at": "at",
    "until": "until",
    "length": "length",
    "because": "because",
    "items": "items",
    "parts": "parts",
    "sittings": "sittings",
    "item number": "number",
    "item title": "title",
    "under": "under",
    "settlement": "settlement",
    "officers": "officers",
    "speaker": "speaker",
    "sitting": "sitting",
    "symbol": "symbol",
    "title": "title",
    "nothing-proposed": "says",
    "no-such-proposal": "proposal",
    "not-the-author": "proposal",
    "taken-up": "proposal",
    "not-a-speaker": "on_behalf_of",
    "nothing-left": "exceptions",
    "bad-revisit": "at",
    "revisit-not-ahead": "at",
    "no-such-sitting": "sitting",
    "compromise-opposed": "exceptions",
    "empty-agenda": "items",
    "bad-place": "items",
    "place-twice": "items",
    "place-too-long": "items",
    "not-open": "place",
    "no-deadline": "until",
    "deadline-not-ahead": "until",
    "too-far-ahead": "until",
    "sitting-ends-first": "sittings",
    "sittings-overlap": "sittings",
    "sitting-twice": "sittings",
    "sitting-needed": "sittings",
    "no-such-place": "place",
    "no-office": "officers",
    "not-on-the-roll": "officers",
    "no-speaker": "speaker",
    "no-symbol": "symbol",
}
"""The field of the form that a part of the request, or a refusal, is about."""


@dataclass(frozen=True, slots=True)
class Doing:
    """Something that may be done by form: its words, its fields, and how they are read."""

    verb: str
    name: str
    does: str
    button: str
    fields: tuple[str, ...]
    model: type[AgendaSent]
    reads: Callable[[AgendaState, Form, Wrongs], Data]

    def spoken(self) -> Doing:
        """The same with its words in the language that is spoken."""
        return replace(self, name=_(self.name), does=_(self.does), button=_(self.button))


@dataclass(frozen=True, slots=True)
class Prepared:
    """An act that is in form, with what has to be sent again to confirm it."""

    act: AgendaAct
    hidden: tuple[tuple[str, str], ...]


def prepare(doing: Doing, state: AgendaState, sent: Form, actor: Actor) -> Prepared | Wrongs:
    """Read the form into the act; or what is wrong with it."""
    wrongs = Wrongs()
    try:
        data = doing.reads(state, sent, wrongs)
    except NotRead as error:
        wrongs.add(_unread(doing), str(error))
        return wrongs
    if wrongs:
        return wrongs
    try:
        act = read(doing.model, data).act(actor, state.profile.zone)
    except Problem as problem:
        return wrongs_of(problem, known_fields(doing))
    return Prepared(act, sent.among(doing.fields))


def known_fields(doing: Doing) -> dict[str, str]:
    """The fields of this form; what is about another is said in general."""
    own = {"exceptions": "exceptions", "items": "items", "taken_up": "taken_up"}
    fields = {part: field for part, field in FIELDS.items() if field in doing.fields}
    if "no-such-place" not in fields:
        first = next((f for f in ("sittings", "exceptions", "items") if f in doing.fields), "")
        fields["no-such-place"] = first
    return {**{k: v for k, v in own.items() if v in doing.fields}, **fields}


def _unread(doing: Doing) -> str:
    typed = ("sittings", "officers", "items")
    return next((field for field in typed if field in doing.fields), "")


def foresee(
    state: AgendaState, procedure: str, act: AgendaAct, now: datetime
) -> tuple[str, ...] | Refusal | None:
    """What the register would say if the act were received now; or why it is refused.

    `None` while a step of time is due, since the register takes that first.
    """
    if overdue(state, now) is not None:
        return None
    entries = decide(state, act, now, procedure=procedure)
    if isinstance(entries, Refusal):
        return entries
    teller = AgendaTeller(state)
    return tuple(teller.tell(entry) for entry in entries)
