"""The decision record of a silence procedure: what was decided, on what, by which rules, and why.

It is built from the state as a reader may be told it: what the rules hide is in none of its lines.
Whatever it says can be checked against the register, whose head it names.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time

from nemcon.documents.building.decision_filings import deliveries, filings
from nemcon.documents.building.texts import worded
from nemcon.documents.model.blocks import (
    Block,
    Entry,
    Heading,
    Listing,
    Para,
    Table,
    labelled,
    numbered,
)
from nemcon.documents.model.document import Document, Masthead, Paper
from nemcon.documents.model.inlines import Style, Words, content
from nemcon.procedure.acts import Outcome
from nemcon.procedure.disclosure import TELLS, Level
from nemcon.procedure.entries import Recorded
from nemcon.procedure.outcome_entries import OutcomeConfirmed
from nemcon.procedure.people import Actor, Office
from nemcon.procedure.recounting import Teller
from nemcon.procedure.state import ProcedureState
from nemcon.procedure.told import entry_is_told, telling, tells_of_an_objection, told_to
from nemcon.procedure.wording import OUTCOMES, in_paragraphs, outcome_says
from nemcon.rulebook.chapters import rule_in_words
from nemcon.text.lines import line
from nemcon.timing.writing import write_date, write_deadline, write_instant

_OFFICES = {
    Office.CHAIR: "The Chair",
    Office.BUREAU: "The Bureau",
    Office.SECRETARIAT: "The secretariat",
    Office.TIME: "Time",
}


@dataclass(frozen=True, slots=True)
class DecisionFacts:
    """What the record of a decision is made of.

    `state` has nothing left out; `recorded` are all entries, `head` the last one's number and
    hash. With `everything` nothing is kept back, else what nobody in particular is told.
    """

    procedure: str
    state: ProcedureState
    recorded: tuple[Recorded, ...]
    head: str
    everything: bool = False

    @property
    def told(self) -> ProcedureState:
        """The state as the reader is told it."""
        return self.state if self.everything else told_to("", self.state)


def decision_record(masthead: Masthead, facts: DecisionFacts) -> Document:
    """The record, in numbered paragraphs and tables."""
    ended = facts.state.ended
    blocks: list[Block] = [
        Heading(1, content("Decision" if ended else "Where the procedure stands")),
        *_findings(facts),
        Heading(1, content(_text_heading(facts.state))),
        *worded(facts.state.text, quoted=True),
        Heading(1, content("Deadline")),
        *_deadline(facts.state),
        Heading(1, content("Whom the letters reached")),
        *deliveries(facts.state, facts.told),
        Heading(1, content("Filings")),
        *filings(facts.told, everything=facts.everything),
        Heading(1, content("Rules applied")),
        *_rules(facts),
        Heading(1, content("Course of events")),
        *_course(facts),
        Heading(1, content("How this is verified")),
        *_verification(facts),
    ]
    title = f"Decision record: {line(facts.state.text.name)}"
    return Document(Paper.DECISION_RECORD, masthead, title, numbered(labelled(blocks)))


def _text_heading(state: ProcedureState) -> str:
    return "Text as adopted" if state.outcome is Outcome.ADOPTED else "Text as it stands"


def _findings(facts: DecisionFacts) -> Iterator[Block]:
    state, zone = facts.told, facts.state.profile.zone
    if state.outcome is None:
        yield Para(content("No outcome has been reached."))
        return
    yield Para(content(outcome_says(state.outcome, line(state.to))))
    head = (content("Finding"), content("Outcome"), content("As at"))
    at = write_instant(state.decided_at, zone) if state.decided_at else ""
    rows = [("Computed by the rules", state.computed), ("Declared", state.declared)]
    table = tuple(
        (
            content(name),
            content(OUTCOMES[outcome] if outcome else "none"),
            content(at if outcome else ""),
        )
        for name, outcome in rows
    )
    yield Table("Findings side by side", head, table, (3, 3, 5))
    if state.outcome is Outcome.PARTLY_ADOPTED:
        yield Para(content(f"Adopted: {in_paragraphs(state.adopted)}."))
    if state.contested and state.outcome is not Outcome.ADOPTED:
        yield Para(content(f"In dispute: {in_paragraphs(state.contested)}."))
    if state.compiled:
        says = f"Listed in the Chair\u2019s compilation: {in_paragraphs(state.compiled)}."
        yield Para(content(says))
    if state.because and not _hides_reason(facts):
        yield Para(content(f"Reason given: {line(state.because)}"))
    yield from _confirmation(state)


def _hides_reason(facts: DecisionFacts) -> bool:
    return not facts.everything and not telling(facts.state).broken


def _confirmation(state: ProcedureState) -> Iterator[Block]:
    if state.in_force is not None:
        day = write_date(datetime.combine(state.in_force, time()))
        yield Para(content(f"What was adopted enters into force on {day}."))
    entry = state.confirmed.entry if state.confirmed is not None else None
    if isinstance(entry, OutcomeConfirmed):
        number = f" It bears the number {line(entry.number)}." if entry.number else ""
        yield Para(content(f"The outcome was confirmed.{number}"))
        if entry.embargo_until is not None:
            day = write_date(datetime.combine(entry.embargo_until, time()))
            yield Para(content(f"The text is not to be made public before {day}."))


def _deadline(state: ProcedureState) -> Iterator[Block]:
    if state.deadline is None:
        yield Para(content("No period of silence has begun."))
        return
    written = write_deadline(state.deadline)
    said = "was" if state.ended or state.outcome else "is"
    yield Para(content(f"The deadline of the last period {said}:"))
    yield Listing(tuple(Entry(content(line(one))) for one in written.lines))
    yield Para(content(written.rule))


def _rules(facts: DecisionFacts) -> Iterator[Block]:
    state = facts.state
    yield Para(content(f"The rules are those of {line(state.profile.title)}, as they were frozen."))
    keys = dict.fromkeys(
        str(getattr(item.entry, "rule", ""))
        for item in facts.recorded
        if facts.everything or _rule_is_told(item, state)
    )
    cited = (state.profile.cite(key) for key in keys if key)
    rules = [rule_in_words(value) for value in cited if value is not None]
    head = tuple(content(words) for words in ("What it is about", "Value", "Where it stands"))
    rows = tuple(
        (content(line(rule.means)), content(line(rule.value)), content(line(rule.founded)))
        for rule in rules
    )
    yield Table("Rules that were applied", head, rows, (4, 4, 5))


def _rule_is_told(item: Recorded, state: ProcedureState) -> bool:
    if tells_of_an_objection(item.entry) and not telling(state).broken:
        return False
    return entry_is_told(item.entry, "", state)


def _course(facts: DecisionFacts) -> Iterator[Block]:
    state = facts.state
    names = {seat.participant: seat.name for seat in state.roll}
    tells = TELLS[Level.NAMED] if facts.everything else telling(state)
    teller = Teller(state.profile.zone, names, tells)
    rows = tuple(
        (
            content(str(item.number)),
            content(write_instant(item.at, state.profile.zone)),
            content(_who(item.actor, names, named=tells.names)),
            content(line(teller.tell(item.entry))),
        )
        for item in facts.recorded
        if facts.everything or entry_is_told(item.entry, "", state)
    )
    head = tuple(content(words) for words in ("Entry", "When", "By", "What happened"))
    yield Table("Entries of the register", head, rows, (2, 5, 4, 9))
    if len(rows) < len(facts.recorded):
        left = len(facts.recorded) - len(rows)
        says = "entry is" if left == 1 else "entries are"
        yield Para(content(f"{left} further {says} not told under the rules of the body."))


def _who(actor: Actor, names: dict[str, str], *, named: bool) -> str:
    """The office, and the delegation where it may be named; never a person."""
    if actor.office is Office.DELEGATION or actor.participant:
        return line(names.get(actor.participant, actor.participant)) if named else "A delegation"
    return _OFFICES[actor.office]


def _verification(facts: DecisionFacts) -> Iterator[Block]:
    yield Para((Words("Head of the register: "), Words(facts.head, Style.MONO)))
    digest = facts.state.text_digest
    yield Para((Words("SHA-256 of the text: "), Words(digest, Style.MONO)))
    yield Para(
        content(
            "Every entry of the register names the hash of the entry before it, and every letter "
            "and receipt names the head at its time. Whoever may read the record takes it away "
            "from the page of the procedure and checks it with:"
        )
    )
    command = f"nemcon verify {facts.procedure}.register.jsonl --head {facts.head}"
    yield Para((Words(command, Style.MONO),), quoted=True)
