"""What a mail server says of a letter: delivery status notifications, and bounces without form.

RFC 3464 gives a report for each recipient; a letter has one recipient, whose server may have passed
it on to several. A letter came back only where all that is reported failed. Servers that follow no
form say it in words, and those are believed only where they name a code or a phrase that is final.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from nemcon.mail.returned.mime import Part, decoded, headers_of
from nemcon.text.lines import line


class Action(StrEnum):
    """What became of the letter, in the words of RFC 3464; `UNCLEAR` where that cannot be told."""

    FAILED = "failed"
    DELAYED = "delayed"
    DELIVERED = "delivered"
    RELAYED = "relayed"
    EXPANDED = "expanded"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class Report:
    """What is reported: the enhanced code of RFC 3463, and the server's own words.

    `certain` says that it is a report beyond doubt, and no automatic reply with a number in it.
    """

    action: Action
    status: str = ""
    says: str = ""
    certain: bool = True


_STATUS_PARTS: Final = ("message/delivery-status", "message/global-delivery-status")
# Where reports differ, the best that happened to anybody is what became of the letter.
_BEST_FIRST: Final = (
    *(Action.DELIVERED, Action.EXPANDED, Action.RELAYED, Action.DELAYED),
    *(Action.UNCLEAR, Action.FAILED),
)
_GROUPS: Final = 100
_GROUP_BREAK: Final = re.compile(rb"\r?\n[ \t]*\r?\n")
_STATUS: Final = re.compile(r"(?<![\d.])([245]\.\d{1,3}\.\d{1,3})(?![\d.])")
_ROBOTS: Final = re.compile(r"(mailer-daemon|postmaster|mail-daemon|mailerdaemon)", re.IGNORECASE)
_FINAL: Final = re.compile(
    r"(?<![\d.])55[0-4][ -]|permanent (?:fatal )?error|permanently|"
    r"(?:user|recipient|address|mailbox)\s(?:is\s)?(?:unknown|not found|disabled)|"
    r"(?:no such|unknown|invalid)\s(?:user|recipient|mailbox|address)|"
    r"mailbox unavailable|does(?: not|n't) exist|given up",
    re.IGNORECASE,
)
_PASSING: Final = re.compile(
    r"delayed|will (?:be )?(?:retr|try|continue)|temporar|not yet been|"
    r"no action is required|warning message only",
    re.IGNORECASE,
)
_LOOKED_AT: Final = 3000
_TOLD: Final = 400


def report_of(message: Part, text: str, sender: str, *, from_nobody: bool) -> Report | None:
    """What a mail server reports by this message; `None` where it is no report.

    `from_nobody` says that the return path is empty, as that of a bounce must be.
    """
    robot = _ROBOTS.match(sender.partition("@")[0]) is not None
    statuses = [part for part in message.walk() if part.kind in _STATUS_PARTS]
    if statuses and (from_nobody or robot or message.kind == "multipart/report"):
        return _formal(statuses)
    automatic = message.headers.get("auto-submitted", "no").lower().startswith("auto-replied")
    if robot or (from_nobody and not automatic):
        names_failed = "x-failed-recipients" in message.headers
        return _informal(text, robot=robot, names_failed=names_failed)
    return None


def _formal(statuses: Sequence[Part]) -> Report:
    groups = [
        headers_of(group)
        for part in statuses
        for group in _GROUP_BREAK.split(part.content(), _GROUPS)
    ]
    reports = [
        _of_recipient(group) for group in groups if "action" in group or "final-recipient" in group
    ]
    if not reports:
        return Report(Action.UNCLEAR)
    return min(reports, key=lambda report: _BEST_FIRST.index(report.action))


def _of_recipient(group: Mapping[str, str]) -> Report:
    """What is reported of one recipient. What contradicts itself is unclear."""
    code = _STATUS.search(group.get("status", ""))
    status = code[1] if code else ""
    word = re.match(r"[a-z]*", group.get("action", "").strip().lower())
    action = Action(word[0]) if word and word[0] in set(Action) else Action.UNCLEAR
    if action is Action.FAILED and status.startswith("2"):
        action = Action.UNCLEAR
    if action is Action.DELIVERED and status.startswith(("4", "5")):
        action = Action.UNCLEAR
    diagnostic = group.get("diagnostic-code", "")
    says = line(decoded(diagnostic.partition(";")[2] or diagnostic))
    return Report(action, status, says[:_TOLD])


def _informal(text: str, *, robot: bool, names_failed: bool) -> Report | None:
    told = text[:_LOOKED_AT]
    code = _STATUS.search(told)
    status = code[1] if code else ""
    worded = (robot and _FINAL.search(told) is not None) or names_failed
    if (status.startswith("5") or worded) and not _PASSING.search(told):
        return Report(Action.FAILED, status, _telling(told), robot)
    if status.startswith("4") or (robot and _PASSING.search(told)):
        return Report(Action.DELAYED, status, _telling(told), robot)
    return Report(Action.UNCLEAR, status, certain=False) if robot else None


def _telling(text: str) -> str:
    """The line with the code or the phrase."""
    lines = [part for part in text.split("\n") if _STATUS.search(part) or _FINAL.search(part)]
    return line(lines[0])[:_TOLD] if lines else ""
