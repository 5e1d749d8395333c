"""Calendars that are followed: what they hold, how they move, and who may read them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from httpx import Response
from icalendar import Calendar, Event

from nemcon.procedure import acts as a
from nemcon.procedure.people import Actor, Office
from nemcon.procedure.refusal import Refusal
from tests.api.house import BODY, DEADLINE, PROCEDURE, START, House, after

AT = f"/bodies/{BODY}/feeds"
CHAIR = Actor(Office.CHAIR, person="the chair", channel="test")
UID = f"silence-{PROCEDURE}@nemcon.example"


def issued(house: House, participant: str | None = None) -> str:
    made = house.post(AT, {"participant": participant, "note": "a shared calendar"})
    assert made.status_code == 201, made.text
    url: str = made.json()["url"]
    return url.removeprefix(house.settings.public_url)


def fetched(house: House, path: str, **headers: str) -> Response:
    shown = {name.replace("_", "-"): value for name, value in headers.items()}
    return house.caller.call("GET", path, headers=shown)


def events(answer: Response) -> dict[str, Event]:
    assert answer.status_code == 200, answer.text
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    found = Calendar.from_ical(answer.content).walk("VEVENT")
    return {str(event["UID"]): event for event in found if isinstance(event, Event)}


def sequence(event: Event) -> int:
    return int(str(event["SEQUENCE"]))


def act(house: House, what: a.Act, name: str = PROCEDURE) -> None:
    answer = house.context.register.record(name, what, house.clock.now())
    assert not isinstance(answer, Refusal), answer


def test_a_calendar_names_the_deadline_in_the_zone_of_the_rules_and_in_utc(house: House) -> None:
    event = events(fetched(house, issued(house, "brazil")))[UID]

    assert event.DTSTART == DEADLINE
    assert event["SUMMARY"] == "Silence ends: Format of the meeting"
    assert event["STATUS"] == "CONFIRMED"
    assert "Friday, 19 June 2026, 12 noon (New York time, UTC-4)" in str(event["DESCRIPTION"])
    assert "Friday, 19 June 2026, 4 p.m. (UTC)" in str(event["DESCRIPTION"])
    assert "late" in str(event["DESCRIPTION"])
    assert "URL" not in event, "a delegation's page is behind its own link"


def test_the_calendar_of_a_body_leads_to_the_pages_of_its_staff(house: House) -> None:
    event = events(fetched(house, issued(house)))[UID]
    assert event["URL"] == f"https://silence.example/procedures/{PROCEDURE}"


def test_an_extension_moves_the_same_entry_and_a_suspension_strikes_it_out(house: House) -> None:
    path = issued(house)
    first = events(fetched(house, path))[UID]
    house.clock.at = after(hours=-5)
    act(house, a.Extend(CHAIR, DEADLINE + timedelta(days=3), "As was asked."))
    moved = events(fetched(house, path))[UID]
    assert DEADLINE + timedelta(days=3) == moved.DTSTART
    assert sequence(moved) > sequence(first)
    act(house, a.Suspend(CHAIR, "The translation is missing."))
    struck = events(fetched(house, path))[UID]
    assert (struck["STATUS"], struck.DTSTART) == ("CANCELLED", DEADLINE + timedelta(days=3))
    assert sequence(struck) > sequence(moved)
    act(house, a.Resume(CHAIR, "It has come.", DEADLINE + timedelta(days=5)))
    again = events(fetched(house, path))[UID]
    assert (again["STATUS"], again.DTSTART) == ("CONFIRMED", DEADLINE + timedelta(days=5))


def test_the_sequence_is_that_of_the_letter_of_the_same_deadline(house: House) -> None:
    house.clock.at = after(hours=-5)
    house.file("austria", says="No.")
    act(house, a.Extend(CHAIR, DEADLINE + timedelta(days=3), "As was asked."))
    numbers = {e.kind: e.number for e in house.context.register.written(PROCEDURE)}
    event = events(fetched(house, issued(house)))[UID]
    assert sequence(event) == numbers["PeriodExtended"]


def test_a_filing_moves_nothing_and_a_deadline_that_passed_stays(house: House) -> None:
    path = issued(house, "brazil")
    before = fetched(house, path)
    house.file("austria", says="No.")
    assert fetched(house, path).headers["ETag"] == before.headers["ETag"]
    house.clock.at = after(minutes=10)
    house.context.register.keep_time(PROCEDURE)
    assert events(fetched(house, path))[UID]["STATUS"] == "CONFIRMED"
    house.clock.at = after(days=89)
    assert UID in events(fetched(house, path))
    house.clock.at = after(days=91)
    assert UID in events(fetched(house, path))  # the text is in consultation still
    house.context.register.keep_time(PROCEDURE)  # the consultation has run out meanwhile
    house.clock.at = after(days=2 * 91)
    assert events(fetched(house, path)) == {}


def test_a_delegation_follows_only_what_it_takes_part_in(house: House) -> None:
    with house.context.database.writing() as connection:
        from nemcon.procedure.people import Category
        from nemcon.register import directory
        from nemcon.register.directory import Participant

        new = Participant("chile", "Chile", Category.MEMBER)
        directory.put_participants(connection, BODY, [new])
    answer = fetched(house, issued(house, "chile"))
    assert events(answer) == {}
    assert b"NAME:Working Group: Chile" in answer.content


def test_a_program_that_has_it_is_told_so_and_gets_what_is_new(house: House) -> None:
    house.clock.at = START + timedelta(hours=1)
    path = issued(house)
    first = fetched(house, path)
    tag, modified = first.headers["ETag"], first.headers["Last-Modified"]
    assert modified == "Tue, 16 Jun 2026 16:00:00 GMT"
    assert first.headers["Cache-Control"] == "private, no-cache"
    again = fetched(house, path, If_None_Match=f'"other", W/{tag}')
    assert (again.status_code, again.content) == (304, b"")
    assert fetched(house, path, If_Modified_Since=modified).status_code == 304
    assert fetched(house, path, If_Modified_Since="yesterday").status_code == 200
    stale = {"If_None_Match": '"other"', "If_Modified_Since": modified}
    assert fetched(house, path, **stale).status_code == 200, "the tag counts"
    act(house, a.Extend(CHAIR, DEADLINE + timedelta(days=3), "As was asked."))
    fresh = fetched(house, path, If_None_Match=tag)
    assert fresh.status_code == 200
    assert "Last-Modified" not in fresh.headers, "something older may still be on its way"
    house.clock.at += timedelta(minutes=3)
    assert fetched(house, path, If_Modified_Since=modified).status_code == 200


def test_a_revoked_address_says_that_it_is_gone_and_others_go_on(house: House) -> None:
    mine, other = issued(house), issued(house)
    made = house.get(AT).json()
    assert {feed["note"] for feed in made} == {"a shared calendar"}
    assert all(mine.split("/")[-1] not in str(feed) for feed in made)
    by_token = {}
    for feed in made:
        house.post(f"{AT}/{feed['id']}/revoke", {})
        by_token[feed["id"]] = [fetched(house, path).status_code for path in (mine, other)]
    first, last = by_token.values()
    assert sorted(first) == [200, 410]
    assert last == [410, 410]
    assert fetched(house, mine).json()["code"] == "feed-revoked"
    assert house.get(AT).json()[0]["revoked_by"] == "the secretariat"


def test_an_address_that_nobody_was_given_is_counted(house: House) -> None:
    codes = [fetched(house, f"/feeds/{'x' * 43}.ics").status_code for _ in range(31)]
    assert codes == [404] * 30 + [429]


def test_the_token_is_kept_as_a_hash_only(house: House) -> None:
    token = issued(house).removeprefix("/feeds/").removesuffix(".ics")
    with house.context.database.reading() as connection:
        kept = connection.exec_driver_sql("SELECT * FROM calendar_feeds").all()
    assert token not in str(kept)


@pytest.mark.parametrize(("who", "status"), [("reader", 403), ("brazil", 401)])
def test_only_staff_that_may_act_gives_calendars_out(house: House, who: str, status: int) -> None:
    assert house.post(AT, {}, who).status_code == status
    assert house.get(AT, who).status_code == status


def test_a_calendar_of_somebody_unknown_is_refused(house: House) -> None:
    assert house.post(AT, {"participant": "atlantis"}).json()["code"] == "unknown-participant"
    assert house.post("/bodies/none/feeds", {}).json()["code"] == "unknown-body"
    assert house.post(f"{AT}/none/revoke", {}).json()["code"] == "no-such-feed"


def test_a_title_cannot_smuggle_a_property_into_a_calendar(house: House) -> None:
    assert house.get("/procedures").status_code == 200
    with house.context.database.writing() as connection:
        from nemcon.register import directory
        from nemcon.register.directory import Body

        hostile = Body(BODY, "Group\r\nX-EVIL:1;\u202e,", "Europe/Vienna")
        directory.put_body(connection, hostile, START)
    answer = fetched(house, issued(house))
    assert b"\r\nX-EVIL" not in answer.content
    assert max(map(len, answer.content.split(b"\r\n"))) <= 75
