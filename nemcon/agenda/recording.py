"""What is recorded of a session: its officers, its speakers, its documents, and the record.

The record can be kept for a year after the session ended, since reports are finished afterwards.
That is a rule of this program, not of a body: a report is adopted at the session or soon after it,
and a record that anybody could still change years later would be worth little.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from nemcon.agenda.acts import KeepRecord, ListDocument, NameOfficers, NoteSpeaker
from nemcon.agenda.draft import AgendaDraft
from nemcon.agenda.entries import DocumentListed, OfficersNamed, RecordKept, SpeakerNoted
from nemcon.agenda.record import WITHIN, Section, SessionRecord, texts_of
from nemcon.text.reading import read_runs
from nemcon.text.refused import MarksRefused
from nemcon.text.runs import Kind

STAYS_OPEN: Final = timedelta(days=365)
"""How long after the end of the session its record can be kept."""


def name_officers(draft: AgendaDraft, act: NameOfficers) -> None:
    """Set the officers anew; those of a participant are of one on the roll."""
    draft.require_desk("name the officers")
    for officer in act.officers:
        if not officer.office.strip():
            raise draft.refuse("no-office", "Every officer must hold an office.")
        if officer.participant and draft.state.seat(officer.participant) is None:
            says = f"{officer.participant} is not on the roll of the session."
            raise draft.refuse("not-on-the-roll", says)
    if act.officers != draft.state.officers:
        draft.add(OfficersNamed(act.officers))


def note_speaker(draft: AgendaDraft, act: NoteSpeaker) -> None:
    """Note who spoke on a place of the agenda; speakers need no seat."""
    draft.require_desk("note who spoke")
    draft.require_places((act.place,))
    if not act.speaker.strip():
        raise draft.refuse("no-speaker", "It must be said who spoke.")
    if act.sitting is not None:
        draft.require_sitting(act.sitting)
    draft.add(SpeakerNoted(act.place, act.speaker, act.sitting, act.on_behalf_of))


def list_document(draft: AgendaDraft, act: ListDocument) -> None:
    """List a document under items of the agenda."""
    draft.require_desk("list a document")
    if not act.document.symbol.strip():
        raise draft.refuse("no-symbol", "A document is listed under its symbol.")
    draft.require_places(act.document.items)
    if act.document not in draft.state.documents:
        draft.add(DocumentListed(act.document))


def keep_record(draft: AgendaDraft, act: KeepRecord) -> None:
    """Keep the record anew; it names only what the session has, and its brackets can be read."""
    draft.require_desk("keep the record of the session")
    state, record = draft.state, act.record
    if state.ended_at is not None and draft.at > state.ended_at + STAYS_OPEN:
        says = "The session ended more than a year ago, and its record is closed."
        raise draft.refuse("record-closed", says)
    draft.require_places(_places(record))
    for item in record.deliberations:
        for sitting in item.sittings:
            draft.require_sitting(sitting)
    for statements in record.statements:
        for capacity in statements.capacities:
            if state.seat(capacity.participant) is None:
                says = f"{capacity.participant} is not on the roll of the session."
                raise draft.refuse("not-on-the-roll", says)
    _check_form(draft, record)
    if record != state.record:
        draft.add(RecordKept(record))


def _places(record: SessionRecord) -> tuple[str, ...]:
    items = [item.place for item in record.deliberations]
    items += [item.place for item in record.statements]
    return (*items, *(called.place for called in record.adoption.called))


def _check_form(draft: AgendaDraft, record: SessionRecord) -> None:
    """Refuse a bracket that cannot be read, and sections of a report that do not make one."""
    for where, text in texts_of(record):
        try:
            read_runs(text, bare=Kind.TO_BE_CONFIRMED)
        except MarksRefused as refused:
            says = f"In the record, {where}: {refused.says}"
            raise draft.refuse(refused.code, says) from refused
    sections = [heading.section for heading in record.outline]
    if len(set(sections)) != len(sections):
        raise draft.refuse("section-twice", "A section stands twice in the report.")
    if WITHIN & set(sections) and Section.ORGANIZATION not in sections:
        says = "Sections on the organization of the meeting stand within that section."
        raise draft.refuse("section-alone", says)
    for kinds in (record.deliberations, record.statements):
        if len({item.place for item in kinds}) != len(kinds):
            raise draft.refuse("item-twice", "The record tells twice of the same item.")
