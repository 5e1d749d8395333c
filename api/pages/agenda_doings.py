"""What delegations and staff may do about an agenda by form, each with its words and its fields."""

from __future__ import annotations

from typing import Final

from api.pages.agenda_acting import Data, Doing
from api.pages.agenda_typing import (
    items_typed,
    officers_typed,
    parts_typed,
    seat_called,
    sittings_typed,
)
from api.pages.form import Form, Wrongs
from api.sent_agenda import OF_DELEGATIONS, OF_THE_DESK
from nemcon.agenda.acts import Change
from nemcon.agenda.state import AgendaState
from nemcon.language import N_, _

LONGEST: Final = 10
_MISSING: Final = {
    "number": N_("Give the number of the item."),
    "title": N_("Give the title of the item."),
}


def _number(typed: str) -> int | str:
    """A number where it is one; otherwise what was typed, for the form to refuse."""
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < LONGEST else typed


def _propose(state: AgendaState, sent: Form, wrongs: Wrongs) -> Data:
    change, place = sent.get("change"), sent.get("place")
    if change not in set(Change):
        wrongs.add("change", _("Choose what you propose."))
    if change == Change.ADD:
        place = sent.get("new_place").strip() or place
    elif place not in state.places:
        wrongs.add("place", _("Choose the place that this is about."))
    if change in (Change.ADD, Change.AMEND) and not sent.get("says").strip():
        wrongs.add("says", _("Say what is to be added, or how the words are to read."))
    others = list(sent.lines("on_behalf_of"))
    return {"change": change, "place": place, "says": sent.get("says"), "on_behalf_of": others}


def _withdraw(_state: AgendaState, sent: Form, wrongs: Wrongs) -> Data:
    if not sent.get("proposal"):
        wrongs.add("proposal", _("Choose the proposal that you withdraw."))
    return {"proposal": _number(sent.get("proposal"))}


def _oppose(_state: AgendaState, sent: Form, _wrongs: Wrongs) -> Data:
    return {"says": sent.get("says")}


def _join(_state: AgendaState, _sent: Form, _wrongs: Wrongs) -> Data:
    return {}


def _revisit(sent: Form, wrongs: Wrongs) -> Data:
    sitting, at = sent.get("sitting"), sent.get("at").strip()
    if sitting and at:
        wrongs.add("at", _("Choose a sitting or give an hour, not both."))
    return {"sitting": _number(sitting) if sitting else None, "at": at or None}


def _compromise(_state: AgendaState, sent: Form, wrongs: Wrongs) -> Data:
    exceptions = list(sent.all("exceptions"))
    revisit = _revisit(sent, wrongs)
    return {"exceptions": exceptions, "revisit": revisit, "says": sent.get("says")}


def _adopt(_state: AgendaState, sent: Form, wrongs: Wrongs) -> Data:
    exceptions = list(sent.all("exceptions"))
    revisit = _revisit(sent, wrongs)
    return {"exceptions": exceptions, "revisit": revisit, "because": sent.get("because")}


def _silence(_state: AgendaState, sent: Form, wrongs: Wrongs) -> Data:
    until, length = sent.get("until").strip(), sent.get("length").strip()
    if until and length:
        wrongs.add("length", _("Give either a deadline or a length, not both."))
    by_item = sent.get("item_by_item") == "yes"
    data: Data = {"item_by_item": by_item, "because": sent.get("because")}
    return data | {k: v for k, v in (("until", until), ("length", length)) if v}


def _revise(_state: AgendaState, sent: Form, wrongs: Wrongs) -> Data:
    items = items_typed(sent.get("items"))
    if not items:
        wrongs.add("items", _("Type at least one item."))
    return {
        "items": items,
        "parts": parts_typed(sent.get("parts")),
        "taken_up": [_number(number) for number in sent.all("taken_up")],
        "because": sent.get("because"),
    }


def _add_item(_state: AgendaState, sent: Form, wrongs: Wrongs) -> Data:
    item = {name: sent.get(name).strip() for name in ("number", "title")}
    for name, value in item.items():
        if not value:
            wrongs.add(name, _(_MISSING[name]))
    revisit = _revisit(sent, wrongs)
    data = {"item": item, "under": sent.get("under"), "revisit": revisit}
    return {**data, "because": sent.get("because")}


def _settle(_state: AgendaState, sent: Form, wrongs: Wrongs) -> Data:
    if not sent.get("place"):
        wrongs.add("place", _("Choose what is settled."))
    if not sent.get("settlement"):
        wrongs.add("settlement", _("Choose what becomes of it."))
    return {name: sent.get(name) for name in ("place", "settlement", "says", "because")}


def _timetable(_state: AgendaState, sent: Form, _wrongs: Wrongs) -> Data:
    return {"sittings": sittings_typed(sent.get("sittings")), "because": sent.get("because")}


def _officers(state: AgendaState, sent: Form, _wrongs: Wrongs) -> Data:
    return {"officers": officers_typed(sent.get("officers"), state.roll)}


