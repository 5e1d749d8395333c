"""What holds of every compilation, final text and starting text, whatever people did."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from nemcon.negotiation.acts import ConcludeNegotiation, NegotiationOutcome
from nemcon.negotiation.alternatives import added_paragraphs
from nemcon.negotiation.compilation import compilation, write_compilation
from nemcon.negotiation.compiled import Stand
from nemcon.negotiation.evolution import fold
from nemcon.negotiation.final import final_text
from nemcon.negotiation.gathered import GONE, compiled_numbers, gathered
from nemcon.negotiation.places import concerned
from nemcon.negotiation.rules import decide
from nemcon.negotiation.starting import starting_text
from nemcon.negotiation.state import NegotiationState, Proposed
from nemcon.procedure.acts import Kind, PlaceUnderSilence
from nemcon.procedure.state import ProcedureState
from nemcon.text.amendments import Change
from nemcon.text.changes import Mark, changes
from nemcon.text.document import Paragraph
from nemcon.text.numbers import read_path
from nemcon.text.paper import from_text, to_text
from nemcon.text.runs import leaves, plain
from tests.negotiation.build import (
    CHAIR,
    MEMBERS,
    NAME,
    Negotiation,
    amend,
    hour,
    move,
    revision,
    rules,
    tabled,
    tabling,
    text,
)
from tests.negotiation.ending import CHILD, under_silence
from tests.negotiation.test_promises import negotiations, unhurried, wordings

objections = st.lists(
    st.tuples(st.sampled_from(MEMBERS), st.sampled_from("1234"), wordings, st.booleans()),
    max_size=3,
)


@dataclass
class Run:
    """A negotiation and its silence procedure, told in short where a promise is broken."""

    it: Negotiation
    child: tuple[str, ProcedureState] | None = None

    def __repr__(self) -> str:
        entries = [str(r.entry) for r in self.it.recorded[1:]]
        return f"Run({entries})"[:20_000]


more_amendments = st.lists(
    st.builds(
        lambda by, number, wording, change, passage: amend(
            by,
            number,
            "" if change in {"delete", "bracket"} else wording,
            change=change,
            passage=passage,
        ),
        st.sampled_from(MEMBERS),
        st.sampled_from("1234"),
        wordings,
        st.sampled_from(Change).map(str),
        st.sampled_from(["", "should"]),
    ),
    max_size=4,
)
some_paragraphs = st.lists(st.sampled_from("1234"), max_size=3, unique=True)


def _quiet(draw: st.DrawFn) -> Negotiation:
    """A negotiation in which little has happened, so that its end is reached more often."""
    profile = rules(
        reminders="none",
        compilation__names=draw(st.sampled_from(["named", "unnamed"])),
        disclosure__after=draw(st.sampled_from(["none", "anonymous", "named"])),
    )
    return tabled(profile, text=text("States should meet.", "Tell.", "One:\n  (a) should;", "It."))


@st.composite
def endings(draw: st.DrawFn) -> Run:
    """A made-up course to its end, with made-up objections in the final silence."""
    it = draw(negotiations())[0] if draw(st.booleans()) else _quiet(draw)
    for act in draw(more_amendments):
        it.does(act, 55)
    for proposed in it.state.amendments:
        if draw(st.integers(0, 3)) == 0:
            it.does(revision(not_taken_up=(proposed.amendment.id,)), 56)
    for act in draw(more_amendments):
        it.does(act, 57)
    for paragraph in draw(some_paragraphs):
        it.does(move("agreed-ad-referendum", paragraph), 58)
    if draw(st.integers(0, 4)):
        it.does(ConcludeNegotiation(CHAIR, until=hour(400)), 59)
    if not any(isinstance(ask.act, PlaceUnderSilence) for ask in it.asked):
        return Run(it)
    ending = under_silence(it)
    for who, paragraph, words, reserves in draw(objections):
        kind = Kind.RESERVE if reserves else Kind.OBJECT
        wording = () if reserves else (Paragraph(paragraph, words),)
        ending.silence.file(who, 300, kind, paragraph, says="So be it.", wording=wording)
    if draw(st.booleans()) and not it.state.ended:
        ending.finish()
    return Run(it, ending.child)


def open_amendments(state: NegotiationState) -> list[Proposed]:
    """The amendments that belong to a compiled paragraph, add one, or were late to any."""
    if state.outcome is NegotiationOutcome.WITHDRAWN:
        return []
    found: list[Proposed] = []
    for proposed in state.amendments:
        number = concerned(proposed.amendment)
        listed = number is None or number.written(0) in compiled_numbers(state)
        listed = listed or (not proposed.counts and proposed.amendment.live)
        if listed and proposed.amendment.status not in GONE:
            found.append(proposed)
    return found


@unhurried
@given(endings())
def test_no_alternative_is_missing_and_each_is_there_with_its_words(run: Run) -> None:
    it, child = run.it, run.child
    made = compilation(NAME, it.state, child)

    shown = {a.id: a for p in made.paragraphs for a in p.alternatives}
    wanted = {p.amendment.id for p in open_amendments(it.state)}
    assert wanted <= set(shown)
    # What was undone, or made another wording of its paragraph, is shown where that is compiled.
    beyond = {shown[name].stand for name in set(shown) - wanted}
    assert beyond <= {Stand.CHANGED_SINCE, Stand.IN_TEXT}
    written = " ".join(write_compilation(made).split())
    for proposed in open_amendments(it.state):
        one = shown[proposed.amendment.id]
        assert one.source.number == proposed.number
        assert plain(proposed.amendment.wording) in one.own
        assert " ".join(one.own.split()) in written
        if one.change in {Change.REPLACE, Change.INSERT}:
            assert plain(proposed.amendment.wording).split()[0] in one.reads.words


@unhurried
@given(endings())
def test_every_compiled_paragraph_is_there_with_its_brackets(run: Run) -> None:
    it, child = run.it, run.child
    made = compilation(NAME, it.state, child)

    of_text = [p for p in made.paragraphs if not p.added and not p.annexed]
    assert tuple(p.number for p in of_text) == compiled_numbers(it.state)
    for paragraph in of_text:
        assert paragraph.common is not None or paragraph.present is not None
        reads = paragraph.present or paragraph.common
        assert reads is not None
        assert reads.source.procedure in {NAME, CHILD}
        clause = it.state.text.find(read_path(paragraph.number))
        if clause is not None and reads.source.procedure == NAME:
            plainly = reads.words.replace("\\", "")
            assert all(leaf.words.strip() in plainly for leaf in leaves(clause.runs))


@unhurried
@given(endings())
def test_all_is_worked_out_from_the_register_alone(run: Run) -> None:
    it, child = run.it, run.child
    again = fold(it.recorded)
    assert again is not None

    assert compilation(NAME, again, child) == compilation(NAME, it.state, child)
    assert starting_text(again, child) == starting_text(it.state, child)
    assert final_text(again, child) == final_text(it.state, child)


@unhurried
@given(endings())
def test_each_redline_leads_from_one_issue_to_the_next_as_the_register_has_them(run: Run) -> None:
    state = fold(run.it.recorded)
    assert state is not None
    issues = state.issues

    for before, after in pairwise(issues):
        words = {p.number: p.words for p in before.text.paragraphs}
        for change in changes(before.text, after.text):
            old = [piece.words for piece in change.pieces if piece.mark is not Mark.INSERTED]
            new = [piece.words for piece in change.pieces if piece.mark is not Mark.DELETED]
            assert "".join(old) == words.pop(change.number, "")
            if not change.removed:
                words[change.number] = "".join(new)
        assert words == {p.number: p.words for p in after.text.paragraphs}


@unhurried
@given(endings())
def test_where_proposals_are_not_attributed_no_name_occurs_anywhere(run: Run) -> None:
    it, child = run.it, run.child
    if it.state.profile.names_proposers:
        return
    made = compilation(NAME, it.state, child)
    start = starting_text(it.state, child)

    for shown in (repr(made), write_compilation(made), repr(start)):
        assert not [name for name in (*MEMBERS, "unesco", "eu:") if name in shown.casefold()]


@unhurried
@given(endings())
def test_the_starting_text_reads_back_and_can_be_tabled(run: Run) -> None:
    it, child = run.it, run.child
    start = starting_text(it.state, child)

    assert to_text(from_text(start)) == start
    assert {p.number for p in start.paragraphs} >= set(compiled_numbers(it.state))
    answer = decide(None, tabling(text=start), hour(0))
    assert isinstance(answer, tuple) == bool(start.paragraphs), answer


@unhurried
@given(endings())
def test_every_live_alternative_is_left_in_the_starting_text(run: Run) -> None:
    it, child = run.it, run.child
    start = " ".join(p.words for p in starting_text(it.state, child).paragraphs)

    for proposed in open_amendments(it.state):
        if proposed.live:
            assert all(word in start for word in plain(proposed.amendment.wording).split())


@unhurried
@given(endings())
def test_the_final_text_holds_what_was_adopted_and_is_numbered_once(run: Run) -> None:
    it, child = run.it, run.child
    final = final_text(it.state, child)
    if final is None:
        return
    assert {*it.state.adopted} <= {*final.numbers}
    tops = [final.numbers[number] for number in it.state.adopted]
    assert [p.number for p in final.text.paragraphs] == tops
    if not final.kept_because:
        assert tops == [str(n) for n in range(1, len(tops) + 1)]


@unhurried
@given(endings())
def test_paragraphs_that_would_be_added_have_numbers_that_nothing_else_has(run: Run) -> None:
    it = run.it
    numbers = [added.number for added in added_paragraphs(gathered(NAME, it.state))]
    taken = [clause.number.written(0) for clause in it.state.text.clauses]

    assert len({*numbers, *taken}) == len(numbers) + len(taken)
