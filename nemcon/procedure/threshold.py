"""How many are enough: by number, by share of the members or of the replies, or by weight."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Final

from nemcon.language import N_, _
from nemcon.procedure.people import Seat


class Whole(StrEnum):
    """What a share is one of."""

    MEMBERS = "members"
    REPLIES = "replies"
    WEIGHT = "weight"
    CAST = "votes cast"


@dataclass(frozen=True, slots=True)
class Tally:
    """How many did something, and out of what; weights are those of the roll."""

    count: int
    members: int
    replies: int = 0
    weight: int = 0
    whole_weight: int = 0
    cast: int = 0


@dataclass(frozen=True, slots=True)
class Bar:
    """One way of being enough: `number` of them, or `share` of the whole.

    With `exceeds`, more than the share is needed (a majority is more than one half).
    """

    number: int = 1
    share: Fraction = Fraction(0)
    exceeds: bool = False
    of: Whole = Whole.MEMBERS

    def reached(self, tally: Tally) -> bool:
        """Whether that many are enough; nobody never is."""
        done, whole = {
            Whole.MEMBERS: (tally.count, tally.members),
            Whole.REPLIES: (tally.count, tally.replies),
            Whole.WEIGHT: (tally.weight, tally.whole_weight),
            Whole.CAST: (tally.count, tally.cast),
        }[self.of]
        part = self.share * whole
        enough = done > part if self.exceeds else done >= part
        return tally.count >= max(self.number, 1) and enough


@dataclass(frozen=True, slots=True)
class Threshold:
    """Enough in any one of several ways, such as a third of the parties or half of the tonnage."""

    bars: tuple[Bar, ...] = (Bar(),)

    def reached(self, tally: Tally) -> bool:
        """Whether one of the bars is reached."""
        return any(bar.reached(tally) for bar in self.bars)

    @property
    def weighs(self) -> bool:
        """Whether the weights of the roll matter."""
        return any(bar.of is Whole.WEIGHT for bar in self.bars)

    @property
    def counts_replies(self) -> bool:
        """Whether nothing is known before everybody who will reply has replied."""
        return any(bar.of is Whole.REPLIES for bar in self.bars)


def tally_of(seats: Iterable[Seat], named: Iterable[str], *, count: int, replies: int) -> Tally:
    """The tally of those `named` among the seats with standing; `count` is how they count."""
    those = frozenset(named)
    standing = [seat for seat in seats if seat.may_object]
    return Tally(
        count=count,
        members=len(standing),
        replies=replies,
        weight=sum(seat.weight for seat in standing if seat.participant in those),
        whole_weight=sum(seat.weight for seat in standing),
    )


THRESHOLDS: Final = N_(
    'a number such as 1, a share such as "1/3", "more than 1/3", "majority" or "3/10 of replies", '
    '"1/2 of weight", or several with "or" between them'
)
_FIGURE: Final = re.compile(
    r"(more than )?([1-9][0-9]{0,3}(?:/[1-9][0-9]{0,3})?)(?: of (members|replies|weight))?",
    re.ASCII,
)


def parse_threshold(text: str, whole: Whole = Whole.MEMBERS) -> Threshold:
    """Read "1", "1/3" (at least a third), "majority", "1/3 or 1/2 of weight".

    A share that does not say of what is one of `whole`. Raises `ValueError`, whose message says
    what a threshold may be.
    """
    return Threshold(tuple(_bar(part.strip(), whole) for part in text.split(" or ")))


def _bar(text: str, unsaid: Whole) -> Bar:
    majority = text.startswith("majority")
    figure = _FIGURE.fullmatch(
        "more than 1/2" + text.removeprefix("majority") if majority else text
    )
    if figure is None:
        raise ValueError(_(THRESHOLDS))
    exceeds, share = figure[1] is not None, Fraction(figure[2])
    whole = Whole(figure[3]) if figure[3] else unsaid
    if share.denominator == 1 and figure[3] in (None, Whole.MEMBERS):
        return Bar(number=int(share) + exceeds)
    if share >= 1:
        raise ValueError(_(THRESHOLDS))
    return Bar(share=share, exceeds=exceeds, of=whole)
