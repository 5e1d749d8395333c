"""The record of a session at a glance: what each part holds, lacks, and has to be confirmed.

What is missing or not confirmed is counted in the report as it reads now, so that it is also told
of what the register alone says.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from api.pages.agenda_record_parts import KINDS, SAYS, TITLES, Part, fields_of
from nemcon.agenda.record import Attendees, Section, SessionRecord
from nemcon.documents.building.report_sections import sections_of
from nemcon.documents.model.blocks import Block, Heading, Para
from nemcon.documents.model.document import Document, pending
from nemcon.documents.model.inlines import words_of
from nemcon.documents.record.form import RecordForm
from nemcon.language import _
from nemcon.text.lines import listed
from nemcon.text.runs import Kind


@dataclass(frozen=True, slots=True)
class PartRow:
    """A part of the record, or a section of the report that the register tells alone.

    `heading` is its heading in the report, `reads` the numbers of its first and last paragraph
    there. `kept` and `empty` name what was filled in and what was not. A part that is `asked` has
    a form; one that is `left_out` is not in the report.
    """

    name: str
    title: str
    says: str
    asked: bool
    heading: str = ""
    reads: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    empty: tuple[str, ...] = ()
    missing: int = 0
    unconfirmed: int = 0
    left_out: bool = False


def overview(record: SessionRecord, document: Document) -> tuple[PartRow, ...]:
    """Every part, those of the report in its order; the document is the report of that record."""
    sections = sections_of(document, record.outline)
    ordered = [h.section for h in record.outline if h.section is not Section.ORGANIZATION]
    others = [s for s in Section if s not in ordered and s is not Section.ORGANIZATION]
    names = [Part.MASTHEAD, *ordered, *others, Part.OUTLINE]
    return tuple(_row(name.value, record, document, sections) for name in names)


def part_of(document: Document, part: Part, record: SessionRecord) -> Document:
    """The section of the report that the part tells; the whole where it is of the whole."""
    if part.section is None:
        return document
    return _with(document, sections_of(document, record.outline).get(part.section, ()))


def _with(document: Document, blocks: Sequence[Block]) -> Document:
    return replace(document, blocks=tuple(blocks))


def _row(
    name: str,
    record: SessionRecord,
    document: Document,
    sections: Any,  # noqa: ANN401 - as `sections_of` gives them
) -> PartRow:
    asked = name in set(Part)
    kept, empty = _filled(Part(name), record) if asked else ((), ())
    row = PartRow(name, _(TITLES[name]), _(SAYS[name]), asked, kept=kept, empty=empty)
    if name not in set(Section):
        return row
    blocks = sections.get(Section(name))
    if blocks is None:
        return replace(row, left_out=True)
    open_there = [one.kind for one in pending(_with(document, blocks))]
    numbers = [b.number for b in blocks if isinstance(b, Para) and b.number]
    return replace(
        row,
        heading=next((_heading(b) for b in blocks if isinstance(b, Heading)), ""),
        reads=tuple(dict.fromkeys((numbers[0], numbers[-1]))) if numbers else (),
        missing=open_there.count(Kind.TO_BE_COMPLETED),
        unconfirmed=open_there.count(Kind.TO_BE_CONFIRMED),
    )


def _heading(block: Heading) -> str:
    return f"{block.label} {words_of(block.content)}".strip()


def _filled(part: Part, record: SessionRecord) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What of a part was filled in, and what was not."""
    plain = RecordForm.of(record).model_dump()
    fields = [*((_(a.label), bool(_at(plain, a.where))) for a in fields_of(part))]
    fields += [(label, bool(told)) for label, told in _repeated(part, record)]
    kept = tuple(label for label, there in fields if there)
    return kept, tuple(label for label, there in fields if not there)


def _repeated(part: Part, record: SessionRecord) -> Iterator[tuple[str, bool]]:
    """What repeats in a part, with what was filled in of it."""
    match part:
        case Part.SUMMARY:
            places = listed([item.place for item in record.deliberations])
            says = _("Items: {places}", places=places) if places else _("Items")
            yield says, bool(places)
        case Part.STATEMENTS:
            kept = any(not s.complete or s.capacities for s in record.statements)
            yield _("Speakers that are not noted yet, and capacities"), kept
        case Part.AGENDA if record.adoption.called:
            yield _("What parts are called"), True
        case Part.ATTENDANCE:
            kinds: Sequence[Attendees] = [kind.of for kind in record.attendance]
            names = listed([_(KINDS[kind]) for kind in dict.fromkeys(kinds)])
            says = _("Represented: {kinds}", kinds=names) if names else _("Who was represented")
            yield says, bool(names)
        case _:
            pass


def _at(plain: dict[str, Any], where: str) -> object:
    found: Any = plain
    for key in where.split(" "):
        found = found[key]
    return found
