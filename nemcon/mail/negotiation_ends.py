"""What the letters say of the end of a negotiation: the conclusion and the outcome."""

from __future__ import annotations

from typing import Final, TypeAlias

from nemcon.language import N_, _, ngettext, pgettext
from nemcon.mail import negotiation_words as w
from nemcon.mail.compiling import compilation_sections
from nemcon.mail.meeting import MeetingOccasion
from nemcon.mail.meeting_words import because, text_section, timed
from nemcon.mail.sections import Said, Section, Term, Terms, Words
from nemcon.mail.wording import destination, in_paragraphs
from nemcon.mail.writing import Writing
from nemcon.negotiation import entries as e
from nemcon.negotiation.acts import NegotiationOutcome
from nemcon.negotiation.compilation import compilation
from nemcon.negotiation.compiled import Compilation
from nemcon.negotiation.final import FinalText, final_text
from nemcon.negotiation.state import NegotiationState
from nemcon.text.lines import block, capital, line, sentences

Occasion: TypeAlias = MeetingOccasion[NegotiationState]
_NUMBERED_ANEW: Final = N_(
    "These are the numbers under which they were negotiated; what is adopted is numbered anew."
)


def conclusion(occasion: Occasion, write: Writing) -> Said:
    """What goes under silence, in which procedure, and what goes to the compilation."""
    entry, listed = occasion.recorded.entry, _listed(occasion)
    lead = [
        pgettext("after 'has the honour to'", "inform it that the negotiation is concluded."),
        ngettext(
            "{paragraphs} is agreed, and placed under silence in the procedure {procedure}. The "
            "letter of that procedure says until when, and what an objection does.",
            "{paragraphs} are agreed, and placed under silence in the procedure {procedure}. The "
            "letter of that procedure says until when, and what an objection does.",
            _number_of(entry.agreed),
            paragraphs=capital(in_paragraphs(entry.agreed)),
            procedure=line(entry.child),
        ),
    ]
    if entry.compiled:
        lead.append(_go_to_the_compilation(entry.compiled, entry.to))
    lead += _added(listed, entry.compiled, entry.to)
    final: tuple[Section, ...] = ()
    if entry.final:
        final = (text_section(_("What is placed under silence"), entry.final),)
    return Said(
        title=_("Negotiation concluded"),
        ending=_("concluded; what is agreed is placed under silence"),
        lead=tuple(lead),
        moments=timed(_("Concluded on"), occasion.recorded.at, write),
        sections=(*because(entry.because), *final, *compilation_sections(listed)),
    )


