"""The record of a session by its forms: what it holds, a part filled in, looked at and kept."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape

import pytest
from httpx import Response

from api.pages.agenda_record_parts import Part
from nemcon.agenda import acts as a
from nemcon.agenda.record import (
    Attendance,
    Attendees,
    Deliberation,
    Opening,
    Panellist,
    SessionRecord,
)
from tests.pages.agenda_site import (
    AGENDA,
    CHAIR,
    SECRETARIAT,
    adopt_but_outcome,
    agenda,
    circulate,
    do,
)
from tests.pages.site import Site, forms_of, links_of, words_of

PAGE = f"/agendas/{AGENDA}/record"
RECORD = SessionRecord(
    place="Vienna",
    introduction=("Established in [2010].", "It met [...]."),
    deliberations=(Deliberation("2", ("Views differed.",), (Panellist("A. Speaker", "Judge"),)),),
    opening=Opening("online"),
    attendance=(Attendance(Attendees.PARTIES, seated=True, complete=False),),
)
Parts = list[tuple[str, str]]


@pytest.fixture
def session(site: Site) -> Site:
    circulate(site)
    return site


def filled(shown: Response) -> Parts:
    """What a browser would send of the form as it came: every field, and the boxes ticked."""
    assert shown.status_code in {200, 422}, shown.text
    form = re.search(r'(?s)<form method="post" action="/agendas.*?</form>', shown.text)
    assert form
    parts: Parts = []
    for found in re.finditer(
        r'(?s)<textarea[^>]*\bname="([^"]+)"[^>]*>\n?(.*?)</textarea>'
        r'|<select[^>]*\bname="([^"]+)".*?</select>|<input([^>]*)>',
        form[0],
    ):
        area, typed, select, given = found.groups()
        if area:
            parts.append((area, unescape(typed)))
        elif select:
            chosen = re.search(r'value="([^"]*)" selected', found[0])
            parts.append((select, unescape(chosen[1]) if chosen else ""))
        elif 'type="checkbox"' not in given or " checked" in given:
            parts.append((_of(given, "name"), _of(given, "value")))
    return parts


def _of(given: str, attribute: str) -> str:
    found = re.search(rf'\b{attribute}="([^"]*)"', given)
    return unescape(found[1]) if found else ""


def changed(parts: Parts, **values: str) -> Parts:
    """The same form with other words; fields have hyphens where the names here have two lines."""
    named = {name.replace("__", "-"): value for name, value in values.items()}
    kept = [(name, value) for name, value in parts if name not in named]
    return [*kept, *named.items()]


def review(site: Site, part: str, parts: Parts, who: str = "secretariat") -> Response:
    return site.send(f"{PAGE}/{part}/review", parts, who)


def confirm(site: Site, shown: Response, who: str = "secretariat") -> Response:
    assert shown.status_code == 200, words_of(shown)
    _, address, hidden = next(form for form in forms_of(shown) if form[1].endswith("/act"))
    return site.send(address, hidden, who)


def test_a_form_that_is_kept_as_it_came_keeps_the_record_as_it_is(session: Site) -> None:
    do(session, a.KeepRecord(SECRETARIAT, RECORD))
    for part in Part:
        shown = session.see(f"{PAGE}/{part}", "secretariat")

        looked = review(session, part, filled(shown))

        assert "This is the record that is kept already" in words_of(looked), part
        assert confirm(session, looked).status_code == 303
    assert agenda(session).record == RECORD
    assert agenda(session).number == 2


def test_a_record_is_begun_part_by_part_and_each_leaves_the_others_as_they_are(
    session: Site,
) -> None:
    assert "No record has been kept yet" in words_of(session.see(PAGE, "secretariat"))
    first = filled(session.see(f"{PAGE}/introduction", "secretariat"))
    words = "Established in [2010], <b>boldly</b>.\n\nIt met [...]."
    looked = review(session, "introduction", changed(first, introduction=words))

    assert "<b>boldly" not in looked.text
    assert "It is the first record of this session." in words_of(looked)
    assert "1 . Established in [2010" in words_of(looked)
    assert ", <b>boldly</b>." in words_of(looked)
    assert "Attendance" not in looked.text.partition("<article")[2]
    assert agenda(session).record is None
    done = confirm(session, looked)
    assert done.headers["location"] == f"{PAGE}#introduction"
    assert confirm(session, looked).headers["location"] == done.headers["location"]

    second = filled(session.see(f"{PAGE}/opening", "secretariat"))
    looked = review(session, "opening", changed(second, opening__format="online."))
    assert "The other parts of the record stay as they are." in words_of(looked)
    confirm(session, looked)

    kept = agenda(session).record
    assert kept == SessionRecord(
        introduction=("Established in [2010], <b>boldly</b>.", "It met [...]."),
        opening=Opening("online."),
    )
    assert agenda(session).number == 3


def test_of_a_part_without_brackets_no_more_is_said_than_that_it_is_complete(
    session: Site,
) -> None:
    form = filled(session.see(f"{PAGE}/introduction", "secretariat"))
    looked = review(session, "introduction", changed(form, introduction="Established in 2010."))
    assert "Nothing is left open in this part" in words_of(looked)


def test_the_page_says_what_each_part_holds_lacks_and_has_unconfirmed(session: Site) -> None:
    do(session, a.KeepRecord(SECRETARIAT, RECORD))
    shown = session.see(PAGE, "secretariat")
    parts = {
        found[1]: words_of(Response(200, text=found[2]))
        for found in re.finditer(r'(?s)<li id="(\w+)">(.*?)</li>', shown.text)
    }

    assert list(parts)[:3] == ["masthead", "introduction", "recommendations"]
    assert set(Part) <= set(parts)
    assert "In the report: I. Introduction , paragraphs 1 to 2" in parts["introduction"]
    assert "1 place to be filled in" in parts["introduction"]
    assert "1 place to be confirmed" in parts["introduction"]
    assert "Filled in Items: 2" in parts["summary"]
    assert "Left empty How the summary came about" in parts["summary"]
    assert "Filled in Represented: Parties" in parts["attendance"]
    assert "Filled in Where the session was held" in parts["masthead"]
    links = links_of(shown)
    assert {f"{PAGE}/{part}" for part in Part} <= set(links)
    assert f"/api/v1{PAGE}.yaml" in links
    assert f"{PAGE}/recommendations" not in links


def test_a_section_that_is_left_out_says_so_and_can_be_kept_all_the_same(session: Site) -> None:
    do(session, a.KeepRecord(SECRETARIAT, replace(RECORD, outline=RECORD.outline[1:])))

    assert "left out of the report" in words_of(session.see(PAGE, "secretariat"))
    sent = filled(session.see(f"{PAGE}/introduction", "secretariat"))
    looked = review(session, "introduction", changed(sent, introduction="In 2011."))
    assert "left out of the report" in words_of(looked)
    confirm(session, looked)
    kept = agenda(session).record
    assert kept is not None
    assert kept.introduction == ("In 2011.",)


def test_what_is_wrong_is_said_at_its_field_and_all_that_was_typed_stays(session: Site) -> None:
    sent = filled(session.see(f"{PAGE}/summary", "secretariat"))
    typed = changed(
        sent,
        deliberations__2__told="yes",
        deliberations__2__summary="One.\n\nTwo [is open.",
        deliberations__2__panellists__1__office="Judge",
        deliberations__1__summary="Told, yet not ticked.",
        deliberations__1__kept="yes",
        deliberations__2__sittings="2",
    )

    refused = review(session, "summary", typed)

    assert refused.status_code == 422
    says = words_of(refused)
    assert "1 Organizational matters: This was told of, and is not ticked any more" in says
    assert "Say who it is, or empty the office too" in says
    for typed_there in ("Two [is open.", "Judge", "Told, yet not ticked."):
        assert typed_there in refused.text
    assert 'value="2" checked' in refused.text
    mended = changed(
        filled(refused), deliberations__1__told="yes", deliberations__2__panellists__1__name="A"
    )
    still = review(session, "summary", mended)
    assert "“Two [is open.”: " in words_of(still)
    assert '<a href="#deliberations-2-summary">' in still.text
    assert agenda(session).record is None


def test_more_rows_and_another_item_are_shown_by_a_button_without_losing_anything(
    session: Site,
) -> None:
    sent = filled(session.see(f"{PAGE}/summary", "secretariat"))
    names = [name for name, _ in sent if re.fullmatch(r"deliberations-2-panellists-\d-name", name)]
    assert len(names) == 2
    typed = changed(sent, summarized="By the Chair.", deliberations__2__panellists__2__name="B")

    more = filled(review(session, "summary", [*typed, ("more", "deliberations-2-panellists")]))

    assert ("summarized", "By the Chair.") in more
    assert ("deliberations-2-panellists-2-name", "B") in more
    rows = [value for name, value in more if re.search("^deliberations-2-panel.*name$", name)]
    assert rows.count("") == 4
    added = filled(review(session, "summary", [*changed(more, add__place="1 (a)"), ("add", "yes")]))
    assert ("deliberations-4-place", "1 (a)") in added
    assert ("deliberations-4-told", "yes") in added
    assert ("deliberations-2-panellists-2-name", "B") in added


def test_a_form_of_more_rows_than_a_record_may_have_is_not_read(session: Site) -> None:
    endless = [(f"deliberations-{number}-place", "1") for number in range(4_000)]

    refused = review(session, "summary", [("after", "0"), *endless])
    assert refused.status_code == 422
    assert "more parts than can be read" in words_of(refused)
    assert review(session, "summary", [("after", "0"), *endless[:300]]).status_code == 200


def test_a_record_that_was_kept_anew_meanwhile_is_not_lost_and_neither_is_what_was_typed(
    session: Site,
) -> None:
    do(session, a.KeepRecord(SECRETARIAT, RECORD))
    sent = filled(session.see(f"{PAGE}/introduction", "secretariat"))
    typed = changed(sent, introduction="My words.")
    other = replace(RECORD, introduction=("Their words.",), place="Geneva")
    do(session, a.KeepRecord(CHAIR, other))

    refused = review(session, "introduction", typed)

    assert refused.status_code == 422
    assert "was changed by the chair on" in words_of(refused)
    assert "Their words." in words_of(refused)
    assert ("introduction", "My words.") in filled(refused)
    assert agenda(session).record == other
    confirm(session, review(session, "introduction", filled(refused)))
    assert agenda(session).record == replace(other, introduction=("My words.",))


def test_a_change_of_another_part_is_told_too_and_goes_with_what_is_kept(session: Site) -> None:
    do(session, a.KeepRecord(SECRETARIAT, RECORD))
    sent = filled(session.see(f"{PAGE}/introduction", "secretariat"))
    looked = review(session, "introduction", changed(sent, introduction="My words."))
    do(session, a.KeepRecord(CHAIR, replace(RECORD, place="Geneva")))

    refused = confirm_refused(session, looked)

    assert "This part of it was not changed" in words_of(refused)
    assert ("introduction", "My words.") in filled(refused)
    confirm(session, review(session, "introduction", filled(refused)))
    assert agenda(session).record == replace(RECORD, place="Geneva", introduction=("My words.",))


def confirm_refused(site: Site, shown: Response) -> Response:
    refused = confirm(site, shown)
    assert refused.status_code == 422
    return refused


def test_what_else_happened_meanwhile_is_shown_before_anything_is_kept(session: Site) -> None:
    sent = filled(session.see(f"{PAGE}/statements", "secretariat"))
    looked = review(session, "statements", changed(sent, notes="Interpreted."))
    do(session, a.NoteSpeaker(CHAIR, "2", "brazil"))

    asked = confirm(session, looked)

    assert asked.status_code == 200
    assert "Brazil" in words_of(asked)
    assert agenda(session).record is None
    assert confirm(session, asked).status_code == 303


def test_what_was_not_shown_is_not_kept(session: Site) -> None:
    sent = filled(session.see(f"{PAGE}/masthead", "secretariat"))
    looked = review(session, "masthead", changed(sent, place="Vienna"))
    _, address, hidden = next(form for form in forms_of(looked) if form[1].endswith("/act"))

    shown = session.send(address, changed(hidden, place="Mars"), "secretariat")

    assert shown.status_code == 200
    assert agenda(session).record is None


def test_what_the_register_has_stands_beside_the_fields(session: Site) -> None:
    do(session, a.NoteSpeaker(CHAIR, "2", "brazil"))
    adopt_but_outcome(session)

    opening = words_of(session.see(f"{PAGE}/opening", "secretariat"))
    assert "Sitting 1: " in opening
    assert "No Chair was named." in opening
    statements = words_of(session.see(f"{PAGE}/statements", "secretariat"))
    assert "Noted as speakers: Brazil" in statements
    assert "In what further capacity: Brazil" in statements
    assert 'the part "outcome"' in words_of(session.see(f"{PAGE}/agenda", "secretariat"))
    summary = words_of(session.see(f"{PAGE}/summary", "secretariat"))
    assert "By the timetable it was considered at sittings 1 and 2." in summary


def test_only_who_keeps_the_record_opens_its_forms(session: Site) -> None:
    for path in (PAGE, f"{PAGE}/summary"):
        assert session.see(path, "chair").status_code == 200
        assert session.see(path, "bureau").status_code == 409
        assert session.see(path, "reader").status_code == 403
    for step in ("review", "act"):
        sent = session.send(f"{PAGE}/summary/{step}", [], "bureau")
        assert sent.status_code == 409
        assert session.see(f"{PAGE}/summary/{step}", "chair").headers["location"] == (
            f"{PAGE}/summary"
        )
    assert session.see(f"{PAGE}/recommendations", "chair").status_code == 404
    assert agenda(session).record is None
