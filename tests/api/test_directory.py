"""The directory: entering a list twice changes nothing, and collisions are told apart."""

from __future__ import annotations

from tests.api.house import BODY, House

PEOPLE = [
    {"id": "brazil", "name": "Brazil"},
    {"id": "norway", "name": "Kingdom of Norway", "group": "WEOG"},
    {"id": "peru", "name": "Peru", "category": "signatory"},
]


def test_an_import_says_what_it_did_and_done_twice_does_nothing(either: House) -> None:
    first = either.put(f"/bodies/{BODY}/participants", PEOPLE).json()
    assert first == {"added": ["peru"], "changed": ["norway"], "unchanged": ["brazil"]}
    before = either.rows()
    again = either.put(f"/bodies/{BODY}/participants", PEOPLE).json()
    assert again == {"added": [], "changed": [], "unchanged": ["brazil", "norway", "peru"]}
    assert either.rows() == before


def test_a_weight_is_kept_and_one_that_is_none_is_refused(house: House) -> None:
    house.put(f"/bodies/{BODY}/participants", [{**PEOPLE[1], "weight": 12}])
    found = {p["id"]: p["weight"] for p in house.get(f"/bodies/{BODY}/participants").json()}
    assert found == {"austria": 1, "brazil": 1, "norway": 12, "council": 1}
    for wrong in (-1, 1.5, "many", 2**31):
        answer = house.put(f"/bodies/{BODY}/participants", [{**PEOPLE[1], "weight": wrong}])
        assert (answer.status_code, answer.json()["code"]) == (422, "malformed")


def test_names_that_belong_to_others_are_refused_and_nothing_is_entered(either: House) -> None:
    listed = [{"id": "peru", "name": "Peru"}, {"id": "other", "name": "Brazil"}]
    answer = either.put(f"/bodies/{BODY}/participants", listed)
    assert (answer.status_code, answer.json()["code"]) == (409, "already-taken")
    names = [p["id"] for p in either.get(f"/bodies/{BODY}/participants").json()]
    assert "peru" not in names
    twice = either.put(f"/bodies/{BODY}/participants", [PEOPLE[0], PEOPLE[0]])
    assert (twice.status_code, twice.json()["code"]) == (422, "participant-twice")


def test_contacts_are_imported_and_shown_to_those_who_act(house: House) -> None:
    person = {"id": "new", "participant": "brazil", "name": "Ana", "address": "ana@münchen.example"}
    done = house.put(f"/bodies/{BODY}/contacts", [person]).json()
    assert done == {"added": ["new"], "changed": [], "unchanged": []}
    assert house.put(f"/bodies/{BODY}/contacts", [person]).json()["unchanged"] == ["new"]
    found = {p["id"]: p for p in house.get(f"/bodies/{BODY}/contacts").json()}
    assert found["new"]["address"] == "ana@xn--mnchen-3ya.example"
    assert house.get(f"/bodies/{BODY}/contacts", "reader").status_code == 403


def test_a_contact_stays_with_its_participant(house: House) -> None:
    person = {"id": "at-brazil", "participant": "norway", "name": "X", "address": "x@y.example"}
    answer = house.put(f"/bodies/{BODY}/contacts", [person])
    assert (answer.status_code, answer.json()["code"]) == (409, "contact-of-another")
    person |= {"id": "new", "participant": "atlantis"}
    answer = house.put(f"/bodies/{BODY}/contacts", [person])
    assert (answer.status_code, answer.json()["code"]) == (404, "unknown-participant")


def test_bodies_rolls_and_texts_are_entered_and_shown(house: House) -> None:
    body = {"name": "Other", "zone": "America/New_York"}
    assert house.put("/bodies/other", body, "chair").json()["zone"] == "America/New_York"
    assert {b["id"] for b in house.get("/bodies").json()} == {BODY, "other"}
    roll = house.put(f"/bodies/{BODY}/rolls/extended bureau", {"participants": ["norway"]})
    assert roll.json() == {"name": "extended bureau", "participants": ["norway"]}
    text = {"title": "T", "paragraphs": [{"number": "1", "words": "W"}]}
    shown = house.put(f"/bodies/{BODY}/texts/new", text).json()
    assert shown["digest"]
    assert house.get(f"/bodies/{BODY}/texts/new").json() == shown
    assert {t["id"] for t in house.get(f"/bodies/{BODY}/texts").json()} == {"format", "new"}


def test_a_text_is_placed_from_the_directory_and_ruled_upon(house: House) -> None:
    sent = {
        "procedure": "placed",
        "body": BODY,
        "text": "format",
        "among": "bureau",
        "profile": "unodc-vienna-eb",
        "until": "2026-06-19T18:00",
        "rules": {"period.minimum": "24h"},
    }
    receipt = house.post("/procedures", sent, "chair", Idempotency_Key="a")
    assert receipt.status_code == 201
    assert house.post("/procedures", sent, "chair", Idempotency_Key="a").json()["repeated"]
    shown = house.get("/procedures/placed").json()
    assert shown["deadline"]["instant"] == "2026-06-19T16:00:00Z"
    assert [seat["participant"] for seat in shown["roll"]] == ["austria", "brazil"]
    ruling = {"until": "2026-06-22T18:00", "because": "More time was asked for."}
    assert house.post("/procedures/placed/acts/extend", ruling, "chair").status_code == 201
    shown = house.get("/procedures/placed").json()
    assert shown["deadline"]["instant"] == "2026-06-22T16:00:00Z"
    refused = house.post("/procedures/placed/acts/extend", ruling, "chair")
    assert (refused.status_code, refused.json()["code"]) == (422, "extension-not-later")
    unknown = house.post("/procedures/placed/acts/dance", {}, "chair")
    assert (unknown.status_code, unknown.json()["code"]) == (404, "not-found")
    ended = house.post("/procedures/placed/acts/withdraw-text", {"because": "A slip."}, "chair")
    assert ended.status_code == 201
    assert house.get("/procedures/placed").json()["outcome"] == "withdrawn"


def test_a_bounce_is_noted_for_letters_that_exist_only(house: House) -> None:
    answer = house.post("/letters/none/bounce", {"reply": "550 no such user"})
    assert (answer.status_code, answer.json()["code"]) == (404, "no-such-letter")
