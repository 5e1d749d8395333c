"""Reads a Word template: the words that it shows, and what stands in it that no letter may have."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree

from nemcon.documents.word.guard import Package
from nemcon.documents.word.xml import Element, named

PLACEHOLDER: Final = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
MARKS: Final = ("{{", "}}", "{%", "%}", "{#", "#}")
"""What opens and closes a placeholder."""
_FIELD: Final = re.compile(r"\s*(?:PAGE|NUMPAGES|SECTIONPAGES)\s*(?:\\\*\s*\w+\s*)*", re.IGNORECASE)
_DRAFTED: Final = tuple(
    map(named, ("w:ins", "w:del", "w:moveFrom", "w:moveTo", "w:commentReference"))
)
_CODES: Final = tuple(map(named, ("w:instrText", "w:delInstrText")))
_BOUND: Final = named("w:dataBinding")
_HIDDEN: Final = named("w:vanish")
_SIMPLE: Final = named("w:fldSimple")
_TEXT: Final = named("w:t")


def roots(package: Package) -> Iterator[Element]:
    """The parts that a reader sees: the body, what stands above and below, the notes."""
    yield package.document
    for name in sorted(package.parts):
        if name.rpartition("/")[2].startswith(("header", "footer", "footnotes")):
            yield package.parts[name]


def paragraphs(package: Package) -> Iterator[str]:
    """The words of each paragraph, as they are shown."""
    for root in roots(package):
        for paragraph in root.iter(named("w:p")):
            yield "".join(text.text or "" for text in paragraph.iter(_TEXT))


def unfit(package: Package) -> Iterator[tuple[str, str]]:
    """What no letter may have in it, each with a code and a sentence."""
    elements = [element for root in roots(package) for element in root.iter()]
    if any(element.tag in _DRAFTED for element in elements):
        yield (
            "template-drafted",
            "Changes or comments are left in it. Accept the changes and delete the comments.",
        )
    if any(element.tag == _HIDDEN for element in elements):
        yield (
            "template-hidden",
            "It has hidden words. Show all words, and delete what is not meant.",
        )
    if any(element.tag == _BOUND for element in elements):
        yield "template-bound", "It takes words from the properties of the file. Write them out."
    for code in sorted({code for element in elements for code in _codes(element)}):
        yield (
            "template-field",
            f'It has the Word field "{code[:60]}"; only page numbers are possible.',
        )
    if any(_outside_of_words(element) for element in elements):
        yield (
            "template-misplaced",
            "A placeholder stands where no words stand, such as in a picture's description.",
        )


def _codes(element: Element) -> Iterator[str]:
    """The code of a Word field, unless it is a page number."""
    if element.tag in _CODES:
        code = element.text or ""
    elif element.tag == _SIMPLE:
        code = element.get(named("w:instr"), "")
    else:
        return
    if code.strip() and not _FIELD.fullmatch(code):
        yield code.strip()


def _outside_of_words(element: Element) -> bool:
    """Whether a mark of a placeholder stands anywhere but among the words that are shown."""
    values = [str(value) for value in element.attrib.values()]
    if element.tag != _TEXT:
        values += [element.text or ""]
    values += [element.tail or ""]
    return any(mark in value for value in values for mark in MARKS)


def is_sound(xml: str) -> bool:
    """Whether this is one well-formed element."""
    try:
        etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError:
        return False
    return True
