"""What a filing will lead to and who will be told, in the future tense, before it is confirmed.

The rules themselves are asked. What would tell a delegation whether others have objected is left
out where the rules keep that until the deadline.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from api.pages.foreseen import led_to
from nemcon.mail.wording import OUTCOMES, in_paragraphs, who_may_admit
from nemcon.procedure import entries as e
from nemcon.procedure import outcome_entries as o
from nemcon.procedure.acts import BALLOTS, File, Kind, WithdrawObjection
from nemcon.procedure.disclosure import TELLS, Level, Tells
from nemcon.procedure.effects import Then
from nemcon.procedure.entries import Entry, Happened
from nemcon.procedure.evolution import evolve
from nemcon.procedure.notices import Notice, letters_for
from nemcon.procedure.refusal import Refusal
from nemcon.procedure.state import Phase, ProcedureState
from nemcon.procedure.told import telling
from nemcon.text.lines import listed
from nemcon.timing.writing import write_instant

_NOUNS: Final = {
    Kind.OBJECT: "objection",
    Kind.ASK_FOR_TIME: "request",
    Kind.EXPLAIN: "explanation",
    Kind.RESERVE: "reservation",
    Kind.DISSOCIATE: "dissociation",
    Kind.CORRECT: "correction",
    Kind.AGREE: "agreement",
    Kind.ACKNOWLEDGE: "acknowledgement",
    Kind.REQUEST_VOTE: "request",
    Kind.REQUEST_MEETING: "request",
    Kind.VETO_LAUNCH: "objection to the launch",
    Kind.VOTE_FOR: "vote",
    Kind.VOTE_AGAINST: "vote",
    Kind.ABSTAIN: "vote",
    None: "withdrawal",
}
_OF_WHAT: Final = {
    Notice.SUSPENSION: "the suspension",
    Notice.RESUMPTION: "the new deadline",
    Notice.CONSULTATION: "the consultation",
    Notice.OUTCOME: "the outcome",
    Notice.EXTENSION: "the new deadline",
    Notice.VOTE: "the vote",
}


@dataclass(frozen=True, slots=True)
class Foretelling:
    """A filing that may be received now; `whose` is "your", or "its" for those who file for it."""

    state: ProcedureState
    act: File | WithdrawObjection
    now: datetime
    whose: str = "your"

    def will_lead_to(  # noqa: PLR0911 - the cases exclude each other
        self,
    ) -> tuple[str, ...] | Refusal:
        """What the filing will do if it is received now; or why it would be refused."""
        entries = led_to(self.state, self.act, self.now)
        if isinstance(entries, Refusal):
            return entries
        if isinstance(self.act, File) and self._is_late:
            return (self._late(),)
        if not entries:
            return ()
        follows = tuple(says for entry in entries if (says := self._follows(entry)))
        if isinstance(self.act, File) and self.act.kind in BALLOTS:
            return (f"{self._subject} will stand in the register until the roll-call is closed.",)
        objects = any(isinstance(entry, e.Filed) and entry.kind is Kind.OBJECT for entry in entries)
        if isinstance(self.act, File) and not objects and follows:
            return follows
        if isinstance(self.act, File) and not objects:
            return (f"{self._subject} will stand in the register. It will not break silence.",)
        if not TELLS[self.state.profile.during].broken:
            kept = "Whether silence is kept will be established at the deadline."
            return (f"{self._subject} will stand in the register. {kept}",)
        return follows or (self._nothing_follows(),)

    def will_be_told(self) -> tuple[str, ...]:
        """Who will learn of the filing, when, and whether with the delegation's name."""
        told = [
            f"{self._delegation.capitalize()}: a receipt will go to each of its contacts.",
            "The Chair, the bureau and the secretariat: they see all of it at once, with the name.",
        ]
        others = len(self.state.roll) - 1
        if others:
            told.append(self._others(f"The other {others} on the roll"))
        return tuple(told)

    @property
    def _subject(self) -> str:
        noun = _NOUNS[self.act.kind if isinstance(self.act, File) else None]
        return f"{self.whose.capitalize()} {noun}"

    @property
    def _delegation(self) -> str:
        return "your delegation" if self.whose == "your" else "the delegation"

    @property
    def _is_late(self) -> bool:
        return self.state.is_late(self.act.actor.participant, self.now)

    def _others(self, who: str) -> str:
        state = self.state
        if isinstance(self.act, File) and self.act.kind in BALLOTS:
            return f"{who}: when the roll-call is closed, {self._named(TELLS[Level.NAMED])}."
        running = state.phase in (Phase.UNDER_SILENCE, Phase.SUSPENDED)
        if running and not TELLS[state.profile.during].broken:
            later = TELLS[state.profile.in_consultation]
            return f"{who}: not before the deadline has passed; then {self._named(later)}."
        notices = frozenset(self._notices())
        if notices & {Notice.OBJECTION, Notice.WITHDRAWAL}:
            says = f"{who}: a letter will tell them at once, {self._named(telling(state))}."
        else:
            says = f"{who}: no letter tells them of it; on their pages they can read it, "
            says += f"{self._named(telling(state))}."
        more = [what for notice, what in _OF_WHAT.items() if notice in notices]
        return f"{says} Everybody will get a letter about {listed(more)} too." if more else says

    def _named(self, tells: Tells) -> str:
        worded = isinstance(self.act, File) and bool(self.act.says)
        if not tells.filings:
            later = TELLS[self.state.profile.after].names
            name = f"; when the procedure has ended, with the name of {self._delegation}"
            return f"and no more than the rules tell at that stage{name if later else ''}"
        if tells.names:
            words = f" and with {self.whose} words" if worded else ""
            return f"with the name of {self._delegation}{words}"
        words = f" and without {self.whose} words" if worded else ""
        return f"without the name of {self._delegation}{words}"

    def _notices(self) -> Iterator[Notice]:
        """The letters that others will get, as the rules call for them."""
        entries = led_to(self.state, self.act, self.now)
        state: ProcedureState = self.state
        for entry in () if isinstance(entries, Refusal) else entries:
            recorded = Happened(len(state.filings) + 1, self.now, self.act.actor, entry)
            state = evolve(state, recorded)
            for letter in letters_for(recorded, state):
                if any(name != self.act.actor.participant for name in letter.to):
                    yield letter.notice

    def _late(self) -> str:
        says = (
            f"{self._subject} will be received after the deadline: it will be recorded as late "
            "and will not count."
        )
        return f"{says} {who_may_admit(self.state.profile, 'everybody')}"

    def _nothing_follows(self) -> str:  # noqa: PLR0911 - the cases exclude each other
        state = self.state
        if isinstance(self.act, WithdrawObjection):
            no_longer = f"What {self._delegation} objected will no longer count."
            if state.phase is not Phase.CONSULTATION:
                return f"{no_longer} Silence will stay broken."
            stays = "The text will stay in consultation; whether silence is restored is for the"
            return f"{no_longer} {stays} Chair."
        if state.profile.effect.then is Then.EXEMPTION:
            return f"The text will not apply to {self._delegation}; it may be adopted all the same."
        if state.phase is Phase.CONSULTATION:
            return f"{self._subject} will stand beside those on which the Chair consults."
        if state.broken_at is not None:
            return f"Silence is broken already. {self._subject} will stand beside the others."
        if state.phase is Phase.UNDER_SILENCE:
            own = f"By itself {self.whose} objection will not break silence"
            return f"{own}: the rules ask for more than one."
        return f"{self._subject} will stand in the register."

    def _follows(  # noqa: C901, PLR0911 - one line for each entry reads best in one place
        self, entry: Entry
    ) -> str:
        zone, subject = self.state.profile.zone, self._subject
        match entry:
            case e.SilenceBroken():
                ends = "and the period will end at once."
                runs = f"{subject} will break silence. The period will run on to its deadline."
                return f"{subject} will break silence, {ends}" if entry.ends_period else runs
            case e.SilenceMended():
                return "No objection will stand any more: silence will be unbroken again."
            case e.PeriodSuspended():
                until = f" until {write_instant(entry.until, zone)}" if entry.until else ""
                return f"{subject} will suspend the period{until}."
            case e.PeriodResumed():
                return f"The clock will run again, to {write_instant(entry.deadline, zone)}."
            case e.ParagraphsAdopted():
                return f"Adopted without objection will be {in_paragraphs(entry.paragraphs)}."
            case e.ConsultationOpened():
                if entry.finding:
                    return "It will be for the Chair to find what follows."
                until = f", until {write_instant(entry.until, zone)}" if entry.until else ""
                return f"The text will go into consultation{until}."
            case o.VoteOpened():
                until = write_instant(entry.until, zone)
                return f"The text will be put to a vote by remote roll-call, until {until}."
            case e.PeriodExtended():
                return f"The period will be extended to {write_instant(entry.deadline, zone)}."
            case o.OutcomeReached():
                return f"The procedure will end. The outcome will be: {OUTCOMES[entry.outcome]}."
            case _:
                return ""
