"""Every page in light and dark: no violation that axe can find, no overflow on a small phone."""

from __future__ import annotations

import asyncio
import smtplib
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Browser, Page

from nemcon.mail.message import serialise
from nemcon.mail.sink import MailSink, read_mailbox
from tests.api.house import BODY
from tests.browser.axe import faults_of
from tests.browser.conftest import Running
from tests.mail.letters import LETTER

pytestmark = pytest.mark.browser

OF_THE_SECRETARIAT = (
    "/waiting",
    "/staff",
    "/sessions",
    "/tokens",
    "/following",
    "/meetings",
    "/agendas/new",
    "/negotiations/new",
    "/bodies",
    f"/bodies/{BODY}/contacts",
    f"/bodies/{BODY}/contacts?show=taken-away",
    f"/bodies/{BODY}/contacts/at-norway",
    f"/bodies/{BODY}/contacts/at-norway/end",
    f"/bodies/{BODY}/new-contact?participant=norway",
    f"/bodies/{BODY}/settings",
    f"/bodies/{BODY}/webhooks",
    "/procedures/quiet/health",
)


def receive_a_letter(mailbox: Path) -> str:
    with (
        MailSink(mailbox) as sink,
        smtplib.SMTP(sink.hostname, sink.port, local_hostname="client.invalid") as client,
    ):
        client.sendmail(LETTER.envelope_sender, [LETTER.to.address], serialise(LETTER))
    return read_mailbox(mailbox)[0].id


async def test_every_page_is_accessible_and_fits_a_small_phone(
    running: Running, browser: Browser
) -> None:
    site, base = running.site, running.base
    states = await asyncio.to_thread(site.every_state)
    await asyncio.to_thread(site.file_at_once, "fresh", "brazil", says="Too short. " * 40)
    letter = await asyncio.to_thread(receive_a_letter, site.mailbox)
    link = states["fresh"]
    paths = [
        *states.values(),
        f"{link}/file/object",
        f"{link}/file/acknowledge",
        f"{link}/file/withdraw-objection",
        f"{link}/receipt/4",
        "/",
        "/procedures/fresh",
        "/procedures/broken",
        "/procedures/quiet",
        "/procedures/fresh/health",
        "/procedures/broken/room",
        "/procedures/fresh/returned",
        "/procedures/fresh/remind",
        "/procedures/fresh/rulings/extend",
        "/procedures/fresh/rulings/revise",
        "/procedures/broken/rulings/revise",
        "/place",
        f"/bodies/{BODY}/letter-templates",
        "/guide",
        f"{link}/guide",
        "/rules",
        "/rules/unga-75-510",
        "/rules/unga-74-544?at=soon",
        f"{link}/rules",
        "/mailbox",
        f"/mailbox/{letter}",
        f"/mailbox/{letter}?q=a",
        f"/mailbox/{letter}/come-back",
        "/mailbox?q=nothing+at+all",
        "/nothing",
    ]
    small: Any = {"width": 320, "height": 640}
    context = await browser.new_context(viewport=small)
    page = await context.new_page()
    faults: dict[str, list[str]] = {}
    await page.goto(f"{base}/enter/{site.tokens['chair']}")
    faults["enter"] = await faults_of(page)
    await page.get_by_role("button", name="Enter").click()
    await page.wait_for_url(f"{base}/")
    for path in paths:
        await page.goto(base + path)
        await page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        faults[path] = await faults_of(page)
    await page.goto(f"{base}{link}/file/object")
    await page.get_by_role("button", name="Continue").click()
    faults["errors"] = await faults_of(page)
    await page.get_by_label("Paragraph 2").first.check()
    await page.get_by_label("Your name").fill("Ana Souza")
    await page.get_by_role("button", name="Continue").click()
    await page.get_by_role("button", name="File this objection").wait_for()
    faults["review"] = await faults_of(page)
    await page.goto(f"{base}/place")
    await page.get_by_label("Stored text").select_option("format")
    await page.get_by_label("Rules of procedure").select_option("unodc-vienna-eb")
    await page.get_by_label("Does the letter go out").select_option("note-verbale")
    await page.get_by_role("button", name="Continue").click()
    await page.get_by_role("button", name="Place under silence").wait_for()
    await page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    faults["place review"] = await faults_of(page)
    faults["ruling review"] = await _ruling_reviewed(page, base)
    faults |= await _pages_of_the_secretariat(page, running)
    await context.close()
    assert {where: found for where, found in faults.items() if found} == {}


