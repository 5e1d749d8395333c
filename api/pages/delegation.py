"""What a delegation is shown behind its link: where it stands, and what it may do now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from api.coding import own_waiting
from api.context import Context
from api.pages.link_state import what_happens_next
from api.pages.opening import OpenedLink, opened_as
from api.pages.record import Record
from api.pages.responses import responses
from api.pages.resting import of_outcome, of_standing
from api.pages.shown import (
    FOR_DELEGATIONS,
    deadline_shown,
    filings_shown,
    history,
    outcome_shown,
    revision_shown,
    rules_of,
    standing,
    vote_until,
    warnings_of,
    when,
)
from api.pages.wording import late_consequence
from api.v1.disclosure import Viewer, seen_by, viewer_of
from nemcon.language import N_, _
from nemcon.mail.agreed_part import of_negotiation
from nemcon.procedure.acts import BALLOTS, Kind
from nemcon.procedure.people import Seat
from nemcon.procedure.standing import kinds_open_to
from nemcon.procedure.state import Phase, ProcedureState
from nemcon.procedure.told import contested_told, objectors_told, telling
from nemcon.register.directory import Body
from nemcon.register.door import Position
from nemcon.register.kinds import State
from nemcon.register.links import LinkHolder
from nemcon.timing.writing import write_length

OFFERED: Final = (
    *BALLOTS,
    Kind.OBJECT,
    Kind.ASK_FOR_TIME,
    Kind.EXPLAIN,
    Kind.RESERVE,
    Kind.DISSOCIATE,
    Kind.CORRECT,
    Kind.AGREE,
    Kind.ACKNOWLEDGE,
    Kind.REQUEST_VOTE,
    Kind.REQUEST_MEETING,
    Kind.VETO_LAUNCH,
)
_WHILE_OPEN: Final = frozenset(
    {
        Kind.ASK_FOR_TIME,
        Kind.AGREE,
        Kind.ACKNOWLEDGE,
        Kind.REQUEST_VOTE,
        Kind.REQUEST_MEETING,
        *BALLOTS,
    }
)


@dataclass(frozen=True, slots=True)
class Opened:
    """What a link opens: whose it is, the body, and where the procedure stands now."""

    token: str
    holder: LinkHolder
    body: Body
    position: Position
    now: datetime

    @property
    def state(self) -> ProcedureState:
        """The state as recorded, with nothing left out."""
        return self.position.state

    @property
    def seat(self) -> Seat | None:
        """The delegation's place on the frozen roll."""
        return self.state.seat(self.holder.participant)

    @property
    def viewer(self) -> Viewer:
        """How the delegation looks at the procedure."""
        return viewer_of(self.holder)

    @property
    def late(self) -> bool:
        """Whether what is filed now would be late."""
        return self.state.is_late(self.holder.participant, self.now)

    @property
    def over(self) -> bool:
        """Whether nothing may be filed any more, not even late."""
        return _over(self.state, self.holder.participant, self.now)

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """What the delegation may file now, in the order in which it is offered."""
        return kinds_offered(self.state, self.holder.participant, self.now)

    @property
    def may_withdraw(self) -> bool:
        """Whether an objection of the delegation stands and the rules let it be withdrawn now."""
        return may_withdraw(self.state, self.holder.participant, self.now)


def kinds_offered(state: ProcedureState, participant: str, now: datetime) -> tuple[Kind, ...]:
    """What that participant may file now, in the order in which it is offered."""
    if _over(state, participant, now):
        return ()
    may = kinds_open_to(state, participant)
    settled = state.ended or state.is_late(participant, now)
    return tuple(k for k in OFFERED if k in may and not (settled and k in _WHILE_OPEN))


def may_withdraw(state: ProcedureState, participant: str, now: datetime) -> bool:
    """Whether an objection of that participant stands and may be withdrawn now."""
    mine = any(f.participant == participant for f in state.outstanding)
    if not mine or state.ended or state.time_is_up(now):
        return False
    withdrawable = state.profile.withdrawable
    return withdrawable == "until-the-end" or (
        withdrawable == "until-deadline" and not state.is_late(participant, now)
    )


