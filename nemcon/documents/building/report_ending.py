"""How the report of a session was adopted: by the silence procedure in which it was."""

from __future__ import annotations

from nemcon.documents.building.report_words import said, unconfirmed
from nemcon.documents.building.reporting import Reporting
from nemcon.documents.model.blocks import Block, Para
from nemcon.procedure.acts import Outcome
from nemcon.procedure.state import ProcedureState


def is_adopted(told: Reporting) -> bool:
    """Whether silence has adopted the report."""
    silence = told.facts.silence
    return silence is not None and silence.outcome is Outcome.ADOPTED


def adopted_report(told: Reporting) -> list[Block]:
    """When and how it was adopted; nothing while nobody has put it to adoption."""
    silence = told.facts.silence
    if silence is None:
        return []
    if silence.outcome is Outcome.ADOPTED and silence.decided_at is not None:
        on, revised = told.dated(silence.decided_at), _revised(silence)
        adopted = f"On {on}, the {told.body} adopted its report{revised} by silence procedure."
        return [Para(said(adopted))]
    if silence.outcome is not None:
        return [Para(said("The report was put to a silence procedure and was not adopted by it."))]
    end = silence.closing
    until = told.dated(end.instant) if end is not None else ""
    by = f" by silence procedure, which ends on {until}" if until else " by silence procedure"
    return [Para(said(unconfirmed(f"The {told.body} adopted its report{by}.")))]


def _revised(silence: ProcedureState) -> str:
    return ", as revised," if silence.text.revision else ""
