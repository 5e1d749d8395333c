"""Looking changes nothing: neither the record, nor links, nor what waits to be done."""

from __future__ import annotations

from tests.api.house import BODY, DEADLINE, PROCEDURE, House
from tests.api.routes import address, every_route


def test_get_and_head_leave_everything_as_it_was(house: House) -> None:
    house.file("brazil", says="No.")
    before = house.rows()
    head = house.get(f"/procedures/{PROCEDURE}").json()["head"]
    house.clock.at = DEADLINE.replace(year=2027)  # time has steps to take, and looking takes none
    walked = 0
    for route in every_route(house.caller.app):
        if "GET" not in route.methods:
            continue
        for who in ("secretariat", "chair", "reader", "brazil"):
            for method in ("GET", "HEAD"):
                path = address(house, route.path)
                answer = house.caller.call(method, path, headers=house.as_(who))
                assert answer.status_code < 500, (method, path, who)
                assert method == "GET" or not answer.content
                walked += 1
    assert walked > 100
    assert house.rows() == before
    assert house.get(f"/procedures/{PROCEDURE}").json()["head"] == head


def test_head_answers_as_get_does(house: House) -> None:
    for path in ("/api/v1/health", "/api/v1/bodies", "/api/v1/nothing"):
        got = house.caller.call("GET", path, headers=house.as_("chair"))
        seen = house.caller.call("HEAD", path, headers=house.as_("chair"))
        assert (seen.status_code, seen.content) == (got.status_code, b"")
        assert seen.headers["Content-Length"] == got.headers["Content-Length"]


def test_a_procedure_is_shown_with_its_deadline_in_every_form(house: House) -> None:
    house.open("vienna", period__zone="Europe/Vienna")
    shown = house.get("/procedures/vienna", "vienna/brazil").json()
    assert shown["deadline"] == {
        "instant": "2026-06-19T16:00:00Z",
        "zone": "Europe/Vienna",
        "end_included": False,
        "in_the_bodys_zone": "Friday, 19 June 2026, 6 p.m. (Vienna time, UTC+2)",
        "in_utc": "Friday, 19 June 2026, 4 p.m. (UTC)",
        "in_your_zone": "Friday, 19 June 2026, 1 p.m. (São Paulo time, UTC-3)",
        "rule": "What is received before 6 p.m. is in time; "
        "what is received at 6 p.m. or later is late.",
    }
    assert shown["next"]["step"] == "Remind"
    assert shown["not_yet_heard"] is None
    assert house.get("/procedures/vienna").json()["not_yet_heard"] == [
        "austria",
        "brazil",
        "norway",
    ]


def test_procedures_are_listed_in_parts(house: House) -> None:
    for number in range(4):
        house.open(f"more-{number}")
    first = house.get("/procedures?limit=3").json()
    rest = house.get(f"/procedures?limit=3&offset={first['next_offset']}").json()
    assert (first["total"], len(first["items"]), rest["next_offset"]) == (5, 3, None)
    named = [item["id"] for item in (*first["items"], *rest["items"])]
    assert sorted(named) == sorted({PROCEDURE, "more-0", "more-1", "more-2", "more-3"})
    assert house.get("/procedures?phase=ended").json()["items"] == []
    assert house.get("/procedures?body=working-group").json()["total"] == 5
    assert house.get("/procedures?phase=asleep").status_code == 422


def test_the_exported_record_verifies_and_names_a_file(house: House) -> None:
    from nemcon.register.verify import read_export, verify

    answer = house.get(f"/procedures/{PROCEDURE}/register/export")
    assert answer.headers["Content-Disposition"] == (
        f'attachment; filename="{PROCEDURE}.register.jsonl"'
    )
    assert verify(*read_export(answer.text)).sound


def test_health_says_whether_the_tables_are_there(house: House) -> None:
    assert house.caller.call("GET", "/api/v1/health").json()["status"] == "ok"
    with house.context.database.writing() as connection:
        connection.exec_driver_sql("DROP TABLE outbox")
    answer = house.caller.call("GET", "/api/v1/health")
    assert (answer.status_code, answer.json()["status"]) == (503, "failing")
    assert "sqlite" not in answer.text


def test_metrics_are_counts_that_prometheus_reads(house: House) -> None:
    house.file("brazil", says="No.")
    text = house.get("/metrics").text
    assert 'nemcon_procedures{phase="under-silence"} 1' in text
    assert 'nemcon_entries{kind="Filed"} 1' in text
    assert "nemcon_nudges_waiting 2" in text


def test_profiles_are_shown_with_their_sources(house: House) -> None:
    listed = house.get("/profiles", "brazil").json()
    assert "unga-74-544" in {profile["id"] for profile in listed}
    rules = house.get("/profiles/unga-74-544", "brazil").json()["rules"]
    assert next(r for r in rules if r["key"] == "period.minimum")["source"]


def test_a_preview_says_what_placing_would_mean_and_records_nothing(house: House) -> None:
    before = house.rows()
    sent = {
        "procedure": "new",
        "body": BODY,
        "text": "format",
        "profile": "unodc-vienna-eb",
        "until": "2026-06-20T18:00",
    }
    answer = house.post("/preview", sent, "chair")

    assert answer.status_code == 200
    told = answer.json()
    assert told["warnings"] == ["deadline-on-weekend"]
    assert told["objecting"] == 3
    brazil = told["fairness"]["delegations"][1]
    assert brazil["name"] == "Brazil"
    assert brazil["places"][0]["deadline"] == "2026-06-20T13:00:00-03:00"
    assert brazil["places"][0]["on_weekend"]
    assert house.rows() == before
    assert house.post("/preview", sent, "reader").status_code == 403
    period = next(check for check in told["checks"] if check["key"] == "period")
    assert (period["result"], told["stops"]) == ("note", False)
