"""One SMTP connection to the relay, and what an attempt to hand over one letter came to.

The dialogue asks for proof of delivery (RFC 3461) and for addresses outside ASCII (RFC 6531) only
where the relay offered them in its greeting. A failure is cleaned up with RSET before the next
letter; a connection whose dialogue may be out of step is closed and opened again.
"""

import re
import ssl
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from ipaddress import ip_address
from typing import Final

import aiosmtplib
from aiosmtplib import SMTP

# Codes that speak of this client (credentials, order of commands), not of the letter: waiting for
# an operator helps.
_ABOUT_US: Final = frozenset({503, 530, 534, 535, 538})
_CLOSING: Final = 421
_PERMANENT: Final = 500
_ADDRESS_NOT_CARRIED: Final = 553
_NO_SMTPUTF8: Final = "5.6.7 The relay does not carry addresses outside ASCII (SMTPUTF8)."
# RFC 3461: printable ASCII other than "+" and "=" stands for itself.
_NOT_XTEXT: Final = re.compile(r"[^!-*,-<>-~]")
_LONGEST_ENVID: Final = 100


@dataclass(frozen=True, slots=True)
class Sent:
    """The relay has taken responsibility for the letter."""

    reply: str


@dataclass(frozen=True, slots=True)
class Refused:
    """The relay will never take this letter for this recipient."""

    code: int
    text: str


@dataclass(frozen=True, slots=True)
class Deferred:
    """Not delivered, or not known to be.

    `code` is None when the relay gave no answer, or said "later" before it had seen the letter.
    """

    code: int | None
    text: str


Delivery = Sent | Refused | Deferred


class Tls(StrEnum):
    """How the connection to the relay is protected."""

    NONE = "none"
    STARTTLS = "starttls"
    IMPLICIT = "implicit"


@dataclass(frozen=True, slots=True)
class RelaySettings:
    """Where the relay is and how to speak to it.

    `authorities` names a PEM file for a relay with a private CA.
    """

    hostname: str
    port: int
    username: str | None = None
    password: str | None = field(default=None, repr=False)
    tls: Tls = Tls.NONE
    timeout: float = 30.0
    connections: int = 4
    local_hostname: str | None = None
    authorities: str | None = None

    def __post_init__(self) -> None:
        """Refuse what would leak the password or deliver nothing."""
        if self.connections < 1:
            raise ValueError("The relay needs at least one connection.")
        if (
            self.password is not None
            and self.tls is Tls.NONE
            and not _is_this_machine(self.hostname)
        ):
            raise ValueError(
                "The relay's password would cross the network unprotected: "
                "set TLS to starttls or implicit."
            )

    def tls_context(self) -> ssl.SSLContext | None:
        """What every connection shares; reads certificate files, so not for the event loop."""
        if self.tls is Tls.NONE:
            return None
        return ssl.create_default_context(cafile=self.authorities)


@dataclass(frozen=True, slots=True)
class Attempt:
    """One try.

    `reached`: a session was open. `begun`: the relay had seen anything of the letter when it ended.
    """

    delivery: Delivery
    reached: bool = True
    begun: bool = True


