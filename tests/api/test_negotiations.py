"""Negotiations through the API: tabled, amended, answered, revised, concluded, compiled."""

from __future__ import annotations

from datetime import timedelta

import pytest
from httpx import Response

from nemcon.text.document import Paragraph, Text
from tests.api.house import BODY, House
from tests.pages.negotiating import NAME, TEXT, UNTIL, amends, negotiation, open_negotiation

AT = f"/negotiations/{NAME}"
TABLING = {
    "procedure": "tools",
    "body": BODY,
    "text": {"title": "Tools", "paragraphs": [{"number": "1", "words": "Tools [shall] be made."}]},
    "profile": "un-informal-silence",
    "until": "2026-06-18T12:00",
    "to": "the next session",
}


@pytest.fixture
def table(house: House) -> House:
    """An installation with a negotiation."""
    open_negotiation(house)
    for who in ("austria", "brazil", "norway", "council"):
        house.tokens[f"at {who}"] = house.tokens[f"{NAME}/{who}"]
    return house


def amend(house: House, who: str, paragraph: str, wording: str, **more: object) -> Response:
    """Propose another wording for a paragraph."""
    sent = {"paragraph": paragraph, "change": "replace", "wording": wording, **more}
    return house.post(f"{AT}/amendments", sent, who)


def test_a_text_is_tabled_once_and_its_round_ends_in_the_zone_of_the_rules(house: House) -> None:
    first = house.post("/negotiations", TABLING, "chair", Idempotency_Key="one")
    again = house.post("/negotiations", TABLING, "chair", Idempotency_Key="one")
    assert (first.status_code, again.status_code) == (201, 200)
    shown = house.get("/negotiations/tools").json()
    assert shown["until"]["in_the_bodys_zone"].startswith("Thursday, 18 June 2026, 12 noon (New")
    assert shown["paragraphs"] == [
        {"number": "1", "words": "Tools [shall] be made.", "rung": "open", "bracketed": True}
    ]
    assert house.post("/negotiations", TABLING, "chair").json()["code"] == "already-exists"


def test_marks_that_cannot_be_read_are_a_documented_problem(house: House) -> None:
    text = {"title": "Tools", "paragraphs": [{"number": "1", "words": "Tools [shall be made."}]}
    answer = house.post("/negotiations", {**TABLING, "text": text}, "chair")
    assert answer.status_code == 422
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert "Paragraph 1" in answer.json()["detail"]


@pytest.mark.parametrize(
    ("change", "status", "code"),
    [
        ({"agenda": "no-agenda"}, 404, "no-such-agenda"),
        ({"procedure": "tools-silence"}, 422, "reserved-name"),
    ],
)
def test_names_that_cannot_be_meant_are_refused(
    house: House, change: dict[str, str], status: int, code: str
) -> None:
    answer = house.post("/negotiations", {**TABLING, **change}, "chair")
    assert (answer.status_code, answer.json()["code"]) == (status, code)


def test_a_reader_tables_nothing(house: House) -> None:
    assert house.post("/negotiations", TABLING, "reader").status_code == 403


def test_a_delegations_program_amends_and_others_answer(table: House) -> None:
    sent = amend(table, "at brazil", "1", "States parties may meet.", cosponsors=["Norway"])
    assert (sent.status_code, sent.json()["late"]) == (201, False)
    answer = {"amendment": "A1", "stance": "support", "says": "Good."}
    assert table.post(f"{AT}/positions", answer, "at austria").status_code == 201
    (one,) = table.get(f"{AT}/amendments", "at norway").json()
    assert (one["id"], one["participant"], one["cosponsors"]) == ("A1", "brazil", ["norway"])
    assert (one["supporters"], one["support"]) == (["austria"], 1)
    assert one["joined"] == []
    assert one["wording"] == "States parties may meet."
    joins = {"amendment": "A1", "stance": "cosponsor", "says": "We join it."}
    assert table.post(f"{AT}/positions", joins, "at norway").status_code == 201
    gone = table.post(f"{AT}/amendment-withdrawals", {"amendment": "A1"}, "at brazil")
    assert gone.status_code == 201
    assert table.get(f"{AT}/amendments").json()[0]["participant"] == "norway"


