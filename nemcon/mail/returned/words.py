"""The text of a message: what its sender wrote, without what is quoted of our letter."""

from __future__ import annotations

import html
import re
from typing import Final

from nemcon.mail.returned.mime import Part, clean

EXCERPT: Final = 4000
"""So much of what came is kept, in characters."""
_HTML: Final = 64 * 1024
_TAG: Final = re.compile(r"<[^<>]{0,1000}>")
_NEW_LINE: Final = re.compile(r"<(?:br|/p|/div|/tr|/li)\b[^<>]{0,200}>", re.IGNORECASE)
_BLANK_LINES: Final = re.compile(r"\n[ \t\n]*\n")
_LETTER_BEGINS: Final = re.compile(
    r"-{3,}.{0,80}-{3,}|_{10,}|(?:From|De|От|من|发件人|Von)\s?[:\uff1a] .{0,300}"
)


def text_of(message: Part) -> str:
    """The text of a message: its first plain part, else its first HTML without the markup."""
    texts = [part for part in message.walk() if part.kind in ("text/plain", "text/html")]
    plain = next((part for part in texts if part.kind == "text/plain"), None)
    if plain is not None:
        return plain.text()
    return without_markup(texts[0].text()) if texts else ""


def without_markup(page: str) -> str:
    """The words of an HTML page."""
    page = _without(_without(page[:_HTML], "style"), "script")
    page = _NEW_LINE.sub("\n", page.replace("\r", "").replace("\n", " "))
    return clean(html.unescape(_TAG.sub(" ", page)))


def own_words(text: str) -> str:
    """What the sender wrote above what is quoted; all of it where nothing stands above."""
    lines = text[: 16 * EXCERPT].split("\n")
    kept: list[str] = []
    for number, line in enumerate(lines):
        stripped = line.strip()
        if stripped.startswith(">"):
            continue
        if _LETTER_BEGINS.fullmatch(stripped[:400]) or _introduces(stripped, lines, number):
            break
        kept.append(line.rstrip())
    own = _BLANK_LINES.sub("\n\n", "\n".join(kept)).strip()
    return (own or text.strip())[:EXCERPT]


def _introduces(line: str, lines: list[str], number: int) -> bool:
    """Whether the line says whose words are quoted below it, as in "... wrote:"."""
    if not line.endswith((":", "\uff1a")):
        return False
    below = next((below.strip() for below in lines[number + 1 : number + 4] if below.strip()), "")
    return below.startswith(">")


def _without(page: str, tag: str) -> str:
    """The page without these elements; what is not closed is cut off."""
    lowered, kept, at = page.lower(), list[str](), 0
    if len(lowered) != len(page):
        return page  # a letter became longer in lower case, so that places no longer agree
    while (start := lowered.find(f"<{tag}", at)) >= 0:
        kept.append(page[at:start])
        end = lowered.find(f"</{tag}", start)
        if end < 0:
            return "".join(kept)
        at = end
    return "".join((*kept, page[at:]))
