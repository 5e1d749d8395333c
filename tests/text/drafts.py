"""Texts under negotiation, made up by Hypothesis."""

from __future__ import annotations

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from nemcon.text.negotiated import Clause, NegotiatedText
from nemcon.text.numbers import DEEPEST, Number, Part
from nemcon.text.runs import Alternatives, Bracket, Kind, Option, Run, Runs, Words, tidy
from nemcon.text.standing import Level, Standing

# Whole texts take a while to make up, and a busy machine must not make a test fail.
unhurried = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])

NAMES = ["EU", "Japan", "Iran (Islamic Republic of)", "Group of 77 and China", "中国", "الجزائر"]

# What may be taken for a mark, a number or a note is likelier than anything else.
SIGNS = st.sampled_from([*"[]/\\:(). \t-\u2026\uff1a\uff0f\uff3baibEU", "//", " / ", "..."])
CATCHES = st.sampled_from(
    [
        *(
            "EU: ",
            "to be confirmed",
            "(tbc)",
            "(agreed ad ref)",
            "and/or",
            "A/1/L.1",
            "no text",
            "...",
        ),
        *(
            "bis ",
            "alt 2 ",
            "(a) ",
            "2. ",
            "(reserve: EU)",
            "tbc: ",
            "disputed",
            "shall/should",
            "7/8",
        ),
        *("~~", "क्षेत्र", "国际合作", "التعاون", "e\u0301", "https://un.org/a"),
    ]
)  # fmt: skip - one line a kind is easier to add to
texts = st.lists(st.one_of(SIGNS, CATCHES, st.text(max_size=6)), min_size=1, max_size=6).map(
    "".join
)
words = texts.map(Words)
by = st.lists(st.sampled_from(NAMES), max_size=2, unique=True).map(tuple)


def _says_something(runs: Runs) -> bool:
    return any(not isinstance(run, Words) or run.words.strip() for run in runs)


def _brackets(inner: st.SearchStrategy[Runs]) -> st.SearchStrategy[Run]:
    gaps = st.sampled_from([Kind.TO_BE_COMPLETED, Kind.TO_BE_CONFIRMED])
    full = inner.filter(_says_something)
    option = st.builds(Option, st.one_of(st.just(()), full), by)
    return st.one_of(
        st.builds(Bracket, st.sampled_from(Kind), full, by),
        st.builds(Bracket, gaps, st.just(()), by),
        st.lists(option, min_size=2, max_size=3).map(tuple).map(Alternatives),
    )


def _runs(inner: st.SearchStrategy[Runs]) -> st.SearchStrategy[Runs]:
    return st.lists(st.one_of(words, _brackets(inner)), min_size=1, max_size=4).map(tuple)


runs = st.recursive(words.map(lambda run: (run,)), _runs, max_leaves=8).map(tidy)

standings = st.builds(
    Standing,
    st.sampled_from(Level),
    st.lists(st.sampled_from(NAMES), max_size=2, unique=True).map(tuple),
    st.one_of(st.just(("",)), st.lists(st.sampled_from(NAMES), max_size=2, unique=True).map(tuple)),
)


@st.composite
def clauses(draw: st.DrawFn, depth: int = 0) -> tuple[Clause, ...]:
    parts = st.sampled_from(Part) if not depth else st.just(Part.UNSAID)
    number = st.builds(Number, st.integers(1, 30), st.integers(0, 4), st.integers(0, 3), parts)
    numbers = draw(st.lists(number, min_size=0, max_size=3, unique_by=lambda n: n.order))
    below = st.just(()) if depth == DEEPEST else st.one_of(st.just(()), clauses(depth + 1))
    return tuple(
        Clause(number, draw(runs), draw(below), draw(standings))
        for number in sorted(numbers, key=lambda n: n.order)
    )


@st.composite
def negotiated(draw: st.DrawFn) -> NegotiatedText:
    title = " ".join(draw(texts).split())
    return NegotiatedText(
        title, draw(clauses()), draw(st.text(max_size=5)), draw(st.integers(0, 3))
    )
