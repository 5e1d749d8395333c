"""How the report of a session was adopted: by the silence procedure in which it was.

What was adopted is the text that was placed, and nothing that was recorded later.
"""

from __future__ import annotations

from nemcon.documents.building.report_words import said, unconfirmed
from nemcon.documents.building.reporting import Reporting
from nemcon.documents.model.blocks import Block, Para
from nemcon.procedure.acts import Outcome
from nemcon.procedure.state import ProcedureState


def is_adopted(told: Reporting) -> bool:
    """Whether silence has adopted the report as it reads here."""
    silence = told.facts.silence
    return silence is not None and silence.outcome is Outcome.ADOPTED and told.as_placed


def reads_otherwise(told: Reporting) -> str:
    """What the small print says of a draft that is not the text under silence; else nothing."""
    silence = told.facts.silence
    if silence is None or told.as_placed:
        return ""
    this = "This is a new draft, which reads otherwise than the"
    if silence.outcome is Outcome.ADOPTED and silence.decided_at is not None:
        on = told.dated(silence.decided_at)
        return f"{this} report that was adopted by silence procedure on {on}."
    if silence.outcome is not None:
        return ""
    end = silence.closing
    until = f" until {told.dated(end.instant)}" if end is not None else ""
    return f"{this} text that is under silence{until}."


def adopted_report(told: Reporting) -> list[Block]:
    """When and how it was adopted; nothing while nobody has put it to adoption."""
    silence = told.facts.silence
    if silence is None:
        return []
    if silence.outcome is Outcome.ADOPTED and silence.decided_at is not None:
        on, revised = told.dated(silence.decided_at), _revised(silence)
        adopted = f"On {on}, the {told.body} adopted its report{revised} by silence procedure."
        return [Para(said(adopted if told.as_placed else unconfirmed(adopted)))]
    if silence.outcome is not None:
        part = silence.outcome is Outcome.PARTLY_ADOPTED
        became = "was adopted by it in part" if part else "was not adopted by it"
        return [Para(said(f"The report was put to a silence procedure and {became}."))]
    end = silence.closing
    until = told.dated(end.instant) if end is not None else ""
    by = f" by silence procedure, which ends on {until}" if until else " by silence procedure"
    return [Para(said(unconfirmed(f"The {told.body} adopted its report{by}.")))]


def _revised(silence: ProcedureState) -> str:
    return ", as revised," if silence.text.revision else ""
