"""Run the measurements and print the table."""

from __future__ import annotations

import argparse
import importlib
import os
import platform
import time
import warnings
from importlib.metadata import version

from bench.table import Figure, render

warnings.filterwarnings("ignore", "XDG_RUNTIME_DIR is not set")

PARTS = (
    *("filings", "letters", "closings", "starting"),
    *("records", "redlines", "negotiations", "documents", "board"),
)


def main() -> None:
    """Measure what was asked for, everything by default."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--only", choices=PARTS, action="append", help="may be given several times")
    parts = parser.parse_args().only or PARTS
    started = time.monotonic()
    busy = f"{os.getloadavg()[0]:.1f} processes waited to run when it began"
    print(f"{_machine()}\n{busy}\n", flush=True)
    figures: list[Figure] = []
    try:
        for part in parts:
            # One after another, so that what was measured is shown even if a later part fails.
            for figure in importlib.import_module(f"bench.{part}").measure():
                figures.append(figure)  # noqa: PERF402 - `extend` would lose them
    finally:
        print(render(figures))
    print(f"\nmeasured in {time.monotonic() - started:.0f} s")


def _machine() -> str:
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    packages = ", ".join(f"{name} {version(name)}" for name in ("temporalio", "sqlalchemy"))
    return (
        f"{os.cpu_count()} cores ({platform.machine()}), {memory:.0f} GiB of memory, "
        f"{platform.system()}, Python {platform.python_version()}, {packages}"
    )


if __name__ == "__main__":
    main()
