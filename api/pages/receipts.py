"""Checking a receipt, for whoever holds one: without signing in, and without telling what it is of.

What is said is only whether the register holds the entry that the receipt names. Asking records
nothing, and asking often is refused, since each answer goes through a whole chain.
"""

from __future__ import annotations

from typing import Annotated, Final

from fastapi import APIRouter, Query, Request, Response

from api.context import InContext, InLimits
from api.pages.form import Form, InForm, Wrongs
from api.pages.shown import when
from api.pages.templating import page
from nemcon.language import N_, _
from nemcon.register.receipts import LONGEST, Found, check, parse_code

router = APIRouter(prefix="/receipts", include_in_schema=False)

_NO_CODE: Final = N_(
    "Copy the code whole from the receipt: the procedure, the number and the "
    "digits, such as hybrid-format/4/3fa9c2d81b07."
)
Code = Annotated[str, Query(max_length=LONGEST)]


@router.get("")
def ask(request: Request, code: Code = "") -> Response:
    """The form; `code` fills it in."""
    return _page(request, Form((("code", code),)), Wrongs())


@router.post("")
def answer(request: Request, context: InContext, limits: InLimits, sent: InForm) -> Response:
    """Whether the register holds the entry that the receipt names."""
    limits.receipt(request)
    try:
        code = parse_code(sent.get("code"))
    except ValueError:
        wrongs = Wrongs()
        wrongs.add("code", _(_NO_CODE))
        return _page(request, sent, wrongs)
    found = check(code, context.register.written(code.procedure))
    facts = {"found": found, "asked": code, "at": when(context.clock.now(), "UTC"), "all": Found}
    return _page(request, sent, Wrongs(), **facts)


def _page(request: Request, typed: Form, wrongs: Wrongs, **answered: object) -> Response:
    facts: dict[str, object] = {"typed": typed, "wrongs": wrongs, "found": None} | answered
    return page(request, "receipts.html", facts, status=422 if wrongs else 200)
