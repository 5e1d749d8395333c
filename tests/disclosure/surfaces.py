"""Everything that a reader of a procedure can see, as words in which only the reader could differ.

What the register makes public to all (how many entries there are, and hence their numbers and
hashes) is taken out; whatever else differs between two worlds has been told. A hash that is not
that of an entry stays: drawn from what is kept back, it would confirm whatever somebody guesses.
"""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import pytest
from fastapi.routing import iter_route_contexts
from httpx import Response
from sqlalchemy import select

from activities.mail_room import house_of
from activities.taking_up import TakingUp
from nemcon.documents.rendering import Format
from nemcon.register import mailings
from nemcon.register.tables import entries, letters
from nemcon.register.tables import mailings as mailings_table
from tests.api.house import BODY
from tests.documents.papers_read import with_whole_hashes, words_in
from tests.pages.site import Site, links_of

BOARD: Final = "/"
READER: Final = "reader"
HASH: Final = re.compile(r"\b[0-9a-f]{12,64}\b")
STAFF: Final = frozenset({READER, "chair"})


@dataclass(frozen=True, slots=True)
class Matter:
    """A procedure that is looked at: its name, where its page is, and numbers to ask for in it."""

    name: str
    at: str
    numbers: tuple[str, ...]


NAME: Final = "text"
SILENCE: Final = Matter(NAME, "/procedures", ("3",))
_PUBLIC: Final = (
    (r"\b\d+-HASH\b", "HEAD"),
    (r"\bentry \d+, HASH\b", "HEAD"),
    (r"\b[\w-]+/\d+/HASH\b", "RECEIPT"),
    (r'"(number|entries|head_number)": ?\d+', r'"\1": N'),
    (r'<span class="number">.*?</span> <span class="says"', '<span class="says"'),
    (rf"\b({NAME}|recommendations)\.\d+\.", r"\1.N."),
    (r"nonce[-=][^\s\"';]+", "NONCE"),
    (r"\blink-[0-9a-f]{20}-", "link-"),  # the place of a link, named after the head
    (r"\bsince=\d+", "since=N"),
    (r"\bSEQUENCE:\d+", "SEQUENCE"),
)


def everything(
    site: Site, who: str, log: pytest.LogCaptureFixture, of: Matter = SILENCE
) -> dict[str, str]:
    """What that delegation, or the reader among the staff, can see now, by where it stands.

    Without what the register makes public to all.
    """
    chain = _chain(site)
    seen = as_it_stands(site, who, log, of)
    return {where: _without_what_is_public(words, chain) for where, words in seen.items()}


def pages_and_letters(site: Site, who: str, of: Matter = SILENCE) -> dict[str, str]:
    """What the delegation reads on pages and in letters alone, without what is public to all."""
    chain = _chain(site)
    seen = dict(_pages(site, who, of)) | _letters(site, who, of)
    return {where: _without_what_is_public(words, chain) for where, words in seen.items()}


def as_it_stands(
    site: Site, who: str, log: pytest.LogCaptureFixture, of: Matter = SILENCE
) -> dict[str, str]:
    """The same with everything that stands there."""
    seen = dict(_answers(site, who, of))
    seen |= dict(_documents(site, who, of))
    seen |= dict(_pages(site, who, of))
    seen["calendar"] = _calendar(site, who)
    if who not in STAFF:
        seen |= _letters(site, who, of)
    seen["log"] = log.text
    return seen


def files(site: Site, who: str, of: Matter) -> Iterator[tuple[str, str]]:
    """Every document that can be drawn up for the reader as a Word file, with all its parts."""
    headers = _token(site, who, of)
    at = f"/api/v1/procedures/{of.name}/documents"
    for listed in site.caller.call("GET", at, headers=headers).json():
        found = site.caller.call("GET", f"{at}/{listed['id']}.docx", headers=headers)
        assert found.status_code == 200, found.text
        with zipfile.ZipFile(io.BytesIO(found.content)) as file:
            parts = "\n".join(
                file.read(name).decode("utf-8", "replace") for name in file.namelist()
            )
        yield f"file {listed['id']}", f"{found.headers['etag']} {parts}"