def outcome(occasion: Occasion, write: Writing) -> Said:
    """What is adopted, what the compilation lists, and to whom it is addressed."""
    state, entry = occasion.state, occasion.recorded.entry
    final = final_text(state, occasion.child)
    listed = _listed(occasion)
    return Said(
        title=_("Outcome of the negotiation"),
        ending=_(w.OUTCOMES[entry.outcome]),
        lead=(*_has_ended(entry, again=occasion.again), *_outcome_says(entry, final, listed)),
        moments=timed(_("Decided as at"), entry.at, write),
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
    kept = _("The numbers are those of the negotiation.")
    because = line(final.kept_because)
    notes = (Words(sentences(kept, because)),) if because else ()
    return (Section(pgettext("a text", "Adopted"), (*notes, Terms(terms)), "text"),)


def _numbered(number: str, before: str) -> str:
    """The paragraph by its number, and by the one under which it was negotiated if that differs."""
    if before == number:
        return _("Paragraph {number}", number=line(number))
    return _(
        "Paragraph {number} (negotiated as paragraph {before})",
        number=line(number),
        before=line(before),
    )


def _has_ended(entry: e.NegotiationEnded, *, again: bool) -> list[str]:
    says = pgettext("after 'has the honour to'", "inform it that the negotiation has ended.")
    if entry.outcome is NegotiationOutcome.WITHDRAWN:
        says = pgettext(
            "after 'has the honour to'",
            "inform it that the negotiation has ended: the text was withdrawn.",
        )
    return [says, *([_("This replaces what was told of its outcome before.")] if again else [])]


def _outcome_says(
    entry: e.NegotiationEnded, final: FinalText | None, listed: Compilation
) -> list[str]:
    if entry.outcome is NegotiationOutcome.WITHDRAWN:
        return []
    says = [_("Nothing was adopted.")]
    if final is not None:
        before = {new: old for old, new in final.numbers.items()}
        numbers = tuple(before.get(p.number, p.number) for p in final.text.paragraphs)
        anew = any(final.numbers.get(number, number) != number for number in numbers)
        adopted = ngettext(
            "{paragraphs} is adopted.",
            "{paragraphs} are adopted.",
            _number_of(numbers),
            paragraphs=capital(in_paragraphs(numbers)),
        )
        says = [adopted, *([_(_NUMBERED_ANEW)] if anew else [])]
    if entry.compiled:
        says.append(_listed_in_the_compilation(entry.compiled, entry.to))
    return says + _added(listed, entry.compiled, entry.to)


def _added(listed: Compilation, compiled: tuple[str, ...], to: str) -> list[str]:
    """What the compilation lists besides: paragraphs that were proposed to be added."""
    others = (p for p in listed.paragraphs if p.number not in compiled)
    number = sum(not paragraph.annexed for paragraph in others)
    if not number:
        return []
    if compiled:
        return [
            ngettext(
                "A paragraph that was proposed to be added is listed there too.",
                "Several paragraphs that were proposed to be added are listed there too.",
                number,
            )
        ]
    if not to.strip():
        return [
            ngettext(
                "A paragraph that was proposed to be added is listed in the Chair's compilation.",
                "Several paragraphs that were proposed to be added are listed in the Chair's "
                "compilation.",
                number,
            )
        ]
    return [
        ngettext(
            "A paragraph that was proposed to be added is listed in the Chair's compilation, which "
            "is addressed to {addressee}.",
            "Several paragraphs that were proposed to be added are listed in the Chair's "
            "compilation, which is addressed to {addressee}.",
            number,
            addressee=destination(to),
        )
    ]


def _go_to_the_compilation(numbers: tuple[str, ...], to: str) -> str:
    which = capital(in_paragraphs(numbers))
    if not to.strip():
        return ngettext(
            "{paragraphs}, on which there is no agreement, goes to the Chair's compilation.",
            "{paragraphs}, on which there is no agreement, go to the Chair's compilation.",
            _number_of(numbers),
            paragraphs=which,
        )
    return ngettext(
        "{paragraphs}, on which there is no agreement, goes to the Chair's compilation, which is "
        "addressed to {addressee}.",
        "{paragraphs}, on which there is no agreement, go to the Chair's compilation, which is "
        "addressed to {addressee}.",
        _number_of(numbers),
        paragraphs=which,
        addressee=destination(to),
    )


def _listed_in_the_compilation(numbers: tuple[str, ...], to: str) -> str:
    which = capital(in_paragraphs(numbers))
    if not to.strip():
        return ngettext(
            "{paragraphs} does not enjoy agreement, and is listed in the Chair's compilation.",
            "{paragraphs} do not enjoy agreement, and are listed in the Chair's compilation.",
            _number_of(numbers),
            paragraphs=which,
        )
    return ngettext(
        "{paragraphs} does not enjoy agreement, and is listed in the Chair's compilation, which is "
        "addressed to {addressee}.",
        "{paragraphs} do not enjoy agreement, and are listed in the Chair's compilation, which is "
        "addressed to {addressee}.",
        _number_of(numbers),
        paragraphs=which,
        addressee=destination(to),
    )


def _number_of(numbers: tuple[str, ...]) -> int:
    """How many the paragraphs are in grammar: no numbers are the whole text, which is one."""
    return max(len(numbers), 1)
