"""The tracked changes of a Word file as amendments: what each person did in each paragraph.

All that one person changes in one paragraph is one amendment. A paragraph that was parted in two
is shortened, and the rest added after it; two that were joined are one, and the other deleted.
"""

from __future__ import annotations

from collections.abc import Sequence

from nemcon.documents.word.reading_changes import (
    Done,
    Keys,
    Made,
    done_in,
    keys_of,
    rebased,
)
from nemcon.documents.word.reading_found import NO_WORDS, OUTSIDE, Found, Gathered, Unplaced
from nemcon.documents.word.reading_known import Known
from nemcon.documents.word.reading_places import Block, Key, even, present
from nemcon.documents.word.reading_spots import addition, is_label
from nemcon.documents.word.refused import too_much
from nemcon.language import N_, _
from nemcon.text.editing import amendment_for, edited
from nemcon.text.negotiated import Clause, NegotiatedText
from nemcon.text.numbers import Path, path_written
from nemcon.text.refused import TextRefused

_FOREIGN = N_("These are words that another delegation proposes. Propose your own wording instead.")
_BELOW_NEW = N_(
    "It stands below a paragraph that is new itself. Propose it once that "
    "paragraph is in the text, or write it into that paragraph."
)
_MOVED_ON = N_("The words around it are not those of the text, so that its place is not certain.")
_NOT_ALL = N_(
    "The paragraph was deleted, and what stands below it was not. Delete both, or change the words."
)
_MOST_WORK = 2_000_000  # pieces of paragraphs times the persons who changed them
_SAME_SPOT = N_(
    "Another paragraph is added in the same place; the Chair will have to put them in order."
)
_REST = N_("It is the rest of the paragraph before it.")


def tracked(blocks: Sequence[Block], text: NegotiatedText, keys: Keys, known: Known) -> Gathered:
    """What the tracked changes propose, in the order of the file. Raises `WordRefused`."""
    reading = _Tracked(blocks, text, keys, known)
    if sum(len(keys.within(one)) * len(one.stream) for one in blocks) > _MOST_WORK:
        raise too_much()
    for at, key in keys_of(blocks, keys):
        reading.read(at, key)
    return reading.gathered


