"""Where a request acts: the body that its address names, and what the caller is there.

Whoever is nothing in a body is answered as if the body, or its procedure, were not there. A request
whose address names no body is answered to the caller as such; what it then names, in a form or in
JSON, is looked at with `at_desk` before anything is made of it.
"""

from __future__ import annotations

from typing import Final

from fastapi import Request
from sqlalchemy import Connection, select

from api.context import Context
from api.problems import Problem, no_such_procedure, unknown_name
from nemcon.language import _
from nemcon.register.directory import UnknownName
from nemcon.register.staff import Staff
from nemcon.register.tables import letters, mailings, procedures, returned_mail

_BODY: Final = select(procedures.c.body_id)


def in_place(connection: Connection, request: Request, staff: Staff) -> Staff:
    """The caller as what they are in the place that the address names. Raises `Problem` 404."""
    if staff.placed:
        return staff
    path = request.path_params
    if "procedure" in path:
        body = connection.scalar(_BODY.where(procedures.c.id == path["procedure"]))
        return _or(_there(staff, body), no_such_procedure())
    if "returned" in path:
        return _or(at_returned(connection, staff, path["returned"]), no_such_message())
    body = path.get("body") or request.query_params.get("body")
    if body:
        return _or(staff.at(body), _no_body(body))
    return staff


def at_desk(context: Context, staff: Staff, body: str, *mentioned: str) -> Staff:
    """The caller in that body, who also sees the procedures mentioned. Raises `Problem` 404."""
    if staff.roles.same_everywhere:
        return staff
    for procedure in filter(None, mentioned):
        with context.database.reading() as connection:
            of = connection.scalar(_BODY.where(procedures.c.id == procedure))
        _or(_there(staff, of), no_such_procedure())
    return _or(staff.at(body), _no_body(body))


def at_letter(connection: Connection, staff: Staff, letter: str) -> Staff | None:
    """The caller in the body that sent the letter; `None` where that is nothing or no letter."""
    body = connection.scalar(
        _BODY.join(mailings, mailings.c.procedure_id == procedures.c.id)
        .join(letters, letters.c.mailing_id == mailings.c.id)
        .where(letters.c.id == letter)
    )
    return _there(staff, body)


def at_returned(connection: Connection, staff: Staff, mail: str) -> Staff | None:
    """The caller in the body to whose letter that mail came back."""
    body = connection.scalar(
        _BODY.join(returned_mail, returned_mail.c.procedure_id == procedures.c.id).where(
            returned_mail.c.id == mail
        )
    )
    return _there(staff, body)


def no_such_message() -> Problem:
    """No mail of that name came back to a letter that the caller could see."""
    return Problem(404, "no-such-message", _("There is no message of that name here."))


def _there(staff: Staff, body: str | None) -> Staff | None:
    """In a body that is not there only those are anything who are so in all bodies."""
    return staff.everywhere() if body is None else staff.at(body)


def _or(found: Staff | None, problem: Problem) -> Staff:
    if found is None:
        raise problem
    return found


def _no_body(body: str) -> Problem:
    return unknown_name(UnknownName("body", body))
