"""Profiles as files: read, checked to the last key, and changed for one procedure.

A bad file is refused with everything that is wrong in it at once, each with the place, what was
found there and what belongs there, so that a secretariat corrects it in one go.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Final, cast

from nemcon.language import _
from nemcon.procedure import shelf
from nemcon.procedure.coherence import at_odds
from nemcon.procedure.keys import KEYS, SET_HERE
from nemcon.procedure.profile import Basis, Profile, RuleValue, profile_of
from nemcon.timing.data_files import (
    DataFileError,
    Problem,
    Reading,
    Table,
    is_table,
    nearest,
    shown,
)

VERSION: Final = 1
READ: Final = {"at-source": Basis.SOURCE, "secondary": Basis.SECONDARY}
HEAD: Final = {"profile": int, "id": str, "title": str, "about": str}
SECTIONS: Final = tuple(dict.fromkeys(key.partition(".")[0] for key in KEYS))
VALUE_FORM: Final = (
    'a table such as {value = "72h", source = "..."} or {value = ..., custom = "..."}'
)


class ProfileError(DataFileError):
    """A profile that cannot be used. `problems` names everything that is wrong in it."""

    code = "bad-profile"


@dataclass(frozen=True, slots=True)
class Source:
    """Where rules were read: `cite` names the document, `basis` says how close to it one came."""

    cite: str
    basis: Basis


def load_profile(name_or_path: str) -> Profile:
    """The known profile of that id, or the one in that file. Raises `ProfileError`."""
    return read_profile(*_read_file(name_or_path))


def learn_folder(folder: str | Path) -> None:
    """Let the profiles in that folder be known by their ids, beside those that ship.

    Raises `ProfileError` with everything that is wrong in any of them, or where one has the id of
    a profile that ships.
    """
    place = Path(folder)
    problems: list[Problem] = []
    found: dict[str, Path] = {}
    if not place.is_dir():
        raise ProfileError((Problem(str(folder), "no folder", "a folder of TOML files"),))
    for path in sorted(place.glob("*.toml")):
        if path.stem in shelf.shipped_profiles():
            expected = "an id that no profile that ships has"
            problems.append(Problem(f"{path.name}/id", f'"{path.stem}"', expected))
            continue
        try:
            found[load_profile(str(path)).id] = path
        except ProfileError as error:
            problems += error.problems
    if problems:
        raise ProfileError(tuple(problems))
    shelf.put(found)


def profile_data(name: str) -> Table:
    """A known profile as its file says it, for pages that show it. Raises `ProfileError`."""
    return _read_file(name)[0]


def read_profile(data: Table, origin: str) -> Profile:
    """The profile that a file says; `origin` is the file's name. Raises `ProfileError`."""
    reading = _Reading(data, origin)
    reading.head()
    values = dict(reading.rule_values())
    reading.sources_are_used()
    reading.belongs_together(values)
    if reading.problems:
        raise ProfileError(tuple(reading.problems))
    return profile_of(str(data["id"]), str(data["title"]), values)


def with_overrides(profile: Profile, overrides: Table) -> Profile:
    """The profile with other values for one procedure, each marked as set for it.

    Keys are nested, as `{"period": {"minimum": "48h"}}`, or dotted. Raises `ProfileError`.
    """
    reading = _Reading({}, profile.id)
    values = {value.key: value for value in profile.values}
    for key, value in _flat(overrides):
        text = reading.plain_value(key, value) if reading.known(key) else None
        if text is not None:
            values[key] = RuleValue(key, text, Basis.CUSTOM, SET_HERE)
    reading.belongs_together(values)
    if reading.problems:
        raise ProfileError(tuple(reading.problems))
    return profile_of(profile.id, profile.title, values)


def _flat(overrides: Table) -> Iterator[tuple[str, object]]:
    for name, value in overrides.items():
        if is_table(value):
            yield from ((f"{name}.{key}", inner) for key, inner in value.items())
        else:
            yield name, value


def _read_file(name_or_path: str) -> tuple[Table, str]:
    known = shelf.file_of(name_or_path)
    if known is None and not name_or_path.endswith(".toml"):
        names = ", ".join(shelf.known_profiles())
        expected = f"one of {names}, or the path of a .toml file"
        raise ProfileError((Problem(name_or_path, "no profile of that name", expected),))
    path = known or Path(name_or_path)
    try:
        return tomllib.loads(path.read_text(encoding="utf-8")), path.name
    except OSError as error:
        problem = Problem(name_or_path, error.strerror or "nothing", "a file that can be read")
    except UnicodeDecodeError:
        problem = Problem(name_or_path, "bytes that are not UTF-8", "a TOML file in UTF-8")
    except tomllib.TOMLDecodeError as error:
        problem = Problem(name_or_path, f"what TOML does not allow ({error})", "a TOML file")
    raise ProfileError((problem,))


