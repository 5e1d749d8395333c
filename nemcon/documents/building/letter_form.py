"""The two forms of a letter: how it opens, how it closes, and what stands above it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from nemcon.documents.building.letter_says import Annex, Form, Sheet, Time
from nemcon.documents.house import House
from nemcon.documents.model.blocks import Block, Entry, Heading, Listing, Para, Signature
from nemcon.documents.model.document import Document, Masthead, Paper
from nemcon.documents.model.inlines import Style, Words, content
from nemcon.text.document import Paragraph
from nemcon.text.lines import block, line

_ITS_FORM = {Form.LETTER: "", Form.NOTE_VERBALE: "Note verbale. "}


def letter(
    sheet: Sheet,
    house: House,
    paper: Paper,
    title: str,
    body: Iterable[Block],
    annex: Iterable[Block],
) -> Document:
    """The letter: its head, what it says, its closing, and what is annexed to it."""
    blocks = (*_head(sheet, house), *body, *_closing(sheet, house), *annex)
    masthead = Masthead(
        organ=line(sheet.organ),
        symbol="",
        dated=sheet.dated,
        body=line(sheet.heading),
        session=line(sheet.session),
        # The session mostly says where the body meets already.
        place="" if line(sheet.place) in line(sheet.session) else line(sheet.place),
    )
    return Document(paper, masthead, f"{_ITS_FORM[sheet.form]}{title}", blocks)


def opening(sheet: Sheet, says: str) -> Para:
    """The first sentence; `says` goes on after "has the honour to", and ends without a stop."""
    instructed = f", {line(sheet.instructed).strip(', ')}," if sheet.instructed.strip() else ""
    if sheet.form is Form.NOTE_VERBALE:
        return para(
            f"The Secretariat of {line(sheet.body)} presents its compliments to "
            f"{line(sheet.addressee)} and{instructed} has the honour to {says}."
        )
    # The Chair writes in the first person, and on nobody's instructions.
    return para(f"I have the honour to {says}.")


def para(words: str) -> Para:
    """A paragraph without a number."""
    return Para(content(line(words)))


def lead(words: str) -> Para:
    """A line that says in bold what the next ones are about."""
    return Para(content(line(words), Style.BOLD))


def told(title: str, sentences: Iterable[str]) -> Iterator[Block]:
    """Sentences under what they are about; nothing where there are none."""
    said = [para(sentence) for sentence in sentences if sentence.strip()]
    if said:
        yield lead(title)
        yield from said


def as_typed(title: str, words: str) -> Iterator[Block]:
    """What somebody typed, set in and line by line, so that it cannot pass for the letter's own."""
    typed = [Para(content(part), quoted=True) for part in block(words).split("\n") if part.strip()]
    if typed:
        yield lead(title)
        yield from typed


def time(title: str, when: Time) -> Iterator[Block]:
    """An instant on its clocks, and its rule."""
    yield lead(title)
    yield Listing(tuple(Entry(content(line(on))) for on in when.lines))
    if when.rule:
        yield para(when.rule)


def annexed(annexes: tuple[Annex, ...]) -> Iterator[Block]:
    """The texts that go with a letter, each under a heading of its own."""
    for number, annex in enumerate(annexes, 1):
        named = f"Annex {number}" if len(annexes) > 1 else "Annex"
        symbol = f" ({line(annex.symbol)})" if annex.symbol.strip() else ""
        yield Heading(1, content(f"{named}. {line(annex.title)}{symbol}"))
        yield from worded(annex.paragraphs)
        if annex.digest:
            yield Para((Words("SHA-256 of the text: "), Words(annex.digest, Style.MONO)))


def worded(paragraphs: Iterable[Paragraph], *, quoted: bool = False) -> Iterator[Block]:
    """The paragraphs of a text under their own numbers; further lines of one have none."""
    for paragraph in paragraphs:
        first, *further = block(paragraph.words).split("\n")
        number = line(paragraph.number)
        yield Para(content(first), number, name=number, quoted=quoted)
        for words in further:
            if words.strip():
                yield Para(content(words), quoted=quoted)


def _head(sheet: Sheet, house: House) -> Iterator[Block]:
    if sheet.form is Form.LETTER:
        yield para(f"{_written_at(sheet, house)}")
        yield para(f"To {line(sheet.addressee)}")
    if sheet.reference.strip():
        yield Para((Words("Reference: ", Style.BOLD), *content(line(sheet.reference))))
    yield Para((Words("Subject: ", Style.BOLD), *content(line(sheet.subject))))
    if sheet.form is Form.LETTER:
        yield para("Excellency,")


def _closing(sheet: Sheet, house: House) -> Iterator[Block]:
    if sheet.enquiries.strip():
        yield para(f"Enquiries may be addressed to {line(sheet.enquiries)}.")
    if sheet.form is Form.NOTE_VERBALE:
        yield para(
            f"The Secretariat of {line(sheet.body)} avails itself of this opportunity to renew to "
            f"{line(sheet.addressee)} the assurances of its highest consideration."
        )
        yield para(_written_at(sheet, house))
        return
    yield para("Accept, Excellency, the assurances of my highest consideration.")
    if sheet.signed:
        yield Signature(line(sheet.signatory), line(sheet.office))
        return
    yield lead(sheet.signatory)
    if sheet.office.strip():
        yield para(sheet.office)


def _written_at(sheet: Sheet, house: House) -> str:
    dated = house.writing("en").written(sheet.dated)
    return f"{line(sheet.place)}, {dated}" if sheet.place.strip() else dated
