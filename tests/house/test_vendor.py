"""The files of others are the ones that we say they are."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

VENDOR = Path(__file__).parents[2] / "api" / "static" / "vendor"
ROW = re.compile(r"^\| `(?P<file>[^`]+)` \|.*\| `(?P<digest>[0-9a-f]{64})` \|$", re.MULTILINE)


def stated() -> dict[str, str]:
    text = (VENDOR / "README.md").read_text(encoding="utf-8")
    return {row["file"]: row["digest"] for row in ROW.finditer(text)}


def test_every_vendored_file_has_the_digest_that_its_list_gives() -> None:
    files = [path for path in VENDOR.iterdir() if path.name != "README.md"]
    actual = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}

    assert actual
    assert stated() == actual


def test_a_vendored_style_sheet_asks_no_other_host_for_anything() -> None:
    for sheet in VENDOR.glob("*.css"):
        text = sheet.read_text(encoding="utf-8")

        assert "@import" not in text
        assert not re.search(r"url\(\s*[\"']?(https?:)?//", text)
