"""The record of a session at its address: kept as YAML or JSON, and given back as it was kept."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta

import pytest
import yaml
from httpx import Response

from nemcon.agenda.state import AgendaState
from nemcon.procedure.refusal import Refusal
from tests.agenda.build import circulation
from tests.api.house import BODY, House

PATH = "/agendas/agenda/record"
YAML = """\
place: Vienna
short: Working Group
introduction:
  - Established in [2010].
deliberations:
  - place: "2"
    summary: ["It was discussed.", "[...]"]
"""


@pytest.fixture
def session(house: House) -> House:
    act = circulation(until=None)
    answer = house.context.register.record("agenda", act, house.clock.now(), body=BODY)
    assert not isinstance(answer, Refusal), answer
    return house


def put(
    house: House, sent: str | bytes, who: str = "secretariat", kind: str = "application/yaml"
) -> Response:
    headers = house.as_(who, Content_Type=kind)
    content = sent.encode() if isinstance(sent, str) else sent
    return house.caller.call("PUT", f"/api/v1{PATH}", headers=headers, content=content)


def state(house: House) -> AgendaState:
    found = house.context.register.position("agenda", AgendaState)
    assert found is not None
    return found.state


def test_a_record_in_yaml_is_kept_and_given_back(session: House) -> None:
    kept = put(session, YAML)

    assert kept.status_code == 201, kept.text
    assert kept.json()["code"].startswith("agenda/2/")
    record = state(session).record
    assert record is not None
    assert record.introduction == ("Established in [2010].",)
    shown = session.get(PATH).json()
    assert shown["place"] == "Vienna"
    assert shown["deliberations"][0]["summary"] == ["It was discussed.", "[...]"]


def test_what_the_report_leaves_open_is_answered(session: House) -> None:
    left = put(session, YAML).json()["pending"]

    told = {(each["where"], each["words"], each["kind"]) for each in left}
    assert ("paragraph 1", "[2010]", "to be confirmed") in told
    assert any(words == "[...]" and kind == "to be completed" for _, words, kind in told)


def test_the_file_that_is_given_back_keeps_the_same_record_again(session: House) -> None:
    put(session, YAML)
    before = state(session)
    file = session.get(f"{PATH}.yaml")

    assert file.headers["content-type"].startswith("application/yaml")
    assert yaml.safe_load(file.text) == yaml.safe_load(YAML)
    assert put(session, file.content).status_code == 201
    assert state(session).number == before.number


def test_json_is_the_same_record(session: House) -> None:
    put(session, YAML)
    one = state(session).record
    sent = json.dumps(yaml.safe_load(YAML) | {"place": "Geneva"})

    assert put(session, sent, kind="application/json").status_code == 201
    assert one is not None
    assert state(session).record == replace(one, place="Geneva")


def test_every_fault_is_named_with_its_key_and_its_line(session: House) -> None:
    wrong = (
        "place: 7\n"
        "plaice: Vienna\n"
        "deliberations:\n"
        '  - place: "2"\n'
        "    summary: words\n"
        "  - summary: []\n"
    )
    refused = put(session, wrong)

    assert (refused.status_code, refused.json()["code"]) == (422, "bad-record")
    assert {f["where"]: f["says"] for f in refused.json()["fields"]} == {
        "place (line 1)": "This should be words, in quotation marks.",
        "plaice (line 2)": "This is not expected here; check the spelling.",
        "deliberations 1 summary (line 5)": "This should be a list, in square brackets.",
        "deliberations 2 place (line 6)": "This is missing.",
    }
    assert state(session).record is None


def test_what_the_session_does_not_have_and_brackets_that_do_not_close_are_all_named(
    session: House,
) -> None:
    wrong = (
        'introduction: ["Open [ended."]\n'
        "deliberations:\n"
        '  - {place: "99", sittings: [7]}\n'
        "statements:\n"
        '  - {place: "2", capacities: [{participant: mars, says: too}]}\n'
    )
    refused = put(session, wrong).json()

    assert refused["code"] == "bad-record"
    assert [f["where"] for f in refused["fields"]] == [
        "deliberations 1 place (line 3)",
        "deliberations 1 sittings 1 (line 3)",
        "statements 1 capacities 1 participant (line 5)",
        "introduction 1 (line 1)",
    ]


def test_what_cannot_be_a_day_and_a_place_that_is_none_are_told_together_in_words(
    session: House,
) -> None:
    wrong = 'dated: "8 July"\ndeliberations:\n  - {place: "2"}\n  - {place: "9", summary: no}\n'
    refused = put(session, wrong).json()

    assert [(f["where"], f["says"]) for f in refused["fields"]] == [
        ("dated (line 1)", "This should be a day, such as 2026-07-08."),
        ("deliberations 2 summary (line 4)", "This should be a list, in square brackets."),
        (
            "deliberations 2 place (line 4)",
            'The agenda and the organization of work have no "9".',
        ),
    ]


def test_a_record_to_begin_with_is_given_until_one_was_kept(session: House) -> None:
    begun = session.get(f"{PATH}.yaml?begin=true")

    assert begun.status_code == 200
    assert [each["place"] for each in yaml.safe_load(begun.text)["deliberations"]] == [
        item.number for item in state(session).items
    ]
    assert "attachment" in begun.headers["content-disposition"]
    assert put(session, begun.text).status_code == 201
    put(session, YAML)
    assert yaml.safe_load(session.get(f"{PATH}.yaml?begin=true").text) == yaml.safe_load(YAML)


@pytest.mark.parametrize(
    ("begins", "kind"), [(b"%PDF-1.7\n%\xe2", "a PDF"), (b"PK\x03\x04", "Word or Excel")]
)
def test_a_file_of_another_kind_is_refused_as_such(
    session: House, begins: bytes, kind: str
) -> None:
    fault = put(session, begins).json()["fields"][0]["says"]
    assert kind in fault
    assert "YAML" in fault


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        (b"\xff", "It is not written in UTF-8."),
        (b"place: [", "It is not YAML"),
        (b"a: &x [one]\nintroduction: *x", "It repeats another part by an anchor"),
        (b"place: Vienna\nplace: Geneva", "This key comes twice"),
        (b"dated: 2020-13-45", "It is not YAML"),
        (b"!!python/object/apply:os.system [ls]", "It is not YAML"),
        (b"[" * 3_000, "It is not YAML"),
        (b"a: &a [*a]", "It repeats another part by an anchor"),
        (b"", "This should be an object"),
        (b"- one", "This should be an object"),
        ("place: \u202eVienna".encode(), "forces the direction of writing"),
    ],
)
def test_a_file_that_cannot_be_one_is_refused_in_words(
    session: House, sent: bytes, says: str
) -> None:
    refused = put(session, sent)

    assert (refused.status_code, refused.json()["code"]) == (422, "bad-record")
    assert says in refused.json()["fields"][0]["says"]


def test_another_type_and_bad_json_are_refused(session: House) -> None:
    assert put(session, YAML, kind="text/html").json()["code"] == "unsupported-media-type"
    assert put(session, "{", kind="application/json").json()["code"] == "malformed-json"
    twice = '{"place": "A", "place": "B"}'
    assert put(session, twice, kind="application/json").json()["code"] == "duplicate-key"


def test_only_who_writes_for_the_body_keeps_it_and_a_reader_does_not_see_it(session: House) -> None:
    refused = put(session, YAML, who="bureau")
    assert (refused.status_code, refused.json()["code"]) == (403, "not-authorised")
    assert put(session, YAML, who="reader").json()["code"] == "readers-only-read"
    assert session.get(PATH).json()["code"] == "no-record"
    assert session.get(f"{PATH}.yaml").json()["code"] == "no-record"

    put(session, YAML, who="chair")

    assert session.get(PATH, "bureau").status_code == 200
    for path in (PATH, f"{PATH}.yaml", f"{PATH}.yaml?begin=true"):
        hidden = session.get(path, "reader")
        assert (hidden.status_code, hidden.json()["code"]) == (403, "record-not-shown")
    assert session.get(PATH, "brazil").status_code == 401


def test_a_record_is_replaced_and_the_one_before_stays_in_the_register(session: House) -> None:
    put(session, YAML)
    put(session, YAML.replace("Vienna", "Geneva"))

    assert session.get(PATH).json()["place"] == "Geneva"
    bodies = [item.body for item in session.context.register.written("agenda")]
    assert sum("Vienna" in str(body) for body in bodies) == 1


def test_a_year_after_the_session_the_record_is_closed(session: House) -> None:
    sittings = state(session).sittings
    session.clock.at = max(sitting.ends for sitting in sittings) + timedelta(minutes=1)
    session.context.register.keep_time("agenda")
    session.clock.at += timedelta(days=366)

    assert put(session, YAML).json()["code"] == "record-closed"
