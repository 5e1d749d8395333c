"""The words of the pages of a negotiation: rungs, amendments, stances, statements, outcomes."""

from __future__ import annotations

from typing import Final

from api.pages.ruling_words import RulingWords
from api.pages.wording import Standing
from nemcon.negotiation.acts import NegotiationOutcome, Rung, Stance, Statement
from nemcon.text.amendments import Amendment, Change, Status
from nemcon.text.numbers import path_written

RUNG_WORDS: Final = {
    Rung.OPEN: Standing("rung open", "Open", "\u25cb", "It may be amended."),
    Rung.AD_REFERENDUM: Standing(
        "rung agreed",
        "Agreed ad referendum",
        "\u25d1",
        "Agreed subject to instructions; an amendment opens it again.",
    ),
    Rung.AGREED: Standing("rung agreed", "Agreed", "\u25cf", "Agreed."),
    Rung.WITHDRAWN: Standing("rung gone", "Withdrawn", "\u2715", "It is out of the text."),
}
ADOPTED: Final = Standing("rung agreed", "Adopted", "\u25cf", "It was adopted.")
COMPILED: Final = Standing(
    "rung bracketed", "In the compilation", "\u25a1", "It is listed in the Chair's compilation."
)
BRACKETED: Final = Standing(
    "rung bracketed", "Bracketed", "\u25a1", "It holds brackets or alternatives that are open."
)
STANCES: Final = {
    Stance.SUPPORT: "Support",
    Stance.OPPOSE: "Oppose",
    Stance.COSPONSOR: "Co-sponsor",
    Stance.NONE: "Take back",
}
STANCE_MEANS: Final = {
    Stance.SUPPORT: "Your delegation is listed as supporting the amendment.",
    Stance.OPPOSE: "Your delegation is listed as opposing the amendment.",
    Stance.COSPONSOR: (
        "Your delegation is listed as a co-sponsor. Should its proposer withdraw the amendment, "
        "the first co-sponsor that joined it itself carries it on."
    ),
    Stance.NONE: "What your delegation said to the amendment is taken back.",
}
STANCE_SAID: Final = {
    Stance.SUPPORT: "supports",
    Stance.OPPOSE: "opposes",
    Stance.COSPONSOR: "co-sponsors",
    Stance.NONE: "took back what it had said to",
}
STATEMENTS: Final = {
    Statement.EXPLAIN: "Explain a position",
    Statement.RESERVE: "Make a reservation",
    Statement.DISSOCIATE: "Dissociate from paragraphs",
}
STATEMENT_SAID: Final = {
    Statement.EXPLAIN: "explained its position on",
    Statement.RESERVE: "made a reservation on",
    Statement.DISSOCIATE: "dissociated itself from",
}
STATUS_WORDS: Final = {
    Status.PROPOSED: "proposed",
    Status.ACCEPTED: "accepted",
    Status.MERGED: "merged",
    Status.ALTERNATIVE: "left as an alternative",
    Status.WITHDRAWN: "withdrawn",
    Status.NOT_TAKEN_UP: "not taken up",
}
CHOICES: Final = {
    "wait": "Keep waiting",
    "accept": "Accept",
    "alternative": "Leave as an alternative",
    "not-taken-up": "Do not take up",
    "merge": "Merge with others",
}
CHAIR_WORDS: Final = {
    "paragraphs": RulingWords(
        "Move paragraphs",
        "Move the paragraphs",
        "Paragraphs become agreed ad referendum, agreed, withdrawn, or open again.",
    ),
    "round": RulingWords(
        "Set the round",
        "Set the round",
        "Extends the running round, or opens another one after it has ended.",
    ),
    "admission": RulingWords(
        "Admit a late amendment",
        "Admit the amendment",
        "The amendment counts as if it had been in time.",
    ),
    "conclusion": RulingWords(
        "Conclude the negotiation",
        "Conclude the negotiation",
        "Ends the negotiation. What is agreed is placed under silence or adopted there and then; "
        "the rest goes to the Chair's compilation.",
    ),
    "withdrawal": RulingWords(
        "Withdraw the text",
        "Withdraw the text",
        "The negotiation ends, and the text is withdrawn as a whole.",
    ),
}
OUTCOME_SAYS: Final = {
    NegotiationOutcome.AGREED: "All of the text was adopted.",
    NegotiationOutcome.PARTLY_AGREED: "A part of the text was adopted.",
    NegotiationOutcome.COMPILED: "Nothing was adopted; all goes to the Chair's compilation.",
    NegotiationOutcome.WITHDRAWN: "The text was withdrawn.",
    NegotiationOutcome.RECALLED: "The launch was recalled before any letter of it left.",
}


def doing(amendment: Amendment) -> str:
    """What the amendment does, as in "changes paragraph 2"."""
    place = path_written(amendment.place)
    if amendment.adds_paragraph:
        if amendment.beneath:
            return f"adds a sub-paragraph to paragraph {place}"
        return f"adds a paragraph after {place}" if place else "adds a paragraph before all others"
    if not amendment.passage:
        return {
            Change.REPLACE: f"changes paragraph {place}",
            Change.DELETE: f"deletes paragraph {place}",
            Change.BRACKET: f"puts paragraph {place} in brackets",
        }[amendment.change]
    return {
        Change.REPLACE: f"changes words in paragraph {place}",
        Change.INSERT: f"adds words to paragraph {place}",
        Change.DELETE: f"deletes words in paragraph {place}",
        Change.BRACKET: f"puts words in paragraph {place} in brackets",
    }[amendment.change]


def in_paragraphs_of(numbers: tuple[str, ...]) -> str:
    """The paragraphs as "paragraphs 2 and 3"; without any the whole text."""
    if not numbers:
        return "the whole text"
    *first, last = numbers
    if not first:
        return f"paragraph {last}"
    return f"paragraphs {', '.join(first)} and {last}"
