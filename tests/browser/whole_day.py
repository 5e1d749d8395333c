"""What it takes to hold somebody's whole day: their browser, their language, and real mail."""

from __future__ import annotations

import asyncio
import re
import smtplib
import tomllib
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Final

from playwright.async_api import Browser, BrowserContext, Locator, Page
from playwright.async_api import TimeoutError as Waited
from temporalio.testing import ActivityEnvironment

from activities.answering import Answering
from activities.forwarding import ForwardingLetters
from activities.letters import LetterActivities
from activities.returned import Receiving
from activities.signing_in import SignInLetters
from nemcon.language import OFFICIAL, speaking
from nemcon.language.speech import translated, translated_in, translated_number
from nemcon.mail.relay import Relay, RelaySettings
from nemcon.mail.returned.listening import Listening, listening
from nemcon.mail.sink import MailSink, StoredLetter, read_mailbox
from nemcon.register.mailings import mailings_of
from scripts.catalogues import kept
from tests.api.house import TEXT
from tests.browser.axe import WIDER, faults_of
from tests.browser.conftest import Running
from tests.pages.site import Site

GROUNDS: Final = "Two days are too short."
OTHER_WORDING: Final = "It lasts three days."
REASON: Final = "The proposal of Brazil found wide support."
PAPER: Final = "note verbale 12/2026"
NEW: Final = "two-days"
SCHEME: Final = "light"
"""Other tests look at the same pages in the dark, too."""
_SHORTEST: Final = 12
_LITTLE_WORDS: Final = re.compile(
    r"\b(?:the|and|is|was|of|that|which|has|have|been|nobody|nothing|their)\b",
    re.IGNORECASE,
)
"""Words that few sentences in English do without, and that are none in the other languages."""
_OURS: Final = """() => {
    const body = document.body.cloneNode(true);
    for (const theirs of body.querySelectorAll(
        "bdi, .words, .excerpt, [lang], option, script, pre")) theirs.remove();
    return `${document.title} ${body.textContent}`;
}"""


class Post:
    """The mail of the installation: it leaves through a real relay, and comes back by one."""

    def __init__(self, site: Site, sink: MailSink) -> None:
        self._site = site
        self._settings = RelaySettings(sink.hostname, sink.port, local_hostname="worker.invalid")
        self._read = 0

    async def leaves(self, *procedures: str) -> list[StoredLetter]:
        """Let everything leave that waits, of these procedures too; the letters that came."""
        context = self._site.context
        async with Relay(self._settings) as carrier:
            for kind in (SignInLetters, ForwardingLetters, Answering):
                await kind(context.register, context.links, context.settings, carrier).send()
            letters = LetterActivities(context.register, context.links, context.settings, carrier)
            for procedure in procedures:
                with context.database.reading() as connection:
                    waiting = [one.id for one in mailings_of(connection, procedure)]
                for one in waiting:
                    await ActivityEnvironment().run(letters.send_mailing, one)
        found = read_mailbox(self._site.mailbox)[::-1]
        fresh, self._read = found[self._read :], len(found)
        return list(fresh)

    async def comes_back(self, letter: StoredLetter, data: bytes) -> None:
        """Let a server send this to the return address of the letter."""
        context = self._site.context
        door = Receiving(context.register, context.links, context.settings)
        async with listening(door, Listening("127.0.0.1", 0, "smtp")) as port:
            await asyncio.to_thread(_hand_over, port, letter.envelope_from, data)


def _hand_over(port: int, to: str, data: bytes) -> None:
    with smtplib.SMTP("127.0.0.1", port, local_hostname="relay.invalid") as server:
        server.sendmail("", [to], data)


@contextmanager
def post_of(site: Site) -> Generator[Post]:
    """The mail of that installation, for as long as the block lasts."""
    with MailSink(site.mailbox) as sink:
        yield Post(site, sink)


def link_in(letter: StoredLetter, base: str, kind: str) -> str:
    """The address of that kind in the plain part of a letter, behind its host."""
    found = re.search(rf"{re.escape(base)}(/{kind}/[\w-]+)", letter.text)
    assert found is not None, letter.text
    return found[1]


def sent_to(letters: list[StoredLetter], address: str, notice: str) -> StoredLetter:
    """The one letter with that notice to that address."""
    (found,) = [one for one in letters if address in one.envelope_to and one.notice == notice]
    return found


