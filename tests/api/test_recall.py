"""Recalling a launch: through the API and by page, for texts, agendas and negotiations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta
from pathlib import Path

import pytest

from tests.api.house import BODY, DEADLINE, PROCEDURE
from tests.api.test_agendas import AGENDA
from tests.api.test_negotiations import TABLING
from tests.pages.site import Site, forms_of, words_of

PLACING = {
    "procedure": "held",
    "body": BODY,
    "text": "format",
    "profile": "un-informal-silence",
    "length": "72h",
}
LAUNCHES = [
    pytest.param("/procedures", PLACING, "/procedures/held", id="a text"),
    pytest.param("/agendas", AGENDA, "/agendas/third-session", id="an agenda"),
    pytest.param("/negotiations", TABLING, "/negotiations/tools", id="a negotiation"),
]
RESTS_ON = {
    "procedures": "Rule: who places a text under silence: ",
    "agendas": "Rule: who puts an agenda to adoption, and gavels it: ",
    "negotiations": "Rule: who may table a text: ",
}
MOMENT = timedelta(seconds=60)


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    """An installation in which launches may be recalled for a minute."""
    made = Site(tmp_path, recall_seconds=60)
    yield made
    made.close()


def launch(site: Site, path: str, sent: Mapping[str, object]) -> str:
    """Launch it; the name of its procedure."""
    answer = site.post(path, sent, "chair")
    assert answer.status_code == 201, answer.text
    return str(sent["procedure"])


@pytest.mark.parametrize(("path", "sent", "page"), LAUNCHES)
def test_a_launch_is_recalled_from_its_page_by_one_button(
    site: Site, path: str, sent: dict[str, object], page: str
) -> None:
    name = launch(site, path, sent)
    note = site.see(page, "chair")
    assert "The first letters leave 60 seconds after this page was opened." in words_of(note)
    assert f'href="/procedures/{name}/recall"' in note.text
    before = site.rows()
    review = site.see(f"/procedures/{name}/recall", "chair")
    assert "nobody outside the staff is told of it" in words_of(review)
    assert RESTS_ON[page.split("/")[1]] in words_of(review)
    assert site.rows() == before
    hidden = next(h for _, action, h in forms_of(review) if action.endswith("/recall"))
    parts = [*(p for p in hidden if p[0] != "because"), ("because", "The wrong annex.")]

    for _ in range(2):
        answer = site.send(f"/procedures/{name}/recall", parts, "chair")
        assert (answer.status_code, answer.headers["Location"]) == (303, page)

    written = site.context.register.written(name)
    assert [w.kind for w in written].count("LaunchRecalled") == 1
    after = words_of(site.see(page, "chair"))
    assert "No letter has left yet" not in after
    assert "ecalled" in after
    assert "The wrong annex." in words_of(
        site.see(f"{page}/history" if "negot" in page else page, "chair")
    )
    assert "ecalled" in words_of(site.see("/", "chair"))


@pytest.mark.parametrize(("path", "sent", "page"), LAUNCHES)
def test_when_the_moment_is_over_it_is_refused_with_what_to_do_instead(
    site: Site, path: str, sent: dict[str, object], page: str
) -> None:
    name = launch(site, path, sent)
    site.clock.at += MOMENT

    refused = site.post(f"/procedures/{name}/recall", {}, "chair")

    assert (refused.status_code, refused.json()["code"]) == (409, "too-late-to-recall")
    assert "instead; everybody is then told." in refused.json()["detail"]
    assert "No letter has left yet" not in words_of(site.see(page, "chair"))
    shown = site.see(f"/procedures/{name}/recall", "chair")
    assert shown.status_code == 409
    assert "It cannot be recalled" in words_of(shown)
    assert not [h for _, action, h in forms_of(shown) if action.endswith("/recall")]


def test_the_roll_says_that_the_letters_are_held_and_not_that_nobody_was_reached(
    site: Site,
) -> None:
    page = f"/procedures/{launch(site, '/procedures', PLACING)}"
    held = words_of(site.see(page, "chair"))
    assert "not written to yet: the letters are held" in held
    assert "its silence is unverified" not in held
    site.clock.at += MOMENT
    after = words_of(site.see(page, "chair"))
    assert "the letters are held" not in after
    assert "its silence is unverified" in after


def test_the_roll_of_a_launch_that_was_recalled_says_so_of_everybody(site: Site) -> None:
    name = launch(site, "/procedures", PLACING)
    assert site.post(f"/procedures/{name}/recall", {}, "chair").status_code == 201
    site.clock.at += MOMENT
    roll = words_of(site.see(f"/procedures/{name}", "chair"))
    assert "not written to: the launch was recalled" in roll
    assert "its silence is unverified" not in roll


def test_the_review_says_for_how_long_the_letters_will_be_held(site: Site) -> None:
    typed = [
        ("body", BODY),
        ("source", "stored"),
        ("text", "format"),
        ("profile", "un-informal-silence"),
        ("until", "2026-06-20T18:00"),
    ]

    words = words_of(site.send("/place/review", typed, "chair"))

    assert "The letters are held for 60 seconds after you confirm." in words
    assert "as soon as you confirm" not in words


def test_who_may_not_launch_recalls_nothing_and_is_not_offered_it(site: Site) -> None:
    name = launch(site, "/procedures", {**PLACING, "rules": {"launch.through": "none"}})

    for who in ("reader", "secretariat", "rapporteur"):
        assert site.post(f"/procedures/{name}/recall", {}, who).status_code == 403, who
        page = site.see(f"/procedures/{name}", who)
        assert "The first letters leave 60 seconds" in words_of(page)
        assert f"/procedures/{name}/recall" not in page.text
    assert site.post(f"/procedures/{name}/recall", {}, "chair").status_code == 201


def test_a_recalled_text_is_neither_confirmed_nor_found_to_be_anything(site: Site) -> None:
    name = launch(site, "/procedures", {**PLACING, "rules": {"confirmation.by": "chair"}})
    site.post(f"/procedures/{name}/recall", {"because": "A slip."}, "chair")

    confirming = site.post(f"/procedures/{name}/acts/confirm", {"number": "1"}, "chair")
    found = {"outcome": "adopted", "because": "So."}
    declaring = site.post(f"/procedures/{name}/acts/declare", found, "chair")

    assert confirming.json()["code"] == "launch-recalled"
    assert declaring.json()["code"] == "launch-recalled"
    shown = site.get(f"/procedures/{name}", "chair").json()
    assert (shown["phase"], shown["outcome"]) == ("ended", "recalled")


def test_nobody_finds_that_a_launch_was_recalled(site: Site) -> None:
    site.file_at_once(PROCEDURE, "austria")
    site.clock.at = DEADLINE + timedelta(minutes=1)
    site.context.register.keep_time(PROCEDURE)
    sent = {"outcome": "recalled", "because": "So."}

    answer = site.post(f"/procedures/{PROCEDURE}/acts/declare", sent, "chair")

    assert answer.status_code == 422
    assert answer.json()["code"] == "not-a-finding"


def test_a_filing_long_after_a_recall_is_refused_and_sends_nobody_a_receipt(site: Site) -> None:
    name = launch(site, "/procedures", PLACING)
    site.post(f"/procedures/{name}/recall", {}, "chair")
    site.clock.at += timedelta(days=30)
    filing = {"kind": "object", "participant": "austria", "evidence": "A note"}

    answer = site.post(f"/procedures/{name}/filings", filing, "secretariat")

    assert answer.json()["code"] == "procedure-ended"


def test_the_same_text_is_launched_again_under_another_name(site: Site) -> None:
    launch(site, "/procedures", PLACING)
    site.post("/procedures/held/recall", {}, "chair")

    again = site.post("/procedures", {**PLACING, "procedure": "held-2"}, "chair")

    assert again.status_code == 201


def test_texts_that_go_out_in_one_letter_have_no_moment_to_recall(site: Site) -> None:
    launch(site, "/procedures", {**PLACING, "carried_by": "other"})

    answer = site.post("/procedures/held/recall", {}, "chair")

    assert answer.json()["code"] == "too-late-to-recall"
