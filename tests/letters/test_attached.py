"""The letter that arrives is the one that was shown, byte for byte, in a real SMTP conversation."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import timedelta
from email import message_from_bytes
from pathlib import Path

import pytest
from sqlalchemy import update
from temporalio.exceptions import ApplicationError

from activities.drawing_up import drawn_up, foresee, mail_of
from activities.papers_drawn import Desk
from nemcon.documents.building.letter_says import Form
from nemcon.documents.house import shipped_house
from nemcon.mail.addresses import HeaderRefused
from nemcon.mail.attached import Attachment, attachment_part
from nemcon.mail.pigeonhole import Pigeonhole
from nemcon.mail.relay import Relay, RelaySettings
from nemcon.mail.sink import MailSink, read_mailbox
from nemcon.procedure import acts as a
from nemcon.procedure.papers import IssuePaper
from nemcon.procedure.refusal import Refusal
from nemcon.register.door import Receipt
from nemcon.register.drawn_up import CHANGED, DrawnUp
from nemcon.register.tables import issued_papers

from .build import CHAIR, ENQUIRIES, ISSUER, PROCEDURE, START
from .house import House

LATER = START + timedelta(hours=96)
EXTENDING = a.Extend(CHAIR, LATER, "A capital is closed.")


def letter_of(house: House, act: a.Act) -> DrawnUp:
    desk = Desk(house.register, shipped_house(), ENQUIRIES)
    foreseen = foresee(house.register, PROCEDURE, act, house.clock.now(), body=ISSUER.id)
    assert not isinstance(foreseen, Refusal), foreseen
    letter = drawn_up(desk, foreseen, Form.NOTE_VERBALE)
    assert not isinstance(letter, Refusal), letter
    return letter


def extended(house: House) -> tuple[DrawnUp, str]:
    """The letter of an extension, issued with it, and the mailing that carries it."""
    house.clock.move(1)
    letter = letter_of(house, EXTENDING)
    answer = house.register.record(PROCEDURE, EXTENDING, house.clock.now(), letter=letter)
    assert isinstance(answer, Receipt), answer
    return letter, house.mailings()["extension"].id


async def test_every_contact_gets_the_same_file_that_was_shown(
    house: House, tmp_path: Path
) -> None:
    letter, mailing = extended(house)
    with MailSink(tmp_path / "mailbox") as sink:
        settings = RelaySettings(sink.hostname, sink.port, local_hostname="worker.invalid")
        async with Relay(settings) as relay:
            done = await house.send(mailing, relay)
    assert (done.sent, done.refused) == (8, 0)
    kept = read_mailbox(tmp_path / "mailbox")
    assert len(kept) == 8
    for mail in kept:
        (file,) = mail.attachments
        assert (file.name, file.media_type) == (letter.file.name, "application/pdf")
        assert file.data == letter.file.data
        assert hashlib.sha256(file.data).hexdigest() == letter.file.digest
        assert f"SHA-256: {letter.file.digest}" in mail.text
        assert letter.file.digest in mail.html
        assert mail.calendar is not None, "the calendar entry goes with it as before"


async def test_a_mailing_of_an_act_without_a_letter_carries_no_file(house: House) -> None:
    carrier = Pigeonhole()
    await house.send(house.mailings()["circulation"].id, carrier)
    for kept in carrier.kept:
        parts = message_from_bytes(kept.data).walk()
        assert [p.get_filename() for p in parts if p.get_filename()] == ["deadline.ics"]
        assert b"SHA-256: " not in kept.data


async def test_a_document_that_is_issued_later_under_the_same_name_is_not_sent(
    house: House,
) -> None:
    house.clock.move(1)
    house.record(EXTENDING)
    number = house.mailings()["extension"].number
    house.clock.move(2)
    later = IssuePaper(
        CHAIR, f"letter-{number}", "L.1", "T", "en", "Limited", (("pdf", "0" * 64),), number
    )
    house.record(later)
    carrier = Pigeonhole()
    await house.send(house.mailings()["extension"].id, carrier)
    assert all(b"application/pdf" not in kept.data for kept in carrier.kept)


async def test_bytes_that_were_tampered_with_are_not_sent(house: House) -> None:
    letter, mailing = extended(house)
    with house.database.writing() as connection:
        forged = letter.file.data.replace(b"%PDF-", b"%pdf-", 1)
        connection.execute(update(issued_papers).values(data=forged))
    carrier = Pigeonhole()
    with pytest.raises((LookupError, ApplicationError)):
        await house.send(mailing, carrier)
    assert list(carrier.kept) == []


def test_a_letter_drawn_up_on_another_record_is_refused_under_the_lock(house: House) -> None:
    house.clock.move(1)
    letter = letter_of(house, EXTENDING)
    house.object("norway", "Not yet.")
    answer = house.register.record(PROCEDURE, EXTENDING, house.clock.now(), letter=letter)
    assert answer == CHANGED
    position = house.register.position(PROCEDURE)
    assert position is not None
    assert position.state.papers == ()
    assert "extension" not in house.mailings()


def test_a_letter_of_another_act_is_refused_under_the_lock(house: House) -> None:
    house.clock.move(1)
    letter = letter_of(house, EXTENDING)
    other = replace(EXTENDING, until=LATER + timedelta(hours=1))
    assert house.register.record(PROCEDURE, other, house.clock.now(), letter=letter) == CHANGED


def test_the_mail_that_is_shown_is_the_mail_that_is_sent_but_for_link_and_hash(
    house: House,
) -> None:
    house.clock.move(1)
    desk = Desk(house.register, shipped_house(), ENQUIRIES)
    foreseen = foresee(house.register, PROCEDURE, EXTENDING, house.clock.now(), body=ISSUER.id)
    assert not isinstance(foreseen, Refusal)
    letter = drawn_up(desk, foreseen, Form.LETTER)
    assert isinstance(letter, DrawnUp)
    mail = mail_of(desk, foreseen, "https://silence.example", letter)
    assert "/l/the-link-of-each-contact" in mail.text
    assert letter.file.digest in mail.text
    assert mail.subject.startswith("[CTOC/COP/WG.3/2020/L.1] Silence procedure")


@pytest.mark.parametrize("name", ['a".pdf', "a\r\nBcc: x@y.example", "../a.pdf", "", "é.pdf"])
def test_a_name_that_could_be_more_than_a_name_is_refused(name: str) -> None:
    with pytest.raises(HeaderRefused):
        attachment_part(Attachment(name, "application/pdf", b"x"))
