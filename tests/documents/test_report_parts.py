"""The parts of a report that the meeting of July 2020 did not come to, from small sessions."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from nemcon.agenda import acts as a
from nemcon.agenda.acts import Settlement
from nemcon.agenda.items import UNSET
from nemcon.agenda.record import Attendance, Attendees, SessionRecord
from nemcon.agenda.state import AgendaState
from nemcon.documents.building.report import report
from nemcon.documents.building.reporting import Recommended, ReportFacts
from nemcon.documents.model.blocks import Block, Heading, Para
from nemcon.documents.model.inlines import words_of
from nemcon.negotiation.acts import ConcludeNegotiation
from nemcon.negotiation.compilation import compilation
from nemcon.negotiation.final import final_text
from nemcon.procedure.people import Category, Seat
from tests.agenda.build import adopted, circulated, sittings
from tests.negotiation.build import NAME, done, move, tabled
from tests.negotiation.ending import Ending, concluded
from tests.procedure.build import CHAIR, hour

BODY = "Working Group on Rivers"


def drafted(
    state: AgendaState, record: SessionRecord | None = None, recommended: Iterable[Recommended] = ()
) -> tuple[Block, ...]:
    facts = ReportFacts(BODY, recommended=tuple(recommended))
    return report(state, record or SessionRecord(short="Working Group"), facts).blocks


def section(blocks: tuple[Block, ...], label: str, above: str = "") -> list[Block]:
    """What stands in the section with that label, below the one `above` where that is named."""
    found: list[Block] = []
    inside, under = False, not above
    level = 0
    for block in blocks:
        if isinstance(block, Heading) and block.label == above:
            under = True
        elif isinstance(block, Heading) and inside and block.level <= level:
            break
        elif isinstance(block, Heading) and under and block.label == label:
            inside, level = True, block.level
        elif inside:
            found.append(block)
    return found


def says(blocks: Iterable[Block]) -> list[str]:
    return [words_of(b.content) for b in blocks if isinstance(b, Heading | Para)]


def recommended(ending: Ending) -> Recommended:
    return Recommended(
        title=ending.state.issued.name,
        final=final_text(ending.state, ending.child),
        compilation=compilation(NAME, ending.state, ending.child),
        by_silence=ending.silence.state.decided_at,
    )


def agreed(*paragraphs: str) -> Ending:
    """A negotiation of which these paragraphs were agreed, and adopted by silence."""
    it = tabled()
    done(it.does(move("agreed", *paragraphs), 1))
    return concluded(it, 2, 90).finish()


def test_recommendations_that_were_all_adopted_stand_in_quotation_after_how_they_were() -> None:
    ending = agreed("1", "2", "3", "4")
    found = section(drafted(circulated().state, recommended=[recommended(ending)]), "II.")
    first, *quoted = found

    (told,) = says([first])
    assert told == (
        "On 19 June 2026, by silence procedure, the Working Group adopted the following "
        "recommendations:"
    )
    assert all(isinstance(block, Para) and block.quoted and not block.number for block in quoted)
    words = [paragraph.words for paragraph in ending.state.issued.paragraphs]
    assert says(quoted) == [f"{number}. {text}" for number, text in enumerate(words, start=1)]


def test_of_recommendations_agreed_in_part_the_rest_is_referred_to_under_a_heading_of_its_own() -> (
    None
):
    found = section(drafted(circulated().state, recommended=[recommended(agreed("1", "2"))]), "II.")
    headings = [block for block in found if isinstance(block, Heading)]

    assert [(heading.label, words_of(heading.content)) for heading in headings] == [
        ("A.", "Recommendations adopted"),
        ("B.", "Recommendations that did not enjoy agreement"),
    ]
    assert sum(isinstance(block, Para) and block.quoted for block in found) == 2
    assert "are listed in a Chair\u2019s compilation of recommendations" in says(found)[-1]


@pytest.mark.parametrize("to", ["the Conference", "Conference"])
def test_where_nothing_was_agreed_only_the_compilation_is_told_and_no_heading_stands_alone(
    to: str,
) -> None:
    it = tabled()
    done(it.does(ConcludeNegotiation(CHAIR, to=to), 1))
    rest = Recommended("Recommendations", compilation=compilation(NAME, it.state))
    (only,) = section(drafted(circulated().state, recommended=[rest]), "II.")

    (told,) = says([only])
    assert told == (
        "Recommendations, or parts thereof, that did not enjoy agreement are listed in a "
        "Chair\u2019s compilation of recommendations, to be brought to the attention of the "
        "Conference."
    )


def test_what_was_adopted_in_the_meeting_is_said_to_have_been_adopted_there() -> None:
    it = tabled()
    done(it.does(move("agreed", "1", "2", "3", "4"), 1))
    done(it.does(ConcludeNegotiation(CHAIR, in_meeting=True), 2))
    text = Recommended("Recommendations", final=final_text(it.state))
    found = section(drafted(circulated().state, recommended=[text]), "II.")

    assert says(found)[0].startswith("At the meeting, the Working Group adopted the following")


@pytest.mark.parametrize(
    ("settlement", "done_"),
    [
        (Settlement.ADOPTED, "adopted "),
        (Settlement.DEFERRED, "deferred "),
        (Settlement.DROPPED, "decided not to take up "),
    ],
)
def test_what_had_been_left_open_is_told_as_it_was_settled(
    settlement: Settlement, done_: str
) -> None:
    session = adopted("outcome")
    session.act(a.SettlePart(CHAIR, "outcome", settlement), hour(74))
    told = says(section(drafted(session.state), "C.", "IV."))

    assert "with the exception of the part of the organization of work relating to" in " ".join(
        told
    )
    assert f"the Working Group {done_}the part of the organization of work" in told[-1]


def test_an_item_that_was_settled_is_called_by_its_number() -> None:
    session = adopted("2", revisit=UNSET)
    session.act(a.SettlePart(CHAIR, "2", Settlement.DEFERRED), hour(74))
    told = says(section(drafted(session.state), "C.", "IV."))

    assert "with the exception of agenda item 2" in " ".join(told)
    assert told[-1].endswith("the Working Group deferred agenda item 2 to its next session.")


def test_what_is_open_still_is_not_told_as_settled() -> None:
    told = says(section(drafted(adopted("outcome").state), "C.", "IV."))

    assert not any("deferred" in one or "decided not" in one for one in told)


@pytest.mark.parametrize(
    ("kind", "category", "were"),
    [
        (
            Attendees.PARTIES,
            Category.MEMBER,
            "parties to the Treaty were represented at the meeting",
        ),
        (Attendees.SIGNATORIES, Category.SIGNATORY, "signatory States to the Treaty were"),
        (Attendees.OBSERVERS, Category.OBSERVER, "States were"),
        (Attendees.UNITED_NATIONS, None, "entities of the United Nations system were"),
        (Attendees.INTERGOVERNMENTAL, None, "intergovernmental organizations were"),
        (Attendees.NON_GOVERNMENTAL, None, "non-governmental organizations were"),
    ],
)
def test_each_kind_of_those_present_has_a_sentence_of_its_own(
    kind: Attendees, category: Category | None, were: str
) -> None:
    seats = tuple(Seat(f"seat-{c}", f"Seat of a {c}", c) for c in Category)
    state = circulated(roll=(*circulated().state.roll[:1], *seats)).state
    seated = category is not None
    record = SessionRecord(
        instrument="Treaty",
        how="in person",
        attendance=(Attendance(kind, ("\u00c5land", "Zambia", "Angola"), seated=seated),),
        participants="A/1/INF/1",
    )
    told = says(section(drafted(state, record), "D.", "IV."))

    by = "" if kind is Attendees.PARTIES else " represented by observers"
    assert told[0].startswith(f"The following {were}{by}, in person: ")
    named = told[0].partition(": ")[2]
    assert named.index("\u00c5land") < named.index("Angola") < named.index("Zambia")
    assert (f"Seat of a {category}" in named) is seated
    assert told[-1] == "A list of participants is contained in document A/1/INF/1."


@pytest.mark.parametrize(
    ("begins", "told"),
    [
        ((48,), "one meeting. The meeting was held from"),
        ((48, 52), "two meetings. The first meeting was held from"),
        ((48, 72), "two meetings. The meeting on each day was held from"),
        ((48, 52, 72, 76), "four meetings. The first meeting on each day was held from"),
    ],
)
def test_a_session_of_one_day_is_not_told_of_each_day(begins: tuple[float, ...], told: str) -> None:
    state = circulated(sittings=sittings(*begins)).state
    words = " ".join(says(drafted(state)))
    assert f"holding a total of {told}" in words, words


def test_kinds_come_in_the_order_of_a_report_and_an_open_list_ends_in_a_gap() -> None:
    record = SessionRecord(
        attendance=(
            Attendance(Attendees.NON_GOVERNMENTAL, ("A Forum",), complete=False),
            Attendance(Attendees.PARTIES, ("Angola", "Zambia")),
        )
    )
    told = says(section(drafted(circulated().state, record), "D.", "IV."))

    parties, forums, where = told
    assert parties == "The following parties were represented at the meeting: Angola and Zambia."
    assert forums.endswith("organizations were represented by observers: A Forum [...].")
    assert where == "A list of participants is contained in document [...]."
