"""The sentences with which a compilation begins: what it is, and what it is not."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from nemcon.negotiation.compiled import CompiledParagraph
from nemcon.text.addressing import addressed

_ANNEXED: Final = (
    "Amendments that came late to paragraphs which are not among these are annexed to them; they "
    "have no bearing on those paragraphs."
)


def chapeau(
    to: str,
    paragraphs: Sequence[CompiledParagraph],
    *,
    named: bool,
    annexed: bool = False,
    over: bool = True,
) -> tuple[str, ...]:
    """The chapeau; `to` is where what is not agreed goes ("the next session"), if it is known.

    `paragraphs` are those that do not enjoy agreement; `annexed` says that late amendments to
    others are shown as well. Until it is `over`, nobody has said of a paragraph that it does not
    enjoy agreement: it has not been agreed yet.
    """
    annex = (_ANNEXED,) if annexed else ()
    goes = f", for {addressed(to)}" if to else ""
    says = (
        "The Chair lists here what does not enjoy agreement"
        if over
        else "If the negotiation ended now, the Chair would list here what has not been agreed"
    )
    sentences = [f"{says}{goes}."]
    if not paragraphs:
        return (*sentences, "There is nothing to list.", *annex)
    sentences += [
        "It has not been agreed, and does not prejudice the position of any delegation.",
        "The order in which wordings stand implies nothing.",
    ]
    if not named:
        sentences.append("Under the rules of the body it does not say who proposed what.")
    return (*sentences, *annex)
