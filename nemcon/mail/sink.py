"""A mail server that keeps every letter in a folder, and a reader of that folder.

It stands in for the body's relay at home and in tests, so that a secretariat can see exactly what
delegations would get. Letters hold personal links: the folder and its files are readable by their
owner alone, and the server listens on the loopback interface unless told otherwise.
"""

import contextlib
import hashlib
import os
import re
import socket
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import Message as ParsedMessage
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Final, Self

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from nemcon.mail.attached import Attachment

_LETTER_ID: Final = re.compile(r"[0-9]{8,12}-[0-9a-f]{12}")
_BIGGEST_LETTER: Final = 32 * 1024 * 1024
_ENCODED_WORD: Final = r"=\?[^\s?]+\?[bBqQ]\?[^\s?]*\?="
_ENCODED_WORDS: Final = re.compile(rf"{_ENCODED_WORD}(?:\s+{_ENCODED_WORD})*")
_FOLD: Final = re.compile(r"\r?\n(?=[ \t])")


@dataclass(frozen=True, slots=True)
class StoredLetter:
    """A letter as its recipient would see it. `id` names it in this mailbox and holds no path."""

    id: str
    envelope_from: str
    envelope_to: tuple[str, ...]
    subject: str
    sender: str
    to: str
    date: datetime | None
    message_id: str
    in_reply_to: str
    references: tuple[str, ...]
    notice: str
    text: str
    html: str
    calendar: str | None
    attachments: tuple[Attachment, ...] = ()


class MailSink:
    """Runs the server in a thread of this process; with `port` 0 it takes a free one."""

    def __init__(self, directory: Path, hostname: str = "127.0.0.1", port: int = 0) -> None:
        """Nothing listens before `start`."""
        self._store = _Store(directory)
        self._controller = _SinkController(
            _SinkHandler(self._store),
            hostname=hostname,
            port=port,
            # Without a name of its own the server would look this machine up in the DNS for every
            # connection.
            server_hostname="mail-sink.invalid",
            data_size_limit=_BIGGEST_LETTER,
            ready_timeout=15.0,
        )

    @property
    def hostname(self) -> str:
        """The interface it listens on."""
        return self._controller.hostname

    @property
    def port(self) -> int:
        """The port it listens on, once started."""
        return self._controller.port

    def start(self) -> None:
        """Open the folder and listen; returns when letters are taken."""
        self._store.open()
        self._controller.start()

    def stop(self) -> None:
        """Stop listening. Letters that were acknowledged are in the folder."""
        self._controller.stop(no_assert=True)

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()


def read_mailbox(
    directory: Path, *, limit: int | None = None, offset: int = 0
) -> list[StoredLetter]:
    """The letters of the folder, newest first."""
    ids = sorted(_letter_ids(directory), key=_sequence, reverse=True)
    end = None if limit is None else offset + limit
    letters = (read_letter(directory, letter_id) for letter_id in ids[offset:end])
    return [letter for letter in letters if letter is not None]


def read_letter(directory: Path, letter_id: str) -> StoredLetter | None:
    """One letter, or None; an id that is not of our making opens no file."""
    if not _LETTER_ID.fullmatch(letter_id):
        return None
    try:
        data = (directory / f"{letter_id}.eml").read_bytes()
    except FileNotFoundError:
        return None
    return _stored(letter_id, message_from_bytes(data))


