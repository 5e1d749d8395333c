"""Filing through a link: a form, a page that states the consequence, a confirmation, a receipt."""

from __future__ import annotations

from datetime import timedelta

import pytest
from httpx import Response

from nemcon.procedure import acts as a
from nemcon.procedure.acts import COMMENTS, Kind
from nemcon.text.document import Paragraph
from tests.api.house import DEADLINE, PROCEDURE
from tests.pages.site import CHAIR, Site, forms_of, links_of, words_of

NAME = ("filed_by", "Ana Souza")
TWO = ("paragraph", "2")
GROUNDS = ("says", "Two days are too short.")
Parts = list[tuple[str, str]]


def typed(site: Site, link: str, kind: str, *parts: tuple[str, str]) -> Parts:
    """The form as it is sent when these parts were typed or chosen."""
    ((_, _, hidden),) = forms_of(site.see(f"{link}/file/{kind}"))
    return [*hidden, *parts]


def reviewed(site: Site, link: str, kind: str, *parts: tuple[str, str]) -> tuple[Response, Parts]:
    """The page that asks for confirmation, and what its button sends."""
    answer = site.send(f"{link}/review", typed(site, link, kind, *parts))
    assert answer.status_code == 200, words_of(answer)
    ((_, action, hidden),) = forms_of(answer)
    assert action == f"{link}/file"
    return answer, hidden


def filed(site: Site, link: str, kind: str, *parts: tuple[str, str]) -> str:
    """The address of the receipt, once confirmed."""
    _, hidden = reviewed(site, link, kind, *parts)
    answer = site.send(f"{link}/file", hidden)
    assert answer.status_code == 303, words_of(answer)
    return answer.headers["Location"]


def test_an_objection_is_filed_after_a_page_that_states_its_consequence(site: Site) -> None:
    link = site.link("brazil")
    before = site.rows()
    review, hidden = reviewed(site, link, "object", TWO, GROUNDS, NAME)
    assert "An objection breaks silence." in words_of(review)
    assert "Your objection will break silence. The period will run on" in words_of(review)
    assert "was broken" not in words_of(review)
    assert "Ana Souza through the link issued to A delegate of Brazil" in words_of(review)
    assert site.rows() == before
    answer = site.send(f"{link}/file", hidden)
    receipt = site.see(answer.headers["Location"])
    position = site.context.register.position(PROCEDURE)
    assert position is not None
    (filing,) = position.state.filings
    own = next(item for item in site.context.register.written(PROCEDURE) if item.kind == "Filed")
    assert (filing.participant, filing.paragraphs, filing.says) == ("brazil", ("2",), GROUNDS[1])
    assert f"{PROCEDURE}/{own.number}/{own.hash[:12]}" in words_of(receipt)
    assert own.hash in words_of(receipt)
    assert "received in time" in words_of(receipt)
    assert site.see(answer.headers["Location"]).text == receipt.text


NAMED = {f"disclosure__{stage}": "named" for stage in ("during", "in_consultation", "after")}
WITHHELD = {"disclosure__during": "none"}
ENDING = {"objection__effect": "stop"}


@pytest.mark.parametrize(
    ("rules", "says"),
    [
        ({}, "The other 3 on the roll: a letter will tell them at once, without the name of your"),
        (NAMED, "at once, with the name of your delegation and with your words."),
        (WITHHELD, "not before the deadline has passed; then without the name of your delegation"),
        (NAMED | WITHHELD, "not before the deadline has passed; then with the name of your"),
        (ENDING, "Your objection will break silence, and the period will end at once."),
        ({"objection__effect": "to-meeting"}, "The outcome will be: referred to a meeting."),
        ({"objection__effect": "to-meeting"}, "Everybody will get a letter about the outcome too"),
        ({"objection__threshold": "2"}, "By itself your objection will not break silence"),
        (WITHHELD | ENDING, "Whether silence is kept will be established at the deadline."),
    ],
)
def test_before_it_is_confirmed_a_filing_says_what_it_will_do_and_who_will_be_told(
    site: Site, rules: dict[str, str], says: str
) -> None:
    site.open("text", **rules)
    review, _ = reviewed(site, site.link("brazil", "text"), "object", TWO, GROUNDS, NAME)
    assert says in words_of(review)
    assert "Your delegation: a receipt will go to each of its contacts." in words_of(review)


def test_what_does_not_object_says_so_and_that_no_letter_tells_of_it(site: Site) -> None:
    review, _ = reviewed(site, site.link("brazil"), "explain", GROUNDS, NAME)
    assert "Your explanation will stand in the register. It will not break" in words_of(review)
    assert "The other 3 on the roll: no letter tells them of it" in words_of(review)


def test_a_withdrawal_says_what_it_will_do(site: Site) -> None:
    link = site.link("brazil")
    filed(site, link, "object", TWO, NAME)
    review, _ = reviewed(site, link, "withdraw-objection", NAME)
    assert "No objection will stand any more: silence will be unbroken" in words_of(review)


