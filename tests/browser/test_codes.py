"""Filing with a code in a real browser, through a real relay: with scripts and without."""

from __future__ import annotations

import re

import pytest
from playwright.async_api import Browser, expect

from activities.coding import CodeLetters
from nemcon.mail.relay import Relay, RelaySettings
from nemcon.mail.sink import MailSink, read_mailbox
from tests.api.coded import NAME
from tests.browser.axe import faults_of
from tests.browser.conftest import Running

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(("scripts", "dark"), [(True, "light"), (False, "dark")])
async def test_a_delegate_files_reads_the_code_in_the_mail_and_confirms(
    running: Running, browser: Browser, scripts: bool, dark: str
) -> None:
    site, base = running.site, running.base
    site.open(NAME, filing__code="30 min")
    opened = await browser.new_context(
        java_script_enabled=scripts,
        viewport={"width": 320, "height": 700},
        color_scheme=dark,  # type: ignore[arg-type]  # one of two words
    )
    page = await opened.new_page()
    await page.goto(f"{base}{site.link('brazil', NAME)}/file/object")
    await page.get_by_label("The whole text").check()
    await page.get_by_label("Your name").fill("Ana Souza")
    await page.locator("main form button").first.click()
    await page.get_by_role("button", name="File this objection").click()
    await expect(page.get_by_role("heading", name="Enter the code")).to_be_visible()
    place = page.url
    with MailSink(site.mailbox) as sink:
        settings = RelaySettings(sink.hostname, sink.port, local_hostname="worker.invalid")
        async with Relay(settings) as carrier:
            context = site.context
            await CodeLetters(context.register, context.links, context.settings, carrier).send()
    (letter,) = read_mailbox(site.mailbox)
    (code,) = re.findall(r"The code: (\d{4} \d{4})", letter.text)
    await page.get_by_label("The code").fill("1")
    await page.keyboard.press("Enter")
    await page.get_by_text("That is not the code in the letter.").first.wait_for()
    if scripts:  # the checker is a script itself
        assert await faults_of(page) == []
    await page.get_by_label("The code").fill(code)
    await page.keyboard.press("Enter")
    await page.wait_for_url("**/receipt/*")
    await page.goto(place)
    await page.wait_for_url("**/receipt/*")
    position = site.context.register.position(NAME)
    assert position is not None
    assert len(position.state.filings) == 1
    await opened.close()
