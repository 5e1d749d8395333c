"""What is said of a request that cannot be read: in the sender's own words, never in ours."""

from __future__ import annotations

from typing import Any

import pytest

from tests.api.house import BODY, PROCEDURE
from tests.pages.site import Site, forms_of, words_of

PLACING = {
    "procedure": "new",
    "body": BODY,
    "text": "format",
    "profile": "unga-74-544",
    "length": "72h",
}
PARAGRAPH = {"number": "1", "words": "a"}


@pytest.mark.parametrize(
    ("change", "where", "says"),
    [
        ({"text": "not an id"}, "text", "Letters, digits"),
        ({"text": 5}, "text", "This is in none of the forms that are possible here."),
        ({"text": {"title": "T"}}, "text paragraphs", "This is missing."),
        (
            {"text": {"title": "T", "paragraphs": [PARAGRAPH] * 2 + [{"number": "3"}]}},
            "text paragraphs 3 words",
            "This is missing.",
        ),
        ({"text": {"title": "T", "paragraphs": "a"}}, "text paragraphs", "This should be a list"),
        ({"rules": {"period.minimum": None}}, "rules period.minimum", "This is in none of"),
        ({"divisible": "yes"}, "divisible", "This should be true or false"),
        ({"Text": "x"}, "Text", "This is not expected here; check the spelling."),
        ({"body": None}, "body", "This should be words, in quotation marks."),
        ({"until": "2026-06-20T18:00"}, "the request", "Give either"),
    ],
)
def test_the_part_is_named_as_it_was_sent_and_nothing_of_ours_is_told(
    site: Site, change: dict[str, Any], where: str, says: str
) -> None:
    answer = site.post("/procedures", PLACING | change, "chair").json()
    assert [field["where"] for field in answer["fields"]] == [where]
    assert answer["fields"][0]["says"].startswith(says)
    for ours in ("TextSent", "constrained", "Input", "instance", "valid", "Value error", "->"):
        assert ours not in str(answer["fields"])


def test_a_number_that_is_none_is_said_in_words(site: Site) -> None:
    (field,) = site.get("/procedures?limit=many").json()["fields"]
    assert field == {"where": "limit", "says": "This should be a whole number."}
    (field,) = site.get("/procedures?limit=0").json()["fields"]
    assert field == {"where": "limit", "says": "This should be 1 or more."}


def test_a_page_names_a_rule_by_what_it_is_about(site: Site) -> None:
    answer = site.see(f"/procedures/{PROCEDURE}/register.jsonl", "reader")
    words = words_of(answer)
    assert "The rule applied: what others are told of objections while the period runs" in words
    assert "disclosure.during" not in words


def test_what_is_wrong_with_a_form_is_listed_by_the_names_that_the_form_gives(site: Site) -> None:
    long = ("x" * 300, "is longer than the 200 characters")
    link = site.link("brazil")
    digest = next(
        value
        for _, _, parts in forms_of(site.see(f"{link}/file/object"))
        for key, value in parts
        if key == "digest"
    )
    parts = [("kind", "object"), ("digest", digest), ("paragraph", "2"), ("filed_by", long[0])]
    assert f"Your name: This {long[1]}" in words_of(site.send(f"{link}/review", parts))
    placing = [("body", BODY), ("source", "typed"), ("title", long[0]), ("paragraphs", "One.")]
    placing += [("profile", "unga-74-544"), ("procedure", "a/b")]
    words = words_of(site.send("/place/review", placing, "chair"))
    assert f"Title: This {long[1]}" in words
    assert "Name of the procedure: Letters, digits" in words
