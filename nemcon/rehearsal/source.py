"""Scenario files as text: YAML read without guessing, and the line on which each value stands.

Every scalar is taken as it is written, so that `no` stays a word and `18:00` stays an hour; what
a value means is for the scenario's model to say. Anchors and tags are not part of the format.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import yaml

Place = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong in a file: where, and what was expected there."""

    line: int
    key: str
    says: str

    def __str__(self) -> str:
        """The fault as it is printed, after the name of the file."""
        return (
            f"line {self.line}: {self.key}: {self.says}"
            if self.key
            else f"line {self.line}: {self.says}"
        )


class ScenarioError(ValueError):
    """The file is not a scenario; every fault found is listed."""

    code = "bad-scenario"

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        self.faults = faults
        super().__init__("; ".join(map(str, faults)))


@dataclass(frozen=True, slots=True)
class Source:
    """The plain data of a file, and where each part of it stands."""

    data: object
    lines: dict[Place, int]

    def line(self, where: Place) -> int:
        """The line of that part, or of the nearest part around it."""
        while where and where not in self.lines:
            where = where[:-1]
        return self.lines.get(where, 1)


def read_source(path: Path) -> Source:
    """Read a file. Raises `ScenarioError` when it is not YAML or repeats a key."""
    try:
        text = path.read_text(encoding="utf-8")
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise ScenarioError((Fault(line, "", f"this is not YAML: {error.problem}"),)) from error
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise ScenarioError((Fault(1, "", f"the file cannot be read: {error}"),)) from error
    if node is None:
        raise ScenarioError((Fault(1, "rehearsal", "the file is empty"),))
    lines: dict[Place, int] = {}
    return Source(_plain(node, (), lines), lines)


def _plain(node: yaml.Node, where: Place, lines: dict[Place, int]) -> object:
    lines[where] = node.start_mark.line + 1
    if isinstance(node, yaml.ScalarNode):
        return str(node.value)
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item, (*where, index), lines) for index, item in enumerate(node.value)]
    found: dict[str, object] = {}
    last, braces = "", isinstance(node, yaml.MappingNode) and node.flow_style
    for key, value in node.value:
        name = str(key.value)
        if braces and last and _goes_on(found[last], value):
            found[last] = f"{found[last]}, {name}"
            continue
        last = name
        if name in found:
            raise ScenarioError((Fault(key.start_mark.line + 1, name, "this key stands twice"),))
        found[name] = _plain(value, (*where, name), lines)
        lines[*where, name] = key.start_mark.line + 1
    return found


def _goes_on(before: object, value: yaml.Node) -> bool:
    """Whether a word between braces goes on with the value before it, which has a comma in it.

    YAML takes what follows a comma there for a key without a value, which the format does not know.
    """
    empty = isinstance(value, yaml.ScalarNode) and value.start_mark.index == value.end_mark.index
    return empty and isinstance(before, str)