class Person:
    """Somebody before a browser, who finds everything by what stands on it in their language."""

    def __init__(self, running: Running, page: Page, language: str, *, scripts: bool) -> None:
        self.page = page
        self.faults: dict[str, list[str]] = {}
        """What was found wrong, by where."""
        self.base = running.base
        self.language = OFFICIAL[language]
        self.scripts = scripts

    def words(self, message: str, **values: object) -> re.Pattern[str]:
        """How that message reads on a page; a value that is not given may be anything.

        `meant` is the context of a word that English has for two meanings.
        """
        meant = str(values.pop("meant", ""))
        with speaking(self.language.code):
            said = translated_in(meant, message) if meant else translated(message)
            return _pattern(said, values)

    def number(self, one: str, many: str, n: int) -> re.Pattern[str]:
        """The same for the message that fits a number."""
        with speaking(self.language.code):
            return _pattern(translated_number(one, many, n), {"n": n, "num": n})

    def link(self, message: str, **values: object) -> Locator:
        return self.page.get_by_role("link", name=self.words(message, **values)).first

    def button(self, message: str, **values: object) -> Locator:
        return self.page.get_by_role("button", name=self.words(message, **values)).first

    def field(self, message: str, **values: object) -> Locator:
        return self.page.get_by_label(self.words(message, **values)).first

    async def fill(self, message: str, value: str, **values: object) -> None:
        await self.field(message, **values).fill(value)

    async def unfold(self, message: str, **values: object) -> None:
        """Open what is folded below these words."""
        await self.page.locator("summary", has_text=self.words(message, **values)).first.click()

    async def sees(self, message: str, **values: object) -> None:
        """These words stand on the page, for everybody to see."""
        await self.shows(self.words(message, **values))

    async def shows(self, words: str | re.Pattern[str]) -> None:
        main = self.page.locator("main")
        try:
            await main.get_by_text(words).first.wait_for()
        except Waited as error:
            error.add_note(await main.inner_text())
            raise

    async def goes(self, path: str) -> None:
        await self.page.goto(f"{self.base}{path}")

    async def chooses_the_language(self) -> None:
        """Change to one's own language at the top of a page that speaks English."""
        if self.language.code != "en":
            await self.page.locator("details.languages summary").click()
            await self.page.get_by_role("link", name=self.language.name).click()

    async def stops(self, where: str) -> None:
        """Look at the page as it stands: its language, what it says, and whom it shuts out."""
        await self.page.wait_for_load_state()  # a press ends when the next page begins to come
        html = self.page.locator("html")
        spoken = await html.get_attribute("lang"), await html.get_attribute("dir")
        if spoken != (self.language.code, self.language.direction):
            self._finds(where, f"it is in {spoken}")
        self._finds(where, *self._foreign(await self._ours()))
        if self.scripts:  # the checker is a script itself
            self._finds(where, *await faults_of(self.page, SCHEME))
        elif (wide := await self._wider()) > 0:
            self._finds(where, f"{wide} px too wide")

    def reads(self, letter: StoredLetter, where: str) -> None:
        """Look at a letter in the same way."""
        if f'lang="{self.language.code}"' not in letter.html:
            self._finds(where, "it is in another language")
        self._finds(where, *self._foreign(f"{letter.subject}\n{letter.text}"))

    def _foreign(self, says: str) -> list[str]:
        says = re.sub(r"\s+", " ", says)
        for theirs in sorted(THEIRS, key=len, reverse=True):
            says = re.sub(re.escape(theirs), "", says, flags=re.IGNORECASE)
        return english_in(says, self.language.code) if self.language.code != "en" else []

    def _finds(self, where: str, *faults: str) -> None:
        if faults:
            self.faults.setdefault(where, []).extend(faults)

    async def _wider(self) -> int:
        wide: int = await self.page.evaluate(WIDER)
        return wide

    async def takes(self, link: Locator) -> bytes:
        """Take away the file to which the link leads."""
        async with self.page.expect_download() as started:
            await link.click()
        return await asyncio.to_thread(Path(await (await started.value).path()).read_bytes)

    async def _ours(self) -> str:
        says: str = await self.page.evaluate(_OURS)
        return says


def _pattern(message: str, values: dict[str, object]) -> re.Pattern[str]:
    parts = re.split(r"(%\(\w+\)s|\{\w+\})", re.sub(r"</?\w+[^>]*>", "", message))
    isolate = "[\u2066-\u2069]?"
    for at, part in enumerate(parts):
        name = part.strip("%()s{}") if at % 2 else ""
        if not name:
            parts[at] = r"\s+".join(map(re.escape, re.split(r"\s+", part)))
        elif name in values:
            parts[at] = f"{isolate}{re.escape(str(values[name]))}{isolate}"
        else:
            parts[at] = ".*"
    return re.compile("".join(parts).strip())


def english_in(says: str, code: str) -> list[str]:
    """What of that is English: messages that have a translation, and little words of English."""
    found = [message for message in _translated(code) if message in says]
    places = [says.index(message) for message in found]
    places += [match.start() for match in _LITTLE_WORDS.finditer(says)]
    return [says[max(0, at - 40) : at + 60] for at in places]


@cache
def _translated(code: str) -> tuple[str, ...]:
    return tuple(_differing(code))


def _differing(code: str) -> Iterator[str]:
    """The longer messages that are put otherwise in that language, and take no values."""
    for message in kept(code):
        said = message.id
        if not isinstance(said, str) or len(said) < _SHORTEST or {"{", "%"} & set(said):
            continue
        if said not in str(message.string):
            yield re.sub(r"\s+", " ", said)


def cited_in(profile: str) -> Iterator[str]:
    """What the rules of that name say in words of their own, which are those of their sources."""
    source = files("nemcon.procedure") / "profiles" / f"{profile}.toml"
    yield from _strings(tomllib.loads(source.read_text(encoding="utf-8")))


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for each in value:
            yield from _strings(each)
    elif isinstance(value, str) and " " in value:
        yield value
        yield from (part for part in re.split(r"[.;] ", value) if " " in part)


THEIRS: Final = (
    TEXT.name,
    *(paragraph.words for paragraph in TEXT.paragraphs),
    GROUNDS,
    OTHER_WORDING,
    "Text placed under silence",  # the title of the letter itself, which is in English
    "The Council",
    "Provisional agenda",
    "There is no such mailbox",
    REASON,
    PAPER,
    *cited_in("un-informal-silence"),
    *cited_in("unodc-vienna-eb"),
)
"""What people wrote, and what the rules cite: it stays in the language in which it was written."""


async def opened(
    browser: Browser, width: int, *, scripts: bool, height: int = 844
) -> BrowserContext:
    """A browser of somebody's own, which asks for English, as many do that nobody has set."""
    return await browser.new_context(
        java_script_enabled=scripts,
        viewport={"width": width, "height": height},
        locale="en-GB",
    )
