"""A timeline as one picture in SVG, without a script, in the colour of the text around it.

Each lane has its name above it. A stretch is a bar and an instant a mark, with its label inside it
or to its right; what would touch something else goes one track down, so that no two labels ever
overlap. The axis is not to scale: a long stretch in which nothing begins or ends is shortened,
since a sitting of two hours would not be seen between two sessions.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from html import escape
from typing import Final

from nemcon.language import N_, _, pgettext
from nemcon.timing.drawn_words import GLYPH, directed, reading, width_of, wrapped
from nemcon.timing.timeline import Fact, Mark, Point, Shade, Span, in_order, write_timeline
from nemcon.timing.writing import write_tick
from nemcon.timing.zones import to_wall_clock

SMALL: Final = 6.6
"""How wide a letter of 12 px is at most, on average."""
LEFT: Final = 12
RIGHT: Final = 14
TRACK: Final = 24
BAR: Final = 16
NEAR: Final = 8
LEAST: Final = 300
TICK: Final = 18
ROOM: Final = LEAST - 2 * LEFT
"""How wide a line may be that the narrowest picture shows."""
_NOT_IN_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_HOUR: Final = timedelta(hours=1)
STYLE: Final = (
    "<style>svg{color:#16202a;background:#fff}"
    "@media(prefers-color-scheme:dark){svg{color:#e6e9ec;background:#10151a}}</style>"
)
_NOT_TO_SCALE: Final = N_(
    "Not to scale: long stretches in which nothing begins or ends are shortened."
)


@dataclass(frozen=True, slots=True)
class Box:
    """The room that a fact with its label takes, in px; `track` counts from the top of its lane."""

    fact: Fact
    x: float
    end: float
    label_x: float
    label_end: float
    track: int


def draw_timeline(
    title: str,
    facts: Sequence[Fact],
    zone: str,
    *,
    name: str = "timeline",
    now: datetime | None = None,
    alone: bool = False,
) -> str:
    """The facts as a picture; dates are those of the zone.

    `name` keeps its ids apart on a page, `now` draws a line at the present, `alone` makes it a
    file of its own.
    """
    facts = in_order(facts)
    drawing = _Drawing(axis_of(facts, zone, now), zone)
    drawing.ticks()
    for lane in dict.fromkeys(fact.lane for fact in facts):
        drawing.lane(lane, [fact for fact in facts if fact.lane == lane])
    drawing.rules(now)
    drawing.legend(facts)
    told = write_timeline(facts, zone).strip().replace("\n", ". ")
    says = f"{told}." if told else _("Nothing is dated yet.")
    width, height = math.ceil(drawing.width), math.ceil(drawing.y)
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}" role="img" '
        f'aria-labelledby="{name}-title {name}-desc" '
        f"{directed()}"
        'font-family="system-ui, sans-serif" font-size="13" fill="none" stroke="none">'
        f'<title id="{name}-title">{_words(title)}</title>'
        f'<desc id="{name}-desc">{_words(says)}</desc>{_patterns(name)}'
    )
    parts = [part.replace("#hatch", f"#{name}-hatch") for part in drawing.parts]
    return "\n".join([head, *([STYLE] if alone else []), *parts, "</svg>"]) + "\n"


def axis_of(facts: Sequence[Fact], zone: str, now: datetime | None = None) -> dict[datetime, float]:
    """Where on the axis each instant at which something begins, ends or happens stands, in px.

    Later is always further to the right; a new day is far enough for its date to be written.
    """
    instants = {fact.at for fact in facts if isinstance(fact, Point)}
    instants |= {at for fact in facts if isinstance(fact, Span) for at in (fact.begins, fact.ends)}
    if now is not None:
        instants.add(now)
    axis: dict[datetime, float] = {}
    x, before = float(LEFT), None
    for instant in sorted(instants):
        if before is not None:
            new_day = _day(before, zone) != _day(instant, zone)
            hours = (instant - before) / _HOUR
            x += (48 if new_day else 10) + 7 * math.log2(1 + hours)
        axis[instant], before = x, instant
    return axis


def laid_out(facts: Sequence[Fact], axis: dict[datetime, float]) -> tuple[Box, ...]:
    """The facts of one lane, each on the first track on which it touches nothing."""
    ends: list[float] = []
    found: list[Box] = []
    for fact in in_order(facts):
        x, end, label_x = _extent(fact, axis)
        label_end = label_x + width_of(fact.label)
        # What ends where the next begins stands in one line with it; a label needs a distance.
        right = label_end + NEAR if label_end > end else end
        track = next((n for n, taken in enumerate(ends) if taken <= x), len(ends))
        ends[track : track + 1] = [right]
        found.append(Box(fact, x, end, label_x, label_end, track))
    return tuple(found)


def _extent(fact: Fact, axis: dict[datetime, float]) -> tuple[float, float, float]:
    """Where a fact begins and ends, and where its label begins: inside where it has room."""
    if isinstance(fact, Point):
        x = axis[fact.at] - 6
        return x, x + 12, x + 17
    x, end = axis[fact.begins], axis[fact.ends]
    end = max(end, x + 4)
    width = width_of(fact.label)
    if fact.shade is not Shade.SILENCE and width + 6 <= end - x:
        return x, end, x + (end - x - width) / 2
    return x, end, end + 5


@dataclass(slots=True)
class _Drawing:
    """What is drawn so far, how wide it is and how far down it reaches.

    `strips` are the stretches from top to bottom in which lines may run down from the dates: not
    through the name of a lane.
    """

    axis: dict[datetime, float]
    zone: str
    y: float = 4
    width: float = LEAST
    parts: list[str] = field(default_factory=list[str])
    days: list[float] = field(default_factory=list[float])
    strips: list[tuple[float, float]] = field(default_factory=list[tuple[float, float]])

    def ticks(self) -> None:
        """Write the date where a new day begins; the year with the first date and a new one."""
        taken: list[float] = []
        before: datetime | None = None
        for instant, x in self.axis.items():
            wall = to_wall_clock(instant, self.zone)
            if before is not None and before.date() == wall.date():
                continue
            label = write_tick(wall, with_year=before is None or before.year != wall.year)
            row = next((n for n, end in enumerate(taken) if end <= x), len(taken))
            taken[row : row + 1] = [x + width_of(label) + NEAR]
            self._text(x, self.y + 14 + row * TICK, label, ' font-size="12"')
            self.days.append(x)
            self._reaches(x + width_of(label))
            before = wall
        self.y += max(len(taken), 1) * TICK + 4

    def lane(self, lane: str, facts: Sequence[Fact]) -> None:
        """Draw the name of a lane and below it what belongs to it."""
        for line in wrapped(lane, int(ROOM / GLYPH)) or [""]:
            self.y += TICK
            self._text(LEFT, self.y, line, ' font-weight="600"')
        self.y += 6
        boxes = laid_out(facts, self.axis)
        for box in boxes:
            middle = self.y + box.track * TRACK + TRACK / 2
            self.parts.append(_shape(_kind(box.fact), box.x, box.end, middle))
            self._text(box.label_x, middle + 4.5, box.fact.label)
            self._reaches(max(box.end, box.label_end))
        tracks = max((box.track for box in boxes), default=-1) + 1
        self.strips.append((self.y - 2, self.y + tracks * TRACK + 2))
        self.y += tracks * TRACK + 6

    def rules(self, now: datetime | None) -> None:
        """Draw a thin line down from each date, and a broken one at the present."""
        for top, end in self.strips:
            for x in self.days:
                self._line(x, top, end, 'stroke-opacity=".18"')
            if now is not None:
                self._line(self.axis[now], top, end, 'stroke-width="1.5" stroke-dasharray="2 3"')
        if now is not None:
            x, word = self.axis[now], pgettext("at the present moment", "now")
            self._text(x + 4, self.y + 10, word, ' font-size="12" font-style="italic"')
            self._reaches(x + 4 + width_of(word))
            self.y += 14

    def _line(self, x: float, top: float, end: float, look: str) -> None:
        """A line from top to bottom, behind everything else."""
        path = f"M{x:.1f} {top:.1f}V{end:.1f}"
        self.parts.insert(0, f'<path d="{path}" stroke="currentColor" {look}/>')

    def legend(self, facts: Sequence[Fact]) -> None:
        """Say what each shape is, of those that are drawn."""
        self.y += 8
        used = {_kind(fact) for fact in facts}
        for kind in (*Shade, *Mark):
            if kind in used:
                self.parts.append(_shape(kind, LEFT, LEFT + 22, self.y + 10))
                self._text(LEFT + 32, self.y + 14.5, _(kind))
                self._reaches(LEFT + 32 + width_of(_(kind)))
                self.y += TRACK - 2
        for line in wrapped(_(_NOT_TO_SCALE), int(ROOM / SMALL)):
            self.y += 16
            self._text(LEFT, self.y, line, ' font-size="12"')
        self.y += 8

    def _text(self, x: float, y: float, words: str, more: str = "") -> None:
        at = f'x="{x:.1f}" y="{y:.1f}"'
        self.parts.append(f'<text {at} fill="currentColor"{more}{reading()}>{_words(words)}</text>')

    def _reaches(self, x: float) -> None:
        self.width = max(self.width, x + RIGHT)


def _kind(fact: Fact) -> Shade | Mark:
    return fact.shade if isinstance(fact, Span) else fact.mark


def _shape(kind: Shade | Mark, x: float, end: float, middle: float) -> str:
    """A bar from `x` to `end`, or a mark in the midst of them."""
    if isinstance(kind, Mark):
        return _mark(kind, (x + end) / 2, middle)
    look = {
        Shade.SITTING: 'fill="currentColor" fill-opacity=".16" stroke-width="1.6"',
        Shade.SILENCE: 'fill="url(#hatch)" stroke-width="1"',
        Shade.ROUND: 'stroke-width="1.4" stroke-dasharray="5 3"',
    }[kind]
    return (
        f'<rect x="{x:.1f}" y="{middle - BAR / 2:.1f}" width="{end - x:.1f}" '
        f'height="{BAR}" rx="2" stroke="currentColor" {look}/>'
    )


def _mark(mark: Mark, x: float, y: float) -> str:
    path = {
        Mark.OPENING: f"M{x - 5:.1f} {y:.1f}a5 5 0 1 0 10 0a5 5 0 1 0 -10 0Z",
        Mark.STEP: f"M{x - 4.5:.1f} {y - 4.5:.1f}h9v9h-9Z",
        Mark.DEADLINE: f"M{x - 6:.1f} {y - 5:.1f}H{x + 6:.1f}L{x:.1f} {y + 6:.1f}Z",
        Mark.DECISION: f"M{x:.1f} {y - 7:.1f}l6 7l-6 7l-6 -7Z",
    }[mark]
    full = ' fill="currentColor"' if mark in (Mark.DEADLINE, Mark.DECISION) else ""
    return f'<path d="{path}" stroke="currentColor" stroke-width="1.4"{full}/>'


def _words(words: str) -> str:
    """Words as they may stand in XML, which has no room for control characters."""
    return escape(_NOT_IN_XML.sub("\ufffd", words))


def _patterns(name: str) -> str:
    return (
        f'<defs><pattern id="{name}-hatch" width="6" height="6" patternUnits="userSpaceOnUse">'
        '<path d="M0 6L6 0" stroke="currentColor" stroke-width="1"/></pattern></defs>'
    )


def _day(instant: datetime, zone: str) -> object:
    return to_wall_clock(instant, zone).date()
