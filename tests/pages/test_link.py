"""What a link opens, in every state of its procedure."""

from __future__ import annotations

from typing import Final

import pytest
from sqlalchemy import update

from nemcon.language import _, speaking
from nemcon.procedure import acts as a
from nemcon.register.links import revoke_links
from nemcon.register.tables import contacts
from tests.api.house import DEADLINE, PROCEDURE, START
from tests.pages.site import CHAIR, Site, links_of, words_of

SAYS: Final[dict[str, tuple[int, tuple[str, ...]]]] = {
    "announced": (
        200,
        (
            "Launch announced",
            "Unless the launch is prevented, the Chair lets silence begin.",
            "The deadline that was announced is Friday, 19 June 2026",
            "Object to the launch",
        ),
    ),
    "quiet": (200, ("Outcome: adopted", "Computed by the rules", "File late")),
    "broken": (200, ("In consultation", "An objection to paragraph 2", "A delegation")),
    "suspended": (200, ("Suspended", "The clock stands still", "Silence means nothing")),
    "stopped": (200, ("In consultation", "Withdraw your objection", "We need more time.")),
    "revised": (200, ("Rev.1", "What changed", "deleted: two", "added: three")),
    "withdrawn": (200, ("Outcome: withdrawn", "Overtaken by events.", "The deadline")),
    "voting": (
        200,
        ("Put to a vote", "The roll-call is open until", "Vote in favour", "counts as absent"),
    ),
    "voted": (200, ("Outcome: adopted", "In favour 1: Norway", "Absent 2: Austria and Brazil")),
    "closing": (200, ("Deadline passed", "the book is being closed", "recorded as late")),
    "fresh": (
        200,
        (
            "Under silence",
            "9 days 23 hours left",
            "Silence until the deadline is taken as consent.",
        ),
    ),
    "revoked": (410, ("This link was revoked", "ask the secretariat for a new one")),
    "unknown": (404, ("This link opens nothing", "Copy the whole address")),
}


def test_every_state_of_a_link_has_a_page_that_says_what_it_is(site: Site) -> None:
    links = site.every_state()
    for name, (status, says) in SAYS.items():
        answer = site.see(links[name])
        assert answer.status_code == status, name
        for words in says:
            assert words in words_of(answer), (name, words)


@pytest.mark.parametrize("path", ["", "/documents", "/rules"])
def test_who_has_a_revoked_link_reads_so_in_the_language_of_its_contact(
    site: Site, path: str
) -> None:
    with site.context.database.writing() as connection:
        revoke_links(connection, PROCEDURE, "at-brazil", START)
        of_brazil = update(contacts).where(contacts.c.id == "at-brazil")
        connection.execute(of_brazil.values(language="es"))
    link = f"{site.link('brazil')}{path}"
    answer = site.see(link)
    assert answer.status_code == 410
    assert '<html lang="es"' in answer.text
    with speaking("es"):
        assert _("This link was revoked") in words_of(answer)
        issued = "This personal link was issued to {person} and has been revoked."
        assert _(issued, person="A delegate of Brazil") in words_of(answer)
    assert '<html lang="ru"' in site.see(f"{link}?page_language=ru").text


def test_a_link_that_nobody_was_given_and_one_that_is_malformed_look_alike(site: Site) -> None:
    answers = [site.see(f"/l/{token}") for token in ("x" * 32, "short", "y" * 500)]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.text for answer in answers}) == 1


def test_the_page_of_a_link_is_kept_nowhere_and_tells_nobody_its_address(site: Site) -> None:
    answer = site.see(site.link("brazil"))
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert "script" not in answer.text
    assert "unsafe" not in answer.headers["Content-Security-Policy"]


def test_the_deadline_stands_in_the_bodys_zone_the_readers_and_utc(site: Site) -> None:
    words = words_of(site.see(site.link("brazil")))
    assert "Friday, 19 June 2026, 12 noon (New York time, UTC-4)" in words
    assert "Friday, 19 June 2026, 1 p.m. (São Paulo time, UTC-3)" in words
    assert "Friday, 19 June 2026, 4 p.m. (UTC)" in words
    assert "3 days left" in words
    assert "what is received at 12 noon or later is late" in words


def test_each_response_has_its_consequence_beside_it(site: Site) -> None:
    words = words_of(site.see(site.link("brazil")))
    assert "Object An objection breaks silence. The period runs on to the deadline" in words
    assert "Ask for more time Asks the" in words
    assert "Explain your position States your position for the record. It does not break" in words


def test_an_observer_is_offered_what_its_standing_allows_and_no_more(site: Site) -> None:
    offered = [link.rsplit("/", 1)[-1] for link in links_of(site.see(site.link("council")))]
    assert "object" not in offered
    assert "explain" in offered
    refused = site.see(site.link("council") + "/file/object")
    assert refused.status_code == 409


