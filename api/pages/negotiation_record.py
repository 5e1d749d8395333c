"""What the pages of a negotiation read from the record itself: receipts, and what has happened."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from api.pages.negotiation_facts import head_facts, seen
from api.pages.negotiation_filing import OpenedNegotiation
from api.pages.negotiation_shown import Negotiated
from api.pages.negotiation_telling import NegotiationTeller
from api.pages.shown import Line, scan_for, when
from api.pages.wording import who
from nemcon.negotiation import entries as e
from nemcon.negotiation.entries import NegotiationEntry
from nemcon.register import codec
from nemcon.register.codec import Written
from nemcon.register.door import Receipt

OWN: Final = (e.AmendmentProposed, e.PositionTaken, e.AmendmentWithdrawn, e.StatementMade)


def receipt_facts(
    opened: OpenedNegotiation, written: Sequence[Written], number: int
) -> dict[str, object] | None:
    """The receipt of an entry of this delegation; none where it has none of that number."""
    if number > len(written):
        return None
    stored = written[number - 1]
    recorded = codec.read(stored.body)
    entry: NegotiationEntry = recorded.entry
    if not isinstance(entry, OWN) or entry.participant != opened.holder.participant:
        return None
    view = seen(opened)
    late = bool(getattr(entry, "late", False))
    name = entry.id if isinstance(entry, e.AmendmentProposed) else getattr(entry, "amendment", "")
    found = opened.state.proposed(name) if name else None
    return head_facts(opened, view) | {
        "receipt": Receipt(opened.position.procedure, number, stored.hash, recorded.at, late),
        "received": when(recorded.at, view.zone),
        "by": recorded.actor.person,
        "told": NegotiationTeller(view.zone, view.reader).tell(entry),
        "amendment": view.amendment(found) if found else None,
        "statement": entry if isinstance(entry, e.StatementMade) else None,
        "entry_says": getattr(entry, "says", ""),
    }


def history_facts(opened: OpenedNegotiation, written: Sequence[Written]) -> dict[str, object]:
    """The register in words, and which entries are this delegation's."""
    view = seen(opened)
    lines, own = told_lines(view, written)
    return head_facts(opened, view) | {"history": lines, "own_entries": own}


def told_lines(view: Negotiated, written: Sequence[Written]) -> tuple[list[Line], frozenset[int]]:
    """The entries in words, as the reader may know them, and the numbers of the reader's own."""
    teller = NegotiationTeller(view.zone, view.reader)
    lines: list[Line] = []
    own: set[int] = set()
    for stored in written:
        recorded = codec.read(stored.body)
        actor = recorded.actor
        mine = bool(actor.participant) and actor.participant == view.reader.participant
        if mine and isinstance(recorded.entry, OWN):
            own.add(recorded.number)
        # Whoever typed it for a delegation, who that was and on what paper is for that one alone.
        shows = mine or view.reader.sees_all or not actor.participant
        lines.append(
            Line(
                recorded.number,
                when(recorded.at, view.zone),
                who(actor, view.reader.named) if shows else "",
                teller.tell(recorded.entry),
                None,
                stored.hash,
                scan_for(actor, view.reader.participant, sees_all=view.reader.sees_all),
            )
        )
    return lines, frozenset(own)
