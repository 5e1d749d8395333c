"""What the outcome letter of a negotiation prints as adopted, and what as not agreed."""

from __future__ import annotations

from dataclasses import replace

from nemcon.mail.facts import Recipient
from nemcon.mail.meeting import MeetingMatter
from nemcon.mail.negotiation_letters import NEGOTIATION
from nemcon.negotiation.notices import NegotiationNotice
from nemcon.procedure import acts as pa
from nemcon.text.document import Paragraph
from tests.negotiation import build as negotiation
from tests.negotiation.build import amend, done, move, text
from tests.negotiation.ending import Ending, concluded
from tests.procedure.build import hour

from .build import ENQUIRIES, ISSUER
from .meetings import LINK, course_of
from .reading import flat, seen


def outcome(ending: Ending) -> tuple[str, str]:
    """Both parts of the letter, with what the silence procedure came to."""
    course = course_of(NEGOTIATION, "recommendations", ISSUER, ending.it.recorded)
    matter = course.matter(NegotiationNotice.OUTCOME)
    occasion = replace(matter.occasion, child=ending.child)
    recipient = Recipient("c1", "brazil", "Ms. Ana Silva", "ana@mission.example", "UTC")
    whole = MeetingMatter(matter.room, occasion)
    parts = whole.write(recipient, whole.names(recipient), ENQUIRIES, {"recommendations": LINK})
    return flat(parts.text), seen(parts.html)


def test_what_was_reworded_in_the_final_silence_is_adopted_in_those_words() -> None:
    it = negotiation.tabled()
    done(it.does(move("agreed-ad-referendum", "2", "4"), 1))
    ending = concluded(it, 2, 50)
    wording = (
        Paragraph("2", "States parties should name contact points."),
        Paragraph("4 bis", "The Secretariat should report on them."),
    )
    done(ending.silence.chair(pa.Revise, 10, wording, hour(60)))
    ending.finish()
    for words in outcome(ending):
        assert "Paragraphs 2, 4 and 4 bis are adopted." in words
        assert "what is adopted is numbered anew" in words
        assert "Paragraph 1 (negotiated as paragraph 2)" in words
        assert "States parties should name contact points." in words
        assert "Paragraph 3 (negotiated as paragraph 4 bis)" in words
        adopted = words.lower().index("paragraph 1 (negotiated")
        assert "should appoint contact points" not in words[adopted:]


def test_numbers_that_had_to_be_kept_are_said_to_be_and_why() -> None:
    it = negotiation.tabled(text=text("One.", "See paragraph 1."))
    done(it.does(move("agreed-ad-referendum", "2"), 1))
    for words in outcome(concluded(it, 2, 50).finish()):
        assert "The numbers are those of the negotiation." in words
        assert "paragraph 1, which is not in the text" in words
        assert "negotiated as" not in words
        assert "numbered anew" not in words


def test_a_proposed_paragraph_is_compiled_where_all_else_is_adopted() -> None:
    it = negotiation.tabled()
    added = amend("italy", "4", "The Secretariat should report.", change="insert")
    done(it.does(added, 1))
    done(it.does(move("agreed-ad-referendum", "1", "2", "3", "4"), 2))
    ending = concluded(it, 3, 50)
    course = course_of(NEGOTIATION, "recommendations", ISSUER, it.recorded)
    concluding = course.letter(NegotiationNotice.CONCLUSION)
    for words in (*outcome(ending.finish()), flat(concluding.text), seen(concluding.html)):
        assert "A paragraph that was proposed to be added is listed in the Chair's" in words
        assert "The Secretariat should report." in words


def test_a_late_amendment_to_what_is_adopted_is_annexed_and_proposes_no_paragraph() -> None:
    it = negotiation.tabled()
    done(it.does(move("agreed-ad-referendum", "1", "2", "3", "4"), 1))
    done(it.does(amend("italy", "2", "Two points."), 25))
    for words in outcome(concluded(it, 30, 90).finish()):
        assert "Paragraphs 1, 2, 3 and 4 are adopted." in words
        assert "Two points." in words
        assert "what came late is annexed" in words
        assert "proposed to be added" not in words
        assert "not enjoy agreement, and" not in words
