"""Where the rules of a negotiation name nobody, what others filed does not give them away.

What a delegation wrote in free words, and the names that it typed into its wording, cannot be found
by another delegation or by a reader, on any page and in any answer of the API.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from fastapi.routing import iter_route_contexts

from nemcon.negotiation import acts as a
from nemcon.procedure.people import Actor, Office
from nemcon.text.document import Paragraph
from tests.api.house import BODY
from tests.pages.negotiating import NAME, amends, does, open_negotiation
from tests.pages.site import CHAIR, Site, links_of, words_of

REASON: Final = "Our parliament asks for it."
REMARK: Final = "Our capital agrees."
SPOKEN: Final = "Our constitution forbids it."
PAPER: Final = "note verbale 77 of the mission"
NORWAY: Final = Actor(Office.DELEGATION, "norway", "A delegate of Norway", "link")
TYPIST: Final = Actor(
    Office.SECRETARIAT, "norway", "the secretariat", f"page, on the strength of: {PAPER}"
)
GIVEN_AWAY: Final = (REASON, REMARK, SPOKEN, PAPER, r"Norway ?:", r"secretariat for Norway")


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


def test_nothing_that_gives_others_away_can_be_found(table: Site) -> None:
    for who in ("brazil", "reader"):
        found = [
            (where, given)
            for where, words in (*_pages(table, who), *_answers(table, who))
            for given in GIVEN_AWAY
            if re.search(given, words)
        ]
        assert found == [], who


def test_those_who_conduct_it_and_the_author_are_told(table: Site) -> None:
    for who in ("norway", "chair"):
        words = "\n".join(words for _, words in (*_pages(table, who), *_answers(table, who)))
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


def _pages(site: Site, who: str) -> Iterator[tuple[str, str]]:
    is_staff = who in ("reader", "chair")
    start = f"/negotiations/{NAME}" if is_staff else site.link(who, NAME)
    ahead, visited = deque([start]), set[str]()
    while ahead:
        path = ahead.popleft().partition("#")[0]
        if path in visited or not path.startswith(start):
            continue
        visited.add(path)
        answer = site.see(path, who if is_staff else "")
        yield f"page {path}", words_of(answer)
        ahead += links_of(answer)


def _answers(site: Site, who: str) -> Iterator[tuple[str, str]]:
    token = who if who in ("reader", "chair") else f"{NAME}/{who}"
    for found in iter_route_contexts(site.app.routes):
        path = str(found.path)
        if "GET" not in (found.methods or ()) or not path.startswith("/api/v1"):
            continue
        for number in ("0", "1") if "{number}" in path else ("0",):
            gaps = {"procedure": NAME, "body": BODY, "number": number}
            parts = re.split(r"\{(\w+)(?::\w+)?\}", path)  # what stands between gaps, and gaps
            filled = "".join(gaps.get(p, "x") if i % 2 else p for i, p in enumerate(parts))
            yield f"api {filled}", site.caller.call("GET", filled, headers=site.as_(token)).text
