"""How an organization's documents look and read: its house style, which is data.

A house is a TOML file: the names that stand above a document, the words of its masthead in each
language, how dates are written, the scheme of its symbols, its fonts, and a place for its own logo.
Another organization replaces the file; no emblem is shipped, since the use of the one of the United
Nations is reserved (General Assembly resolution 92 (I)).
"""

from __future__ import annotations

import tomllib
from datetime import UTC, date, datetime
from enum import StrEnum
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Annotated, Final

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from nemcon.documents.model.document import Distribution
from nemcon.language import OFFICIAL

UNITED_NATIONS: Final = "united-nations"
LANGUAGES: Final = tuple(OFFICIAL)
"""The six languages, in the order of their English names."""
FROM_THE_RIGHT: Final = frozenset({"ar"})
_MONTHS: Final = 12
_NOON: Final = 12
# How the pictures begin that a browser, Word and the compiler of PDFs can all show.
_PICTURES: Final = {
    ".png": b"\x89PNG\r\n\x1a\n",
    ".jpg": b"\xff\xd8\xff",
    ".jpeg": b"\xff\xd8\xff",
    ".gif": b"GIF8",
}


class HouseError(ValueError):
    """A house style that cannot be used; it says what is wrong, line by line."""

    code = "bad-house"


class Script(StrEnum):
    """What a font is chosen by."""

    TEXT = "text"
    ARABIC = "arabic"
    HAN = "han"
    MONO = "mono"


