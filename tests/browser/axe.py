"""What is wrong with a page for those who hear it, or whose screen is small."""

from __future__ import annotations

from typing import Any, Final

from axe_playwright_python.async_playwright import (  # type: ignore[import-untyped]  # it has none
    Axe,
)
from playwright.async_api import Page

STANDARDS: Final = {
    "light": {
        "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    },
    "dark": {"runOnly": ["cat.color"]},  # nothing else looks otherwise in the dark
}


async def faults_of(page: Page, scheme: str) -> list[str]:
    """What axe finds, and what is wider than the page."""
    results = await Axe().run(page, options=STANDARDS[scheme])
    found = [f"{v['id']}: {v['nodes'][0]['html'][:120]}" for v in results.response["violations"]]
    wide: Any = await page.evaluate("document.documentElement.scrollWidth - innerWidth")
    return [*found, *([f"{wide} px too wide"] if wide > 0 else [])]
