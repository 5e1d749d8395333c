"""A negotiated text to be marked up in Word: as it is typed, with what was proposed to it.

Amendments stand in it as changes in the name of whoever proposed them, each under its id, so that
they are known again when the file comes back. Two that are about the same words cannot both stand
in one line; the later one is told in a comment, as statements are. The properties say of which
negotiation and which issue the file is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final, TypeAlias

from nemcon.documents.model.blocks import Block, Entry, Listing, Para
from nemcon.documents.model.document import Document, Masthead, Paper
from nemcon.documents.model.inlines import (
    Change,
    Comment,
    Content,
    Inline,
    Style,
    Words,
    content,
)
from nemcon.negotiation.naming import attributed
from nemcon.negotiation.state import NegotiationState, Proposed, Stated
from nemcon.negotiation.telling import Reader
from nemcon.negotiation.writing_compilation import REMARKS
from nemcon.text.amendments import Amendment
from nemcon.text.amendments import Change as Does
from nemcon.text.applying import next_path
from nemcon.text.changes import Mark
from nemcon.text.document import Text
from nemcon.text.editing import Edit, edited, edits_of
from nemcon.text.lines import block, line, listed
from nemcon.text.negotiated import Clause, NegotiatedText
from nemcon.text.numbers import Number, Path, path_written
from nemcon.text.paper import from_text
from nemcon.text.refused import AmendmentRefused
from nemcon.text.writing import write_runs

PROCEDURE: Final = "procedure"
ISSUE: Final = "issue"
DIGEST: Final = "text"
AMENDMENTS: Final = "amendments"
"""The names of the properties: the negotiation, the number of the issue, the digest of its text,
and the ids of the amendments that stand in the file as changes."""
_MOST_NAMED: Final = 4
_Key: TypeAlias = tuple[tuple[bool, int, int, int], ...]


@dataclass(frozen=True, slots=True)
class Offered:
    """An amendment as the reader may see it, by whom, and when it was proposed."""

    amendment: Amendment
    author: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Remark:
    """What is said of paragraphs, or of the whole text: by whom, when, and in what words."""

    author: str
    at: datetime
    says: str
    paragraphs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MarkedUpText:
    """One issue of a text with what was proposed to it and said of it, as one reader may see it.

    `digest` is that of the issue as the reader sees it.
    """

    text: NegotiatedText
    name: str
    digest: str
    issue: int
    offered: tuple[Offered, ...] = ()
    remarks: tuple[Remark, ...] = ()


def issue_for(state: NegotiationState, reader: Reader, issue: int = -1) -> MarkedUpText:
    """The issue of that number, the present one if none is named, as the reader may see it.

    With the present text go the amendments that wait; with an earlier one those that were proposed
    while it was the present one. Raises `IndexError` where there is no such issue.
    """
    at = range(len(state.issues))[issue]
    issued: Text = state.issues[at].text
    if at == len(state.issues) - 1:
        text = reader.text(state.text)
        waiting = [one for one in state.amendments if one.live]
    else:
        text = from_text(reader.issue(issued))
        first, last = state.issues[at].number, state.issues[at + 1].number
        waiting = [one for one in state.amendments if first < one.number < last]
    return MarkedUpText(
        text=text,
        name=line(issued.name),
        digest=reader.digest(issued),
        issue=at,
        offered=tuple(_offered(state, reader, one) for one in waiting),
        remarks=tuple(_remark(reader, one) for one in state.statements),
    )


def offered_in(state: NegotiationState, reader: Reader) -> tuple[Offered, ...]:
    """All amendments of a negotiation, dealt with or not, as the reader may see them."""
    return tuple(_offered(state, reader, one) for one in state.amendments)


def marked_text(
    masthead: Masthead, marked: MarkedUpText, procedure: str = "", language: str = "en"
) -> Document:
    """The document that delegations mark up; `procedure` is the name of the negotiation."""
    plan = plan_of(marked)
    shown = " ".join(one.amendment.id for one in plan.shown)
    return Document(
        paper=Paper.MARKED_TEXT,
        masthead=masthead,
        title=marked.name,
        blocks=tuple(plan.blocks()),
        language=language,
        note=f"SHA-256 of the text: {marked.digest}",
        properties=(
            (PROCEDURE, procedure),
            (ISSUE, str(marked.issue)),
            (DIGEST, marked.digest),
            (AMENDMENTS, shown),
        ),
    )


def plan_of(marked: MarkedUpText) -> Plan:
    """Where each amendment and each remark stands in the file."""
    plan = Plan(marked.text)
    for one in marked.offered:
        plan.offer(one)
    for remark in marked.remarks:
        plan.remark(remark)
    return plan


@dataclass(slots=True)
class Plan:
    """What stands at each paragraph: the edits of amendments, new paragraphs, and comments.

    `shown` are the amendments that stand as changes, `told` those that a comment tells of.
    """

    text: NegotiatedText
    shown: list[Offered] = field(default_factory=list[Offered])
    told: list[Offered] = field(default_factory=list[Offered])
    comments: dict[_Key, list[Remark]] = field(default_factory=dict[_Key, list[Remark]])
    _edits: dict[_Key, list[tuple[Edit, Offered]]] = field(
        default_factory=dict[_Key, list[tuple[Edit, Offered]]]
    )
    _gone: dict[_Key, Offered] = field(default_factory=dict[_Key, Offered])
    _added: dict[_Key, list[tuple[Number, Offered]]] = field(
        default_factory=dict[_Key, list[tuple[Number, Offered]]]
    )

    def offer(self, one: Offered) -> None:
        """Show the amendment as changes, or tell it in a comment; leave out what does not fit."""
        amendment = one.amendment
        try:
            edits = edits_of(self.text, amendment)
            if amendment.adds_paragraph:
                path = next_path(self.text, amendment.place, beneath=amendment.beneath)
                self._added.setdefault(_key(path[:-1]), []).append((path[-1], one))
                self.shown.append(one)
                return
        except AmendmentRefused:
            return
        key = _key(amendment.place)
        whole = amendment.change is Does.DELETE and not amendment.passage
        if self._free(key, edits, whole=whole):
            self.shown.append(one)
            if whole:
                self._gone[key] = one
            else:
                self._edits.setdefault(key, []).extend((edit, one) for edit in edits)
            return
        self.told.append(one)
        said = Remark(one.author, one.at, _in_words(self.text, one))
        self.comments.setdefault(key, []).append(said)

    def remark(self, remark: Remark) -> None:
        """Put a remark beside each paragraph that it names, or beside the first one."""
        if not remark.paragraphs and self.text.clauses:
            on_all = Remark(remark.author, remark.at, f"On the whole text. {remark.says}")
            self.comments.setdefault(_key((self.text.clauses[0].number,)), []).append(on_all)
        for path, _ in self.text.walk():
            if path_written(path) in remark.paragraphs:
                self.comments.setdefault(_key(path), []).append(remark)

    def blocks(self) -> Iterator[Block]:
        """The paragraphs of the text, with what is proposed to be added between them."""
        for number, clause, added in self._row((), self.text.clauses):
            if clause is None:
                yield Para(_new(added), number.written(0), whole=Mark.INSERTED)
                continue
            path: Path = (number,)
            name, whole = path_written(path), self._whole(path)
            yield Para(self._content(path, clause), number.written(0), name, whole)
            below = tuple(self._entries(path, clause.subs))
            if below:
                yield Listing(below)

    def _entries(self, above: Path, clauses: Sequence[Clause]) -> Iterator[Entry]:
        for number, clause, added in self._row(above, clauses):
            label = _label(number, len(above))
            if clause is None:
                yield Entry(_new(added), label, whole=Mark.INSERTED)
                continue
            path = (*above, number)
            below = tuple(self._entries(path, clause.subs))
            inside, whole = self._content(path, clause), self._whole(path)
            yield Entry(inside, label, below, path_written(path), whole)

    def _row(
        self, above: Path, clauses: Sequence[Clause]
    ) -> Iterator[tuple[Number, Clause | None, Offered | None]]:
        """What stands below a path in the order of its numbers, what is new last among equals."""
        there = [(c.number, c, None) for c in clauses]
        new = [(number, None, one) for number, one in self._added.get(_key(above), ())]
        yield from sorted((*there, *new), key=lambda item: item[0].order)

    def _free(self, key: _Key, edits: Sequence[Edit], *, whole: bool) -> bool:
        above = [key[:length] for length in range(1, len(key) + 1)]
        if any(one in self._gone for one in above) or (not edits and not whole):
            return False
        if whole:
            near = (*self._edits, *self._gone, *self._added)
            return not any(one[: len(key)] == key for one in near)
        taken = [edit for edit, _ in self._edits.get(key, ())]
        return not any(edit.touches(other) for edit in edits for other in taken)

    def _whole(self, path: Path) -> Mark:
        return Mark.DELETED if self._goes(path) else Mark.KEPT

    def _goes(self, path: Path) -> Offered | None:
        keys = (_key(path[:length]) for length in range(1, len(path) + 1))
        return next((self._gone[key] for key in keys if key in self._gone), None)

    def _content(self, path: Path, clause: Clause) -> Content:
        typed, gone = write_runs(clause.runs), self._goes(path)
        edits = sorted(self._edits.get(_key(path), ()), key=lambda pair: pair[0])
        if gone is not None:
            edits = [(Edit(0, len(typed), ""), gone)]
        found = tuple(_edited(typed, edits))
        for remark in self.comments.get(_key(path), ()):
            found = (Comment(found, remark.author, remark.at, remark.says),)
        note = str(clause.standing)
        return (Words(f"{note} ", Style.ITALIC), *found) if note else found


def _label(number: Number, depth: int) -> str:
    written = number.written(depth)
    return written if written.startswith("(") else f"{written}."


def _edited(typed: str, edits: Sequence[tuple[Edit, Offered]]) -> Iterator[Inline]:
    at = 0
    for edit, one in edits:
        yield from content(typed[at : edit.start])
        yield from _change(Mark.DELETED, typed[edit.start : edit.end], one)
        yield from _change(Mark.INSERTED, edit.words, one)
        at = edit.end
    yield from content(typed[at:])


def _change(mark: Mark, words: str, one: Offered) -> Iterator[Change]:
    if words:
        yield Change(mark, content(words), one.author, one.at, one.amendment.id)


def _new(one: Offered | None) -> Content:
    if one is None:
        return ()
    return tuple(_change(Mark.INSERTED, write_runs(one.amendment.wording), one))


def _offered(state: NegotiationState, reader: Reader, one: Proposed) -> Offered:
    amendment = reader.amendment(one.amendment)
    return Offered(amendment, _author(state, reader, one.amendment), one.at)


def _author(state: NegotiationState, reader: Reader, amendment: Amendment) -> str:
    """Those who sponsor it as far as they may be told, in one line that a margin has room for."""
    if not reader.tells:
        return reader.name(amendment.proposer)
    names = [line(name) for name in attributed(state, amendment).sponsors]
    more = len(names) - _MOST_NAMED
    named = names[:_MOST_NAMED] + ([f"{more} others"] if more > 1 else names[_MOST_NAMED:])
    return listed(named)


def _remark(reader: Reader, one: Stated) -> Remark:
    says = block(reader.words(one.participant, one.says))
    kind = REMARKS[one.kind]
    return Remark(
        reader.name(one.participant), one.at, f"{kind}: {says}" if says else kind, one.paragraphs
    )


def _in_words(text: NegotiatedText, one: Offered) -> str:
    """An amendment that stands in a comment: what the paragraph would say with it alone."""
    amendment = one.amendment
    if amendment.change is Does.DELETE and not amendment.passage:
        return f"{amendment.id}: delete the paragraph."
    typed = write_runs(text.at(amendment.place).runs)
    alone = edited(typed, edits_of(text, amendment))
    return f"{amendment.id}: with it alone the paragraph would read: {alone}"


def _key(path: Path) -> _Key:
    return tuple(number.order for number in path)
