"""The health of a silence by regional group: order, counts, and what is not told."""

from __future__ import annotations

from nemcon.procedure.deeds import Deed
from nemcon.register.health import DelegationHealth
from nemcon.register.health_groups import by_group


def delegation(
    name: str, group: str, did: Deed | None = Deed.NOTHING, delivery: str = "sent"
) -> DelegationHealth:
    told = did is not None
    return DelegationHealth(
        participant=name,
        name=name.title(),
        group=group,
        may_object=True,
        delivery=delivery,
        contacts=(),
        absences=(),
        replies=0 if told else None,
        acknowledged=did is Deed.ACKNOWLEDGED if told else None,
        acted=False if told else None,
        did=did,
    )


def test_the_groups_of_the_general_assembly_come_first_and_those_of_no_group_last() -> None:
    found = [
        delegation("council", ""),
        delegation("guests", "Guests"),
        delegation("brazil", "GRULAC"),
        delegation("egypt", "AFR"),
    ]
    assert [(group.group, group.name) for group in by_group(found)] == [
        ("AFR", "African States"),
        ("GRULAC", "Latin American and Caribbean States"),
        ("Guests", "Guests"),
        ("", ""),
    ]


def test_each_group_counts_its_own_and_together_they_count_everybody_once() -> None:
    found = [
        delegation("egypt", "AFR", Deed.OBJECTED),
        delegation("kenya", "AFR", Deed.OBJECTED, "bounced"),
        delegation("chad", "AFR"),
        delegation("brazil", "GRULAC", Deed.ACKNOWLEDGED),
    ]
    african, latin = by_group(found)
    assert african.did is not None
    assert latin.did is not None
    assert (african.reached, african.did[Deed.OBJECTED], african.did[Deed.NOTHING]) == (2, 2, 1)
    assert (latin.reached, latin.did[Deed.ACKNOWLEDGED], latin.did[Deed.NOTHING]) == (1, 1, 0)
    names = [item.participant for group in (african, latin) for item in group.delegations]
    assert sorted(names) == ["brazil", "chad", "egypt", "kenya"]


def test_where_it_is_not_told_who_did_what_nothing_is_counted() -> None:
    (group,) = by_group([delegation("egypt", "AFR", None), delegation("chad", "AFR", None)])
    assert (group.did, group.reached) == (None, 2)
