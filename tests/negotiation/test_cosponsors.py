"""Who is named as a co-sponsor, and who joins an amendment itself."""

from __future__ import annotations

from nemcon.negotiation.acts import (
    Stance,
    WithdrawAmendment,
)
from nemcon.negotiation.entries import (
    AmendmentWithdrawn,
)
from nemcon.text.amendments import Status
from tests.negotiation.build import (
    amend,
    code,
    delegation,
    done,
    position,
    tabled,
)


def test_the_first_cosponsor_that_joined_itself_carries_on_what_its_proposer_withdraws() -> None:
    it = tabled()
    done(it.does(amend("italy", "2", "x", cosponsors=("brazil", "france")), 1))
    (joined,) = done(it.does(position("france", "A1", "cosponsor"), 2))
    assert joined.stance is Stance.COSPONSOR
    assert it.does(position("france", "A1", "cosponsor"), 2) == ()

    done(it.does(WithdrawAmendment(delegation("italy"), "A1"), 2))

    found = it.amendment("A1").amendment
    assert (found.proposer, found.cosponsors, found.live) == ("france", ("brazil",), True)
    assert code(it.does(WithdrawAmendment(delegation("italy"), "A1"), 3)) == "not-own-amendment"
    done(it.does(WithdrawAmendment(delegation("france"), "A1"), 3))
    assert not it.amendment("A1").amendment.live


def test_a_cosponsor_may_be_named_in_another_language() -> None:
    it = tabled()
    done(it.does(amend("italy", "2", "x", cosponsors=("البرازيل", "la France")), 1))

    assert it.amendment("A1").amendment.cosponsors == ("brazil", "france")


def test_who_was_only_named_or_joined_no_longer_does_not_carry_an_amendment_on() -> None:
    it = tabled()
    done(it.does(amend("italy", "2", "x", cosponsors=("brazil", "france")), 1))
    done(it.does(position("france", "A1", "cosponsor"), 2))
    done(it.does(position("france", "A1", "support"), 2))

    done(it.does(WithdrawAmendment(delegation("italy"), "A1"), 3))

    assert it.last(AmendmentWithdrawn).carried_on_by == ""
    assert it.amendment("A1").amendment.status is Status.WITHDRAWN


def test_whoever_is_named_as_a_cosponsor_may_say_that_it_is_none() -> None:
    it = tabled()
    done(it.does(amend("italy", "2", "x", cosponsors=("brazil",)), 1))

    done(it.does(position("brazil", "A1", "none"), 2))

    assert it.amendment("A1").amendment.cosponsors == ()
