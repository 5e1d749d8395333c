"""The HTML of a letter that is a few paragraphs and, it may be, one link."""

from __future__ import annotations

import html
from collections.abc import Iterable

from nemcon.language import spoken


def as_page(paragraphs: Iterable[str], link: str = "", style: str = "") -> str:
    """The paragraphs as a page in the language that is spoken; the one that is `link` leads there.

    `style` is that of the whole.
    """
    language = spoken()
    turned = f' dir="{language.direction}"' if language.direction != "ltr" else ""
    styled = f' style="{style}"' if style else ""
    shown = "\n".join(f"<p>{_shown(part, link)}</p>" for part in paragraphs)
    return (
        f'<!doctype html>\n<html lang="{language.code}"{turned}>\n<body{styled}>\n{shown}\n'
        "</body>\n</html>\n"
    )


def _shown(part: str, link: str) -> str:
    told = html.escape(part)
    return f'<a href="{told}">{told}</a>' if link and part == link else told
