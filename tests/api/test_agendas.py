"""Agendas and meetings through the API: who may do what, receipts, and what is shown."""

from __future__ import annotations

import pytest
from httpx import Response

from nemcon.register.links import issue_links
from tests.api.house import BODY, MEMBERS, START, House

NAME = "third-session"
AT = f"/agendas/{NAME}"
AGENDA = {
    "procedure": NAME,
    "body": BODY,
    "title": "Provisional agenda",
    "items": [
        {"number": "1", "title": "Opening", "subs": [{"number": "(a)", "title": "Officers"}]},
        {"number": "2", "title": "Substance"},
    ],
    "parts": [{"name": "outcome", "says": "A compilation"}],
    "sittings": [
        {
            "number": 1,
            "begins": "2026-07-07T12:00",
            "ends": "2026-07-07T14:00+02:00",
            "items": ["1", "2"],
        },
        {"number": 2, "begins": "2026-07-08T12:00", "ends": "2026-07-08T14:00"},
    ],
    "profile": "un-informal-silence",
    "rules": {"period.zone": "Europe/Vienna"},
    "until": "2026-07-01T18:00",
    "session": "Third session",
}
PROPOSAL = {"change": "amend", "place": "outcome", "says": "By silence."}


def circulated(house: House) -> Response:
    answer = house.post("/agendas", AGENDA)
    assert answer.status_code == 201, answer.text
    with house.context.database.writing() as connection:
        ids = [f"at-{member}" for member in MEMBERS]
        links = issue_links(connection, house.context.links, NAME, ids, START)
    house.tokens |= {f"of-{who.removeprefix('at-')}": token for who, token in links.items()}
    return answer


def done(house: House, path: str, sent: object, who: str = "chair") -> Response:
    answer = house.post(f"{AT}/{path}", sent, who)
    assert answer.status_code == 201, answer.text
    return answer


def test_an_agenda_is_circulated_and_shown_with_its_places_and_instants(house: House) -> None:
    assert circulated(house).json()["code"].startswith(f"{NAME}/1/")
    shown = house.get(AT).json()
    assert shown["items"][0]["subs"][0]["place"] == "1 (a)"
    assert shown["sittings"][0]["begins"] == shown["sittings"][0]["ends"].replace("12:", "10:")
    assert shown["until"] == "2026-07-01T16:00:00Z"
    assert shown["next"]["step"] == "CloseProposals"
    assert shown["phase"] == "circulated"


def test_the_same_sending_is_circulated_once(house: House) -> None:
    first = house.post("/agendas", AGENDA, Idempotency_Key="k")
    again = house.post("/agendas", AGENDA, Idempotency_Key="k")
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json()["hash"] == again.json()["hash"]
    assert house.post("/agendas", AGENDA).status_code == 409


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"items": []}, "malformed"),
        ({"title": ""}, "malformed"),
        ({"surprise": 1}, "malformed"),
        ({"profile": "nothing"}, "unknown-profile"),
        ({"body": "nobody"}, "unknown-body"),
        ({"until": "2020-01-01T10:00"}, "deadline-not-ahead"),
        ({"items": [{"number": "1", "title": "a\u202eb"}]}, "bidi-override"),
        ({"sittings": [{"number": 1, "begins": "x", "ends": "y"}]}, "unreadable-time"),
    ],
)
def test_what_cannot_be_circulated_is_refused_and_leaves_no_trace(
    house: House, change: dict[str, object], code: str
) -> None:
    before = house.rows()
    answer = house.post("/agendas", {**AGENDA, **change})
    assert answer.json()["code"] == code, answer.text
    assert house.rows() == before


def test_a_delegation_proposes_and_withdraws_with_the_token_of_its_link(house: House) -> None:
    circulated(house)
    number = done(house, "proposals", PROPOSAL, "of-brazil").json()["number"]
    assert house.get(AT, "of-norway").json()["proposals"][0]["participant"] == "brazil"
    other = house.post(f"{AT}/proposals/withdraw", {"proposal": number}, "of-norway")
    assert other.json()["code"] == "not-the-author"
    done(house, "proposals/withdraw", {"proposal": number}, "of-brazil")
    assert house.get(AT).json()["proposals"][0]["withdrawn"]


