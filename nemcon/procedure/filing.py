"""What delegations file: objections, what does not break silence, and their withdrawal."""

from __future__ import annotations

from dataclasses import replace

from nemcon.language import N_, _
from nemcon.language.states import named, the_same
from nemcon.procedure.acts import (
    BALLOTS,
    COMMENTS,
    EXPLANATIONS,
    REQUESTS,
    AdmitLate,
    File,
    Kind,
    Outcome,
    WithdrawObjection,
)
from nemcon.procedure.breaking import break_silence, follow_break
from nemcon.procedure.draft import Draft
from nemcon.procedure.effects import Period, Then
from nemcon.procedure.entries import (
    Filed,
    LateFilingAdmitted,
    ObjectionWithdrawn,
    ParagraphsAdopted,
    PeriodResumed,
    SilenceBroken,
    SilenceMended,
)
from nemcon.procedure.extending import extend_for, give_others_time
from nemcon.procedure.holds import lapse_holds, place_hold, what_was_left
from nemcon.procedure.outcome import conclude
from nemcon.procedure.outcome_entries import OutcomeReopened
from nemcon.procedure.people import CATEGORIES, Office, Seat
from nemcon.procedure.profile import Profile
from nemcon.procedure.standing import contested_paragraphs, standing_for
from nemcon.procedure.state import RUNNING, Filing, Phase, ProcedureState
from nemcon.procedure.voting import put_to_vote
from nemcon.procedure.wording import HOLD_WITHDRAWN

FILERS = frozenset({Office.DELEGATION, Office.SECRETARIAT})
_RULES = {
    Kind.OBJECT: "objection.effect",
    Kind.REQUEST_VOTE: "standing.request_vote",
    Kind.REQUEST_MEETING: "standing.request_meeting",
    Kind.VETO_LAUNCH: "launch.veto",
    **dict.fromkeys(BALLOTS, "vote.length"),
}
# Translators: {category} is "member", "signatory" or "observer".
_NO_STANDING = {
    "standing.object": N_("{name} takes part as {category}, which gives no standing to object."),
    "standing.request_vote": N_(
        "{name} takes part as {category}, which gives no standing to ask for a vote."
    ),
    "standing.request_meeting": N_(
        "{name} takes part as {category}, which gives no standing to ask for a meeting."
    ),
    "launch.veto": N_(
        "{name} takes part as {category}, which gives no standing to prevent the launch."
    ),
}


def file(draft: Draft, act: File) -> None:
    """Record a filing; an objection in time may break silence.

    What is received after the deadline is recorded as late and has no effect of its own.
    """
    seat = _seat_of(draft, act.actor.participant)
    _has_standing(draft, seat, act.kind)
    act = _as_it_counts(act, seat, draft.state.profile)
    _is_in_form(draft, act)
    state = draft.state
    read_another = act.text_digest not in ("", state.text_digest)
    if draft.at < state.text_since or read_another:
        says = _(
            "The text was revised while this was on its way; read the new text, and file again."
        )
        raise draft.refuse("text-revised", says)
    _is_open(draft, act.kind)
    late = state.is_late(seat.participant, draft.at)
    filed = Filed(
        kind=act.kind,
        participant=seat.participant,
        round=state.round,
        late=late,
        standing=seat.may_object,
        paragraphs=tuple(n for n in state.text.numbers if n in act.paragraphs),
        says=act.says,
        wording=act.wording,
        on_behalf_of=tuple(_as_on_the_roll(state, called) for called in act.on_behalf_of),
        rule=_RULES.get(act.kind, "standing.comment"),
    )
    draft.add(filed)
    if not late:
        _let_it_work(draft, act.kind, seat)


def _as_on_the_roll(state: ProcedureState, called: str) -> str:
    """The name as the roll has it where it is typed in another language; else as it was typed."""
    others = {*(seat.participant for seat in state.roll), *(group.name for group in state.groups)}
    return called if called in others else the_same((seat.name for seat in state.roll), called)


