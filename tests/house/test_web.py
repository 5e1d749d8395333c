"""The web does not know the engine (decision 0003): not even its client is loaded."""

from __future__ import annotations

import subprocess
import sys


def test_the_web_is_loaded_without_the_client_of_the_engine() -> None:
    source = (
        "import sys, api.app; "
        "print([name for name in sys.modules if name.partition('.')[0] == 'temporalio'])"
    )
    done = subprocess.run(
        [sys.executable, "-c", source], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
