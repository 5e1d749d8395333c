"""Which amendments get into each other's way.

Two amendments collide when the order in which they are applied would matter, or when one of them
would have nothing left to apply to. What says the same twice is reported too: it can be merged.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from nemcon.language import N_, _
from nemcon.text.amendments import Amendment, Change
from nemcon.text.negotiated import NegotiatedText
from nemcon.text.numbers import Path, path_written
from nemcon.text.passages import Span, located
from nemcon.text.refused import AmendmentRefused, Place
from nemcon.text.runs import plain, unsettled


class Clash(StrEnum):
    """How amendments get into each other's way."""

    SAME = N_("they say the same")
    WORDS = N_("they change the same words")
    WHOLE = N_("one of them is about the paragraph as a whole")
    PLACE = N_("they add a paragraph in the same place")
    GONE = N_("one of them deletes what the other is about")


@dataclass(frozen=True, slots=True)
class Collision:
    """Amendments that collide, directly or through others; the gravest of the clashes."""

    clash: Clash
    amendments: tuple[Amendment, ...]
    place: Path


@dataclass(frozen=True, slots=True)
class Placed:
    """An amendment that fits a text, and where the words are that it quotes."""

    amendment: Amendment
    span: Span | None


def placed(text: NegotiatedText, amendment: Amendment) -> Placed:
    """The amendment with its place in the text; refused if it does not fit."""
    place, name = amendment.place, path_written(amendment.place)
    if not place and not amendment.adds_paragraph:
        raise AmendmentRefused("place-missing", _("an amendment names a paragraph."))
    for length in range(1, len(place) + 1):
        # A paragraph may be added after a withdrawn one: that keeps its number and its place.
        if text.at(place[:length]).withdrawn and not (
            amendment.adds_paragraph and length == len(place) and not amendment.beneath
        ):
            raise AmendmentRefused(
                "paragraph-withdrawn", _("this paragraph has been withdrawn."), Place(name)
            )
    _check_wording(amendment, name)
    if not amendment.passage:
        return Placed(amendment, None)
    return Placed(amendment, located(text.at(place).runs, amendment.passage, name))


def unplaced(
    text: NegotiatedText, amendments: Sequence[Amendment]
) -> tuple[tuple[Amendment, AmendmentRefused], ...]:
    """The live amendments that do not fit the text, for instance after a revision, and why."""
    found: list[tuple[Amendment, AmendmentRefused]] = []
    for amendment in amendments:
        try:
            placed(text, amendment)
        except AmendmentRefused as refused:
            if amendment.live:
                found.append((amendment, refused))
    return tuple(found)


def collisions(text: NegotiatedText, amendments: Sequence[Amendment]) -> tuple[Collision, ...]:
    """The live amendments that collide, in groups, by the order in which they were proposed."""
    lost = {amendment.id for amendment, _ in unplaced(text, amendments)}
    live = [placed(text, a) for a in amendments if a.live and a.id not in lost]
    groups: list[tuple[list[Placed], set[Clash]]] = []
    for one in live:
        met = [(g, {c for other in g[0] if (c := clash(one, other))}) for g in groups]
        touched = [(g, clashes) for g, clashes in met if clashes]
        members = [p for g, _ in touched for p in g[0]]
        clashes = {c for g, new in touched for c in g[1] | new}
        groups = [g for g in groups if not any(g is other for other, _ in touched)]
        groups.append(([*members, one], clashes))
    order = {a.id: at for at, a in enumerate(amendments)}
    found = [_collision(members, clashes, order) for members, clashes in groups if clashes]
    return tuple(sorted(found, key=lambda c: order[c.amendments[0].id]))


def clash(one: Placed, other: Placed) -> Clash | None:
    """How two amendments collide, if they do."""
    a, b = one.amendment, other.amendment
    if a.adds_paragraph and b.adds_paragraph and _same_place(a, b):
        return Clash.SAME if a.wording == b.wording else Clash.PLACE
    if _deletes_around(a, b) or _deletes_around(b, a):
        return Clash.GONE
    if a.adds_paragraph or b.adds_paragraph or _order(a.place) != _order(b.place):
        return None
    if (a.change, a.passage, a.wording) == (b.change, b.passage, b.wording):
        return Clash.SAME
    if one.span and other.span:
        return Clash.WORDS if one.span.overlaps(other.span) else None
    # Brackets around the whole leave everything in it as it was, so that both can be done.
    harmless = any(x.change is Change.BRACKET and not x.passage for x in (a, b))
    return None if harmless and bool(one.span or other.span) else Clash.WHOLE


def _check_wording(amendment: Amendment, name: str) -> None:
    words = plain(amendment.wording).strip() or unsettled(amendment.wording)
    needs = amendment.change in {Change.REPLACE, Change.INSERT}
    if needs and not words:
        raise AmendmentRefused("wording-missing", _("the new wording is missing."), Place(name))
    if not needs and words:
        raise AmendmentRefused(
            "wording-needless", _("deleting and bracketing need no new wording."), Place(name)
        )


def _order(path: Path) -> tuple[tuple[bool, int, int, int], ...]:
    return tuple(number.order for number in path)


def _same_place(a: Amendment, b: Amendment) -> bool:
    if a.beneath or b.beneath:
        return a.beneath == b.beneath and _order(a.place) == _order(b.place)
    if not a.place or not b.place:
        return a.place == b.place
    # What is added after 2 and what is added after 2 bis both become the next in the row of 2.
    return _order(a.place[:-1]) == _order(b.place[:-1]) and a.place[-1].family == b.place[-1].family


def _deletes_around(a: Amendment, b: Amendment) -> bool:
    """Whether `a` deletes a paragraph in which `b` does something."""
    if a.change is not Change.DELETE or a.passage:
        return False
    above, below = _order(a.place), _order(b.place)
    if b.adds_paragraph and not b.beneath:
        below = below[:-1]
        return below[: len(above)] == above
    return below[: len(above)] == above and (b.beneath or len(below) > len(above))


def _collision(members: list[Placed], clashes: set[Clash], order: dict[str, int]) -> Collision:
    gravest = next(c for c in reversed(Clash) if c in clashes)
    amendments = sorted((p.amendment for p in members), key=lambda a: order[a.id])
    return Collision(gravest, tuple(amendments), amendments[0].place)