class _Store:
    """Writes each letter under the next number; the numbers go on where an earlier run stopped."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._lock = threading.Lock()
        self._last = 0

    def open(self) -> None:
        self._directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._last = max(map(_sequence, _letter_ids(self._directory)), default=0)

    def keep(self, data: bytes) -> str:
        with self._lock:
            self._last += 1
            letter_id = f"{self._last:08d}-{hashlib.sha256(data).hexdigest()[:12]}"
        # A reader never sees half a letter: it appears under its name when it is whole.
        unfinished = self._directory / f".{letter_id}.part"
        try:
            descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(descriptor, "wb") as file:
                file.write(data)
            unfinished.replace(self._directory / f"{letter_id}.eml")
        except OSError:
            with contextlib.suppress(OSError):
                unfinished.unlink(missing_ok=True)
            raise
        return letter_id


class _SinkHandler:
    def __init__(self, store: _Store) -> None:
        self._store = store

    async def handle_DATA(  # noqa: N802 - aiosmtpd finds the method by this name
        self, _server: SMTP, _session: Session, envelope: Envelope
    ) -> str:
        content = envelope.original_content or b""
        recipients = ", ".join(envelope.rcpt_tos)
        head = f"X-Envelope-From: {envelope.mail_from}\r\nX-Envelope-To: {recipients}\r\n"
        try:
            letter_id = self._store.keep(head.encode("utf-8", "surrogateescape") + content)
        except OSError:
            # A full disk is a passing fault: the sender must try again, not give the recipient up.
            return "452 4.3.1 The letter could not be stored"
        return f"250 2.0.0 Kept as {letter_id}"


class _SinkController(Controller):
    def _trigger_server(self) -> None:
        """Learn which free port was given before the controller probes it."""
        if self.port == 0:
            listening: Sequence[socket.socket] = getattr(self.server, "sockets", [])
            self.port = listening[0].getsockname()[1]
        super()._trigger_server()  # type: ignore[no-untyped-call]  # aiosmtpd leaves it untyped


def _letter_ids(directory: Path) -> Iterator[str]:
    if directory.is_dir():
        yield from (
            path.stem for path in directory.glob("*.eml") if _LETTER_ID.fullmatch(path.stem)
        )


def _sequence(letter_id: str) -> int:
    return int(letter_id.partition("-")[0])


def _stored(letter_id: str, parsed: ParsedMessage) -> StoredLetter:
    bodies = {
        part.get_content_type(): part
        for part in reversed(list(parsed.walk()))
        if not part.is_multipart()
    }
    calendar = bodies.get("text/calendar")
    return StoredLetter(
        id=letter_id,
        envelope_from=_header(parsed, "X-Envelope-From"),
        envelope_to=tuple(to for to in _header(parsed, "X-Envelope-To").split(", ") if to),
        subject=_header(parsed, "Subject"),
        sender=_header(parsed, "From"),
        to=_header(parsed, "To"),
        date=_instant(_header(parsed, "Date")),
        message_id=_header(parsed, "Message-ID"),
        in_reply_to=_header(parsed, "In-Reply-To"),
        references=tuple(_header(parsed, "References").split()),
        notice=_header(parsed, "X-Nemcon-Notice"),
        text=_body(bodies.get("text/plain")),
        html=_body(bodies.get("text/html")),
        calendar=None if calendar is None else _body(calendar),
        attachments=tuple(_attachments(parsed)),
    )


def _attachments(parsed: ParsedMessage) -> Iterator[Attachment]:
    """The files that go with the letter, but for the calendar part."""
    for part in parsed.walk():
        kind, name = part.get_content_type(), part.get_filename("")
        if part.get_content_disposition() == "attachment" and kind != "text/calendar":
            data = part.get_payload(decode=True)
            yield Attachment(name, kind, data if isinstance(data, bytes) else b"")


def _header(parsed: ParsedMessage, field: str) -> str:
    """A field unfolded and decoded, or as it stands where it cannot be decoded."""
    values = (value for name, value in parsed.raw_items() if name.lower() == field.lower())
    raw = next(values, "").encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    raw = _FOLD.sub("", raw).strip()
    return _ENCODED_WORDS.sub(lambda words: _decoded(words[0]), raw)


def _decoded(words: str) -> str:
    try:
        return str(make_header(decode_header(words)))
    except (ValueError, LookupError):
        return words


def _body(part: ParsedMessage | None) -> str:
    if part is None:
        return ""
    payload = part.get_payload(decode=True)
    content = payload if isinstance(payload, bytes) else b""
    try:
        text = content.decode(part.get_content_charset("utf-8"), "replace")
    except LookupError:
        text = content.decode("utf-8", "replace")
    return text.replace("\r\n", "\n")


def _instant(date: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(date)
    except ValueError:
        return None
    return moment.astimezone(UTC) if moment.tzinfo is not None else moment.replace(tzinfo=UTC)
