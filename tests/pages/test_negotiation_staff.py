"""The Chair in a negotiation: the text, the desk, and what the Chair decides beside it."""

from __future__ import annotations

from datetime import timedelta

from httpx import Response

from api.negotiating import sittings_of
from nemcon.negotiation import acts as a
from nemcon.negotiation.acts import Rung
from nemcon.negotiation.state import NegotiationPhase
from nemcon.text.amendments import Status
from tests.pages.agenda_site import AGENDA, circulate
from tests.pages.negotiating import (
    NAME,
    UNTIL,
    amends,
    does,
    filled,
    negotiation,
    open_negotiation,
)
from tests.pages.site import CHAIR, Site, words_of

AT = f"/negotiations/{NAME}"


def press(site: Site, answer: Response, path: str, **typed: str) -> Response:
    """Send the form of that page as the Chair, with what was typed."""
    return site.send(f"{AT}{path}", filled(answer, **typed), "chair")


def desk(site: Site, **typed: str) -> Response:
    """Choose on the desk, and see the preview."""
    names = {name.replace("_", "-"): value for name, value in typed.items()}
    return press(site, site.see(f"{AT}/desk", "chair"), "/desk/preview", **names)


def act(site: Site, verb: str, **typed: str) -> Response:
    """Fill in the form of an act of the Chair, and see what it leads to."""
    path = f"/acts/{verb}"
    return press(site, site.see(f"{AT}{path}", "chair"), f"{path}/review", **typed)


def test_the_list_names_the_kind_and_leads_to_the_page_of_the_negotiation(table: Site) -> None:
    words = words_of(table.see("/", "reader"))
    assert "Negotiation, Working Group" in words
    assert "Silence procedure, Working Group" in words
    assert f'href="{AT}"' in table.see("/", "reader").text
    assert table.see(f"/procedures/{NAME}", "reader").headers["Location"] == AT


def test_the_pages_of_the_staff_record_nothing(table: Site) -> None:
    rows = table.rows()
    for path in ("", "/desk", "/history", "/revisions/0", "/compilation", "/rules"):
        answer = table.see(AT + path, "chair")
        assert answer.status_code == 200, path
    for verb in ("paragraphs", "round", "admission", "conclusion", "withdrawal"):
        assert table.see(f"{AT}/acts/{verb}", "chair").status_code == 200
    assert table.see(f"{AT}/acts/abolition", "chair").status_code == 404
    desk(table, choice_A1="accept")
    act(table, "withdrawal", because="Overtaken.")
    assert table.rows() == rows


def test_a_reader_sees_the_text_and_decides_nothing(table: Site) -> None:
    answer = table.see(AT, "reader")
    assert "A1 changes paragraph 1" in words_of(answer)
    assert "/desk" not in answer.text
    assert table.see(f"{AT}/desk", "reader").status_code == 403


def test_the_record_is_taken_away_by_those_whom_the_rules_tell_names(site: Site) -> None:
    open_negotiation(site, rules={"compilation.names": "unnamed"})
    amends(site, "austria", "1", "States parties may meet.")
    assert "austria" in site.see(f"{AT}/register.jsonl", "chair").text
    assert site.see(f"{AT}/register.jsonl", "reader").status_code == 403
    words = words_of(site.see(f"{AT}/history", "reader"))
    assert "A delegation proposed amendment A1" in words
    assert "Austria" not in words


def test_the_desk_says_which_amendments_collide(table: Site) -> None:
    words = words_of(table.see(f"{AT}/desk", "chair"))
    assert "Collides with A2: one of them is about the paragraph as a whole." in words
    assert "Merge A1 and A2" in words


