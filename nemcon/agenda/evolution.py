"""How each entry changes the state of an agenda and of its session.

`evolve` is total over the entries and never refuses: what is in the register has happened.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import timedelta
from typing import Any, Final, TypeAlias

from nemcon.agenda import entries as e
from nemcon.agenda.acts import AgendaOutcome, Settlement
from nemcon.agenda.entries import AgendaEntry, AgendaRecorded
from nemcon.agenda.items import Document, covered_by, topmost, with_item
from nemcon.agenda.settling import keeping, settled
from nemcon.agenda.state import (
    AgendaPhase,
    AgendaState,
    Compromise,
    OpenPart,
    Proposal,
    Spoken,
)
from nemcon.procedure.acts import Outcome
from nemcon.procedure.families import ResultReopened, ResultTaken
from nemcon.procedure.folding import folded, moved_on, too_early
from nemcon.procedure.papers import PaperIssued, with_paper
from nemcon.procedure.recall import LaunchRecalled, recallable_until
from nemcon.procedure.state import frozen_profile


def fold(recorded: Iterable[AgendaRecorded]) -> AgendaState | None:
    """The state after these entries, from the first one on; `None` when there are none."""
    return folded(evolve, recorded)


def evolve(state: AgendaState | None, recorded: AgendaRecorded) -> AgendaState:
    """The state after one more entry.

    Raises `ValueError` where the first entry does not open the agenda.
    """
    entry = recorded.entry
    if isinstance(entry, e.AgendaCirculated):
        return _circulated(entry, recorded)
    if state is None:
        raise too_early(recorded, "the agenda was circulated")
    return moved_on(_CHANGES[type(entry)](state, entry, recorded), state, recorded)


def exceptions_by(state: AgendaState, result: ResultTaken) -> tuple[str, ...] | None:
    """With which exceptions that outcome of a silence procedure adopts the agenda.

    `None` where it does not adopt it: also where what was contested covers everything else.
    """
    if result.outcome is Outcome.ADOPTED:
        return ()
    if result.outcome is not Outcome.PARTLY_ADOPTED:
        return None
    contested = tuple(place for place in state.places if place in result.contested)
    left_open = covered_by(state.items, contested)
    if all(place in left_open for place in result.adopted):
        return None
    return topmost(state.items, contested)


def carried_over(state: AgendaState) -> tuple[str, ...]:
    """What goes to the next session: what is open still, and what was deferred."""
    waits = (None, Settlement.DEFERRED)
    return tuple(part.place for part in state.exceptions if part.settlement in waits)


def _circulated(entry: e.AgendaCirculated, recorded: AgendaRecorded) -> AgendaState:
    return AgendaState(
        title=entry.title,
        symbol=entry.symbol,
        session=entry.session,
        next_session=entry.next_session,
        profile=frozen_profile(entry.profile_id, entry.profile_title, entry.rules),
        roll=entry.roll,
        groups=entry.groups,
        grace=timedelta(seconds=entry.grace_seconds),
        items=entry.items,
        parts=entry.parts,
        sittings=entry.sittings,
        until=entry.until,
        opened_at=recorded.at,
        last_acted=recorded.at,
        number=recorded.number,
        recall_until=recallable_until(recorded.at, entry.recall_seconds),
    )


def _standing(s: AgendaState, r: AgendaRecorded) -> AgendaState:
    """The state with the phase and the outcome that follow from what is adopted and open.

    Without sittings the session has nothing left to wait for once nothing is open.
    """
    adopted = s.adopted_at is not None
    outcome = AgendaOutcome.NOT_ADOPTED if s.session_over else None
    if adopted:
        whole = all(part.settlement is Settlement.ADOPTED for part in s.exceptions)
        outcome = AgendaOutcome.ADOPTED if whole else AgendaOutcome.WITH_EXCEPTIONS
    phase = AgendaPhase.ADOPTED if adopted else AgendaPhase.CIRCULATED
    if s.session_over or (adopted and not s.sittings and not s.open_parts):
        phase = AgendaPhase.ENDED
    ended = phase is AgendaPhase.ENDED
    return replace(
        s,
        phase=phase,
        outcome=outcome,
        carried_over=carried_over(s) if ended else (),
        ended_at=(s.ended_at or r.at) if ended else None,
    )


def _proposed(s: AgendaState, x: e.ChangeProposed, r: AgendaRecorded) -> AgendaState:
    proposal = Proposal(
        number=r.number,
        at=r.at,
        participant=x.participant,
        change=x.change,
        place=x.place,
        says=x.says,
        on_behalf_of=x.on_behalf_of,
        late=x.late,
    )
    return replace(s, proposals=(*s.proposals, proposal))


def _marked(s: AgendaState, numbers: tuple[int, ...], **mark: bool) -> tuple[Proposal, ...]:
    changes: dict[str, Any] = dict(mark)
    return tuple(replace(p, **changes) if p.number in numbers else p for p in s.proposals)


def _compromise(s: AgendaState, x: e.CompromisePut, r: AgendaRecorded) -> AgendaState:
    return replace(s, compromise=Compromise(r.number, r.at, x.exceptions, x.revisit, x.says))


def _opposition(s: AgendaState, participant: str, says: str | None) -> AgendaState:
    """The compromise with what that delegation says against it, or without it."""
    if s.compromise is None:
        return s
    opposed = {who: words for who, words in s.compromise.opposed_by if who != participant}
    if says is not None:
        opposed[participant] = says
    return replace(s, compromise=replace(s.compromise, opposed_by=tuple(opposed.items())))


def _revised(s: AgendaState, x: e.AgendaRevised, _r: AgendaRecorded) -> AgendaState:
    # What is decided later on the agenda as it was placed under silence is not about this one.
    return replace(
        s,
        items=x.items,
        parts=x.parts,
        proposals=_marked(s, x.taken_up, taken_up=True),
        revision=s.revision + 1,
        child="",
    )


def _item_added(s: AgendaState, x: e.ItemAdded, r: AgendaRecorded) -> AgendaState:
    items = with_item(s.items, x.item, x.under)
    if s.adopted_at is None:
        return replace(s, items=items, child="")
    place = f"{x.under} {x.item.number}".strip()
    part = OpenPart(place, x.revisit, since=r.at, added=True)
    return _standing(replace(s, items=items, exceptions=(*s.exceptions, part)), r)


def _under_silence(
    s: AgendaState, x: e.AgendaPlacedUnderSilence, _r: AgendaRecorded
) -> AgendaState:
    return replace(
        s,
        phase=AgendaPhase.UNDER_SILENCE,
        child=x.child,
        children=s.children + 1,
        item_by_item=x.item_by_item,
        because=x.because,
    )


def _result(s: AgendaState, x: ResultTaken, r: AgendaRecorded) -> AgendaState:
    taken = replace(s, result=x)
    if exceptions_by(s, x) is not None:
        return taken  # its adoption is an entry of its own
    # All of it is open again, so that nothing is an exception any more.
    return _standing(keeping(replace(taken, adopted_at=None), ()), r)


def _reopened(s: AgendaState, _x: ResultReopened, _r: AgendaRecorded) -> AgendaState:
    """Under silence again, as if no outcome had been reached; a session that was over is not."""
    return replace(
        keeping(s, tuple(part for part in s.exceptions if part.added)),
        phase=AgendaPhase.UNDER_SILENCE,
        result=None,
        outcome=None,
        adopted_at=None,
        session_over=False,
        carried_over=(),
        ended_at=None,
    )


def _adopted(s: AgendaState, x: e.AgendaAdopted, r: AgendaRecorded) -> AgendaState:
    # What the meeting has settled or added since stands, also when an outcome is replaced.
    kept = tuple(part for part in s.exceptions if part.settlement is not None or part.added)
    known = {part.place: part for part in s.exceptions}
    places = {part.place for part in kept}
    left = tuple(
        known.get(place) or OpenPart(place, x.revisit, since=r.at)
        for place in x.exceptions
        if place not in places
    )
    adopted = replace(
        s, adopted_at=x.at, child=x.child, exceptions=(*kept, *left), because=x.because
    )
    return _standing(adopted, r)


def _settled(s: AgendaState, x: e.PartSettled, r: AgendaRecorded) -> AgendaState:
    return _standing(settled(s, x, r.at), r)


def _timetable(s: AgendaState, x: e.TimetableChanged, r: AgendaRecorded) -> AgendaState:
    changed = replace(s, sittings=x.sittings, timetable_since=r.at)
    return changed if s.phase is AgendaPhase.UNDER_SILENCE else _standing(changed, r)


def _spoken(s: AgendaState, x: e.SpeakerNoted, r: AgendaRecorded) -> AgendaState:
    spoken = Spoken(r.number, r.at, x.place, x.speaker, x.sitting, x.on_behalf_of)
    return replace(s, speakers=(*s.speakers, spoken))


def _listed(documents: tuple[Document, ...], listed: Document) -> tuple[Document, ...]:
    return tuple({**{d.symbol: d for d in documents}, listed.symbol: listed}.values())


def _recalled(s: AgendaState, x: LaunchRecalled, r: AgendaRecorded) -> AgendaState:
    return replace(
        s,
        phase=AgendaPhase.ENDED,
        outcome=AgendaOutcome.RECALLED,
        because=x.because,
        ended_at=r.at,
    )


def _ended(s: AgendaState, x: e.SessionEnded, r: AgendaRecorded) -> AgendaState:
    over = replace(s, session_over=True, ended_at=r.at)
    return replace(_standing(over, r), carried_over=x.carried_over, outcome=x.outcome)


_Change: TypeAlias = Callable[[AgendaState, Any, AgendaRecorded], AgendaState]
_CHANGES: Final[dict[type[AgendaEntry], _Change]] = {
    e.ChangeProposed: _proposed,
    e.ProposalWithdrawn: lambda s, x, _r: replace(
        s, proposals=_marked(s, (x.proposal,), withdrawn=True)
    ),
    e.ProposalsClosed: lambda s, _x, _r: replace(s, proposals_closed=True),
    e.CompromisePut: _compromise,
    e.CompromiseOpposed: lambda s, x, _r: _opposition(s, x.participant, x.says),
    e.CompromiseJoined: lambda s, x, _r: _opposition(s, x.participant, None),
    e.AgendaRevised: _revised,
    e.ItemAdded: _item_added,
    e.AgendaPlacedUnderSilence: _under_silence,
    e.AgendaAdopted: _adopted,
    e.PartSettled: _settled,
    e.TimetableChanged: _timetable,
    e.OfficersNamed: lambda s, x, _r: replace(s, officers=x.officers),
    e.SpeakerNoted: _spoken,
    e.DocumentListed: lambda s, x, _r: replace(s, documents=_listed(s.documents, x.document)),
    e.RecordKept: lambda s, x, r: replace(s, record=x.record, record_number=r.number),
    e.RemindedOfParts: lambda s, x, _r: replace(s, reminded=(*s.reminded, (x.instant, x.rung))),
    e.SessionEnded: _ended,
    ResultTaken: _result,
    ResultReopened: _reopened,
    PaperIssued: lambda s, x, r: replace(s, papers=with_paper(s.papers, x, r.number, r.at)),
    LaunchRecalled: _recalled,
}
