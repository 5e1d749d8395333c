"""The installation whose pages the tests open."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.pages.site import Site


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    """An installation of this test alone."""
    made = Site(tmp_path)
    yield made
    made.close()
