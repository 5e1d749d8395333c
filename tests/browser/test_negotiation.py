"""A text is negotiated in a browser, from an amendment to the redline that everybody sees."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from playwright.async_api import Browser, Page, expect

from tests.browser.axe import faults_of
from tests.browser.conftest import Running
from tests.browser.test_journeys import press_on, tab_to
from tests.pages.negotiating import NAME, amends, negotiation, open_negotiation

pytestmark = pytest.mark.browser
AT = f"/negotiations/{NAME}"


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
async def test_from_an_amendment_to_the_redline_that_everybody_sees(
    running: Running, browser: Browser, *, scripts: bool
) -> None:
    site, base = running.site, running.base
    await asyncio.to_thread(open_negotiation, site)
    size: Any = {"width": 390, "height": 800}
    context = await browser.new_context(java_script_enabled=scripts, viewport=size)
    page = await context.new_page()

    await page.goto(base + site.link("brazil", NAME))
    await page.get_by_role("link", name="Amend paragraph 1").click()
    wording = page.get_by_label("How it should read")
    await expect(wording).to_have_value("States parties should meet every year.")
    await wording.fill("States parties should meet every two years.")
    await page.get_by_label("Your name").fill("Ana Souza")
    await page.get_by_role("button", name="Continue").click()
    await expect(page.locator("ins")).to_contain_text("two years")
    assert (await asyncio.to_thread(negotiation, site)).amendments == ()
    await page.get_by_role("button", name="Propose this amendment").dblclick()
    await expect(page.get_by_role("heading", level=1)).to_have_text("It is in the register")

    await page.goto(base + site.link("norway", NAME))
    await page.get_by_role("link", name="Support A1").click()
    await page.get_by_label("Your name").fill("Kari Nordmann")
    await page.get_by_role("button", name="Continue").click()
    await page.get_by_role("button", name="Record this position").click()
    await page.get_by_role("link", name="To the page of your delegation").click()
    await expect(page.get_by_text("Support: Norway")).to_be_visible()

    await running.enter(page, "chair")
    await page.goto(f"{base}{AT}/desk")
    await page.get_by_label("What becomes of A1").select_option("accept")
    await page.get_by_role("button", name="Preview Rev.1").click()
    await expect(page.locator("ins")).to_contain_text("two years")
    await page.get_by_role("button", name="Issue Rev.1").click()
    await expect(page.get_by_role("heading", level=1)).to_have_text("Draft recommendations, Rev.1")

    for who in ("brazil", "norway"):
        await page.goto(base + site.link(who, NAME))
        await page.get_by_role("link", name="Rev.1, and what it changed").click()
        await expect(page.locator("ins")).to_contain_text("two years")
    await context.close()
    state = await asyncio.to_thread(negotiation, site)
    assert [str(p.amendment.status) for p in state.amendments] == ["accepted"]


async def test_an_amendment_is_proposed_with_the_keyboard_alone(
    running: Running, page: Page
) -> None:
    await asyncio.to_thread(open_negotiation, running.site)
    await page.goto(running.base + running.site.link("brazil", NAME))
    await press_on(page, "Amend paragraph 1")
    await tab_to(page, "How it should read")
    await page.keyboard.press("Control+A")
    await page.keyboard.type("States parties may meet.")
    await tab_to(page, "Your name")
    await page.keyboard.type("Ana Souza")
    await press_on(page, "Continue: see what it does")
    await press_on(page, "Propose this amendment")
    await expect(page.get_by_role("heading", level=1)).to_have_text("It is in the register")


async def test_every_page_of_a_negotiation_is_accessible_and_fits_a_small_phone(
    running: Running, browser: Browser
) -> None:
    site, base = running.site, running.base
    await asyncio.to_thread(open_negotiation, site)
    long = "States parties should meet every two years. " * 8
    await asyncio.to_thread(amends, site, "austria", "1", long, reason="Too often. " * 30)
    await asyncio.to_thread(amends, site, "brazil", "1", "Unbroken" * 40 + ".")
    await asyncio.to_thread(amends, site, "norway", "", "Recalling all.", change="insert")
    link = site.link("brazil", NAME)
    small: Any = {"width": 320, "height": 640}
    context = await browser.new_context(viewport=small)
    page = await context.new_page()
    await running.enter(page, "secretariat")
    paths = [
        *("", "/amend", "/amend?paragraph=3+(a)", "/amend?paragraph=2&way=bracket"),
        *("/amendments/A1/support", "/amendments/A2/withdraw", "/state", "/history"),
        *("/revisions/0", "/receipt/3"),
    ]
    desk = ["", "/desk", "/history", "/compilation", "/rules", "/revisions/0"]
    desk += [f"/acts/{verb}" for verb in ("paragraphs", "round", "conclusion", "withdrawal")]
    faults: dict[str, list[str]] = {}
    new = ["/negotiations/new", f"{AT}/file-for"]
    new += [f"{AT}/file-for?participant=norway&what=amend+replace&paragraph=1"]
    for path in ["/", *new, *(link + path for path in paths), *(AT + path for path in desk)]:
        await page.goto(base + path)
        await page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        faults[path] = await faults_of(page)
    await page.goto(f"{base}{link}/amend?paragraph=1")
    await page.get_by_role("button", name="Continue").click()
    faults["errors"] = await faults_of(page)
    await page.get_by_label("How it should read").fill("States parties may meet.")
    await page.get_by_label("Your name").fill("Ana Souza")
    await page.get_by_role("button", name="Continue").click()
    await page.get_by_role("button", name="Propose this amendment").wait_for()
    faults["review"] = await faults_of(page)
    await page.goto(f"{base}{AT}/desk")
    await page.get_by_label("What becomes of A1").select_option("alternative")
    await page.get_by_role("button", name="Preview Rev.1").click()
    await page.get_by_role("button", name="Issue Rev.1").wait_for()
    faults["preview"] = await faults_of(page)
    await context.close()
    assert {where: found for where, found in faults.items() if found} == {}
