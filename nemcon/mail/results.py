"""What a letter says of a result: the outcome, who objected, how they voted, the confirmation."""

from __future__ import annotations

from datetime import datetime, time
from typing import Final

from nemcon.language import N_, _, ngettext
from nemcon.mail.agreed_part import told_by_the_negotiation, what_it_is
from nemcon.mail.facts import Confirmed, Result, RuleLine
from nemcon.mail.occasion import Occasion
from nemcon.mail.wording import OUTCOMES, outcome_says
from nemcon.mail.writing import Writing, names_of, numbers_of
from nemcon.procedure import entries as e
from nemcon.procedure import outcome_entries as o
from nemcon.procedure.acts import Outcome
from nemcon.procedure.effects import Then
from nemcon.procedure.standing import objecting_participants
from nemcon.procedure.state import ProcedureState
from nemcon.procedure.told import contested_told, objectors_told, telling, unreached_told
from nemcon.rulebook.words import as_the_rules_say
from nemcon.text.lines import line, sentences
from nemcon.timing.writing import write_date

_UNDELIVERED: Final = {
    "bounced": N_("The letter came back from {names}."),
    "refused": N_("The mail server refused the letter to {names}."),
    "sent late": N_("The letter left after the deadline to {names}."),
    "queued": N_("The letter had not left to {names}."),
    "no letter": N_("There was no letter to {names}."),
}
_OUTCOMES: Final = (o.OutcomeReached, o.OutcomeDeclared, o.OutcomeConfirmed)


def result_of(occasion: Occasion, write: Writing) -> Result | None:
    """The outcome that the entry tells, where it tells one."""
    state, entry = occasion.state, occasion.recorded.entry
    if not isinstance(entry, _OUTCOMES) or state.outcome is None:
        return None
    closed = state.book in state.closed_books
    sent = sum(delivery.state == "sent" for delivery in state.deliveries)
    confirmation = state.profile.confirmation
    return Result(
        word=_(OUTCOMES[state.outcome]),
        says=outcome_says(state.outcome, line(state.to), what_it_is(state))
        + _quorum_missed(entry)
        + told_by_the_negotiation(state),
        objectors=_who_objected(state),
        kept=_was_kept(state),
        computed=_(OUTCOMES[state.computed]) if state.computed else "",
        in_force=write_date(datetime.combine(state.in_force, time())) if state.in_force else "",
        decided_at=write.instant(state.decided_at),
        adopted=numbers_of(state.adopted) if state.outcome is Outcome.PARTLY_ADOPTED else "",
        contested=numbers_of(contested_told(state)),
        compiled=numbers_of(state.compiled),
        exempt=_exempt(state),
        unreached=names_of(state, unreached_told(state)) if closed else "",
        reached=_(
            "Letters left in time, and did not come back, for {sent} of {all} on the roll.",
            sent=sent,
            all=len(state.roll),
        )
        if closed and state.deliveries
        else "",
        undelivered=_undelivered(state) if closed else "",
        confirmation="" if confirmation == "none" else as_the_rules_say(confirmation),
    )


def tally_of(state: ProcedureState) -> tuple[RuleLine, ...]:
    """The roll-call, which is public once it is closed."""
    if state.vote is None:
        return ()
    votes = (
        (_("In favour"), state.vote.in_favour),
        (_("Against"), state.vote.against),
        (_("Abstaining"), state.vote.abstaining),
        (_("Absent"), state.vote.absent),
    )
    return tuple(
        RuleLine(means, f"{len(those)} ({names_of(state, those)})" if those else "0", "")
        for means, those in votes
    )


def confirmed_by(entry: e.Entry) -> Confirmed | None:
    """The number of the decision and its embargo, where the entry confirms an outcome."""
    if not isinstance(entry, o.OutcomeConfirmed):
        return None
    until = entry.embargo_until
    embargo = write_date(datetime.combine(until, time())) if until else ""
    return Confirmed(line(entry.number), embargo)


def _undelivered(state: ProcedureState) -> str:
    """Whose letters did not arrive, and why: told to all, since it says nothing of who filed."""
    found: list[str] = []
    for word, means in _UNDELIVERED.items():
        those = tuple(d.participant for d in state.deliveries if d.state == word)
        found += [_(means, names=names_of(state, those))] if those else []
    return sentences(*found)


def _was_kept(state: ProcedureState) -> bool:
    """Whether the text is adopted by silence alone."""
    by_silence = state.vote is None and state.declared is None
    whole = not state.contested and not state.exempt and not state.outstanding
    return state.outcome is Outcome.ADOPTED and by_silence and whole


def _who_objected(state: ProcedureState) -> str:
    """Who objected to the text that was decided on, as far as it is told when it has ended."""
    tells = telling(state)
    if tells.names:
        names = names_of(state, objecting_participants(state))
        return _("Objections stood in the name of {names}.", names=names) if names else ""
    number = objectors_told(state)
    if not number or state.profile.effect.then is Then.EXEMPTION:
        return ""
    return ngettext("One delegation objected.", "{n} delegations objected.", number)


def _exempt(state: ProcedureState) -> str:
    """To whom the text does not apply, as far as it is told when it has ended."""
    if not state.exempt:
        return ""
    if not telling(state).names:
        return _("The text does not apply to the delegations that objected.")
    return _("The text does not apply to {names}.", names=names_of(state, state.exempt))


def _quorum_missed(entry: e.Entry) -> str:
    missed = isinstance(entry, o.OutcomeReached) and entry.rule.endswith(".quorum")
    too_few = _("Too few have taken part: the quorum that the rules ask for was not met.")
    return f" {too_few}" if missed else ""
