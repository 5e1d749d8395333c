"""What is said of a text under silence that is the agreed part of a negotiation."""

from __future__ import annotations

from nemcon.procedure.state import ProcedureState
from nemcon.text.lines import line


def of_negotiation(state: ProcedureState) -> str:
    """Of which negotiation the text is the agreed part, as a sentence; empty for another text."""
    number = len(state.text.paragraphs)
    if not state.part_of:
        return ""
    if number >= state.part_of:
        return f"It is what was agreed in the negotiation {line(state.parent)}: the whole text."
    return (
        f"It is the agreed part ({number} of {state.part_of} paragraphs) of the text of the "
        f"negotiation {line(state.parent)}. The other paragraphs are not under silence."
    )


def titled(state: ProcedureState, title: str) -> str:
    """The title as it stands in a list or a subject: "agreed part of ..." where it is a part."""
    part = len(state.text.paragraphs) < state.part_of
    return f"agreed part of {title}" if part else title


def what_it_is(state: ProcedureState) -> str:
    """What a sentence on the outcome is about: the text, or the agreed part of one."""
    return "agreed part" if len(state.text.paragraphs) < state.part_of else "text"


def told_by_the_negotiation(state: ProcedureState) -> str:
    """Where the outcome of the whole text is told, for a letter on that of its agreed part."""
    if not state.part_of:
        return ""
    return f" The letter of the negotiation {line(state.parent)} tells what became of the whole."
