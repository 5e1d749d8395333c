"""The forms in which the API answers about agendas and meetings."""

from __future__ import annotations

from datetime import datetime

from pydantic import Field

from api.meeting import Meeting
from api.v1.shown import NextStep, ProfileNamed, Shown
from nemcon.agenda.acts import AgendaOutcome, Change, Settlement
from nemcon.agenda.fate import Fate, count_of, fate_of
from nemcon.agenda.items import Item, Revisit
from nemcon.agenda.state import AgendaPhase, AgendaState, OpenPart, Proposal
from nemcon.procedure.people import Category
from nemcon.register.door import PositionOf
from nemcon.register.kinds import Kind, kind_of
from nemcon.timing.timeline import Fact, Point, Span, rows_of


class ItemShown(Shown):
    """An item with its place, such as "1 (a)", and those below it."""

    place: str
    number: str
    title: str
    subs: list[ItemShown]


class PartShown(Shown):
    """A named part of the organization of work."""

    name: str
    says: str


class SittingShown(Shown):
    """A sitting."""

    number: int
    begins: datetime
    ends: datetime
    items: list[str]
    title: str


class AgainShown(Shown):
    """When something is taken up again; `instant` is that by the timetable as it stands."""

    sitting: int | None
    at: datetime | None
    instant: datetime | None


class OpenPartShown(Shown):
    """What was left open; `settlement` is none while it is."""

    place: str
    revisit: AgainShown
    since: datetime
    settlement: Settlement | None
    settled_at: datetime | None
    says: str
    because: str
    added: bool
    was: str = Field(description="How it read before, where it was adopted in other words.")


class ProposalShown(Shown):
    """A proposal to change the agenda."""

    number: int = Field(description="That of its entry, by which acts name it.")
    count: int = Field(description="Which proposal it is, counted from 1.")
    at: datetime
    participant: str
    change: Change
    place: str
    says: str
    on_behalf_of: list[str]
    late: bool
    withdrawn: bool
    taken_up: bool
    fate: Fate = Field(description="What has become of it by now.")


class OpposedShown(Shown):
    """A delegation that cannot join the compromise."""

    participant: str
    says: str


class CompromiseShown(Shown):
    """The Chair's compromise that stands now."""

    number: int
    at: datetime
    exceptions: list[str]
    revisit: AgainShown
    says: str
    opposed_by: list[OpposedShown]


class OfficerShown(Shown):
    """An officer of the session."""

    office: str
    participant: str
    person: str


class SpokenShown(Shown):
    """Somebody spoke on an item."""

    number: int
    at: datetime
    place: str
    speaker: str
    sitting: int | None
    on_behalf_of: list[str]


class DocumentShown(Shown):
    """A document before the session."""

    symbol: str
    title: str
    items: list[str]


class AgendaShown(Shown):
    """An agenda and the record of its session."""

    id: str
    body: str
    title: str
    symbol: str
    session: str
    next_session: str
    profile: ProfileNamed
    phase: AgendaPhase
    outcome: AgendaOutcome | None
    revision: int
    until: datetime | None = Field(description="Until when proposals are to be in.")
    opened_at: datetime
    adopted_at: datetime | None
    ended_at: datetime | None
    next: NextStep | None
    items: list[ItemShown]
    parts: list[PartShown]
    sittings: list[SittingShown]
    open_parts: list[OpenPartShown]
    exceptions: list[OpenPartShown] = Field(description="What was left open, settled or not.")
    carried_over: list[str]
    proposals: list[ProposalShown]
    compromise: CompromiseShown | None
    silence: str = Field(description="The silence procedure by which it is, or was, adopted.")
    officers: list[OfficerShown]
    speakers: list[SpokenShown]
    documents: list[DocumentShown]
    head: str

    @classmethod
    def of(cls, position: PositionOf[AgendaState]) -> AgendaShown:
        """The agenda as it is answered."""
        state, step = position.state, position.next
        return cls(
            id=position.procedure,
            body=position.body,
            title=state.title,
            symbol=state.symbol,
            session=state.session,
            next_session=state.next_session,
            profile=ProfileNamed(id=state.profile.id, title=state.profile.title),
            phase=state.phase,
            outcome=state.outcome,
            revision=state.revision,
            until=state.until,
            opened_at=state.opened_at,
            adopted_at=state.adopted_at,
            ended_at=state.ended_at,
            next=NextStep(step=type(step.act).__name__, at=step.nominal) if step else None,
            items=_items(state.items),
            parts=[PartShown.model_validate(part) for part in state.parts],
            sittings=[SittingShown.model_validate(sitting) for sitting in state.sittings],
            open_parts=[_open(state, part) for part in state.open_parts],
            exceptions=[_open(state, part) for part in state.exceptions],
            carried_over=list(state.carried_over),
            proposals=[_proposal(state, made) for made in state.proposals],
            compromise=_compromise(state),
            silence=state.child,
            officers=[OfficerShown.model_validate(o) for o in state.officers],
            speakers=[SpokenShown.model_validate(spoken) for spoken in state.speakers],
            documents=[DocumentShown.model_validate(paper) for paper in state.documents],
            head=str(position.head),
        )


