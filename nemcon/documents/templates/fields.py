"""The fields of a Word template of a letter: what each holds, and which a notice cannot do without.

A field is words, or several lines of words; that is all a template sees of a procedure.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final, TypeAlias

from nemcon.procedure.notices import Notice

Values: TypeAlias = Mapping[str, str | tuple[str, ...]]
"""What the fields hold in one letter; every field of `FIELDS` is there."""


@dataclass(frozen=True, slots=True)
class Field:
    """A field: its name, what it holds, and a sample of it; several lines where that is a tuple."""

    name: str
    means: str
    sample: str | tuple[str, ...]

    @property
    def many(self) -> bool:
        """Whether it holds lines, to be repeated with `for`."""
        return isinstance(self.sample, tuple)


FIELDS: Final = (
    Field("organ", "the organ that stands above", "Conference of the Parties"),
    Field("heading", "the body that stands below the organ", "Working Group"),
    Field("body", "the body, with its article", "the Working Group"),
    Field("session", "the session that it is in", "Vienna, 7 and 8 July 2020"),
    Field("place", "where the letter is written", "Vienna"),
    Field("date", "the date of the letter", "16 June 2020"),
    Field("addressee", "to whom it is written", "all Permanent Missions and delegations"),
    Field("reference", "the symbol of the text", "CTOC/COP/WG.3/2020/L.1"),
    Field("subject", "the title of the text", "Format of the meeting"),
    Field("instructed", "on whose instructions it is written", "on the instructions of the Chair"),
    Field("signed", "that it is signed; empty where it is not", "(Signed)"),
    Field("signatory", "whose letter it is", "Thomas Burrows"),
    Field("office", "the office of whose letter it is", "Chair of the Working Group"),
    Field("enquiries", "the address for enquiries", "secretariat@example.org"),
    Field("part", "what the text is a part of", "This is the second of two texts."),
    Field("deadline", "the deadline, where the body is", "Friday, 19 June 2020, 6 p.m. (Vienna)"),
    Field(
        "deadline_clocks",
        "the deadline on each clock, a line each",
        ("Friday, 19 June 2020, 6 p.m. (Vienna)", "Friday, 19 June 2020, 4 p.m. (UTC)"),
    ),
    Field("deadline_rule", "what is in time", "What is received before 6 p.m. is in time."),
    Field("previous_deadline", "the deadline before", "Thursday, 18 June 2020, 6 p.m."),
    Field("silence", "what silence means", "Silence is taken as consent."),
    Field("effect", "what an objection does", "One objection breaks silence."),
    Field("objecting", "how to object, a line each", ("An objection must give its grounds.",)),
    Field("warnings", "what departs from the rules, a line each", ("The period is short.",)),
    Field("among", "the roll that is asked; empty for all", "extended bureau"),
    Field(
        "changes",
        "what a revision changes, a line each",
        ("Paragraph 1, old wording:", "The meeting is online."),
    ),
    Field("because", "the reasons given, a line each", ("A capital is closed.",)),
    Field("until", "until when the clock stands still", "Monday, 22 June 2020, 6 p.m."),
    Field("number", "the number of the decision", "2020/1"),
    Field("embargo", "from when the text is public", "1 July 2020"),
    Field("text", "the text, a paragraph a line", ("1. The meeting is hybrid.",)),
    Field("digest", "the SHA-256 of the text", "0123456789abcdef" * 4),
)
"""Every field there is, in the order in which a letter uses them."""
KNOWN: Final = {field.name: field for field in FIELDS}
SAMPLES: Final[Values] = {field.name: field.sample for field in FIELDS}
TEMPLATED: Final = (
    Notice.CIRCULATION,
    Notice.REVISION,
    Notice.EXTENSION,
    Notice.SUSPENSION,
    Notice.RESUMPTION,
    Notice.CONFIRMATION,
)
"""The notices whose letter may have a template: those that are shown before their act."""
_DEADLINE: Final = ("deadline_clocks", "deadline_rule")
_OBJECTING: Final = (*_DEADLINE, "silence", "effect", "objecting", "text")
_NEEDED: Final[Mapping[Notice, tuple[str, ...]]] = {
    Notice.CIRCULATION: _OBJECTING,
    Notice.REVISION: (*_OBJECTING, "changes", "because"),
    Notice.EXTENSION: (*_DEADLINE, "because"),
    Notice.RESUMPTION: (*_DEADLINE, "because"),
    Notice.SUSPENSION: ("because",),
    Notice.CONFIRMATION: ("number",),
}


class NotFilled(ValueError):
    """A template that cannot be filled; it says why."""

    code = "template-not-filled"


def needed(notice: Notice) -> tuple[Field, ...]:
    """The fields without which a letter of that notice leaves something out that matters."""
    return tuple(KNOWN[name] for name in ("subject", *_NEEDED[notice]))


def nearest(name: str) -> str:
    """The known field that was probably meant; empty where none is near."""
    return next(iter(get_close_matches(name.lower(), KNOWN, 1, 0.6)), "")
