"""Rolls as of a date: what holds on a day, and importing one with a look at it first.

A roll that was imported counts before one that was set by hand; `all` is the roll of everybody.
"""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from datetime import date, datetime
from typing import Annotated, Final

from fastapi import APIRouter, Query
from pydantic import BeforeValidator, Field, StrictInt

from api.context import InContext
from api.intake import Sent
from api.people import AnyStaff, SecretariatStaff
from api.problems import Problem, documented
from api.receiving import Received
from api.scopes import opens
from api.v1.directory import RollName
from api.v1.reaching import BodyId
from api.v1.shown import Shown
from api.v1.strict import StrictRoute
from api.words import OptionalName
from nemcon.language import _, ngettext
from nemcon.procedure.people import Category
from nemcon.register import directory, importing
from nemcon.register import rolls as dated
from nemcon.register.directory import UnknownName
from nemcon.register.grants import Scope
from nemcon.register.importing import RollRefused
from nemcon.rolls.cells import day
from nemcon.rolls.problems import RollError
from nemcon.rolls.roll import groups_of
from nemcon.rolls.roll_file import Roll, read_roll

router = APIRouter(
    tags=["directory"], route_class=StrictRoute, dependencies=[opens(Scope.ADMINISTER)]
)
MOST_FAULTS: Final = 100
# Only this form is read: what else is taken for a date elsewhere is easily misread.
OnDate = Annotated[date | None, BeforeValidator(lambda text: day(str(text or "")))]
Upon = Annotated[StrictInt, Field(ge=0)]


class EntryShown(Shown):
    """A participant on a roll."""

    participant: str
    name: str
    category: Category
    group: str
    weight: int
    state: str = Field(description="ISO 3166 in three letters; empty for what is no State.")
    credentials_from: date | None
    credentials_until: date | None
    political_groups: list[str]
    speaks_for: list[str]
    source: str


class GroupShown(Shown):
    """A political group on a roll."""

    name: str
    members: list[str]
    speakers: list[str] = Field(description="Who may speak for it; any member where it is empty.")


class VersionShown(Shown):
    """One import of a roll."""

    number: int
    as_at: date
    source: str
    imported_at: datetime
    imported_by: str
    undone_at: datetime | None
    undone_by: str


class DatedRollShown(Shown):
    """A roll as it holds on a day. Without `version` it was set by hand."""

    name: str
    on: date
    version: VersionShown | None
    entries: list[EntryShown]
    groups: list[GroupShown]
    versions: list[VersionShown] = Field(description="Every import, the last one first.")


class RollFileSent(Sent):
    """A roll as a CSV file."""

    content: str = Field(
        description="The file. How to write one: docs/rolls.md.",
        examples=[
            "# as at: 2026-11-24\n# source: The report\nparticipant,standing\nNorway,member\n"
        ],
    )
    origin: OptionalName = Field(default="roll.csv", description="Its name, for the faults in it.")


class RollImported(RollFileSent):
    """A roll to be imported."""

    upon: Upon | None = Field(
        default=None,
        description="The `upon` of the preview: refused where anything was imported since.",
    )


class LastImport(Sent):
    """Which import is to be undone: the number of the last one."""

    version: Upon


class ChangeShown(Shown):
    """One part of an entry that is not what it was."""

    participant: str
    name: str
    what: str = Field(examples=["standing"])
    before: str
    after: str


class NoteShown(Shown):
    """Something to look at before importing; it prevents nothing."""

    code: str = Field(examples=["credentials-expired"])
    says: str


class PreviewShown(Shown):
    """What an import would do, or did."""

    as_at: date
    source: str
    added: list[EntryShown]
    changed: list[ChangeShown]
    leaving: list[EntryShown]
    unchanged: int
    notes: list[NoteShown]
    upon: int
    same: bool = Field(description="This very roll was imported already; nothing is recorded.")
    version: int | None = Field(description="The import that holds now; none after a preview.")


class UndoneShown(Shown):
    """What undoing an import did."""

    version: int
    now_in_force: int | None = Field(description="None where the roll is as it was set by hand.")
    removed: list[str] = Field(description="Participants it had entered and nothing else names.")


