"""The final text: what was adopted, numbered once."""

from __future__ import annotations

from nemcon.negotiation.acts import ConcludeNegotiation
from nemcon.negotiation.final import final_text
from tests.negotiation.build import (
    CHAIR,
    Negotiation,
    done,
    move,
    revision,
    rules,
    tabled,
    text,
)
from tests.negotiation.ending import concluded


def adopted(it: Negotiation, *numbers: str) -> Negotiation:
    """Those paragraphs adopted in the meeting."""
    done(it.does(move("agreed-ad-referendum", *numbers), 2))
    done(it.does(ConcludeNegotiation(CHAIR, in_meeting=True), 3))
    return it


def test_the_adopted_paragraphs_are_numbered_from_one_and_references_follow() -> None:
    it = tabled(text=text("One.", "Two.", "Three.", "See paragraphs 2 bis and 3."))
    done(it.does(revision(wording={"2 bis": "Two and a half."}), 1))
    final = final_text(adopted(it, "2 bis", "3", "4").state)

    assert final is not None
    assert [(p.number, p.words) for p in final.text.paragraphs] == [
        ("1", "Two and a half."),
        ("2", "Three."),
        ("3", "See paragraphs 1 and 2."),
    ]
    assert final.numbers == {"2 bis": "1", "3": "2", "4": "3"}
    assert final.kept_because == ""


def test_numbers_are_kept_where_a_reference_would_be_lost() -> None:
    it = tabled(text=text("One.", "See paragraph 1."))
    final = final_text(adopted(it, "2").state)

    assert final is not None
    assert [p.number for p in final.text.paragraphs] == ["2"]
    assert final.numbers == {"2": "2"}
    assert "paragraph 1, which is not in the text" in final.kept_because


def test_nothing_is_final_before_the_end_or_where_nothing_was_adopted() -> None:
    it = tabled()
    assert final_text(it.state) is None
    done(it.does(move("agreed-ad-referendum", "1"), 1))
    ending = concluded(it, 2, 50)
    assert final_text(ending.state, ending.child) is None
    done(ending.silence.object("china", 3))
    ending.finish()
    assert final_text(ending.state, ending.child) is None


def test_what_silence_was_kept_on_is_final_without_what_was_objected_to() -> None:
    it = tabled(rules(reminders="none"))
    done(it.does(move("agreed-ad-referendum", "1", "2", "4"), 1))
    ending = concluded(it, 2, 50)
    done(ending.silence.object("china", 3, "1"))
    ending.finish()

    final = final_text(ending.state, ending.child)
    assert final is not None
    assert final.numbers == {"2": "1", "4": "2"}
    assert final.text.paragraphs[1].words == "The Secretariat should develop tools."
