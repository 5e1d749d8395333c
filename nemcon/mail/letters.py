"""Writes a letter: its subject, its text and its HTML, from the facts and the links.

There are two sets of templates that never mix: text without escaping, HTML with it. Every
placeholder must be known, so that a slip in a template fails its test and not its reader.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final, Protocol

from jinja2 import Environment, FunctionLoader, StrictUndefined, Template

from nemcon.language import spoken
from nemcon.language.templates import teach
from nemcon.mail.wrapping import wrapped

_ISOLATES: Final = str.maketrans("", "", "\u2068\u2069")


class Facts(Protocol):
    """What a letter says: the templates in `folder` know what else there is."""

    @property
    def folder(self) -> str:
        """The folder of the templates."""
        ...

    @property
    def procedure(self) -> str:
        """The procedure that the letter is about."""
        ...

    @property
    def head(self) -> str:
        """The number and hash of the register's last entry, which stand on one line."""
        ...


@dataclass(frozen=True, slots=True)
class Parts:
    """What a letter says, each part complete in itself."""

    subject: str
    text: str
    html: str


def write(facts: Facts, links: Mapping[str, str]) -> Parts:
    """The letter of these facts; `links` holds the personal link to each procedure in it."""
    shown = {
        "f": facts,
        "links": links,
        "link": links[facts.procedure],
        "language": spoken(),
    }
    subject = _template(f"{facts.folder}/subject.txt").render(shown)
    text = _body("txt", facts.folder, shown)
    html = _body("html", facts.folder, shown)
    return Parts(headed(subject), wrapped(text, facts.head), html.strip() + "\n")


def headed(words: str) -> str:
    """The words as a header shows them: on one line, without the marks of writing direction.

    Many programs show those marks as boxes there.
    """
    return " ".join(words.translate(_ISOLATES).split())


def environments() -> tuple[Environment, Environment]:
    """The environment of the texts, and that of the HTML."""
    return _environment("txt"), _environment("html")


@cache
def _environment(kind: str) -> Environment:
    made = Environment(
        loader=FunctionLoader(_source),
        # Plain text is not markup: escaping it would show entities to the reader.
        autoescape=kind == "html",  # noqa: S701 - the HTML is escaped, and a test holds it to that
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    teach(made)
    return made


def _body(kind: str, folder: str, shown: dict[str, Any]) -> str:
    """The body, in which `parts` are the phrases that letters share, about the same facts."""
    parts = _template(f"parts.{kind}").make_module(shown)
    return _template(f"{folder}/body.{kind}").render(shown, parts=parts)


@cache
def _template(name: str) -> Template:
    return _environment(name.rpartition(".")[2]).get_template(name)


def _source(name: str) -> str | None:
    found = files("nemcon.mail").joinpath("templates", *name.split("/"))
    return found.read_text(encoding="utf-8") if found.is_file() else None
