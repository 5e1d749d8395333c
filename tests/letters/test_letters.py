"""Every notice has a letter, and every letter says in each of its parts what it must."""

from __future__ import annotations

import re
from datetime import timedelta
from importlib.resources import files

import pytest

from nemcon.mail.announcing import calendar_of
from nemcon.procedure.notices import Notice
from nemcon.register.verify import parse_head
from nemcon.timing.deadline import Deadline
from nemcon.timing.writing import write_deadline

from .build import DECISION, DRAMAS, ISSUER, START, Drama, rules
from .reading import LINK, flat, letter, of, seen

WITH_DEADLINE = {
    Notice.CIRCULATION,
    Notice.REVISION,
    Notice.RESTORATION,
    Notice.REMINDER,
    Notice.EXTENSION,
    Notice.RESUMPTION,
}


def test_every_notice_has_its_three_templates_and_every_template_its_notice() -> None:
    folder = files("nemcon.mail").joinpath("templates")
    there = {d.name: {f.name for f in d.iterdir()} for d in folder.iterdir() if d.is_dir()}
    parts = {"subject.txt", "body.txt", "body.html"}
    assert there == dict.fromkeys((*(n.value for n in Notice), "meeting"), parts)


@pytest.mark.parametrize("notice", Notice)
def test_each_part_is_complete_in_itself(notice: Notice) -> None:
    drama = DRAMAS[notice]()
    facts = drama.facts(notice)
    parts = letter(facts)
    assert parts.subject.startswith(f"[{DECISION.symbol}] Silence procedure: {DECISION.title} - ")
    for words in (flat(parts.text), seen(parts.html)):
        assert facts.title in words
        assert LINK in words
        assert "pening it records nothing" in words
        assert f"Register: entry {facts.head.removeprefix('entry ')}" in words
        assert "You receive this because you are registered as a contact of the delegation of" in (
            words
        )
        assert f"to the {ISSUER.name}." in words
        assert "Enquiries: secretariat@nemcon.example" in words
        for rule in facts.rules:
            assert rule.value in words
            assert flat(rule.source) in words
    assert f"\n  {LINK}\n" in parts.text
    assert "<" not in parts.text.replace("<b", "")
    assert "None" not in parts.text + parts.html


@pytest.mark.parametrize("notice", Notice)
def test_the_head_in_a_letter_is_one_that_the_verifier_takes(notice: Notice) -> None:
    drama = DRAMAS[notice]()
    found = re.search(r"^Register: (.+)$", letter(drama.facts(notice)).text, re.MULTILINE)
    assert found
    head = parse_head(found[1])
    assert head.hash == drama.record[head.number - 1][1]


@pytest.mark.parametrize("notice", sorted(WITH_DEADLINE))
@pytest.mark.parametrize("zone", ["", "Europe/Vienna", "Asia/Kathmandu", "UTC"])
def test_one_deadline_stands_on_every_surface(notice: Notice, zone: str) -> None:
    drama = DRAMAS[notice]()
    occasion = drama.occasion(notice)
    deadline = occasion.state.deadline
    assert deadline is not None
    written = write_deadline(deadline, zone or None)
    parts = letter(drama.facts(notice, zone=zone))
    assert parts.subject.endswith(written.body)
    for words in (flat(parts.text), seen(parts.html)):
        for line in (*written.lines, written.rule):
            assert line in words
    calendar = calendar_of(occasion, "nemcon.example", START, "norway")
    assert f"DTSTART:{deadline.instant:%Y%m%dT%H%M%SZ}" in calendar
    assert "STATUS:CONFIRMED" in calendar
    unfolded = calendar.replace("\r\n ", "").replace("\\,", ",").replace("\\;", ";")
    assert written.body in unfolded
    assert written.rule in unfolded


def test_a_deadline_in_a_zone_of_its_own_is_not_written_twice() -> None:
    drama = Drama(profile=rules(period={"zone": "UTC"})).launch()
    facts = drama.facts(Notice.CIRCULATION, zone="UTC")
    assert facts.deadline is not None
    assert facts.deadline.lines == (
        write_deadline(Deadline(START + timedelta(hours=72), "UTC")).utc,
    )


def test_the_html_loads_nothing_and_follows_the_readers_scheme() -> None:
    for notice in Notice:
        html = of(notice).html
        assert not re.search(r"<(img|link|script|iframe|object|form|table)\b", html)
        assert not re.search(r"url\(|@import|src=", html)
        assert '<meta name="color-scheme" content="light dark">' in html
        assert "@media (prefers-color-scheme:dark)" in html
        assert '<html lang="en"' in html


def test_a_revision_gives_old_and_new_wording_in_words() -> None:
    parts = of(Notice.REVISION)
    for words in (flat(parts.text), seen(parts.html)):
        assert re.search(r"Paragraph 2, old wording:? It shall last two days", words)
        assert re.search(r"Paragraph 2, new wording:? It shall last three days", words)
        assert re.search(r"Paragraph 3 is new:? Norway chairs it\.", words)
        assert "After consultations." in words


def test_a_circulation_says_where_it_departs_from_the_rules() -> None:
    parts = of(Notice.CIRCULATION)
    for words in (flat(parts.text), seen(parts.html)):
        assert "The period is shorter than the shortest that the rules foresee." in words


def test_an_observer_is_not_told_that_it_may_object() -> None:
    facts = Drama().launch().facts(Notice.CIRCULATION, to="unesco")
    text = flat(letter(facts).text)
    assert "its standing does not include objecting" in text


def test_names_take_their_article() -> None:
    facts = Drama().launch().facts(Notice.CIRCULATION, to="united-kingdom")
    assert "the delegation of the United Kingdom and" in flat(letter(facts).text)
