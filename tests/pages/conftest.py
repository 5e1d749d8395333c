"""The installation whose pages the tests open."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.pages.negotiating import amends, open_negotiation
from tests.pages.site import Site


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    """An installation of this test alone."""
    made = Site(tmp_path)
    yield made
    made.close()


@pytest.fixture
def table(site: Site) -> Site:
    """An installation with a negotiation, and three amendments to it."""
    open_negotiation(site)
    amends(site, "austria", "1", "States parties should meet every two years.")
    amends(site, "brazil", "1", "States parties shall meet every year.")
    amends(site, "norway", "4", "The Secretariat should develop tools.")
    return site
