"""What is wrong with a page for those who hear it, or whose screen is small."""

from __future__ import annotations

from typing import Any, Final, Literal

from axe_playwright_python.async_playwright import (  # type: ignore[import-untyped]  # it has none
    Axe,
)
from playwright.async_api import Page

Scheme = Literal["light", "dark"]
SCHEMES: Final[tuple[Scheme, ...]] = ("light", "dark")
STANDARDS: Final[dict[Scheme, list[str]]] = {
    "light": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "dark": ["cat.color"],  # nothing else looks otherwise in the dark
}
SCRIPT: Final[str] = Axe().axe_script
RUN: Final = """async tags => {
    const found = await axe.run({runOnly: tags, resultTypes: ["violations"]});
    return found.violations.map(v => `${v.id}: ${v.nodes[0].html.slice(0, 120)}`);
}"""
WIDER: Final = "document.documentElement.scrollWidth - innerWidth"


async def faults_of(page: Page, scheme: Scheme | None = None) -> list[str]:
    """What axe finds in the light and then in the dark, and what is wider than the page.

    With a scheme, in that one alone. What was opened and typed on the page stays as it was.
    """
    await page.wait_for_load_state()  # a press ends when the next page begins to come
    await page.evaluate(SCRIPT)
    found: list[str] = []
    for each in (scheme,) if scheme else SCHEMES:
        await page.emulate_media(color_scheme=each)
        violations: list[str] = await page.evaluate(RUN, STANDARDS[each])
        wide: Any = await page.evaluate(WIDER)
        violations += [f"{wide} px too wide"] if wide > 0 else []
        found += [f"{each}: {violation}" for violation in violations]
    if scheme is None:
        await page.emulate_media(color_scheme="light")
    return found
