"""What is recorded of a session: its officers, its speakers, its documents, and the record.

The record can be kept for a year after the session ended, since reports are finished afterwards.
That is a rule of this program, not of a body: a report is adopted at the session or soon after it,
and a record that anybody could still change years later would be worth little.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from nemcon.agenda.acts import KeepRecord, ListDocument, NameOfficers, NoteSpeaker
from nemcon.agenda.draft import AgendaDraft
from nemcon.agenda.entries import DocumentListed, OfficersNamed, RecordKept, SpeakerNoted
from nemcon.agenda.record import WITHIN, Section, SessionRecord, texts_of
from nemcon.agenda.state import AgendaState
from nemcon.language import N_, _
from nemcon.procedure.issuing import issue_paper
from nemcon.procedure.papers import IssuePaper
from nemcon.text.reading import read_runs
from nemcon.text.refused import MarksRefused
from nemcon.text.runs import Kind
from nemcon.timing.writing import write_date
from nemcon.timing.zones import to_wall_clock

STAYS_OPEN: Final = timedelta(days=365)
"""How long after the end of the session its record can be kept."""
REPORT: Final = "report"
"""The name under which the report of a session is asked for and issued."""
CHANGED: Final = "record-changed"
TOO_EARLY: Final = "report-too-early"


def name_officers(draft: AgendaDraft, act: NameOfficers) -> None:
    """Set the officers anew; those of a participant are of one on the roll."""
    draft.require_desk(N_("name the officers"))
    for officer in act.officers:
        if not officer.office.strip():
            raise draft.refuse("no-office", _("Every officer must hold an office."))
        if officer.participant and draft.state.seat(officer.participant) is None:
            says = _(
                "{participant} is not on the roll of the session.", participant=officer.participant
            )
            raise draft.refuse("not-on-the-roll", says)
    if act.officers != draft.state.officers:
        draft.add(OfficersNamed(act.officers))


def note_speaker(draft: AgendaDraft, act: NoteSpeaker) -> None:
    """Note who spoke on a place of the agenda; speakers need no seat."""
    draft.require_desk(N_("note who spoke"))
    draft.require_places((act.place,))
    if not act.speaker.strip():
        raise draft.refuse("no-speaker", _("It must be said who spoke."))
    if act.sitting is not None:
        draft.require_sitting(act.sitting)
    draft.add(SpeakerNoted(act.place, act.speaker, act.sitting, act.on_behalf_of))


def list_document(draft: AgendaDraft, act: ListDocument) -> None:
    """List a document under items of the agenda."""
    draft.require_desk(N_("list a document"))
    if not act.document.symbol.strip():
        raise draft.refuse("no-symbol", _("A document is listed under its symbol."))
    draft.require_places(act.document.items)
    if act.document not in draft.state.documents:
        draft.add(DocumentListed(act.document))


def keep_record(draft: AgendaDraft, act: KeepRecord) -> None:
    """Keep the record anew; it names only what the session has, and its brackets can be read."""
    draft.require_desk(N_("keep the record of the session"))
    state, record = draft.state, act.record
    if state.ended_at is not None and draft.at > state.ended_at + STAYS_OPEN:
        says = _("The session ended more than a year ago, and its record is closed.")
        raise draft.refuse("record-closed", says)
    if act.after is not None and act.after != state.record_number:
        says = _(
            "The record was kept anew in the meantime, so that yours was written from one that "
            "does not stand any more. Look at it again before you keep it."
        )
        raise draft.refuse(CHANGED, says)
    for wrong in wrong_in(state, record):
        raise draft.refuse(
            wrong.code, _("In the record, {where}: {says}", where=wrong.where, says=wrong.says)
        )
    if record != state.record:
        draft.add(RecordKept(record))


def issue_in_session(draft: AgendaDraft, act: IssuePaper) -> None:
    """Record that a document of the session is issued; its report not before its last day."""
    early = report_too_early(draft.state, draft.at) if act.paper == REPORT else ""
    if early:
        raise draft.refuse(TOO_EARLY, early)
    issue_paper(draft, act)


def report_too_early(state: AgendaState, at: datetime) -> str:
    """Why the report can neither be issued nor put to adoption at that instant; else nothing.

    It is adopted on the last day of the session at the earliest, as the timetable has it.
    """
    zone = state.profile.zone
    last = max((sitting.begins for sitting in state.sittings), default=at)
    if to_wall_clock(at, zone).date() >= to_wall_clock(last, zone).date():
        return ""
    on = write_date(to_wall_clock(last, zone))
    return _(
        "The session lasts until {on}, so that its report cannot be issued or placed under "
        "silence yet: it would tell of a meeting that has not been held.",
        on=on,
    )


@dataclass(frozen=True, slots=True)
class WrongInRecord:
    """A part of a record that cannot be kept: where it stands, as `texts_of` says, and why."""

    where: str
    code: str
    says: str


def wrong_in(state: AgendaState, record: SessionRecord) -> Iterator[WrongInRecord]:
    """Everything for which that record cannot be kept of that session, in reading order."""
    yield from _unknown(state, record)
    for where, text in texts_of(record):
        try:
            read_runs(text, bare=Kind.TO_BE_CONFIRMED)
        except MarksRefused as refused:
            yield WrongInRecord(where, refused.code, refused.within(_("these words of the record")))
    yield from _badly_outlined(record)


def no_such_place(place: str) -> str:
    """What is said of a place that the session does not have."""
    return _('The agenda and the organization of work have no "{place}".', place=place)


def _unknown(state: AgendaState, record: SessionRecord) -> Iterator[WrongInRecord]:
    """What it names that the session does not have."""
    for where, place in _places(record):
        if place not in state.places:
            yield WrongInRecord(where, "no-such-place", no_such_place(place))
    for count, item in enumerate(record.deliberations, start=1):
        for nth, sitting in enumerate(item.sittings, start=1):
            if state.sitting(sitting) is None:
                says = _("The timetable has no sitting {number}.", number=sitting)
                where = f"deliberations {count} sittings {nth}"
                yield WrongInRecord(where, "no-such-sitting", says)
    for count, statements in enumerate(record.statements, start=1):
        for nth, capacity in enumerate(statements.capacities, start=1):
            if state.seat(capacity.participant) is None:
                says = _(
                    "{participant} is not on the roll of the session.",
                    participant=capacity.participant,
                )
                where = f"statements {count} capacities {nth} participant"
                yield WrongInRecord(where, "not-on-the-roll", says)


def _places(record: SessionRecord) -> Iterator[tuple[str, str]]:
    named = {
        "deliberations": [item.place for item in record.deliberations],
        "statements": [item.place for item in record.statements],
        "adoption called": [called.place for called in record.adoption.called],
    }
    for where, places in named.items():
        for count, place in enumerate(places, start=1):
            yield f"{where} {count} place", place


def _badly_outlined(record: SessionRecord) -> Iterator[WrongInRecord]:
    """Sections that do not make a report, and items that are told of twice."""
    sections: list[Section] = []
    for count, heading in enumerate(record.outline, start=1):
        if heading.section in sections:
            says = _('The section "{section}" stands twice in the report.', section=heading.section)
            yield WrongInRecord(f"outline {count}", "section-twice", says)
        sections.append(heading.section)
    if WITHIN & set(sections) and Section.ORGANIZATION not in sections:
        says = _("Sections on the organization of the meeting stand within that section.")
        yield WrongInRecord("outline", "section-alone", says)
    told = {
        "deliberations": [item.place for item in record.deliberations],
        "statements": [item.place for item in record.statements],
    }
    for name, places in told.items():
        for count, place in enumerate(places, start=1):
            if place in places[: count - 1]:
                says = _('The record tells twice of "{place}".', place=place)
                yield WrongInRecord(f"{name} {count}", "item-twice", says)
