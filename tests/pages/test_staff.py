"""The pages of the staff."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import get_args

import pytest

from api.pages import ruling_words, wording
from api.sent_rulings import RULINGS
from nemcon.mail.wording import OUTCOMES
from nemcon.procedure import acts as a
from nemcon.procedure import recounting as telling
from nemcon.procedure.acts import Kind, Outcome, TimeAct, WithdrawObjection
from nemcon.procedure.entries import Entry
from nemcon.procedure.people import Actor, Office
from nemcon.procedure.state import Phase
from nemcon.register.verify import read_export, verify
from tests.api.house import DEADLINE, PROCEDURE
from tests.pages.site import CHAIR, Site, forms_of, links_of, words_of

Parts = list[tuple[str, str]]
BECAUSE = ("because", "So that everybody is heard.")


def reviewed(site: Site, path: str, who: str, *parts: tuple[str, str]) -> Parts:
    """What the confirming button sends."""
    hidden = next(h for _, action, h in forms_of(site.see(path, who)) if action != "/leave")
    answer = site.send(f"{path}/review", [*hidden, *parts], who)
    assert answer.status_code == 200, words_of(answer)
    return next(h for _, action, h in forms_of(answer) if action != "/leave")


def rule(site: Site, verb: str, *parts: tuple[str, str], name: str = PROCEDURE) -> None:
    path = f"/procedures/{name}/rulings/{verb}"
    hidden = reviewed(site, path, "chair", BECAUSE, *parts)
    for _ in range(2):
        answer = site.send(f"{path}/act", hidden, "chair")
        assert answer.status_code in (303, 422), words_of(answer)
    assert site.see(f"/procedures/{name}", "chair").status_code == 200


def test_staff_come_in_by_their_link_and_leave(site: Site) -> None:
    path = f"/enter/{site.tokens['chair']}"
    assert "Enter as the chair" in words_of(site.see(path))
    answer = site.send(path, [])
    assert (answer.status_code, answer.headers["Location"]) == (303, "/")
    cookie = answer.headers["set-cookie"]
    for part in ("HttpOnly", "SameSite=lax", "Secure", "Path=/", "__Host-nemcon_staff="):
        assert part in cookie
    left = site.send("/leave", [], "chair")
    assert '__Host-nemcon_staff=""' in left.headers["set-cookie"]
    assert site.see("/enter/" + "x" * 40).status_code == 404
    assert site.see(f"/enter/{site.tokens['brazil']}").status_code == 404


def test_without_a_cookie_the_pages_of_the_staff_say_for_whom_they_are(site: Site) -> None:
    for path in ("/", f"/procedures/{PROCEDURE}", "/place", "/mailbox"):
        answer = site.see(path)
        assert answer.status_code == 401
        assert "For the staff of the body" in words_of(answer)


def test_a_procedure_shows_silence_beside_delivery(site: Site) -> None:
    site.file_at_once(PROCEDURE, "austria")
    words = words_of(site.see(f"/procedures/{PROCEDURE}", "secretariat"))
    assert "Austria Member, may object ▲ objects no letter" in words
    assert "Norway Member, may object ○ unreached: its silence is unverified no letter" in words


def test_the_register_stands_in_words_with_zone_utc_actor_rule_and_hash(site: Site) -> None:
    site.file_at_once(PROCEDURE, "austria")
    words = words_of(site.see(f"/procedures/{PROCEDURE}", "secretariat"))
    assert "Austria filed an objection to the whole text." in words
    assert "By Austria, by A delegate of Austria" in words
    assert "Tuesday, 16 June 2026, 12 noon (New York time, UTC-4)" in words
    assert "Tuesday, 16 June 2026, 4 p.m. (UTC)" in words
    assert "Rule: what an objection does: An objection breaks silence. The period" in words
    assert "no longer counts. (custom)." in words
    for entry in site.context.register.written(PROCEDURE):
        assert entry.hash in words


def test_a_reader_sees_no_more_than_a_delegation_that_filed_nothing(site: Site) -> None:
    site.file_at_once(PROCEDURE, "austria", says="A secret reason.")
    answer = site.see(f"/procedures/{PROCEDURE}", "reader")
    words = words_of(answer)
    assert "A delegation filed an objection" in words
    assert "A secret reason." not in words
    assert "objects" not in words
    assert not [link for link in links_of(answer) if "/rulings/" in link]
    assert site.see(f"/procedures/{PROCEDURE}/register.jsonl", "reader").status_code == 403
    assert site.see("/place", "reader").status_code == 403
    assert site.see("/mailbox", "reader").status_code == 403


def test_the_register_is_taken_away_as_a_file_that_verifies(site: Site) -> None:
    answer = site.see(f"/procedures/{PROCEDURE}/register.jsonl", "chair")
    assert "attachment" in answer.headers["Content-Disposition"]
    assert verify(*read_export(answer.text)).sound


def test_rulings_are_offered_as_the_rules_allow_them_and_the_others_say_why_not(
    site: Site,
) -> None:
    answer = site.see(f"/procedures/{PROCEDURE}", "chair")
    offered = {link.rsplit("/", 1)[1] for link in links_of(answer) if "/rulings/" in link}
    assert {"extend", "suspend", "close-early", "revise", "refer", "withdraw-text"} == offered
    assert "Now that the text is under silence, it is not possible to" in words_of(answer)


@pytest.mark.parametrize(
    ("verb", "part", "says"),
    [
        ("extend", ("until", "2026-06-25T18:00"), "extended to Thursday, 25 June 2026, 6 p.m."),
        ("suspend", ("until", ""), "The period was suspended."),
        ("close-early", ("until", ""), "The period was declared ended."),
        ("revise", ("wording-1", "It lasts three days."), "The text was revised"),
        ("refer", ("to", "the tenth session"), "referred to the tenth session"),
        ("withdraw-text", ("to", ""), "The text has been withdrawn."),
    ],
)
def test_a_ruling_is_made_after_a_page_that_says_what_it_leads_to(
    site: Site, verb: str, part: tuple[str, str], says: str
) -> None:
    parts = [part, ("until", "2026-06-25T18:00")] if verb == "revise" else [part]
    before = site.context.register.position(PROCEDURE)
    assert before is not None
    rule(site, verb, *parts)
    words = words_of(site.see(f"/procedures/{PROCEDURE}", "chair"))
    assert says in words
    assert words.count("Reason given: So that everybody is heard.") <= 2


def test_a_suspended_period_is_resumed(site: Site) -> None:
    rule(site, "suspend")
    rule(site, "resume")
    assert "Under silence" in words_of(site.see(f"/procedures/{PROCEDURE}", "chair"))


def test_the_exits_from_consultation_are_rulings(site: Site) -> None:
    for name, verb, part, says in (
        ("one", "compile", ("to", "the tenth session"), "Chair's compilation"),
        ("two", "declare", ("outcome", Outcome.NOT_ADOPTED.value), "The Chair found: not adopted"),
        ("three", "restore-silence", ("until", "2026-06-30T12:00"), "under silence again"),
    ):
        site.open(name, objection__effect="stop")
        site.file_at_once(name, "austria")
        if verb == "restore-silence":
            austria = Actor(Office.DELEGATION, "austria", "A delegate of Austria", "link")
            site.act(name, WithdrawObjection(austria))
        rule(site, verb, part, name=name)
        assert says in words_of(site.see(f"/procedures/{name}", "chair"))


def test_a_late_filing_is_admitted(site: Site) -> None:
    site.open("text", late__admitted_by="chair")
    site.clock.at = site.clock.at.replace(day=19, hour=16)
    site.file_at_once("text", "austria")
    site.clock.at = site.clock.at.replace(minute=10)
    site.context.register.keep_time("text")
    rule(site, "admit-late", ("participant", "austria"), name="text")
    assert "late, admitted" in words_of(site.see("/procedures/text", "chair"))


def test_a_ruling_needs_a_reason_and_what_was_typed_is_kept(site: Site) -> None:
    path = f"/procedures/{PROCEDURE}/rulings/extend"
    hidden = next(h for _, action, h in forms_of(site.see(path, "chair")) if action != "/leave")
    answer = site.send(f"{path}/review", [*hidden, ("until", "2026-06-25T18:00")], "chair")
    assert answer.status_code == 422
    assert "#because" in links_of(answer)
    assert 'value="2026-06-25T18:00"' in answer.text
    early = [*hidden, ("until", "2026-06-17T18:00"), BECAUSE]
    answer = site.send(f"{path}/review", early, "chair")
    assert answer.status_code == 422
    assert "An extension must end later than the present deadline." in words_of(answer)


def test_the_secretariat_is_told_what_only_the_chair_may_do(site: Site) -> None:
    site.open("text", extension__by="chair")
    words = words_of(site.see("/procedures/text", "secretariat"))
    assert "Only the chair may extend the period." in words


def test_a_ruling_that_does_not_exist_and_a_procedure_that_does_not_are_not_found(
    site: Site,
) -> None:
    assert site.see(f"/procedures/{PROCEDURE}/rulings/nonsense", "chair").status_code == 404
    assert site.see("/procedures/nothing", "chair").status_code == 404


def test_a_page_of_another_site_cannot_rule_with_the_cookie_of_the_chair(site: Site) -> None:
    headers = {
        "Accept": "text/html",
        "Cookie": site.sessions["chair"],
        "Sec-Fetch-Site": "cross-site",
        "Content-Type": "application/x-www-form-urlencoded",
    }
    path = f"/procedures/{PROCEDURE}/rulings/withdraw-text/act"
    answer = site.caller.call("POST", path, headers=headers, content=b"because=x&submission=y")
    assert answer.status_code == 403
    assert "This came from another site" in words_of(answer)


def test_an_address_that_leads_nowhere_has_a_page_too(site: Site) -> None:
    answer = site.see("/nothing")
    assert answer.status_code == 404
    assert "There is nothing at this address" in words_of(answer)


def test_no_page_holds_a_style_or_a_script_of_its_own(site: Site) -> None:
    for path in ("/", f"/procedures/{PROCEDURE}", "/place"):
        text = site.see(path, "chair").text
        text = re.sub(r'<script src="/static/[^"]+" defer></script>', "", text)
        assert not re.search(r"<style|<script|\sstyle=|\son\w+=", text)


def test_a_ruling_is_asked_again_when_something_was_recorded_after_it_was_shown(
    site: Site,
) -> None:
    path = f"/procedures/{PROCEDURE}/rulings/close-early"
    hidden = reviewed(site, path, "chair", BECAUSE)
    site.file_at_once(PROCEDURE, "austria")
    before = site.rows()

    asked = site.send(f"{path}/act", hidden, "chair")

    assert asked.status_code == 200
    assert "New since you opened the page before" in words_of(asked)
    assert "Austria filed an objection to the whole text." in words_of(asked)
    assert "Silence was broken." in words_of(asked)
    assert site.rows() == before
    again = next(h for _, action, h in forms_of(asked) if action != "/leave")
    for _ in range(2):
        made = site.send(f"{path}/act", again, "chair")
        assert (made.status_code, made.headers.get("Location")) == (303, f"/procedures/{PROCEDURE}")
    assert words_of(site.see(f"/procedures/{PROCEDURE}", "chair")).count("declared ended.") == 1


def test_a_ruling_that_was_not_shown_is_shown_first(site: Site) -> None:
    path = f"/procedures/{PROCEDURE}/rulings/extend"
    hidden = reviewed(site, path, "chair", BECAUSE, ("until", "2026-06-25T18:00"))
    site.file_at_once(PROCEDURE, "austria")
    before = site.rows()
    head = site.context.register.position(PROCEDURE)
    assert head is not None
    for name, value in (("until", "2026-06-26T18:00"), ("seen", str(head.head.number))):
        changed = [(k, value if k == name else v) for k, v in hidden]
        answer = site.send(f"{path}/act", changed, "chair")
        assert answer.status_code == 200
        assert "Nothing has been recorded yet" in words_of(answer)
    assert site.rows() == before


def test_a_reminder_by_the_clock_is_no_news(site: Site) -> None:
    path = f"/procedures/{PROCEDURE}/rulings/withdraw-text"
    hidden = reviewed(site, path, "chair", BECAUSE)
    site.clock.at = DEADLINE - timedelta(hours=23)
    site.context.register.keep_time(PROCEDURE)
    assert site.send(f"{path}/act", hidden, "chair").status_code == 303


def test_the_staff_see_the_rules_in_words_too(site: Site) -> None:
    words = words_of(site.see(f"/procedures/{PROCEDURE}", "chair"))
    assert "How many objectors break silence One is enough" in words
    assert "Until when an objection may be withdrawn Until the outcome is reached" in words


def test_the_staff_see_every_state_and_what_time_does_next(site: Site) -> None:
    site.every_state()
    for name, words in {
        "voting": "The roll-call is closed, Thursday, 16 July 2026",
        "voted": "In favour 1: Norway",
        "suspended": "Nothing",
    }.items():
        answer = site.see(f"/procedures/{name}", "secretariat")
        assert answer.status_code == 200
        assert words in words_of(answer)


def test_there_are_words_for_everything_that_can_be_filed_happen_or_come_next() -> None:
    assert set(wording.STEPS) == set(get_args(TimeAct))
    assert set(wording.PHASES) == set(Phase)
    assert set(wording.FILINGS) == set(Kind) == set(wording.FILED)
    assert set(wording.CONFIRM) == {*Kind, None}
    assert set(ruling_words.RULINGS) == set(RULINGS)
    assert set(telling._TELLINGS) == set(get_args(Entry))
    assert set(OUTCOMES) == set(Outcome)


def test_a_launch_that_may_be_prevented_is_announced_and_begun_by_page(site: Site) -> None:
    site.open("vetoed", launch__veto="member")
    words = words_of(site.see("/procedures/vetoed", "chair"))
    assert "Silence does not run yet." in words
    assert "Let silence begin" in words
    assert "Object to the launch" in words_of(site.see(site.link("brazil", "vetoed")))
    site.act("vetoed", a.BeginSilence(CHAIR))
    assert "Under silence" in words_of(site.see(site.link("brazil", "vetoed")))


def test_an_outcome_is_confirmed_without_a_reason_and_no_other_ruling_is_made_so(
    site: Site,
) -> None:
    extend = f"/procedures/{PROCEDURE}/rulings/extend"
    until = ("until", "2026-07-01T12:00")
    hidden = next(h for _, action, h in forms_of(site.see(extend, "chair")) if action != "/leave")
    asked = site.send(f"{extend}/review", [*hidden, until], "chair")
    assert asked.status_code == 422
    assert "Give the reason; it is told to all." in words_of(asked)
    site.open("done")
    site.file_at_once("done", "austria", Kind.ACKNOWLEDGE)
    site.clock.at = DEADLINE + timedelta(hours=1)
    site.context.register.keep_time("done")
    path = "/procedures/done/rulings/confirm"
    assert "Reason (optional)" in words_of(site.see(path, "chair"))
    hidden = reviewed(site, path, "chair", ("number", "2026/4"))
    assert site.send(f"{path}/act", hidden, "chair").status_code == 303
    words = words_of(site.see("/procedures/done", "chair"))
    assert "2026/4" in words
    assert "Reason given" not in words


def test_a_confirmed_outcome_shows_its_number_and_when_it_enters_into_force(site: Site) -> None:
    site.open("done", confirmation__in_force="90 days")
    site.file_at_once("done", "austria", Kind.ACKNOWLEDGE)
    site.clock.at = DEADLINE + timedelta(hours=1)
    site.context.register.keep_time("done")
    site.act("done", a.Confirm(CHAIR, "2026/4", date(2026, 7, 1), "By letter."))
    words = words_of(site.see(site.link("brazil", "done")))
    assert "In force on Thursday, 17 September 2026" in words
    assert "Confirmed 2026/4" in words
    assert "Not public before Wednesday, 1 July 2026" in words
