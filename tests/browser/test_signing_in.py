"""Signing in, sessions and the staff in a real browser: with scripts or without, small, dark."""

from __future__ import annotations

import pytest
from playwright.async_api import Browser, expect

from activities.signing_in import SignInLetters
from nemcon.register import people
from nemcon.register.roles import Role
from tests.api.front import link_in
from tests.api.house import START
from tests.api.letters import Bag
from tests.browser.axe import faults_of
from tests.browser.conftest import Running

pytestmark = pytest.mark.browser
ANNA = "anna@mission.example"


@pytest.mark.parametrize("scripts", [True, False])
async def test_a_secretary_signs_in_by_letter_enters_a_chair_and_leaves(
    running: Running, browser: Browser, scripts: bool
) -> None:
    site, base, bag = running.site, running.base, Bag()
    context = site.context
    with context.database.writing() as connection:
        anna = people.enter_person(connection, "Anna", ANNA, START)
        people.give_role(connection, anna.id, "", Role.SECRETARIAT, "a test", START)
    opened = await browser.new_context(
        java_script_enabled=scripts, viewport={"width": 320, "height": 700}, color_scheme="dark"
    )
    page = await opened.new_page()
    await page.goto(f"{base}/")
    await page.get_by_role("link", name="Sign in").click()
    await page.get_by_label("Your e-mail address").fill("anna")
    await page.get_by_role("button", name="Send me a link").click()
    await expect(page.get_by_role("alert")).to_be_visible()
    await page.get_by_label("Your e-mail address").fill(ANNA)
    await page.get_by_role("button", name="Send me a link").click()
    await expect(page.get_by_role("heading", name="Look at your mail")).to_be_visible()
    sending = SignInLetters(context.register, context.links, context.settings, bag)
    await sending.send()
    await page.goto(f"{base}{link_in(bag.letters[-1][1], base)}")
    await page.get_by_role("button", name="Sign in").click()
    await page.get_by_role("link", name="Staff").click()
    await page.get_by_label("Name", exact=True).fill("Nora Example")
    await page.get_by_label("E-mail address", exact=True).fill("nora@mission.example")
    await page.get_by_label("Role", exact=True).select_option("chair")
    await page.get_by_role("button", name="Enter", exact=True).click()
    await expect(page.get_by_role("heading", name="Nora Example")).to_be_visible()
    await page.get_by_role("link", name="Anna").click()
    await expect(page.get_by_text("(this browser)")).to_be_visible()
    await page.get_by_role("button", name="Leave").click()
    await expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    await opened.close()


@pytest.mark.parametrize("width", [320, 1280])
async def test_the_pages_of_signing_in_have_no_faults_and_do_not_scroll_sideways(
    running: Running, browser: Browser, width: int
) -> None:
    opened = await browser.new_context(viewport={"width": width, "height": 900})
    page = await opened.new_page()
    await running.enter(page, "secretariat")
    for path in ("/sign-in", "/sign-in/never-was", "/staff", "/sessions"):
        await page.goto(f"{running.base}{path}")
        assert await faults_of(page) == [], path
    await opened.close()
