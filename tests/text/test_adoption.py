"""A text is numbered anew once, when it is adopted, and references follow."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nemcon.text.adoption import adopted
from nemcon.text.changes import changes
from nemcon.text.negotiated import Clause, NegotiatedText
from nemcon.text.numbers import Number, Part, Path, path_written, read_path
from nemcon.text.paper import read_text, to_text, write_text
from nemcon.text.references import references
from nemcon.text.refused import AdoptionRefused
from nemcon.text.runs import Words, plain
from nemcon.text.standing import OPEN, Level, Standing
from tests.text.drafts import unhurried


def test_what_was_inserted_is_counted_and_what_was_withdrawn_leaves_no_hole() -> None:
    done = adopted(
        read_text("""\
T

PP1. Recalling paragraph 3 of resolution 55/25, and article 18, paragraph 3,
OP1. Decides as in paragraphs 2 and 3 bis;
OP1 bis. (agreed ad ref) See paragraph 3 above, paras. 1 to 3, paragraph 2 (a) and (b bis) and OP3:
  (a) As in subparagraph (b bis), paragraph 12 thereof and paragraph 2, 3 days later;
  (a bis) (withdrawn) [Nothing];
  (b bis) Or in PP1, paragraphs 1\u20133;
2. Requests:
  (a) This;
  (b bis) That;
3. Decides;
3 bis. Ends.
4. (withdrawn) [Never.]
""")
    )
    assert write_text(done.text).split("\n\n") == [
        "T",
        "PP1. Recalling paragraph 3 of resolution 55/25, and article 18, paragraph 3,",
        "1. Decides as in paragraphs 3 and 5;",
        (
            "2. See paragraph 4 above, paras. 1 to 4, paragraph 3 (a) and (b) and paragraph 4:\n"
            "  (a) As in subparagraph (b), paragraph 12 thereof and paragraph 3, 3 days later;\n"
            "  (b) Or in PP1, paragraphs 1\u20134;"
        ),
        "3. Requests:\n  (a) This;\n  (b) That;",
        "4. Decides;",
        "5. Ends.\n",
    ]
    assert done.numbers["OP1 bis"] == "2"
    assert done.numbers["3 bis"] == "5"
    assert "4" not in done.numbers


def test_the_redline_of_an_adoption_shows_wording_and_not_the_new_numbers() -> None:
    text = read_text("1. One.\n1 bis. Two, see paragraph 2.\n2. Three.")
    done = adopted(text)
    (changed,) = changes(to_text(text), done.frozen(), done.numbers)
    assert (changed.number, changed.was) == ("2", "1 bis")


@pytest.mark.parametrize(
    ("typed", "code", "paragraph"),
    [
        ("1. One [two].", "still-open", "1"),
        ("1. One.\n  (a) Of [...]", "still-open", "1 (a)"),
        ("1. One.\n1 alt. Other.", "still-open", "1 alt"),
        ("1. See paragraph 2.\n2. (withdrawn) Two.", "reference-lost", "1"),
        ("1. See paragraphs 1 and 7.", "reference-lost", "1"),
        ("1. One.\n  (a) See subparagraph (b).", "reference-lost", "1 (a)"),
    ],
)
def test_a_text_that_is_not_ready_is_not_adopted(typed: str, code: str, paragraph: str) -> None:
    with pytest.raises(AdoptionRefused) as refused:
        adopted(read_text(typed))
    assert (refused.value.code, refused.value.place.paragraph) == (code, paragraph)


def test_the_wording_that_was_chosen_takes_the_number_and_the_references() -> None:
    text = read_text("1. (withdrawn) [One.]\n1 alt. Uno.\n2. See paragraph 1.")
    assert write_text(adopted(text).text) == "1. Uno.\n\n2. See paragraph 1.\n"


def test_a_number_that_is_known_to_mean_another_document_stays_as_typed() -> None:
    text = read_text("1. See paragraph 12, which the Conference adopted.")
    assert adopted(text, as_typed=["12"]).text == text


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("paragraphs 2, 3 bis and 4", ["2", "3 bis", "4"]),
        ("paragraph 2 (a) (i) and (ii)", ["2 (a) (i)", "2 (a) (ii)"]),
        ("subparagraphs (a) and (b)", ["5 (a)", "5 (b)"]),
        ("paragraph 3 of the present recommendations", ["3"]),
        ("paragraphs 3 and 4 of this text", ["3", "4"]),
        ("paragraph 3 of the Convention", []),
        ("paragraphs 3 and 4 of article 16", []),
        ("in its resolution 1/1, paragraph 3,", []),
        ("paragraph 2 (vienna)", ["2"]),
        ("paragraph 2 in the light of new facts", ["2"]),
    ],
)
def test_a_reference_is_to_this_text_unless_it_says_otherwise(words: str, found: list[str]) -> None:
    paths = [path_written(r.path) for r in references(words, read_path("5 (a)"))]
    assert paths == found


@st.composite
def referring(draw: st.DrawFn) -> tuple[NegotiatedText, dict[str, str]]:
    """A text whose paragraphs each name themselves, and refer to one another by name and number."""
    number = st.builds(
        Number, st.integers(1, 9), st.integers(0, 2), st.just(0), st.sampled_from(Part)
    )
    lists = st.lists(number, min_size=1, max_size=8, unique_by=lambda n: n.order)
    numbers = sorted(draw(lists), key=lambda n: n.order)
    subs = {n: draw(st.integers(0, 3)) for n in numbers}
    paths: list[Path] = [(n,) for n in numbers]
    paths += [(n, Number(k, k % 2)) for n in numbers for k in range(1, subs[n] + 1)]
    names = {path: f"n{at}" for at, path in enumerate(paths)}
    refers = {p: draw(st.sampled_from(paths)) for p in paths}

    def clause(path: Path) -> Clause:
        target = refers[path]
        cited = path_written(target)
        noun = "" if cited.startswith(("PP", "OP")) else "paragraph "
        below = tuple(clause(p) for p in paths if p[:-1] == path)
        words = Words(f"I am {names[path]}. See {noun}{cited}.")
        return Clause(path[-1], (words,), below)

    clauses = [clause(p) for p in paths if len(p) == 1]
    gone = Clause(Number(90), (Words("Gone."),), (), Standing(Level.WITHDRAWN))
    return NegotiatedText("T", (*clauses, gone)), {
        names[path]: names[target] for path, target in refers.items()
    }


@unhurried
@given(referring())
def test_every_reference_still_means_the_same_paragraph(
    made: tuple[NegotiatedText, dict[str, str]],
) -> None:
    text, refers = made
    done = adopted(text).text
    operative = [n for c in done.clauses if (n := c.number).part is not Part.PREAMBULAR]

    assert [n.ordinal for n in operative] == list(range(1, len(operative) + 1))
    for path, clause in done.walk():
        words = plain(clause.runs)
        was = words.split()[2].rstrip(".")
        (reference,) = references(words.split("See")[1], path)
        assert plain(done.at(reference.path).runs).startswith(f"I am {refers[was]}.")
        assert clause.standing == OPEN