def test_a_revision_is_previewed_and_then_issued_once(table: Site) -> None:
    until = f"{UNTIL + timedelta(days=1):%Y-%m-%dT12:00}"
    preview = desk(
        table,
        choice_A1="accept",
        choice_A2="not-taken-up",
        until=until,
        because="As heard.",
    )
    words = words_of(preview)
    assert "Subject: " in words, "the letter is shown as it would be sent"
    assert "(made when it is issued)" in words
    assert "Issue Draft recommendations, Rev.1 ?" in words
    assert "added: two years" in words
    assert "A1 Accepted" in words
    assert "Keep waiting A3" in words
    assert "Friday, 19 June 2026, 12 noon (New York time, UTC-4)" in words
    assert len(negotiation(table).issues) == 1
    for _ in range(2):
        done = table.send(f"{AT}/desk/issue", filled(preview), "chair")
        assert done.status_code == 303
    state = negotiation(table)
    assert [p.amendment.status for p in state.amendments[:2]] == [
        Status.ACCEPTED,
        Status.NOT_TAKEN_UP,
    ]
    assert (len(state.issues), state.round) == (2, 2)
    assert "added: two years" in words_of(table.see(f"{AT}/revisions/1", "chair"))


def test_amendments_are_merged_into_a_wording_and_one_alone_is_not(table: Site) -> None:
    alone = desk(table, choice_A1="merge")
    assert alone.status_code == 422
    assert "Merge A1 with at least one other." in words_of(alone)
    wordless = desk(table, choice_A1="merge", choice_A2="merge")
    assert "Write the wording that is made of A1 and A2." in words_of(wordless)
    merged = "States parties shall meet every two years."
    preview = desk(table, choice_A1="merge", choice_A2="merge", merge_A1=merged)
    table.send(f"{AT}/desk/issue", filled(preview), "chair")
    assert negotiation(table).issued.paragraphs[0].words == merged
    assert "merged into A4" in words_of(table.see(AT, "chair"))


def test_what_collides_is_refused_on_the_desk_and_keeps_what_was_chosen(table: Site) -> None:
    refused = desk(table, choice_A1="accept", choice_A2="accept", because="Both.")
    assert refused.status_code == 422
    assert "cannot both be applied" in words_of(refused)
    assert '<option value="accept" selected>' in refused.text
    assert "Both." in refused.text


def test_alternatives_and_the_chairs_own_words_are_seen_before_they_are_issued(
    table: Site,
) -> None:
    preview = desk(
        table,
        choice_A1="alternative",
        wording_1="States parties should appoint contact points.",
        new_number="2 bis",
        new_words="They [should] tell the Secretariat.",
    )
    words = words_of(preview)
    assert "Paragraph 2 bis (new)" in words
    assert "Paragraph 1 alt (new)" in words
    table.send(f"{AT}/desk/issue", filled(preview), "chair")
    assert negotiation(table).issued.numbers == ("1", "1 alt", "2", "2 bis", "3", "4")


def test_an_amendment_filed_meanwhile_is_shown_before_anything_is_issued(table: Site) -> None:
    preview = desk(table, choice_A1="accept")
    amends(table, "norway", "2", "States parties shall appoint contact points.")
    again = table.send(f"{AT}/desk/issue", filled(preview), "chair")
    assert again.status_code == 200
    assert "New since you opened the page before" in words_of(again)
    assert "Norway proposed amendment A4" in words_of(again)
    assert len(negotiation(table).issues) == 1
    assert table.send(f"{AT}/desk/issue", filled(again), "chair").status_code == 303


def test_marks_that_cannot_be_read_are_refused_with_their_place(table: Site) -> None:
    refused = desk(table, wording_0="States parties [should meet.")
    assert refused.status_code == 422
    assert "Paragraph 1, character" in words_of(refused)


