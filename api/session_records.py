"""The record of a session as people send it, made the act that keeps it.

The API and the page read it in the same way, and name every fault by its key and its line.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final, cast

from pydantic import ValidationError

from api.problems import Problem
from api.v1.strict import read_json
from api.wrong import wrong_parts
from nemcon.agenda.record import SessionRecord
from nemcon.agenda.recording import no_such_place, wrong_in
from nemcon.agenda.state import AgendaState
from nemcon.documents.record.form import RecordForm
from nemcon.documents.record.reading import Fault, Plain, RecordError, plain_of
from nemcon.language import _, ngettext

NAME: Final = "the record"
MOST_FAULTS: Final = 100
_LONGEST: Final = 60
JSON: Final = "application/json"
YAML: Final = ("application/yaml", "application/x-yaml", "text/yaml", "text/x-yaml")
_NONE_KEPT: Final = "No record of this session has been kept yet."


def plain_sent(body: bytes, media_type: str) -> Plain:
    """What was sent, by its media type. Raises `Problem` 415 or 422."""
    kind = media_type.partition(";")[0].strip().lower()
    if kind == JSON:
        return Plain(read_json(body))
    if kind in YAML:
        return plain_yaml(body)
    says = _("Send the record as YAML or JSON, and say which: Content-Type: application/yaml.")
    raise Problem(415, "unsupported-media-type", says)


def plain_yaml(body: bytes) -> Plain:
    """What a file in YAML holds. Raises `Problem` 422."""
    try:
        return plain_of(body, NAME)
    except RecordError as error:
        raise _cannot_be_kept(error.faults) from error


def record_of(plain: Plain, state: AgendaState) -> SessionRecord:
    """The record, which can be kept of that session. Raises `Problem` 422 with all its faults."""
    try:
        record = RecordForm.model_validate(plain.value).record()
    except ValidationError as error:
        faults = [*_faults(plain, error.errors()), *_places_unknown(plain, state)]
        raise _cannot_be_kept(faults) from error
    wrong = [
        Fault(part.where, part.says, plain.line(part.where)) for part in wrong_in(state, record)
    ]
    if wrong:
        raise _cannot_be_kept(wrong)
    return record


def kept_record(state: AgendaState) -> SessionRecord:
    """The record that is kept of the session. Raises `Problem` 404."""
    if state.record is None:
        raise Problem(404, "no-record", _NONE_KEPT)
    return state.record


def _faults(plain: Plain, errors: Iterable[Any]) -> list[Fault]:
    placed = [{**found, "loc": ("body", *found["loc"])} for found in errors]
    return [Fault(p.where, p.says, plain.line(p.where)) for p in wrong_parts(placed)]


def _places_unknown(plain: Plain, state: AgendaState) -> Iterator[Fault]:
    """Places that the session does not have, in a file that cannot be read for another reason."""
    for part in ("deliberations", "statements"):
        for count, item in enumerate(_list(_part(plain.value, part)), start=1):
            place = _part(item, "place")
            if isinstance(place, str) and place and place not in state.places:
                where = f"{part} {count} place"
                yield Fault(where, no_such_place(place[:_LONGEST]), plain.line(where))


def _part(of: object, name: str) -> object:
    return cast("dict[str, object]", of).get(name) if isinstance(of, dict) else None


def _list(found: object) -> list[object]:
    return cast("list[object]", found) if isinstance(found, list) else []


def _cannot_be_kept(faults: Iterable[Fault]) -> Problem:
    fields = [{"where": fault.place, "says": fault.says} for fault in faults]
    says = _("The record cannot be kept as it is.")
    if len(fields) > MOST_FAULTS:
        # Translators: {n} is the number of faults, more than one.
        more = ngettext("{n} fault was found in it.", "{n} faults were found in it.", len(fields))
        says = f"{says} {more}"
    return Problem(422, RecordError.code, says, fields=fields[:MOST_FAULTS])
