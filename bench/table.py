"""The table: each figure beside its limit, which the same run measured on the same machine."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

HEADINGS = ("figure", "measured", "limit", "ratio", "aim")


@dataclass(frozen=True, slots=True)
class Figure:
    """What was measured, and the limit. Of `rate`s more is better, of durations less."""

    name: str
    measured: float
    unit: str
    limit: float | None = None
    limited_by: str = ""
    aim: str = ""
    met: bool | None = None
    more: str = ""

    @property
    def ratio(self) -> float | None:
        """How much of its limit a rate reaches, or how many times its limit a duration takes."""
        return self.measured / self.limit if self.limit else None


def rate(
    name: str, measured: float, limit: float, by: str, *, aim: float | None = None, more: str = ""
) -> Figure:
    """A number a second; the aim is a part of the limit."""
    met = None if aim is None else measured / limit >= aim
    wanted = "" if aim is None else f"ratio ≥ {aim:g}"
    return Figure(name, measured, "/s", limit, by, wanted, met, more)


def seconds(
    name: str, measured: float, limit: float, by: str, *, aim: float | None = None
) -> Figure:
    """A duration; the aim is the longest that it may take."""
    met = None if aim is None else measured <= aim
    return Figure(name, measured, " s", limit, by, "" if aim is None else f"≤ {aim:g} s", met)


def render(figures: list[Figure]) -> str:
    """The table in Markdown, aligned so that it is read in a terminal too."""
    rows = [HEADINGS, *(_cells(figure) for figure in figures)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEADINGS))]
    lines = [" | ".join(c.ljust(w) for c, w in zip(row, widths, strict=True)) for row in rows]
    lines.insert(1, "-|-".join("-" * width for width in widths))
    return "\n".join(f"| {line} |" if n != 1 else f"|-{line}-|" for n, line in enumerate(lines))


def _cells(figure: Figure) -> tuple[str, ...]:
    more = f", {figure.more}" if figure.more else ""
    limit = "" if figure.limit is None else f"{_number(figure.limit)}{figure.unit}"
    met = {None: "", True: ", met", False: ", MISSED"}[figure.met]
    return (
        figure.name,
        f"{_number(figure.measured)}{figure.unit}{more}",
        f"{limit} {figure.limited_by}".strip(),
        "" if figure.ratio is None else f"{figure.ratio:.2f}",
        f"{figure.aim}{met}",
    )


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"  # noqa: PLR2004 - three digits do


@contextmanager
def step(what: str) -> Iterator[None]:
    """Say on standard error what is being measured, and how long it took."""
    started = time.monotonic()
    sys.stderr.write(f"==> {what} ...")
    sys.stderr.flush()
    try:
        yield
    finally:
        sys.stderr.write(f" {time.monotonic() - started:.1f} s\n")
