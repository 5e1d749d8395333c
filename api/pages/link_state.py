"""What a link opens in each state of a silence procedure: a page of its own, and what follows.

A delegation that opens its link early, late or in the middle must never wonder whether it still
works, what time will do next, or whom to ask.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Final

from nemcon.mail.wording import who_may_admit
from nemcon.procedure.state import ProcedureState
from nemcon.text.lines import line
from nemcon.timing.writing import write_instant

_LETTER: Final = "A letter tells everybody"
_EXITS: Final = (
    f"The Chair may restore silence, revise the text or end the procedure. {_LETTER} which."
)
_AT_END: Final = {
    "not-adopted": "the text is not adopted",
    "compiled": "the text is listed in the Chair\u2019s compilation",
    "referred": "the text goes to a meeting",
    "lapsed": "the procedure lapses",
}


def page_for(standing: str) -> str:
    """The template of the page of a state, by the name of its standing."""
    page = "running" if standing == "broken" else standing
    return f"link/states/{page}.html"


def what_happens_next(
    standing: str, state: ProcedureState, *, over: bool = False
) -> tuple[str, ...]:
    """What follows from here, a sentence each.

    `state` is as its reader may see it; `over` says that nothing may be filed any more.
    """
    ended = standing == "ended"
    said = _after_the_end(state, over=over) if ended else _NEXT[standing](state)
    return tuple(sentence for sentence in said if sentence)


def _announced(state: ProcedureState) -> tuple[str, ...]:
    planned = _written(state.announced, state) if state.announced else ""
    return (
        "Unless the launch is prevented, the Chair lets silence begin.",
        f"The deadline that was announced is {planned}." if planned else "",
        "When silence begins, a letter tells you the deadline. This link stays the same.",
    )


def _running(_state: ProcedureState) -> tuple[str, ...]:
    return (f"After the deadline the book is closed. {_LETTER} the outcome.",)


def _broken(_state: ProcedureState) -> tuple[str, ...]:
    return (f"After the deadline the book is closed. {_LETTER} what follows.",)


def _closing(_state: ProcedureState) -> tuple[str, ...]:
    return (f"{_LETTER} the outcome. Open this page again in a minute to read it here.",)


def _suspended(state: ProcedureState) -> tuple[str, ...]:
    again = f"on {_written(state.resumes_at, state)}" if state.resumes_at else "when that is ruled"
    return (
        f"The clock runs again {again}. {_LETTER} the new deadline.",
        "What your delegation has filed stands meanwhile.",
    )


def _consultation(state: ProcedureState) -> tuple[str, ...]:
    if state.consultation_until is None:
        return (_EXITS,)
    until = _written(state.consultation_until, state)
    return (
        _EXITS,
        f"If nothing is decided by {until}, {_AT_END[state.profile.consultation_ends]}.",
    )


def _voting(_state: ProcedureState) -> tuple[str, ...]:
    return (f"When the roll-call is closed, its result is recorded. {_LETTER} who voted how.",)


def _after_the_end(state: ProcedureState, *, over: bool) -> tuple[str, ...]:
    form = line(state.profile.confirmation)
    reached = state.outcome in ("adopted", "partly-adopted")
    awaited = reached and state.confirmed is None and form != "none"
    return (
        f"The outcome is still to be confirmed. Form: {form}." if awaited else "",
        "Nothing can be filed any more."
        if over
        else f"What is filed now is late. {who_may_admit(state.profile)}",
        "This page stays, so that the outcome and the record can be read.",
    )


_NEXT: Final[dict[str, Callable[[ProcedureState], tuple[str, ...]]]] = {
    "announced": _announced,
    "running": _running,
    "broken": _broken,
    "closing": _closing,
    "suspended": _suspended,
    "consultation": _consultation,
    "voting": _voting,
}


def _written(instant: datetime, state: ProcedureState) -> str:
    return write_instant(instant, state.profile.zone)
