"""A meeting as its page shows it, made ready for a template."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup

from api.meeting import Meeting
from api.pages.agenda_shown import agenda_facts, titled
from api.pages.listed import row_of
from api.v1.disclosure import Viewer
from nemcon.agenda.items import Document
from nemcon.agenda.state import AgendaState
from nemcon.language import _
from nemcon.timing.picture import draw_timeline
from nemcon.timing.timeline import rows_of


@dataclass(frozen=True, slots=True)
class OfficerRow:
    """An officer of the session."""

    office: str
    of: str
    person: str


@dataclass(frozen=True, slots=True)
class SpokenRow:
    """Who spoke on an item, and for whom else."""

    who: str
    on_behalf_of: tuple[str, ...]
    sitting: int | None


@dataclass(frozen=True, slots=True)
class ItemRow:
    """An item with who spoke on it and which documents are listed under it."""

    title: str
    speakers: tuple[SpokenRow, ...]
    documents: tuple[Document, ...]


def meeting_facts(meeting: Meeting, viewer: Viewer, now: datetime) -> dict[str, object]:
    """Everything that the page of a meeting shows."""
    state = meeting.agenda.state if meeting.agenda is not None else None
    name = state.session or state.title if state is not None else meeting.body.session
    picture = draw_timeline(
        _("Timeline: {name}", name=name or meeting.body.name), meeting.facts, meeting.zone, now=now
    )
    return {
        "body": meeting.body,
        "name": name,
        "agenda": meeting.agenda.procedure if meeting.agenda is not None else "",
        "session": agenda_facts(state, now) if state is not None else None,
        "sessions": meeting.sessions,
        "officers": officers_of(meeting, state) if state is not None else (),
        "categories": meeting.by_category,
        "items": items_of(meeting, state) if state is not None else (),
        "documents": state.documents if state is not None else (),
        "procedures": [
            row_of(position, viewer, meeting.body.name, now) for position in meeting.positions
        ],
        # The picture is our own, and every word of others in it is escaped where it is drawn.
        "picture": Markup(picture),  # noqa: S704 - see above
        "timeline": rows_of(meeting.facts, meeting.zone),
    }


def officers_of(meeting: Meeting, state: AgendaState) -> tuple[OfficerRow, ...]:
    """The officers, by the names that are on the roll."""
    return tuple(
        OfficerRow(o.office, meeting.named(o.participant), o.person) for o in state.officers
    )


def items_of(meeting: Meeting, state: AgendaState) -> tuple[ItemRow, ...]:
    """The places of the agenda on which somebody spoke or a document is listed."""
    names, found = dict(titled(state)), list[ItemRow]()
    for place in state.places:
        spoken = tuple(
            SpokenRow(meeting.named(s.speaker), s.on_behalf_of, s.sitting)
            for s in state.speakers
            if s.place == place
        )
        papers = tuple(paper for paper in state.documents if place in paper.items)
        if spoken or papers:
            found.append(ItemRow(names[place], spoken, papers))
    return tuple(found)
