"""Errors as people and programs read them: RFC 9457 problem details, or a page."""

from __future__ import annotations

from typing import Final

from nemcon.procedure.refusal import Refusal

STATUS: Final = {
    "no-such-procedure": 404,
    "already-exists": 409,
    "not-authorised": 403,
    "no-standing": 403,
    "wrong-phase": 409,
    "procedure-ended": 409,
    "deadline-passed": 409,
}


class Problem(Exception):  # noqa: N818 - the standard calls it a problem
    """A refusal on its way to the caller: a status, a stable code, a sentence."""

    def __init__(self, status: int, code: str, says: str, **more: object) -> None:
        super().__init__(code)
        self.status = status
        self.code = code
        self.says = says
        self.more = more


def problem_of(refusal: Refusal) -> Problem:
    """A refusal of the rules as a problem; 422 unless its code says otherwise."""
    status = STATUS.get(refusal.code, 422)
    return Problem(status, refusal.code, refusal.says, rule=refusal.rule)
