"""The steps of the days of the staff: signing in, and the days of a Chair and of a secretariat."""

from __future__ import annotations

from pathlib import Path

from tests.api.house import PROCEDURE, TEXT
from tests.browser.whole_day import (
    GROUNDS,
    NEW,
    OTHER_WORDING,
    PAPER,
    REASON,
    Person,
    Post,
    link_in,
    sent_to,
)
from tests.documents.scans import PDF
from tests.pages.agenda_site import AGENDA


async def comes_again(who: Person, post: Post, address: str) -> None:
    """Sign in without looking around: some days later, say, as nobody stays in for so long."""
    await who.goes("/sign-in")
    await asks_for_a_letter(who, address)
    await follows_the_letter(who, post, address)
    await presses_the_button(who)


async def signs_in(who: Person, post: Post, address: str) -> None:
    await who.goes("/")
    await who.chooses_the_language()
    await who.stops("the closed door")
    await who.link("Sign in").click()
    await asks_for_a_letter(who, "nobody")
    await who.sees("Nothing was recorded yet")
    await who.stops("an address that is none")
    await asks_for_a_letter(who, address)
    await who.sees("Look at your mail")
    await who.stops("the word that a letter is on its way")
    await follows_the_letter(who, post, address)
    await who.stops("the door")
    await presses_the_button(who)
    await who.stops("the board")


async def asks_for_a_letter(who: Person, address: str) -> None:
    await who.fill("Your e-mail address", address)
    await who.button("Send me a link").click()


async def follows_the_letter(who: Person, post: Post, address: str) -> None:
    letter = sent_to(await post.leaves(), address, "sign-in")
    await who.goes(link_in(letter, who.base, "sign-in"))


async def presses_the_button(who: Person) -> None:
    await who.button("Sign in").click()
    await who.sees("Procedures")


async def places_a_text(nora: Person) -> None:
    await nora.link("Place a text under silence").click()
    await nora.field("Stored text").select_option("format")
    await nora.field("Rules of procedure").select_option("unodc-vienna-eb")
    await nora.fill("Deadline", "2026-06-19T18:00")
    await nora.field("Does the letter go out as a document too?").select_option("note-verbale")
    await nora.fill("Name of the procedure", NEW)
    await nora.stops("the form of a launch")
    await nora.button("Continue: see what it means").click()
    await nora.sees("Before it goes out")
    await nora.unfold("The words of the mail")
    await nora.stops("the launch before it")
    async with nora.page.context.expect_page() as looked:
        await nora.button("Open the mail in a new window").click()
    mail = await looked.value
    await mail.get_by_text(TEXT.paragraphs[1].words).first.wait_for()
    await mail.close()
    await nora.button("Place under silence and send the letters").click()
    await nora.sees("No letter has left yet")
    await nora.stops("the launch after it")
    await nora.link("Recall the launch").click()
    await nora.stops("the recall")
    await nora.link("Leave without recalling it").click()


async def comes_to_the_room(nora: Person) -> None:
    await nora.goes("/")
    await nora.sees("Waits for a ruling: %(total)s", total=1)
    await nora.stops("the desk")
    await nora.link("Objections side by side, and the ways out").click()
    await nora.shows(GROUNDS)
    await nora.stops("the room")


async def revises_the_text(nora: Person) -> None:
    await nora.link("Revise the text").click()
    await nora.fill("Or how long it runs", "48h")
    await nora.button("Take this wording over").click()
    await nora.sees("These words stand in the field.")
    await nora.stops("the wording taken over")
    assert await nora.field("Paragraph %(number)s", number=2).input_value() == OTHER_WORDING
    await nora.button("Continue: see what it leads to").click()
    await nora.sees("Nothing was recorded yet")
    await nora.stops("a ruling without a reason")
    await nora.fill("Reason", REASON)
    await nora.button("Continue: see what it leads to").click()
    await nora.sees("The new deadline")
    await nora.stops("what the ruling leads to")
    await nora.button("Place the revision under silence").click()
    await nora.sees("What changed")
    await nora.stops("the revision")


async def confirms_the_outcome(nora: Person) -> None:
    await nora.link("Confirm the outcome").click()
    await nora.fill("Number of the decision", "2026/1")
    await nora.fill("Reason", REASON)
    await nora.stops("the form of the confirmation")
    await nora.button("Continue: see what it leads to").click()
    await nora.stops("what the confirmation leads to")
    await nora.button("Confirm the outcome").click()
    await nora.shows("2026/1")
    await nora.stops("the confirmed outcome")


