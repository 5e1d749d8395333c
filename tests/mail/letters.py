"""A letter for the tests of the mail room."""

from datetime import UTC, datetime

from nemcon.mail.addresses import Mailbox
from nemcon.mail.message import Message

# ruff: noqa: RUF001 - the names are written as their owners write them

LETTER = Message(
    sender=Mailbox("Secrétariat", "secretariat@body.example"),
    reply_to=Mailbox("", "wg3@body.example"),
    to=Mailbox("Mission permanente, Côte d’Ivoire", "pm@mission.example"),
    subject="CTOC/COP/WG.3/2020/L.1: silence until 6 p.m.",
    text="The Chair places the text under silence.\n",
    html="<p>The Chair places the text under silence.</p>\n",
    calendar=b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n",
    message_id="<circulation.17@body.example>",
    in_reply_to="<root@body.example>",
    references=("<root@body.example>", "<first@body.example>"),
    date=datetime(2020, 6, 16, 16, 0, tzinfo=UTC),
    list_id="silence.body.example",
    envelope_sender="bounces+17.abc@body.example",
    kind="circulation",
)
