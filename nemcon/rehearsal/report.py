"""What a rehearsal comes to: for programs, for people, and against what the file expects."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from nemcon.agenda.notices import AgendaNotice
from nemcon.agenda.state import AgendaState
from nemcon.negotiation.notices import NegotiationNotice
from nemcon.negotiation.state import NegotiationState
from nemcon.procedure.notices import Notice
from nemcon.procedure.outcome_entries import OutcomeConfirmed
from nemcon.procedure.state import Filing, ProcedureState
from nemcon.register.kinds import State
from nemcon.rehearsal.meeting_report import agenda_shown, negotiation_shown
from nemcon.rehearsal.runner import Performance
from nemcon.rehearsal.scenario import NOTHING, REFUSED, TIMES
from nemcon.timing.writing import write_utc

Plain = dict[str, Any] | list[Any] | str | int | None
"""A value of the report, or of a file's expectations."""


NOTICES: Final = (*Notice, *AgendaNotice, *NegotiationNotice)
"""The letters of all kinds of procedure."""


@dataclass(frozen=True, slots=True)
class Unmet:
    """An expectation that did not hold."""

    where: str
    wanted: object
    got: object

    def __str__(self) -> str:
        """The expectation as it is printed."""
        return f"{self.where}: wanted {self.wanted}, got {self.got}"


def as_data(performance: Performance) -> dict[str, Any]:
    """The whole result as plain data, in the shape of the format."""
    return {
        "title": performance.scenario.outline.title,
        "seconds": round(performance.seconds, 3),
        "procedures": {
            name: _procedure(position.state, performance)
            for name, position in performance.procedures.items()
        },
        "refused": [
            {
                "at": write_utc(event.at),
                "by": event.by,
                "verb": event.verb,
                "procedure": event.target,
                "code": refusal.code,
                "says": refusal.says,
            }
            for event, refusal in performance.refused
        ],
        "mail": {str(notice): performance.mail.get(notice, 0) for notice in NOTICES},
        "register": {
            "entries": sum(found.entries for found in performance.verifications.values()),
            "verified": all(found.sound for found in performance.verifications.values()),
        },
    }


def unmet(performance: Performance) -> list[Unmet]:
    """The expectations of the file that did not hold."""
    data = as_data(performance)
    found: list[Unmet] = []
    for name, wanted in performance.scenario.outline.expect.items():
        if name == REFUSED:
            got = [refusal["code"] for refusal in data["refused"]]
            found += [] if got == wanted else [Unmet(name, wanted, got)]
        elif name == "mail":
            found += _compare("mail", wanted, data["mail"], performance)
        elif name not in data["procedures"]:
            found.append(Unmet(name, "a procedure", "none was opened"))
        else:
            found += _compare(name, wanted, data["procedures"][name], performance)
    return found


def _compare(
    name: str, wanted: dict[str, Any], got: dict[str, Any], performance: Performance
) -> list[Unmet]:
    found: list[Unmet] = []
    for key, value in wanted.items():
        field = key if key in got else key.replace(" ", "_")
        where = f"{name}, {key}"
        if field not in got:
            found.append(Unmet(where, value, "nothing of that name is reported"))
            continue
        expected = _expected(value, got[field], field, performance)
        if not _holds(expected, got[field]):
            found.append(Unmet(where, expected, got[field]))
    return found


def _expected(value: Plain, got: Plain, field: str, performance: Performance) -> Plain:
    """What the file wants, in the form in which the report writes it."""
    if isinstance(value, list) and isinstance(got, list):
        there = [*got, *[None] * len(value)]
        return [_expected(item, there[n], field, performance) for n, item in enumerate(value)]
    if isinstance(value, dict) and isinstance(got, dict):
        named = {key.replace(" ", "_"): item for key, item in value.items()}
        return {k: _expected(item, got.get(k), k, performance) for k, item in named.items()}
    return _scalar(value, got, field, performance) if isinstance(value, str) else value


def _scalar(value: str, got: Plain, field: str, performance: Performance) -> Plain:
    if isinstance(got, bool):
        return {"true": True, "false": False}.get(value, value)
    if isinstance(got, int):
        return int(value) if value.isdigit() else value
    if value in NOTHING:
        return None
    if field in TIMES or field == "at":
        return write_utc(performance.scenario.instant(value, ("expect",)))
    return value


def _holds(wanted: Plain, got: Plain) -> bool:
    """Whether it is as wanted; of a table only what is named is looked at."""
    if isinstance(wanted, dict) and isinstance(got, dict):
        return all(key in got and _holds(value, got[key]) for key, value in wanted.items())
    if isinstance(wanted, list) and isinstance(got, list):
        return len(wanted) == len(got) and all(map(_holds, wanted, got))
    return wanted == got


def _procedure(state: State, performance: Performance) -> dict[str, Any]:
    names = performance.cast.names
    match state:
        case AgendaState():
            return agenda_shown(state, names)
        case NegotiationState():
            return negotiation_shown(state, names)
        case ProcedureState():
            return _silence(state, performance)


def _silence(state: ProcedureState, performance: Performance) -> dict[str, Any]:
    names = performance.cast.names
    return {
        "kind": "silence",
        "rules": state.profile.id,
        "outcome": state.outcome or "open",
        "computed": state.computed,
        "declared": state.declared,
        "phase": state.phase,
        "opened_at": write_utc(state.opened_at),
        "deadline": write_utc(state.deadline.instant) if state.deadline else None,
        "decided_at": write_utc(state.decided_at) if state.decided_at else None,
        "in_force": state.in_force.isoformat() if state.in_force else None,
        "vote": _vote(state, names),
        "number": _confirmed_as(state),
        "rounds": state.round,
        "filings": [_filing(filing, performance) for filing in state.filings],
        "adopted_paragraphs": list(state.adopted),
        "contested_paragraphs": list(state.contested),
        "compiled_paragraphs": list(state.compiled),
        "exempt": [names.get(name, name) for name in state.exempt],
        "unreached": [names.get(name, name) for name in state.unreached],
        "to": state.to,
        "warnings": list(state.warnings),
    }


def _vote(state: ProcedureState, names: Mapping[str, str]) -> dict[str, Any] | None:
    if state.vote is None:
        return None
    return {
        "in_favour": [names.get(name, name) for name in state.vote.in_favour],
        "against": [names.get(name, name) for name in state.vote.against],
        "abstaining": [names.get(name, name) for name in state.vote.abstaining],
        "absent": [names.get(name, name) for name in state.vote.absent],
        "quorum": state.vote.quorum,
        "carried": state.vote.carried,
    }


def _confirmed_as(state: ProcedureState) -> str | None:
    entry = state.confirmed.entry if state.confirmed is not None else None
    return entry.number or None if isinstance(entry, OutcomeConfirmed) else None


def _filing(filing: Filing, performance: Performance) -> dict[str, Any]:
    names = performance.cast.names
    return {
        "by": names.get(filing.participant, filing.participant),
        "on_behalf_of": [names.get(name, name) for name in filing.on_behalf_of],
        "kind": filing.kind.value,
        "at": write_utc(filing.at),
        "counted": filing.counted and not filing.withdrawn and not filing.lapsed,
        "late": filing.late,
        "admitted": filing.admitted,
        "standing": filing.standing,
        "paragraphs": list(filing.paragraphs),
        "withdrawn": filing.withdrawn,
    }
