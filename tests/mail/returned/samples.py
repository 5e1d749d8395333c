"""Mail that comes back, in the shapes in which servers and people send it."""

from __future__ import annotations

from base64 import b64encode


def mail(
    body: str,
    *,
    sender: str = "pm@mission.example",
    subject: str = "Re: silence until 6 p.m.",
    message_id: str = "<one@mission.example>",
    more: str = "",
) -> bytes:
    """A plain message; `more` holds further header lines, each with its line break."""
    head = (
        f"From: {sender}\r\nTo: bounces@body.example\r\nSubject: {subject}\r\n"
        f"Message-ID: {message_id}\r\n{more}"
    )
    return f"{head}Content-Type: text/plain; charset=utf-8\r\n\r\n{body}".encode()


def report(
    *recipients: str,
    message_id: str = "<report@relay.example>",
    encoded: bool = False,
    subtype: str = "delivery-status",
) -> bytes:
    """A report by the book; each of `recipients` is the group of fields about one of them."""
    fields = "\r\n\r\n".join(("Reporting-MTA: dns; relay.example", *recipients)) + "\r\n"
    coding = "Content-Transfer-Encoding: base64\r\n" if encoded else ""
    told = b64encode(fields.encode()).decode() if encoded else fields
    return (
        "From: Mail Delivery System <MAILER-DAEMON@relay.example>\r\n"
        f"Subject: Undelivered mail\r\nMessage-ID: {message_id}\r\nAuto-Submitted: auto-replied\r\n"
        'Content-Type: multipart/report; report-type=delivery-status;\r\n boundary="edge"\r\n\r\n'
        "--edge\r\nContent-Type: text/plain\r\n\r\nThis is the mail system.\r\n"
        f"--edge\r\nContent-Type: message/{subtype}\r\n{coding}\r\n{told}\r\n"
        "--edge\r\nContent-Type: message/rfc822\r\n\r\n"
        "Subject: silence until 6 p.m.\r\n\r\nThe Chair places the text under silence.\r\n"
        "--edge--\r\n"
    ).encode()


def about(action: str, status: str, diagnostic: str = "", to: str = "pm@mission.example") -> str:
    """What is reported of one recipient."""
    said = f"\r\nDiagnostic-Code: smtp; {diagnostic}" if diagnostic else ""
    return f"Final-Recipient: rfc822; {to}\r\nAction: {action}\r\nStatus: {status}{said}"


FAILED = report(about("failed", "5.1.1", "550 5.1.1 There is no such mailbox"))
DELAYED = report(about("delayed", "4.4.1", "connect to mx.mission.example: timed out"))
DELIVERED = report(about("delivered", "2.0.0"))
AWAY = mail(
    "I am out of the office until 12 July 2026. For urgent matters call the mission.",
    subject="Automatic reply: silence until 6 p.m.",
    message_id="<away@mission.example>",
    more="Auto-Submitted: auto-replied\r\n",
)
REPLY = mail(
    "We cannot agree to paragraph 3.\r\n\r\n"
    "On 1 July 2026 the Secretariat wrote:\r\n> The Chair places the text under silence.\r\n",
    message_id="<reply@mission.example>",
)