def withdraw_objection(draft: Draft, act: WithdrawObjection) -> None:
    """Withdraw what the delegation objected; where nothing stands any more silence is mended."""
    state = draft.state
    seat = _seat_of(draft, act.actor.participant)
    _is_a_filer(draft)
    numbers = tuple(f.number for f in state.outstanding if f.participant == seat.participant)
    if not numbers:
        raise draft.refuse(
            "nothing-to-withdraw", _("No objection of {name} stands.", name=named(seat.name))
        )
    rule = "objection.withdrawable"
    if state.ended:
        raise draft.refuse("procedure-ended", _("The outcome stands; it is too late to withdraw."))
    if state.profile.withdrawable == "never":
        raise draft.refuse("not-withdrawable", _("An objection may not be withdrawn."), rule)
    if state.time_is_up(draft.at):
        says = _("The deadline has passed and the book is being closed; try again in a moment.")
        raise draft.refuse("deadline-passed", says, rule)
    late = state.is_late(seat.participant, draft.at)
    if state.profile.withdrawable == "until-deadline" and late:
        says = _("An objection may be withdrawn only until the deadline, which has passed.")
        raise draft.refuse("not-withdrawable", says, rule)
    draft.add(ObjectionWithdrawn(seat.participant, numbers))
    running = draft.state.phase in RUNNING
    if running and draft.state.broken_at is not None and not contested_paragraphs(draft.state):
        draft.add(SilenceMended())
    if draft.state.phase is Phase.SUSPENDED and draft.state.held and not draft.state.outstanding:
        deadline = what_was_left(draft.state, draft.at)
        draft.add(PeriodResumed(deadline, HOLD_WITHDRAWN, rule="objection.hold"))


def admit_late(draft: Draft, act: AdmitLate) -> None:
    """Admit a participant's late filings; an admitted objection has the effect of one in time."""
    profile = draft.state.profile
    draft.require_office(profile.late_admitted_by, "late.admitted_by", N_("admit a late filing"))
    seat = _seat_of(draft, act.participant)
    if draft.state.phase is Phase.VOTING:
        says = _("The text is put to a vote; what was late before it cannot be admitted any more.")
        raise draft.refuse("wrong-phase", says, "vote.length")
    late = [f for f in draft.state.filings if _may_be_admitted(f, seat, draft.state)]
    if not late:
        says = _("No late filing of {name} waits to be admitted.", name=named(seat.name))
        raise draft.refuse("nothing-to-admit", says)
    draft.add(LateFilingAdmitted(seat.participant, tuple(f.number for f in late), act.because))
    if any(f.kind is Kind.OBJECT for f in late):
        _apply_admitted(draft, seat)


def _let_it_work(draft: Draft, kind: Kind, seat: Seat) -> None:
    """What a filing that was received in time leads to."""
    running = draft.state.phase in RUNNING
    match kind:
        case Kind.OBJECT:
            _apply_effect(draft)
            extend_for(draft, "extension.on_objection")
            give_others_time(draft, seat.participant)
        case Kind.ASK_FOR_TIME if seat.may_object:
            extend_for(draft, "extension.on_request")
        case Kind.REQUEST_VOTE if running:
            put_to_vote(draft, draft.at, "standing.request_vote")
        case Kind.REQUEST_MEETING if running:
            to = draft.state.profile.leads_to
            conclude(draft, Outcome.REFERRED, draft.at, "standing.request_meeting", to=to)
        case Kind.VETO_LAUNCH:
            conclude(draft, Outcome.NOT_LAUNCHED, draft.at, "launch.veto")
        case _:
            return


def _apply_effect(draft: Draft) -> None:
    state = draft.state
    effect = state.profile.effect
    if state.phase not in RUNNING or state.deadline is None:
        return
    contested = contested_paragraphs(state)
    if not contested or state.profile.threshold.counts_replies:
        return  # shares of the replies are known at the deadline only
    if effect.then is Then.EXEMPTION:
        return  # it does not prevent adoption, so that silence is not broken
    if effect.period is Period.SUSPENDED:
        if state.phase is Phase.UNDER_SILENCE:
            place_hold(draft, state.deadline.instant - draft.at)
        return
    ends = effect.period is Period.ENDS
    if ends and state.divisible and set(contested) != set(state.open_paragraphs):
        ends = False
    if ends or state.broken_at is None:
        break_silence(draft, ends_period=ends)


def _apply_admitted(draft: Draft, seat: Seat) -> None:
    state = draft.state
    if state.phase in RUNNING:
        _let_it_work(draft, Kind.OBJECT, seat)
        return
    lapse_holds(draft, draft.at)
    state = draft.state
    put = tuple(number for number in state.text.numbers if number not in state.settled)
    contested = contested_paragraphs(replace(state, open_paragraphs=put))
    rests_on_silence = state.vote is None and state.computed in (
        None,
        Outcome.ADOPTED,
        Outcome.PARTLY_ADOPTED,
    )
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
    admissible = filing.kind is Kind.OBJECT or filing.kind in COMMENTS
    mine = filing.participant == seat.participant and filing.round == state.round and admissible
    return mine and filing.late and not filing.admitted and not filing.withdrawn


