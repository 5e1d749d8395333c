"""The health of a silence on a page: in words and signs, filtered, and hostile words harmless."""

from __future__ import annotations

from tests.api.house import PROCEDURE
from tests.api.letters import bring, send
from tests.mail.returned import samples
from tests.pages.site import Site, links_of, words_of

HEALTH = f"/procedures/{PROCEDURE}/health"
RETURNED = f"/procedures/{PROCEDURE}/returned"


def test_the_page_of_the_procedure_leads_to_its_health(site: Site) -> None:
    assert HEALTH in links_of(site.see(f"/procedures/{PROCEDURE}", "reader"))


def test_the_health_says_in_words_what_became_of_each_letter(site: Site) -> None:
    addresses = send(site)
    bring(site, addresses["at-austria"], samples.FAILED)
    bring(site, addresses["at-brazil"], samples.AWAY)
    words = words_of(site.see(HEALTH, "secretariat"))
    assert "↩ came back" in words
    assert "austria@mission.example : came back: 550 5.1.1 There is no such mailbox" in words
    assert "“ until 12 July 2026 ”" in words
    assert "Came back: 1" in words
    assert "Delivered: 3" in words


def test_a_filter_shows_those_of_whom_it_holds_and_says_which_is_chosen(site: Site) -> None:
    addresses = send(site)
    bring(site, addresses["at-austria"], samples.FAILED)
    answer = site.see(f"{HEALTH}?show=bounced", "secretariat")
    body = answer.text.partition("<tbody>")[2].partition("</tbody>")[0]
    assert "Austria" in body
    assert "Brazil" not in body
    assert f'{HEALTH}?show=bounced" aria-current="true"' in answer.text
    assert "There is no such delegation now." in words_of(site.see(f"{HEALTH}?show=acted", "chair"))


def test_a_reply_is_read_on_a_page_and_taken_away_whole(site: Site) -> None:
    addresses = send(site)
    reply = samples.mail("<b>We object</b> & {{ 7 * 7 }}", sender="x@y.example", subject="<i>Re")
    bring(site, addresses["at-brazil"], reply, "x@y.example")
    answer = site.see(RETURNED, "secretariat")
    assert "<b>We object</b>" not in answer.text
    assert "&lt;b&gt;We object&lt;/b&gt; &amp; {{ 7 * 7 }}" in answer.text
    assert "Nothing here was filed" in words_of(answer)
    (whole,) = (link for link in links_of(answer) if link.endswith(".eml"))
    file = site.see(whole, "secretariat")
    assert file.content == reply
    assert file.headers["content-type"] == "message/rfc822"
    assert file.headers["x-content-type-options"] == "nosniff"
    elsewhere = whole.replace(PROCEDURE, "another")
    assert site.see(elsewhere, "secretariat").status_code == 404


def test_a_reader_reads_no_replies(site: Site) -> None:
    assert site.see(RETURNED, "reader").status_code == 403
    words = words_of(site.see(HEALTH, "reader"))
    assert "Who has acknowledged or filed is not shown" in words
    assert RETURNED not in links_of(site.see(HEALTH, "reader"))