def test_the_rules_stand_there_with_their_source_or_as_custom(site: Site) -> None:
    words = words_of(site.see(site.link("brazil")))
    assert "What an objection does An objection breaks silence. The period runs on" in words
    assert words.count("no written rule of the body was found") == 1
    for again in ("No rule;", "No rule.", "custom of the body:", "collect", "until-the-end"):
        assert again not in words


@pytest.mark.parametrize("named", [True, False])
def test_objectors_are_named_to_others_only_where_the_rules_name_them(
    site: Site, named: bool
) -> None:
    site.open("text", disclosure__during="named" if named else "anonymous")
    site.file_at_once("text", "austria", says="Two days are too short.")
    words = words_of(site.see(site.link("brazil", "text")))
    assert ("Austria" in words) is named
    assert ("Two days are too short." in words) is named
    assert "An objection to the whole text" in words
    assert "Two days are too short." in words_of(site.see(site.link("austria", "text")))


def test_objections_that_are_told_at_the_deadline_only_leave_no_trace_before_it(
    site: Site,
) -> None:
    site.open("text", disclosure__during="none")
    before = words_of(site.see(site.link("brazil", "text")))
    site.file_at_once("text", "austria", says="Two days are too short.")
    after = words_of(site.see(site.link("brazil", "text")))
    assert _without_head(before) == _without_head(after)
    assert "Under silence" in after


def test_nobody_reached_is_told_as_the_reason_for_consulting(site: Site) -> None:
    site.clock.at = DEADLINE.replace(hour=17)
    site.context.register.keep_time(PROCEDURE)
    assert "no letter of the period had reached anybody" in words_of(site.see(site.link("brazil")))


def test_what_people_wrote_is_shown_as_words(site: Site) -> None:
    hostile = "<script>alert(1)</script> {{ 7*7 }} {% raw %}"
    site.file_at_once(PROCEDURE, "brazil", says=hostile)
    answer = site.see(site.link("brazil"))
    assert "&lt;script&gt;alert(1)&lt;/script&gt; {{ 7*7 }} {% raw %}" in answer.text
    assert "<script" not in answer.text


def test_the_reason_of_an_extension_is_in_what_has_happened(site: Site) -> None:
    site.act(PROCEDURE, a.Extend(CHAIR, DEADLINE.replace(day=25), "At the request of a group."))
    words = words_of(site.see(site.link("brazil")))
    assert "The period was extended to Thursday, 25 June 2026" in words
    assert "Reason given: At the request of a group." in words


def _without_head(words: str) -> str:
    return words.partition("Head of the register")[0]


def test_every_state_says_what_happens_next_and_whom_to_ask(site: Site) -> None:
    for name, link in site.every_state().items():
        answer = site.see(link)
        words = words_of(answer)
        headings = ("What you can do",) if answer.status_code >= 400 else ("What happens next",)
        assert all(heading in words for heading in headings), name
        assert "Questions: the secretariat, secretariat@nemcon.example" in words, name
        assert "A question files nothing." in words, name


def test_each_response_leads_to_the_rule_it_rests_on(site: Site) -> None:
    link = site.link("brazil")
    page = site.see(link)
    anchors = {path for path in links_of(page) if path.startswith(f"{link}/rules#")}
    assert f"{link}/rules#rule-objection.effect" in anchors
    rules = site.see(f"{link}/rules").text
    for anchor in anchors:
        assert f'id="{anchor.partition("#")[2]}"' in rules, anchor


def test_proposing_other_wording_is_offered_as_the_objection_it_is(site: Site) -> None:
    link = site.link("brazil")
    words = words_of(site.see(link))
    assert "Propose other wording You object to a paragraph and give the wording" in words
    form = site.see(f"{link}/file/object?wording=yes").text
    assert form.count("<details open>") == 1
    assert "<details open>" not in site.see(f"{link}/file/object").text


def test_what_the_delegation_filed_stands_above_what_it_may_do(site: Site) -> None:
    words = words_of(site.see(site.link("brazil")))
    assert "Your delegation so far Your delegation has filed nothing." in words
    site.file_at_once(PROCEDURE, "brazil", paragraphs=("2",), says="No.")
    answer = site.see(site.link("brazil"))
    words = words_of(answer)
    assert "Your delegation so far An objection to paragraph 2 : stands" in words
    assert words.index("Your delegation so far") < words.index("What your delegation may do")
    assert f"{site.link('brazil')}/receipt/3" in links_of(answer)


def test_the_readers_own_hour_stands_first_and_the_rule_beside_the_hour_it_is_about(
    site: Site,
) -> None:
    words = words_of(site.see(site.link("brazil")))
    mine, theirs = words.index("1 p.m. (São Paulo"), words.index("12 noon (New York")
    assert mine < theirs
    assert words[theirs:].startswith("12 noon (New York time, UTC-4) What is received before 12")
