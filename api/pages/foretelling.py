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
from nemcon.language import N_, _
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

_YOURS: Final = {
    Kind.OBJECT: N_("Your objection"),
    Kind.ASK_FOR_TIME: N_("Your request"),
    Kind.EXPLAIN: N_("Your explanation"),
    Kind.RESERVE: N_("Your reservation"),
    Kind.DISSOCIATE: N_("Your dissociation"),
    Kind.CORRECT: N_("Your correction"),
    Kind.AGREE: N_("Your agreement"),
    Kind.ACKNOWLEDGE: N_("Your acknowledgement"),
    Kind.REQUEST_VOTE: N_("Your request"),
    Kind.REQUEST_MEETING: N_("Your request"),
    Kind.VETO_LAUNCH: N_("Your objection to the launch"),
    Kind.VOTE_FOR: N_("Your vote"),
    Kind.VOTE_AGAINST: N_("Your vote"),
    Kind.ABSTAIN: N_("Your vote"),
    None: N_("Your withdrawal"),
}
_ITS: Final = {
    Kind.OBJECT: N_("Its objection"),
    Kind.ASK_FOR_TIME: N_("Its request"),
    Kind.EXPLAIN: N_("Its explanation"),
    Kind.RESERVE: N_("Its reservation"),
    Kind.DISSOCIATE: N_("Its dissociation"),
    Kind.CORRECT: N_("Its correction"),
    Kind.AGREE: N_("Its agreement"),
    Kind.ACKNOWLEDGE: N_("Its acknowledgement"),
    Kind.REQUEST_VOTE: N_("Its request"),
    Kind.REQUEST_MEETING: N_("Its request"),
    Kind.VETO_LAUNCH: N_("Its objection to the launch"),
    Kind.VOTE_FOR: N_("Its vote"),
    Kind.VOTE_AGAINST: N_("Its vote"),
    Kind.ABSTAIN: N_("Its vote"),
    None: N_("Its withdrawal"),
}
_OF_WHAT: Final = {
    Notice.SUSPENSION: N_("the suspension"),
    Notice.RESUMPTION: N_("the new deadline"),
    Notice.CONSULTATION: N_("the consultation"),
    Notice.OUTCOME: N_("the outcome"),
    Notice.EXTENSION: N_("the new deadline"),
    Notice.VOTE: N_("the vote"),
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
            return (
                _(
                    "{subject} will stand in the register until the roll-call is closed.",
                    subject=self._subject,
                ),
            )
        objects = any(isinstance(entry, e.Filed) and entry.kind is Kind.OBJECT for entry in entries)
        if isinstance(self.act, File) and not objects and follows:
            return follows
        if isinstance(self.act, File) and not objects:
            return (
                _(
                    "{subject} will stand in the register. It will not break silence.",
                    subject=self._subject,
                ),
            )
        if not TELLS[self.state.profile.during].broken:
            kept = _("Whether silence is kept will be established at the deadline.")
            return (
                _("{subject} will stand in the register. {kept}", subject=self._subject, kept=kept),
            )
        return follows or (self._nothing_follows(),)

    def will_be_told(self) -> tuple[str, ...]:
        """Who will learn of the filing, when, and whether with the delegation's name."""
        told = [
            _("Your delegation: a receipt will go to each of its contacts.")
            if self._own
            else _("The delegation: a receipt will go to each of its contacts."),
            _(
                "The Chair, the bureau and the secretariat: they see all of it at once, "
                "with the name."
            ),
        ]
        others = len(self.state.roll) - 1
        if others:
            told.append(self._others(_("The other {others} on the roll", others=others)))
        return tuple(told)

    @property
    def _own(self) -> bool:
        return self.whose == "your"

    @property
    def _subject(self) -> str:
        kind = self.act.kind if isinstance(self.act, File) else None
        return _((_YOURS if self._own else _ITS)[kind])

    @property
    def _is_late(self) -> bool:
        return self.state.is_late(self.act.actor.participant, self.now)

    def _others(self, who: str) -> str:
        state = self.state
        if isinstance(self.act, File) and self.act.kind in BALLOTS:
            return _(
                "{who}: when the roll-call is closed, {named}.",
                who=who,
                named=self._named(TELLS[Level.NAMED]),
            )
        running = state.phase in (Phase.UNDER_SILENCE, Phase.SUSPENDED)
        if running and not TELLS[state.profile.during].broken:
            later = TELLS[state.profile.in_consultation]
            return _(
                "{who}: not before the deadline has passed; then {named}.",
                who=who,
                named=self._named(later),
            )
        notices = frozenset(self._notices())
        if notices & {Notice.OBJECTION, Notice.WITHDRAWAL}:
            says = _(
                "{who}: a letter will tell them at once, {named}.",
                who=who,
                named=self._named(telling(state)),
            )
        else:
            says = _(
                "{who}: no letter tells them of it; on their pages they can read it, {named}.",
                who=who,
                named=self._named(telling(state)),
            )
        more = [_(what) for notice, what in _OF_WHAT.items() if notice in notices]
        if not more:
            return says
        too = _("Everybody will get a letter about {more} too.", more=listed(more))
        return f"{says} {too}"

    def _named(self, tells: Tells) -> str:
        """How much they will be told, to go on after a comma."""
        worded = isinstance(self.act, File) and bool(self.act.says)
        if not tells.filings and not TELLS[self.state.profile.after].names:
            return _("and no more than the rules tell at that stage")
        if not tells.filings:
            return _(_NAMED_LATER[self._own])
        return _(_NAMED[self._own, tells.names, worded])

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
        says = _(
            "{subject} will be received after the deadline: it will be recorded as "
            "late and will not count.",
            subject=self._subject,
        )
        return f"{says} {who_may_admit(self.state.profile, 'everybody')}"

    def _nothing_follows(self) -> str:
        state = self.state
        if isinstance(self.act, WithdrawObjection):
            says = (
                _("What your delegation objected will no longer count.")
                if self._own
                else _("What the delegation objected will no longer count.")
            )
            stays = (
                _("Silence will stay broken.")
                if state.phase is not Phase.CONSULTATION
                else _(
                    "The text will stay in consultation; whether silence is restored is for "
                    "the Chair."
                )
            )
            return f"{says} {stays}"
        if state.profile.effect.then is Then.EXEMPTION:
            return (
                _("The text will not apply to your delegation; it may be adopted all the same.")
                if self._own
                else _("The text will not apply to the delegation; it may be adopted all the same.")
            )
        if state.phase is Phase.CONSULTATION:
            return _(
                "{subject} will stand beside those on which the Chair consults.",
                subject=self._subject,
            )
        if state.broken_at is not None:
            return _(
                "Silence is broken already. {subject} will stand beside the others.",
                subject=self._subject,
            )
        if state.phase is Phase.UNDER_SILENCE:
            return (
                _(
                    "By itself your objection will not break silence: the rules ask for more "
                    "than one."
                )
                if self._own
                else _(
                    "By itself its objection will not break silence: the rules ask for more "
                    "than one."
                )
            )
        return _("{subject} will stand in the register.", subject=self._subject)

    def _follows(  # noqa: C901, PLR0911, PLR0912 - one answer for each entry reads best in one place
        self, entry: Entry
    ) -> str:
        zone, subject = self.state.profile.zone, self._subject
        match entry:
            case e.SilenceBroken():
                if entry.ends_period:
                    return _(
                        "{subject} will break silence, and the period will end at once.",
                        subject=subject,
                    )
                return _(
                    "{subject} will break silence. The period will run on to its deadline.",
                    subject=subject,
                )
            case e.SilenceMended():
                return _("No objection will stand any more: silence will be unbroken again.")
            case e.PeriodSuspended():
                if entry.until is None:
                    return _("{subject} will suspend the period.", subject=subject)
                until = write_instant(entry.until, zone)
                return _(
                    "{subject} will suspend the period until {until}.", subject=subject, until=until
                )
            case e.PeriodResumed():
                return _(
                    "The clock will run again, to {deadline}.",
                    deadline=write_instant(entry.deadline, zone),
                )
            case e.ParagraphsAdopted():
                return _(
                    "Adopted without objection will be {paragraphs}.",
                    paragraphs=in_paragraphs(entry.paragraphs),
                )
            case e.ConsultationOpened():
                if entry.finding:
                    return _("It will be for the Chair to find what follows.")
                if entry.until is None:
                    return _("The text will go into consultation.")
                until = write_instant(entry.until, zone)
                return _("The text will go into consultation, until {until}.", until=until)
            case o.VoteOpened():
                until = write_instant(entry.until, zone)
                return _(
                    "The text will be put to a vote by remote roll-call, until {until}.",
                    until=until,
                )
            case e.PeriodExtended():
                return _(
                    "The period will be extended to {deadline}.",
                    deadline=write_instant(entry.deadline, zone),
                )
            case o.OutcomeReached():
                return _(
                    "The procedure will end. The outcome will be: {outcome}.",
                    outcome=_(OUTCOMES[entry.outcome]),
                )
            case _:
                return ""


_NAMED_LATER: Final = {
    True: N_(
        "and no more than the rules tell at that stage; when the procedure has ended, with the "
        "name of your delegation"
    ),
    False: N_(
        "and no more than the rules tell at that stage; when the procedure has ended, with the "
        "name of the delegation"
    ),
}
_NAMED: Final = {
    (True, True, True): N_("with the name of your delegation and with your words"),
    (True, True, False): N_("with the name of your delegation"),
    (True, False, True): N_("without the name of your delegation and without your words"),
    (True, False, False): N_("without the name of your delegation"),
    (False, True, True): N_("with the name of the delegation and with its words"),
    (False, True, False): N_("with the name of the delegation"),
    (False, False, True): N_("without the name of the delegation and without its words"),
    (False, False, False): N_("without the name of the delegation"),
}
"""By whether the reader is the delegation, whether it is named, and whether there are words."""
