"""`nemcon staff`: people with roles in bodies, and who stands in for whom."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any, Final

import typer

from nemcon.cli.output import AsJson, say, say_json
from nemcon.cli.remote import HERE, Data, Remote, Url
from nemcon.register.grants import USUAL_DAYS, Scope
from nemcon.register.roles import Role

staff = typer.Typer(
    help=(
        "Who may do what in which body, and who stands in for an officer who is absent.\n\n"
        "    nemcon staff add 'Anna Example' anna@office.example --role chair --body assembly\n\n"
        "A person signs in by a link that is sent to the address. Without --body a role is for all "
        "bodies. `nemcon staff list` shows the ids that the other commands take."
    ),
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
Token = Annotated[
    str,
    typer.Option(
        envvar="NEMCON_TOKEN", help="A token of the secretariat; else that of the one in --data."
    ),
]
Person = Annotated[str, typer.Argument(help="The id of the person, from `nemcon staff list`.")]
InBody = Annotated[str, typer.Option("--body", help="The id of the body; else all bodies.")]
NAMES: Final = {
    "days": "--days",
    "scopes": "--scope",
    "body": "--body",
    "language": "--language",
    "begins": "--begins",
    "ends": "--ends",
    "until": "--begins or --ends",
}


@staff.command("list")
def list_staff(
    url: Url = "", token: Token = "", data: Data = HERE, as_json: AsJson = False
) -> None:
    """List the staff with their roles, and who stands in for whom."""
    shown = _remote(url, token, data, as_json=as_json).get("/staff")
    if as_json:
        say_json(shown)
        return
    names = {person["id"]: person["name"] for person in shown["people"]}
    for person in shown["people"]:
        roles = ", ".join(f"{r['role']} ({r['body'] or 'all bodies'})" for r in person["roles"])
        language = f"  {person['language']}" if person["language"] else ""
        say(f"{person['id']}  {person['name']}  {person['address'] or '-'}{language}")
        say(f"  {roles or 'no role'}")
    for one in shown["deputies"]:
        absent, deputy = names.get(one["absent"], "?"), names.get(one["deputy"], "?")
        where = one["body"] or "wherever that is"
        say(f"{one['id']}  {deputy} for {absent} ({where}), {one['begins']} to {one['ends']}")


@staff.command()
def add(  # noqa: PLR0913, PLR0917 - a command takes all its options
    name: Annotated[str, typer.Argument(help="The name under which acts are recorded.")],
    address: Annotated[str, typer.Argument(help="The address by which the person signs in.")],
    role: Annotated[Role, typer.Option(help="The role.")] = Role.READER,
    body: InBody = "",
    language: Annotated[str, typer.Option(help="In which letters are written: en or fr.")] = "",
    url: Url = "",
    token: Token = "",
    data: Data = HERE,
    as_json: AsJson = False,
) -> None:
    """Enter somebody with a role, or give a role to whoever has that address."""
    sent = {"name": name, "address": address, "role": role, "body": body, "language": language}
    shown = _remote(url, token, data, as_json=as_json).post("/staff", sent)
    where = body or "all bodies"
    _tell(shown, f"{shown['name']} ({shown['id']}) is {role} in {where}.", as_json=as_json)


@staff.command("end-role")
def end_role(
    person: Person,
    body: InBody = "",
    url: Url = "",
    token: Token = "",
    data: Data = HERE,
    as_json: AsJson = False,
) -> None:
    """End the role that somebody has in a body, or the one for all bodies."""
    remote = _remote(url, token, data, as_json=as_json)
    remote.tell(f"/staff/{person}/roles/end", {"body": body})
    _tell({}, "The role has ended.", as_json=as_json)


@staff.command()
def end(
    person: Person, url: Url = "", token: Token = "", data: Data = HERE, as_json: AsJson = False
) -> None:
    """Let somebody in no more: roles, deputies, tokens and sessions end."""
    _remote(url, token, data, as_json=as_json).tell(f"/staff/{person}/end", {})
    _tell({}, "This person is let in no more.", as_json=as_json)


@staff.command()
def deputize(  # noqa: PLR0913, PLR0917 - a command takes all its options
    absent: Annotated[str, typer.Argument(help="The id of the officer who is absent.")],
    deputy: Annotated[str, typer.Argument(help="The id of the one who stands in.")],
    begins: Annotated[str, typer.Option(help="From when, such as 2026-12-01T09:00.")],
    ends: Annotated[str, typer.Option(help="Until when.")],
    body: InBody = "",
    url: Url = "",
    token: Token = "",
    data: Data = HERE,
    as_json: AsJson = False,
) -> None:
    """Let one officer stand in for another. Without an offset the hours are those of the body."""
    sent = {"deputy": deputy, "body": body, "begins": begins, "ends": ends}
    remote = _remote(url, token, data, as_json=as_json)
    shown = remote.post(f"/staff/{absent}/deputies", sent)
    says = f"Deputy {shown['id']}, from {shown['begins']} to {shown['ends']}."
    _tell(shown, says, as_json=as_json)


@staff.command("end-deputy")
def end_deputy(
    number: Annotated[int, typer.Argument(help="The number, from `nemcon staff list`.")],
    url: Url = "",
    token: Token = "",
    data: Data = HERE,
    as_json: AsJson = False,
) -> None:
    """End a deputy before the time."""
    _remote(url, token, data, as_json=as_json).tell(f"/staff/deputies/{number}/end", {})
    _tell({}, "The deputy has ended.", as_json=as_json)


@staff.command("two-persons")
def two_persons(
    body: Annotated[str, typer.Argument(help="The id of the body.")],
    minutes: Annotated[int, typer.Argument(help="Within how many; 0 where one is enough.")],
    url: Url = "",
    token: Token = "",
    data: Data = HERE,
    as_json: AsJson = False,
) -> None:
    """Let a second person confirm what is filed on a delegation's behalf."""
    remote = _remote(url, token, data, as_json=as_json)
    shown = remote.post(f"/bodies/{body}/two-persons", {"minutes": minutes})
    asked = f"A second person confirms within {minutes} minutes."
    _tell(shown, asked if minutes else "One person is enough.", as_json=as_json)


