"""What a link opens in each state of a silence procedure: a page of its own, and what follows.

A delegation that opens its link early, late or in the middle must never wonder whether it still
works, what time will do next, or whom to ask.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Final

from nemcon.language import N_, _
from nemcon.mail.wording import who_may_admit
from nemcon.procedure.state import ProcedureState
from nemcon.rulebook.words import as_the_rules_say
from nemcon.text.lines import sentences
from nemcon.timing.writing import write_instant

_EXITS: Final = N_(
    "The Chair may restore silence, revise the text or end the procedure. A letter tells everybody "
    "which."
)
_UNDECIDED: Final = {
    "not-adopted": N_("If nothing is decided by {until}, the text is not adopted."),
    "compiled": N_(
        "If nothing is decided by {until}, the text is listed in the Chair\u2019s compilation."
    ),
    "referred": N_("If nothing is decided by {until}, the text goes to a meeting."),
    "lapsed": N_("If nothing is decided by {until}, the procedure lapses."),
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
        _("Unless the launch is prevented, the Chair lets silence begin."),
        _("The deadline that was announced is {planned}.", planned=planned) if planned else "",
        _("When silence begins, a letter tells you the deadline. This link stays the same."),
    )


def _running(_state: ProcedureState) -> tuple[str, ...]:
    return (_("After the deadline the book is closed. A letter tells everybody the outcome."),)


def _broken(_state: ProcedureState) -> tuple[str, ...]:
    return (_("After the deadline the book is closed. A letter tells everybody what follows."),)


def _closing(state: ProcedureState) -> tuple[str, ...]:
    if state.profile.code_time is not None and state.closing is not None:
        closes = _written(state.closing.book_closes_at(state.patience), state)
        says = _(
            "The book is closed on {closes}, when the codes of what was filed in time can no "
            "longer be entered. A letter tells everybody the outcome.",
            closes=closes,
        )
        return (says,)
    return (
        _(
            "A letter tells everybody the outcome. Open this page again in a minute to read "
            "it here."
        ),
    )


def _suspended(state: ProcedureState) -> tuple[str, ...]:
    if state.resumes_at:
        at = _written(state.resumes_at, state)
        again = _("The clock runs again on {at}. A letter tells everybody the new deadline.", at=at)
    else:
        again = _(
            "The clock runs again when that is ruled. A letter tells everybody the new deadline."
        )
    return again, _("What your delegation has filed stands meanwhile.")


def _consultation(state: ProcedureState) -> tuple[str, ...]:
    if state.consultation_until is None:
        return (_(_EXITS),)
    until = _written(state.consultation_until, state)
    return _(_EXITS), _(_UNDECIDED[state.profile.consultation_ends], until=until)


def _voting(_state: ProcedureState) -> tuple[str, ...]:
    return (
        _(
            "When the roll-call is closed, its result is recorded. A letter tells everybody who "
            "voted how."
        ),
    )


def _after_the_end(state: ProcedureState, *, over: bool) -> tuple[str, ...]:
    form = as_the_rules_say(state.profile.confirmation)
    reached = state.outcome in ("adopted", "partly-adopted")
    awaited = reached and state.confirmed is None and state.profile.confirmation != "none"
    late = sentences(_("What is filed now is late."), who_may_admit(state.profile))
    return (
        _("The outcome is still to be confirmed. Form: {form}.", form=form) if awaited else "",
        _("Nothing can be filed any more.") if over else late,
        _("This page stays, so that the outcome and the record can be read."),
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
