"""Tells what in a document offends the conventions of its house, before it is issued.

Nothing here refuses a document: the faults are shown to whoever issues it, who may know better. The
conventions are those of the Editorial Manual of the United Nations, as far as they can be told from
a document without understanding it, and the numbers and patterns among them are data of the house.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from nemcon.documents.checking_order import misnumbered
from nemcon.documents.checking_places import Fault, Placed, placed
from nemcon.documents.checking_words import misworded
from nemcon.documents.house import House
from nemcon.documents.model.document import Document, Paper
from nemcon.documents.symbols import SymbolRefused, read_symbol
from nemcon.language import _
from nemcon.text.boilerplate import boilerplate_in

__all__ = ["Fault", "faults"]


# What their mastheads bear is the reference of a correspondence, and no symbol.
_CORRESPONDENCE: Final = frozenset(
    {
        *(Paper.LETTER, Paper.NOTE_VERBALE, Paper.LETTER_OF_ADOPTION),
        *(Paper.NOTICE_OF_OBJECTION, Paper.NOTICE_OF_EXTENSION, Paper.NOTICE_OF_SUSPENSION),
    }
)


def faults(document: Document, house: House) -> tuple[Fault, ...]:
    """What offends a convention of the house, in reading order within each convention.

    Raises `HouseError` where the house does not write the language of the document.
    """
    places = tuple(placed(document))
    found = [
        *_symbol(document, house),
        *_length(document, house),
        *misnumbered(document),
        *_left_open(places),
        *(fault for place in places for fault in misworded(place, house, document.language)),
    ]
    return tuple(dict.fromkeys(found))


def _symbol(document: Document, house: House) -> Iterator[Fault]:
    head = document.masthead
    if not head.symbol or document.paper in _CORRESPONDENCE:
        return
    try:
        parts = read_symbol(head.symbol, house)
    except SymbolRefused as refused:
        yield Fault("symbol", _("the masthead"), refused.says)
        return
    for part in parts:
        goes = part.distribution
        if goes is not None and goes is not head.distribution:
            says = _(
                "{part} in its symbol says {goes}, and the masthead {distribution}.",
                part=part.text,
                goes=goes,
                distribution=head.distribution,
            )
            yield Fault("distribution", _("the masthead"), says)


def _length(document: Document, house: House) -> Iterator[Fault]:
    if document.words > house.limits.words:
        says = _(
            "It has {words} words, and may have {most}.",
            words=format(document.words, ","),
            most=format(house.limits.words, ","),
        )
        yield Fault("too-long", _("the document"), says)


def _left_open(places: tuple[Placed, ...]) -> Iterator[Fault]:
    for left in boilerplate_in((place.where, place.words) for place in places):
        says = _("“{words}” is still to be filled in.", words=left.words)
        yield Fault("left-to-fill-in", left.where, says)
    for place in places:
        if place.note and not place.words.strip():
            yield Fault("footnote-empty", place.where, _("The footnote has no text."))
