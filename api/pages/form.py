"""What a person sent by a form, kept as it was typed, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Annotated, Final
from urllib.parse import parse_qsl

from fastapi import Depends, Request

from api.problems import Problem
from nemcon.language import N_, _

MOST_PARTS: Final = 5_000
NAMES: Final = {
    "address": N_("Address"),
    "among": N_("Among whom"),
    "because": N_("Reason"),
    "ended_by": N_("Your name"),
    "evidence": N_("On the strength of which paper"),
    "filed_by": N_("Your name"),
    "length": N_("How long it runs"),
    "name": N_("Name of the colleague"),
    "new_number": N_("Number of the new paragraph"),
    "on_behalf_of": N_("On behalf of"),
    "outcome": N_("Outcome"),
    "paragraph": N_("What it is about"),
    "paragraphs": N_("Paragraphs"),
    "procedure": N_("Name of the procedure"),
    "profile": N_("Rules of procedure"),
    "says": N_("In words"),
    "symbol": N_("Symbol"),
    "text": N_("Text"),
    "title": N_("Title"),
    "to": N_("To which meeting or session"),
    "until": N_("Deadline"),
    "wording": N_("Other wording"),
}
"""What the forms call their fields, for the list of what is wrong at the top of a page."""
_FORM_TYPE: Final = "application/x-www-form-urlencoded"


@dataclass(frozen=True, slots=True)
class Form:
    """The parts of a form; a part may come several times."""

    parts: tuple[tuple[str, str], ...] = ()

    def get(self, name: str) -> str:
        """The first of that name; empty when there is none."""
        return next((value for key, value in self.parts if key == name), "")

    def all(self, name: str) -> tuple[str, ...]:
        """All of that name, in order, without the empty ones."""
        return tuple(value for key, value in self.parts if key == name and value)

    def lines(self, name: str) -> tuple[str, ...]:
        """The lines of a part that are not blank."""
        return tuple(line.strip() for line in self.get(name).splitlines() if line.strip())

    def among(self, names: Iterable[str]) -> tuple[tuple[str, str], ...]:
        """The parts of these names, to be sent again from a hidden place."""
        wanted = frozenset(names)
        return tuple((key, value) for key, value in self.parts if key in wanted and value)

    def naming(self, name: str, value: str) -> Form:
        """The same form with that value alone under that name."""
        return Form((*((k, v) for k, v in self.parts if k != name), (name, value)))


@dataclass(frozen=True, slots=True)
class Wrong:
    """Something to put right: the field, and what is wrong with it. Without a field, in general.

    `name` is what the form calls the field, where the sentence does not say it by itself.
    """

    field: str
    says: str
    name: str = ""


@dataclass(slots=True)
class Wrongs:
    """Everything to put right in one form."""

    found: list[Wrong] = field(default_factory=list[Wrong])

    def add(self, where: str, says: str, name: str = "") -> None:
        """One more."""
        self.found.append(Wrong(where, says, name))

    def at(self, where: str) -> str:
        """What is wrong with that field; empty when nothing is."""
        return next((wrong.says for wrong in self.found if wrong.field == where), "")

    def __bool__(self) -> bool:
        return bool(self.found)


def wrongs_of(problem: Problem, fields: dict[str, str]) -> Wrongs:
    """The problem as things to put right.

    `fields` says which field of the form holds a part of the request, by the first words of the
    part's place.
    """
    wrongs = Wrongs()
    told = problem.more.get("fields")
    for item in told if isinstance(told, list) else []:  # pyright: ignore[reportUnknownVariableType]  # made by `malformed`
        place = str(item["where"])  # pyright: ignore[reportUnknownArgumentType]  # the same
        known = [name for name in fields if place == name or place.startswith(f"{name} ")]
        best = max(known, key=len, default="")
        says, field = str(item["says"]), fields.get(best, "")  # pyright: ignore[reportUnknownArgumentType]  # the same
        wrongs.add(field, says, _(NAMES.get(field, "")))
    if not wrongs:
        wrongs.add(fields.get(problem.code, ""), problem.says)
    return wrongs


async def form_of(request: Request) -> Form:
    """The form that was sent. Raises `Problem` where it is none."""
    kind = request.headers.get("content-type", _FORM_TYPE).partition(";")[0].strip().lower()
    if kind != _FORM_TYPE:
        raise Problem(415, "not-a-form", _("This address takes the form of its page only."))
    body = (await request.body()).decode("utf-8", "replace")
    try:
        parts = parse_qsl(body, keep_blank_values=True, errors="replace", max_num_fields=MOST_PARTS)
    except ValueError as error:
        raise Problem(422, "malformed", _("The form has more parts than can be read.")) from error
    return Form(tuple((key, value.replace("\r\n", "\n")) for key, value in parts))


InForm = Annotated[Form, Depends(form_of)]
