"""What mail that comes back to a letter is: a report, an absence, a reply by a person.

Nothing here files anything: what a delegation wants recorded, it files through its link. Whatever
the bytes are, reading them raises nothing, looks at a bounded part of them, and ends in one of
these words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from email.utils import parseaddr
from enum import StrEnum
from typing import Final

from nemcon.mail.returned.away import says_away, to_many, until_when, wrote_itself
from nemcon.mail.returned.mime import Part, parse
from nemcon.mail.returned.reports import Action, report_of
from nemcon.mail.returned.words import own_words, text_of
from nemcon.text.lines import block, line


class Meaning(StrEnum):
    """What a message that came back means for the letter that it answers."""

    FAILED = "failed"
    """The letter came back."""
    DELAYED = "delayed"
    """A server has it, and tries on."""
    DELIVERED = "delivered"
    """A server says that it put the letter into the mailbox, or passed it on."""
    AWAY = "away"
    """An automatic reply that speaks of an absence."""
    AUTOMATIC = "automatic"
    """Another automatic reply."""
    REPLY = "reply"
    """A person wrote."""
    UNRELATED = "unrelated"
    """Sent to many."""
    UNCLEAR = "unclear"
    """A report that does not say what became of the letter."""


@dataclass(frozen=True, slots=True)
class Returned:
    """A message that came back, as far as it could be read; each text may be empty.

    `says` is what a server said, or what its sender wrote above what it quotes. `until` is until
    when its sender is away, in the sender's words. `refers_to` holds the messages that it answers.
    """

    meaning: Meaning
    message_id: str
    sender: str
    subject: str
    says: str
    status: str = ""
    until: str = ""
    refers_to: tuple[str, ...] = ()


_MEANING_OF: Final = {
    Action.FAILED: Meaning.FAILED,
    Action.DELAYED: Meaning.DELAYED,
    Action.DELIVERED: Meaning.DELIVERED,
    Action.RELAYED: Meaning.DELIVERED,
    Action.EXPANDED: Meaning.DELIVERED,
    Action.UNCLEAR: Meaning.UNCLEAR,
}
_IDENTIFIER: Final = re.compile(r"<[^<>\s]{1,250}>")
_WORD: Final = r"[^\s@<>\"(),:;\x00-\x1f\x7f\ud800-\udfff]"
_ADDRESS: Final = re.compile(rf"{_WORD}{{1,64}}@{_WORD}{{1,255}}")
_SUBJECT: Final = 300


def returned(data: bytes, envelope_sender: str) -> Returned:
    """What the message is that came from that return path, which is empty for a report."""
    message = parse(data)
    nobody = envelope_sender.strip().strip("<>") == ""
    sender = _sender(message, envelope_sender)
    text = text_of(message)
    report = report_of(message, text, sender, from_nobody=nobody)
    words, subject = block(own_words(text)), line(message.header("subject"))
    # Many a server sends absences from nobody, as reports are sent.
    if report is not None and (report.certain or not says_away(subject, words)):
        return _made(message, sender, _MEANING_OF[report.action], report.says, report.status)
    if wrote_itself(message, from_nobody=nobody):
        if says_away(subject, words):
            return _made(message, sender, Meaning.AWAY, words, until=until_when(subject, words))
        return _made(message, sender, Meaning.AUTOMATIC, words)
    return _made(message, sender, Meaning.UNRELATED if to_many(message) else Meaning.REPLY, words)


def _made(
    message: Part, sender: str, meaning: Meaning, says: str, status: str = "", *, until: str = ""
) -> Returned:
    identifier = _IDENTIFIER.search(message.headers.get("message-id", ""))
    before = " ".join(message.headers.get(name, "") for name in ("in-reply-to", "references"))
    return Returned(
        meaning,
        identifier[0] if identifier else "",
        sender,
        line(message.header("subject"))[:_SUBJECT],
        says,
        status,
        until,
        tuple(dict.fromkeys(_IDENTIFIER.findall(before))),
    )


def _sender(message: Part, envelope_sender: str) -> str:
    """The address that it says it is from, in lower case; the return path where it says none."""
    for named in (parseaddr(message.headers.get("from", ""))[1], envelope_sender):
        found = _ADDRESS.fullmatch(named.strip().strip("<>"))
        if found:
            return found[0].lower()
    return ""
