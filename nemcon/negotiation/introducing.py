"""The sentences with which a compilation begins: what it is, and what it is not."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from nemcon.language import N_, _
from nemcon.negotiation.compiled import CompiledParagraph
from nemcon.text.addressing import addressed

_ANNEXED: Final = N_(
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
    annex = (_(_ANNEXED),) if annexed else ()
    sentences = [_begins(addressed(to), over=over)]
    if not paragraphs:
        return (*sentences, _("There is nothing to list."), *annex)
    sentences += [
        _("It has not been agreed, and does not prejudice the position of any delegation."),
        _("The order in which wordings stand implies nothing."),
    ]
    if not named:
        sentences.append(_("Under the rules of the body it does not say who proposed what."))
    return (*sentences, *annex)


def _begins(to: str, *, over: bool) -> str:
    # Translators: {to} is the body or session to which what is not agreed goes.
    if over and to:
        return _("The Chair lists here what does not enjoy agreement, for {to}.", to=to)
    if over:
        return _("The Chair lists here what does not enjoy agreement.")
    if to:
        return _(
            "If the negotiation ended now, the Chair would list here what has not been agreed, "
            "for {to}.",
            to=to,
        )
    return _("If the negotiation ended now, the Chair would list here what has not been agreed.")
