"""What is refused of a text: a code for programs, a sentence for a delegate, and the place.

TextRefused
├── MarksRefused        what was typed cannot be read, or can be read in two ways
├── AmendmentRefused    an amendment does not fit the text
├── AdoptionRefused     the text is not ready to be adopted
└── LineageRefused      the issues of a document do not make one text
"""

from __future__ import annotations

from dataclasses import dataclass

from nemcon.language import _


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a text: the paragraph, the character in it as typed (0: the whole), what is there.

    Characters are counted from one, in the paragraph without its number, its lines joined.
    """

    paragraph: str
    character: int = 0
    at: str = ""

    def __str__(self) -> str:
        return self.within(_("the text"))

    def within(self, whole: str) -> str:
        """The place in words; `whole` is what a text without paragraphs is called there."""
        where = _("paragraph {number}", number=self.paragraph) if self.paragraph else whole
        if self.character:
            where = _("{where}, character {number}", where=where, number=self.character)
        return (
            _("{where}, at \u201c{words}\u201d", where=where, words=self.at) if self.at else where
        )


class TextRefused(Exception):
    """Something that cannot be done with a text; `code` is stable, `says` is for people."""

    def __init__(self, code: str, says: str, place: Place | None = None) -> None:
        self.code = code
        self.place = place or Place("")
        self.because = says
        self.says = self.within(_("the text")) if place else says
        super().__init__(self.says)

    def within(self, whole: str) -> str:
        """The same of something that is called otherwise than a text."""
        where = self.place.within(whole)
        where = f"{where[0].upper()}{where[1:]}"
        # Translators: the place in a text, and what is wrong there.
        return _("{where}: {says}", where=where, says=self.because)


class MarksRefused(TextRefused):
    """What was typed cannot be read, or can be read in two ways."""


class AmendmentRefused(TextRefused):
    """An amendment does not fit the text to which it is proposed."""


class AdoptionRefused(TextRefused):
    """The text is not ready to be adopted."""


class LineageRefused(TextRefused):
    """The issues of a document do not make one text."""
