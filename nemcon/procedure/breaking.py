"""How a period ends: silence kept or broken, and what follows from it."""

from __future__ import annotations

from datetime import datetime

from nemcon.language import _
from nemcon.procedure.acts import CloseBook, EndConsultation, Outcome
from nemcon.procedure.draft import Draft
from nemcon.procedure.effects import Then
from nemcon.procedure.entries import (
    BookClosed,
    ConsultationOpened,
    ParagraphsAdopted,
    SilenceBroken,
)
from nemcon.procedure.outcome import adopt, conclude
from nemcon.procedure.standing import (
    contested_paragraphs,
    members,
    objecting_participants,
    quorum_is_met,
    still_silent,
)
from nemcon.procedure.state import REACHED, Phase, ProcedureState
from nemcon.procedure.voting import put_to_vote
from nemcon.timing.deadline import Deadline
from nemcon.timing.durations import lapse_of


def close_book(draft: Draft, act: CloseBook) -> None:
    """Close the book of a period once its deadline and the grace have passed.

    Nothing happens when that book is closed already or the period is not running: time may knock
    as often as it likes. The outcome carries the nominal deadline, however late this runs.
    """
    state = draft.state
    closing = state.closing
    if state.phase is not Phase.UNDER_SILENCE or act.book != state.book or closing is None:
        return
    if draft.at < closing.book_closes_at(state.patience):
        raise draft.refuse("too-early", _("The book closes only after the deadline and the grace."))
    at = closing.instant
    contested = contested_paragraphs(state)
    _write_closing(draft, act, at, contested)
    exempts = state.profile.effect.then is Then.EXEMPTION
    partly = state.divisible and set(contested) != set(state.open_paragraphs)
    would_adopt = not contested or partly or exempts
    if would_adopt and not quorum_is_met(draft.state):
        conclude(draft, Outcome.NOT_ADOPTED, at, "silence.quorum")
        return
    if would_adopt and not _somebody_was_reached(draft.state):
        _leave_to_chair(draft, at)
        return
    if not contested:
        adopt(draft, at, "objection.threshold")
        return
    if partly:
        kept = tuple(n for n in state.open_paragraphs if n not in contested)
        draft.add(ParagraphsAdopted(kept, at, "text.divisible"))
    follow_break(draft, contested, at)


def break_silence(draft: Draft, *, ends_period: bool) -> None:
    """Record the break; where the rules end the period with it, go on to what follows."""
    state = draft.state
    draft.add(SilenceBroken(draft.at, ends_period))
    if ends_period:
        follow_break(draft, contested_paragraphs(state) or state.open_paragraphs, draft.at)


def follow_break(draft: Draft, contested: tuple[str, ...], at: datetime) -> None:
    """What the profile foresees after a break, at the nominal instant of the break."""
    profile = draft.state.profile
    match profile.effect.then:
        case Then.MEETING:
            conclude(draft, Outcome.REFERRED, at, "objection.effect", to=profile.leads_to)
        case Then.VOTE:
            put_to_vote(draft, at, "objection.effect")
        case Then.NOT_ADOPTED:
            conclude(draft, Outcome.NOT_ADOPTED, at, "objection.effect")
        case Then.EXEMPTION:
            adopt(draft, at, "objection.effect", exempt=objecting_participants(draft.state))
        case Then.FINDING:
            until = _consultation_end(draft, at)
            draft.add(ConsultationOpened(contested, until, finding=True, rule="objection.effect"))
        case Then.COMPILATION:
            conclude(draft, Outcome.COMPILED, at, "objection.effect", to=profile.leads_to)
        case Then.CONSULTATION:
            _consult(draft, contested, at)


def _consult(draft: Draft, contested: tuple[str, ...], at: datetime) -> None:
    until = _consultation_end(draft, at)
    if until is None:
        _consultation_fails(draft, at)
    else:
        draft.add(ConsultationOpened(contested, until, finding=False))


def _consultation_end(draft: Draft, at: datetime) -> datetime | None:
    profile = draft.state.profile
    if profile.consultation is None:
        return None
    return lapse_of(at, profile.consultation, profile.zone)


def end_consultation(draft: Draft, act: EndConsultation) -> None:
    """Apply the profile's rule when the time for consultation has run out."""
    state = draft.state
    until = state.consultation_until
    if state.phase is not Phase.CONSULTATION or act.book != state.book or until is None:
        return
    if draft.at < until + state.patience:
        raise draft.refuse("too-early", _("The time for consultation has not run out yet."))
    _consultation_fails(draft, until)


def _consultation_fails(draft: Draft, at: datetime) -> None:
    """A text that is not adopted was not adopted from the moment at which silence was broken."""
    outcome = Outcome(draft.state.profile.consultation_ends)
    if outcome is Outcome.NOT_ADOPTED:
        broken = draft.state.broken_at if draft.state.ended_by_break else None
        at = broken or (draft.state.closing or deadline_in(draft.state)).instant
    to = draft.state.profile.leads_to if outcome is Outcome.REFERRED else ""
    conclude(draft, outcome, at, "consultation.at_end", to=to)


def deadline_in(state: ProcedureState) -> Deadline:
    """The deadline of the period that runs or ran last. Raises `ValueError` before any opened."""
    if state.deadline is None:
        message = "no period has been opened"
        raise ValueError(message)
    return state.deadline


def _write_closing(draft: Draft, act: CloseBook, at: datetime, contested: tuple[str, ...]) -> None:
    state = draft.state
    reached = {d.participant for d in act.deliveries if d.state == REACHED}
    # Whoever has acted on the text knows of it, by whatever way.
    reached |= set(members(state)) - set(still_silent(state))
    objectors = objecting_participants(state)
    with_standing = [name for name in members(state) if name not in objectors]
    exempts = state.profile.effect.then is Then.EXEMPTION
    if contested and state.broken_at is None and not exempts:
        draft.add(SilenceBroken(at, ends_period=False))
    draft.add(
        BookClosed(
            book=state.book,
            at=at,
            kept=not contested,
            contested=contested,
            silent=tuple(name for name in with_standing if name in reached),
            unreached=tuple(name for name in with_standing if name not in reached),
            deliveries=act.deliveries,
        )
    )


def _leave_to_chair(draft: Draft, at: datetime) -> None:
    """No letter reached anybody: silence that nobody was asked for is no consent."""
    until = _consultation_end(draft, at)
    draft.add(ConsultationOpened(draft.state.open_paragraphs, until, finding=False, rule=""))


def _somebody_was_reached(state: ProcedureState) -> bool:
    return bool(state.silent) or not state.unreached
