"""The contacts of a body: put right after a bounce, entered, taken away, each shown before."""

from __future__ import annotations

import pytest
from httpx import Response

from nemcon.register import directory
from nemcon.register.links import find_link
from nemcon.register.mailings import mailings_of
from tests.api.house import BODY, DEADLINE, PROCEDURE
from tests.api.letters import bring, send
from tests.mail.returned import samples
from tests.pages.site import Site, forms_of, links_of, words_of

AT = f"/bodies/{BODY}/contacts"
AUSTRIA = f"{AT}/at-austria"
NEW = f"/bodies/{BODY}/new-contact"
RIGHT = {"name": "A delegate of Austria", "address": "new@mission.example"}
SECOND = {"participant": "austria", "name": "The mission", "address": "second@mission.example"}


def bounce(site: Site) -> None:
    """Let the circulation come back from Austria."""
    bring(site, send(site)["at-austria"], samples.FAILED)


def review(site: Site, at: str = AUSTRIA, **typed: str) -> Response:
    return site.send(f"{at}/review", list(typed.items()), "secretariat")


def confirm(site: Site, shown: Response, at: str = AUSTRIA, **chosen: str) -> Response:
    """Press the button of the review, with these boxes ticked."""
    parts = next(parts for _, to, parts in forms_of(shown) if to == at)
    return site.send(at, [*parts, *chosen.items()], "secretariat")


def address_of(site: Site, contact: str) -> str:
    with site.context.database.reading() as connection:
        found = {c.id: c.address for c in directory.contacts_of(connection, BODY)}
    return found.get(contact, "")


def sent_again(site: Site) -> list[str]:
    with site.context.database.reading() as connection:
        return [m.id for m in mailings_of(connection, PROCEDURE) if ".again." in m.id]


def link_lives(site: Site, who: str) -> bool:
    with site.context.database.reading() as connection:
        holder = find_link(connection, site.tokens[who])
    return holder is not None and holder.revoked_at is None


def test_a_bounced_address_is_put_right_and_its_letter_leaves_for_the_new_one(site: Site) -> None:
    bounce(site)
    health = site.see(f"/procedures/{PROCEDURE}/health", "secretariat")
    assert links_of(health).count(AUSTRIA) == 1
    assert AUSTRIA in links_of(site.see(f"/procedures/{PROCEDURE}/returned", "secretariat"))
    assert "Letters do not arrive: 1" in words_of(site.see(AT, "secretariat"))
    page = words_of(site.see(f"/procedures/{PROCEDURE}", "secretariat"))
    assert "austria@mission.example : 550 5.1.1 There is no such mailbox" in page
    shown = review(site, **RIGHT)
    words = words_of(shown)
    assert "Before: austria@mission.example From now on: new@mission.example" in words
    assert "Circulation: came back (550 5.1.1 There is no such mailbox), to austria@" in words
    assert shown.text.count('name="again"') == 1
    assert 'value="hybrid-format" checked' in shown.text
    assert address_of(site, "at-austria") == "austria@mission.example"
    answer = confirm(site, shown, again=PROCEDURE, end_links="yes")
    assert (answer.status_code, answer.headers["location"]) == (303, f"{AUSTRIA}#done-heading")
    assert address_of(site, "at-austria") == "new@mission.example"
    assert sent_again(site) == [f"{PROCEDURE}.2.circulation.again.1"]
    assert not link_lives(site, "austria")
    assert link_lives(site, "norway")
    page = words_of(site.see(AUSTRIA, "secretariat"))
    assert "None: every letter of the present periods has left for it" in page
    assert "Circulation: waiting" in page
    assert "Before: austria@mission.example From then on: new@mission.example" in page
    assert "by the secretariat" in page


def test_a_confirmation_that_is_sent_twice_does_it_once(site: Site) -> None:
    bounce(site)
    shown = review(site, **RIGHT)
    assert confirm(site, shown, again=PROCEDURE).status_code == 303
    assert confirm(site, shown, again=PROCEDURE).status_code == 303
    assert len(sent_again(site)) == 1
    assert words_of(site.see(AUSTRIA, "secretariat")).count("Corrected.") == 1


def test_what_is_not_ticked_is_not_sent_and_no_link_ends(site: Site) -> None:
    bounce(site)
    confirm(site, review(site, **RIGHT))
    assert sent_again(site) == []
    assert link_lives(site, "austria")
    page = site.see(AUSTRIA, "secretariat")
    assert "There is no such mailbox), to austria@mission.example" in words_of(page)
    answer = site.send(f"{AUSTRIA}/again", [("again", PROCEDURE)], "secretariat")
    assert answer.headers["location"] == f"{AUSTRIA}#again-heading"
    assert len(sent_again(site)) == 1


def test_a_change_that_crosses_another_is_shown_again(site: Site) -> None:
    shown = review(site, **RIGHT)
    elsewhere = review(site, name="The mission", address="austria@mission.example")
    confirm(site, elsewhere)
    answer = confirm(site, shown)
    assert "Somebody has changed this contact since you opened it" in words_of(answer)
    assert address_of(site, "at-austria") == "austria@mission.example"
    assert confirm(site, answer).status_code == 303
    assert address_of(site, "at-austria") == "new@mission.example"


def test_nothing_is_changed_that_was_not_shown(site: Site) -> None:
    answer = site.send(AUSTRIA, list(RIGHT.items()), "secretariat")
    assert answer.status_code == 200
    assert "Nothing has been changed yet." in words_of(answer)
    assert address_of(site, "at-austria") == "austria@mission.example"


