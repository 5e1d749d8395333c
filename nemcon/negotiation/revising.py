"""The Chair issues the text anew, and disposes of amendments."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from nemcon.language import N_, _
from nemcon.negotiation.acts import IssueRevision
from nemcon.negotiation.drafting import NegotiationDraft
from nemcon.negotiation.entries import Disposed, Merged, RevisionIssued
from nemcon.negotiation.keeping import keeps
from nemcon.negotiation.naming import attributed, presentable
from nemcon.negotiation.places import done_by, says_alike, why_unfit
from nemcon.text.amendments import Amendment, Status, merged
from nemcon.text.applying import applied, left_open
from nemcon.text.document import Paragraph, Text
from nemcon.text.negotiated import Clause, NegotiatedText
from nemcon.text.numbers import path_written
from nemcon.text.paper import from_text, to_text
from nemcon.text.reading import read_runs
from nemcon.text.standing import OPEN
from nemcon.text.writing import write_runs


def issue_revision(draft: NegotiationDraft, act: IssueRevision) -> None:
    """Issue the text as the amendments and the Chair's own hand make it; begin a round, if said.

    A live amendment that nobody names, and that the new text grants all the same, is accepted.
    What no longer fits is listed, and stays live.
    """
    draft.require_chair(N_("issue the text anew"))
    draft.require_negotiating(N_("issue the text anew"))
    draft.require_nothing_on_its_way()
    draft.require_end(act.until, act.sitting)
    named = _named(draft, act)
    old = draft.state.text
    news = _mergers(draft, act, named)
    text = applied(old, [*(named[name] for name in act.accepted), *news])
    _fit_together(draft, act, text, [*(named[name] for name in act.accepted), *news])
    text = left_open(text, [attributed(draft.state, named[name]) for name in act.alternatives])
    made = text
    for paragraph in act.wording:
        text = _by_hand(draft, text, paragraph)
    _nothing_overridden(draft, act, [named[name] for name in act.accepted], news, (made, text))
    text = presentable(draft.state, old, _opened_where_changed(old, text))
    disposed = _disposed(act, news) + _granted(draft, old, text, named)
    if not disposed and says_alike(old.clauses, text.clauses):
        raise draft.refuse("nothing-changes", _("Nothing in the text would be different."))
    text = replace(text, revision=old.revision + 1)
    issued = to_text(text)
    begins = act.until is not None
    draft.close_if_over()
    entry = RevisionIssued(
        text=issued,
        text_digest=issued.digest(),
        disposed=disposed,
        merged=tuple(_recorded(one) for one in news),
        unplaced=_unplaced(draft, from_text(issued), disposed),
        round=draft.state.round + 1 if begins else draft.state.round,
        until=act.until,
        sitting=act.sitting,
        because=act.because,
    )
    draft.add(entry)


def _fit_together(
    draft: NegotiationDraft,
    act: IssueRevision,
    text: NegotiatedText,
    accepted: Iterable[Amendment],
) -> None:
    """Refuse to leave as an alternative what is about words that an accepted amendment changes.

    `text` is the one with what is accepted, in which those words do not stand any more.
    """
    taken = tuple(accepted)
    for name in act.alternatives:
        one = draft.amendment(name).amendment
        if not why_unfit(text, one) or why_unfit(draft.state.text, one):
            continue
        other = next((a.id for a in taken if why_unfit(applied(draft.state.text, [a]), one)), "")
        if other:
            says = _(
                "{name} cannot be left as an alternative beside {other}, which is accepted: "
                "{name} is about words that {other} changes. Leave both as alternatives, or "
                "do not take up {name}.",
                name=name,
                other=other,
            )
            raise draft.refuse("amendments-collide", says)


def _named(draft: NegotiationDraft, act: IssueRevision) -> dict[str, Amendment]:
    """The amendments of which the revision disposes, each named once, live and counting."""
    merging = (name for merging in act.merged for name in merging.amendments)
    named: dict[str, Amendment] = {}
    for name in (*act.accepted, *merging, *act.alternatives, *act.not_taken_up):
        found = draft.amendment(name)
        if name in named:
            raise draft.refuse(
                "amendment-twice", _("Amendment {name} is disposed of twice.", name=name)
            )
        if not found.counts and name not in act.not_taken_up:
            says = _("Amendment {name} was late, and has not been admitted.", name=name)
            raise draft.refuse("late-not-admitted", says, "late.admitted_by")
        named[name] = found.amendment
    return named


def _mergers(
    draft: NegotiationDraft, act: IssueRevision, named: dict[str, Amendment]
) -> tuple[Amendment, ...]:
    """What the Chair makes of several amendments, each with a name of its own."""
    made: list[Amendment] = []
    for number, merging in enumerate(act.merged, start=len(draft.state.amendments) + 1):
        several = [named[name] for name in merging.amendments]
        if len(several) <= 1:
            raise draft.refuse("cannot-merge", _("It takes at least two amendments to merge them."))
        wording = read_runs(merging.wording, path_written(several[0].place))
        one, *_rest = merged(several, f"A{number}", "", wording)
        made.append(one)
    return tuple(made)


def _nothing_overridden(
    draft: NegotiationDraft,
    act: IssueRevision,
    accepted: Iterable[Amendment],
    news: Iterable[Amendment],
    texts: tuple[NegotiatedText, NegotiatedText],
) -> None:
    """Refuse to call accepted, or merged, what the Chair's own wording puts out of the text again.

    `texts` are the one that the amendments make, and that with the Chair's wording.
    """
    gone = [one.id for one in accepted if not keeps(*texts, one)]
    for merging, one in zip(act.merged, news, strict=True):
        gone += () if keeps(*texts, one) else merging.amendments
    if gone:
        says = _(
            "The words of what is to be accepted or merged ({gone}) are not in the "
            "wording that is set for the paragraph; set it with them, or leave the "
            "amendment out.",
            gone=", ".join(gone),
        )
        raise draft.refuse("accepted-and-overridden", says)


def _recorded(one: Amendment) -> Merged:
    return Merged(
        id=one.id,
        paragraph=path_written(one.place),
        change=one.change,
        wording=write_runs(one.wording),
        passage=one.passage,
        beneath=one.beneath,
        cosponsors=one.cosponsors,
        supporters=one.supporters,
    )


def _by_hand(draft: NegotiationDraft, text: NegotiatedText, paragraph: Paragraph) -> NegotiatedText:
    """The text with a paragraph in the Chair's words; a new number adds one, in its place."""
    for typed in from_text(Text("", (paragraph,))).clauses:
        there = text.find((typed.number,))
        if there is None:
            text = text.added((typed.number,), replace(typed, standing=OPEN))
            continue
        if there.withdrawn:
            number = there.number.written(0)
            says = _(
                "Paragraph {number} has been withdrawn; open it again before it is reworded.",
                number=number,
            )
            raise draft.refuse("paragraph-withdrawn", says)
        new = replace(typed, number=there.number, standing=there.standing)
        if not says_alike([there], [new]):
            text = text.put((there.number,), new)
    return text


