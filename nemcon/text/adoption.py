"""The text as it is adopted: nothing open, nothing withdrawn, numbered anew, references with it.

Until then numbers are kept ("2 bis"), so that everybody means the same paragraph. They change once,
here: 2, 2 bis and 3 become 2, 3 and 4, and "paragraph 3 above" becomes "paragraph 4 above".
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import TypeAlias

from nemcon.language import _
from nemcon.text.document import Text
from nemcon.text.negotiated import Clause, NegotiatedText, open_points
from nemcon.text.numbers import Number, Part, Path, path_written
from nemcon.text.paper import to_text
from nemcon.text.references import Reference, references, rewritten
from nemcon.text.refused import AdoptionRefused, Place
from nemcon.text.runs import Runs, Words
from nemcon.text.standing import OPEN

# A path without its alternatives, and the new path of each.
Key: TypeAlias = tuple[tuple[bool, int, int], ...]
Targets: TypeAlias = Mapping[Key, Path]


@dataclass(frozen=True, slots=True)
class Adopted:
    """The text as adopted, and which number became which ("2 bis" became "3")."""

    text: NegotiatedText
    numbers: Mapping[str, str]

    def frozen(self) -> Text:
        """As the register keeps it."""
        return to_text(self.text)


def adopted(text: NegotiatedText, *, as_typed: Collection[str] = ()) -> Adopted:
    """The text as it is adopted.

    A reference to a paragraph that is not in the text is refused, since after the renumbering it
    could hit another one. Those in `as_typed` ("12") are known to mean another document.
    """
    _check_settled(text)
    kept = _kept(text.clauses)
    renumbering = dict(_renumbering((), (), kept))
    targets = _targets(renumbering)
    _check_references(kept, (), targets, frozenset(as_typed))
    clauses = _renumbered(kept, (), renumbering, targets)
    numbers = {path_written(old): path_written(new) for old, new in renumbering.items()}
    return Adopted(replace(text, clauses=clauses), numbers)


def _check_settled(text: NegotiatedText) -> None:
    points = open_points(text)
    if points:
        listed = ", ".join(place.paragraph for place in points)
        raise AdoptionRefused(
            "still-open",
            _("brackets or alternatives are left in: {listed}.", listed=listed),
            points[0],
        )
    live: set[Key] = set()
    for path, clause in text.walk():
        same = _apart_from_alternatives(path)
        if not clause.withdrawn and same in live:
            raise AdoptionRefused(
                "still-open",
                _("this is another wording for a paragraph; one of them has to be withdrawn."),
                Place(path_written(path)),
            )
        if not clause.withdrawn:
            live.add(same)


def _kept(clauses: tuple[Clause, ...]) -> tuple[Clause, ...]:
    return tuple(replace(c, subs=_kept(c.subs), standing=OPEN) for c in clauses if not c.withdrawn)


def _renumbering(old: Path, new: Path, clauses: tuple[Clause, ...]) -> list[tuple[Path, Path]]:
    """Each path with the one that it becomes; the preamble is counted on its own."""
    counts: dict[bool, int] = {}
    found: list[tuple[Path, Path]] = []
    for clause in clauses:
        preamble = clause.number.part is Part.PREAMBULAR
        counts[preamble] = counts.get(preamble, 0) + 1
        number = Number(counts[preamble], part=Part.PREAMBULAR if preamble else Part.UNSAID)
        ours, theirs = (*old, clause.number), (*new, number)
        found += [(ours, theirs), *_renumbering(ours, theirs, clause.subs)]
    return found


def _targets(renumbering: Mapping[Path, Path]) -> Targets:
    """What each reference becomes.

    "OP2" and "2" are the same paragraph, and "2 alt" is paragraph 2 where only that is left of it.
    """
    return {_apart_from_alternatives(old): new for old, new in renumbering.items()}


def _apart_from_alternatives(path: Path) -> Key:
    return tuple(number.order[:3] for number in path)


def _check_references(
    clauses: tuple[Clause, ...],
    above: Path,
    targets: Targets,
    known: frozenset[str],
) -> None:
    for clause in clauses:
        here = (*above, clause.number)
        for reference in references(_words(clause.runs), here):
            written = path_written(reference.path)
            if _apart_from_alternatives(reference.path) not in targets and written not in known:
                raise AdoptionRefused(
                    "reference-lost",
                    _(
                        "it refers to paragraph {written}, which is not in the text.",
                        written=written,
                    ),
                    Place(path_written(here)),
                )
        _check_references(clause.subs, here, targets, known)


def _renumbered(
    clauses: tuple[Clause, ...], above: Path, renumbering: Mapping[Path, Path], targets: Targets
) -> tuple[Clause, ...]:
    return tuple(
        Clause(
            renumbering[(*above, clause.number)][-1],
            _referring(clause.runs, (*above, clause.number), targets),
            _renumbered(clause.subs, (*above, clause.number), renumbering, targets),
        )
        for clause in clauses
    )


def _referring(runs: Runs, here: Path, targets: Targets) -> Runs:
    words = _words(runs)

    def says(reference: Reference) -> str:
        new = targets.get(_apart_from_alternatives(reference.path))
        written = words[reference.start : reference.end]
        if new is None:
            return written
        if written.startswith("("):
            # "(b)" beside "2 (a)" stays short: as many labels as were written.
            return " ".join(_labels(new)[-written.count("(") :])
        # "OP" and "PP" go with the negotiation; "OP3" becomes "paragraph 4".
        operative = written[:2].upper() == Part.OPERATIVE
        return f"paragraph {path_written(new)}" if operative else path_written(new)

    return (Words(rewritten(words, here, says)),) if words else runs


def _labels(path: Path) -> list[str]:
    return [number.written(depth) for depth, number in enumerate(path)][1:]


def _words(runs: Runs) -> str:
    """The words of a settled paragraph, which are one run or none."""
    return "".join(run.words for run in runs if isinstance(run, Words))