def _speaker(state: AgendaState, sent: Form, wrongs: Wrongs) -> Data:
    speaker = sent.get("speaker").strip()
    if not sent.get("place"):
        wrongs.add("place", _("Choose the item."))
    if not speaker:
        wrongs.add("speaker", _("Say who spoke."))
    seat = seat_called(speaker, state.roll)
    return {
        "place": sent.get("place"),
        "speaker": seat.participant if seat else speaker,
        "sitting": _number(sent.get("sitting")) if sent.get("sitting") else None,
        "on_behalf_of": list(sent.lines("on_behalf_of")),
    }


def _document(_state: AgendaState, sent: Form, wrongs: Wrongs) -> Data:
    if not sent.get("symbol").strip():
        wrongs.add("symbol", _("Give the symbol."))
    data: Data = {name: sent.get(name).strip() for name in ("symbol", "title")}
    return data | {"items": list(sent.all("items"))}


_AGAIN: Final = ("sitting", "at")
DELEGATIONS: Final = {
    doing.verb: doing
    for doing in (
        Doing(
            "propose",
            N_("Propose a change"),
            N_(
                "The proposal is told to all, and stands in the register until it is taken "
                "up or withdrawn. It changes nothing by itself."
            ),
            N_("Record the proposal"),
            ("change", "place", "new_place", "says", "on_behalf_of"),
            OF_DELEGATIONS["propose"],
            _propose,
        ),
        Doing(
            "withdraw",
            N_("Withdraw a proposal"),
            N_("The proposal no longer stands, and all are told."),
            N_("Withdraw the proposal"),
            ("proposal",),
            OF_DELEGATIONS["withdraw"],
            _withdraw,
        ),
        Doing(
            "oppose",
            N_("Oppose the compromise"),
            N_(
                "Your delegation cannot join the Chair\u2019s compromise. The agenda cannot be "
                "adopted in the meeting on these terms while a delegation opposes them."
            ),
            N_("Record the opposition"),
            ("says",),
            OF_DELEGATIONS["oppose"],
            _oppose,
        ),
        Doing(
            "join",
            N_("No longer oppose the compromise"),
            N_("Your delegation no longer opposes the Chair\u2019s compromise, and all are told."),
            N_("Record that we no longer oppose"),
            (),
            OF_DELEGATIONS["join"],
            _join,
        ),
    )
}
DESK: Final = {
    doing.verb: doing
    for doing in (
        Doing(
            "adopt",
            N_("Adopt the agenda"),
            N_(
                "The meeting adopts the agenda, with the exception of what is named. What "
                "is left open stays visible until it is settled."
            ),
            N_("Adopt the agenda"),
            ("exceptions", *_AGAIN, "because"),
            OF_THE_DESK["adopt"],
            _adopt,
        ),
        Doing(
            "settle",
            N_("Settle what was left open"),
            N_("What had been left open is adopted, deferred or dropped, and all are told."),
            N_("Settle it"),
            ("place", "settlement", "says", "because"),
            OF_THE_DESK["settle"],
            _settle,
        ),
        Doing(
            "compromise",
            N_("Put a compromise"),
            N_("The compromise goes to all. Delegations that cannot join it say so."),
            N_("Put the compromise"),
            ("exceptions", *_AGAIN, "says"),
            OF_THE_DESK["compromise"],
            _compromise,
        ),
        Doing(
            "place-under-silence",
            N_("Place the agenda under silence"),
            N_(
                "A silence procedure on the agenda opens. What nobody objects to is "
                "adopted at its deadline."
            ),
            N_("Place under silence and send the letters"),
            ("item_by_item", "until", "length", "because"),
            OF_THE_DESK["place-under-silence"],
            _silence,
        ),
        Doing(
            "revise",
            N_("Issue the agenda anew"),
            N_("The provisional agenda is replaced by a revision, and goes to all."),
            N_("Issue the revision"),
            ("items", "parts", "taken_up", "because"),
            OF_THE_DESK["revise"],
            _revise,
        ),
        Doing(
            "add-item",
            N_("Add an item"),
            N_("A supplementary item is added. After the adoption it is open until it is settled."),
            N_("Add the item"),
            ("number", "title", "under", *_AGAIN, "because"),
            OF_THE_DESK["add-item"],
            _add_item,
        ),
        Doing(
            "change-timetable",
            N_("Change the timetable"),
            N_(
                "All sittings are set anew. What hangs on a sitting moves with it, and all "
                "are told."
            ),
            N_("Change the timetable"),
            ("sittings", "because"),
            OF_THE_DESK["change-timetable"],
            _timetable,
        ),
        Doing(
            "name-officers",
            N_("Name the officers"),
            N_("The officers of the session stand in its record. It moves nothing."),
            N_("Record the officers"),
            ("officers",),
            OF_THE_DESK["name-officers"],
            _officers,
        ),
        Doing(
            "note-speaker",
            N_("Note a speaker"),
            N_("It stands in the record of the session who spoke. It moves nothing."),
            N_("Note the speaker"),
            ("place", "speaker", "sitting", "on_behalf_of"),
            OF_THE_DESK["note-speaker"],
            _speaker,
        ),
        Doing(
            "list-document",
            N_("List a document"),
            N_("The document stands in the record of the session. It moves nothing."),
            N_("List the document"),
            ("symbol", "title", "items"),
            OF_THE_DESK["list-document"],
            _document,
        ),
    )
}
