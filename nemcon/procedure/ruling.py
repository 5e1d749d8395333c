"""What the Chair rules: time, the text, and the ways out of a broken silence."""

from __future__ import annotations

from datetime import datetime, timedelta

from nemcon.language import N_, _
from nemcon.procedure import acts as a
from nemcon.procedure.acts import Outcome
from nemcon.procedure.breaking import deadline_in
from nemcon.procedure.draft import Draft
from nemcon.procedure.due import reminder_rungs
from nemcon.procedure.entries import (
    PeriodEndedEarly,
    PeriodExtended,
    PeriodOpened,
    PeriodResumed,
    PeriodSuspended,
    ReminderIssued,
    SilenceRestored,
    TextRevised,
)
from nemcon.procedure.holds import holds_go_on, what_was_left
from nemcon.procedure.launch import TOO_FAR, TOO_FAR_SAYS, deadline_of, too_far_ahead, warnings
from nemcon.procedure.outcome import conclude, in_force_from
from nemcon.procedure.outcome_entries import OutcomeConfirmed, OutcomeDeclared
from nemcon.procedure.recall import WITHDRAW, RecallLaunch
from nemcon.procedure.recalling import recall
from nemcon.procedure.standing import contested_paragraphs, still_silent
from nemcon.procedure.state import RUNNING, Phase
from nemcon.procedure.wording import SUSPENSION_OVER
from nemcon.timing.durations import lapse_of

UNSETTLED = (*RUNNING, Phase.CONSULTATION)


def begin_silence(draft: Draft, act: a.BeginSilence) -> None:
    """Let the period begin of a text whose launch was announced and not prevented."""
    state = draft.state
    draft.require_office(state.profile.launch_by, "launch.by", N_("let the period begin"))
    draft.require_phase(Phase.ANNOUNCED, doing=N_("let the period begin"))
    until = act.until or (None if act.length else state.announced)
    deadline = deadline_of(state.profile, draft.at, until, act.length)
    _open_period(draft, 1, deadline, "placed", "period.minimum")


def confirm(draft: Draft, act: a.Confirm) -> None:
    """Confirm the outcome, which stands without it: its number, and the embargo on its text."""
    draft.require_office(
        draft.state.profile.confirmed_by, "confirmation.by", N_("confirm the outcome")
    )
    draft.require_phase(Phase.ENDED, doing=N_("confirm the outcome"))
    _not_recalled(draft)
    before = draft.state.confirmed.entry if draft.state.confirmed is not None else None
    number, embargo = act.number, act.embargo_until
    if isinstance(before, OutcomeConfirmed):  # what is not said again stands
        number, embargo = number or before.number, embargo or before.embargo_until
    draft.add(OutcomeConfirmed(number, embargo, act.because))


def extend(draft: Draft, act: a.Extend) -> None:
    """Move the deadline of the running period to a later instant."""
    profile = draft.state.profile
    draft.require_office(profile.extension_by, "extension.by", N_("extend the period"))
    draft.require_phase(Phase.UNDER_SILENCE, doing=N_("extend the period"))
    deadline = deadline_in(draft.state)
    if profile.extensions is not None and draft.state.extensions >= profile.extensions:
        says = _("The period has been extended as often as the rules allow.")
        raise draft.refuse("extended-enough", says, "extension.times")
    if act.until <= max(deadline.instant, draft.at):
        says = _("An extension must end later than the present deadline.")
        raise draft.refuse("extension-not-later", says, "extension.by")
    longest = profile.longest_extension
    if longest and act.until > lapse_of(deadline.instant, longest, profile.zone):
        says = _(
            "The rules let the period be extended by {longest} at a time, and no more.",
            longest=longest,
        )
        raise draft.refuse("extension-too-long", says, "extension.longest")
    _within_reach(draft, act.until)
    against = warnings(profile, draft.at, act.until, starts=draft.state.starts)
    draft.add(PeriodExtended(act.until, deadline.instant, act.because, warnings=against))


def suspend(draft: Draft, act: a.Suspend) -> None:
    """Stop the clock; what is left of the period is kept."""
    draft.require_office(
        draft.state.profile.suspension_by, "suspension.by", N_("suspend the period")
    )
    draft.require_phase(Phase.UNDER_SILENCE, doing=N_("suspend the period"))
    if act.until is not None and act.until <= draft.at:
        raise draft.refuse("not-ahead", _("The end of the suspension must lie ahead."))
    _within_reach(draft, act.until)
    left = (deadline_in(draft.state).instant - draft.at).total_seconds()
    draft.add(PeriodSuspended(left, act.because, act.until))


