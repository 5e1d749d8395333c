"""A delegate gives a colleague a link: who may, what it does, and how it ends."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncGenerator, Iterable

import pytest
from httpx import Response

from activities.composing import Composing
from activities.forwarding import ForwardingLetters
from activities.mail_room import house_of
from nemcon.mail.relay import Delivery, Outgoing, Sent
from nemcon.register import mailings
from nemcon.register.colleagues import MOST
from nemcon.register.people import enter_person
from tests.api.house import BODY, PROCEDURE, START
from tests.pages.agenda_site import AGENDA, circulate
from tests.pages.negotiating import NAME, open_negotiation
from tests.pages.site import Site, forms_of, links_of, words_of

TYPED = {"name": "Rui Costa", "address": "rui@mission.example", "filed_by": "Ana Souza"}


class Bag:
    """A carrier that keeps what it is given."""

    def __init__(self) -> None:
        self.letters: list[tuple[str, str]] = []

    async def deliver_many(
        self, letters: Iterable[Outgoing[object]]
    ) -> AsyncGenerator[tuple[object, Delivery]]:
        for letter in letters:
            plain = letter.data.decode().replace("=\r\n", "")
            self.letters.append((letter.recipient, plain))
            yield letter.key, Sent("250 ok")


def give(site: Site, link: str = "", **changes: str) -> Response:
    at = f"{link or site.link('brazil')}/colleagues"
    return site.send(at, list((TYPED | changes).items()))


def delivered(site: Site) -> list[tuple[str, str]]:
    """The letters that were due, sent."""
    bag, context = Bag(), site.context
    sending = ForwardingLetters(context.register, context.links, site.settings, bag)  # type: ignore[arg-type]  # a carrier in what it does
    asyncio.run(sending.send())
    return bag.letters


def link_in(letter: str) -> str:
    found = re.search(r"/l/[A-Za-z0-9_-]{32}", letter)
    assert found is not None
    return found[0]


def test_a_colleague_gets_a_link_of_their_own_and_the_secretariat_is_told(site: Site) -> None:
    page = site.see(site.link("brazil"))
    assert f"{site.link('brazil')}/colleagues" in links_of(page)
    assert give(site).status_code == 303
    letters = dict(delivered(site))
    assert set(letters) == {"rui@mission.example", "secretariat@nemcon.example"}
    link = link_in(letters["rui@mission.example"])
    assert link != site.link("brazil")
    words = words_of(site.see(link))
    assert "Page of Brazil . The link was issued to Rui Costa ." in words
    told = letters["secretariat@nemcon.example"]
    assert "Ana Souza" in told
    assert "rui@mission.example" in told
    assert link not in told
    assert "was sent" in words_of(site.see(f"{site.link('brazil')}/colleagues"))
    assert delivered(site) == []


def test_word_of_a_colleague_is_in_the_language_of_whoever_has_the_address_of_the_office(
    site: Site,
) -> None:
    with site.context.database.writing() as connection:
        enter_person(connection, "Anna", "secretariat@nemcon.example", START, "fr")
    give(site)
    letters = dict(delivered(site))
    assert '<html lang=3D"fr">' in letters["secretariat@nemcon.example"]
    assert '<html lang=3D"en">' in letters["rui@mission.example"]


def test_the_staff_see_the_colleague_by_name_in_the_silence_health(site: Site) -> None:
    give(site)
    composing = Composing(site.context.register, house_of(site.settings, site.context.links))
    with site.context.database.writing() as connection:
        mailing = mailings.mailings_of(connection, PROCEDURE)[0]
        letters = composing.compose(mailing, site.clock.now())
        mailings.store_letters(connection, mailing.id, letters, site.clock.now())
    page = site.see(f"/procedures/{PROCEDURE}/health", "secretariat")
    assert "rui@mission.example" in page.text


def test_what_a_colleague_files_stands_under_the_name_of_the_colleague(site: Site) -> None:
    give(site)
    link = link_in(dict(delivered(site))["rui@mission.example"])
    typed = [("kind", "acknowledge"), ("filed_by", "Rui Costa")]
    form = site.see(f"{link}/file/acknowledge")
    review = site.send(f"{link}/review", [*forms_of(form)[0][2], *typed])
    assert site.send(f"{link}/file", forms_of(review)[0][2]).status_code == 303
    written = site.context.register.written(PROCEDURE)[-1].body
    assert '"person":"Rui Costa"' in written
    assert '"channel":"link"' in written


def test_letters_of_the_procedure_go_to_the_colleague_and_those_of_others_do_not(
    site: Site,
) -> None:
    give(site)
    site.open("another")
    composing = Composing(site.context.register, house_of(site.settings, site.context.links))
    for name, expected in ((PROCEDURE, True), ("another", False)):
        with site.context.database.reading() as connection:
            mailing = mailings.mailings_of(connection, name)[0]
        addresses = {x.address for x in composing.compose(mailing, site.clock.now())}
        assert "brazil@mission.example" in addresses
        assert ("rui@mission.example" in addresses) is expected


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"address": "rui@elsewhere.example"}, "Choose an address of your delegation"),
        ({"address": "brazil@mission.example"}, "has letters, and a link, of its own already"),
        ({"address": "rui@mission.example\r\nBcc: x@y.example"}, "Address:"),
        ({"name": ""}, "Name of the colleague:"),
        ({"filed_by": " "}, "Your name:"),
    ],
)
def test_what_is_not_allowed_or_not_in_form_names_nobody(
    site: Site, changes: dict[str, str], says: str
) -> None:
    rows = site.rows()
    answer = give(site, **changes)
    assert answer.status_code == 422
    assert says in words_of(answer)
    assert site.rows() == rows


def test_no_button_of_the_page_does_anything_before_something_is_typed(site: Site) -> None:
    give(site)
    link = site.link("brazil")
    assert delivered(site)
    rows = site.rows()
    page = site.see(f"{link}/colleagues")
    assert len(forms_of(page)) == 2
    for _, action, hidden in forms_of(page):
        assert site.send(action, hidden).status_code == 422
    assert site.rows() == rows
    assert "Rui Costa" in words_of(site.see(f"{link}/colleagues"))


def test_a_link_that_the_delegation_ends_is_dead_and_gets_no_letters(site: Site) -> None:
    give(site)
    link = link_in(dict(delivered(site))["rui@mission.example"])
    mine = f"{site.link('brazil')}/colleagues"
    contact = re.search(r'value="(colleague-[0-9a-f]+)"', site.see(mine).text)
    assert contact is not None
    ending = [("contact", contact[1]), ("ended_by", "Ana Souza")]
    theirs = f"{site.link('norway')}/colleagues/end"
    assert site.send(theirs, ending).status_code == 422
    assert site.see(link).status_code == 200
    assert site.send(f"{mine}/end", ending).status_code == 303
    assert site.see(link).status_code == 410
    assert "has given nobody a link" in words_of(site.see(mine))
    give(site)
    again = link_in(dict(delivered(site))["rui@mission.example"])
    assert again != link
    assert (site.see(again).status_code, site.see(link).status_code) == (200, 410)


def test_the_secretariat_ends_the_link_of_a_colleague_like_any_other(site: Site) -> None:
    give(site)
    link = link_in(dict(delivered(site))["rui@mission.example"])
    page = site.see(f"/procedures/{PROCEDURE}/links", "secretariat")
    contact = re.search(r'value="(colleague-[0-9a-f]+)"', page.text)
    assert contact is not None
    ended = site.post(f"/procedures/{PROCEDURE}/links/revoke", {"contact": contact[1]})
    assert ended.json() == {"revoked": 1}
    assert site.see(link).status_code == 410


def test_a_delegation_has_so_many_colleagues_and_no_more(site: Site) -> None:
    for number in range(MOST):
        assert give(site, address=f"a{number}@mission.example").status_code == 303
    assert give(site, address="a0@mission.example").status_code == 303
    refused = give(site, address="one-more@mission.example")
    assert "End one of them first." in words_of(refused)


def test_a_body_that_does_not_allow_it_offers_and_takes_nothing(site: Site) -> None:
    at = f"/bodies/{BODY}/forwarding"
    assert site.get(at).json() == {"allowed": "same-domain"}
    assert site.put(at, {"allowed": "nobody"}, "bureau").status_code == 403
    assert site.put(at, {"allowed": "nobody"}).json() == {"allowed": "nobody"}
    page = site.see(f"{site.link('brazil')}/colleagues")
    assert "does not let delegations give links" in words_of(page)
    assert forms_of(page) == []
    rows = site.rows()
    assert give(site).status_code == 422
    assert site.rows() == rows


def test_links_to_agendas_and_negotiations_are_forwarded_alike(site: Site) -> None:
    circulate(site)
    open_negotiation(site)
    for name in (AGENDA, NAME):
        assert give(site, site.link("brazil", name)).status_code == 303
        link = link_in(dict(delivered(site))["rui@mission.example"])
        assert "issued to Rui Costa" in words_of(site.see(link))


def test_a_colleague_who_becomes_a_contact_stays_one_person(site: Site) -> None:
    give(site)
    person = {"id": "rui", "participant": "brazil", "name": "Rui Costa"}
    sent = [person | {"address": "rui@mission.example", "zone": ""}]
    for _ in range(2):
        assert site.put(f"/bodies/{BODY}/contacts", sent).status_code == 200
    known = site.get(f"/bodies/{BODY}/contacts").json()
    assert [x["name"] for x in known if x["address"] == "rui@mission.example"] == ["Rui Costa"]
