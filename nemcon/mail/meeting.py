"""The letters of an agenda or a negotiation: their occasion, their facts, their calendar entry.

What is particular to either is a `Room`; everything here is the same for both.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, Generic, Protocol, TypeVar

from nemcon.language import _
from nemcon.mail.announcing import CALLED_OFF, YOUR_PAGE, uid_of
from nemcon.mail.calendar import deadline_event
from nemcon.mail.facts import Names, Recipient, RuleLine
from nemcon.mail.issuing import Issuer
from nemcon.mail.letters import Parts, headed, write
from nemcon.mail.sections import MeetingFacts, Said
from nemcon.mail.wording import articled, rule_source
from nemcon.mail.writing import HasRoll, Writing
from nemcon.procedure.entries import Happened
from nemcon.procedure.keys import KEYS
from nemcon.procedure.people import Seat
from nemcon.procedure.profile import Profile
from nemcon.procedure.state import ProcedureState
from nemcon.rulebook.words import in_words
from nemcon.text.lines import line
from nemcon.timing.writing import write_instant


class MeetingState(HasRoll, Protocol):
    """What the states of an agenda and of a negotiation have in common."""

    @property
    def profile(self) -> Profile:
        """The rules."""
        ...

    @property
    def child(self) -> str:
        """The silence procedure that it opened; empty where there is none."""
        ...

    @property
    def ended(self) -> bool:
        """Whether nothing is due any more."""
        ...


S = TypeVar("S", bound=MeetingState)


@dataclass(frozen=True, slots=True)
class MeetingOccasion(Generic[S]):
    """What a mailing is about: an entry, the state `before` it, and the state that it led to.

    `consequences` are the entries that the same act led to, `receipt` the number and hash of the
    entry itself, and `head` those of the last of these entries. `child` is the silence procedure
    on which the letter tells besides, by its name and as it then stood. `again` says that an entry
    of that kind was told of before, which this one replaces or adds to.
    """

    notice: StrEnum
    procedure: str
    issuer: Issuer
    recorded: Happened[Any]
    before: S | None
    state: S
    consequences: tuple[Happened[Any], ...]
    receipt: tuple[int, str]
    head: tuple[int, str]
    child: tuple[str, ProcedureState] | None = None
    again: bool = False


@dataclass(frozen=True, slots=True)
class Room(Generic[S]):
    """What is particular to the letters of a kind of procedure.

    `notices` are its kinds of letter, of which `first` begins the thread and `receipts` go to
    whoever filed. `belongs` says whether an entry is what the one before it led to; `titled` gives
    the title and the symbol, `stem` the part that all subjects of a procedure share, `may` what a
    delegation may do on its page. `awaited` is the instant that a calendar entry is of, `event`
    how that of this title is called, `uncalendared` are the letters without one, and `with_child`
    those that tell of the silence procedure too. `session` is the session above the letter, where
    it is not that of the body.
    """

    notices: type[StrEnum]
    evolve: Callable[[S | None, Happened[Any]], S]
    belongs: Callable[[object, object], bool]
    first: StrEnum
    titled: Callable[[S], tuple[str, str]]
    stem: Callable[[S], str]
    says: Callable[[MeetingOccasion[S], Writing], Said]
    may: Callable[[S, Seat | None, datetime], str]
    receipts: frozenset[StrEnum]
    awaited: Callable[[S, datetime], datetime | None]
    event: Callable[[str], str]
    uid: str
    uncalendared: frozenset[StrEnum]
    with_child: frozenset[StrEnum] = frozenset()
    session: Callable[[S], str] = lambda _state: ""

    def dated(self, state: S) -> str:
        """What the awaited instant is called in a calendar."""
        title, symbol = self.titled(state)
        mark = f"[{line(symbol)}] " if symbol.strip() else ""
        return headed(f"{mark}{self.event(line(title))}")

    def occasion(
        self,
        notice: StrEnum,
        procedure: str,
        issuer: Issuer,
        number: int,
        record: Sequence[tuple[Happened[Any], str]],
    ) -> MeetingOccasion[S]:
        """The occasion of the entry `number` in the record, which holds entries with their hash.

        Raises `LookupError` when there is no such entry.
        """
        before: S | None = None
        state: S | None = None
        last = self._end_of_act(number, record)
        for recorded, _hash in record[:last]:
            if recorded.number == number:
                before = state
            state = self.evolve(state, recorded)
        if state is None:
            message = f"{procedure} has no entry {number}"
            raise LookupError(message)
        told = record[number - 1][0]
        return MeetingOccasion(
            notice=notice,
            procedure=procedure,
            issuer=issuer,
            recorded=told,
            before=before,
            state=state,
            consequences=tuple(recorded for recorded, _hash in record[number:last]),
            receipt=(number, record[number - 1][1]),
            head=(last, record[last - 1][1]),
            again=any(type(r.entry) is type(told.entry) for r, _hash in record[: number - 1]),
        )

    def _end_of_act(self, number: int, record: Sequence[tuple[Happened[Any], str]]) -> int:
        if not 1 <= number <= len(record):
            return 0
        first, last = record[number - 1][0], number
        while last < len(record) and self.belongs(first.entry, record[last][0].entry):
            last += 1
        return last


@dataclass(frozen=True, slots=True)
class MeetingMatter(Generic[S]):
    """An occasion in an agenda or a negotiation, as composing asks for it."""

    room: Room[S]
    occasion: MeetingOccasion[S]

    @property
    def notice(self) -> StrEnum:
        """The kind of letter."""
        return self.occasion.notice

    @property
    def issuer(self) -> Issuer:
        """In whose name the letters go out."""
        return self.occasion.issuer

    @property
    def number(self) -> int:
        """The number of the entry."""
        return self.occasion.recorded.number

    @property
    def head(self) -> tuple[int, str]:
        """The last entry that the act led to."""
        return self.occasion.head

    @property
    def attached(self) -> None:
        """No document goes with the letters of a meeting."""
        return

    @property
    def procedures(self) -> tuple[str, ...]:
        """The procedure alone."""
        return (self.occasion.procedure,)

    @property
    def root(self) -> str:
        """The procedure, whose first letter goes to everybody."""
        return self.occasion.procedure

    @property
    def begins(self) -> bool:
        """Whether this is that first letter."""
        return self.notice is self.room.first

    def names(self, recipient: Recipient) -> Names:
        """The person and the delegation."""
        seat = self.occasion.state.seat(recipient.participant)
        name = seat.name if seat else recipient.participant
        return Names(line(recipient.person), articled(line(name)))

    def alike(self, recipient: Recipient) -> Hashable:
        """What the delegation may do."""
        return self._may(recipient)

    def facts(self, recipient: Recipient, names: Names, enquiries: str) -> MeetingFacts:
        """The facts of the letter to this recipient."""
        occasion, room = self.occasion, self.room
        said = room.says(occasion, Writing(occasion.issuer.zone, recipient.zone))
        number, digest = occasion.receipt
        title, symbol = room.titled(occasion.state)
        return MeetingFacts(
            procedure=occasion.procedure,
            heading=occasion.issuer.headed(room.session(occasion.state)),
            body=occasion.issuer.body,
            instructed=occasion.issuer.instructed(occasion.recorded.actor.office),
            subject=room.stem(occasion.state),
            title=line(title),
            symbol=line(symbol),
            said=said,
            may=self._may(recipient),
            ended=occasion.state.ended,
            rules=self._rules(said),
            receipt=f"{occasion.procedure}/{number}/{digest[:12]}"
            if occasion.notice in room.receipts
            else "",
            head=_("entry {number}, {hash}", number=occasion.head[0], hash=occasion.head[1]),
            enquiries=line(enquiries),
            reader=names,
        )

    def write(
        self, recipient: Recipient, names: Names, enquiries: str, links: Mapping[str, str]
    ) -> Parts:
        """The letter of that occasion."""
        return write(self.facts(recipient, names, enquiries), links)

    def calendar(self, domain: str, stamp: datetime, participant: str) -> str:
        """The awaited instant, as it is set, moved or called off; the same for every participant.

        The sequence is the number of the entry, so that a late letter never undoes a later one.
        """
        del participant
        room, occasion = self.room, self.occasion
        if occasion.notice in room.uncalendared:
            return ""
        at = occasion.recorded.at
        instant = room.awaited(occasion.state, at)
        before = room.awaited(occasion.before, at) if occasion.before is not None else None
        if instant is None and before is None:
            return ""
        written = write_instant(instant, occasion.state.profile.zone) if instant else ""
        says = f"{written}\n{_(YOUR_PAGE)}"
        return deadline_event(
            uid=uid_of(room.uid, occasion.procedure, domain),
            sequence=occasion.recorded.number,
            summary=room.dated(occasion.state),
            instant=(instant or before or at).astimezone(UTC),
            description=says if instant else _(CALLED_OFF),
            status="CONFIRMED" if instant else "CANCELLED",
            stamp=stamp.astimezone(UTC),
        ).decode()

    def _may(self, recipient: Recipient) -> str:
        state = self.occasion.state
        return self.room.may(state, state.seat(recipient.participant), self.occasion.recorded.at)

    def _rules(self, said: Said) -> tuple[RuleLine, ...]:
        """The rules that the act applied, and those that the letter names besides."""
        entries = (self.occasion.recorded, *self.occasion.consequences)
        keys = [str(getattr(recorded.entry, "rule", "")) for recorded in entries]
        profile = self.occasion.state.profile
        rules = [profile.cite(key) for key in dict.fromkeys((*keys, *said.rules)) if key]
        return tuple(
            RuleLine(
                _(KEYS[rule.key].means),
                in_words(rule),
                rule_source(rule),
            )
            for rule in rules
            if rule is not None
        )
