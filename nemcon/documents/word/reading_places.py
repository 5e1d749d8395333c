"""Finds which paragraph of the text each paragraph of a Word file is.

By its bookmark, else by its number, else by its words. A paragraph of the file is what was one
before anybody changed it: ends that were inserted do not part it, and ends that were deleted do.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from nemcon.documents.model.inlines import negotiated, words_of
from nemcon.documents.word.bookmarks import bookmark_of
from nemcon.documents.word.reading_lines import Line, Segment
from nemcon.documents.word.refused import too_much
from nemcon.text.aligning import matches
from nemcon.text.lines import signs
from nemcon.text.negotiated import Clause, NegotiatedText
from nemcon.text.numbers import DOTTED, LABEL, TOP, Path, path_written
from nemcon.text.standing import note_before
from nemcon.text.tokens import says_something, tokens
from nemcon.text.writing import write_runs

_SPACES: Final = re.compile(r"[ \t-\r\x1c-\x1f\x85\u2028\u2029]+")
_COUNT: Final = re.compile(r"x_\d+$")
_AFTER_NUMBER: Final = re.compile(r"[.):]?\s+|\t|[.):]?$")
_ALIKE: Final = 0.6
_HARDLY: Final = 0.3  # words in common that confirm a number
_MOST_PAIRS: Final = 4_000
_MOST_PIECES: Final = 20_000  # of one paragraph; each is compared with the words around it
Key: TypeAlias = tuple[str, str]
"""Whose a change is: the amendment that it belongs to, if it is known for one, and the author."""


@dataclass(frozen=True, slots=True)
class End:
    """The end of a paragraph that somebody inserted, so that one became two."""

    by: Key


@dataclass(slots=True)
class Block:
    """A paragraph as it was before anybody changed it, with everything that was done in it.

    `stream` are its words and the ends that were inserted, each with the style of its line; these
    run from `first` to `last`. `joined` is who deleted its own end. `path` is the paragraph of the
    text that it is, `lead` how many characters its number and its note take.
    """

    first: int
    last: int
    style: str
    stream: list[tuple[Segment | End, str]] = field(default_factory=list[tuple[Segment | End, str]])
    names: list[str] = field(default_factory=list[str])
    joined: Key | None = None
    path: Path | None = None
    lead: int = 0

    @property
    def before(self) -> str:
        """Its words before anybody changed them, with its number."""
        return "".join(s.text for s, _ in self.stream if isinstance(s, Segment) and not s.inserted)

    @property
    def words(self) -> str:
        """The same without its number and its note."""
        return self.before[self.lead :]

    @property
    def changed(self) -> bool:
        """Whether anybody changed it, and was recorded."""
        return bool(self.joined) or any(
            isinstance(s, End) or s.inserted or s.deleted for s, _ in self.stream
        )


def even(words: str) -> str:
    """The words with single spaces, as a text has them."""
    return _SPACES.sub(" ", words).strip()


def present(clause: Clause) -> str:
    """A paragraph as a file shows it: as it is typed."""
    return even(signs(write_runs(clause.runs)))


def also_shown(clause: Clause) -> str:
    """A paragraph as issues of the text show it, where alternatives stand side by side."""
    return even(signs(words_of(negotiated(clause.runs))))


def blocks_of(lines: Sequence[Line]) -> list[Block]:
    """The lines of a file as paragraphs before anybody changed them. Raises `WordRefused`."""
    found: list[Block] = []
    block: Block | None = None
    for at, line in enumerate(lines):
        block = block or Block(at, at, line.style)
        block.last = at
        block.stream += ((segment, line.style) for segment in line.segments)
        block.names += line.names
        if len(block.stream) > _MOST_PIECES:
            raise too_much()
        if line.broken is not None:
            block.stream.append((End((line.end_name, line.broken)), line.style))
            continue
        block.joined = (line.end_name, line.joined) if line.joined is not None else None
        found.append(block)
        block = None
    return [*found, block] if block is not None else found


def place(blocks: Sequence[Block], text: NegotiatedText) -> None:
    """Find the paragraph of each block, and where its words begin."""
    clauses = dict(text.walk())
    free = dict(clauses)
    for block, path in _by_bookmark(blocks, clauses):
        if path in free:
            _take(block, path, free)
    _by_number(blocks, clauses, free)
    _by_words(blocks, free)


def resembles(block: Block, text: NegotiatedText) -> bool:
    """Whether the block has more in common with its paragraph than a bookmark or a number."""
    if block.path is None:
        return False
    return likeness(even(block.words), present(text.at(block.path))) >= _HARDLY


def label_in(words: str) -> tuple[str, int]:
    """The number or label that the words begin with, and how far it reaches; empty where none."""
    start = len(words) - len(words.lstrip())
    for pattern in (TOP, LABEL, DOTTED):
        found = pattern.match(words, start)
        end = _AFTER_NUMBER.match(words, found.end()) if found else None
        if not found or not end:
            continue
        said = end[0].strip(" \n") or pattern is LABEL or found["latin"]
        # "e. g." begins a sentence, and only a tab makes it the label of a sub-paragraph.
        if "\t" in end[0] if pattern is DOTTED else said:
            return found[0], end.end()
    return "", 0


def _by_bookmark(blocks: Sequence[Block], paths: Iterable[Path]) -> Iterator[tuple[Block, Path]]:
    named = {bookmark_of(path_written(path)): path for path in paths}
    for block in blocks:
        if not says_something(block.before):
            continue
        for name in block.names:
            path = named.get(_COUNT.sub("", name.lower()))
            if path is not None:
                yield block, path
                break


def _by_number(
    blocks: Sequence[Block], clauses: dict[Path, Clause], free: dict[Path, Clause]
) -> None:
    """By the number at the beginning, below the paragraph that was found last."""
    last: Path = ()
    for block in blocks:
        if block.path is not None:
            last = block.path
            continue
        label, end = label_in(block.before)
        for path in _cited(label, last, clauses):
            alike = likeness(even(block.before[end:]), present(clauses[path]))
            if path in free and alike >= _HARDLY:
                _take(block, path, free)
                last = path
                break


def _cited(label: str, last: Path, clauses: dict[Path, Clause]) -> list[Path]:
    if not label:
        return []
    wanted = " ".join(label.casefold().split()).strip("().")
    found = [p for p in clauses if p[-1].written(len(p) - 1).casefold().strip("().") == wanted]
    if not any(sign.isdigit() for sign in label):
        return [path for path in found if len(path) > 1 and path[:1] == last[:1]]
    return [path for path in found if len(path) == 1]


def _by_words(blocks: Sequence[Block], free: dict[Path, Clause]) -> None:
    """By the words alone: the same ones first, then those that are the most alike."""
    waiting = [b for b in blocks if b.path is None and says_something(b.before)]
    for block in list(waiting):
        words = {even(block.before), even(block.before[label_in(block.before)[1] :])}
        same = next((p for p, c in free.items() if present(c) in words and present(c)), None)
        if same is not None:
            _take(block, same, free)
            waiting.remove(block)
    if len(waiting) * len(free) > _MOST_PAIRS:
        return
    pairs = [
        (likeness(even(block.before[label_in(block.before)[1] :]), present(clause)), n, m)
        for n, block in enumerate(waiting)
        for m, clause in enumerate(free.values())
    ]
    paths = list(free)
    for alike, n, m in sorted(pairs, reverse=True):
        if alike >= _ALIKE and waiting[n].path is None and paths[m] in free:
            _take(waiting[n], paths[m], free)


def likeness(one: str, other: str) -> float:
    """How much of the words of both is the same, from 0 to 1; two empty ones are alike."""
    left = [token for token in tokens(one) if says_something(token)]
    right = [token for token in tokens(other) if says_something(token)]
    if not left and not right:
        return 1.0
    if 2 * len(set(left) & set(right)) < _HARDLY * min(len(set(left)), len(set(right))):
        return 0.0
    same = sum(length for _, _, length in matches(left, right))
    return 2 * same / (len(left) + len(right))


def _take(block: Block, path: Path, free: dict[Path, Clause]) -> None:
    clause = free.pop(path)
    block.path = path
    block.lead = _lead(block.before, path, clause)


def _lead(before: str, path: Path, clause: Clause) -> int:
    """How many characters stand before the words: the number, and the note beside it."""
    if even(before) == present(clause):
        return 0
    label = path[-1].written(len(path) - 1)
    expected = re.compile(rf"\s*\(?{re.escape(label.strip('()'))}[.):]*(?:\s+|$)", re.IGNORECASE)
    found = expected.match(before)
    end = found.end() if found else label_in(before)[1] if "\t" in before[:24] else 0
    note = str(clause.standing)
    rest = before[end:].lstrip()
    start = len(before) - len(rest)
    if note and rest.startswith(note):
        end = start + len(note)
    elif note and (noted := note_before(rest)):
        end = start + noted[1]
    return len(before) - len(before[end:].lstrip())
