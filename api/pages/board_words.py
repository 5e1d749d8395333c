"""The words of the board: what a procedure waits for, who must act, and where it stands."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from api.pages import wording
from api.pages.listed import AGENDA_PHASES, NEGOTIATION_OUTCOMES, NEGOTIATION_PHASES
from api.pages.wording import Standing
from nemcon.agenda.state import AgendaPhase
from nemcon.language import N_, _
from nemcon.mail.wording import OUTCOMES
from nemcon.negotiation.acts import NegotiationOutcome
from nemcon.negotiation.state import NegotiationPhase
from nemcon.procedure.acts import Outcome
from nemcon.procedure.awaited import Awaits, Whom
from nemcon.procedure.recall import RECALLED
from nemcon.procedure.state import Phase
from nemcon.register.board import BoardRow
from nemcon.register.kinds import AnyPhase, Kind

WHAT: Final[Mapping[Awaits, str]] = {
    Awaits.LAUNCH: N_("The launch is announced; the period is still to be opened."),
    Awaits.RESPONSES: N_("The period runs: silence is consent."),
    Awaits.OBJECTIONS: N_("Silence is broken, and the period runs on so that all can object."),
    Awaits.HOLDS: N_("The clock stands still until the holds lapse or are withdrawn."),
    Awaits.RESUMPTION: N_("The clock stands still until the period is resumed."),
    Awaits.WAY_OUT: N_("Silence was not kept: a way out is looked for in consultation."),
    Awaits.FINDING: N_("It is to be found what follows from the objections."),
    Awaits.VOTES: N_("A roll-call is open."),
    Awaits.PROPOSALS: N_("Changes to the agenda may be proposed."),
    Awaits.ADOPTION: N_("The agenda is to be put to adoption."),
    Awaits.OPEN_PARTS: N_("Parts of the agenda were left open and are to be settled."),
    Awaits.SESSION: N_("The agenda is adopted and its session goes on."),
    Awaits.AMENDMENTS: N_("Amendments are proposed in this round."),
    Awaits.NEXT_ROUND: N_("The round has ended: a revision, another round or a conclusion is due."),
    Awaits.OUTCOME: N_("It waits for the outcome of its silence procedure."),
    Awaits.SECOND_PERSON: N_("A filing for a delegation waits for a second person."),
    Awaits.NOTHING: "",
}
WHOM: Final[Mapping[Whom, tuple[str, str]]] = {
    Whom.CHAIR: ("\u25c6", N_("the Chair")),
    Whom.SECRETARIAT: ("\u2709", N_("the secretariat")),
    Whom.DELEGATIONS: ("\u25cf", N_("the delegations")),
    Whom.TIME: ("\u25cb", N_("nobody: time goes on by itself")),
    Whom.NOBODY: ("\u25a0", "nobody"),
}
"""A sign and words for each, so that nothing depends on colours."""

_KINDS: Final[Mapping[str, str]] = {
    Kind.SILENCE: N_("Silence procedure"),
    Kind.AGENDA: N_("Agenda"),
    Kind.NEGOTIATION: N_("Negotiation"),
}
_HANGS_ON: Final[Mapping[str, str]] = {
    Kind.AGENDA: N_("Silence procedure on an agenda"),
    Kind.NEGOTIATION: N_("Silence procedure on what was agreed in a negotiation"),
}

ADDRESSES: Final[Mapping[str, str]] = {
    Kind.SILENCE: "/procedures/",
    Kind.AGENDA: "/agendas/",
    Kind.NEGOTIATION: "/negotiations/",
}
STATES: Final[Mapping[str, str]] = {
    **{phase.value: stands.word for phase, stands in AGENDA_PHASES.items()},
    **{phase.value: stands.word for phase, stands in NEGOTIATION_PHASES.items()},
    **{phase.value: stands.word for phase, stands in wording.PHASES.items()},
}
"""Every phase of every kind as the filter names it."""


def kind_of(row: BoardRow) -> str:
    """What kind of procedure it is, and on what it hangs."""
    on = _HANGS_ON.get(row.of) if row.kind == Kind.SILENCE else None
    return _(on or _KINDS[row.kind])


def told(row: BoardRow, *, sees_all: bool) -> Awaits:
    """What the procedure waits for as that reader may know it.

    That somebody objected is not told on a board to those who do not see everything: what the
    rules tell them stands on the page of the procedure.
    """
    hidden = {Awaits.OBJECTIONS: Awaits.RESPONSES, Awaits.HOLDS: Awaits.RESUMPTION}
    return row.awaits if sees_all else hidden.get(row.awaits, row.awaits)


def standing_of(row: BoardRow, awaits: Awaits, now: datetime) -> Standing:
    """Where the procedure stands, in a word and a sign."""
    match row.kind:
        case Kind.AGENDA:
            return AGENDA_PHASES[AgendaPhase(row.phase)]
        case Kind.NEGOTIATION:
            return NEGOTIATION_PHASES[NegotiationPhase(row.phase)]
        case _ if row.phase == AnyPhase.UNDER_SILENCE and row.until and row.until <= now:
            return wording.CLOSING
        case _ if awaits is Awaits.OBJECTIONS:
            return wording.BROKEN
        case _:
            return wording.PHASES[Phase(row.phase)]


def outcome_of(row: BoardRow) -> str:
    """What became of it, once it has ended; empty before."""
    if not row.ended:
        return ""
    if row.outcome == RECALLED:
        return _(OUTCOMES[Outcome.RECALLED])
    if row.outcome is None or row.kind == Kind.AGENDA:
        return _("ended")
    if row.kind == Kind.NEGOTIATION:
        return _(NEGOTIATION_OUTCOMES[NegotiationOutcome(row.outcome)])
    return OUTCOMES[Outcome(row.outcome)]
