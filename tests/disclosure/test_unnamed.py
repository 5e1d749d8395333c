"""Where the rules of a negotiation name nobody, what others filed does not give them away.

What a delegation wrote in free words, and the names that it typed into its wording, cannot be found
by another delegation or by a reader: on no page, in no answer of the API, in no document and in no
letter. Nor is there a hash by which they could be guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from nemcon.negotiation import acts as a
from nemcon.procedure.people import Actor, Office
from nemcon.text.document import Paragraph, Text
from tests.disclosure.surfaces import (
    BOARD,
    HASH,
    Matter,
    as_it_stands,
    differences,
    everything,
    files,
)
from tests.pages.negotiating import NAME, TEXT, amends, does, negotiation, open_negotiation
from tests.pages.site import CHAIR, Site, words_of

REASON: Final = "Our parliament asks for it."
REMARK: Final = "Our capital agrees."
SPOKEN: Final = "Our constitution forbids it."
PAPER: Final = "note verbale 77 of the mission"
NORWAY: Final = Actor(Office.DELEGATION, "norway", "A delegate of Norway", "link")
TYPIST: Final = Actor(
    Office.SECRETARIAT, "norway", "the secretariat", f"page, on the strength of: {PAPER}"
)
GIVEN_AWAY: Final = (REASON, REMARK, SPOKEN, PAPER, r"Norway ?:", r"secretariat for Norway")
MATTER: Final = Matter(NAME, "/negotiations", ("0", "1"))
NOT_TOLD: Final = ("brazil", "council", "reader")


@pytest.fixture
def table(tmp_path: Path) -> Iterator[Site]:
    """A negotiation in which Norway filed whatever can be filed, also on paper."""
    site = Site(tmp_path)
    open_negotiation(site, rules={"compilation.names": "unnamed"})
    wording = "States parties [Norway: must] meet."
    amends(site, "norway", "1", wording, reason=REASON)
    amends(site, "brazil", "4", "The Secretariat should develop tools [Brazil: soon].")
    does(site, a.TakePosition(NORWAY, "A2", a.Stance.SUPPORT, REMARK))
    does(site, a.MakeStatement(NORWAY, a.Statement.EXPLAIN, ("2",), SPOKEN))
    does(site, a.MakeStatement(TYPIST, a.Statement.RESERVE, ("4",), SPOKEN))
    reworded = (Paragraph("3", "Evidence should be admissible."),)
    does(site, a.IssueRevision(CHAIR, wording=reworded))
    yield site
    site.close()


def test_nothing_that_gives_others_away_can_be_found(
    table: Site, caplog: pytest.LogCaptureFixture
) -> None:
    for who in NOT_TOLD:
        seen = as_it_stands(table, who, caplog, MATTER) | dict(files(table, who, MATTER))
        found = [
            (where, given)
            for where, words in seen.items()
            for given in GIVEN_AWAY
            if re.search(given, words)
        ]
        assert found == [], who


def test_no_hash_tells_more_than_what_is_shown(
    table: Site, caplog: pytest.LogCaptureFixture
) -> None:
    whole = [issue.text.digest() for issue in negotiation(table).issues]
    for who in NOT_TOLD:
        seen = as_it_stands(table, who, caplog, MATTER) | dict(files(table, who, MATTER))
        found = [
            (where, found)
            for where, words in seen.items()
            for found in HASH.findall(words)
            if any(digest.startswith(found) for digest in whole)
        ]
        assert found == [], who
    told = "\n".join(as_it_stands(table, "chair", caplog, MATTER).values())
    assert all(digest in told for digest in whole)


def test_who_stands_behind_brackets_and_amendments_makes_no_difference(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    worlds: list[dict[str, dict[str, str]]] = []
    for name in ("norway", "austria"):
        (tmp_path / name).mkdir()
        site = Site(tmp_path / name)
        caplog.clear()
        _negotiate(site, name)
        worlds.append({who: everything(site, who, caplog, MATTER) for who in NOT_TOLD})
        site.close()

    for who in NOT_TOLD:
        found = differences(worlds[0][who], worlds[1][who])
        assert found == {}, (who, found)


def _negotiate(site: Site, who: str) -> None:
    """Table a text with brackets in the name of that delegation, which amends it."""
    named = {p.number: p.words.replace("Norway", who.title()) for p in TEXT.paragraphs}
    text = Text(TEXT.title, tuple(Paragraph(*one) for one in named.items()))
    open_negotiation(site, rules={"compilation.names": "unnamed"}, text=text)
    amends(site, who, "1", f"States parties [{who.title()}: must] meet.", reason=REASON)
    other = "The Secretariat should develop tools [soon]."
    does(site, a.TakePosition(NORWAY, amends(site, "brazil", "4", other), a.Stance.SUPPORT, ""))
    reworded = (Paragraph("3", "Evidence should be admissible."),)
    does(site, a.IssueRevision(CHAIR, wording=reworded))


def test_nobody_is_found_by_a_name_that_is_kept_back(tmp_path: Path) -> None:
    site = Site(tmp_path)
    text = Text(TEXT.title, (Paragraph("1", "States parties [Ruritania: shall / should] meet."),))
    open_negotiation(site, rules={"compilation.names": "unnamed"}, text=text)
    for word, found in (("should", True), ("ruritania", False)):
        shown = words_of(site.see(f"{BOARD}?q={word}", "reader"))
        assert (TEXT.title in shown) is found, word
    site.close()


def test_the_digest_that_was_shown_says_what_was_read(table: Site) -> None:
    at = f"/api/v1/negotiations/{NAME}"
    headers = table.as_(f"{NAME}/brazil")
    shown = table.caller.call("GET", at, headers=headers).json()["digest"]
    whole = negotiation(table).text_digest
    assert shown != whole
    sent = {"change": "replace", "paragraph": "1", "wording": "States may meet."}
    answers = [
        table.caller.call(
            "POST", f"{at}/amendments", headers=headers, json=sent | {"text_digest": digest}
        )
        for digest in (whole, shown)
    ]
    assert answers[0].json()["code"] == "text-changed"
    assert answers[1].status_code == 201, answers[1].text


def test_those_who_conduct_it_and_the_author_are_told(
    table: Site, caplog: pytest.LogCaptureFixture
) -> None:
    for who in ("norway", "chair"):
        words = "\n".join(as_it_stands(table, who, caplog, MATTER).values())
        for given in (REASON, REMARK, SPOKEN, PAPER, r"Norway ?: must"):
            assert re.search(given, words), (who, given)


def test_the_paper_is_told_once_to_those_who_are_told(table: Site) -> None:
    words = words_of(table.see(f"/negotiations/{NAME}/history", "chair"))
    assert words.count(PAPER) == 1
    assert f"the secretariat for Norway, by the secretariat, on the strength of: {PAPER}" in words


def test_a_form_that_was_left_as_it_was_shown_changes_nothing(table: Site) -> None:
    link = table.link("brazil", NAME)
    form = table.see(f"{link}/amend?paragraph=2&way=replace")
    assert "States parties [shall / should] appoint contact points." in words_of(form)
    parts = [("verb", "amend"), ("paragraph", "2"), ("way", "replace"), ("filed_by", "Ana")]
    digest = re.search(r'name="digest" value="([^"]+)"', form.text)
    assert digest is not None
    parts += [("digest", digest[1])]
    same = [*parts, ("wording", "States parties [shall / should] appoint contact points.")]
    answer = table.send(f"{link}/negotiation/review", same)
    assert "This is what the text says already." in words_of(answer)
    other = [*parts, ("wording", "States parties may appoint contact points.")]
    answer = table.send(f"{link}/negotiation/review", other)
    assert answer.status_code == 200
    assert "Norway" not in words_of(answer)
