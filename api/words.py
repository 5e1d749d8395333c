"""Words, names and times as people send them, before they become part of an act.

Words are kept as they were written, in Unicode's composed form (NFC). What could disguise them is
refused and never repaired: control characters, and marks that force the direction of writing.
What looks like markup or a formula is words like any other.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import UTC, datetime
from functools import partial
from typing import Annotated, Final, LiteralString, cast

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from nemcon.language import _
from nemcon.mail.addresses import HeaderRefused, checked_address
from nemcon.text.boilerplate import CODE as BOILERPLATE
from nemcon.text.boilerplate import boilerplate_in, says_left
from nemcon.timing.durations import Duration, parse_duration
from nemcon.timing.zones import TimeError, from_wall_clock, zone

GROUNDS_LIMIT: Final = 20_000
SHORT_LIMIT: Final = 2_000
NAME_LIMIT: Final = 200
_DIRECTION: Final = re.compile("[\u202a-\u202e\u2066-\u2069]")
_TIME: Final = re.compile(
    r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:\d\d)?", re.ASCII
)


def clean(text: str, *, lines: bool) -> str:
    """The text in its composed form; with `lines` it may hold line breaks and tabs.

    Raises `PydanticCustomError` with the code `control-characters` or `bidi-override`.
    """
    if text.isascii() and text.isprintable():
        return text
    composed = unicodedata.normalize("NFC", text.replace("\r\n", "\n"))
    allowed = "\n\t" if lines else ""
    for character in composed:
        if character not in allowed and unicodedata.category(character) in _CONTROL:
            sign = f"U+{ord(character):04X}"
            says = _("This contains a character that cannot be seen ({sign}).", sign=sign)
            raise PydanticCustomError("control-characters", "{says}", {"says": says})
    if _DIRECTION.search(composed):
        says = _("This contains a mark that forces the direction of writing, which can mislead.")
        raise PydanticCustomError("bidi-override", "{says}", {"says": says})
    return composed


_CONTROL: Final = frozenset({"Cc", "Cs", "Zl", "Zp"})


def require_filled_in(parts: Iterable[tuple[str, str]]) -> None:
    """Refuse words in which a template left something to be filled in, each with where it stands.

    Raises `PydanticCustomError`.
    """
    if left := boilerplate_in(parts):
        raise PydanticCustomError(BOILERPLATE, "{says}", {"says": says_left(left)})


def _reason(text: str) -> str:
    require_filled_in(((_("the reason"), text),))
    return text


def _symbol(text: str) -> str:
    require_filled_in(((_("the symbol"), text),))
    return text.strip()


FILLED_IN: Final = AfterValidator(_reason)
"""Of a reason that is told to all, in which nothing may be left to be filled in."""


def _stripped(text: str) -> str:
    bare = text.strip()
    if not bare:
        raise PydanticCustomError("left-empty", "{says}", {"says": _("This is empty.")})
    return bare


def _coded(error: TimeError) -> PydanticCustomError:
    code = cast("LiteralString", error.code)  # type: ignore[redundant-cast]  # not so for pyright
    return PydanticCustomError(code, "{says}", {"says": str(error)})


def _when(value: object) -> object:
    """Read an ISO time; without an offset it stays naive, to be read in the zone of the rules."""
    if isinstance(value, datetime):
        return value
    form = _("Write a time such as 2020-06-19T18:00, or 2020-06-19T18:00+02:00.")
    if not isinstance(value, str) or not _TIME.fullmatch(value.strip()):
        raise PydanticCustomError("unreadable-time", "{says}", {"says": form})
    try:
        return datetime.fromisoformat(value.strip())
    except ValueError as error:
        raise PydanticCustomError("unreadable-time", "{says}", {"says": form}) from error


def _length(value: object) -> object:
    if isinstance(value, Duration):
        return value
    try:
        return parse_duration(value if isinstance(value, str) else repr(value)[:40])
    except TimeError as error:
        raise _coded(error) from error


def _zone(value: str) -> str:
    try:
        return zone(value).key
    except TimeError as error:
        raise _coded(error) from error


def _address(value: str) -> str:
    try:
        return checked_address(value)
    except HeaderRefused as error:
        says = _("The address cannot be used in a letter: {reason}.", reason=_(error.reason))
        raise PydanticCustomError("header-refused", "{says}", {"says": says}) from error


def instant_of(when: datetime, zone_name: str) -> datetime:
    """The instant that a person meant, in that zone where no offset was given.

    Raises `TimeError` for an hour that does not exist, or exists twice, in that zone.
    """
    try:
        if when.tzinfo is None:
            return from_wall_clock(when, zone_name)
        return when.astimezone(UTC)
    except OverflowError as error:
        message = _("{year} is not a year in which a deadline can lie.", year=when.year)
        raise TimeError(message) from error


IDENTIFIER: Final = r"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$"
IDENTIFIER_OR_NONE: Final = r"^([A-Za-z0-9][A-Za-z0-9._-]{0,63})?$"
Identifier = Annotated[str, Field(pattern=IDENTIFIER, max_length=64)]
Name = Annotated[
    str,
    Field(max_length=NAME_LIMIT),
    AfterValidator(partial(clean, lines=False)),
    AfterValidator(_stripped),
]
OptionalName = Annotated[
    str, Field(max_length=NAME_LIMIT), AfterValidator(partial(clean, lines=False))
]
RevisionSymbol = Annotated[
    OptionalName,
    AfterValidator(_symbol),
    Field(
        description="The symbol of the revision; empty for the one that follows, such as "
        "A/1/L.1/Rev.1 after A/1/L.1."
    ),
]
ParagraphNumber = Annotated[
    str,
    Field(max_length=32),
    AfterValidator(partial(clean, lines=False)),
    AfterValidator(_stripped),
]
Words = Annotated[str, Field(max_length=GROUNDS_LIMIT), AfterValidator(partial(clean, lines=True))]
ShortWords = Annotated[
    str, Field(max_length=SHORT_LIMIT), AfterValidator(partial(clean, lines=True))
]
When = Annotated[
    datetime,
    BeforeValidator(_when),
    WithJsonSchema(
        {
            "type": "string",
            "examples": ["2020-06-19T18:00"],
            "description": "Without an offset the time is read in the zone of the rules.",
        }
    ),
]
Length = Annotated[
    Duration,
    BeforeValidator(_length),
    WithJsonSchema({"type": "string", "examples": ["72h", "10 working days"]}),
]
ZoneName = Annotated[str, Field(max_length=64), AfterValidator(_zone)]
OptionalZone = Annotated[
    str, Field(max_length=64), AfterValidator(lambda value: _zone(value) if value else "")
]
Address = Annotated[str, Field(max_length=254), AfterValidator(_address)]
