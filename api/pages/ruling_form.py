"""What the form of each ruling asks, and how it is read into the act."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from api.intake import read
from api.pages import letter_choice
from api.pages.form import Form, Wrongs, wrongs_of
from api.pages.revising import WORDING, wording_typed
from api.people import actor
from api.problems import Problem
from api.sent_rulings import RULINGS
from nemcon.language import N_, _
from nemcon.procedure.acts import Act
from nemcon.procedure.state import ProcedureState
from nemcon.register.staff import Staff

_CARRIED: Final = (
    "until",
    "length",
    "to",
    "participant",
    "outcome",
    "number",
    "embargo_until",
    "because",
    "new_number",
    "symbol",
    letter_choice.PART,
)
_AFTER_THE_END: Final = frozenset({"declare", "confirm"})
UNTIL_REQUIRED: Final = frozenset({"extend"})
WITHOUT_REASON: Final = frozenset({"confirm"})
"""What changes nothing that stands, so that no reason has to be given."""
FIELDS: Final = {
    "until": "until",
    "length": "length",
    "to": "to",
    "participant": "participant",
    "outcome": "outcome",
    "number": "number",
    "embargo_until": "embargo_until",
    "because": "because",
    "wording": "wording",
    "no-wording": "wording",
    "no-change": "wording",
    "paragraph-adopted": "wording",
    "symbol": "symbol",
    "symbol-taken": "symbol",
    "extension-not-later": "until",
    "deadline-not-ahead": "until",
    "not-ahead": "until",
    "no-deadline": "until",
    "too-far-ahead": "until",
    "nothing-to-admit": "participant",
    "font-missing": letter_choice.PART,
}
ASKS: Final = {
    "begin": ("until", "length"),
    "extend": ("until",),
    "suspend": ("until",),
    "resume": ("until",),
    "restore-silence": ("until",),
    "revise": ("wording", "symbol", "until", "length"),
    "refer": ("to",),
    "compile": ("to",),
    "admit-late": ("participant",),
    "declare": ("outcome",),
    "confirm": ("number", "embargo_until"),
}
_REVISED: Final = N_("The text was revised after you opened this form. Look at the new text first.")


@dataclass(frozen=True, slots=True)
class Ruled:
    """A ruling that is in form, with what has to be sent again to make it."""

    act: Act
    hidden: tuple[tuple[str, str], ...]


def ruling_typed(state: ProcedureState, staff: Staff, verb: str, sent: Form) -> Ruled | Wrongs:
    """Read the form into the act; what is wrong with it when it cannot be one."""
    wrongs = Wrongs()
    if sent.get("digest") != state.text_digest and verb not in _AFTER_THE_END:
        wrongs.add("", _(_REVISED))
    if verb not in WITHOUT_REASON and not sent.get("because").strip():
        wrongs.add("because", _("Give the reason; it is told to all."))
    asks = ASKS.get(verb, ())
    data: dict[str, object] = {"because": sent.get("because")}
    data |= {ask: sent.get(ask).strip() for ask in asks if sent.get(ask).strip()}
    if "wording" in asks:
        data["wording"] = wording_typed(state, sent, wrongs)
    if verb in UNTIL_REQUIRED and "until" not in data:
        wrongs.add("until", _("Give the new deadline."))
    if verb == "declare" and "outcome" not in data:
        wrongs.add("outcome", _("Choose the outcome that you find."))
    if {"until", "length"} <= data.keys():
        wrongs.add("length", _("Give either a deadline or a length, not both."))
    if wrongs:
        return wrongs
    try:
        act = read(RULINGS[verb], data).act(actor(staff, "page"), state.profile.zone)
    except Problem as problem:
        return wrongs_of(problem, FIELDS)
    fields = (*_CARRIED, *(f"{WORDING}{i}" for i in range(len(state.text.paragraphs) + 1)))
    return Ruled(act, sent.among((*fields, "digest")))
