"""An agenda from proposal to settlement in a real browser, and its pages as people need them."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from playwright.async_api import Browser, Page, expect

from nemcon.agenda import acts as a
from nemcon.agenda.items import Document, Officer, Revisit
from tests.api.house import BODY
from tests.browser.axe import faults_of
from tests.browser.conftest import Running
from tests.pages.agenda_site import (
    AGENDA,
    CHAIR,
    SECRETARIAT,
    adopt_but_outcome,
    circulate,
    delegate,
    do,
)
from tests.pages.site import Site

pytestmark = pytest.mark.browser


async def confirm(page: Page, button: str) -> None:
    """Go through the review to the record."""
    await page.get_by_role("button", name="Continue").click()
    await page.get_by_role("button", name=button).click()


async def test_a_proposal_an_adoption_with_an_exception_and_its_settlement(
    running: Running, browser: Browser
) -> None:
    site, base = running.site, running.base
    await asyncio.to_thread(circulate, site)
    here = site.link("brazil", AGENDA)
    context = await browser.new_context(java_script_enabled=False)
    theirs, chairs = await context.new_page(), await (await browser.new_context()).new_page()
    await theirs.goto(base + here)
    await theirs.get_by_role("link", name="Propose a change").click()
    await theirs.get_by_label("What do you propose?").select_option("except")
    await theirs.get_by_label("About which item or part").select_option("outcome")
    await theirs.get_by_label("In words").fill("It needs more thought.")
    await theirs.get_by_label("Your name").fill("A delegate of Brazil")
    await confirm(theirs, "Record the proposal")
    await expect(theirs.locator("h1")).to_contain_text("It is in the register")

    await running.enter(chairs, "chair")
    await chairs.goto(f"{base}/agendas/{AGENDA}")
    await expect(chairs.locator("main")).to_contain_text("It needs more thought.")
    await chairs.get_by_role("link", name="Adopt the agenda").click()
    await chairs.get_by_label("outcome:").check()
    await chairs.get_by_label("To be taken up again at").select_option("3")
    await confirm(chairs, "Adopt the agenda")
    await theirs.goto(base + here)
    await expect(theirs.locator("main")).to_contain_text("Adopted, with parts open")
    open_part = theirs.locator(".note.strong").first
    await expect(open_part).to_contain_text("at sitting 3, on Wednesday, 8 July 2026")

    await chairs.get_by_role("link", name="Settle what was left open").click()
    await chairs.get_by_label("It is").select_option("adopted")
    await chairs.get_by_label("Adopted in these words").fill("By a silence procedure.")
    await confirm(chairs, "Settle it")
    await theirs.reload()
    await expect(theirs.locator("main")).to_contain_text("By a silence procedure.")
    await expect(theirs.locator(".note.strong")).to_have_count(0)
    await chairs.context.close()
    await context.close()


async def test_a_proposal_can_be_made_with_the_keyboard_alone(running: Running, page: Page) -> None:
    await asyncio.to_thread(circulate, running.site)
    await page.goto(f"{running.base}{running.site.link('brazil', AGENDA)}/agenda/propose")
    await page.get_by_label("What do you propose?").focus()
    for key in ("ArrowDown", "ArrowDown", "Tab"):
        await page.keyboard.press(key)
    await page.keyboard.press("2")
    for keys in ("Tab", "Tab", "It is premature.", "Tab", "Tab", "A. Delegate", "Tab", "Enter"):
        await (page.keyboard.press(keys) if keys in ("Tab", "Enter") else page.keyboard.type(keys))
    await page.wait_for_url("**/propose/review")
    await page.get_by_role("button", name="Record the proposal").focus()
    await page.keyboard.press("Enter")
    await page.wait_for_url("**/receipt/2")
    await expect(page.locator("main")).to_contain_text("to delete item 2")


def furnish(site: Site) -> None:
    """Agendas in every state that has pages of its own."""
    circulate(site)
    do(site, a.ProposeChange(delegate("brazil"), a.Change.AMEND, "outcome", "By silence. " * 20))
    do(site, a.PutCompromise(CHAIR, ("outcome",), Revisit(sitting=3), "As discussed."))
    do(site, a.OpposeCompromise(delegate("norway"), "It is too vague."))
    do(site, a.NameOfficers(CHAIR, (Officer("Chair", "norway", "Ms. A"),)))
    do(site, a.NoteSpeaker(SECRETARIAT, "2", "brazil", 1, ("The Group of Friends",)))
    do(site, a.ListDocument(SECRETARIAT, Document("CTOC/COP/WG.3/2020/2", "A paper", ("2",))))
    circulate(site, "adopted", "Provisional agenda of the session that was adopted")
    adopt_but_outcome(site, "adopted")


async def test_the_pages_of_agendas_are_accessible_and_fit_a_small_phone(
    running: Running, browser: Browser
) -> None:
    site, base = running.site, running.base
    await asyncio.to_thread(furnish, site)
    theirs, adopted = site.link("brazil", AGENDA), site.link("brazil", "adopted")
    verbs = (
        *("adopt", "compromise", "place-under-silence", "revise", "add-item"),
        *("change-timetable", "name-officers", "note-speaker", "list-document"),
    )
    paths = [
        *(theirs, f"{theirs}/agenda/propose", f"{theirs}/agenda/withdraw", f"{theirs}/receipt/2"),
        *(f"{theirs}/agenda/oppose", adopted, "/agendas/new", f"/agendas/{AGENDA}"),
        *(f"/agendas/{AGENDA}/{verb}" for verb in verbs),
        *(
            "/agendas/adopted",
            "/agendas/adopted/settle",
            "/meetings",
            f"/meetings/{BODY}?agenda={AGENDA}",
        ),
    ]
    small: Any = {"width": 320, "height": 640}
    context = await browser.new_context(viewport=small)
    page = await context.new_page()
    await running.enter(page, "chair")
    found: dict[str, list[str]] = {}
    for path in paths:
        answer = await page.goto(base + path)
        assert answer is not None
        assert answer.status == 200, path
        await page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        found[path] = await faults_of(page)
    await page.goto(f"{base}{theirs}/agenda/propose")
    await page.get_by_role("button", name="Continue").click()
    found["errors"] = await faults_of(page)
    await page.goto(f"{base}/agendas/{AGENDA}/change-timetable")
    await page.get_by_label("All sittings").fill("1: 2026-07-07 09:00 to 14:00; items 1")
    await page.get_by_role("button", name="Continue").click()
    await page.get_by_role("button", name="Change the timetable").wait_for()
    found["review"] = await faults_of(page)
    await context.close()
    assert {path: faults for path, faults in found.items() if faults} == {}
