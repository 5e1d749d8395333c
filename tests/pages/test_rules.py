"""The rules as pages: for the staff, and for a delegation those of its procedure."""

from __future__ import annotations

from nemcon.procedure.loader import load_profile
from nemcon.procedure.shelf import shipped_profiles
from nemcon.rulebook.reading import ways_of
from tests.api.house import PROCEDURE
from tests.pages.site import Site, links_of, words_of


def test_the_list_leads_to_every_profile(site: Site) -> None:
    answer = site.see("/rules", "reader")

    for name in shipped_profiles():
        assert f"/rules/{name}" in links_of(answer)
        assert load_profile(name).title.replace('"', "") in words_of(answer).replace('"', "")


def test_each_profile_is_shown_with_its_rules_ways_and_timeline(site: Site) -> None:
    for name in shipped_profiles():
        answer = site.see(f"/rules/{name}", "reader")
        words = words_of(answer)

        assert answer.status_code == 200
        for way in ways_of(load_profile(name)):
            assert way.by in words, name
        assert "A worked timeline" in words
        assert answer.text.count("<svg") == 2
        ids = [part.split('"')[0] for part in answer.text.split(' id="')[1:]]
        assert len(ids) == len(set(ids)), name


def test_each_rule_that_is_cited_can_be_followed(site: Site) -> None:
    answer = site.see("/rules/unga-74-544", "chair")

    for link in links_of(answer):
        if link.startswith("#"):
            assert f'id="{link[1:]}"' in answer.text


def test_the_sample_is_launched_when_the_reader_says(site: Site) -> None:
    words = words_of(site.see("/rules/unga-74-544?at=2020-06-16T18:00", "chair"))
    assert "Friday, 19 June 2020, 6 p.m. (New York time, UTC-4) Outcome: adopted." in words

    for wrong, says in (
        ("soon", "Give the date"),
        ("2020-03-08T02:30", "does not exist"),
        ("9999-12-31T23:59", "too far"),
    ):
        answer = site.see(f"/rules/unga-74-544?at={wrong}", "chair")
        assert answer.status_code == 422
        assert says in words_of(answer)


def test_rules_that_do_not_ship_are_not_here(site: Site) -> None:
    assert site.see("/rules/nothing", "chair").status_code == 404
    assert site.see("/rules").status_code == 401


def test_a_delegation_reads_the_rules_that_its_procedure_froze(site: Site) -> None:
    site.open("strict", objection__grounds="required")
    path = f"{site.link('brazil', 'strict')}/rules"

    assert path in links_of(site.see(site.link("brazil", "strict")))
    words = words_of(site.see(path))
    assert "As they were frozen when the text was placed under silence" in words
    assert "Whether an objection must give grounds Yes, it must" in words
    assert site.see("/l/" + "x" * 32 + "/rules").status_code == 404


def test_what_a_delegation_reads_there_says_nothing_of_what_others_filed(site: Site) -> None:
    path = f"{site.link('brazil')}/rules"
    before = words_of(site.see(path))
    site.file_at_once(PROCEDURE, "austria", says="A secret reason.")
    after = words_of(site.see(path))

    assert "A secret reason" not in after
    assert before.split("Procedure")[0] == after.split("Procedure")[0]
