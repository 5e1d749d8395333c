"""The record of a session as the fields of forms, section by section, and read back from them.

A form holds its whole section and nothing else: what is typed takes the place of that section,
and the rest of the record stays as it is. Paragraphs and names are typed one a line. What repeats
is numbered, such as "deliberations-2-panellists-1-name"; what is neither ticked nor filled in is no
part of the record, although its fields stand in the form.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, Final

from api.pages.agenda_record_parts import TITLES, Part, Shape, fields_of, name_of
from api.pages.agenda_record_rows import Row, rows_of
from api.pages.form import Form, Wrongs
from api.problems import MALFORMED, Problem
from api.session_records import record_of
from nemcon.agenda.record import USUAL, SessionRecord
from nemcon.agenda.state import AgendaState
from nemcon.documents.record.form import MOST, RecordForm
from nemcon.documents.record.reading import Plain
from nemcon.language import N_, _

Data = dict[str, Any]
YES: Final = "yes"
BETWEEN: Final = "\n\n"
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")
_NUMBER: Final = re.compile(r"[0-9]{1,4}")
_SPARE: Final = 100
"""How many empty rows a form may have besides the most that a record holds."""
_LONGEST: Final = 60
"""How much of a line is repeated, to find it by."""
_UNTICKED: Final = N_(
    "This was told of, and is not ticked any more. Tick it again, or empty what is below."
)


def written(part: Part, state: AgendaState, record: SessionRecord) -> Form:
    """The fields of that part of the record, and of what else it could tell of."""
    plain = RecordForm.of(record).model_dump(mode="json")
    found = [(name_of(asked.where), _typed(_at(plain, asked.where))) for asked in fields_of(part)]
    for row in rows_of(part, state, plain):
        found += _row_typed(row)
    if part is Part.STATEMENTS:
        found += [("unconfirmed", kind) for kind in plain["unconfirmed"]]
    return Form(tuple(found))


def read_part(
    part: Part, sent: Form, state: AgendaState, record: SessionRecord
) -> SessionRecord | Wrongs:
    """The record with that part as it was typed; or what is wrong, at its fields."""
    reading = Reading(sent)
    plain = RecordForm.of(record).model_dump(mode="json")
    for asked in fields_of(part):
        value = reading.value(name_of(asked.where), asked.where, asked.shape)
        _put(plain, asked.where, value)
    for key, reads in _READS.get(part, {}).items():
        _put(plain, key, reads(reading))
    if reading.wrongs:
        return reading.wrongs
    try:
        return record_of(Plain(plain), state)
    except Problem as problem:
        return reading.placed(problem)


class Reading:
    """A form that is being read: where each of its fields goes, and what is wrong with them."""

    def __init__(self, sent: Form) -> None:
        self.sent = sent
        self.wrongs = Wrongs()
        self.fields: dict[str, str] = {}

    def value(self, name: str, where: str, shape: Shape) -> object:
        """What was typed in that field, which goes to that place of the record."""
        self.fields[where] = name
        typed = self.sent.get(name).strip()
        if shape is Shape.PARAGRAPHS:
            return list(self.sent.lines(name))
        if shape is not Shape.DAY:
            return typed
        if typed and not _DAY.fullmatch(typed):
            self.wrongs.add(name, _("Give the day as year, month and day: 2026-07-08."))
        return typed or None

    def words(self, name: str, where: str) -> object:
        """The same of a line of words."""
        return self.value(name, where, Shape.LINE)

    def lines(self, name: str, where: str) -> object:
        """The same of lines, each of which stands alone."""
        return self.value(name, where, Shape.PARAGRAPHS)

    def ticked(self, name: str) -> bool:
        """Whether a box was ticked."""
        return self.sent.get(name) == YES

    def numbers(self, group: str) -> list[int]:
        """The numbers of what repeats under that name."""
        return numbers_in(self.sent, group)

    def placed(self, problem: Problem) -> Wrongs:
        """What is wrong with the record, at the fields that it came from."""
        told: Any = problem.more.get("fields") or ()
        for item in told:
            where, says = str(item["where"]), str(item["says"])
            known = [place for place in self.fields if f"{where} ".startswith(f"{place} ")]
            if not known:
                # Translators: the name of another part of the record, and what is wrong there.
                says = _("In the part \u201c{part}\u201d: {says}", part=_holding(where), says=says)
                self.wrongs.add("", says)
                continue
            place = max(known, key=len)
            field = self.fields[place]
            self.wrongs.add(field, self._in_its_line(field, where.removeprefix(place), says))
        if not self.wrongs:
            self.wrongs.add("", problem.says)
        return self.wrongs

    def _in_its_line(self, field: str, rest: str, says: str) -> str:
        """The same with the line that it is about, where the field holds several."""
        lines, number = self.sent.lines(field), rest.strip()
        if not _NUMBER.fullmatch(number) or not 0 < int(number) <= len(lines) or len(lines) == 1:
            return says
        line = lines[int(number) - 1]
        short = line if len(line) <= _LONGEST else f"{line[:_LONGEST]}..."
        # Translators: a line that somebody typed, and what is wrong with it.
        return _("\u201c{line}\u201d: {says}", line=short, says=says)


def numbers_in(sent: Form, group: str) -> list[int]:
    """The numbers of what repeats in a form under that name, in order.

    Raises `Problem` where there are more than any record may have.
    """
    begins = f"{group}-"
    found = {
        name.removeprefix(begins).partition("-")[0]
        for name, _value in sent.parts
        if name.startswith(begins)
    }
    if len(found) > MOST + _SPARE:
        raise Problem(422, MALFORMED, _("The form has more parts than can be read."))
    return sorted(int(number) for number in found if _NUMBER.fullmatch(number))


def _deliberations(reading: Reading) -> list[Data]:
    found: list[Data] = []
    for number in reading.numbers("deliberations"):
        at, where = f"deliberations-{number}", f"deliberations {len(found) + 1}"
        item = {
            "summary": reading.lines(f"{at}-summary", f"{where} summary"),
            "panellists": _panellists(reading, at, where),
            "sittings": _sittings(reading, at, where),
        }
        if not _told(reading, at, where, filled=any(item.values())):
            continue
        item["place"] = reading.sent.get(f"{at}-place")
        item["confirmed"] = not reading.ticked(f"{at}-unsure")
        found.append(item)
    return found


def _told(reading: Reading, at: str, where: str, *, filled: bool) -> bool:
    """Whether a part is told of: it is ticked, or something is filled in where nothing was kept.

    What was told of and is unticked has to be emptied, so that no words go without being meant to.
    """
    reading.fields[where] = f"{at}-told"
    told = reading.ticked(f"{at}-told")
    if filled and not told and reading.ticked(f"{at}-kept"):
        reading.wrongs.add(f"{at}-told", _(_UNTICKED))
    return told or filled


def _panellists(reading: Reading, at: str, where: str) -> list[Data]:
    found: list[Data] = []
    for number in reading.numbers(f"{at}-panellists"):
        row, place = f"{at}-panellists-{number}", f"{where} panellists {len(found) + 1}"
        who = {
            "name": reading.words(f"{row}-name", f"{place} name"),
            "office": reading.words(f"{row}-office", f"{place} office"),
        }
        if not any(who.values()):
            continue
        reading.fields[place] = f"{row}-name"
        if not who["name"]:
            reading.wrongs.add(f"{row}-name", _("Say who it is, or empty the office too."))
        found.append(who)
    return found


def _sittings(reading: Reading, at: str, where: str) -> list[int]:
    reading.fields[f"{where} sittings"] = f"{at}-sittings"
    sent = reading.sent.all(f"{at}-sittings")
    return [int(number) for number in sent if _NUMBER.fullmatch(number)]


def _statements(reading: Reading) -> list[Data]:
    found: list[Data] = []
    for number in reading.numbers("statements"):
        at, where = f"statements-{number}", f"statements {len(found) + 1}"
        item: Data = {
            "place": reading.sent.get(f"{at}-place"),
            "complete": not reading.ticked(f"{at}-open"),
            "capacities": _capacities(reading, at, where),
        }
        # What says nothing that would not hold anyway stays where the record had it.
        if not item["complete"] or item["capacities"] or reading.ticked(f"{at}-kept"):
            reading.fields[where] = f"{at}-open"
            found.append(item)
    return found


def _capacities(reading: Reading, at: str, where: str) -> list[Data]:
    found: list[Data] = []
    for number in reading.numbers(f"{at}-capacities"):
        row, place = f"{at}-capacities-{number}", f"{where} capacities {len(found) + 1}"
        says = reading.words(f"{row}-says", place)
        if says:
            found.append({"participant": reading.sent.get(f"{row}-participant"), "says": says})
    return found


def _unconfirmed(reading: Reading) -> list[str]:
    reading.fields["unconfirmed"] = "unconfirmed"
    return list(reading.sent.all("unconfirmed"))


def _called(reading: Reading) -> list[Data]:
    found: list[Data] = []
    for number in reading.numbers("called"):
        row, place = f"called-{number}", f"adoption called {len(found) + 1}"
        says = reading.words(f"{row}-says", place)
        if says:
            found.append({"place": reading.sent.get(f"{row}-place"), "says": says})
    return found


def _attendance(reading: Reading) -> list[Data]:
    found: list[Data] = []
    for number in reading.numbers("attendance"):
        at, where = f"attendance-{number}", f"attendance {len(found) + 1}"
        names = reading.lines(f"{at}-names", f"{where} names")
        seated = reading.ticked(f"{at}-seated")
        if _told(reading, at, where, filled=bool(names) or seated):
            of, complete = reading.sent.get(f"{at}-of"), not reading.ticked(f"{at}-open")
            found.append({"of": of, "names": names, "seated": seated, "complete": complete})
    return found


def _outline(reading: Reading) -> list[Data]:
    """The sections that have a heading, in the places that were typed; else the usual ones."""
    placed: list[tuple[int, int, str]] = []
    for number in reading.numbers("outline"):
        position = reading.sent.get(f"outline-{number}-position").strip()
        if not reading.sent.get(f"outline-{number}-words").strip():
            continue
        if not _NUMBER.fullmatch(position):
            says = _("Give the place in the report as a number, such as 3.")
            reading.wrongs.add(f"outline-{number}-position", says)
            continue
        placed.append((int(position), number, f"outline-{number}"))
    reading.fields["outline"] = "outline-1-words"
    found: list[Data] = []
    for count, (_position, _number, row) in enumerate(sorted(placed), start=1):
        words = reading.words(f"{row}-words", f"outline {count}")
        found.append({"section": reading.sent.get(f"{row}-section"), "words": words})
    return found or [{"section": usual.section, "words": usual.words} for usual in USUAL]


_READS: Final[Mapping[Part, Mapping[str, Callable[[Reading], object]]]] = {
    Part.SUMMARY: {"deliberations": _deliberations},
    Part.STATEMENTS: {"statements": _statements, "unconfirmed": _unconfirmed},
    Part.AGENDA: {"adoption called": _called},
    Part.ATTENDANCE: {"attendance": _attendance},
    Part.OUTLINE: {"outline": _outline},
}
"""What of a part is more than a field, by where it stands in the record."""


def _holding(where: str) -> str:
    """What the part of the record is called in which that stands."""
    key = where.partition(" ")[0]
    for part in Part:
        held = [*(asked.where for asked in fields_of(part)), *_READS.get(part, ())]
        if key in {place.partition(" ")[0] for place in held}:
            return _(TITLES[part])
    return where


def _row_typed(row: Row) -> list[tuple[str, str]]:
    """The fields of a row, one below another."""
    found: list[tuple[str, str]] = []
    for name, value in row.values.items():
        if isinstance(value, list):
            found += [(f"{row.name}-{name}", each) for each in value]
        else:
            found.append((f"{row.name}-{name}", value))
    return found


def _typed(value: object) -> str:
    if isinstance(value, list):
        return BETWEEN.join(str(each) for each in value)  # pyright: ignore[reportUnknownVariableType,reportUnknownArgumentType]  # of texts alone
    return "" if value is None else str(value)


def _at(plain: Data, where: str) -> object:
    found: Any = plain
    for key in where.split(" "):
        found = found[key]
    return found


def _put(plain: Data, where: str, value: object) -> None:
    *above, last = where.split(" ")
    holds = plain
    for key in above:
        holds = holds[key]
    holds[last] = value
