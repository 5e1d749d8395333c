"""Procedures for the tests of letters: an occasion for every notice, with any words one likes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any, TypeAlias

from nemcon.mail.facts import LetterFacts, Recipient
from nemcon.mail.gathering import facts_of
from nemcon.mail.issuing import Issuer
from nemcon.mail.occasion import Occasion, occasion_of
from nemcon.procedure import acts as a
from nemcon.procedure.acts import Kind, Outcome
from nemcon.procedure.due import next_step
from nemcon.procedure.entries import Happened, Recorded
from nemcon.procedure.evolution import evolve
from nemcon.procedure.loader import with_overrides
from nemcon.procedure.notices import Notice, letters_for
from nemcon.procedure.people import Actor, Category, Office, Seat
from nemcon.procedure.profile import Profile, profile_of
from nemcon.procedure.refusal import Refusal
from nemcon.procedure.rules import decide
from nemcon.procedure.state import ProcedureState
from nemcon.register import codec
from nemcon.register.codec import GENESIS
from nemcon.text.document import Paragraph, Text

START = datetime(2020, 6, 16, 16, tzinfo=UTC)
CHAIR = Actor(Office.CHAIR, person="Thomas Burrows")
SEATS = ("brazil", "norway", "united-kingdom", "unesco")
NAMES = ("Brazil", "Norway", "United Kingdom", "UNESCO")
# What an act or a drama takes is passed on as it comes.
Part: TypeAlias = Any
PROCEDURE = "hybrid-format"
ISSUER = Issuer(
    id="wg3",
    name="Working Group on International Cooperation",
    zone="Europe/Vienna",
    parent="Conference of the Parties to the United Nations Convention against "
    "Transnational Organized Crime",
    session="Vienna, 7 and 8 July 2020",
    chair="Thomas Burrows (United States of America)",
)
DECISION = Text(
    "Format of the eleventh meeting",
    (
        Paragraph("1", "The meeting shall be held in a hybrid format."),
        Paragraph("2", "It shall last two days, with one sitting a day."),
        Paragraph("2 bis", "Interpretation shall be provided in the six official languages."),
    ),
    "CTOC/COP/WG.3/2020/L.1",
)
ENQUIRIES = "secretariat@nemcon.example"


def rules(**sections: dict[str, Any]) -> Profile:
    """Rules in Vienna's zone that admit late filings and consult for ten days."""
    stages = ("during", "in_consultation", "after")
    named: dict[str, Any] = dict.fromkeys(stages, "named")
    base: dict[str, dict[str, Any]] = {
        "disclosure": named,
        "period": {"zone": "Europe/Vienna", "minimum": "72h"},
        "consultation": {"length": "10 days"},
        "late": {"admitted_by": "chair"},
    }
    for section, values in sections.items():
        base[section] = {**base.get(section, {}), **values}
    return with_overrides(profile_of("test", "Rules for a test", {}), base)


@dataclass(slots=True)
class Drama:
    """A procedure played through the rules, with the record that a letter is written from."""

    profile: Profile = field(default_factory=rules)
    text: Text = DECISION
    names: tuple[str, ...] = NAMES
    issuer: Issuer = ISSUER
    sent: tuple[str, ...] = SEATS
    divisible: bool = False
    among: str = ""
    by: Actor = CHAIR
    record: list[tuple[Recorded, str]] = field(default_factory=list)
    state: ProcedureState | None = None
    filed: list[tuple[int, Notice, tuple[str, ...]]] = field(default_factory=list)

    def act(self, act: a.Act, hours: float) -> None:
        """Record an act, so many hours after the launch."""
        self._put(act, START + timedelta(hours=hours))

    def launch(self, hours: float = 72) -> Drama:
        """Place the text under silence for so many hours."""
        categories = (*(Category.MEMBER,) * 3, Category.OBSERVER)
        seats = zip(SEATS, self.names, categories, strict=True)
        self.act(
            a.PlaceUnderSilence(
                actor=self.by,
                text=self.text,
                among=self.among,
                roll=tuple(Seat(*seat) for seat in seats),
                profile_id=self.profile.id,
                profile_title=self.profile.title,
                rules=self.profile.values,
                until=START + timedelta(hours=hours),
                divisible=self.divisible,
            ),
            0,
        )
        return self

    def file(self, who: str, hours: float, kind: Kind = Kind.OBJECT, **more: Part) -> None:
        """File something for a delegation."""
        actor = Actor(Office.DELEGATION, who, person=f"a delegate of {who}", channel="link")
        self.act(a.File(actor, kind, **more), hours)

    def step(self) -> None:
        """Let time take its next step, at the instant at which it is due."""
        assert self.state is not None
        due = next_step(self.state, self.record[-1][0].at)
        assert due is not None
        self._put(due.act, max(due.at, self.record[-1][0].at))

    def finish(self) -> Drama:
        """Let time take its steps until the procedure has ended."""
        while self.state is not None and not self.state.ended:
            self.step()
        return self

    def _put(self, act: a.Act, at: datetime) -> None:
        if isinstance(act, a.CloseBook):
            reached = tuple(a.Delivery(name, "sent") for name in self.sent)
            act = a.CloseBook(act.actor, act.book, reached)
        answer = decide(self.state, act, at)
        assert not isinstance(answer, Refusal), answer
        for entry in answer:
            recorded = Happened(len(self.record) + 1, at, act.actor, entry)
            previous = self.record[-1][1] if self.record else GENESIS
            self.record.append((recorded, codec.write(PROCEDURE, recorded, previous).hash))
            self.state = evolve(self.state, recorded)
            self.filed += [
                (recorded.number, letter.notice, letter.to)
                for letter in letters_for(recorded, self.state)
            ]

    def occasion(self, notice: Notice) -> Occasion:
        """The occasion of the last mailing of that kind."""
        number = next(number for number, kind, _ in reversed(self.filed) if kind is notice)
        return occasion_of(notice, PROCEDURE, self.issuer, number, self.record)

    def facts(self, notice: Notice, to: str = "", zone: str = "America/New_York") -> LetterFacts:
        """The facts of the last letter of that kind, to somebody who receives it."""
        receivers = next(people for _, kind, people in reversed(self.filed) if kind is notice)
        recipient = Recipient(
            "c1", to or receivers[0], "Ms. Ana Silva", "ana@mission.example", zone
        )
        return facts_of(self.occasion(notice), recipient, ENQUIRIES)


