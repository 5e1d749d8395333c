"""What is called accepted stands in the text, whatever the Chair words by hand."""

from __future__ import annotations

import pytest

from nemcon.negotiation.acts import Merging
from nemcon.text.amendments import Status
from tests.negotiation.build import (
    Part,
    amend,
    code,
    done,
    revision,
    tabled,
)


@pytest.mark.parametrize(
    ("act", "words"),
    [
        (amend("italy", "1", "shall", passage="should"), "States parties may meet."),
        (amend("italy", "1", "We meet."), "States parties should meet."),
        (amend("italy", "1", change="delete", passage="parties"), "States parties may meet."),
        (amend("italy", "1", change="bracket", passage="parties"), "States parties may meet."),
        (amend("italy", "1", "too", passage="meet", change="insert"), "States should meet."),
        (amend("italy", "1", "More.", change="insert", beneath=True), "States meet."),
    ],
)
def test_what_the_chair_words_otherwise_is_not_called_accepted(act: Part, words: str) -> None:
    it = tabled()
    done(it.does(act, 1))

    answer = it.does(revision(accepted=("A1",), wording={"1": words}), 2)

    assert code(answer) == "accepted-and-overridden"
    assert "A1" in answer.says
    done(it.does(revision(accepted=("A1",), wording={"2": words}), 2))


def test_what_the_chair_words_otherwise_is_not_called_merged() -> None:
    it = tabled()
    done(it.does(amend("italy", "1", "shall", passage="should"), 1))
    done(it.does(amend("france", "1", "may", passage="should"), 1))
    merging = (Merging(("A1", "A2"), "will"),)

    answer = it.does(revision(merged=merging, wording={"1": "States should meet."}), 2)

    assert code(answer) == "accepted-and-overridden"
    assert "A1, A2" in answer.says


@pytest.mark.parametrize(
    "words",
    ["States parties shall meet often.", "[States parties shall meet every year.]"],
)
def test_the_chair_may_word_a_paragraph_around_what_is_accepted(words: str) -> None:
    it = tabled()
    done(it.does(amend("italy", "1", "shall", passage="should"), 1))

    done(it.does(revision(accepted=("A1",), wording={"1": words}), 2))

    assert it.words("1") == words
    assert it.amendment("A1").amendment.status is Status.ACCEPTED
