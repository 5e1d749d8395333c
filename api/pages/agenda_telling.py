"""The register of an agenda in words: what each entry says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from nemcon.agenda import entries as e
from nemcon.agenda.acts import AgendaOutcome, Change, Settlement
from nemcon.agenda.entries import AgendaEntry
from nemcon.agenda.fate import count_of
from nemcon.agenda.state import AgendaState
from nemcon.agenda.written import place_named, write_revisit
from nemcon.procedure.families import ResultTaken
from nemcon.procedure.papers import PaperIssued, tell_issued
from nemcon.procedure.recall import LaunchRecalled, tell_recalled
from nemcon.text.lines import line, listed
from nemcon.timing.writing import write_instant

ASKS: Final = {
    Change.ADD: "to add",
    Change.DELETE: "to delete",
    Change.AMEND: "to amend",
    Change.EXCEPT: "to leave out of the adoption for now",
}
SETTLED: Final = {
    Settlement.ADOPTED: "adopted",
    Settlement.DEFERRED: "deferred to the next session",
    Settlement.DROPPED: "dropped",
}
OUTCOMES: Final = {
    AgendaOutcome.ADOPTED: "adopted",
    AgendaOutcome.WITH_EXCEPTIONS: "adopted with exceptions",
    AgendaOutcome.NOT_ADOPTED: "not adopted",
    AgendaOutcome.RECALLED: "recalled before any letter left",
}
_PLAIN: Final[dict[type[AgendaEntry], str]] = {
    e.AgendaCirculated: "The provisional agenda and the organization of work are circulated.",
    e.ProposalsClosed: "The time for proposals has run out.",
    e.OfficersNamed: "The officers of the session are named.",
    e.RecordKept: "The record is kept from which the report of the session is drafted.",
}


@dataclass(frozen=True, slots=True)
class AgendaTeller:
    """Tells entries to somebody who knows the agenda as it stands in `state`."""

    state: AgendaState

    def tell(self, entry: AgendaEntry) -> str:
        """The entry in a sentence or two, on one line."""
        if isinstance(entry, PaperIssued):
            return line(tell_issued(entry))
        if isinstance(entry, LaunchRecalled):
            return tell_recalled(entry)
        return line(_PLAIN.get(type(entry)) or self._of_a_delegation(entry))

    def _of_a_delegation(self, entry: AgendaEntry) -> str:
        match entry:
            case e.ChangeProposed():
                late = ", after the time for proposals" if entry.late else ""
                for_ = f", also for {listed(entry.on_behalf_of)}" if entry.on_behalf_of else ""
                asks = f"{ASKS[entry.change]} {self._place(entry.place)}"
                says = f': "{entry.says}"' if entry.says else "."
                return f"{self._name(entry.participant)}{for_} proposes {asks}{late}{says}"
            case e.ProposalWithdrawn():
                return f"Proposal {count_of(self.state, entry.proposal)} is withdrawn."
            case e.CompromiseOpposed():
                says = f': "{entry.says}"' if entry.says else "."
                return f"{self._name(entry.participant)} cannot join the compromise{says}"
            case e.CompromiseJoined():
                return f"{self._name(entry.participant)} no longer opposes the compromise."
            case _:
                return self._of_the_chair(entry)

    def _of_the_chair(self, entry: AgendaEntry) -> str:
        match entry:
            case e.CompromisePut():
                says = f' "{entry.says}"' if entry.says else ""
                terms = self._except(entry.exceptions)
                terms = f"{terms}{self._again(entry)}"
                return f"The Chair\u2019s compromise: to adopt the agenda{terms}.{says}"
            case e.AgendaAdopted():
                how = f" by silence, in {entry.child}" if entry.child else ""
                terms = self._except(entry.exceptions)
                return f"The agenda is adopted{how}{terms}{self._again(entry)}.{self._why(entry)}"
            case e.AgendaPlacedUnderSilence():
                how = " item by item" if entry.item_by_item else ""
                why = self._why(entry)
                return (
                    f"The agenda is placed under silence{how}, in the procedure {entry.child}.{why}"
                )
            case e.PartSettled():
                words = f' It reads: "{entry.says}"' if entry.says else ""
                done = f"{SETTLED[entry.settlement]}.{words}{self._why(entry)}"
                return f"What was left open, {self._place(entry.place)}, is {done}"
            case _:
                return self._of_the_desk(entry)

    def _of_the_desk(self, entry: AgendaEntry) -> str:
        match entry:
            case e.AgendaRevised():
                up = listed([str(count_of(self.state, number)) for number in entry.taken_up])
                word = "proposal" if len(entry.taken_up) == 1 else "proposals"
                taken = f" It takes up {word} {up}." if up else ""
                return f"The provisional agenda is issued anew.{taken}{self._why(entry)}"
            case e.ItemAdded():
                under = f" under {self._place(entry.under)}" if entry.under else ""
                item = f"{entry.item.number} {entry.item.title}"
                return f"A supplementary item is added{under}: {item}.{self._why(entry)}"
            case e.TimetableChanged():
                count = len(entry.sittings)
                sittings = "one sitting" if count == 1 else f"{count} sittings"
                return f"The timetable is set anew, with {sittings}.{self._why(entry)}"
            case _:
                return self._of_the_session(entry)

    def _of_the_session(self, entry: AgendaEntry) -> str:
        match entry:
            case e.SpeakerNoted():
                at = f", at sitting {entry.sitting}" if entry.sitting else ""
                for_ = f", on behalf of {listed(entry.on_behalf_of)}" if entry.on_behalf_of else ""
                return f"{self._name(entry.speaker)} spoke on {self._place(entry.place)}{at}{for_}."
            case e.DocumentListed(document=document):
                return f"The document {document.symbol} is listed: {document.title}."
            case e.RemindedOfParts():
                at = write_instant(entry.instant, self.state.profile.zone)
                return f"All are reminded that {self._places(entry.places)} is taken up on {at}."
            case e.SessionEnded():
                to = entry.to or "the next session"
                left = f" Carried over to {to}: {self._places(entry.carried_over)}."
                end = f"The session is over; its agenda is {OUTCOMES[entry.outcome]}."
                return end + (left if entry.carried_over else "")
            case ResultTaken():
                out = f" Objected to: {self._places(entry.contested)}." if entry.contested else ""
                return f"The silence procedure {entry.child} has ended: {entry.outcome}.{out}"
            case _:
                return type(entry).__name__

    def _name(self, participant: str) -> str:
        seat = self.state.seat(participant)
        return seat.name if seat is not None else participant

    def _place(self, place: str) -> str:
        return place_named(self.state, place) if place else "something"

    def _places(self, places: tuple[str, ...]) -> str:
        return listed([self._place(place) for place in places])

    def _except(self, exceptions: tuple[str, ...]) -> str:
        return f", with the exception of {self._places(exceptions)}" if exceptions else ""

    def _again(self, entry: e.CompromisePut | e.AgendaAdopted) -> str:
        if not entry.exceptions:
            return ""
        return f", to be taken up again {write_revisit(self.state, entry.revisit)}"

    def _why(self, entry: object) -> str:
        because = str(getattr(entry, "because", ""))
        return f' Reason: "{because}"' if because else ""
