"""Writes names, addresses and subjects into mail headers.

Every reader must get back exactly what was put in.

The standard library's own folding cuts long names between bytes and, on some versions, swallows an
address whole. Here a name becomes RFC 2047 words that are cut between characters and folded by
hand. Whatever could end a header early or disguise it (line breaks, control characters, forced
writing direction) is refused, never repaired.
"""

import re
import unicodedata
from binascii import b2a_base64
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import idna

from nemcon.language import N_

# RFC 2047 allows 75 characters a word. 39 bytes make 52 characters of base64 and 64 with the frame,
# so that the first word fits on the line of its field's name: some readers take an empty first line
# for a space.
_WORD_BYTES: Final = 39
_LINE: Final = 76
_LONGEST_ADDRESS: Final = 254
_LONGEST_LOCAL_PART: Final = 64

_FORBIDDEN_CATEGORIES: Final = frozenset({"Cc", "Cs", "Zl", "Zp"})
_FORCED_DIRECTION: Final = frozenset("\u202d\u202e")
_ATOMS: Final = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?: [A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
_LOCAL_PART: Final = re.compile(r"[^\s@<>()\[\]\\,;:\".]+(?:\.[^\s@<>()\[\]\\,;:\".]+)*")
_DOMAIN: Final = re.compile(
    r"(?=.{1,253}$)[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)*"
)


class HeaderRefused(ValueError):
    """A name, address, subject or identifier that must not be written into a header."""

    code: Final = "header-refused"

    def __init__(self, what: str, reason: str) -> None:
        self.what = what
        self.reason = reason
        super().__init__(f"The {what} cannot be used in a letter: {reason}.")


@dataclass(frozen=True, slots=True)
class Mailbox:
    """A person or an office as it stands in From, Reply-To or To."""

    name: str
    address: str


def refuse_unsafe(what: str, text: str) -> str:
    """Return the text unchanged, or refuse it where it could break or disguise its header."""
    if text.isascii() and text.isprintable():
        return text
    for character in text:
        if unicodedata.category(character) in _FORBIDDEN_CATEGORIES:
            raise HeaderRefused(what, N_("it contains a line break or a control character"))
        if character in _FORCED_DIRECTION:
            raise HeaderRefused(what, N_("it forces the direction in which it is displayed"))
    return text


@lru_cache(maxsize=4096)
def checked_address(address: str) -> str:
    """The address with its domain in ASCII form; refuses what is not a plain local-part@domain.

    Quoted local parts are refused: no mission uses one, and many relays misread them. A local part
    outside ASCII is kept; only a relay that offers SMTPUTF8 can carry it.
    """
    refuse_unsafe("address", address)
    local, at, domain = address.rpartition("@")
    if not at or not _LOCAL_PART.fullmatch(local):
        raise HeaderRefused("address", N_("it is not of the form name@domain"))
    if not domain.isascii():
        try:
            domain = idna.encode(domain, uts46=True).decode("ascii")
        except idna.IDNAError as error:
            raise HeaderRefused("address", N_("its domain is not a valid name")) from error
    if not _DOMAIN.fullmatch(domain):
        raise HeaderRefused("address", N_("its domain is not a valid name"))
    if (
        len(local.encode()) > _LONGEST_LOCAL_PART
        or len(local.encode()) + 1 + len(domain) > _LONGEST_ADDRESS
    ):
        raise HeaderRefused("address", N_("it is longer than mail allows"))
    return f"{local}@{domain}"


def encode_address(name: str, address: str, *, field: str = "To") -> str:
    """The folded value of an address field, with a name that survives every reader.

    The field's name is needed only because the first line is shorter by it.
    """
    return fold(field, (*_phrase(name), _bracketed(name, address)))


def encode_subject(subject: str, *, field: str = "Subject") -> str:
    """The folded value of a subject.

    Plain ASCII stays as it is; anything else becomes RFC 2047 words.
    """
    refuse_unsafe("subject", subject)
    parts = subject.split(" ")
    plain = (
        subject.isascii()
        and "=?" not in subject
        and all(0 < len(part) <= _LINE - 16 for part in parts)
    )
    return fold(field, parts if plain or not subject else _encoded_words(subject))


def fold(field: str, tokens: Iterable[str]) -> str:
    """Join tokens with spaces, breaking the line before one that would not fit on it."""
    line_length = len(field) + 1
    pieces: list[str] = []
    for token in tokens:
        if line_length + 1 + len(token) > _LINE:
            pieces.append("\r\n ")
            line_length = 1 + len(token)
        else:
            pieces.append(" " if pieces else "")
            line_length += 1 + len(token)
        pieces.append(token)
    return "".join(pieces)


@lru_cache(maxsize=4096)
def _phrase(name: str) -> tuple[str, ...]:
    refuse_unsafe("name", name)
    name = name.strip()
    if not name:
        return ()
    short_ascii = name.isascii() and len(name) <= _LINE - 16 and "=?" not in name
    if short_ascii and _ATOMS.fullmatch(name):
        return (name,)
    if short_ascii:
        escaped = name.replace("\\", "\\\\").replace('"', '\\"')
        return (f'"{escaped}"',)
    return tuple(_encoded_words(name))


def _bracketed(name: str, address: str) -> str:
    checked = checked_address(address)
    return f"<{checked}>" if name.strip() else checked


def _encoded_words(text: str) -> Iterator[str]:
    for chunk in _chunks(text):
        yield f"=?utf-8?b?{b2a_base64(chunk.encode(), newline=False).decode('ascii')}?="


def _chunks(text: str) -> Iterator[str]:
    """Cut the text into pieces of at most 39 bytes, after a space where there is one.

    Readers that wrongly show a space between two encoded words then double a space instead of
    splitting a word.
    """
    start = 0
    while start < len(text):
        end, size = start, 0
        while end < len(text) and (size := size + len(text[end].encode())) <= _WORD_BYTES:
            end += 1
        if end < len(text):
            after_space = text.rfind(" ", start, end) + 1
            end = after_space or end
        yield text[start:end]
        start = end
