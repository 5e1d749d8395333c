"""What a rehearsal says of agendas and negotiations, as plain data in the shape of the format."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from nemcon.agenda.state import AgendaState
from nemcon.negotiation.state import NegotiationState, Proposed
from nemcon.text.numbers import path_written
from nemcon.text.writing import write_runs
from nemcon.timing.writing import write_utc

Names = Mapping[str, str]
"""The names of the participants by the ids that they have in the register."""


def agenda_shown(state: AgendaState, names: Names) -> dict[str, Any]:
    """An agenda, with what was left open and what became of that."""
    return {
        "kind": "agenda",
        "rules": state.profile.id,
        "outcome": state.outcome or "open",
        "phase": state.phase,
        "opened_at": write_utc(state.opened_at),
        "deadline": _when(state.until),
        "decided_at": _when(state.adopted_at),
        "revision": state.revision,
        "exceptions": [
            {
                "place": part.place,
                "revisit_at": _when(state.instant_of(part.revisit)),
                "settlement": part.settlement or "open",
                "settled_at": _when(part.settled_at),
                "says": part.says,
            }
            for part in state.exceptions
        ],
        "open": [part.place for part in state.open_parts],
        "carried_over": list(state.carried_over),
        "silence": state.child,
        "proposals": [
            {
                "by": names.get(proposal.participant, proposal.participant),
                "on_behalf_of": [names.get(name, name) for name in proposal.on_behalf_of],
                "change": proposal.change,
                "place": proposal.place,
                "at": write_utc(proposal.at),
                "late": proposal.late,
                "withdrawn": proposal.withdrawn,
                "taken_up": proposal.taken_up,
            }
            for proposal in state.proposals
        ],
        "opposed_by": [names.get(who, who) for who, _ in state.compromise.opposed_by]
        if state.compromise
        else [],
        "sittings": [
            {"number": s.number, "at": write_utc(s.begins), "until": write_utc(s.ends)}
            for s in state.sittings
        ],
    }


def negotiation_shown(state: NegotiationState, names: Names) -> dict[str, Any]:
    """A negotiation, with its amendments and how far each paragraph has come."""
    return {
        "kind": "negotiation",
        "rules": state.profile.id,
        "outcome": state.outcome or "open",
        "phase": state.phase,
        "opened_at": write_utc(state.opened_at),
        "deadline": _when(state.until),
        "decided_at": _when(state.decided_at),
        "rounds": state.round,
        "revision": state.text.revision,
        "package": state.package,
        "paragraphs": {
            number: state.rung_of(number).value
            for number in (clause.number.written(0) for clause in state.text.clauses)
        },
        "agreed_paragraphs": list(state.agreed),
        "adopted_paragraphs": list(state.adopted),
        "compiled_paragraphs": list(state.listed or state.compiled),
        "silence": state.child,
        "amendments": [_amendment(found, names) for found in state.amendments],
        "statements": [
            {
                "by": names.get(stated.participant, stated.participant),
                "kind": stated.kind,
                "paragraphs": list(stated.paragraphs),
                "at": write_utc(stated.at),
                "late": stated.late,
            }
            for stated in state.statements
        ],
        "to": state.to,
    }


def _amendment(found: Proposed, names: Names) -> dict[str, Any]:
    amendment = found.amendment

    def named(those: tuple[str, ...]) -> list[str]:
        return [names.get(name, name) for name in those]

    return {
        "id": amendment.id,
        "by": "" if found.merged else names.get(amendment.proposer, amendment.proposer),
        "with": named(amendment.cosponsors),
        "paragraph": path_written(amendment.place),
        "change": amendment.change,
        "wording": write_runs(amendment.wording),
        "status": amendment.status,
        "supported_by": named(amendment.supporters),
        "opposed_by": named(amendment.opponents),
        "at": write_utc(found.at),
        "late": found.late,
        "admitted": found.admitted,
        "fits": not found.fits,
    }


def _when(instant: datetime | None) -> str | None:
    return write_utc(instant) if instant is not None else None
