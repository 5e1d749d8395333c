"""The States: codes, names in the six official languages, regional groups, and how to find one.

`states.csv` holds the 193 Member States of the United Nations, the two observer States and two
States that are party to treaties without being Members; each row names its source. `aliases.csv`
holds what people write besides; every alias is custom, and no official name.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Final

from nemcon.language.speech import N_, spoken
from nemcon.language.tongues import ENGLISH, OFFICIAL

LANGUAGES: Final = tuple(OFFICIAL)
GROUPS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "AFR": N_("African States"),
        "APG": N_("Asia-Pacific States"),
        "EEG": N_("Eastern European States"),
        "GRULAC": N_("Latin American and Caribbean States"),
        "WEOG": N_("Western European and other States"),
    }
)
"""The regional groups of the General Assembly, by the codes of the file."""
_ARTICLE: Final = re.compile(r"^(?:the|la|le|les|el|los|las|l) ")
_ALIKE: Final = 0.8


class Status(StrEnum):
    """What a State is to the United Nations."""

    MEMBER = "member"
    OBSERVER_STATE = "observer State"
    PARTY_TO_TREATIES = "party to treaties"


@dataclass(frozen=True, slots=True, eq=False)
class State:
    """A State. `short`, `formal` and `article` are by language; what is not known is missing.

    There is one object for each State, so that two are the same only where they are one.
    """

    iso2: str
    iso3: str
    m49: str
    status: Status
    group: str
    short: Mapping[str, str]
    formal: Mapping[str, str]
    article: Mapping[str, str]
    source: str

    @property
    def name(self) -> str:
        """The short English name."""
        return self.short["en"]

    @property
    def codes(self) -> tuple[str, str, str]:
        """ISO 3166 in two and in three letters, and M49 in three digits."""
        return self.iso2, self.iso3, self.m49.zfill(3)


@dataclass(frozen=True, slots=True)
class Found:
    """A State, and whether what it was called is an alias, and why there is one."""

    state: State
    alias: str = ""


@cache
def all_states() -> tuple[State, ...]:
    """Every State, in the order of their English names."""
    return tuple(_state(row) for row in _rows("states.csv"))


def members() -> tuple[State, ...]:
    """The Member States of the United Nations."""
    return tuple(state for state in all_states() if state.status is Status.MEMBER)


def find_state(called: str) -> Found | None:
    """The State of that code, name in any of the languages, or alias.

    Capitals, accents, punctuation and a leading article do not matter.
    """
    index = _index()
    return next((index[key] for key in _keys(called) if key in index), None)


def named(name: str) -> str:
    """A State's English name in the language that is spoken; any other name as it is."""
    if spoken() is ENGLISH:
        return name
    found = _in_english().get(name)
    return found.short.get(spoken().code, name) if found else name


def the_same(names: Iterable[str], called: str) -> str:
    """The one of these names that is meant, as it stands or as a State in another language.

    What is none of them stays as it was called.
    """
    names = tuple(names)
    if called in names or (meant := find_state(called)) is None:
        return called
    found = ((name, find_state(name)) for name in names)
    return next((name for name, it in found if it and it.state is meant.state), called)


def resembling(called: str) -> str:
    """The English name of a State that is spelt nearly so; empty where there is none."""
    near = get_close_matches(folded(called), _index(), n=1, cutoff=_ALIKE)
    return _index()[near[0]].state.name if near else ""


def folded(words: str) -> str:
    """Words reduced to what tells names apart: no capitals, accents or punctuation."""
    bare = unicodedata.normalize("NFKD", words).casefold()
    letters = "".join(letter for letter in bare if not unicodedata.combining(letter))
    return re.sub(r"[\W_]+", " ", letters).strip()


def _keys(words: str) -> Iterator[str]:
    key = folded(words)
    yield key
    yield _ARTICLE.sub("", key)


@cache
def _in_english() -> Mapping[str, State]:
    states = all_states()
    return {s.short["en"]: s for s in states} | {s.formal.get("en", s.name): s for s in states}


@cache
def _index() -> Mapping[str, Found]:
    index: dict[str, Found] = {}
    by_code = {state.iso3: state for state in all_states()}
    for state in all_states():
        called = (*state.codes, *state.short.values(), *state.formal.values())
        index |= {key: Found(state) for words in called for key in _keys(words)}
    for row in _rows("aliases.csv"):
        found = Found(by_code[row["iso3"]], row["source"])
        index |= {key: found for key in _keys(row["alias"]) if key not in index}
    return MappingProxyType(index)


def _state(row: Mapping[str, str]) -> State:
    def by_language(what: str) -> Mapping[str, str]:
        cells = ((language, row.get(f"{what}_{language}", "")) for language in LANGUAGES)
        return MappingProxyType({language: words for language, words in cells if words})

    return State(
        iso2=row["iso2"],
        iso3=row["iso3"],
        m49=row["m49"],
        status=Status(row["un_status"]),
        group=GROUPS[row["regional_group"]] if row["regional_group"] else "",
        short=by_language("short"),
        formal=by_language("formal"),
        article=by_language("article"),
        source=row["source"],
    )


def _rows(name: str) -> list[dict[str, str]]:
    text = (files("nemcon.language") / name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))
