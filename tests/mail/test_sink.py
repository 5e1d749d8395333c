"""The local sink keeps every letter whole, in order, and shows it as its recipient would see it."""

import smtplib
import stat
from dataclasses import replace
from pathlib import Path

import pytest

from nemcon.mail.addresses import Mailbox
from nemcon.mail.message import Message, serialise
from nemcon.mail.sink import MailSink, read_letter, read_mailbox

from .letters import LETTER


def send(sink: MailSink, message: Message = LETTER) -> None:
    with smtplib.SMTP(sink.hostname, sink.port, local_hostname="client.invalid") as client:
        client.sendmail(message.envelope_sender, [message.to.address], serialise(message))


def test_a_letter_is_shown_as_it_was_written(tmp_path: Path) -> None:
    with MailSink(tmp_path) as sink:
        send(sink)
    (letter,) = read_mailbox(tmp_path)
    assert letter.subject == LETTER.subject
    assert letter.to == f"{LETTER.to.name} <{LETTER.to.address}>"
    assert (letter.text, letter.html) == (LETTER.text, LETTER.html)
    assert letter.calendar == "BEGIN:VCALENDAR\nEND:VCALENDAR\n"
    assert letter.date == LETTER.date
    assert (letter.message_id, letter.in_reply_to) == (LETTER.message_id, LETTER.in_reply_to)
    assert letter.references == LETTER.references
    assert letter.notice == "circulation"
    assert letter.envelope_from == LETTER.envelope_sender
    assert letter.envelope_to == (LETTER.to.address,)
    assert read_letter(tmp_path, letter.id) == letter


def test_letters_are_numbered_on_after_a_restart_and_shown_newest_first(tmp_path: Path) -> None:
    for run in ("first", "second"):
        with MailSink(tmp_path) as sink:
            for number in range(2):
                send(sink, replace(LETTER, subject=f"{run} {number}"))
    assert [letter.subject for letter in read_mailbox(tmp_path)] == [
        "second 1", "second 0", "first 1", "first 0",
    ]  # fmt: skip
    assert [letter.subject for letter in read_mailbox(tmp_path, limit=1, offset=1)] == ["second 0"]
    assert sorted(path.name[:9] for path in tmp_path.iterdir()) == [
        "00000001-", "00000002-", "00000003-", "00000004-",
    ]  # fmt: skip


def test_an_address_and_a_header_outside_ascii_are_kept(tmp_path: Path) -> None:
    message = replace(LETTER, to=Mailbox("Δ", "δοκιμή@mission.example"))
    with (
        MailSink(tmp_path) as sink,
        smtplib.SMTP(sink.hostname, sink.port, "client.invalid") as client,
    ):
        client.ehlo()
        client.sendmail("a@b.example", [message.to.address], serialise(message), ["SMTPUTF8"])
    (letter,) = read_mailbox(tmp_path)
    assert letter.envelope_to == ("δοκιμή@mission.example",)
    assert letter.to == "Δ <δοκιμή@mission.example>"


@pytest.mark.parametrize(
    "letter_id", ["../secret", "/etc/passwd", "", "00000001", "00000001-abcdefabcdef/..", "..\0"]
)
def test_an_id_of_another_making_opens_no_file(tmp_path: Path, letter_id: str) -> None:
    (tmp_path / "secret.eml").write_text("Subject: secret\n\n")
    mailbox = tmp_path / "mailbox"
    mailbox.mkdir()
    assert read_letter(mailbox, letter_id) is None


def test_only_the_owner_can_read_the_letters(tmp_path: Path) -> None:
    mailbox = tmp_path / "mailbox"
    with MailSink(mailbox) as sink:
        send(sink)
    (file,) = mailbox.iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(mailbox.stat().st_mode) == 0o700


def test_a_letter_that_cannot_be_stored_is_put_off_and_not_refused(tmp_path: Path) -> None:
    mailbox = tmp_path / "mailbox"
    with MailSink(mailbox) as sink:
        mailbox.rmdir()
        with pytest.raises(smtplib.SMTPDataError) as error:
            send(sink)
    assert error.value.smtp_code == 452


def test_a_damaged_letter_is_shown_as_far_as_it_can_be(tmp_path: Path) -> None:
    (tmp_path / "00000001-abcdefabcdef.eml").write_bytes(
        b"Subject: =?no-such-charset?b?xx?=\r\nDate: some day\r\n"
        b"Content-Type: text/plain; charset=nonsense\r\n\r\n\xff\xfe"
    )
    (tmp_path / ".00000002-abcdefabcdef.part").write_bytes(b"Subject: half a l")
    (letter,) = read_mailbox(tmp_path)
    assert letter.subject == "=?no-such-charset?b?xx?="
    assert letter.date is None
    assert letter.text == "\ufffd\ufffd"


def test_the_sink_stops_while_a_client_is_still_connected(tmp_path: Path) -> None:
    sink = MailSink(tmp_path)
    sink.start()
    with smtplib.SMTP(sink.hostname, sink.port, "client.invalid") as client:
        client.ehlo()
        sink.stop()
        with pytest.raises(smtplib.SMTPServerDisconnected):
            client.noop()


def test_a_folder_that_is_not_there_holds_no_letters(tmp_path: Path) -> None:
    assert read_mailbox(tmp_path / "nowhere") == []