def test_what_it_was_before_fills_the_form_again(site: Site) -> None:
    confirm(site, review(site, **RIGHT))
    (back,) = (link for link in links_of(site.see(AUSTRIA, "secretariat")) if "?was=" in link)
    page = site.see(back.partition("#")[0], "secretariat")
    assert 'value="austria@mission.example"' in page.text
    shown = review(site, name="A delegate of Austria", address="austria@mission.example")
    confirm(site, shown)
    assert address_of(site, "at-austria") == "austria@mission.example"


@pytest.mark.parametrize(
    ("typed", "field", "says"),
    [
        ({"name": "", "address": "new@mission.example"}, "name", "Name: This is empty."),
        ({"name": "x", "address": "nowhere"}, "address", "E-mail address:"),
        ({**RIGHT, "zone": "Mars/Olympus"}, "zone", "Time zone:"),
        ({"name": "A delegate of Austria", "address": "austria@mission.example"}, "", "Nothing"),
        ({"name": "x", "address": "second@mission.example"}, "address", "This delegation has"),
    ],
)
def test_what_cannot_be_used_is_said_beside_its_field(
    site: Site, typed: dict[str, str], field: str, says: str
) -> None:
    confirm(site, review(site, NEW, **SECOND), NEW)
    answer = review(site, **typed)
    assert answer.status_code == 422
    found = answer.text.partition('id="wrongs-heading"')[2].partition("</section>")[0]
    assert says in found
    assert (f'href="#{field}"' in found) is bool(field)


def test_a_contact_is_entered_and_sent_what_the_delegation_was_asked(site: Site) -> None:
    bounce(site)
    assert 'value="norway" selected' in site.see(f"{NEW}?participant=norway", "secretariat").text
    shown = review(site, NEW, **SECOND)
    assert "Circulation: none was written to this contact" in words_of(shown)
    assert 'value="hybrid-format" checked' in shown.text, "letters reach nobody else of it"
    answer = confirm(site, shown, NEW, again=PROCEDURE)
    assert answer.status_code == 303
    assert len(sent_again(site)) == 1
    assert (
        confirm(site, shown, NEW, again=PROCEDURE).headers["location"] == answer.headers["location"]
    )
    assert len(sent_again(site)) == 1
    assert words_of(site.see(AT, "secretariat")).count("second@mission.example") == 1


def test_where_letters_reach_another_contact_none_is_ticked(site: Site) -> None:
    send(site)
    shown = review(site, NEW, **SECOND)
    assert "Another contact of the delegation has these letters" in words_of(shown)
    assert 'value="hybrid-format" checked' not in shown.text


def test_a_contact_is_taken_away_and_entered_again_under_its_id(site: Site) -> None:
    shown = site.see(f"{AUSTRIA}/end", "secretariat")
    assert "It is the only contact of this delegation" in words_of(shown)
    for _ in range(2):
        answer = site.send(f"{AUSTRIA}/end", [], "secretariat")
        assert answer.headers["location"] == f"{AT}?show=taken-away"
    assert not link_lives(site, "austria")
    assert site.see(AUSTRIA, "secretariat").status_code == 404
    away = site.see(f"{AT}?show=taken-away", "secretariat")
    assert words_of(away).count("Taken away Tuesday, 16 June 2026") == 1
    assert "No contact: 1" in words_of(away)
    (back,) = (link for link in links_of(away) if "back=" in link)
    assert 'value="austria@mission.example"' in site.see(back, "secretariat").text
    typed = {"participant": "austria", "name": "The mission", "address": "austria@mission.example"}
    confirm(site, review(site, NEW, **typed), NEW)
    assert address_of(site, "at-austria") == "austria@mission.example"


def test_the_address_of_one_taken_away_is_entered_and_not_given_to_another(site: Site) -> None:
    confirm(site, review(site, NEW, **SECOND), NEW)
    site.send(f"{AUSTRIA}/end", [], "secretariat")
    with site.context.database.reading() as connection:
        (left,) = directory.contacts_of(connection, BODY, ("austria",))
    answer = review(site, f"{AT}/{left.id}", name="x", address="austria@mission.example")
    assert answer.status_code == 422
    assert "Enter a contact with it, and take this one away." in words_of(answer)


def test_what_ended_lately_is_sent_again_too(site: Site) -> None:
    bounce(site)
    site.clock.at = DEADLINE.replace(hour=17)
    site.context.register.keep_time(PROCEDURE)
    page = words_of(site.see(AUSTRIA, "secretariat"))
    assert "Circulation: came back" in page
    assert "It has no deadline now." in page or "has passed" in page


@pytest.mark.parametrize("who", ["chair", "reader"])
def test_contacts_are_the_secretariats(site: Site, who: str) -> None:
    bounce(site)
    assert site.see(AT, who).status_code == 403
    assert site.send(AUSTRIA, list(RIGHT.items()), who).status_code == 403
    health = site.see(f"/procedures/{PROCEDURE}/health", who)
    assert AUSTRIA not in links_of(health)
    assert "/bodies" not in links_of(health)


def test_hostile_names_are_words(site: Site) -> None:
    shown = review(site, name="<script>x</script>", address="austria@mission.example")
    assert "<script>" not in shown.text
    confirm(site, shown)
    for path in (AT, AUSTRIA, f"{AUSTRIA}/end"):
        assert "<script>" not in site.see(path, "secretariat").text


@pytest.mark.parametrize(
    "path", [f"/bodies/{BODY}/new-contact?back=%00", f"/place?body={BODY}&again=%00"]
)
def test_what_is_no_name_is_not_looked_for(site: Site, path: str) -> None:
    assert site.see(path, "secretariat" if "contact" in path else "chair").status_code == 422
