"""Amendments: where they fit, where they collide, and what they make of a text."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nemcon.text.amendments import (
    Amendment,
    Change,
    Status,
    cosponsored,
    merged,
    opposed,
    settled,
    supported,
)
from nemcon.text.applying import applied, left_open
from nemcon.text.collisions import Clash, collisions, unplaced
from nemcon.text.negotiated import NegotiatedText
from nemcon.text.numbers import path_written, read_path
from nemcon.text.paper import read_text, write_text
from nemcon.text.reading import read_runs
from nemcon.text.refused import AmendmentRefused
from nemcon.text.runs import leaves
from tests.text.drafts import unhurried

DRAFT = read_text("""\
PP1. Recalling article 19 of the Convention,

1. (agreed ad ref) States parties should meet every year.

2. States parties should appoint contact points, where appropriate, and tell each other:
  (a) Their names;
  (b) Their [EU: telephone] numbers.

3. (withdrawn) Nothing more is said.

4. The Secretariat should report.
""")


def amend(
    change: str, place: str, wording: str = "", passage: str = "", by: str = "Italy", **more: object
) -> Amendment:
    return Amendment(
        id=str(more.pop("id", f"{by} on {place}: {change} {passage} {wording}")),
        proposer=by,
        change=Change(change),
        place=read_path(place) if place else (),
        wording=read_runs(wording),
        passage=passage,
        beneath=bool(more.pop("beneath", False)),
    )


def lines(text: NegotiatedText) -> list[str]:
    return [line for line in write_text(text).splitlines() if line]


def line(text: NegotiatedText, number: str) -> str:
    start = f"{number}." if number[0].isdigit() else number
    return next(line for line in lines(text) if line.strip().startswith(start))


@pytest.mark.parametrize(
    ("amendment", "number", "reads"),
    [
        (amend("replace", "1", "All meet."), "1", "1. All meet."),
        (
            amend("replace", "OP1", "two years", "year"),
            "1",
            "1. States parties should meet every two years.",
        ),
        (
            amend("insert", "1", "in Vienna", "meet"),
            "1",
            "1. States parties should meet in Vienna every year.",
        ),
        (
            amend("insert", "1", ", in Vienna,", "meet"),
            "1",
            "1. States parties should meet, in Vienna, every year.",
        ),
        (amend("delete", "1", "", "every year"), "1", "1. States parties should meet."),
        (amend("delete", "1"), "1", "1. (withdrawn) States parties should meet every year."),
        (
            amend("bracket", "1", "", "every year"),
            "1",
            "1. States parties should meet [Italy: every year].",
        ),
        (amend("bracket", "4"), "4", "4. [Italy: The Secretariat should report.]"),
        (
            amend("replace", "2 (b)", "e-mail", "telephone"),
            "(b)",
            "  (b) Their [EU: e-mail] numbers.",
        ),
        (amend("delete", "2 (b)", "", "telephone"), "(b)", "  (b) Their numbers."),
        (amend("insert", "1", "New."), "1 bis", "1 bis. New."),
        (amend("insert", "3", "New."), "3 bis", "3 bis. New."),
        (amend("insert", "2 (a)", "New;"), "(a bis)", "  (a bis) New;"),
        (amend("insert", "2", "New.", beneath=True), "(c)", "  (c) New."),
        (amend("insert", "", "New,"), "PP0", "PP0. New,"),
    ],
)  # fmt: skip - a case a line
def test_an_amendment_changes_what_it_names(amendment: Amendment, number: str, reads: str) -> None:
    changed = applied(DRAFT, [amendment])

    assert line(changed, number) == reads
    assert len(set(lines(changed)) - set(lines(DRAFT))) == 1


def test_words_are_added_without_a_space_where_the_script_has_none() -> None:
    text = read_text("1. 各国应当合作。")
    assert lines(applied(text, [amend("insert", "1", "积极", "应当")])) == ["1. 各国应当积极合作。"]
    assert lines(applied(text, [amend("delete", "1", "", "应当")])) == ["1. 各国合作。"]


@pytest.mark.parametrize(
    ("amendment", "code"),
    [
        (amend("replace", "9", "A."), "no-such-paragraph"),
        (amend("replace", "3", "A."), "paragraph-withdrawn"),
        (amend("insert", "3", "A.", "Nothing"), "paragraph-withdrawn"),
        (amend("replace", "1", "", "year"), "wording-missing"),
        (amend("delete", "1", "A.", "year"), "wording-needless"),
        (amend("replace", "1", "A", "month"), "passage-not-found"),
        (amend("replace", "1", "A", "ear"), "passage-crosses-marks"),
        (amend("replace", "2 (b)", "A", "Their telephone"), "passage-crosses-marks"),
        (amend("replace", "1", "A", "e"), "passage-crosses-marks"),
        (amend("delete", ""), "place-missing"),
    ],
)
def test_an_amendment_that_does_not_fit_is_refused_with_the_place(
    amendment: Amendment, code: str
) -> None:
    with pytest.raises(AmendmentRefused) as refused:
        applied(DRAFT, [amendment])
    assert refused.value.code == code
    assert [(a.id, r.code) for a, r in unplaced(DRAFT, [amendment])] == [(amendment.id, code)]


def test_words_that_stand_twice_have_to_be_quoted_at_greater_length() -> None:
    text = read_text("1. Parties meet and parties agree and parties go.")
    with pytest.raises(AmendmentRefused) as refused:
        applied(text, [amend("replace", "1", "States", "parties")])
    assert refused.value.code == "passage-twice"
    assert lines(applied(text, [amend("replace", "1", "States go", "parties go")]))[0].endswith(
        "agree and States go."
    )


CLASHES = [
    (amend("replace", "1", "A."), amend("replace", "1", "B."), Clash.WHOLE),
    (amend("replace", "1", "A."), amend("replace", "1", "A.", by="EU"), Clash.SAME),
    (amend("replace", "1", "A."), amend("delete", "1", "", "year"), Clash.WHOLE),
    (amend("replace", "1", "A", "every year"), amend("delete", "1", "", "meet every"), Clash.WORDS),
    (amend("replace", "1", "A", "every"), amend("replace", "1", "A", "year"), None),
    (amend("bracket", "1"), amend("replace", "1", "A", "year"), None),
    (amend("bracket", "1"), amend("delete", "1"), Clash.WHOLE),
    (amend("delete", "2"), amend("replace", "2 (a)", "A."), Clash.GONE),
    (amend("delete", "2"), amend("insert", "2", "A.", beneath=True), Clash.GONE),
    (amend("delete", "2"), amend("insert", "2 (a)", "A."), Clash.GONE),
    (amend("delete", "2"), amend("insert", "2", "A."), None),
    (amend("replace", "2", "A:"), amend("replace", "2 (a)", "A."), None),
    (amend("insert", "1", "A."), amend("insert", "1", "B."), Clash.PLACE),
    (amend("insert", "1", "A."), amend("insert", "4", "B."), None),
    (amend("replace", "1", "A."), amend("replace", "4", "B."), None),
]


@pytest.mark.parametrize(("one", "other", "clash"), CLASHES)
def test_collisions_are_found_whichever_came_first(
    one: Amendment, other: Amendment, clash: Clash | None
) -> None:
    for pair in ([one, other], [other, one]):
        found = collisions(DRAFT, pair)
        assert [c.clash for c in found] == ([clash] if clash else [])
        if clash:
            assert found[0].amendments == tuple(pair)
            with pytest.raises(AmendmentRefused, match="cannot both be applied"):
                applied(DRAFT, pair)
        else:
            assert applied(DRAFT, pair) == applied(DRAFT, pair[::-1])


def test_what_collides_through_a_third_is_one_group_and_what_is_settled_is_none() -> None:
    one = amend("replace", "1", "A", "should meet")
    two = amend("replace", "1", "B", "every year")
    three = amend("delete", "1", "", "meet every")
    (found,) = collisions(DRAFT, [one, two, three])

    assert found.amendments == (one, two, three)
    assert collisions(DRAFT, [one, two, settled(three, Status.NOT_TAKEN_UP)]) == ()


SINGLE = [
    amend("replace", "1", "all countries", "States parties", id="a"),
    amend("insert", "1", "in Vienna", "meet", id="b"),
    amend("delete", "1", "", "every year", id="c"),
    amend("bracket", "4", id="d"),
    amend("replace", "4", "secretariat of the Conference", "Secretariat", id="e"),
    amend("insert", "1", "New.", id="f"),
    amend("delete", "2 (a)", id="g"),
    amend("insert", "2", "Their rooms.", beneath=True, id="h"),
    amend("bracket", "2", "", "where appropriate", id="i"),
    amend("replace", "PP1", "Bearing in mind", "Recalling", id="j"),
]


@unhurried
@given(st.permutations(SINGLE), st.integers(0, len(SINGLE)))
def test_amendments_that_do_not_collide_give_the_same_text_in_any_order(
    order: list[Amendment], at: int
) -> None:
    whole = applied(DRAFT, SINGLE)

    assert applied(DRAFT, order) == whole
    assert applied(applied(DRAFT, order[:at]), order[at:]) == whole


def test_a_paragraph_that_is_amended_is_open_again() -> None:
    assert str(DRAFT.at(read_path("1")).standing) == "(agreed ad ref)"
    changed = applied(DRAFT, [SINGLE[1]])
    assert str(changed.at(read_path("1")).standing) == ""


def test_amendments_to_the_same_words_are_left_as_alternatives_with_their_sponsors() -> None:
    text = left_open(
        DRAFT,
        [
            amend("replace", "1", "every two years", "every year", by="EU"),
            amend("delete", "1", "", "every year", by="China"),
            amend("replace", "1", "every two years", "every year", by="Japan"),
            amend("insert", "1", "in Vienna", "States parties", by="Austria"),
        ],
    )
    assert line(text, "1") == (
        "1. States parties [Austria: in Vienna] should meet "
        "[every year / EU, Japan: every two years / China: no text]."
    )


def test_amendments_to_a_whole_paragraph_stand_after_it_in_brackets() -> None:
    text = left_open(
        DRAFT,
        [
            amend("replace", "4", "The Secretariat shall report.", by="EU"),
            amend("delete", "4", by="China"),
            amend("replace", "4", "may", "should", by="Chile"),
            amend("insert", "4", "New.", by="Iran"),
            amend("insert", "4", "Newer.", by="Cuba"),
            amend("insert", "4", "New.", by="Japan"),
        ],
    )
    assert lines(text)[-5:] == [
        "4. [China: The Secretariat should report.]",
        "4 alt. [EU: The Secretariat shall report.]",
        "4 alt 2. [Chile: The Secretariat may report.]",
        "4 bis. [Iran, Japan: New.]",
        "4 ter. [Cuba: Newer.]",
    ]
    assert read_text(write_text(text)) == text


@unhurried
@given(st.lists(st.sampled_from([p for c in CLASHES for p in c[:2]]), min_size=1, unique=True))
def test_no_wording_is_lost_when_amendments_are_left_open(amendments: list[Amendment]) -> None:
    text = left_open(DRAFT, amendments)
    said = {leaf.words for _, clause in text.walk() for leaf in leaves(clause.runs)}
    for amendment in amendments:
        for leaf in leaves(amendment.wording):
            assert any(leaf.words in words for words in said)
    assert read_text(write_text(text)) == text


def test_support_and_opposition_exclude_each_other() -> None:
    amendment = amend("delete", "1")
    amendment = opposed(supported(supported(amendment, "Chile"), "Chile"), "Chile")
    assert (amendment.supporters, amendment.opponents) == ((), ("Chile",))
    amendment = cosponsored(opposed(supported(amendment, "EU"), "EU"), "EU")
    assert (amendment.sponsors, amendment.opponents) == (("Italy", "EU"), ("Chile",))
    with pytest.raises(AmendmentRefused, match="withdraws it"):
        opposed(amendment, "Italy")


def test_what_has_been_settled_stays_settled() -> None:
    amendment = settled(amend("delete", "1"), Status.WITHDRAWN)
    for act in (supported, opposed, cosponsored):
        with pytest.raises(AmendmentRefused, match="withdrawn already"):
            act(amendment, "EU")


def test_several_amendments_become_one_with_all_their_sponsors() -> None:
    one = supported(amend("replace", "1", "two years", "year", by="EU"), "Chile")
    two = supported(amend("replace", "1", "three years", "year", by="Japan"), "EU")
    new, old = merged([one, two], "m", "Chair", read_runs("second year"))

    assert (new.sponsors, new.supporters) == (("Chair", "EU", "Japan"), ("Chile",))
    assert [(a.status, a.into) for a in old] == [(Status.MERGED, "m")] * 2
    assert line(applied(DRAFT, [new]), "1").endswith("meet every second year.")
    with pytest.raises(AmendmentRefused, match="only amendments that do the same"):
        merged([one, amend("delete", "4")], "m", "Chair", ())


def test_collisions_among_hundreds_of_amendments_are_found_pair_by_pair_once() -> None:
    text = read_text("\n".join(f"{n}. Parties should meet every year {n}." for n in range(1, 61)))
    amendments = [
        amend("replace", str(n), f"w{k}", passage, id=f"{n}-{k}")
        for n in range(1, 61)
        for k, passage in enumerate(["Parties", "should meet", "meet every", f"year {n}"] * 2)
    ]
    found = collisions(text, amendments)
    assert len(found) == 60 * 3
    assert {path_written(c.place) for c in found} == {str(n) for n in range(1, 61)}


def test_every_order_of_three_amendments_to_one_paragraph_gives_the_same() -> None:
    whole = applied(DRAFT, SINGLE[:3])
    assert all(applied(DRAFT, list(order)) == whole for order in permutations(SINGLE[:3]))