def test_paragraphs_move_after_a_review(table: Site) -> None:
    nothing = act(table, "paragraphs", because="Agreed.")
    assert "Choose the paragraphs." in words_of(nothing)
    refused = act(table, "paragraphs", paragraphs="1", rung="agreed", because="Agreed.")
    assert "still wait to be dealt with: A1, A2" in words_of(refused)
    review = act(
        table, "paragraphs", paragraphs="3", rung="agreed-ad-referendum", because="Agreed."
    )
    assert "Paragraph 3 is agreed ad referendum" in words_of(review)
    assert press(table, review, "/acts/paragraphs/act").status_code == 303
    assert negotiation(table).rung_of("3") is Rung.AD_REFERENDUM
    assert "Agreed ad referendum" in words_of(table.see(AT, "chair"))


def test_a_round_is_extended_in_the_zone_of_the_rules(table: Site) -> None:
    review = act(table, "round", until="2026-06-20T10:00", because="More time.")
    assert "Saturday, 20 June 2026, 10 a.m. (New York time, UTC-4)" in words_of(review)
    press(table, review, "/acts/round/act")
    until = negotiation(table).until
    assert until is not None
    assert until.hour == 14
    past = act(table, "round", until="2020-06-20T10:00", because="More time.")
    assert 'id="until-error"' in past.text


def test_a_late_amendment_is_admitted_by_whom_the_rules_name(site: Site) -> None:
    open_negotiation(site, rules={"late.admitted_by": ["chair"]})
    site.clock.at = UNTIL + timedelta(minutes=1)
    amends(site, "brazil", "1", "States parties may meet.")
    review = act(site, "admission", amendment="A1", because="The line was down.")
    assert "The late amendment A1 was admitted." in words_of(review)
    press(site, review, "/acts/admission/act")
    assert negotiation(site).amendments[0].admitted


def test_a_negotiation_is_concluded_under_silence_or_in_the_meeting(table: Site) -> None:
    does(table, a.MoveParagraphs(CHAIR, ("3",), Rung.AGREED))
    assert "Choose how" in words_of(act(table, "conclusion"))
    meeting = words_of(act(table, "conclusion", how="meeting"))
    assert "adopted in the meeting" in meeting
    review = act(table, "conclusion", how="silence", until="2026-06-22T18:00", to="WG 4")
    assert "paragraph 3, is placed under silence" in words_of(review)
    assert press(table, review, "/acts/conclusion/act").status_code == 303
    assert negotiation(table).phase is NegotiationPhase.UNDER_SILENCE
    page = table.see(AT, "chair")
    assert f'href="/procedures/{NAME}-silence"' in page.text
    assert table.see(f"{AT}/desk", "chair").status_code == 409


def test_a_text_is_withdrawn_for_a_reason(table: Site) -> None:
    assert act(table, "withdrawal").status_code == 422
    review = act(table, "withdrawal", because="Overtaken by events.")
    press(table, review, "/acts/withdrawal/act")
    assert "Outcome: withdrawn" in words_of(table.see(AT, "chair"))


def test_the_compilation_is_shown_to_staff_at_any_time_and_to_delegations_at_the_end(
    table: Site,
) -> None:
    link = table.link("brazil", NAME)
    before = words_of(table.see(f"{AT}/compilation", "chair"))
    assert "This is what the compilation would be now." in before
    assert table.see(f"{link}/compilation").status_code == 404
    does(table, a.ConcludeNegotiation(CHAIR, in_meeting=True))
    words = words_of(table.see(f"{link}/compilation"))
    assert "States parties should meet every two years." in words
    assert "Amendment A1 Austria proposes to replace the paragraph by:" in words
    assert "/compilation" in table.see(link).text


def test_a_round_may_end_when_a_sitting_of_the_agenda_begins(site: Site) -> None:
    circulate(site)
    open_negotiation(site, agenda=AGENDA)
    first = min(sittings_of(site.context, AGENDA))
    review = act(site, "round", sitting=str(first), because="Before we meet.")
    assert "Round 1 lasts until" in words_of(review)
    press(site, review, "/acts/round/act")
    assert negotiation(site).until == sittings_of(site.context, AGENDA)[first]
    unknown = act(site, "round", sitting="99", because="Before we meet.")
    assert 'id="sitting-error"' in unknown.text
