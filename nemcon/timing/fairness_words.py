"""What the fairness check warns of, in sentences.

`SAYS` has for each code the sentence for so many delegations; where they are touched stands in it
as {where}.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from nemcon.language import _, ngettext

Says = Callable[[int, str], str]

SAYS: Final[Mapping[str, Says]] = {
    "whole-period-off": lambda n, where: ngettext(
        # Translators: {where} is "in the capital", "at the mission" or both with "or".
        "For {n} delegation the whole period is a weekend or a holiday {where}.",
        "For {n} delegations the whole period is a weekend or a holiday {where}.",
        n,
        where=where,
    ),
    "no-working-hours": lambda n, where: ngettext(
        "For {n} delegation the period holds no working hour {where}.",
        "For {n} delegations the period holds no working hour {where}.",
        n,
        where=where,
    ),
    "deadline-at-night": lambda n, where: ngettext(
        "For {n} delegation the deadline falls at night {where}.",
        "For {n} delegations the deadline falls at night {where}.",
        n,
        where=where,
    ),
    "deadline-on-weekend": lambda n, where: ngettext(
        "For {n} delegation the deadline falls on a weekend {where}.",
        "For {n} delegations the deadline falls on a weekend {where}.",
        n,
        where=where,
    ),
    "deadline-on-holiday": lambda n, where: ngettext(
        "For {n} delegation the deadline falls on a holiday {where}.",
        "For {n} delegations the deadline falls on a holiday {where}.",
        n,
        where=where,
    ),
    "weekend-assumed": lambda n, where: ngettext(
        "For {n} delegation the weekend {where} is assumed, since none is given.",
        "For {n} delegations the weekend {where} is assumed, since none is given.",
        n,
        where=where,
    ),
    "holidays-unknown": lambda n, where: ngettext(
        "For {n} delegation the holidays {where} are not known, and not counted.",
        "For {n} delegations the holidays {where} are not known, and not counted.",
        n,
        where=where,
    ),
}


def zone_unknown(number: int) -> str:
    """The warning where it is not known in which zone they work."""
    return ngettext(
        "For {n} delegation no zone is known; what the period means there is open.",
        "For {n} delegations no zone is known; what the period means there is open.",
        number,
    )


def in_words(places: set[str]) -> str:
    """Where delegations are touched: in their capital, at their mission, or in one of both."""
    if places == {"capital"}:
        return _("in the capital")
    if places == {"mission"}:
        return _("at the mission")
    return _("in the capital or at the mission")
