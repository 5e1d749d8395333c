"""What the scripts that take the pictures of the documentation share: Chromium, and a limit."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from playwright.sync_api import Browser, sync_playwright

ROOT: Final = Path(__file__).parents[1]
FOLDER: Final = ROOT / "docs" / "pictures"


@contextmanager
def chromium() -> Iterator[Browser]:
    """The browser of this machine; it opens nothing but the pages of the scripts."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=program("chromium", "chromium-browser", "google-chrome"),
            args=["--no-sandbox", "--disable-gpu"],
        )
        yield browser
        browser.close()


def program(*names: str) -> str:
    """Where the first of these programs is on this machine."""
    found = next(filter(None, map(shutil.which, names)), None)
    if found is None:
        sys.exit(f"There is no {names[0]} on this machine; scripts/programs.sh may install it.")
    return found


def weigh(folder: Path, largest: int) -> None:
    """Say how large each picture there is, and end where one is larger than so many bytes."""
    for picture in sorted(folder.glob("*.*")):
        size = picture.stat().st_size
        print(f"{picture.relative_to(ROOT)}: {size} bytes")
        if size > largest:
            sys.exit(f"{picture.name} is larger than {largest} bytes")