async def finds_the_procedure(anna: Person) -> None:
    await anna.fill("Words in titles, symbols, texts or names of delegations", "hybrid")
    await anna.field("Where it stands", meant="of a procedure").select_option("under-silence")
    await anna.button("Show these").click()
    await anna.sees("%(total)s found.", total=1)
    await anna.stops("what was found on the board")
    await anna.link(TEXT.name).click()
    await anna.stops("the procedure")


async def looks_at_its_health(anna: Person) -> None:
    await anna.link("Silence health").click()
    await anna.sees("Delegation by delegation")
    await anna.stops("the health of the silence")
    await anna.link("Mail that came back, with the replies to read").click()
    await anna.unfold("The letter came back")
    await anna.stops("what came back")
    await anna.link("Back to the procedure").click()


async def reminds(anna: Person) -> None:
    await anna.link("Remind delegations of the deadline").click()
    await anna.stops("whom to remind")
    await anna.field("Those that have given no sign of life: no acknowledgement, no filing").check()
    await anna.button("Continue: see to whom it goes").click()
    await anna.shows(
        anna.number("%(n)s delegation gets a letter", "%(n)s delegations get a letter", 2)
    )
    await anna.stops("the reminder before it")
    send = anna.number("Send %(n)s reminder", "Send %(n)s reminders", 2)
    await anna.page.get_by_role("button", name=send).click()
    await anna.stops("the procedure after the reminder")


async def files_for_brazil(anna: Person, paper: Path) -> None:
    await anna.link("File for a delegation").click()
    await anna.field("For which delegation").select_option("brazil")
    await anna.field("What it files").select_option("object")
    await anna.stops("for whom is filed")
    await anna.button("Continue").click()
    await anna.field("Paragraph %(number)s", number=2).check()
    await anna.fill("Grounds", GROUNDS)
    await anna.field("The scan of the paper").set_input_files(paper)
    await anna.button("Continue: see what it does").click()
    await anna.sees("Nothing was recorded yet")
    await anna.stops("a paper that has no name")
    await anna.fill("On the strength of which paper", PAPER)
    await anna.button("Continue: see what it does").click()
    await anna.sees("What will be recorded")
    await anna.stops("the filing before it")
    await anna.page.locator("main form button").first.click()
    await anna.sees("You entered this: a colleague has to confirm it.")
    await anna.stops("what waits for a colleague")


async def confirms_it(erik: Person) -> None:
    await erik.link("Compare with the paper, and confirm").click()
    await erik.stops("what a colleague entered")
    assert await erik.takes(erik.link("Take the scan away")) == PDF
    await erik.button("Confirm, and record it").click()
    await erik.shows(GROUNDS)
    await erik.stops("what was confirmed")


async def takes_it_away(anna: Person) -> None:
    await anna.goes(f"/procedures/{PROCEDURE}")
    await anna.shows(GROUNDS)
    assert GROUNDS.encode() in await anna.takes(anna.link("Take the register away as a file"))
    assert GROUNDS.encode() in await anna.takes(anna.link("filings as CSV"))
    assert (await anna.takes(anna.link("letters for Excel")))[:2] == b"PK"


async def gives_out_a_calendar(anna: Person) -> None:
    await anna.link("Follow").click()
    await anna.stops("what can be followed")
    await anna.link("Calendars and public outcomes of <bdi>%(name)s</bdi>").click()
    await anna.field("Whose deadlines").select_option("brazil")
    await anna.button("Make the address").click()
    await anna.sees("The address was made")
    await anna.stops("the address of a calendar")
    address = await anna.page.locator("[role=status] .hash").inner_text()
    followed = await anna.page.request.get(address)
    assert "BEGIN:VEVENT" in await followed.text()


async def reads_the_report(anna: Person) -> None:
    await anna.link("Meetings").click()
    await anna.stops("the meeting")
    await anna.goes(f"/agendas/{AGENDA}")
    await anna.stops("the agenda")
    await anna.link("Report of the session").click()
    await anna.stops("the report")
    word = anna.page.locator("section[aria-labelledby=files-heading] a", has_text="Word").first
    assert (await anna.takes(word))[:2] == b"PK"
