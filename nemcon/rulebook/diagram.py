"""The diagram of a procedure as SVG: each stage as a band, below it the ways that lead on.

Each way is an arrow with what leads there written over it; it ends at an outcome, or at the name
of a stage, from where a line runs along the margin to that stage's band. Where the writing runs
from right to left, so does the drawing. Everything is drawn in the colour of the text around it,
so that it can be read in the light and in the dark.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from html import escape
from itertools import groupby
from typing import Final

from nemcon.language import _, spoken
from nemcon.rulebook.ways import Stage, Way
from nemcon.text.lines import sentences
from nemcon.timing.drawn_words import letters, wrapped

LINE: Final = 17
BAND: Final = 32
PILL: Final = 24
GAP: Final = 22
SPINE: Final = 12
LANE: Final = 8
GLYPH: Final = 6.6
"""How wide a letter of the text is at most, on average; lines are broken by it."""
NAME_GLYPH: Final = 6.2
"""The same for the names at which arrows end, so that their frames hold them."""
_RIGHT_TO_LEFT: Final = 'direction="rtl" '
STYLE: Final = (
    "<style>svg{color:#16202a;background:#fff}"
    "@media(prefers-color-scheme:dark){svg{color:#e6e9ec;background:#10151a}}</style>"
)


@dataclass(frozen=True, slots=True)
class Shape:
    """How wide the drawing is, and how wide the names at which arrows end are."""

    width: int
    pill: int

    @property
    def beside(self) -> bool:
        """Whether there is room for the words beside the name at which the arrow ends."""
        return self.width - self.pill > 400  # noqa: PLR2004 - px in which a sentence has room


NARROW: Final = Shape(304, 152)
WIDE: Final = Shape(760, 170)


def draw(
    title: str, ways: tuple[Way, ...], shape: Shape = WIDE, *, name: str = "", alone: bool = False
) -> str:
    """The diagram; `name` keeps its ids apart on a page, `alone` makes it a file of its own."""
    entered = (way.end for way in ways if way.end is not way.start and not way.end.is_outcome)
    drawing = _Drawing(shape, tuple(dict.fromkeys(entered)))
    for start, leaving in groupby(ways, key=lambda way: way.start):
        drawing.stage(start, list(leaving))
    drawing.lanes()
    mirrored = spoken().direction == "rtl"
    ids = f"{name or 'diagram'}-{shape.width}"
    each = (
        _("From {start}: {by}, to {end}.", start=way.start.says, by=way.by, end=way.end.says)
        for way in ways
    )
    # Translators: {ways} are sentences such as "From Under silence: ..., to Adopted."
    says = _(
        "Each stage is followed by the ways that lead on from it: {ways}", ways=sentences(*each)
    )
    named = _("The stages and exits: {title}", title=title)
    height = drawing.y + 4
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {shape.width} {height}" '
        f'role="img" aria-labelledby="{ids}-title {ids}-desc" '
        f"{_RIGHT_TO_LEFT if mirrored else ''}"
        'font-family="system-ui, sans-serif" font-size="13" fill="none" stroke="none">'
        f'<title id="{ids}-title">{escape(named)}</title>'
        f'<desc id="{ids}-desc">{escape(says)}</desc>'
    )
    drawn = [*([STYLE] if alone else []), *drawing.drawn(mirrored=mirrored), "</svg>"]
    return "\n".join([head, *drawn]) + "\n"


def in_list(ways: tuple[Way, ...]) -> tuple[str, ...]:
    """The same as the diagram in sentences."""
    # Translators: from which stage, by what, to which; the arrow points the way of the writing.
    return tuple(
        _("{start}: {by} \u2192 {end}", start=way.start.says, by=way.by, end=way.end.says)
        for way in ways
    )


@dataclass(slots=True)
class _Drawing:
    """What is drawn so far, and how far down it reaches.

    `entered` are the stages to which arrows run along the margin, `ports` the centres of the
    bands, `waiting` the arrows that run on to a stage: where each leaves its name.
    """

    shape: Shape
    entered: tuple[Stage, ...]
    y: int = 2
    parts: list[str] = field(default_factory=list[str])
    words: list[tuple[int, int, str, str]] = field(default_factory=list[tuple[int, int, str, str]])
    ports: dict[Stage, int] = field(default_factory=dict[Stage, int])
    waiting: list[tuple[int, Stage]] = field(default_factory=list[tuple[int, Stage]])

    @property
    def edge(self) -> int:
        """Where the bands and names end, and the margin for the lanes begins."""
        return self.shape.width - LANE * len(self.entered) - 8

    def drawn(self, *, mirrored: bool) -> list[str]:
        """The lines, and the words over them; mirrored, each word begins at the right."""
        width = self.shape.width
        lines = [f'<g transform="matrix(-1 0 0 1 {width} 0)">', *self.parts, "</g>"]
        words = [
            f'<text x="{width - x if mirrored else x}" y="{y}" fill="currentColor"{more}>'
            f"{escape(words)}</text>"
            for x, y, words, more in self.words
        ]
        return [*(lines if mirrored else self.parts), *words]

    def stage(self, stage: Stage, ways: list[Way]) -> None:
        """Draw the band of a stage and the ways that leave it."""
        self.ports[stage] = self.y + BAND // 2
        self.parts.append(
            f'<rect x="1" y="{self.y}" width="{self.edge - 1}" height="{BAND}" rx="3" '
            'fill="currentColor" fill-opacity=".1" stroke="currentColor"/>'
        )
        self._text(10, self.y + 21, stage.says, ' font-weight="600" font-size="14"')
        self.y += BAND
        top, last = self.y, self.y
        by_end: dict[Stage, list[str]] = {}
        for way in ways:
            by_end.setdefault(way.end, []).append(way.by)
        for end, causes in by_end.items():
            last = self._way(stage, end, causes)
        self.parts.append(_line(f"M{SPINE} {top}V{last}"))
        self.y += GAP

    def lanes(self) -> None:
        """Lead the arrows that end at a stage to its band, each stage by a lane of its own."""
        for number, stage in enumerate(self.entered):
            ends = [y for y, end in self.waiting if end is stage]
            x, port = self.edge + LANE * number + 13, self.ports[stage]
            for y in ends:
                self.parts.append(_line(f"M{self.edge} {y}H{x}"))
            self.parts.append(_line(f"M{x} {min(port, *ends)}V{max(port, *ends)}"))
            self.parts.append(_line(f"M{x} {port}H{self.edge + 6}"))
            self.parts.append(_head(self.edge + 1, port, -1))

    def _way(self, start: Stage, end: Stage, causes: list[str]) -> int:
        """Draw the arrow to one end, with its causes over it; where it leaves the spine."""
        says = _("{stage} again", stage=end.says) if start is end else end.says
        left = self.edge - self._pill(says)
        room = (left if self.shape.beside else self.edge) - SPINE - 16
        lines = [
            line
            for cause in _joined(causes)
            for line in wrapped(cause, int(room / GLYPH), at_hyphens=False)
        ]
        self.y += 8
        for line in lines:
            self.y += LINE
            self._text(SPINE + 10, self.y - 4, line)
        middle = self.y + (4 if self.shape.beside else PILL // 2 + 4)
        self.y = middle + (PILL // 2 - 4 if self.shape.beside else PILL // 2)
        self.parts.append(_line(f"M{SPINE} {middle}H{left - 6}"))
        self.parts.append(_head(left - 1, middle, 1))
        self._name(left, middle, says, end)
        if not end.is_outcome and start is not end:
            self.waiting.append((middle, end))
        return middle

    def _pill(self, says: str) -> int:
        """How wide the frame of a name is: as the others, unless the name needs more."""
        most = self.edge - SPINE - 2 * PILL
        return max(self.shape.pill, min(most, int(letters(says) * NAME_GLYPH) + PILL))

    def _name(self, left: int, middle: int, says: str, end: Stage) -> None:
        """Draw the name at which an arrow ends."""
        round_off = PILL // 2 if end.is_outcome else 3
        filled = ' fill="currentColor" fill-opacity=".1"' if not end.is_outcome else ""
        heavy = ' stroke-width="2"' if end.is_outcome else ' stroke-dasharray="4 2"'
        self.parts.append(
            f'<rect x="{left}" y="{middle - PILL // 2}" width="{self.edge - left}" height="{PILL}" '
            f'rx="{round_off}" stroke="currentColor"{heavy}{filled}/>'
        )
        room = self.edge - left - PILL
        long = letters(says) * NAME_GLYPH > room
        tight = f' textLength="{room}" lengthAdjust="spacingAndGlyphs"' if long else ""
        self._text(left + 12, middle + 5, says, tight)

    def _text(self, x: int, y: int, words: str, more: str = "") -> None:
        self.words.append((x, y, words, more))


def _joined(causes: list[str]) -> list[str]:
    """Several causes of one way, each on lines of its own."""
    # Translators: one of several causes, of which the next stands on the line below.
    others = [_("{cause}; or", cause=cause) for cause in causes[:-1]]
    return [*others, *causes[-1:]]


def _line(path: str) -> str:
    return f'<path d="{path}" stroke="currentColor" stroke-width="1.2"/>'


def _head(x: int, y: int, way: int) -> str:
    """An arrow's head whose point is at x, pointing to the right (1) or to the left (-1)."""
    back = x - 7 * way
    return f'<path d="M{x} {y}L{back} {y - 4}V{y + 4}Z" fill="currentColor"/>'
