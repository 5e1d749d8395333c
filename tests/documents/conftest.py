"""What several files of tests of documents ask for."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.documents.world import World, world
from tests.documents.written_papers import NAMING


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    with world(tmp_path_factory.mktemp("plain"), rules=NAMING) as made:
        yield made
