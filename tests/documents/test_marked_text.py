"""The text that delegations mark up says what is on the table, and in whose name."""

from __future__ import annotations

from datetime import date

import pytest

from nemcon.documents.building.marked_text import issue_for, marked_text, plan_of
from nemcon.documents.model.blocks import Listing, Para
from nemcon.documents.model.document import Document, Masthead
from nemcon.documents.model.inlines import Change, Comment, Content, words_of
from nemcon.negotiation import acts as a
from nemcon.negotiation.telling import Reader
from nemcon.text.changes import Mark
from nemcon.text.document import Paragraph, Text
from tests.negotiation.build import Negotiation, amend, delegation, done, revision, rules, tabled

TEXT = Text(
    "Draft recommendations",
    (
        Paragraph("1", "States parties should meet every year."),
        Paragraph("2", "States parties [EU: shall / China: should / no text] report by [2030]."),
        Paragraph("3", "Evidence is admissible:\n  (a) before courts;\n  (b) elsewhere."),
    ),
)
HEAD = Masthead("Conference", "A/1/L.1", date(2026, 6, 15))


def document(negotiation: Negotiation, participant: str = "", issue: int = -1) -> Document:
    reader = Reader.of(negotiation.state, sees_all=not participant, participant=participant)
    return marked_text(HEAD, issue_for(negotiation.state, reader, issue), "recommendations")


def lines(shown: Document) -> list[tuple[str, Content, Mark]]:
    found: list[tuple[str, Content, Mark]] = []
    for block in shown.blocks:
        if isinstance(block, Para):
            found.append((block.number, block.content, block.whole))
        elif isinstance(block, Listing):
            found += [(entry.label, entry.content, entry.whole) for entry in block.entries]
    return found


def authors(content: Content) -> set[str]:
    inside = [item.content for item in content if isinstance(item, Comment)]
    changes = {item.author for item in content if isinstance(item, Change)}
    return changes.union(*(authors(one) for one in inside))


def test_the_text_stands_as_it_is_typed_and_names_its_paragraphs() -> None:
    shown = document(tabled(text=TEXT))
    assert [(n, words_of(c)) for n, c, _ in lines(shown)] == [
        ("1", "States parties should meet every year."),
        ("2", "States parties [EU: shall / China: should / no text] report by [2030]."),
        ("3", "Evidence is admissible:"),
        ("(a)", "before courts;"),
        ("(b)", "elsewhere."),
    ]
    assert shown.blocks[-1].entries[1].name == "3 (b)"  # type: ignore[union-attr]  # a list
    assert dict(shown.properties) == {
        "procedure": "recommendations",
        "issue": "0",
        "text": TEXT.digest(),
        "amendments": "",
    }


def test_amendments_are_changes_in_the_name_of_their_sponsors() -> None:
    negotiation = tabled(text=TEXT)
    done(negotiation.does(amend("china", "1", cosponsors=("The Pair",), change="delete"), 1))
    done(negotiation.does(amend("france", "2", "must", passage="shall"), 1))
    done(negotiation.does(amend("italy", "3 (b)", "or both.", change="insert"), 1))
    shown = lines(document(negotiation))
    assert (words_of(shown[0][1]), shown[0][2]) == ("", Mark.DELETED)
    assert authors(shown[0][1]) == {"The Pair"}
    assert words_of(shown[1][1]).startswith("States parties [EU: must / China")
    assert [(n, words_of(c), m) for n, c, m in shown[-2:]] == [
        ("(b)", "elsewhere.", Mark.KEPT),
        ("(b bis)", "or both.", Mark.INSERTED),
    ]


def test_what_touches_the_same_words_is_told_in_a_comment() -> None:
    negotiation = tabled(text=TEXT)
    done(negotiation.does(amend("brazil", "1", "All", passage="States parties"), 1))
    done(negotiation.does(amend("italy", "1", "No", passage="States"), 1))
    done(negotiation.does(amend("france", "1", change="delete"), 1))
    (first, *_) = lines(document(negotiation))
    comments = [item for item in first[1] if isinstance(item, Comment)]
    assert comments[0].says == "A3: delete the paragraph."
    assert authors(first[1]) == {"Brazil"}
    reader = Reader.of(negotiation.state, sees_all=True)
    told = plan_of(issue_for(negotiation.state, reader)).told
    assert [one.amendment.id for one in told] == ["A2", "A3"]


def test_statements_are_comments_at_each_paragraph_that_they_name() -> None:
    negotiation = tabled(text=TEXT)
    kind = a.Statement.RESERVE
    done(negotiation.does(a.MakeStatement(delegation("unesco"), kind, ("3 (a)",), "Why?"), 1))
    done(negotiation.does(a.MakeStatement(delegation("italy"), kind, (), "Thanks."), 1))
    shown = {number: content for number, content, _ in lines(document(negotiation))}
    (on_all,) = shown["1"]
    (on_one,) = shown["(a)"]
    assert isinstance(on_all, Comment)
    assert isinstance(on_one, Comment)
    assert (on_one.author, on_one.says) == ("UNESCO", "Reservation: Why?")
    assert on_all.says == "On the whole text. Reservation: Thanks."


def test_nobody_is_named_where_the_rules_name_nobody_but_to_whom_it_is() -> None:
    negotiation = tabled(rules(reminders="none", compilation__names="unnamed"), text=TEXT)
    done(negotiation.does(amend("brazil", "1", "All", passage="States parties"), 1))
    kind = a.Statement.EXPLAIN
    done(negotiation.does(a.MakeStatement(delegation("italy"), kind, ("3",), "We, Italy."), 1))
    theirs = repr(document(negotiation, "china"))
    assert "Brazil" not in theirs
    assert "Italy" not in theirs
    assert "EU" not in theirs
    assert authors(lines(document(negotiation, "brazil"))[0][1]) == {"Brazil"}
    assert authors(lines(document(negotiation))[0][1]) == {"Brazil"}


def test_an_earlier_issue_stands_with_what_was_proposed_to_it() -> None:
    negotiation = tabled(text=TEXT)
    done(negotiation.does(amend("brazil", "1", "All", passage="States parties"), 1))
    done(negotiation.does(revision(accepted=("A1",)), 2))
    done(negotiation.does(amend("italy", "3", "Or not."), 3))
    first, now = document(negotiation, issue=0), document(negotiation)
    assert authors(lines(first)[0][1]) == {"Brazil"}
    assert authors(lines(now)[0][1]) == set()
    assert dict(first.properties)["amendments"] == "A1"
    assert dict(now.properties)["amendments"] == "A2"
    with pytest.raises(IndexError):
        document(negotiation, issue=2)
