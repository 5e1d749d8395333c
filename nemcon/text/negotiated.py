"""A text under negotiation: a tree of numbered paragraphs made of runs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from nemcon.language import _
from nemcon.text.numbers import Number, Path, path_written
from nemcon.text.refused import AmendmentRefused, Place
from nemcon.text.runs import Runs, unattributed, unsettled
from nemcon.text.standing import OPEN, Level, Standing


@dataclass(frozen=True, slots=True)
class Clause:
    """A paragraph or sub-paragraph with those below it. It keeps its number until adoption."""

    number: Number
    runs: Runs
    subs: tuple[Clause, ...] = ()
    standing: Standing = OPEN

    @property
    def withdrawn(self) -> bool:
        """Whether it is out of the text, though not out of the record."""
        return self.standing.level is Level.WITHDRAWN

    @property
    def bracketed(self) -> bool:
        """Whether anything in it, or below it, is in brackets or has alternatives."""
        return bool(unsettled(self.runs)) or any(sub.bracketed for sub in self.subs)


@dataclass(frozen=True, slots=True)
class NegotiatedText:
    """A text while it is negotiated; `Text` is what is frozen and placed under silence."""

    title: str
    clauses: tuple[Clause, ...]
    symbol: str = ""
    revision: int = 0

    def walk(self) -> Iterator[tuple[Path, Clause]]:
        """Every paragraph and sub-paragraph with its path, in reading order."""
        yield from _walk((), self.clauses)

    def find(self, path: Path) -> Clause | None:
        """The paragraph at this path; "PP" or its absence counts, "OP" or its absence does not."""
        clauses, found = self.clauses, None
        for number in path:
            found = next((c for c in clauses if c.number.order == number.order), None)
            if found is None:
                return None
            clauses = found.subs
        return found

    def at(self, path: Path) -> Clause:
        """The paragraph at this path, which has to be there."""
        found = self.find(path)
        if found is None:
            raise AmendmentRefused(
                "no-such-paragraph",
                _("there is no paragraph {path} in this text.", path=path_written(path)),
            )
        return found

    def put(self, path: Path, clause: Clause) -> NegotiatedText:
        """The text with this clause in the place of the one at the path."""
        return replace(self, clauses=_put(self.clauses, path, clause))

    def added(self, path: Path, clause: Clause) -> NegotiatedText:
        """The text with a new clause at the path: after all whose numbers go before its own."""
        if self.find(path):
            raise AmendmentRefused(
                "number-taken",
                _("the text has a paragraph with that number already."),
                _place(path),
            )
        return replace(self, clauses=_added(self, self.clauses, path, clause))


def anonymous(text: NegotiatedText) -> NegotiatedText:
    """The text without the names of those who asked for brackets, alternatives and reserves."""
    return replace(text, clauses=tuple(_anonymous(clause) for clause in text.clauses))


def _anonymous(clause: Clause) -> Clause:
    standing = Standing(clause.standing.level, (), ("",) if clause.standing.reserves else ())
    below = tuple(_anonymous(sub) for sub in clause.subs)
    return replace(clause, runs=unattributed(clause.runs), subs=below, standing=standing)


def open_points(text: NegotiatedText) -> tuple[Place, ...]:
    """The paragraphs that still hold brackets or alternatives, in reading order."""
    return tuple(
        _place(path)
        for path, clause in text.walk()
        if unsettled(clause.runs) and not _withdrawn_at(text, path)
    )


def _withdrawn_at(text: NegotiatedText, path: Path) -> bool:
    return any(text.at(path[:length]).withdrawn for length in range(1, len(path) + 1))


def _place(path: Path) -> Place:
    return Place(path_written(path))


def _walk(above: Path, clauses: tuple[Clause, ...]) -> Iterator[tuple[Path, Clause]]:
    for clause in clauses:
        path = (*above, clause.number)
        yield path, clause
        yield from _walk(path, clause.subs)


def _put(clauses: tuple[Clause, ...], path: Path, clause: Clause) -> tuple[Clause, ...]:
    first, rest = path[0], path[1:]
    return tuple(
        c
        if c.number.order != first.order
        else (replace(c, subs=_put(c.subs, rest, clause)) if rest else clause)
        for c in clauses
    )


def _added(
    text: NegotiatedText, clauses: tuple[Clause, ...], path: Path, clause: Clause
) -> tuple[Clause, ...]:
    first, rest = path[0], path[1:]
    if rest:
        if not any(c.number.order == first.order for c in clauses):
            raise AmendmentRefused(
                "no-such-paragraph", _("there is no such paragraph."), _place(path)
            )
        return tuple(
            replace(c, subs=_added(text, c.subs, rest, clause))
            if c.number.order == first.order
            else c
            for c in clauses
        )
    at = sum(c.number.order < first.order for c in clauses)
    return (*clauses[:at], clause, *clauses[at:])