def _opened_where_changed(old: NegotiatedText, new: NegotiatedText) -> NegotiatedText:
    """A paragraph is open again where anything in it, or below it, reads otherwise.

    So it is where another wording for the whole of it has come to stand beside it.
    """
    joined = {c.number.order[:3] for c in new.clauses if old.find((c.number,)) is None}

    def opened(clause: Clause) -> Clause:
        before = old.find((clause.number,))
        same = before is not None and says_alike([before], [clause])
        same = same and clause.number.order[:3] not in joined
        return clause if same or clause.withdrawn else replace(clause, standing=OPEN)

    return replace(new, clauses=tuple(opened(clause) for clause in new.clauses))


def _disposed(act: IssueRevision, merged_: Iterable[Amendment]) -> tuple[Disposed, ...]:
    into = [
        Disposed(name, Status.MERGED, one.id)
        for merging, one in zip(act.merged, merged_, strict=True)
        for name in merging.amendments
    ]
    return (
        *(Disposed(name, Status.ACCEPTED) for name in act.accepted),
        *into,
        *(Disposed(name, Status.ALTERNATIVE) for name in act.alternatives),
        *(Disposed(name, Status.NOT_TAKEN_UP) for name in act.not_taken_up),
    )


def _granted(
    draft: NegotiationDraft,
    old: NegotiatedText,
    new: NegotiatedText,
    named: Iterable[str],
) -> tuple[Disposed, ...]:
    """The amendments that nobody named and that the new text grants: it says what they ask for."""
    others = (p.amendment for p in draft.state.amendments if p.live and p.amendment.id not in named)
    return tuple(
        Disposed(amendment.id, Status.ACCEPTED)
        for amendment in others
        if done_by(old, new, attributed(draft.state, amendment))
    )


def _unplaced(
    draft: NegotiationDraft, new: NegotiatedText, disposed: Iterable[Disposed]
) -> tuple[tuple[str, str], ...]:
    """What waits still and no longer fits, late or not, with the reason."""
    gone = {one.amendment for one in disposed}
    waiting = (p.amendment for p in draft.state.amendments if p.amendment.live)
    found = ((a.id, why_unfit(new, a)) for a in waiting if a.id not in gone)
    return tuple((name, why) for name, why in found if why)
