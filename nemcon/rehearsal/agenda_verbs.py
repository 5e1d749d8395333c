"""The verbs of agendas, as acts on the register."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from nemcon.agenda import acts as g
from nemcon.agenda.items import Document, Item, Officer
from nemcon.negotiation import acts as n
from nemcon.negotiation.state import NegotiationState
from nemcon.procedure.people import Actor, Office
from nemcon.procedure.refusal import Refusal
from nemcon.register import directory
from nemcon.register.kinds import Act
from nemcon.rehearsal import meeting_parts as m
from nemcon.rehearsal.cast import BODY
from nemcon.rehearsal.conducting import Conducting, Unknown, items_of, parts_of
from nemcon.rehearsal.parts import Nothing


def _circulate(c: Conducting, part: m.Circulation) -> Act:
    outline, profile = c.scenario.outline, c.profile(part.rules)
    with c.stage.database.reading() as connection:
        roll = directory.seats(connection, BODY, "")
    return g.CirculateAgenda(
        c.actor,
        part.title,
        items_of(part.items),
        roll,
        profile.id,
        profile.title,
        profile.values,
        parts=parts_of(part.organization),
        sittings=c.sittings(part.sittings),
        symbol=part.symbol,
        until=c.scenario.instant(part.until) if part.until else None,
        grace_seconds=c.stage.settings.grace_seconds,
        groups=c.cast.groups(),
        session=outline.body.session,
        next_session=outline.body.next_session,
    )


def _propose(c: Conducting, part: m.Proposing) -> Act:
    behalf = c.cast.ids_of(part.on_behalf_of)
    return g.ProposeChange(c.actor, part.change, part.place, part.says, behalf)


def _withdraw_proposal(c: Conducting, _part: Nothing) -> Act:
    own = [
        proposal.number
        for proposal in c.agenda().proposals
        if proposal.participant == c.actor.participant and not proposal.withdrawn
    ]
    if not own:
        says = f"{c.event.by} has made no proposal that stands."
        raise Unknown(Refusal("no-such-proposal", says))
    return g.WithdrawProposal(c.actor, own[-1])


def _compromise(c: Conducting, part: m.Excepting) -> Act:
    revisit = c.revisit(part.revisit_at)
    return g.PutCompromise(c.actor, tuple(part.exceptions), revisit, part.says)


def _adopt(c: Conducting, part: m.Excepting) -> Act:
    if c.stage.register.position(c.event.target, NegotiationState) is not None:
        return n.ConcludeNegotiation(c.actor, in_meeting=True, because=part.because or part.says)
    because = part.because or part.says
    revisit = c.revisit(part.revisit_at)
    return g.AdoptAgenda(c.actor, tuple(part.exceptions), revisit, because)


def _revisit(c: Conducting, part: m.Revisiting) -> Act:
    return g.SettlePart(c.actor, part.place, part.outcome, part.says, part.because)


def _revise_agenda(c: Conducting, part: m.AgendaRevision) -> Act:
    proposers = c.cast.ids_of(part.taking_up)
    taken_up = tuple(
        proposal.number
        for proposal in c.agenda().proposals
        if proposal.participant in proposers and not proposal.withdrawn
    )
    items, parts = items_of(part.items), parts_of(part.organization)
    return g.ReviseAgenda(c.actor, items, parts, taken_up, part.because)


def _add_item(c: Conducting, part: m.Adding) -> Act:
    item = Item(part.item, part.title)
    return g.AddItem(c.actor, item, part.under, c.revisit(part.revisit_at), part.because)


def _agenda_silence(c: Conducting, part: m.AgendaSilence) -> Act:
    until = c.scenario.instant(part.until) if part.until else None
    by_item = part.item_by_item
    return g.PlaceAgendaUnderSilence(c.actor, until, part.length, by_item, part.because)


def _timetable(c: Conducting, part: m.Timetable) -> Act:
    return g.ChangeTimetable(c.actor, c.sittings(part.sittings), part.because)


def _take_floor(c: Conducting, part: m.Speaking) -> Act:
    # It is the secretariat that notes who spoke.
    secretariat = Actor(Office.SECRETARIAT, person="Secretariat", channel="rehearsal")
    speaker = c.actor.participant or c.event.by
    behalf = c.cast.ids_of(part.on_behalf_of)
    return g.NoteSpeaker(secretariat, part.item, speaker, part.sitting, behalf)


def _list_document(c: Conducting, part: m.Listing) -> Act:
    return g.ListDocument(c.actor, Document(part.symbol, part.title, tuple(part.items)))


def _name_officers(c: Conducting, part: m.Naming) -> Act:
    ids = c.cast.ids
    officers = (
        Officer(o.office, ids.get(o.participant, o.participant), o.person) for o in part.officers
    )
    return g.NameOfficers(c.actor, tuple(officers))


AGENDA_ACTS: Final[Mapping[str, Callable[[Conducting, Any], Act]]] = {
    "circulate-agenda": _circulate,
    "propose": _propose,
    "withdraw-proposal": _withdraw_proposal,
    "compromise": _compromise,
    "adopt": _adopt,
    "revisit": _revisit,
    "revise-agenda": _revise_agenda,
    "add-item": _add_item,
    "put-agenda-under-silence": _agenda_silence,
    "change-timetable": _timetable,
    "take-floor": _take_floor,
    "list-document": _list_document,
    "name-officers": _name_officers,
}
