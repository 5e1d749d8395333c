"""One whole day of each of the three kinds of people, from coming in to the outcome.

The delegation's day is held in English and in Arabic, those of the staff in English and in French,
and each with scripts and without. What stands on buttons is asked of the catalogues, so that a day
that can be held in English can be held in the other language.
"""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Final

import pytest
from playwright.async_api import Browser

from nemcon.agenda.acts import KeepRecord
from nemcon.agenda.record import SessionRecord
from nemcon.register import directory, people
from nemcon.register.directory import Contact
from nemcon.register.roles import Role
from nemcon.text.document import Paragraph
from tests.api.house import BODY, PROCEDURE, START
from tests.browser.conftest import Running
from tests.browser.staff_day import (
    comes_again,
    comes_to_the_room,
    confirms_it,
    confirms_the_outcome,
    files_for_brazil,
    finds_the_procedure,
    gives_out_a_calendar,
    looks_at_its_health,
    places_a_text,
    reads_the_report,
    reminds,
    revises_the_text,
    signs_in,
    takes_it_away,
)
from tests.browser.whole_day import (
    GROUNDS,
    NEW,
    OTHER_WORDING,
    Person,
    link_in,
    opened,
    post_of,
    sent_to,
)
from tests.documents.scans import PDF
from tests.mail.returned import samples
from tests.pages.agenda_site import HELD, SECRETARIAT, circulate, do
from tests.pages.site import Site

pytestmark = pytest.mark.browser

BRAZIL: Final = Contact(
    "at-brazil", "brazil", "Ana Souza", "brazil@mission.example", "America/Sao_Paulo"
)
NORA: Final = "nora@mission.example"
ANNA: Final = "anna@mission.example"
ERIK: Final = "erik@mission.example"
PHONE: Final = 390
DESK: Final = 1280


def writes_in(site: Site, language: str) -> None:
    """Let the contact of Brazil read that language."""
    contact = replace(BRAZIL, language=language)
    with site.context.database.writing() as connection:
        directory.put_contacts(connection, BODY, [contact])


def pass_the(site: Site, procedure: str, length: timedelta = timedelta(minutes=1)) -> None:
    """Let the deadline pass, and time do what it has to do."""
    position = site.context.register.position(procedure)
    assert position is not None
    assert position.state.deadline is not None
    site.clock.at = position.state.deadline.instant + length
    site.context.register.keep_time(procedure)


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
@pytest.mark.parametrize("language", ["en", "ar"])
async def test_a_delegation_from_the_letter_in_its_mail_to_the_letter_of_the_outcome(
    running: Running, browser: Browser, language: str, scripts: bool
) -> None:
    site = running.site
    await asyncio.to_thread(writes_in, site, language)
    context = await opened(browser, PHONE, scripts=scripts)
    ana = Person(running, await context.new_page(), language, scripts=scripts)
    with post_of(site) as post:
        letter = sent_to(await post.leaves(PROCEDURE), BRAZIL.address, "circulation")
        ana.reads(letter, "the letter")
        await ana.goes(link_in(letter, running.base, "l"))
        await ana.stops("the page of the delegation")
        await reads_the_rules(ana)
        await files_an_objection(ana)
        await checks_the_receipt(ana)
        await ana.goes(link_in(letter, running.base, "l"))
        await gives_a_colleague_a_link(ana)
        given = sent_to(await post.leaves(PROCEDURE), "rui@mission.example", "forwarded-link")
        ana.reads(given, "the letter to the colleague")
        await ana.goes(link_in(given, running.base, "l"))
        await ana.shows("Rui Costa")
        await withdraws(ana)
        await post.leaves(PROCEDURE)
        await asyncio.to_thread(pass_the, site, PROCEDURE)
        await ana.link("To the page of your delegation").click()
        await ana.sees("Outcome: %(word)s")
        await ana.stops("the outcome")
        told = sent_to(await post.leaves(PROCEDURE), BRAZIL.address, "outcome")
        ana.reads(told, "the letter of the outcome")
    await context.close()
    assert ana.faults == {}


async def reads_the_rules(ana: Person) -> None:
    await ana.unfold("The rules applied, and where they stand")
    await ana.stops("the rules beside the text")
    await ana.link("The whole rules, with a diagram and a worked timeline").click()
    await ana.sees("A worked timeline")
    await ana.stops("the whole rules")
    await ana.link("Back to the text").click()


async def files_an_objection(ana: Person) -> None:
    await ana.link("Propose other wording").click()
    await ana.field("Paragraph %(number)s", number=2).check()
    await ana.fill("Grounds", GROUNDS)
    await ana.button("Continue: see what it means").click()
    await ana.sees("Nothing was recorded yet")
    await ana.stops("what is to be put right")
    await ana.fill("Your name", "Ana Souza")
    await ana.unfold("Propose other wording for paragraph %(number)s", number=2)
    await ana.fill("Paragraph %(number)s should read", OTHER_WORDING, number=2)
    await ana.button("Continue: see what it means").click()
    await ana.sees("What it will do, if it is received now")
    await ana.shows(OTHER_WORDING)
    await ana.stops("what it means")
    await ana.page.locator("main form button").first.click()
    await ana.sees("It is in the register, received in time.")
    await ana.stops("the receipt")


