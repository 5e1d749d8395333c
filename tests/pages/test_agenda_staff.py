"""The staff's page of an agenda and its forms: each reviewed, confirmed, and recorded once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from httpx import Response

from nemcon.agenda import acts as a
from nemcon.agenda.acts import Change, Settlement
from nemcon.agenda.items import Revisit
from nemcon.agenda.state import AgendaPhase
from nemcon.procedure.state import ProcedureState
from tests.pages.agenda_site import (
    AGENDA,
    CHAIR,
    adopt_but_outcome,
    agenda,
    circulate,
    confirm,
    delegate,
    do,
)
from tests.pages.site import Site, forms_of, links_of, words_of

PAGE = f"/agendas/{AGENDA}"
NEW = [
    ("body", "working-group"),
    ("title", "Provisional <i>agenda</i>"),
    ("items", "1. Organizational matters\n   (a) Opening\n   (b) Adoption\n2. Substance"),
    ("parts", "outcome: what is not agreed goes to a compilation"),
    ("sittings", "1: 2026-07-07 12:00 to 14:00; items 1, 2\n2: 2026-07-08 10.00-12.00; Closing"),
    ("profile", "un-informal-silence"),
    ("until", "2026-07-01T18:00"),
]


def review(site: Site, verb: str, sent: list[tuple[str, str]], who: str = "chair") -> Response:
    return site.send(f"{PAGE}/{verb}/review", sent, who)


def through(site: Site, verb: str, sent: list[tuple[str, str]], who: str = "chair") -> Response:
    done = confirm(site, review(site, verb, sent, who), who)
    assert done.status_code == 303, done.text
    return site.see(done.headers["location"], who)


def test_an_agenda_is_typed_reviewed_and_circulated_once(site: Site) -> None:
    shown = site.send("/agendas/new/review", NEW, "secretariat")
    assert "Rule: who puts an agenda to adoption, and gavels it: " in words_of(shown)
    says = words_of(shown)
    assert "1. Organizational matters (a) Opening (b) Adoption 2. Substance" in says
    assert "The letter leaves for 4 delegations" in says
    assert "<i>agenda" not in shown.text
    done = confirm(site, shown, "secretariat")
    assert confirm(site, shown, "secretariat").headers["location"] == done.headers["location"]
    state = agenda(site, "provisional-i-agenda-i")
    assert state.places == ("1", "1 (a)", "1 (b)", "2", "outcome")
    assert [sitting.items for sitting in state.sittings] == [("1", "2"), ()]
    assert state.sittings[1].title == "Closing"
    assert site.see(done.headers["location"], "secretariat").status_code == 200


@pytest.mark.parametrize(
    ("name", "typed", "field"),
    [
        ("items", "Organizational matters", "items"),
        ("items", "1. One\n1. Two", "items"),
        ("sittings", "tomorrow at noon", "sittings"),
        ("sittings", "1: 2026-07-07 12:00 to 14:00; items 9", "sittings"),
        ("sittings", "1: 2026-07-07 14:00 to 12:00", "sittings"),
        ("parts", "no colon here", "parts"),
        ("profile", "", "profile"),
        ("title", "", "title"),
        ("until", "2020-01-01T10:00", "until"),
        ("until", "yesterday", "until"),
    ],
)
def test_what_cannot_be_circulated_is_said_beside_its_field(
    site: Site, name: str, typed: str, field: str
) -> None:
    sent = [(key, typed if key == name else value) for key, value in NEW]
    answer = site.send("/agendas/new/review", sent, "secretariat")
    assert answer.status_code == 422
    assert f'id="{field}-error"' in answer.text


def test_looking_at_every_page_and_form_records_nothing(site: Site) -> None:
    circulate(site)
    before = site.rows()
    page = site.see(PAGE, "chair")
    for path in (*links_of(page), "/agendas/new", f"{PAGE}/adopt/review", f"{PAGE}/register.jsonl"):
        if path.startswith("/"):
            assert site.see(path, "chair").status_code in (200, 303), path
    assert site.rows() == before


def test_the_chair_adopts_with_an_exception_and_settles_it_later(site: Site) -> None:
    circulate(site)
    sent = [("exceptions", "outcome"), ("sitting", "3"), ("because", "More time is needed.")]
    page = words_of(through(site, "adopt", sent))
    assert "Adopted, with parts open" in page
    assert "To be taken up again at sitting 3, on Wednesday, 8 July 2026, 12 noon" in page
    settled = [("place", "outcome"), ("settlement", "adopted"), ("says", "By silence.")]
    page = words_of(through(site, "settle", settled))
    assert "What had been left open, and is settled" in page
    assert agenda(site).exceptions[0].settlement is Settlement.ADOPTED


def test_a_compromise_fills_the_form_of_the_adoption(site: Site) -> None:
    circulate(site)
    through(site, "compromise", [("exceptions", "2"), ("at", "2026-07-08T10:00"), ("says", "So.")])
    form = site.see(f"{PAGE}/adopt", "chair").text
    assert 'value="2" checked' in form
    assert 'value="2026-07-08T10:00"' in form


def test_the_agenda_is_placed_under_silence_item_by_item(site: Site) -> None:
    circulate(site)
    page = through(site, "place-under-silence", [("item_by_item", "yes"), ("length", "72h")])
    assert agenda(site).phase is AgendaPhase.UNDER_SILENCE
    assert f"/procedures/{AGENDA}-silence" in links_of(page)
    assert site.context.register.position(f"{AGENDA}-silence", ProcedureState) is not None


def test_a_revision_takes_up_a_proposal(site: Site) -> None:
    circulate(site)
    do(site, a.ProposeChange(delegate("brazil"), Change.ADD, "4", "Other matters"))
    form = site.see(f"{PAGE}/revise", "secretariat").text
    assert "(a) Opening" in form
    sent = [("items", "1. One\n2. Two"), ("parts", ""), ("taken_up", "2")]
    shown = words_of(review(site, "revise", sent, "secretariat"))
    assert "What changed" in shown
    assert "outcome (deleted)" in shown
    page = words_of(through(site, "revise", sent, "secretariat"))
    assert "What changed" in page
    assert "1 (a) (deleted)" in page
    assert "Rev.1" in page
    assert "taken up" in page


def test_an_item_added_after_the_adoption_is_open(site: Site) -> None:
    circulate(site)
    adopt_but_outcome(site)
    sent = [("number", "(a)"), ("title", "A new matter"), ("under", "2"), ("sitting", "2")]
    assert "2 (a) A new matter" in words_of(through(site, "add-item", sent))
    assert [part.place for part in agenda(site).open_parts] == ["outcome", "2 (a)"]


def test_officers_speakers_and_documents_stand_in_the_record(site: Site) -> None:
    circulate(site)
    through(site, "name-officers", [("officers", "Chair: Norway; Ms. A\nRapporteur: ; Mr. B")])
    assert [o.participant for o in agenda(site).officers] == ["norway", ""]
    spoken = [("place", "2"), ("speaker", "Brazil"), ("sitting", "1"), ("on_behalf_of", "G77\nX")]
    through(site, "note-speaker", spoken, "secretariat")
    assert agenda(site).speakers[0].speaker == "brazil"
    assert agenda(site).speakers[0].on_behalf_of == ("G77", "X")
    through(site, "list-document", [("symbol", "WG/2"), ("title", "Paper"), ("items", "2")])
    assert agenda(site).documents[0].items == ("2",)
    answer = review(site, "name-officers", [("officers", "Chair: Atlantis")])
    assert 'id="officers-error"' in answer.text


def test_the_secretariat_is_not_offered_what_only_the_chair_may_do(site: Site) -> None:
    circulate(site)
    offered = links_of(site.see(PAGE, "secretariat"))
    assert f"{PAGE}/revise" in offered
    assert f"{PAGE}/adopt" not in offered
    assert site.see(f"{PAGE}/adopt", "secretariat").status_code == 409
    assert not [path for path in links_of(site.see(PAGE, "reader")) if path.endswith("/revise")]


def test_what_happened_meanwhile_is_told_before_the_act_is_recorded(site: Site) -> None:
    circulate(site)
    shown = review(site, "adopt", [("because", "")])
    do(site, a.ProposeChange(delegate("brazil"), Change.DELETE, "2", "It is premature."))
    again = confirm(site, shown, "chair")
    assert again.status_code == 200
    assert "It is premature." in words_of(again)
    assert agenda(site).phase is AgendaPhase.CIRCULATED
    assert confirm(site, again, "chair").status_code == 303


def test_adopting_on_terms_that_are_opposed_is_refused_beside_the_exceptions(site: Site) -> None:
    circulate(site)
    do(site, a.PutCompromise(CHAIR, ("outcome",), Revisit(sitting=3)))
    do(site, a.OpposeCompromise(delegate("norway"), "No."))
    answer = review(site, "adopt", [("exceptions", "outcome"), ("sitting", "3")])
    assert answer.status_code == 422
    assert "opposed by Norway" in words_of(answer)
    assert 'id="exceptions-error"' in answer.text


def test_the_list_leads_to_the_agenda_and_an_address_of_another_kind_leads_on(site: Site) -> None:
    circulate(site)
    assert PAGE in links_of(site.see("/", "chair"))
    assert site.see(f"/procedures/{AGENDA}", "chair").headers["location"] == PAGE
    assert site.see("/agendas/hybrid-format", "chair").status_code == 404


def test_the_session_that_is_over_says_what_is_carried_over(site: Site) -> None:
    circulate(site)
    adopt_but_outcome(site)
    site.clock.at = agenda(site).sittings[-1].ends + timedelta(minutes=1)
    site.context.register.keep_time(AGENDA)
    says = words_of(site.see(PAGE, "chair"))
    assert "Carried over to the fourth session" in says


def test_hostile_words_stay_words_in_the_forms_that_repeat_them(site: Site) -> None:
    bad = "</textarea><script>alert(1)</script>"
    sent = [(key, bad if key == "title" else value) for key, value in NEW]
    sent = [(key, f"1. {bad}\n2. {bad}" if key == "items" else value) for key, value in sent]
    sent.append(("procedure", "hostile"))
    confirm(site, site.send("/agendas/new/review", sent, "secretariat"), "secretariat")
    for path in ("", "/revise", "/change-timetable", "/note-speaker", "/add-item"):
        shown = site.see(f"/agendas/hostile{path}", "secretariat")
        assert shown.status_code == (409 if path == "/add-item" else 200)
        assert "<script" not in shown.text


def test_a_scanner_that_presses_every_button_records_nothing(site: Site) -> None:
    circulate(site)
    do(site, a.ProposeChange(delegate("brazil"), Change.DELETE, "2", ""))
    do(site, a.PutCompromise(CHAIR, ("outcome",), Revisit(sitting=3)))
    before, here = site.rows(), site.link("brazil", AGENDA)
    for path in links_of(site.see(here)):
        if path.startswith(f"{here}/agenda"):
            for method, address, hidden in forms_of(site.see(path)):
                assert method == "post"
                assert site.send(address, hidden).status_code in (200, 422)
                assert site.send(address.replace("/review", "/act"), hidden).status_code == 422
    assert site.rows() == before


FOR_BRAZIL = [
    ("participant", "brazil"),
    ("evidence", "note verbale 12/2026"),
    ("change", "delete"),
    ("place", "2"),
]


def test_the_secretariat_records_a_proposal_for_a_delegation_and_names_the_paper(
    site: Site,
) -> None:
    circulate(site)
    shown = words_of(review(site, "propose-for", FOR_BRAZIL, "secretariat"))
    assert "On the strength of note verbale 12/2026" in shown
    others = len(agenda(site).roll) - 1
    assert f"A letter about it goes to {others} other participants." in shown
    page = words_of(through(site, "propose-for", FOR_BRAZIL, "secretariat"))
    assert agenda(site).proposals[0].participant == "brazil"
    assert "on the strength of: note verbale 12/2026" in page
    assert site.see(f"{site.link('brazil', AGENDA)}/receipt/2").status_code == 200
    sent = [*FOR_BRAZIL[:2], ("proposal", "2")]
    through(site, "withdraw-for", sent, "secretariat")
    assert agenda(site).proposals[0].withdrawn


@pytest.mark.parametrize("missing", ["participant", "evidence"])
def test_for_whom_and_on_what_paper_must_be_said(site: Site, missing: str) -> None:
    circulate(site)
    sent = [part for part in FOR_BRAZIL if part[0] != missing]
    answer = review(site, "propose-for", sent, "secretariat")
    assert answer.status_code == 422
    assert f'id="{missing}-error"' in answer.text


def test_only_the_secretariat_records_something_for_a_delegation(site: Site) -> None:
    circulate(site)
    assert site.see(f"{PAGE}/propose-for", "chair").status_code == 409
    form = words_of(site.see(f"{PAGE}/propose-for", "secretariat"))
    assert "What does the delegation propose?" in form
    assert "What do you propose?" not in form


def test_what_is_settled_in_other_words_reads_so_and_the_old_ones_stay_in_the_record(
    site: Site,
) -> None:
    circulate(site)
    words = "Travel and interpretation"
    for says in (words, "Nothing at all"):
        do(site, a.ProposeChange(delegate("brazil"), Change.AMEND, "outcome", says))
    adopt_but_outcome(site)
    form = words_of(site.see(f"{PAGE}/settle", "chair"))
    assert "outcome: Recommendations that are not agreed" in form
    assert "Proposals that wait Proposal 1, Brazil, to amend" in form
    do(site, a.SettlePart(CHAIR, "outcome", Settlement.ADOPTED, words))
    shown = words_of(site.see(PAGE, "chair"))
    assert f"outcome adopted {words}" in shown
    assert "It had read: Recommendations that are not agreed go to a compilation" in shown
    assert "met: the agenda reads as it asked" in shown
    assert "not taken up" in shown


def test_the_compromise_form_lists_the_proposals_that_wait(site: Site) -> None:
    circulate(site)
    do(site, a.ProposeChange(delegate("brazil"), Change.DELETE, "2", ""))
    shown = words_of(site.see(f"{PAGE}/compromise", "chair"))
    assert "Proposal 1, Brazil, to delete item 2" in shown
    assert "They stay in the record" in shown


def test_forms_offer_the_rules_that_the_body_uses_first_and_say_how_many_a_roll_reaches(
    site: Site,
) -> None:
    circulate(site)
    circulating = site.see("/agendas/new?body=working-group", "chair").text
    tabling = site.see("/negotiations/new?body=working-group", "chair").text
    for form in (circulating, tabling):
        assert "All participants of the body (4 participants)" in form
        rules = form[form.index('id="profile"') :]
        first = rules.index('value="un-informal-silence"')
        assert first < rules.index('value="apache-lazy"')
    assert f'<option value="{AGENDA}">Provisional agenda ({AGENDA})</option>' in tabling