class SeatNamed(Shown):
    """Who takes part, and as what."""

    participant: str
    name: str
    category: Category


class ProcedureNamed(Shown):
    """A procedure that belongs to the meeting."""

    id: str
    kind: Kind
    phase: str
    outcome: str | None


class FactShown(Shown):
    """Something that lasts or happens; `ends` is none of what happens at an instant."""

    begins: datetime
    ends: datetime | None
    of: str
    kind: str = Field(examples=["sitting"])
    says: str
    written: str


class MeetingShown(Shown):
    """A session of a body; without an agenda, everything that the body does."""

    body: str
    name: str
    zone: str
    agenda: AgendaShown | None
    sessions: list[str] = Field(description="The agendas of the body, the earliest first.")
    participants: list[SeatNamed]
    procedures: list[ProcedureNamed]
    timeline: list[FactShown]

    @classmethod
    def of(cls, meeting: Meeting) -> MeetingShown:
        """The meeting as it is answered."""
        return cls(
            body=meeting.body.id,
            name=meeting.body.name,
            zone=meeting.zone,
            agenda=AgendaShown.of(meeting.agenda) if meeting.agenda is not None else None,
            sessions=[session.agenda for session in meeting.sessions],
            participants=[SeatNamed.model_validate(seat) for seat in meeting.roll],
            procedures=[
                ProcedureNamed(
                    id=position.procedure,
                    kind=kind_of(position.state),
                    phase=position.state.phase,
                    outcome=position.state.outcome,
                )
                for position in meeting.positions
            ],
            timeline=[_fact(fact, meeting.zone) for fact in meeting.facts],
        )


def _items(items: tuple[Item, ...], above: str = "") -> list[ItemShown]:
    found: list[ItemShown] = []
    for item in items:
        place = f"{above} {item.number}".strip()
        subs = _items(item.subs, place)
        found.append(ItemShown(place=place, number=item.number, title=item.title, subs=subs))
    return found


def _again(state: AgendaState, revisit: Revisit) -> AgainShown:
    instant = state.instant_of(revisit)
    return AgainShown(sitting=revisit.sitting, at=revisit.at, instant=instant)


def _open(state: AgendaState, part: OpenPart) -> OpenPartShown:
    return OpenPartShown(
        place=part.place,
        revisit=_again(state, part.revisit),
        since=part.since,
        settlement=part.settlement,
        settled_at=part.settled_at,
        says=part.says,
        because=part.because,
        added=part.added,
        was=part.was,
    )


def _proposal(state: AgendaState, made: Proposal) -> ProposalShown:
    return ProposalShown(
        number=made.number,
        count=count_of(state, made.number),
        at=made.at,
        participant=made.participant,
        change=made.change,
        place=made.place,
        says=made.says,
        on_behalf_of=list(made.on_behalf_of),
        late=made.late,
        withdrawn=made.withdrawn,
        taken_up=made.taken_up,
        fate=fate_of(state, made),
    )


def _compromise(state: AgendaState) -> CompromiseShown | None:
    put = state.compromise
    if put is None:
        return None
    return CompromiseShown(
        number=put.number,
        at=put.at,
        exceptions=list(put.exceptions),
        revisit=_again(state, put.revisit),
        says=put.says,
        opposed_by=[OpposedShown(participant=who, says=says) for who, says in put.opposed_by],
    )


def _fact(fact: Fact, zone: str) -> FactShown:
    (row,) = rows_of([fact], zone)
    ends = fact.ends if isinstance(fact, Span) else None
    kind = fact.mark if isinstance(fact, Point) else fact.shade
    return FactShown(
        begins=row.begins, ends=ends, of=row.lane, kind=kind, says=row.says, written=row.when
    )
