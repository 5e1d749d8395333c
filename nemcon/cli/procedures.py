"""`nemcon place-under-silence`, `list` and `show`: a running installation, from a terminal."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Final

import typer

from nemcon.cli.meetings import meeting_lines, meeting_stands
from nemcon.cli.output import WRONG, AsJson, fail, say, say_json
from nemcon.cli.remote import HERE, Data, Remote, Token, Url
from nemcon.cli.standing import (
    broken_since,
    decision,
    filings,
    warning_says,
    where_it_stands,
)

SILENCE: Final = "silence"
OPTIONS: Final = {
    "procedure": "PROCEDURE",
    "body": "--body",
    "profile": "--profile",
    "text symbol": "--symbol",
    "text title": "the title in --file",
    "text paragraphs": "the paragraphs in --file",
    "text": "--text",
    "among": "--among",
    "until": "--until",
    "length": "--for",
}
"""What the parts of the request are called on the command line."""


def place_under_silence(  # noqa: PLR0913, PLR0917 - each is an option of the command
    procedure: Annotated[str, typer.Argument(help="The id that the procedure gets.")],
    body: Annotated[str, typer.Option(help="The id of the body that decides.")],
    profile: Annotated[str, typer.Option(help="The rules; see `nemcon rules list`.")],
    text: Annotated[str, typer.Option(help="The id of a text of the body.")] = "",
    file: Annotated[
        Path | None,
        typer.Option(help="A text file: the title, then a blank line before each paragraph."),
    ] = None,
    symbol: Annotated[str, typer.Option(help="The symbol of the text in --file.")] = "",
    among: Annotated[str, typer.Option(help="The name of a roll; everybody without it.")] = "",
    until: Annotated[
        str, typer.Option(help='The deadline on the body\'s clocks: "2026-12-01 18:00".')
    ] = "",
    length: Annotated[
        str, typer.Option("--for", help="Or the length of the period: 72h, 3 days, 4 weeks.")
    ] = "",
    divisible: Annotated[
        bool | None, typer.Option(help="Whether paragraphs are adopted one by one.")
    ] = None,
    url: Url = "",
    token: Token = "",
    data: Data = HERE,
    as_json: AsJson = False,
) -> None:
    """Place a text under silence: the letters leave, and the period begins.

    Example: nemcon place-under-silence budget --body wg-international-cooperation
    --profile unodc-vienna-eb --file budget.txt --among "extended bureau" --for "3 days"
    """
    remote = Remote(url, token, data, as_json=as_json, names=OPTIONS)
    if bool(text) == (file is not None):
        fail("Give either --text or --file.", code="no-text", status=WRONG, as_json=as_json)
    if until and length:
        says = "Give either --until or --for, not both."
        fail(says, code="two-ends", status=WRONG, as_json=as_json)
    sent: dict[str, Any] = {
        "procedure": procedure,
        "body": body,
        "profile": profile,
        "text": text or _read(file, symbol, as_json=as_json),
        "among": among,
    }
    optional = {"until": until.replace(" ", "T"), "length": length, "divisible": divisible}
    sent |= {key: value for key, value in optional.items() if value not in ("", None)}
    answer = remote.post("/procedures", sent)
    if as_json:
        say_json(answer)
        return
    shown = remote.get(f"/procedures/{procedure}")
    say(f"{shown['text']['title']} is under silence.")
    _tell_deadline(shown)
    for warning in shown.get("warnings", ()):
        say(f"  warning: {warning_says(warning)}")


def list_procedures(
    phase: Annotated[
        str,
        typer.Option(
            help="under-silence, suspended, consultation, voting, circulated, in-round, ended ..."
        ),
    ] = "",
    url: Url = "",
    token: Token = "",
    data: Data = HERE,
    as_json: AsJson = False,
) -> None:
    """List the procedures of every kind, the latest opened first: where each stands.

    Silence procedures have their deadline, agendas and negotiations what they wait for.
    """
    remote = Remote(url, token, data, as_json=as_json, names={"phase": "--phase"})
    answer = remote.get(f"/procedures?phase={phase}" if phase else "/procedures")
    found = answer["items"]
    # The list knows neither the zone of a deadline nor whether silence is broken.
    each = {
        item["id"]: remote.get(f"/procedures/{item['id']}")
        for item in found
        if item["kind"] == SILENCE
    }
    if as_json:
        items = [
            item | {"broken_at": each[item["id"]]["broken_at"]} if item["id"] in each else item
            for item in found
        ]
        say_json(answer | {"items": items})
        return
    for item in found:
        shown = each.get(item["id"])
        stands = f"{where_it_stands(shown)}{_ends(shown)}" if shown else meeting_stands(item)
        say(f"{item['id']:<24} {item['title']}")
        say(f"{'':<24} {stands}")
    if not found:
        say("There is no procedure. Place a text with `nemcon place-under-silence`.")
    elif len(found) < answer["total"]:
        say(f"{answer['total']} in all; these are the latest {len(found)}.")


def show(
    procedure: Annotated[str, typer.Argument(help="The id of the procedure.")],
    url: Url = "",
    token: Token = "",
    data: Data = HERE,
    as_json: AsJson = False,
) -> None:
    """Show one procedure of any kind: where it stands, what is due, what was filed, its head."""
    remote = Remote(url, token, data, as_json=as_json)
    places = (f"/{kind}/{procedure}" for kind in ("agendas", "negotiations", "procedures"))
    shown = remote.first(*places).json()
    if as_json:
        say_json(shown)
        return
    if "text" not in shown:
        for line in meeting_lines(shown):
            say(line)
        return
    say(f"{shown['text']['title']}\n  {where_it_stands(shown)}{broken_since(shown)}")
    _tell_deadline(shown)
    for line in decision(shown):
        say(f"  {line}")
    for paragraph in shown["text"]["paragraphs"]:
        say(f"  {paragraph['number']}. {paragraph['words']}")
    for filed in filings(shown):
        say(f"  {filed}")
    say(f"  head {shown['head']}")


def compilation(
    procedure: Annotated[str, typer.Argument(help="The id of the procedure.")],
    url: Url = "",
    token: Token = "",
    data: Data = HERE,
    as_json: AsJson = False,
) -> None:
    """Print the Chair's compilation: what does not enjoy agreement, for a later session.

    Before the negotiation has ended it is the compilation as it would be now.

    Example: nemcon compilation recommendations > compilation.txt
    """
    remote = Remote(url, token, data, as_json=as_json)
    if remote.has(f"/agendas/{procedure}"):
        fail(
            f"{procedure} is an agenda, and an agenda has no compilation: what is not adopted "
            f"stays open in it. See `nemcon show {procedure}`.",
            code="no-compilation",
            status=WRONG,
            as_json=as_json,
        )
    places = [f"/{kind}/{procedure}/compilation" for kind in ("negotiations", "procedures")]
    if as_json:
        say_json(remote.first(*places).json())
    else:
        say(remote.first(*(f"{place}.txt" for place in places)).text.rstrip())


def _ends(shown: dict[str, Any]) -> str:
    """The deadline of the list, beside a word for what it is by now."""
    deadline = shown["deadline"]
    return f"; {_deadline_word(shown)} {deadline['in_the_bodys_zone']}" if deadline else ""


def _deadline_word(shown: dict[str, Any]) -> str:
    over = shown["outcome"] or shown["phase"] in ("consultation", "voting")
    return "the deadline was" if over else "until"


def _tell_deadline(shown: dict[str, Any]) -> None:
    """The deadline, unless the procedure has ended: then the time of its decision is told."""
    deadline = shown["deadline"]
    if deadline and not shown["outcome"]:
        word = _deadline_word(shown)
        say(f"  {word} {deadline['in_the_bodys_zone']}")
        say(f"  {'':<{len(word)}} {deadline['in_utc']}")


def _read(file: Path | None, symbol: str, *, as_json: bool) -> dict[str, Any]:
    """The first block is the title; each further one is a paragraph, numbered from 1."""
    try:
        words = file.read_text(encoding="utf-8") if file else ""
    except (OSError, UnicodeDecodeError) as error:
        fail(f"{file} cannot be read: {error}", code="no-text", status=WRONG, as_json=as_json)
    title, *blocks = [block.strip() for block in words.split("\n\n") if block.strip()] or [""]
    paragraphs = [
        {"number": str(number), "words": " ".join(block.split())}
        for number, block in enumerate(blocks, start=1)
    ]
    return {"title": " ".join(title.split()), "symbol": symbol, "paragraphs": paragraphs}
