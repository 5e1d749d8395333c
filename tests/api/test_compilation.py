"""What a broken silence leaves to a later session, for programs and on pages."""

from __future__ import annotations

from tests.api.house import PROCEDURE, House, after


def broken(house: House) -> None:
    """Brazil objects in words of its own, and the Chair lists the text for a later session."""
    assert house.file("brazil", says="We cannot.", paragraphs=["1"]).status_code == 201
    house.clock.at = after(hours=1)
    house.context.register.keep_time(PROCEDURE)
    to = {"to": "the tenth session", "because": "No agreement."}
    ruled = house.post(f"/procedures/{PROCEDURE}/acts/compile", to, "chair")
    assert ruled.status_code == 201, ruled.text


def test_nothing_is_listed_before_silence_came_to_nothing(house: House) -> None:
    answer = house.get(f"/procedures/{PROCEDURE}/compilation")

    assert (answer.status_code, answer.json()["code"]) == (404, "no-compilation")


def test_what_a_broken_silence_lists_is_read_by_programs(house: House) -> None:
    broken(house)

    shown = house.get(f"/procedures/{PROCEDURE}/compilation").json()
    written = house.get(f"/procedures/{PROCEDURE}/compilation.txt").text

    assert shown["to"] == "the tenth session"
    assert [item["number"] for item in shown["paragraphs"]][:1] == ["1"]
    assert "the tenth session" in written
    assert house.get(f"/procedures/{PROCEDURE}/compilation", "norway").status_code == 200


def test_who_objected_is_told_only_where_the_rules_name_objectors(house: House) -> None:
    broken(house)

    told = house.get(f"/procedures/{PROCEDURE}/compilation.txt", "norway").text

    names = house.get(f"/procedures/{PROCEDURE}", "norway").json()["filings"]
    named = any(filing["participant"] == "brazil" for filing in names)
    assert ("Brazil" in told) is named
    assert ("We cannot." in told) is named
