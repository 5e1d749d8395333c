"""What the letters say of the end of a negotiation: the conclusion and the outcome."""

from __future__ import annotations

from typing import TypeAlias

from nemcon.mail import negotiation_words as w
from nemcon.mail.compiling import compilation_sections
from nemcon.mail.meeting import MeetingOccasion
from nemcon.mail.meeting_words import because, capital, paragraphs_section, text_section, timed
from nemcon.mail.sections import Said, Section
from nemcon.mail.wording import in_paragraphs
from nemcon.mail.writing import Writing
from nemcon.negotiation import entries as e
from nemcon.negotiation.acts import NegotiationOutcome
from nemcon.negotiation.compilation import compilation
from nemcon.negotiation.state import NegotiationState
from nemcon.text.lines import line

Occasion: TypeAlias = MeetingOccasion[NegotiationState]


def conclusion(occasion: Occasion, write: Writing) -> Said:
    """What goes under silence, in which procedure, and what goes to the compilation."""
    entry = occasion.recorded.entry
    lead = [
        "inform it that the negotiation is concluded.",
        (
            f"{capital(in_paragraphs(entry.agreed))} {_are(entry.agreed)} agreed, and placed "
            f"under silence in the procedure {line(entry.child)}. The letter of that procedure "
            "says until when, and what an objection does."
        ),
    ]
    if entry.compiled:
        which = capital(in_paragraphs(entry.compiled))
        lead.append(
            f"{which}, on which there is no agreement, {_go(entry.compiled)} to the Chair's "
            f"compilation{w.onward(entry.to)}."
        )
    final = (text_section("What is placed under silence", entry.final),) if entry.final else ()
    return Said(
        title="Negotiation concluded",
        ending="concluded; what is agreed is placed under silence",
        lead=tuple(lead),
        moments=timed("Concluded on", occasion.recorded.at, write),
        sections=(*because(entry.because), *final, *_compilation(occasion)),
    )


def outcome(occasion: Occasion, write: Writing) -> Said:
    """What is adopted, what the compilation lists, and to whom it is addressed."""
    state, entry = occasion.state, occasion.recorded.entry
    adopted = frozenset(entry.adopted)
    final = state.final.paragraphs if state.final else state.issued.paragraphs
    return Said(
        title="Outcome of the negotiation",
        ending=w.OUTCOMES[entry.outcome],
        lead=tuple(_outcome_says(entry)),
        moments=timed("Decided as at", entry.at, write),
        sections=(
            *because(entry.because),
            *paragraphs_section("Adopted", (p for p in final if p.number in adopted)),
            *_compilation(occasion),
        ),
        rules=("compilation.names",) if entry.compiled else (),
    )


def _compilation(occasion: Occasion) -> tuple[Section, ...]:
    """What is not agreed, where anything is left to be listed."""
    if not occasion.recorded.entry.compiled:
        return ()
    made = compilation(occasion.procedure, occasion.state, occasion.child)
    return compilation_sections(made)


def _outcome_says(entry: e.NegotiationEnded) -> list[str]:
    if entry.outcome is NegotiationOutcome.WITHDRAWN:
        return ["inform it that the negotiation has ended: the text was withdrawn."]
    says = ["inform it that the negotiation has ended."]
    if entry.adopted:
        says.append(f"{capital(in_paragraphs(entry.adopted))} {_are(entry.adopted)} adopted.")
    else:
        says.append("Nothing was adopted.")
    if entry.compiled:
        which = capital(in_paragraphs(entry.compiled))
        verb = "do" if len(entry.compiled) > 1 else "does"
        says.append(
            f"{which} {verb} not enjoy agreement, and {_are(entry.compiled)} listed in the Chair's "
            f"compilation{w.onward(entry.to)}."
        )
    return says


def _go(numbers: tuple[str, ...]) -> str:
    return "go" if len(numbers) > 1 else "goes"


def _are(numbers: tuple[str, ...]) -> str:
    return "are" if len(numbers) > 1 else "is"
