"""Tells what the register knows already from what somebody wrote into a Word file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations, pairwise
from typing import Final

from nemcon.documents.building.marked_text import Offered
from nemcon.documents.word.reading_found import Found, Unplaced
from nemcon.documents.word.reading_places import even, present
from nemcon.language import N_, _
from nemcon.text.amendments import Amendment, Change, Status
from nemcon.text.applying import next_path
from nemcon.text.editing import Edit, edited, edits_of
from nemcon.text.lines import listed
from nemcon.text.negotiated import NegotiatedText
from nemcon.text.numbers import Path, path_written
from nemcon.text.refused import AmendmentRefused
from nemcon.text.runs import unattributed
from nemcon.text.writing import write_runs

_MOST_TOGETHER: Final = 8  # amendments of one paragraph whose joint effect is tried


@dataclass(slots=True)
class Known:
    """The amendments that the register knows; `sent` are those that the file was sent out with.

    `recognised` are those that were found in it unchanged.
    """

    text: NegotiatedText
    offered: tuple[Offered, ...]
    sent: frozenset[str]
    recognised: list[str] = field(default_factory=list[str])
    accepted: set[str] = field(default_factory=set[str])

    def judged(self, found: Found, name: str) -> Found | Unplaced | None:
        """What becomes of a change that stands in the file under that name; none where it is known.

        An empty name is that of no amendment.
        """
        named = next((one for one in self.offered if one.amendment.id == name), None)
        if named is not None and not named.amendment.live:
            because = _(_SETTLED[named.amendment.status], amendment=name)
            return unplaced(self.text, found, because)
        if named is not None and alike(self.text, named.amendment, found.amendment):
            self.recognised.append(name)
            return None
        if named is not None:
            because = _(
                "This differs from amendment {amendment} of {author} as it was proposed. Propose "
                "your own wording in words of your own.",
                amendment=name,
                author=named.author,
            )
            return unplaced(self.text, found, because)
        if name and self.offered:
            return unplaced(
                self.text, found, _("The register knows no amendment {amendment}.", amendment=name)
            )
        same = self.same_as(found.amendment)
        if same is not None:
            because = _(
                "This is what amendment {amendment} of {author} proposes already. Support it, or "
                "co-sponsor it.",
                amendment=same.amendment.id,
                author=same.author,
            )
            return unplaced(self.text, found, because)
        return found

    def taken_in(self, path: Path, words: str) -> list[Offered]:
        """The amendments that were accepted in the file, where they make the paragraph read so."""
        about = [
            (one, edits)
            for one in self.offered
            if one.amendment.live
            and _order(one.amendment.place) == _order(path)
            and (edits := _edits(self.text, one.amendment))
        ]
        now = write_runs(self.text.at(path).runs)
        for many in range(1, len(about[:_MOST_TOGETHER]) + 1):
            for some in combinations(about[:_MOST_TOGETHER], many):
                joint = sorted(edit for _one, those in some for edit in those)
                if _apart(joint) and even(edited(now, joint)) == words:
                    return [one for one, _edits_of in some]
        return []

    def accept(self, one: Offered, where: str) -> Unplaced:
        """What is said of an amendment that was accepted in the file."""
        self.accepted.add(one.amendment.id)
        because = _(
            "Amendment {amendment} was accepted in the file. Only the Chair takes up amendments: "
            "support it, or co-sponsor it.",
            amendment=one.amendment.id,
        )
        return Unplaced(where, one.author, written(self.text, one.amendment), because)

    def same_as(self, amendment: Amendment) -> Offered | None:
        """The amendment that waits and does the same."""
        return next(
            (
                one
                for one in self.offered
                if one.amendment.live and alike(self.text, one.amendment, amendment)
            ),
            None,
        )

    def rejected(self, seen: set[str]) -> Iterator[Unplaced]:
        """The amendments that the file was sent out with, and whose changes are gone from it."""
        for one in self.offered:
            name = one.amendment.id
            if name not in self.sent or name in seen | self.accepted or not one.amendment.live:
                continue
            because = _(
                "The change that amendment {amendment} proposes is no longer in the file. Where "
                "it was rejected: say that your delegation opposes it.",
                amendment=name,
            )
            where = _where(one.amendment)
            yield Unplaced(where, one.author, written(self.text, one.amendment), because)

    def recognised_listed(self) -> str:
        """The amendments that were recognised, once each."""
        return listed(list(dict.fromkeys(self.recognised)))


_SETTLED: Final = {
    Status.ACCEPTED: N_("Amendment {amendment} is accepted, and is not filed again."),
    Status.MERGED: N_("Amendment {amendment} is merged, and is not filed again."),
    Status.ALTERNATIVE: N_(
        "Amendment {amendment} is left as an alternative, and is not filed again."
    ),
    Status.WITHDRAWN: N_("Amendment {amendment} is withdrawn, and is not filed again."),
    Status.NOT_TAKEN_UP: N_("Amendment {amendment} is not taken up, and is not filed again."),
}


def alike(text: NegotiatedText, one: Amendment, other: Amendment) -> bool:
    """Whether two amendments make the same of a text, in whoever's name."""
    if one.adds_paragraph != other.adds_paragraph:
        return False
    try:
        if one.adds_paragraph:
            paths = [next_path(text, each.place, beneath=each.beneath) for each in (one, other)]
            same = unattributed(one.wording) == unattributed(other.wording)
            return _order(paths[0]) == _order(paths[1]) and same
    except AmendmentRefused:
        return False
    whole = [each.change is Change.DELETE and not each.passage for each in (one, other)]
    here = _order(one.place) == _order(other.place) and whole[0] == whole[1]
    return here and _edits(text, one) == _edits(text, other)


def written(text: NegotiatedText, amendment: Amendment) -> str:
    """The words of an amendment, to be shown where it cannot be filed."""
    if amendment.wording:
        return write_runs(amendment.wording)
    return amendment.passage or present(text.at(amendment.place))


def unplaced(text: NegotiatedText, found: Found, because: str) -> Unplaced:
    """A change that was found, with the reason why it is not one to file."""
    words = written(text, found.amendment)
    return Unplaced(_where(found.amendment), found.author, words, because)


def _where(amendment: Amendment) -> str:
    if not amendment.place:
        return _("before all paragraphs")
    place = path_written(amendment.place)
    if amendment.adds_paragraph:
        return _("after paragraph {number}", number=place)
    return _("paragraph {number}", number=place)


def _edits(text: NegotiatedText, amendment: Amendment) -> tuple[Edit, ...]:
    try:
        return edits_of(text, amendment)
    except AmendmentRefused:
        return ()


def _apart(edits: Sequence[Edit]) -> bool:
    return all(a.end <= b.start for a, b in pairwise(edits))


def _order(path: Path) -> tuple[tuple[bool, int, int, int], ...]:
    return tuple(number.order for number in path)
