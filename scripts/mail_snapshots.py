"""Writes tests/mail/snapshots: every letter of every kind of procedure, as its reader gets it.

Run it after the words of a letter have changed on purpose, and read the difference; a test fails
while a letter differs from its sample. The style of the HTML is the same in all letters and is a
file of its own already, so that the samples leave it out, and with it the hashes.
"""

from __future__ import annotations

import re
import sys
from enum import StrEnum
from pathlib import Path
from typing import Final

sys.path.insert(0, str(Path(__file__).parents[1]))

from nemcon.mail.letters import Parts
from nemcon.procedure.notices import Notice
from tests.letters import meetings
from tests.letters.reading import of

ROOT: Final = Path(__file__).parents[1]
FOLDER: Final = ROOT / "tests" / "mail" / "snapshots"
COMMAND: Final = ".venv/bin/python scripts/mail_snapshots.py"
NOTICES: Final[tuple[StrEnum, ...]] = (*Notice, *meetings.MEETING_NOTICES)
STYLE: Final = re.compile(r"<style>.*?</style>", re.DOTALL)
HASH: Final = re.compile(r"\b[0-9a-f]{64}\b")
CODE: Final = re.compile(r"(?<=/\d)/[0-9a-f]{12}\b")
STYLE_SHOWN: Final = "<style>/* nemcon/mail/templates/style.css */</style>"


def letter(notice: StrEnum) -> Parts:
    """The letter of that kind: the same register, the same instants and the same link each time."""
    if isinstance(notice, Notice):
        return of(notice)
    return meetings.of(notice).letter(notice)


def samples(notice: StrEnum) -> dict[str, str]:
    """The samples of a letter by the names of their files: its text, with the subject, and HTML."""
    parts = letter(notice)
    text = f"Subject: {parts.subject}\n\n{parts.text}"
    html = STYLE.sub(STYLE_SHOWN, parts.html)
    return {f"{notice}.txt": _without_hashes(text), f"{notice}.html": _without_hashes(html)}


def _without_hashes(words: str) -> str:
    """A hash stands for the rules too, of which one more would change every letter's."""
    return CODE.sub("/(code)", HASH.sub("(hash)", words))


def main() -> None:
    """Write every sample anew, and take away those of letters that there are no more."""
    FOLDER.mkdir(exist_ok=True)
    wanted = {name: words for notice in NOTICES for name, words in samples(notice).items()}
    for path in FOLDER.iterdir():
        if path.name not in wanted:
            path.unlink()
    for name, words in wanted.items():
        (FOLDER / name).write_text(words, encoding="utf-8")


if __name__ == "__main__":
    main()
