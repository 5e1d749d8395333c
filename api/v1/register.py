"""The record itself, of a procedure of any kind: read, taken away as a file, and verified."""

from __future__ import annotations

import json
from typing import Annotated

from fastapi import APIRouter, Query, Response
from pydantic import BaseModel, Field

from api.context import Context, InContext
from api.people import AnyCaller, Caller
from api.problems import Problem, documented
from api.scopes import opens
from api.v1.disclosure import require_record, viewer_of
from api.v1.reaching import ProcedureId, reach_any
from api.v1.shown import EntryShown
from nemcon.language import _
from nemcon.register.checked import check
from nemcon.register.verify import export, parse_head

router = APIRouter(tags=["register"], dependencies=[opens(None)])


class VerificationShown(BaseModel):
    """What was found when the record was checked."""

    procedure: str
    sound: bool
    entries: int
    head: str = Field(description="The head that the entries lead to.")
    problems: list[str]


@router.get(
    "/procedures/{procedure}/register",
    summary="The entries of a procedure",
    responses=documented(401, 403, 404),
)
def entries(
    context: InContext,
    caller: AnyCaller,
    procedure: ProcedureId,
    after: Annotated[int, Query(ge=0, le=1_000_000_000)] = 0,
    limit: Annotated[int, Query(ge=1, le=1000)] = 200,
) -> list[EntryShown]:
    """The entries after number `after`, in order, each with its writing and its hash."""
    _may_read(context, procedure, caller)
    written = [entry for entry in context.register.written(procedure) if entry.number > after]
    return [
        EntryShown(
            number=entry.number,
            kind=entry.kind,
            hash=entry.hash,
            writing=entry.body,
            entry=json.loads(entry.body)["entry"],
        )
        for entry in written[:limit]
    ]


@router.get(
    "/procedures/{procedure}/register/export",
    summary="The record as a file",
    response_class=Response,
    responses={
        200: {"content": {"application/jsonl": {}}, "description": "A line of JSON an entry."},
        **documented(401, 403, 404),
    },
)
def exported(context: InContext, caller: AnyCaller, procedure: ProcedureId) -> Response:
    """The whole record, in a file that can be verified anywhere."""
    _may_read(context, procedure, caller)
    name = f'attachment; filename="{procedure}.register.jsonl"'
    return Response(
        export(procedure, context.register.written(procedure)),
        media_type="application/jsonl",
        headers={"Content-Disposition": name},
    )


@router.get(
    "/procedures/{procedure}/register/verify",
    summary="Verify the record",
    responses=documented(401, 404, 422),
)
def verified(
    context: InContext,
    caller: AnyCaller,
    procedure: ProcedureId,
    head: Annotated[
        str, Query(max_length=100, description="A head as a letter carries it, such as 12-3fa9...")
    ] = "",
) -> VerificationShown:
    """Check the chain, and the scans that it names; against a head from a letter, if given."""
    reach_any(context, procedure, caller)
    try:
        published = parse_head(head) if head else None
    except ValueError as error:
        says = _("That is not a head; copy it whole from a letter, such as 12-3fa9...")
        raise Problem(422, "bad-head", says) from error
    found = check(context.register, procedure, published)
    return VerificationShown(
        procedure=procedure,
        sound=found.sound,
        entries=found.entries,
        head=str(found.head or ""),
        problems=list(found.problems),
    )


def _may_read(context: Context, procedure: str, caller: Caller) -> None:
    require_record(viewer_of(caller), reach_any(context, procedure, caller).state)
