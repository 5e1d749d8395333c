"""What an amendment is about in a text: which paragraph, whether it fits, what it would say."""

from __future__ import annotations

from collections.abc import Sequence

from nemcon.text.amendments import Amendment
from nemcon.text.applying import applied, next_path
from nemcon.text.collisions import placed
from nemcon.text.negotiated import Clause, NegotiatedText
from nemcon.text.numbers import Number, Path, read_path
from nemcon.text.refused import AmendmentRefused
from nemcon.text.runs import unsettled


def cited(text: NegotiatedText, paragraph: str) -> Path:
    """The path of the paragraph that is cited, with its numbers as the text writes them.

    Raises `TextRefused` for what is no number, or is in no such text.
    """
    path = read_path(paragraph)
    return tuple(text.at(path[:length]).number for length in range(1, len(path) + 1))


def concerned(amendment: Amendment) -> Number | None:
    """The number of the paragraph that an amendment changes; none where it only adds another."""
    adds_another = amendment.adds_paragraph and not amendment.beneath and len(amendment.place) <= 1
    return None if adds_another else next(iter(amendment.place), None)


def concerns(amendment: Amendment, clause: Clause) -> bool:
    """Whether the amendment changes that paragraph, or what stands below it."""
    number = concerned(amendment)
    return number is not None and number.order == clause.number.order


def why_unfit(text: NegotiatedText, amendment: Amendment) -> str:
    """Why the amendment does not fit the text; empty where it does."""
    try:
        placed(text, amendment)
    except AmendmentRefused as refused:
        return refused.says
    return ""


def says_alike(one: Sequence[Clause], other: Sequence[Clause]) -> bool:
    """Whether paragraphs say the same, however far the agreement on them has come."""
    return len(one) == len(other) and all(
        (a.number, a.runs, a.withdrawn) == (b.number, b.runs, b.withdrawn)
        and says_alike(a.subs, b.subs)
        for a, b in zip(one, other, strict=True)
    )


def unresolved(clause: Clause) -> bool:
    """Whether brackets or alternatives stand in the paragraph, or in what is left below it."""
    return bool(unsettled(clause.runs)) or any(
        unresolved(sub) for sub in clause.subs if not sub.withdrawn
    )


def beside(text: NegotiatedText, clause: Clause) -> tuple[Clause, ...]:
    """The other wordings for the whole paragraph that stand in the text and were not withdrawn."""
    order = clause.number.order
    return tuple(
        other
        for other in text.clauses
        if other.number.order[:3] == order[:3] and other.number.order != order
        if not other.withdrawn
    )


def done_by(old: NegotiatedText, new: NegotiatedText, amendment: Amendment) -> bool:
    """Whether the new text says at its place what the amendment alone would have made of the old.

    An amendment that fitted the old text no more was not done by the new one.
    """
    try:
        alone = applied(old, [amendment])
        adds, path = amendment.adds_paragraph, amendment.place
        if adds:
            path = next_path(old, path, beneath=amendment.beneath)
    except AmendmentRefused:
        return False
    wanted, found, before = alone.find(path), new.find(path), old.find(path)
    if wanted is None or found is None:
        return False
    return _plain(wanted) == _plain(found) and (before is None or _plain(before) != _plain(found))


def _plain(clause: Clause) -> tuple[object, ...]:
    """The paragraph alone, as it reads."""
    return clause.number.order, clause.runs, clause.withdrawn
