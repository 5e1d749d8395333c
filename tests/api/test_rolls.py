"""Rolls as of a date over HTTP: shown by day, previewed, imported, undone."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.api.house import BODY, START, House

ALL = f"/bodies/{BODY}/rolls/all"
COLUMNS = "participant,standing,political groups,speaks for,credentials until"
ROLL = (
    f"# as at: 2026-06-01\n# source: The report\n{COLUMNS}\n"
    "Norway,member,Two,Two,\nAustria,observer,,,\nTurkey,member,Two,,2026-06-15\n"
)


def test_a_roll_is_previewed_imported_shown_and_undone(either: House) -> None:
    before = either.get(ALL).json()
    assert before["version"] is None
    seen = either.post(f"{ALL}/preview", {"content": ROLL}).json()
    assert [entry["name"] for entry in seen["added"]] == ["Türkiye"]
    assert [entry["name"] for entry in seen["leaving"]] == ["Brazil", "The Council"]
    assert [(c["name"], c["what"], c["after"]) for c in seen["changed"]] == [
        ("Norway", "group", "Western European and other States"),
        ("Norway", "political groups", "Two"),
        ("Norway", "speaks for", "Two"),
        ("Austria", "standing", "observer"),
        ("Austria", "group", "Western European and other States"),
    ]
    assert [note["code"] for note in seen["notes"]] == [
        "alias",
        "leaves-a-part",
        "credentials-expired",
        "no-contact",
    ]
    assert (seen["upon"], seen["same"], seen["version"]) == (0, False, None)
    assert either.get(ALL).json() == before

    done = either.post(f"{ALL}/import", {"content": ROLL, "upon": seen["upon"]}).json()
    assert done["version"] == 1
    shown = either.get(ALL).json()
    assert [entry["participant"] for entry in shown["entries"]] == ["norway", "austria", "tur"]
    assert shown["groups"] == [
        {"name": "Two", "members": ["norway", "tur"], "speakers": ["norway"]}
    ]
    assert (shown["on"], shown["version"]["source"]) == ("2026-06-16", "The report")
    assert shown["version"]["imported_by"] == "the secretariat"

    undone = either.post(f"{ALL}/undo", {"version": 1}).json()
    assert undone == {"version": 1, "now_in_force": None, "removed": ["tur"]}
    after = either.get(ALL).json()
    assert after["entries"] == before["entries"]
    assert [one["undone_by"] for one in after["versions"]] == ["the secretariat"]


def test_importing_the_same_roll_again_changes_nothing(house: House) -> None:
    house.post(f"{ALL}/import", {"content": ROLL})
    before = house.rows()
    again = house.post(f"{ALL}/import", {"content": ROLL}).json()

    assert (again["same"], again["version"]) == (True, 1)
    assert house.rows() == before


def test_a_text_is_placed_among_those_of_the_day_with_their_groups(house: House) -> None:
    house.post(f"{ALL}/import", {"content": ROLL.replace("2026-06-01", "2026-06-17")})
    sent = {
        "body": BODY,
        "text": "format",
        "profile": "un-informal-silence",
        "length": "72h",
    }
    house.post("/procedures", {**sent, "procedure": "before"}, "chair")
    house.clock.at = START + timedelta(days=1)
    house.post("/procedures", {**sent, "procedure": "after"}, "chair")

    def roll(name: str) -> list[str]:
        return [seat["participant"] for seat in house.get(f"/procedures/{name}").json()["roll"]]

    assert roll("before") == ["austria", "brazil", "norway", "council"]
    assert roll("after") == ["norway", "austria", "tur"]
    position = house.context.register.position("after")
    assert position is not None
    assert [group.name for group in position.state.groups] == ["Two"]


def test_a_roll_is_shown_as_it_was_on_a_day(house: House) -> None:
    house.post(f"{ALL}/import", {"content": ROLL})
    later = ROLL.replace("2026-06-01", "2026-06-10").replace("Austria,observer,,,\n", "")
    house.post(f"{ALL}/import", {"content": later})

    assert len(house.get(f"{ALL}?on=2026-06-09").json()["entries"]) == 3
    assert len(house.get(f"{ALL}?on=2026-06-10").json()["entries"]) == 2
    for wrong in ("20260610", "tomorrow", "2026-02-30"):
        answer = house.get(f"{ALL}?on={wrong}")
        assert (answer.status_code, answer.json()["code"]) == (422, "malformed")


def test_every_fault_of_a_file_is_told_with_its_place(house: House) -> None:
    content = ROLL.replace("Norway,member", "=1+1,membre").replace("Turkey", "Austria")
    answer = house.post(f"{ALL}/preview", {"content": content, "origin": "our/roll.csv"})

    assert (answer.status_code, answer.json()["code"]) == (422, "bad-roll")
    assert [field["where"] for field in answer.json()["fields"]] == [
        "line 4 participant",
        "line 4 standing",
        "line 6 participant",
    ]


@pytest.mark.parametrize("content", ["", "x" * 210_000, "# as at: 2026-06-01\n\u202e", "\n" * 999])
def test_what_is_no_roll_is_refused_in_words(house: House, content: str) -> None:
    for what in ("preview", "import"):
        answer = house.post(f"{ALL}/{what}", {"content": content})
        assert (answer.status_code, answer.json()["code"]) == (422, "bad-roll")


def test_five_megabytes_are_refused_before_they_are_read(house: House) -> None:
    answer = house.post(f"{ALL}/preview", {"content": "x" * 5_000_000})

    assert (answer.status_code, answer.json()["code"]) == (413, "too-large")


def test_what_crossed_another_import_is_refused(house: House) -> None:
    seen = house.post(f"{ALL}/preview", {"content": ROLL}).json()
    house.post(f"{ALL}/import", {"content": ROLL.replace("The report", "Another")})
    answer = house.post(f"{ALL}/import", {"content": ROLL, "upon": seen["upon"]})
    assert (answer.status_code, answer.json()["code"]) == (409, "roll-moved")
    answer = house.post(f"{ALL}/undo", {"version": 7})
    assert (answer.status_code, answer.json()["code"]) == (409, "not-the-last-import")


def test_a_roll_that_was_imported_is_not_set_by_hand(house: House) -> None:
    bureau = f"/bodies/{BODY}/rolls/bureau"
    house.post(f"{bureau}/import", {"content": ROLL})
    answer = house.put(bureau, {"participants": ["brazil"]})
    assert (answer.status_code, answer.json()["code"]) == (409, "roll-has-versions")

    house.post(f"{bureau}/undo", {"version": 1})
    assert house.put(bureau, {"participants": ["brazil"]}).json()["participants"] == ["brazil"]


def test_a_roll_of_a_later_date_is_listed_and_holds_nobody_yet(house: House) -> None:
    friends = f"/bodies/{BODY}/rolls/friends"
    house.post(f"{friends}/import", {"content": ROLL.replace("2026-06-01", "2026-06-17")})

    listed = {one["name"]: one["participants"] for one in house.get(f"/bodies/{BODY}/rolls").json()}
    assert listed == {"bureau": ["austria", "brazil"], "friends": []}
    shown = house.get(friends).json()
    assert (shown["version"], shown["entries"], len(shown["versions"])) == (None, [], 1)
    assert len(house.get(f"{friends}?on=2026-06-17").json()["entries"]) == 3


def test_only_the_secretariat_imports_and_undoes(house: House) -> None:
    for who in ("chair", "bureau", "reader"):
        for what, sent in (("preview", {"content": ROLL}), ("undo", {"version": 1})):
            answer = house.post(f"{ALL}/{what}", sent, who)
            assert (answer.status_code, answer.json()["code"]) == (403, "secretariat-only")
        assert house.get(ALL, who).status_code == 200


def test_a_roll_or_a_body_that_is_not_here_is_named(house: House) -> None:
    assert house.get(f"/bodies/{BODY}/rolls/none").json()["code"] == "unknown-roll"
    assert house.get("/bodies/none/rolls/all").json()["code"] == "unknown-body"
    answer = house.post("/bodies/none/rolls/all/import", {"content": ROLL})
    assert answer.json()["code"] == "unknown-body"