def test_a_withdrawal_while_the_chair_consults_is_not_called_late(site: Site) -> None:
    link = site.link("brazil")
    filed(site, link, "object", TWO, NAME)
    site.clock.at = DEADLINE + timedelta(minutes=10)
    site.context.register.keep_time(PROCEDURE)
    review, _ = reviewed(site, link, "withdraw-objection", NAME)
    assert "The text will stay in consultation" in words_of(review)
    assert "late" not in words_of(review)


def test_the_register_says_who_typed_and_to_whom_the_link_was_issued(site: Site) -> None:
    filed(site, site.link("brazil"), "object", TWO, NAME)
    own = ("filed_by", "a delegate of austria")
    filed(site, site.link("austria"), "object", TWO, own)
    bodies = [entry.body for entry in site.context.register.written(PROCEDURE)]
    assert any("Ana Souza" in b and "link issued to A delegate of Brazil" in b for b in bodies)
    assert any("a delegate of austria" in b and '"channel":"link"' in b for b in bodies)


def test_a_double_click_gets_the_same_receipt_and_files_once(site: Site) -> None:
    for effect in ("collect", "stop", "terminate"):
        site.open(effect, objection__effect=effect)
        link = site.link("brazil", effect)
        _, hidden = reviewed(site, link, "object", TWO, GROUNDS, NAME)
        answers = [site.send(f"{link}/file", hidden) for _ in range(3)]
        assert {answer.status_code for answer in answers} == {303}
        assert len({answer.headers["Location"] for answer in answers}) == 1
        position = site.context.register.position(effect)
        assert position is not None
        assert len(position.state.filings) == 1


def test_what_was_typed_is_kept_when_something_is_wrong_with_it(site: Site) -> None:
    link = site.link("brazil")
    parts = typed(site, link, "object", ("says", "Kept as <typed>"), ("wording-1", "Three days."))
    answer = site.send(f"{link}/review", parts)
    assert answer.status_code == 422
    assert "Kept as &lt;typed&gt;</textarea>" in answer.text
    assert "Three days.</textarea>" in answer.text
    assert {"#paragraph", "#filed_by"} <= set(links_of(answer))
    assert 'aria-invalid="true"' in answer.text
    assert "Nothing was recorded yet" in words_of(answer)


@pytest.mark.parametrize(
    ("parts", "says"),
    [
        ([TWO], "Type your name"),
        ([NAME], "Choose the whole text, or the paragraphs"),
        ([NAME, TWO, ("paragraph", "*")], "not both"),
        ([NAME, ("paragraph", "9")], "not in the text"),
        ([NAME, TWO, ("says", "half\x07way")], "cannot be seen"),
        ([NAME, TWO, ("says", "x" * 20_001)], "longer than the 20000 characters"),
        ([("filed_by", "\u202eAna"), TWO], "direction of writing"),
        ([("filed_by", "x" * 300), TWO], "longer than the 200 characters"),
    ],
)
def test_a_form_that_cannot_be_used_says_why_and_records_nothing(
    site: Site, parts: Parts, says: str
) -> None:
    link = site.link("brazil")
    before = site.rows()
    answer = site.send(f"{link}/review", typed(site, link, "object", *parts))
    assert answer.status_code == 422
    assert says in words_of(answer)
    assert site.rows() == before


def test_grounds_and_wording_are_asked_for_where_the_rules_require_them(site: Site) -> None:
    site.open("strict", objection__grounds="required", objection__wording="required")
    link = site.link("brazil", "strict")
    answer = site.send(f"{link}/review", typed(site, link, "object", TWO, NAME))
    assert "Give the grounds." in words_of(answer)
    assert "Propose other wording" in words_of(answer)
    filed(site, link, "object", TWO, NAME, GROUNDS, ("wording-1", "It lasts three days."))
    position = site.context.register.position("strict")
    assert position is not None
    (filing,) = position.state.filings
    assert filing.wording == (Paragraph("2", "It lasts three days."),)


def test_it_is_filed_on_behalf_of_others_a_name_a_line(site: Site) -> None:
    names = ("on_behalf_of", "Group of 77 and China\r\n\r\n Norway ")
    filed(site, site.link("brazil"), "object", ("paragraph", "*"), NAME, names)
    position = site.context.register.position(PROCEDURE)
    assert position is not None
    (filing,) = position.state.filings
    assert filing.on_behalf_of == ("Group of 77 and China", "Norway")
    assert filing.paragraphs == ()


@pytest.mark.parametrize("kind", COMMENTS)
def test_every_other_response_can_be_filed_and_breaks_nothing(site: Site, kind: Kind) -> None:
    link = site.link("brazil")
    receipt = filed(site, link, kind, TWO, GROUNDS, NAME)
    assert site.see(receipt).status_code == 200
    position = site.context.register.position(PROCEDURE)
    assert position is not None
    assert [filing.kind for filing in position.state.filings] == [kind]
    assert position.state.broken_at is None


def test_an_objection_is_withdrawn_by_form_and_confirmation(site: Site) -> None:
    link = site.link("brazil")
    assert site.see(f"{link}/file/withdraw-objection").status_code == 409
    filed(site, link, "object", TWO, NAME)
    receipt = filed(site, link, "withdraw-objection", NAME)
    assert "Your withdrawal is in the register" in words_of(site.see(receipt))
    position = site.context.register.position(PROCEDURE)
    assert position is not None
    assert position.state.broken_at is None


