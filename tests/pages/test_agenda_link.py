"""The agenda behind a delegation's link: shown, proposed to, opposed; nothing without a button."""

from __future__ import annotations

from datetime import timedelta

import pytest

from nemcon.agenda import acts as a
from nemcon.agenda.acts import Change
from nemcon.agenda.items import Revisit
from tests.api.house import START
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
from tests.pages.site import Site, links_of, words_of

PROPOSAL = [
    ("change", "amend"),
    ("place", "outcome"),
    ("says", "By <b>silence</b>."),
    ("on_behalf_of", "The Group of Friends"),
    ("filed_by", "A delegate of Brazil"),
]
NAME = ("filed_by", "A delegate of Brazil")


def link(site: Site, who: str = "brazil") -> str:
    return site.link(who, AGENDA)


def test_the_page_shows_the_tree_the_sittings_in_both_zones_and_until_when(site: Site) -> None:
    circulate(site)
    says = words_of(site.see(link(site)))
    for expected in (
        "1. Organizational matters (a) Opening (b) Adoption",
        "outcome Recommendations that are not agreed",
        "Tuesday, 7 July 2026, 12 noon to 2 p.m. (Vienna time, UTC+2)",
        "Tuesday, 7 July 2026, 10 a.m. to 12 noon (UTC)",
        "7 days left",
        "Nothing has been proposed.",
        "Propose a change",
    ):
        assert expected in says


def test_proposals_on_an_agenda_are_named_to_all_also_where_a_text_names_nobody(
    site: Site,
) -> None:
    circulate(site, compilation__names="unnamed")
    do(site, a.ProposeChange(delegate("austria"), Change.AMEND, "outcome", "By silence."))
    assert "Austria" in words_of(site.see(link(site)))
    assert "Austria" in words_of(site.see(f"/agendas/{AGENDA}", "reader"))
    for who in (f"{AGENDA}/brazil", "reader"):
        record = site.get(f"/procedures/{AGENDA}/register/export", who)
        assert record.status_code == 200
        assert "austria" in record.text
        assert site.get(f"/procedures/{AGENDA}/register/verify", who).json()["sound"] is True


def test_opening_every_page_records_nothing(site: Site) -> None:
    circulate(site)
    before = site.rows()
    for path in ("", "/agenda/propose", "/agenda/propose/review", "/agenda/propose/act", "/rules"):
        assert site.see(link(site) + path).status_code in (200, 303)
    assert site.rows() == before


def test_a_proposal_is_reviewed_confirmed_and_receipted_and_recorded_once(site: Site) -> None:
    circulate(site)
    review = site.send(f"{link(site)}/agenda/propose/review", PROPOSAL)
    assert "Brazil, also for The Group of Friends proposes to amend" in words_of(review)
    assert "It is told to 3 other delegations; yours gets a receipt." in words_of(review)
    assert "<b>silence" not in review.text
    assert not agenda(site).proposals
    done = confirm(site, review)
    assert done.status_code == 303
    assert confirm(site, review).headers["location"] == done.headers["location"]
    (made,) = agenda(site).proposals
    assert (made.change, made.place, made.says) == (Change.AMEND, "outcome", "By <b>silence</b>.")
    receipt = words_of(site.see(done.headers["location"]))
    assert "It is in the register" in receipt
    assert f"{AGENDA}/{made.number}/" in receipt
    assert "Proposal 1: to amend" in words_of(site.see(link(site, "norway")))


def test_the_receipt_of_one_delegation_is_not_shown_to_another(site: Site) -> None:
    circulate(site)
    do(site, a.ProposeChange(delegate("brazil"), Change.DELETE, "2", ""))
    assert site.see(f"{link(site)}/receipt/2").status_code == 200
    assert site.see(f"{link(site, 'norway')}/receipt/2").status_code == 404
    assert site.see(f"{link(site)}/receipt/1").status_code == 404
    assert site.see(f"{link(site)}/receipt/99").status_code == 404


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        (("change", ""), "change"),
        (("place", "9"), "place"),
        (("says", " "), "says"),
        (("filed_by", ""), "filed_by"),
        (("says", "a\u202eb"), "says"),
    ],
)
def test_what_is_wrong_is_said_beside_the_field(
    site: Site, changed: tuple[str, str], field: str
) -> None:
    circulate(site)
    sent = [changed if part[0] == changed[0] else part for part in PROPOSAL]
    answer = site.send(f"{link(site)}/agenda/propose/review", sent)
    assert answer.status_code == 422
    assert f'id="{field}-error"' in answer.text
    assert len(agenda(site).proposals) == 0


