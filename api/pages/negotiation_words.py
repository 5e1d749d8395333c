"""The words of the pages of a negotiation: rungs, amendments, stances, statements, outcomes."""

from __future__ import annotations

from typing import Final

from api.pages.ruling_words import RulingWords
from api.pages.wording import Standing
from nemcon.language import N_, _
from nemcon.negotiation.acts import (
    NegotiationOutcome,
    ProposeAmendment,
    Rung,
    Stance,
    Statement,
)
from nemcon.text.amendments import Amendment, Change, Status
from nemcon.text.lines import listed
from nemcon.text.numbers import path_written, read_path

RUNG_WORDS: Final = {
    Rung.OPEN: Standing("rung open", N_("Open"), "\u25cb", N_("It may be amended.")),
    Rung.AD_REFERENDUM: Standing(
        "rung agreed",
        N_("Agreed ad referendum"),
        "\u25d1",
        N_("Agreed subject to instructions; an amendment opens it again."),
    ),
    Rung.AGREED: Standing("rung agreed", N_("Agreed"), "\u25cf", N_("Agreed.")),
    Rung.WITHDRAWN: Standing("rung gone", N_("Withdrawn"), "\u2715", N_("It is out of the text.")),
}
ADOPTED: Final = Standing("rung agreed", N_("Adopted"), "\u25cf", N_("It was adopted."))
COMPILED: Final = Standing(
    "rung bracketed",
    N_("In the compilation"),
    "\u25a1",
    N_("It is listed in the Chair's compilation."),
)
BRACKETED: Final = Standing(
    "rung bracketed",
    N_("Bracketed"),
    "\u25a1",
    N_("It holds brackets or alternatives that are open."),
)
STANCES: Final = {
    Stance.SUPPORT: N_("Support"),
    Stance.OPPOSE: N_("Oppose"),
    Stance.COSPONSOR: N_("Co-sponsor"),
    Stance.NONE: N_("Take back"),
}
STANCE_MEANS: Final = {
    Stance.SUPPORT: N_("Your delegation is listed as supporting the amendment."),
    Stance.OPPOSE: N_("Your delegation is listed as opposing the amendment."),
    Stance.COSPONSOR: (
        N_(
            "Your delegation is listed as a co-sponsor. Should its proposer withdraw "
            "the amendment, the first co-sponsor that joined it itself carries it on."
        )
    ),
    Stance.NONE: N_("What your delegation said to the amendment is taken back."),
}
STANCE_TITLES: Final = {
    Stance.SUPPORT: N_("Support amendment {amendment}"),
    Stance.OPPOSE: N_("Oppose amendment {amendment}"),
    Stance.COSPONSOR: N_("Co-sponsor amendment {amendment}"),
    Stance.NONE: N_("Take back your position on amendment {amendment}"),
}
STANCE_SAID: Final = {
    Stance.SUPPORT: N_("{name} supports amendment {amendment}."),
    Stance.OPPOSE: N_("{name} opposes amendment {amendment}."),
    Stance.COSPONSOR: N_("{name} co-sponsors amendment {amendment}."),
    Stance.NONE: N_("{name} took back what it had said to amendment {amendment}."),
}
STATEMENTS: Final = {
    Statement.EXPLAIN: N_("Explain a position"),
    Statement.RESERVE: N_("Make a reservation"),
    Statement.DISSOCIATE: N_("Dissociate from paragraphs"),
}
# Translators: what a delegation did, after its name; {paragraphs} is "paragraph 2", "paragraphs 1
# and 3" or "the whole text".
STATEMENT_DOES: Final = {
    Statement.EXPLAIN: N_("explained its position on {paragraphs}"),
    Statement.RESERVE: N_("made a reservation on {paragraphs}"),
    Statement.DISSOCIATE: N_("dissociated itself from {paragraphs}"),
}
# Translators: {paragraphs} is "paragraph 2", "paragraphs 1 and 3" or "the whole text".
STATEMENT_SAID: Final = {
    Statement.EXPLAIN: N_("{name} explained its position on {paragraphs}."),
    Statement.RESERVE: N_("{name} made a reservation on {paragraphs}."),
    Statement.DISSOCIATE: N_("{name} dissociated itself from {paragraphs}."),
}
# Translators: what became of an amendment.
STATUS_WORDS: Final = {
    Status.PROPOSED: N_("proposed"),
    Status.ACCEPTED: N_("accepted"),
    Status.MERGED: N_("merged"),
    Status.ALTERNATIVE: N_("left as an alternative"),
    Status.WITHDRAWN: N_("withdrawn"),
    Status.NOT_TAKEN_UP: N_("not taken up"),
}
CHOICES: Final = {
    "wait": N_("Keep waiting"),
    "accept": N_("Accept"),
    "alternative": N_("Leave as an alternative"),
    "not-taken-up": N_("Do not take up"),
    "merge": N_("Merge with others"),
}
CHAIR_WORDS: Final = {
    "paragraphs": RulingWords(
        N_("Move paragraphs"),
        N_("Move the paragraphs"),
        N_("Paragraphs become agreed ad referendum, agreed, withdrawn, or open again."),
    ),
    "round": RulingWords(
        N_("Set the round"),
        N_("Set the round"),
        N_("Extends the running round, or opens another one after it has ended."),
    ),
    "admission": RulingWords(
        N_("Admit a late amendment"),
        N_("Admit the amendment"),
        N_("The amendment counts as if it had been in time."),
    ),
    "conclusion": RulingWords(
        N_("Conclude the negotiation"),
        N_("Conclude the negotiation"),
        N_(
            "Ends the negotiation. What is agreed is placed under silence or adopted "
            "there and then; the rest goes to the Chair's compilation."
        ),
    ),
    "withdrawal": RulingWords(
        N_("Withdraw the text"),
        N_("Withdraw the text"),
        N_("The negotiation ends, and the text is withdrawn as a whole."),
    ),
}
OUTCOME_SAYS: Final = {
    NegotiationOutcome.AGREED: N_("All of the text was adopted."),
    NegotiationOutcome.PARTLY_AGREED: N_("A part of the text was adopted."),
    NegotiationOutcome.COMPILED: N_("Nothing was adopted; all goes to the Chair's compilation."),
    NegotiationOutcome.WITHDRAWN: N_("The text was withdrawn."),
    NegotiationOutcome.RECALLED: N_("The launch was recalled before any letter of it left."),
}


