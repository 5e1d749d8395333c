"""A letter as it is shown before its act."""

from __future__ import annotations

from datetime import datetime

from pydantic import Field

from api.lettering import Shown as ShownLetter
from api.v1.shown import Shown


class LetterFileShown(Shown):
    """The letter as a file."""

    name: str = Field(examples=["hybrid-format-2-letter.pdf"])
    title: str
    media_type: str
    size: int = Field(description="In bytes.")
    digest: str = Field(description="The SHA-256 of the file, by which it is confirmed.")


class MailShown(Shown):
    """The words of the mail to one recipient, with words in place of its link and the hashes."""

    subject: str
    text: str
    html: str


class LetterForeseen(Shown):
    """The letter of an act as it would be, and the mail that would carry it."""

    file: LetterFileShown | None
    mail: MailShown
    until: datetime | None = Field(
        description="The deadline that the letter names; send it as `until`, instead of the length."
    )

    @classmethod
    def of(cls, shown: ShownLetter) -> LetterForeseen:
        """The letter as it is answered."""
        letter = shown.letter
        return cls(
            file=LetterFileShown(
                name=letter.file.name,
                title=letter.title,
                media_type=letter.file.media_type,
                size=len(letter.file.data),
                digest=letter.file.digest,
            )
            if letter
            else None,
            mail=MailShown.model_validate(shown.mail),
            until=shown.until,
        )
