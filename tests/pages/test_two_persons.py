"""Two persons for what the secretariat files in an agenda and in a negotiation, by the pages."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import event

from nemcon.agenda import acts as g
from nemcon.agenda.acts import Change
from nemcon.register.roles import Role
from nemcon.register.staff import issue_token
from tests.api.house import BODY, START
from tests.pages import agenda_site as session
from tests.pages.negotiating import NAME, UNTIL, amends, filled, negotiation, open_negotiation
from tests.pages.site import Site, forms_of, links_of, words_of

AGENDA = session.AGENDA
ON_PAPER = {"evidence": "NV 12", "participant": "brazil"}
API = {"negotiation": f"/negotiations/{NAME}", "agenda": f"/agendas/{AGENDA}"}


@pytest.fixture
def desk(site: Site) -> Site:
    """A body that asks for two persons, with a negotiation, an agenda, and a second person."""
    open_negotiation(site)
    amends(site, "austria", "1", "States parties may meet.")
    session.circulate(site)
    with site.context.database.writing() as connection:
        site.tokens["second"] = issue_token(connection, "Nora", Role.SECRETARIAT, START, BODY)
        site.sessions["second"] = site._session(connection, site.tokens["second"])
    assert site.post(f"/bodies/{BODY}/two-persons", {"minutes": 30}).status_code == 200
    return site


def confirms(desk: Site, which: int = 0, how: str = "confirm") -> str:
    """The second person presses the button of what waits; where that leads."""
    page = desk.see("/waiting", "second")
    _, address, hidden = [f for f in forms_of(page) if f[1].endswith(f"/{how}")][which]
    answer = desk.send(address, hidden, "second")
    assert answer.status_code == 303, words_of(answer)
    return str(answer.headers["Location"])


def leads_to(desk: Site, location: str) -> str:
    """The page of that address, which has the heading that it names."""
    path, _, heading = location.partition("#")
    assert heading
    assert f'id="{heading}"' in desk.see(path, "second").text
    return path


@pytest.mark.parametrize(
    ("query", "typed", "told"),
    [
        (
            "what=amend+replace&paragraph=4",
            {"wording": "The Secretariat <b>develops</b> tools.", "reason": "Shorter."},
            ": an amendment that changes paragraph 4",
        ),
        ("what=position+oppose&amendment=A1", {"says": "Never."}, ": a position on amendment A1"),
        ("what=state", {"kind": "reserve", "about": "2"}, ": a statement on paragraph 2"),
    ],
)
def test_what_is_filed_in_a_negotiation_waits_and_counts_from_when_it_was_entered(
    desk: Site, query: str, typed: dict[str, str], told: str
) -> None:
    at = f"/negotiations/{NAME}/file-for"
    form = desk.see(f"{at}?participant=brazil&{query}", "secretariat")
    review = desk.send(f"{at}/review", filled(form, evidence="NV 12", **typed), "secretariat")
    assert "This body asks for two persons" in words_of(review)
    written = len(desk.context.register.written(NAME))
    for _ in range(2):
        answer = desk.send(f"{at}/file", filled(review), "secretariat")
        assert (answer.status_code, answer.headers["Location"]) == (303, "/waiting")
    assert len(desk.context.register.written(NAME)) == written
    own = desk.see("/waiting", "secretariat")
    assert "You entered this" in words_of(own)
    assert told in words_of(own)
    assert f"/negotiations/{NAME}" in links_of(own)
    for says in typed.values():
        if says.endswith("."):
            assert says in words_of(own)
    assert "<b>" not in own.text
    desk.clock.at = START + timedelta(minutes=20)
    waits = words_of(desk.see("/waiting", "second"))
    assert f"Confirm, and record it ( Brazil , {told.removeprefix(': ')}" in waits
    assert leads_to(desk, confirms(desk)) == f"/negotiations/{NAME}"
    (entry,) = desk.context.register.written(NAME)[written:]
    assert "NV 12; confirmed by Nora" in entry.body
    assert '"at":"2026-06-16T16:00:00' in entry.body
    assert "Confirmed and recorded: Nora" in words_of(desk.see("/waiting", "second"))


def test_what_is_filed_in_a_file_of_amendments_waits_in_the_order_of_the_file(desk: Site) -> None:
    for number in ("4", "1", "3", "2"):
        sent = {"change": "delete", "paragraph": number, **ON_PAPER}
        answer = desk.post(f"{API['negotiation']}/amendments", sent)
        assert answer.status_code == 202, answer.text
    waits = [one["filed"]["paragraph"] for one in desk.get("/waiting").json()]
    assert waits == ["4", "1", "3", "2"]
    desk.clock.at = UNTIL + timedelta(minutes=1)
    desk.context.register.keep_time(NAME)
    state = negotiation(desk)
    places = [str(p.amendment.place[0].written(0)) for p in state.amendments[1:]]
    assert places == ["4", "1", "3", "2"]
    assert not any(p.late for p in state.amendments)
    written = desk.context.register.written(NAME)
    assert "not confirmed by a second person before the round closed" in written[-2].body


def test_what_is_filed_about_an_agenda_waits_too(desk: Site) -> None:
    typed = {"change": "amend", "place": "2", "says": "Add <i>police</i>.", **ON_PAPER}
    page = desk.see(f"/agendas/{AGENDA}/propose-for", "secretariat")
    (form,) = [f for f in forms_of(page) if f[1].endswith("/review")]
    review = desk.send(form[1], [*form[2], *typed.items()], "secretariat")
    assert "This body asks for two persons" in words_of(review)
    (last,) = [f for f in forms_of(review) if f[1].endswith("/act")]
    answer = desk.send(last[1], last[2], "secretariat")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/waiting")
    assert session.agenda(desk).proposals == ()
    shown = words_of(desk.see("/waiting", "second"))
    assert ": a proposal to change the agenda" in shown
    assert "To amend item 2" in shown
    assert "Add <i>police</i>." in shown
    desk.clock.at = START + timedelta(minutes=20)
    assert leads_to(desk, confirms(desk)) == f"/agendas/{AGENDA}"
    (proposal,) = session.agenda(desk).proposals
    assert (proposal.participant, proposal.at) == ("brazil", START)


def test_the_page_of_what_waits_asks_no_more_of_the_database_for_more_of_it(desk: Site) -> None:
    asked: list[str] = []
    engine = desk.context.database.engine
    event.listen(engine, "before_cursor_execute", lambda *told: asked.append(told[2]))
    numbers: list[int] = []
    for paragraph in ("4", "1", "3"):
        sent = {"change": "delete", "paragraph": paragraph, **ON_PAPER}
        assert desk.post(f"{API['negotiation']}/amendments", sent).status_code == 202
        asked.clear()
        desk.see("/waiting", "second")
        numbers.append(len(asked))
    assert len(set(numbers)) == 1


def test_its_procedure_the_board_and_the_desk_say_that_it_waits(desk: Site) -> None:
    desk.post(f"{API['agenda']}/compromise/oppose", {}, "brazil")
    for kind, path, sent in (
        ("negotiation", "positions", {"amendment": "A1", "stance": "support"}),
        ("agenda", "proposals", {"change": "delete", "place": "2", "says": ""}),
    ):
        answer = desk.post(f"{API[kind]}/{path}", {**sent, **ON_PAPER})
        assert answer.status_code == 202, answer.text
        for who in ("secretariat", "chair"):
            page = words_of(desk.see(API[kind], who))
            assert "waits for a second person of the secretariat. 30 minutes left" in page
        assert "second person" not in words_of(desk.see(API[kind], "reader"))
    board = desk.see("/", "chair")
    assert "Waits for a second person: 2" in words_of(board)
    assert {f"/agendas/{AGENDA}", f"/negotiations/{NAME}"} <= set(links_of(board))


@pytest.mark.parametrize(
    ("ruling", "sent"),
    [
        ("revision", {"wording": [{"number": "4", "words": "Tools."}]}),
        ("conclusion", {"length": "72h"}),
        ("withdrawal", {"because": "Enough."}),
    ],
)
def test_no_ruling_in_a_negotiation_shuts_out_what_waits(
    desk: Site, ruling: str, sent: dict[str, object]
) -> None:
    amendment = {"change": "delete", "paragraph": "4", **ON_PAPER}
    assert desk.post(f"{API['negotiation']}/amendments", amendment).status_code == 202
    desk.clock.at = START + timedelta(minutes=5)
    answer = desk.post(f"{API['negotiation']}/{ruling}", sent, "chair")
    assert (answer.status_code, answer.json()["code"]) == (409, "filed-first"), answer.text
    found = negotiation(desk).amendments[-1]
    assert (found.amendment.proposer, found.at, found.late) == ("brazil", START, False)
    assert desk.post(f"{API['negotiation']}/{ruling}", sent, "chair").status_code == 201


def test_a_paragraph_is_not_agreed_over_an_amendment_that_waits(desk: Site) -> None:
    amendment = {"change": "delete", "paragraph": "3", **ON_PAPER}
    assert desk.post(f"{API['negotiation']}/amendments", amendment).status_code == 202
    sent = {"paragraphs": ["3"], "rung": "agreed"}
    answer = desk.post(f"{API['negotiation']}/paragraphs", sent, "chair")
    assert (answer.status_code, answer.json()["code"]) == (422, "amendments-open")
    assert len(negotiation(desk).amendments) == 2


def test_a_ruling_that_shuts_nothing_out_is_not_held_up(desk: Site) -> None:
    amendment = {"change": "delete", "paragraph": "4", **ON_PAPER}
    assert desk.post(f"{API['negotiation']}/amendments", amendment).status_code == 202
    for ruling, sent in (
        ("round", {"until": "2026-06-30T18:00"}),
        ("paragraphs", {"paragraphs": ["3"], "rung": "agreed-ad-referendum"}),
    ):
        answer = desk.post(f"{API['negotiation']}/{ruling}", sent, "chair")
        assert answer.status_code == 201, answer.text
    assert len(negotiation(desk).amendments) == 1
    assert confirms(desk)
    assert len(negotiation(desk).amendments) == 2


def test_what_was_filed_late_does_not_come_in_time_by_waiting_for_the_next_round(
    desk: Site,
) -> None:
    desk.clock.at = UNTIL + timedelta(minutes=1)
    desk.context.register.keep_time(NAME)
    amendment = {"change": "delete", "paragraph": "4", **ON_PAPER}
    assert desk.post(f"{API['negotiation']}/amendments", amendment).status_code == 202
    again = {"until": "2026-06-30T18:00"}
    assert desk.post(f"{API['negotiation']}/round", again, "chair").json()["code"] == "filed-first"
    assert negotiation(desk).amendments[-1].late
    assert desk.post(f"{API['negotiation']}/round", again, "chair").status_code == 201


@pytest.mark.parametrize(
    ("verb", "sent"),
    [
        ("adopt", {}),
        ("place-under-silence", {"length": "72h"}),
        ("revise", {"items": [{"number": "1", "title": "Another"}]}),
    ],
)
def test_no_ruling_on_an_agenda_shuts_out_what_waits(
    desk: Site, verb: str, sent: dict[str, object]
) -> None:
    proposal = {"change": "delete", "place": "2", "says": "", **ON_PAPER}
    assert desk.post(f"{API['agenda']}/proposals", proposal).status_code == 202
    desk.clock.at = START + timedelta(minutes=5)
    answer = desk.post(f"{API['agenda']}/acts/{verb}", sent, "chair")
    assert (answer.status_code, answer.json()["code"]) == (409, "filed-first"), answer.text
    (found,) = session.agenda(desk).proposals
    assert (found.participant, found.at, found.change) == ("brazil", START, Change.DELETE)
    assert desk.post(f"{API['agenda']}/acts/{verb}", sent, "chair").status_code == 201


def test_opposition_to_one_compromise_never_becomes_opposition_to_the_next(desk: Site) -> None:
    session.do(desk, g.PutCompromise(session.CHAIR, exceptions=("2",)))
    sent = {"says": "We cannot.", **ON_PAPER}
    assert desk.post(f"{API['agenda']}/compromise/oppose", sent).status_code == 202
    desk.clock.at = START + timedelta(minutes=5)
    other = {"exceptions": ["3"], "says": "Then this."}
    answer = desk.post(f"{API['agenda']}/acts/compromise", other, "chair")
    assert (answer.status_code, answer.json()["code"]) == (409, "filed-first")
    compromise = session.agenda(desk).compromise
    assert compromise is not None
    assert (compromise.exceptions, compromise.opposed_by) == (("2",), (("brazil", "We cannot."),))


def test_what_nobody_confirmed_is_recorded_before_the_time_for_proposals_runs_out(
    desk: Site,
) -> None:
    until = START + timedelta(days=7)
    desk.clock.at = until - timedelta(minutes=1)
    proposal = {"change": "delete", "place": "2", "says": "", **ON_PAPER}
    assert desk.post(f"{API['agenda']}/proposals", proposal).status_code == 202
    desk.clock.at = until + timedelta(minutes=1)
    desk.context.register.keep_time(AGENDA)
    (found,) = session.agenda(desk).proposals
    assert (found.at, found.late) == (until - timedelta(minutes=1), False)
    (shown,) = desk.get("/waiting").json()
    assert (shown["state"], shown["kind"]) == ("unconfirmed", "propose-change")


def test_what_the_rules_refuse_or_changes_nothing_does_not_wait(desk: Site) -> None:
    other = {"change": "delete", "paragraph": "99", **ON_PAPER}
    assert desk.post(f"{API['negotiation']}/amendments", other).status_code == 422
    again = {"amendment": "A1", "stance": "support", **ON_PAPER}
    mine = {"amendment": "A1", "stance": "support"}
    assert desk.post(f"{API['negotiation']}/positions", mine, f"{NAME}/brazil").status_code == 201
    assert desk.post(f"{API['negotiation']}/positions", again).status_code == 201
    assert desk.get("/waiting").json() == []


def test_what_was_declined_is_not_recorded_and_is_kept_to_be_seen(desk: Site) -> None:
    sent = {"amendment": "A1", "stance": "support", **ON_PAPER}
    assert desk.post(f"{API['negotiation']}/positions", sent).status_code == 202
    assert confirms(desk, how="decline") == "/waiting"
    page = words_of(desk.see("/waiting", "second"))
    assert "Declined, not recorded: Nora" in page
    assert "What was declined stays here with the scan of its paper" in page
    in_french = desk.see("/waiting?page_language=fr", "second").text
    assert "<bdi>Brésil</bdi>\xa0: une position" in in_french
    assert "Rejeté, non enregistré\xa0: <bdi>Nora" in in_french
    assert negotiation(desk).amendments[0].amendment.supporters == ()


def test_a_ruling_says_by_page_what_was_recorded_first(desk: Site) -> None:
    amendment = {"change": "delete", "paragraph": "4", **ON_PAPER}
    at = f"/negotiations/{NAME}/acts/withdrawal"
    page = desk.see(at, "chair")
    review = desk.send(f"{at}/review", filled(page, because="Enough."), "chair")
    assert desk.post(f"{API['negotiation']}/amendments", amendment).status_code == 202
    refused = desk.send(f"{at}/act", filled(review), "chair")
    assert "What waited for a second person was recorded first" in words_of(refused)
    assert not negotiation(desk).ended


def test_a_delegation_that_files_itself_waits_for_nobody(desk: Site) -> None:
    sent = {"change": "delete", "paragraph": "4"}
    path = f"{API['negotiation']}/amendments"
    assert desk.post(path, sent, f"{NAME}/brazil").status_code == 201


@pytest.mark.parametrize("ends", ["ruling", "time"])
def test_the_outcome_of_what_is_agreed_does_not_shut_out_a_statement_that_waits(
    desk: Site, ends: str
) -> None:
    agreed = {"paragraphs": ["3"], "rung": "agreed"}
    assert desk.post(f"{API['negotiation']}/paragraphs", agreed, "chair").status_code == 201
    concluded = desk.post(f"{API['negotiation']}/conclusion", {"length": "72h"}, "chair")
    assert concluded.status_code == 201, concluded.text
    child = negotiation(desk).child
    statement = {"kind": "reserve", "paragraphs": ["2"], "says": "We reserve.", **ON_PAPER}
    desk.clock.at = entered = START + timedelta(hours=71)
    answer = desk.post(f"{API['negotiation']}/statements", statement)
    assert answer.status_code == 202, answer.text
    if ends == "ruling":
        ruled = desk.post(f"/procedures/{child}/acts/refer", {"because": "Enough."}, "chair")
        assert ruled.status_code == 201, ruled.text
    else:
        desk.clock.at = START + timedelta(days=60)
        desk.context.register.keep_time(child)
    state = negotiation(desk)
    assert state.ended
    (found,) = state.statements
    assert (found.participant, found.at) == ("brazil", entered)
    (shown,) = [one for one in desk.get("/waiting").json() if one["procedure"] == NAME]
    assert shown["state"] == "unconfirmed"
