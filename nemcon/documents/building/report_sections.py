"""The report of a session, section by section: which of its blocks are of which section."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from nemcon.agenda.record import WITHIN, Section
from nemcon.agenda.record import Heading as Planned
from nemcon.documents.model.blocks import Block, Heading
from nemcon.documents.model.document import Document


def sections_of(
    document: Document, outline: Sequence[Planned]
) -> Mapping[Section, tuple[Block, ...]]:
    """The blocks of each section of a report that was built by that outline, headings included."""
    found: dict[Section, tuple[Block, ...]] = {}
    above = [planned.section for planned in outline if planned.section not in WITHIN]
    within = [planned.section for planned in outline if planned.section in WITHIN]
    for section, blocks in zip(above, _split(document.blocks, 1), strict=True):
        found[section] = blocks
        if section is Section.ORGANIZATION:
            found |= zip(within, _split(blocks, 2), strict=True)
    return found


def _split(blocks: Sequence[Block], level: int) -> Iterator[tuple[Block, ...]]:
    """The blocks from each heading of that level to the next; what stands before is left out."""
    begins = [
        number
        for number, block in enumerate(blocks)
        if isinstance(block, Heading) and block.level == level
    ]
    for begin, end in zip(begins, [*begins[1:], len(blocks)], strict=True):
        yield tuple(blocks[begin:end])
