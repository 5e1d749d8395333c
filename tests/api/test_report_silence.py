"""The report of a session under silence: placed from its agenda, and told in itself afterwards."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from httpx import Response

from activities.papers_report import report_of
from nemcon.agenda import acts as g
from nemcon.agenda.record import SessionRecord
from nemcon.agenda.state import AgendaState
from nemcon.documents.model.blocks import contents_of
from nemcon.documents.model.inlines import words_of
from nemcon.procedure import acts as a
from nemcon.procedure.acts import Kind, Outcome
from nemcon.procedure.people import Actor, Office
from nemcon.procedure.refusal import Refusal
from nemcon.procedure.state import ProcedureState
from nemcon.register import directory
from nemcon.register.kinds import Act
from nemcon.text.document import Paragraph
from tests.agenda.build import circulation, sittings
from tests.api.house import BODY, MEMBERS, House, Part
from tests.procedure.build import CHAIR

PATH = "/agendas/agenda/report/silence"
RECORD = SessionRecord(
    place="Vienna", short="Working Group", introduction=("Established in 2010.",)
)
GAPS = 4


@pytest.fixture
def session(house: House) -> House:
    with house.context.database.reading() as connection:
        roll = directory.seats(connection, BODY)
    # The last day of its session is the first of the installation.
    act = replace(circulation(until=None, sittings=sittings(6, 10, 30, 32)), roll=roll)
    record(house, "agenda", act)
    record(house, "agenda", g.KeepRecord(CHAIR, RECORD))
    return house


def record(house: House, procedure: str, act: Act) -> None:
    answer = house.context.register.record(procedure, act, house.clock.now(), body=BODY)
    assert not isinstance(answer, Refusal), answer


def place(house: House, who: str = "chair", **sent: Part) -> Response:
    more = {"length": "72h", "pending_confirmed": True, "gaps_confirmed": GAPS, **sent}
    return house.post(PATH, more, who)


def silence(house: House, name: str = "agenda-report") -> ProcedureState:
    found = house.context.register.position(name)
    assert found is not None
    return found.state


def acknowledged(house: House, *members: str, name: str = "agenda-report") -> None:
    """Let these members say that they received it, so that they count as reached."""
    for member in members:
        by = Actor(Office.DELEGATION, member, "A delegate", "link")
        record(house, name, a.File(by, Kind.ACKNOWLEDGE))


def pass_by(house: House, name: str = "agenda-report") -> None:
    deadline = silence(house, name).closing
    assert deadline is not None
    house.clock.at = deadline.instant + timedelta(minutes=1)
    house.context.register.keep_time(name)


def words(house: House) -> str:
    document = report_of(house.context.register, "agenda")
    told = " ".join(words_of(items) for _, items in contents_of(document.blocks))
    return f"{document.title}. {document.note} {told}"


def test_the_paragraphs_of_the_report_are_the_text_and_the_agenda_is_its_parent(
    session: House,
) -> None:
    answer = place(session)

    assert answer.status_code == 201, answer.text
    state = silence(session)
    assert state.parent == "agenda"
    assert state.text.title.startswith("Draft report on the meeting of the Working Group")
    assert ("1", "Established in 2010.") in [(p.number, p.words) for p in state.text.paragraphs]
    assert not state.divisible
    assert {seat.participant for seat in state.roll} == {*MEMBERS, "council"}


def test_brackets_have_to_be_confirmed(session: House) -> None:
    refused = place(session, pending_confirmed=False)

    assert (refused.status_code, refused.json()["code"]) == (422, "report-pending")
    assert all(field["where"] for field in refused.json()["fields"])
    assert session.context.register.position("agenda-report") is None


def test_gaps_are_confirmed_apart_from_facts_by_their_number(session: House) -> None:
    for count in (0, GAPS + 1):
        refused = place(session, gaps_confirmed=count)
        assert (refused.status_code, refused.json()["code"]) == (422, "report-gaps")
        assert {field["says"] for field in refused.json()["fields"]} == {
            "[...] is to be completed."
        }
    assert f"in {GAPS} places" in refused.json()["detail"]
    assert place(session).status_code == 201


def test_before_the_last_day_of_the_session_it_is_neither_placed_nor_issued(house: House) -> None:
    with house.context.database.reading() as connection:
        roll = directory.seats(connection, BODY)
    record(house, "agenda", replace(circulation(until=None), roll=roll))
    record(house, "agenda", g.KeepRecord(CHAIR, replace(RECORD, symbol="WG/1")))
    assert "when the meeting, set for 17 and 18 June 2026, had not been held." in words(house)
    assert "[At its [...] meeting, the Working Group adopted the following agenda" in words(house)

    at = "/procedures/agenda/documents/report"
    shown = house.get(f"{at}?to_issue=true", "chair").json()
    sent = {name: shown[name] for name in ("symbol", "language", "distribution", "seen")}
    sent["digests"] = {file["format"]: file["digest"] for file in shown["files"]}
    for refused in (place(house), house.post(f"{at}/issue", sent, "chair")):
        assert (refused.status_code, refused.json()["code"]) == (409, "report-too-early")
        assert "The session lasts until" in refused.json()["detail"]
    last = house.context.register.position("agenda", AgendaState)
    assert last is not None
    house.clock.at = last.state.sittings[-1].begins - timedelta(hours=6)

    assert house.post(f"{at}/issue", sent, "chair").status_code == 201


def test_the_report_tells_its_own_adoption(session: House) -> None:
    place(session)
    assert "[The Working Group adopted its report by silence procedure, which ends on" in words(
        session
    )
    acknowledged(session, *MEMBERS)
    pass_by(session)

    assert silence(session).outcome is Outcome.ADOPTED
    told = words(session)
    assert told.startswith("Report on the meeting")
    assert "the Working Group adopted its report by silence procedure." in told
    assert "[On" not in told


def test_a_record_that_was_changed_after_the_adoption_makes_a_new_draft(session: House) -> None:
    place(session)
    acknowledged(session, *MEMBERS)
    pass_by(session)

    changed = replace(RECORD, introduction=("Established in 2011.",))
    record(session, "agenda", g.KeepRecord(CHAIR, changed))

    told = words(session)
    assert told.startswith("Draft report on the meeting")
    assert "reads otherwise than the report that was adopted by silence procedure on" in told
    assert "[On " in told
    record(session, "agenda", g.KeepRecord(CHAIR, RECORD))
    assert words(session).startswith("Report on the meeting")


def test_a_record_that_was_changed_under_silence_is_no_part_of_it(session: House) -> None:
    place(session)
    changed = replace(RECORD, introduction=("Established in 2011.",))
    record(session, "agenda", g.KeepRecord(CHAIR, changed))
    assert "reads otherwise than the text that is under silence until" in words(session)
    acknowledged(session, *MEMBERS)
    pass_by(session)

    assert words(session).startswith("Draft report")


def test_a_speaker_that_is_noted_later_makes_a_new_draft_too(session: House) -> None:
    place(session)
    acknowledged(session, *MEMBERS)
    pass_by(session)
    record(session, "agenda", g.NoteSpeaker(CHAIR, "2", "austria"))

    assert words(session).startswith("Draft report")


def test_it_is_under_silence_once_at_a_time_and_not_again_when_it_was_adopted(
    session: House,
) -> None:
    place(session)
    again = place(session, procedure="another")
    assert (again.status_code, again.json()["code"]) == (409, "report-under-silence")
    acknowledged(session, *MEMBERS)
    pass_by(session)
    assert place(session).json()["code"] == "report-adopted"
    changed = replace(RECORD, introduction=("Established in 2011.",))
    record(session, "agenda", g.KeepRecord(CHAIR, changed))

    assert place(session).status_code == 201
    assert silence(session, "agenda-report-2").text.paragraphs[1].words == "Established in 2011."


def test_the_register_itself_lets_it_be_placed_once_at_a_time(session: House) -> None:
    place(session)
    opened = silence(session)
    act = a.PlaceUnderSilence(
        CHAIR,
        opened.text,
        opened.roll,
        opened.profile.id,
        opened.profile.title,
        opened.profile.values,
        until=session.clock.now() + timedelta(days=3),
        parent="agenda",
    )
    answers = {
        parent: session.context.register.record(
            f"by-{parent}", replace(act, parent=parent), session.clock.now(), body=BODY
        )
        for parent in ("agenda", "nowhere", "hybrid-format")
    }

    codes = {parent: getattr(answer, "code", "") for parent, answer in answers.items()}
    assert codes == {
        "agenda": "report-under-silence",
        "nowhere": "no-such-agenda",
        "hybrid-format": "no-such-agenda",
    }
    assert session.context.register.whereabouts("by-agenda") is None


def test_sent_twice_under_one_key_it_is_placed_once(session: House) -> None:
    sent = {"length": "72h", "pending_confirmed": True, "gaps_confirmed": GAPS}
    one = session.post(PATH, sent, "chair", Idempotency_Key="k")
    two = session.post(PATH, sent, "chair", Idempotency_Key="k")

    assert (one.status_code, two.status_code) == (201, 200)
    assert one.json()["code"] == two.json()["code"]


def test_another_text_than_was_looked_at_is_not_placed(session: House) -> None:
    refused = place(session, text_digest="0" * 64)
    assert (refused.status_code, refused.json()["code"]) == (409, "report-changed")


@pytest.mark.parametrize(
    ("sent", "status", "code"),
    [
        ({"procedure": "the-report-silence"}, 422, "reserved-name"),
        ({"until": "2020-01-01T10:00", "length": None}, 422, "deadline-not-ahead"),
        ({"until": "2027-01-01T10:00"}, 422, "malformed"),
        ({"procedure": "hybrid-format"}, 409, "already-exists"),
    ],
)
def test_what_cannot_be_placed_is_refused(
    session: House, sent: dict[str, Part], status: int, code: str
) -> None:
    refused = place(session, **sent)
    assert (refused.status_code, refused.json()["code"]) == (status, code)


def test_without_a_record_there_is_no_report_and_a_reader_places_none(house: House) -> None:
    record(house, "agenda", circulation(until=None))
    assert place(house).json()["code"] == "no-record"
    assert place(house, who="reader").json()["code"] == "readers-only-read"


def test_an_objection_leaves_a_revision_open_and_the_outcome_is_no_matter_of_the_agenda(
    session: House,
) -> None:
    place(session)
    by = Actor(Office.DELEGATION, "brazil", "A delegate", "link")
    record(session, "agenda-report", a.File(by, Kind.OBJECT, ("1",), "It was 2009."))
    wording = tuple(
        Paragraph(p.number, "Established in 2009." if p.number == "1" else p.words)
        for p in silence(session).text.paragraphs
    )
    later = session.clock.now() + timedelta(days=9)
    record(session, "agenda-report", a.Revise(CHAIR, wording, until=later))
    acknowledged(session, *MEMBERS)
    before = session.context.register.position("agenda", AgendaState)
    pass_by(session)
    after = session.context.register.position("agenda", AgendaState)

    assert silence(session).outcome is Outcome.ADOPTED
    assert before is not None
    assert after is not None
    assert before.head == after.head
    assert words(session).startswith("Draft report")
    revised = replace(RECORD, introduction=("Established in 2009.",))
    record(session, "agenda", g.KeepRecord(CHAIR, revised))
    assert "adopted its report, as revised, by silence procedure." in words(session)
    assert words(session).startswith("Report on")
