"""Writes docs/pictures/guides: the pages that the guides tell of, as they look in a browser.

A demonstration is played on a clock of its own (`scripts.staged_day`), and Chromium goes through
its pages as the people of the guides do. Run it after the look or the words of a page have changed:
`python -m scripts.page_pictures`, or with names of pictures for those alone.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Final

from playwright.sync_api import Browser, BrowserContext, FloatRect, Page

sys.path.insert(0, str(Path(__file__).parents[1]))

from nemcon.home.seed import BODY, PROCEDURE
from nemcon.procedure.acts import Kind
from nemcon.register.staff import Role
from scripts import pictures
from scripts.pictures import chromium, weigh
from scripts.staged_day import MORNING, SECOND, Stage
from tests.documents.scans import PDF
from tests.serving import answering, free_port

FOLDER: Final = pictures.FOLDER / "guides"
LARGEST: Final = 90_000  # bytes: every copy of the project carries them
DESK, PHONE, MARGIN = (960, 640), (360, 700), 16
"""Sizes of a window, and what is left above an element, in pixels."""
_SIZES: Final = "() => [innerWidth, innerHeight, document.documentElement.scrollHeight]"
_TOP: Final = "element => element.getBoundingClientRect().top + scrollY"
PICTURES: Final = (
    *("bureau-sign-in", "bureau-desk", "bureau-placing", "bureau-checklist", "bureau-recall"),
    *("bureau-room", "bureau-ruling", "bureau-ruling-review", "bureau-outcome"),
    *("delegation-page", "delegation-form", "delegation-review", "delegation-receipt"),
    *("delegation-arabic", "delegation-colleague", "delegation-outcome"),
    *("secretariat-board", "secretariat-health", "secretariat-returned", "secretariat-scan"),
    *("secretariat-second-person", "secretariat-reminder", "secretariat-calendar"),
    "secretariat-exports",
)
"""The pictures by name, each a JPEG in the folder."""
WORDING: Final = (
    "The meeting shall be held in a hybrid format, with representatives of States able to take "
    "part in the meeting room where the host country allows it, and all others connected remotely "
    "through an interpretation platform contracted with the United Nations."
)


@dataclass
class Camera:
    """A browser that goes through the pages, and what it has taken."""

    browser: Browser
    base: str
    only: frozenset[str]
    taken: list[str] = field(default_factory=list)

    def window(self, size: tuple[int, int]) -> Page:
        """A page of a person who was not here before."""
        around: BrowserContext = self.browser.new_context(
            viewport={"width": size[0], "height": size[1]}, color_scheme="light", locale="en-GB"
        )
        return around.new_page()

    def take(self, page: Page, name: str, at: str = "", height: int = 0) -> None:
        """A picture of the page, from its top or from the element `at` on."""
        self.taken.append(name)
        if self.only and name not in self.only:
            return
        width, usual, whole = page.evaluate(_SIZES)
        top = max(page.locator(at).first.evaluate(_TOP) - MARGIN, 0) if at else 0
        tall = min(height or usual, whole - top)
        clip: FloatRect = {"x": 0, "y": top, "width": width, "height": tall}
        path = FOLDER / f"{name}.jpg"
        page.screenshot(path=path, type="jpeg", quality=58, full_page=True, clip=clip)

    def review(self, page: Page, button: str, name: str, at: str = "main", height: int = 0) -> None:
        """Go on from a form, take what is shown before it is recorded, and record it."""
        page.get_by_role("button", name="Continue").click()
        record = page.get_by_role("button", name=button)
        record.wait_for()
        self.take(page, name, at, height)
        record.click()

    def enter(self, page: Page, token: str) -> None:
        """Sign in by a staff link."""
        page.goto(f"{self.base}/enter/{token}")
        page.get_by_role("button", name="Enter").click()


def main() -> None:
    """Play the day and take its pictures; those that nobody names any more are taken away."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as name,
        _served(Path(name)) as (stage, base),
        chromium() as browser,
    ):
        camera = Camera(browser, base, frozenset(sys.argv[1:]))
        stage.begin()
        for part in (_secretariat, _delegation, _bureau, _afterwards):
            part(stage, camera, Path(name))
    if differing := set(camera.taken) ^ set(PICTURES):
        sys.exit(f"not as listed: {', '.join(sorted(differing))}")
    for picture in sorted(FOLDER.iterdir()):
        if picture.stem not in PICTURES:
            picture.unlink()
    weigh(FOLDER, LARGEST)


@contextmanager
def _served(folder: Path) -> Iterator[tuple[Stage, str]]:
    with free_port() as (listening, base):
        stage = Stage(folder, base)
        with answering(stage.app, listening):
            yield stage, base
        stage.close()


