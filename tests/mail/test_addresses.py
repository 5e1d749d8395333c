"""What is written into a header is read back exactly, and what could break a header is refused."""

# ruff: noqa: RUF001 - the names are written as their owners write them

import email
import email.policy
import re
from collections.abc import Callable
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parseaddr

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nemcon.mail.addresses import HeaderRefused, checked_address, encode_address, encode_subject

HARD_NAMES = [
    "Mission permanente de la République de Côte d’Ivoire auprès de l’Office des Nations Unies",
    "Türkiye Cumhuriyeti, Dışişleri Bakanlığı, Çok Taraflı Siyasi İşler, İkili İlişkiler",
    "البعثة الدائمة لجمهورية مصر العربية لدى الأمم المتحدة في فيينا",
    "中华人民共和国常驻维也纳联合国和其他国际组织代表团",
    'Permanent Mission of Ireland, "Vienna" \\ (Chair)',
    "Bolivia (Plurinational State of); Permanent Mission <to the UN>, Third Secretary and others",
    "=?utf-8?b?Y2hhaXI=?= is not an encoded word",
    "Chair 🕊️👩🏽‍⚖️ of the Working Group",
]
NAMES = st.text(st.characters(exclude_categories=["C", "Zl", "Zp", "Zs"], include_characters=" "))


def read(field: str, folded: str) -> Message:
    return email.message_from_bytes(f"{field}: {folded}\r\n\r\n".encode())


def name_and_address(folded: str) -> tuple[str, str]:
    name, address = parseaddr(re.sub(r"\r\n(?= )", "", read("To", folded)["To"]))
    return str(make_header(decode_header(name))), address


@pytest.mark.parametrize("name", HARD_NAMES)
def test_a_hard_name_and_its_address_are_read_back_exactly(name: str) -> None:
    folded = encode_address(name, "pm@mission.example")
    assert name_and_address(folded) == (name, "pm@mission.example")
    assert max(map(len, f"To: {folded}".split("\r\n"))) <= 76


@pytest.mark.parametrize("name", HARD_NAMES)
def test_the_modern_parser_finds_one_address_and_at_worst_doubles_a_space(name: str) -> None:
    folded = encode_address(name, "pm@mission.example")
    parsed = email.message_from_string(f"To: {folded}\r\n\r\n", policy=email.policy.default)
    (found,) = parsed["To"].addresses
    assert found.addr_spec == "pm@mission.example"
    # Python's parser keeps the white space between two encoded words (cpython issue 128110).
    assert found.display_name.replace(" ", "") == name.replace(" ", "")
    if " " in name.strip() and name.isascii():
        assert found.display_name.split() == name.split()


@given(NAMES)
def test_any_name_is_read_back_exactly(name: str) -> None:
    assert name_and_address(encode_address(name, "a@b.example")) == (name.strip(), "a@b.example")


@given(NAMES)
def test_any_subject_is_read_back_exactly_by_both_parsers(subject: str) -> None:
    folded = encode_subject(subject)
    modern = email.message_from_string(f"Subject: {folded}\r\n\r\n", policy=email.policy.default)
    unfolded = read("Subject", re.sub(r"\r\n(?= )", "", folded))["Subject"]
    assert str(make_header(decode_header(unfolded))) == subject
    assert modern["Subject"] == subject
    assert max(map(len, f"Subject: {folded}".split("\r\n"))) <= 78


def test_no_encoded_word_cuts_a_character_or_exceeds_its_length() -> None:
    folded = encode_subject("Ж🕊" * 60)
    for word in folded.split():
        assert len(word) <= 75
        ((content, charset),) = decode_header(word)
        assert isinstance(content, bytes)
        content.decode(charset or "ascii")


@pytest.mark.parametrize(
    "poison", ["\r\nBcc: x@y.example", "a\nb", "a\0b", "\x85", "\u2028", "\ud800"]
)
def test_a_line_break_or_control_character_is_refused_everywhere(poison: str) -> None:
    attempts: list[Callable[[], str]] = [
        lambda: encode_address(f"Chair{poison}", "a@b.example"),
        lambda: encode_address("Chair", f"a{poison}@b.example"),
        lambda: encode_subject(f"L.1{poison}"),
    ]
    for attempt in attempts:
        with pytest.raises(HeaderRefused) as refusal:
            attempt()
        assert refusal.value.code == "header-refused"


def test_a_name_that_forces_its_direction_is_refused_and_ordinary_marks_are_not() -> None:
    with pytest.raises(HeaderRefused, match="direction"):
        encode_address("Chair\u202egro.elpmaxe", "a@b.example")
    assert name_and_address(encode_address("\u2068CTOC/COP\u2069 مصر\u200f", "a@b.example"))[0]


@pytest.mark.parametrize(
    "address",
    ["", "nobody", "@b.example", "a@", "a b@c.example", "a@b.example, c@d.example", "<a@b.example>",
     '"a b"@c.example', "a..b@c.example", "a@-b.example", "a@b..example", f"{'a' * 65}@b.example"],
)  # fmt: skip
def test_what_is_not_a_plain_address_is_refused(address: str) -> None:
    with pytest.raises(HeaderRefused):
        checked_address(address)


def test_a_domain_outside_ascii_is_written_in_its_ascii_form() -> None:
    assert checked_address("post@straße.example") == "post@xn--strae-oqa.example"
    assert checked_address("δοκιμή@παράδειγμα.example").startswith("δοκιμή@xn--")
