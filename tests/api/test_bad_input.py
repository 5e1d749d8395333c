"""Bad input: refused with a code and a sentence, or taken as the literal words that it is."""

from __future__ import annotations

import json

import pytest

from tests.api.house import BODY, PROCEDURE, House, Part

FILINGS = f"/procedures/{PROCEDURE}/filings"


def objecting(**more: object) -> bytes:
    return json.dumps({"kind": "object", **more}).encode()


REFUSED: dict[str, tuple[bytes, int, str]] = {
    "nothing": (b"", 422, "malformed"),
    "no JSON": (b"kind=object", 400, "malformed-json"),
    "half of it": (b'{"kind": "obj', 400, "malformed-json"),
    "no object": (b"[1, 2]", 422, "malformed"),
    "null": (b"null", 422, "malformed"),
    "bytes that are not UTF-8": (b'{"kind": "object", "says": "\xff\xfe"}', 400, "malformed-json"),
    "a key twice": (b'{"kind": "agree", "kind": "object"}', 400, "duplicate-key"),
    "deep nesting": (b"[" * 100_000, 400, "malformed-json"),
    "nesting in a field": (
        b'{"kind": "object", "says": ' + b"[" * 500 + b"]" * 500 + b"}",
        422,
        "malformed",
    ),
    "a huge number": (b'{"kind": "object", "says": ' + b"9" * 5000 + b"}", 400, "malformed-json"),
    "not a number": (b'{"kind": "object", "says": NaN}', 400, "malformed-json"),
    "infinity": (b'{"kind": "object", "says": 1e999}', 422, "malformed"),
    "an unknown kind": (b'{"kind": "veto"}', 422, "malformed"),
    "an unknown field": (objecting(urgent=True), 422, "malformed"),
    "a surrogate as a field": (b'{"kind": "object", "\\ud800": 1}', 422, "control-characters"),
    "an unknown paragraph": (objecting(says="No.", paragraphs=["9"]), 422, "unknown-paragraph"),
    "grounds that are too long": (objecting(says="x" * 20_001), 422, "too-long"),
    "five megabytes of grounds": (objecting(says="x" * 5_000_000), 413, "too-large"),
    "a control character": (objecting(says="No\x07."), 422, "control-characters"),
    "NUL": (objecting(says="No\x00."), 422, "control-characters"),
    "an escape sequence": (objecting(says="\x1b[31mNo"), 422, "control-characters"),
    "a line separator": (objecting(says="No\u2028."), 422, "control-characters"),
    "half a character": (b'{"kind": "object", "says": "\\ud800"}', 422, "control-characters"),
    "an override": (objecting(says="No\u202eon."), 422, "bidi-override"),
    "an isolate": (objecting(says="No\u2066."), 422, "bidi-override"),
    "an override in a paragraph": (objecting(paragraphs=["1\u202e"]), 422, "bidi-override"),
    "a line break in a name": (
        objecting(on_behalf_of=["Norway\r\nBcc: x@y.example"]),
        422,
        "control-characters",
    ),
    "too many paragraphs": (objecting(paragraphs=["1"] * 1001), 422, "malformed"),
    "a paragraph without words": (objecting(wording=[{"number": "1"}]), 422, "malformed"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_filing_that_cannot_be_used_is_refused_and_leaves_no_trace(
    house: House, name: str
) -> None:
    content, status, code = REFUSED[name]
    before = house.rows()
    answer = house.raw(FILINGS, content, "brazil")
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.json()["type"] == f"urn:nemcon:problem:{code}"
    assert answer.json()["detail"].endswith(".")
    assert house.rows() == before


LITERAL = (
    "{{7*7}}",
    "{% debug %}",
    "${7*7}",
    "<script>alert(1)</script>",
    "'; DROP TABLE entries; --",
    "=cmd|' /C calc'!A0",
    "..\\..\\etc\\passwd",
    "Ünïcödé, 中文, עברית, العربية",
    "line one\nline two\twith a tab",
    "%s %(x)s {0} {}",
)


@pytest.mark.parametrize("words", LITERAL)
def test_what_looks_like_code_is_words(either: House, words: str) -> None:
    assert either.file("brazil", says=words).status_code == 201
    assert either.get(FILINGS).json()[0]["says"] == words
    assert either.get(f"/procedures/{PROCEDURE}/register/verify").json()["sound"]


def test_words_are_kept_in_their_composed_form(house: House) -> None:
    house.file("brazil", says="cafe\u0301\r\nau lait")
    assert house.get(FILINGS).json()[0]["says"] == "caf\u00e9\nau lait"


def test_another_content_type_is_refused(house: House) -> None:
    for kind in ("text/plain", "application/x-www-form-urlencoded", ""):
        answer = house.raw(FILINGS, objecting(says="No."), "brazil", Content_Type=kind)
        assert (answer.status_code, answer.json()["code"]) == (415, "unsupported-media-type")


def test_a_wrong_token_is_refused_and_not_repeated(house: House) -> None:
    house.tokens["nobody"] = "not-a-token-of-anybody"
    answer = house.file("nobody", says="No.")
    assert (answer.status_code, answer.json()["code"]) == (401, "no-token")
    assert "not-a-token" not in answer.text


@pytest.mark.parametrize("token", ["", "x" * 10_000, "é", "'; --", "\x7f"])
def test_a_token_that_is_none_is_refused(either: House, token: str) -> None:
    headers = {"Authorization": f"Bearer {token}".encode()}
    answer = either.caller.call("GET", "/api/v1/bodies", headers=headers)
    assert answer.status_code == 401


@pytest.mark.parametrize("name", ["%00", "x" * 300, "..%2f..", "a%20b", "%F0%9F%92%A9", "-x"])
def test_a_name_that_cannot_be_one_is_not_found(either: House, name: str) -> None:
    for path in (f"/procedures/{name}", f"/bodies/{name}/texts", f"/profiles/{name}"):
        assert either.get(path).status_code == 404, path


PLACINGS: dict[str, tuple[dict[str, Part], int, str]] = {
    "an unknown body": ({"body": "nobody"}, 404, "unknown-body"),
    "an unknown text": ({"text": "none"}, 404, "unknown-text"),
    "an unknown roll": ({"among": "friends"}, 404, "unknown-roll"),
    "an unknown profile": ({"profile": "none"}, 404, "unknown-profile"),
    "a path as a profile": ({"profile": "pyproject.toml"}, 404, "unknown-profile"),
    "both ends": ({"length": "72h"}, 422, "malformed"),
    "a deadline behind": ({"until": "2020-01-01T00:00"}, 422, "deadline-not-ahead"),
    "an hour that does not exist": ({"until": "2027-03-28T02:30"}, 422, "nonexistent-local-time"),
    "an hour that comes twice": ({"until": "2026-10-25T02:30"}, 422, "ambiguous-local-time"),
    "no time": ({"until": "tomorrow"}, 422, "unreadable-time"),
    "a number for a time": ({"until": 1}, 422, "unreadable-time"),
    "a day that does not exist": ({"until": "2026-02-30T10:00"}, 422, "unreadable-time"),
    "the end of time": ({"until": "9999-12-31T23:59-12:00"}, 422, "bad-time"),
    "no length": ({"until": None, "length": "soon"}, 422, "unreadable-duration"),
    "an endless length": ({"until": None, "length": "9" * 400 + "h"}, 422, "unreadable-duration"),
    "a name that is none": ({"procedure": "a b"}, 422, "malformed"),
    "an unknown rule": ({"rules": {"period.colour": "red"}}, 422, "bad-profile"),
    "a bad value": ({"rules": {"period": {"minimum": "soon"}}}, 422, "bad-profile"),
    "a text without paragraphs": ({"text": {"title": "T", "paragraphs": []}}, 422, "malformed"),
    "a paragraph twice": (
        {"text": {"title": "T", "paragraphs": [{"number": "1", "words": "a"}] * 2}},
        422,
        "paragraph-twice",
    ),
    "the same name again": ({"procedure": PROCEDURE}, 409, "already-exists"),
}


@pytest.mark.parametrize("name", PLACINGS)
def test_a_text_that_cannot_be_placed_is_refused_and_leaves_no_trace(
    house: House, name: str
) -> None:
    change, status, code = PLACINGS[name]
    sent = {
        "procedure": "new",
        "body": BODY,
        "text": "format",
        "profile": "unodc-vienna-eb",
        "until": "2026-06-19T18:00",
        **change,
    }
    before = house.rows()
    answer = house.post("/procedures", sent, "chair")
    assert (answer.status_code, answer.json()["code"]) == (status, code), answer.text
    assert house.rows() == before


PEOPLE: dict[str, tuple[dict[str, str], str]] = {
    "a line break in a name": ({"name": "X\nBcc: y"}, "control-characters"),
    "an override in a name": ({"name": "X\u202e"}, "bidi-override"),
    "no name": ({"name": "  "}, "left-empty"),
    "a line break in an address": ({"address": "a@b.example\nBcc: c@d.example"}, "header-refused"),
    "two addresses": ({"address": "a@b.example, c@d.example"}, "header-refused"),
    "no address": ({"address": "nobody"}, "header-refused"),
    "no zone": ({"zone": "Vienna"}, "unknown-zone"),
    "a path as a zone": ({"zone": "../../etc/passwd"}, "unknown-zone"),
}


@pytest.mark.parametrize("name", PEOPLE)
def test_a_contact_that_could_break_a_letter_is_refused(house: House, name: str) -> None:
    change, code = PEOPLE[name]
    person = {"id": "new", "participant": "brazil", "name": "X", "address": "x@y.example", **change}
    answer = house.put(f"/bodies/{BODY}/contacts", [person])
    assert (answer.status_code, answer.json()["code"]) == (422, code)
