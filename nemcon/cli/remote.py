"""Speaking to a running installation over HTTP, with a token of the staff."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Final

import httpx
import typer

from nemcon.cli.output import REFUSED, WRONG, fail

TIMEOUT: Final = 30
OK: Final = 200
NOT_FOUND: Final = 404
MALFORMED: Final = 422

Url = Annotated[
    str,
    typer.Option(
        envvar="NEMCON_URL", help="Where the installation is; else the one that runs in --data."
    ),
]
Token = Annotated[
    str,
    typer.Option(
        envvar="NEMCON_TOKEN", help="A token of the staff; else the Chair's of the one in --data."
    ),
]
Data = Annotated[Path, typer.Option(help="The folder of a local installation.")]
HERE: Final = Path(".data")


class Remote:
    """An installation, and the token shown to it."""

    def __init__(
        self,
        url: str,
        token: str,
        data: Path,
        *,
        as_json: bool,
        names: Mapping[str, str] | None = None,
    ) -> None:
        """What is not given is taken from the local installation in the folder `data`.

        `names` says what the parts of a request are called on the command line.
        """
        self._as_json = as_json
        self._names = names or {}
        self._url = url or self._local(data / "address", "the address")
        self._token = token or self._local_token(data)

    def get(self, path: str) -> Any:  # noqa: ANN401 - whatever the API answers
        """What the API shows there."""
        return self._ask("GET", path, None)

    def first(self, *paths: str) -> httpx.Response:
        """What the API answers at the first of these places where there is something."""
        for path in paths[:-1]:
            answer = self._sent("GET", path, None)
            if answer.status_code != NOT_FOUND:
                return self._read(answer)
        return self._answered("GET", paths[-1], None)

    def has(self, path: str) -> bool:
        """Whether the API has something there that this reader may see."""
        return self._sent("GET", path, None).status_code == OK

    def post(self, path: str, sent: dict[str, Any]) -> Any:  # noqa: ANN401 - the API's answer
        """What the API answers to that."""
        return self._ask("POST", path, sent)

    def tell(self, path: str, sent: dict[str, Any]) -> None:
        """Post what the API does without an answer."""
        self._answered("POST", path, sent)

    def put(self, path: str, content: bytes, media_type: str) -> Any:  # noqa: ANN401 - the API's answer
        """What the API answers to a file that is put there."""
        return self._read(self._sent("PUT", path, content, media_type)).json()

    def post_file(self, path: str, content: bytes, media_type: str) -> Any:  # noqa: ANN401 - the API's answer
        """What the API answers to a file that is sent there; `None` where it has nothing to say."""
        answer = self._read(self._sent("POST", path, content, media_type))
        return answer.json() if answer.content else None

    def _ask(self, method: str, path: str, sent: object) -> Any:  # noqa: ANN401 - the API's answer
        return self._answered(method, path, sent).json()

    def _answered(self, method: str, path: str, sent: object) -> httpx.Response:
        return self._read(self._sent(method, path, sent))

    def _sent(self, method: str, path: str, sent: object, media_type: str = "") -> httpx.Response:
        """`sent` is sent as JSON, or as it is where it is a file of that `media_type`."""
        shown = {"Authorization": f"Bearer {self._token}"}
        try:
            return httpx.request(
                method,
                f"{self._url.rstrip('/')}/api/v1{path}",
                json=None if media_type else sent,
                content=sent if isinstance(sent, bytes) else None,
                headers=shown | ({"Content-Type": media_type} if media_type else {}),
                timeout=TIMEOUT,
            )
        except httpx.HTTPError as error:
            says = f"{self._url} does not answer ({type(error).__name__}). Does `nemcon up` run?"
            fail(says, code="unreachable", as_json=self._as_json)

    def _read(self, answer: httpx.Response) -> httpx.Response:
        """The answer; a refusal ends the command."""
        if not answer.is_success:
            plain = answer.json()
            status = WRONG if answer.status_code == MALFORMED else REFUSED
            code = str(plain.get("code", ""))
            fail(_in_words(plain, self._names), code=code, status=status, as_json=self._as_json)
        return answer

    def _local(self, path: Path, what: str) -> str:
        if not path.exists():
            says = (
                f"{what} of the installation is not known: set NEMCON_URL and NEMCON_TOKEN, or "
                f"start one with `nemcon up` (looked in {path.parent})."
            )
            fail(says, code="no-installation", status=WRONG, as_json=self._as_json)
        return path.read_text(encoding="utf-8").strip()

    def _local_token(self, data: Path) -> str:
        kept = json.loads(self._local(data / "staff-tokens.json", "the token"))
        return str(kept["chair"])


def _in_words(problem: dict[str, Any], names: Mapping[str, str]) -> str:
    says = str(problem.get("detail") or problem.get("title") or "the request was refused")
    fields = problem.get("fields") or ()
    told = [f"  {_named(field['where'], names)}: {field['says']}" for field in fields]
    return "\n".join([says, *told])


def _named(where: str, names: Mapping[str, str]) -> str:
    """What the sender typed to fill that part; the longest name that fits says it best."""
    known = [part for part in names if where == part or where.startswith(f"{part} ")]
    part = max(known, key=len, default="")
    return names[part] + where.removeprefix(part) if part else where
