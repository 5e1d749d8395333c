"""A scanner of mail that follows every link and presses every button it reaches files nothing."""

from __future__ import annotations

import asyncio
import re
from collections import deque
from typing import Final

import pytest
from playwright.async_api import Browser, Page

from nemcon.agenda import acts as agenda
from nemcon.agenda.acts import Change
from nemcon.procedure.acts import Kind
from nemcon.register.colleagues import Naming, name_colleague
from tests.api.house import BODY
from tests.browser.conftest import Running
from tests.pages.agenda_site import AGENDA, circulate, delegate, do
from tests.pages.negotiating import NAME, amends, open_negotiation
from tests.pages.site import Site

pytestmark = pytest.mark.browser

SILENCE: Final = "text"
REACHED: Final = {
    SILENCE: (
        *("/file/object", "/file/object?wording=yes", "/file/withdraw-objection"),
        *("/file/acknowledge", "/receipt/3", "/rules", "/documents", "/colleagues"),
    ),
    "announced": ("/file/veto-launch", "/colleagues"),
    "voting": ("/file/vote-for", "/file/vote-against", "/file/abstain", "/file/explain"),
    AGENDA: ("/agenda/propose", "/agenda/withdraw", "/rules", "/documents", "/colleagues"),
    NAME: ("/amend", "/state", "/marked-up", "/history", "/documents", "/colleagues"),
}
"""What it must have come to, for what it left alone to mean anything."""

REACHABLE: Final = """() => [
    Array.from(document.querySelectorAll("a[href]"), a => a.getAttribute("href")),
    document.querySelectorAll("button").length,
]"""
OPEN_ALL: Final = "document.querySelectorAll('details').forEach(d => { d.open = true; })"


def furnish(site: Site) -> None:
    """Procedures of all kinds in which Brazil has something to file, and something to take back."""
    site.open(SILENCE)
    site.file_at_once(SILENCE, "brazil", paragraphs=("2",), says="No.")
    site.open("announced", launch__veto="member")
    site.open("voting", objection__effect="to-vote", vote__length="30 days")
    site.file_at_once("voting", "austria", Kind.OBJECT)
    circulate(site)
    do(site, agenda.ProposeChange(delegate("brazil"), Change.AMEND, "outcome", "By silence."))
    open_negotiation(site)
    amends(site, "brazil", "1", "States parties should meet every two years.")
    amends(site, "austria", "1", "States parties should meet every three years.")
    address, by = "rui@mission.example", "Ana Souza"
    for name in REACHED:
        naming = Naming(name, BODY, "brazil", "at-brazil", by, "Rui Costa", address)
        with site.context.database.writing() as connection:
            name_colleague(connection, naming, site.clock.now())


async def crawl(page: Page, base: str, start: str) -> tuple[set[str], int]:
    """Open all that links lead to, and press each button; what was opened, and how many buttons."""
    seen: set[str] = set()
    pressed = 0
    ahead = deque([start])
    while ahead:
        path = ahead.popleft()
        if path in seen or not path.startswith((start, "/receipts")):
            continue
        seen.add(path)
        answer = await page.context.request.get(base + path)
        assert answer.ok, path
        if "text/html" not in answer.headers["content-type"]:
            continue
        await page.goto(base + path)
        links, buttons = await page.evaluate(REACHABLE)
        ahead.extend(str(href).partition("#")[0] for href in links)
        await press_all(page, base + path, buttons)
        pressed += buttons
    return seen, pressed


async def press_all(page: Page, url: str, buttons: int) -> None:
    """Press every button of the page that is open, each on a page that nothing was done to."""
    for number in range(buttons):
        if number:
            await page.goto(url)
        await page.evaluate(OPEN_ALL)
        await page.locator("button").nth(number).click()
        await page.wait_for_load_state()


async def test_a_scanner_that_renders_and_presses_every_button_of_every_page_files_nothing(
    running: Running, browser: Browser
) -> None:
    site = running.site
    await asyncio.to_thread(furnish, site)
    before = await asyncio.to_thread(site.rows)
    context = await browser.new_context()
    page = await context.new_page()
    for name, expected in REACHED.items():
        link = site.link("brazil", name)
        seen, pressed = await crawl(page, running.base, link)
        assert {link + path for path in expected} <= seen, name
        assert pressed >= len(expected) // 2, name
        assert not [path for path in seen if re.search(r"/(review|act)$", path)]
    await context.close()
    assert await asyncio.to_thread(site.rows) == before