@staff.command("token")
def make_token(
    name: Annotated[str, typer.Argument(help="Which program it is for.")],
    scope: Annotated[list[Scope], typer.Option(help="What it opens; may be given again.")],
    body: Annotated[str, typer.Option("--body", help="The one body where it is good.")] = "",
    days: Annotated[int, typer.Option(help="After how many days it expires.")] = USUAL_DAYS,
    url: Url = "",
    token: Token = "",
    data: Data = HERE,
    as_json: AsJson = False,
) -> None:
    """Make a token for a program, as whoever the staff link of --token belongs to.

    It is shown this once. It never does more than its owner may.
    """
    sent = {"name": name, "scopes": scope, "body": body, "days": days}
    shown = _remote(url, token, data, as_json=as_json).post("/tokens", sent)
    _tell(shown, str(shown["token"]), as_json=as_json)


@staff.command("tokens")
def list_tokens(
    url: Url = "", token: Token = "", data: Data = HERE, as_json: AsJson = False
) -> None:
    """List the tokens that one may revoke."""
    shown = _remote(url, token, data, as_json=as_json).get("/tokens")
    if as_json:
        say_json(shown)
        return
    for one in shown:
        say(f"{one['id']}  {one['name']}, of {one['owner']} ({one['body'] or 'all bodies'})")
        used = (one["used_on"] or "never")[:10]
        say(f"  {', '.join(one['scopes'])}; until {one['ends']}; used last {used}")


@staff.command("revoke-token")
def revoke_token(
    key: Annotated[str, typer.Argument(help="The id, from `nemcon staff tokens`.")],
    url: Url = "",
    token: Token = "",
    data: Data = HERE,
    as_json: AsJson = False,
) -> None:
    """Let a token open nothing any more."""
    _remote(url, token, data, as_json=as_json).tell(f"/tokens/{key}/revoke", {})
    _tell({}, "The token is revoked.", as_json=as_json)


def _remote(url: str, token: str, data: Path, *, as_json: bool) -> Remote:
    kept = data / "staff-tokens.json"
    if not token and kept.exists():
        token = str(json.loads(kept.read_text(encoding="utf-8"))["secretariat"])
    return Remote(url, token, data, as_json=as_json, names=NAMES)


def _tell(shown: dict[str, Any], says: str, *, as_json: bool) -> None:
    if as_json:
        say_json(shown)
    else:
        say(says)
