"""What a delegation is shown of the others: what its body's rules let the letters say."""

from __future__ import annotations

from tests.api.house import House


def shown(house: House, who: str, name: str = "quiet") -> list[tuple[str, str]]:
    who = f"{name}/{who}" if who in ("austria", "brazil", "norway") else who
    filings = house.get(f"/procedures/{name}/filings", who).json()
    assert filings == house.get(f"/procedures/{name}", who).json()["filings"]
    return [(f["participant"], f["says"]) for f in filings]


def test_where_objectors_are_not_named_the_others_see_that_there_is_an_objection_only(
    house: House,
) -> None:
    house.open("quiet")
    house.file("quiet/brazil", "quiet", says="No.", on_behalf_of=["Norway"])
    assert shown(house, "secretariat") == [("brazil", "No.")]
    assert shown(house, "chair") == [("brazil", "No.")]
    assert shown(house, "brazil") == [("brazil", "No.")]
    assert shown(house, "norway") == [("", "")]
    assert shown(house, "reader") == [("", "")]
    text = house.get("/procedures/quiet", "quiet/austria").text
    assert '"No."' not in text


def test_where_objectors_are_not_named_the_record_is_verified_but_not_handed_out(
    house: House,
) -> None:
    house.open("quiet")
    house.file("quiet/brazil", "quiet", says="No.")
    for path in ("register", "register/export"):
        for who in ("quiet/norway", "reader"):
            answer = house.get(f"/procedures/quiet/{path}", who)
            assert (answer.status_code, answer.json()["code"]) == (403, "record-not-shown")
        assert house.get(f"/procedures/quiet/{path}", "secretariat").status_code == 200
    assert house.get("/procedures/quiet/register/verify", "quiet/norway").json()["sound"]
    assert house.get("/procedures/quiet/deliveries", "reader").json()["letters"] == []


def test_where_objections_are_announced_at_the_deadline_nobody_else_sees_them_before(
    house: House,
) -> None:
    rules = {"disclosure__during": "none", "objection__effect": "collect"}
    house.open("quiet", **rules)
    house.file("quiet/brazil", "quiet", says="No.")
    assert shown(house, "norway") == []
    assert shown(house, "brazil") == [("brazil", "No.")]
    assert house.get("/procedures/quiet", "quiet/norway").json()["broken_at"] is None
    assert house.get("/procedures/quiet/register", "quiet/norway").status_code == 403


def test_where_objectors_are_named_everybody_sees_them(house: House) -> None:
    house.open(
        "quiet",
        disclosure__during="named",
        disclosure__in_consultation="named",
        disclosure__after="named",
    )
    house.file("quiet/brazil", "quiet", says="No.")
    assert shown(house, "norway") == [("brazil", "No.")]
    assert house.get("/procedures/quiet/register", "quiet/norway").status_code == 200
