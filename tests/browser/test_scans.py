"""The scan of a paper in a real browser: sent, opened by a colleague, taken by its delegation."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from playwright.async_api import Browser, expect

from nemcon.register.roles import Role
from nemcon.register.staff import issue_token
from tests.api.house import BODY, PROCEDURE, START
from tests.browser.axe import faults_of
from tests.browser.conftest import Running
from tests.documents.scans import PAGE, PDF

pytestmark = pytest.mark.browser


def bytes_of(path: Path) -> bytes:
    return path.read_bytes()


@pytest.mark.parametrize("width", [320, 1280])
async def test_a_scan_goes_from_the_desk_to_a_colleague_and_to_its_delegation(
    running: Running, browser: Browser, tmp_path: Path, width: int
) -> None:
    site, base = running.site, running.base
    paper, other = tmp_path / "note verbale.pdf", tmp_path / "note.pdf"
    paper.write_bytes(PDF)
    other.write_bytes(PAGE)
    with site.context.database.writing() as connection:
        site.tokens["second"] = issue_token(connection, "Nora", Role.SECRETARIAT, START, BODY)
    await asyncio.to_thread(site.post, f"/bodies/{BODY}/two-persons", {"minutes": 60})
    context = await browser.new_context(viewport={"width": width, "height": 900})
    page = await context.new_page()

    async def enter(who: str) -> None:
        await context.clear_cookies()
        await running.enter(page, who)

    await enter("secretariat")
    await page.goto(f"{base}/procedures/{PROCEDURE}/file-for?participant=brazil&kind=object")
    assert await faults_of(page) == [], "the form"
    await page.get_by_label("The whole text").check()
    await page.get_by_label("Grounds").fill("Too short.")
    await page.get_by_label("The scan of the paper").set_input_files(other)
    await page.get_by_role("button", name="Continue").click()
    await page.get_by_role("alert").wait_for()
    assert await faults_of(page) == [], "no scan"
    await page.get_by_label("The scan of the paper").set_input_files(paper)
    await page.get_by_role("button", name="Continue").click()
    await page.get_by_text("The scan that you sent is kept").wait_for()
    assert await faults_of(page) == [], "put right"
    await page.get_by_label("On the strength of which paper").fill("NV 12")
    await page.get_by_role("button", name="Continue").click()
    await page.get_by_role("heading", name="What will be recorded").wait_for()
    assert await faults_of(page) == [], "the review"
    await page.get_by_role("button", name="File it for").click()
    await page.get_by_role("heading", name="To confirm").wait_for()

    for who in ("second", "chair"):
        await enter(who)
        for path in ("/", f"/procedures/{PROCEDURE}"):
            await page.goto(f"{base}{path}")
            await expect(page.get_by_text("waits for a second person").first).to_be_visible()
            assert await faults_of(page) == [], f"{path} of {who}"
    await enter("second")
    await page.goto(f"{base}/waiting")
    assert await faults_of(page) == [], "what waits"
    async with page.expect_download() as opened:
        await page.get_by_role("link", name="Take the scan away").click()
    assert bytes_of(await (await opened.value).path()) == PDF
    await page.get_by_role("button", name="Confirm, and record it").click()

    await page.goto(f"{base}{site.link('brazil')}")
    assert await faults_of(page) == [], "the page of the delegation"
    async with page.expect_download() as taken:
        await page.get_by_role("link", name="Take the scan away").first.click()
    assert (await taken.value).suggested_filename.startswith("scan-")
    assert bytes_of(await (await taken.value).path()) == PDF
    await context.close()