def resume(draft: Draft, act: a.Resume) -> None:
    """Let the clock run again, for what was left or to a given deadline."""
    draft.require_office(
        draft.state.profile.suspension_by, "suspension.by", N_("resume the period")
    )
    draft.require_phase(Phase.SUSPENDED, doing=N_("resume the period"))
    if act.until is not None and act.until <= draft.at:
        raise draft.refuse("deadline-not-ahead", _("The new deadline must lie ahead."))
    _within_reach(draft, act.until)
    if draft.state.held:
        says = _("A hold stops the clock; the period runs on when it has lapsed or is withdrawn.")
        raise draft.refuse("hold-stands", says, "objection.hold")
    left = what_was_left(draft.state, draft.at)
    if act.until is not None and act.until < left:
        doing = N_("give the period less time than was left of it")
        draft.require_office(draft.state.profile.early_close_by, "early_close.by", doing)
    if holds_go_on(draft, draft.at):
        return
    draft.add(PeriodResumed(act.until or left, act.because))


def resume_on_time(draft: Draft, act: a.ResumeOnTime) -> None:
    """The suspension has run out: the clock runs again from that nominal instant."""
    state = draft.state
    if state.phase is not Phase.SUSPENDED or act.book != state.book or state.resumes_at is None:
        return
    if draft.at < state.resumes_at:
        raise draft.refuse("too-early", _("The suspension has not run out yet."))
    if holds_go_on(draft, state.resumes_at):
        return
    deadline = what_was_left(draft.state, state.resumes_at)
    draft.add(PeriodResumed(deadline, SUSPENSION_OVER))


def close_early(draft: Draft, act: a.CloseEarly) -> None:
    """Declare the period ended now; the book then closes as at any deadline."""
    by = draft.state.profile.early_close_by
    draft.require_office(by, "early_close.by", N_("end the period early"))
    draft.require_phase(Phase.UNDER_SILENCE, doing=N_("end the period early"))
    draft.add(PeriodEndedEarly(draft.at, act.because))


def revise(draft: Draft, act: a.Revise) -> None:
    """Place a revision under silence: a new round, in which earlier objections do not stand."""
    state = draft.state
    draft.require_office(state.profile.launch_by, "launch.by", N_("revise the text"))
    draft.require_phase(*UNSETTLED, doing=N_("revise the text"))
    wording = {paragraph.number: paragraph.words for paragraph in act.wording}
    settled = [number for number in wording if number in state.adopted]
    if not wording:
        raise draft.refuse("no-wording", _("A revision must give the new wording."))
    if settled:
        says = _("Paragraph {number} has been adopted and is no longer open.", number=settled[0])
        raise draft.refuse("paragraph-adopted", says, "text.divisible")
    symbol = act.symbol.strip()
    text = state.text.revised(wording, symbol)
    if text.paragraphs == state.text.paragraphs:
        raise draft.refuse("no-change", _("The wording given is the wording that stands."))
    taken = (*state.earlier_symbols, state.text.issued_symbol)
    if text.issued_symbol and text.issued_symbol in taken:
        says = _(
            "{symbol} is the symbol of an earlier issue of this text; give another.",
            symbol=text.issued_symbol,
        )
        raise draft.refuse("symbol-taken", says)
    deadline = deadline_of(state.profile, draft.at, act.until, act.length)
    draft.add(TextRevised(text, text.digest(), act.because))
    _open_period(draft, state.round + 1, deadline, "revised", "launch.by")


def restore_silence(draft: Draft, act: a.RestoreSilence) -> None:
    """Let the same text run under silence again, once no objection breaks it any more."""
    state = draft.state
    draft.require_office(state.profile.launch_by, "launch.by", N_("restore silence"))
    draft.require_phase(Phase.CONSULTATION, doing=N_("restore silence"))
    if contested_paragraphs(state):
        says = _("Silence can be restored only once the objections that broke it are withdrawn.")
        raise draft.refuse("objections-outstanding", says, "objection.withdrawable")
    until = act.until or _remaining_period(draft)
    if until is None:
        says = _("Nothing was left of the period; give the new deadline.")
        raise draft.refuse("no-deadline", says, "period.usual")
    deadline = deadline_of(state.profile, draft.at, until, None)
    draft.add(SilenceRestored(act.because))
    _open_period(draft, state.round, deadline, "restored", "consultation.length")


