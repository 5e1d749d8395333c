"""Everything that a reader of a procedure can see, as words in which only the reader could differ.

What the register makes public to all (how many entries there are, and hence their numbers and
hashes) is taken out; whatever else differs between two worlds has been told.
"""

from __future__ import annotations

import json
import re
from collections import deque
from collections.abc import Iterator
from typing import Any, Final

import pytest
from fastapi.routing import iter_route_contexts
from httpx import Response
from sqlalchemy import select

from activities.mail_room import house_of
from activities.taking_up import TakingUp
from nemcon.documents.rendering import Format
from nemcon.register import mailings
from nemcon.register.tables import letters
from nemcon.register.tables import mailings as mailings_table
from tests.api.house import BODY
from tests.documents.papers_read import without_hashes, words_in
from tests.pages.site import Site, links_of

NAME: Final = "text"
READER: Final = "reader"
_PUBLIC: Final = (
    (r"\b\d+-(?:[0-9a-f]{64})\b", "HEAD"),
    (r"\bentry \d+, [0-9a-f]{64}\b", "HEAD"),
    (rf"\b{NAME}/\d+/[0-9a-f]{{12}}\b", "RECEIPT"),
    (r"\b[0-9a-f]{12,64}\b", "HASH"),
    (r'"(number|entries|head_number)": ?\d+', r'"\1": N'),
    (r'<span class="number">.*?</span> <span class="says"', '<span class="says"'),
    (rf"\b{NAME}\.\d+\.", f"{NAME}.N."),
    (r"nonce[-=][^\s\"';]+", "NONCE"),
    (r"\bSEQUENCE:\d+", "SEQUENCE"),
)


def everything(site: Site, who: str, log: pytest.LogCaptureFixture) -> dict[str, str]:
    """What that delegation, or the reader among the staff, can see now, by where it stands."""
    seen = dict(_answers(site, who))
    seen |= dict(_documents(site, who))
    seen |= dict(_pages(site, who))
    seen["calendar"] = _calendar(site, who)
    if who != READER:
        seen |= _letters(site, who)
    seen["log"] = log.text
    return {where: _without_what_is_public(words) for where, words in seen.items()}


def _answers(site: Site, who: str) -> Iterator[tuple[str, str]]:
    """The answer of every route of the API that can be asked."""
    gaps = {"procedure": NAME, "body": BODY, "text": "format", "roll": "bureau", "number": "3"}
    gaps["format"] = "csv"
    token = who if who == READER else f"{NAME}/{who}"
    for found in iter_route_contexts(site.app.routes):
        path = str(found.path)
        if "GET" not in (found.methods or ()) or not path.startswith("/api/v1"):
            continue
        filled = re.sub(r"\{(\w+)(?::\w+)?\}", lambda gap: gaps.get(gap[1], "none"), path)
        answer = site.caller.call("GET", filled, headers=site.as_(token))
        yield f"api {path}", f"{answer.status_code} {_sorted(answer.text)}"


def _documents(site: Site, who: str) -> Iterator[tuple[str, str]]:
    """Every document that can be drawn up for the reader, as its words."""
    headers = site.as_(who if who == READER else f"{NAME}/{who}")
    at = f"/api/v1/procedures/{NAME}/documents"
    for listed in site.caller.call("GET", at, headers=headers).json():
        found = site.caller.call("GET", f"{at}/{listed['id']}.html", headers=headers)
        assert found.status_code == 200, found.text
        yield f"document {listed['id']}", _written(found)


def _written(answer: Response) -> str:
    """The words of an answer; of a document without the numbers of entries, which are public."""
    media = answer.headers.get("content-type", "")
    kind = next((kind for kind in Format if media == kind.media_type), None)
    if kind is None or "/documents/" not in answer.url.path:
        return answer.text
    words = without_hashes(words_in(answer.content, kind))
    words = re.sub(r"\b\d+ (?=[A-Z][a-z]+day, )|(?<=entry )\d+", "N ", words)
    return re.sub(r"\d+ further entr(y is|ies are)", "FURTHER", words)


def _sorted(text: str) -> str:
    try:
        return json.dumps(json.loads(text), sort_keys=True)
    except ValueError:
        return text


def _pages(site: Site, who: str) -> Iterator[tuple[str, str]]:
    start = f"/procedures/{NAME}" if who == READER else site.link(who, NAME)
    staff = READER if who == READER else ""
    ahead, visited = deque([start]), set[str]()
    if who == READER:
        ahead.append("/procedures")
    while ahead:
        path = ahead.popleft().partition("#")[0]
        if path in visited or not path.startswith(("/procedures", start)):
            continue
        visited.add(path)
        answer = site.see(path, staff)
        yield f"page {path}", f"{answer.status_code} {_written(answer)}"
        ahead += links_of(answer)


def _letters(site: Site, who: str) -> dict[str, str]:
    """Every letter to the delegation, composed as the worker would, with its calendar file."""
    register, links = site.context.register, site.context.links
    taking_up = TakingUp(register, links, house_of(site.settings, links))
    with site.context.database.reading() as connection:
        due = [mailing.id for mailing in mailings.mailings_of(connection, NAME)]
    for mailing in due:
        taking_up.take_up(mailing)
    query = (
        select(mailings_table.c.notice, letters.c.content)
        .join(mailings_table, mailings_table.c.id == letters.c.mailing_id)
        .where(letters.c.participant_id == who, mailings_table.c.procedure_id == NAME)
        .order_by(mailings_table.c.number, mailings_table.c.id)
    )
    with site.context.database.reading() as connection:
        rows = [(row.notice, row.content) for row in connection.execute(query)]
    found: dict[str, str] = {}
    for notice, content in rows:
        # Two objections make two notices: what matters is what one of them says.
        found[f"letter {notice}"] = str(content)
    return found


def _calendar(site: Site, who: str) -> str:
    """The calendar of deadlines that the delegation, or somebody without one, follows."""
    at = f"/api/v1/bodies/{BODY}/feeds"
    sent = {"participant": None if who == READER else who}
    headers = site.as_("secretariat")
    made = site.caller.call("POST", at, headers=headers, json=sent).json()
    answer = site.caller.call("GET", made["url"].removeprefix(site.settings.public_url))
    assert "BEGIN:VEVENT" in answer.text
    return answer.text


def _without_what_is_public(words: str) -> str:
    for pattern, instead in _PUBLIC:
        words = re.sub(pattern, instead, words)
    return words


def differences(one: dict[str, str], other: dict[str, str]) -> dict[str, Any]:
    """Where two worlds differ to the reader, with the words around the first difference."""
    found: dict[str, Any] = {}
    for where in sorted({*one, *other}):
        here, there = one.get(where, "nothing"), other.get(where, "nothing")
        if here != there:
            at = next(
                (i for i, (a, b) in enumerate(zip(here, there, strict=False)) if a != b),
                min(len(here), len(there)),
            )
            found[where] = (here[max(0, at - 80) : at + 80], there[max(0, at - 80) : at + 80])
    return found
