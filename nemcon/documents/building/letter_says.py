"""What a letter that is issued as a document says: plain words, in which nothing is to be hidden.

Whoever gathers this has left out what the rules hide; a builder puts down whatever it is given.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from nemcon.text.document import Paragraph


class Form(StrEnum):
    """How a letter is written: signed, in the first person; or unsigned, in the third."""

    LETTER = "letter"
    NOTE_VERBALE = "note-verbale"


@dataclass(frozen=True, slots=True)
class Sheet:
    """What every letter of a body has.

    `body` is the body as it stands in a sentence, with its article, and `heading` as it stands
    above. `addressee` is written after "To" and "presents its compliments to". `among` names the
    roll that is asked; empty where that is everybody. `instructed` says on whose instructions it is
    written; empty where it is on nobody's. What is not `signed` bears its signatory and no more.
    """

    form: Form
    organ: str
    heading: str
    body: str
    session: str
    place: str
    dated: date
    addressee: str
    reference: str
    subject: str
    instructed: str
    signed: bool
    signatory: str
    office: str
    enquiries: str
    among: str = ""


@dataclass(frozen=True, slots=True)
class Time:
    """An instant on several clocks, a line each, and for a deadline the rule of its last moment."""

    lines: tuple[str, ...]
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Annex:
    """A text that goes with a letter; `digest` is its SHA-256."""

    title: str
    symbol: str
    paragraphs: tuple[Paragraph, ...]
    digest: str = ""


@dataclass(frozen=True, slots=True)
class Placed:
    """A text is placed under silence, and what follows from it."""

    deadline: Time
    silence: str
    effect: str
    needs: tuple[str, ...]
    warnings: tuple[str, ...]
    part: str
    annexes: tuple[Annex, ...]


@dataclass(frozen=True, slots=True)
class Reworded:
    """A paragraph of a revision; `old` is empty for a new one."""

    number: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Revised:
    """A revised text is placed under silence, with what it changes and why."""

    placed: Placed
    changes: tuple[Reworded, ...]
    because: str


@dataclass(frozen=True, slots=True)
class Objection:
    """One objection as far as it is told: what the rules hide is empty."""

    by: str
    where: str
    received: Time
    on_behalf_of: str
    grounds: str
    wording: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class Objected:
    """Objections were received; `kept` says why their authors are not named, where they are not."""

    objections: tuple[Objection, ...]
    in_dispute: str
    number: str
    follows: tuple[str, ...]
    kept: str
    deadline: Time | None


@dataclass(frozen=True, slots=True)
class Extended:
    """The deadline was moved."""

    deadline: Time
    previous: str
    because: str
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Suspended:
    """The clock was stopped, with `left` of the period to run; `until` where a time was set.

    `at` and `left` are empty in a letter that is drawn up before the clock is stopped.
    """

    at: str
    left: str
    until: Time | None
    because: str


@dataclass(frozen=True, slots=True)
class Decided:
    """What became of the text. `number` is that of the decision, where it was given one."""

    says: tuple[str, ...]
    decided: Time | None
    number: str
    embargo: str
    because: str
    annexes: tuple[Annex, ...]