class Connection:
    """Opened when first needed, reopened after a loss, reset after a failure.

    Carries one letter at a time.
    """

    def __init__(
        self, settings: RelaySettings, local_hostname: str, context: ssl.SSLContext | None
    ) -> None:
        self._settings = settings
        self._local_hostname = local_hostname
        self._context = context
        self._client: SMTP | None = None
        self._needs_reset = False

    @property
    def is_open(self) -> bool:
        """Whether a session is open as far as we know."""
        return self._client is not None and self._client.is_connected

    async def deliver(self, sender: str, recipient: str, data: bytes) -> Attempt:
        """Hand over one letter between checked addresses; an outcome, never an exception."""
        reused = self.is_open
        try:
            attempt = await self._try(sender, recipient, data)
            if reused and not attempt.begun:
                # A relay closes a connection that idled or carried enough; that says nothing about
                # this letter.
                attempt = await self._try(sender, recipient, data)
        except BaseException:
            # Cancelled in the middle of the dialogue: the next answer would be taken for that of
            # another command.
            self._drop()
            raise
        return attempt

    async def leave(self) -> None:
        """Say goodbye; whatever the relay answers, the connection is closed."""
        client, self._client = self._client, None
        if client is None:
            return
        try:
            await client.quit()
        except (aiosmtplib.SMTPException, OSError):
            # Every letter has its answer already; a relay that hangs up first has done no harm.
            client.close()

    async def _try(self, sender: str, recipient: str, data: bytes) -> Attempt:
        reopening = not self.is_open
        try:
            client = await self._ready_client()
        except (aiosmtplib.SMTPException, OSError) as error:
            self._drop()
            return Attempt(_unseen(self._put_off(error)), reached=not reopening, begun=False)
        return await self._hand_over(client, sender, recipient, data)

    async def _ready_client(self) -> SMTP:
        client = self._client
        if client is None or not client.is_connected:
            self._needs_reset = False
            self._client = client = self._new_client()
            await client.connect()
            if client.is_ehlo_or_helo_needed:
                await _greet(client)
        elif self._needs_reset:
            await client.rset()
            self._needs_reset = False
        return client

    async def _hand_over(self, client: SMTP, sender: str, recipient: str, data: bytes) -> Attempt:
        utf8 = not (
            sender.isascii() and recipient.isascii() and (data.isascii() or _head(data).isascii())
        )
        if utf8 and not client.supports_extension("smtputf8"):
            return Attempt(Refused(_ADDRESS_NOT_CARRIED, _NO_SMTPUTF8))
        encoding = "utf-8" if utf8 else "ascii"
        content_may_have_gone = False
        try:
            await client.mail(
                sender, options=_mail_options(client, sender, data, utf8=utf8), encoding=encoding
            )
            await client.rcpt(
                recipient, options=_rcpt_options(client, recipient), encoding=encoding
            )
            content_may_have_gone = True
            response = await client.data(data)
        except aiosmtplib.SMTPResponseException as error:
            return self._answered(error, begun=content_may_have_gone)
        except aiosmtplib.SMTPTimeoutError as error:
            self._drop()
            return Attempt(self._put_off(error))
        except (aiosmtplib.SMTPException, OSError) as error:
            self._drop()
            return Attempt(self._put_off(error), begun=content_may_have_gone)
        return Attempt(Sent(response.message))

    def _answered(self, error: aiosmtplib.SMTPResponseException, *, begun: bool) -> Attempt:
        self._needs_reset = True
        deferred = self._put_off(error)
        # aiosmtplib gives -1 to an answer that it cannot read.
        out_of_step = error.code < 0
        if error.code == _CLOSING or out_of_step:
            self._drop()
            return Attempt(deferred, begun=begun or out_of_step)
        if error.code >= _PERMANENT and error.code not in _ABOUT_US:
            return Attempt(Refused(error.code, deferred.text))
        return Attempt(deferred)

    def _put_off(self, error: aiosmtplib.SMTPException | OSError) -> Deferred:
        """The relay's own words where it spoke, never with our password in them."""
        answered = isinstance(error, aiosmtplib.SMTPResponseException)
        code = (
            error.code
            if isinstance(error, aiosmtplib.SMTPResponseException) and error.code > 0
            else None
        )
        text = error.message if isinstance(error, aiosmtplib.SMTPException) else str(error)
        if self._settings.password:
            text = text.replace(self._settings.password, "[password]")
        return Deferred(code, text if answered else f"The relay gave no answer: {text}")

    def _new_client(self) -> SMTP:
        settings = self._settings
        return SMTP(
            hostname=settings.hostname,
            port=settings.port,
            username=settings.username,
            password=settings.password,
            local_hostname=self._local_hostname,
            timeout=settings.timeout,
            use_tls=settings.tls is Tls.IMPLICIT,
            start_tls=settings.tls is Tls.STARTTLS,
            tls_context=self._context,
        )

    def _drop(self) -> None:
        client, self._client = self._client, None
        if client is not None:
            client.close()


async def _greet(client: SMTP) -> None:
    """Say EHLO, which tells the extensions on offer, or HELO where the relay knows no better."""
    try:
        await client.ehlo()
    except aiosmtplib.SMTPHeloError:
        if not client.is_connected:
            raise
        await client.helo()


def _unseen(deferred: Deferred) -> Deferred:
    """A "later" that is not about the letter, which the relay has not seen."""
    if deferred.code is None or deferred.code >= _PERMANENT:
        return deferred
    return Deferred(None, f"The relay opened no session: {deferred.code} {deferred.text}")


def _mail_options(client: SMTP, sender: str, data: bytes, *, utf8: bool) -> Iterator[str]:
    if client.supports_extension("size"):
        yield f"SIZE={len(data)}"
    if not data.isascii() and client.supports_extension("8bitmime"):
        yield "BODY=8BITMIME"
    if utf8:
        yield "SMTPUTF8"
    if client.supports_extension("dsn"):
        yield "RET=HDRS"
        # The local part of the envelope sender names the letter, so a delivery report can be
        # matched to it.
        envid = _xtext(sender.rpartition("@")[0])
        if 0 < len(envid) <= _LONGEST_ENVID and envid.isascii():
            yield f"ENVID={envid}"


def _rcpt_options(client: SMTP, recipient: str) -> Iterator[str]:
    if not client.supports_extension("dsn"):
        return
    yield "NOTIFY=SUCCESS,FAILURE,DELAY"
    if recipient.isascii():
        yield f"ORCPT=rfc822;{_xtext(recipient)}"


def _xtext(text: str) -> str:
    """RFC 3461's way to write any ASCII text in a command."""
    return _NOT_XTEXT.sub(lambda match: f"+{ord(match[0]):02X}", text)


def _head(data: bytes) -> bytes:
    return data[: data.find(b"\r\n\r\n")]


def _is_this_machine(hostname: str) -> bool:
    try:
        return ip_address(hostname).is_loopback
    except ValueError:
        return hostname == "localhost"
