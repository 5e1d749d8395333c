"""A letter's bytes are exact, the same each time, and mean the same to every reader."""

import email
import email.policy
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nemcon.mail.addresses import HeaderRefused, Mailbox
from nemcon.mail.message import parse_verp, serialise, verp_address

from .letters import LETTER

HARD_TEXTS = [
    "",
    "no end of line",
    ".\n..\n.a line that starts with a dot\n",
    "trailing space \nand tab\t\n",
    "one\r\ntwo\rthree\nfour",
    "x" * 5000,
    "é" * 5000,
    "From here on\n--=_m_boundary\n=_a_ = =20 =\n",
    "🕊️👩🏽‍⚖️ \U0010ffff\n",
    "\u2068CTOC/COP\u2069 تحت إجراء الصمت \u200f(مصر)\u200f 中文\n",
    "control \0 \x0b \x0c \x85 \u2028 characters\n",
]


def modern(data: bytes) -> EmailMessage:
    parsed = email.message_from_bytes(data, policy=email.policy.default)
    assert isinstance(parsed, EmailMessage)
    return parsed


def lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def bodies(data: bytes) -> tuple[str, str]:
    """The two texts as the older parser and the newer one read them, which must agree."""
    old = [part for part in email.message_from_bytes(data).walk() if not part.is_multipart()]
    new = [part for part in modern(data).walk() if not part.is_multipart()]
    found = []
    for older, newer in zip(old[:2], new[:2], strict=True):
        content = older.get_payload(decode=True)
        assert isinstance(content, bytes)
        assert isinstance(newer, EmailMessage)
        assert lines(newer.get_content()) == lines(content.decode())
        found.append(content.decode().replace("\r\n", "\n"))
    return found[0], found[1]


@pytest.mark.parametrize("text", HARD_TEXTS)
def test_a_hard_text_is_read_back_exactly(text: str) -> None:
    data = serialise(replace(LETTER, text=text, html=f"<pre>{text}"))
    assert bodies(data) == (lines(text), f"<pre>{lines(text)}")


@given(st.text(), st.text())
def test_any_text_is_read_back_exactly(text: str, html: str) -> None:
    assert bodies(serialise(replace(LETTER, text=text, html=html))) == (lines(text), lines(html))


@pytest.mark.parametrize("text", HARD_TEXTS)
def test_every_line_is_short_seven_bit_and_ends_in_crlf(text: str) -> None:
    data = serialise(replace(LETTER, text=text, html=text, subject="Décision " * 30))
    assert data.isascii()
    assert data.count(b"\r\n") == data.count(b"\n") == data.count(b"\r")
    assert max(map(len, data.split(b"\r\n"))) <= 78


def test_the_same_letter_is_the_same_bytes_and_another_has_other_boundaries() -> None:
    assert serialise(LETTER) == serialise(replace(LETTER))
    other = serialise(replace(LETTER, message_id="<circulation.18@body.example>"))
    assert modern(other).get_boundary() != modern(serialise(LETTER)).get_boundary()


def test_the_parts_stand_in_the_order_that_readers_expect() -> None:
    parsed = modern(serialise(LETTER))
    assert parsed.get_content_type() == "multipart/mixed"
    assert [part.get_content_type() for part in parsed.walk()][1:] == [
        "multipart/alternative", "text/plain", "text/html", "text/calendar",
    ]  # fmt: skip
    calendar = list(parsed.walk())[-1]
    assert calendar.get_payload(decode=True) == LETTER.calendar
    assert calendar["Content-Type"].params["method"] == "PUBLISH"
    assert [defect for part in parsed.walk() for defect in part.defects] == []


def test_a_letter_without_a_deadline_carries_no_calendar() -> None:
    parsed = modern(serialise(replace(LETTER, calendar=None)))
    assert [part.get_content_type() for part in parsed.walk()][2:] == ["text/plain", "text/html"]


def test_machines_are_told_not_to_answer_and_no_robot_can_unsubscribe_a_state() -> None:
    parsed = modern(serialise(LETTER))
    assert parsed["Auto-Submitted"] == "auto-generated"
    assert parsed["X-Auto-Response-Suppress"] == "OOF, AutoReply"
    assert parsed["List-Id"] == "<silence.body.example>"
    assert parsed["List-Unsubscribe"] is None
    assert parsed["Precedence"] is None


def test_the_thread_the_date_and_the_addresses_are_those_of_the_letter() -> None:
    parsed = modern(serialise(LETTER))
    assert parsed["Message-ID"] == LETTER.message_id
    assert parsed["In-Reply-To"] == "<root@body.example>"
    assert parsed["References"].split() == list(LETTER.references)
    assert parsed["Date"].datetime == LETTER.date
    assert parsed["To"].addresses[0].addr_spec == "pm@mission.example"
    assert parsed["From"].addresses[0].display_name == "Secrétariat"
    assert parsed["Reply-To"].addresses[0].addr_spec == "wg3@body.example"


def test_a_local_part_outside_ascii_stays_as_it_is() -> None:
    data = serialise(replace(LETTER, to=Mailbox("Δ", "δοκιμή@mission.example")))
    assert "<δοκιμή@mission.example>".encode() in data


@pytest.mark.parametrize(
    "change",
    [
        {"message_id": "<a@b>\r\nBcc: <x@y>"},
        {"message_id": "no brackets"},
        {"in_reply_to": "<a b@c>"},
        {"references": ("<a@b>", "<c@d>\n")},
        {"list_id": "a\nb"},
        {"kind": "Reminder 1"},
        {"subject": "L.1\nBcc: x@y"},
        {"date": datetime(2020, 6, 16, 16, 0)},  # noqa: DTZ001 - the fault under test
        {"date": datetime(2020, 6, 16, 16, 0, tzinfo=timezone(timedelta(hours=2)))},
    ],
)
def test_a_field_that_could_break_the_head_is_refused(change: dict[str, object]) -> None:
    with pytest.raises(HeaderRefused):
        serialise(replace(LETTER, **change))  # type: ignore[arg-type]  # each is one field


def test_a_bounce_names_its_letter_even_after_its_case_was_changed() -> None:
    address = verp_address("body.example", "wg3-17.00ab", b"secret")
    assert parse_verp(address, b"secret") == "wg3-17.00ab"
    assert parse_verp(f"<{address.upper()}>", b"secret") == "wg3-17.00ab"
    assert len(verp_address("body.example", "a" * 42, b"s").partition("@")[0]) == 64


def test_a_forged_or_foreign_bounce_address_names_nothing() -> None:
    address = verp_address("body.example", "17", b"secret")
    assert parse_verp(address, b"other") is None
    assert parse_verp(address.replace("+17.", "+18."), b"secret") is None
    assert parse_verp("secretariat@body.example", b"secret") is None
    assert parse_verp("", b"secret") is None


@pytest.mark.parametrize("letter_id", ["", "A", "a b", "a@b", "a" * 43, ".a", "é"])
def test_a_letter_id_that_would_not_survive_the_way_is_refused(letter_id: str) -> None:
    with pytest.raises(ValueError, match="id"):
        verp_address("body.example", letter_id, b"secret")
