"""A profile as a rule book over HTTP."""

from __future__ import annotations

from nemcon.procedure.loader import load_profile
from nemcon.procedure.shelf import shipped_profiles
from nemcon.rulebook.reading import ways_of
from tests.api.house import House


def test_every_profile_is_read_as_a_rule_book(house: House) -> None:
    for name in shipped_profiles():
        told = house.get(f"/profiles/{name}/book", "reader").json()

        ways = [(way["start"], way["by"], way["end"]) for way in told["ways"]]
        assert ways == [(w.start, w.by, w.end) for w in ways_of(load_profile(name))]
        assert told["chapters"][0]["rules"]
        assert told["timeline"]["kept"] or told["timeline"]["notes"]


def test_a_delegation_reads_it_too_and_says_when_the_sample_is_placed(house: House) -> None:
    path = "/profiles/unga-74-544/book"
    told = house.get(f"{path}?at=2020-06-16T18:00", "brazil").json()

    assert told["timeline"]["launch"]["at"] == "2020-06-16T22:00:00Z"
    assert told["timeline"]["kept"][-1]["says"] == "Outcome: adopted."
    for wrong, code in (("soon", "malformed"), ("2020-03-08T02:30", "nonexistent-local-time")):
        answer = house.get(f"{path}?at={wrong}")
        assert answer.status_code == 422
        assert answer.json()["code"] in (code, "unreadable-time")
    assert house.get("/profiles/nothing/book").status_code == 404