@router.get(
    "/bodies/{body}/rolls/{roll}", summary="Show a roll", responses=documented(401, 404, 422)
)
def roll(
    context: InContext,
    staff: AnyStaff,  # noqa: ARG001 - declares who may call
    received: Received,
    body: BodyId,
    roll: RollName,
    on: Annotated[OnDate, Query(description="A day such as 2026-11-24; today without it.")] = None,
) -> DatedRollShown:
    """Who stands on the roll on that day, the political groups, and every import of it."""
    with context.database.reading() as connection:
        today = directory.day(connection, body, received) or received.date()
        wanted = on or today
        version = dated.in_force(connection, body, roll, wanted)
        versions = dated.versions(connection, body, roll)
        try:
            entries = directory.entries(connection, body, roll, wanted)
        except UnknownName:
            if not versions:
                raise
            entries = ()  # none of its versions holds on that day
    return DatedRollShown(
        name=roll,
        on=wanted,
        version=VersionShown.model_validate(version) if version else None,
        entries=[EntryShown.model_validate(entry) for entry in entries],
        groups=[GroupShown.model_validate(group) for group in groups_of(entries)],
        versions=[VersionShown.model_validate(one) for one in versions],
    )


@router.post(
    "/bodies/{body}/rolls/{roll}/preview",
    summary="Preview the import of a roll",
    responses=documented(401, 403, 404, 422),
)
def preview(
    context: InContext,
    staff: SecretariatStaff,  # noqa: ARG001 - declares who may call
    received: Received,
    body: BodyId,
    roll: RollName,
    sent: RollFileSent,
) -> PreviewShown:
    """What would be added, changed and leave, and what to look at. Records nothing."""
    read = _read(sent)
    with _refusing(sent), context.database.reading() as connection:
        found = importing.preview(connection, body, roll, read, sent.origin, received)
    return _shown(found, None)


@router.post(
    "/bodies/{body}/rolls/{roll}/import",
    summary="Import a roll",
    responses=documented(401, 403, 404, 409, 422),
)
def import_roll(
    context: InContext,
    staff: SecretariatStaff,
    received: Received,
    body: BodyId,
    roll: RollName,
    sent: RollImported,
) -> PreviewShown:
    """Keep the roll as a version of its own; importing the same one again changes nothing."""
    read = _read(sent)
    with _refusing(sent), context.database.writing() as connection:
        found = importing.import_roll(
            connection, body, roll, read, sent.origin, received, staff.signs_as, sent.upon
        )
        return _shown(found, dated.in_force(connection, body, roll, read.as_at))


@router.post(
    "/bodies/{body}/rolls/{roll}/undo",
    summary="Undo the last import of a roll",
    responses=documented(401, 403, 404, 409, 422),
)
def undo(
    context: InContext,
    staff: SecretariatStaff,
    received: Received,
    body: BodyId,
    roll: RollName,
    sent: LastImport,
) -> UndoneShown:
    """Put the version before in force again. Procedures keep the roll that they froze."""
    with _refusing(), context.database.writing() as connection:
        done = importing.undo(connection, body, roll, sent.version, received, staff.signs_as)
    now = done.now_in_force
    return UndoneShown(
        version=done.version.number,
        now_in_force=now.number if now else None,
        removed=list(done.removed),
    )


def _read(sent: RollFileSent) -> Roll:
    with _refusing(sent):
        return read_roll(sent.content, sent.origin)


@contextmanager
def _refusing(sent: RollFileSent | None = None) -> Generator[None]:
    """Answer what is wrong in the file, or with its moment, as a problem."""
    try:
        yield
    except RollRefused as error:
        raise Problem(409, error.code, error.says) from error
    except RollError as error:
        prefix = f"{sent.origin if sent else ''}/"
        fields = [
            {
                "where": problem.where.removeprefix(prefix).replace("/", " "),
                "says": _(
                    "Found {found}; expected {expected}.",
                    found=problem.found,
                    expected=problem.expected,
                ),
            }
            for problem in error.problems
        ]
        says = _("The roll cannot be used as it is.")
        if len(fields) > MOST_FAULTS:
            # Translators: {n} is the number of faults, more than one.
            more = ngettext(
                "{n} fault was found in it.", "{n} faults were found in it.", len(fields)
            )
            says = f"{says} {more}"
        raise Problem(422, error.code, says, fields=fields[:MOST_FAULTS]) from error


def _shown(found: importing.Preview, version: dated.Version | None) -> PreviewShown:
    difference = found.difference
    return PreviewShown(
        as_at=found.as_at,
        source=found.source,
        added=[EntryShown.model_validate(entry) for entry in difference.added],
        changed=[ChangeShown.model_validate(change) for change in difference.changed],
        leaving=[EntryShown.model_validate(entry) for entry in difference.leaving],
        unchanged=difference.unchanged,
        notes=[NoteShown.model_validate(note) for note in found.notes],
        upon=found.upon,
        same=found.is_same,
        version=version.number if version else None,
    )
