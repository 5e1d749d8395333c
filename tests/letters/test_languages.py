"""Letters in other languages than English: nothing in them is left in it, and mail carries them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from enum import StrEnum

import pytest

from nemcon.language import speaking
from nemcon.language.states import named
from nemcon.mail.addresses import Mailbox
from nemcon.mail.compose import House
from nemcon.mail.facts import Recipient
from nemcon.mail.forwarding import Forwarded, link_letter, notice_letter
from nemcon.mail.hook_failed import hook_failed
from nemcon.mail.letters import Parts
from nemcon.mail.message import Message, serialise
from nemcon.mail.signing_in import SignIn, sign_in_letter
from nemcon.mail.silence import SilenceMatter
from nemcon.mail.token_made import TokenMade, token_letter
from nemcon.mail.wrapping import width
from nemcon.procedure.notices import Notice
from tests.language.pseudo import Pseudo, speak_in

from . import meetings
from .build import DRAMAS, ENQUIRIES, PROCEDURE
from .reading import LINK, flat, seen

NOTICES: tuple[StrEnum, ...] = (*Notice, *meetings.MEETING_NOTICES)
ISOLATES = "\u2068\u2069"
WORD = re.compile(r"[^\W\d_]{2,}")
QUOTED = re.compile(r"'([^']*)'|\"([^\"]*)\"")
HASH = re.compile(r"[0-9a-f]{12,64}")
CLOCK = re.compile(r"[^\n]*\bUTC\b[^\n]*")
"""Instants are written by a pattern of each language, and hold no message of English."""


SILENT = Pseudo(lambda _message: "¤")
"""Every message is a sign, and says nothing of its values."""


def _at_length(message: str) -> str:
    return "".join(re.findall(r"%\(\w+\)s|\{\w+\}", message)) + "谨通知贵方。" * 50


LONG = Pseudo(_at_length)
"""Everything takes three hundred characters, and there are no spaces."""
AT = datetime(2026, 6, 1, tzinfo=UTC)
HOUSE = House("nemcon.example", "silence@nemcon.example", "", "https://silence.example", b"secret")
COLLEAGUE = Forwarded("a", "x", "The title", "Brazil", "Ana Lima", "a@b.example", "Rui Costa")
SMALL: dict[str, Callable[[], Message]] = {
    "link": lambda: link_letter(COLLEAGUE, "x", HOUSE, AT),
    "forwarded": lambda: notice_letter(COLLEAGUE, HOUSE, AT),
    "sign-in": lambda: sign_in_letter(SignIn("a", "a@b.example", "x", AT), HOUSE, AT),
    "token": lambda: token_letter(
        TokenMade("a", "a@b.example", "Robot", ("read",), AT, AT), HOUSE, AT
    ),
    "webhook": lambda: hook_failed(
        "a", "WG", "https://x.example", "x", "https://silence.example", HOUSE, AT
    ),
}


SPACED = re.compile("[^\n]*[\u3002\uff01\uff1f] +[^\n]*")
"""A line of Chinese in which a sentence ends and a space follows."""


def letter(notice: StrEnum) -> tuple[Parts, str]:
    """The letter in the language that is spoken, and all that people typed of what it is about."""
    if not isinstance(notice, Notice):
        course = meetings.of(notice)
        return course.letter(notice), repr((course.record, course.issuer))
    drama = DRAMAS[notice]()
    matter = SilenceMatter(drama.occasion(notice))
    recipient = Recipient("c1", "brazil", "Ms. Ana Silva", "ana@mission.example")
    names = matter.names(recipient)
    parts = matter.write(recipient, names, ENQUIRIES, {PROCEDURE: LINK})
    return parts, repr((drama.record, drama.issuer))


def words(text: str) -> set[str]:
    return set(WORD.findall(HASH.sub("", CLOCK.sub("", text)).lower()))


def typed(record: str) -> Iterator[str]:
    """The words that people typed, and those of the States that they named."""
    for found in QUOTED.findall(record):
        one = "".join(found).replace("\\n", " ")
        yield from words(one) | words(named(one))


@pytest.mark.parametrize("notice", NOTICES)
def test_nothing_but_what_people_typed_is_left_in_english(
    notice: StrEnum, monkeypatch: pytest.MonkeyPatch
) -> None:
    speak_in(monkeypatch, SILENT)
    with speaking("fr"):
        parts, record = letter(notice)
        known = {*typed(record), *words(LINK), "sha", "rev"}

    assert "¤" in parts.subject
    assert words(f"{parts.subject}\n{parts.text}") <= known
    assert words(seen(parts.html)) <= known


@pytest.mark.parametrize("notice", NOTICES)
def test_a_letter_in_arabic_says_how_it_is_written_and_its_subject_has_no_marks_of_it(
    notice: StrEnum,
) -> None:
    with speaking("ar"):
        parts, _record = letter(notice)

    assert '<html lang="ar" dir="rtl">' in parts.html
    assert not set(parts.subject) & set(ISOLATES)
    assert any(mark in parts.text for mark in ISOLATES)


@pytest.mark.parametrize("notice", [*NOTICES, *SMALL])
def test_no_space_stands_between_the_sentences_of_a_letter_in_chinese(notice: StrEnum) -> None:
    with speaking("zh"):
        if notice in SMALL:
            message = SMALL[notice]()
            text, page = message.text, message.html
        else:
            parts, _record = letter(notice)
            text, page = parts.text, parts.html

    assert [found for part in (text, page) for found in SPACED.findall(part)] == []


@pytest.mark.parametrize("small", SMALL)
def test_the_letters_beside_those_of_a_procedure_leave_nothing_in_english(
    small: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    speak_in(monkeypatch, SILENT)
    with speaking("ar"):
        message = SMALL[small]()

    assert message.subject == "\u00a4"
    assert words(message.text) <= words("https silence example l procedures x links sign-in tokens")
    assert '<html lang="ar" dir="rtl">' in message.html


@pytest.mark.parametrize("notice", [Notice.CIRCULATION, *meetings.MEETING_NOTICES[:1]])
def test_a_letter_without_spaces_is_laid_out_in_lines_that_mail_carries(
    notice: StrEnum, monkeypatch: pytest.MonkeyPatch
) -> None:
    speak_in(monkeypatch, LONG)
    with speaking("zh"):
        parts, _record = letter(notice)
    told = [line for line in parts.text.splitlines() if "谨" in line and "entry" not in line]
    data = serialise(_message(parts))

    assert len(told) > 50
    assert max(width(line) for line in told if not re.search("[0-9a-f]{64}", line)) <= 76
    assert max(len(line) for line in data.split(b"\r\n")) <= 76
    assert "谨通知" in flat(parts.text)


def _message(parts: Parts) -> Message:
    box = Mailbox("", "secretariat@nemcon.example")
    return Message(
        sender=box,
        reply_to=box,
        to=box,
        subject=parts.subject,
        text=parts.text,
        html=parts.html,
        calendar=None,
        message_id="<a@nemcon.example>",
        in_reply_to=None,
        references=(),
        date=AT,
        list_id="silence.nemcon.example",
        envelope_sender="",
        kind="circulation",
    )
