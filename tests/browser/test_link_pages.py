"""The pages around a link: giving a colleague one, and checking a receipt, for everybody."""

from __future__ import annotations

import asyncio
from typing import Any, Final

import pytest
from playwright.async_api import Browser, Page, expect

from tests.api.house import PROCEDURE
from tests.browser.axe import faults_of
from tests.browser.conftest import Running
from tests.pages.agenda_site import AGENDA, circulate
from tests.pages.negotiating import NAME, open_negotiation

pytestmark = pytest.mark.browser

SMALL: Final[Any] = {"width": 320, "height": 640}


async def give_rui_a_link(page: Page) -> None:
    await page.get_by_label("Name of the colleague").fill("Rui Costa")
    await page.get_by_label("Address").fill("rui@mission.example")
    await page.get_by_label("Your name", exact=True).fill("Ana Souza")
    await page.get_by_role("button", name="Give the link").click()


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
async def test_a_colleague_is_given_a_link_and_it_is_ended_again(
    running: Running, browser: Browser, scripts: bool
) -> None:
    context = await browser.new_context(java_script_enabled=scripts, viewport=SMALL)
    page = await context.new_page()
    await page.goto(running.base + running.site.link("brazil"))
    await page.get_by_role("link", name="give a colleague a link of their own").click()
    await give_rui_a_link(page)
    await expect(page.get_by_role("heading", name="Rui Costa")).to_be_visible()
    await page.get_by_role("button", name="End the link").click()
    await expect(page.get_by_role("alert")).to_contain_text("Your name")
    await page.get_by_label("Your name, to end it").fill("Ana Souza")
    await page.get_by_role("button", name="End the link").click()
    await expect(page.get_by_text("Your delegation has given nobody a link.")).to_be_visible()
    await context.close()


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
async def test_a_receipt_is_checked_from_its_page_with_the_keyboard_alone(
    running: Running, browser: Browser, scripts: bool
) -> None:
    await asyncio.to_thread(running.site.file_at_once, PROCEDURE, "brazil", says="Too short.")
    context = await browser.new_context(java_script_enabled=scripts)
    page = await context.new_page()
    await page.goto(f"{running.base}{running.site.link('brazil')}/receipt/3")
    await page.get_by_role("link", name="the code can be checked").focus()
    await page.keyboard.press("Enter")
    await page.get_by_label("Code of the receipt").focus()
    await page.keyboard.press("Enter")
    answer = page.get_by_role("heading", name="The entry stands in the register")
    await expect(answer).to_be_visible()
    assert "Too short." not in await page.content()
    await context.close()


async def test_the_pages_are_accessible_and_fit_a_small_phone(
    running: Running, browser: Browser
) -> None:
    site = running.site
    await asyncio.to_thread(site.file_at_once, PROCEDURE, "brazil", says="Too short.")
    await asyncio.to_thread(circulate, site)
    await asyncio.to_thread(open_negotiation, site)
    context = await browser.new_context(viewport=SMALL)
    page = await context.new_page()
    faults: dict[str, list[str]] = {}
    link = running.base + site.link("brazil")
    for path in (
        link,
        running.base + site.link("brazil", AGENDA),
        running.base + site.link("brazil", NAME),
        f"{link}/file/object?wording=yes",
        f"{link}/receipt/3",
        f"{link}/colleagues",
    ):
        await page.goto(path)
        faults[path] = await faults_of(page)
    await page.get_by_role("button", name="Give the link").click()
    faults["errors"] = await faults_of(page)
    await give_rui_a_link(page)
    faults["colleagues"] = await faults_of(page)
    code = f"{PROCEDURE}/3/{site.context.register.written(PROCEDURE)[2].hash}"
    for typed in ("nothing", code, code[:-4] + "0000"):
        await page.goto(f"{running.base}/receipts?code={typed}")
        faults[f"receipt {typed}"] = await faults_of(page)
        await page.get_by_role("button", name="Check").click()
        faults[f"checked {typed}"] = await faults_of(page)
    await context.close()
    assert {where: found for where, found in faults.items() if found} == {}


async def test_pages_enlarged_to_twice_their_size_still_fit(
    running: Running, browser: Browser
) -> None:
    await asyncio.to_thread(running.site.file_at_once, PROCEDURE, "brazil")
    context = await browser.new_context(viewport={"width": 640, "height": 640})
    page = await context.new_page()
    link = running.base + running.site.link("brazil")
    wide: dict[str, Any] = {}
    for path in (link, f"{link}/receipt/3", f"{link}/colleagues", f"{running.base}/receipts"):
        await page.goto(path)
        await page.evaluate("document.documentElement.style.fontSize = '200%'")
        wide[path] = await page.evaluate("document.documentElement.scrollWidth - innerWidth")
    await context.close()
    assert {path: more for path, more in wide.items() if more > 0} == {}
