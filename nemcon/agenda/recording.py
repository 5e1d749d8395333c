"""What is recorded of a session, at any time: its officers, its speakers and its documents."""

from __future__ import annotations

from nemcon.agenda.acts import ListDocument, NameOfficers, NoteSpeaker
from nemcon.agenda.draft import AgendaDraft
from nemcon.agenda.entries import DocumentListed, OfficersNamed, SpeakerNoted


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
