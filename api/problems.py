"""Errors as people and programs read them: RFC 9457 problem details, or a page.

Every answer that is not a success has one form, a stable `code` and a sentence, wherever in the
application it arose. What was sent is never repeated in it: it may hold secrets or be endless.
"""

from __future__ import annotations

import json
import logging
import secrets
from collections.abc import Callable, Sequence
from http import HTTPStatus
from typing import Any, Final, cast

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, Field
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from starlette.exceptions import HTTPException

from api.wrong import wrong_parts
from nemcon.language import N_, _
from nemcon.procedure.refusal import Refusal
from nemcon.register.directory import UnknownName
from nemcon.register.sent_act import TryAgain

log = logging.getLogger(__name__)

STATUS: Final = {
    "not-waiting": 409,
    "code-expired": 409,
    "code-used-up": 409,
    "too-many-codes": 409,
    "too-many-waiting": 409,
    "filed-first": 409,
    "code-just-sent": 429,
    "no-such-procedure": 404,
    "no-such-agenda": 404,
    "already-exists": 409,
    "agenda-of-another": 409,
    "report-under-silence": 409,
    "report-too-early": 409,
    "sitting-moved": 409,
    "round-closing": 409,
    "not-authorised": 403,
    "no-standing": 403,
    "wrong-phase": 409,
    "procedure-ended": 409,
    "deadline-passed": 409,
    "too-late-to-recall": 409,
    "launch-recalled": 409,
    "letter-changed": 409,
    "paper-changed": 409,
    "record-changed": 409,
    "symbol-taken": 409,
    "scan-not-kept": 409,
    "nobody-to-remind": 409,
    "reminder-changed": 409,
    "reminded-lately": 409,
    "reminded-enough": 429,
}
MALFORMED: Final = "malformed"
MEDIA_TYPE: Final = "application/problem+json"
MOST_FIELDS: Final = 20

ErrorPage = Callable[[Request, "Problem"], Response]


class Problem(Exception):
    """A refusal on its way to the caller: a status, a stable code, a sentence."""

    def __init__(self, status: int, code: str, says: str, **more: object) -> None:
        """`more` are further members; `retry_after` (seconds) becomes a header as well."""
        super().__init__(code)
        self.status = status
        self.code = code
        self.says = says
        self.more = more

    @property
    def title(self) -> str:
        """The kind of problem in a few words."""
        return self.code.replace("-", " ").capitalize()

    def body(self) -> dict[str, object]:
        """The members of the problem as JSON."""
        return {
            "type": f"urn:nemcon:problem:{self.code}",
            "title": self.title,
            "status": self.status,
            "detail": self.says,
            "code": self.code,
            **{name: value for name, value in self.more.items() if value not in ("", None)},
        }

    def headers(self) -> dict[str, str]:
        """The headers that belong to the status."""
        found: dict[str, str] = {}
        if "retry_after" in self.more:
            found["Retry-After"] = str(self.more["retry_after"])
        if self.status == HTTPStatus.UNAUTHORIZED:
            found["WWW-Authenticate"] = "Bearer"
        if "scope" in self.more:  # as RFC 6750 writes it
            named = f'error="insufficient_scope", scope="{self.more["scope"]}"'
            found["WWW-Authenticate"] = f"Bearer {named}"
        if "allow" in self.more:
            found["Allow"] = str(self.more["allow"])
        return found


class WrongField(BaseModel):
    """One part of a request that cannot be used."""

    where: str = Field(
        description="The part as it was sent, such as `wording 2 words`; lists count from 1."
    )
    says: str = Field(description="What is wrong with it, or what belongs there.")


class ProblemBody(BaseModel):
    """Why a request was not carried out (RFC 9457)."""

    type: str = Field(examples=["urn:nemcon:problem:no-standing"])
    title: str = Field(examples=["No standing"])
    status: int = Field(examples=[403])
    detail: str = Field(description="A sentence for people.")
    code: str = Field(description="Stable, for programs.", examples=["no-standing"])
    rule: str | None = Field(
        default=None, description="The key of the rule that was applied, where there was one."
    )
    scope: str | None = Field(
        default=None, description="The scope that the token lacks.", examples=["launch"]
    )
    fields: list[WrongField] | None = Field(
        default=None, description="The parts of the request that cannot be used."
    )


