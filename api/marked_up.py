"""A marked-up Word file as what may be filed: read against the text that it was made from.

Nothing is filed here. Each amendment that was read is one that could be sent as it is; the rules
say what it would lead to, and whoever sent the file chooses.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from api.intake import read
from api.negotiating import Amending, Stating
from api.problems import Problem
from nemcon.documents.building.marked_text import MarkedUpText, issue_for, offered_in
from nemcon.documents.word.guard import MOST_BYTES
from nemcon.documents.word.reading import (
    Commented,
    Found,
    MarkedUp,
    Unplaced,
    WordFile,
    read_marked_up,
    word_file,
)
from nemcon.documents.word.refused import WordRefused, too_much
from nemcon.language import N_, _
from nemcon.negotiation.acts import ProposeAmendment, Statement
from nemcon.negotiation.entries import NegotiationEntry
from nemcon.negotiation.rules import decide
from nemcon.negotiation.state import NegotiationState
from nemcon.negotiation.telling import Reader
from nemcon.procedure.people import Actor
from nemcon.procedure.refusal import Refusal
from nemcon.register.door import PositionOf
from nemcon.text.numbers import path_written
from nemcon.text.writing import write_runs

_AROUND: Final = 128 * 1024  # what a form and its other fields take beside the file
_AT: Final = r"(?:/l/[^/]+|/negotiations/[^/]+/file-for|/api/v1/negotiations/[^/]+)/marked-up"
LARGER: Final = {
    re.compile(_AT): MOST_BYTES + _AROUND,
    re.compile(rf"{_AT}/file"): 8 * 1024 * 1024,
}
"""How much is taken in at the addresses of marked-up files, and where what was read is filed."""
_MOST: Final = 500  # amendments of one file, and comments
_MOST_UNPLACED: Final = 4_000  # with what the rules add, as many as a page takes back
_NOT_SAID: Final = N_(
    "The file does not say which issue of the text it was made from. It was "
    "read against the present one."
)


@dataclass(frozen=True, slots=True)
class Choice:
    """An amendment that was read: as it could be sent, and what the rules say to it now.

    `entries` are what it would lead to; with a `refusal` it cannot be filed.
    """

    found: Found
    amending: Amending
    act: ProposeAmendment
    entries: tuple[NegotiationEntry, ...] = ()
    refusal: Refusal | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """A comment that was read, and the statement that it would be; none where it cannot be one."""

    comment: Commented
    stating: Stating | None


@dataclass(frozen=True, slots=True)
class Preview:
    """What a file says, before anything of it is filed; `revision` is the issue it was made from.

    It is -1 where the file does not say so.
    """

    choices: tuple[Choice, ...]
    unplaced: tuple[Unplaced, ...]
    said: tuple[Said, ...]
    notes: tuple[str, ...]
    revision: int


def preview(
    position: PositionOf[NegotiationState], data: bytes, actor: Actor, at: datetime
) -> Preview:
    """What the file proposes, and what would become of it now. Raises `Problem` 422."""
    state = position.state
    try:
        file = word_file(data)
        _is_of(file, position.procedure)
        base, notes = _base(state, file)
        marked = read_marked_up(file, base.text, offered_in(state, _reader(state)), base.remarks)
    except WordRefused as refused:
        raise Problem(422, refused.code, refused.says) from refused
    most = max(len(marked.amendments), len(marked.comments))
    if most > _MOST or len(marked.unplaced) > _MOST_UNPLACED:
        raise Problem(422, "word-too-much", too_much().says)
    choices: list[Choice] = []
    unplaced = list(marked.unplaced)
    for found in marked.amendments:
        choice = _choice(position, base, found, actor, at)
        if isinstance(choice, Choice):
            choices.append(choice)
        else:
            unplaced.append(choice)
    return Preview(
        choices=tuple(choices),
        unplaced=tuple(unplaced),
        said=_said(marked),
        notes=(*notes, *marked.notes),
        revision=base.issue if file.digest else -1,
    )


def _reader(state: NegotiationState) -> Reader:
    """The file is the same for all, so that it is read by what all are told."""
    return Reader.of(state, sees_all=False)


def _is_of(file: WordFile, procedure: str) -> None:
    if file.procedure not in ("", procedure):
        says = _("The file was made from the text of another negotiation. Send it there.")
        raise WordRefused("word-another-negotiation", says)


def _base(state: NegotiationState, file: WordFile) -> tuple[MarkedUpText, tuple[str, ...]]:
    """The issue that the file was made from, and what is said of that."""
    reader, last = _reader(state), len(state.issues) - 1
    digests = [reader.digest(one.text) for one in state.issues]
    found = [at for at, digest in enumerate(digests) if digest == file.digest]
    if not found:
        return issue_for(state, reader), (_(_NOT_SAID),)
    if found[-1] == last:
        return issue_for(state, reader), ()
    note = (
        _(
            "The file was made from Rev.{number}. The present text is Rev.{last}; check each "
            "change.",
            number=found[-1],
            last=last,
        )
        if found[-1]
        else _(
            "The file was made from the text as it was tabled. The present text is Rev.{last}; "
            "check each change.",
            last=last,
        )
    )
    return issue_for(state, reader, found[-1]), (note,)


def _choice(
    position: PositionOf[NegotiationState],
    base: MarkedUpText,
    found: Found,
    actor: Actor,
    at: datetime,
) -> Choice | Unplaced:
    state, amendment = position.state, found.amendment
    place = path_written(amendment.place)
    where = _("paragraph {number}", number=place) if place else _("before all paragraphs")
    wording = write_runs(amendment.wording)
    words = wording or amendment.passage
    if amendment.place and not amendment.adds_paragraph:
        then = base.text.find(amendment.place)
        now = _reader(state).text(state.text).find(amendment.place)
        if now is None or then is None or now.runs != then.runs:
            because = _(
                "Paragraph {number} reads otherwise in the present text. Propose it anew.",
                number=place,
            )
            return Unplaced(where, found.author, words, because)
    data = {
        "paragraph": place,
        "change": amendment.change,
        "wording": wording,
        "passage": amendment.passage,
        "beneath": amendment.beneath,
        "text_digest": Reader.acting(state, actor).digest(state.issued),
    }
    try:
        amending = read(Amending, data)
    except Problem as problem:
        return Unplaced(where, found.author, words, problem.says)
    act = amending.act(actor)
    answer = decide(state, act, at, procedure=position.procedure)
    if isinstance(answer, Refusal):
        return Choice(found, amending, act, refusal=answer)
    return Choice(found, amending, act, answer)


def _said(marked: MarkedUp) -> tuple[Said, ...]:
    found: list[Said] = []
    for comment in marked.comments:
        data = {
            "kind": Statement.EXPLAIN,
            "paragraphs": [comment.paragraph] if comment.paragraph else [],
            "says": comment.says,
        }
        try:
            found.append(Said(comment, read(Stating, data)))
        except Problem:
            found.append(Said(comment, None))
    return tuple(found)
