"""The documents of procedures of every kind: each can be written, and tells no more than it may."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pypdf
import pytest

from activities.papers import NoSuchPaper, NotInLanguage, Wanted, draft, papers_of
from activities.papers_drawn import Desk
from nemcon.agenda.state import AgendaState
from nemcon.documents.building.agenda_paper import agenda
from nemcon.documents.building.participants import participants
from nemcon.documents.house import shipped_house
from nemcon.documents.model.blocks import Heading, Para, contents_of
from nemcon.documents.model.document import Distribution, Document, Paper
from nemcon.documents.model.inlines import Change, words_of
from nemcon.documents.rendering import Format, rendered
from nemcon.negotiation import acts as n
from nemcon.negotiation.writing_compilation import UNDISPUTED
from nemcon.procedure.people import Category
from nemcon.text.document import Text
from tests.documents.papers_read import shown
from tests.documents.samples import HOSTILE_TEXTS
from tests.documents.session import AGENDA, meeting
from tests.documents.world import (
    BROKEN,
    CHAIR,
    DECISION,
    NEGOTIATED,
    OPEN,
    PLAIN,
    SESSION,
    Said,
    World,
    world,
)
from tests.documents.written_papers import (
    NAMING,
    says,
)
from tests.pages.negotiating import open_negotiation


def test_every_document_is_written_in_every_format_and_twice_alike(plain: World) -> None:
    written: set[str] = set()
    for name, found in plain.every():
        again = plain.draft(name, found.listed.id)
        assert again == found
        written.add(found.listed.paper)
        for kind in Format:
            files = [rendered(one.document, shipped_house(), kind) for one in (found, again)]
            assert files[0] == files[1], (name, found.listed.id, kind)
            assert len(files[0].data) > 1000
    assert written == set(Paper) - {Paper.REPORT}


def test_the_report_of_a_real_meeting_is_written_in_every_format(tmp_path: Path) -> None:
    with meeting(tmp_path) as held:
        desk = Desk(held.register, shipped_house(), "secretariat@nemcon.example")
        position = held.register.whereabouts(AGENDA)
        assert position is not None
        found = draft(desk, position, "report", sees_all=True)
        everybody = papers_of(desk, position, sees_all=False)
    for kind in Format:
        assert "Draft report on the meeting" in shown(found, kind)
    assert found.pending
    assert [paper.id for paper in everybody] == ["agenda", "participants"]


def test_what_there_is_depends_on_where_a_procedure_stands(plain: World) -> None:
    assert plain.ids(SESSION) == ["agenda", "participants"]
    assert plain.ids(NEGOTIATED) == [
        "starting-text",
        "revision-1",
        "redline-1",
        "final-text",
        "compilation",
    ]  # fmt: skip - one list, read at a glance
    assert plain.ids(BROKEN, sees_all=False) == ["starting-text", "compilation", "decision-record"]
    assert {"letter-3", "note-verbale-3", "letter-15"} < set(plain.ids(DECISION))
    with pytest.raises(NoSuchPaper):
        plain.draft(DECISION, "compilation")


@pytest.mark.parametrize("paper", ["letter-2", "note-verbale-2", "decision-record-in-full"])
def test_what_speaks_for_the_chair_or_keeps_nothing_back_is_not_drawn_up_for_others(
    plain: World, paper: str
) -> None:
    assert plain.draft(DECISION, paper).listed.id == paper
    with pytest.raises(NoSuchPaper):
        plain.draft(DECISION, paper, sees_all=False)


def test_a_document_bears_the_symbol_the_day_the_session_and_the_item_that_it_is_about(
    plain: World,
) -> None:
    head = plain.draft(NEGOTIATED, "revision-1").document.masthead
    assert (head.symbol, head.session) == ("WG/2026/L.1/Rev.1", "Eleventh session")
    assert head.item == f"Item 1 (a) of the agenda: {PLAIN.title}"
    assert (head.organ, head.body, head.place) == ("Conference", "Working Group", "Vienna")
    assert plain.draft(NEGOTIATED, "final-text").document.masthead.symbol == "WG/2026/L.1/Rev.2"
    assert plain.draft(SESSION, "participants").document.masthead.symbol == "WG/2026/INF/1"
    days = [
        plain.draft(DECISION, one).document.masthead.dated.day for one in ("letter-2", "letter-7")
    ]
    assert days == [16, 16]
    assert plain.draft(DECISION, "decision-record").document.masthead.dated.day == 25


def test_what_is_agreed_is_under_silence_in_the_session_of_its_negotiation(tmp_path: Path) -> None:
    with world(tmp_path) as made:
        open_negotiation(made.house, "second", agenda=SESSION)
        made.do("second", n.MoveParagraphs(CHAIR, ("1",), n.Rung.AGREED))
        made.do("second", n.ConcludeNegotiation(CHAIR, to="the next session"))
        head = made.draft("second-silence", "starting-text").document.masthead

    assert head.session == "Eleventh session"


def test_a_document_is_drawn_up_as_it_is_wanted(plain: World) -> None:
    wanted = Wanted("A/75/L.1", "fr", Distribution.GENERAL)
    position = plain.position(DECISION)
    found = draft(plain.desk, position, "revision-1", wanted, sees_all=True)

    assert found.document.language == "fr"
    assert found.document.masthead.symbol == "A/75/L.1"
    assert found.document.masthead.distribution is Distribution.GENERAL
    with pytest.raises(NotInLanguage):
        draft(plain.desk, position, "letter-2", wanted, sees_all=True)


@pytest.mark.parametrize(
    ("symbol", "revision", "revised"),
    [
        ("A/75/L.1", 0, "A/75/L.1"),
        ("A/75/L.1", 2, "A/75/L.1/Rev.2"),
        ("A/75/L.1/Rev.1", 0, "A/75/L.1/Rev.1"),
        ("A/75/L.1/Rev.1", 1, "A/75/L.1/Rev.2"),
        ("", 3, ""),
    ],
)
def test_a_revision_has_the_next_symbol(symbol: str, revision: int, revised: str) -> None:
    assert Text("Draft", (), symbol, revision).issued_symbol == revised


def test_a_redline_marks_what_a_revision_changed_in_the_name_of_whoever_proposed_it(
    tmp_path: Path, plain: World
) -> None:
    assert authors(plain.draft(NEGOTIATED, "redline-1").document) == {"Norway"}
    assert authors(plain.draft(DECISION, "redline-1").document) == {"The Chair"}
    with world(tmp_path, proposers="unnamed") as made:
        found = made.draft(NEGOTIATED, "redline-1")
        assert authors(found.document) == {"The Chair"}
        assert "Norway" not in shown(found, Format.HTML)


def authors(document: Document) -> set[str]:
    return {
        item.author
        for _, content in contents_of(document.blocks)
        for item in content
        if isinstance(item, Change)
    }


def test_a_text_without_names_that_it_has_promises_no_digest_of_the_one_with_them(
    tmp_path: Path, plain: World
) -> None:
    named = plain.draft(NEGOTIATED, "starting-text").document
    issued = plain.position(NEGOTIATED).state.issues[0].text  # type: ignore[union-attr]  # a negotiation
    assert named.note == f"SHA-256 of the text: {issued.digest()}"
    with world(tmp_path, proposers="unnamed") as made:
        unnamed = made.draft(NEGOTIATED, "starting-text").document
        assert "Norway" not in says(unnamed)
        assert "SHA-256" not in unnamed.note


def test_a_compilation_before_the_end_is_provisional_and_for_those_who_conduct(
    plain: World,
) -> None:
    early = plain.draft(OPEN, "compilation").document
    entry = plain.position(OPEN).state.number
    assert early.note.startswith(f"Provisional, as at entry {entry} of the register")
    words = says(early)
    assert "does not enjoy agreement" not in words
    assert words.count(UNDISPUTED) == 1, "only paragraph 1 is without brackets and amendments"
    assert "compilation" not in plain.ids(OPEN, sees_all=False)
    with pytest.raises(NoSuchPaper):
        plain.draft(OPEN, "compilation", sees_all=False)

    final = plain.draft(NEGOTIATED, "compilation", sees_all=False).document
    assert "Provisional" not in final.note
    assert "does not enjoy agreement" in says(final)


def test_the_final_text_holds_what_was_adopted_and_nothing_else(plain: World) -> None:
    negotiated = plain.draft(NEGOTIATED, "final-text").document
    assert [block.number for block in negotiated.blocks if isinstance(block, Para)] == ["1"]
    assert "every month" in says(negotiated)
    assert "It lasts two days" not in says(plain.draft(DECISION, "final-text").document)


def test_an_item_is_taken_up_when_the_item_that_it_is_a_part_of_is(plain: World) -> None:
    state = plain.position(SESSION).state
    assert isinstance(state, AgendaState)
    masthead = plain.draft(SESSION, "agenda").document.masthead
    (sitting,) = state.sittings
    held = replace(state, sittings=(replace(sitting, items=("1",)),))

    document = agenda(masthead, held)
    words = says(document)
    assert words.count("To be taken up at sitting 1") == 2, "item 1 and its part (a)"
    assert words.count("No sitting is set") == 1, "item 2"
    assert "Subject" not in words
    assert agenda(masthead, replace(held, title="Annotated agenda")).note == ""


def test_a_heading_that_stands_alone_is_not_counted(plain: World) -> None:
    state = plain.position(SESSION).state
    masthead = plain.draft(SESSION, "participants").document.masthead
    members = [seat for seat in state.roll if seat.category is Category.MEMBER]

    labels = {
        count: [b.label for b in participants(masthead, roll, ()).blocks if isinstance(b, Heading)]
        for count, roll in ((1, members), (2, state.roll))
    }
    assert labels == {1: [""], 2: ["I.", "II."]}


def test_a_hash_is_copied_out_of_a_pdf_without_signs_that_are_not_its_own(plain: World) -> None:
    found = plain.draft(DECISION, "decision-record")
    data = rendered(found.document, shipped_house(), Format.PDF).data
    words = "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages)
    assert "\u200b" not in words
    last = plain.position(DECISION).head.hash
    assert last in words, "it is on one line"


def test_annotations_have_the_numbers_of_the_items(plain: World) -> None:
    blocks = plain.draft(SESSION, "agenda").document.blocks
    labels = [
        (block.label, words_of(block.content)) for block in blocks if isinstance(block, Heading)
    ]
    assert labels[1:5] == [
        ("II.", "Annotations"),
        ("1.", "Opening"),
        ("(a)", PLAIN.title),
        ("2.", "Report"),
    ]  # fmt: skip - one list, read at a glance


def test_nothing_that_is_typed_is_more_than_words_in_any_document(tmp_path: Path) -> None:
    one, two, three, four, five, six = HOSTILE_TEXTS
    said = Said(title=one, grounds=three, wording=five, reason=four, name=two, symbol=six)
    with world(tmp_path, said, rules=NAMING) as made:
        everything = {(name, found.listed.id): found for name, found in made.every()}
        record = everything[DECISION, "decision-record"]
        for kind in Format:
            words = _bare(shown(record, kind))
            assert [text for text in HOSTILE_TEXTS[:5] if _bare(text) not in words] == [], kind
        for found in everything.values():
            page = rendered(found.document, shipped_house(), Format.HTML).data
            assert b"<script" not in page
            assert len(rendered(found.document, shipped_house(), Format.DOCX).data) > 1000
    assert len(everything) > 30


def _bare(words: str) -> str:
    """Without what a page breaks differently."""
    return "".join(words.split())
