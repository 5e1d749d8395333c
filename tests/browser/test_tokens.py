"""The page of tokens in a real browser: made without a mouse, small and large, light and dark."""

from __future__ import annotations

import pytest
from playwright.async_api import Browser, expect

from tests.browser.axe import faults_of
from tests.browser.conftest import Running

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("width", [320, 1280])
async def test_the_page_of_tokens_has_no_faults_in_any_of_its_states(
    running: Running, browser: Browser, width: int
) -> None:
    opened = await browser.new_context(viewport={"width": width, "height": 900})
    page = await opened.new_page()
    for who in ("chair", "secretariat"):
        await running.enter(page, who)
        await page.goto(f"{running.base}/sessions")
        await page.get_by_role("link", name="tokens").click()
        assert await faults_of(page) == [], "none yet"
        await page.get_by_role("button", name="Make it").press("Enter")
        await page.get_by_role("alert").wait_for()
        assert await faults_of(page) == [], "put right"
        await page.get_by_label("Name", exact=True).fill("Document management of the secretariat")
        for scope in ("read", "administer"):
            await page.get_by_label(f"({scope})").press("Space")
        await page.get_by_role("button", name="Make it").press("Enter")
        await page.get_by_text("It is shown this once").wait_for()
        assert await faults_of(page) == [], "made"
    await expect(page.get_by_role("heading", name="Tokens of others")).to_be_visible()
    await opened.close()