# Translators: what an amendment does, as a clause: "it ...", or "which ..."; {number} is that of a
# paragraph.
_OF_PARAGRAPHS: Final = {
    Change.REPLACE: N_("changes paragraph {number}"),
    Change.DELETE: N_("deletes paragraph {number}"),
    Change.BRACKET: N_("puts paragraph {number} in brackets"),
}
_OF_WORDS: Final = {
    Change.REPLACE: N_("changes words in paragraph {number}"),
    Change.INSERT: N_("adds words to paragraph {number}"),
    Change.DELETE: N_("deletes words in paragraph {number}"),
    Change.BRACKET: N_("puts words in paragraph {number} in brackets"),
}


def became(status: Status, into: str) -> str:
    """What became of an amendment, and of which other it is a part now."""
    if not into:
        return _(STATUS_WORDS[status])
    # Translators: what became of an amendment; {status} is "merged", {amendment} is another one.
    return _("{status} into {amendment}", status=_(STATUS_WORDS[status]), amendment=into)


def doing(amendment: Amendment) -> str:
    """What the amendment does, as in "changes paragraph 2"."""
    place = path_written(amendment.place)
    if not amendment.adds_paragraph:
        does = _OF_WORDS if amendment.passage else _OF_PARAGRAPHS
        return _(does[amendment.change], number=place)
    if amendment.beneath:
        return _("adds a sub-paragraph to paragraph {number}", number=place)
    if place:
        return _("adds a paragraph after {number}", number=place)
    return _("adds a paragraph before all others")


def doing_of(act: ProposeAmendment) -> str:
    """The same of an amendment that is not recorded yet; its paragraph is one that can be read."""
    path = read_path(act.paragraph) if act.paragraph.strip() else ()
    return doing(Amendment("", "", act.change, path, passage=act.passage, beneath=act.beneath))


def in_paragraphs_of(numbers: tuple[str, ...]) -> str:
    """The paragraphs as "paragraphs 2 and 3"; without any the whole text."""
    if not numbers:
        return _("the whole text")
    if len(numbers) == 1:
        return _("paragraph {number}", number=numbers[0])
    # Translators: {numbers} is "2 and 3".
    return _("paragraphs {numbers}", numbers=listed(numbers))