def test_a_withdrawal_needs_a_name_too(site: Site) -> None:
    link = site.link("brazil")
    filed(site, link, "object", TWO, NAME)
    answer = site.send(f"{link}/review", typed(site, link, "withdraw-objection"))
    assert answer.status_code == 422


def test_what_was_not_shown_for_confirmation_is_not_filed(site: Site) -> None:
    link = site.link("brazil")
    _, hidden = reviewed(site, link, "object", TWO, GROUNDS, NAME)
    before = site.rows()
    changed = [("says", "Something else.") if key == "says" else (key, v) for key, v in hidden]
    for parts in (
        changed,
        [p for p in hidden if p[0] != "seal"],
        typed(site, link, "object", NAME),
    ):
        answer = site.send(f"{link}/file", parts)
        assert answer.status_code in (200, 422)
        assert site.rows() == before
    others = site.link("austria")
    assert site.send(f"{others}/file", hidden).status_code == 200
    assert site.rows() == before


def test_one_may_change_something_on_the_way(site: Site) -> None:
    link = site.link("brazil")
    _, hidden = reviewed(site, link, "object", TWO, GROUNDS, NAME)
    answer = site.send(f"{link}/review", [*hidden, ("change", "yes")])
    assert answer.status_code == 200
    assert f"{GROUNDS[1]}</textarea>" in answer.text
    assert 'value="2" checked' in answer.text


def test_a_text_that_was_revised_meanwhile_is_not_objected_to_unread(site: Site) -> None:
    link = site.link("brazil")
    _, hidden = reviewed(site, link, "object", TWO, GROUNDS, NAME)
    wording = (Paragraph("2", "It lasts three days."),)
    site.act(PROCEDURE, a.Revise(CHAIR, wording, until=DEADLINE + timedelta(days=3)))
    answer = site.send(f"{link}/file", hidden)
    assert answer.status_code == 422
    assert "The text was revised after you opened this form" in words_of(answer)
    position = site.context.register.position(PROCEDURE)
    assert position is not None
    assert position.state.filings == ()


def test_after_the_deadline_everything_says_that_it_will_be_late(site: Site) -> None:
    site.clock.at = DEADLINE
    link = site.link("brazil")
    assert "it is recorded as late and does not count" in words_of(site.see(f"{link}/file/object"))
    review, hidden = reviewed(site, link, "object", TWO, NAME)
    assert "after the deadline: it will be recorded as late and will not" in words_of(review)
    receipt = site.see(site.send(f"{link}/file", hidden).headers["Location"])
    assert "In time no, late" in words_of(receipt)
    assert "received in time" not in words_of(receipt)


def test_a_confirmation_that_arrives_at_the_deadline_is_late_whatever_the_page_said(
    site: Site,
) -> None:
    link = site.link("brazil")
    site.clock.at = DEADLINE - timedelta(seconds=1)
    _, hidden = reviewed(site, link, "object", TWO, NAME)
    site.clock.at = DEADLINE
    receipt = site.see(site.send(f"{link}/file", hidden).headers["Location"])
    assert "In time no, late" in words_of(receipt)


def test_once_it_has_ended_nothing_is_offered_and_nothing_taken(site: Site) -> None:
    link = site.link("brazil")
    _, hidden = reviewed(site, link, "object", TWO, NAME)
    site.act(PROCEDURE, a.WithdrawText(CHAIR, "Overtaken."))
    assert not [address for address in links_of(site.see(link)) if "/file/" in address]
    assert site.see(f"{link}/file/object").status_code == 409
    answer = site.send(f"{link}/file", hidden)
    assert (answer.status_code, "It was not filed." in words_of(answer)) == (422, True)


def test_a_receipt_is_shown_to_its_own_delegation_only(site: Site) -> None:
    receipt = filed(site, site.link("brazil"), "object", TWO, NAME)
    number = receipt.rsplit("/", 1)[1]
    assert site.see(f"{site.link('austria')}/receipt/{number}").status_code == 404
    assert site.see(f"{site.link('brazil')}/receipt/1").status_code == 404
    assert site.see(f"{site.link('brazil')}/receipt/999").status_code == 404


def test_the_page_lists_what_was_filed_with_its_receipt(site: Site) -> None:
    receipt = filed(site, site.link("brazil"), "object", TWO, GROUNDS, NAME)
    code = f"{PROCEDURE}/{receipt.rsplit('/', 1)[1]}/"
    assert code in words_of(site.see(site.link("brazil")))
    assert code not in words_of(site.see(site.link("austria")))


def test_a_form_of_another_type_and_endless_forms_are_refused(site: Site) -> None:
    path = f"{site.link('brazil')}/review"
    headers = {"Accept": "text/html", "Content-Type": "multipart/form-data; boundary=x"}
    assert site.caller.call("POST", path, headers=headers, content=b"--x--").status_code == 415
    assert site.send(path, [("paragraph", str(i)) for i in range(6_000)]).status_code == 422
