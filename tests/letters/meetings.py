"""Agendas and negotiations for the tests of letters: a course for every notice."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final

from nemcon.agenda import acts as aa
from nemcon.agenda.items import Item, Part, Revisit, Sitting
from nemcon.agenda.notices import AgendaNotice
from nemcon.mail.agenda_letters import AGENDA
from nemcon.mail.facts import Recipient
from nemcon.mail.issuing import Issuer
from nemcon.mail.letters import Parts
from nemcon.mail.meeting import MeetingMatter, Room
from nemcon.mail.negotiation_letters import NEGOTIATION
from nemcon.negotiation import acts as na
from nemcon.negotiation.notices import NegotiationNotice
from nemcon.procedure.acts import Outcome
from nemcon.procedure.entries import Happened
from nemcon.procedure.families import TakeResult
from nemcon.procedure.people import TIME, Category, Seat
from nemcon.procedure.profile import Profile
from nemcon.register import codec
from nemcon.register.codec import GENESIS
from nemcon.register.kinds import evolve, letters_for
from nemcon.text.document import Paragraph, Text
from tests.agenda import build as agenda
from tests.negotiation import build as negotiation
from tests.procedure.build import CHAIR, hour
from tests.procedure.build import rules as rules_of

from .build import ENQUIRIES, ISSUER

MEETING_NOTICES: Final = (*AgendaNotice, *NegotiationNotice)
MEMBERS = ("brazil", "china", "france", "italy")
# What a course takes is passed on as it comes.
Some = Any
LINK = "https://silence.example/l/" + "A" * 32


@dataclass(slots=True)
class Words:
    """Everything that people may type in a course; a test replaces it with words of its own."""

    names: tuple[str, ...] = ("Brazil", "China", "France", "Italy", "UNESCO")
    issuer: Issuer = ISSUER
    typed: str = ""
    titles: str = ""
    profile: Profile = field(
        default_factory=lambda: rules(period__zone="Europe/Vienna", late__admitted_by="chair")
    )

    def says(self, words: str) -> str:
        """What a delegation or the Chair types freely."""
        return self.typed or words

    def title(self, words: str) -> str:
        """What is typed into a title."""
        return self.titles or words

    @property
    def to(self) -> str:
        """Where the rest goes; what cannot be written on one line would be refused."""
        return self.titles if self.titles.isprintable() and self.titles else "the tenth session"

    @staticmethod
    def marked(words: str) -> str:
        """Words that may stand in a text: a bracket that is never closed would be refused."""
        return words.replace("[", "(")

    @property
    def roll(self) -> tuple[Seat, ...]:
        """Four members and an observer."""
        seats = zip((*MEMBERS, "unesco"), self.names, strict=True)
        return tuple(
            Seat(who, name, Category.OBSERVER if who == "unesco" else Category.MEMBER)
            for who, name in seats
        )


def rules(**values: Some) -> Profile:
    """The default rules with some values changed, the sections before two underscores."""
    return rules_of(**values)


@dataclass(slots=True)
class Course:
    """A record with its hashes, and the letters that it calls for."""

    room: Room[Any]
    name: str
    issuer: Issuer
    record: list[tuple[Happened[Any], str]]
    filed: list[tuple[int, StrEnum, tuple[str, ...]]]

    def matter(self, notice: StrEnum) -> MeetingMatter[Any]:
        """The matter of the last mailing of that kind."""
        number = next(n for n, kind, _ in reversed(self.filed) if kind is notice)
        occasion = self.room.occasion(notice, self.name, self.issuer, number, self.record)
        return MeetingMatter(self.room, occasion)

    def receivers(self, notice: StrEnum) -> tuple[str, ...]:
        """To whom the last mailing of that kind goes."""
        return next(to for _, kind, to in reversed(self.filed) if kind is notice)

    def letter(self, notice: StrEnum, to: str = "", zone: str = "America/New_York") -> Parts:
        """The last letter of that kind, to somebody who receives it."""
        matter = self.matter(notice)
        who = to or self.receivers(notice)[0]
        recipient = Recipient("c1", who, "Ms. Ana Silva", "ana@mission.example", zone)
        return matter.write(recipient, matter.names(recipient), ENQUIRIES, {self.name: LINK})


def course_of(
    room: Room[Any], name: str, issuer: Issuer, recorded: Sequence[Happened[Any]]
) -> Course:
    """The record of these entries as the register keeps it, with the letters that it calls for."""
    course = Course(room, name, issuer, [], [])
    state: Any = None
    before = GENESIS
    for entry in recorded:
        written = codec.write(name, entry, before)
        # What is read from the register is what a letter is written from.
        read = codec.read(written.body)
        before = written.hash
        course.record.append((read, before))
        state = evolve(state, read)
        course.filed += [(read.number, one.notice, one.to) for one in letters_for(read, state)]
    return course


def of_agenda(notice: AgendaNotice, words: Words | None = None) -> Course:
    """A course about an agenda that calls for that letter."""
    words = words or Words()
    session = agenda.circulated(
        words.profile,
        title=words.title("Provisional agenda"),
        symbol=words.title("CTOC/COP/WG.3/2020/1"),
        session=words.title("the eleventh meeting"),
        next_session=words.title("the twelfth meeting"),
        items=(
            Item(
                "1", words.title("Organizational matters"), (Item("(a)", words.title("Opening")),)
            ),
            Item("2", words.title("Joint investigative bodies")),
        ),
        parts=(Part("outcome", words.title("What is not agreed goes to a compilation")),),
        sittings=tuple(
            Sitting(n, hour(at), hour(at + 2), ("1 (a)", "2"), words.title("Sitting"))
            for n, at in ((1, 48), (2, 52), (3, 80))
        ),
        roll=words.roll,
    )
    _AGENDAS[notice](session, words)
    return course_of(AGENDA, "agenda", words.issuer, session.recorded)


def of_negotiation(notice: NegotiationNotice, words: Words | None = None) -> Course:
    """A course of a negotiation that calls for that letter."""
    words = words or Words()
    told = words.marked(words.titles or "States parties should meet every year.")
    text = Text(
        words.title("Draft recommendations"),
        (
            Paragraph("1", f"Title: {told}"),
            Paragraph("2", "States parties should appoint contact points."),
            Paragraph("3", "Evidence should be admissible."),
        ),
        words.title("CTOC/COP/WG.3/2020/CRP.1"),
    )
    it = negotiation.tabled(
        words.profile,
        text=text,
        roll=words.roll,
        groups=(),
        to=words.to,
    )
    _NEGOTIATIONS[notice](it, words)
    return course_of(NEGOTIATION, "recommendations", words.issuer, it.recorded)


def of(notice: StrEnum, words: Words | None = None) -> Course:
    """A course that calls for that letter, of whichever kind."""
    if isinstance(notice, AgendaNotice):
        return of_agenda(notice, words)
    return of_negotiation(NegotiationNotice(notice), words)


def _ok(answer: Any) -> Any:  # noqa: ANN401 - entries, or a refusal which fails the test
    return negotiation.done(answer)


def _proposal(session: agenda.Session, words: Words, **changes: Some) -> None:
    told = {
        "says": words.says("By silence until\nsix in the evening."),
        "on_behalf_of": (words.says("the Group of 77"),),
        **changes,
    }
    _ok(session.propose("brazil", 3, **told))


def _withdrawn(session: agenda.Session, words: Words) -> None:
    _proposal(session, words)
    _ok(session.of("brazil", aa.WithdrawProposal, 4, 2))


def _revised(session: agenda.Session, words: Words) -> None:
    _proposal(session, words)
    items = (*session.state.items, Item("3", words.title("Adoption of the report")))
    _ok(
        session.chair(
            aa.ReviseAgenda, 5, items, session.state.parts, (2,), words.says("Asked for.")
        )
    )


def _compromise(session: agenda.Session, words: Words) -> None:
    says = words.says("Adopt now, and revisit.")
    _ok(session.chair(aa.PutCompromise, 6, ("2", "outcome"), Revisit(sitting=3), says))


def _opposed(session: agenda.Session, words: Words) -> None:
    _compromise(session, words)
    _ok(session.of("brazil", aa.OpposeCompromise, 7, words.says("Item 2 comes first.")))


def _joined(session: agenda.Session, words: Words) -> None:
    _opposed(session, words)
    _ok(session.of("brazil", aa.JoinCompromise, 8))


def _adopted(session: agenda.Session, words: Words) -> None:
    because = words.says("As agreed in informals.")
    _ok(session.chair(aa.AdoptAgenda, 30, ("outcome",), Revisit(sitting=3), because))


def _added(session: agenda.Session, words: Words) -> None:
    _adopted(session, words)
    item = Item("(b)", words.title("Election of officers"))
    because = words.says("Asked for.")
    _ok(session.chair(aa.AddItem, 40, item, "1", Revisit(at=hour(70)), because))


def _settled(session: agenda.Session, words: Words) -> None:
    _added(session, words)
    told = (words.says("By silence."), words.says("Agreed."))
    _ok(session.chair(aa.SettlePart, 50, "outcome", aa.Settlement.ADOPTED, *told))


def _moved(session: agenda.Session, words: Words) -> None:
    _adopted(session, words)
    kept = session.state.sittings[:2]
    moved = Sitting(3, hour(100), hour(103), ("2",), words.title("Sitting"))
    _ok(session.chair(aa.ChangeTimetable, 40, (*kept, moved), words.says("The room is taken.")))


def _reminded(session: agenda.Session, words: Words) -> None:
    _adopted(session, words)
    session.wait(60)


def _over(session: agenda.Session, words: Words) -> None:
    _adopted(session, words)
    session.wait(90)


_AGENDAS: dict[AgendaNotice, Callable[[agenda.Session, Words], None]] = {
    AgendaNotice.CIRCULATION: lambda _session, _words: None,
    AgendaNotice.REVISION: _revised,
    AgendaNotice.RECEIPT: _proposal,
    AgendaNotice.PROPOSAL: _proposal,
    AgendaNotice.WITHDRAWAL: _withdrawn,
    AgendaNotice.COMPROMISE: _compromise,
    AgendaNotice.OPPOSITION: _opposed,
    AgendaNotice.JOINING: _joined,
    AgendaNotice.ITEM: _added,
    AgendaNotice.ADOPTION: _adopted,
    AgendaNotice.PART: _settled,
    AgendaNotice.TIMETABLE: _moved,
    AgendaNotice.REMINDER: _reminded,
    AgendaNotice.END: _over,
}


def _amended(it: negotiation.Negotiation, words: Words) -> None:
    reason = words.says("Every two years suffices.")
    act = negotiation.amend(
        "italy",
        "2",
        words.marked(words.typed or "States parties should appoint two contact points."),
        reason=reason,
        cosponsors=("france",),
    )
    _ok(it.does(act, 1))


def _revision(it: negotiation.Negotiation, words: Words) -> None:
    _amended(it, words)
    _ok(it.does(negotiation.amend("china", "3", "Evidence may be admissible."), 2))
    because = words.says("After informals.")
    wording = {"3 bis": "The Secretariat should report."}
    parts: dict[str, Some] = {"accepted": ("A1",), "wording": wording, "until": hour(60)}
    _ok(it.does(negotiation.revision(because=because, **parts), 20))


def _ladder(it: negotiation.Negotiation, words: Words) -> None:
    because = words.says("Nobody spoke against.")
    _ok(it.does(na.MoveParagraphs(CHAIR, ("1", "2"), na.Rung.AD_REFERENDUM, because), 5))


def _extended(it: negotiation.Negotiation, words: Words) -> None:
    _ok(it.does(na.SetRound(CHAIR, hour(40), None, words.says("Capitals asked.")), 5))


def _round_reminded(it: negotiation.Negotiation, words: Words) -> None:
    del words
    _ok(it.time(21.5))


def _closed(it: negotiation.Negotiation, words: Words) -> None:
    del words
    _ok(it.time(21.5))
    _ok(it.time(25))


def _admitted(it: negotiation.Negotiation, words: Words) -> None:
    _ladder(it, words)
    reason = words.says("The line was down.")
    _ok(it.does(negotiation.amend("italy", "2", "No contact points.", reason=reason), 26))
    _ok(it.does(na.AdmitLateAmendment(CHAIR, "A1", words.says("An outage.")), 27))


def _concluded(it: negotiation.Negotiation, words: Words) -> None:
    _amended(it, words)
    _ok(it.does(negotiation.amend("china", "3", "Evidence may be admissible."), 2))
    _ok(it.does(negotiation.move("agreed-ad-referendum", "1"), 5))
    because = words.says("Time has run out.")
    _ok(it.does(na.ConcludeNegotiation(CHAIR, until=hour(100), to=words.to, because=because), 20))


def _ended(it: negotiation.Negotiation, words: Words) -> None:
    _concluded(it, words)
    result = TakeResult(TIME, it.state.child, Outcome.ADOPTED, hour(100), ("1",))
    _ok(it.does(result, 100))


_NEGOTIATIONS: dict[NegotiationNotice, Callable[[negotiation.Negotiation, Words], None]] = {
    NegotiationNotice.TABLED: lambda _it, _words: None,
    NegotiationNotice.RECEIPT: _amended,
    NegotiationNotice.REVISION: _revision,
    NegotiationNotice.PARAGRAPHS: _ladder,
    NegotiationNotice.ROUND: _extended,
    NegotiationNotice.REMINDER: _round_reminded,
    NegotiationNotice.ROUND_CLOSED: _closed,
    NegotiationNotice.ADMISSION: _admitted,
    NegotiationNotice.CONCLUSION: _concluded,
    NegotiationNotice.OUTCOME: _ended,
}
