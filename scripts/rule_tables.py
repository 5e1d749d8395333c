"""Writes docs/rules.md: which profile carries which regime, and what reaches every key and effect.

Run it after a profile or a scenario has changed; a test fails while the page differs.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

import yaml

from nemcon.procedure.effects import EFFECTS
from nemcon.procedure.keys import KEYS
from nemcon.procedure.loader import load_profile
from nemcon.procedure.profile import Basis, Profile
from nemcon.procedure.shelf import shipped_profiles
from nemcon.rulebook.chapters import founded

ROOT = Path(__file__).parents[1]
CASES = ROOT / "tests" / "cases"
PAGE = ROOT / "docs" / "rules.md"
EFFECT = "objection.effect"
HEAD = """\
# The rules that ship

Regimes, the profiles that carry them, the scenarios that rehearse them, and the sources. Each
profile has [a page of its own](rules/README.md); [profiles](profiles.md) says how one is written.
"""
REACHED = """\
## What each key and each effect is reached by

The value is one that is not the default; the scenarios are rehearsed under rules that have it.
"""


@cache
def scenarios() -> dict[Path, tuple[str, dict[str, str]]]:
    """Each scenario, with the profile that it names and the values that it sets itself."""
    found: dict[Path, tuple[str, dict[str, str]]] = {}
    for path in sorted(CASES.glob("*.yaml")):
        rules = yaml.safe_load(path.read_text(encoding="utf-8")).get("rules", {})
        rules = {"profile": rules} if isinstance(rules, str) else rules
        own = {
            f"{section}.{key}": str(value)
            for section, keys in rules.items()
            if isinstance(keys, Mapping)
            for key, value in keys.items()
        }
        found[path] = str(rules.get("profile", "")), own
    return found


def of_profile(name: str) -> list[Path]:
    """The scenarios whose rules name that profile."""
    return [path for path, (profile, _) in scenarios().items() if profile == name]


def away(key: str) -> list[Profile]:
    """The profiles that set that key away from its default."""
    profiles = map(load_profile, shipped_profiles())
    return [p for p in profiles if (v := p.cite(key)) and v.value != KEYS[key].default]


def with_effect(effect: str) -> list[Profile]:
    """The profiles whose objections work like that."""
    return [p for p in map(load_profile, shipped_profiles()) if p.effect.name == effect]


def rehearsing(profiles: list[Profile], key: str) -> list[Path]:
    """The scenarios under one of these profiles that leave that key as the profile has it."""
    names = {profile.id for profile in profiles}
    return [path for path, (name, own) in scenarios().items() if name in names and key not in own]


def page() -> str:
    """The page, in Markdown."""
    return "\n".join([HEAD, *_regimes(), "", REACHED, *_keys(), "", *_effects()]) + "\n"


def _regimes() -> Iterator[str]:
    yield "| Regime | Profile | Scenarios | Sources |"
    yield "|---|---|---|---|"
    for profile in map(load_profile, shipped_profiles()):
        cited = dict.fromkeys(v.source for v in profile.values if v.basis is not Basis.CUSTOM)
        sources = "; ".join(cited) or "none was found: every value is custom"
        link = f"[`{profile.id}`](rules/{profile.id}.md), {founded(profile)}"
        yield f"| {profile.title} | {link} | {_listed(of_profile(profile.id))} | {sources} |"


def _keys() -> Iterator[str]:
    yield "| Key | A profile that sets it | A scenario |"
    yield "|---|---|---|"
    for key in KEYS:
        profiles = away(key)
        yield f"| `{key}` | {_set_by(profiles, key)} | {_listed(rehearsing(profiles, key)[:1])} |"


def _effects() -> Iterator[str]:
    yield "| Effect | A profile that has it | A scenario |"
    yield "|---|---|---|"
    for effect in EFFECTS:
        profiles = with_effect(effect)
        cases = _listed(rehearsing(profiles, EFFECT)[:1])
        yield f"| `{effect}` | {_set_by(profiles, EFFECT)} | {cases} |"


def _set_by(profiles: list[Profile], key: str) -> str:
    rehearsed = {scenarios()[path][0] for path in rehearsing(profiles, key)[:1]}
    chosen = [p for p in profiles if p.id in rehearsed] or profiles
    if not chosen:
        return "none"
    value = chosen[0].cite(key)
    return f"`{chosen[0].id}`: {value.value if value else ''}"


def _listed(paths: list[Path]) -> str:
    return "<br>".join(f"[{_named(path)}](../tests/cases/{path.name})" for path in paths) or "none"


def _named(path: Path) -> str:
    return path.stem.replace("-", " ")


def main() -> None:
    """Write the page."""
    PAGE.write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
