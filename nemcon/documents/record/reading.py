"""Reads the record of a session from a file in YAML."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from nemcon.documents.record.form import RecordForm


class RecordError(ValueError):
    """A record that cannot be used; it says what is wrong, line by line."""

    code = "bad-record"


def read_record(path: Path) -> RecordForm:
    """The record in that file; raises `RecordError`, which says all that is wrong."""
    try:
        typed = path.read_bytes()
    except OSError as error:
        raise RecordError(f"{path.name} cannot be read: {error}") from error
    return parsed_record(typed, path.name)


def parsed_record(typed: bytes, name: str) -> RecordForm:
    """The same for what a file of that `name` holds."""
    try:
        plain: Any = yaml.safe_load(typed.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise RecordError(f"{name} is not written in UTF-8.") from error
    except (yaml.YAMLError, RecursionError) as error:
        raise RecordError(f"{name} is not YAML: {' '.join(str(error).split())}") from error
    try:
        return RecordForm.model_validate(plain)
    except ValidationError as error:
        wrongs = (
            f"{' '.join(map(str, e['loc'])) or 'the file'}: {e['msg']}" for e in error.errors()
        )
        raise RecordError("\n".join(f"{name}, {wrong}" for wrong in wrongs)) from error
