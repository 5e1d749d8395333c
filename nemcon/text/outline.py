"""Finds the numbers at the beginnings of lines, and so which paragraph each line belongs to."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from nemcon.language import _
from nemcon.text.numbers import (
    AFTER,
    DEEPEST,
    DOTTED,
    LABEL,
    TOP,
    Number,
    Path,
    number_of,
    ordinal_at,
    path_written,
    top,
)
from nemcon.text.refused import MarksRefused, Place

_LINES: Final = re.compile("\r\n?|[\n\v\f\x85\u2028\u2029]")
_CHOICE: Final = re.compile(
    r"(?:alt|alternative|option)\s*(?P<nth>\d{1,2})\s*[:.]\s+", re.IGNORECASE
)
# Mail programs and word processors put a dash before "(a)".
_BULLET: Final = re.compile(r"^[-*\u2013\u2022]\s+(?=\([a-z]{1,7}\))")
_TAB: Final = 4


@dataclass(slots=True)
class Item:
    """A paragraph or sub-paragraph as typed: its path, and its lines joined."""

    path: Path
    typed: list[str] = field(default_factory=list[str])
    indent: int = 0

    @property
    def text(self) -> str:
        """Its words as typed, without the number, its lines joined by spaces."""
        return " ".join(line for line in self.typed if line)


def outline(typed: str, first: Path = (), *, loose: bool = False) -> tuple[list[str], list[Item]]:
    """The lines before the first number, and the items with theirs, in the order typed.

    With `first`, the text begins within the paragraph of that path. A line without a number goes
    on with the paragraph above it, but not after an empty line, unless `loose`.
    """
    reader = _Outline(first, loose=loose)
    for line in _LINES.split(typed):
        reader.read(line.expandtabs(_TAB))
    return reader.before, [item for item in reader.items if item not in reader.chapeaus]


def begins_with_label(words: str) -> bool:
    """Whether these words, as the first of a paragraph, would be read as a sub-paragraph of it."""
    text = _BULLET.sub("", words)
    found = LABEL.match(text)
    return found is not None and not text[found.end() :][:1].strip()


class _Outline:
    def __init__(self, first: Path, *, loose: bool) -> None:
        self.before: list[str] = []
        self.items: list[Item] = [Item(first)] if first else []
        self.chapeaus: list[Item] = []
        self.last: dict[int, Item] = {}
        self.loose = loose
        self.within = bool(first)
        self.gap = False
        if first:
            self.last[len(first) - 1] = self.items[0]

    def read(self, line: str) -> None:
        text = _BULLET.sub("", line.strip())
        if not text:
            self.gap = True
            return
        indent = len(line) - len(line.lstrip())
        if not (self.numbered(text) or self.labelled(text, indent) or self.chosen(text)):
            self.continued(text)
        self.gap = False

    def continued(self, text: str) -> None:
        if not self.items:
            self.before.append(text)
        elif self.gap and not self.loose:
            raise MarksRefused(
                "number-missing",
                _(
                    "a paragraph without a number follows after an empty line. Give it a number, "
                    "or remove the empty line if it goes on with the one above."
                ),
                Place(path_written(self.items[-1].path), 0, text[:40]),
            )
        else:
            self.items[-1].typed.append(text)

    def numbered(self, text: str) -> bool:
        """A line that begins a paragraph: "2.", "2 bis. ", "OP3 alt", also "[2. ...]"."""
        opened = text.startswith("[")
        found = None if self.within else TOP.match(text, 1 if opened else 0)
        if not found:
            return False
        end = re.compile(r"[.):]?(?=\s|$)").match(text, found.end())
        if not end or not (end[0] or found["part"] or found["latin"] or found["alt"]):
            return False
        rest = text[end.end() :].strip()
        self.add((top(found),), f"[{rest}" if opened else rest, 0)
        return True

    def labelled(self, text: str, indent: int) -> bool:
        """A line that begins a sub-paragraph: "(a)", "(iv)", and below them "a.", "i."."""
        found, base = LABEL.match(text), 1
        if not found:
            found, base = DOTTED.match(text), 3
        if not found or (base - 1) not in self.last or text[found.end() :][:1].strip():
            return False
        depth = self.depth(found["letters"], base, indent, text)
        ordinal = ordinal_at(found["letters"], depth) if depth else None
        if ordinal is None:
            return False
        number, end = number_of(found, ordinal), found.end()
        if base == 1 and (after := AFTER.match(text, end)):
            tail = number_of(after, ordinal)
            number = Number(
                ordinal, number.inserted or tail.inserted, number.alternative or tail.alternative
            )
            end = after.end()
        above = self.last[depth - 1].path
        self.add((*above, number), text[end:].strip(), indent)
        return True

    def depth(self, letters: str, base: int, indent: int, text: str) -> int:
        """The depth of a label that may be a letter or a Roman numeral; 0 if it can be neither."""
        letter, roman = ordinal_at(letters, base), ordinal_at(letters, base + 1)
        above, beside = self.last.get(base), self.last.get(base + 1)
        if roman is None or above is None:
            return base if letter else 0
        if letter is None or indent > above.indent:
            return base + 1
        if indent or above.indent:
            return base
        as_letter = letter - above.path[-1].ordinal in {0, 1}
        as_roman = roman - (beside.path[-1].ordinal if beside else 0) in {0, 1}
        if as_letter is as_roman:
            raise MarksRefused(
                "label-unclear",
                _(
                    "({letters}) can be the letter or the Roman numeral here. Indent what stands "
                    "below another sub-paragraph.",
                    letters=letters,
                ),
                Place(path_written(above.path), 0, text[:40]),
            )
        return base if as_letter else base + 1

    def chosen(self, text: str) -> bool:
        """A line that begins another wording for the paragraph above: "Alt 2:", "Option 1:"."""
        found = _CHOICE.match(text)
        if not found or not self.items or (self.within and len(self.items[-1].path) == 1):
            return False
        last = self.items[-1]
        number = last.path[-1]
        if not number.alternative and not last.text:
            self.chapeaus.append(last)
        if not int(found["nth"]):
            return False
        chosen = Number(number.ordinal, number.inserted, int(found["nth"]), number.part)
        self.add((*last.path[:-1], chosen), text[found.end() :].strip(), last.indent)
        return True

    def add(self, path: Path, text: str, indent: int) -> None:
        depth = len(path) - 1
        before = self.last.get(depth)
        if before and before.path[:-1] == path[:-1] and before.path[-1].order >= path[-1].order:
            same = before.path[-1].order == path[-1].order
            raise MarksRefused(
                "number-twice" if same else "number-order",
                _("this number is given twice.")
                if same
                else _(
                    "this number stands after {path}, which goes behind it. If the line goes on "
                    "with the paragraph above it, join the two lines.",
                    path=path_written(before.path),
                ),
                Place(path_written(path), 0, text[:40]),
            )
        item = Item(path, [text], indent)
        self.items.append(item)
        for deeper in range(depth, DEEPEST + 1):
            self.last.pop(deeper, None)
        self.last[depth] = item
