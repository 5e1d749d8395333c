"""Reads a Word file that somebody marked up: what it proposes to the text, and what it cannot say.

Nothing is dropped: a change becomes an amendment, or is told with its words and the reason why it
does not. Nothing is filed either; whoever sent the file chooses from what was read.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from nemcon.documents.building.marked_text import (
    AMENDMENTS,
    DIGEST,
    ISSUE,
    PROCEDURE,
    MarkedUpText,
    Offered,
    Remark,
    plan_of,
)
from nemcon.documents.word.guard import opened
from nemcon.documents.word.reading_apart import Stray
from nemcon.documents.word.reading_changes import Keys
from nemcon.documents.word.reading_found import Found, Unplaced
from nemcon.documents.word.reading_known import Known
from nemcon.documents.word.reading_lines import Anchored, Lines, lines_of
from nemcon.documents.word.reading_places import Block, blocks_of, even, place, resembles
from nemcon.documents.word.reading_tracked import tracked
from nemcon.documents.word.reading_untracked import untracked
from nemcon.documents.word.refused import WordRefused
from nemcon.language import N_, _
from nemcon.text.negotiated import NegotiatedText
from nemcon.text.numbers import path_written

__all__ = ["Commented", "Found", "MarkedUp", "Unplaced", "WordFile", "read_marked_up", "word_file"]

_FORMATS: Final = N_("Changes of looks alone, such as bold or another font, were not read.")
_STRUCK: Final = N_(
    "Words are struck out by hand. They were read as words that stand: to "
    "propose that they go, delete them while changes are tracked."
)
_RENUMBERED: Final = N_(
    "Numbers of paragraphs were changed. They follow the text, and were not read."
)
_PICTURES: Final = N_("Pictures, charts and drawings were not read.")
_FIELDS: Final = N_(
    "Fields, such as dates and references, were read as the words that they show, if any."
)
_BY_WORDS: Final = N_(
    "Some changes were made while changes were not tracked. They were found by comparing the words."
)
_ANOTHER: Final = N_(
    "No paragraph of this text was found in the file. Download the text, mark it up and send that."
)


@dataclass(frozen=True, slots=True)
class Commented:
    """A comment of the file: whose, what it says, and the paragraph and the words it stands at."""

    author: str
    says: str
    paragraph: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class MarkedUp:
    """What a marked-up file says.

    `amendments` may be filed; `unplaced` is what cannot be, or is not the sender's to file.
    `comments` are those that the file did not come with, `notes` sentences on what was left out.
    """

    amendments: tuple[Found, ...] = ()
    unplaced: tuple[Unplaced, ...] = ()
    comments: tuple[Commented, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WordFile:
    """A Word file that has been looked at.

    `procedure`, `issue` and `digest` are what it says that it was made from, empty where it says
    nothing; nobody vouches for them.
    """

    lines: Lines
    notes: tuple[str, ...]
    procedure: str = ""
    issue: str = ""
    digest: str = ""


def word_file(data: bytes) -> WordFile:
    """The file, once it has been looked at. Raises `WordRefused`."""
    package = opened(data)
    lines = lines_of(package)
    says = lines.properties
    made_from = (says.get(name, "") for name in (PROCEDURE, ISSUE, DIGEST))
    return WordFile(lines, package.notes, *made_from)


def read_marked_up(
    data: bytes | WordFile,
    text: NegotiatedText,
    known: Sequence[Offered] = (),
    remarks: Sequence[Remark] = (),
) -> MarkedUp:
    """What the file proposes to that text. Raises `WordRefused` for what is not read.

    `known` are the amendments that the register knows, dealt with or not, and `remarks` the
    statements: what the file was sent out with is told from what was written into it. Without them
    every change in it is a proposal.
    """
    file = word_file(data) if isinstance(data, bytes) else data
    lines = file.lines
    blocks = blocks_of(lines.lines)
    place(blocks, text)
    if not any(resembles(block, text) for block in blocks):
        raise WordRefused("word-another-text", _(_ANOTHER))
    keys = Keys({one.amendment.id: one.author for one in known})
    register = Known(text, tuple(known), frozenset(lines.properties.get(AMENDMENTS, "").split()))
    by_words = untracked(blocks, text, register, lines.properties)
    by_track = tracked(blocks, text, keys, register)
    found = sorted((*by_words.found, *by_track.found), key=lambda pair: pair[0])
    results = [one for _at, one in found]
    unplaced = [one for one in results if isinstance(one, Unplaced)]
    unplaced += map(_stray, lines.strays)
    unplaced += register.rejected(by_track.seen)
    return MarkedUp(
        amendments=tuple(one for one in results if isinstance(one, Found)),
        unplaced=tuple(unplaced),
        comments=tuple(_comments(lines, blocks, text, known, remarks)),
        notes=(*file.notes, *_notes(lines, results, register, renumbered=by_track.renumbered)),
    )


# Translators: {where} is such as "in a footnote".
_STRAY: Final = {
    None: N_("It stands {where}, where the text has no paragraph."),
    True: N_("Inserted {where}, where the text has no paragraph."),
    False: N_("Deleted {where}, where the text has no paragraph."),
}


def _stray(stray: Stray) -> Unplaced:
    because = _(_STRAY[stray.inserted], where=stray.where)
    return Unplaced(stray.where, stray.author, stray.words, because)


def _notes(
    lines: Lines, results: Sequence[Found | Unplaced], register: Known, *, renumbered: bool
) -> list[str]:
    found: list[str] = []
    if register.recognised:
        found.append(
            _(
                "Already on the table and not filed again: {amendments}.",
                amendments=register.recognised_listed(),
            )
        )
    if any(isinstance(one, Found) and one.untracked for one in results):
        found.append(_(_BY_WORDS))
    if lines.formats:
        found.append(_(_FORMATS))
    if lines.struck:
        found.append(_(_STRUCK))
    if lines.pictures:
        found.append(_(_PICTURES))
    if lines.fields:
        found.append(_(_FIELDS))
    if renumbered:
        found.append(_(_RENUMBERED))
    return found


def _comments(
    lines: Lines,
    blocks: Sequence[Block],
    text: NegotiatedText,
    known: Sequence[Offered],
    remarks: Sequence[Remark],
) -> list[Commented]:
    plan = plan_of(MarkedUpText(text, "", "", 0, tuple(known), tuple(remarks)))
    ours = {(r.author, even(r.says)) for those in plan.comments.values() for r in those}
    ids = {f"{one.amendment.id}: " for one in known}
    return [
        Commented(one.author, one.says, _paragraph(one, blocks), one.words)
        for one in lines.comments
        if (one.author, even(one.says)) not in ours
        if not any(one.says.startswith(name) for name in ids)
        if one.says
    ]


def _paragraph(comment: Anchored, blocks: Sequence[Block]) -> str:
    path = next((b.path for b in blocks if b.first <= comment.line <= b.last), None)
    return path_written(path) if path else ""
