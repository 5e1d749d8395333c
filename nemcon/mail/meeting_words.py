"""The sections that the letters of an agenda and of a negotiation share."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

from nemcon.language import _
from nemcon.mail.meeting import MeetingState
from nemcon.mail.sections import Block, Branch, Quoted, Redline, Section, Term, Terms, Timed, Tree
from nemcon.mail.wording import reason_given
from nemcon.mail.writing import Writing, delegation, name_of
from nemcon.text.changes import Changed, changes
from nemcon.text.document import Paragraph, Text
from nemcon.text.lines import block, line, listed
from nemcon.timing.deadline import Deadline


def delegation_of(state: MeetingState, participant: str) -> str:
    """Who did something, as far as the rules let it be told."""
    if not state.profile.names_proposers or not participant:
        return delegation("")
    return delegation(name_of(state, participant))


def because(words: str) -> tuple[Section, ...]:
    """The reason, where one was given."""
    return quoted(_("Reason given"), reason_given(words))


def timed(title: str, instant: datetime | None, write: Writing) -> tuple[Timed, ...]:
    """An instant, where there is one."""
    return (Timed(title, write.at(instant)),) if instant is not None else ()


def until(title: str, deadline: Deadline | None, write: Writing) -> tuple[Timed, ...]:
    """A deadline with its rule, where there is one."""
    moment = write.deadline(deadline)
    return (Timed(title, moment),) if moment is not None else ()


def term(name: str, *lines: str) -> tuple[Term, ...]:
    """A name with what is said under it, if anything is."""
    said = tuple(part for part in lines if part.strip())
    return (Term(line(name), said),) if said else ()


def quoted(title: str, words: str) -> tuple[Section, ...]:
    """What somebody typed, under a title of the letter's own; nothing where nothing was typed."""
    return (Section(title, (Quoted(block(words)),)),) if words.strip() else ()


def named(state: MeetingState, names: Iterable[str]) -> str:
    """Participants as a list; whom the roll does not know stands as it was typed."""
    return listed([name_of(state, name) for name in names])


def text_section(title: str, text: Text) -> Section:
    """A text, a term for each paragraph, with its digest."""
    paragraphs = tuple(_paragraph(p) for p in text.paragraphs)
    digest = Term(_("SHA-256 of the text"), (text.digest(),))
    return Section(title, (Terms((*paragraphs, digest)),), "text")


def paragraphs_section(title: str, paragraphs: Iterable[Paragraph]) -> tuple[Section, ...]:
    """Some paragraphs of a text, where there are any."""
    terms = tuple(_paragraph(p) for p in paragraphs)
    return (Section(title, (Terms(terms),), "text"),) if terms else ()


def paragraph_called(number: str) -> str:
    """A paragraph as it is headed."""
    return _("Paragraph {number}", number=number)


def redlined(
    old: Text, new: Text, called: Callable[[str], str] = paragraph_called
) -> tuple[Block, ...]:
    """What reads otherwise, a redline for each paragraph, which is `called` by its number."""
    found = changes(_plain(old), _plain(new))
    return tuple(Redline(_changed(change, called), change.pieces) for change in found)


def tree(branches: Iterable[Branch]) -> Tree:
    """A tree whose words are safe to show."""
    safe = (Branch(b.depth, line(b.number), line(b.text)) for b in branches)
    return Tree(tuple(safe))


def _paragraph(paragraph: Paragraph) -> Term:
    lines = tuple(block(paragraph.words).split("\n"))
    return Term(paragraph_called(line(paragraph.number)), lines)


def _plain(text: Text) -> Text:
    """The text in lines that are safe to show, so that a comparison is of what is shown."""
    paragraphs = (Paragraph(line(p.number), block(p.words)) for p in text.paragraphs)
    return Text(line(text.title), tuple(paragraphs), line(text.symbol), text.revision)


def _changed(change: Changed, called: Callable[[str], str]) -> str:
    name = called(change.number)
    if change.added:
        # Translators: {place} is "Paragraph 2", "Item 3 (a)" or the like.
        return _("{place} is new", place=name)
    if change.removed:
        # Translators: {place} is "Paragraph 2", "Item 3 (a)" or the like.
        return _("{place} is deleted", place=name)
    return name
