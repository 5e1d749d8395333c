"""How many are enough, as people say it: a message for each kind of threshold."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Final

from nemcon.language import N_, _, ngettext
from nemcon.procedure.threshold import Bar, Whole, parse_threshold
from nemcon.text.lines import alternatives

OBJECTORS: Final = "those who may object"
WITH_STANDING: Final = "the members with standing"
EVERYBODY: Final = "all members"
"""Of whom so many are enough; a key, not a word that is shown."""
_FRACTIONS: Final = {
    Fraction(1, 2): N_("half"),
    Fraction(1, 3): N_("one third"),
    Fraction(2, 3): N_("two thirds"),
    Fraction(1, 4): N_("one quarter"),
    Fraction(3, 4): N_("three quarters"),
}
# Translators: {part} is "half", "one third" and so on, or "2 in 5".
_MEMBERS: Final[Mapping[str, tuple[str, str]]] = {
    OBJECTORS: (
        N_("at least {part} of those who may object"),
        N_("more than {part} of those who may object"),
    ),
    WITH_STANDING: (
        N_("at least {part} of the members with standing"),
        N_("more than {part} of the members with standing"),
    ),
    EVERYBODY: (N_("at least {part} of all members"), N_("more than {part} of all members")),
}
_WEIGHT: Final[Mapping[str, tuple[str, str]]] = {
    OBJECTORS: (
        N_("at least {part} of the weight of those who may object"),
        N_("more than {part} of the weight of those who may object"),
    ),
    WITH_STANDING: (
        N_("at least {part} of the weight of the members with standing"),
        N_("more than {part} of the weight of the members with standing"),
    ),
    EVERYBODY: (
        N_("at least {part} of the weight of all members"),
        N_("more than {part} of the weight of all members"),
    ),
}
_REPLIES: Final = (
    N_("at least {part} of those who reply"),
    N_("more than {part} of those who reply"),
)
_CAST: Final = (
    N_("at least {part} of the votes cast in favour and against"),
    N_("more than {part} of the votes cast in favour and against"),
)
_NUMBERS: Final[Mapping[str, Callable[[int], str]]] = {
    OBJECTORS: lambda n: ngettext("one of them", "{n} of them", n),
    WITH_STANDING: lambda n: ngettext(
        "one of the members with standing", "{n} of the members with standing", n
    ),
    EVERYBODY: lambda n: ngettext("one of all members", "{n} of all members", n),
}


def threshold_in_words(text: str, of_whom: str = OBJECTORS) -> str:
    """How many are enough, as people say it. Raises `ValueError` on what is no threshold."""
    if text == "none":
        return _("no number is set")
    bars = parse_threshold(text).bars
    if bars == (Bar(),) and of_whom == OBJECTORS:
        return _("one is enough")
    return alternatives([_bar(bar, of_whom) for bar in bars])


def votes_in_words(text: str) -> str:
    """How many votes are enough, as people say it. Raises `ValueError` on what is no threshold."""
    bars = parse_threshold(text, Whole.CAST).bars
    return alternatives([_bar(bar, EVERYBODY) for bar in bars])


def _bar(bar: Bar, of_whom: str) -> str:
    if not bar.share:
        return _NUMBERS[of_whom](bar.number)
    known = _FRACTIONS.get(bar.share)
    number, of = bar.share.numerator, bar.share.denominator
    part = _(known) if known else _("{number} in {all}", number=number, all=of)
    messages = {
        Whole.MEMBERS: _MEMBERS[of_whom],
        Whole.REPLIES: _REPLIES,
        Whole.WEIGHT: _WEIGHT[of_whom],
        Whole.CAST: _CAST,
    }[bar.of]
    return _(messages[bar.exceeds], part=part)
