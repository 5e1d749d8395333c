"""The sentences with which a compilation begins: what it is, and what it is not."""

from __future__ import annotations

from collections.abc import Sequence

from nemcon.negotiation.compiled import CompiledParagraph


def chapeau(to: str, paragraphs: Sequence[CompiledParagraph], *, named: bool) -> tuple[str, ...]:
    """The chapeau; `to` is where what is not agreed goes ("the next session"), if it is known."""
    goes = f", for {_articled(to)}" if to else ""
    sentences = [f"The Chair lists here what does not enjoy agreement{goes}."]
    if not paragraphs:
        return (*sentences, "There is nothing to list.")
    sentences += [
        "It has not been agreed, and does not prejudice the position of any delegation.",
        "The order in which wordings stand implies nothing.",
    ]
    if not named:
        sentences.append("Under the rules of the body it does not say who proposed what.")
    return tuple(sentences)


def _articled(to: str) -> str:
    """The body as it stands in a sentence: "the Conference of the Parties, tenth session"."""
    bare = to.split(" ", 1)[0] in ("Conference", "Commission", "Committee", "Council", "Assembly")
    return f"the {to}" if bare else to
