"""What one person did in a paragraph of a Word file: its edits, and the paragraphs that it made.

What others did in the same paragraph is left out: their insertions are not there, and what they
deleted still is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from nemcon.documents.word.reading_lines import Segment
from nemcon.documents.word.reading_places import Block, End, Key, even, label_in
from nemcon.text.aligning import matches
from nemcon.text.editing import Edit, edited
from nemcon.text.tokens import tokens


@dataclass(slots=True)
class Part:
    """What lies between two ends that one person inserted.

    `before` is what stood there already, `after` what does with the changes of that person, and
    `own` what that person wrote, each in pieces. `start` is where it begins in the words before.
    """

    start: int
    style: str = ""
    before: list[str] = field(default_factory=list[str])
    after: list[str] = field(default_factory=list[str])
    own: list[str] = field(default_factory=list[str])
    edits: list[Edit] = field(default_factory=list[Edit])


@dataclass(frozen=True, slots=True)
class Made:
    """A paragraph that somebody made: its words with their label, its style, where it stands."""

    words: str
    style: str
    precedes: bool = False
    split: bool = False


@dataclass(frozen=True, slots=True)
class Done:
    """What one person did in a paragraph; `edits` are of its words without the number.

    `renumbered` says that the number was edited, and `foreign` are words of others' proposals that
    were struck out.
    """

    edits: tuple[Edit, ...] = ()
    made: tuple[Made, ...] = ()
    renumbered: bool = False
    foreign: str = ""

    def made_of(self, words: str) -> str:
        """The words with these edits."""
        return edited(words, self.edits)


@dataclass(frozen=True, slots=True)
class Keys:
    """Whose the changes are; `authors` are those of the amendments that are known, by their ids.

    What somebody writes within the amendment of another belongs to whoever writes it.
    """

    authors: Mapping[str, str]

    def of(self, name: str, author: str) -> Key:
        """The key of a change by that author at that amendment."""
        if self.authors.get(name, author) != author:
            return ("", author)
        return (name, author)

    def within(self, block: Block) -> list[Key]:
        """All who changed something in the paragraph, in the order in which they come."""
        found: dict[Key, None] = {}
        for item, _ in block.stream:
            if isinstance(item, End):
                found[self.of(*item.by)] = None
                continue
            for author in (item.inserted, item.deleted):
                if author is not None:
                    found[self.of(item.name, author)] = None
        if block.joined is not None:
            found[self.of(*block.joined)] = None
        return list(found)


def done_in(block: Block, key: Key, keys: Keys) -> Done:
    """What that person did in the paragraph."""
    parts, foreign = _parts(block, key, keys)
    standing = [at for at, part in enumerate(parts) if any(map(str.strip, part.before))]
    first = standing[0] if standing else -1
    edits = list(parts[first].edits) if standing else []
    made: list[Made] = []
    for at, part in enumerate(parts):
        if at == first:
            continue
        if at in standing:
            edits.append(Edit(part.start, part.start + sum(map(len, part.before)), ""))
            made.append(Made("".join(part.after), part.style, split=True))
        elif any(map(str.strip, part.own)):
            before = at < first or first < 0
            made.append(Made("".join(part.own), part.style, precedes=before))
    inside, renumbered = _without_lead(edits, block.lead)
    gone = not even(edited(block.words, inside)) and bool(even(block.words))
    return Done(tuple(inside), tuple(made), renumbered and not gone, foreign)


def rebased(edits: Iterable[Edit], old: str, new: str) -> tuple[Edit, ...] | None:
    """The same edits of other words, where what they are about stands there too; else none."""
    left, right = tokens(old), tokens(new)
    starts, others = _starts(left), _starts(right)
    stretches = [
        (starts[i], others[k], starts[i + length] - starts[i])
        for i, k, length in matches(left, right)
    ]
    found: list[Edit] = []
    for edit in edits:
        start = _moved(edit.start, stretches, last=False)
        end = _moved(edit.end, stretches, last=edit.end > edit.start)
        if start is None or end is None or end < start:
            return None
        if even(old[edit.start : edit.end]) != even(new[start:end]):
            return None
        found.append(Edit(start, end, edit.words))
    return tuple(found)


def _moved(at: int, stretches: Sequence[tuple[int, int, int]], *, last: bool) -> int | None:
    """Where a place of the old words is in the new ones; the last of two if that is asked for."""
    found = [there + at - here for here, there, length in stretches if here <= at <= here + length]
    if not found:
        return None
    return found[0] if last else found[-1]


def _starts(pieces: Sequence[str]) -> list[int]:
    found = [0]
    for piece in pieces:
        found.append(found[-1] + len(piece))
    return found


def _parts(block: Block, key: Key, keys: Keys) -> tuple[list[Part], str]:
    at = 0
    parts = [Part(0)]
    foreign: list[str] = []
    for item, style in block.stream:
        part = parts[-1]
        if isinstance(item, End):
            if keys.of(*item.by) == key:
                parts.append(Part(at))
            continue
        inserts = item.inserted is not None and keys.of(item.name, item.inserted) == key
        deletes = item.deleted is not None and keys.of(item.name, item.deleted) == key
        if item.inserted is None:
            part.style = part.style or style
            _keep(part, item, at, deletes=deletes)
            at += len(item.text)
        elif inserts and not deletes:
            part.style = part.style or style
            part.edits.append(Edit(at, at, item.text))
            part.own.append(item.text)
            part.after.append(item.text)
        elif deletes and not inserts:
            foreign.append(item.text)
    return parts, "".join(foreign)


def _keep(part: Part, item: Segment, at: int, *, deletes: bool) -> None:
    part.before.append(item.text)
    if deletes:
        part.edits.append(Edit(at, at + len(item.text), ""))
    else:
        part.after.append(item.text)


def _without_lead(edits: Iterable[Edit], lead: int) -> tuple[list[Edit], bool]:
    """The edits of the words behind the number, and whether the number itself was edited.

    What was typed before the number, such as a bracket around all, is meant for the words.
    """
    found: list[Edit] = []
    renumbered = False
    for edit in edits:
        if edit.start < lead and edit.end <= lead:
            typed = edit.words.strip()
            if edit.start == edit.end and typed and not _numbers(typed):
                found.append(Edit(0, 0, edit.words))
            else:
                renumbered = True
            continue
        start = max(edit.start, lead) - lead
        found.append(replace(edit, start=start, end=edit.end - lead))
    return found, renumbered


def _numbers(typed: str) -> bool:
    """Whether the words may be a number or a part of one."""
    label, end = label_in(typed)
    return typed.isalnum() or (bool(label) and end >= len(typed))


def keys_of(blocks: Iterable[Block], keys: Keys) -> Iterator[tuple[int, Key]]:
    """Every paragraph that was changed, by its place, with each who changed it."""
    for at, block in enumerate(blocks):
        for key in keys.within(block):
            yield at, key
