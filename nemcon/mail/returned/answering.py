"""What is sent because of a reply: an answer to whoever wrote, and a copy to the secretariat.

Both say above all that nothing was filed. The personal link stands only in an answer to the
contact whose letter it was, since whoever has the link files for the delegation. Nothing of what
came is quoted in the answer, so that nobody can send words to others through it; neither has a
return path, so that no answer to it can begin a loop (RFC 3834).
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from nemcon.language import N_, _
from nemcon.language.states import named
from nemcon.mail.addresses import HeaderRefused, Mailbox, refuse_unsafe
from nemcon.mail.compose import House, secretariat_of
from nemcon.mail.issuing import Issuer
from nemcon.mail.letters import headed
from nemcon.mail.message import Message
from nemcon.mail.paragraphs import as_page
from nemcon.mail.wrapping import wrapped
from nemcon.text.lines import block, line, sentences

_INDENT: Final = "    "
_SUBJECT: Final = 120
_NOT_FILED: Final = N_(
    "It is kept for the Secretariat to read. It was not filed: a message by e-mail is not recorded "
    "in the register, and counts neither as an objection nor as anything else."
)
_FOR_THE_OFFICE: Final = N_(
    "Nothing was filed by it. If it states an objection, the delegation has to file that through "
    "its link before the deadline, or you record it for the delegation where the rules allow."
)
_BY_LINK: Final = N_(
    "To file, use your personal link. Opening it records nothing; what you file there is "
    "acknowledged at once, with a receipt."
)
_BY_THE_LETTER: Final = N_(
    "To file, use the personal link in the letter that your delegation received."
)


@dataclass(frozen=True, slots=True)
class Question:
    """A reply, and the matter that it is about; `address` is where its answer goes.

    `link` is the personal link, empty where the sender is not its contact. `deadline` holds the
    deadline as it is written, empty where none is running. `page` is where the secretariat reads
    replies whole.
    """

    id: str
    address: str
    issuer: Issuer
    title: str
    delegation: str
    sender: str
    subject: str
    says: str
    link: str = ""
    deadline: tuple[str, ...] = ()
    page: str = ""


def answer_to(question: Question, house: House, at: datetime) -> Message:
    """What whoever wrote is told: that it was kept, that nothing was filed, and where one files."""
    enquiries = house.office
    received = _("Your message about “{title}” was received.", title=line(question.title))
    paragraphs = [
        sentences(received, _(_NOT_FILED)),
        _(_BY_LINK) if question.link else _(_BY_THE_LETTER),
        *([question.link] if question.link else []),
        *_deadline(question),
        _(
            "This answer was written by a program, once. For questions write to {address}.",
            address=enquiries,
        ),
    ]
    subject = _("Not filed: your message about {title}", title=line(question.title))
    return _message(question, house, at, subject, paragraphs, "reply-answered")


def copy_of(question: Question, house: House, at: datetime) -> Message:
    """What the secretariat is told: who wrote, about what, and the words."""
    who, whose = question.sender or _("Somebody"), named(line(question.delegation))
    title = line(question.title)
    about = _(
        "{sender} has answered a letter to {delegation} about “{title}”.",
        sender=who,
        delegation=whose,
        title=title,
    )
    says = block(question.says) or _("(nothing)")
    paragraphs = [
        sentences(about, _(_FOR_THE_OFFICE)),
        *_deadline(question),
        _("Subject: {subject}", subject=line(question.subject) or _("(none)")),
        _("It says:") + "\n" + textwrap.indent(says, _INDENT),
        _("The whole message is kept here:"),
        question.page,
    ]
    subject = _("Reply by e-mail: {delegation}, {title}", delegation=whose, title=title)
    return _message(question, house, at, subject, paragraphs, "reply-copied")


def _deadline(question: Question) -> tuple[str, ...]:
    written = textwrap.indent("\n".join(question.deadline), _INDENT)
    return (_("The deadline is:") + "\n" + written,) if written else ()


def _message(
    question: Question,
    house: House,
    at: datetime,
    subject: str,
    paragraphs: Sequence[str],
    kind: str,
) -> Message:
    issuer = question.issuer
    head = "\n".join(issuer.heading)
    text = "\n\n".join((head, *map(_wrapped, paragraphs))) + "\n"
    return Message(
        sender=Mailbox(secretariat_of(issuer.name), house.sender),
        reply_to=Mailbox("", house.office),
        to=Mailbox("", question.address),
        subject=_header(_cut(headed(subject))),
        text=text,
        html=as_page((head, *paragraphs), style="white-space: pre-line"),
        calendar=None,
        message_id=f"<{question.id[:40]}.returned@{house.domain}>",
        in_reply_to=None,
        references=(),
        date=at.replace(microsecond=0),
        list_id=f"returned.{house.domain}",
        envelope_sender="",
        kind=kind,
        answers=True,
    )


def _wrapped(paragraph: str) -> str:
    """The paragraph in lines; an address and what has lines already stay as they are."""
    return paragraph if "\n" in paragraph else wrapped(paragraph).rstrip("\n")


def _cut(subject: str) -> str:
    return subject if len(subject) <= _SUBJECT else f"{subject[: _SUBJECT - 1]}…"


def _header(words: str) -> str:
    """The words as they may stand in a header; what cannot is left out."""
    try:
        return refuse_unsafe("name", line(words))
    except HeaderRefused:
        return ""
