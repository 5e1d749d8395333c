"""The worker and the web end with a sentence where what they were set to cannot be used."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from nemcon.engine import binary


@pytest.mark.parametrize("command", ["api", "worker"])
def test_a_bad_calendar_ends_a_process_with_what_is_wrong_in_which_file(
    command: str, tmp_path: Path
) -> None:
    (tmp_path / "vienna-2026.toml").write_text("calendar = 1\nyear = ", encoding="utf-8")
    (tmp_path / "geneva-2026.toml").write_text('title = "Geneva"\n', encoding="utf-8")
    settings = {
        "NEMCON_CALENDARS_FOLDER": str(tmp_path),
        "NEMCON_DATABASE_URL": f"sqlite:///{tmp_path / 'nemcon.db'}",
        "NEMCON_LINK_KEY": "0123456789" * 4,
    }

    done = subprocess.run(
        [binary("nemcon"), command],
        env=os.environ | settings,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )

    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert "calendars or rules that this installation adds cannot be used" in done.stderr
    assert "vienna-2026.toml: found what TOML does not allow" in done.stderr
    assert "geneva-2026.toml/holidays: found nothing" in done.stderr
