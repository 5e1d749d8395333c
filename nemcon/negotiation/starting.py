"""The text with which a later session begins: what was compiled, with every alternative left in.

The paragraphs keep their numbers, so that everybody finds again what was negotiated. What cannot be
left in the paragraph itself stands beside it as another wording of the whole ("2 alt").
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from nemcon.negotiation.acts import NegotiationOutcome
from nemcon.negotiation.alternatives import added_paragraphs, attributed_once, read_alone
from nemcon.negotiation.compiling_silence import proposed_for, standing_objections
from nemcon.negotiation.gathered import Gathered, gathered
from nemcon.negotiation.places import why_unfit
from nemcon.negotiation.state import NegotiationState, Proposed
from nemcon.procedure.state import ProcedureState
from nemcon.procedure.told import told_to
from nemcon.text.applying import left_open
from nemcon.text.document import Paragraph, Text
from nemcon.text.negotiated import Clause, NegotiatedText, anonymous
from nemcon.text.numbers import Number, read_path
from nemcon.text.paper import from_text, to_text
from nemcon.text.refused import TextRefused
from nemcon.text.runs import Alternatives, Bracket, Kind, Run, Runs, Words, tidy, words
from nemcon.text.standing import OPEN


@dataclass(frozen=True, slots=True)
class _Whole:
    """Another wording for a whole paragraph, and in whose name it stands."""

    clause: Clause
    by: tuple[str, ...] = ()


def starting_text(state: NegotiationState, child: tuple[str, ProcedureState] | None = None) -> Text:
    """The text to be tabled at a later session; without paragraphs where nothing was compiled.

    `child` is the silence procedure under which the agreed part was placed, with its name: what
    objections proposed there is left in, as far as the rules let it be told.
    """
    material = gathered("", state)
    told = told_to("", child[1]) if child is not None else None
    bases = [_base(clause, told) for clause in material.clauses]
    text = NegotiatedText(state.issued.title, tuple(bases))
    for clause, base in zip(material.clauses, bases, strict=True):
        text = _opened(material, text, clause, base, told)
    if told is not None:
        text = _with_new(material, text, told)
    if state.outcome is not NegotiationOutcome.WITHDRAWN:
        text = _with_additions(material, text)
    return to_text(text if material.naming.named else anonymous(text))


def _base(clause: Clause, told: ProcedureState | None) -> Clause:
    """The paragraph as it reads at the end, open again; one that was withdrawn is in brackets."""
    revised = _under_silence(clause, told)
    if revised is not None:
        return revised
    runs = _disputed(clause.runs) if clause.withdrawn else clause.runs
    return replace(clause, runs=runs, standing=OPEN)


def _under_silence(clause: Clause, told: ProcedureState | None) -> Clause | None:
    """The paragraph as it was reworded under silence, if it was."""
    number = clause.number.written(0)
    paragraphs = told.text.paragraphs if told is not None and told.round > 1 else ()
    revised = next((p for p in paragraphs if p.number == number), None)
    return _clause(clause.number, revised.words) if revised is not None else None


def _opened(
    material: Gathered,
    text: NegotiatedText,
    clause: Clause,
    base: Clause,
    told: ProcedureState | None,
) -> NegotiatedText:
    """The text with all that was proposed for the paragraph, so that it can be read back."""
    live = [p for p in material.amendments.get(clause.number.order, ()) if p.live]
    fitting = [p for p in live if not why_unfit(text, p.amendment)]
    others = [p for p in live if p not in fitting]
    objected = _objected(material, base, told)
    try:
        opened = left_open(text, [attributed_once(material, p.amendment) for p in fitting])
        opened = _beside(opened, base, [*_wholes(material, clause, others), *objected])
        opened = _disputed_below(opened, clause.number)
    except TextRefused:
        opened = None  # the row of a sub-paragraph has no number any more
    for tried in (opened, _unnamed(opened, clause.number)) if opened else ():
        if _reads_back(_family(tried, clause.number)):
            return tried
    return _bundled(material, text, base, [*_wholes(material, clause, live), *objected])


def _wholes(material: Gathered, clause: Clause, several: Sequence[Proposed]) -> list[_Whole]:
    """How the paragraph reads with each of these alone; a deletion leaves nothing to stand."""
    found: list[_Whole] = []
    for proposed in several:
        amendment = attributed_once(material, proposed.amendment)
        read = read_alone(material, proposed, replace(clause, standing=OPEN))
        whole = read[1] if read else Clause(clause.number, tidy(amendment.wording))
        if not whole.withdrawn:
            found.append(_Whole(whole, amendment.sponsors))
    return found


def _objected(material: Gathered, base: Clause, told: ProcedureState | None) -> list[_Whole]:
    """What the objections in the final silence propose for the paragraph."""
    number = base.number.written(0)
    return [
        _Whole(_clause(base.number, typed), material.naming.of((filing.participant,)).names)
        for filing in (standing_objections(told) if told is not None else ())
        if filing.counted and (typed := proposed_for(filing, number)).strip()
    ]


def _beside(text: NegotiatedText, base: Clause, wholes: Sequence[_Whole]) -> NegotiatedText:
    """The text with other wordings for the whole paragraph after it, each once."""
    distinct: dict[tuple[Runs, tuple[Clause, ...]], _Whole] = {}
    for one in wholes:
        same = (one.clause.runs, one.clause.subs)
        before = distinct[same].by if same in distinct else ()
        distinct[same] = _Whole(one.clause, tuple(dict.fromkeys((*before, *one.by))))
    distinct.pop((base.runs, base.subs), None)
    if not distinct:
        return text
    present = text.at((base.number,))
    text = text.put((base.number,), replace(present, runs=_disputed(present.runs)))
    for one in distinct.values():
        free = replace(base.number, alternative=base.number.alternative + 1)
        while text.find((free,)):
            free = replace(free, alternative=free.alternative + 1)
        text = text.added(
            (free,), Clause(free, _disputed(one.clause.runs, one.by), one.clause.subs)
        )
    return text


def _bundled(
    material: Gathered, text: NegotiatedText, base: Clause, wholes: Sequence[_Whole]
) -> NegotiatedText:
    """The text with the other wordings in the paragraph itself, as nothing but words.

    This is for what could not be read back otherwise, such as a hundred wordings of one paragraph.
    """
    runs: list[Run] = list(_disputed(base.runs))
    for read in dict.fromkeys(material.printed(one.clause) for one in wholes):
        if read.strip():
            runs += [Words(" "), Bracket(Kind.DISPUTED, words(read))]
    return text.put((base.number,), replace(base, runs=tidy(runs)))


def _with_new(material: Gathered, text: NegotiatedText, told: ProcedureState) -> NegotiatedText:
    """The text with the paragraphs that a revision under silence added and nobody adopted."""
    result = material.state.result
    known = {c.number.written(0) for c in material.state.text.clauses}
    known |= set(result.adopted) if result is not None else set()
    for paragraph in told.text.paragraphs:
        if paragraph.number in known:
            continue
        try:
            number = read_path(paragraph.number)[0]
        except TextRefused:
            number = _last(text)
        clause = _clause(number, paragraph.words)
        free = text.find((number,)) is None
        number = number if free else _last(text)
        text = text.added((number,), replace(clause, number=number))
    return text


def _with_additions(material: Gathered, text: NegotiatedText) -> NegotiatedText:
    """The text with the paragraphs that were proposed and wait to be dealt with."""
    for added in added_paragraphs(material):
        live = [attributed_once(material, p.amendment) for p in added.proposed if p.live]
        if not live:
            continue
        by = tuple(dict.fromkeys(name for one in live for name in one.sponsors))
        path = read_path(added.number) if added.number else (_last(text),)
        if text.find(path):
            path = (_last(text),)
        clause = Clause(path[0], _disputed(tidy(live[0].wording), by))
        if not _reads_back((clause,)):
            clause = anonymous(NegotiatedText("", (clause,))).clauses[0]
        text = text.added(path, clause)
    return text


def _last(text: NegotiatedText) -> Number:
    """A number after all others, for what has none of its own."""
    return Number(max((c.number.ordinal for c in text.clauses), default=0) + 1)


def _clause(number: Number, typed: str) -> Clause:
    """A paragraph of which the words were typed under silence, where marks are only words."""
    try:
        (clause,) = from_text(Text("", (Paragraph(number.written(0), typed),))).clauses
    except (TextRefused, ValueError):
        return Clause(number, words(typed))
    return replace(clause, number=number, standing=OPEN)


def _disputed(runs: Runs, by: tuple[str, ...] = ()) -> Runs:
    """The runs in square brackets, unless they are already."""
    if len(runs) == 1 and isinstance(runs[0], Bracket) and runs[0].kind is Kind.DISPUTED:
        names = tuple(dict.fromkeys((*runs[0].by, *by)))
        return tidy((replace(runs[0], by=names),))
    return tidy((Bracket(Kind.DISPUTED, runs, by),)) if runs else runs


def _disputed_below(text: NegotiatedText, number: Number) -> NegotiatedText:
    """The text with what stands below a paragraph in brackets in brackets too.

    Else the words below it would look agreed, although the whole paragraph is not.
    """
    for clause in _family(text, number):
        around = clause.runs[0] if len(clause.runs) == 1 else None
        if isinstance(around, Bracket) and around.kind is Kind.DISPUTED:
            subs = tuple(_in_brackets(sub, around.by) for sub in clause.subs)
            text = text.put((clause.number,), replace(clause, subs=subs))
    return text


def _in_brackets(clause: Clause, by: tuple[str, ...]) -> Clause:
    subs = tuple(_in_brackets(sub, by) for sub in clause.subs)
    alternatives = len(clause.runs) == 1 and isinstance(clause.runs[0], Alternatives)
    runs = clause.runs if alternatives else _disputed(clause.runs, by)
    return replace(clause, runs=runs, subs=subs)


def _family(text: NegotiatedText, number: Number) -> tuple[Clause, ...]:
    """The paragraph with its other wordings."""
    return tuple(c for c in text.clauses if c.number.order[:3] == number.order[:3])


def _unnamed(text: NegotiatedText, number: Number) -> NegotiatedText:
    """The text without names in the paragraph, which may be too many to be read back."""
    for clause in anonymous(NegotiatedText("", _family(text, number))).clauses:
        text = text.put((clause.number,), clause)
    return text


def _reads_back(clauses: tuple[Clause, ...]) -> bool:
    text = NegotiatedText("", clauses)
    try:
        return from_text(to_text(text)) == text
    except TextRefused:
        return False