async def checks_the_receipt(ana: Person) -> None:
    await ana.link("the code can be checked").click()
    await ana.chooses_the_language()
    await ana.stops("where a receipt is checked")


async def gives_a_colleague_a_link(ana: Person) -> None:
    await ana.link("give a colleague a link of their own").click()
    await ana.fill("Name of the colleague", "Rui Costa")
    await ana.fill("Address", "rui@mission.example")
    await ana.fill("Your name", "Ana Souza")
    await ana.button("Give the link").click()
    await ana.sees("The letter with the link is about to leave.")
    await ana.stops("the colleagues")


async def withdraws(ana: Person) -> None:
    await ana.link("Withdraw your objection").click()
    await ana.fill("Your name", "Rui Costa")
    await ana.button("Continue: see what it means").click()
    await ana.stops("what a withdrawal means")
    await ana.page.locator("main form button").first.click()
    await ana.sees("Your withdrawal is in the register")
    await ana.stops("the receipt of the withdrawal")


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
@pytest.mark.parametrize("language", ["en", "fr"])
async def test_a_chair_from_signing_in_to_the_confirmed_outcome_and_out_again(
    running: Running, browser: Browser, language: str, scripts: bool
) -> None:
    site = running.site
    await asyncio.to_thread(enter_somebody, site, NORA, Role.CHAIR)
    hold_the_letters(site, seconds=60)
    context = await opened(browser, DESK, scripts=scripts, height=900)
    nora = Person(running, await context.new_page(), language, scripts=scripts)
    with post_of(site) as post:
        await post.leaves(PROCEDURE)
        await signs_in(nora, post, NORA)
        await places_a_text(nora)
        site.clock.at += timedelta(seconds=61)
        sent_to(await post.leaves(NEW), BRAZIL.address, "circulation")
        await asyncio.to_thread(objected, site, NEW)
        await asyncio.to_thread(pass_the, site, NEW)
        await comes_again(nora, post, NORA)
        await comes_to_the_room(nora)
        await revises_the_text(nora)
        assert "revision" in {letter.notice for letter in await post.leaves(NEW)}
        await asyncio.to_thread(pass_the, site, NEW)
        await comes_again(nora, post, NORA)
        await nora.goes(f"/procedures/{NEW}")
        await nora.sees("Outcome: %(word)s")
        await nora.stops("the outcome")
        await confirms_the_outcome(nora)
        await nora.button("Leave").click()
        await nora.sees("Sign in")
        await nora.stops("the way out")
    await context.close()
    assert nora.faults == {}


def enter_somebody(site: Site, address: str, role: Role) -> None:
    name = address.partition("@")[0].title()
    with site.context.database.writing() as connection:
        who = people.enter_person(connection, name, address, START)
        people.give_role(connection, who.id, "", role, "a test", START)


def hold_the_letters(site: Site, seconds: int) -> None:
    """Let a launch be recalled for so long."""
    settings = site.context.settings.model_copy(update={"recall_seconds": seconds})
    site.app.state.context = replace(site.context, settings=settings)


def objected(site: Site, procedure: str) -> None:
    site.file_at_once(
        procedure,
        "brazil",
        paragraphs=("2",),
        says=GROUNDS,
        wording=(Paragraph("2", OTHER_WORDING),),
    )


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
@pytest.mark.parametrize("language", ["en", "fr"])
async def test_a_secretariat_from_signing_in_to_the_report_of_the_session(
    running: Running, browser: Browser, tmp_path: Path, language: str, scripts: bool
) -> None:
    site = running.site
    for address in (ANNA, ERIK):
        await asyncio.to_thread(enter_somebody, site, address, Role.SECRETARIAT)
    await asyncio.to_thread(site.post, f"/bodies/{BODY}/two-persons", {"minutes": 60})
    await asyncio.to_thread(hold_a_session, site)
    paper = tmp_path / "note verbale.pdf"
    paper.write_bytes(PDF)
    context = await opened(browser, DESK, scripts=scripts, height=900)
    anna = Person(running, await context.new_page(), language, scripts=scripts)
    colleague = await opened(browser, DESK, scripts=scripts, height=900)
    erik = Person(running, await colleague.new_page(), language, scripts=scripts)
    with post_of(site) as post:
        letters = await post.leaves(PROCEDURE)
        await post.comes_back(
            sent_to(letters, "norway@mission.example", "circulation"), samples.FAILED
        )
        await signs_in(anna, post, ANNA)
        await finds_the_procedure(anna)
        await looks_at_its_health(anna)
        await reminds(anna)
        reminded = [one for one in await post.leaves(PROCEDURE) if one.notice == "reminder"]
        assert {one.envelope_to for one in reminded} == {
            ("austria@mission.example",),
            ("brazil@mission.example",),
        }
        await files_for_brazil(anna, paper)
        await signs_in(erik, post, ERIK)
        await confirms_it(erik)
        await takes_it_away(anna)
        await gives_out_a_calendar(anna)
        await reads_the_report(anna)
    await context.close()
    await colleague.close()
    assert anna.faults | erik.faults == {}


def hold_a_session(site: Site) -> None:
    circulate(site, first=HELD)
    do(site, KeepRecord(SECRETARIAT, SessionRecord(place="Vienna", introduction=("In [2010].",))))
