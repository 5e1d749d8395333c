"""The letter of an act, seen before the act: what it says, and the file itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Final

from fastapi import APIRouter, Body, Path, Response

from api.context import Context, InContext
from api.intake import RULINGS, Placing, placing, read
from api.lettering import Lettered, show
from api.lettering import Shown as ShownLetter
from api.papers import file_response
from api.people import ActingStaff, actor
from api.places import at_desk
from api.problems import Problem, documented, problem_of
from api.scopes import opens
from api.sent import LetterSent
from api.v1.letter_foreseen import LetterForeseen
from api.v1.reaching import ProcedureId, reach
from api.v1.strict import StrictRoute
from api.words import IDENTIFIER
from nemcon.documents.rendering import Format
from nemcon.language import _
from nemcon.procedure.refusal import Refusal
from nemcon.register.grants import Scope
from nemcon.register.kinds import Act
from nemcon.register.staff import Staff

router = APIRouter(tags=["letters"], route_class=StrictRoute, dependencies=[opens(Scope.RULE)])

Verb = Annotated[
    str, Path(pattern=IDENTIFIER, description="What is ruled, such as extend or revise.")
]
AsForAct = Annotated[dict[str, Any], Body(description="What the address of the act itself takes.")]
_FILE: Final[dict[int | str, dict[str, Any]]] = {
    200: {
        "content": {kind.media_type: {} for kind in (Format.PDF, Format.DOCX)},
        "description": "The file; its SHA-256 is the entity tag.",
    }
}
_REFUSED: Final = (401, 403, 404, 409, 422)


def shown_letter(
    context: Context, lettered: Lettered[Act], sent: LetterSent | None
) -> LetterForeseen:
    """The letter of the act, and the mail; the mail alone without a letter. Raises `Problem`."""
    return LetterForeseen.of(_shown(context, lettered, sent))


@router.post(
    "/preview/letter",
    dependencies=[opens(Scope.LAUNCH)],
    summary="See the letter that placing would send, as a file",
    response_class=Response,
    responses={**_FILE, **documented(*_REFUSED)},
)
def placing_letter(context: InContext, staff: ActingStaff, sent: Placing) -> Response:
    """The file that `preview` gives the SHA-256 of. Takes what placing takes; records nothing."""
    placed = placing(context, sent, actor(at_desk(context, staff, sent.body, *sent.linked), "api"))
    return _file(context, Lettered(placed.procedure, placed.body, placed.act), sent.letter)


@router.post(
    "/procedures/{procedure}/acts/{verb}/preview",
    summary="See the letter of a ruling",
    responses=documented(*_REFUSED),
)
def ruling_foreseen(
    context: InContext, staff: ActingStaff, procedure: ProcedureId, verb: Verb, sent: AsForAct
) -> LetterForeseen:
    """The letter and the mail as they would be. Takes what the act takes; records nothing."""
    return shown_letter(context, *_lettered(context, staff, procedure, verb, sent))


@router.post(
    "/procedures/{procedure}/acts/{verb}/preview/letter",
    summary="See the letter of a ruling, as a file",
    response_class=Response,
    responses={**_FILE, **documented(*_REFUSED)},
)
def ruling_letter(
    context: InContext, staff: ActingStaff, procedure: ProcedureId, verb: Verb, sent: AsForAct
) -> Response:
    """The file that the preview gives the SHA-256 of. Takes what the act takes; records nothing."""
    return _file(context, *_lettered(context, staff, procedure, verb, sent))


def _shown(context: Context, lettered: Lettered[Act], sent: LetterSent | None) -> ShownLetter:
    shown = show(context, lettered, sent.form if sent else None)
    if isinstance(shown, Refusal):
        raise problem_of(shown)
    return shown


def _file(context: Context, lettered: Lettered[Act], sent: LetterSent | None) -> Response:
    letter = _shown(context, lettered, sent).letter
    if letter is None:
        raise Problem(422, "no-form", _("Name the form of the letter: letter, or note-verbale."))
    file = letter.file
    return file_response(file.name, file.media_type, file.data, file.digest)


def _lettered(
    context: Context, staff: Staff, procedure: str, verb: str, sent: Mapping[str, Any]
) -> tuple[Lettered[Act], LetterSent | None]:
    position = reach(context, procedure, staff)
    if verb not in RULINGS:
        raise Problem(404, "not-found", _("There is nothing at this address."))
    ruling = read(RULINGS[verb], sent)
    act = ruling.act(actor(staff, "api"), position.state.profile.zone)
    return Lettered(procedure, position.body, act), ruling.letter
