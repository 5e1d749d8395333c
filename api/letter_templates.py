"""Word templates of letters, as the API and the pages handle them: checked first, then kept."""

from __future__ import annotations

import hashlib
import re
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from fastapi import Response

from api.context import Context
from api.papers import file_response
from api.problems import Problem
from nemcon.documents.building.letter_says import Form
from nemcon.documents.rendering import Format
from nemcon.documents.templates.fields import SAMPLES
from nemcon.language import _
from nemcon.procedure.notices import Notice
from nemcon.register import directory
from nemcon.register.letter_templates import (
    Version,
    keep_template,
    template_in_force,
    templates_of,
    withdraw_template,
)

if TYPE_CHECKING:
    from nemcon.documents.templates.checking import Checked

MOST_BYTES: Final = 4 * 1024 * 1024
"""The largest template that is taken in."""
LARGER: Final = {re.compile(r"(?:/api/v1)?/bodies/[^/]+/letter-templates(?:/.*)?"): MOST_BYTES}
"""The addresses that take a template in, by their whole path."""
NO_TEMPLATE: Final = "no-such-template"


class TemplatedNotice(StrEnum):
    """The notices whose letter may have a template."""

    CIRCULATION = "circulation"
    REVISION = "revision"
    EXTENSION = "extension"
    SUSPENSION = "suspension"
    RESUMPTION = "resumption"
    CONFIRMATION = "confirmation"

    @property
    def notice(self) -> Notice:
        """The notice itself."""
        return Notice(self.value)


def checked(data: bytes, notice: TemplatedNotice) -> Checked:
    """What a check of the template finds. Keeps nothing."""
    # What reads Word files is large, and most web processes never see a template.
    from nemcon.documents.templates.checking import check  # noqa: PLC0415 - see above

    return check(data, notice.notice)


def kept(
    context: Context,
    body: str,
    notice: TemplatedNotice,
    form: Form,
    data: bytes,
    by: str,
    now: datetime,
) -> tuple[int, Checked]:
    """Keep the template as the one in force, if nothing is wrong with it. Raises `Problem`."""
    found = checked(data, notice)
    if found.faults:
        fields = [{"where": fault.where, "says": fault.says} for fault in found.faults]
        says = _("The template cannot be used as it is; nothing was kept.")
        raise Problem(422, "bad-template", says, fields=fields)
    with context.database.writing() as connection:
        directory.body_of(connection, body)
        return keep_template(connection, body, notice, form, data, by, now), found


def withdrawn(
    context: Context, body: str, notice: TemplatedNotice, form: Form, by: str, now: datetime
) -> None:
    """Go back to the built-in letter. Raises `Problem` where it is used already."""
    with context.database.writing() as connection:
        if not withdraw_template(connection, body, notice, form, by, now):
            raise _none()


def versions(context: Context, body: str) -> tuple[Version, ...]:
    """Every version of the templates of the body."""
    with context.database.reading() as connection:
        directory.body_of(connection, body)
        return templates_of(connection, body)


def in_force(context: Context, body: str, notice: TemplatedNotice, form: Form) -> Response:
    """The template in force, as a file. Raises `Problem` where the built-in letter is used."""
    with context.database.reading() as connection:
        data = template_in_force(connection, body, notice, form)
    if data is None:
        raise _none()
    return _as_file(f"{body}-{notice}-{form}.docx", data)


def to_begin_with(notice: TemplatedNotice, form: Form) -> Response:
    """A template that says what the built-in letter says, as a file."""
    from nemcon.documents.templates.starter import starter  # noqa: PLC0415 - as in `checked`

    return _as_file(f"{notice}-{form}.docx", starter(notice.notice, form))


def filled_with_samples(data: bytes, notice: TemplatedNotice, form: Form) -> Response:
    """The template as a letter of samples, as a file; it has passed its check."""
    from nemcon.documents.templates.filling import fill  # noqa: PLC0415 - as in `checked`

    return _as_file(f"sample-{notice}-{form}.docx", fill(data, SAMPLES))


def _as_file(name: str, data: bytes) -> Response:
    digest = hashlib.sha256(data).hexdigest()
    return file_response(name, Format.DOCX.media_type, data, digest)


def _none() -> Problem:
    says = _("There is no template of these letters; the built-in letter is used.")
    return Problem(404, NO_TEMPLATE, says)
