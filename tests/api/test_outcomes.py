"""The feed of public outcomes: for bodies that publish, after the embargo, and nothing more."""

from __future__ import annotations

from datetime import timedelta

import pytest
from httpx import Response
from lxml import etree

from tests.api.house import BODY, DEADLINE, PROCEDURE, House

AT = f"/outcomes/{BODY}.atom"
_NS = {"a": "http://www.w3.org/2005/Atom"}


def feed(house: House, path: str = AT, **headers: str) -> Response:
    shown = {name.replace("_", "-"): value for name, value in headers.items()}
    return house.caller.call("GET", path, headers=shown)


def entries(answer: Response) -> list[dict[str, str]]:
    assert answer.status_code == 200, answer.text
    assert answer.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    root = etree.fromstring(answer.content)
    for needed in ("id", "title", "updated", "author/a:name", "link[@rel='self']"):
        assert root.find(f"a:{needed}", _NS) is not None, needed
    names = ("id", "title", "published", "updated", "content")
    found = root.findall("a:entry", _NS)
    return [{n: str(e.findtext(f"a:{n}", namespaces=_NS)) for n in names} for e in found]


def publish(house: House, *, outcomes: bool = True) -> None:
    sent = {"outcomes": outcomes}
    assert house.put(f"/bodies/{BODY}/publishing", sent).is_success


def withdrawn(house: House, name: str = PROCEDURE) -> None:
    sent = {"because": "A reason that is nobody's business."}
    answer = house.post(f"/procedures/{name}/acts/withdraw-text", sent, "chair")
    assert answer.is_success, answer.text


def confirmed(house: House, name: str = PROCEDURE, **more: str) -> None:
    sent = {"because": "In full.", "number": "Decision <3>", **more}
    answer = house.post(f"/procedures/{name}/acts/confirm", sent, "chair")
    assert answer.is_success, answer.text


def test_a_body_publishes_nothing_until_its_secretariat_says_so(house: House) -> None:
    withdrawn(house)
    confirmed(house)
    assert feed(house).json()["code"] == "no-such-feed"
    assert feed(house, "/outcomes/nowhere.atom").json() == feed(house).json()
    assert house.put(f"/bodies/{BODY}/publishing", {"outcomes": True}, "chair").status_code == 403
    publish(house)
    told = house.get(f"/bodies/{BODY}/publishing", "reader").json()
    assert told == {"outcomes": True, "url": f"https://silence.example{AT}"}
    assert len(entries(feed(house))) == 1
    publish(house, outcomes=False)
    assert feed(house).status_code == 404


def test_an_outcome_is_public_once_confirmed_with_its_number_and_no_reasons(house: House) -> None:
    publish(house)
    house.file("austria", says="No.")
    withdrawn(house)
    assert entries(feed(house)) == []
    house.clock.at += timedelta(hours=1)
    confirmed(house)
    (entry,) = entries(feed(house))
    assert entry["id"] == f"tag:nemcon.example,2026:{PROCEDURE}/outcome"
    assert entry["title"] == "Format of the meeting"
    assert entry["updated"] == "2026-06-16T17:00:00Z"
    assert entry["content"].startswith("Withdrawn as at Tuesday, 16 June 2026, 12 noon (New York")
    assert "Confirmed as Decision <3>." in entry["content"]
    for kept in ("business", "In full", "No.", "Austria", "hybrid."):
        assert kept not in feed(house).text


def test_an_embargo_holds_until_its_day_begins_where_the_rules_are_read(house: House) -> None:
    publish(house)
    withdrawn(house)
    confirmed(house, embargo_until="2026-07-01")
    midnight = DEADLINE.replace(month=7, day=1, hour=4)  # in New York
    house.clock.at = midnight - timedelta(seconds=1)
    assert entries(feed(house)) == []
    house.clock.at = midnight
    (entry,) = entries(feed(house))
    assert entry["published"] == "2026-07-01T04:00:00Z"


def test_a_reader_that_has_it_is_told_so(house: House) -> None:
    publish(house)
    first = feed(house)
    assert feed(house, If_None_Match=first.headers["ETag"]).status_code == 304
    withdrawn(house)
    confirmed(house)
    assert feed(house, If_None_Match=first.headers["ETag"]).status_code == 200


def test_the_feed_comes_in_pages(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("api.outcomes.PAGE", 2)
    publish(house)
    for name in ("one", "two", "three"):
        house.open(name)
        house.clock.at += timedelta(minutes=1)
        withdrawn(house, name)
        confirmed(house, name)
    seen: list[str] = []
    path = AT
    while path:
        answer = feed(house, path)
        seen += [entry["id"].split(":")[-1] for entry in entries(answer)]
        older = etree.fromstring(answer.content).find("a:link[@rel='next']", _NS)
        path = (
            "" if older is None else str(older.get("href")).removeprefix("https://silence.example")
        )
    assert seen == ["three/outcome", "two/outcome", "one/outcome"]
