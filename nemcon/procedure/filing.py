"""What delegations file: objections, what does not break silence, and their withdrawal."""

from __future__ import annotations

from dataclasses import replace

from nemcon.procedure.acts import AdmitLate, File, Kind, Outcome, WithdrawObjection
from nemcon.procedure.breaking import break_silence, follow_break
from nemcon.procedure.draft import Draft
from nemcon.procedure.effects import Period, Then
from nemcon.procedure.entries import (
    Filed,
    LateFilingAdmitted,
    ObjectionWithdrawn,
    OutcomeReopened,
    ParagraphsAdopted,
    PeriodResumed,
    SilenceBroken,
    SilenceMended,
)
from nemcon.procedure.holds import lapse_holds, place_hold, what_was_left
from nemcon.procedure.people import Office, Seat
from nemcon.procedure.standing import contested_paragraphs
from nemcon.procedure.state import Filing, Phase, ProcedureState

FILERS = frozenset({Office.DELEGATION, Office.SECRETARIAT})


def file(draft: Draft, act: File) -> None:
    """Record a filing; an objection in time may break silence.

    What is received after the deadline is recorded as late and has no effect of its own.
    """
    seat = _seat_of(draft, act.actor.participant)
    _has_standing(draft, seat, act.kind)
    _is_in_form(draft, act)
    state = draft.state
    read_another = act.text_digest not in ("", state.text_digest)
    if draft.at < state.text_since or read_another:
        says = "The text was revised while this was on its way; read the new text, and file again."
        raise draft.refuse("text-revised", says)
    late = is_late(draft)
    if state.ended and not late and state.ended_at is not None and draft.at >= state.ended_at:
        raise draft.refuse("procedure-ended", "The procedure has ended; nothing is open to file.")
    filed = Filed(
        kind=act.kind,
        participant=seat.participant,
        round=state.round,
        late=late,
        standing=seat.may_object,
        paragraphs=tuple(n for n in state.text.numbers if n in act.paragraphs),
        says=act.says,
        wording=act.wording,
        on_behalf_of=act.on_behalf_of,
        rule="objection.effect" if act.kind is Kind.OBJECT else "standing.comment",
    )
    draft.add(filed)
    if act.kind is Kind.OBJECT and not late:
        _apply_effect(draft)


def withdraw_objection(draft: Draft, act: WithdrawObjection) -> None:
    """Withdraw what the delegation objected; where nothing stands any more silence is mended."""
    state = draft.state
    seat = _seat_of(draft, act.actor.participant)
    _is_a_filer(draft)
    numbers = tuple(f.number for f in state.outstanding if f.participant == seat.participant)
    if not numbers:
        raise draft.refuse("nothing-to-withdraw", f"No objection of {seat.name} stands.")
    rule = "objection.withdrawable"
    if state.ended:
        raise draft.refuse("procedure-ended", "The outcome stands; it is too late to withdraw.")
    if state.profile.withdrawable == "never":
        raise draft.refuse("not-withdrawable", "An objection may not be withdrawn.", rule)
    if state.time_is_up(draft.at):
        says = "The deadline has passed and the book is being closed; try again in a moment."
        raise draft.refuse("deadline-passed", says, rule)
    if state.profile.withdrawable == "until-deadline" and is_late(draft):
        says = "An objection may be withdrawn only until the deadline, which has passed."
        raise draft.refuse("not-withdrawable", says, rule)
    draft.add(ObjectionWithdrawn(seat.participant, numbers))
    running = draft.state.phase in (Phase.UNDER_SILENCE, Phase.SUSPENDED)
    if running and draft.state.broken_at is not None and not contested_paragraphs(draft.state):
        draft.add(SilenceMended())
    if draft.state.phase is Phase.SUSPENDED and draft.state.held and not draft.state.outstanding:
        deadline = what_was_left(draft.state, draft.at)
        draft.add(PeriodResumed(deadline, "The hold was withdrawn.", rule="objection.hold"))


def admit_late(draft: Draft, act: AdmitLate) -> None:
    """Admit a participant's late filings; an admitted objection has the effect of one in time."""
    profile = draft.state.profile
    draft.require_office(profile.late_admitted_by, "late.admitted_by", "admit a late filing")
    seat = _seat_of(draft, act.participant)
    late = [f for f in draft.state.filings if _may_be_admitted(f, seat, draft.state)]
    if not late:
        says = f"No late filing of {seat.name} waits to be admitted."
        raise draft.refuse("nothing-to-admit", says)
    draft.add(LateFilingAdmitted(seat.participant, tuple(f.number for f in late), act.because))
    if any(f.kind is Kind.OBJECT for f in late):
        _apply_admitted(draft)


