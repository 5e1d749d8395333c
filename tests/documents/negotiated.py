"""Texts under negotiation as delegations write them, made up by Hypothesis, traps included."""

from __future__ import annotations

from hypothesis import strategies as st

from nemcon.text.negotiated import Clause, NegotiatedText
from nemcon.text.numbers import Number, Part
from nemcon.text.runs import Alternatives, Bracket, Kind, Option, Run, Runs, Words, tidy
from nemcon.text.standing import Level, Standing

NAMES = ("EU", "Iran (Islamic Republic of)", "中国", "الجزائر")
# What may be taken for a number, a label, a note or a mark is as likely as what may not.
_PIECES = (
    *("States", "parties", "should", "shall", "meet", "every", "year", "the", "the", "and/or"),
    *("A/1/L.1", "7/8", "2030", "2.", "(a)", "(i)", "bis", "alt", "EU:", "e.g.", "no", "text"),
    *("[", "]", "\\", "~~", "...", "“quoted”", "l\u2019année\u00a0;", "7\u20138", "e\u0301t"),
    *("国际合作", "应当", "التعاون", "الدولي", "(withdrawn)", "(agreed", "ref)", "क्षेत्र", "-", "/"),
)
_words = st.lists(st.sampled_from(_PIECES), min_size=1, max_size=8).map(" ".join)
_ends = st.sampled_from(("", ".", ";", ",", ":"))
plain = st.builds(lambda words, end: Words(f"{words}{end} "), _words, _ends)
_by = st.lists(st.sampled_from(NAMES), max_size=2, unique=True).map(tuple)
_inner = plain.map(lambda run: tidy((run,)))
_option = st.builds(Option, st.one_of(st.just(()), _inner), _by)
_brackets: st.SearchStrategy[Run] = st.one_of(
    st.builds(Bracket, st.sampled_from(Kind), _inner, _by),
    st.builds(Bracket, st.just(Kind.TO_BE_COMPLETED), st.just(()), _by),
    st.lists(_option, min_size=2, max_size=3).map(tuple).map(Alternatives),
)
_run: st.SearchStrategy[Run] = st.one_of(plain, plain, _brackets)
runs: st.SearchStrategy[Runs] = st.lists(_run, min_size=1, max_size=4).map(tidy)
_standing = st.builds(
    Standing, st.sampled_from([level for level in Level if level is not Level.WITHDRAWN])
)


@st.composite
def _clauses(draw: st.DrawFn, depth: int = 0) -> tuple[Clause, ...]:
    part = st.sampled_from(Part) if not depth else st.just(Part.UNSAID)
    number = st.builds(Number, st.integers(1, 4), st.integers(0, 2), st.integers(0, 1), part)
    first = 1 if not depth else 0
    numbers = draw(st.lists(number, min_size=first, max_size=3, unique_by=lambda n: n.order))
    below = st.just(()) if depth > 1 else st.one_of(st.just(()), _clauses(depth + 1))
    return tuple(
        Clause(number, draw(runs), draw(below), draw(_standing))
        for number in sorted(numbers, key=lambda n: n.order)
    )


@st.composite
def negotiated(draw: st.DrawFn) -> NegotiatedText:
    """A text of one to three paragraphs with what stands below them."""
    return NegotiatedText("Draft recommendations", draw(_clauses()))