class _Data(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Clock(_Data):
    """How a time of day is written: patterns of {hour}, 1 to 12, {minute}, and {half} of the day.

    A house that counts 24 hours has {hours} in its patterns instead of {hour} and {half}.
    """

    full: str
    minutes: str
    halves: tuple[str, str] = ("a.m.", "p.m.")
    noon: str = ""
    midnight: str = ""

    def written(self, hour: int, minute: int) -> str:
        """The time of day, `hour` from 0 to 23."""
        if minute == 0 and hour in {0, _NOON}:
            named = self.noon if hour else self.midnight
            if named:
                return named
        pattern = self.minutes if minute else self.full
        return pattern.format(
            hour=hour % _NOON or _NOON,
            hours=f"{hour:02}",
            minute=f"{minute:02}",
            half=self.halves[hour >= _NOON],
        )


class Writing(_Data):
    """One language: the name of the organization, the words of the masthead, how a date is written.

    `distribution` is a pattern of {how}, which is one of the words for how far a document goes,
    `original` one of {language}. `dated` is a pattern of {day}, {month} and {year}; `days` one of
    {first}, {last}, {month} and {year} for the days of a meeting within one month, `span` one of
    {first} and {last} for two full dates. `languages` are the names of the six languages in this
    one. Without a `clock` the house has no rule for times of day in it; nor for the place of the
    number of a footnote, which `notes_follow` says is after punctuation or before it, without that.
    """

    organization: str
    distribution: str
    general: str
    limited: str
    restricted: str
    original: str
    languages: dict[str, str]
    months: Annotated[tuple[str, ...], Field(min_length=_MONTHS, max_length=_MONTHS)]
    dated: str
    days: str
    span: str
    signed: str
    contents: str
    notes: str
    clock: Clock | None = None
    notes_follow: bool | None = None

    @model_validator(mode="after")
    def _usable(self) -> Writing:
        day = date(2020, 7, 8)
        try:
            for how in Distribution:
                self.distributed(how)
            self.drafted_in("en")
            for last in (day, day.replace(day=9), date.max):
                self.range(day, last)
            for minute in (0, 1):
                if self.clock is not None:
                    self.clock.written(1, minute)
        except (LookupError, ValueError, AttributeError) as error:
            message = f"a pattern has something else in its braces: {error}"
            raise ValueError(message) from error
        return self

    def distributed(self, how: Distribution) -> str:
        """The line of a masthead that says how far the document goes."""
        word = {
            Distribution.GENERAL: self.general,
            Distribution.LIMITED: self.limited,
            Distribution.RESTRICTED: self.restricted,
        }[how]
        return self.distribution.format(how=word)

    def drafted_in(self, language: str) -> str:
        """The line of a masthead that names the original language, or its code."""
        return self.original.format(language=self.languages.get(language, language))

    def instant(self, at: datetime) -> str:
        """An instant: its day as in documents, and the hour, both in UTC."""
        utc = at.astimezone(UTC)
        return f"{self.written(utc.date())}, {utc:%H:%M} UTC"

    def written(self, day: date) -> str:
        """The date as this language writes it in documents."""
        return self.dated.format(day=day.day, month=self.months[day.month - 1], year=day.year)

    def range(self, first: date, last: date) -> str:
        """The days from the first to the last, which are dates of the place that they are in."""
        if first == last:
            return self.written(first)
        if (first.year, first.month) != (last.year, last.month):
            return self.span.format(first=self.written(first), last=self.written(last))
        month = self.months[first.month - 1]
        return self.days.format(first=first.day, last=last.day, month=month, year=first.year)


class SymbolPart(_Data):
    """A part of a symbol: a code such as "WG.n", in which n is a number, and what it stands for.

    `distribution` is how far a document goes that has it in its symbol, where that is settled.
    """

    code: str
    means: str
    distribution: Distribution | None = None


class Symbols(_Data):
    """The scheme of the symbols; `address` is where one is looked up, with {symbol} in it."""

    organs: tuple[SymbolPart, ...]
    bodies: tuple[SymbolPart, ...]
    natures: tuple[SymbolPart, ...]
    suffixes: tuple[SymbolPart, ...]
    address: str = ""


class FontsOf(_Data):
    """The families for each script, in a PDF, which carries them, and in Word, which names them."""

    pdf: dict[Script, str]
    word: dict[Script, str]


class Limits(_Data):
    """What the conventions limit: how many words a document may have."""

    words: int


class House(_Data):
    """A house style. `logo` is a file of the organization's own, beside its TOML file."""

    id: str
    name: str
    source: str
    languages: dict[str, Writing]
    symbols: Symbols
    fonts: FontsOf
    limits: Limits
    logo: Path | None = None

    @model_validator(mode="after")
    def _complete(self) -> House:
        if "en" not in self.languages:
            message = "a house writes English at least"
            raise ValueError(message)
        for table in (self.fonts.pdf, self.fonts.word):
            if set(table) != set(Script):
                message = f"fonts name a family for each of {', '.join(Script)}"
                raise ValueError(message)
        return self

    def writing(self, language: str) -> Writing:
        """How that language is written; raises `HouseError` for one that the house lacks."""
        if language not in self.languages:
            known = ", ".join(sorted(self.languages))
            raise HouseError(f'{self.name} issues no documents in "{language}", only in {known}.')
        return self.languages[language]


def read_house(path: Path) -> House:
    """The house style of a file; raises `HouseError`, which says all that is wrong."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        if "logo" in data:
            data["logo"] = path.parent / str(data["logo"])
        house = House.model_validate(data)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise HouseError(f"{path.name} cannot be read: {error}") from error
    except ValidationError as error:
        wrongs = (f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors())
        raise HouseError("\n".join(f"{path.name}/{wrong}" for wrong in wrongs)) from error
    if house.logo is not None:
        _require_picture(house.logo, path.name)
    return house


def _require_picture(logo: Path, of: str) -> None:
    """Refuse at the start what one of the formats could not show, and would refuse each time."""
    if not logo.is_file():
        raise HouseError(f"{of}: there is no file {logo.name} beside it.")
    begins = _PICTURES.get(logo.suffix.lower())
    with logo.open("rb") as file:
        if begins is None or file.read(len(begins)) != begins:
            raise HouseError(
                f"{of}: {logo.name} is no picture that every format can show; use PNG, JPEG or GIF."
            )


@cache
def shipped_house(name: str = UNITED_NATIONS) -> House:
    """A house style that is shipped."""
    with_files = files("nemcon.documents").joinpath("houses")
    return read_house(Path(str(with_files.joinpath(f"{name}.toml"))))
