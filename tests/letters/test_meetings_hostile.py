"""Whatever people type into an agenda or a negotiation appears as words, and as nothing else."""

from __future__ import annotations

import re
from enum import StrEnum

import pytest

from nemcon.mail.issuing import Issuer
from nemcon.negotiation.notices import NegotiationNotice

from . import meetings
from .meetings import LINK, MEETING_NOTICES
from .reading import flat, seen
from .test_hostile_words import HOSTILE
from .typed import Words, rules

MISSIONS = ("Brazil", "China", "France", "Italy")


def filed(evil: str, *, titles: bool) -> Words:
    """Words of delegations and of the Chair, and, if it is said, in names and titles too."""
    if not titles:
        return Words(typed=evil)
    names = tuple(f"The {evil} {number}" for number in range(5))
    issuer = Issuer("wg3", f"Body {evil}", "Europe/Vienna", f"Of {evil}", f"In {evil}", evil)
    return Words(names, issuer, evil, evil)


@pytest.mark.parametrize("evil", HOSTILE)
@pytest.mark.parametrize("titles", [True, False])
@pytest.mark.parametrize("notice", MEETING_NOTICES)
def test_hostile_words_appear_as_words(notice: StrEnum, evil: str, *, titles: bool) -> None:
    parts = meetings.of(notice, filed(evil, titles=titles)).letter(notice)
    for part in (parts.subject, parts.text, parts.html):
        assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f\u202d\u202e]", part)
        assert "49" not in re.sub(r"[0-9a-f]{64}|/[0-9a-f]{12}", "", part)
    assert "\n" not in parts.subject
    assert not re.search(r"<script|<b>|onclick=\"", parts.html)
    links = re.findall(r'href="([^"]*)"', parts.html)
    assert set(links) == {LINK, "mailto:secretariat@nemcon.example"}
    literal = flat(re.sub(r"[\x00-\x1f]", " ", evil).replace("\u202e", "\ufffd"))
    if titles:
        assert literal in flat(parts.text)
        assert literal in seen(parts.html)


@pytest.mark.parametrize("notice", MEETING_NOTICES)
def test_nothing_that_is_filed_begins_a_line_as_the_letter_itself_would(notice: StrEnum) -> None:
    text = meetings.of(notice, filed(HOSTILE[4], titles=False)).letter(notice).text
    assert len(re.findall(r"^Register: entry \d+, \w{64}$", text, re.MULTILINE)) == 1
    assert re.findall(r"^ {0,3}https:.*", text, re.MULTILINE) == [f"  {LINK}"]


@pytest.mark.parametrize("notice", NegotiationNotice)
def test_where_proposals_are_not_attributed_no_letter_gives_their_author_away(
    notice: StrEnum,
) -> None:
    profile = rules(
        compilation__names="unnamed", late__admitted_by="chair", period__zone="Europe/Vienna"
    )
    course = meetings.of(notice, Words(profile=profile))
    party = {NegotiationNotice.RECEIPT, NegotiationNotice.NAMED}
    own = notice in party
    reader = course.receivers(notice)[0] if own else "unesco"
    parts = course.letter(notice, reader)
    grounds = ("Every two years suffices.", "The line was down.")
    for words in (parts.subject, flat(parts.text), seen(parts.html)):
        names = {name for name in MISSIONS if name in words}
        assert names <= ({"Italy", "France"} if own else set())
        assert own or not any(ground in words for ground in grounds)
