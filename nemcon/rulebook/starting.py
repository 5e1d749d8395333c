"""A file to begin the rules of a body from: every key, its meaning, a blank for its reason."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator, Mapping
from typing import Final

from nemcon.procedure import values as v
from nemcon.procedure.keys import KEYS, NO_SOURCE
from nemcon.procedure.loader import SECTIONS, VERSION
from nemcon.procedure.profile import Profile, RuleValue
from nemcon.rulebook.words import in_words
from nemcon.text.lines import line

WIDTH: Final = 96
HEAD: Final = """\
# The rules of a body, begun from those of {base}.
#
# Go through the keys one by one. Where a document of the body says it, name that document under
# [sources] and write  source = "its name"  instead of  custom = "". Where nothing is written, or
# nothing was found, leave custom and give the reason in a sentence for a delegate. A key that you
# take out has its default, which is shown as custom too. `nemcon rules check` names the blanks.

profile = {version}
id = {id}
title = ""
about = ""

# [sources.rules]
# cite = "Rules of Procedure of the body, 2026, rule 27"
# read = "at-source"          # or "secondary": a report, a summary or a translation of it
"""


_LENGTH: Final = "72h, 3 days, 4 weeks or 6 months"
_TAKES: Final[Mapping[v.Reader, str]] = {
    v.offices: "chair, bureau, secretariat or delegation, several with commas, or none",
    v.categories: "member, signatory or observer, several with commas, or none",
    v.code_time: "10 minutes to 24 hours on the clock such as `30 min`, or none",
    v.lapse: f"a length without working days such as {_LENGTH}, or none",
    v.lengths: f"lengths without working days such as {_LENGTH}, several with commas, or none",
    v.rolls: "next-working-day, next-board-day, avoid-recess or month-end, several with commas, "
    "or none",
}


def starting_file(identifier: str, base: Profile) -> str:
    """The file of a new profile with the values of `base`, each with its reason left blank."""
    head = HEAD.format(base=line(base.id), version=VERSION, id=json.dumps(identifier))
    return head + "\n" + "\n".join(_sections(base))


def _sections(base: Profile) -> Iterator[str]:
    for section in SECTIONS:
        yield f"[{section}]"
        for value in base.values:
            if value.key.startswith(f"{section}."):
                yield from _value(value, base.id)
        yield ""


def _value(value: RuleValue, base: str) -> Iterator[str]:
    means = KEYS[value.key].means
    takes = f"Takes {_takes(value.key)}; without it: {KEYS[value.key].default}."
    yield from _comment(f"{means[:1].upper()}{means[1:]}. {takes}")
    why = "left to the default" if value.source == NO_SOURCE else line(value.source)
    yield from _comment(f"In {base}: {in_words(value)} ({value.basis}: {why})")
    name = value.key.partition(".")[2]
    written = value.value if value.value in ("true", "false") else json.dumps(value.value)
    yield f'{name} = {{value = {written}, custom = ""}}'
    yield ""


def _takes(key: str) -> str:
    """What the key takes, as its reader says when it is given something else."""
    read = KEYS[key].read
    if read in _TAKES:
        return _TAKES[read]
    try:
        read("\0")
    except ValueError as error:
        return str(error).rstrip(".")
    return "some words"


def _comment(words: str) -> Iterator[str]:
    yield from (f"# {part}" for part in textwrap.wrap(words, WIDTH, break_long_words=False))
