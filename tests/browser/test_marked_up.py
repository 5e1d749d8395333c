"""A delegate sends a marked-up Word file from a small phone, and files what it proposes."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Browser, expect

from tests.api.test_marked_up import TRACKED, word
from tests.browser.axe import faults_of
from tests.browser.conftest import Running
from tests.documents.marking import changed, ins, p, with_part
from tests.pages.negotiating import NAME, amends, negotiation, open_negotiation

pytestmark = pytest.mark.browser


def marked(site: Any, file: Path) -> None:  # noqa: ANN401 - the site of the running server
    open_negotiation(site)
    amends(site, "austria", "4", "The Secretariat may develop tools by [2030].")
    table = f"<w:tbl><w:tr><w:tc>{p(ins('in a cell'))}</w:tc></w:tr></w:tbl><w:sectPr>"
    data = changed(word(site), TRACKED)
    file.write_bytes(
        with_part(data, "word/document.xml", lambda xml: xml.replace("<w:sectPr>", table, 1))
    )


async def test_a_marked_up_file_is_sent_and_filed_from_a_small_phone(
    running: Running, browser: Browser, tmp_path: Path
) -> None:
    file = tmp_path / "marked.docx"
    await asyncio.to_thread(marked, running.site, file)
    small: Any = {"width": 320, "height": 640}
    context = await browser.new_context(viewport=small)
    page = await context.new_page()
    faults: dict[str, list[str]] = {}
    await page.goto(f"{running.base}{running.site.link('brazil', NAME)}")
    await page.get_by_role("link", name="Send a marked-up Word file").click()
    faults["form"] = await faults_of(page)
    await page.get_by_label("The Word file").set_input_files(file)
    await page.get_by_role("button", name="Continue").click()
    faults["preview"] = await faults_of(page)
    await expect(page.get_by_label("File this amendment")).to_be_checked()
    await page.get_by_role("button", name="File what is ticked").click()
    faults["no name"] = await faults_of(page)
    await page.get_by_label("Your name").fill("Ana Souza")
    await page.get_by_role("button", name="File what is ticked").click()
    faults["filed"] = await faults_of(page)
    await page.get_by_role("link", name="Receipt").click()
    await expect(page.get_by_text("Ana Souza")).to_have_count(1)
    assert {name: found for name, found in faults.items() if found} == {}
    proposed = await asyncio.to_thread(negotiation, running.site)
    assert proposed.amendments[-1].amendment.passage == "meet"
    await context.close()
