"""Writes docs/pictures: the drafted report of the meeting of July 2020 as each format looks.

The web page is seen through Chromium, the Word file through LibreOffice, the PDF through Poppler;
what is shown is the first two pages of each. Run it after the look of a document has changed.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

from playwright.sync_api import FloatRect

sys.path.insert(0, str(Path(__file__).parents[1]))

from activities.papers_report import report_of
from nemcon.documents.house import shipped_house
from nemcon.documents.model.document import Document
from nemcon.documents.rendering import Format, rendered
from scripts.pictures import FOLDER, chromium, program, weigh
from tests.documents.session import AGENDA, meeting

PAGES: Final = 2
WIDTH, HEIGHT = 820, 1160
"""A sheet of A4 on a screen, in pixels."""
LARGEST: Final = 120_000  # bytes: every copy of the project carries them


def main() -> None:
    """Write the pictures, two for each format."""
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with meeting(folder) as held:
            document = report_of(held.register, AGENDA)
        _web(_file(document, Format.HTML, folder))
        _pages(_as_pdf(_file(document, Format.DOCX, folder)), "word")
        _pages(_file(document, Format.PDF, folder), "pdf")
    weigh(FOLDER, LARGEST)


def _file(document: Document, kind: Format, folder: Path) -> Path:
    path = folder / f"report.{kind}"
    path.write_bytes(rendered(document, shipped_house(), kind).data)
    return path


def _web(page: Path) -> None:
    with chromium() as browser:
        opened = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
        opened.goto(page.as_uri())
        for number in range(PAGES):
            clip: FloatRect = {"x": 0, "y": number * HEIGHT, "width": WIDTH, "height": HEIGHT}
            path = FOLDER / f"report-web-{number + 1}.jpg"
            opened.screenshot(path=path, type="jpeg", quality=40, full_page=True, clip=clip)


def _as_pdf(word: Path) -> Path:
    target = word.parent / "word"
    profile = f"-env:UserInstallation=file://{word.parent}/profile"
    convert = [program("soffice", "libreoffice"), profile, "--headless", "--convert-to", "pdf"]
    _run(*convert, "--outdir", str(target), str(word))
    return target / f"{word.stem}.pdf"


def _pages(pdf: Path, name: str) -> None:
    draws = program("pdftoppm")
    for number in range(1, PAGES + 1):
        pages = ("-f", str(number), "-l", str(number), "-singlefile")
        look = ("-r", "60", "-gray", "-png")
        _run(draws, *look, *pages, str(pdf), str(FOLDER / f"report-{name}-{number}"))


def _run(*words: str) -> None:
    subprocess.run(words, check=True, capture_output=True, timeout=120)  # noqa: S603 - named above


if __name__ == "__main__":
    main()
