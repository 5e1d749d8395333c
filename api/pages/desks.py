"""Staff at the desk that a form names: the forms that begin a procedure say in which body."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends
from sqlalchemy import Connection

from api.context import InContext
from api.pages.form import InForm
from api.people import ActingStaff, acting
from api.places import at_desk
from nemcon.register import directory
from nemcon.register.directory import Body
from nemcon.register.staff import Role, Staff


def _at_form_desk(context: InContext, staff: ActingStaff, sent: InForm) -> Staff:
    mentioned = sent.get("origin"), sent.get("agenda")
    return acting(at_desk(context, staff, sent.get("body"), *mentioned))


FormStaff = Annotated[Staff, Depends(_at_form_desk)]
"""Staff that may act in the body that the form names."""


def bodies_to_act_in(connection: Connection, staff: Staff) -> tuple[Body, ...]:
    """The bodies in which a procedure may be begun by this person, by name."""
    found = directory.all_bodies(connection, staff.bodies)
    return tuple(body for body in found if _acts(staff.at(body.id) or staff))


def _acts(staff: Staff) -> bool:
    return staff.role is not Role.READER
