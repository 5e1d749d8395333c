"""Write the table of settings in docs/operations.md from the settings themselves."""

from __future__ import annotations

import sys
from pathlib import Path

from pydantic import SecretStr

from nemcon.settings import Settings

PAPER = Path(__file__).parent.parent / "docs" / "operations.md"
HEAD = "| setting | default | meaning |\n|---|---|---|\n"


def table() -> str:
    """One row a setting."""
    rows = []
    for name, field in Settings.model_fields.items():
        default = field.default
        hidden = isinstance(default, SecretStr) or default in ("", None)
        shown = "-" if hidden else f"`{default}`"
        rows.append(f"| `NEMCON_{name.upper()}` | {shown} | {field.description} |\n")
    return HEAD + "".join(rows)


def main() -> None:
    """Write the table, or with `--check` only tell whether it is true."""
    present = PAPER.read_text(encoding="utf-8")
    before, _, rest = present.partition(HEAD)
    after = "\n## What to watch" + rest.partition("\n## What to watch")[2]
    wanted = before + table() + after
    if "--check" not in sys.argv:
        PAPER.write_text(wanted, encoding="utf-8")
    elif wanted != present:
        sys.exit("docs/operations.md is behind; run scripts/settings_table.py")


if __name__ == "__main__":
    main()
