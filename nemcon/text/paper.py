"""A text under negotiation on paper: read as it is typed, printed, frozen into a `Text` and back.

    Draft recommendations

    PP1. Recalling article 19 of the Convention,

    1. States parties are encouraged to make wider use of joint bodies.
      (a) First sub-paragraph;
      (a bis) [EU: inserted after it];
        (i) and one below it.

    2 bis. (agreed ad ref; pending Iran) States parties [shall / should] ...

A `Text`, which the register freezes, has one paragraph for each paragraph of the tree; its words
are those of the paragraph and, on lines of their own, of what stands below it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Final

from nemcon.language import _
from nemcon.text.document import Paragraph, Text
from nemcon.text.negotiated import Clause, NegotiatedText
from nemcon.text.numbers import AFTER, Path, path_written, read_path
from nemcon.text.outline import Item, begins_with_label, outline
from nemcon.text.reading import read_runs
from nemcon.text.refused import MarksRefused, Place
from nemcon.text.runs import Kind, Runs
from nemcon.text.standing import OPEN, Standing, note_after, note_before
from nemcon.text.writing import write_runs

_INDENT: Final = "  "


def read_text(
    typed: str,
    *,
    symbol: str = "",
    revision: int = 0,
    names: Collection[str] | None = None,
    bare: Kind = Kind.DISPUTED,
) -> NegotiatedText:
    """The text that was typed: a title on the first line, then numbered paragraphs."""
    before, items = outline(typed)
    if len(before) > 1:
        raise MarksRefused(
            "number-missing",
            _("only the title stands before the first number; give this paragraph a number."),
            Place("", 0, before[1][:40]),
        )
    title = before[0].removeprefix("\\") if before else ""
    return NegotiatedText(title, _tree(items, names, bare), symbol, revision)


def write_text(text: NegotiatedText, *, bare: Kind = Kind.DISPUTED) -> str:
    """The text as it is typed; what is written reads back the same."""
    blocks = [_title(text.title)] if text.title else []
    for clause in text.clauses:
        number, *rest = _lines(clause, bare, noted=True)
        dot = f"{clause.number.written(0)}."
        blocks.append("\n".join([f"{dot} {number}".rstrip(" "), *rest]))
    return "\n\n".join(blocks) + "\n"


def to_text(text: NegotiatedText, *, noted: bool = True) -> Text:
    """The text with its marks as a `Text`, to be frozen, circulated or compared.

    Without `noted` it is what is placed under silence: without the notes on how far the agreement
    has come, and without what was withdrawn.
    """
    paragraphs = tuple(
        Paragraph(
            clause.number.written(0), "\n".join(_lines(clause, Kind.DISPUTED, noted=noted)).strip()
        )
        for clause in text.clauses
        if noted or not clause.withdrawn
    )
    return Text(text.title, paragraphs, text.symbol, text.revision)


def from_text(text: Text, *, names: Collection[str] | None = None) -> NegotiatedText:
    """The tree of a `Text`; what `to_text` made of a tree comes back as it was."""
    clauses: list[Clause] = []
    for paragraph in text.paragraphs:
        path = read_path(paragraph.number)
        if len(path) > 1:
            raise MarksRefused(
                "number-unreadable", _("this number does not stand alone."), Place(paragraph.number)
            )
        *_rest, items = outline(paragraph.words, path, loose=True)
        clauses += _tree(items, names, Kind.DISPUTED)
    return NegotiatedText(text.title, tuple(clauses), text.symbol, text.revision)


def read_paragraph(
    typed: str, path: Path, *, names: Collection[str] | None = None
) -> tuple[Runs, Standing]:
    """The runs and the note of one paragraph, typed without its number and what is below it."""
    return _read(Item(path, [typed.strip()]), names, Kind.DISPUTED)


def _title(title: str) -> str:
    line = " ".join(title.split())
    return line if outline(line)[0] == [line] and not line.startswith("\\") else f"\\{line}"


def _tree(items: Sequence[Item], names: Collection[str] | None, bare: Kind) -> tuple[Clause, ...]:
    clauses: list[Clause] = []
    at = 0
    while at < len(items):
        item, end = items[at], at + 1
        while end < len(items) and items[end].path[: len(item.path)] == item.path:
            end += 1
        runs, standing = _read(item, names, bare)
        below = _tree(items[at + 1 : end], names, bare)
        clauses.append(Clause(item.path[-1], runs, below, standing))
        at = end
    return tuple(clauses)


def _read(item: Item, names: Collection[str] | None, bare: Kind) -> tuple[Runs, Standing]:
    typed, standing, skipped = item.text, OPEN, 0
    if found := note_before(typed):
        standing, skipped = found
        # Blanked out and not cut off, so that characters are counted from where the typist began.
        typed = " " * skipped + typed[skipped:]
    elif found := note_after(typed):
        standing, end = found
        typed = typed[:end]
    return read_runs(typed, path_written(item.path), names=names, bare=bare), standing


def _lines(clause: Clause, bare: Kind, *, noted: bool, depth: int = 0) -> Iterator[str]:
    words = _guarded(write_runs(clause.runs, bare=bare), depth)
    note = str(clause.standing) if noted else ""
    label = f"{_INDENT * depth}{_label(clause, depth)} " if depth else ""
    yield f"{label}{note} {words}".rstrip(" ") if note else f"{label}{words}".rstrip(" ")
    for sub in clause.subs:
        if noted or not sub.withdrawn:
            yield from _lines(sub, bare, noted=noted, depth=depth + 1)


def _label(clause: Clause, depth: int) -> str:
    written = clause.number.written(depth)
    return written if written.startswith("(") else f"{written}."


def _guarded(words: str, depth: int) -> str:
    """The words with a backslash where they would be read as a note, a label, part of a number."""
    taken = AFTER.match(words) if depth else begins_with_label(words)
    if note_before(words) or taken:
        words = f"\\{words}"
    if found := note_after(words):
        words = f"{words[: found[1]]}\\{words[found[1] :]}"
    return words
