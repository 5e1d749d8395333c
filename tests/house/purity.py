"""Finds what does not belong in a room whose result may depend on its arguments only.

It reads the syntax tree, not the text: each name is followed back to its import, so that
`from datetime import datetime as moment` hides nothing.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

CLOCKS = {
    "datetime.datetime.now",
    "datetime.datetime.today",
    "datetime.datetime.utcnow",
    "datetime.date.today",
}
CHANCE = {"uuid.uuid1", "uuid.uuid4", "os.urandom", "uuid.getnode"}
ENVIRONMENT = {"os.environ", "os.environb", "os.getenv", "os.getcwd", "socket.gethostname"}
IMPURE = CLOCKS | CHANCE | ENVIRONMENT
# Nothing that these modules offer is wanted, so importing one is enough to be found.
WHOLE_MODULES = {"time", "random", "secrets"}


@dataclass(frozen=True, slots=True)
class Finding:
    """Something impure, and the line on which it stands."""

    line: int
    what: str


def _imports(tree: ast.AST) -> Iterator[tuple[int, str, str, str]]:
    """Line, module, what was taken from it (or nothing), and the name that it got here."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield node.lineno, alias.name, "", alias.asname or alias.name.split(".")[0]
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            for alias in node.names:
                yield node.lineno, node.module, alias.name, alias.asname or alias.name


def _dotted(node: ast.expr, origins: dict[str, str]) -> str:
    """The full name of `a.b.c`, followed back to the import of `a`; empty for anything else."""
    if isinstance(node, ast.Name):
        return origins.get(node.id, "")
    if isinstance(node, ast.Attribute):
        owner = _dotted(node.value, origins)
        return f"{owner}.{node.attr}" if owner else ""
    return ""


def _foreign(module: str, allowed: frozenset[str]) -> bool:
    known = module.partition(".")[0] in sys.stdlib_module_names
    return not known and not any(module == a or module.startswith(f"{a}.") for a in allowed)


def impurities(source: str, allowed: frozenset[str]) -> list[Finding]:
    """Whatever `source` imports beyond `allowed`, and every look at clock, chance or environment.

    The standard library is always allowed, except for the parts that are named above.
    """
    tree = ast.parse(source)
    origins: dict[str, str] = {}
    found: list[Finding] = []
    for line, module, taken, name in _imports(tree):
        full = f"{module}.{taken}" if taken else module
        origins[name] = full if taken or name != module.split(".")[0] else name
        if module.split(".")[0] in WHOLE_MODULES:
            found.append(Finding(line, f"imports {module}"))
        elif full in IMPURE or (_foreign(module, allowed) and _foreign(full, allowed)):
            found.append(Finding(line, f"imports {full}"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            full = _dotted(node, origins)
            if full in IMPURE:
                found.append(Finding(node.lineno, f"uses {full}"))
        if isinstance(node, ast.Call) and _reads_the_machines_zone(node):
            found.append(Finding(node.lineno, "calls astimezone() in the machine's own zone"))
    return sorted(found, key=lambda finding: finding.line)


def _reads_the_machines_zone(call: ast.Call) -> bool:
    bare = not call.args and not call.keywords
    return bare and isinstance(call.func, ast.Attribute) and call.func.attr == "astimezone"


def impurities_in(folder: Path, allowed: frozenset[str]) -> list[str]:
    """The findings in every file below `folder`, each as "path:line: what"."""
    return [
        f"{path}:{finding.line}: {finding.what}"
        for path in sorted(folder.rglob("*.py"))
        for finding in impurities(path.read_text(encoding="utf-8"), allowed)
    ]
