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
from nemcon.language import N_, _, ngettext
from nemcon.language.states import named
from nemcon.mail.wording import OUTCOMES as RESULTS
from nemcon.mail.wording import reason_given
from nemcon.procedure.families import ResultTaken
from nemcon.procedure.papers import PaperIssued, tell_issued
from nemcon.procedure.recall import LaunchRecalled, tell_recalled
from nemcon.text.lines import line, listed, sentences
from nemcon.timing.writing import write_instant

ASKS: Final = {
    Change.ADD: N_("to add {place}"),
    Change.DELETE: N_("to delete {place}"),
    Change.AMEND: N_("to amend {place}"),
    Change.EXCEPT: N_("to leave out of the adoption for now {place}"),
}
"""What a proposal asks; {place} is "item 2", or "something"."""
_PROPOSED: Final = {
    Change.ADD: N_("{by} proposes to add {place}"),
    Change.DELETE: N_("{by} proposes to delete {place}"),
    Change.AMEND: N_("{by} proposes to amend {place}"),
    Change.EXCEPT: N_("{by} proposes to leave out of the adoption for now {place}"),
}
_PROPOSED_LATE: Final = {
    Change.ADD: N_("{by} proposes to add {place}, after the time for proposals"),
    Change.DELETE: N_("{by} proposes to delete {place}, after the time for proposals"),
    Change.AMEND: N_("{by} proposes to amend {place}, after the time for proposals"),
    Change.EXCEPT: N_(
        "{by} proposes to leave out of the adoption for now {place}, after the time for proposals"
    ),
}
# Translators: what became of an item of an agenda, or of another part of it.
SETTLED: Final = {
    Settlement.ADOPTED: N_("adopted"),
    Settlement.DEFERRED: N_("deferred to the next session"),
    Settlement.DROPPED: N_("dropped"),
}
_PART_SETTLED: Final = {
    Settlement.ADOPTED: N_("What was left open, {place}, is adopted."),
    Settlement.DEFERRED: N_("What was left open, {place}, is deferred to the next session."),
    Settlement.DROPPED: N_("What was left open, {place}, is dropped."),
}
# Translators: what became of an agenda.
OUTCOMES: Final = {
    AgendaOutcome.ADOPTED: N_("adopted"),
    AgendaOutcome.WITH_EXCEPTIONS: N_("adopted with exceptions"),
    AgendaOutcome.NOT_ADOPTED: N_("not adopted"),
    AgendaOutcome.RECALLED: N_("recalled before any letter left"),
}
_SESSION_OVER: Final = {
    AgendaOutcome.ADOPTED: N_("The session is over; its agenda is adopted."),
    AgendaOutcome.WITH_EXCEPTIONS: N_(
        "The session is over; its agenda is adopted with exceptions."
    ),
    AgendaOutcome.NOT_ADOPTED: N_("The session is over; its agenda is not adopted."),
    AgendaOutcome.RECALLED: N_(
        "The session is over; its agenda is recalled before any letter left."
    ),
}
_PLAIN: Final[dict[type[AgendaEntry], str]] = {
    e.AgendaCirculated: N_("The provisional agenda and the organization of work are circulated."),
    e.ProposalsClosed: N_("The time for proposals has run out."),
    e.OfficersNamed: N_("The officers of the session are named."),
    e.RecordKept: N_("The record is kept from which the report of the session is drafted."),
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
        plain = _PLAIN.get(type(entry))
        return line(_(plain) if plain else self._of_a_delegation(entry))

    def _of_a_delegation(self, entry: AgendaEntry) -> str:
        match entry:
            case e.ChangeProposed():
                by, others = self._name(entry.participant), listed(entry.on_behalf_of)
                if others:
                    by = _("{name}, also for {others}", name=by, others=others)
                says = (_PROPOSED_LATE if entry.late else _PROPOSED)[entry.change]
                return _ending(_(says, by=by, place=self._place(entry.place)), entry.says)
            case e.ProposalWithdrawn():
                count = count_of(self.state, entry.proposal)
                return _("Proposal {number} is withdrawn.", number=count)
            case e.CompromiseOpposed():
                name = self._name(entry.participant)
                return _ending(_("{name} cannot join the compromise", name=name), entry.says)
            case e.CompromiseJoined():
                name = self._name(entry.participant)
                return _("{name} no longer opposes the compromise.", name=name)
            case _:
                return self._of_the_chair(entry)

    def _of_the_chair(self, entry: AgendaEntry) -> str:
        match entry:
            case e.CompromisePut():
                says = _("The Chair\u2019s compromise: to adopt the agenda.")
                if entry.exceptions:
                    says = _(
                        "The Chair\u2019s compromise: to adopt the agenda, with the exception of "
                        "{places}, to be taken up again {again}.",
                        **self._terms(entry),
                    )
                return f'{says} "{entry.says}"' if entry.says else says
            case e.AgendaAdopted():
                return _and_why(self._adopted(entry), entry)
            case e.AgendaPlacedUnderSilence():
                says = (
                    _(
                        "The agenda is placed under silence item by item, in the procedure "
                        "{procedure}.",
                        procedure=entry.child,
                    )
                    if entry.item_by_item
                    else _(
                        "The agenda is placed under silence, in the procedure {procedure}.",
                        procedure=entry.child,
                    )
                )
                return _and_why(says, entry)
            case e.PartSettled():
                says = _(_PART_SETTLED[entry.settlement], place=self._place(entry.place))
                if entry.says:
                    reads = _('It reads: "{words}"', words=entry.says)
                    says = sentences(says, reads)
                return _and_why(says, entry)
            case _:
                return self._of_the_desk(entry)

    def _adopted(self, entry: e.AgendaAdopted) -> str:
        if entry.child and entry.exceptions:
            return _(
                "The agenda is adopted by silence, in {procedure}, with the exception of {places}, "
                "to be taken up again {again}.",
                procedure=entry.child,
                **self._terms(entry),
            )
        if entry.child:
            return _("The agenda is adopted by silence, in {procedure}.", procedure=entry.child)
        if entry.exceptions:
            return _(
                "The agenda is adopted, with the exception of {places}, to be taken up again "
                "{again}.",
                **self._terms(entry),
            )
        return _("The agenda is adopted.")

    def _of_the_desk(self, entry: AgendaEntry) -> str:
        match entry:
            case e.AgendaRevised():
                says, up = _("The provisional agenda is issued anew."), entry.taken_up
                if up:
                    numbers = listed([str(count_of(self.state, number)) for number in up])
                    taken = ngettext(
                        "It takes up proposal {numbers}.",
                        "It takes up proposals {numbers}.",
                        len(up),
                        numbers=numbers,
                    )
                    says = sentences(says, taken)
                return _and_why(says, entry)
            case e.ItemAdded():
                item, under = f"{entry.item.number} {entry.item.title}", entry.under
                says = (
                    _(
                        "A supplementary item is added under {place}: {item}.",
                        place=self._place(under),
                        item=item,
                    )
                    if under
                    else _("A supplementary item is added: {item}.", item=item)
                )
                return _and_why(says, entry)
            case e.TimetableChanged():
                says = ngettext(
                    "The timetable is set anew, with one sitting.",
                    "The timetable is set anew, with {n} sittings.",
                    len(entry.sittings),
                )
                return _and_why(says, entry)
            case _:
                return self._of_the_session(entry)

    def _of_the_session(self, entry: AgendaEntry) -> str:
        match entry:
            case e.SpeakerNoted():
                return self._spoke(entry)
            case e.DocumentListed(document=document):
                return _(
                    "The document {symbol} is listed: {title}.",
                    symbol=document.symbol,
                    title=document.title,
                )
            case e.RemindedOfParts():
                at = write_instant(entry.instant, self.state.profile.zone)
                places = self._places(entry.places)
                return _(
                    "All are reminded that {places} is taken up on {at}.", places=places, at=at
                )
            case e.SessionEnded():
                end = _(_SESSION_OVER[entry.outcome])
                return sentences(end, self._carried_over(entry)) if entry.carried_over else end
            case ResultTaken():
                return self._result(entry)
            case _:
                return type(entry).__name__

    def _result(self, entry: ResultTaken) -> str:
        says = _(
            "The silence procedure {procedure} has ended: {outcome}.",
            procedure=entry.child,
            outcome=_(RESULTS[entry.outcome]),
        )
        if not entry.contested:
            return says
        contested = _("Objected to: {places}.", places=self._places(entry.contested))
        return sentences(says, contested)

    def _spoke(self, entry: e.SpeakerNoted) -> str:
        said = {
            "name": self._name(entry.speaker),
            "place": self._place(entry.place),
            "number": entry.sitting,
            "others": listed(entry.on_behalf_of),
        }
        if entry.sitting and entry.on_behalf_of:
            return _("{name} spoke on {place}, at sitting {number}, on behalf of {others}.", **said)
        if entry.sitting:
            return _("{name} spoke on {place}, at sitting {number}.", **said)
        if entry.on_behalf_of:
            return _("{name} spoke on {place}, on behalf of {others}.", **said)
        return _("{name} spoke on {place}.", **said)

    def _carried_over(self, entry: e.SessionEnded) -> str:
        places = self._places(entry.carried_over)
        if entry.to:
            return _("Carried over to {to}: {places}.", to=entry.to, places=places)
        return _("Carried over to the next session: {places}.", places=places)

    def _name(self, participant: str) -> str:
        seat = self.state.seat(participant)
        return named(seat.name if seat is not None else participant)

    def _place(self, place: str) -> str:
        # Translators: in place of "item 2", where nobody said which.
        return place_named(self.state, place) if place else _("something")

    def _places(self, places: tuple[str, ...]) -> str:
        return listed([self._place(place) for place in places])

    def _terms(self, entry: e.CompromisePut | e.AgendaAdopted) -> dict[str, str]:
        again = write_revisit(self.state, entry.revisit)
        return {"places": self._places(entry.exceptions), "again": again}


def _ending(sentence: str, words: str) -> str:
    """The sentence with its full stop, or with the words that were said."""
    if words:
        # Translators: a sentence without its full stop, and what somebody said.
        return _('{sentence}: "{words}"', sentence=sentence, words=words)
    return _("{sentence}.", sentence=sentence)


def _and_why(sentence: str, entry: object) -> str:
    """The sentence, and the reason that was given."""
    because = str(getattr(entry, "because", ""))
    if not because:
        return sentence
    reason = _('Reason: "{because}"', because=reason_given(because))
    return sentences(sentence, reason)
