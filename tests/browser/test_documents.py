"""Documents, the record of a session and its report in a real browser, with and without scripts."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from playwright.async_api import Browser, expect

from api.pages.agenda_record_parts import Part
from nemcon.agenda import acts as g
from nemcon.agenda.record import SessionRecord
from tests.browser.axe import faults_of
from tests.browser.conftest import Running
from tests.pages.agenda_site import AGENDA, HELD, SECRETARIAT, circulate, do
from tests.pages.site import Site

pytestmark = pytest.mark.browser

SYMBOL = "CTOC/COP/WG.3/2020/INF/1/Rev.1"
REPORT = f"/procedures/{AGENDA}/documents/report"


def session(site: Site) -> None:
    circulate(site, first=HELD)
    kept = SessionRecord(symbol=SYMBOL, place="Vienna", introduction=("In [2010].",))
    do(site, g.KeepRecord(SECRETARIAT, kept))


@pytest.mark.parametrize("scripts", [True, False])
async def test_a_record_is_sent_as_a_file_and_its_report_issued_and_placed(
    running: Running, browser: Browser, tmp_path: Path, *, scripts: bool
) -> None:
    site, base = running.site, running.base
    await asyncio.to_thread(circulate, site, first=HELD)
    file = tmp_path / "record.yaml"
    file.write_text("place: Geneva\nsymbol: WG/1\nintroduction: [In 2010.]\n", encoding="utf-8")
    context = await browser.new_context(java_script_enabled=scripts)
    page = await context.new_page()
    await running.enter(page, "secretariat")
    await page.goto(f"{base}/agendas/{AGENDA}")
    await page.get_by_role("link", name="Keep the record of the session").click()
    await page.get_by_role("link", name="Keep a record that you have as a file").click()
    await page.get_by_label("A file in YAML").set_input_files(file)
    await page.get_by_role("button", name="Continue").click()
    await expect(page.locator("article.doc")).to_contain_text("held in Geneva")
    await page.get_by_role("button", name="Keep the record").click()

    await page.get_by_role("link", name="Report of the session").click()
    await page.get_by_role("button", name="Continue").click()
    await expect(page.locator(".consequence").first).to_contain_text("version 1")
    await page.get_by_role("button", name="Issue the document").click()
    issued = page.locator("section[aria-labelledby=issued-heading] h3")
    await expect(issued).to_have_count(1)
    await page.goto(f"{base}/agendas/{AGENDA}")
    await page.get_by_role("link", name="Place the report under silence").click()
    await page.get_by_label("Place it although it says [...]").check()
    await page.get_by_label("Place it with the").check()
    await page.get_by_label("Or how long it runs").fill("72h")
    await page.get_by_role("button", name="Continue").click()
    await page.get_by_role("button", name="Place the report under silence").click()
    await page.wait_for_url(f"{base}/procedures/{AGENDA}-report")
    await context.close()


async def test_a_part_of_a_record_is_kept_by_its_form_without_scripts(
    running: Running, browser: Browser
) -> None:
    site, base = running.site, running.base
    await asyncio.to_thread(session, site)
    context = await browser.new_context(java_script_enabled=False)
    page = await context.new_page()
    await running.enter(page, "secretariat")
    await page.goto(f"{base}/agendas/{AGENDA}/record")
    await page.get_by_role("link", name="Title and names").click()
    await page.get_by_label("Short name of the body").fill("Working Group")
    await page.keyboard.press("Enter")
    await page.wait_for_url("**/masthead/review")
    await page.get_by_role("button", name="Keep the record").click()
    await page.wait_for_url("**/record#masthead")
    await expect(page.locator("#masthead")).to_contain_text("Short name of the body")

    await page.get_by_role("link", name="Summary of deliberations").click()
    second = page.get_by_role("group", name="2 Joint investigative bodies")
    await second.get_by_label("The summary tells of this item").check()
    await second.get_by_text("Panellists and sittings").click()
    await second.get_by_role("button", name="More rows").click()
    await second.get_by_label("Name of panellist 5").fill("A. Speaker")
    await page.get_by_role("button", name="Continue").click()
    await expect(page.locator("article.doc")).to_contain_text("by the panellist A. Speaker.")
    await page.get_by_role("button", name="Keep the record").click()
    await expect(page.locator("#summary")).to_contain_text("Items: 2")
    await context.close()


async def test_the_forms_of_a_record_are_accessible_and_fit_a_small_phone(
    running: Running, browser: Browser
) -> None:
    site, base = running.site, running.base
    await asyncio.to_thread(session, site)
    context = await browser.new_context(viewport={"width": 320, "height": 700})
    page = await context.new_page()
    await running.enter(page, "secretariat")
    found: dict[str, list[str]] = {}
    for part in Part:
        await page.goto(f"{base}/agendas/{AGENDA}/record/{part}")
        await page.locator("details.fold").evaluate_all("all => all.forEach(d => d.open = true)")
        found[part] = await faults_of(page)
    await page.goto(f"{base}/agendas/{AGENDA}/record/summary")
    await page.get_by_label("How the summary came about").fill("Open [bracket.")
    await page.get_by_label("What was said").first.fill("Not ticked.")
    await page.get_by_role("button", name="Continue").click()
    await expect(page.get_by_role("alert")).to_be_visible()
    found["put right"] = await faults_of(page)
    await page.get_by_label("How the summary came about").fill("By the [Chair].")
    await page.get_by_label("The summary tells of this item").first.check()
    await page.get_by_role("button", name="Continue").click()
    await expect(page.locator("article.doc")).to_be_visible()
    found["review"] = await faults_of(page)
    other = SessionRecord(symbol=SYMBOL, summarized=("By a colleague.",))
    await asyncio.to_thread(do, site, g.KeepRecord(SECRETARIAT, other))
    await page.get_by_role("button", name="Keep the record").click()
    await expect(page.locator("article.doc")).to_contain_text("By a colleague.")
    found["changed meanwhile"] = await faults_of(page)

    assert {name: faults for name, faults in found.items() if faults} == {}
    await context.close()


async def test_a_document_is_issued_with_the_keyboard_alone(
    running: Running, browser: Browser
) -> None:
    await asyncio.to_thread(session, running.site)
    context = await browser.new_context()
    page = await context.new_page()
    await running.enter(page, "chair")
    await page.goto(running.base + REPORT)
    await page.get_by_label("Symbol").focus()
    await page.keyboard.press("Enter")
    await page.wait_for_url("**/review")
    button = page.get_by_role("button", name="Issue the document")
    for _ in range(40):
        await page.keyboard.press("Tab")
        if await button.evaluate("button => button === document.activeElement"):
            break
    await page.keyboard.press("Enter")
    await page.wait_for_url(f"**{REPORT}#issued-heading")
    await context.close()


async def test_the_pages_of_documents_are_accessible_and_fit_a_small_phone(
    running: Running, browser: Browser
) -> None:
    site, base = running.site, running.base
    await asyncio.to_thread(session, site)
    link = site.link("brazil", AGENDA)
    context = await browser.new_context(viewport={"width": 320, "height": 700})
    page = await context.new_page()
    await running.enter(page, "secretariat")
    found: dict[str, list[str]] = {}

    async def look(name: str) -> None:
        found[name] = await faults_of(page)

    await page.goto(base + REPORT)
    await look("document")
    await page.get_by_role("button", name="Continue").click()
    await look("review")
    await page.get_by_role("button", name="Issue the document").click()
    await look("issued")
    for path in (
        f"/procedures/{AGENDA}/documents/participants?language=ar",
        f"/agendas/{AGENDA}",
        f"/meetings/working-group?agenda={AGENDA}",
        f"/agendas/{AGENDA}/record",
        f"/agendas/{AGENDA}/record/file",
        f"/agendas/{AGENDA}/report/silence",
        f"{link}/documents",
    ):
        await page.goto(base + path)
        await look(path)
    await page.goto(f"{base}/agendas/{AGENDA}/record/file")
    await page.get_by_label("Or the record itself").fill("place: 7")
    await page.get_by_role("button", name="Continue").click()
    await look("record put right")
    await page.get_by_label("Or the record itself").fill("place: Geneva")
    await page.get_by_role("button", name="Continue").click()
    await look("record review")
    await page.goto(f"{base}/agendas/{AGENDA}/report/silence")
    await page.get_by_role("button", name="Continue").click()
    await look("report put right")
    await page.get_by_label("Place it although it says [...]").check()
    await page.get_by_label("Place it with the").check()
    await page.get_by_role("button", name="Continue").click()
    await look("report review")

    assert {name: faults for name, faults in found.items() if faults} == {}
    await context.close()
