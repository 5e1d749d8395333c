"""Contacts that are put right: what was before is kept, and what did not arrive leaves again."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from activities.mail_room import house_of
from activities.taking_up import TakenUp, TakingUp
from activities.timekeeping import Timekeeping
from nemcon.register.board import lost_of
from nemcon.register.deliveries import deliveries_of
from nemcon.register.links import find_link
from nemcon.register.mailings import LetterState, Sending, mailings_of, note_sendings
from tests.api.house import BODY, PROCEDURE, START, House
from tests.api.letters import bring, send
from tests.mail.returned import samples

CONTACTS = f"/bodies/{BODY}/contacts"
AGAIN = f"/procedures/{PROCEDURE}/letters/again"
AUSTRIA = {
    "id": "at-austria",
    "participant": "austria",
    "name": "A delegate of Austria",
    "address": "austria@mission.example",
}
NEW = {**AUSTRIA, "address": "new@mission.example"}


def take_up(house: House, mailing: str) -> TakenUp:
    taken = TakingUp(
        house.context.register, house.context.links, house_of(house.settings, house.context.links)
    ).take_up(mailing)
    assert taken is not None
    return taken


def incomplete(house: House) -> Sequence[str]:
    """The mailings that nobody has composed yet."""
    with house.context.database.reading() as connection:
        return [m.id for m in mailings_of(connection, PROCEDURE) if not m.composed]


def delivered(house: House, who: str) -> str:
    position = house.context.register.position(PROCEDURE)
    assert position is not None
    with house.context.database.reading() as connection:
        found = deliveries_of(connection, PROCEDURE, position.state)
    return next(each.state for each in found if each.participant == who)


def lost(house: House) -> dict[str, int]:
    """How many delegations the board says no letter reached."""
    with house.context.database.reading() as connection:
        return dict(lost_of(connection))


def again(house: House, contact: str = "at-austria") -> object:
    return house.post(AGAIN, {"contact": contact}).json()["letters"]


def test_what_a_contact_was_is_kept_with_who_changed_it(either: House) -> None:
    assert either.put(CONTACTS, [AUSTRIA]).json()["unchanged"] == ["at-austria"]
    assert either.put(CONTACTS, [NEW], "chair").status_code == 403
    assert either.put(CONTACTS, [NEW]).json()["changed"] == ["at-austria"]
    (change,) = either.get(f"{CONTACTS}/at-austria/changes").json()
    assert (change["what"], change["by"]) == ("corrected", "the secretariat")
    assert change["was"]["address"] == "austria@mission.example"
    assert change["became"]["address"] == "new@mission.example"


def test_a_letter_that_came_back_is_sent_once_to_the_address_put_right(either: House) -> None:
    addresses = send(either)
    bring(either, addresses["at-austria"], samples.FAILED)
    either.put(CONTACTS, [NEW])
    assert (delivered(either, "austria"), lost(either)) == ("bounced", {PROCEDURE: 1})
    before = either.rows()["outbox"]
    assert again(either) == ["circulation"]
    assert again(either) == []
    assert either.rows()["outbox"] == before + 1
    (mailing,) = incomplete(either)
    engine = Timekeeping(either.context.register).keep_time(PROCEDURE)
    assert mailing in engine.mailings
    (letter,) = take_up(either, mailing).queued
    assert (letter.contact, letter.address) == ("at-austria", "new@mission.example")
    with either.context.database.writing() as connection:
        note_sendings(connection, [Sending(letter.id, LetterState.SENT, "250 OK", "", START)])
    assert delivered(either, "austria") == "sent"
    assert lost(either) == {}
    assert again(either) == []


def test_others_of_the_delegation_get_nothing_twice(house: House) -> None:
    house.put(CONTACTS, [{**AUSTRIA, "id": "second", "address": "second@mission.example"}])
    addresses = send(house)
    bring(house, addresses["at-austria"], samples.FAILED)
    assert again(house, "second") == []
    assert again(house) == ["circulation"]
    (letter,) = take_up(house, *incomplete(house)).queued
    assert letter.contact == "at-austria"


def test_a_contact_entered_later_is_sent_what_its_delegation_was_asked(house: House) -> None:
    send(house)
    house.put(CONTACTS, [{**AUSTRIA, "id": "second", "address": "second@mission.example"}])
    assert again(house, "second") == ["circulation"]
    assert again(house, "at-norway") == []


def test_a_delegation_that_one_letter_reached_is_not_lost_by_another_that_was_refused(
    house: House,
) -> None:
    send(house)
    house.put(CONTACTS, [{**AUSTRIA, "id": "second", "address": "second@mission.example"}])
    again(house, "second")
    (letter,) = take_up(house, *incomplete(house)).queued
    with house.context.database.writing() as connection:
        note_sendings(connection, [Sending(letter.id, LetterState.REFUSED, "550 no", "", None)])
    assert (delivered(house, "austria"), lost(house)) == ("sent", {})


def test_what_comes_back_again_can_be_sent_again(house: House) -> None:
    send(house)
    house.put(CONTACTS, [NEW])
    again(house)
    (letter,) = take_up(house, *incomplete(house)).queued
    refused = Sending(letter.id, LetterState.REFUSED, "550 no", "", None)
    with house.context.database.writing() as connection:
        note_sendings(connection, [refused])
    assert again(house) == ["circulation"]
    assert incomplete(house) == [f"{PROCEDURE}.2.circulation.again.2"]


def test_a_letter_that_waits_for_the_address_given_up_is_stopped_and_counts_as_missed(
    house: House,
) -> None:
    waiting = take_up(house, f"{PROCEDURE}.2.circulation").queued
    assert len(waiting) == 4
    house.put(CONTACTS, [NEW])
    left = take_up(house, f"{PROCEDURE}.2.circulation").queued
    assert {letter.contact for letter in left} == {"at-brazil", "at-norway", "at-council"}
    assert again(house) == ["circulation"]


def test_nothing_is_sent_again_before_it_was_written(house: House) -> None:
    assert again(house) == []


def test_a_contact_that_is_taken_away_gets_no_letter_and_its_link_opens_nothing(
    either: House,
) -> None:
    assert either.post(f"{CONTACTS}/at-austria/end", {}).status_code == 204
    assert "at-austria" not in either.get(CONTACTS).text
    with either.context.database.reading() as connection:
        holder = find_link(connection, either.tokens["austria"])
    assert holder is not None
    assert holder.revoked_at == START
    letters = take_up(either, f"{PROCEDURE}.2.circulation").queued
    assert "austria" not in {letter.participant for letter in letters}
    answer = either.post(f"{CONTACTS}/at-austria/end", {})
    assert (answer.status_code, answer.json()["code"]) == (404, "unknown-contact")
    (change,) = either.get(f"{CONTACTS}/at-austria/changes").json()
    assert (change["what"], change["became"]) == ("taken-away", None)


def test_a_contact_that_was_taken_away_comes_back_under_its_own_delegation_alone(
    house: House,
) -> None:
    house.post(f"{CONTACTS}/at-austria/end", {})
    elsewhere = {**AUSTRIA, "participant": "norway"}
    answer = house.put(CONTACTS, [elsewhere])
    assert (answer.status_code, answer.json()["code"]) == (409, "contact-of-another")
    assert house.put(CONTACTS, [AUSTRIA]).json()["added"] == ["at-austria"]
    whats = [each["what"] for each in house.get(f"{CONTACTS}/at-austria/changes").json()]
    assert whats == ["entered", "taken-away"]


@pytest.mark.parametrize("who", ["chair", "reader"])
def test_only_the_secretariat_takes_contacts_away_and_sends_letters_again(
    house: House, who: str
) -> None:
    assert house.post(f"{CONTACTS}/at-austria/end", {}, who).status_code == 403
    assert house.post(AGAIN, {"contact": "at-austria"}, who).status_code == 403