class _Reading(Reading):
    """Reads one profile, and collects what is wrong with it."""

    def __init__(self, data: Table, origin: str) -> None:
        super().__init__(data, origin)
        self.used: set[str] = set()
        self.sources: dict[str, Source | None] = {}

    def head(self) -> None:
        """Read what stands before the sections, and the sources."""
        for name in self.data:
            if name not in (*HEAD, "sources", *SECTIONS):
                known = (*HEAD, "sources", *SECTIONS)
                self.wrong(name, "a name that no profile has", nearest(name, known))
        for name in ("id", "title", "about"):
            if name != "about" or self.data.get(name) is not None:
                self.text("", name, self.data)
        version = self.data.get("profile")
        if version != VERSION or isinstance(version, bool):
            self.wrong("profile", shown(version), f"the number {VERSION}, the form of this file")
        stem = self.origin.removesuffix(".toml")
        if self.origin.endswith(".toml") and self.data.get("id") not in (stem, None):
            self.wrong("id", shown(self.data["id"]), f'"{stem}", like the name of the file')
        sources = self.data.get("sources", {})
        if not is_table(sources):
            self.wrong("sources", shown(sources), "a table of sources")
            return
        for name, source in sources.items():
            self.sources[name] = self._source(name, source)

    def rule_values(self) -> Iterator[tuple[str, RuleValue]]:
        """Every value that the sections hold and that can be read."""
        for section in SECTIONS:
            entries = self.data.get(section, {})
            if not is_table(entries):
                self.wrong(section, shown(entries), "a section with keys")
                continue
            for name, entry in entries.items():
                key = f"{section}.{name}"
                value = self._rule_value(key, entry) if self.known(key) else None
                if value is not None:
                    yield key, value

    def known(self, key: str) -> bool:
        """Whether there is such a key; if not, that is a problem."""
        if key in KEYS:
            return True
        self.wrong(key, _("a key that no profile has"), nearest(key, tuple(KEYS)))
        return False

    def plain_value(self, key: str, value: object) -> str | None:
        """The value in its one writing, if its key takes it."""
        text = _canonical(value)
        if text is None:
            expected = _("text, a whole number, true or false, a date, an hour, or a list of texts")
            self.wrong(key, shown(value), expected)
            return None
        try:
            KEYS[key].read(text)
        except ValueError as error:
            self.wrong(key, shown(value), str(error))
            return None
        return text

    def sources_are_used(self) -> None:
        """A source that no value names is a slip of the pen: a value has lost its citation."""
        for name in self.sources:
            if name not in self.used:
                self.wrong(
                    f"sources.{name}", "a source that no value names", "a value that cites it"
                )

    def belongs_together(self, values: Mapping[str, RuleValue]) -> None:
        """Check what one value asks of another."""
        plain = {key: values[key].value if key in values else KEYS[key].default for key in KEYS}
        for key, expected in at_odds(plain):
            self.wrong(key, f'"{plain[key]}"', expected)

    def _source(self, name: str, source: object) -> Source | None:
        where = f"sources.{name}"
        if not is_table(source):
            self.wrong(where, shown(source), 'a table such as {cite = "...", read = "at-source"}')
            return None
        for key in source:
            if key not in ("cite", "read"):
                self.wrong(f"{where}.{key}", "a key that no source has", "cite or read")
        cite = self.text(where, "cite", source)
        read = source.get("read")
        if not isinstance(read, str) or read not in READ:
            self.wrong(f"{where}.read", shown(read), f"one of {', '.join(READ)}")
            return None
        return Source(cite, READ[read]) if cite else None

    def _rule_value(self, key: str, entry: object) -> RuleValue | None:
        if not is_table(entry):
            self.wrong(key, shown(entry), VALUE_FORM)
            return None
        for name in entry:
            if name not in ("value", "source", "custom"):
                self.wrong(f"{key}.{name}", "a word that no value has", "value, source or custom")
        basis = self._basis(key, entry)
        if "value" not in entry:
            self.wrong(key, "no value", VALUE_FORM)
            return None
        text = self.plain_value(key, entry["value"])
        return RuleValue(key, text, *basis) if text is not None and basis else None

    def _basis(self, key: str, entry: Table) -> tuple[Basis, str] | None:
        if ("source" in entry) == ("custom" in entry):
            found = "both source and custom" if "source" in entry else "neither source nor custom"
            self.wrong(key, found, "either the source of the value or why it is custom")
            return None
        if "custom" in entry:
            reason = self.text(key, "custom", entry)
            return (Basis.CUSTOM, reason) if reason else None
        name = entry["source"]
        if not isinstance(name, str) or name not in self.sources:
            known = ", ".join(self.sources) or "none yet"
            self.wrong(f"{key}.source", shown(name), f"the name of a source ({known})")
            return None
        self.used.add(name)
        source = self.sources[name]
        return (source.basis, source.cite) if source else None


def _canonical(value: object) -> str | None:
    """The one writing of a value; `None` for what no value is."""
    match value:
        case bool() | int():
            return str(value).lower()
        case str():
            return value.strip() or None
        case time() if value.tzinfo is None:
            return value.isoformat("auto" if value.second else "minutes")
        case date() if not isinstance(value, datetime):
            return value.isoformat()
        case list():
            words = [_canonical(word) for word in cast("list[object]", value)]
            plain = [word for word in words if word is not None and "," not in word]
            return ", ".join(plain) if plain and len(plain) == len(words) else None
        case _:
            return None
