"""A negotiation in the installation whose pages are opened: a text of four paragraphs."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Final, TypeAlias

from httpx import Response

from nemcon.negotiation import acts as a
from nemcon.negotiation.state import NegotiationState
from nemcon.procedure.loader import load_profile, with_overrides
from nemcon.procedure.people import Actor, Group, Office
from nemcon.procedure.refusal import Refusal
from nemcon.register import directory
from nemcon.register.links import issue_links
from nemcon.text.amendments import Change
from nemcon.text.document import Paragraph, Text
from tests.api.house import BODY, MEMBERS, OBSERVER, START, House
from tests.pages.site import CHAIR, Site, forms_of

Part: TypeAlias = Any  # of an act; the tests know which
NAME: Final = "recommendations"
UNTIL: Final = START + timedelta(days=2)
TEXT: Final = Text(
    "Draft recommendations",
    (
        Paragraph("1", "States parties should meet every year."),
        Paragraph("2", "States parties [Norway: shall / should] appoint contact points."),
        Paragraph("3", "Evidence should be admissible:\n  (a) before courts;\n  (b) elsewhere."),
        Paragraph("4", "The Secretariat should develop tools by [2030]."),
    ),
)


def open_negotiation(house: House, name: str = NAME, **changes: Part) -> None:
    """Table the text for two days, and hand out the links; `rules` replace those of the profile."""
    profile = load_profile("un-informal-silence")
    rules = {"period.usual": "72h", **changes.pop("rules", {})}
    profile = with_overrides(profile, rules)
    with house.context.database.reading() as connection:
        roll = directory.seats(connection, BODY)
    act = a.TableText(
        actor=CHAIR,
        text=changes.pop("text", TEXT),
        roll=roll,
        profile_id=profile.id,
        profile_title=profile.title,
        rules=profile.values,
        until=changes.pop("until", UNTIL),
        groups=(Group("The Pair", ("austria", "norway")),),
        to="the next session",
        **changes,
    )
    answer = house.context.register.record(name, act, house.clock.now(), body=BODY)
    assert not isinstance(answer, Refusal), answer
    with house.context.database.writing() as connection:
        ids = [f"at-{m}" for m in (*MEMBERS, OBSERVER)]
        links = issue_links(connection, house.context.links, name, ids, START)
    house.tokens |= {f"{name}/{c.removeprefix('at-')}": token for c, token in links.items()}


def negotiation(house: House, name: str = NAME) -> NegotiationState:
    """How it stands."""
    position = house.context.register.position(name, NegotiationState)
    assert position is not None
    return position.state


def does(house: House, act: a.NegotiationAct, name: str = NAME) -> None:
    """Record an act now, past the pages."""
    answer = house.context.register.record(name, act, house.clock.now())
    assert not isinstance(answer, Refusal), answer


def amends(house: House, who: str, paragraph: str, wording: str, **more: Part) -> str:
    """Propose an amendment of the whole paragraph past the pages; its id."""
    actor = Actor(Office.DELEGATION, who, f"A delegate of {who.title()}", "link")
    change = Change(more.pop("change", "replace"))
    does(house, a.ProposeAmendment(actor, paragraph, change, wording, **more))
    return negotiation(house).amendments[-1].amendment.id


def filled(answer: Response, **typed: str) -> list[tuple[str, str]]:
    """The form that posts on that page, with what a person types; what is ticked may repeat."""
    *_, hidden = (parts for method, _, parts in forms_of(answer) if method == "post")
    return [*hidden, *typed.items()]


def confirm(site: Site, link: str, review: Response) -> Response:
    """Press the button of the page that asks for confirmation."""
    assert review.status_code == 200, review.text
    return site.send(f"{link}/negotiation/file", filled(review))


def amend_by_form(
    site: Site, link: str, paragraph: str, wording: str, way: str = "replace", **more: str
) -> Response:
    """Fill in the form of an amendment; the page that it leads to."""
    form = site.see(f"{link}/amend?paragraph={paragraph}&way={way}")
    parts = filled(form, wording=wording, filed_by="Ana Souza", **more)
    return site.send(f"{link}/negotiation/review", parts)