def is_late(draft: Draft) -> bool:
    """Whether what is received now is late: past the deadline, unless the clock is stopped."""
    state = draft.state
    if state.phase is Phase.SUSPENDED or state.deadline is None:
        return False
    return not state.deadline.admits(draft.at)


def _apply_effect(draft: Draft) -> None:
    state = draft.state
    effect = state.profile.effect
    if state.phase not in (Phase.UNDER_SILENCE, Phase.SUSPENDED) or state.deadline is None:
        return
    contested = contested_paragraphs(state)
    if not contested:
        return
    if effect.period is Period.SUSPENDED:
        if state.phase is Phase.UNDER_SILENCE:
            place_hold(draft, state.deadline.instant - draft.at)
        return
    ends = effect.period is Period.ENDS
    if ends and state.divisible and set(contested) != set(state.open_paragraphs):
        ends = False
    if ends or state.broken_at is None:
        break_silence(draft, ends_period=ends)


def _apply_admitted(draft: Draft) -> None:
    state = draft.state
    if state.phase in (Phase.UNDER_SILENCE, Phase.SUSPENDED):
        _apply_effect(draft)
        return
    lapse_holds(draft, draft.at)
    state = draft.state
    put = tuple(number for number in state.text.numbers if number not in state.settled)
    contested = contested_paragraphs(replace(state, open_paragraphs=put))
    rests_on_silence = state.computed in (None, Outcome.ADOPTED, Outcome.PARTLY_ADOPTED)
    decided_at = state.decided_at or state.adopted_at
    if not rests_on_silence or decided_at is None or not set(contested) & set(state.adopted):
        return
    draft.add(OutcomeReopened(state.outcome or Outcome.PARTLY_ADOPTED))
    kept = tuple(number for number in put if number not in contested)
    if state.divisible and kept:
        draft.add(ParagraphsAdopted(kept, decided_at, "text.divisible"))
    draft.add(SilenceBroken(draft.at, ends_period=True))
    exempts = state.profile.effect.then is Then.EXEMPTION
    follow_break(draft, contested, decided_at if exempts else draft.at)


def _may_be_admitted(filing: Filing, seat: Seat, state: ProcedureState) -> bool:
    mine = filing.participant == seat.participant and filing.round == state.round
    return mine and filing.late and not filing.admitted and not filing.withdrawn


def _seat_of(draft: Draft, participant: str) -> Seat:
    seat = draft.state.seat(participant)
    if seat is None:
        says = (
            f"{participant or 'This participant'} is not on the roll that was fixed when the text "
            "was placed under silence."
        )
        raise draft.refuse("no-standing", says, "standing.object")
    return seat


def _is_a_filer(draft: Draft) -> None:
    if draft.actor.office not in FILERS:
        says = "Only a delegation, or the secretariat for it, may file or withdraw."
        raise draft.refuse("not-authorised", says)


def _has_standing(draft: Draft, seat: Seat, kind: Kind) -> None:
    _is_a_filer(draft)
    if kind is Kind.OBJECT and not seat.may_object:
        says = f"{seat.name} takes part as {seat.category}, which gives no standing to object."
        raise draft.refuse("no-standing", says, "standing.object")
    if not (seat.may_object or seat.may_comment):
        says = f"{seat.name} is informed of the text only, and may not file."
        raise draft.refuse("no-standing", says, "standing.comment")


def _is_in_form(draft: Draft, act: File) -> None:
    known = set(draft.state.text.numbers)
    unknown = [n for n in act.paragraphs if n not in known]
    unknown += [p.number for p in act.wording if p.number not in known]
    if unknown:
        says = f"The text has no paragraph {unknown[0]}."
        raise draft.refuse("unknown-paragraph", says)
    if act.kind is not Kind.OBJECT:
        return
    settled = [n for n in act.paragraphs if n in draft.state.settled]
    if settled:
        says = f"Paragraph {settled[0]} has been adopted and is no longer open."
        raise draft.refuse("paragraph-adopted", says, "text.divisible")
    profile = draft.state.profile
    if profile.grounds_required and not act.says.strip():
        says = "An objection must give its grounds."
        raise draft.refuse("grounds-required", says, "objection.grounds")
    if profile.wording_required and not act.wording:
        says = "An objection must propose other wording."
        raise draft.refuse("wording-required", says, "objection.wording")
    if act.paragraphs and not profile.by_paragraph:
        says = "An objection is to the whole text; it may not be limited to paragraphs."
        raise draft.refuse("whole-text-only", says, "objection.paragraphs")