def refer(draft: Draft, act: a.Refer) -> None:
    """Refer the text to a meeting."""
    _exit(draft, Outcome.REFERRED, N_("refer the text"), to=act.to, because=act.because)


def withdraw_text(draft: Draft, act: a.WithdrawText) -> None:
    """Withdraw the text, also one whose launch was only announced."""
    _exit(draft, Outcome.WITHDRAWN, N_("withdraw the text"), Phase.ANNOUNCED, because=act.because)


def compile_rest(draft: Draft, act: a.Compile) -> None:
    """List what is not agreed in the Chair's compilation."""
    draft.require_phase(Phase.CONSULTATION, doing=N_("make the Chair's compilation"))
    _exit(draft, Outcome.COMPILED, N_("make the compilation"), to=act.to, because=act.because)


def declare(draft: Draft, act: a.Declare) -> None:
    """Record the Chair's finding beside the computed outcome."""
    state = draft.state
    draft.require_office(state.profile.finding_by, "finding.by", N_("declare an outcome"))
    draft.require_phase(Phase.CONSULTATION, Phase.ENDED, doing=N_("declare an outcome"))
    _not_recalled(draft)
    if act.outcome is Outcome.RECALLED:
        says = _("That a launch was recalled is a fact of the record, and no finding.")
        raise draft.refuse("not-a-finding", says, "finding.by")
    if Outcome.NOT_LAUNCHED in (state.computed, act.outcome):
        says = _("A text whose launch was prevented was never placed; there is nothing to find.")
        raise draft.refuse("not-launched", says, "launch.veto")
    computed = state.computed
    if computed is None and not state.awaits_finding:
        computed = Outcome.PARTLY_ADOPTED if state.adopted else Outcome.NOT_ADOPTED
    adopts = act.outcome in (Outcome.ADOPTED, Outcome.PARTLY_ADOPTED)
    in_force = in_force_from(draft, state.decided_at or draft.at) if adopts else None
    draft.add(OutcomeDeclared(act.outcome, computed, draft.at, act.because, in_force=in_force))


def remind(draft: Draft, act: a.Remind) -> None:
    """Record who is reminded: those with standing that have neither acted nor acknowledged."""
    state = draft.state
    if state.phase is not Phase.UNDER_SILENCE or act.book != state.book or act.rung < state.rungs:
        return
    rungs = reminder_rungs(state)
    if act.rung >= len(rungs) or draft.at >= rungs[act.rung][1]:
        return
    end = rungs[act.rung][1]
    whose = tuple(
        name
        for name in still_silent(state)
        if (deadline := state.deadline_for(name)) and deadline.instant == end
    )
    draft.add(ReminderIssued(act.book, act.rung, whose))


def recall_launch(draft: Draft, act: RecallLaunch) -> None:
    """Take the launch back before any letter of it has left."""
    profile = draft.state.profile
    offices = profile.launch_by | profile.launch_through
    filed = bool(draft.state.filings)
    recall(draft, act, offices, "launch.by", WITHDRAW, filed=filed)


def _not_recalled(draft: Draft) -> None:
    if draft.state.computed is Outcome.RECALLED:
        says = _("The launch was recalled before anybody was told of it; there is nothing to find.")
        raise draft.refuse("launch-recalled", says, "launch.by")


def _exit(
    draft: Draft, outcome: Outcome, doing: str, *more: Phase, to: str = "", because: str = ""
) -> None:
    draft.require_office(draft.state.profile.launch_by, "launch.by", doing)
    draft.require_phase(*UNSETTLED, *more, doing=doing)
    conclude(draft, outcome, draft.at, "launch.by", to=to, because=because)


def _open_period(draft: Draft, number: int, deadline: datetime, cause: str, rule: str) -> None:
    against = warnings(draft.state.profile, draft.at, deadline)
    book = draft.state.book + 1
    draft.add(PeriodOpened(book, number, deadline, cause, rule, warnings=against))


def _within_reach(draft: Draft, until: datetime | None) -> None:
    if until is not None and too_far_ahead(draft.at, until):
        raise draft.refuse(TOO_FAR, _(TOO_FAR_SAYS))


def _remaining_period(draft: Draft) -> datetime | None:
    """Where a break ended the period, as much time as was left of it then."""
    state = draft.state
    if not state.ended_by_break or not state.left or state.left < timedelta(0):
        return None
    return draft.at + state.left
