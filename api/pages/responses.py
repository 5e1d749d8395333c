"""What a delegation may file now: each response with its consequence and the rule it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from api.pages import wording
from api.pages.shown import Rule, rule_in
from nemcon.language import N_, _
from nemcon.mail.telling import what_an_objection_needs
from nemcon.procedure.acts import BALLOTS, Kind
from nemcon.procedure.profile import Profile
from nemcon.procedure.state import ProcedureState
from nemcon.rulebook.chapters import is_default

REWORD: Final = N_("Propose other wording")
_REWORD_MEANS: Final = N_(
    "You object to a paragraph and give the wording that your delegation "
    "proposes instead. It counts as an objection."
)
WITHDRAW: Final = N_("Withdraw your objection")
_WITHDRAW_MEANS: Final = N_("What your delegation objected no longer counts.")


@dataclass(frozen=True, slots=True)
class Beside:
    """A rule beside what rests on it; `told` where the rule book has it under its own anchor."""

    rule: Rule | None
    told: bool


@dataclass(frozen=True, slots=True)
class Response:
    """One thing to file: where its form is, its name, what filing it does, and the rule."""

    path: str
    name: str
    means: str
    needs: tuple[str, ...]
    rests_on: Beside
    main: bool = False


def beside(profile: Profile, key: str) -> Beside:
    """The rule of that key, to stand beside what rests on it."""
    cited = profile.cite(key)
    return Beside(rule_in(profile, key), cited is not None and not is_default(cited))


def responses(
    kinds: Iterable[Kind], state: ProcedureState, *, late: bool, withdraws: bool
) -> tuple[Response, ...]:
    """What is offered, in its order: the way back first."""
    return tuple(_offered(kinds, state, late=late, withdraws=withdraws))


def _offered(
    kinds: Iterable[Kind], state: ProcedureState, *, late: bool, withdraws: bool
) -> Iterator[Response]:
    if withdraws:
        rule = beside(state.profile, _WITHDRAWABLE)
        yield Response("withdraw-objection", _(WITHDRAW), _(_WITHDRAW_MEANS), (), rule)
    for kind in kinds:
        objects = kind is Kind.OBJECT
        yield Response(
            kind,
            _(wording.FILINGS[kind]),
            wording.consequence(kind, state, late=late),
            what_an_objection_needs(state) if objects and not late else (),
            beside(state.profile, rule_of_filing(kind, state, late=late)),
            main=objects and not late,
        )
        if objects and not late:
            key = "objection.wording"
            yield Response(
                "object?wording=yes", _(REWORD), _(_REWORD_MEANS), (), beside(state.profile, key)
            )


def rule_of_filing(kind: Kind | None, state: ProcedureState, *, late: bool) -> str:
    """The rule that gives a response its consequence; without a kind, a withdrawal."""
    if kind is None:
        return _WITHDRAWABLE
    if late:
        return "late.admitted_by"
    if kind is Kind.ASK_FOR_TIME:
        return "extension.on_request" if state.profile.extends_on_request else "extension.by"
    if kind in BALLOTS:
        return "vote.majority"
    return _KEYS.get(kind, "standing.comment")


_WITHDRAWABLE: Final = "objection.withdrawable"
_KEYS: Final = {
    Kind.OBJECT: "objection.effect",
    Kind.CORRECT: "objection.amendments",
    Kind.REQUEST_VOTE: "standing.request_vote",
    Kind.REQUEST_MEETING: "standing.request_meeting",
    Kind.VETO_LAUNCH: "launch.veto",
}
