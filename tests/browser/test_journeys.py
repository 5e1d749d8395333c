"""People at work: the Chair places a text, a delegation objects from the link in its letter."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Browser, Page, expect

from nemcon.register.links import issue_links
from tests.api.house import PROCEDURE, START
from tests.browser.conftest import Running

pytestmark = pytest.mark.browser


@pytest.fixture(params=[True, False], ids=["with scripts", "without scripts"])
async def anybody(browser: Browser, request: pytest.FixtureRequest) -> AsyncIterator[Page]:
    """A page on a phone, with scripts allowed and without."""
    size = {"width": 390, "height": 800}
    context = await browser.new_context(java_script_enabled=request.param, viewport=size)  # type: ignore[arg-type]  # a size
    yield await context.new_page()
    await context.close()


async def object_to_paragraph_two(page: Page) -> None:
    """From the delegation's page to the page that asks for confirmation."""
    await page.get_by_role("link", name="Object", exact=True).click()
    await page.get_by_role("checkbox", name="Paragraph 2").check()
    await page.get_by_label("Grounds").fill("Two days are too short.")
    await page.get_by_label("Your name").fill("Ana Souza")
    await page.get_by_role("button", name="Continue").click()


def filings(running: Running, name: str) -> list[tuple[str, tuple[str, ...]]]:
    position = running.site.context.register.position(name)
    assert position is not None
    return [(filing.participant, filing.paragraphs) for filing in position.state.filings]


async def test_from_placing_a_text_to_the_receipt_of_an_objection(
    running: Running, anybody: Page
) -> None:
    page, site = anybody, running.site
    await running.enter(page, "chair")
    await page.get_by_role("link", name="Place a text under silence").click()
    await page.get_by_label("Stored text").select_option("format")
    await page.get_by_label("Rules of procedure").select_option("unodc-vienna-eb")
    await page.get_by_label("Deadline").fill("2026-06-19T18:00")
    await page.get_by_role("button", name="Continue").click()
    await expect(page.get_by_text("Friday, 19 June 2026, 6 p.m. (Vienna").first).to_be_visible()
    await page.get_by_role("button", name="Place under silence").click()
    await expect(page.get_by_role("heading", level=1)).to_have_text("Format of the meeting")
    await page.get_by_role("button", name="Leave").click()

    with site.context.database.writing() as connection:
        tokens = issue_links(connection, site.context.links, "format", ["at-brazil"], START)
    await page.goto(f"{running.base}/l/{tokens['at-brazil']}")
    await object_to_paragraph_two(page)
    await expect(page.get_by_text("Your objection will break silence.")).to_be_visible()
    assert filings(running, "format") == []
    await page.get_by_role("button", name="File this objection").dblclick()
    await expect(page.get_by_role("heading", level=1)).to_have_text("Recorded: an objection")
    receipt = await page.locator(".receipt-code").inner_text()
    await page.reload()
    assert await page.locator(".receipt-code").inner_text() == receipt
    assert filings(running, "format") == [("brazil", ("2",))]


async def test_an_objection_is_filed_and_withdrawn_with_the_keyboard_alone(
    running: Running, page: Page
) -> None:
    await page.goto(running.base + running.site.link("brazil"))
    await page.keyboard.press("Tab")
    await expect(page.get_by_text("Skip to the content")).to_be_focused()
    await page.keyboard.press("Enter")
    await press_on(page, "Object")
    await expect(page.get_by_role("heading", level=1)).to_have_text("Object")
    await tab_to(page, "The whole text")
    await page.keyboard.press("Space")
    await tab_to(page, "Your name")
    await page.keyboard.type("Ana Souza")
    await press_on(page, "Continue: see what it means")
    await press_on(page, "File this objection")
    await press_on(page, "To the page of your delegation")
    await press_on(page, "Withdraw your objection")
    await tab_to(page, "Your name")
    await page.keyboard.type("Ana Souza")
    async with page.expect_navigation():
        await page.keyboard.press("Enter")
    await press_on(page, "Withdraw the objection")
    await expect(page.get_by_role("heading", level=1)).to_contain_text("Your withdrawal is in")
    position = running.site.context.register.position(PROCEDURE)
    assert position is not None
    assert [filing.withdrawn for filing in position.state.filings] == [True]


async def test_the_chair_goes_from_the_board_to_a_ruling_with_the_keyboard_alone(
    running: Running, page: Page
) -> None:
    await asyncio.to_thread(running.site.every_state)
    await page.goto(f"{running.base}/enter/{running.site.tokens['chair']}")
    await press_on(page, "Enter")
    await tab_to(page, "Words in titles")
    await page.keyboard.type("nothing at all")
    async with page.expect_navigation():
        await page.keyboard.press("Enter")
    await expect(page.get_by_text("0 found.")).to_be_visible()
    await page.goto(f"{running.base}/procedures/broken")
    await press_on(page, "Objections side by side")
    await expect(page.get_by_role("heading", level=1)).to_have_text("Objections and ways out")
    await press_on(page, "Refer the text to a meeting")
    await tab_to(page, "Reason")
    await page.keyboard.type("As agreed.")
    await press_on(page, "Continue")
    await press_on(page, "Refer the text")
    position = running.site.context.register.position("broken")
    assert position is not None
    assert position.state.outcome == "referred"


async def test_errors_keep_what_was_typed_and_lead_to_their_field(
    running: Running, anybody: Page
) -> None:
    page = anybody
    await page.goto(f"{running.base}{running.site.link('brazil')}/file/object")
    await page.get_by_label("Grounds").fill("Two days are too short.")
    await page.get_by_role("button", name="Continue").click()
    await expect(page.get_by_role("heading", name="Nothing was recorded yet")).to_be_visible()
    await expect(page.get_by_label("Grounds")).to_have_value("Two days are too short.")
    await page.get_by_role("link", name="Type your name").click()
    await expect(page.get_by_label("Your name")).to_be_focused()


async def tab_to(page: Page, name: str) -> None:
    """Press the tabulator until what is called so has the focus."""
    for _ in range(60):
        await page.keyboard.press("Tab")
        focused = await page.evaluate(
            "() => { const e = document.activeElement;"
            " return (e.labels && e.labels.length ? e.labels[0] : e).innerText || ''; }"
        )
        if str(focused).strip().startswith(name):
            return
    pytest.fail(f"the keyboard never came to {name!r}")


async def press_on(page: Page, name: str) -> None:
    """Go to a link or a button with the tabulator, and press it."""
    await tab_to(page, name)
    async with page.expect_navigation():
        await page.keyboard.press("Enter")