def test_the_same_amendment_sent_twice_is_proposed_once(table: House) -> None:
    sent = {"paragraph": "1", "change": "delete"}
    answers = [
        table.post(f"{AT}/amendments", sent, "at brazil", Idempotency_Key="one") for _ in range(2)
    ]
    assert [a.status_code for a in answers] == [201, 200]
    assert len(negotiation(table).amendments) == 1


def test_the_secretariat_files_for_a_delegation_on_the_strength_of_a_paper(table: House) -> None:
    without = amend(table, "secretariat", "1", "Other.")
    assert without.json()["code"] == "evidence-required"
    given = {"participant": "brazil", "evidence": "note verbale 12"}
    assert amend(table, "secretariat", "1", "Other.", **given).status_code == 201
    assert negotiation(table).amendments[0].amendment.proposer == "brazil"
    written = table.context.register.written(NAME)[-1]
    assert "on the strength of: note verbale 12" in written.body
    foreign = amend(table, "at austria", "1", "Another.", participant="brazil")
    assert foreign.status_code == 403


def test_a_link_reaches_its_own_procedure_only(table: House) -> None:
    assert table.get(AT, "brazil").status_code == 404
    assert amend(table, "brazil", "1", "Other.").status_code == 404
    assert table.get("/negotiations/hybrid-format").status_code == 404


def test_an_observer_may_state_and_not_amend(table: House) -> None:
    assert amend(table, "at council", "1", "Other.").status_code == 403
    sent = {"kind": "explain", "paragraphs": ["2"], "says": "We welcome it."}
    assert table.post(f"{AT}/statements", sent, "at council").status_code == 201
    assert table.get(f"{AT}/statements").json()[0]["participant"] == "council"


def test_what_comes_after_the_round_is_answered_as_late(table: House) -> None:
    table.clock.at = UNTIL + timedelta(minutes=1)
    assert amend(table, "at brazil", "1", "Other.").json()["late"] is True


def test_names_are_empty_where_the_rules_keep_them_back(house: House) -> None:
    open_negotiation(house, rules={"compilation.names": "unnamed"})
    house.tokens["at norway"] = house.tokens[f"{NAME}/norway"]
    amends(house, "austria", "1", "Other.", cosponsors=("brazil",))
    (one,) = house.get(f"{AT}/amendments", "at norway").json()
    assert (one["participant"], one["cosponsors"]) == ("", [])
    assert house.get(f"{AT}/amendments", "chair").json()[0]["participant"] == "austria"


def test_the_chair_issues_a_revision_and_shows_what_it_changed(table: House) -> None:
    amend(table, "at brazil", "1", "States parties may meet.")
    amend(table, "at norway", "1", "States parties shall meet.")
    merged = {"amendments": ["A1", "A2"], "wording": "States parties must meet."}
    sent = {"merged": [merged], "until": "2026-06-20T12:00", "because": "As heard."}
    assert table.post(f"{AT}/revision", sent, "chair").status_code == 201
    issue = table.get(f"{AT}/revisions/1").json()
    assert issue["text"]["paragraphs"][0]["words"] == "States parties must meet."
    assert {"mark": "inserted", "words": "must"} in [
        {**piece, "words": piece["words"].strip()} for piece in issue["changes"][0]["pieces"]
    ] or issue["changes"][0]["number"] == "1"
    assert table.get(AT).json()["round"] == 2
    assert table.get(f"{AT}/revisions/2").status_code == 404


