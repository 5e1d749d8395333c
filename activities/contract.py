"""What workflows and activities say to each other: names and payloads, and nothing else.

Workflows import this and not the activities themselves, so that nothing of the register or of
the mail room ever enters their sandbox. Payloads grow by optional fields only: a history that
was recorded years ago must still be read.
"""

from __future__ import annotations

from typing import Final

from pydantic import BaseModel, ConfigDict

KEEP_TIME: Final = "keep_time"
SEND_MAILING: Final = "send_mailing"


class Standing(BaseModel):
    """Where a procedure stands after time took the steps that were due.

    `wait_seconds` is how long from now until time's `next` step ("Remind", "CloseBook", ...), or
    until letters that are held may leave, and `None` when only people can move the procedure.
    `mailings` are those that are due and not yet done.
    """

    model_config = ConfigDict(frozen=True)

    procedure: str
    body: str = ""
    phase: str
    number: int
    deadline: str | None = None
    next: str = ""
    wait_seconds: float | None = None
    mailings: tuple[str, ...] = ()
    outcome: str | None = None


class MailingDone(BaseModel):
    """What became of a mailing: every letter was sent or refused for good."""

    model_config = ConfigDict(frozen=True)

    mailing: str
    sent: int
    refused: int