def test_an_added_item_need_not_stand_in_the_agenda(site: Site) -> None:
    circulate(site)
    sent = [("change", "add"), ("new_place", "3 bis"), ("says", "Other matters"), NAME]
    assert confirm(site, site.send(f"{link(site)}/agenda/propose/review", sent)).status_code == 303
    assert agenda(site).proposals[0].place == "3 bis"


def test_what_was_not_shown_is_not_recorded(site: Site) -> None:
    circulate(site)
    answer = site.send(f"{link(site)}/agenda/propose/act", [*PROPOSAL, ("submission", "x")])
    assert answer.status_code == 200
    assert "Nothing has been recorded yet" in words_of(answer)
    assert not agenda(site).proposals


def test_only_the_author_may_withdraw_a_proposal(site: Site) -> None:
    circulate(site)
    do(site, a.ProposeChange(delegate("brazil"), Change.DELETE, "2", ""))
    assert site.see(f"{link(site, 'norway')}/agenda/withdraw").status_code == 409
    sent = [("proposal", "2"), NAME]
    confirm(site, site.send(f"{link(site)}/agenda/withdraw/review", sent))
    assert agenda(site).proposals[0].withdrawn


def test_a_compromise_is_opposed_and_then_joined(site: Site) -> None:
    circulate(site)
    assert site.see(f"{link(site)}/agenda/oppose").status_code == 409
    do(site, a.PutCompromise(CHAIR, ("outcome",), Revisit(sitting=3), "As discussed."))
    sent = [("says", "Too vague."), NAME]
    confirm(site, site.send(f"{link(site)}/agenda/oppose/review", sent))
    says = words_of(site.see(link(site, "norway")))
    assert "Opposed by: Brazil : Too vague." in says
    confirm(site, site.send(f"{link(site)}/agenda/join/review", [NAME]))
    assert "Nobody opposes it." in words_of(site.see(link(site)))


def test_an_observer_is_shown_the_agenda_and_offered_nothing(site: Site) -> None:
    circulate(site)
    says = words_of(site.see(link(site, "council")))
    assert "nothing that your delegation may do" in says
    assert site.see(f"{link(site, 'council')}/agenda/propose").status_code == 409


def test_a_late_proposal_is_told_to_be_late_before_and_after(site: Site) -> None:
    circulate(site)
    site.clock.at = START + timedelta(days=8)
    review = site.send(f"{link(site)}/agenda/propose/review", PROPOSAL)
    assert "does not bind the Chair" in words_of(review)
    done = confirm(site, review)
    assert "does not bind the Chair" in words_of(site.see(done.headers["location"]))


def test_what_is_open_is_shown_with_when_it_is_taken_up_again(site: Site) -> None:
    circulate(site)
    adopt_but_outcome(site)
    says = words_of(site.see(link(site)))
    assert "Adopted, with parts open" in says
    assert "To be taken up again at sitting 3, on Wednesday, 8 July 2026, 12 noon" in says
    do(site, a.SettlePart(CHAIR, "outcome", a.Settlement.ADOPTED, "By silence procedure."))
    says = words_of(site.see(link(site)))
    assert "with parts open" not in says
    assert "By silence procedure." in says


def test_the_link_to_a_silence_procedure_has_no_agenda(site: Site) -> None:
    assert site.see(f"{site.link('brazil')}/agenda/propose").status_code == 404


def test_the_page_says_what_happens_next_and_whom_to_ask(site: Site) -> None:
    circulate(site)
    says = words_of(site.see(link(site)))
    assert "the Chair puts the agenda to adoption. A letter tells everybody what" in says
    assert "Questions: the secretariat, secretariat@nemcon.example" in says
    adopt_but_outcome(site)
    assert "What is open is taken up again as it says beside it." in words_of(site.see(link(site)))


def test_what_may_be_done_has_its_rule_beside_it(site: Site) -> None:
    circulate(site, agenda__proposed_by="member")
    leads = links_of(site.see(link(site)))
    assert f"{link(site)}/rules#rule-agenda.proposed_by" in leads
    assert 'id="rule-agenda.proposed_by"' in site.see(f"{link(site)}/rules").text
