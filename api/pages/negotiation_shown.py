"""A negotiation as the staff and the delegations see it, made ready for a template."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import lru_cache

from markupsafe import Markup

from api.pages.listed import NEGOTIATION_OUTCOMES, NEGOTIATION_PHASES
from api.pages.negotiation_marks import marked, printed, proposed, redline
from api.pages.negotiation_shapes import (
    AmendmentShown,
    ClauseShown,
    EndShown,
    IssueShown,
    LineShown,
    RevisionShown,
    StatementShown,
)
from api.pages.negotiation_words import (
    ADOPTED,
    BRACKETED,
    COMPILED,
    OUTCOME_SAYS,
    RUNG_WORDS,
    STATEMENT_DOES,
    became,
    doing,
    in_paragraphs_of,
)
from api.pages.shown import DeadlineShown, when
from api.pages.wording import CLOSING, Standing
from nemcon.language import _, pgettext
from nemcon.negotiation.acts import Rung, Stance
from nemcon.negotiation.drafting import NEGOTIATING
from nemcon.negotiation.state import (
    RUNGS,
    NegotiationPhase,
    NegotiationState,
    Proposed,
    Stated,
)
from nemcon.negotiation.telling import Reader
from nemcon.text.amendments import Amendment, Status
from nemcon.text.changes import changes
from nemcon.text.collisions import collisions
from nemcon.text.document import Text
from nemcon.text.lines import parted, row
from nemcon.text.negotiated import Clause, NegotiatedText
from nemcon.text.paper import from_text
from nemcon.text.writing import write_runs
from nemcon.timing.deadline import Deadline
from nemcon.timing.writing import write_deadline, write_length


@dataclass(frozen=True, slots=True)
class Negotiated:
    """A negotiation as one reader sees it at one moment."""

    state: NegotiationState
    reader: Reader
    now: datetime
    text: NegotiatedText = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", self.reader.text(self.state.text))

    @property
    def zone(self) -> str:
        """The zone of the rules."""
        return self.state.profile.zone

    @property
    def standing(self) -> Standing:
        """Where the negotiation stands."""
        state = self.state
        if state.phase is NegotiationPhase.IN_ROUND and state.over(self.now):
            says = _("The round has ended, and is being closed. What comes now is late.")
            return replace(CLOSING, word=_("Round over"), says=says)
        return NEGOTIATION_PHASES[state.phase].spoken()

    @property
    def late(self) -> bool:
        """Whether what is filed now would be late."""
        return self.state.over(self.now)

    @property
    def open(self) -> bool:
        """Whether amendments can be proposed and answered."""
        return self.state.phase in NEGOTIATING

    def deadline(self, reader_zone: str | None = None) -> DeadlineShown | None:
        """The end of the round, in every zone, where it has one."""
        until = self.state.until
        if until is None:
            return None
        written = write_deadline(Deadline(until, self.zone), reader_zone or None)
        return DeadlineShown(until, written, write_length(until - self.now), self.late)

    def clauses(self) -> tuple[ClauseShown, ...]:
        """The paragraphs with the amendments to each, and before all what goes before all."""
        by_place: dict[object, list[Proposed]] = defaultdict(list)
        for one in self.state.amendments:
            by_place[one.amendment.place[0].order if one.amendment.place else None].append(one)
        before = self._amendments(by_place[None], None)
        first = (ClauseShown("", None, (), *before),) if any(before) else ()
        return (*first, *(self._clause(c, by_place[c.number.order]) for c in self.text.clauses))

    def amendment(self, one: Proposed) -> AmendmentShown:
        """One amendment."""
        place = one.amendment.place
        return self._amendment(one, self.state.text.find(place[:1]) if place else None)

    def statements(self) -> tuple[StatementShown, ...]:
        """The statements, in order."""
        return tuple(self._statement(stated) for stated in self.state.statements)

    def issues(self) -> tuple[IssueShown, ...]:
        """The text as tabled and as revised."""
        return tuple(
            IssueShown(number, issue.text.name, when(issue.at, self.zone))
            for number, issue in enumerate(self.state.issues)
        )

    def revision(self, number: int) -> tuple[RevisionShown, ...]:
        """What the issue of that number changed; nothing for the text as tabled."""
        if not number:
            return ()
        return changed_between(self._issued(number - 1), self._issued(number))

    def collisions(self) -> dict[str, tuple[tuple[str, str], ...]]:
        """How each live amendment collides with others: in which way, and with which."""
        near: dict[object, list[Amendment]] = defaultdict(list)
        for one in self.state.amendments:
            if one.live and not one.fits:
                place = one.amendment.place
                near[place[0].family if place else None].append(one.amendment)
        found: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for several in near.values():
            for collision in collisions(self.state.text, several) if len(several) > 1 else ():
                names = [a.id for a in collision.amendments]
                for name in names:
                    others = row([other for other in names if other != name])
                    found[name].append((_(str(collision.clash)), others))
        return {name: tuple(clashes) for name, clashes in found.items()}

    def end(self) -> EndShown | None:
        """The outcome, once there is one."""
        state = self.state
        if state.outcome is None:
            return None
        return EndShown(
            _(NEGOTIATION_OUTCOMES[state.outcome]),
            _(OUTCOME_SAYS[state.outcome]),
            when(state.decided_at, self.zone) if state.decided_at else None,
            state.adopted,
            state.listed,
            state.to,
        )

    def _issued(self, number: int) -> Text:
        return self.reader.issue(self.state.issues[number].text)

    def _clause(self, clause: Clause, amendments: list[Proposed]) -> ClauseShown:
        return ClauseShown(
            clause.number.written(0),
            self._stands(clause),
            tuple(_lines(clause, 0)),
            *self._amendments(amendments, self.state.text.find((clause.number,))),
            words=printed(clause),
            rung=str(RUNGS[clause.standing.level]),
        )

    def _stands(self, clause: Clause) -> Standing:
        """How far the agreement on it has come; after the end, what became of it."""
        number, rung = clause.number.written(0), RUNGS[clause.standing.level]
        if number in self.state.adopted:
            return ADOPTED.spoken()
        if number in self.state.listed:
            return COMPILED.spoken()
        bracketed = rung is Rung.OPEN and clause.bracketed
        return (BRACKETED if bracketed else RUNG_WORDS[rung]).spoken()

    def _amendments(
        self, amendments: list[Proposed], clause: Clause | None
    ) -> tuple[tuple[AmendmentShown, ...], tuple[AmendmentShown, ...]]:
        shown = [self._amendment(one, clause) for one in amendments]
        return tuple(s for s in shown if s.live), tuple(s for s in shown if not s.live)

    def _amendment(self, one: Proposed, clause: Clause | None) -> AmendmentShown:
        reader = self.reader
        amendment = reader.amendment(one.amendment)
        own = bool(reader.participant) and amendment.proposer == reader.participant
        stance = _stance(amendment, reader.participant)
        joined = reader.participant in one.confirmed
        answers = self.open and amendment.live and reader.amends and not own
        return AmendmentShown(
            id=amendment.id,
            does=doing(amendment),
            by=_("the Chair, of several") if one.merged else _by(reader, amendment.proposer),
            cosponsors=reader.names(amendment.cosponsors),
            wording=self._wording(one, clause),
            reason=amendment.reason,
            supporters=reader.names(amendment.supporters),
            opponents=reader.names(amendment.opponents),
            said=tuple((reader.name(who), says) for who, says in one.said if reader.told_of(who)),
            at=when(one.at, self.zone),
            round=one.round,
            status=_timely(one),
            taken=_taken(amendment) if not amendment.live else "",
            fits=one.fits,
            own=own,
            stance=stance,
            stances=_answers(stance, only_named=not joined) if answers else (),
            live=amendment.live,
            late=one.late and not one.admitted,
        )

    def _wording(self, one: Proposed, clause: Clause | None) -> Markup:
        """The redline against the present text, or where it is settled against its own."""
        amendment = _bare(self.reader.amendment(one.amendment))
        if not amendment.live or one.fits:
            clause = self._clause_then(one)
            amendment = replace(amendment, status=Status.PROPOSED, into="")
        if clause is None:
            return redline("", write_runs(amendment.wording))
        clause = self.reader.text(NegotiatedText("", (clause,))).clauses[0]
        found = proposed(clause, amendment)
        return found if found is not None else marked(amendment.wording)

    def _clause_then(self, one: Proposed) -> Clause | None:
        """The paragraph in the issue to which the amendment was proposed."""
        issue = next(
            (i for i in reversed(self.state.issues) if i.at <= one.at), self.state.issues[0]
        )
        if one.merged and issue is not self.state.issues[0]:
            issue = self.state.issues[self.state.issues.index(issue) - 1]
        return _tree(issue.text).find(one.amendment.place[:1]) if one.amendment.place else None

    def _statement(self, stated: Stated) -> StatementShown:
        return StatementShown(
            stated.number,
            self.reader.name(stated.participant),
            stated.participant == self.reader.participant != "",
            _(STATEMENT_DOES[stated.kind], paragraphs=in_paragraphs_of(stated.paragraphs)),
            self.reader.words(stated.participant, stated.says),
            when(stated.at, self.zone),
            stated.late,
        )


def changed_between(old: Text, new: Text) -> tuple[RevisionShown, ...]:
    """The paragraphs that read otherwise, each as a redline."""
    before = {p.number: p.words for p in old.paragraphs}
    after = {p.number: p.words for p in new.paragraphs}
    return tuple(
        RevisionShown(
            found.number,
            _changed(added=found.added, removed=found.removed),
            redline(before.get(found.number, ""), after.get(found.number, "")),
        )
        for found in changes(old, new)
    )


def _changed(*, added: bool, removed: bool) -> str:
    if added:
        return pgettext("of a paragraph", "new")
    return pgettext("of a paragraph", "deleted") if removed else ""


def _lines(clause: Clause, depth: int) -> Iterator[LineShown]:
    yield LineShown(
        clause.number.written(depth),
        depth,
        marked(clause.runs),
        _note(clause),
        clause.withdrawn,
    )
    for sub in clause.subs:
        yield from _lines(sub, depth + 1)


def _note(clause: Clause) -> str:
    """Who is awaited and who has made a reserve, as noted beside the number."""
    standing = clause.standing
    said: list[str] = []
    if standing.pending:
        # Translators: whose answer to a paragraph is awaited.
        said.append(_("pending {names}", names=row(standing.pending)))
    if standing.reserves:
        names = row([name for name in standing.reserves if name])
        # Translators: who has made a reserve on a paragraph.
        said.append(_("reserve: {names}", names=names) if names else _("reserve"))
    return parted(said)


def _by(reader: Reader, participant: str) -> str:
    """The name within a sentence, where somebody who is not named has none of its own."""
    # Translators: who proposed an amendment, where the rules do not tell.
    return reader.name(participant) if reader.told_of(participant) else _("a delegation")


def _bare(amendment: Amendment) -> Amendment:
    """The amendment as far as its wording goes, so that its redline is kept whoever supports it."""
    return replace(
        amendment, id="", proposer="", cosponsors=(), supporters=(), opponents=(), reason=""
    )


def _stance(amendment: Amendment, participant: str) -> Stance:
    if participant in amendment.cosponsors:
        return Stance.COSPONSOR
    if participant in amendment.supporters:
        return Stance.SUPPORT
    return Stance.OPPOSE if participant in amendment.opponents else Stance.NONE


def _answers(stance: Stance, *, only_named: bool) -> tuple[Stance, ...]:
    """What may be answered; whoever was only named as a co-sponsor may still say so itself."""
    joins = stance is Stance.COSPONSOR and only_named
    return tuple(one for one in Stance if one is not stance or joins)


def _timely(one: Proposed) -> str:
    if not one.late:
        return ""
    if one.admitted:
        return _("late, admitted")
    return _("late, does not count unless admitted")


def _taken(amendment: Amendment) -> str:
    return became(amendment.status, amendment.into)


@lru_cache(maxsize=64)
def _tree(text: Text) -> NegotiatedText:
    return from_text(text)