def _token(site: Site, who: str, of: Matter) -> dict[str, str]:
    return site.as_(who if who in STAFF else f"{of.name}/{who}")


def _answers(site: Site, who: str, of: Matter) -> Iterator[tuple[str, str]]:
    """The answer of every route of the API that can be asked."""
    gaps = {"procedure": of.name, "body": BODY, "text": "format", "roll": "bureau"}
    gaps["format"] = "csv"
    for found in iter_route_contexts(site.app.routes):
        path = str(found.path)
        if "GET" not in (found.methods or ()) or not path.startswith("/api/v1"):
            continue
        for number in of.numbers if "{number}" in path else of.numbers[:1]:
            parts = re.split(r"\{(\w+)(?::\w+)?\}", path)  # what stands between gaps, and gaps
            known = gaps | {"number": number}
            filled = "".join(known.get(p, "none") if i % 2 else p for i, p in enumerate(parts))
            answer = site.caller.call("GET", filled, headers=_token(site, who, of))
            yield f"api {filled}", f"{answer.status_code} {_sorted(answer.text)}"


def _documents(site: Site, who: str, of: Matter) -> Iterator[tuple[str, str]]:
    """Every document that can be drawn up for the reader, as its words."""
    headers = _token(site, who, of)
    at = f"/api/v1/procedures/{of.name}/documents"
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
    words = with_whole_hashes(words_in(answer.content, kind))
    # A file names heads and entries; its own words are looked at where it stands.
    words = re.sub(r"\(\d+ (?:KiB|bytes)\) SHA-256 [0-9a-f]{64}", "FILE", words)
    words = re.sub(r"\b\d+ (?=[A-Z][a-z]+day, )|(?<=entry )\d+", "N ", words)
    return re.sub(r"\d+ further entr(y is|ies are)", "FURTHER", words)


def _sorted(text: str) -> str:
    try:
        return json.dumps(json.loads(text), sort_keys=True)
    except ValueError:
        return text


def _pages(site: Site, who: str, of: Matter) -> Iterator[tuple[str, str]]:
    staff = who if who in STAFF else ""
    start = f"{of.at}/{of.name}" if staff else site.link(who, of.name)
    ahead, visited = deque([start]), set[str]()
    if staff:
        ahead.append(BOARD)
    while ahead:
        path = ahead.popleft().partition("#")[0]
        if path in visited or not (path == BOARD or path.startswith(start)):
            continue
        visited.add(path)
        answer = site.see(path, staff)
        site.caller.forget_cookies()  # a document was read in a language; what follows is not
        assert path not in {BOARD, start} or answer.status_code == 200, answer.text
        yield f"page {path}", f"{answer.status_code} {_written(answer)}"
        ahead += links_of(answer)


def _letters(site: Site, who: str, of: Matter) -> dict[str, str]:
    """Every letter to the delegation, composed as the worker would, with its calendar file."""
    register, links = site.context.register, site.context.links
    taking_up = TakingUp(register, links, house_of(site.settings, links))
    with site.context.database.reading() as connection:
        due = [mailing.id for mailing in mailings.mailings_of(connection, of.name)]
    for mailing in due:
        taking_up.take_up(mailing)
    query = (
        select(mailings_table.c.notice, letters.c.content)
        .join(mailings_table, mailings_table.c.id == letters.c.mailing_id)
        .where(letters.c.participant_id == who, mailings_table.c.procedure_id == of.name)
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
    sent = {"participant": None if who in STAFF else who}
    headers = site.as_("secretariat")
    made = site.caller.call("POST", at, headers=headers, json=sent).json()
    answer = site.caller.call("GET", made["url"].removeprefix(site.settings.public_url))
    assert "BEGIN:VEVENT" in answer.text
    return answer.text


def _chain(site: Site) -> frozenset[str]:
    """The hashes of all entries, as they are written in heads and in receipts."""
    with site.context.database.reading() as connection:
        hashes = [str(row) for row in connection.scalars(select(entries.c.hash))]
    return frozenset(written for each in hashes for written in (each, each[:12]))


def _without_what_is_public(words: str, chain: frozenset[str]) -> str:
    words = HASH.sub(lambda found: "HASH" if found[0] in chain else found[0], words)
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