def _objected(**more: Part) -> Drama:
    drama = Drama(**more).launch()
    drama.file(
        "brazil",
        20,
        paragraphs=("2",),
        says="Two days are too short.\nThree are needed.",
        wording=(Paragraph("2", "It shall last three days."),),
        on_behalf_of=("norway",),
    )
    return drama


def _suspended() -> Drama:
    drama = Drama().launch()
    drama.act(a.Suspend(CHAIR, "The text is being translated."), 10)
    return drama


def _resumed() -> Drama:
    drama = _suspended()
    drama.act(a.Resume(CHAIR, "The translation is out."), 20)
    return drama


def _revised() -> Drama:
    drama = _objected()
    wording = (Paragraph("2", "It shall last three days."), Paragraph("3", "Norway chairs it."))
    until = START + timedelta(hours=150)
    drama.act(a.Revise(CHAIR, wording, until, because="After consultations."), 30)
    return drama


def _withdrawn() -> Drama:
    drama = _objected()
    drama.act(a.WithdrawObjection(Actor(Office.DELEGATION, "brazil", "a delegate")), 25)
    return drama


def _restored() -> Drama:
    drama = _objected(profile=rules(objection={"effect": "stop"}))
    drama.act(a.WithdrawObjection(Actor(Office.DELEGATION, "brazil", "a delegate")), 25)
    drama.act(a.RestoreSilence(CHAIR), 26)
    return drama


def _adopted(**more: Part) -> Drama:
    return Drama(**more).launch().finish()


def _late() -> Drama:
    drama = Drama().launch()
    drama.file("norway", 72, says="The courier was late.")
    drama.step()
    drama.finish()
    drama.act(a.AdmitLate(CHAIR, "norway", "The line was down."), 80)
    return drama


def _reminded() -> Drama:
    drama = Drama().launch()
    drama.step()
    return drama


def _extended() -> Drama:
    drama = Drama().launch()
    drama.act(a.Extend(CHAIR, START + timedelta(hours=96), "Capitals asked for time."), 40)
    return drama


def _consulting() -> Drama:
    drama = _objected()
    drama.step()
    drama.step()
    return drama


def _found() -> Drama:
    drama = _adopted()
    drama.act(a.Declare(CHAIR, Outcome.NOT_ADOPTED, "A letter had been mislaid."), 90)
    return drama


def _put_to_vote(**more: Part) -> Drama:
    values = {"objection": {"effect": "to-vote"}, "vote": {"length": "2 days", "quorum": "1/2"}}
    return _objected(profile=rules(**values), **more)


def _confirmed() -> Drama:
    drama = _adopted()
    drama.act(a.Confirm(CHAIR, "2020/1", date(2020, 7, 7), "The Chair's letter."), 90)
    return drama


DRAMAS: dict[Notice, Callable[[], Drama]] = {
    Notice.CIRCULATION: lambda: Drama().launch(48),
    Notice.REVISION: _revised,
    Notice.RESTORATION: _restored,
    Notice.RECEIPT: _objected,
    Notice.OBJECTION: _objected,
    Notice.WITHDRAWAL: _withdrawn,
    Notice.ADMISSION: _late,
    Notice.REMINDER: _reminded,
    Notice.EXTENSION: _extended,
    Notice.SUSPENSION: _suspended,
    Notice.RESUMPTION: _resumed,
    Notice.CONSULTATION: _consulting,
    Notice.OUTCOME: _adopted,
    Notice.FINDING: _found,
    Notice.VOTE: _put_to_vote,
    Notice.CONFIRMATION: _confirmed,
    Notice.ANNOUNCEMENT: lambda: Drama(profile=rules(launch={"veto": "member"})).launch(),
}
"""How each notice comes about."""