def _secretariat(stage: Stage, camera: Camera, folder: Path) -> None:
    """The morning: what came back, a note verbale on paper, who is still silent."""
    page, at = camera.window(DESK), f"{camera.base}/procedures/{PROCEDURE}"
    paper = folder / "note verbale.pdf"
    paper.write_bytes(PDF)
    camera.enter(page, stage.tokens[Role.SECRETARIAT])
    page.goto(f"{camera.base}/")
    camera.take(page, "secretariat-board", "main", height=860)
    page.goto(f"{at}/health")
    camera.take(page, "secretariat-health", "#map-heading", height=760)
    page.goto(f"{at}/returned")
    camera.take(page, "secretariat-returned", "main")
    page.goto(f"{at}/file-for?participant=indonesia&kind={Kind.RESERVE}")
    page.get_by_label("The whole text").check()
    page.get_by_label("In its words").fill("On the understanding that this sets no precedent.")
    page.get_by_label("On the strength of which paper").fill("note verbale 12/2026 of 18 June")
    page.get_by_label("The scan of the paper").set_input_files(paper)
    camera.review(page, "File it for", "secretariat-scan", height=900)
    page.goto(f"{at}/remind")
    page.get_by_role("radio").last.check()
    page.get_by_role("button", name="Continue").click()
    page.locator("form[action$='/remind/act']").wait_for()
    camera.take(page, "secretariat-reminder", "main")
    page.goto(f"{camera.base}/bodies/{BODY}/feeds")
    camera.take(page, "secretariat-calendar", "main")
    page.goto(f"{camera.base}/following")
    camera.take(page, "secretariat-exports", height=430)
    stage.clock.at = MORNING + timedelta(minutes=12)
    other = camera.window(DESK)
    camera.enter(other, stage.tokens[SECOND])
    other.goto(f"{camera.base}/waiting")
    camera.take(other, "secretariat-second-person", "main")
    other.get_by_role("button", name="Confirm").click()


def _delegation(stage: Stage, camera: Camera, _folder: Path) -> None:
    """Noon: a delegate objects from a telephone, and a colleague reads the page in Arabic."""
    stage.clock.at = MORNING.replace(hour=12)
    page, link = camera.window(PHONE), camera.base + stage.link_of("brazil")
    page.goto(link)
    camera.take(page, "delegation-page", height=1240)
    page.get_by_role("link", name="Propose other wording").click()
    page.get_by_role("checkbox", name="Paragraph 1").check()
    page.get_by_label("Grounds").fill("Our experts should be able to take part in the room.")
    page.get_by_label("Paragraph 1 should read").fill(WORDING)
    page.get_by_label("Your name").fill("Ana Souza")
    camera.take(page, "delegation-form", "form", height=900)
    camera.review(page, "File this objection", "delegation-review", height=860)
    page.locator(".receipt-code").wait_for()
    camera.take(page, "delegation-receipt", "h1", height=760)
    page.goto(f"{link}/colleagues")
    camera.take(page, "delegation-colleague", "main", height=700)
    arabic = camera.window(PHONE)
    arabic.goto(f"{camera.base}{stage.link_of('egypt')}?page_language=ar")
    camera.take(arabic, "delegation-arabic", height=900)


def _bureau(stage: Stage, camera: Camera, _folder: Path) -> None:
    """The afternoon and the evening: a text is placed, silence is broken, the Chair revises."""
    stage.clock.at = MORNING.replace(hour=15)
    page, at = camera.window(DESK), f"{camera.base}/procedures/{PROCEDURE}"
    page.goto(f"{camera.base}/sign-in")
    camera.take(page, "bureau-sign-in", height=420)
    camera.enter(page, stage.tokens[Role.CHAIR])
    page.goto(f"{camera.base}/place?body={BODY}")
    page.get_by_label("Stored text").select_option("informal-consultations")
    page.get_by_label("Among whom").select_option("extended bureau")
    page.get_by_label("Rules of procedure").select_option("unodc-vienna-eb")
    page.get_by_label("Deadline", exact=False).first.fill("2026-06-22T18:00")
    camera.take(page, "bureau-placing", "main", height=860)
    camera.review(page, "Place under silence", "bureau-checklist", height=900)
    page.locator("#recall-heading").wait_for()
    camera.take(page, "bureau-recall", height=520)
    stage.close_the_book()
    page.goto(f"{camera.base}/")
    page.evaluate("document.querySelectorAll('main details').forEach(d => d.open = true)")
    camera.take(page, "bureau-desk", height=860)
    page.goto(f"{at}/room")
    camera.take(page, "bureau-room", "main", height=1000)
    page.goto(f"{at}/rulings/revise")
    page.get_by_role("button", name="Take this wording over").first.click()
    page.get_by_text("Taken over, as proposed by").wait_for()
    page.get_by_label("Deadline of the new round").fill("2026-06-22T18:00")
    page.get_by_label("Reason").fill("As the delegations consulted today agree.")
    camera.take(page, "bureau-ruling", "main", height=860)
    camera.review(
        page,
        "Place the revision under silence",
        "bureau-ruling-review",
        "#means-heading",
        height=900,
    )
    page.wait_for_url(at)


def _afterwards(stage: Stage, camera: Camera, _folder: Path) -> None:
    """Four days later: silence was kept, and the revision is adopted."""
    stage.keep_silence()
    page = camera.window(DESK)
    camera.enter(page, stage.tokens[Role.CHAIR])
    page.goto(f"{camera.base}/procedures/{PROCEDURE}")
    camera.take(page, "bureau-outcome", height=700)
    phone = camera.window(PHONE)
    phone.goto(camera.base + stage.link_of("brazil"))
    camera.take(phone, "delegation-outcome", "main", height=760)


if __name__ == "__main__":
    main()
