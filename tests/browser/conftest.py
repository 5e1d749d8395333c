"""A running installation, and pages that look at it as people would."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.async_api import Page

from tests.pages.site import Site
from tests.serving import answering, free_port


@dataclass(frozen=True, slots=True)
class Running:
    """The installation and where it is reached."""

    site: Site
    base: str

    async def enter(self, page: Page, who: str) -> None:
        """Be that member of the staff from now on."""
        await page.goto(f"{self.base}/enter/{self.site.tokens[who]}")
        await page.get_by_role("button", name="Enter").click()
        await page.wait_for_url(f"{self.base}/")


@contextmanager
def _running(folder: Path) -> Iterator[Running]:
    with free_port() as (listening, base):
        site = Site(folder, public_url=base)
        with answering(site.app, listening):
            yield Running(site, base)
        site.close()


@pytest.fixture
async def running(tmp_path: Path) -> AsyncIterator[Running]:
    """An installation of this test alone, served on a free port."""
    made = _running(tmp_path)
    yield await asyncio.to_thread(made.__enter__)
    await asyncio.to_thread(made.__exit__, None, None, None)