class _Tracked:
    def __init__(
        self, blocks: Sequence[Block], text: NegotiatedText, keys: Keys, known: Known
    ) -> None:
        self.blocks = blocks
        self.text = text
        self.keys = keys
        self.known = known
        self.gathered = Gathered()
        self._joined: set[tuple[int, Key]] = set()
        self._done: dict[tuple[int, Key], Done] = {}
        self._at_path = {block.path: at for at, block in enumerate(blocks) if block.path}
        self._last = _last_paths(blocks)
        self._new: set[tuple[int, Key, bool]] = set()
        self._spots: set[tuple[Key, tuple[Path, bool]]] = set()

    def read(self, at: int, key: Key) -> None:
        """What that person did in that paragraph."""
        block, done = self.blocks[at], self.done(at, key)
        if key[0]:
            self.gathered.seen.add(key[0])
        self.gathered.renumbered |= done.renumbered
        if done.foreign.strip():
            self._unplaced(at, key, done.foreign, _(_FOREIGN))
        for made in done.made:
            if made.precedes:
                self._made(at, key, made)
        if block.path is None:
            words = "".join(edit.words for edit in done.edits).strip() or block.before.strip()
            if done.edits and words:
                self._unplaced(at, key, words, _(OUTSIDE))
        else:
            self._changed(at, key, block.path, done)
        for made in done.made:
            if not made.precedes:
                self._made(at, key, made)

    def done(self, at: int, key: Key) -> Done:
        """What that person did in that paragraph, worked out once."""
        if (at, key) not in self._done:
            self._done[at, key] = done_in(self.blocks[at], key, self.keys)
        return self._done[at, key]

    def _changed(self, at: int, key: Key, path: Path, done: Done) -> None:
        after = self._after(at, key)
        if after is None:
            words = "".join(edit.words for edit in done.edits).strip()
            self._unplaced(at, key, words or self.blocks[at].words, _(_MOVED_ON))
            return
        after, note = self._joining(at, key, after)
        if any(made.split for made in done.made):
            note = _("The paragraph is parted in two; the rest is added after it.")
        if not after and self._goes_with(path, key):
            return
        whole = all(self._gone((*path, sub.number), key) for sub in self._subs(path))
        if not after and not whole:
            self._unplaced(at, key, self.blocks[at].words.strip(), _(_NOT_ALL))
            return
        try:
            amendment = amendment_for(self.text, path, after)
        except TextRefused as refused:
            self._unplaced(at, key, after, refused.says)
            return
        if amendment is not None:
            self._keep(at, key, Found(amendment, key[1], note=note))

    def _joining(self, at: int, key: Key, after: str) -> tuple[str, str]:
        """The words once paragraphs have been joined, and what is said of it."""
        if (at, key) in self._joined:
            return "", _("Its words are in the paragraph before it.")
        if not after:
            return "", ""
        after, joined = self._with_next(at, key, after)
        if not joined:
            return after, ""
        says = _("It is joined with paragraph {number}, which is deleted.", number=joined)
        return after, says

    def _after(self, at: int, key: Key) -> str | None:
        """How the paragraph reads with what that person did; none where that is not certain."""
        block, done = self.blocks[at], self.done(at, key)
        words = block.words
        if block.path is None:
            return even(done.made_of(words))
        now = present(self.text.at(block.path))
        if even(words) == now:
            return even(done.made_of(words))
        moved = rebased(done.edits, words, now)
        return even(edited(now, moved)) if moved is not None else None

    def _with_next(self, at: int, key: Key, after: str) -> tuple[str, str]:
        """The words with those of the paragraphs that were joined to them, and which these were."""
        joined: list[str] = []
        while self._ends(at, key) and at + 1 < len(self.blocks):
            at += 1
            path, more = self.blocks[at].path, self._after(at, key)
            if path is None:
                break
            if more:
                after = f"{after} {more}"
                joined.append(path_written(path))
                self._joined.add((at, key))
                if key not in self.keys.within(self.blocks[at]):
                    self.read(at, key)
        return after, ", ".join(joined)

    def _ends(self, at: int, key: Key) -> bool:
        joined = self.blocks[at].joined
        return joined is not None and self.keys.of(*joined) == key

    def _subs(self, path: Path) -> Sequence[Clause]:
        return self.text.at(path).subs

    def _gone(self, path: Path, key: Key) -> bool:
        """Whether that person deleted the paragraph, with all that stands below it."""
        at = self._at_path.get(path)
        own = at is not None and (self._after(at, key) == "" or (at, key) in self._joined)
        return own and all(self._gone((*path, sub.number), key) for sub in self._subs(path))

    def _goes_with(self, path: Path, key: Key) -> bool:
        above = (path[:length] for length in range(1, len(path)))
        return any(self._gone(one, key) for one in above)

    def _made(self, at: int, key: Key, made: Made) -> None:
        """A paragraph that was added, before or after the one in which it was made."""
        path = self.blocks[at].path
        last = self._last[at] if made.precedes or path is None else path
        side = (at, key, made.precedes)
        if is_label(made.words) and side in self._new:
            self._unplaced(at, key, made.words.strip(), _(_BELOW_NEW))
            return
        below = bool(made.style) and made.style == self._style_at(last)
        try:
            amendment = addition(self.text, made.words, last, below=below)
        except TextRefused as refused:
            self._unplaced(at, key, made.words.strip(), refused.says)
            return
        if amendment is None:
            self._unplaced(at, key, made.words.strip(), _(NO_WORDS))
            return
        if len(amendment.place) <= 1 and not amendment.beneath:
            self._new.add(side)
        else:
            self._new.discard(side)
        spot = (amendment.place, amendment.beneath)
        says = _REST if made.split else _SAME_SPOT if (key, spot) in self._spots else ""
        note = _(says)
        self._spots.add((key, spot))
        self._keep(at, key, Found(amendment, key[1], note=note))

    def _style_at(self, path: Path) -> str:
        at = self._at_path.get(path)
        return self.blocks[at].style if at is not None else ""

    def _keep(self, at: int, key: Key, found: Found) -> None:
        judged = self.known.judged(found, key[0])
        if judged is not None:
            self.gathered.found.append((at, judged))

    def _unplaced(self, at: int, key: Key, words: str, because: str) -> None:
        path = self.blocks[at].path
        where = _("paragraph {number}", number=path_written(path)) if path else self._near(at)
        self.gathered.found.append((at, Unplaced(where, key[1], words, because)))

    def _near(self, at: int) -> str:
        last = self._last[at]
        if not last:
            return _("before all paragraphs")
        return _("after paragraph {number}", number=path_written(last))


def _last_paths(blocks: Sequence[Block]) -> list[Path]:
    """For each paragraph of the file the one of the text that was found last before it."""
    found: list[Path] = []
    last: Path = ()
    for block in blocks:
        found.append(last)
        last = block.path or last
    return found
