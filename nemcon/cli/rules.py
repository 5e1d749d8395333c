"""`nemcon rules`: the profiles of bodies, with the source of every value."""

from __future__ import annotations

from typing import Annotated

import typer

from nemcon.cli.output import WRONG, AsJson, fail, say, say_json
from nemcon.procedure.loader import ProfileError, load_profile, shipped_profiles
from nemcon.procedure.profile import KEYS, Profile

rules = typer.Typer(
    help="The rules of real bodies, as cited data.",
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@rules.command("list")
def list_rules(as_json: AsJson = False) -> None:
    """List the profiles that ship."""
    found = [load_profile(name) for name in shipped_profiles()]
    if as_json:
        say_json([{"id": p.id, "title": p.title, "effect": p.effect.name} for p in found])
        return
    for profile in found:
        say(f"{profile.id:<28} {profile.title}")


@rules.command()
def show(
    profile: Annotated[str, typer.Argument(help="The id of a profile, or a TOML file.")],
    as_json: AsJson = False,
) -> None:
    """Show every value of a profile: what it means, and where it comes from."""
    found = _load(profile, as_json=as_json)
    if as_json:
        say_json(
            {
                "id": found.id,
                "title": found.title,
                "values": [
                    {
                        "key": value.key,
                        "value": value.value,
                        "basis": value.basis,
                        "source": value.source,
                        "means": KEYS[value.key].means,
                    }
                    for value in found.values
                ],
            }
        )
        return
    say(f"{found.id}: {found.title}\n")
    for value in found.values:
        say(f"{value.key} = {value.value}")
        say(f"    {KEYS[value.key].means}")
        say(f"    {value.basis}: {value.source}")


@rules.command()
def check(
    profile: Annotated[str, typer.Argument(help="A TOML file, or the id of a profile.")],
    as_json: AsJson = False,
) -> None:
    """Check a profile and say exactly what is wrong in it; exit status 2 when anything is."""
    found = _load(profile, as_json=as_json)
    if as_json:
        say_json({"id": found.id, "problems": []})
    else:
        say(f"{found.id} is in order: {len(found.values)} values.")


def _load(name: str, *, as_json: bool) -> Profile:
    try:
        return load_profile(name)
    except ProfileError as error:
        if as_json:
            say_json(
                {
                    "code": error.code,
                    "problems": [
                        {"where": p.where, "found": p.found, "expected": p.expected}
                        for p in error.problems
                    ],
                }
            )
            raise typer.Exit(WRONG) from error
        lines = (f"{p.where}: {p.found}; expected: {p.expected}" for p in error.problems)
        fail("\n".join(lines), code=error.code, status=WRONG)
