"""What goes out as a Word file and comes back says the same: no amendment is lost, none made up."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime

from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st

from nemcon.documents.building.marked_text import MarkedUpText, Offered, marked_text, plan_of
from nemcon.documents.house import shipped_house
from nemcon.documents.model.document import Masthead
from nemcon.documents.word.reading import Found, read_marked_up
from nemcon.documents.word.reading_known import alike
from nemcon.documents.word.reading_places import even
from nemcon.documents.word.writing import render_docx
from nemcon.text.amendments import Amendment, Change
from nemcon.text.applying import applied
from nemcon.text.lines import signs
from nemcon.text.negotiated import NegotiatedText
from nemcon.text.numbers import Path
from nemcon.text.paper import from_text, to_text
from nemcon.text.refused import TextRefused
from nemcon.text.runs import leaves
from nemcon.text.tokens import tokens
from nemcon.text.writing import write_runs
from tests.documents.negotiated import negotiated, runs

AT = datetime(2026, 6, 15, 10, tzinfo=UTC)
HEAD = Masthead("Conference", "A/1/L.1", date(2026, 6, 15))
AUTHORS = ("Brazil", "Côte d\u2019Ivoire", "中国")
slowly = settings(
    deadline=None,
    max_examples=120,
    # A file takes so long to write and to read that shrinking one would take many minutes.
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)


def file_of(text: NegotiatedText, offered: Sequence[Offered]) -> bytes:
    marked = MarkedUpText(text, "Draft", "d" * 64, 0, tuple(offered))
    return render_docx(marked_text(HEAD, marked, "recommendations"), shipped_house())


def shown_as_typed(text: NegotiatedText) -> bool:
    """Whether a page may show every sign of it; what it may not is shown as another sign."""
    written = [write_runs(clause.runs) for _, clause in text.walk()]
    return all(signs(one) == one == even(one) for one in written)


@st.composite
def passages(draw: st.DrawFn, text: NegotiatedText, path: Path) -> str:
    words = [leaf.words for leaf in leaves(text.at(path).runs) if leaf.words.strip()]
    assume(words)
    pieces = tokens(draw(st.sampled_from(words)))
    start = draw(st.integers(0, len(pieces) - 1))
    end = draw(st.integers(start + 1, len(pieces)))
    return "".join(pieces[start:end]).strip()


@st.composite
def amendments(draw: st.DrawFn, text: NegotiatedText, number: int) -> Offered:
    path = draw(st.sampled_from([path for path, _ in text.walk()]))
    change = draw(st.sampled_from(Change))
    whole = draw(st.booleans())
    passage = "" if whole else draw(passages(text, path))
    wording = draw(runs) if change in {Change.REPLACE, Change.INSERT} else ()
    beneath = whole and change is Change.INSERT and draw(st.booleans())
    author = draw(st.sampled_from(AUTHORS))
    found = Amendment(f"A{number}", author, change, path, wording, passage, beneath)
    written = write_runs(wording)
    assume(signs(written) == written == even(written))
    try:
        after = applied(text, [found])
        assume(from_text(to_text(after)) == after)
    except TextRefused:
        assume(False)
    else:
        assume(after.clauses != text.clauses)
        assume(after.at(path).runs)  # a number without words says nothing that could come back
        assume(shown_as_typed(after))
    return Offered(found, author, AT)


@st.composite
def tables(draw: st.DrawFn) -> tuple[NegotiatedText, tuple[Offered, ...]]:
    """A text, and what delegations proposed to it."""
    text = draw(negotiated())
    assume(text.clauses)
    assume(shown_as_typed(text))
    some = draw(st.integers(1, 4))
    return text, tuple(draw(amendments(text, number)) for number in range(1, some + 1))


@slowly
@given(tables())
def test_what_was_proposed_comes_back_as_it_was_proposed(
    table: tuple[NegotiatedText, tuple[Offered, ...]],
) -> None:
    text, offered = table
    shown = plan_of(MarkedUpText(text, "", "", 0, offered)).shown
    assume(shown)
    read = read_marked_up(file_of(text, offered), text)
    assert not read.unplaced
    missing = [one for one in shown if not any(same(text, one, found) for found in read.amendments)]
    assert not missing
    assert len(read.amendments) == len(shown)
    assert not any(found.untracked for found in read.amendments)


@slowly
@given(tables())
def test_what_is_on_the_table_is_not_proposed_again(
    table: tuple[NegotiatedText, tuple[Offered, ...]],
) -> None:
    text, offered = table
    read = read_marked_up(file_of(text, offered), text, offered)
    assert read.amendments == ()
    assert read.unplaced == ()
    assert read.comments == ()


def same(text: NegotiatedText, one: Offered, found: Found) -> bool:
    return found.author == one.author and alike(text, one.amendment, found.amendment)
