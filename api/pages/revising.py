"""The words of a revision: as they are typed, and as delegations proposed them, to be taken over.

Taking a wording over fills a field of the form and records nothing; what else was typed stays.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from api.pages.form import Form, Wrongs
from api.pages.shown import names_of
from nemcon.language import _
from nemcon.language.states import named
from nemcon.mail.wording import KINDS
from nemcon.procedure.state import Filing, ProcedureState
from nemcon.procedure.wording import filing_status
from nemcon.text.changes import Piece, compared
from nemcon.text.document import Paragraph
from nemcon.text.lines import capital

WORDING: Final = "wording-"
TAKE: Final = "take"


@dataclass(frozen=True, slots=True)
class Proposed:
    """Other words that a delegation proposed for a paragraph, beside those that it has now.

    `take` is what the form sends to take them over; `taken` says that they stand in it already.
    """

    take: str
    number: str
    by: str
    on_behalf_of: tuple[str, ...]
    kind: str
    status: str
    says: str
    pieces: tuple[Piece, ...]
    taken: bool


@dataclass(frozen=True, slots=True)
class Taken:
    """The form with the words that were taken over, and from whom into which paragraphs."""

    form: Form
    by: str
    numbers: tuple[str, ...]


def wording_typed(state: ProcedureState, sent: Form, wrongs: Wrongs) -> list[dict[str, str]]:
    """The paragraphs that read otherwise than now, and a new one."""
    found = [
        {"number": paragraph.number, "words": words}
        for index, paragraph in enumerate(state.text.paragraphs)
        if (words := sent.get(f"{WORDING}{index}").strip()) and words != paragraph.words.strip()
    ]
    added = sent.get(_new(state)).strip()
    if added:
        found.append({"number": sent.get("new_number").strip(), "words": added})
        if not sent.get("new_number").strip():
            wrongs.add("new_number", _("Give the number of the new paragraph."))
        elif sent.get("new_number").strip() in state.text.numbers:
            wrongs.add("new_number", _("The text has a paragraph of that number already."))
    if not found:
        wrongs.add("wording", _("Change the wording of at least one paragraph."))
    return found


def proposals(state: ProcedureState, typed: Form) -> dict[str, list[Proposed]]:
    """What is proposed for each paragraph of the present text, by its number.

    `state` is as its reader is told it.
    """
    names = names_of(state)
    words = {paragraph.number: paragraph.words for paragraph in state.text.paragraphs}
    found: dict[str, list[Proposed]] = {}
    for filing, paragraph in _proposed(state):
        proposed = Proposed(
            take=f"{filing.number}:{paragraph.number}",
            number=paragraph.number,
            by=_by(filing, names),
            on_behalf_of=tuple(named(names.get(who, who)) for who in filing.on_behalf_of),
            kind=_(KINDS[filing.kind]),
            status=filing_status(filing, state),
            says=filing.says,
            pieces=tuple(compared(words[paragraph.number], paragraph.words)),
            taken=typed.get(_field(state, paragraph.number)).strip() == paragraph.words.strip(),
        )
        found.setdefault(paragraph.number, []).append(proposed)
    return found


def take_over(state: ProcedureState, typed: Form, asked: str) -> Taken | None:
    """The form with the words asked for: "12:2" for those of filing 12 for paragraph 2.

    "12" asks for all of them. `None` where that filing proposes nothing for the present text.
    """
    wanted, _colon, number = asked.partition(":")
    names, by, numbers = names_of(state), "", list[str]()
    for filing, paragraph in _proposed(state):
        if str(filing.number) == wanted and number in ("", paragraph.number):
            typed = typed.naming(_field(state, paragraph.number), paragraph.words)
            by = _by(filing, names)
            numbers.append(paragraph.number)
    return Taken(typed, by, tuple(numbers)) if numbers else None


def _proposed(state: ProcedureState) -> Iterator[tuple[Filing, Paragraph]]:
    """Each wording proposed for what is still open of the present text, and not taken back."""
    for filing in state.filings:
        if filing.round == state.round and not (filing.withdrawn or filing.lapsed):
            yield from ((filing, p) for p in filing.wording if p.number not in state.adopted)


def _by(filing: Filing, names: dict[str, str]) -> str:
    return capital(named(names.get(filing.participant, filing.participant)))


def _field(state: ProcedureState, number: str) -> str:
    return f"{WORDING}{state.text.numbers.index(number)}"


def _new(state: ProcedureState) -> str:
    return f"{WORDING}{len(state.text.paragraphs)}"
