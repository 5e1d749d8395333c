"""What the final silence adds to a compilation, and the compilation of a broken silence itself."""

from __future__ import annotations

from nemcon.negotiation.compilation import compilation, write_compilation
from nemcon.negotiation.compiling_silence import compilation_of_silence
from nemcon.negotiation.starting import starting_text
from nemcon.procedure.acts import Compile, Kind, Revise
from nemcon.text.document import Paragraph
from tests.negotiation.build import NAME, Part, done, hour, move, rules, tabled
from tests.negotiation.ending import CHILD, Ending, concluded
from tests.procedure.build import under_silence as placed

LESS = (Paragraph("1", "States parties may meet."),)


def objected(wording: tuple[Paragraph, ...] = LESS, **values: Part) -> Ending:
    """Two paragraphs agreed, and an objection to the first of them in the final silence."""
    it = tabled(rules(reminders="none", **values))
    done(it.does(move("agreed-ad-referendum", "1", "2"), 1))
    ending = concluded(it, 2, 60)
    done(ending.silence.object("china", 3, "1", says="Too often.", wording=wording))
    done(ending.silence.file("italy", 3, Kind.RESERVE, "1", says="Our law."))
    return ending.finish()


def test_an_objection_in_the_final_silence_stands_beside_its_paragraph() -> None:
    ending = objected(disclosure__after="named")
    made = compilation(NAME, ending.state, ending.child)

    assert [p.number for p in made.paragraphs] == ["1", "3", "4"]
    first = made.paragraphs[0]
    (objection,) = first.objections
    assert first.contested
    assert (objection.by.names, objection.says) == (("China",), "Too often.")
    assert objection.wording == "States parties may meet."
    assert objection.source.procedure == CHILD
    assert [(r.by.names, r.says) for r in first.remarks] == [(("Italy",), "Our law.")]
    assert "States parties may meet." in write_compilation(made)


def test_who_objected_and_why_is_told_only_where_the_rules_tell_it() -> None:
    unnamed = compilation(NAME, (ending := objected()).state, ending.child)
    (objection,) = unnamed.paragraphs[0].objections
    assert (objection.by.names, objection.by.count, objection.says) == ((), 1, "")
    assert objection.wording == "States parties may meet."
    assert unnamed.objectors == 1

    nothing = objected(disclosure__after="none")
    silent = compilation(NAME, nothing.state, nothing.child)
    assert silent.paragraphs[0].objections == ()
    assert silent.objectors is None
    assert "China" not in repr(silent)


def test_a_body_that_attributes_nothing_shows_what_an_objection_proposes_without_names() -> None:
    ending = objected(
        wording=(Paragraph("1", "We [China: may] meet:\n  (a) [Iran: often]."),),
        disclosure__after="named",
        compilation__names="unnamed",
    )

    (objection,) = compilation(NAME, ending.state, ending.child).paragraphs[0].objections
    assert objection.wording == "We [may] meet:\n  (a) [often]."
    unreadable = (Paragraph("1", "We [meet."),)
    kept = objected(wording=unreadable, disclosure__after="named", compilation__names="unnamed")
    (objection,) = compilation(NAME, kept.state, kept.child).paragraphs[0].objections
    assert objection.wording == "We [meet."


def test_a_body_that_attributes_nothing_names_no_objector_either() -> None:
    ending = objected(disclosure__after="named", compilation__names="unnamed")

    assert "china" not in repr(compilation(NAME, ending.state, ending.child)).casefold()
    assert "China" not in repr(starting_text(ending.state, ending.child))


def test_what_an_objection_proposes_is_left_in_the_starting_text() -> None:
    ending = objected(disclosure__after="named")
    start = {p.number: p.words for p in starting_text(ending.state, ending.child).paragraphs}

    assert start["1"] == "[States parties should meet every year.]"
    assert start["1 alt"] == "[China: States parties may meet.]"
    assert "2" not in start


def test_what_was_reworded_under_silence_is_the_present_wording() -> None:
    it = tabled(rules(final_objection="as-ruled", reminders="none", consultation__length="48h"))
    done(it.does(move("agreed-ad-referendum", "1", "2"), 1))
    ending = concluded(it, 2, 60)
    done(ending.silence.object("china", 3, "1"))
    ending.silence.wait(61)
    new = (*LESS, Paragraph("9", "A new one."))
    done(ending.silence.chair(Revise, 62, new, until=hour(120)))
    done(ending.silence.object("china", 63))

    made = {p.number: p for p in compilation(NAME, ending.state, ending.child).paragraphs}
    assert "9" in made
    assert made["9"].present is not None
    assert made["9"].present.words == "A new one."
    start = {p.number: p.words for p in starting_text(ending.state, ending.child).paragraphs}
    assert start["9"] == "A new one."


def test_a_broken_silence_is_compiled_with_its_objections() -> None:
    silence = placed(effect="compile", leads_to="the Conference", disclosure__after="named")
    done(silence.object("egypt", 1, "2", says="Too long.", wording=(Paragraph("2", "One day."),)))
    done(silence.file("japan", 2, Kind.EXPLAIN, says="We agree."))
    silence.wait(100)

    made = compilation_of_silence("decision", silence.state)
    assert made.to == "the Conference"
    second = next(p for p in made.paragraphs if p.number == "2")
    assert second.common is not None
    assert (second.common.words, second.common.source.number) == ("It lasts two days.", 1)
    assert [(o.by.names, o.wording) for o in second.objections] == [(("Egypt",), "One day.")]
    assert [r.says for r in made.remarks] == ["We agree."]
    written = write_compilation(made)
    assert "Objection to the paragraph in the final silence, Egypt" in written
    assert "as placed under silence; decision, entry 1" in written


def test_objections_that_are_not_told_are_not_compiled() -> None:
    silence = placed(effect="compile", disclosure__after="none")
    done(silence.object("egypt", 1, "2", says="Too long."))
    silence.wait(100)

    assert "egypt" not in repr(compilation_of_silence("decision", silence.state)).casefold()


def test_a_revised_text_is_found_in_the_record_by_its_instant() -> None:
    silence = placed(consultation__length="48h", leads_to="the Conference")
    done(silence.object("egypt", 1))
    silence.wait(72)
    done(silence.chair(Revise, 80, (Paragraph("2", "One day."),), until=hour(140)))
    done(silence.object("egypt", 90, "2"))
    silence.wait(141)
    done(silence.chair(Compile, 150, "the Conference"))

    made = compilation_of_silence("decision", silence.state)
    common = made.paragraphs[1].common
    assert common is not None
    assert (common.words, common.issue) == ("One day.", "Rev.1")
    assert (common.source.number, common.source.at) == (0, silence.state.text_since)
    assert "2026-06-18 18:00 UTC" in write_compilation(made)
