"""Writes the record of a session as a file in YAML, in the form in which it is read."""

from __future__ import annotations

from typing import Any, Final

import yaml

from nemcon.agenda.record import SessionRecord
from nemcon.agenda.state import AgendaState
from nemcon.documents.record.form import RecordForm

WIDTH: Final = 100
_BEGINNING: Final = """\
# The record of the session: what its report needs and nobody else records.
# [2nd and 3rd] is to be confirmed, [...] is missing. The guide to the parts is docs/report.md.
"""


def written_record(record: SessionRecord) -> str:
    """The record as a file; parts that are as they are when left out are left out."""
    return _written(RecordForm.of(record).model_dump(mode="json", exclude_defaults=True))


def begun_record(state: AgendaState) -> str:
    """A file to begin with: a part for each item of the agenda, and gaps to be filled in."""
    gap = "[...]"
    parts = {
        "place": "",
        "short": "",
        "introduction": [gap],
        "deliberations": [{"place": item.number, "summary": [gap]} for item in state.items],
        "opening": {"format": gap},
        "attendance": [{"of": "parties", "seated": True, "complete": False}],
    }
    return _BEGINNING + _written(parts)


def _written(parts: dict[str, Any]) -> str:
    if not parts:
        return ""
    return yaml.safe_dump(parts, allow_unicode=True, sort_keys=False, width=WIDTH)