def _over(state: ProcedureState, participant: str, now: datetime) -> bool:
    return state.ended and (not state.is_late(participant, now) or state.vote is not None)


def silence_of(found: OpenedLink[State]) -> Opened:
    """What was opened, if it is a silence procedure. Raises `Problem` 404 for another kind."""
    opened = opened_as(found, ProcedureState)
    return Opened(opened.token, opened.holder, opened.body, opened.position, opened.now)


def common(opened: Opened) -> dict[str, object]:
    """What every page behind the link shows."""
    state = seen_by(opened.viewer, opened.state)
    return {
        "token": opened.token,
        "holder": opened.holder,
        "body": opened.body,
        "procedure": opened.position.procedure,
        "text": state.text,
        "deadline": deadline_shown(
            state, opened.now, opened.holder.zone, opened.holder.participant
        ),
        "late": opened.late,
        "suspended": state.phase is Phase.SUSPENDED,
        "head": str(opened.position.head),
    }


def page_facts(context: Context, opened: Opened) -> dict[str, object]:
    """What the delegation's page shows."""
    state = seen_by(opened.viewer, opened.state)
    record = Record.of(context.register.written(opened.position.procedure))
    zone = state.profile.zone
    profile = state.profile
    stands = standing(state, opened.now)
    return common(opened) | {
        "standing": stands,
        "waiting": [(f.id, when(f.due, zone)) for f in own_waiting(context, opened.holder)],
        "next": what_happens_next(stands.name, state, over=opened.over),
        "outcome": outcome_shown(state),
        "outcome_rests_on": of_outcome(
            profile, (recorded for recorded, _hash in record.entries), telling(opened.state)
        ),
        "now_rests_on": of_standing(state, stands.name),
        "state": state,
        "part": of_negotiation(state),
        "digest": state.text_digest,
        "silence_means": _silence_means(opened, state),
        "responses": responses(
            opened.kinds, state, late=opened.late, withdraws=opened.may_withdraw
        ),
        "late_means": late_consequence(profile) if opened.late else "",
        "over": opened.over,
        "seat": opened.seat,
        "filings": filings_shown(opened.viewer, opened.state, record, opened.position.procedure),
        "tells": telling(opened.state),
        "objectors": objectors_told(opened.state),
        "in_dispute": contested_told(opened.state),
        "revision": revision_shown(record, state),
        "history": history(opened.viewer, opened.state, record),
        "rules": rules_of(state, FOR_DELEGATIONS),
        "profile": profile,
        "warnings": warnings_of(state.warnings),
        "until": when(state.consultation_until, zone) if state.consultation_until else None,
        "vote_until": vote_until(state),
        "resumes": when(state.resumes_at, zone) if state.resumes_at else None,
        "left_when_suspended": write_length(state.left) if state.left is not None else "",
        "adopted_before": state.adopted if not state.ended else (),
    }


def _silence_means(opened: Opened, state: ProcedureState) -> str:
    """What it means for this delegation to say nothing."""
    seat = opened.seat
    if seat is None or not seat.may_object:
        return _("Your standing does not include objecting, so your silence decides nothing.")
    if opened.late and state.phase is Phase.UNDER_SILENCE:
        return _("Whether silence was kept is being established from what was received in time.")
    if state.phase is Phase.UNDER_SILENCE and state.broken_at is not None:
        return _("Silence is broken already. Your silence is still taken as no objection of yours.")
    return _(_SILENCE[state.phase])


_SILENCE: Final = {
    Phase.UNDER_SILENCE: "",  # said at the top of the page
    Phase.ANNOUNCED: N_("Silence does not run yet."),
    Phase.VOTING: N_("Whoever does not vote until the roll-call is closed counts as absent."),
    Phase.SUSPENDED: N_("Silence means nothing while the clock stands still."),
    Phase.CONSULTATION: N_("Nothing is adopted by silence while the Chair consults."),
    Phase.ENDED: "",
}
