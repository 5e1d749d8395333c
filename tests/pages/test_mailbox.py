"""The letters of the local sink, shown without letting them do anything."""

from __future__ import annotations

import smtplib
from dataclasses import replace

import pytest

from api.pages.mailbox import linked
from nemcon.mail.message import serialise
from nemcon.mail.sink import MailSink, read_mailbox
from tests.mail.letters import LETTER
from tests.pages.site import Site, links_of, words_of


def receive(site: Site, name: str = "", subject: str = LETTER.subject) -> str:
    """One letter with a link, a script and a calendar; its id."""
    letter = replace(
        LETTER,
        to=replace(LETTER.to, name=name or LETTER.to.name),
        subject=subject,
        text="Open https://silence.example/l/abc.\nThank you.",
        html="<html><head><title>x</title></head><body><script>alert(1)</script>Hello</body></html>",
    )
    with (
        MailSink(site.mailbox) as sink,
        smtplib.SMTP(sink.hostname, sink.port, local_hostname="client.invalid") as client,
    ):
        client.sendmail(letter.envelope_sender, [letter.to.address], serialise(letter))
    return read_mailbox(site.mailbox)[0].id


def test_a_letter_is_listed_and_its_link_can_be_followed(site: Site) -> None:
    name = receive(site)
    assert f"/mailbox/{name}" in links_of(site.see("/mailbox", "secretariat"))
    answer = site.see(f"/mailbox/{name}", "secretariat")
    assert "https://silence.example/l/abc" in links_of(answer)
    assert 'rel="noreferrer"' in answer.text
    assert LETTER.subject in words_of(answer)


def test_the_recipient_comes_first_and_the_newest_letter_on_top(site: Site) -> None:
    receive(site, "Mission of Brazil", "Silence on a text")
    receive(site, "Mission of Norway", "Silence on a text")
    words = words_of(site.see("/mailbox", "secretariat"))
    assert words.index("Mission of Norway") < words.index("Mission of Brazil")
    assert words.index("Mission of Brazil") < words.rindex("Silence on a text")
    assert "Back to the procedures" in words


def test_letters_are_found_by_recipient_or_subject_and_the_way_back_leads_there(
    site: Site,
) -> None:
    brazil = receive(site, "Mission of Brazil", "Silence on a text")
    norway = receive(site, "Mission of Norway", "Outcome")
    for asked, found in (("BRAZIL", brazil), ("outcome", norway)):
        answer = site.see(f"/mailbox?q={asked}", "secretariat")
        addresses = [link for link in links_of(answer) if link.startswith("/mailbox/")]
        assert addresses == [f"/mailbox/{found}?q={asked}"]
        letter = site.see(addresses[0], "secretariat")
        assert f"/mailbox?q={asked}" in links_of(letter)
        assert "Back to the letters with" in words_of(letter)
    nothing = site.see("/mailbox?q=%3Cb%3E", "secretariat")
    assert "No letter has “ <b> ” in its recipient or subject." in words_of(nothing)
    assert "/mailbox" in links_of(nothing)


def test_a_recipient_leads_to_the_letters_that_it_got(site: Site) -> None:
    receive(site, "Mission of Brazil")
    norway = receive(site, "Mission of Norway")
    every = links_of(site.see("/mailbox", "secretariat"))
    (own,) = [link for link in every if link.startswith("/mailbox?q=Mission%20of%20Norway")]
    found = [link for link in links_of(site.see(own, "secretariat")) if "/mailbox/" in link]
    assert len(found) == 1
    assert norway in found[0]


def test_a_search_goes_on_beyond_one_page(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("api.pages.mailbox.PAGE", 2)
    for number in range(3):
        receive(site, "Mission of Brazil", f"Letter {number}")
        receive(site, "Mission of Norway", f"Letter {number}")
    first = site.see("/mailbox?q=brazil", "secretariat")
    assert "Letter 2" in words_of(first)
    assert "Letter 0" not in words_of(first)
    assert "/mailbox?q=brazil&offset=2" in links_of(first)
    assert "Letter 0" in words_of(site.see("/mailbox?q=brazil&offset=2", "secretariat"))


def test_the_html_of_a_letter_has_no_rights(site: Site) -> None:
    name = receive(site)
    answer = site.see(f"/mailbox/{name}/html", "secretariat")
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "sandbox allow-popups" in policy
    assert "allow-scripts" not in policy
    assert "allow-same-origin" not in policy
    assert answer.headers["Referrer-Policy"] == "no-referrer"


def test_the_calendar_is_a_file(site: Site) -> None:
    name = receive(site)
    answer = site.see(f"/mailbox/{name}/calendar.ics", "secretariat")
    assert answer.text.startswith("BEGIN:VCALENDAR")


def test_a_letter_that_is_not_there_is_not_found(site: Site) -> None:
    for name in ("00000001-aaaaaaaaaaaa", "..%2F..%2Fregister", "nothing"):
        assert site.see(f"/mailbox/{name}", "secretariat").status_code == 404


def test_addresses_in_a_text_end_before_the_full_stop() -> None:
    pieces = linked("See https://a.example/l/x. Or (http://b.example/y), now.")
    assert [piece.link for piece in pieces if piece.link] == [
        "https://a.example/l/x",
        "http://b.example/y",
    ]
    assert (
        "".join(p.words for p in pieces)
        == "See https://a.example/l/x. Or (http://b.example/y), now."
    )
