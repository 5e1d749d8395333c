"""Reads the marks that negotiators type into the runs of a paragraph.

    [by 2030]                       disputed words
    [EU, Japan: by 2030]            the same, and who asks for the brackets
    [shall / should]                alternatives; [EU: shall / China: should / no text]
    [to be confirmed: 7 and 8]      a fact that is not confirmed; also [tbc: ...], (to be confirmed)
    [...]                           a gap; also [to be completed: the number of speakers]

What has no end, no beginning, nothing in it or two readings is refused with its place.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from nemcon.language import _
from nemcon.text.refused import MarksRefused, Place
from nemcon.text.runs import Alternatives, Bracket, Kind, Option, Run, Runs, Words, tidy
from nemcon.text.signs import (
    ASIDE,
    CLOSE,
    KINDS,
    LONGEST_CHUNK,
    LONGEST_PREFIX,
    NO_TEXT,
    OPEN,
    STROKE,
    Prefix,
    Sign,
    Stroke,
    is_gap,
    prefix,
    signs,
    stroke,
)

_SAYS_NOTHING: Final[Runs] = (Words(""),)
_DEEPEST: Final = 20  # brackets within brackets; beyond it somebody leant on the key
_SHOWN: Final = 24  # characters of what was typed, so that the place can be found by eye


def read_runs(
    typed: str,
    paragraph: str = "",
    *,
    names: Collection[str] | None = None,
    bare: Kind = Kind.DISPUTED,
) -> Runs:
    """The runs that were typed for a paragraph.

    With `names`, whoever stands before a colon at the beginning of a bracket must be among them.
    `bare` is what brackets mean that do not say it: in a report that the secretariat drafts they
    hold facts to be confirmed.
    """
    return _Reader(typed, paragraph, names, bare).all()


def _option(runs: Runs) -> Runs:
    return tidy(runs or (Bracket(Kind.TO_BE_COMPLETED, ()),))


class _Reader:
    def __init__(
        self, typed: str, paragraph: str, names: Collection[str] | None, bare: Kind
    ) -> None:
        self.original = typed
        self.typed = signs(typed)
        self.paragraph = paragraph
        self.names = names
        self.bare = bare
        self.next: int = 0

    def all(self) -> Runs:
        runs: list[Run] = []
        while self.next < len(self.typed):
            sign = self.typed[self.next]
            if sign.active and sign.char in CLOSE:
                raise self.refused(
                    "bracket-not-opened", _("a bracket is closed here that was never opened."), sign
                )
            runs.append(self.run(depth=0))
        return tidy(runs)

    def run(self, depth: int) -> Run:
        """The run that begins at the next sign."""
        sign = self.typed[self.next]
        if sign.active and sign.char in OPEN:
            return self.bracket(depth + 1)
        if aside := self.aside():
            return aside
        self.check_strike()
        self.next += 1
        text = [sign.char]
        while self.next < len(self.typed) and not self.ends_words(depth):
            self.check_strike()
            text.append(self.typed[self.next].char)
            self.next += 1
        return Words("".join(text))

    def check_strike(self) -> None:
        ahead = self.typed[self.next : self.next + 2]
        if [sign.char for sign in ahead if sign.active] == ["~", "~"]:
            raise self.refused(
                "strike-out",
                _(
                    "words that are struck out propose an amendment; here the text itself is "
                    "read. To write the two signs, put a backslash before each."
                ),
                ahead[0],
            )

    def ends_words(self, depth: int) -> bool:
        sign = self.typed[self.next]
        if not sign.active:
            return False
        if sign.char in OPEN or sign.char in CLOSE or (depth and sign.char in STROKE):
            return True
        return sign.char == "(" and self.aside_here() is not None

    def aside(self) -> Bracket | None:
        found = self.aside_here()
        if found is None:
            return None
        self.next += len(found) + 2
        return Bracket(KINDS[found.casefold()], ())

    def aside_here(self) -> str | None:
        ahead = self.typed[self.next : self.next + 24]
        if not ahead[0].active or ahead[0].char != "(":
            return None
        found = ASIDE.match("".join(sign.char for sign in ahead))
        return found[1] if found else None

    def bracket(self, depth: int) -> Run:
        opened = self.typed[self.next]
        if depth > _DEEPEST:
            raise self.refused("brackets-too-deep", _("too many brackets within brackets."), opened)
        self.next += 1
        start, end = self.next, self.closing(opened)
        content = self.typed[start:end]
        if special := self.whole(content):
            self.next = end + 1
            return special
        options: list[tuple[Prefix | None, Runs]] = []
        while True:
            options.append(self.option(depth, end, opened))
            if self.next == end:
                break
            self.next += 1
        self.next = end + 1
        return self.made(options)

    def closing(self, opened: Sign) -> int:
        """Where the bracket ends whose content begins at the next sign."""
        level = 1
        for at in range(self.next, len(self.typed)):
            sign = self.typed[at]
            if sign.active and sign.char in OPEN:
                level += 1
            elif sign.active and sign.char in CLOSE:
                level -= 1
                if not level:
                    return at
        raise self.refused(
            "bracket-not-closed", _("the bracket that is opened here is never closed."), opened
        )

    def whole(self, content: list[Sign]) -> Bracket | None:
        """A bracket that says only what kind it is: a gap, or "to be confirmed"."""
        if not all(sign.active for sign in content):
            return None
        text = "".join(sign.char for sign in content).strip()
        if is_gap(text):
            return Bracket(Kind.TO_BE_COMPLETED, ())
        kind = KINDS.get(text.casefold())
        return Bracket(kind, ()) if kind and kind is not Kind.DISPUTED else None

    def option(self, depth: int, end: int, opened: Sign) -> tuple[Prefix | None, Runs]:
        start = self.next
        before = self.prefix(end)
        runs: list[Run] = []
        while self.next < end:
            sign = self.typed[self.next]
            if sign.active and sign.char in STROKE:
                what = self.stroke(start, end)
                if what is Stroke.DIVIDES:
                    break
                runs.append(Words(sign.char))
                self.next += 1
                continue
            runs.append(self.run(depth))
        return before, self.filled(runs, start, before, opened)

    def filled(self, runs: list[Run], start: int, before: Prefix | None, opened: Sign) -> Runs:
        typed = self.typed[start : self.next]
        content = "".join(s.char for s in typed)[before.end if before else 0 :].strip()
        plain = all(sign.active for sign in typed)
        if plain and (is_gap(content) or content.casefold() == NO_TEXT):
            return () if is_gap(content) else _SAYS_NOTHING
        if not content:
            sign = self.typed[start] if before else opened
            raise self.refused(
                "nothing-in-bracket",
                _(
                    "nothing stands here between the marks. A gap is written [...], and an "
                    "alternative that says nothing is written \u201cno text\u201d."
                ),
                sign,
            )
        return tuple(runs)

    def prefix(self, end: int) -> Prefix | None:
        start, text = self.next, ""
        for sign in self.typed[start : min(end, start + LONGEST_PREFIX)]:
            if sign.active and (sign.char in OPEN or sign.char in STROKE):
                break
            # A colon or a space that is not active must not be read as one.
            text += sign.char if sign.active or sign.char not in ":\uff1a " else "\0"
        found = prefix(text + ("\0" if start + len(text) < end else ""), self.names or ())
        if found is None or "\0" in "".join(found.items):
            return None
        self.check(found, first=self.typed[start - 1].char in OPEN)
        self.next = start + found.end
        return found

    def check(self, found: Prefix, *, first: bool) -> None:
        unknown = [n for n in found.names() if self.names is not None and n not in self.names]
        if unknown:
            raise self.refused(
                "name-unknown",
                _(
                    "\u201c{name}\u201d stands where a delegation is named, and nobody has that "
                    "name. If these are words of the text, write a backslash before the colon.",
                    name=unknown[0],
                ),
                self.typed[self.next],
            )
        if len(found.kinds()) > (1 if first else 0):
            raise self.refused(
                "kind-unclear",
                _(
                    "a bracket is disputed, to be confirmed or to be completed, and only one of "
                    "them; that is said where the bracket begins."
                ),
                self.typed[self.next],
            )

    def stroke(self, start: int, end: int) -> Stroke:
        left, right = self.next, self.next + 1
        while left > max(start, self.next - LONGEST_CHUNK) and self.within_chunk(left - 1):
            left -= 1
        while right < min(end, self.next + LONGEST_CHUNK + 1) and self.within_chunk(right):
            right += 1
        before = "".join(s.char for s in self.typed[left : self.next])
        after = "".join(s.char for s in self.typed[self.next + 1 : right])
        what = stroke(before, after, alone=left == start and right == end)
        if what is Stroke.UNCLEAR:
            raise self.refused(
                "stroke-unclear",
                _(
                    "\u201c{before}/{after}\u201d can be one expression or two alternatives. For "
                    "alternatives, leave a space on both sides of the stroke; for one "
                    "expression, write a backslash before it.",
                    before=before,
                    after=after,
                ),
                self.typed[self.next],
            )
        return what

    def within_chunk(self, at: int) -> bool:
        sign = self.typed[at]
        mark = sign.active and (sign.char in OPEN or sign.char in CLOSE)
        return not mark and not sign.char.isspace()

    def made(self, options: list[tuple[Prefix | None, Runs]]) -> Run:
        first = options[0][0]
        kinds = first.kinds() if first else ()
        if len(options) == 1:
            _place, runs = options[0]
            if runs == _SAYS_NOTHING:
                runs = (Words(NO_TEXT),)
            kind = kinds[0] if kinds else self.bare if runs else Kind.TO_BE_COMPLETED
            if not runs and kind is Kind.DISPUTED:
                kind = Kind.TO_BE_COMPLETED
            return Bracket(kind, runs, first.names() if first else ())
        choice = Alternatives(
            tuple(
                Option(_option(runs), before.names() if before else ()) for before, runs in options
            )
        )
        return Bracket(kinds[0], (choice,)) if kinds and kinds[0] is not Kind.DISPUTED else choice

    def refused(self, code: str, says: str, sign: Sign) -> MarksRefused:
        at = self.original[sign.at - 1 : sign.at - 1 + _SHOWN].strip()
        return MarksRefused(code, says, Place(self.paragraph, sign.at, at))
