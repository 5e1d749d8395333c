"""The compilation in plain text, for letters and the command line, as a delegate reads it."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from typing import Final

from nemcon.language import N_, _, ngettext
from nemcon.language.states import named
from nemcon.negotiation.acts import Statement
from nemcon.negotiation.compiled import (
    Alternative,
    Compilation,
    CompiledParagraph,
    Delegations,
    Objection,
    Remark,
    Said,
    Source,
)
from nemcon.text.amendments import Change
from nemcon.text.lines import block, capital, line, listed

_WIDTH: Final = 76
_STEP: Final = "  "
REMARKS: Final = {
    Statement.EXPLAIN: N_("Explanation of position"),
    Statement.RESERVE: N_("Reservation"),
    Statement.DISSOCIATE: N_("Dissociation"),
}
"""How the kinds of remarks are called."""
_REMARKS_ON: Final = {
    Statement.EXPLAIN: N_("Explanation of position on paragraphs {paragraphs}"),
    Statement.RESERVE: N_("Reservation on paragraphs {paragraphs}"),
    Statement.DISSOCIATE: N_("Dissociation on paragraphs {paragraphs}"),
}
UNDISPUTED: Final = N_("No change to it was proposed. It has not been declared agreed.")
"""What is said of a paragraph that is listed although nothing in it is disputed."""


def write_compilation(compilation: Compilation) -> str:
    """The compilation as plain text, in lines of at most 76 characters where words allow it."""
    lines = [_("Chair's compilation"), *_wrapped(_title(compilation), 0), ""]
    if compilation.provisional:
        lines += _wrapped(provisional(compilation), 0)
    for sentence in compilation.chapeau:
        lines += _wrapped(sentence, 0)
    for paragraph in compilation.paragraphs:
        lines += ["", *_paragraph(paragraph)]
    if compilation.remarks:
        lines += ["", _("On the text as a whole")]
        for remark in compilation.remarks:
            lines += _remark(remark)
    return "\n".join(lines) + "\n"


def provisional(compilation: Compilation) -> str:
    """What is said of a compilation before the end: as at which entry it is so."""
    return _(
        "Provisional, as at entry {number} of the register: the negotiation has not ended.",
        number=compilation.head,
    )


def written(delegations: Delegations) -> str:
    """The delegations by name, or how many they are: "a delegation", "3 delegations"."""
    if delegations.names:
        return listed([named(line(name)) for name in delegations.names])
    if delegations.count == 1:
        return _("a delegation")
    return ngettext("{n} delegation", "{n} delegations", delegations.count)


def traced(source: Source) -> str:
    """Where something is in the register: "recommendations, entry 12"."""
    if not source.number:
        return f"{source.procedure}, {source.at:%Y-%m-%d %H:%M} UTC"
    return _("{procedure}, entry {number}", procedure=source.procedure, number=source.number)


def proposes(alternative: Alternative) -> str:
    """What an amendment asks for, without its words: 'replace "should"'."""
    if not alternative.passage:
        return _proposes_whole(alternative)
    message = {
        # Translators: these are what somebody proposes to do, and follow "proposes to".
        Change.REPLACE: N_("replace {passage} by"),
        Change.DELETE: N_("delete {passage}"),
        Change.BRACKET: N_("put {passage} in square brackets"),
        Change.INSERT: N_("insert after {passage}"),
    }[alternative.change]
    return _(message, passage=_("\u201c{words}\u201d", words=line(alternative.passage)))


def _proposes_whole(alternative: Alternative) -> str:
    """The same where it is about a whole paragraph, or adds one."""
    if alternative.change is not Change.INSERT:
        message = {
            Change.REPLACE: N_("replace the paragraph by"),
            Change.DELETE: N_("delete the paragraph"),
            Change.BRACKET: N_("put the paragraph in square brackets"),
        }[alternative.change]
        return _(message)
    if alternative.beneath:
        number = alternative.paragraph
        return _("add a sub-paragraph beneath paragraph {number}", number=number)
    if alternative.paragraph:
        return _("add a paragraph after paragraph {number}", number=alternative.paragraph)
    return _("add a paragraph before all others")


def proposal(alternative: Alternative) -> str:
    """What an amendment asks for, as the sentence that its words follow."""
    number = len(alternative.by.names) or alternative.by.count
    by, doing = capital(written(alternative.by)), proposes(alternative)
    if " (" in alternative.paragraph:
        return _proposed_within(alternative, by, doing, number)
    if alternative.own:
        # Translators: {doing} is such as "add a paragraph after paragraph 2"; words follow.
        return ngettext(
            "{by} proposes to {doing}:", "{by} propose to {doing}:", number, by=by, doing=doing
        )
    return ngettext(
        "{by} proposes to {doing}.", "{by} propose to {doing}.", number, by=by, doing=doing
    )


def _proposed_within(alternative: Alternative, by: str, doing: str, number: int) -> str:
    """The same of an amendment to a sub-paragraph, which is named."""
    if alternative.own:
        return ngettext(
            "{by} proposes, in paragraph {paragraph}, to {doing}:",
            "{by} propose, in paragraph {paragraph}, to {doing}:",
            number,
            by=by,
            paragraph=alternative.paragraph,
            doing=doing,
        )
    return ngettext(
        "{by} proposes, in paragraph {paragraph}, to {doing}.",
        "{by} propose, in paragraph {paragraph}, to {doing}.",
        number,
        by=by,
        paragraph=alternative.paragraph,
        doing=doing,
    )


def argument(said: Said) -> str:
    """Who spoke for the amendment or against it, and how."""
    by, says = capital(written(said.by)), line(said.says)
    if said.opposes:
        return _("{by}, against it: {says}", by=by, says=says)
    return _("{by}, for it: {says}", by=by, says=says)


def stands_beside(name: str, number: str) -> str:
    """Where an amendment is found whose words are another wording of the paragraph."""
    return _(
        "Amendment {name} stands as paragraph {number}, and is listed there.",
        name=name,
        number=number,
    )


def _title(compilation: Compilation) -> str:
    symbol = f" ({line(compilation.symbol)})" if compilation.symbol else ""
    return f"{line(compilation.title)}{symbol}"


def _paragraph(paragraph: CompiledParagraph) -> Iterator[str]:
    yield heading(paragraph)
    if paragraph.common is not None:
        common = paragraph.common
        yield _STEP + _(
            "Last common text ({issue}; {source}):",
            issue=common.issue,
            source=traced(common.source),
        )
        yield from _words(common.words)
    elif not paragraph.added:
        yield _STEP + _("There has been no common text.")
    if paragraph.present is not None:
        present = paragraph.present
        yield _STEP + _(
            "Present wording ({issue}; {source}):",
            issue=present.issue,
            source=traced(present.source),
        )
        yield from _words(present.words)
    if paragraph.undisputed:
        yield from _wrapped(_(UNDISPUTED), 1)
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
    number = (
        _("Paragraph {number}", number=paragraph.number)
        if paragraph.number
        else _("A further paragraph")
    )
    notes = [paragraph.note] if paragraph.note else []
    if paragraph.added:
        notes.append(_("proposed to be added"))
    if paragraph.contested:
        notes.append(_("silence was broken on it"))
    if not notes:
        return number
    # Translators: "Paragraph 2", and what has to be known of it.
    return _("{paragraph} ({notes})", paragraph=number, notes="; ".join(notes))


def _alternative(alternative: Alternative) -> Iterator[str]:
    yield from _wrapped(
        _(
            "Amendment {name}: {proposal}",
            name=alternative.id,
            proposal=proposal(alternative),
        ),
        1,
    )
    if alternative.own:
        yield from _words(alternative.own)
    if _changes_words(alternative):
        yield from _reads(alternative)
    if alternative.why:
        why = _("It does not fit the present text. {why}", why=line(alternative.why))
        yield from _wrapped(why, 2)
    if alternative.supporters.count:
        by = written(alternative.supporters)
        yield from _wrapped(_("Supported by {delegations}.", delegations=by), 2)
    if alternative.opponents.count:
        by = written(alternative.opponents)
        yield from _wrapped(_("Opposed by {delegations}.", delegations=by), 2)
    for said in alternative.said:
        yield from _wrapped(argument(said), 2)
    if alternative.reason.strip():
        yield from _wrapped(_("Reason given: {because}", because=line(alternative.reason)), 2)
    status = f"[{alternative.stands}; {traced(alternative.source)}]"
    yield from _wrapped(status, 2)


def _changes_words(alternative: Alternative) -> bool:
    """Whether its own words do not say already how the paragraph would read."""
    adds = alternative.change is Change.INSERT and not alternative.passage
    return alternative.reads.words != alternative.own and (not adds or alternative.beneath)


def _reads(alternative: Alternative) -> Iterator[str]:
    reads = alternative.reads
    if not reads.words:
        yield from _wrapped(_("With it alone nothing would be left of the paragraph."), 2)
        return
    yield from _wrapped(
        _("With it alone the paragraph would read (from {issue}):", issue=reads.issue), 2
    )
    yield from _words(reads.words, 3)


def _objection(objection: Objection) -> Iterator[str]:
    by, source = written(objection.by), traced(objection.source)
    head = (
        _("Objection to the paragraph in the final silence, {by}", by=by)
        if objection.paragraphs
        else _("Objection to the whole text in the final silence, {by}", by=by)
    )
    if objection.late:
        source = _("late, and not counted; {source}", source=source)
    yield from _wrapped(f"{head} [{source}]", 1)
    if objection.says.strip():
        yield from _words(objection.says)
    if objection.wording.strip():
        yield from _wrapped(_("It proposes:"), 2)
        yield from _words(objection.wording, 3)


def _remark(remark: Remark) -> Iterator[str]:
    source = traced(remark.source)
    if remark.late:
        source = _("late; {source}", source=source)
    what = (
        _(_REMARKS_ON[remark.kind], paragraphs=listed(remark.paragraphs))
        if len(remark.paragraphs) > 1
        else _(REMARKS[remark.kind])
    )
    # Translators: what was filed, and by whom.
    head = _("{what}, {by}", what=what, by=written(remark.by))
    yield from _wrapped(f"{head} [{source}]", 1)
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