async def _ruling_reviewed(page: Page, base: str) -> list[str]:
    await page.goto(f"{base}/procedures/fresh/rulings/refer")
    await page.get_by_label("Reason").fill("As agreed.")
    await page.get_by_role("button", name="Continue").click()
    await page.get_by_role("button", name="Refer the text").wait_for()
    return await faults_of(page)


async def _pages_of_the_secretariat(page: Page, running: Running) -> dict[str, list[str]]:
    faults: dict[str, list[str]] = {}
    base = running.base
    await page.get_by_role("button", name="Leave").click()
    await running.enter(page, "secretariat")
    for path in ("", "/file-for", "/file-for?participant=norway&kind=object", "/links"):
        await page.goto(f"{base}/procedures/fresh{path}")
        await page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        faults[f"secretariat {path}"] = await faults_of(page)
    for path in (*OF_THE_SECRETARIAT, "/procedures/fresh/links"):
        await page.goto(base + path)
        await page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        faults[path] = await faults_of(page)
    await page.get_by_label("To whom it was issued").select_option("at-norway")
    await page.get_by_role("button", name="Continue").click()
    await page.get_by_role("button", name="Revoke this link").wait_for()
    faults["revoke"] = await faults_of(page)
    faults["contact review"] = await _contact_reviewed(page, base)
    await page.goto(f"{base}/bodies/{BODY}/settings")
    await page.get_by_label("Who confirms").select_option("yes")
    await page.get_by_role("button", name="Two persons").click()
    await page.get_by_role("button", name="Set it so").wait_for()
    faults["settings review"] = await faults_of(page)
    await page.goto(f"{base}/procedures/fresh/file-for?participant=norway&kind=object")
    await page.get_by_label("The whole text").check()
    await page.get_by_label("On the strength of which paper").fill("note verbale 1")
    await page.get_by_role("button", name="Continue").click()
    await page.get_by_role("button", name="File it for Norway").wait_for()
    faults["file for"] = await faults_of(page)
    return faults


async def _contact_reviewed(page: Page, base: str) -> list[str]:
    await page.goto(f"{base}/bodies/{BODY}/contacts/at-norway")
    await page.get_by_label("E-mail address").fill("new@mission.example")
    await page.get_by_role("button", name="Continue").click()
    await page.get_by_role("button", name="Put it right").wait_for()
    return await faults_of(page)


async def test_a_page_enlarged_to_twice_its_size_still_fits(
    running: Running, browser: Browser
) -> None:
    small: Any = {"width": 640, "height": 640}
    context = await browser.new_context(viewport=small)
    page = await context.new_page()
    await page.goto(running.base + running.site.link("brazil"))
    await page.evaluate("document.documentElement.style.fontSize = '200%'")
    wide: Any = await page.evaluate("document.documentElement.scrollWidth - innerWidth")
    await context.close()
    assert wide <= 0


async def test_the_frame_of_a_letter_runs_nothing_and_lets_its_links_out(
    running: Running, page: Page
) -> None:
    letter = await asyncio.to_thread(receive_a_letter, running.site.mailbox)
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    await running.enter(page, "secretariat")
    await page.goto(f"{running.base}/mailbox/{letter}")
    frame = page.frame_locator("iframe")
    assert await frame.locator("body").inner_text()
    assert [text for text in complaints if "Refused" in text or "violates" in text] == []