def _seat_of(draft: Draft, participant: str) -> Seat:
    seat = draft.state.seat(participant)
    if seat is None:
        says = (
            _(
                "{participant} is not on the roll that was fixed when the text was placed under "
                "silence.",
                participant=participant,
            )
            if participant
            else _(
                "This participant is not on the roll that was fixed when the text was placed "
                "under silence."
            )
        )
        raise draft.refuse("no-standing", says, "standing.object")
    return seat


def _is_a_filer(draft: Draft) -> None:
    if draft.actor.office not in FILERS:
        says = _("Only a delegation, or the secretariat for it, may file or withdraw.")
        raise draft.refuse("not-authorised", says)


def _has_standing(draft: Draft, seat: Seat, kind: Kind) -> None:
    _is_a_filer(draft)
    may, rule = standing_for(draft.state.profile, seat, kind)
    if may:
        return
    if rule == "standing.comment":
        says = _("{name} is informed of the text only, and may not file.", name=named(seat.name))
    else:
        says = _(_NO_STANDING[rule], name=named(seat.name), category=_(CATEGORIES[seat.category]))
    raise draft.refuse("no-standing", says, rule)


def _as_it_counts(act: File, seat: Seat, profile: Profile) -> File:
    """The filing as the rules count it: an amendment may be an objection by another name."""
    amends = act.kind is Kind.CORRECT and bool(act.wording)
    if amends and profile.amendments_object and seat.may_object:
        named = tuple(paragraph.number for paragraph in act.wording)
        return replace(act, kind=Kind.OBJECT, paragraphs=act.paragraphs or named)
    return act


def _is_open(draft: Draft, kind: Kind) -> None:
    """Refuse what cannot be filed at this stage; what was on its way when it ended is kept."""
    state = draft.state
    voting, vetoing = kind in BALLOTS, kind is Kind.VETO_LAUNCH
    if vetoing != (state.phase is Phase.ANNOUNCED):
        says = _(
            "The launch can be prevented only while it is announced, and nothing else be filed."
        )
        raise draft.refuse("wrong-phase", says, "launch.veto")
    if kind in REQUESTS and state.phase not in RUNNING and not state.ended:
        says = _("The period is over, and nothing is left of which this could be asked.")
        raise draft.refuse("wrong-phase", says)
    if voting and state.phase is not Phase.VOTING:
        raise draft.refuse("wrong-phase", _("No vote is open on this text."), "vote.length")
    put_aside = kind not in (*BALLOTS, *EXPLANATIONS)
    if state.phase is Phase.VOTING and put_aside and _knew_of_the_vote(draft):
        says = _("The text is put to a vote; cast your vote instead.")
        raise draft.refuse("wrong-phase", says, "vote.length")
    recalled = state.computed is Outcome.RECALLED
    late = state.is_late(draft.actor.participant, draft.at)
    open_to_late = late and state.vote is None and not recalled
    if state.ended and not open_to_late and state.ended_at and draft.at >= state.ended_at:
        raise draft.refuse(
            "procedure-ended", _("The procedure has ended; nothing is open to file.")
        )


def _knew_of_the_vote(draft: Draft) -> bool:
    opened = draft.state.vote_opened
    return opened is not None and draft.at >= opened.at


def _is_in_form(draft: Draft, act: File) -> None:
    known = set(draft.state.text.numbers)
    unknown = [n for n in act.paragraphs if n not in known]
    unknown += [p.number for p in act.wording if p.number not in known]
    if unknown:
        says = _("The text has no paragraph {number}.", number=unknown[0])
        raise draft.refuse("unknown-paragraph", says)
    if act.kind is not Kind.OBJECT:
        return
    settled = [n for n in act.paragraphs if n in draft.state.settled]
    if settled:
        says = _("Paragraph {number} has been adopted and is no longer open.", number=settled[0])
        raise draft.refuse("paragraph-adopted", says, "text.divisible")
    profile = draft.state.profile
    if profile.grounds_required and not act.says.strip():
        says = _("An objection must give its grounds.")
        raise draft.refuse("grounds-required", says, "objection.grounds")
    if profile.wording_required and not act.wording:
        says = _("An objection must propose other wording.")
        raise draft.refuse("wording-required", says, "objection.wording")
    if act.paragraphs and not profile.by_paragraph:
        says = _("An objection is to the whole text; it may not be limited to paragraphs.")
        raise draft.refuse("whole-text-only", says, "objection.paragraphs")