def test_the_chair_moves_paragraphs_sets_the_round_admits_and_concludes(house: House) -> None:
    open_negotiation(house, rules={"late.admitted_by": ["chair"]})
    house.clock.at = UNTIL + timedelta(minutes=1)
    amends(house, "brazil", "1", "States parties may meet.")
    admitted = house.post(f"{AT}/admission", {"amendment": "A1", "because": "Line."}, "chair")
    assert admitted.status_code == 201
    until = {"until": "2026-06-25T12:00", "because": "More time."}
    assert house.post(f"{AT}/round", until, "chair").status_code == 201
    moved = {"paragraphs": ["3"], "rung": "agreed-ad-referendum", "because": "Agreed."}
    assert house.post(f"{AT}/paragraphs", moved, "chair").status_code == 201
    assert house.post(f"{AT}/conclusion", {"length": "72h"}, "chair").status_code == 201
    shown = house.get(AT).json()
    assert (shown["phase"], shown["child"]) == ("under-silence", f"{NAME}-silence")
    assert shown["compiled"] == ["1", "2", "4"]


def test_the_compilation_is_json_and_text_and_for_delegations_only_at_the_end(
    table: House,
) -> None:
    amend(table, "at brazil", "1", "States parties may meet.")
    early = table.get(f"{AT}/compilation", "at norway")
    assert (early.status_code, early.json()["code"]) == (409, "not-ended")
    assert table.get(f"{AT}/compilation", "reader").json()["code"] == "not-ended"
    now = table.get(f"{AT}/compilation", "chair").json()
    assert now["provisional"] is True
    assert "does not enjoy agreement" not in str(now["chapeau"])
    for who in ("reader", "at norway"):
        listed = table.get(f"/procedures/{NAME}/documents", who).json()
        assert "compilation" not in [paper["id"] for paper in listed]
        refused = table.get(f"/procedures/{NAME}/documents/compilation.html", who)
        assert (refused.status_code, refused.json()["code"]) == (404, "no-such-paper")
    assert table.get(f"/procedures/{NAME}/documents/compilation.html", "chair").status_code == 200
    table.post(f"{AT}/conclusion", {"in_meeting": True}, "chair")
    found = table.get(f"{AT}/compilation", "at norway").json()
    assert found["provisional"] is False
    assert (
        table.get(f"/procedures/{NAME}/documents/compilation.html", "at norway").status_code == 200
    )
    assert [p["number"] for p in found["paragraphs"]] == list(TEXT.numbers)
    assert found["paragraphs"][0]["alternatives"][0]["id"] == "A1"
    text = table.get(f"{AT}/compilation.txt", "at norway")
    assert text.headers["Content-Type"].startswith("text/plain")
    assert "States parties may meet." in text.text


def test_the_text_as_adopted_is_numbered_anew_once_it_is_adopted(house: House) -> None:
    words = {"1": "Meet every year.", "1 bis": "Meet online.", "2": "As in paragraph 1 bis."}
    text = Text("Tools", tuple(Paragraph(number, says) for number, says in words.items()))
    open_negotiation(house, text=text)
    house.tokens["at norway"] = house.tokens[f"{NAME}/norway"]
    early = house.get(f"{AT}/final", "at norway")
    assert (early.status_code, early.json()["code"]) == (409, "not-ended")
    moved = {"paragraphs": list(words), "rung": "agreed", "because": "Agreed."}
    assert house.post(f"{AT}/paragraphs", moved, "chair").status_code == 201
    assert house.post(f"{AT}/conclusion", {"in_meeting": True}, "chair").status_code == 201
    found = house.get(f"{AT}/final", "at norway").json()
    assert found["text"]["paragraphs"] == [
        {"number": "1", "words": "Meet every year."},
        {"number": "2", "words": "Meet online."},
        {"number": "3", "words": "As in paragraph 2."},
    ]
    assert found["numbers"] == {"1": "1", "1 bis": "2", "2": "3"}
    assert found["kept_because"] == ""


def test_where_nothing_was_adopted_there_is_no_adopted_text(table: House) -> None:
    table.post(f"{AT}/conclusion", {"in_meeting": True}, "chair")
    answer = table.get(f"{AT}/final")
    assert (answer.status_code, answer.json()["code"]) == (404, "nothing-adopted")


