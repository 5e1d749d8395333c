"""Writes docs/rules: one page for each profile, with the diagram of its procedure beside it.

Run it after a profile has changed; a test fails while a page and its profile differ.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from nemcon.procedure.keys import KEYS, NO_SOURCE
from nemcon.procedure.loader import SECTIONS, load_profile, profile_data
from nemcon.procedure.profile import Basis, Profile, RuleValue
from nemcon.procedure.shelf import shipped_profiles
from nemcon.rulebook.diagram import draw
from nemcon.rulebook.reading import ways_of
from nemcon.rulebook.ways import Way

FOLDER = Path(__file__).parents[1] / "docs" / "rules"
BASES = {
    Basis.SOURCE: "source",
    Basis.SECONDARY: "second hand",
    Basis.CUSTOM: "custom",
}


def page(name: str) -> str:
    """The page of a profile, in Markdown."""
    profile = load_profile(name)
    about = str(profile_data(name).get("about", "")).strip()
    lines = [f"# {profile.title}", "", f"Profile `{profile.id}`, {_founded(profile)}.", ""]
    if about:
        lines += [about, ""]
    ways = ways_of(profile)
    lines += [f"![The stages of the procedure and the ways between them]({name}.svg)", ""]
    lines += ["## The ways through the procedure", "", *_ways(ways), ""]
    for section in SECTIONS:
        values = [value for value in profile.values if value.key.startswith(f"{section}.")]
        lines += _section(section, values)
    lines.append("*Written by `scripts/profile_pages.py`; see [profiles](../profiles.md).*")
    return "\n".join(lines) + "\n"


def diagram(name: str) -> str:
    """The diagram of a profile, as a file of its own."""
    profile = load_profile(name)
    return draw(profile.title, ways_of(profile), alone=True)


def _ways(ways: tuple[Way, ...]) -> list[str]:
    head = ["| From | By what | To | Rule |", "|---|---|---|---|"]
    return head + [f"| {w.start.says} | {w.by} | {w.end.says} | `{w.rule}` |" for w in ways]


def index() -> str:
    """The list of the pages."""
    lines = ["# The rules of each body", "", "One page for each profile that is shipped.", ""]
    for name in shipped_profiles():
        profile = load_profile(name)
        lines.append(f"- [{profile.title}]({name}.md): `{name}`, {_founded(profile)}")
    return "\n".join(lines) + "\n"


def _founded(profile: Profile) -> str:
    counts = dict.fromkeys(Basis, 0)
    for value in profile.values:
        counts[value.basis] += 1
    return (
        f"{len(profile.values)} values: {counts[Basis.SOURCE]} from the source, "
        f"{counts[Basis.SECONDARY]} second hand, {counts[Basis.CUSTOM]} custom"
    )


def _section(name: str, values: list[RuleValue]) -> list[str]:
    rows = [
        f"| `{value.key}`: {KEYS[value.key].means} | {value.value} | {BASES[value.basis]} "
        f"| {'' if value.source == NO_SOURCE else value.source} |"
        for value in values
    ]
    title = name.replace("_", " ").capitalize()
    head = ["| Rule | Value | Basis | Where, or why |", "|---|---|---|---|"]
    return [f"## {title}", "", *head, *rows, ""]


def main() -> None:
    """Write every page."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name in shipped_profiles():
        (FOLDER / f"{name}.md").write_text(page(name), encoding="utf-8")
        (FOLDER / f"{name}.svg").write_text(diagram(name), encoding="utf-8")
    (FOLDER / "README.md").write_text(index(), encoding="utf-8")


if __name__ == "__main__":
    main()
