"""Nothing that a delegation or the staff reads is without its translation."""

from __future__ import annotations

from functools import cache

import pytest
from babel.messages.catalog import Catalog

from nemcon.language import OFFICIAL
from scripts.catalogues import extracted, places, shortcomings

TRANSLATED = [code for code in OFFICIAL if code != "en"]


@cache
def marked() -> tuple[Catalog, Catalog]:
    return extracted()


@pytest.mark.parametrize("code", TRANSLATED)
def test_every_message_is_translated_with_the_same_values_and_tags(code: str) -> None:
    everything, delegations = marked()

    assert sorted(shortcomings(code, everything if OFFICIAL[code].staff else delegations)) == []


@pytest.mark.parametrize(
    "said",
    [
        "{name} {name.__class__}",
        "{name!r}",
        "{name:>99}",
        '<a href="/elsewhere">{name}</a>',
        "<b onclick=x>{name}</b>",
    ],
)
def test_a_translation_that_reaches_for_more_than_the_english_is_found(said: str) -> None:
    assert places(said) not in (places("{name}"), places("<b>{name}</b>"), places("<a>{name}</a>"))