def test_the_record_is_verified_and_read_by_whom_the_rules_tell_names(house: House) -> None:
    open_negotiation(house, rules={"compilation.names": "unnamed"})
    open_negotiation(house, "named")
    house.tokens["at norway"] = house.tokens[f"{NAME}/norway"]
    house.tokens["named at norway"] = house.tokens["named/norway"]
    at = f"/procedures/{NAME}/register"
    for who in ("at norway", "reader"):
        assert house.get(f"{at}/verify", who).json()["sound"] is True
        for path in (at, f"{at}/export"):
            refused = house.get(path, who)
            assert (refused.status_code, refused.json()["code"]) == (403, "record-not-shown")
            assert refused.json()["rule"] == "compilation.names"
    assert house.get(f"{at}/export", "chair").status_code == 200
    named = house.get("/procedures/named/register", "named at norway")
    assert named.json()[0]["kind"] == "TextTabled"
    assert house.get("/procedures/named/register", "at norway").status_code == 404
    letters = house.get(f"/procedures/{NAME}/deliveries").json()
    assert {one["participant"] for one in letters["participants"]} >= {"austria", "norway"}
    assert house.get(f"/procedures/{NAME}/deliveries", "reader").json()["participants"] == []


def test_a_leaked_link_into_a_negotiation_is_revoked_and_another_issued(table: House) -> None:
    named = {"contact": "at-norway"}
    first = table.post(f"/procedures/{NAME}/links", named)
    assert first.status_code == 201
    ended = table.post(f"/procedures/{NAME}/links/revoke", named)
    assert ended.json() == {"revoked": 1}
    assert table.get(AT, "at norway").status_code == 403
    again = table.post(f"/procedures/{NAME}/links", named).json()
    assert again["token"] != first.json()["token"]


def test_the_text_is_withdrawn(table: House) -> None:
    assert table.post(f"{AT}/withdrawal", {"because": "Overtaken."}, "chair").status_code == 201
    assert table.get(AT).json()["outcome"] == "withdrawn"


@pytest.mark.parametrize(
    ("path", "sent"),
    [
        ("amendments", {"paragraph": "1", "change": "rewrite"}),
        ("amendments", {"change": "delete", "paragraph": "x" * 300}),
        ("positions", {"amendment": "7", "stance": "support"}),
        ("positions", {"amendment": "A1", "stance": "adore"}),
        ("statements", {"kind": "explain", "extra": 1}),
        ("amendments", {"paragraph": "1", "change": "replace", "wording": "a\u202eb"}),
    ],
)
def test_what_does_not_fit_its_form_is_refused(
    table: House, path: str, sent: dict[str, object]
) -> None:
    answer = table.post(f"{AT}/{path}", sent, "at brazil")
    assert answer.status_code == 422
    assert answer.json()["fields"]
    assert negotiation(table).amendments == ()


def test_a_sitting_without_an_agenda_is_refused(table: House) -> None:
    answer = table.post(f"{AT}/round", {"sitting": 3, "because": "x"}, "chair")
    assert (answer.status_code, answer.json()["code"]) == (422, "sitting-unknown")


def test_a_later_session_takes_up_the_compilation(table: House) -> None:
    sent = {"procedure": "next", "body": BODY, "profile": "un-informal-silence", "origin": NAME}
    assert table.post("/negotiations", sent, "chair").json()["code"] == "not-ended"
    amend(table, "at brazil", "1", "States parties may meet.")
    table.post(f"{AT}/conclusion", {"in_meeting": True}, "chair")
    assert table.post("/negotiations", sent, "chair").status_code == 201
    assert "may meet" in str(table.get("/negotiations/next").json()["paragraphs"])
    without = {name: value for name, value in sent.items() if name != "origin"}
    assert table.post("/negotiations", without, "chair").status_code == 422
