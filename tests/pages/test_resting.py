"""Beside what a page says stands the rule that it rests on, with its source."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from httpx import Response

from api.pages.resting import RULINGS
from api.pages.ruling_words import RULINGS as WORDS
from nemcon.procedure import acts as a
from nemcon.procedure.acts import Kind, Outcome
from nemcon.procedure.people import Actor, Office
from nemcon.procedure.refusal import Refusal
from nemcon.procedure.rules import decide
from nemcon.text.document import Paragraph
from tests.api.house import BODY, DEADLINE, PROCEDURE
from tests.pages.agenda_site import AGENDA, circulate
from tests.pages.negotiating import NAME, open_negotiation
from tests.pages.site import Site, links_of, words_of

NOBODY = Actor(Office.DELEGATION, "brazil", "somebody", "test")
LATER = DEADLINE + timedelta(days=7)
ACTS: dict[str, a.Act] = {
    "begin": a.BeginSilence(NOBODY, LATER),
    "extend": a.Extend(NOBODY, LATER),
    "suspend": a.Suspend(NOBODY),
    "resume": a.Resume(NOBODY, until=LATER),
    "close-early": a.CloseEarly(NOBODY),
    "revise": a.Revise(NOBODY, (Paragraph("2", "It lasts three days."),), until=LATER),
    "restore-silence": a.RestoreSilence(NOBODY, LATER),
    "refer": a.Refer(NOBODY),
    "withdraw-text": a.WithdrawText(NOBODY),
    "compile": a.Compile(NOBODY),
    "admit-late": a.AdmitLate(NOBODY, "brazil"),
    "declare": a.Declare(NOBODY, Outcome.NOT_ADOPTED),
    "confirm": a.Confirm(NOBODY),
}


def rules_behind(answer: Response) -> list[str]:
    """The keys of the rules that a delegation's page leads to, each at its own anchor."""
    return [link.partition("#rule-")[2] for link in links_of(answer) if "/rules#rule-" in link]


@pytest.mark.parametrize("verb", WORDS)
def test_the_rule_beside_a_ruling_is_the_one_that_refuses_it_to_others(
    site: Site, verb: str
) -> None:
    name = "consulted"
    site.open(name, objection__effect="stop")
    if verb == "compile":  # which is refused first where nothing is consulted about
        site.file_at_once(name, "brazil", says="No.")
    position = site.context.register.position(name)
    assert position is not None
    answer = decide(position.state, ACTS[verb], site.clock.now())
    assert isinstance(answer, Refusal)
    assert answer.rule == RULINGS[verb]


def test_each_ruling_that_is_open_cites_the_rule_that_lets_it_be_made(site: Site) -> None:
    page = words_of(site.see(f"/procedures/{PROCEDURE}", "chair"))
    assert "Rule: who may extend the period: the Chair (" in page
    assert "Rule: who may suspend the period and let it resume: the Chair (" in page
    form = words_of(site.see(f"/procedures/{PROCEDURE}/rulings/extend", "chair"))
    assert "Rule: who may extend the period: the Chair (" in form
    position = site.context.register.position(PROCEDURE)
    assert position is not None
    sent = [("until", "2026-06-26T18:00"), ("because", "As agreed.")]
    sent += [("digest", position.state.text_digest), ("seen", "2")]
    review = site.send(f"/procedures/{PROCEDURE}/rulings/extend/review", sent, "chair")
    assert "Rule: who may extend the period: the Chair (" in words_of(review)
    assert f"/procedures/{PROCEDURE}#rules-heading" in links_of(review)


def test_the_room_cites_the_rules_of_its_ways_out_and_of_doing_nothing(site: Site) -> None:
    site.open("stopped", objection__effect="stop", consultation__length="7 days")
    site.file_at_once("stopped", "brazil", says="No.")
    room = words_of(site.see("/procedures/stopped/room", "chair"))
    assert "Rule: who places a text under silence: the Chair (" in room
    assert "Rule: how long the Chair may consult after silence was broken: " in room
    assert "Rule: what follows when that time runs out: " in room


def test_whoever_places_a_text_reads_the_rules_of_its_period_and_where_they_stand(
    site: Site,
) -> None:
    sent = [("body", BODY), ("source", "stored"), ("text", "format"), ("among", "")]
    sent += [("profile", "unga-74-544"), ("until", "2026-06-19T18:00")]
    review = site.send("/place/review", sent, "chair")
    words = words_of(review)
    assert "Rule: the shortest period that the rules foresee: " in words
    assert "Rule: what an objection does: " in words
    assert "Rule: who places a text under silence: " in words
    assert "/rules/unga-74-544#rule-period.minimum" in links_of(review)
    book = site.see("/rules/unga-74-544", "chair").text
    assert 'id="rule-period.minimum"' in book


def test_a_delegation_reads_the_rule_on_the_form_the_review_and_the_late_receipt(
    site: Site,
) -> None:
    site.open("ruled", objection__effect="stop", late__admitted_by="chair")
    link = site.link("brazil", "ruled")
    assert "objection.effect" in rules_behind(site.see(f"{link}/file/object"))
    position = site.context.register.position("ruled")
    assert position is not None
    sent = [("kind", "object"), ("paragraph", "*"), ("says", "No."), ("filed_by", "Ana")]
    sent += [("digest", position.state.text_digest)]
    assert "objection.effect" in rules_behind(site.send(f"{link}/review", sent))
    site.clock.at = DEADLINE + timedelta(seconds=1)
    review = site.send(f"{link}/review", sent)
    assert rules_behind(review) == ["late.admitted_by"]
    answer = site.file("ruled/brazil", "ruled", paragraphs=["1"], says="No.")
    assert answer.status_code == 201, answer.text
    receipt = site.see(f"{link}/receipt/{answer.json()['number']}")
    assert rules_behind(receipt) == ["late.admitted_by"]


def test_the_outcome_cites_the_rule_of_its_entry(site: Site) -> None:
    site.open("kept", objection__threshold="1", silence__means="consent")
    for member in ("austria", "brazil", "norway"):
        site.file_at_once("kept", member, Kind.ACKNOWLEDGE)
    site.clock.at = DEADLINE + timedelta(minutes=10)
    site.context.register.keep_time("kept")
    page = site.see(site.link("brazil", "kept"))
    how = re.search(r"Computed by the rules from the register\.(.*?)</dd>", page.text, re.DOTALL)
    assert how is not None
    assert "/rules" in how[1]
    staff = words_of(site.see("/procedures/kept", "chair"))
    assert "Computed by the rules from the register. Rule: " in staff


def test_before_an_agenda_and_a_negotiation_are_acted_on_the_rule_is_shown(site: Site) -> None:
    circulate(site)
    link = site.link("brazil", AGENDA)
    form = site.see(f"{link}/agenda/propose")
    assert "which participants may propose changes to it" in words_of(form)
    desk = words_of(site.see(f"/agendas/{AGENDA}/adopt", "chair"))
    assert "Rule: who puts an agenda to adoption, and gavels it: " in desk
    open_negotiation(site)
    other = site.link("brazil", NAME)
    amend = words_of(site.see(f"{other}/amend?paragraph=1"))
    assert "which participants may propose, support and oppose amendments" in amend
    state = words_of(site.see(f"{other}/state"))
    assert "which participants may file what does not object" in state
    concluding = words_of(site.see(f"/negotiations/{NAME}/acts/conclusion", "chair"))
    assert "Rule: what an objection to what is agreed does in the end: " in concluding
