"""Finding procedures by words: of titles, symbols, texts, and the names of those on the roll.

The words are rows of their own, each beside the procedure that it stands in, so that the same
ordinary index finds them on every database. A word is found by its beginning, without regard to
case and accents; in writing that sets no spaces between words each sign is one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, delete, insert, select

from nemcon.agenda.items import Item
from nemcon.agenda.state import AgendaState
from nemcon.negotiation.state import NegotiationState
from nemcon.negotiation.telling import Reader
from nemcon.procedure.people import Seat
from nemcon.procedure.state import ProcedureState
from nemcon.register.kinds import State
from nemcon.register.tables import procedure_words, procedures
from nemcon.text.document import Text

LONGEST_WORD: Final = 64
MOST_TERMS: Final = 8
_LAST: Final = "\U0010ffff"
_WORD: Final = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]|[^\W_]+")
_UNSPACED: Final = re.compile(r"([\u2e80-\u9fff\uf900-\ufaff\U00020000-\U0003ffff])")


def words_in(text: str) -> tuple[str, ...]:
    """The words of a text as they are kept and looked for, in their order."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(sign for sign in apart if not unicodedata.combining(sign))
    spaced = _UNSPACED.sub(r" \1 ", plain)
    return tuple(word[:LONGEST_WORD] for word in _WORD.findall(spaced))


def searched(state: State) -> tuple[Any, ...]:
    """What the words of a procedure are taken from: while this is equal, so are they."""
    match state:
        case ProcedureState():
            return state.text, state.roll
        case AgendaState():
            return state.title, state.symbol, state.items, state.parts, state.roll
        case NegotiationState():
            return state.issued, state.roll


def found_by(state: State) -> frozenset[str]:
    """The words by which the procedure is found."""
    match state:
        case ProcedureState():
            lines = _of_text(state.text)
        case AgendaState():
            parts = (part.says for part in state.parts)
            lines = (state.title, state.symbol, *_of_items(state.items), *parts)
        case NegotiationState():
            # Whoever may look for a procedure would find the names that its rules keep back.
            lines = _of_text(Reader.of(state, sees_all=False).issue(state.issued))
    names = _of_roll(state.roll)
    return frozenset(word for line in (*lines, *names) for word in words_in(line))


def keep_words(connection: Connection, procedure: str, state: State) -> None:
    """Keep the words of the procedure instead of those that were kept before."""
    ours = procedure_words.c.procedure_id == procedure
    connection.execute(delete(procedure_words).where(ours))
    rows = [{"word": word, "procedure_id": procedure} for word in sorted(found_by(state))]
    if rows:
        connection.execute(insert(procedure_words), rows)


def holding(search: str) -> list[ColumnElement[bool]]:
    """The conditions on `procedures` that every word of the search is in them; none for no word."""
    terms = dict.fromkeys(words_in(search))
    return [
        procedures.c.id.in_(
            select(procedure_words.c.procedure_id).where(
                procedure_words.c.word >= term,
                # A letter alone, as in a symbol, would begin too many words.
                procedure_words.c.word <= (term if len(term) == 1 else term + _LAST),
            )
        )
        for term in list(terms)[:MOST_TERMS]
    ]


def _of_text(text: Text) -> tuple[str, ...]:
    return (
        text.name,
        text.symbol,
        text.issued_symbol,
        *(paragraph.words for paragraph in text.paragraphs),
    )


def _of_items(items: Iterable[Item]) -> tuple[str, ...]:
    return tuple(line for item in items for line in (item.title, *_of_items(item.subs)))


def _of_roll(roll: Iterable[Seat]) -> tuple[str, ...]:
    return tuple(seat.name for seat in roll)
