"""The alternatives of a compilation: what each amendment says, and what a paragraph is with it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from nemcon.negotiation.compiled import Alternative, CompiledParagraph, Delegations, Said, Stand
from nemcon.negotiation.gathered import Gathered, Issued
from nemcon.negotiation.naming import attributed
from nemcon.negotiation.places import concerned, why_unfit
from nemcon.negotiation.state import Proposed
from nemcon.text.amendments import Amendment, Status
from nemcon.text.applying import applied, next_path
from nemcon.text.negotiated import Clause, NegotiatedText
from nemcon.text.numbers import path_written
from nemcon.text.refused import AmendmentRefused
from nemcon.text.runs import Bracket, Kind, Runs, tidy, unattributed
from nemcon.text.standing import OPEN
from nemcon.text.writing import write_runs


def alternatives_to(material: Gathered, clause: Clause) -> tuple[Alternative, ...]:
    """What was proposed for the paragraph and stands there still, as it was proposed.

    A paragraph that a revision left in the text as an alternative has its amendment beside it, and
    only there.
    """
    elsewhere = {name for name, _ in standing_beside(material, clause)}
    own = material.amendments.get(clause.number.order, ())
    about = (
        *(p for p in own if p.amendment.id not in elsewhere),
        *_left_as(material, clause),
    )
    adding = (
        p
        for p in material.additions
        if (found := standing_as(material, p.amendment)) and found.number == clause.number
    )
    of_text = [alternative(material, p, clause) for p in about]
    of_text += [_addition(material, p) for p in adding]
    return tuple(sorted(of_text, key=lambda one: one.source.number))


def standing_beside(material: Gathered, clause: Clause) -> tuple[tuple[str, str], ...]:
    """The amendments to the paragraph whose words stand as another wording of it ("2 alt").

    Each with the number of that.
    """
    order = clause.number.order
    own = {p.amendment.id for p in material.amendments.get(order, ())}
    return tuple(
        (proposed.amendment.id, other.number.written(0))
        for other in material.clauses
        if other.number.order[:3] == order[:3] and other.number.order != order
        for proposed in _left_as(material, other, only_its_words=True)
        if proposed.amendment.id in own
    )


def _left_as(
    material: Gathered, clause: Clause, *, only_its_words: bool = False
) -> tuple[Proposed, ...]:
    """The amendments to a paragraph of which a revision made this other wording for the whole.

    Where it reads as none of them makes the paragraph read, since that was changed in the same
    revision, they are all that were left as alternatives there, unless `only_its_words` is wanted.
    """
    order = clause.number.order
    if not clause.number.alternative:
        return ()
    first = next((one for one in material.issued if one.clause(order)), None)
    here = first.clause(order) if first else None
    if first is None or here is None:
        return ()
    left = [
        proposed
        for other, about in material.amendments.items()
        if other[:3] == order[:3] and other != order
        for proposed in about
        if proposed.amendment.status is Status.ALTERNATIVE
        if proposed.settled == first.issue.number
    ]
    wanted = unattributed(here.runs)
    reading = [p for p in left if _left_reads(material, p) == wanted]
    return tuple(reading if reading or only_its_words else left)


def _left_reads(material: Gathered, proposed: Proposed) -> Runs | None:
    """How the paragraph reads with the amendment alone, as a revision leaves it in brackets."""
    number = concerned(proposed.amendment)
    read = read_alone(material, proposed, Clause(number, ())) if number is not None else None
    return unattributed(_as_left(read[1].runs)) if read is not None else None


def late_to(material: Gathered, clause: Clause) -> tuple[Alternative, ...]:
    """The amendments to the paragraph that were late, and neither admitted nor dealt with."""
    about = material.amendments.get(clause.number.order, ())
    late = (p for p in about if not p.counts and p.amendment.live)
    return tuple(alternative(material, p, clause) for p in late)


def standing_as(material: Gathered, amendment: Amendment) -> Clause | None:
    """The compiled paragraph that a revision made of an addition, left as an alternative."""
    if amendment.status is not Status.ALTERNATIVE:
        return None
    wanted = unattributed(_as_left(amendment.wording))
    return next((c for c in material.clauses if unattributed(c.runs) == wanted), None)


def alternative(material: Gathered, proposed: Proposed, clause: Clause) -> Alternative:
    """An amendment to the paragraph, with how the paragraph reads with it alone."""
    amendment = attributed_once(material, proposed.amendment)
    why = why_unfit(material.state.text, amendment)
    found = read_alone(material, proposed, clause)
    if found is None:
        own = _own(material, amendment)
        return _said_of(material, proposed, material.present, own, why)
    issued, read = found
    words = "" if read.withdrawn else material.printed(read)
    return _said_of(material, proposed, issued, words, why)


def read_alone(
    material: Gathered, proposed: Proposed, clause: Clause
) -> tuple[Issued, Clause] | None:
    """How the paragraph reads with the amendment alone, and the issue of which that is made.

    None where it fits neither the present wording nor the one to which it was proposed.
    """
    amendment = attributed_once(material, proposed.amendment)
    number = concerned(proposed.amendment)
    if number is not None and number.order != clause.number.order:
        clause = replace(clause, number=number)  # it stands beside another wording of that
    for issued, base in _bases(material, proposed, clause):
        read = _with_alone(base, amendment)
        if read is not None:
            return issued, read
    return None


def additions(material: Gathered) -> tuple[CompiledParagraph, ...]:
    """The paragraphs that were proposed and stand in no text, each with the number it would get."""
    return tuple(
        CompiledParagraph(
            added.number,
            alternatives=tuple(_addition(material, p) for p in added.proposed),
            added=True,
        )
        for added in added_paragraphs(material)
    )


@dataclass(frozen=True, slots=True)
class Added:
    """A paragraph that stands in no text, and the amendments that propose it.

    `number` is the one that it would get; empty where its row has no number any more.
    """

    number: str
    proposed: tuple[Proposed, ...]


def added_paragraphs(material: Gathered) -> tuple[Added, ...]:
    """What was proposed as a paragraph of its own; the same words in one place are one.

    Those that wait to be dealt with come first, so that they get the first numbers in their row.
    """
    waiting = [p for p in material.additions if standing_as(material, p.amendment) is None]
    waiting.sort(key=lambda p: (not p.live, p.number))
    groups: dict[tuple[object, ...], list[Proposed]] = {}
    for proposed in waiting:
        groups.setdefault(_same_addition(proposed.amendment), []).append(proposed)
    text = material.state.text
    found: list[Added] = []
    for members in groups.values():
        number, text = _numbered(text, members[0].amendment)
        found.append(Added(number, tuple(members)))
    return tuple(found)


def _same_addition(amendment: Amendment) -> tuple[object, ...]:
    """What two additions share that want the same paragraph in the same place."""
    place = amendment.place[0].family if amendment.place else ()
    return (place, unattributed(tidy(amendment.wording)))


def attributed_once(material: Gathered, amendment: Amendment) -> Amendment:
    """The amendment with the names that delegates read, as far as they are told."""
    if len(amendment.sponsors) > 1:
        return attributed(material.state, amendment)
    names = material.naming.names
    return replace(amendment, proposer=names.get(amendment.proposer, amendment.proposer))


def _as_left(wording: Runs) -> Runs:
    if len(wording) == 1 and isinstance(wording[0], Bracket) and wording[0].kind is Kind.DISPUTED:
        return tidy(wording)
    return tidy((Bracket(Kind.DISPUTED, wording),))


def _numbered(text: NegotiatedText, amendment: Amendment) -> tuple[str, NegotiatedText]:
    """The number that the paragraph would get, and the text in which that is taken.

    Empty where so many paragraphs are added in one place that the row has no number any more.
    """
    try:
        path = next_path(text, amendment.place)
    except AmendmentRefused:
        return "", text
    return path_written(path), text.added(path, Clause(path[-1], ()))


def _bases(
    material: Gathered, proposed: Proposed, clause: Clause
) -> Iterable[tuple[Issued, Clause]]:
    """The wordings that the amendment may be about: the present one, then that it was proposed to.

    What stands in the text as an alternative was about the text without it.
    """
    if proposed.amendment.status is not Status.ALTERNATIVE and not clause.withdrawn:
        yield material.present, clause
    for issued in reversed(material.issued):
        found = issued.clause(clause.number.order)
        if issued.issue.number < proposed.number and found is not None:
            yield issued, found


def _with_alone(base: Clause, amendment: Amendment) -> Clause | None:
    """The paragraph with the amendment alone; none where it does not fit it."""
    whole = NegotiatedText("", (replace(base, standing=OPEN),))
    try:
        return applied(whole, [amendment]).clauses[0]
    except AmendmentRefused:
        return None


def _addition(material: Gathered, proposed: Proposed) -> Alternative:
    why = why_unfit(material.state.text, proposed.amendment)
    own = _own(material, proposed.amendment)
    return _said_of(material, proposed, material.present, own, why)


def _said_of(
    material: Gathered, proposed: Proposed, issued: Issued, reads: str, why: str
) -> Alternative:
    amendment, naming = proposed.amendment, material.naming
    stand, accepted = _stand(proposed, why), material.settling(proposed)
    source = replace(issued.source(material.procedure), number=proposed.number, at=proposed.at)
    return Alternative(
        id=amendment.id,
        source=source,
        paragraph=path_written(amendment.place),
        change=amendment.change,
        own=_own(material, amendment),
        passage=amendment.passage,
        beneath=amendment.beneath,
        reads=issued.wording(material.procedure, reads),
        by=_sponsors(material, amendment),
        supporters=naming.of(amendment.supporters),
        opponents=naming.of(amendment.opponents),
        said=_said(material, proposed),
        reason=naming.words(amendment.reason),
        stand=stand,
        why="" if stand in (Stand.IN_TEXT, Stand.CHANGED_SINCE) else why,
        accepted_in=accepted.name if stand is Stand.CHANGED_SINCE and accepted else "",
    )


def _stand(proposed: Proposed, why: str) -> Stand:
    match proposed.amendment.status:
        case Status.ALTERNATIVE:
            return Stand.IN_TEXT
        case Status.ACCEPTED:
            return Stand.CHANGED_SINCE
        case Status.NOT_TAKEN_UP:
            return Stand.NOT_TAKEN_UP
        case _ if not proposed.counts:
            return Stand.LATE
        case _:
            return Stand.NO_LONGER_FITS if why else Stand.LIVE


def _own(material: Gathered, amendment: Amendment) -> str:
    runs = amendment.wording if material.naming.named else unattributed(amendment.wording)
    return write_runs(runs)


def _sponsors(material: Gathered, amendment: Amendment) -> Delegations:
    """Who sponsors it; a group stands for its members where all of them do."""
    count = len([name for name in amendment.sponsors if name])
    if not material.naming.named:
        return Delegations(count)
    names = attributed_once(material, amendment).sponsors
    # What the Chair made of several has no proposer.
    return Delegations(count, tuple(name for name in names if name))


def _said(material: Gathered, proposed: Proposed) -> tuple[Said, ...]:
    naming = material.naming
    return tuple(
        Said(naming.of((who,)), who in proposed.amendment.opponents, says)
        for who, says in proposed.said
        if naming.named
    )
