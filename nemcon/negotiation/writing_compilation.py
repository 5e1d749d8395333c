"""The compilation in plain text, for letters and the command line, as a delegate reads it."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from typing import Final

from nemcon.negotiation.acts import Statement
from nemcon.negotiation.compiled import (
    Alternative,
    Compilation,
    CompiledParagraph,
    Delegations,
    Objection,
    Remark,
    Source,
    Wording,
)
from nemcon.text.amendments import Change
from nemcon.text.lines import block, line, listed

_WIDTH: Final = 76
_STEP: Final = "  "
REMARKS: Final = {
    Statement.EXPLAIN: "Explanation of position",
    Statement.RESERVE: "Reservation",
    Statement.DISSOCIATE: "Dissociation",
}
"""How the kinds of remarks are called."""
UNDISPUTED: Final = "No change to it was proposed. It has not been declared agreed."
"""What is said of a paragraph that is listed although nothing in it is disputed."""


def write_compilation(compilation: Compilation) -> str:
    """The compilation as plain text, in lines of at most 76 characters where words allow it."""
    lines = ["Chair's compilation", *_wrapped(_title(compilation), 0), ""]
    if compilation.provisional:
        lines += _wrapped(provisional(compilation), 0)
    for sentence in compilation.chapeau:
        lines += _wrapped(sentence, 0)
    for paragraph in compilation.paragraphs:
        lines += ["", *_paragraph(paragraph)]
    if compilation.remarks:
        lines += ["", "On the text as a whole"]
        for remark in compilation.remarks:
            lines += _remark(remark)
    return "\n".join(lines) + "\n"


def provisional(compilation: Compilation) -> str:
    """What is said of a compilation before the end: as at which entry it is so."""
    return (
        f"Provisional, as at entry {compilation.head} of the register: the negotiation has not "
        "ended."
    )


def written(delegations: Delegations) -> str:
    """The delegations by name, or how many they are: "a delegation", "3 delegations"."""
    if delegations.names:
        return listed([line(name) for name in delegations.names])
    return "a delegation" if delegations.count == 1 else f"{delegations.count} delegations"


def traced(source: Source) -> str:
    """Where something is in the register: "recommendations, entry 12"."""
    if not source.number:
        return f"{source.procedure}, {source.at:%Y-%m-%d %H:%M} UTC"
    return f"{source.procedure}, entry {source.number}"


def proposes(alternative: Alternative) -> str:
    """What an amendment asks for, without its words: 'replace "should"'."""
    passage, paragraph = f"“{line(alternative.passage)}”", alternative.paragraph
    match alternative.change:
        case Change.REPLACE:
            return f"replace {passage if alternative.passage else 'the paragraph'} by"
        case Change.DELETE:
            return f"delete {passage if alternative.passage else 'the paragraph'}"
        case Change.BRACKET:
            return f"put {passage if alternative.passage else 'the paragraph'} in square brackets"
        case Change.INSERT if alternative.passage:
            return f"insert after {passage}"
        case Change.INSERT if alternative.beneath:
            return f"add a sub-paragraph beneath paragraph {paragraph}"
        case Change.INSERT:
            where = f"after paragraph {paragraph}" if paragraph else "before all others"
            return f"add a paragraph {where}"


def proposal(alternative: Alternative) -> str:
    """What an amendment asks for, as the sentence that its words follow."""
    by = alternative.by
    one = (len(by.names) or by.count) == 1
    ends = ":" if alternative.own else "."
    beneath = f", in paragraph {alternative.paragraph}," if " (" in alternative.paragraph else ""
    says = f"propose{'s' if one else ''}{beneath} to {proposes(alternative)}{ends}"
    return f"{_capital(written(by))} {says}"


def stands_beside(name: str, number: str) -> str:
    """Where an amendment is found whose words are another wording of the paragraph."""
    return f"Amendment {name} stands as paragraph {number}, and is listed there."


def _title(compilation: Compilation) -> str:
    symbol = f" ({line(compilation.symbol)})" if compilation.symbol else ""
    return f"{line(compilation.title)}{symbol}"


def _paragraph(paragraph: CompiledParagraph) -> Iterator[str]:
    yield heading(paragraph)
    if paragraph.common is not None:
        yield from _wording("Last common text", paragraph.common)
    elif not paragraph.added:
        yield f"{_STEP}There has been no common text."
    if paragraph.present is not None:
        yield from _wording("Present wording", paragraph.present)
    if paragraph.undisputed:
        yield from _wrapped(UNDISPUTED, 1)
    for alternative in paragraph.alternatives:
        yield from _alternative(alternative)
    for name, number in paragraph.beside:
        yield from _wrapped(stands_beside(name, number), 1)
    for objection in paragraph.objections:
        yield from _objection(objection)
    for remark in paragraph.remarks:
        yield from _remark(remark)


def heading(paragraph: CompiledParagraph) -> str:
    """The number of the paragraph, with what has to be known of it."""
    number = f"Paragraph {paragraph.number}" if paragraph.number else "A further paragraph"
    notes = [paragraph.note] if paragraph.note else []
    if paragraph.added:
        notes.append("proposed to be added")
    if paragraph.contested:
        notes.append("silence was broken on it")
    return f"{number} ({'; '.join(notes)})" if notes else number


def _wording(label: str, wording: Wording) -> Iterator[str]:
    yield f"{_STEP}{label} ({wording.issue}; {traced(wording.source)}):"
    yield from _words(wording.words)


def _alternative(alternative: Alternative) -> Iterator[str]:
    yield from _wrapped(f"Amendment {alternative.id}: {proposal(alternative)}", 1)
    if alternative.own:
        yield from _words(alternative.own)
    if _changes_words(alternative):
        yield from _reads(alternative)
    if alternative.why:
        yield from _wrapped(f"It does not fit the present text. {line(alternative.why)}", 2)
    if alternative.supporters.count:
        yield from _wrapped(f"Supported by {written(alternative.supporters)}.", 2)
    if alternative.opponents.count:
        yield from _wrapped(f"Opposed by {written(alternative.opponents)}.", 2)
    for said in alternative.said:
        side = "against it" if said.opposes else "for it"
        yield from _wrapped(f"{_capital(written(said.by))}, {side}: {line(said.says)}", 2)
    if alternative.reason.strip():
        yield from _wrapped(f"Reason given: {line(alternative.reason)}", 2)
    status = f"[{alternative.stands}; {traced(alternative.source)}]"
    yield from _wrapped(status, 2)


def _changes_words(alternative: Alternative) -> bool:
    """Whether its own words do not say already how the paragraph would read."""
    adds = alternative.change is Change.INSERT and not alternative.passage
    return alternative.reads.words != alternative.own and (not adds or alternative.beneath)


def _reads(alternative: Alternative) -> Iterator[str]:
    reads = alternative.reads
    if not reads.words:
        yield from _wrapped("With it alone nothing would be left of the paragraph.", 2)
        return
    yield from _wrapped(f"With it alone the paragraph would read (from {reads.issue}):", 2)
    yield from _words(reads.words, 3)


def _objection(objection: Objection) -> Iterator[str]:
    late = "late, and not counted; " if objection.late else ""
    to = "the paragraph" if objection.paragraphs else "the whole text"
    head = f"Objection to {to} in the final silence, {written(objection.by)}"
    yield from _wrapped(f"{head} [{late}{traced(objection.source)}]", 1)
    if objection.says.strip():
        yield from _words(objection.says)
    if objection.wording.strip():
        yield from _wrapped("It proposes:", 2)
        yield from _words(objection.wording, 3)


def _remark(remark: Remark) -> Iterator[str]:
    late = "late; " if remark.late else ""
    on = f" on paragraphs {listed(remark.paragraphs)}" if len(remark.paragraphs) > 1 else ""
    head = f"{REMARKS[remark.kind]}{on}, {written(remark.by)}"
    yield from _wrapped(f"{head} [{late}{traced(remark.source)}]", 1)
    if remark.says.strip():
        yield from _words(remark.says)


def _words(words: str, depth: int = 2) -> Iterator[str]:
    """Words as they were typed, each of their lines wrapped on its own."""
    for one in block(words).split("\n"):
        below = len(one) - len(one.lstrip(" "))
        yield from _wrapped(one.strip(), depth + below // len(_STEP))


def _wrapped(words: str, depth: int) -> list[str]:
    indent = _STEP * depth
    return textwrap.wrap(
        words,
        _WIDTH,
        initial_indent=indent,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _capital(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}"
