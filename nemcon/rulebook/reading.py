"""Reads off a profile which ways lead through a procedure, and leaves out what it cannot reach.

What the engine does is decided in `nemcon.procedure` and not here: a test explores it under each
profile that ships, and finds these ways and no others.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from nemcon.language import N_, _
from nemcon.procedure.effects import Period, Then
from nemcon.procedure.keys import KEYS
from nemcon.procedure.profile import Profile
from nemcon.procedure.threshold import Threshold
from nemcon.rulebook.ways import Stage, Way
from nemcon.rulebook.words import people_in_words
from nemcon.text.lines import line

Ways = Iterator[Way]
ONE: Final = Threshold()
TALKS: Final = (Stage.CONSULTATION, Stage.FINDING)
_ANY_THAT_MAY: Final = N_("a participant that may")
_ONE: Final = {
    "member": N_("a member"),
    "signatory": N_("a signatory"),
    "observer": N_("an observer"),
}
_FOLLOWS: Final = {
    Then.MEETING: Stage.REFERRED,
    Then.NOT_ADOPTED: Stage.NOT_ADOPTED,
    Then.EXEMPTION: Stage.ADOPTED,
    Then.FINDING: Stage.FINDING,
    Then.COMPILATION: Stage.COMPILED,
}


def ways_of(profile: Profile) -> tuple[Way, ...]:
    """Every way that the profile makes possible, in the order of the stages."""
    reading = _Reading(profile)
    reached, waiting = {Stage.BEFORE}, [Stage.BEFORE]
    ways: list[Way] = []
    while waiting:
        found = list(reading.leaving(waiting.pop(0)))
        ways += found
        for way in found:
            onward = Stage.DECIDED if way.end.is_outcome else way.end
            if onward not in reached:
                reached.add(onward)
                waiting.append(onward)
    order = list(Stage)
    return tuple(sorted(dict.fromkeys(ways), key=lambda way: order.index(way.start)))


class _Reading:
    """Reads the ways off one profile.

    `settled` says whether a later period may begin with some paragraphs adopted already.
    """

    def __init__(self, profile: Profile) -> None:
        self.profile = profile
        self.follows = _follows(profile)
        effect, replies = profile.effect, profile.threshold.counts_replies
        self.replies = replies
        self.one = profile.threshold == ONE
        self.at_once = effect.period is Period.ENDS and not replies
        self.counted = effect.period is Period.RUNS_ON or replies
        divides = profile.divisible and effect.then is not Then.EXEMPTION
        self.divided = divides and (self.counted or self.at_once)
        late = divides and bool(profile.late_admitted_by)
        self.settled = (self.divided or late) and self.follows in TALKS
        self.split = self.divided or late

    def leaving(self, stage: Stage) -> Ways:
        """The ways that begin at this stage."""
        return {
            Stage.BEFORE: self._before,
            Stage.ANNOUNCED: self._announced,
            Stage.UNDER_SILENCE: self._under_silence,
            Stage.SUSPENDED: self._suspended,
            Stage.HELD: self._held,
            Stage.CONSULTATION: lambda: self._consulting(Stage.CONSULTATION),
            Stage.FINDING: lambda: self._consulting(Stage.FINDING),
            Stage.VOTING: self._voting,
            Stage.DECIDED: self._decided,
        }[stage]()

    def _before(self) -> Ways:
        who = self._who("launch.by")
        says, end = _("The text is placed under silence, by {who}", who=who), Stage.UNDER_SILENCE
        if self.profile.vetoers:
            says, end = _("The launch is announced, by {who}", who=who), Stage.ANNOUNCED
        yield Way(Stage.BEFORE, says, end, "launch.by")

    def _announced(self) -> Ways:
        stage, who = Stage.ANNOUNCED, self._who("launch.by")
        says = _("The period is opened, by {who}", who=who)
        yield Way(stage, says, Stage.UNDER_SILENCE, "launch.by")
        says = _("The launch is prevented, by {who}", who=self._one_of("launch.veto"))
        yield Way(stage, says, Stage.NOT_LAUNCHED, "launch.veto")
        says = _("The text is withdrawn, by {who}", who=who)
        yield Way(stage, says, Stage.WITHDRAWN, "launch.by")

    def _under_silence(self) -> Ways:
        stage = Stage.UNDER_SILENCE
        yield from self._deadline()
        yield from self._objection(stage)
        if self.profile.effect.period is Period.SUSPENDED and not self.replies:
            says = (
                _("An objection: the clock stops")
                if self.one
                else _("Enough objections: the clock stops")
            )
            yield Way(stage, says, Stage.HELD, "objection.hold")
        yield from self._requests(stage)
        if self._can("suspension.by"):
            says = _("The period is suspended, by {who}", who=self._who("suspension.by"))
            yield Way(stage, says, Stage.SUSPENDED, "suspension.by")
        yield from self._extensions()
        if self._can("early_close.by"):
            who = self._who("early_close.by")
            says = _("The deadline is brought forward to now, by {who}", who=who)
            yield Way(stage, says, stage, "early_close.by")
        yield from self._rulings(stage, settled=self.settled)

    def _deadline(self) -> Ways:
        profile, stage = self.profile, Stage.UNDER_SILENCE
        kept = _("The deadline passes, and silence was kept")
        if profile.effect.then is Then.EXEMPTION:
            kept = _("The deadline passes; whoever objected is exempt")
        yield Way(stage, kept, Stage.ADOPTED, "objection.threshold")
        if (self.counted or self.divided) and self.follows is not Stage.ADOPTED:
            says = (
                _("The deadline passes, and an objection stands")
                if self.one
                else _("The deadline passes, and enough objections stand")
            )
            yield from self._to(stage, says, self.follows, self._rule(), self.divided)
        if profile.quorum is not None:
            says = _("The deadline passes, and too few have replied")
            yield from self._to(stage, says, Stage.NOT_ADOPTED, "silence.quorum", self.settled)
        if self._may_reach_nobody():
            says = _("The deadline passes, but no letter had reached anybody")
            yield Way(stage, says, Stage.CONSULTATION, "silence.means")

    def _may_reach_nobody(self) -> bool:
        """Whether a quorum of replies can be met by objectors alone, without breaking silence."""
        profile = self.profile
        breaks = profile.threshold == ONE or profile.threshold.counts_replies
        exempts = profile.effect.then is Then.EXEMPTION
        return profile.quorum is None or profile.divisible or exempts or not breaks

    def _objection(self, stage: Stage) -> Ways:
        if self.at_once:
            says = (
                _("An objection before the deadline")
                if self.one
                else _("Enough objections before the deadline")
            )
            yield from self._to(stage, says, self.follows, self._rule(), self.settled)

    def _extensions(self) -> Ways:
        stage, profile = Stage.UNDER_SILENCE, self.profile
        if self._can("extension.by") and profile.extensions != 0:
            says = _("The period is extended, by {who}", who=self._who("extension.by"))
            yield Way(stage, says, stage, "extension.by")
        runs_on = self.counted or self.divided or profile.threshold != ONE
        if profile.extends_on_objection and runs_on:
            says = _("The first objection extends the period")
            yield Way(stage, says, stage, "extension.on_objection")
        if profile.extends_on_request:
            says = _("A request for more time extends the period")
            yield Way(stage, says, stage, "extension.on_request")

    def _suspended(self) -> Ways:
        stage, who = Stage.SUSPENDED, self._who("suspension.by")
        says = _("The suspension runs out, or is ended by {who}", who=who)
        yield Way(stage, says, Stage.UNDER_SILENCE, "suspension.by")
        if self.profile.effect.period is Period.SUSPENDED:
            says = _("The suspension ends while a hold stands")
            yield Way(stage, says, Stage.HELD, "objection.hold")
        yield from self._stopped(stage)

    def _held(self) -> Ways:
        says = (
            _("The last hold lapses")
            if self.profile.withdrawable == "never"
            else _("The last hold lapses, or is withdrawn")
        )
        yield Way(Stage.HELD, says, Stage.UNDER_SILENCE, "objection.hold")
        yield from self._stopped(Stage.HELD)

    def _stopped(self, stage: Stage) -> Ways:
        yield from self._objection(stage)
        yield from self._requests(stage)
        yield from self._rulings(stage, settled=self.settled)

    def _requests(self, stage: Stage) -> Ways:
        if self._can("standing.request_vote"):
            says = _("A vote is asked for, by {who}", who=self._one_of("standing.request_vote"))
            end, settled = _vote(self.profile), self.settled
            yield from self._to(stage, says, end, "standing.request_vote", settled)
        if self._can("standing.request_meeting"):
            rule = "standing.request_meeting"
            says = _("A meeting is asked for, by {who}", who=self._one_of(rule))
            yield from self._to(stage, says, Stage.REFERRED, rule, self.settled)

    def _rulings(self, stage: Stage, *, settled: bool) -> Ways:
        who = self._who("launch.by")
        says = _("A revised text is put under silence, by {who}", who=who)
        yield Way(stage, says, Stage.UNDER_SILENCE, "launch.by")
        says = _("The text is referred to a meeting, by {who}", who=who)
        yield from self._to(stage, says, Stage.REFERRED, "launch.by", settled)
        says = _("The text is withdrawn, by {who}", who=who)
        yield Way(stage, says, Stage.WITHDRAWN, "launch.by")

    def _consulting(self, stage: Stage) -> Ways:
        profile, who = self.profile, self._who("launch.by")
        settled = self.settled or (self.split and stage is self.follows)
        if profile.consultation is not None:
            end = Stage(profile.consultation_ends)
            length = str(profile.consultation)
            says = _("The {length} for consultation run out", length=length)
            yield from self._to(stage, says, end, "consultation.at_end", settled)
        if self._can_mend(stage):
            says = _("No objection stands, and silence is restored by {who}", who=who)
            yield Way(stage, says, Stage.UNDER_SILENCE, "objection.withdrawable")
        yield from self._rulings(stage, settled=settled)
        says = _("What is not agreed is listed in a compilation, by {who}", who=who)
        yield from self._to(stage, says, Stage.COMPILED, "launch.by", settled)
        yield from self._finding(stage)

    def _can_mend(self, stage: Stage) -> bool:
        """Whether nothing may stand against the text in consultation, so that silence is restored.

        Nothing does either where consultation began because no letter had reached anybody.
        """
        unreached = stage is Stage.CONSULTATION and self._may_reach_nobody()
        before_deadline = self.profile.withdrawable == "until-deadline" and self.at_once
        return unreached or before_deadline or self.profile.withdrawable == "until-the-end"

    def _voting(self) -> Ways:
        stage = Stage.VOTING
        says = _("The roll-call ends, and enough are in favour")
        yield Way(stage, says, Stage.ADOPTED, "vote.majority")
        says = _("The roll-call ends, and too few are in favour or have voted")
        settled = self.settled or (self.split and stage is self.follows)
        yield from self._to(stage, says, Stage.NOT_ADOPTED, "vote.majority", settled)

    def _decided(self) -> Ways:
        yield from self._finding(Stage.DECIDED)
        if self._can("late.admitted_by"):
            who = self._who("late.admitted_by")
            says = _("A late objection to what was adopted is admitted, by {who}", who=who)
            rule = "late.admitted_by"
            yield from self._to(Stage.DECIDED, says, self.follows, rule, self.split)

    def _finding(self, stage: Stage) -> Ways:
        if self._can("finding.by"):
            says = _("An outcome is found and declared, by {who}", who=self._who("finding.by"))
            yield Way(stage, says, Stage.FOUND, "finding.by")

    def _to(
        self,
        stage: Stage,
        by: str,
        end: Stage,
        rule: str,
        partly: bool,  # noqa: FBT001 - as above
    ) -> Ways:
        yield Way(stage, by, end, rule)
        if partly and end.is_outcome:
            # Translators: {way} is a sentence such as "A vote is asked for, by a member".
            says = _("{way}, parts being adopted", way=by)
            yield Way(stage, says, Stage.PARTLY_ADOPTED, rule)

    def _rule(self) -> str:
        ended = self.follows.is_outcome and self.profile.effect.then is Then.CONSULTATION
        return "consultation.at_end" if ended else "objection.effect"

    def _can(self, key: str) -> bool:
        return self._value(key) != "none"

    def _who(self, key: str) -> str:
        styled = self.profile.styled
        chair = "" if styled == KEYS["launch.styled"].default else line(styled)
        return people_in_words(self._value(key), chair)

    def _one_of(self, key: str) -> str:
        return _(_ONE.get(self._value(key), _ANY_THAT_MAY))

    def _value(self, key: str) -> str:
        found = self.profile.cite(key)
        return "none" if found is None else found.value


def _follows(profile: Profile) -> Stage:
    """What follows when enough objections stand."""
    match profile.effect.then:
        case Then.VOTE:
            return _vote(profile)
        case Then.CONSULTATION:
            ends = Stage(profile.consultation_ends)
            return Stage.CONSULTATION if profile.consultation is not None else ends
        case then:
            return _FOLLOWS[then]


def _vote(profile: Profile) -> Stage:
    return Stage.VOTED if profile.vote is None else Stage.VOTING
