"""What the letters on the agreed part of a negotiation say of it."""

from __future__ import annotations

from dataclasses import replace

from nemcon.mail.agreed_part import of_negotiation, titled, told_by_the_negotiation, what_it_is
from nemcon.mail.wording import outcome_says
from nemcon.procedure.acts import Outcome, PlaceUnderSilence
from tests.negotiation.build import done, move, tabled
from tests.negotiation.ending import concluded


def test_the_agreed_part_says_of_what_it_is_the_part_and_how_much_of_it() -> None:
    it = tabled()
    done(it.does(move("agreed", "1", "2"), 1))
    ending = concluded(it, 2, 90)
    asked = next(ask.act for ask in it.asked if isinstance(ask.act, PlaceUnderSilence))
    assert asked.part_of == len(it.state.text.clauses)
    state = ending.silence.state
    assert "the agreed part (2 of 4 paragraphs)" in of_negotiation(state)
    assert state.parent in of_negotiation(state)
    assert titled(state, "Draft") == "agreed part of Draft"
    assert "tells what became of the whole" in told_by_the_negotiation(state)
    says = outcome_says(Outcome.ADOPTED, "", what_it_is(state))
    assert says == "The agreed part is adopted."


def test_a_text_that_was_not_negotiated_is_called_the_text() -> None:
    it = tabled()
    done(it.does(move("agreed", "1", "2"), 1))
    state = replace(concluded(it, 2, 90).silence.state, part_of=0)
    assert of_negotiation(state) == told_by_the_negotiation(state) == ""
    assert (titled(state, "Draft"), what_it_is(state)) == ("Draft", "text")


def test_what_was_not_adopted_of_a_text_is_what_goes_on() -> None:
    assert outcome_says(Outcome.PARTLY_ADOPTED, "Twelfth session") == (
        "The text is adopted in part. What was not adopted goes to the twelfth session."
    )
