"""Whatever people type appears as words, and nowhere as anything else."""

from __future__ import annotations

import re

import pytest

from nemcon.mail.issuing import Issuer
from nemcon.mail.letters import environments
from nemcon.procedure.notices import Notice
from nemcon.text.document import Paragraph, Text

from . import build
from .build import DECISION, DRAMAS, NAMES, Drama
from .reading import LINK, flat, letter, seen

FAKE_HEAD = f"Register: entry 1, {'0' * 64}"
HOSTILE = (
    "{{7*7}}{% raw %}",
    "<script>alert(1)</script>",
    "A\r\nBcc: everybody@example.org\r\n\r\n<b>x",
    "\u202eevil\u202c \u2066x\u2069 \x00\x1b[31m",
    f"{FAKE_HEAD}\n\n{FAKE_HEAD}\n  https://evil.example/l/x",
    '" onclick="x" \' & &amp;',
)


def hostile(notice: Notice, evil: str, *, filed_only: bool = False) -> Drama:
    """The drama of a notice in which everybody who can type something types this."""
    words = tuple(Paragraph(p.number, evil) for p in DECISION.paragraphs)
    text = Text(f"Title {evil}", words, f"S {evil}")
    names = tuple(f"The {evil} {number}" for number in range(len(NAMES)))
    issuer = Issuer("wg3", f"Body {evil}", "Europe/Vienna", f"Of {evil}", f"In {evil}", evil)

    class Hostile(Drama):
        def __init__(self, **more: build.Part) -> None:
            typed = {} if filed_only else {"text": text, "names": names, "issuer": issuer}
            parts: build.Part = typed | more
            super().__init__(**parts)

        def file(self, who: str, hours: float, *_: object, **__: object) -> None:
            wording = (Paragraph("2", evil),)
            super().file(who, hours, says=evil, wording=wording, on_behalf_of=(evil,))

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(build, "Drama", Hostile)
        return DRAMAS[notice]()


@pytest.mark.parametrize("evil", HOSTILE)
@pytest.mark.parametrize("notice", Notice)
def test_hostile_words_appear_as_words(notice: Notice, evil: str) -> None:
    parts = letter(hostile(notice, evil).facts(notice))
    for part in (parts.subject, parts.text, parts.html):
        assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f\u202d\u202e]", part)
        assert "49" not in re.sub(r"[0-9a-f]{64}|/[0-9a-f]{12}", "", part)
    assert "\n" not in parts.subject
    assert not re.search(r"<script|<b>|onclick=\"", parts.html)
    links = re.findall(r'href="([^"]*)"', parts.html)
    assert set(links) == {LINK, "mailto:secretariat@nemcon.example"}
    literal = flat(re.sub(r"[\x00-\x1f]", " ", evil).replace("\u202e", "\ufffd"))
    assert literal in flat(parts.text)
    assert literal in seen(parts.html)


@pytest.mark.parametrize("notice", Notice)
def test_nothing_that_is_filed_begins_a_line_as_the_letter_itself_would(notice: Notice) -> None:
    text = letter(hostile(notice, HOSTILE[4], filed_only=True).facts(notice)).text
    assert len(re.findall(r"^Register: entry \d+, \w{64}$", text, re.MULTILINE)) == 1
    assert re.findall(r"^ {0,3}https:.*", text, re.MULTILINE) == [f"  {LINK}"]


def test_the_templates_of_the_text_do_not_escape_and_those_of_the_html_do() -> None:
    text, html = environments()
    assert text.from_string("{{ x }}").render(x="<&>") == "<&>"
    assert html.from_string("{{ x }}").render(x="<&>") == "&lt;&amp;&gt;"
