"""What was changed in a Word file while changes were not tracked, found by comparing the words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from nemcon.documents.building.marked_text import DIGEST, PROCEDURE
from nemcon.documents.word.reading_found import NO_WORDS, OUTSIDE, Found, Gathered, Unplaced
from nemcon.documents.word.reading_known import Known, unplaced
from nemcon.documents.word.reading_lines import Segment
from nemcon.documents.word.reading_places import Block, also_shown, even, present
from nemcon.documents.word.reading_properties import SYMBOL, TITLE
from nemcon.documents.word.reading_spots import addition
from nemcon.language import N_, _
from nemcon.text.amendments import Amendment, Change
from nemcon.text.editing import amendment_for
from nemcon.text.negotiated import NegotiatedText
from nemcon.text.numbers import Path, path_written
from nemcon.text.refused import TextRefused
from nemcon.text.tokens import says_something

_BEHIND = N_("It stands behind the text, and does not say where it would go.")


def untracked(
    blocks: Sequence[Block], text: NegotiatedText, known: Known, properties: Mapping[str, str]
) -> Gathered:
    """What the words of the file propose without saying so.

    By its properties a file is known that was sent out: it holds nothing but the text and what
    stands above it.
    """
    reading = _Untracked(blocks, text, known)
    found = [at for at, block in enumerate(blocks) if block.path]
    trusted = PROCEDURE in properties
    first, last = found[0], len(blocks) if trusted else found[-1]
    reading.above(at for at in range(first) if not (trusted and _is_ours(blocks[at], properties)))
    for at, block in enumerate(blocks[first:], first):
        if block.path is not None:
            reading.reworded(at, block, block.path)
        elif block.changed:
            reading.beside(at, block)
        elif says_something(block.before):
            reading.new(at, block, behind=at > last)
    reading.missing()
    return reading.gathered


class _Untracked:
    def __init__(self, blocks: Sequence[Block], text: NegotiatedText, known: Known) -> None:
        self.blocks = blocks
        self.text = text
        self.known = known
        self.gathered = Gathered()
        self._last: Path = ()
        self._style = ""

    def reworded(self, at: int, block: Block, path: Path) -> None:
        """A paragraph that reads otherwise before any tracked change."""
        self._last, self._style = path, block.style
        clause, words = self.text.at(path), even(block.words)
        if words in {present(clause), also_shown(clause)}:
            return
        accepted = self.known.taken_in(path, words)
        where = _("paragraph {number}", number=path_written(path))
        if accepted:
            for one in accepted:
                self._add(at, self.known.accept(one, where))
            return
        try:
            amendment = amendment_for(self.text, path, words)
        except TextRefused as refused:
            self._add(at, Unplaced(where, "", words, refused.says))
            return
        if amendment is not None:
            self._propose(at, amendment)

    def new(self, at: int, block: Block, *, behind: bool) -> None:
        """A paragraph that the text does not have."""
        where = _("after paragraph {number}", number=path_written(self._last))
        if behind:
            self._add(at, Unplaced(where, "", even(block.before), _(_BEHIND)))
            return
        try:
            below = block.style == self._style
            amendment = addition(self.text, block.before, self._last, below=below)
        except TextRefused as refused:
            self._add(at, Unplaced(where, "", even(block.before), refused.says))
            return
        if amendment is not None:
            self._propose(at, amendment)
        else:
            self._add(at, Unplaced(where, "", even(block.before), _(NO_WORDS)))

    def beside(self, at: int, block: Block) -> None:
        """What stood already in a paragraph that the text does not have, and others changed."""
        words = even(_kept(block))
        if says_something(words):
            where = _("after paragraph {number}", number=path_written(self._last))
            self._add(at, Unplaced(where, "", words, _(OUTSIDE)))

    def above(self, places: Iterable[int]) -> None:
        """What stands above the text, and is none of what we write there."""
        words = "\n".join(even(_kept(self.blocks[at])) for at in places).strip()
        if says_something(words):
            self._add(0, Unplaced(_("before all paragraphs"), "", words, _(OUTSIDE)))

    def missing(self) -> None:
        """The paragraphs that the file does not have; in an extract that says nothing."""
        there = {block.path for block in self.blocks if block.path}
        gone = [path for path, _clause in self.text.walk() if path not in there]
        if 2 * len(gone) > sum(1 for _each in self.text.walk()):
            return
        for path in _outermost(gone):
            if not self.text.at(path).withdrawn:
                self._propose(len(self.blocks), Amendment("", "", Change.DELETE, path))

    def _propose(self, at: int, amendment: Amendment) -> None:
        found = Found(amendment, "", untracked=True)
        same = self.known.same_as(amendment)
        if same is not None:
            where = unplaced(self.text, found, "").where
            self._add(at, self.known.accept(same, where))
            return
        self._add(at, found)

    def _add(self, at: int, one: Found | Unplaced) -> None:
        self.gathered.found.append((at, one))


def _kept(block: Block) -> str:
    """The words of a paragraph that nobody changed."""
    pieces = (piece for piece, _where in block.stream if isinstance(piece, Segment))
    return "".join(each.text for each in pieces if each.inserted is None and each.deleted is None)


def _is_ours(block: Block, properties: Mapping[str, str]) -> bool:
    """Whether this is a line that stands above the text in each file that was sent out."""
    words, style = even(block.before), block.style.lower()
    if style == "title":
        titled = f"{properties.get(SYMBOL, '')} {words}".strip()
        return titled == even(properties.get(TITLE, titled))
    return style == "mastheadnotation" or (
        style == "smallprint" and words.endswith(properties.get(DIGEST, ""))
    )


def _outermost(paths: Sequence[Path]) -> Iterator[Path]:
    for path in paths:
        if not any(path[:length] in paths for length in range(1, len(path))):
            yield path
