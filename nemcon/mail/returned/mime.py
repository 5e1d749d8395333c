"""Takes a message apart within fixed bounds, whatever a stranger wrote into it.

The standard library's parser follows any depth, and takes quadratic time over some headers. Mail
that comes back is written by strangers, so here each step is linear in what is looked at, and how
much is looked at is bounded: beyond the bounds a message is read as far as it goes. Nothing raises.
"""

from __future__ import annotations

import codecs
import quopri
import re
from binascii import Error as Undecodable
from binascii import a2b_base64
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from email.errors import HeaderParseError
from email.header import decode_header
from typing import Final

READ: Final = 1024 * 1024
"""So much of a message is looked at, in bytes: reports stand before what they return."""
_HEAD: Final = 64 * 1024
_FIELDS: Final = 400
_VALUE: Final = 2000
_BODY: Final = 128 * 1024
_DEPTH: Final = 8
_PARTS: Final = 40

_BLANK: Final = re.compile(rb"\r?\n\r?\n")
_FIELD: Final = re.compile(rb"([!-9;-~]{1,80})[ \t]*:(.*)", re.DOTALL)
_BOUNDARY: Final = re.compile(
    r"boundary\s{0,5}=\s{0,5}(?:\"([^\"]{1,200})\"|([^\s;\"]{1,200}))", re.IGNORECASE
)
_CHARSET: Final = re.compile(r"charset\s{0,5}=\s{0,5}\"?([A-Za-z0-9_:.-]{1,40})", re.IGNORECASE)
_TEXT_CODEC: Final = re.compile(
    r"(utf|us-ascii|ascii|iso|latin|windows|cp\d|koi8|gb|big5|euc|shift|mac|tis|hz|ibm)",
    re.IGNORECASE,
)
_NOT_BASE64: Final = re.compile(rb"[^A-Za-z0-9+/]")
_NEVER_SHOWN: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a message: its headers by lower-case name, and either a body or parts."""

    headers: Mapping[str, str]
    kind: str
    body: bytes
    parts: tuple[Part, ...] = ()

    def header(self, name: str) -> str:
        """The first field of that name, decoded; empty where there is none."""
        return decoded(self.headers.get(name, ""))

    def text(self) -> str:
        """The body as text, in its own encoding."""
        return in_charset(self.content(), _charset(self.headers.get("content-type", "")))

    def content(self) -> bytes:
        """The body without its transfer encoding, as far as it is looked at."""
        body = self.body[:_BODY]
        match self.headers.get("content-transfer-encoding", "").strip().lower():
            case "base64":
                return _from_base64(body)
            case "quoted-printable":
                return quopri.decodestring(body)
            case _:
                return body

    def walk(self) -> Iterator[Part]:
        """This part and those within it; what a returned message holds is not among them."""
        yield self
        for part in self.parts:
            yield from part.walk()


def parse(data: bytes) -> Part:
    """The message, as far as it can be read."""
    return _parse(data[:READ], 0, [_PARTS])


def headers_of(block: bytes) -> dict[str, str]:
    """The fields of a block of headers, unfolded; of several of one name the first."""
    found: dict[str, str] = {}
    for unfolded in _unfolded(block[:_HEAD])[:_FIELDS]:
        field = _FIELD.fullmatch(unfolded)
        if field:
            value = field[2][:_VALUE].decode("utf-8", "replace")
            found.setdefault(field[1].decode("ascii").lower(), value.strip())
    return found


def in_charset(data: bytes, charset: str) -> str:
    """The bytes as text, with what cannot be read replaced; fit to be stored and shown."""
    try:
        known = _TEXT_CODEC.match(charset) is not None
        text = codecs.decode(data, charset if known else "utf-8", "replace")
    except (LookupError, ValueError):
        text = data.decode("utf-8", "replace")
    return clean(text)


def clean(text: str) -> str:
    """The text with line feeds, and without the characters that a database or a page refuses."""
    return _NEVER_SHOWN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def decoded(value: str) -> str:
    """A header as it is to be read."""
    if "=?" not in value:
        return clean(value)
    try:
        words = decode_header(value)
    except (HeaderParseError, Undecodable, ValueError):
        return clean(value)
    return "".join(
        clean(word) if isinstance(word, str) else in_charset(word, charset or "us-ascii")
        for word, charset in words
    )


def _parse(data: bytes, depth: int, left: list[int]) -> Part:
    left[0] -= 1
    head, body = _split(data)
    headers = headers_of(head)
    declared = headers.get("content-type", "text/plain")
    kind = declared.partition(";")[0].strip().lower()
    boundary = _BOUNDARY.search(declared)
    if not kind.startswith("multipart/") or boundary is None or depth >= _DEPTH:
        return Part(headers, kind, body)
    pieces = _pieces(body, (boundary[1] or boundary[2]).encode("utf-8", "replace"))
    parts: list[Part] = []
    for piece in pieces:
        if left[0] <= 0:
            break
        parts.append(_parse(piece, depth + 1, left))
    return Part(headers, kind, b"", tuple(parts))


def _split(data: bytes) -> tuple[bytes, bytes]:
    """Headers and body; a part may begin with the blank line, and then has no headers."""
    if data.startswith((b"\n", b"\r\n")):
        return b"", data.lstrip(b"\r\n")
    blank = _BLANK.search(data)
    return (data[: blank.start()], data[blank.end() :]) if blank else (data, b"")


def _pieces(body: bytes, boundary: bytes) -> Iterator[bytes]:
    line = re.compile(rb"^--" + re.escape(boundary) + rb"(--)?[ \t]{0,10}\r?$", re.MULTILINE)
    start: int | None = None
    for found in line.finditer(body):
        if start is not None:
            yield body[start : found.start()].removesuffix(b"\n").removesuffix(b"\r")
        if found[1]:
            return
        start = min(body.find(b"\n", found.end() - 1) + 1 or len(body), len(body))
    if start is not None:
        yield body[start:]


def _unfolded(block: bytes) -> list[bytes]:
    lines: list[list[bytes]] = []
    for line in block.split(b"\n"):
        if line[:1] in (b" ", b"\t") and lines:
            lines[-1].append(line.strip())
        else:
            lines.append([line.rstrip(b"\r")])
    return [b" ".join(parts) for parts in lines]


def _charset(content_type: str) -> str:
    found = _CHARSET.search(content_type)
    return found[1] if found else "utf-8"


def _from_base64(body: bytes) -> bytes:
    """What the letters stand for: without padding, which strangers get wrong."""
    plain = _NOT_BASE64.sub(b"", body)
    usable = plain[: len(plain) - 1] if len(plain) % 4 == 1 else plain
    return a2b_base64(usable + b"=" * (-len(usable) % 4))