def documented(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """How a route's problems stand in the OpenAPI document."""
    content = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/ProblemBody"}}}
    return {
        status: {"description": HTTPStatus(status).phrase, "content": content}
        for status in statuses
    }


def problem_of(refusal: Refusal) -> Problem:
    """A refusal of the rules as a problem; 422 unless its code says otherwise."""
    status = STATUS.get(refusal.code, 422)
    return Problem(status, refusal.code, refusal.says, rule=refusal.rule)


def try_again() -> Problem:
    """Nothing was recorded, and it may be sent again at once."""
    return Problem(503, TryAgain.code, _(TryAgain.says), retry_after=1)


def unknown_name(error: UnknownName) -> Problem:
    """Something that a request names is not here."""
    return Problem(404, error.code, error.says)


_NO_SUCH: Final = {
    "procedure": N_("There is no procedure of that name."),
    "agenda": N_("There is no agenda of that name."),
    "negotiation": N_("There is no negotiation of that name."),
}


def no_such_procedure(called: str = "procedure") -> Problem:
    """No procedure of that name that the caller could see."""
    return Problem(404, "no-such-procedure", _(_NO_SUCH[called]))


def respond(request: Request, problem: Problem) -> Response:
    """The problem as JSON, or as the page that the application has for it."""
    page = cast("ErrorPage | None", getattr(request.app.state, "error_page", None))
    if page is not None and wants_page(request):
        try:
            response = page(request, problem)
        except Exception:  # a fault of the page must not hide the problem that it was to show
            log.exception("the page of a problem failed")
        else:
            response.headers.update(problem.headers())
            return response
    written = json.dumps(problem.body(), ensure_ascii=True)
    return Response(written, problem.status, problem.headers(), MEDIA_TYPE)


def wants_page(request: Request) -> bool:
    """Whether a person's browser asks, outside the API."""
    if request.url.path.startswith("/api/"):
        return False
    accepted = request.headers.get("accept", "")
    html, plain = accepted.find("text/html"), accepted.find("json")
    return html >= 0 and (plain < 0 or html < plain)


def incident(error: BaseException) -> Problem:
    """Something that should not happen: logged under an id, which is all that the caller learns."""
    identifier = secrets.token_hex(6)
    log.error("incident %s", identifier, exc_info=error)
    says = _(
        "Something went wrong here. It was noted as incident {identifier}; tell "
        "the secretariat that number. Whether what you sent was recorded can be "
        "seen in the procedure.",
        identifier=identifier,
    )
    return Problem(500, "internal", says, incident=identifier)


def unreachable(error: BaseException) -> Problem:
    """The database failed under a request, so that nobody can say whether it committed."""
    log.error("the database failed: %s", type(error).__name__, exc_info=error)
    says = _(
        "The register cannot be reached now, so nothing can be promised. Send it "
        "again with the same Idempotency-Key: what was recorded already is not "
        "recorded twice."
    )
    return Problem(503, "register-unreachable", says, retry_after=5)


def install(app: FastAPI) -> None:
    """Let the application answer every error in this form."""

    async def answer(request: Request, error: Exception) -> Response:
        return respond(request, _problem_from(error))

    for kind in (
        Problem,
        HTTPException,
        RequestValidationError,
        UnknownName,
        TryAgain,
        DBAPIError,
        PoolTimeout,
    ):
        app.add_exception_handler(kind, answer)


def _problem_from(error: Exception) -> Problem:  # noqa: PLR0911 - one line for each kind
    match error:
        case Problem():
            return error
        case RequestValidationError():
            return malformed(error.errors())
        case UnknownName():
            return unknown_name(error)
        case TryAgain():
            return try_again()
        case DBAPIError() if not error.connection_invalidated and _is_a_mistake(error):
            return incident(error)
        case DBAPIError() | PoolTimeout():
            return unreachable(error)
        case HTTPException():
            return _from_status(error)
        case _:
            return incident(error)


def _is_a_mistake(error: DBAPIError) -> bool:
    """Whether the program, not the database's state, is at fault."""
    return type(error).__name__ in ("ProgrammingError", "DataError", "IntegrityError")


_SENTENCES: Final = {
    400: ("bad-request", N_("The request could not be read.")),
    404: ("not-found", N_("There is nothing at this address.")),
    405: ("method-not-allowed", N_("This address does not take that kind of request.")),
}


def _from_status(error: HTTPException) -> Problem:
    phrase = HTTPStatus(error.status_code).phrase
    code, says = _SENTENCES.get(error.status_code, (phrase.lower().replace(" ", "-"), f"{phrase}."))
    says = _(says)
    allow = (error.headers or {}).get("Allow")
    return Problem(error.status_code, code, says, **({"allow": allow} if allow else {}))


def malformed(errors: Sequence[Any]) -> Problem:
    """What does not fit the form of a request, part by part.

    Where something that has a code of its own is wrong (a control character, an hour that does
    not exist), that is the problem's code; otherwise it is `malformed`.
    """
    if any(error["loc"][:1] == ("path",) for error in errors):
        code, says = _SENTENCES[404]
        return Problem(404, code, _(says))
    wrong = wrong_parts(errors)
    fields = [{"where": part.where, "says": part.says} for part in wrong]
    code, says = MALFORMED, _("The request is not in the form that is expected here.")
    for part in wrong:
        if part.code:
            code, says = part.code, part.says
            break
    return Problem(422, code, says, fields=fields[:MOST_FIELDS])
