"""`nemcon feed`: addresses under which the deadlines of a body are followed in a calendar."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from nemcon.cli.output import AsJson, say, say_json
from nemcon.cli.remote import HERE, Data, Remote, Token, Url

feed = typer.Typer(
    name="feed",
    help="Calendars of deadlines that programs follow: made, listed, revoked.",
    no_args_is_help=True,
)
Body = Annotated[str, typer.Argument(help="The id of the body.")]


@feed.command("list")
def list_feeds(
    body: Body, url: Url = "", token: Token = "", data: Data = HERE, as_json: AsJson = False
) -> None:
    """List the addresses that were given out; what they are cannot be shown again."""
    found = Remote(url, token, data, as_json=as_json).get(f"/bodies/{body}/feeds")
    if as_json:
        say_json(found)
        return
    for item in found:
        say(_line(item))
    if not found:
        say("No calendar was given out yet.")


@feed.command()
def issue(
    body: Body,
    participant: Annotated[
        str, typer.Option(help="The delegation whose deadlines it shows; else the whole body's.")
    ] = "",
    note: Annotated[str, typer.Option(help="For whom it is made.")] = "",
    url: Url = "",
    token: Token = "",
    data: Data = HERE,
    as_json: AsJson = False,
) -> None:
    """Make an address. It is shown once.

    Example: nemcon feed issue ungegn --participant austria
    """
    sent = {"participant": participant or None, "note": note}
    made = Remote(url, token, data, as_json=as_json).post(f"/bodies/{body}/feeds", sent)
    if as_json:
        say_json(made)
    else:
        say(made["url"])


@feed.command()
def revoke(
    body: Body,
    name: Annotated[str, typer.Argument(metavar="FEED", help="Its id; see `feed list`.")],
    url: Url = "",
    token: Token = "",
    data: Data = HERE,
    as_json: AsJson = False,
) -> None:
    """Let an address lead nowhere from now on."""
    remote = Remote(url, token, data, as_json=as_json)
    gone = remote.post(f"/bodies/{body}/feeds/{name}/revoke", {})
    if as_json:
        say_json(gone)
    else:
        say(_line(gone))


def _line(item: dict[str, Any]) -> str:
    whose = item["participant"] or "the whole body"
    note = f" ({item['note']})" if item["note"] else ""
    state = f"revoked {item['revoked_at']}" if item["revoked_at"] else f"made {item['created_at']}"
    return f"{item['id']}  {whose}{note}  {state}"
