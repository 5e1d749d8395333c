"""The profiles that are known by their ids: those that ship, and those that a secretariat added."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Final

_added: Final[dict[str, Path]] = {}


@cache
def shipped_profiles() -> tuple[str, ...]:
    """The ids of the profiles that come with the product."""
    folder = files("nemcon.procedure") / "profiles"
    names = (entry.name for entry in folder.iterdir())
    return tuple(sorted(name.removesuffix(".toml") for name in names if name.endswith(".toml")))


def known_profiles() -> tuple[str, ...]:
    """The ids of all profiles by which a text may be placed."""
    return tuple(sorted((*shipped_profiles(), *_added)))


def file_of(identifier: str) -> Traversable | Path | None:
    """The file of the profile of that id; `None` where none is known."""
    if identifier in _added:
        return _added[identifier]
    if identifier not in shipped_profiles():
        return None
    return files("nemcon.procedure") / "profiles" / f"{identifier}.toml"


def put(profiles: dict[str, Path]) -> None:
    """Let these be known from now on."""
    _added.update(profiles)


def forget_added() -> None:
    """Know what ships, and nothing else."""
    _added.clear()