def test_the_secretariat_proposes_for_a_delegation_on_stated_evidence_only(house: House) -> None:
    circulated(house)
    bare = house.post(f"{AT}/proposals", PROPOSAL)
    assert bare.json()["code"] == "evidence-required"
    sent = {**PROPOSAL, "participant": "brazil", "evidence": "note verbale 12/2026"}
    done(house, "proposals", sent, "secretariat")
    assert house.get(AT).json()["proposals"][0]["participant"] == "brazil"
    chair = house.post(f"{AT}/proposals", sent, "chair")
    assert chair.json()["code"] == "not-authorised"
    own = house.post(f"{AT}/proposals", sent, "of-norway")
    assert own.json()["code"] == "not-your-delegation"


def test_a_compromise_is_opposed_and_joined(house: House) -> None:
    circulated(house)
    done(house, "acts/compromise", {"exceptions": ["outcome"], "revisit": {"sitting": 2}})
    done(house, "compromise/oppose", {"says": "Too vague."}, "of-brazil")
    refused = house.post(
        f"{AT}/acts/adopt", {"exceptions": ["outcome"], "revisit": {"sitting": 2}}, "chair"
    )
    assert refused.json()["code"] == "compromise-opposed"
    assert house.get(AT).json()["compromise"]["opposed_by"][0]["participant"] == "brazil"
    done(house, "compromise/join", {}, "of-brazil")
    assert house.get(AT).json()["compromise"]["opposed_by"] == []


def test_the_chair_adopts_with_an_exception_and_settles_it(house: House) -> None:
    circulated(house)
    done(house, "acts/adopt", {"exceptions": ["outcome"], "revisit": {"at": "2026-07-08T13:00"}})
    (left,) = house.get(AT).json()["open_parts"]
    assert left["revisit"]["instant"] == "2026-07-08T11:00:00Z"
    done(house, "acts/settle", {"place": "outcome", "settlement": "adopted", "says": "So."})
    shown = house.get(AT).json()
    assert shown["open_parts"] == []
    assert shown["exceptions"][0]["settlement"] == "adopted"


def test_the_agenda_is_placed_under_silence_in_a_procedure_of_its_own(house: House) -> None:
    circulated(house)
    done(house, "acts/place-under-silence", {"length": "72h", "item_by_item": True})
    child = house.get(AT).json()["silence"]
    assert house.get(f"/procedures/{child}").json()["divisible"]


def test_a_session_keeps_its_timetable_and_its_record(house: House) -> None:
    circulated(house)
    sitting = {"number": 1, "begins": "2026-07-09T12:00", "ends": "2026-07-09T14:00"}
    done(house, "acts/change-timetable", {"sittings": [sitting]}, "secretariat")
    done(house, "acts/add-item", {"item": {"number": "3", "title": "Other matters"}})
    officer = {"office": "Chair", "participant": "norway", "person": "Ms. A"}
    done(house, "acts/name-officers", {"officers": [officer]})
    spoken = {"place": "2", "speaker": "brazil", "sitting": 1, "on_behalf_of": ["The Friends"]}
    done(house, "acts/note-speaker", spoken, "secretariat")
    done(house, "acts/list-document", {"symbol": "WG/2", "title": "Paper", "items": ["2"]})
    items = [{"number": "1", "title": "One"}]
    assert house.post(f"{AT}/acts/revise", {"items": items}, "chair").status_code == 201
    shown = house.get(AT).json()
    assert shown["sittings"][0]["begins"] == "2026-07-09T10:00:00Z"
    assert shown["officers"] == [officer]
    assert shown["speakers"][0]["on_behalf_of"] == ["The Friends"]
    assert shown["documents"][0]["symbol"] == "WG/2"
    assert shown["revision"] == 1


def test_a_meeting_shows_its_session_its_procedures_and_its_timeline(house: House) -> None:
    circulated(house)
    shown = house.get(f"/meetings/{BODY}").json()
    assert shown["agenda"]["id"] == NAME
    assert shown["sessions"] == [NAME]
    assert {p["kind"] for p in shown["procedures"]} == {"agenda", "silence"}
    first = shown["timeline"][0]
    assert {"begins", "ends", "of", "kind", "says", "written"} == set(first)
    assert any(f["kind"] == "sitting" and f["ends"] for f in shown["timeline"])
    assert house.get("/meetings/nobody").status_code == 404
    assert house.get(f"/meetings/{BODY}?agenda=nothing").status_code == 404


def test_a_link_opens_its_own_agenda_only_and_readers_do_nothing(house: House) -> None:
    circulated(house)
    assert house.get(AT, "brazil").status_code == 404
    assert house.get(AT, "reader").status_code == 200
    assert house.post(f"{AT}/acts/adopt", {}, "reader").status_code == 403
    assert house.post(f"{AT}/acts/adopt", {}, "secretariat").json()["code"] == "not-authorised"
    assert house.get("/agendas/hybrid-format").status_code == 404
