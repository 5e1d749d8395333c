"""How a line is read: from which side, without its notes, and what was changed in it. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from nemcon.documents.model.blocks import Block, Heading
from nemcon.documents.model.document import reads_from_the_right
from nemcon.documents.model.inlines import (
    Bracketed,
    Change,
    Comment,
    Content,
    Footnote,
    Inline,
    Words,
    words_of,
)
from nemcon.text.changes import Mark


def right_to_left(content: Content, *, otherwise: bool) -> bool:
    """Whether the line reads from the right; what has no letters reads as `otherwise`."""
    words = words_of(content)
    if not any(sign.isalpha() for sign in words):
        words = words_of(content, deleted=True)
    return reads_from_the_right(words) if any(map(str.isalpha, words)) else otherwise


def without_notes(content: Content) -> Content:
    """The content of a footnote: a note within it becomes words in round brackets."""
    return tuple(_without(content))


def changes_in(content: Content, mark: Mark) -> Iterator[Change]:
    """The changes of that kind, in reading order."""
    for item in content:
        if isinstance(item, Change) and item.mark is mark:
            yield item
        if isinstance(item, Change | Bracketed | Comment):
            yield from changes_in(item.content, mark)


def all_changed(content: Content, mark: Mark) -> bool:
    """Whether all of the line is under changes of that kind, which then say so themselves."""
    return bool(content) and all(isinstance(i, Change) and i.mark is mark for i in content)


def outlined(blocks: Sequence[Block]) -> Iterator[tuple[Block, int]]:
    """Each block with its depth in the outline: from 1 for a heading with words, else 0.

    Programs that read a document aloud rely on an outline in which no level is left out, which the
    levels of a document need not keep.
    """
    above: list[int] = []
    for block in blocks:
        if not isinstance(block, Heading) or not _any_words(block.content):
            yield block, 0
            continue
        while above and above[-1] >= block.level:
            above.pop()
        above.append(block.level)
        yield block, len(above)


def _any_words(content: Content) -> bool:
    return bool((words_of(content) + words_of(content, deleted=True)).strip())


def _without(content: Content) -> Iterator[Inline]:
    for item in content:
        match item:
            case Footnote():
                yield from (Words(" ("), *_without(item.content), Words(")"))
            case Bracketed() | Change() | Comment():
                yield replace(item, content=tuple(_without(item.content)))
            case _:
                yield item
