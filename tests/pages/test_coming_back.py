"""What is let come back in the local mailbox goes through the door of real mail."""

from __future__ import annotations

import smtplib

import pytest

from nemcon.mail.sink import MailSink, read_mailbox
from nemcon.register.returned import ReturnedMail, returned_of
from tests.api.house import PROCEDURE
from tests.api.letters import send
from tests.pages.site import Site, links_of, words_of


def letter(site: Site, sender: str, to: str = "brazil@mission.example") -> str:
    """A letter in the mailbox with that return path; its id."""
    with (
        MailSink(site.mailbox) as sink,
        smtplib.SMTP(sink.hostname, sink.port, local_hostname="client.invalid") as client,
    ):
        client.sendmail(sender, [to], b"Subject: silence until 6 p.m.\r\nTo: x\r\n\r\nHello.\r\n")
    return read_mailbox(site.mailbox)[0].id


def kept(site: Site) -> tuple[ReturnedMail, ...]:
    with site.context.database.reading() as connection:
        return returned_of(connection, PROCEDURE)


@pytest.mark.parametrize(
    ("what", "says", "meaning"),
    [
        ("reply", "We object.\nAll of us.", "reply"),
        ("away", "I am out of the office until 12 July.", "away"),
        ("failed", "", "failed"),
        ("delayed", "", "delayed"),
        ("delivered", "", "delivered"),
    ],
)
def test_each_choice_comes_back_as_what_it_is(
    site: Site, what: str, says: str, meaning: str
) -> None:
    name = letter(site, send(site)["at-brazil"])
    path = f"/mailbox/{name}/come-back"
    assert path in links_of(site.see(f"/mailbox/{name}", "secretariat"))
    answer = site.send(path, [("what", what), ("says", says)], "secretariat")
    assert answer.status_code == 303
    assert "It was taken in." in words_of(site.see(answer.headers["location"], "secretariat"))
    (mail,) = kept(site)
    assert (mail.meaning, mail.contact) == (meaning, "at-brazil")
    if says:
        assert mail.says == says


def test_nothing_typed_becomes_a_header_or_another_part(site: Site) -> None:
    name = letter(site, send(site)["at-brazil"])
    says = "x\r\nAuto-Submitted: auto-replied\r\n\r\n--=_report\r\nAction: failed"
    site.send(f"/mailbox/{name}/come-back", [("what", "reply"), ("says", says)], "secretariat")
    (mail,) = kept(site)
    assert mail.meaning == "reply"
    assert "Action: failed" in mail.says


def test_opening_the_page_lets_nothing_come_back(site: Site) -> None:
    name = letter(site, send(site)["at-brazil"])
    assert site.see(f"/mailbox/{name}/come-back", "secretariat").status_code == 200
    assert site.see(f"/mailbox/{name}/come-back", "reader").status_code == 403
    assert kept(site) == ()


@pytest.mark.parametrize("sender", ["secretariat@nemcon.example", "bounces+abc.defghij234567@x.y"])
def test_a_letter_without_a_return_address_of_ours_takes_nothing(site: Site, sender: str) -> None:
    name = letter(site, sender)
    answer = site.send(f"/mailbox/{name}/come-back", [("what", "failed")], "secretariat")
    assert answer.status_code == 422
    assert "No letter of this register has the return address" in words_of(answer)


def test_an_unknown_choice_is_asked_again(site: Site) -> None:
    name = letter(site, send(site)["at-brazil"])
    answer = site.send(f"/mailbox/{name}/come-back", [("what", "flood")], "secretariat")
    assert answer.status_code == 422
    assert "Choose what is to come back." in words_of(answer)
