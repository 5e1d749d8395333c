"""Amendments: who proposes to change what in a text, and what became of the proposal.

An amendment names a paragraph, and the words in it that it is about as they stand; without such
words it is about the paragraph as a whole. It is never changed in place: each function returns
the amendment as it is from then on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from nemcon.language import N_, _
from nemcon.text.numbers import Path, path_written
from nemcon.text.refused import AmendmentRefused, Place
from nemcon.text.runs import Runs


class Change(StrEnum):
    """What is to be done to the paragraph or the words."""

    REPLACE = "replace"
    INSERT = "insert"
    DELETE = "delete"
    BRACKET = "bracket"


class Status(StrEnum):
    """What became of an amendment; while it is proposed it is live."""

    PROPOSED = N_("proposed")
    ACCEPTED = N_("accepted")
    MERGED = N_("merged")
    ALTERNATIVE = N_("left as an alternative")
    WITHDRAWN = N_("withdrawn")
    NOT_TAKEN_UP = N_("not taken up")


@dataclass(frozen=True, slots=True)
class Amendment:
    """A proposal to change a text.

    `INSERT` with a passage adds `wording` after those words; without one it adds a paragraph after
    the one at `place` (an empty place: before all), or as the last one `beneath` it. `into` names
    the amendment with which this one was merged.
    """

    id: str
    proposer: str
    change: Change
    place: Path
    wording: Runs = ()
    passage: str = ""
    beneath: bool = False
    cosponsors: tuple[str, ...] = ()
    reason: str = ""
    status: Status = Status.PROPOSED
    supporters: tuple[str, ...] = ()
    opponents: tuple[str, ...] = ()
    into: str = ""

    @property
    def live(self) -> bool:
        """Whether it still waits to be dealt with."""
        return self.status is Status.PROPOSED

    @property
    def sponsors(self) -> tuple[str, ...]:
        """The proposer and the co-sponsors."""
        return (self.proposer, *self.cosponsors)

    @property
    def adds_paragraph(self) -> bool:
        """Whether it adds a paragraph rather than words."""
        return self.change is Change.INSERT and not self.passage


def cosponsored(amendment: Amendment, name: str) -> Amendment:
    """The amendment with one more sponsor."""
    _must_be_live(amendment)
    if name in amendment.sponsors:
        return amendment
    return replace(
        amendment,
        cosponsors=(*amendment.cosponsors, name),
        supporters=_without(amendment.supporters, name),
        opponents=_without(amendment.opponents, name),
    )


def supported(amendment: Amendment, name: str) -> Amendment:
    """The amendment with the support of a delegation, which no longer opposes it."""
    _must_be_live(amendment)
    if name in (*amendment.sponsors, *amendment.supporters):
        return amendment
    return replace(
        amendment,
        supporters=(*amendment.supporters, name),
        opponents=_without(amendment.opponents, name),
    )


def opposed(amendment: Amendment, name: str) -> Amendment:
    """The amendment with the opposition of a delegation, which no longer supports it."""
    _must_be_live(amendment)
    if name == amendment.proposer:
        raise _refused(
            amendment,
            "own-amendment",
            _("who proposed an amendment withdraws it, and does not oppose it."),
        )  # fmt: skip - the sentence reads better unbroken
    if name in amendment.opponents:
        return amendment
    return replace(
        amendment,
        cosponsors=_without(amendment.cosponsors, name),
        supporters=_without(amendment.supporters, name),
        opponents=(*amendment.opponents, name),
    )


def settled(amendment: Amendment, status: Status, into: str = "") -> Amendment:
    """The amendment once it has been dealt with, which happens once."""
    _must_be_live(amendment)
    return replace(amendment, status=status, into=into)


def merged(
    amendments: Sequence[Amendment], new_id: str, by: str, wording: Runs
) -> tuple[Amendment, tuple[Amendment, ...]]:
    """One amendment in the place of several to the same words, and the several, merged into it.

    Their sponsors sponsor it, and whoever only supported one of them supports it; opposition does
    not carry over, since nobody has opposed the new wording yet.
    """
    first = amendments[0]
    kinds = {(a.change, a.place, a.passage, a.beneath) for a in amendments}
    if len(kinds) > 1:
        raise _refused(
            first,
            "cannot-merge",
            _("only amendments that do the same to the same words are merged."),
        )
    sponsors = [name for a in amendments for name in a.sponsors if name != by]
    names = tuple(dict.fromkeys(sponsors))
    supporters = [n for a in amendments for n in a.supporters if n != by and n not in names]
    one = replace(
        first,
        id=new_id,
        proposer=by,
        cosponsors=names,
        wording=wording,
        supporters=tuple(dict.fromkeys(supporters)),
        opponents=(),
    )
    return one, tuple(settled(a, Status.MERGED, new_id) for a in amendments)


def _must_be_live(amendment: Amendment) -> None:
    if not amendment.live:
        raise _refused(
            amendment,
            "amendment-settled",
            _("this amendment is {status} already.", status=_(amendment.status)),
        )


def _refused(amendment: Amendment, code: str, says: str) -> AmendmentRefused:
    return AmendmentRefused(code, says, Place(path_written(amendment.place)))


def _without(names: tuple[str, ...], name: str) -> tuple[str, ...]:
    return tuple(other for other in names if other != name)
