"""A letter beside those of a procedure: a few paragraphs and, it may be, one link, in no thread.

It goes to one address, and nothing is expected to come back to it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from nemcon.mail.addresses import Mailbox
from nemcon.mail.compose import House
from nemcon.mail.letters import headed
from nemcon.mail.message import Message
from nemcon.mail.paragraphs import as_page


@dataclass(frozen=True, slots=True)
class Brief:
    """What such a letter says, and to whom; the paragraph that is `link` leads there.

    `named` tells it from all others, `about` names the list of those like it, and `kind` is what
    it is.
    """

    to: Mailbox
    subject: str
    paragraphs: tuple[str, ...]
    named: str
    about: str
    kind: str
    link: str = ""

    def letter(self, house: House, at: datetime) -> Message:
        """The letter of that installation, dated `at`, in the language that is spoken."""
        return Message(
            sender=Mailbox("", house.sender),
            reply_to=Mailbox("", house.office),
            to=self.to,
            subject=headed(self.subject),
            text="\n\n".join(self.paragraphs) + "\n",
            html=as_page(self.paragraphs, self.link),
            calendar=None,
            message_id=f"<{self.named}@{house.domain}>",
            in_reply_to=None,
            references=(),
            date=at.replace(microsecond=0),
            list_id=f"{self.about}.{house.domain}",
            envelope_sender="",
            kind=self.kind,
        )
