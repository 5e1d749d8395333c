"""Whether a text still says what an amendment made of it when it was accepted."""

from __future__ import annotations

from nemcon.text.amendments import Amendment, Change
from nemcon.text.negotiated import Clause, NegotiatedText
from nemcon.text.runs import Runs, plain, tidy, unattributed, unsettled
from nemcon.text.writing import write_runs


def keeps(then: NegotiatedText, now: NegotiatedText, amendment: Amendment) -> bool:
    """Whether `now` says at its place what the amendment made `then` say.

    The words have to stand there whole; what else stands there does not matter. What was taken
    out must not be back.
    """
    if amendment.adds_paragraph:
        return any(says(clause, amendment.wording) for _, clause in now.walk())
    return _keeps_at(then, now, amendment)


def says(clause: Clause, wording: Runs) -> bool:
    """Whether the paragraph holds these words, by whomever they were proposed."""
    same = clause.runs == wording  # seen at once, as writing both is not
    return not clause.withdrawn and (same or _written(wording) in _written(clause.runs))


def _keeps_at(then: NegotiatedText, now: NegotiatedText, amendment: Amendment) -> bool:
    before, after = then.find(amendment.place), now.find(amendment.place)
    if before is None or after is None:
        return False
    unchanged = (before.runs, before.withdrawn) == (after.runs, after.withdrawn)
    return unchanged or _still_done(before, after, amendment)


def _still_done(before: Clause, after: Clause, amendment: Amendment) -> bool:
    match amendment.change:
        case Change.DELETE if amendment.passage:
            return _times(amendment.passage, after) <= _times(amendment.passage, before)
        case Change.DELETE:
            return after.withdrawn
        case Change.BRACKET:
            return any(amendment.passage in plain((run,)) for run in unsettled(after.runs))
        case _:
            words = _written(amendment.wording)
            return not after.withdrawn and _times(words, after) >= _times(words, before)


def _times(words: str, clause: Clause) -> int:
    return _written(clause.runs).count(words)


def _written(runs: Runs) -> str:
    return write_runs(unattributed(tidy(runs)))
