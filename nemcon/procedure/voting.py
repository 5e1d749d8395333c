"""A remote roll-call: members vote by the links in their letters until it is closed."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from nemcon.language import _
from nemcon.procedure.acts import BALLOTS, CloseVote, Kind, Outcome
from nemcon.procedure.draft import Draft
from nemcon.procedure.outcome import adopt, conclude
from nemcon.procedure.outcome_entries import VoteClosed, VoteOpened
from nemcon.procedure.standing import members
from nemcon.procedure.state import Phase, ProcedureState
from nemcon.procedure.threshold import Tally, tally_of
from nemcon.timing.durations import lapse_of


def put_to_vote(draft: Draft, at: datetime, rule: str) -> None:
    """Open the roll-call at that nominal instant; where there is none, it is taken elsewhere."""
    profile = draft.state.profile
    if profile.vote is None:
        conclude(draft, Outcome.VOTED, at, rule, to=profile.leads_to)
        return
    until = lapse_of(at, profile.vote, profile.zone)
    draft.add(VoteOpened(until, draft.state.open_paragraphs, rule))


def close_vote(draft: Draft, act: CloseVote) -> None:
    """Count the ballots once the time and the grace have passed; each member's last one counts."""
    state = draft.state
    until = state.vote_until
    if state.phase is not Phase.VOTING or act.book != state.book or until is None:
        return
    if draft.at < until + state.patience:
        raise draft.refuse(
            "too-early", _("The roll-call is closed only after its end and the grace.")
        )
    closed = _count(state, until)
    draft.add(closed)
    if closed.carried:
        adopt(draft, until, "vote.majority")
    else:
        conclude(draft, Outcome.NOT_ADOPTED, until, closed.rule)


def ballots(state: ProcedureState) -> dict[str, Kind]:
    """The ballot that counts of each member that has cast one."""
    opened = state.vote_opened.number if state.vote_opened is not None else state.number
    return {
        filing.participant: filing.kind
        for filing in state.filings
        if filing.kind in BALLOTS and filing.number > opened and filing.counted
    }


def _count(state: ProcedureState, until: datetime) -> VoteClosed:
    cast = ballots(state)
    by_kind = {
        kind: tuple(name for name in members(state) if cast.get(name) is kind) for kind in BALLOTS
    }
    in_favour, against = by_kind[Kind.VOTE_FOR], by_kind[Kind.VOTE_AGAINST]
    voted = (*in_favour, *against, *by_kind[Kind.ABSTAIN])
    profile = state.profile
    quorum = profile.vote_quorum is None or profile.vote_quorum.reached(
        tally_of(state.roll, voted, count=len(voted), replies=len(voted))
    )
    carried = profile.vote_majority.reached(_majority(state, in_favour, against))
    return VoteClosed(
        at=until,
        in_favour=in_favour,
        against=against,
        abstaining=by_kind[Kind.ABSTAIN],
        absent=tuple(name for name in members(state) if name not in cast),
        quorum=quorum,
        carried=quorum and carried,
        rule="vote.majority" if quorum else "vote.quorum",
    )


def _majority(state: ProcedureState, in_favour: tuple[str, ...], against: tuple[str, ...]) -> Tally:
    """Who is in favour, of all members or of the votes cast; a weight is one of those cast."""
    those = tally_of(state.roll, in_favour, count=len(in_favour), replies=0)
    cast = tally_of(state.roll, (*in_favour, *against), count=0, replies=0)
    return replace(those, cast=len(in_favour) + len(against), whole_weight=cast.weight)
