"""What the letters say of the end of a negotiation: the conclusion and the outcome."""

from __future__ import annotations

from typing import Final, TypeAlias

from nemcon.mail import negotiation_words as w
from nemcon.mail.compiling import compilation_sections
from nemcon.mail.meeting import MeetingOccasion
from nemcon.mail.meeting_words import because, capital, text_section, timed
from nemcon.mail.sections import Said, Section, Term, Terms, Words
from nemcon.mail.wording import in_paragraphs
from nemcon.mail.writing import Writing
from nemcon.negotiation import entries as e
from nemcon.negotiation.acts import NegotiationOutcome
from nemcon.negotiation.compilation import compilation
from nemcon.negotiation.compiled import Compilation
from nemcon.negotiation.final import FinalText, final_text
from nemcon.negotiation.state import NegotiationState
from nemcon.text.lines import block, line

Occasion: TypeAlias = MeetingOccasion[NegotiationState]
_NUMBERED_ANEW: Final = (
    "These are the numbers under which they were negotiated; what is adopted is numbered anew."
)


def conclusion(occasion: Occasion, write: Writing) -> Said:
    """What goes under silence, in which procedure, and what goes to the compilation."""
    entry, listed = occasion.recorded.entry, _listed(occasion)
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
    lead += _added(listed, entry.compiled, entry.to)
    final = (text_section("What is placed under silence", entry.final),) if entry.final else ()
    return Said(
        title="Negotiation concluded",
        ending="concluded; what is agreed is placed under silence",
        lead=tuple(lead),
        moments=timed("Concluded on", occasion.recorded.at, write),
        sections=(*because(entry.because), *final, *compilation_sections(listed)),
    )


def outcome(occasion: Occasion, write: Writing) -> Said:
    """What is adopted, what the compilation lists, and to whom it is addressed."""
    state, entry = occasion.state, occasion.recorded.entry
    final = final_text(state, occasion.child)
    listed = _listed(occasion)
    return Said(
        title="Outcome of the negotiation",
        ending=w.OUTCOMES[entry.outcome],
        lead=(*_has_ended(entry, again=occasion.again), *_outcome_says(entry, final, listed)),
        moments=timed("Decided as at", entry.at, write),
        sections=(
            # What was said at the conclusion is no reason of what silence led to.
            *(() if state.child else because(entry.because)),
            *_adopted(final),
            *compilation_sections(listed),
        ),
        rules=("compilation.names",) if listed.paragraphs else (),
    )


def _listed(occasion: Occasion) -> Compilation:
    """What is not agreed, with what was only proposed to be added."""
    return compilation(occasion.procedure, occasion.state, occasion.child)


def _adopted(final: FinalText | None) -> tuple[Section, ...]:
    """What is adopted as it is adopted, each paragraph with the number that it had before."""
    if final is None:
        return ()
    before = {new: old for old, new in final.numbers.items()}
    terms = tuple(
        Term(_numbered(p.number, before.get(p.number, p.number)), tuple(block(p.words).split("\n")))
        for p in final.text.paragraphs
    )
    kept = f"The numbers are those of the negotiation. {line(final.kept_because)}"
    notes = (Words(kept),) if final.kept_because else ()
    return (Section("Adopted", (*notes, Terms(terms)), "text"),)


def _numbered(number: str, before: str) -> str:
    """The paragraph by its number, and by the one under which it was negotiated if that differs."""
    was = f" (negotiated as paragraph {line(before)})" if before != number else ""
    return f"Paragraph {line(number)}{was}"


def _has_ended(entry: e.NegotiationEnded, *, again: bool) -> list[str]:
    withdrawn = entry.outcome is NegotiationOutcome.WITHDRAWN
    how = ": the text was withdrawn" if withdrawn else ""
    replaces = "This replaces what was told of its outcome before."
    return [f"inform it that the negotiation has ended{how}.", *([replaces] if again else [])]


def _outcome_says(
    entry: e.NegotiationEnded, final: FinalText | None, listed: Compilation
) -> list[str]:
    if entry.outcome is NegotiationOutcome.WITHDRAWN:
        return []
    says = ["Nothing was adopted."]
    if final is not None:
        before = {new: old for old, new in final.numbers.items()}
        numbers = tuple(before.get(p.number, p.number) for p in final.text.paragraphs)
        anew = any(final.numbers.get(number, number) != number for number in numbers)
        says = [f"{capital(in_paragraphs(numbers))} {_are(numbers)} adopted."]
        says += [_NUMBERED_ANEW] if anew else []
    if entry.compiled:
        which = capital(in_paragraphs(entry.compiled))
        verb = "do" if len(entry.compiled) > 1 else "does"
        says.append(
            f"{which} {verb} not enjoy agreement, and {_are(entry.compiled)} listed in the Chair's "
            f"compilation{w.onward(entry.to)}."
        )
    return says + _added(listed, entry.compiled, entry.to)


def _added(listed: Compilation, compiled: tuple[str, ...], to: str) -> list[str]:
    """What the compilation lists besides: paragraphs that were proposed to be added."""
    others = (p for p in listed.paragraphs if p.number not in compiled)
    number = sum(not paragraph.annexed for paragraph in others)
    if not number:
        return []
    where = "there too" if compiled else f"in the Chair's compilation{w.onward(to)}"
    if number == 1:
        return [f"A paragraph that was proposed to be added is listed {where}."]
    return [f"Several paragraphs that were proposed to be added are listed {where}."]


def _go(numbers: tuple[str, ...]) -> str:
    return "go" if len(numbers) > 1 else "goes"


def _are(numbers: tuple[str, ...]) -> str:
    return "are" if len(numbers) > 1 else "is"
