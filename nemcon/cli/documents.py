"""`nemcon document`: the documents of a procedure, listed, taken away as files, and issued."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated, Any, Final
from urllib.parse import urlencode

import typer

from nemcon.cli.output import WRONG, AsJson, fail, say, say_json
from nemcon.cli.remote import HERE, Data, Remote, Token, Url
from nemcon.cli.taking import Force, Output, write

NAMES: Final = {
    "symbol": "--symbol",
    "language": "--language",
    "distribution": "--distribution",
    "paper": "PAPER",
}
"""What the parts of the request are called on the command line."""

document = typer.Typer(
    name="document",
    help="Documents: texts, changes, letters, records, agendas, reports, as HTML, Word and PDF.",
    no_args_is_help=True,
)


class Ending(StrEnum):
    """What a document is written to; said again here, so that `--help` need not load renderers."""

    HTML = "html"
    DOCX = "docx"
    PDF = "pdf"


Procedure = Annotated[str, typer.Argument(help="The id of the procedure, of any kind.")]
PaperId = Annotated[
    str, typer.Argument(metavar="PAPER", help="The id of the document; see `document list`.")
]
Symbol = Annotated[
    str, typer.Option(help="The symbol that it bears; else the one that suggests itself.")
]
Language = Annotated[str, typer.Option(help="One of its languages: en, fr, ar ...")]
Distribution = Annotated[str, typer.Option(help="General, Limited or Restricted.")]


@document.command("list")
def list_documents(
    procedure: Procedure,
    session: Annotated[
        bool, typer.Option("--session", help="Of an agenda: what its whole session has issued.")
    ] = False,
    url: Url = "",
    token: Token = "",
    data: Data = HERE,
    as_json: AsJson = False,
) -> None:
    """List the documents of a procedure: what can be drawn up now, and what was issued.

    Example: nemcon document list recommendations
    """
    remote = Remote(url, token, data, as_json=as_json)
    kind = "agendas" if session else "procedures"
    found = remote.get(f"/{kind}/{procedure}/documents")
    if as_json:
        say_json(found)
        return
    for line in _of_session(found) if session else _listed(found):
        say(line)
    if not found:
        say("Nothing was issued yet." if session else "There is no document of it yet.")


@document.command()
def get(  # noqa: PLR0913, PLR0917 - each is an option of the command
    procedure: Procedure,
    paper: PaperId,
    kind: Annotated[Ending, typer.Option("--format", help="The format.")] = Ending.PDF,
    output: Output = None,
    symbol: Symbol = "",
    language: Language = "en",
    distribution: Distribution = "Limited",
    to_issue: Annotated[
        bool,
        typer.Option("--to-issue", help="As it would be issued, without the note that it was not."),
    ] = False,
    force: Force = False,
    url: Url = "",
    token: Token = "",
    data: Data = HERE,
    as_json: AsJson = False,
) -> None:
    """Take a document away as a file, as the register has it now.

    Without -o it gets a name of its own, by its symbol. A note says that it was not issued; who
    may issue it sees it with --to-issue as it would be. What was issued is taken away with
    `nemcon document issued`.

    Example: nemcon document get recommendations redline-1 --format docx -o changes.docx
    """
    remote = Remote(url, token, data, as_json=as_json, names=NAMES)
    wanted = _wanted(symbol, language, distribution, to_issue=to_issue)
    answer = remote.first(f"/procedures/{procedure}/documents/{paper}.{kind}?{wanted}")
    write(answer, output, force=force, as_json=as_json)


@document.command()
def issued(
    digest: Annotated[str, typer.Argument(help="The SHA-256 of the file, from the list.")],
    output: Output = None,
    force: Force = False,
    url: Url = "",
    token: Token = "",
    data: Data = HERE,
    as_json: AsJson = False,
) -> None:
    """Take away a file exactly as it was issued, by its SHA-256.

    Example: nemcon document issued 9f86d081884c7d65... -o L.1.pdf
    """
    remote = Remote(url, token, data, as_json=as_json)
    write(remote.first(f"/documents/{digest}"), output, force=force, as_json=as_json)


@document.command()
def issue(  # noqa: PLR0913, PLR0917 - each is an option of the command
    procedure: Procedure,
    paper: PaperId,
    symbol: Symbol = "",
    language: Language = "en",
    distribution: Distribution = "Limited",
    yes: Annotated[bool, typer.Option("--yes", help="Issue it without asking.")] = False,
    url: Url = "",
    token: Token = "",
    data: Data = HERE,
    as_json: AsJson = False,
) -> None:
    """Issue a document: it is shown what it leaves open, asked, and kept as it is then.

    What offends the conventions and what is still in brackets is told first; neither prevents
    issuing. If anything is recorded between the question and the answer, nothing is issued.

    Example: nemcon document issue recommendations revision-1 --symbol CTOC/COP/WG.3/2020/L.2/Rev.1
    """
    remote = Remote(url, token, data, as_json=as_json, names=NAMES)
    at = f"/procedures/{procedure}/documents/{paper}"
    shown = remote.get(f"{at}?{_wanted(symbol, language, distribution, to_issue=True)}")
    if not shown["symbol"]:
        says = "It is issued under a symbol, and none suggests itself: give --symbol."
        fail(says, code="no-symbol", status=WRONG, as_json=as_json)
    if as_json and not yes:
        says = "With --json nobody is asked: look with `document get`, and give --yes."
        fail(says, code="not-confirmed", status=WRONG, as_json=as_json)
    if not as_json:
        for line in _to_be_issued(shown):
            say(line)
    if not yes and not typer.confirm("Issue it?"):
        fail("Nothing was issued.", code="not-confirmed", as_json=as_json)
    digests = {file["format"]: file["digest"] for file in shown["files"] if file["digest"]}
    asked = ("symbol", "language", "distribution", "seen")
    receipt = remote.post(
        f"{at}/issue", {name: shown[name] for name in asked} | {"digests": digests}
    )
    if as_json:
        say_json(receipt)
    else:
        say(f"{shown['symbol']} is issued: {receipt['code']}.")


def _wanted(symbol: str, language: str, distribution: str, *, to_issue: bool) -> str:
    named = {"symbol": symbol} if symbol else {}
    how = {"to_issue": "true"} if to_issue else {}
    return urlencode(named | {"language": language, "distribution": distribution} | how)


def _listed(found: list[dict[str, Any]]) -> Iterator[str]:
    for one in found:
        suggests = f"  [{one['symbol']}]" if one["symbol"] and not one["issued"] else ""
        yield f"{one['id']:<24} {one['title']}{suggests}"
        yield from (f"{'':<24} {line}" for issued in one["issued"] for line in _issued(issued))


def _of_session(found: list[dict[str, Any]]) -> Iterator[str]:
    for one in found:
        issued = one["issued"]
        yield f"{issued['symbol']}  {issued['title']}"
        yield f"  {one['kind']} {one['procedure']}, document {issued['paper']}"
        yield from (f"  {line}" for line in _issued(issued))


def _issued(issued: dict[str, Any]) -> Iterator[str]:
    yield f"issued as {issued['symbol']}, version {issued['version']}, entry {issued['number']}"
    for kind, digest in issued["digests"].items():
        yield f"  {kind:<5} {digest}"


def _to_be_issued(shown: dict[str, Any]) -> Iterator[str]:
    yield f"{shown['symbol']}  {shown['title']}"
    yield f"  {shown['distribution']} distribution, language {shown['language']}"
    for file in shown["files"]:
        yield f"  {file['format']:<5} {file['digest'] or 'cannot be written here'}"
        if file["refused"]:
            yield f"        {file['refused']}"
    for title, each in (
        ("Against the conventions", [(one["where"], one["says"]) for one in shown["faults"]]),
        ("Still open", [(one["where"], one["words"]) for one in shown["pending"]]),
    ):
        if each:
            yield f"{title} ({len(each)}):"
            yield from (f"  {where}: {says}" for where, says in each)
