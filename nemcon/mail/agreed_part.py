"""What is said of a text under silence that is the agreed part of a negotiation."""

from __future__ import annotations

from nemcon.language import _
from nemcon.procedure.state import ProcedureState
from nemcon.text.lines import line


def of_negotiation(state: ProcedureState) -> str:
    """Of which negotiation the text is the agreed part, as a sentence; empty for another text."""
    number = len(state.text.paragraphs)
    if not state.part_of:
        return ""
    if number >= state.part_of:
        return _(
            "It is what was agreed in the negotiation {negotiation}: the whole text.",
            negotiation=line(state.parent),
        )
    return _(
        "It is the agreed part ({number} of {all} paragraphs) of the text of the negotiation "
        "{negotiation}. The other paragraphs are not under silence.",
        number=number,
        all=state.part_of,
        negotiation=line(state.parent),
    )


def titled(state: ProcedureState, title: str) -> str:
    """The title as it stands in a list or a subject: "agreed part of ..." where it is a part."""
    part = len(state.text.paragraphs) < state.part_of
    return _("agreed part of {title}", title=title) if part else title


def what_it_is(state: ProcedureState) -> str:
    """What a sentence on the outcome is about: the text, or the agreed part of one."""
    return "agreed part" if len(state.text.paragraphs) < state.part_of else "text"


def told_by_the_negotiation(state: ProcedureState) -> str:
    """Where the outcome of the whole text is told, for a letter on that of its agreed part."""
    if not state.part_of:
        return ""
    told = _(
        "The letter of the negotiation {negotiation} tells what became of the whole.",
        negotiation=line(state.parent),
    )
    return f" {told}"
