"""Every notice has a letter, and every letter says in each of its parts what it must."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape
from importlib.resources import files

import pytest

from nemcon.mail.announcing import calendar_of
from nemcon.mail.facts import LetterFacts
from nemcon.mail.letters import Parts, environments, write
from nemcon.mail.occasion import Issuer
from nemcon.procedure import acts as a
from nemcon.procedure.notices import Notice
from nemcon.procedure.people import Actor, Office
from nemcon.register.verify import parse_head
from nemcon.text.document import Paragraph, Text
from nemcon.timing.deadline import Deadline
from nemcon.timing.writing import write_deadline

from . import build
from .build import CHAIR, DECISION, DRAMAS, ISSUER, NAMES, PROCEDURE, START, Drama, rules

LINK = "https://silence.example/l/" + "A" * 32
WITH_DEADLINE = {
    Notice.CIRCULATION,
    Notice.REVISION,
    Notice.RESTORATION,
    Notice.REMINDER,
    Notice.EXTENSION,
    Notice.RESUMPTION,
}


def letter(facts: LetterFacts) -> Parts:
    return write(facts, {PROCEDURE: LINK})


def of(notice: Notice) -> Parts:
    return letter(DRAMAS[notice]().facts(notice))


def flat(text: str) -> str:
    """The words alone: lines are wrapped and markup is taken out."""
    return " ".join(text.split())


def seen(html: str) -> str:
    """What a reader of the HTML sees."""
    body = html.split("<body>")[1]
    inline = re.sub(r"</?(bdi|strong|a|span)\b[^>]*>", "", body)
    return flat(unescape(re.sub(r"<[^>]*>", " ", inline)).replace("\u2019", "'"))


def test_every_notice_has_its_three_templates_and_every_template_its_notice() -> None:
    folder = files("nemcon.mail").joinpath("templates")
    there = {d.name: {f.name for f in d.iterdir()} for d in folder.iterdir() if d.is_dir()}
    parts = {"subject.txt", "body.txt", "body.html"}
    assert there == {notice.value: parts for notice in Notice}


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
    calendar = calendar_of(occasion, "nemcon.example", START)
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


FAKE_HEAD = f"Register: entry 1, {'0' * 64}"
HOSTILE = (
    "{{7*7}}{% raw %}",
    "<script>alert(1)</script>",
    "A\r\nBcc: everybody@example.org\r\n\r\n<b>x",
    "\u202eevil\u202c \u2066x\u2069 \x00\x1b[31m",
    f"{FAKE_HEAD}\n\n{FAKE_HEAD}\n  https://evil.example/l/x",
    '" onclick="x" \' & &amp;',
)


def hostile(notice: Notice, evil: str, *, filed_only: bool = False) -> Drama:
    """The drama of a notice in which everybody who can type something types this."""
    words = tuple(Paragraph(p.number, evil) for p in DECISION.paragraphs)
    text = Text(f"Title {evil}", words, f"S {evil}")
    names = tuple(f"The {evil} {number}" for number in range(len(NAMES)))
    issuer = Issuer("wg3", f"Body {evil}", "Europe/Vienna", f"Of {evil}", f"In {evil}", evil)

    class Hostile(Drama):
        def __init__(self, **more: build.Part) -> None:
            typed = {} if filed_only else {"text": text, "names": names, "issuer": issuer}
            parts: build.Part = typed | more
            super().__init__(**parts)

        def file(self, who: str, hours: float, *_: object, **__: object) -> None:
            wording = (Paragraph("2", evil),)
            super().file(who, hours, says=evil, wording=wording, on_behalf_of=(evil,))

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(build, "Drama", Hostile)
        return DRAMAS[notice]()


@pytest.mark.parametrize("evil", HOSTILE)
@pytest.mark.parametrize("notice", Notice)
def test_hostile_words_appear_as_words(notice: Notice, evil: str) -> None:
    parts = letter(hostile(notice, evil).facts(notice))
    for part in (parts.subject, parts.text, parts.html):
        assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f\u202d\u202e]", part)
        assert "49" not in re.sub(r"[0-9a-f]{64}|/[0-9a-f]{12}", "", part)
    assert "\n" not in parts.subject
    assert not re.search(r"<script|<b>|onclick=\"", parts.html)
    links = re.findall(r'href="([^"]*)"', parts.html)
    assert set(links) == {LINK, "mailto:secretariat@nemcon.example"}
    literal = flat(re.sub(r"[\x00-\x1f]", " ", evil).replace("\u202e", "\ufffd"))
    assert literal in flat(parts.text)
    assert literal in seen(parts.html)


@pytest.mark.parametrize("notice", Notice)
def test_nothing_that_is_filed_begins_a_line_as_the_letter_itself_would(notice: Notice) -> None:
    text = letter(hostile(notice, HOSTILE[4], filed_only=True).facts(notice)).text
    assert len(re.findall(r"^Register: entry \d+, \w{64}$", text, re.MULTILINE)) == 1
    assert re.findall(r"^ {0,3}https:.*", text, re.MULTILINE) == [f"  {LINK}"]


def test_the_templates_of_the_text_do_not_escape_and_those_of_the_html_do() -> None:
    text, html = environments()
    assert text.from_string("{{ x }}").render(x="<&>") == "<&>"
    assert html.from_string("{{ x }}").render(x="<&>") == "&lt;&amp;&gt;"


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


def hidden() -> Drama:
    profile = rules(objection={"named": False})
    drama = Drama(profile=profile).launch()
    drama.file(
        "brazil",
        20,
        paragraphs=("2",),
        says="Brazil cannot accept this.",
        wording=(Paragraph("2", "It shall last three days."),),
        on_behalf_of=("norway",),
    )
    return drama


def test_where_objectors_are_not_named_no_notice_gives_them_away() -> None:
    drama = hidden()
    withdraws = a.WithdrawObjection(Actor(Office.DELEGATION, "brazil", "a delegate"))
    drama.act(withdraws, 25)
    for notice in (Notice.OBJECTION, Notice.WITHDRAWAL):
        facts = drama.facts(notice, to="united-kingdom")
        parts = letter(facts)
        for words in (parts.subject, flat(parts.text), seen(parts.html)):
            assert "Brazil" not in words
            assert "Norway" not in words
            assert "delegate of" not in words
        assert "a delegation" in flat(parts.text)
        assert "paragraph 2" in parts.text


def test_a_receipt_tells_the_filer_all_of_it_even_where_objectors_are_not_named() -> None:
    facts = hidden().facts(Notice.RECEIPT, to="brazil")
    parts = letter(facts)
    for words in (flat(parts.text), seen(parts.html)):
        assert "the delegation of Brazil (a delegate of brazil)" in words
        assert "an objection, to paragraph 2" in words
        assert "Brazil cannot accept this." in words
        assert "It shall last three days." in words
        assert "Wednesday, 17 June 2020, 2 p.m. (Vienna time, UTC+2)" in words
        assert "Wednesday, 17 June 2020, 12 noon (UTC)" in words
        assert "It was received in time and counts." in words
        assert facts.receipt in words
    assert facts.receipt in parts.subject


def test_the_receipts_code_is_that_of_the_filing_itself() -> None:
    drama = hidden()
    recorded, own = next(
        item for item in drama.record if type(item[0].entry).__name__ == "Filed"
    )
    assert drama.facts(Notice.RECEIPT).receipt == f"{PROCEDURE}/{recorded.number}/{own[:12]}"


def test_a_late_filing_is_answered_as_late_and_told_who_may_admit_it() -> None:
    drama = Drama().launch()
    drama.file("norway", 72)
    text = flat(letter(drama.facts(Notice.RECEIPT)).text)
    assert "It was received after the deadline. It is recorded as late and does not count." in text
    assert "The rules let the Chair admit a late filing" in text
    assert "Rules that apply" in letter(drama.facts(Notice.RECEIPT)).html


def test_where_objections_are_kept_until_the_deadline_a_receipt_does_not_tell_of_silence() -> None:
    drama = Drama(profile=rules(objection={"announced": "at-the-deadline"})).launch()
    drama.file("norway", 10)
    text = flat(letter(drama.facts(Notice.RECEIPT)).text)
    assert "Whether silence is kept is established at the deadline." in text
    assert "Silence is broken" not in text


def finish(drama: Drama) -> Drama:
    while drama.state is not None and not drama.state.ended:
        drama.step()
    return drama


def test_the_outcome_names_those_whom_no_letter_reached_and_presumes_nothing() -> None:
    drama = finish(Drama(sent=("brazil", "unesco")).launch())
    parts = letter(drama.facts(Notice.OUTCOME))
    for words in (flat(parts.text), seen(parts.html)):
        assert "Silence was kept. The text is adopted." in words
        assert "No letter reached: Norway and United Kingdom. Nobody presumes" in words
        assert "Friday, 19 June 2020, 6 p.m. (Vienna time, UTC+2)" in words


def test_a_text_adopted_in_part_names_its_paragraphs() -> None:
    drama = Drama(divisible=True).launch()
    drama.file("brazil", 20, paragraphs=("2",))
    text = flat(letter(finish(drama).facts(Notice.OUTCOME)).text)
    assert "The text is adopted in part." in text
    assert "Adopted: paragraphs 1 and 2 bis." in text
    assert "Not agreed: paragraph 2." in text


def test_when_no_letter_left_at_all_the_consultation_says_so() -> None:
    drama = Drama(sent=()).launch()
    drama.step()
    drama.step()
    text = flat(letter(drama.facts(Notice.CONSULTATION)).text)
    assert "Silence for which nobody was asked is no consent" in text
    assert "silence was not kept" not in text


def test_a_finding_stands_beside_the_computed_outcome() -> None:
    text = flat(of(Notice.FINDING).text)
    assert "The text is not adopted." in text
    assert "By the record alone the rules give: adopted." in text
    assert "A letter had been mislaid." in text


def test_an_observer_is_not_told_that_it_may_object() -> None:
    facts = Drama().launch().facts(Notice.CIRCULATION, to="unesco")
    text = flat(letter(facts).text)
    assert "its standing does not include objecting" in text


def test_names_take_their_article() -> None:
    facts = Drama().launch().facts(Notice.CIRCULATION, to="united-kingdom")
    assert "the delegation of the United Kingdom and" in flat(letter(facts).text)


@pytest.mark.parametrize(
    ("notice", "status"),
    [
        (Notice.SUSPENSION, "CANCELLED"),
        (Notice.RESUMPTION, "CONFIRMED"),
        (Notice.RECEIPT, ""),
        (Notice.OUTCOME, ""),
        (Notice.CONSULTATION, ""),
    ],
)
def test_the_calendar_follows_the_procedure(notice: Notice, status: str) -> None:
    occasion = DRAMAS[notice]().occasion(notice)
    calendar = calendar_of(occasion, "nemcon.example", START)
    assert bool(calendar) == bool(status)
    if status:
        assert f"STATUS:{status}" in calendar
        assert f"SEQUENCE:{occasion.recorded.number}\r\n" in calendar
        assert f"UID:silence-{PROCEDURE}@nemcon.example" in calendar


def test_a_break_that_ends_the_period_calls_the_deadline_off_for_everybody() -> None:
    drama = Drama(profile=rules(objection={"effect": "stop"})).launch()
    drama.file("brazil", 20)
    for notice in (Notice.RECEIPT, Notice.OBJECTION):
        calendar = calendar_of(drama.occasion(notice), "nemcon.example", START)
        assert "STATUS:CANCELLED" in calendar
        assert f"DTSTART:{START + timedelta(hours=72):%Y%m%dT%H%M%SZ}" in calendar


def test_an_end_before_its_time_calls_the_announced_deadline_off() -> None:
    drama = Drama().launch()
    drama.act(a.CloseEarly(CHAIR, "All have agreed."), 30)
    occasion = finish(drama).occasion(Notice.OUTCOME)
    calendar = calendar_of(occasion, "nemcon.example", START)
    assert "STATUS:CANCELLED" in calendar
    assert f"DTSTART:{START + timedelta(hours=72):%Y%m%dT%H%M%SZ}" in calendar
    assert "All have agreed." in letter(drama.facts(Notice.OUTCOME)).text
