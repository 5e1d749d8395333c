"""Reads the record of a session from a file in YAML, and says of each fault in which line it is.

The file is plain: no anchors, which could make a small file endless, and no key twice, of which
one would be lost without a word.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import yaml
from pydantic import ValidationError

from nemcon.documents.record.form import RecordForm

_SENTENCES: Final = "\n"
_OTHER: Final = {
    b"%PDF": "a PDF",
    b"PK\x03\x04": "a file of Word or Excel, or another that is packed",
    b"\xd0\xcf\x11\xe0": "an old file of Word or Excel",
    b"{\\rtf": "a file in Rich Text Format",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
}
"""How files begin that are sent by mistake in the place of one in YAML."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one part. `line` counts from 1; 0 where none can be named."""

    where: str
    says: str
    line: int = 0

    @property
    def place(self) -> str:
        """Where it is, as people look for it: "deliberations 1 place (line 12)"."""
        return f"{self.where} (line {self.line})" if self.line else self.where


class RecordError(ValueError):
    """A record that cannot be used; `faults` are all that are wrong with it."""

    code = "bad-record"

    def __init__(self, name: str, *faults: Fault) -> None:
        super().__init__(_SENTENCES.join(f"{name}, {f.place}: {f.says}" for f in faults))
        self.faults = faults


@dataclass(frozen=True, slots=True)
class Plain:
    """What a file holds, and the line in which each part of it begins.

    Parts are named by their keys, with lists counted from 1: "deliberations 1 place".
    """

    value: object
    lines: Mapping[str, int] = field(default_factory=dict[str, int])

    def line(self, where: str) -> int:
        """The line of that part, or of the nearest part around it; 0 where there is none."""
        while where and where not in self.lines:
            where = where.rpartition(" ")[0]
        return self.lines.get(where, 0)


def read_record(path: Path) -> RecordForm:
    """The record in that file; raises `RecordError`, which says all that is wrong."""
    try:
        typed = path.read_bytes()
    except OSError as error:
        raise RecordError(path.name, Fault("the file", f"it cannot be read: {error}")) from error
    return parsed_record(typed, path.name)


def parsed_record(typed: bytes, name: str) -> RecordForm:
    """The same for what a file of that `name` holds."""
    plain = plain_of(typed, name)
    try:
        return RecordForm.model_validate(plain.value)
    except ValidationError as error:
        faults = [_fault(plain, found) for found in error.errors()]
        raise RecordError(name, *faults) from error


def other_kind(typed: bytes) -> str:
    """What a file is that plainly is no text: "a PDF"; empty where it may be text."""
    return next((kind for begins, kind in _OTHER.items() if typed.startswith(begins)), "")


def plain_of(typed: bytes, name: str) -> Plain:
    """What a YAML file of that `name` holds. Raises `RecordError` for one that is not plain."""
    if kind := other_kind(typed):
        says = f"This is {kind}. The record is a file of plain text in YAML, such as: place: Vienna"
        raise RecordError(name, Fault("the file", says))
    try:
        text = typed.decode("utf-8")
    except UnicodeDecodeError as error:
        raise RecordError(name, Fault("the file", "It is not written in UTF-8.")) from error
    try:
        node = yaml.compose(text, yaml.SafeLoader)
        lines = {} if node is None else dict(_lines(node, name))
        return Plain(yaml.safe_load(text), lines)
    except (yaml.YAMLError, RecursionError) as error:
        raise RecordError(name, _unread(error)) from error
    except RecordError:
        raise
    except ValueError as error:  # a day or a number that there is none of
        raise RecordError(name, Fault("the file", f"It is not YAML: {error}.")) from error


def _unread(error: Exception) -> Fault:
    mark = error.problem_mark if isinstance(error, yaml.MarkedYAMLError) else None
    problem = error.problem if isinstance(error, yaml.MarkedYAMLError) else None
    says = " ".join(str(problem or "it is nested too deeply, or holds what cannot be read").split())
    return Fault("the file", f"It is not YAML: {says}.", mark.line + 1 if mark else 0)


def _lines(top: yaml.Node, name: str) -> Iterator[tuple[str, int]]:
    """Every part with its line. Raises `RecordError` for an anchor, and for a key twice."""
    seen: set[int] = set()
    waiting: list[tuple[str, yaml.Node]] = [("", top)]
    while waiting:
        where, node = waiting.pop()
        line = node.start_mark.line + 1
        if id(node) in seen:
            says = "It repeats another part by an anchor; write the words out."
            raise RecordError(name, Fault(where or "the file", says, line))
        seen.add(id(node))
        if where:
            yield where, line
        if isinstance(node, yaml.SequenceNode):
            each = enumerate(node.value, start=1)
            waiting += [(f"{where} {count}".strip(), item) for count, item in each]
        elif isinstance(node, yaml.MappingNode):
            waiting += _keyed(where, node, name)


def _keyed(where: str, node: yaml.MappingNode, name: str) -> list[tuple[str, yaml.Node]]:
    found: dict[str, yaml.Node] = {}
    for key, value in node.value:
        part = f"{where} {key.value if isinstance(key, yaml.ScalarNode) else ''}".strip()
        if part in found:
            says = "This key comes twice, so that nobody can tell which was meant."
            raise RecordError(name, Fault(part, says, key.start_mark.line + 1))
        found[part] = value
    return list(found.items())


def _fault(plain: Plain, error: Any) -> Fault:  # noqa: ANN401 - as the library describes an error
    words = [str(part + 1 if isinstance(part, int) else part) for part in error["loc"]]
    where = " ".join(words) or "the file"
    return Fault(where, error["msg"], plain.line(where))
