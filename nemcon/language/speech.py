"""The language that is spoken now, and what a marked sentence is in it.

The language belongs to the task that writes (`contextvars`): a letter is composed in that of its
recipient and a page is written in that of its reader, without every sentence on the way being
handed it. Nothing is decided by it. Until somebody says otherwise it is English.

In a language that is written from right to left, each value that is put into a sentence is isolated
(U+2068, U+2069), so that a symbol or a foreign name does not turn the words around it.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Final

from nemcon.language.catalogues import catalogue
from nemcon.language.tongues import ENGLISH, OFFICIAL, Tongue, tongue

_SPOKEN: Final[ContextVar[Tongue]] = ContextVar("spoken", default=ENGLISH)
_ISOLATE: Final = "\u2068{}\u2069"


def spoken() -> Tongue:
    """The language that is spoken now."""
    return _SPOKEN.get()


def speak(code: str) -> None:
    """Speak this language from now on, in this task and in those that it begins."""
    _SPOKEN.set(tongue(code))


@contextmanager
def speaking(code: str) -> Generator[Tongue]:
    """Speak this language within the block; English where the code is none of the six."""
    token = _SPOKEN.set(tongue(code))
    try:
        yield _SPOKEN.get()
    finally:
        _SPOKEN.reset(token)


def in_every_language(says: Callable[[], str]) -> dict[str, str]:
    """What is said, in each language by its code: to be kept, and read by whoever comes."""
    found: dict[str, str] = {}
    for code in OFFICIAL:
        with speaking(code):
            found[code] = says()
    return found


def _(message: str, /, **values: object) -> str:
    """The message in the language that is spoken, with these values for its {names}."""
    return _filled(translated(message), values)


def ngettext(one: str, many: str, n: int, /, **values: object) -> str:
    """The message for that number, which stands in it as {n}."""
    return _filled(translated_number(one, many, n), {"n": n, **values})


def pgettext(context: str, message: str, /, **values: object) -> str:
    """The message as it is meant in that context, where English has one word for two."""
    return _filled(translated_in(context, message), values)


def N_(message: str) -> str:  # noqa: N802 - the name that extractors of messages know
    """The message as it is: it is marked here, and translated where it is shown."""
    return message


def translated(message: str) -> str:
    """The message in the language that is spoken, its names not yet filled in."""
    language = _SPOKEN.get()
    if language is ENGLISH or not message:
        return message
    return catalogue(language.code).gettext(message)


def translated_number(one: str, many: str, n: int) -> str:
    """The same for the message that fits a number."""
    language = _SPOKEN.get()
    if language is ENGLISH:
        return one if n == 1 else many
    return catalogue(language.code).ngettext(one, many, n)


def translated_in(context: str, message: str) -> str:
    """The same for a message in a context."""
    language = _SPOKEN.get()
    if language is ENGLISH:
        return message
    return catalogue(language.code).pgettext(context, message)


def isolated(value: object) -> object:
    """The value as it stands in a sentence of the language that is spoken."""
    if _SPOKEN.get().direction == "ltr" or not isinstance(value, str) or not value:
        return value
    return value if "://" in value else _ISOLATE.format(value)


def _filled(message: str, values: Mapping[str, object]) -> str:
    if not values:
        return message
    return message.format_map({name: isolated(value) for name, value in values.items()})
