"""What a form sends together with files: its parts as they were typed, and each file's bytes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Final

from fastapi import Depends, Request
from starlette.datastructures import UploadFile

from api.pages.form import MOST_PARTS, Form
from api.problems import Problem
from nemcon.language import _

MOST_FILES: Final = 4
_WITH_FILES: Final = "multipart/form-data"


@dataclass(frozen=True, slots=True)
class Upload:
    """A form and its files by the names of their fields; a field left empty has none.

    What the sender calls a file is not kept.
    """

    form: Form
    files: Mapping[str, bytes] = field(default_factory=dict[str, bytes])


async def upload_of(request: Request) -> Upload:
    """The form that was sent, with its files. Raises `Problem` where it is none."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != _WITH_FILES:
        raise Problem(415, "not-a-form", _("This address takes the form of its page only."))
    parts: list[tuple[str, str]] = []
    files: dict[str, bytes] = {}
    size = int(request.headers.get("content-length") or 0) or 1
    async with request.form(
        max_files=MOST_FILES, max_fields=MOST_PARTS, max_part_size=max(size, 1)
    ) as form:
        for name, value in form.multi_items():
            if isinstance(value, UploadFile):
                data = await value.read()
                if data or value.filename:
                    files[name] = data
            else:
                parts.append((name, value.replace("\r\n", "\n")))
    return Upload(Form(tuple(parts)), files)


InUpload = Annotated[Upload, Depends(upload_of)]
