"""Documents that the tests of all renderers share: a report with one of everything, and a hostile.

Those in the other five languages are in `samples_languages.py`, and `IN_SIX` has all six.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Final

from nemcon.documents.model.blocks import (
    Block,
    Entry,
    Heading,
    Listing,
    Para,
    Signature,
    Table,
    labelled,
)
from nemcon.documents.model.document import Distribution, Document, Masthead, Paper
from nemcon.documents.model.inlines import (
    Bracketed,
    Change,
    Comment,
    Content,
    Footnote,
    Style,
    Words,
    content,
)
from nemcon.text.changes import Mark
from nemcon.text.runs import Kind
from tests.documents.samples_languages import IN_FIVE

AT: Final = datetime(2020, 6, 19, 16, 30, tzinfo=UTC)
LATER: Final = datetime(2020, 6, 22, 9, 5, tzinfo=UTC)
DIGEST: Final = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c0f0045cafe"
_SENTENCE: Final = (
    "Several speakers emphasized the importance of the Organized Crime Convention as a basis for "
    "international cooperation, and underlined that requests for mutual legal assistance should "
    "be answered promptly, in particular where electronic evidence might otherwise be lost. "
)
_MASTHEAD: Final = Masthead(
    organ="Conference of the Parties to the United Nations Convention against Transnational "
    "Organized Crime",
    symbol="CTOC/COP/WG.3/2020/L.1/Rev.1",
    dated=date(2020, 7, 9),
    body="Working Group on International Cooperation",
    session="Eleventh meeting",
    place="Vienna, 7 and 8 July 2020",
    item="Agenda item 6: adoption of the report",
    distribution=Distribution.LIMITED,
    original="en",
)


def bold(text: str) -> Content:
    """Words in bold."""
    return (Words(text, Style.BOLD),)


def note(text: str) -> Footnote:
    """A footnote of these words."""
    return Footnote(content(text))


def _introduction() -> tuple[Block, ...]:
    return (
        Heading(1, content("Introduction")),
        Para(
            (
                *content(
                    "In its resolution 7/1, the Conference of the Parties decided that the Working "
                    "Group on International Cooperation would be a constant element of the "
                    "Conference, forwarding to it its reports and recommendations."
                ),
                note("See CTOC/COP/2014/13, sect. I.A, resolution 7/1, para. 3."),
            ),
            number="1",
            name="1",
        ),
        Para(
            content(
                "The annotated provisional agenda is in document CTOC/COP/WG.3/2020/1, and the "
                "background paper in CTOC/COP/WG.3/2020/2 (see also A/RES/55/25, annex I)."
            ),
            number="2",
            name="2",
        ),
        Para(
            content("What was inserted after paragraph 2 keeps the numbers of all that follow it."),
            number="2 bis",
            name="2 bis",
        ),
    )


def _recommendations() -> tuple[Block, ...]:
    return (
        Heading(1, content("Recommendations")),
        Heading(2, content("Recommendations adopted by the Working Group")),
        Para(
            content("The Working Group adopted the following recommendations:"),
            number="3",
            name="3",
        ),
        Listing(
            (
                Entry(
                    content("States parties are encouraged:"),
                    "(a)",
                    (
                        Entry(content("To use videoconferences where possible;"), "(i)"),
                        Entry(content("To train central authorities, including:"), "(ii)"),
                    ),
                ),
                Entry(content("The Secretariat should continue its work on SHERLOC."), "(b)"),
            )
        ),
        Heading(2, content("Draft recommendations that are under negotiation")),
        Para(_disputed(), number="4", name="4"),
        Para(_changed(), number="5", name="5"),
        Para(
            content("This paragraph was inserted as a whole."),
            number="6",
            name="6",
            whole=Mark.INSERTED,
        ),
        Para(
            content("This paragraph was deleted as a whole."),
            number="7",
            name="7",
            whole=Mark.DELETED,
        ),
    )


def _disputed() -> Content:
    return (
        Words("States parties "),
        Bracketed(Kind.DISPUTED, (Words("shall"),), ("Colombia",)),
        Words(" "),
        Bracketed(
            Kind.DISPUTED,
            (Words("should, "), Bracketed(Kind.DISPUTED, (Words("where feasible"),)), Words(",")),
            ("Egypt", "Norway"),
        ),
        Words(" meet on the "),
        Bracketed(Kind.TO_BE_CONFIRMED, (Words("2nd and 3rd"),)),
        Words(" days, on the proposal of "),
        Bracketed(Kind.TO_BE_COMPLETED, ()),
        Words("."),
    )


def _changed() -> Content:
    return (
        Words("Central authorities "),
        Change(Mark.DELETED, (Words("may"),), "Colombia", AT, "colombia-1"),
        Change(Mark.INSERTED, (Words("should"),), "Colombia", AT, "colombia-1"),
        Words(" consult each other "),
        Change(
            Mark.INSERTED,
            (Words("before refusing a request, as set out in "), *content("CTOC/COP/WG.3/2019/4")),
            "Côte d’Ivoire",
            LATER,
            "cote-d-ivoire-1",
        ),
        Comment(
            (Words(" and without delay"),),
            "Norway",
            LATER,
            "Is this covered by article 18, paragraph 24, of the Convention?",
        ),
        Words("."),
    )


def _organization() -> tuple[Block, ...]:
    return (
        Heading(1, content("Organization of the meeting")),
        Heading(2, content("Attendance")),
        Heading(3, content("States")),
        Heading(4, content("Parties to the Convention")),
        Para(content("The following States parties were represented:"), number="8", name="8"),
        Table(
            "Attendance by category",
            (content("Category"), content("Present"), content("In person")),
            (
                (content("States parties"), content("94"), content("31")),
                (content("Signatories"), content("2"), content("–")),
                (bold("Total"), bold("96"), bold("31")),
            ),
            (4, 1, 1),
        ),
        Heading(4, content("Other States")),
        Para((*content("None. "), Words("Inter alia", Style.ITALIC), *content(" means others."))),
        Heading(3, content("Organizations")),
        Para(content("The European Union was represented."), number="9", name="9"),
        Heading(2, content("Documentation")),
        Para(
            (
                *content("The digest of the text is "),
                Words(DIGEST, Style.MONO),
                *content("."),
                note("SHA-256, over the text of 9 July 2020."),
            ),
            number="10",
            name="10",
        ),
        Para(content("As the Chair said: “Nothing is agreed”."), quoted=True),
        Listing((Entry(content("An entry without a label;")), Entry(content("Another.")))),
        Signature("Thomas Burri", "Chair of the Working Group", "Vienna"),
    )


REPORT: Final = Document(
    paper=Paper.REPORT,
    masthead=_MASTHEAD,
    title="Draft report on the meeting of the Working Group on International Cooperation",
    blocks=labelled((*_introduction(), *_recommendations(), *_organization())),
    note="Submitted by the Chair, and not formally edited.",
)
"""A short report that has one of everything."""


def long_report(paragraphs: int = 160) -> Document:
    """A report of so many paragraphs: with 160 of them it has some twenty-five pages."""
    blocks: list[Block] = []
    for number in range(1, paragraphs + 1):
        if number % 40 == 1:
            blocks.append(Heading(1, content("Summary of the deliberations")))
        if number % 10 == 1:
            blocks.append(Heading(2, content("Electronic evidence and its admissibility")))
        words = content(f"On point {number} of CTOC/COP/WG.3/2020/{number}: " + _SENTENCE * 2)
        noted = (note(f"CTOC/COP/WG.3/2020/CRP.{number}."),) if number % 8 == 0 else ()
        blocks.append(Para((*words, *noted), number=str(number), name=str(number)))
    return replace(REPORT, blocks=labelled(blocks))


HOSTILE_TEXTS: Final = (
    '#panic("x") *bold* _it_ $x^2$ <label> @ref // comment /* c */ \\ ~ -- `raw`',
    "<script>alert(1)</script> &amp; &lt;b&gt; <!-- --> ]]> <w:br/>",
    "{{ 7*7 }} {% for x in y %} {# none #} {%p if x %} {{r secret }}",
    '{ INCLUDEPICTURE "http://evil.example/x" } { DDEAUTO c:\\\\windows "calc" }',
    "=HYPERLINK(\"http://evil.example\") +1+1 -2+3 @SUM(A1) =cmd|'/c calc'!A0",
    '#set page(fill: red); #import "x.typ": * #json(bytes(sys.inputs.data)) \'"`$(id)`',
)
"""Each is syntax somewhere; every reader has to see it as it was typed."""


def hostile() -> Document:
    """A document whose every text is somebody's syntax."""
    one, two, three, four, five, six = HOSTILE_TEXTS
    return Document(
        paper=Paper.LETTER,
        masthead=Masthead(one, two, date(2020, 7, 9), three, four, five, six),
        title=" ".join(HOSTILE_TEXTS[:2]),
        note=two,
        blocks=(
            Heading(1, (Words(one),), two),
            *(Para((Words(text),), number=text, name=text) for text in HOSTILE_TEXTS),
            Para((Words(three, Style.MONO), Words(four, Style.ITALIC), note(one))),
            Para((Bracketed(Kind.DISPUTED, (Words(five),), (six, one)),)),
            Para((Change(Mark.INSERTED, (Words(three),), four, AT, two),)),
            Para((Comment((Words(two),), three, AT, one),)),
            Listing((Entry((Words(one),), four, (Entry((Words(two),), three),)),)),
            Table(one, ((Words(two),),), (((Words(five),),), ((Words(four),),)), (1,)),
            Signature(two, one, three),
        ),
    )


IN_SIX: Final = {"en": REPORT, **IN_FIVE}
"""A document in each of the six languages."""
